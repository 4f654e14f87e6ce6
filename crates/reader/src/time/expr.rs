//! A whole time expression: what stands before a time ("trước ngày", "từ … đến"), what joins two of them and what
//! follows ("trở đi", "hằng tháng"), and the calendar extent of the whole.

use chrono::NaiveDate;

use super::TimeContext;
use super::partial::{Partial, Unit, Year};
use super::point::point;
use super::recur;
use super::token::Tokens;
use crate::plan::Precision;

/// How an expression binds time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A day, month, … or a list of them.
    Point,
    /// From one to another.
    Range,
    /// "trước ngày D": up to but without D.
    Before,
    /// "đến hết ngày D", "chậm nhất ngày D".
    Until,
    /// "từ nay đến ngày D": from the day of the document, when it is known.
    SinceNow,
    /// "từ ngày D trở đi".
    From,
    /// "sau ngày D".
    After,
    /// "tầm nhìn 2045".
    Horizon,
    /// Again and again.
    Recurring,
    /// Relative to something that has no date here.
    Relative,
}

/// A parsed expression: tokens `start..next`.
pub(super) struct Expr {
    pub shape: Shape,
    pub points: Vec<Partial>,
    pub next: usize,
}

/// Start, end, precision.
pub(super) type Extent = (Option<NaiveDate>, Option<NaiveDate>, Precision);

/// Reads an expression at `i`.
pub(super) fn expression(t: Tokens, i: usize, bare: bool) -> Option<Expr> {
    if let Some(next) = recur::recurring(t, i) {
        let follow = t.skip(next, &["vào"]);
        let next = dated(t, follow, bare).filter(|e| e.shape == Shape::Recurring).map_or(next, |e| e.next);
        return Some(Expr { shape: Shape::Recurring, points: Vec::new(), next });
    }
    let relative = || {
        let next = recur::relative(t, i, bare)?;
        Some(Expr { shape: Shape::Relative, points: Vec::new(), next })
    };
    dated(t, i, bare).or_else(relative)
}

fn dated(t: Tokens, i: usize, bare: bool) -> Option<Expr> {
    let expr = before(t, i)
        .or_else(|| until(t, i))
        .or_else(|| from(t, i))
        .or_else(|| after(t, i))
        .or_else(|| plain(t, i, bare))?;
    Some(with_suffix(t, expr))
}

/// "trước ngày 15/9/2024", "chậm nhất trước ngày …".
fn before(t: Tokens, i: usize) -> Option<Expr> {
    const LEADS: [&str; 8] = [
        "trước",
        "xong trước",
        "chậm nhất trước",
        "chậm nhất là trước",
        "muộn nhất trước",
        "muộn nhất là trước",
        "đến trước",
        "trong trước",
    ];
    let at = t.any(i, &LEADS)?;
    let (points, next) = point(t, at, true)?;
    (sure_points(&points) || repeats(t, next)).then_some(Expr { shape: Shape::Before, points, next })
}

/// "đến hết ngày D", "chậm nhất ngày D", "hết tháng 12", "tầm nhìn đến năm 2045".
fn until(t: Tokens, i: usize) -> Option<Expr> {
    const VISION: [&str; 4] = ["tầm nhìn đến", "tầm nhìn tới", "tầm nhìn", "định hướng đến"];
    const LATEST: [&str; 6] =
        ["chậm nhất", "muộn nhất", "trễ nhất", "không quá", "không muộn hơn", "không chậm hơn"];
    const TO: [&str; 5] = ["đến", "tới", "cho đến", "tính đến", "cho tới"];
    if let Some(at) = t.any(i, &VISION) {
        let (points, next) = point(t, t.skip(at, &["hết"]), true)?;
        return years_only(&points).then_some(Expr { shape: Shape::Horizon, points, next });
    }
    let at = if let Some(at) = t.any(i, &LATEST) {
        let at = t.skip(at, &["là"]);
        let at = t.skip(at, &["vào", "đến", "trong", "hết", "đến hết"]);
        t.skip(at, &["cuối"])
    } else if let Some(at) = t.any(i, &TO) {
        t.skip(t.skip(at, &["hết", "khoảng"]), &["cuối"])
    } else {
        t.skip(t.phrase(i, "hết")?, &["cuối"])
    };
    let led = at - i;
    let (points, next) = point(t, at, true).or_else(|| point(t, at - 1, true).filter(|_| led > 1))?;
    (sure_points(&points) || repeats(t, next)).then_some(Expr { shape: Shape::Until, points, next })
}

/// The day of the document, after "từ".
const NOW: [&str; 8] = [
    "nay",
    "bây giờ",
    "khi ban hành",
    "khi ban hành kế hoạch",
    "ngày ban hành",
    "ngày ban hành kế hoạch",
    "ngày ký",
    "ngày ký ban hành",
];

/// "từ tháng 6 đến tháng 8 năm 2023", "từ ngày 01/01/2024 trở đi".
fn from(t: Tokens, i: usize) -> Option<Expr> {
    const LEADS: [&str; 9] = [
        "từ",
        "kể từ",
        "bắt đầu từ",
        "tính từ",
        "bắt đầu",
        "trong khoảng từ",
        "trong thời gian từ",
        "khoảng từ",
        "từ khoảng",
    ];
    let at = t.any(i, &LEADS)?;
    if let Some(now) = t.any(at, &NOW).filter(|now| *now < t.len()) {
        let now = t.any(t.skip_comma(now), &["đến", "cho đến", "tới", "cho tới"])?;
        let (points, next) = point(t, t.skip(now, &["hết", "khoảng", "trước"]), true)?;
        // Within a clause of work ("Phát động cuộc thi từ nay đến hết 31/8") the end is what binds.
        let shape = if opens_clause(t, i) { Shape::SinceNow } else { Shape::Until };
        return Some(Expr { shape, points, next });
    }
    let (points, next) = point(t, at, true)?;
    if let Some(range) = ranged(t, &points, next) {
        return Some(range);
    }
    // "từ tháng 9 đến hết học kỳ I": the end has no date.
    if let Some(open) =
        t.any(next, &["đến hết", "đến", "tới", "cho đến hết", "cho đến"]).filter(|_| sure_points(&points))
    {
        let named = recur::of_school_year(t, open)
            .or_else(|| recur::of_school_year(t, open - 1))
            .or_else(|| t.any(open, &["nay", "năm học"]));
        if let Some(next) = named {
            return Some(Expr { shape: Shape::From, points, next });
        }
    }
    if t.word(i) == Some("bắt") && !sure_points(&points) {
        return None;
    }
    if points.len() > 1 {
        // "từ ngày 01-15/8/2023", "từ năm 2023 - 2025".
        return Some(Expr { shape: Shape::Range, points, next });
    }
    let shape = match points[0].unit {
        Unit::Years(_) | Unit::SchoolYear => Shape::Range,
        _ if points[0].clock_end.is_some() => Shape::Point,
        _ => Shape::From,
    };
    (sure_points(&points) || points[0].clock.is_some()).then_some(Expr { shape, points, next })
}

/// Whether a clause begins at `i`, or one that tells the time of the plan ("thời gian thực hiện từ nay đến …").
fn opens_clause(t: Tokens, i: usize) -> bool {
    const LOOK_BACK_WORDS_MAX: usize = 8;
    let border = |k: &usize| matches!(t.sign(*k), Some(',' | ';' | ':' | '.' | '(' | '-' | '+' | ')'));
    let start = (i.saturating_sub(LOOK_BACK_WORDS_MAX)..i).rev().find(border).map_or(0, |k| k + 1);
    start == i || i == 0 || t.any(start, &["thời gian", "kế hoạch", "tiến độ"]).is_some()
}

/// "sau ngày 15/9/2024".
fn after(t: Tokens, i: usize) -> Option<Expr> {
    let at = t.phrase(i, "sau")?;
    let (points, next) = point(t, at, false)?;
    sure_points(&points).then_some(Expr { shape: Shape::After, points, next })
}

/// A time or a range without a word before it, or with "trong".
fn plain(t: Tokens, i: usize, bare: bool) -> Option<Expr> {
    let at = t.skip(i, &["trong khoảng", "trong thời gian", "trong các", "trong"]);
    if at > i
        && let Some(inner) = from(t, at)
    {
        return Some(inner);
    }
    let parsed = point(t, at, bare);
    if let Some((points, next)) = parsed {
        if let Some(range) = ranged(t, &points, next) {
            return Some(range);
        }
        let alone = points[0].unit == Unit::BareDay && points[0].clock.is_none();
        // "ngày 15" alone says nothing, "ngày 15 hằng tháng" does.
        if alone && !repeats(t, next) {
            return None;
        }
        return Some(Expr { shape: Shape::Point, points, next });
    }
    // "20/10 - 20/11/2023": sure because of its second half.
    let (points, next) = t.num(at, 1..=31).and_then(|_| point(t, at, true))?;
    ranged(t, &points, next)
        .filter(|e| e.points.last().is_some_and(|p| p.year.is_some()) && e.points[0].month.is_some())
}

/// Whether a second time follows with "đến" or a dash.
fn ranged(t: Tokens, first: &[Partial], next: usize) -> Option<Expr> {
    const TO: [&str; 6] = ["đến", "tới", "cho đến", "cho tới", "và đến", "đến khoảng"];
    let dash = t.sign(next) == Some('-');
    let at = if dash { next + 1 } else { t.any(next, &TO)? };
    let at = t.skip(at, &["hết", "khoảng", "trước"]);
    let (second, next) = point(t, at, true)?;
    let (a, b) = (first.first()?, second.last()?);
    if dash && !(a.unit == b.unit || (a.unit == Unit::BareDay && b.unit == Unit::Day)) {
        return None;
    }
    if b.unit == Unit::BareDay && b.clock.is_none() && !(a.unit == Unit::Day || a.unit == Unit::BareDay) {
        return None;
    }
    let mut points = first.to_vec();
    points.extend(second);
    if points.iter().all(|p| p.unit == Unit::BareDay) && points.iter().all(|p| p.clock.is_none()) {
        return repeats(t, next).then_some(Expr { shape: Shape::Range, points, next });
    }
    Some(Expr { shape: Shape::Range, points, next })
}

/// "trở đi", "hằng tháng", "âm lịch" after a time.
fn with_suffix(t: Tokens, mut expr: Expr) -> Expr {
    const ONWARD: [&str; 7] = [
        "trở đi",
        "trở về sau",
        "và các năm tiếp theo",
        "và những năm tiếp theo",
        "và các năm sau",
        "và các tháng tiếp theo",
        "và những năm sau",
    ];
    let at = t.skip_comma(expr.next);
    if let Some(next) =
        t.any(expr.next, &ONWARD).or_else(|| t.any(at, &["các năm tiếp theo", "những năm tiếp theo"]))
    {
        expr.shape = Shape::From;
        expr.next = next;
    } else if let Some(next) = recur::recurring_suffix(t, expr.next).or_else(|| days_that_repeat(t, &expr)) {
        expr.shape = Shape::Recurring;
        expr.next = next;
    } else if let Some(next) = t.any(expr.next, &["âm lịch", "âl", "tết nguyên đán"]) {
        expr.shape = Shape::Relative;
        expr.next = next;
    }
    expr
}

/// "trước ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm": days without a year that come again together.
fn days_that_repeat(t: Tokens, expr: &Expr) -> Option<usize> {
    const DAYS_MAX: usize = 4;
    let undated = |points: &[Partial]| points.iter().all(|p| p.year.is_none());
    if !matches!(expr.shape, Shape::Before | Shape::Until | Shape::Point) || !undated(&expr.points) {
        return None;
    }
    let mut at = expr.next;
    for _ in 0..DAYS_MAX {
        let gap = t.skip(super::year::list_gap(t, at)?, &["trước", "chậm nhất", "vào"]);
        let (points, next) = point(t, gap, true)?;
        if !undated(&points) {
            return None;
        }
        if let Some(end) = recur::recurring_suffix(t, next) {
            return Some(end);
        }
        at = next;
    }
    None
}

/// "ngày 25" means a time when "hằng tháng" follows.
fn repeats(t: Tokens, next: usize) -> bool {
    recur::recurring_suffix(t, next).is_some()
}

fn sure_points(points: &[Partial]) -> bool {
    points.iter().any(|p| p.unit != Unit::BareDay)
}

fn years_only(points: &[Partial]) -> bool {
    points.iter().all(|p| matches!(p.unit, Unit::Year | Unit::Years(_)))
}

impl Expr {
    /// A day without a month that is only sure with "hằng tháng".
    pub(super) fn is_hollow(&self) -> bool {
        matches!(self.shape, Shape::Before | Shape::Until | Shape::From | Shape::After)
            && !sure_points(&self.points)
    }

    /// The calendar extent, filled from its own parts and then from the document.
    pub(super) fn extent(&self, context: &TimeContext) -> Extent {
        match self.shape {
            Shape::Recurring => return (None, None, Precision::Recurring),
            Shape::Relative => return (None, None, Precision::Relative),
            _ => {}
        }
        let points = filled(&self.points, context);
        let extents: Vec<_> = points.iter().filter_map(|p| p.extent(context)).collect();
        let precision = finest(&points);
        let low = extents.iter().map(|(a, _)| *a).min();
        let high = extents.iter().map(|(_, b)| *b).max();
        if extents.len() < points.len() || low.is_none() {
            let clock = points.iter().any(|p| p.clock.is_some());
            return (None, None, if clock { Precision::Minute } else { Precision::Relative });
        }
        match self.shape {
            Shape::Before => (None, low, precision),
            Shape::Until | Shape::Horizon => (None, high, precision),
            Shape::SinceNow => {
                (context.issued.filter(|day| high.is_none_or(|end| *day <= end)), high, precision)
            }
            Shape::From => (low, None, precision),
            Shape::After => (high, None, precision),
            _ => (low, high, precision),
        }
    }
}

/// How fine a time is: as its finest part, but several years are several years.
fn finest(points: &[Partial]) -> Precision {
    let Some(last) = points.last() else { return Precision::Unknown };
    let finest = points.iter().map(Partial::precision).min_by_key(|p| *p as u8).unwrap_or(Precision::Unknown);
    if last.unit == Unit::Year && points.len() > 1 { Precision::MultiYear } else { finest }
}

/// Gives the points of a range what only one of them prints: "từ ngày 28 đến ngày 02/10", "tháng 11 đến tháng 2/2024".
fn filled(points: &[Partial], context: &TimeContext) -> Vec<Partial> {
    let mut out = points.to_vec();
    for k in (0..out.len().saturating_sub(1)).rev() {
        let next = out[k + 1];
        let had_year = out[k].year.is_some();
        out[k].fill_from(&next);
        if !had_year && out[k].rank() > out[k + 1].rank() && out[k + 1].rank().is_some() {
            shift_year(&mut out[k], -1);
        }
    }
    if let Some(first) = out.first_mut().filter(|_| points.len() > 1)
        && first.year.is_none()
        && first.rank().is_some()
        && context.school_year.is_none()
    {
        first.year = context.year.map(Year::Calendar);
    }
    for k in 1..out.len() {
        let previous = out[k - 1];
        let had_year = out[k].year.is_some();
        out[k].fill_from(&previous);
        if !had_year && out[k].year.is_some() && out[k].rank().is_some() && out[k].rank() < previous.rank() {
            shift_year(&mut out[k], 1);
        }
    }
    out
}

fn shift_year(point: &mut Partial, by: i32) {
    if let Some(Year::Calendar(year)) = point.year {
        point.year = Some(Year::Calendar(year + by));
    }
}
