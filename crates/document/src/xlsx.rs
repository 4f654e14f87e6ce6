//! Workbooks of tables for people who live in Excel: a title, a head that stays in sight, columns of fitting width,
//! dates that are dates, ready to print on A4.
//!
//! Nothing a user wrote can become a formula: text is written as text, and marked so that it stays text when somebody
//! edits the cell.

use chrono::NaiveDate;
use domain::time::Moment;
use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook as Writer, Worksheet, XlsxError,
};

/// Rows of one sheet. Beyond it people need another tool than a sheet.
pub const ROWS_MAX: usize = 100_000;
/// Characters of one cell, the limit of Excel.
pub const CELL_CHARS_MAX: usize = 32_767;
/// Characters of a sheet's name, the limit of Excel.
const NAME_CHARS_MAX: usize = 31;
/// Characters of a link, the limit of Excel.
const LINK_CHARS_MAX: usize = 2_000;
/// Links of a sheet, the limit of Excel.
const LINKS_MAX: usize = 65_000;
/// Height of a line of 12-point text, in points.
const LINE_POINTS: f64 = 16.0;
/// Height of a row, the limit of Excel, in points.
const ROW_POINTS_MAX: f64 = 409.0;
/// Words do not fill a line to its end; a twentieth more than the letters is room enough.
const WIDE_LETTERS: f64 = 1.05;
/// Paper size number of A4 in the file format.
const PAPER_A4: u8 = 9;
/// The font of official documents.
const FONT: &str = "Times New Roman";

/// A workbook.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// Title in the file's properties.
    pub title: String,
    /// When it was made, in the file's properties.
    pub made_at: Moment,
    /// The sheets in order.
    pub sheets: Vec<Sheet>,
}

/// One sheet: a title, perhaps a note, and a table.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Name on the tab. What Excel forbids in names is replaced, and equal names are numbered.
    pub name: String,
    /// Title above the table.
    pub title: String,
    /// A sentence below the title: as of when, for whom.
    pub note: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; a row shorter than the columns ends in empty cells.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Heading.
    pub heading: String,
    /// Width in characters.
    pub width: f64,
    /// How its cells look.
    pub kind: ColumnKind,
}

/// How the cells of a column look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Short text on one line.
    Text,
    /// Long text, wrapped.
    Wrap,
    /// Dates as dd/mm/yyyy.
    Date,
    /// Numbers, to the right.
    Number,
    /// Links.
    Link,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, whatever it begins with.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A number.
    Number(f64),
    /// Text that opens a web address.
    Link {
        /// Where it leads: http, https or mailto; anything else is written as plain text.
        address: String,
        /// What it says.
        text: String,
    },
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A sheet has more rows than allowed.
    #[error(
        "Bảng có hơn {ROWS_MAX} dòng. Đề nghị lọc bớt rồi xuất lại. / More than {ROWS_MAX} rows: please filter first."
    )]
    TooManyRows,
    /// The file format refused something.
    #[error("Không ghi được bảng tính. / The workbook could not be written: {0}")]
    Format(#[from] XlsxError),
}

/// Writes a workbook to the bytes of an `.xlsx` file.
pub fn write(workbook: &Workbook) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer::new();
    writer.set_properties(
        &DocProperties::new()
            .set_title(&workbook.title)
            .set_creation_datetime(&workbook.made_at.utc().naive_utc()),
    );
    let mut names: Vec<String> = Vec::new();
    for sheet in &workbook.sheets {
        if sheet.rows.len() > ROWS_MAX {
            return Err(WriteError::TooManyRows);
        }
        let name = tab_name(&sheet.name, &names);
        write_sheet(writer.add_worksheet().set_name(&name)?, sheet)?;
        names.push(name);
    }
    Ok(writer.save_to_buffer()?)
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet) -> Result<(), WriteError> {
    let plain = || Format::new().set_font_name(FONT).set_font_size(12);
    page.write_string_with_format(0, 0, clipped(&sheet.title), &plain().set_font_size(14).set_bold())?;
    let mut head_row = 1;
    if let Some(note) = &sheet.note {
        page.write_string_with_format(1, 0, clipped(note), &plain().set_italic())?;
        head_row += 1;
    }
    let head = plain()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xE8_EEF4))
        .set_border(FormatBorder::Thin);
    let looks: Vec<Look> = sheet.columns.iter().map(|column| Look::new(column.kind)).collect();
    for (at, column) in (0u16..).zip(&sheet.columns) {
        page.set_column_width(at, column.width)?;
        page.write_string_with_format(head_row, at, clipped(&column.heading), &head)?;
    }
    let mut links_left = LINKS_MAX;
    for (row, cells) in (head_row + 1..).zip(&sheet.rows) {
        page.set_row_height(row, row_height(&sheet.columns, cells))?;
        for (column, look) in (0u16..).zip(&looks) {
            let cell = cells.get(usize::from(column)).unwrap_or(&Cell::Empty);
            write_cell(page, (row, column), cell, look, &mut links_left)?;
        }
    }
    let last_row = head_row + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    if let Some(last_column) = u16::try_from(sheet.columns.len()).ok().and_then(|n| n.checked_sub(1)) {
        page.autofilter(head_row, 0, last_row, last_column)?;
    }
    page.set_freeze_panes(head_row + 1, 0)?;
    page.set_repeat_rows(head_row, head_row)?;
    page.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(1, 0);
    page.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&R&P/&N");
    Ok(())
}

/// The height that the longest wrapped cell needs, in points. Excel would find it by itself, LibreOffice does not.
#[expect(clippy::cast_precision_loss, reason = "cells have at most 32,767 characters")]
fn row_height(columns: &[Column], cells: &[Cell]) -> f64 {
    let lines = columns.iter().zip(cells).map(|(column, cell)| match cell {
        Cell::Text(text) if column.kind == ColumnKind::Wrap => {
            let lines = |part: &str| {
                (part.chars().count() as f64 * WIDE_LETTERS / column.width.max(1.0)).ceil().max(1.0)
            };
            text.split('\n').map(lines).sum()
        }
        _ => 1.0,
    });
    (lines.fold(1.0, f64::max) * LINE_POINTS).min(ROW_POINTS_MAX)
}

/// How cells of a column are drawn.
struct Look {
    usual: Format,
    /// For text that would be a formula if it were typed: Excel then keeps it text.
    quoted: Format,
}

impl Look {
    fn new(kind: ColumnKind) -> Look {
        let base = Format::new()
            .set_font_name(FONT)
            .set_font_size(12)
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin);
        let usual = match kind {
            ColumnKind::Text => base,
            ColumnKind::Wrap => base.set_text_wrap(),
            ColumnKind::Date => base.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            ColumnKind::Number => base.set_num_format("#,##0.##").set_align(FormatAlign::Right),
            ColumnKind::Link => base
                .set_font_color(Color::RGB(0x1F_4E9E))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
        };
        Look { quoted: usual.clone().set_quote_prefix(), usual }
    }
}

fn write_cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    look: &Look,
    links_left: &mut usize,
) -> Result<(), WriteError> {
    match cell {
        Cell::Empty => page.write_blank(row, column, &look.usual)?,
        Cell::Date(day) => page.write_datetime_with_format(row, column, day, &look.usual)?,
        Cell::Number(number) if number.is_finite() => {
            page.write_number_with_format(row, column, *number, &look.usual)?
        }
        Cell::Number(number) => {
            page.write_string_with_format(row, column, number.to_string(), &look.usual)?
        }
        Cell::Link { address, text } if is_link(address) && *links_left > 0 => {
            *links_left -= 1;
            let text = if text.trim().is_empty() { address } else { text };
            let text: String = text.chars().take(255).collect();
            page.write_url_with_options(row, column, address.as_str(), text, "", Some(&look.usual))?
        }
        Cell::Text(text) | Cell::Link { text, .. } => {
            let is_formula_like = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let format = if is_formula_like { &look.quoted } else { &look.usual };
            page.write_string_with_format(row, column, clipped(text), format)?
        }
    };
    Ok(())
}

fn is_link(address: &str) -> bool {
    let is_known = ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    is_known
        && address.len() <= LINK_CHARS_MAX
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Text within Excel's limit and without control characters, which make a file that Excel calls damaged.
fn clipped(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if text.encode_utf16().count() <= CELL_CHARS_MAX {
        return text;
    }
    let mut left = CELL_CHARS_MAX - 1;
    let mut out: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    out.push('…');
    out
}

/// A name that Excel takes: no signs of its own, not too long, not empty, not twice.
fn tab_name(name: &str, taken: &[String]) -> String {
    let plain: String = name
        .chars()
        .map(
            |c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() { ' ' } else { c },
        )
        .collect();
    let plain = plain.trim_matches([' ', '\'']);
    let base = if plain.is_empty() { "Bảng" } else { plain };
    let is_free = |name: &str| !taken.iter().any(|known| known.to_lowercase() == name.to_lowercase());
    let cut = |length: usize| {
        base.chars().take(length).collect::<String>().trim_end_matches([' ', '\'']).to_owned()
    };
    let first = cut(NAME_CHARS_MAX);
    if is_free(&first) {
        return first;
    }
    let numbered = |n: usize| {
        let tail = format!(" ({n})");
        cut(NAME_CHARS_MAX - tail.len()) + &tail
    };
    // One of more numbers than there are names is free.
    (2..taken.len() + 3).map(numbered).find(|name| is_free(name)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{self, Value};
    use crate::{Limits, package::Package};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("day")
    }

    fn sample() -> Workbook {
        let column = |heading: &str, kind| Column { heading: heading.into(), width: 20.0, kind };
        let link = Cell::Link { address: "https://example.org/plans/1".into(), text: "Kế hoạch".into() };
        let script = Cell::Link { address: "javascript:alert(1)".into(), text: "=1+1".into() };
        Workbook {
            title: "Nhiệm vụ".into(),
            made_at: Moment::from_micros(0),
            sheets: vec![Sheet {
                name: "Nhiệm vụ: năm học 2023/2024 của toàn ngành".into(),
                title: "Danh mục nhiệm vụ".into(),
                note: Some("Tính đến 01/9/2023".into()),
                columns: vec![
                    column("TT", ColumnKind::Number),
                    column("Việc", ColumnKind::Wrap),
                    column("Hạn", ColumnKind::Date),
                    column("Xem", ColumnKind::Link),
                ],
                rows: vec![
                    vec![
                        Cell::Number(1.0),
                        Cell::Text("=HYPERLINK(\"x\")".into()),
                        Cell::Date(day(2023, 8, 15)),
                        link,
                    ],
                    vec![Cell::Number(2.0), Cell::Text("- Gạch đầu dòng".into()), Cell::Empty, script],
                ],
            }],
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = write(&sample()).expect("written");
        let sheet = sheet::open(&bytes, &Limits::default()).expect("read");
        assert_eq!(sheet.name, "Nhiệm vụ  năm học 2023 2024 của");
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(sheet.rows[0], [text("Danh mục nhiệm vụ")]);
        assert_eq!(sheet.rows[2], ["TT", "Việc", "Hạn", "Xem"].map(text));
        let want = [text("1"), text("=HYPERLINK(\"x\")"), Value::Date(day(2023, 8, 15)), text("Kế hoạch")];
        assert_eq!(sheet.rows[3], want);
        assert_eq!(sheet.rows[4][3], text("=1+1"));
    }

    #[test]
    fn nothing_is_a_formula_and_the_page_is_set_up() {
        let bytes = write(&sample()).expect("written");
        let mut package = Package::open(&bytes, &Limits::default()).expect("zip");
        let mut part = |name: &str| {
            String::from_utf8(package.part(name).expect("readable").expect("there")).expect("utf-8")
        };
        let sheet = part("xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "{sheet}");
        for expected in [
            "orientation=\"landscape\"",
            "paperSize=\"9\"",
            "<autoFilter ref=\"A3:D5\"/>",
            "ySplit=\"3\"",
            "fitToHeight=\"0\"",
        ] {
            assert!(sheet.contains(expected), "{expected} in {sheet}");
        }
        assert!(part("xl/styles.xml").contains("quotePrefix=\"1\""));
        assert!(!part("xl/worksheets/_rels/sheet1.xml.rels").contains("javascript"));
    }

    #[test]
    fn equal_inputs_give_equal_bytes() {
        assert_eq!(write(&sample()).expect("one"), write(&sample()).expect("two"));
    }

    #[test]
    fn names_of_tabs_are_made_fit() {
        let long = "Kế hoạch tổ chức chương trình gặp gỡ nhà giáo";
        let first = tab_name(long, &[]);
        let second = tab_name(long, std::slice::from_ref(&first));
        assert_eq!((first.chars().count(), second.ends_with(" (2)")), (31, true));
        assert_eq!(tab_name("'[]'", &[]), "Bảng");
    }

    #[test]
    fn long_text_is_cut_with_a_sign() {
        let text = clipped(&"ế".repeat(40_000));
        assert_eq!((text.encode_utf16().count(), text.ends_with('…')), (CELL_CHARS_MAX, true));
    }
}
