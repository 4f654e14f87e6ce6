//! Points out of a spreadsheet: which of its cells change what, and which cannot be taken. Nothing is written here.

use super::RatingError;
use super::forms::points;
use db::DbError;
use document::sheet::{Sheet as Read, Value};
use domain::ids::{CriterionId, RatingId, RatingSheetId, UnitId};
use domain::ratings::{CriterionKind, SheetState};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use std::collections::{HashMap, HashSet};
use tables::{rating_criterion, rating_mark, rating_sheet};
use web::{Args, FormErrors, args};

/// Units of one file.
pub const ROWS_MAX: usize = 1_000;
/// Rows in which the head is looked for.
const HEAD_ROWS_MAX: usize = 12;
/// Columns before the criteria: code, version, unit, state.
pub const FIRST_AT: usize = 4;
/// Sheets that are loaded at once: databases limit the values of a query.
const ROWS_AT_ONCE: usize = 500;
/// What the first heading is, in either language.
const HEADS: [&str; 2] = ["ma phieu", "sheet code"];
/// What stands for a condition that is met, and one that is not.
const MET: [&str; 5] = ["dat", "co", "x", "1", "met"];
const NOT_MET: [&str; 4] = ["khong dat", "khong", "0", "not met"];

/// What a file changes on one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The sheet.
    pub sheet: RatingSheetId,
    /// Its unit.
    pub unit: UnitId,
    /// Its version now.
    pub version: i32,
    /// Somebody wrote on it since the file was made.
    pub is_newer: bool,
    /// The place of each criterion, its points so far and those of the file, in hundredths.
    pub points: Vec<(usize, Option<i64>, i64)>,
}

/// A cell that cannot be taken.
#[derive(Debug)]
pub struct Fault {
    /// "F7".
    pub cell: String,
    /// What stands there.
    pub value: String,
    /// The key of the sentence.
    pub key: &'static str,
    /// Its values.
    pub args: Args,
}

/// What was found in a file.
#[derive(Debug, Default)]
pub struct Found {
    /// Sheets whose points change.
    pub lines: Vec<Line>,
    /// Cells that cannot be taken.
    pub faults: Vec<Fault>,
    /// Cells that say what is so already.
    pub n_same: usize,
}

/// A cell by its row and column, both from 0.
fn address((row, column): (usize, usize)) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    let name = match column / 26 {
        0 => letter(column).to_string(),
        n => format!("{}{}", letter(n - 1), letter(column)),
    };
    format!("{name}{}", row + 1)
}

impl Found {
    fn fault(&mut self, at: (usize, usize), value: &str, (key, args): (&'static str, Args)) {
        self.faults.push(Fault { cell: address(at), value: value.to_owned(), key, args });
    }
}

/// Which column holds which criterion: headings are names; of equal names the first stands for the first.
fn columns(
    head: &[Value],
    criteria: &[rating_criterion::Model],
    (row, found): (usize, &mut Found),
) -> HashMap<usize, usize> {
    let mut left: Vec<Option<String>> =
        criteria.iter().map(|one| Some(domain::text::key(&one.name))).collect();
    let mut places = HashMap::new();
    for (column, cell) in head.iter().enumerate().skip(FIRST_AT) {
        let text = cell.text();
        let key = domain::text::key(&text);
        match left.iter().position(|name| name.as_deref() == Some(key.as_str())) {
            Some(at) => {
                left[at] = None;
                places.insert(column, at);
            }
            None if key.is_empty() => {}
            None => found.fault((row, column), &text, ("ratings-file-column", Args::none())),
        }
    }
    places
}

/// The points in a cell, in hundredths.
fn points_in(value: &Value, kind: CriterionKind) -> Option<i64> {
    let text = value.text();
    if kind == CriterionKind::Condition {
        let key = domain::text::key(&text);
        let is = |words: &[&str]| words.contains(&key.as_str());
        return if is(&MET) { Some(100) } else { is(&NOT_MET).then_some(0) };
    }
    match value {
        // The file keeps 80,25 as a number: its dot is no mark of thousands.
        Value::Fraction(n) => points(&format!("{n:.2}").replace('.', ",")).filter(|read| {
            #[expect(clippy::cast_precision_loss, reason = "points are far below 2^52")]
            let exact = *read as f64 / 100.0;
            (exact - n).abs() < 1e-6
        }),
        _ => points(&text),
    }
}

struct Sheets {
    rows: HashMap<RatingSheetId, rating_sheet::Model>,
    given: HashMap<(RatingSheetId, CriterionId), i64>,
}

async fn sheets(
    conn: &impl ConnectionTrait,
    rating: RatingId,
    ids: &[RatingSheetId],
) -> Result<Sheets, DbError> {
    let (mut rows, mut given) = (HashMap::new(), HashMap::new());
    for some in ids.chunks(ROWS_AT_ONCE) {
        let of = rating_sheet::Entity::find()
            .filter(rating_sheet::Column::RatingId.eq(rating))
            .filter(rating_sheet::Column::Id.is_in(some.iter().copied()));
        rows.extend(of.all(conn).await?.into_iter().map(|row| (row.id, row)));
        let marks = rating_mark::of_all(some).all(conn).await?;
        given.extend(marks.iter().filter_map(|m| Some(((m.sheet_id, m.criterion_id), m.given?))));
    }
    Ok(Sheets { rows, given })
}

/// Reads a file against the sheets of a rating. What is wrong with the file as a whole stands at its field.
pub async fn read(
    conn: &impl ConnectionTrait,
    (rating, criteria): (RatingId, &[rating_criterion::Model]),
    file: &Read,
) -> Result<Result<Found, FormErrors>, RatingError> {
    let is_head = |row: &Vec<Value>| {
        row.first().is_some_and(|cell| HEADS.contains(&domain::text::key(&cell.text()).as_str()))
    };
    let Some(head) = file.rows.iter().take(HEAD_ROWS_MAX).position(is_head) else {
        return Ok(Err(FormErrors::of("file", "ratings-file-head")));
    };
    let lines: Vec<(usize, &Vec<Value>)> =
        file.rows.iter().enumerate().skip(head + 1).filter(|(_, row)| !row.is_empty()).collect();
    if lines.len() > ROWS_MAX {
        return Ok(Err(FormErrors::of_with("file", "ratings-file-rows", args![n = ROWS_MAX])));
    }
    let id_of = |row: &Vec<Value>| row.first()?.text().trim().parse::<RatingSheetId>().ok();
    let ids: Vec<RatingSheetId> = lines.iter().filter_map(|(_, row)| id_of(row)).collect();
    let there = sheets(conn, rating, &ids).await?;
    let mut found = Found::default();
    let places = columns(&file.rows[head], criteria, (head, &mut found));
    let mut seen = HashSet::new();
    for (at, row) in lines {
        let code = row.first().map(Value::text).unwrap_or_default();
        let Some(sheet) = id_of(row).and_then(|id| there.rows.get(&id)) else {
            found.fault((at, 0), &code, ("ratings-file-code", Args::none()));
            continue;
        };
        if !seen.insert(sheet.id) {
            found.fault((at, 0), &code, ("ratings-file-twice", Args::none()));
            continue;
        }
        line((at, row), sheet, (criteria, &places, &there.given), &mut found);
    }
    Ok(Ok(found))
}

/// Where each criterion stands, and what is given so far.
type Against<'a> = (
    &'a [rating_criterion::Model],
    &'a HashMap<usize, usize>,
    &'a HashMap<(RatingSheetId, CriterionId), i64>,
);

fn line(
    (at, row): (usize, &[Value]),
    sheet: &rating_sheet::Model,
    (criteria, places, given): Against<'_>,
    found: &mut Found,
) {
    let version = row.get(1).map(Value::text).and_then(|text| text.trim().parse::<i32>().ok());
    let mut points = Vec::new();
    for (column, cell) in row.iter().enumerate().skip(FIRST_AT) {
        let Some(place) = places.get(&column).copied() else { continue };
        if *cell == Value::Empty {
            continue;
        }
        let criterion = &criteria[place];
        let is_words = criterion.kind == CriterionKind::Condition;
        let most = if is_words { 100 } else { criterion.points };
        let was = given.get(&(sheet.id, criterion.id)).copied();
        let text = cell.text();
        match points_in(cell, criterion.kind) {
            None if is_words => found.fault((at, column), &text, ("ratings-file-condition", Args::none())),
            None => found.fault((at, column), &text, ("ratings-points-wrong", Args::none())),
            Some(n) if n > most => {
                let most = args![n = super::view::print(most)];
                found.fault((at, column), &text, ("ratings-too-high", most));
            }
            Some(n) if was == Some(n) => found.n_same += 1,
            Some(_) if sheet.state == SheetState::Accepted => {
                found.fault((at, column), &text, ("ratings-file-accepted", Args::none()));
            }
            Some(n) => points.push((place, was, n)),
        }
    }
    if !points.is_empty() {
        let is_newer = version != Some(sheet.version);
        let (id, unit, version) = (sheet.id, sheet.unit_id, sheet.version);
        found.lines.push(Line { sheet: id, unit, version, is_newer, points });
    }
}

/// What is to be written, as the page that asked carries it: a line each, "SHEET VERSION PLACE=POINTS …".
pub fn print_lines(lines: &[Line]) -> String {
    let one = |line: &Line| {
        let points: Vec<String> = line.points.iter().map(|(place, _, n)| format!("{place}={n}")).collect();
        format!("{} {} {}", line.sheet, line.version, points.join(" "))
    };
    lines.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// A sheet with the version that was seen and what each criterion, by its place, is to get in hundredths.
pub type Wanted = (RatingSheetId, i32, Vec<(usize, i64)>);

/// Reads what [`print_lines`] wrote; none when it was tampered with.
pub fn read_lines(text: &str) -> Option<Vec<Wanted>> {
    let one = |line: &str| {
        let mut words = line.split_whitespace();
        let (sheet, version) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let pair = |word: &str| {
            let (place, n) = word.split_once('=')?;
            Some((place.parse().ok()?, n.parse().ok()?))
        };
        let points: Option<Vec<(usize, i64)>> = words.map(pair).collect();
        Some((sheet, version, points.filter(|points| !points.is_empty())?))
    };
    let read: Option<Vec<Wanted>> = text.lines().filter(|line| !line.trim().is_empty()).map(one).collect();
    read.filter(|read| !read.is_empty() && read.len() <= ROWS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_officers_and_excel_write_them() {
        let text = |text: &str| Value::Text(text.to_owned());
        let read = |value: &Value| points_in(value, CriterionKind::Points);
        assert_eq!(read(&text("80,5")), Some(8_050));
        assert_eq!(read(&text("80")), Some(8_000));
        assert_eq!(read(&Value::Fraction(80.25)), Some(8_025));
        assert_eq!(read(&Value::Fraction(80.255)), None, "three decimals are no points");
        assert!(["#REF!", "tám mươi", "-3", "1e9"].iter().all(|odd| read(&text(odd)).is_none()));
        let met = |value: &str| points_in(&text(value), CriterionKind::Condition);
        assert_eq!((met("Đạt"), met("không đạt"), met("có lẽ")), (Some(100), Some(0), None));
    }

    #[test]
    fn cells_are_named_as_a_spreadsheet_names_them() {
        assert_eq!(
            (address((6, 5)), address((0, 26)), address((9, 51))),
            ("F7".to_owned(), "AA1".to_owned(), "AZ10".to_owned())
        );
    }

    #[test]
    fn what_a_page_carries_is_read_or_refused() {
        let id = "019f7bca-0000-7000-8000-000000000000";
        let line = Line {
            sheet: id.parse().unwrap(),
            unit: id.parse().unwrap(),
            version: 3,
            is_newer: false,
            points: vec![(0, None, 8_050), (2, Some(0), 100)],
        };
        assert_eq!(
            read_lines(&print_lines(&[line])),
            Some(vec![(id.parse().unwrap(), 3, vec![(0, 8_050), (2, 100)])])
        );
        let odd = [
            String::new(),
            "x".to_owned(),
            id.to_owned(),
            format!("{id} 3"),
            format!("{id} 3 1"),
            format!("{id} 3 -1=5"),
            format!("{id} 3 1=99999999999999999999"),
        ];
        assert!(odd.iter().all(|text| read_lines(text).is_none()));
        assert!(read_lines(&format!("{id} 3 1=5\n").repeat(ROWS_MAX + 1)).is_none());
    }
}
