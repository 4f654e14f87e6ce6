//! One printed time: a day, week, month, quarter, year, or a short list of them ("tháng 6, 7/2023").
//!
//! Every function takes the position of a token and gives the times found there and the position after them.
//! `bare` allows forms that are only sure beside another time word or alone in a table cell ("20/11", "2025").

use super::partial::{Part, Partial, Unit, Year};
use super::token::Tokens;

/// The longest list of days, months or years that is read as one time.
const LIST_LEN_MAX: usize = 31;
/// Years outside this range are numbers of something else.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

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

/// "tuần 2 tháng 10/2024", "tuần cuối của tháng 9", "tuần 1-2 tháng 9".
fn weeks(t: Tokens, i: usize) -> Parsed {
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
fn months(t: Tokens, i: usize, bare: bool) -> Parsed {
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

fn month_number(t: Tokens, i: usize) -> Option<u32> {
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
fn quarters(t: Tokens, i: usize, bare: bool) -> Parsed {
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
fn first_months(t: Tokens, i: usize) -> Parsed {
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

/// "năm 2025", "năm học 2023 - 2024", "giai đoạn 2021 - 2025", "năm 2023 và năm 2024".
fn years(t: Tokens, i: usize, bare: bool) -> Parsed {
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
fn with_year(t: Tokens, i: usize) -> (Option<Year>, usize) {
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

pub(super) fn year_number(t: Tokens, i: usize) -> Option<i32> {
    let year = t.num(i, YEARS).filter(|_| t.digits(i) == Some(4))?;
    i32::try_from(year).ok()
}

/// "15/8/23": two digits mean this century.
fn short_year(t: Tokens, i: usize) -> Option<i32> {
    const CENTURY: i32 = 2000;
    let year = t.num(i, 10..=60).filter(|_| t.digits(i) == Some(2) && t.glued(i))?;
    Some(CENTURY + i32::try_from(year).ok()?)
}

/// The position after ",", "-", "và", … between members of a list.
fn list_gap(t: Tokens, i: usize) -> Option<usize> {
    match t.sign(i) {
        Some(',' | ';' | '-' | '&' | '+') => Some(t.skip(i + 1, &["và"])),
        Some(_) => None,
        None => t.any(i, &["và", "đến", "tới"]),
    }
}

fn roman(word: &str) -> Option<u32> {
    const NUMERALS: [&str; 5] = ["i", "ii", "iii", "iv", "v"];
    NUMERALS.iter().position(|n| *n == word).and_then(|at| u32::try_from(at + 1).ok())
}
