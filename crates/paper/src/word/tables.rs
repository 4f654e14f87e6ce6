//! Tables: those of the text, whose head is repeated on each page, and frames without borders that set things side by side.

use super::paragraph::{Look, Place, paragraph};
use super::twips_mm;
use super::xml::Xml;
use crate::measures::size;
use crate::{Row, Table};

/// Gap between the paragraphs of a cell, points.
const CELL_GAP_PT: f64 = 2.0;

/// Writes a frame of cells side by side; `fill` writes the paragraphs of each.
pub(super) fn frame(xml: &mut Xml, widths_mm: &[f64], mut fill: impl FnMut(&mut Xml, usize)) {
    open(xml, widths_mm, false);
    // A signature is not torn from the name below it.
    xml.open("w:tr", &[]).open("w:trPr", &[]).leaf("w:cantSplit", &[]).close("w:trPr");
    for (at, width) in widths_mm.iter().enumerate() {
        open_cell(xml, *width, 1);
        fill(xml, at);
        xml.close("w:tc");
    }
    xml.close("w:tr").close("w:tbl");
}

/// Writes a table of the text within a width.
pub(super) fn table(xml: &mut Xml, table: &Table, width_mm: f64) {
    let shares = table.columns.iter().map(|column| f64::from(column.share.max(1)));
    let total: f64 = shares.clone().sum();
    let widths: Vec<f64> = shares.map(|share| width_mm * share / total).collect();
    open(xml, &widths, true);
    let heads: Vec<Vec<String>> = table.columns.iter().map(|column| vec![column.title.clone()]).collect();
    let centred = table.centred();
    let heading = vec![true; widths.len()];
    cells(xml, &heads, &widths, &heading, true);
    for row in &table.rows {
        match row {
            Row::Cells(row) => cells(xml, row, &widths, &centred, false),
            Row::Group(title) => group(xml, title, &widths),
        }
    }
    xml.close("w:tbl");
}

/// The order of elements is the format's own.
fn open(xml: &mut Xml, widths_mm: &[f64], has_borders: bool) {
    let whole = twips_mm(widths_mm.iter().sum()).to_string();
    xml.open("w:tbl", &[]).open("w:tblPr", &[]);
    xml.leaf("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]).value("w:jc", "center");
    if has_borders {
        xml.open("w:tblBorders", &[]);
        for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            xml.leaf(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")]);
        }
        xml.close("w:tblBorders");
    }
    xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
    xml.close("w:tblPr").open("w:tblGrid", &[]);
    for width in widths_mm {
        xml.leaf("w:gridCol", &[("w:w", &twips_mm(*width).to_string())]);
    }
    xml.close("w:tblGrid");
}

fn open_cell(xml: &mut Xml, width_mm: f64, span: usize) {
    xml.open("w:tc", &[]).open("w:tcPr", &[]);
    xml.leaf("w:tcW", &[("w:w", &twips_mm(width_mm).to_string()), ("w:type", "dxa")]);
    if span > 1 {
        xml.value("w:gridSpan", span);
    }
    xml.close("w:tcPr");
}

fn cells(xml: &mut Xml, row: &[Vec<String>], widths_mm: &[f64], centred: &[bool], is_head: bool) {
    xml.open("w:tr", &[]).open("w:trPr", &[]).leaf("w:cantSplit", &[]);
    if is_head {
        xml.leaf("w:tblHeader", &[]);
    }
    xml.close("w:trPr");
    for (at, width) in widths_mm.iter().enumerate() {
        open_cell(xml, *width, 1);
        let cell = row.get(at).map_or(&[][..], Vec::as_slice);
        // A cell without a paragraph is no cell to Word.
        let empty = [String::new()];
        for text in if cell.is_empty() { &empty } else { cell } {
            write_cell(xml, text, centred[at], is_head);
        }
        xml.close("w:tc");
    }
    xml.close("w:tr");
}

fn group(xml: &mut Xml, title: &str, widths_mm: &[f64]) {
    xml.open("w:tr", &[]).open("w:trPr", &[]).leaf("w:cantSplit", &[]).close("w:trPr");
    open_cell(xml, widths_mm.iter().sum(), widths_mm.len());
    let place = Place { gaps_pt: Some((CELL_GAP_PT, CELL_GAP_PT)), keeps: true, ..Place::default() };
    paragraph(xml, &place, &[(title, Look::size(size::TABLE.ours).bold())]);
    xml.close("w:tc").close("w:tr");
}

fn write_cell(xml: &mut Xml, text: &str, is_centred: bool, is_head: bool) {
    let look = Look::size(size::TABLE.ours);
    let place = Place {
        gaps_pt: Some((CELL_GAP_PT, CELL_GAP_PT)),
        align: Some(if is_centred { "center" } else { "left" }),
        ..Place::default()
    };
    paragraph(xml, &place, &[(text, if is_head { look.bold() } else { look })]);
}
