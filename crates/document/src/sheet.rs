//! Tables that people upload (lists of units): `.xlsx` or `.csv` to rows of values.
//!
//! Cells are read one by one, so a sheet that claims a cell in its last corner costs one cell and not seventeen
//! thousand million. Rows keep their places: row 0 here is row 1 on the screen of whoever made the file.

use crate::limits::Deadline;
use crate::package::Package;
use crate::sniff::{Found, sniff};
use crate::{Kind, Limits, OpenError, signs, txt};
use calamine::{Data, DataRef, Reader, Xlsx};
use domain::time::Day;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows of a table: all schools of the country fit.
pub const ROWS_MAX: usize = 100_000;
/// Columns of a table.
pub const COLUMNS_MAX: usize = 64;
/// Characters of one cell.
pub const CELL_CHARS_MAX: usize = 2_000;

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Name of the sheet, empty for a `.csv`.
    pub name: String,
    /// The rows, without empty ones at the end; each without empty cells at its end.
    pub rows: Vec<Vec<Value>>,
    /// Names of further sheets with content, which were not read.
    pub others: Vec<String>,
}

/// A value.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text; numbers as they would be typed.
    Text(String),
    /// A day.
    Date(Day),
    /// A number with a fraction, which the file keeps as a number: a dot in it is no mark of thousands.
    Fraction(f64),
}

impl Value {
    /// The value as text, days as dd/mm/yyyy.
    pub fn text(&self) -> String {
        match self {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Date(day) => day.format("%d/%m/%Y").to_string(),
            Value::Fraction(number) => number.to_string(),
        }
    }
}

/// Reads the first sheet that has content. Decided by the bytes, never by a name.
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Sheet, OpenError> {
    let deadline = Deadline::start(limits.seconds_max);
    if bytes.is_empty() {
        return Err(OpenError::Empty);
    }
    if bytes.len() as u64 > limits.bytes_max {
        return Err(OpenError::TooLarge { bytes_max: limits.bytes_max });
    }
    let read = catch_unwind(AssertUnwindSafe(|| match sniff(bytes) {
        Found::Zip => workbook(bytes, limits, &deadline),
        Found::Text => csv(bytes, &deadline),
        Found::Encrypted => Err(OpenError::Encrypted),
        Found::Other(Kind::Workbook) => Err(OpenError::Unsuitable { kind: Kind::OldWorkbook }),
        Found::Other(_) | Found::Pdf { .. } => Err(OpenError::NoTable),
    }));
    let mut sheet = read.unwrap_or(Err(OpenError::Broken))?;
    trim(&mut sheet.rows);
    if sheet.rows.is_empty() { Err(OpenError::Blank) } else { Ok(sheet) }
}

fn workbook(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Sheet, OpenError> {
    let mut package = Package::open(bytes, limits)?;
    if !package.has("xl/workbook.xml") {
        return Err(OpenError::NoTable);
    }
    package.check_all()?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| OpenError::Broken)?;
    let mut found: Option<Sheet> = None;
    for name in book.sheet_names() {
        deadline.check()?;
        match &mut found {
            None => {
                let mut rows = rows(&mut book, &name, deadline)?;
                trim(&mut rows);
                if !rows.is_empty() {
                    found = Some(Sheet { name, rows, others: Vec::new() });
                }
            }
            Some(found) => {
                let has_content = book.worksheet_cells_reader(&name).is_ok_and(|mut cells| {
                    cells
                        .next_cell()
                        .is_ok_and(|cell| cell.is_some_and(|cell| *cell.get_value() != DataRef::Empty))
                });
                if has_content {
                    found.others.push(name);
                }
            }
        }
    }
    found.ok_or(OpenError::Blank)
}

fn rows(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    deadline: &Deadline,
) -> Result<Vec<Vec<Value>>, OpenError> {
    let mut out: Vec<Vec<Value>> = Vec::new();
    // Charts and macros are sheets without cells.
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return Ok(out) };
    let mut n = 0u32;
    while let Some(cell) = cells.next_cell().map_err(|_| OpenError::Broken)? {
        n += 1;
        if n.is_multiple_of(1024) {
            deadline.check()?;
        }
        let value = value(&Data::from(cell.get_value().clone()));
        if value == Value::Empty {
            continue;
        }
        let (row, column) = cell.get_position();
        put(&mut out, row as usize, column as usize, value)?;
    }
    Ok(out)
}

fn put(rows: &mut Vec<Vec<Value>>, row: usize, column: usize, value: Value) -> Result<(), OpenError> {
    if row >= ROWS_MAX || column >= COLUMNS_MAX {
        return Err(OpenError::TooMuch);
    }
    if rows.len() <= row {
        rows.resize_with(row + 1, Vec::new);
    }
    let cells = &mut rows[row];
    if cells.len() <= column {
        cells.resize(column + 1, Value::Empty);
    }
    cells[column] = value;
    Ok(())
}

fn value(data: &Data) -> Value {
    match data {
        Data::String(written) | Data::DurationIso(written) => text(written),
        Data::Int(number) => text(&number.to_string()),
        // Excel keeps every number as a fraction; 15 digits are all it has.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => text(&format!("{number:.0}")),
        Data::Float(number) => Value::Fraction(*number),
        Data::Bool(is_true) => text(if *is_true { "TRUE" } else { "FALSE" }),
        Data::DateTime(moment) => {
            moment.as_datetime().map_or(Value::Empty, |moment| Value::Date(moment.date()))
        }
        Data::DateTimeIso(written) => written
            .get(..10)
            .and_then(|day| Day::parse_from_str(day, "%Y-%m-%d").ok())
            .map_or_else(|| text(written), Value::Date),
        // A formula that failed says so, "#REF!": whoever reads a number refuses it by its cell.
        Data::Error(error) => text(&error.to_string()),
        Data::Empty => Value::Empty,
    }
}

fn text(written: &str) -> Value {
    let text: String = signs::one_line(written).chars().take(CELL_CHARS_MAX).collect();
    if text.is_empty() { Value::Empty } else { Value::Text(text) }
}

fn csv(bytes: &[u8], deadline: &Deadline) -> Result<Sheet, OpenError> {
    let text_of_file = txt::decode(bytes)?;
    let (delimiter, body) = delimiter(&text_of_file);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(body.as_bytes());
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| OpenError::Broken)? {
        if rows.len().is_multiple_of(1024) {
            deadline.check()?;
        }
        if rows.len() >= ROWS_MAX || record.len() > COLUMNS_MAX {
            return Err(OpenError::TooMuch);
        }
        rows.push(record.iter().map(text).collect());
    }
    Ok(Sheet { name: String::new(), rows, others: Vec::new() })
}

/// The sign between cells: told by Excel in a first line `sep=;`, else whichever stands most often outside quotes in
/// the first line that has any. Excel in Vietnamese writes semicolons.
fn delimiter(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(sign) = rest.bytes().next().filter(u8::is_ascii)
    {
        return (sign, rest[1..].trim_start_matches(['\r', '\n']));
    }
    for line in text.lines() {
        let mut is_quoted = false;
        let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
        for byte in line.bytes() {
            is_quoted ^= byte == b'"';
            if let Some(count) = counts.iter_mut().find(|count| count.0 == byte && !is_quoted) {
                count.1 += 1;
            }
        }
        // The first of equals is the last that max_by_key sees.
        if let Some((sign, n)) = counts.into_iter().rev().max_by_key(|count| count.1)
            && n > 0
        {
            return (sign, text);
        }
    }
    (b',', text)
}

/// Drops empty cells at the end of rows and empty rows at the end.
fn trim(rows: &mut Vec<Vec<Value>>) {
    for row in rows.iter_mut() {
        let length = row.iter().rposition(|value| *value != Value::Empty).map_or(0, |last| last + 1);
        row.truncate(length);
    }
    let length = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    rows.truncate(length);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheet = open(bytes, &Limits::default()).expect("readable");
        sheet.rows.iter().map(|row| row.iter().map(Value::text).collect()).collect()
    }

    #[test]
    fn csv_with_any_sign_and_mark() {
        let want = vec![vec!["Mã", "Tên"], vec!["01", "Sở; GD"], vec![], vec!["02", "Cục \"NG\""]];
        let semicolons = "\u{feff}Mã;Tên\r\n01;\"Sở; GD\"\r\n;\r\n02;\"Cục \"\"NG\"\"\";\r\n\r\n";
        assert_eq!(texts(semicolons.as_bytes()), want);
        let commas = "sep=,\nMã,Tên\n01,Sở; GD\n,\n02,\"Cục \"\"NG\"\"\"\n";
        assert_eq!(texts(commas.as_bytes()), want);
        let wide: Vec<u8> =
            "\u{feff}Mã\tTên\n01\tSở; GD\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&wide), want[..2]);
    }

    #[test]
    fn a_formula_that_failed_says_so() {
        let read = |error| value(&Data::Error(error)).text();
        assert_eq!(
            (read(calamine::CellErrorType::Ref), read(calamine::CellErrorType::NA)),
            ("#REF!".to_owned(), "#N/A".to_owned())
        );
    }

    #[test]
    fn what_is_no_table_is_named() {
        let code = |bytes: &[u8]| open(bytes, &Limits::default()).map_err(|error| error.code());
        assert_eq!(code(b""), Err("empty"));
        assert_eq!(code(b"%PDF-1.4"), Err("no_table"));
        assert_eq!(code(b"PK\x03\x04"), Err("broken"));
        assert_eq!(code(b" \n ; \n"), Err("blank"));
        let wide = ["x"; COLUMNS_MAX + 1].join(";");
        assert_eq!(code(wide.as_bytes()), Err("too_much"));
    }
}
