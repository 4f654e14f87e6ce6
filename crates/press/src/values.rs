//! What the template reads: the lines of the sheet with letters the font has, and the measures they are set in.

use crate::letters::Letters;
use crate::{LETTERS_MAX, PressError};
use paper::measures::{self, size};
use paper::sheet::{RECIPIENTS_HEAD, Sheet};
use paper::{Cell, Row, Table};
use serde::Deserialize as _;
use serde_json::{Value, json};

/// Family name of the font; the widths of its letters are those of Times New Roman.
const FAMILY: &str = "Nhip Cau Serif";
/// Ascent, descent and height of a line of Times New Roman, as parts of its size (its table `hhea`).
const LINE: (f64, f64, f64) = (0.891, 0.216, 1.149);
/// Lines of the end of a document, recipients and signatures together, that surely fit on a page.
const END_LINES_MAX: usize = 34;
/// Letters of a last paragraph that may go to the next page with the signature.
const LAST_LETTERS_MAX: usize = 900;
/// Height of a row of a table that may not be torn, points: half a page laid across.
const ROW_PT_MAX: f64 = 220.0;

/// The values as JSON, and the letters that the font does not have.
pub(crate) fn of(sheet: &Sheet) -> Result<(Vec<u8>, Vec<char>), PressError> {
    let mut letters = Letters::default();
    let mut sheet_value = serde_json::to_value(sheet).map_err(|fault| PressError::Type(fault.to_string()))?;
    tables(&mut sheet_value);
    printable(&mut sheet_value, &mut letters);
    if letters.n > LETTERS_MAX {
        return Err(PressError::TooLong { n: letters.n });
    }
    let values = json!({
        "sheet": sheet_value,
        "measures": measures(),
        "recipients_head": RECIPIENTS_HEAD,
        "end_fits": end_fits(sheet),
    });
    Ok((values.to_string().into_bytes(), letters.missing))
}

fn printable(value: &mut Value, letters: &mut Letters) {
    match value {
        Value::String(text) => *text = letters.printable(text),
        Value::Array(all) => all.iter_mut().for_each(|one| printable(one, letters)),
        Value::Object(fields) => fields.values_mut().for_each(|one| printable(one, letters)),
        _ => {}
    }
}

fn measures() -> Value {
    json!({
        "font": FAMILY,
        "ascent": LINE.0,
        "descent": LINE.1,
        "line_height": LINE.2,
        "page_width": measures::PAGE_MM.0,
        "page_height": measures::PAGE_MM.1,
        "margin_top": measures::MARGIN_TOP_MM.ours,
        "margin_left": measures::MARGIN_LEFT_MM.ours,
        "margin_right": measures::MARGIN_RIGHT_MM.ours,
        "header": measures::HEADER_MM,
        "first_line": measures::FIRST_LINE_MM.ours,
        "paragraph_gap": measures::PARAGRAPH_GAP_PT.ours,
        "line_spacing": measures::LINE_SPACING.ours,
        "letterhead": measures::LETTERHEAD_MM,
        "cell_side": measures::CELL_SIDES_MM / 2.0,
        "addressees": measures::ADDRESSEES_MM,
        "addressees_dash": measures::ADDRESSEES_DASH_MM,
        "signature_room": measures::SIGNATURE_ROOM_PT,
        "mark_height": measures::MARK_HEIGHT_MM,
        "mark_red": measures::MARK_RED,
        "nation": size::NATION.ours,
        "motto": size::MOTTO.ours,
        "issuer": size::ISSUER.ours,
        "number": size::NUMBER.ours,
        "date": size::DATE.ours,
        "title": size::TITLE.ours,
        "letter_subject": size::LETTER_SUBJECT.ours,
        "body": size::BODY.ours,
        "table": size::TABLE.ours,
        "signature": size::SIGNATURE.ours,
        "recipients_head": size::RECIPIENTS_HEAD.ours,
        "recipients": size::RECIPIENTS.ours,
        "mark": size::MARK.ours,
        "contact": size::CONTACT.ours,
        "page_number": size::PAGE_NUMBER.ours,
        "appendix": size::APPENDIX.ours,
    })
}

/// Whether the end of the document, with its last paragraph, surely fits on one page, so that it may be kept whole.
fn end_fits(sheet: &Sheet) -> bool {
    let pairs = sheet.signatures.len().div_ceil(2);
    let wrapped: usize = sheet.recipients.iter().map(|line| 1 + line.chars().count() / 45).sum();
    let long_names = sheet.signatures.iter().flat_map(|one| one.titles.iter().chain(&one.names));
    let names: usize = long_names.map(|line| line.chars().count() / 28).sum();
    let last: usize = match sheet.pieces.last() {
        Some(paper::sheet::Piece::Line(line)) => line.runs.iter().map(|run| run.text.chars().count()).sum(),
        _ => 0,
    };
    wrapped + names + 8 * pairs <= END_LINES_MAX && last <= LAST_LETTERS_MAX
}

/// Says of each table how its columns stand and which rows are so high that they may be torn.
fn tables(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(tables),
        Value::Object(fields) => match fields.get_mut("table") {
            Some(found) => table(found),
            None => fields.values_mut().for_each(tables),
        },
        _ => {}
    }
}

fn table(value: &mut Value) {
    let Ok(table) = Table::deserialize(&*value) else { return };
    let shares: Vec<f64> = table.columns.iter().map(|column| f64::from(column.share.max(1))).collect();
    let whole: f64 = shares.iter().sum();
    let centred = table.centred();
    for (at, share) in shares.iter().enumerate() {
        value["columns"][at]["share"] = json!(share);
        value["columns"][at]["is_centred"] = json!(centred[at]);
    }
    let width_pt = measures::text_width_mm(false) * 72.0 / 25.4;
    for (at, row) in table.rows.iter().enumerate() {
        let Row::Cells(cells) = row else { continue };
        let heights =
            cells.iter().zip(&shares).map(|(cell, share)| height_pt(cell, width_pt * share / whole));
        // Kept whole, a row higher than the page would run off it.
        value["rows"][at]["may_break"] = json!(heights.fold(0.0, f64::max) > ROW_PT_MAX);
    }
}

/// About how high a cell becomes: letters of half their size in width, lines of its height.
fn height_pt(cell: &Cell, width_pt: f64) -> f64 {
    let per_line = (width_pt / (size::TABLE.ours * 0.5)).max(1.0);
    let lines = cell.iter().flat_map(|text| text.split('\n'));
    lines
        .map(|line| (line.chars().count() as f64 / per_line).ceil().max(1.0) * size::TABLE.ours * LINE.2)
        .sum()
}
