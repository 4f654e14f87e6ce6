//! Years, school years and periods of years, and what joins the parts of a list.

use super::partial::{Partial, Unit, Year};
use super::point::{LIST_LEN_MAX, Parsed};
use super::token::Tokens;

/// Years outside this range are numbers of something else.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// "năm 2025", "năm học 2023 - 2024", "giai đoạn 2021 - 2025", "năm 2023 và năm 2024".
pub(super) fn years(t: Tokens, i: usize, bare: bool) -> Parsed {
    if let Some(at) = t.any(i, &["các năm học", "năm học", "niên khóa", "niên khoá"]) {
        let (first, next) = school_year(t, at)?;
        return Some((
            vec![Partial { year: Some(Year::School(first)), ..Partial::new(Unit::SchoolYear) }],
            next,
        ));
    }
    let stage = t.any(i, &["giai đoạn", "nhiệm kỳ", "nhiệm kì", "thời kỳ", "thời kì", "khóa", "khoá"]);
    let worded = stage.or_else(|| t.any(i, &["các năm", "hai năm", "năm"]));
    let at = worded.or(bare.then_some(i))?;
    let at = if stage.is_some() { t.skip(at, &["từ năm", "từ", "năm"]) } else { at };
    let year = year_number(t, at)?;
    let mut found = vec![year];
    let mut next = at + 1;
    if let Some(last) = year_gap(t, next) {
        let mut last_at = last;
        if let Some(second) = year_number(t, last_at).filter(|second| *second > year) {
            last_at += 1;
            let span = Partial { year: Some(Year::Calendar(year)), ..Partial::new(Unit::Years(second)) };
            return Some((vec![span], last_at));
        }
    }
    if stage.is_some() {
        return None;
    }
    while found.len() < LIST_LEN_MAX {
        let Some(after) = list_gap(t, next) else { break };
        let after = t.skip(after, &["năm"]);
        let Some(year) = year_number(t, after) else { break };
        found.push(year);
        next = after + 1;
    }
    let list = found
        .iter()
        .map(|&y| Partial { year: Some(Year::Calendar(y)), ..Partial::new(Unit::Year) })
        .collect();
    Some((list, next))
}

pub(super) fn year_number(t: Tokens, i: usize) -> Option<i32> {
    let year = t.num(i, YEARS).filter(|_| t.digits(i) == Some(4))?;
    i32::try_from(year).ok()
}

fn year_gap(t: Tokens, i: usize) -> Option<usize> {
    let at = if t.sign(i) == Some('-') { i + 1 } else { t.any(i, &["đến", "tới"])? };
    Some(t.skip(at, &["năm"]))
}

/// "2023 - 2024", "2023-24", "2023/2024": the first year of a school year.
fn school_year(t: Tokens, i: usize) -> Option<(i32, usize)> {
    let first = year_number(t, i)?;
    matches!(t.sign(i + 1), Some('-' | '/')).then_some(())?;
    let second = year_number(t, i + 2).or_else(|| short_year(t, i + 2))?;
    (second > first).then_some((first, i + 3))
}

/// The year after a month or quarter and the position after it; the position itself when there is none.
pub(super) fn with_year(t: Tokens, i: usize) -> (Option<Year>, usize) {
    let joined = matches!(t.sign(i), Some('/'))
        || (matches!(t.sign(i), Some('-' | '.')) && t.glued(i) && t.glued(i + 1));
    if joined {
        if let Some(year) = year_number(t, i + 1) {
            return (Some(Year::Calendar(year)), i + 2);
        }
        if t.sign(i) == Some('/') && t.word(i + 1) == Some("năm") {
            return with_year(t, i + 1);
        }
        return (None, i);
    }
    let at = t.skip(t.skip_comma(i), &["của"]);
    if let Some((first, next)) = t.phrase(at, "năm học").and_then(|at| school_year(t, at)) {
        return (Some(Year::School(first)), next);
    }
    if let Some((year, next)) = t.phrase(at, "năm").and_then(|at| Some((year_number(t, at)?, at + 1))) {
        return (Some(Year::Calendar(year)), next);
    }
    match year_number(t, i) {
        Some(year) if !t.glued(i) => (Some(Year::Calendar(year)), i + 1),
        _ => (None, i),
    }
}

/// "15/8/23": two digits mean this century.
pub(super) fn short_year(t: Tokens, i: usize) -> Option<i32> {
    const CENTURY: i32 = 2000;
    let year = t.num(i, 10..=60).filter(|_| t.digits(i) == Some(2) && t.glued(i))?;
    Some(CENTURY + i32::try_from(year).ok()?)
}

/// The position after ",", "-", "và", … between members of a list.
pub(super) fn list_gap(t: Tokens, i: usize) -> Option<usize> {
    match t.sign(i) {
        Some(',' | ';' | '-' | '&' | '+') => Some(t.skip(i + 1, &["và"])),
        Some(_) => None,
        None => t.any(i, &["và", "đến", "tới"]),
    }
}

pub(super) fn roman(word: &str) -> Option<u32> {
    const NUMERALS: [&str; 5] = ["i", "ii", "iii", "iv", "v"];
    NUMERALS.iter().position(|n| *n == word).and_then(|at| u32::try_from(at + 1).ok())
}
