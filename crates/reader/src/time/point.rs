//! One printed time: a day, week, month, quarter, year, or a short list of them ("tháng 6, 7/2023").
//!
//! Every function takes the position of a token and gives the times found there and the position after them.
//! `bare` allows forms that are only sure beside another time word or alone in a table cell ("20/11", "2025").

use super::month::{first_months, month_number, months, quarters, weeks};
use super::partial::{Part, Partial, Unit, Year};
use super::token::Tokens;
use super::year::{list_gap, short_year, with_year, year_number, years};

/// The longest list of days, months or years that is read as one time.
pub(super) const LIST_LEN_MAX: usize = 31;

/// Times in a row and the position after them.
pub(super) type Parsed = Option<(Vec<Partial>, usize)>;

/// Reads one time (or a list of one kind) at `i`.
pub(super) fn point(t: Tokens, i: usize, bare: bool) -> Parsed {
    clocked(t, i, bare).or_else(|| dated(t, i, bare))
}

fn dated(t: Tokens, i: usize, bare: bool) -> Parsed {
    let i = day_lead(t, i).unwrap_or(i);
    days(t, i, bare)
        .or_else(|| parted(t, i, bare))
        .or_else(|| weeks(t, i))
        .or_else(|| months(t, i, bare))
        .or_else(|| quarters(t, i, bare))
        .or_else(|| first_months(t, i))
        .or_else(|| years(t, i, bare))
}

/// "8h00 ngày 5/9/2024", "từ 7 giờ 30 đến 11 giờ 30, ngày …"; without a day only when `bare`.
fn clocked(t: Tokens, i: usize, bare: bool) -> Parsed {
    let (clock, mut next) = clock(t, i)?;
    let mut clock_end = None;
    let gap = if t.sign(next) == Some('-') { Some(next + 1) } else { t.any(next, &["đến", "tới"]) };
    if let Some((end, after)) = gap.and_then(|at| self::clock(t, at)) {
        clock_end = Some(end);
        next = after;
    }
    let at = t.skip_comma(next);
    // "5h và 17h hằng ngày": several hours of every day.
    let mut hours = next;
    for _ in 0..LIST_LEN_MAX {
        let gap = if t.sign(hours) == Some(',') { Some(hours + 1) } else { t.any(hours, &["và", "hoặc"]) };
        let Some((_, after)) = gap.and_then(|at| self::clock(t, at)) else { break };
        hours = after;
    }
    let several = hours > next && super::recur::recurring_suffix(t, hours).is_some();
    if several || super::recur::recurring_suffix(t, next).is_some() {
        let alone = Partial { clock: Some(clock), clock_end, ..Partial::new(Unit::BareDay) };
        return Some((vec![alone], if several { hours } else { next }));
    }
    // "15 giờ 00 ngày 25 hằng tháng": a day without a month, again and again.
    let bare_day = |list: &[Partial], next: usize| {
        list[0].unit == Unit::BareDay
            && list[0].clock.is_none()
            && super::recur::recurring_suffix(t, next).is_some()
    };
    if let Some((mut list, next)) =
        dated(t, at, true).filter(|(list, next)| list[0].unit == Unit::Day || bare_day(list, *next))
    {
        list[0].clock = Some(clock);
        list[0].clock_end = clock_end;
        return Some((list, next));
    }
    if !bare && clock_end.is_none() {
        return None;
    }
    let alone = Partial { clock: Some(clock), clock_end, ..Partial::new(Unit::BareDay) };
    Some((vec![alone], next))
}

/// "07 giờ 30 phút", "8h00", "14g30", "8:00" as minutes since midnight.
fn clock(t: Tokens, i: usize) -> Option<(u32, usize)> {
    let hour = t.num(i, 0..=24).filter(|_| t.digits(i).is_some_and(|d| d <= 2))?;
    if t.sign(i + 1) == Some(':') && t.digits(i + 2) == Some(2) && t.glued(i + 1) && t.glued(i + 2) {
        return Some((hour * 60 + t.num(i + 2, 0..=59)?, i + 3));
    }
    let unit = t.word(i + 1)?;
    if !(unit == "giờ" || (matches!(unit, "h" | "g") && t.glued(i + 1))) {
        return None;
    }
    match t.num(i + 2, 0..=59).filter(|_| t.digits(i + 2) == Some(2) && (unit == "giờ" || t.glued(i + 2))) {
        Some(minute) => {
            let next = i + 3;
            let next =
                if t.sign(next) == Some('\'') || t.sign(next) == Some('’') { next + 1 } else { next };
            Some((hour * 60 + minute, t.skip(next, &["phút", "p", "ph"])))
        }
        None => Some((hour * 60, i + 2)),
    }
}

/// Skips "sáng", "buổi chiều", "thứ Hai," before a day.
fn day_lead(t: Tokens, i: usize) -> Option<usize> {
    const PARTS: [&str; 6] = ["sáng", "trưa", "chiều", "tối", "đêm", "cả"];
    const WEEKDAYS: [&str; 9] =
        ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ bẩy", "chủ nhật", "cn"];
    let mut at = t.skip(i, &["các buổi", "buổi"]);
    at = t.skip(at, &PARTS);
    if let Some(next) = t.any(at, &WEEKDAYS) {
        at = next;
    } else if t.word(at) == Some("thứ") && t.num(at + 1, 2..=7).is_some() {
        at += 2;
    }
    if at == i {
        return None;
    }
    if matches!(t.sign(at), Some(',' | '(')) {
        at += 1;
    }
    let leads_to_day = matches!(t.word(at), Some("ngày" | "các" | "hai" | "mùng" | "mồng"));
    let slashed = t.num(at, 1..=31).is_some() && t.sign(at + 1) == Some('/');
    (leads_to_day || slashed).then_some(at)
}

/// "ngày 20 tháng 11 năm 2023", "01-15/8/2023", "các ngày 5, 12/10", "20.11.2023".
fn days(t: Tokens, i: usize, bare: bool) -> Parsed {
    let worded = t.any(i, &["các ngày", "hai ngày", "ngày", "mùng", "mồng", "ngày mùng"]);
    let at = worded.unwrap_or(i);
    let first = day_number(t, at)?;
    if worded.is_none() && !t.glued(at) && i > 0 && matches!(t.sign(i - 1), Some('/')) {
        return None;
    }
    let mut found = vec![first];
    let mut next = at + 1;
    loop {
        let sure = worded.is_some() || bare;
        if let Some((month, year, after)) = month_of_days(t, next, found.len() == 1, sure) {
            let list = found.iter().map(|&day| Partial { year, ..Partial::day(day, month, None) }).collect();
            return Some((list, after));
        }
        if found.len() >= LIST_LEN_MAX {
            return None;
        }
        let Some(after) = list_gap(t, next) else { break };
        let after = t.skip(after, &["ngày", "mùng"]);
        let Some(day) = day_number(t, after) else { break };
        found.push(day);
        next = after + 1;
    }
    if worded.is_some() {
        // "ngày 20-11": a list that found no month may be day and month.
        if let Some(month) = t.num(at + 2, 1..=12).filter(|_| {
            matches!(t.sign(at + 1), Some('-' | '.'))
                && t.glued(at + 1)
                && t.glued(at + 2)
                && !t.glued(at + 3)
        }) {
            return Some((vec![Partial::day(first, month, None)], at + 3));
        }
    }
    // "ngày 15 và 30 hằng tháng": days without a month, in a row.
    if found.len() > 1 && super::recur::recurring_suffix(t, next).is_some() {
        let list =
            found.iter().map(|&day| Partial { day: Some(day), ..Partial::new(Unit::BareDay) }).collect();
        return Some((list, next));
    }
    let sure = worded.is_some() || (bare && matches!(t.word(at + 1), Some("đến" | "tới")));
    sure.then(|| (vec![Partial { day: Some(first), ..Partial::new(Unit::BareDay) }], at + 1))
}

fn day_number(t: Tokens, i: usize) -> Option<u32> {
    t.num(i, 1..=31).filter(|_| t.digits(i).is_some_and(|d| d <= 2))
}

/// The month (and year) after the days: "/8/2023", " tháng 8 năm 2023", ".8.2023".
fn month_of_days(t: Tokens, i: usize, single: bool, sure: bool) -> Option<(u32, Option<Year>, usize)> {
    if let Some(at) = t.phrase(i, "tháng") {
        let month = month_number(t, at)?;
        let (year, next) = with_year(t, at + 1);
        return Some((month, year, next));
    }
    let mark = t.sign(i)?;
    let dotted = matches!(mark, '.' | '-');
    if !(mark == '/' || (dotted && single && t.glued(i))) {
        return None;
    }
    let month = t.num(i + 1, 1..=12).filter(|_| t.digits(i + 1).is_some_and(|d| d <= 2))?;
    if t.sign(i + 2) == Some(mark) {
        if let Some(year) = year_number(t, i + 3).or_else(|| short_year(t, i + 3)) {
            return Some((month, Some(Year::Calendar(year)), i + 4));
        }
        return None;
    }
    if dotted {
        return None;
    }
    if let Some(at) = t.phrase(i + 2, "năm")
        && let Some(year) = year_number(t, at)
    {
        return Some((month, Some(Year::Calendar(year)), at + 1));
    }
    sure.then_some((month, None, i + 2))
}

/// "đầu tháng 9", "cuối quý II/2025", "trung tuần tháng 10", "nửa đầu tháng 11".
fn parted(t: Tokens, i: usize, bare: bool) -> Parsed {
    const PARTS: [(&str, Part); 8] = [
        ("nửa đầu", Part::FirstHalf),
        ("nửa cuối", Part::SecondHalf),
        ("thượng tuần", Part::Start),
        ("trung tuần", Part::Middle),
        ("hạ tuần", Part::End),
        ("đầu", Part::Start),
        ("giữa", Part::Middle),
        ("cuối", Part::End),
    ];
    let (part, at) = PARTS.iter().find_map(|(words, part)| Some((*part, t.phrase(i, words)?)))?;
    let at = t.skip(at, &["của"]);
    let (mut list, next) =
        months(t, at, bare).or_else(|| quarters(t, at, false)).or_else(|| years(t, at, false))?;
    if list.len() == 1 {
        list[0].part = Some(part);
    }
    Some((list, next))
}
