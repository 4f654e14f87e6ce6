#!/usr/bin/env python3
"""Make NAME.docx and NAME.pdf from NAME.txt, for the three sample plans of this folder.

The text file is the master. Which line is a heading, a clause, a table row, a signature or a recipient is taken from the
labels in NAME.gold.json, so this script guesses nothing about the text. The Word file is laid out as an office would do it:
Decree 30/2020/ND-CP look, Times New Roman, a letterhead and a signature block in borderless tables, real tables whose head row
repeats, lists of dashes (and, where asked, I. / a)) numbered by Word itself. A paragraph or a table that the text copy has
broken at a page end is whole again in Word, as it was in the original.

Needs: python-docx 1.2 (PyPI), LibreOffice Writer for the PDF, fonts-liberation2 (its Liberation Serif
has the widths of Times New Roman and all Vietnamese letters, and is embedded in the PDF).

    python3 samples/build.py [--docx] [NAME …]     all three or those named; with --docx no PDF
"""
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

HERE = Path(__file__).resolve().parent
FONT = "Times New Roman"
BODY_PT = 14
TABLE_PT = 12
PAGE_W_MM, PAGE_H_MM = 210, 297
MARGIN_MM = {"top": 20, "bottom": 20, "left": 30, "right": 15}
LETTERHEAD_MM = (74, 93)
SIGNATURE_MM = (85, 80)
SIGNATURE_GAP_PT = 62
FIXED_DATE = (2026, 1, 1, 0, 0, 0)
"""Date of every file inside the .docx, so that two builds of one text give the same bytes."""

PLANS = {
    "bo-lang-nghe-hoc-duong-2026": {"auto": ("-", "I.", "a)"), "columns_mm": (10, 44, 25, 25, 30, 31)},
    "so-cong-doan-phoi-hop-2024": {"auto": ("-",), "columns_mm": (33, 62, 30, 40)},
    "phong-gddt-nam-hoc-2024": {"auto": ("+", "-"), "columns_mm": (13, 76, 42, 45, 38, 38)},
}
"""Per plan: the markers Word numbers itself, and the widths of the table's columns."""

NUMBER_FORMATS = {"-": ("bullet", "-"), "+": ("bullet", "+"), "I.": ("upperRoman", "%1."), "a)": ("lowerLetter", "%1)")}


def plain(text):
    """A line without outer space; inner runs of blanks are kept, they are part of the printed look."""
    return text.strip()


def xml(tag, **attributes):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn("w:" + name), str(value))
    return element


class Numbering:
    """Word's own lists: one abstract definition per marker, one instance per list so that each starts anew."""

    def __init__(self, document):
        self.root = document.part.numbering_part.numbering_definitions._numbering
        for child in list(self.root):
            self.root.remove(child)
        self.abstract = {}
        self.pending = []
        self.count = 0
        for number, (marker, (form, text)) in enumerate(NUMBER_FORMATS.items()):
            abstract = xml("w:abstractNum", abstractNumId=number)
            abstract.append(xml("w:multiLevelType", val="singleLevel"))
            level = xml("w:lvl", ilvl=0)
            for part in (xml("w:start", val=1), xml("w:numFmt", val=form), xml("w:suff", val="space"), xml("w:lvlText", val=text), xml("w:lvlJc", val="left")):
                level.append(part)
            abstract.append(level)
            self.root.append(abstract)
            self.abstract[marker] = number

    def new_list(self, marker):
        """A new instance of the list with this marker; its number."""
        self.count += 1
        num = xml("w:num", numId=self.count)
        num.append(xml("w:abstractNumId", val=self.abstract[marker]))
        override = xml("w:lvlOverride", ilvl=0)
        override.append(xml("w:startOverride", val=1))
        num.append(override)
        self.root.append(num)
        return self.count


def family(marker):
    """The list a marker belongs to: every roman numeral to "I.", every letter with a bracket to "a)"."""
    if marker in ("-", "+"):
        return marker
    if re.fullmatch(r"[IVX]+\.", marker or ""):
        return "I."
    return "a)" if re.fullmatch(r"[a-d]\)", marker or "") else None


class Layout:
    """One plan being laid out as a Word document."""

    def __init__(self, name, options):
        self.options = options
        self.lines = (HERE / (name + ".txt")).read_text(encoding="utf-8").split("\n")
        self.gold = json.loads((HERE / (name + ".gold.json")).read_text(encoding="utf-8"))
        self.nodes = {node["span"]["start_line"]: node for node in self.gold["outline"]}
        self.document = Document()
        self.numbering = Numbering(self.document)
        self.lists = {}
        self._page()

    # ---- page and paragraphs
    def _page(self):
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(BODY_PT)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.element.rPr.append(xml("w:lang", val="vi-VN"))
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(PAGE_W_MM), Mm(PAGE_H_MM)
        section.top_margin, section.bottom_margin = Mm(MARGIN_MM["top"]), Mm(MARGIN_MM["bottom"])
        section.left_margin, section.right_margin = Mm(MARGIN_MM["left"]), Mm(MARGIN_MM["right"])
        section.header_distance = Mm(10)
        self._page_number(section)

    def _page_number(self, section):
        """Arabic, centred in the top margin, hidden on the first page."""
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        section.first_page_header.is_linked_to_previous = False
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run()
        for part in (xml("w:fldChar", fldCharType="begin"), None, xml("w:fldChar", fldCharType="end")):
            if part is None:
                part = OxmlElement("w:instrText")
                part.text = "PAGE"
            run._r.append(part)

    def paragraph(self, where, text, size=BODY_PT, bold=False, italic=False, align=None, before=0, after=6, first_mm=0, keep=False):
        paragraph = where.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
        form.first_line_indent = Mm(first_mm)
        form.keep_with_next = keep
        paragraph.alignment = align
        if text:
            run = paragraph.add_run(text)
            run.font.size, run.bold, run.italic = Pt(size), bold, italic
        return paragraph

    @staticmethod
    def insert(paragraph, element):
        """Into the paragraph's properties at the place the format asks for; Word refuses a file with another order."""
        later = ("w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
        paragraph._p.get_or_add_pPr().insert_element_before(element, *(name for name in later if qn(name) != element.tag))

    def rule(self, where, width_mm, box_mm):
        """The short line of the decree under a name: a bottom border between two indents."""
        paragraph = self.paragraph(where, "", after=4)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(3)
        side = Mm((box_mm - width_mm) / 2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
        border = xml("w:pBdr")
        border.append(xml("w:bottom", val="single", sz=6, space=1, color="000000"))
        self.insert(paragraph, border)

    def borderless(self, widths_mm):
        table = self.document.add_table(rows=1, cols=len(widths_mm))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        self.widths(table, widths_mm)
        for cell, width in zip(table.rows[0].cells, widths_mm):
            cell.width = Mm(width)
            cell._tc.remove(cell.paragraphs[0]._p)
        return table.rows[0].cells

    @staticmethod
    def widths(table, widths_mm):
        """Column widths in the grid, which LibreOffice obeys; Word obeys those of the cells."""
        for column, width in zip(table.columns, widths_mm):
            column.width = Mm(width)

    # ---- the parts of a plan
    def letterhead(self):
        header = self.gold["header"]
        end = header["doc_type"]["span"]["start_line"] - 1
        number, date = header["number"]["span"]["start_line"], header["date"]["span"]["start_line"]
        names, motto = [], []
        for index in range(1, end + 1):
            text = plain(self.lines[index - 1])
            if text and index not in (number, date):
                (motto if re.match(r"CỘNG HÒA|Độc lập", text) else names).append(text)
        centre, (left, right) = WD_ALIGN_PARAGRAPH.CENTER, self.borderless(LETTERHEAD_MM)
        for index, text in enumerate(names):
            self.paragraph(left, text, 12, bold=index == len(names) - 1, align=centre, after=0)
        self.rule(left, 28, LETTERHEAD_MM[0])
        self.paragraph(left, plain(self.lines[number - 1]), 13, align=centre, after=0)
        self.paragraph(right, motto[0], 12, bold=True, align=centre, after=0)
        self.paragraph(right, motto[1], 13, bold=True, align=centre, after=0)
        self.rule(right, 56, LETTERHEAD_MM[1])
        self.paragraph(right, plain(self.lines[date - 1]), 13, italic=True, align=centre, after=0)
        self.paragraph(self.document, header["doc_type"]["text"], bold=True, align=centre, before=14, after=0)
        self.paragraph(self.document, header["subject"]["text"], bold=True, align=centre, after=0)
        self.rule(self.document, 50, PAGE_W_MM - MARGIN_MM["left"] - MARGIN_MM["right"])

    def preamble(self):
        span = self.gold["preamble"]["span"]
        for text in self.lines[span["start_line"] - 1:span["end_line"]]:
            if plain(text):
                self.paragraph(self.document, plain(text), align=WD_ALIGN_PARAGRAPH.JUSTIFY, first_mm=10)

    def node(self, node):
        """A heading, a run-in title or a clause, with its number typed or made by Word."""
        marker, span = node["marker"], node["span"]
        printed = re.sub(r" {2,}", " ", " ".join(plain(t) for t in self.lines[span["start_line"] - 1:span["end_line"]] if plain(t)))
        rest = plain(printed[len(marker):]) if marker else printed
        heading = node["kind"] == "heading"
        level = node["level"]
        centre = heading and marker is None
        paragraph = self.paragraph(self.document, "", align=WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.JUSTIFY,
                                   first_mm=0 if centre else 10, before=6 if heading and level == 1 else 0, keep=heading)
        kind = family(marker)
        if kind in self.options["auto"] and not node.get("marker_fixed") and self.whole_list(node, kind):
            self.number(paragraph, node, kind, look=("w:b" if level <= 2 else "w:i") if heading else None)
            typed = rest
        else:
            typed = printed
        title = node["title"] if node["kind"] == "run_in" and level <= 3 else None
        if title and title in typed:
            before, after = typed.split(title, 1)
            for text, italic in ((before, False), (title, True), (after, False)):
                if text:
                    paragraph.add_run(text).italic = italic
        else:
            run = paragraph.add_run(typed)
            run.bold, run.italic = heading and level <= 2 or centre, heading and level >= 3

    def whole_list(self, node, kind):
        """Whether Word may number this list: a, b, c, d at most (Word knows no đ) and no wrong letter in it."""
        siblings = [other for other in self.gold["outline"] if other["parent"] == node["parent"] and other["marker"]]
        return kind != "a)" or all(family(other["marker"]) == "a)" and not other.get("marker_fixed") for other in siblings)

    def number(self, paragraph, node, kind, look):
        key = (node["parent"], kind)
        if key not in self.lists:
            self.lists[key] = self.numbering.new_list(kind)
        properties = xml("w:numPr")
        properties.append(xml("w:ilvl", val=0))
        properties.append(xml("w:numId", val=self.lists[key]))
        self.insert(paragraph, properties)
        if look:
            mark = xml("w:rPr")
            mark.append(xml(look))
            paragraph._p.get_or_add_pPr().append(mark)

    def table(self, node):
        """The roadmap: head row repeated by Word, group rows merged, the page-break copy of the head row left out."""
        rows = [line.split("\t") for line in self.lines[node["span"]["start_line"] - 1:node["span"]["end_line"]] if plain(line)]
        head, widths = rows[0], self.options["columns_mm"]
        table = self.document.add_table(rows=0, cols=len(head))
        table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
        self.widths(table, widths)
        for index, row in enumerate(rows):
            if index and row == head:
                continue
            cells = table.add_row().cells
            for cell, width in zip(cells, widths):
                cell.width = Mm(width)
            group = len(row) < len(head)
            if group:
                first = len(row) - 1
                cells[first].merge(cells[-1])
            for column, text in enumerate(row):
                self.cell(cells[column], plain(text), bold=index == 0 or group,
                          centre=index == 0 or (column == 0 and len(widths) > 4))
            properties = table.rows[-1]._tr.get_or_add_trPr()
            properties.append(xml("w:cantSplit"))
            if index == 0:
                properties.append(xml("w:tblHeader"))
        self.paragraph(self.document, "", after=0)

    def cell(self, cell, text, bold, centre):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(TABLE_PT), bold

    def recipients(self, where):
        first = self.gold["recipients"][0]["span"]["start_line"]
        head = next(i for i in range(first - 1, 0, -1) if plain(self.lines[i - 1]))
        self.paragraph(where, plain(self.lines[head - 1]), 12, bold=True, italic=True, after=0)
        for item in self.gold["recipients"]:
            self.paragraph(where, plain(self.lines[item["span"]["start_line"] - 1]), 11, after=0)

    def signature(self, where, signature):
        span = signature["span"]
        texts = [plain(t) for t in self.lines[span["start_line"] - 1:span["end_line"]] if plain(t)]
        for index, text in enumerate(texts):
            last = index == len(texts) - 1
            self.paragraph(where, text, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, after=0, before=SIGNATURE_GAP_PT if last else 0)

    def end_block(self):
        signatures = self.gold["signatures"]
        self.paragraph(self.document, "", after=0)
        left, right = self.borderless(SIGNATURE_MM)
        if len(signatures) == 2:
            self.signature(left, signatures[0])
            self.signature(right, signatures[1])
            self.paragraph(self.document, "", after=6)
            self.recipients(self.document)
        else:
            self.recipients(left)
            self.signature(right, signatures[0])

    def landscape(self):
        """The appendix with the big table: its own section, turned, its pages counted from 1."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(PAGE_H_MM), Mm(PAGE_W_MM)
        section.left_margin = section.right_margin = Mm(20)
        self._page_number(section)
        section._sectPr.insert_element_before(xml("w:pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")

    def write(self, path):
        self.letterhead()
        self.preamble()
        closing = self.gold["closing"]["span"]["start_line"]
        ended = False
        for line in sorted(list(self.nodes) + [closing]):
            if line == closing:
                self.paragraph(self.document, self.gold["closing"]["text"], align=WD_ALIGN_PARAGRAPH.JUSTIFY, first_mm=10)
                self.end_block()
                ended = True
                continue
            node = self.nodes[line]
            if ended and node["level"] == 1:
                self.landscape()
            if node["kind"] == "table":
                self.table(node)
            elif ended:
                self.appendix_title(node)
            else:
                self.node(node)
        self.save(path)

    def appendix_title(self, node):
        """"PHỤ LỤC", its title and "(Kèm theo …)", one under another and centred."""
        span = node["span"]
        for text in self.lines[span["start_line"] - 1:span["end_line"]]:
            if plain(text):
                note = plain(text).startswith("(")
                self.paragraph(self.document, plain(text), bold=not note, italic=note, align=WD_ALIGN_PARAGRAPH.CENTER, after=8 if note else 2)

    def save(self, path):
        core = self.document.core_properties
        core.title, core.author, core.language = self.gold["header"]["subject"]["text"], "Nhịp Cầu - văn bản mẫu", "vi-VN"
        core.comments = "Văn bản mẫu tự soạn, không phải văn bản của cơ quan nào. / A sample of our own writing, issued by nobody."
        core.created = core.modified = datetime.datetime(*FIXED_DATE)
        core.last_modified_by = ""
        with tempfile.TemporaryDirectory() as folder:
            loose = os.path.join(folder, "loose.docx")
            self.document.save(loose)
            with zipfile.ZipFile(loose) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
                for entry in old.infolist():
                    new.writestr(zipfile.ZipInfo(entry.filename, FIXED_DATE), old.read(entry), zipfile.ZIP_DEFLATED)


def to_pdf(path):
    """LibreOffice in a profile of its own, so that a running office is not disturbed."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--convert-to", "pdf:writer_pdf_Export",
                        "--outdir", str(path.parent), str(path)], check=True, stdout=subprocess.DEVNULL, timeout=300,
                       env=dict(os.environ, SOURCE_DATE_EPOCH="1767225600"))


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("--")] or list(PLANS)
    for name in names:
        path = HERE / (name + ".docx")
        Layout(name, PLANS[name]).write(path)
        if "--docx" not in sys.argv:
            to_pdf(path)
        print("made", path.name)


if __name__ == "__main__":
    main()
