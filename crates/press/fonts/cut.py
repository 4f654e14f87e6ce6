"""Cuts the four faces of Liberation Serif 2.1.5 (Debian package fonts-liberation2) down to the letters that official
documents need, and renames them, because the licence reserves the name of the original for what is not changed.

    python3 crates/press/fonts/cut.py [FOLDER OF THE ORIGINALS]        needs fonttools 4 (PyPI)
"""
import sys
from pathlib import Path

from fontTools import subset

FAMILY = "Nhip Cau Serif"
ORIGINALS = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/liberation2")
# Latin with all of Vietnamese, Greek, Cyrillic, punctuation, money, arrows, mathematics, boxes and bullets.
RANGES = (
    "20-7E A0-17F 192 1A0-1A1 1AF-1B0 1CD-1CE 218-21B 2BC 2C6-2C7 2D8-2DD 300-304 306-30C 31B 323 328 384-3CE "
    "400-45F 490-491 1E80-1E85 1E9E 1EA0-1EF9 2000-200B 2010-2027 202F-2030 2032-2033 2039-203A 203C 2044 2070 "
    "2074-208E 20AB-20AC 2103 2105 2113 2116 2122 2126 212E 215B-215E 2190-2195 2200-2265 2302 2500-257F 25A0-25CF "
    "25E6 263A-266F FB01-FB02"
)


def letters():
    for piece in RANGES.split():
        first, _, last = piece.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


for face in ("Regular", "Bold", "Italic", "BoldItalic"):
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(ORIGINALS / f"LiberationSerif-{face}.ttf", options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=letters())
    cut.subset(font)
    for record in font["name"].names:
        words = record.toUnicode().replace("Liberation Serif", FAMILY).replace("LiberationSerif", FAMILY.replace(" ", ""))
        if record.nameID in (1, 3, 4, 6):
            record.string = words
    target = Path(__file__).parent / f"NhipCauSerif-{face}.ttf"
    subset.save_font(font, target, options)
    print(target.name, target.stat().st_size, "bytes,", len(font.getBestCmap()), "letters")
