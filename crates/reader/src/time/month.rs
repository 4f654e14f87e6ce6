//! Weeks, months and quarters, alone or in a row.

use super::partial::{Partial, Unit, Year};
use super::point::{LIST_LEN_MAX, Parsed};
use super::token::Tokens;
use super::year::{list_gap, roman, with_year, year_number};

/// "tuần 2 tháng 10/2024", "tuần cuối của tháng 9", "tuần 1-2 tháng 9".
pub(super) fn weeks(t: Tokens, i: usize) -> Parsed {
    let mut at = t.any(i, &["tuần lễ thứ", "tuần thứ", "tuần lễ", "tuần"])?;
    let mut found = Vec::new();
    while found.len() < LIST_LEN_MAX {
        let (week, next) = week_number(t, at)?;
        found.push(week);
        at = next;
        match list_gap(t, at) {
            Some(after) if week_number(t, t.skip(after, &["tuần"])).is_some() => {
                at = t.skip(after, &["tuần"]);
            }
            _ => break,
        }
    }
    at = t.skip(at, &["của", "trong"]);
    if t.sign(at) == Some('/') && t.word(at + 1) == Some("tháng") {
        at += 1;
    }
    let (months, next) = months(t, at, false)?;
    let month = *months.first()?;
    Some((found.iter().map(|&week| Partial { unit: Unit::Week(week), ..month }).collect(), next))
}

fn week_number(t: Tokens, i: usize) -> Option<(u32, usize)> {
    const WORDS: [(&str, u32); 10] = [
        ("đầu tiên", 1),
        ("đầu", 1),
        ("nhất", 1),
        ("hai", 2),
        ("ba", 3),
        ("tư", 4),
        ("bốn", 4),
        ("năm", 5),
        ("cuối cùng", 0),
        ("cuối", 0),
    ];
    if let Some(n) = t.num(i, 1..=5) {
        return Some((n, i + 1));
    }
    if let Some(n) = t.word(i).and_then(roman) {
        return Some((n, i + 1));
    }
    WORDS.iter().find_map(|(words, n)| Some((*n, t.phrase(i, words)?)))
}

/// "tháng 8/2023", "Tháng 6-7/2023", "T9/2024", "tháng 8, tháng 9 năm 2023", "10/2024".
pub(super) fn months(t: Tokens, i: usize, bare: bool) -> Parsed {
    let Some(at) = month_lead(t, i) else { return slashed_month(t, i) };
    let mut found = vec![month_number(t, at)?];
    let mut next = after_month(t, at);
    // "tháng 6, 10 đơn vị": a bare comma list counts only when a year closes it.
    let mut sure_len = 1;
    let mut sure_next = next;
    while found.len() < LIST_LEN_MAX {
        let Some(after) = list_gap(t, next) else { break };
        let led = month_lead(t, after);
        let after = led.unwrap_or(after);
        let Some(month) = month_number(t, after) else { break };
        let end = after_month(t, after);
        // "tháng 9 - 5/10/2023": what follows is a day.
        if led.is_none() && t.sign(end) == Some('/') && year_number(t, end + 1).is_none() {
            break;
        }
        found.push(month);
        next = end;
        if led.is_some() || t.sign(after - 1) == Some('-') || bare {
            sure_len = found.len();
            sure_next = next;
        }
        if with_year(t, next).0.is_some() {
            sure_len = found.len();
            sure_next = next;
            break;
        }
    }
    found.truncate(sure_len);
    let (year, next) = with_year(t, sure_next);
    let month = |&month: &u32| Partial { month: Some(month), year, ..Partial::new(Unit::Month) };
    let mut list: Vec<Partial> = found.iter().map(month).collect();
    // "tháng 11 đến tháng 2/2025" begins in the year before.
    for k in (0..list.len() - 1).rev() {
        list[k].year = list[k + 1].year;
        if list[k].month > list[k + 1].month
            && let Some(Year::Calendar(year)) = list[k].year
        {
            list[k].year = Some(Year::Calendar(year - 1));
        }
    }
    Some((list, next))
}

fn month_lead(t: Tokens, i: usize) -> Option<usize> {
    if let Some(at) = t.any(i, &["các tháng", "tháng"]) {
        return Some(at);
    }
    (t.word(i) == Some("t") && t.glued(i + 1) && t.num(i + 1, 1..=12).is_some()).then_some(i + 1)
}

pub(super) fn month_number(t: Tokens, i: usize) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"];
    if let Some(n) = t.num(i, 1..=12) {
        return t.digits(i).is_some_and(|d| d <= 2).then_some(n);
    }
    let at = WORDS.iter().rposition(|w| t.phrase(i, w).is_some())?;
    // "tháng năm 2023" is a blank month, not May.
    if WORDS[at] == "năm" && year_number(t, i + 1).is_some() {
        return None;
    }
    u32::try_from(at + 1).ok()
}

fn after_month(t: Tokens, i: usize) -> usize {
    if matches!(t.word(i), Some("mười")) {
        t.skip(i, &["mười một", "mười hai", "mười"])
    } else {
        i + 1
    }
}

/// "10/2024" without the word "tháng".
fn slashed_month(t: Tokens, i: usize) -> Parsed {
    let month = t.num(i, 1..=12).filter(|_| t.digits(i).is_some_and(|d| d <= 2))?;
    if t.sign(i + 1) != Some('/') {
        // "6-7/2023" after a range word or alone in a cell.
        let after = list_gap(t, i + 1).filter(|_| t.sign(i + 1) == Some('-'))?;
        let (mut list, next) = slashed_month(t, after)?;
        list.insert(0, Partial { month: Some(month), ..list[0] });
        return (list.len() == 2).then_some((list, next));
    }
    let year = year_number(t, i + 2)?;
    let behind_sign = i > 0 && matches!(t.sign(i - 1), Some('/')) && t.glued(i);
    if behind_sign || t.sign(i + 3) == Some('/') {
        return None;
    }
    let month = Partial { month: Some(month), year: Some(Year::Calendar(year)), ..Partial::new(Unit::Month) };
    Some((vec![month], i + 3))
}

/// "Quý II/2025", "quý III, IV năm 2025", "quý 1-2/2024", "QII/2024".
pub(super) fn quarters(t: Tokens, i: usize, bare: bool) -> Parsed {
    let short = |at: usize| match t.word(at)? {
        "qi" => Some(1),
        "qii" => Some(2),
        "qiii" => Some(3),
        "qiv" => Some(4),
        _ => None,
    };
    let lead = |at: usize| {
        let worded = t.any(at, &["các quý", "quý", "quí", "qúy"]);
        worded.or_else(|| (t.word(at) == Some("q") && t.glued(at + 1)).then_some(at + 1))
    };
    let quarter = |at: usize| t.num(at, 1..=4).or_else(|| t.word(at).and_then(roman).filter(|n| *n <= 4));
    let (mut found, mut next) = match (short(i), lead(i)) {
        (Some(n), _) => (vec![n], i + 1),
        (None, Some(at)) => (vec![quarter(at)?], at + 1),
        _ => return None,
    };
    while found.len() < LIST_LEN_MAX {
        let Some(after) = list_gap(t, next) else { break };
        let led = lead(after);
        let at = led.unwrap_or(after);
        let Some(n) = quarter(at) else { break };
        let numeral = t.num(at, 1..=4).is_some();
        if numeral && led.is_none() && !bare && t.sign(next) != Some('-') && with_year(t, at + 1).0.is_none()
        {
            break;
        }
        found.push(n);
        next = at + 1;
    }
    let (year, next) = with_year(t, next);
    let list =
        found.iter().map(|&n| Partial { month: Some(n), year, ..Partial::new(Unit::Quarter) }).collect();
    Some((list, next))
}

/// "6 tháng đầu năm 2024", "sáu tháng cuối năm", "9 tháng đầu năm 2025".
pub(super) fn first_months(t: Tokens, i: usize) -> Parsed {
    const WORDS: [(&str, u32); 3] = [("ba", 3), ("sáu", 6), ("chín", 9)];
    let n = t.num(i, 1..=11).or_else(|| WORDS.iter().find(|(w, _)| t.word(i) == Some(w)).map(|(_, n)| *n))?;
    let at = t.phrase(i + 1, "tháng")?;
    let last = match t.word(at)? {
        "đầu" => false,
        "cuối" => true,
        _ => return None,
    };
    let at = t.phrase(t.skip(at + 1, &["của"]), "năm")?;
    let months = Partial::new(Unit::Months { n, last });
    match year_number(t, at) {
        Some(year) => Some((vec![Partial { year: Some(Year::Calendar(year)), ..months }], at + 1)),
        None if t.word(at) == Some("học") => None,
        None => Some((vec![months], at)),
    }
}
