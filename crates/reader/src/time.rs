//! Time expressions of Vietnamese plans: found in running text or read from a table cell, kept as printed and resolved
//! to calendar days.
//!
//! "Tháng 6-7/2023", "từ ngày 01 đến ngày 15/8/2023", "Quý II/2025", "trước ngày 25 hằng tháng", "năm học 2023 - 2024".
//! A hand-written grammar over words and numbers; every attempt looks ahead a bounded number of tokens, so the whole is
//! linear in the text. What a time is *for* (deadline, event, …) is decided in [`crate::dates`].

mod expr;
mod month;
mod partial;
mod point;
mod recur;
#[cfg(test)]
mod tests;
mod token;
mod year;

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

pub use expr::Shape;

use self::expr::{Expr, expression};
use self::token::{Token, Tokens, tokens};
use crate::plan::{Certainty, Precision, Time};

/// What the document says about the year, for times that print none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimeContext {
    /// The calendar year of the document.
    pub year: Option<i32>,
    /// First year of the school year that the document is about: months 8-12 are in it, months 1-7 in the next.
    pub school_year: Option<i32>,
    /// The day of the document: "từ nay" begins on it.
    pub issued: Option<NaiveDate>,
}

impl TimeContext {
    /// What a document says about the year: by its subject ("… năm học 2023 - 2024", "… năm 2025"), else by the year of
    /// its date line.
    pub fn of(subject: &str, issued_year: Option<i32>) -> TimeContext {
        let found = find(subject, &TimeContext::default());
        let year_of = |precision: Precision| {
            found
                .iter()
                .filter(|f| f.time.precision == precision)
                .find_map(|f| f.time.start)
                .map(|day| day.year())
        };
        TimeContext {
            year: year_of(Precision::Year).or(issued_year),
            school_year: year_of(Precision::SchoolYear),
            issued: None,
        }
    }
}

/// A time expression and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Byte range in the searched text, on character borders.
    pub range: Range<usize>,
    /// The time as printed and resolved.
    pub time: Time,
    /// How it binds time.
    pub shape: Shape,
}

/// A word this close before a time may say that it is tentative.
const TENTATIVE_LOOK_BACK: usize = 5;

/// Finds the time expressions of running text, in order, not overlapping.
pub fn find(text: &str, context: &TimeContext) -> Vec<Found> {
    search(text, context, false)
}

/// Reads a whole cell or a short answer ("Tháng 6-7/2023", "Thường xuyên"). `None` when it holds no letter or digit.
///
/// Several times in one cell become the days from the first to the last; a closer time in brackets refines what
/// stands before it. A cell that is not understood keeps its text with precision `unknown`.
pub fn parse_cell(text: &str, context: &TimeContext) -> Option<Time> {
    let printed = text.trim();
    if !printed.chars().any(char::is_alphanumeric) {
        return None;
    }
    let own = TimeContext { issued: context.issued, ..printed_year(printed).unwrap_or(*context) };
    let found = search(printed, &own, true);
    let mut time = merge(printed, &found);
    time.text = printed.to_owned();
    if is_tentative_text(printed) {
        time.certainty = Some(Certainty::Tentative);
    }
    Some(time)
}

/// The only year that a cell prints holds for all its times: "15/3; 20/4/2025".
fn printed_year(cell: &str) -> Option<TimeContext> {
    let list = tokens(cell);
    let mut years = (0..list.len()).filter_map(|i| year::year_number(Tokens(&list), i));
    let year = years.next()?;
    years.all(|other| other == year).then_some(TimeContext { year: Some(year), ..TimeContext::default() })
}

fn search(text: &str, context: &TimeContext, cell: bool) -> Vec<Found> {
    let list = tokens(text);
    let t = Tokens(&list);
    let mut out: Vec<Found> = Vec::new();
    let mut i = 0;
    let mut last: Option<(usize, Shape)> = None;
    while i < list.len() {
        match read_at(t, i, cell).or_else(|| next_of_list(t, i, last)) {
            Some(expr) if expr.next > i => {
                let next = expr.next;
                let mut found = made(text, &list, i, &expr, context);
                if is_tentative(t, i) || inherits_tentative(t, i, out.last(), &list) {
                    found.time.certainty = Some(Certainty::Tentative);
                }
                last = Some((next, found.shape));
                out.push(found);
                i = next;
            }
            _ => i += 1,
        }
    }
    out
}

fn read_at(t: Tokens, i: usize, cell: bool) -> Option<Expr> {
    if follows_symbol(t, i) {
        return None;
    }
    let bare = cell || (t.num(i, 1..=31).is_some() && is_feast(t, i));
    expression(t, i, bare).filter(|e| !e.is_hollow())
}

/// "trước ngày 15/3, 15/6 và 15/9": a day and month right after another one, bound in the same way.
fn next_of_list(t: Tokens, i: usize, last: Option<(usize, Shape)>) -> Option<Expr> {
    let (end, shape) = last?;
    let is_gap = end + 1 == i && (matches!(t.sign(end), Some(',' | ';')) || t.word(end) == Some("và"));
    let is_day = t.num(i, 1..=31).is_some() && t.sign(i + 1) == Some('/') && t.num(i + 2, 1..=12).is_some();
    if !(is_gap && is_day) || follows_symbol(t, i) {
        return None;
    }
    let mut expr = expression(t, i, true).filter(|e| e.shape == Shape::Point)?;
    if matches!(shape, Shape::Before | Shape::Until) {
        expr.shape = shape;
    }
    Some(expr)
}

/// A number glued to a slash or following "số" belongs to a symbol or a ratio.
fn follows_symbol(t: Tokens, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    if t.num(i, 0..=u32::MAX).is_none() {
        return false;
    }
    (t.glued(i) && (matches!(t.sign(before), Some('/' | '.' | ',' | '-')) || t.word(before).is_some()))
        || matches!(t.word(before), Some("số" | "điều" | "khoản" | "mục" | "hội" | "phụ"))
}

/// "Ngày Nhà giáo Việt Nam 20/11", "(20/11)": the day of a feast named shortly before.
fn is_feast(t: Tokens, i: usize) -> bool {
    const LOOK_BACK: usize = 10;
    (i.saturating_sub(LOOK_BACK)..i)
        .any(|k| matches!(t.word(k), Some("ngày" | "lễ" | "niệm" | "mừng" | "dịp")))
        && t.num(i + 1, 0..=9).is_none()
        && (t.capital(i.saturating_sub(1)) || matches!(t.sign(i.saturating_sub(1)), Some('(')))
}

fn made(text: &str, list: &[Token], i: usize, expr: &Expr, context: &TimeContext) -> Found {
    let range = list[i].start..list[expr.next - 1].end;
    let printed = text[range.clone()].to_owned();
    let (start, end, precision) = expr.extent(context);
    let clock = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let start_time = expr.points.iter().find_map(|p| p.clock).map(clock);
    let end_time = expr.points.iter().find_map(|p| p.clock_end).map(clock);
    let time = Time {
        start,
        end: end.filter(|end| start.is_none_or(|start| start <= *end)),
        end_inclusive: (expr.shape == Shape::Before && end.is_some()).then_some(false),
        precision,
        recurrence: (expr.shape == Shape::Recurring).then(|| printed.clone()),
        start_time,
        end_time,
        text: printed,
        ..Time::default()
    };
    Found { range, time, shape: expr.shape }
}

fn is_tentative(t: Tokens, i: usize) -> bool {
    (i.saturating_sub(TENTATIVE_LOOK_BACK)..i)
        .rev()
        .take_while(|k| !matches!(t.sign(*k), Some(';' | '.')))
        .any(|k| t.any(k, &["dự kiến", "tạm tính", "dự định"]).is_some())
        || t.any(i, &["khoảng", "trong khoảng", "từ khoảng"]).is_some()
}

/// "dự kiến trong tháng 8/2023 (từ ngày 01-15/8/2023)": the bracket is as tentative as what it explains.
fn inherits_tentative(t: Tokens, i: usize, last: Option<&Found>, list: &[Token]) -> bool {
    let Some(last) = last.filter(|f| f.time.certainty == Some(Certainty::Tentative)) else { return false };
    let Some(before) = i.checked_sub(1) else { return false };
    t.sign(before) == Some('(') && before.checked_sub(1).is_some_and(|k| list[k].end == last.range.end)
}

fn is_tentative_text(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("dự kiến") || lower.starts_with("khoảng")
}

/// One time out of those of a cell.
fn merge(cell: &str, found: &[Found]) -> Time {
    let dated: Vec<&Found> =
        found.iter().filter(|f| f.time.start.is_some() || f.time.end.is_some()).collect();
    let recurrence = found.iter().find_map(|f| f.time.recurrence.clone());
    let Some(first) = dated.first() else {
        let mut time = found.first().map_or_else(Time::default, |f| f.time.clone());
        if recurrence.is_some() {
            time.recurrence = recurrence;
            time.precision = Precision::Recurring;
        }
        return time;
    };
    let mut time = first.time.clone();
    for other in &dated[1..] {
        if in_brackets(cell, &other.range) && lies_within(&other.time, &time) {
            let start = other
                .time
                .start
                .or(time.start)
                .filter(|start| other.time.end.is_none_or(|end| *start <= end));
            time = Time { start, ..other.time.clone() };
        } else {
            time = spanning(&time, &other.time);
        }
    }
    time.recurrence = recurrence;
    time
}

fn in_brackets(cell: &str, range: &Range<usize>) -> bool {
    let before = &cell[..range.start];
    before.rfind('(').is_some_and(|open| before.rfind(')').is_none_or(|close| close < open))
}

fn lies_within(inner: &Time, outer: &Time) -> bool {
    let after = |a: Option<NaiveDate>, b: Option<NaiveDate>| match (a, b) {
        (Some(a), Some(b)) => a >= b,
        (_, None) => true,
        (None, Some(_)) => false,
    };
    (inner.start.is_none() || after(inner.start, outer.start)) && after(outer.end, inner.end)
}

fn spanning(a: &Time, b: &Time) -> Time {
    let start = [a.start, b.start].into_iter().flatten().min();
    let later_b = b.end > a.end;
    Time {
        start,
        // "trước 2023; từ 2024" leaves nothing between.
        end: a.end.max(b.end).filter(|end| start.is_none_or(|start| start <= *end)),
        end_inclusive: if later_b { b.end_inclusive } else { a.end_inclusive },
        precision: if (b.precision as u8) < (a.precision as u8) { b.precision } else { a.precision },
        certainty: a.certainty.or(b.certainty),
        start_time: a.start_time.clone().or_else(|| b.start_time.clone()),
        end_time: a.end_time.clone().or_else(|| b.end_time.clone()),
        ..Time::default()
    }
}
