//! Times without a calendar date: again and again ("định kỳ 6 tháng"), and relative to something else
//! ("trong 5 ngày làm việc kể từ ngày nhận").

use super::token::Tokens;
use super::year::year_number;

/// A tail such as "kể từ ngày nhận được văn bản …" is kept up to this many words.
const TAIL_WORDS_MAX: usize = 16;
/// The longest list of units ("hằng tháng, quý, 6 tháng, năm").
const UNIT_LIST_MAX: usize = 8;

const UNITS: [&str; 9] = ["ngày", "tuần", "tháng", "quý", "quí", "năm học", "học kỳ", "học kì", "năm"];
const EVERY: [&str; 3] = ["hằng", "hàng", "mỗi"];
const COUNTS: [&str; 4] = ["một", "hai", "ba", "sáu"];

/// Reads a recurrence at `i`; gives the position after it.
pub(super) fn recurring(t: Tokens, i: usize) -> Option<usize> {
    usually(t, i)
        .or_else(|| periodically(t, i))
        .or_else(|| every(t, i))
        .or_else(|| so_often(t, i))
        .or_else(|| {
            let at = t.any(i, &["đầu", "giữa", "cuối", "trong"])?;
            every(t, at)
        })
        .or_else(|| edge_of_period(t, i))
        .or_else(|| weekday(t, i))
}

/// "sáng thứ Hai hằng tuần", "Chủ nhật mỗi tuần", "thứ Tư và thứ Sáu hằng tuần".
fn weekday(t: Tokens, i: usize) -> Option<usize> {
    const DAYS: [&str; 8] =
        ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ bẩy", "chủ nhật"];
    let day = |i: usize| {
        let i = t.skip(t.skip(i, &["buổi"]), &["sáng", "chiều", "tối"]);
        let numbered = (t.word(i) == Some("thứ") && t.num(i + 1, 2..=7).is_some()).then_some(i + 2);
        t.any(i, &DAYS).or(numbered)
    };
    let mut at = day(i)?;
    for _ in 0..DAYS.len() {
        let gap = if t.sign(at) == Some(',') { Some(at + 1) } else { t.any(at, &["và", "hoặc"]) };
        let Some(next) = gap.and_then(day) else { break };
        at = next;
    }
    every(t, t.skip(at, &["của"]))
}

/// "tuần đầu hằng tháng", "ngày cuối cùng của quý", "tháng đầu mỗi quý".
fn edge_of_period(t: Tokens, i: usize) -> Option<usize> {
    const EDGES: [&str; 12] = [
        "tuần đầu tiên",
        "tuần đầu",
        "tuần cuối cùng",
        "tuần cuối",
        "ngày cuối cùng",
        "ngày làm việc cuối cùng",
        "ngày làm việc đầu tiên",
        "tháng đầu",
        "tháng cuối",
        "ngày đầu tiên",
        "ngày cuối",
        "tuần thứ hai",
    ];
    let at = t.any(i, &EDGES)?;
    let of = t.skip(at, &["của"]);
    every(t, of).or_else(|| {
        let next = t.any(of, &["tháng", "quý"])?;
        let dated = t.num(next, 1..=12).is_some()
            || t.word(next).is_some_and(|w| matches!(w, "i" | "ii" | "iii" | "iv"));
        (!dated && of > at).then_some(next)
    })
}

/// "thường xuyên", but not in "giáo dục thường xuyên" (lifelong education) and "chi thường xuyên" (a budget line).
fn usually(t: Tokens, i: usize) -> Option<usize> {
    const NAMES: [&str; 12] =
        ["dục", "gdnn", "chi", "không", "phí", "sách", "nguồn", "học", "vụ", "trì", "thông", "toán"];
    if let Some(at) = t.any(i, &["thường niên", "quanh năm"]) {
        return Some(at);
    }
    let at = t.phrase(i, "thường xuyên")?;
    let before = i.checked_sub(1).and_then(|at| t.word(at));
    if before.is_some_and(|w| NAMES.contains(&w) && t.sign(i).is_none()) && i > 0 {
        return None;
    }
    let after = t.skip_comma(at);
    Some(t.any(after, &["liên tục", "và liên tục"]).unwrap_or(at))
}

/// "định kỳ", "định kỳ hằng tháng", "định kỳ 6 tháng, năm", "định kỳ 3 tháng một lần".
fn periodically(t: Tokens, i: usize) -> Option<usize> {
    let at = t.any(i, &["định kỳ", "định kì"])?;
    if let Some(next) = every(t, at).or_else(|| so_often(t, at)) {
        return Some(next);
    }
    let moment = t.skip(t.skip_comma(at), &["vào", "mỗi", "vào các", "cứ"]);
    if let Some(next) = weekday(t, moment).or_else(|| edge_of_period(t, moment)) {
        return Some(next);
    }
    let listed = t.skip(at, &["theo", "vào", "mỗi"]);
    unit_list(t, listed, true).or(Some(at))
}

/// "hằng năm", "hàng tháng, quý", "mỗi tháng một lần".
fn every(t: Tokens, i: usize) -> Option<usize> {
    let at = t.any(i, &EVERY)?;
    if t.word(i) == Some("mỗi") {
        let next = t.any(at, &UNITS)?;
        return Some(times(t, next).unwrap_or(next));
    }
    unit_list(t, at, false)
}

/// "6 tháng một lần", "02 lần/năm", "3 tháng/lần", "một năm hai lần".
fn so_often(t: Tokens, i: usize) -> Option<usize> {
    let at = count(t, i)?;
    if let Some(next) = t.phrase(at, "lần") {
        let next = if t.sign(next) == Some('/') { next + 1 } else { t.any(next, &["mỗi", "trong"])? };
        let next = t.skip(count(t, next).unwrap_or(next), &[]);
        return t.any(next, &UNITS);
    }
    let next = t.any(at, &UNITS)?;
    if t.sign(next) == Some('/') {
        let next = count(t, next + 1).unwrap_or(next + 1);
        return t.phrase(next, "lần");
    }
    times(t, next)
}

fn times(t: Tokens, i: usize) -> Option<usize> {
    let at = if t.sign(i) == Some('/') { i + 1 } else { i };
    t.phrase(count(t, at).or((at > i).then_some(at))?, "lần")
}

fn count(t: Tokens, i: usize) -> Option<usize> {
    (t.num(i, 1..=99).is_some() || t.any(i, &COUNTS).is_some()).then_some(i + 1)
}

/// "tháng, quý, 6 tháng và năm". With `counted` the first unit needs a number or a list after it to be one.
fn unit_list(t: Tokens, i: usize, counted: bool) -> Option<usize> {
    let mut at = i;
    let mut end = None;
    let mut n = 0;
    while n < UNIT_LIST_MAX {
        let every = t.skip(at, &EVERY);
        let number = t.num(every, 1..=24).map_or(every, |_| every + 1);
        let Some(next) = t.any(number, &UNITS) else { break };
        // "định kỳ năm 2024", "định kỳ ngày 15": a date follows, which is not a rhythm.
        if number == every && t.num(next, 0..=9999).is_some() && (n != 0 || counted) {
            break;
        }
        let next = times(t, next).unwrap_or(next);
        let next = t.skip(next, &["đầu năm", "cuối năm"]);
        end = Some(next);
        n += 1;
        at = match t.sign(next) {
            Some(',' | '/') => t.skip(next + 1, &["và"]),
            Some(_) => break,
            None => match t.any(next, &["và", "hoặc"]) {
                Some(after) => after,
                None => break,
            },
        };
    }
    end
}

/// Whether "hằng năm", "mỗi tháng", … stand at `i`, after a date: "trước ngày 25 hằng tháng".
pub(super) fn recurring_suffix(t: Tokens, i: usize) -> Option<usize> {
    let at = t.skip(t.skip_comma(i), &["của", "vào"]);
    let at =
        if t.sign(i) == Some(',') && weekday(t, at).is_none() { t.skip(i, &["của", "vào"]) } else { at };
    every(t, at).or_else(|| weekday(t, at)).or_else(|| {
        t.any(
            at,
            &[
                "tháng cuối quý",
                "tháng cuối mỗi quý",
                "tháng cuối hằng quý",
                "tháng đầu quý",
                "tháng cuối của quý",
                "tháng sau",
                "tháng cuối của mỗi quý",
            ],
        )
    })
}

/// Reads a time relative to something else at `i`; gives the position after it.
/// `bare`: alone in a cell, where looser words are sure to mean time.
pub(super) fn relative(t: Tokens, i: usize, bare: bool) -> Option<usize> {
    duration(t, i)
        .or_else(|| around(t, i))
        .or_else(|| of_school_year(t, i))
        .or_else(|| within(t, i, bare))
        .or_else(|| after_event(t, i, bare))
}

/// "trong 5 ngày làm việc kể từ ngày …", "sau 15 ngày kể từ …", "trước 10 ngày".
fn duration(t: Tokens, i: usize) -> Option<usize> {
    const LEADS: [&str; 12] = [
        "trong thời hạn",
        "trong vòng",
        "trong thời gian",
        "trong khoảng",
        "thời hạn",
        "chậm nhất sau",
        "chậm nhất là",
        "chậm nhất",
        "không quá",
        "sau",
        "trước",
        "trong",
    ];
    const SPANS: [&str; 9] =
        ["ngày làm việc", "giờ làm việc", "tuần làm việc", "ngày", "giờ", "tuần", "tháng", "năm", "phút"];
    let led = t.any(i, &LEADS);
    let at = led.unwrap_or(i);
    let at = t.skip(at, &["tối đa", "ít nhất", "chậm nhất", "không quá", "khoảng"]);
    let number =
        t.num(at, 1..=999).map(|_| at + 1).or_else(|| t.any(at, &["ba", "năm", "mười", "hai", "một"]))?;
    let number =
        if t.sign(number) == Some('(') && t.sign(number + 2) == Some(')') { number + 3 } else { number };
    let next = t.any(number, &SPANS)?;
    let long = t.any(number, &["tháng", "năm"]).is_some();
    match tail(t, next) {
        Some(end) => Some(end),
        None => (led.is_some() && !long).then_some(next),
    }
}

/// "trước Hội nghị 02 ngày", "sau khi kết thúc khóa học 05 ngày làm việc", "trước ngày khai mạc".
fn around(t: Tokens, i: usize) -> Option<usize> {
    const EVENT_WORDS_MAX: usize = 8;
    const EVENTS: [&str; 12] = [
        "khai mạc",
        "bế mạc",
        "tổ chức",
        "diễn ra",
        "hội nghị",
        "hội thảo",
        "hội thi",
        "thi",
        "họp",
        "kết thúc",
        "khai giảng",
        "ngày hội",
    ];
    let at = t.any(i, &["trước khi", "sau khi", "trước", "sau"])?;
    for k in at..(at + EVENT_WORDS_MAX).min(t.len()) {
        if t.sign(k).is_some() || matches!(t.word(k), Some("trong" | "chậm" | "không" | "trước" | "sau"))
        {
            break;
        }
        let counted = k > at && t.num(k, 1..=99).is_some();
        if let Some(next) =
            t.any(k + 1, &["ngày làm việc", "ngày", "giờ", "tuần", "phút"]).filter(|_| counted)
        {
            return Some(next);
        }
    }
    let day = t.any(i, &["trước ngày", "sau ngày"])?;
    t.any(day, &EVENTS)
}

/// "kể từ ngày nhận được …" up to the next stop.
fn tail(t: Tokens, i: usize) -> Option<usize> {
    const TAILS: [&str; 12] = [
        "kể từ",
        "tính từ",
        "từ khi",
        "từ ngày",
        "sau khi",
        "trước khi",
        "trước ngày",
        "sau ngày",
        "tính đến",
        "trước",
        "sau",
        "kể từ khi",
    ];
    let mut at = t.any(i, &TAILS)?;
    // "báo cáo 6 tháng trước 05/6/2025": a date follows, the tail is its own.
    let dated = t.num(at, 1..=31).is_some() && matches!(t.sign(at + 1), Some('/' | '.' | '-'));
    if dated || t.word(at) == Some("ngày") && t.num(at + 1, 1..=31).is_some() {
        return None;
    }
    let end = at + TAIL_WORDS_MAX;
    while at < t.len().min(end) && !matches!(t.sign(at), Some(',' | '.' | ';' | ':' | ')' | '(')) {
        at += 1;
    }
    Some(at)
}

/// "đầu năm học", "năm học mới", "học kỳ I", "cuối học kỳ II năm học 2024 - 2025".
pub(super) fn of_school_year(t: Tokens, i: usize) -> Option<usize> {
    if let Some(at) = t.any(i, &["đầu năm học mới", "năm học mới", "năm học tới", "năm học tiếp theo"])
    {
        return Some(at);
    }
    let led = t.any(i, &["đầu", "giữa", "cuối", "trong", "cả", "hết", "kết thúc", "trong suốt", "suốt"]);
    if let Some(at) = t.any(led.unwrap_or(i), &["học kỳ", "học kì", "kỳ nghỉ hè", "dịp hè", "hè"])
    {
        let numbered = t.num(at, 1..=3).is_some() || matches!(t.word(at), Some("i" | "ii" | "iii"));
        let next = if numbered { at + 1 } else { at };
        let with_year = t.any(next, &["năm học", "năm"]).filter(|at| year_number(t, *at).is_some());
        if let Some(year) = with_year {
            let two = matches!(t.sign(year + 1), Some('-' | '/')) && year_number(t, year + 2).is_some();
            return Some(if two { year + 3 } else { year + 1 });
        }
        return (numbered || led.is_some()).then_some(next);
    }
    let at = t.phrase(led?, "năm học")?;
    (year_number(t, at).is_none()).then(|| t.skip(at, &["mới", "này"]))
}

/// "trong năm", "trong tháng", "cả năm"; alone in a cell also "cuối năm".
fn within(t: Tokens, i: usize, bare: bool) -> Option<usize> {
    const SURE: [&str; 9] = [
        "trong tháng",
        "trong năm",
        "trong quý",
        "trong tuần",
        "cả năm",
        "suốt năm",
        "trong ngày",
        "cả quý",
        "cả tháng",
    ];
    const LOOSE: [&str; 7] =
        ["đầu năm", "cuối năm", "giữa năm", "cuối tháng", "đầu tháng", "cuối quý", "các tháng trong năm"];
    let at = t.any(i, &SURE).or_else(|| if bare { t.any(i, &LOOSE) } else { None })?;
    // "trong năm 2024" has a date, "trong ngày Nhà giáo" a name.
    let named = t.capital(at) && t.word(at).is_some();
    (t.num(at, 0..=9999).is_none() && !named).then_some(at)
}

/// "ngay sau khi có quyết định", and in a cell "sau khi …", "trước khi …".
fn after_event(t: Tokens, i: usize, bare: bool) -> Option<usize> {
    let sure = t.any(i, &["ngay sau khi", "ngay sau"]).is_some();
    let loose = bare && t.any(i, &["sau khi", "trước khi", "khi có", "khi"]).is_some();
    if !(sure || loose) {
        return None;
    }
    let mut at = i + 2;
    let end = at + TAIL_WORDS_MAX;
    while at < t.len().min(end) && !matches!(t.sign(at), Some(',' | '.' | ';' | ':' | ')' | '(')) {
        at += 1;
    }
    Some(at.min(t.len()))
}
