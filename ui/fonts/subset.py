"""Make the small font files of this folder from Be Vietnam Pro (run by hand, the results are committed).

    npm pack @fontsource/be-vietnam-pro@5.3.0 && tar xzf fontsource-be-vietnam-pro-5.3.0.tgz
    pip install fonttools==4.68.0 brotli==1.2.1
    python3 subset.py package/files .

Three families of files, so that a page loads only what it shows:
- sans-WEIGHT-latin.woff2: ASCII, the punctuation of Vietnamese documents, Latin-1 vowels;
- sans-WEIGHT-vietnamese.woff2: the Vietnamese letters outside Latin-1;
- figures-WEIGHT.woff2: the ten digits, each on one width.

Why the figures: Be Vietnam Pro has no tabular digits ("1" is 385 units wide, "0" is 676), so columns, clocks and
codes would dance. Here every digit is centred on 660 units. Hints are dropped: they are half of the weight and
screens of the last ten years do not need them.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

WEIGHTS = (400, 500, 600, 700)
FIGURE_WIDTH_UNITS = 660
DIGITS = "0123456789"

LATIN = {
    *range(0x20, 0x7F),
    0xA0,
    *map(ord, "§«»°·×–—‘’“”…•−"),
    *map(ord, "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý"),
}
VIETNAMESE = {*map(ord, "ĂăĐđĨĩŨũƠơƯư₫"), *range(0x1EA0, 0x1EFA)}


def cut(font: TTFont, code_points: set[int]) -> TTFont:
    """Keep only these characters, without hints or layout features nothing here asks for."""
    options = subset.Options()
    options.hinting = False
    options.flavor = "woff2"
    options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
    options.name_IDs = ["*"]  # the licence and the copyright stay inside the file
    options.notdef_outline = False
    options.desubroutinize = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=code_points)
    cutter.subset(font)
    return font


def even_out(font: TTFont) -> TTFont:
    """Put every digit in the middle of one common width."""
    glyphs, metrics, names = font["glyf"], font["hmtx"].metrics, font.getBestCmap()
    for digit in DIGITS:
        name = names[ord(digit)]
        width, _ = metrics[name]
        shift = (FIGURE_WIDTH_UNITS - width) // 2
        pen = TTGlyphPen(font.getGlyphSet())
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)), glyphs)
        glyphs[name] = pen.glyph()
        glyphs[name].recalcBounds(glyphs)
        metrics[name] = (FIGURE_WIDTH_UNITS, glyphs[name].xMin)
    for table in ("GPOS", "GSUB", "GDEF"):
        if table in font:
            del font[table]  # kerning would undo the even widths
    return font


def save(font: TTFont, path: Path) -> None:
    font.flavor = "woff2"
    font.save(path)
    print(f"{path.name}: {path.stat().st_size} bytes")


def main(source: Path, target: Path) -> None:
    for weight in WEIGHTS:

        def part(name: str) -> TTFont:
            return TTFont(source / f"be-vietnam-pro-{name}-{weight}-normal.woff2", recalcTimestamp=False)

        save(cut(part("latin"), LATIN), target / f"sans-{weight}-latin.woff2")
        save(cut(part("vietnamese"), VIETNAMESE), target / f"sans-{weight}-vietnamese.woff2")
        save(even_out(cut(part("latin"), set(map(ord, DIGITS)))), target / f"figures-{weight}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
