//! From a sheet to rows: finds the head, knows the columns by their headings, keeps where each cell stood.

use document::sheet::{Sheet, Value};
use domain::text::key;
use serde::{Deserialize, Serialize};

/// Rows below the top among which the head is looked for: a title and a note may stand above it.
const HEAD_ROWS_MAX: usize = 12;

/// How many columns an import has.
pub const N_COLUMNS: usize = 8;

/// Reads what a version with fewer columns kept.
fn padded<'de, D, T>(from: D) -> Result<[T; N_COLUMNS], D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    let mut kept = Vec::<T>::deserialize(from)?;
    kept.resize_with(N_COLUMNS.max(kept.len()), T::default);
    kept.try_into().map_err(|_| serde::de::Error::custom("more columns than are known"))
}

/// The word before the names of the template's examples. A row that begins so is no unit.
pub const EXAMPLE: &str = "Ví dụ";

/// The columns of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Whole name; must be there.
    Name,
    /// Code of the unit, such as a school's.
    Code,
    /// Kind; must be there.
    Kind,
    /// Unit above, by code or name; must be there.
    Parent,
    /// Code of the commune.
    Commune,
    /// Other names, with semicolons between.
    Aliases,
    /// First day.
    From,
    /// Code in packages of documents.
    Office,
}

impl Column {
    /// All columns, in the order of the template.
    pub const ALL: [Column; N_COLUMNS] = [
        Column::Name,
        Column::Code,
        Column::Kind,
        Column::Parent,
        Column::Commune,
        Column::Aliases,
        Column::From,
        Column::Office,
    ];

    /// The heading in the template.
    pub fn heading(self) -> &'static str {
        match self {
            Column::Name => "Tên đơn vị",
            Column::Code => "Mã",
            Column::Kind => "Loại",
            Column::Parent => "Đơn vị cấp trên",
            Column::Commune => "Mã xã, phường",
            Column::Aliases => "Tên gọi khác",
            Column::From => "Từ ngày",
            Column::Office => "Mã định danh",
        }
    }

    fn of(heading: &str) -> Option<Column> {
        let heading = key(heading);
        let heading = heading.trim_end_matches(['*', ' ', ':']);
        Some(match heading {
            "ten don vi" | "ten truong" | "ten" | "name" | "don vi" => Column::Name,
            "ma" | "ma don vi" | "ma truong" | "code" => Column::Code,
            "loai" | "loai don vi" | "loai truong" | "cap hoc" | "kind" => Column::Kind,
            "don vi cap tren" | "cap tren" | "truc thuoc" | "don vi quan ly" | "parent" => Column::Parent,
            "ma xa, phuong" | "ma xa" | "xa, phuong" | "ma xa phuong" | "xa" | "commune" => Column::Commune,
            "ten goi khac" | "ten khac" | "ten viet tat" | "viet tat" | "aliases" => Column::Aliases,
            "ma dinh danh" | "dinh danh dien tu" | "ma dinh danh dien tu" | "organid" | "office code" => {
                Column::Office
            }
            "tu ngay" | "ngay bat dau" | "ngay thanh lap" | "hieu luc tu" | "valid from" => Column::From,
            _ => return None,
        })
    }
}

/// One row of the import, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number on the screen of whoever made the file, from 1.
    pub number: u32,
    /// The cells in the order of `Column::ALL`.
    #[serde(deserialize_with = "padded")]
    pub cells: [String; N_COLUMNS],
}

impl Row {
    /// The cell of a column.
    pub fn get(&self, column: Column) -> &str {
        &self.cells[column as usize]
    }
}

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// Where each column of `Column::ALL` stands in the file, from 0.
    #[serde(deserialize_with = "padded")]
    pub places: [Option<usize>; N_COLUMNS],
    /// The rows below the head that are not empty.
    pub rows: Vec<Row>,
    /// Numbers of the rows that are examples of the template, which are passed over.
    #[serde(default)]
    pub examples: Vec<u32>,
}

impl Rows {
    /// The cell's name in the spreadsheet: "B7".
    pub fn cell(&self, column: Column, row: u32) -> String {
        let at = self.places[column as usize].unwrap_or(column as usize);
        format!("{}{row}", letters(at))
    }
}

/// The letters of a column, A for 0.
fn letters(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        if at < 26 {
            return letters;
        }
        at = at / 26 - 1;
    }
}

/// Why a sheet is no list of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoList {
    /// No row looks like the head.
    NoHead,
    /// A column that must be there is missing.
    Lacks(Column),
    /// There is nothing below the head.
    NoRows,
    /// There are only the template's examples.
    OnlyExamples,
}

/// Reads the rows of a sheet.
pub fn read(sheet: &Sheet) -> Result<Rows, NoList> {
    let heads = sheet.rows.iter().take(HEAD_ROWS_MAX).enumerate().map(|(at, row)| (at, places(row)));
    // The head is the row with the most headings; a title may hold one of the words by chance.
    let (head, places) =
        heads.max_by_key(|(at, places)| (n_known(places), std::cmp::Reverse(*at))).ok_or(NoList::NoHead)?;
    if n_known(&places) < 2 {
        return Err(NoList::NoHead);
    }
    for column in [Column::Name, Column::Kind, Column::Parent] {
        if places[column as usize].is_none() {
            return Err(NoList::Lacks(column));
        }
    }
    let (mut rows, mut examples) = (Vec::new(), Vec::new());
    for (at, values) in sheet.rows.iter().enumerate().skip(head + 1) {
        let cell =
            |place: Option<usize>| place.and_then(|place| values.get(place)).map_or_else(String::new, text);
        let cells = places.map(cell);
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        if is_example(&cells[Column::Name as usize]) {
            examples.push(number);
        } else if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { number, cells });
        }
    }
    match (rows.is_empty(), examples.is_empty()) {
        (false, _) => Ok(Rows { places, rows, examples }),
        (true, true) => Err(NoList::NoRows),
        (true, false) => Err(NoList::OnlyExamples),
    }
}

/// Whether a name is marked as an example, however it was typed again: "Ví dụ: Trường …", "VÍ DỤ - …".
fn is_example(name: &str) -> bool {
    let (name, word) = (key(name), key(EXAMPLE));
    name.strip_prefix(&word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn text(value: &Value) -> String {
    domain::text::nfc(value.text().split_whitespace().collect::<Vec<_>>().join(" ").as_str())
}

fn n_known(places: &[Option<usize>; N_COLUMNS]) -> usize {
    places.iter().flatten().count()
}

fn places(row: &[Value]) -> [Option<usize>; N_COLUMNS] {
    let mut places = [None; N_COLUMNS];
    for (at, value) in row.iter().enumerate() {
        if let Some(column) = Column::of(&value.text()) {
            places[column as usize].get_or_insert(at);
        }
    }
    places
}
