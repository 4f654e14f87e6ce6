//! The times of the running text that matter for the work: deadlines, events, periods, rhythms.
//!
//! Not those of tables (they belong to their rows), of the letterhead and of cited documents. One item per value, with
//! all its mentions. What a time *means* in days is decided in [`crate::time`]; here only what it is *for*.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::citations::Place;
use crate::plan::{Precision, Span, Time, TimeKind};
use crate::text::{Doc, Paragraph, Zone};
use crate::time::{Found, Shape, TimeContext, find as find_times};
use crate::words::{find_words, low};

/// A range of up to this many days is an event, a longer one a period.
const EVENT_DAYS_MAX: i64 = 15;
/// The same when the clause says that something takes place.
const NAMED_EVENT_DAYS_MAX: i64 = 31;
/// Words that say so.
const HAPPENS: [&str; 13] = [
    "tổ chức",
    "diễn ra",
    "khai mạc",
    "bế mạc",
    "lễ",
    "hội nghị",
    "hội thi",
    "hội thảo",
    "ra quân",
    "triển lãm",
    "tập huấn",
    "giải",
    "trưng bày",
];
/// How far before a time the words that tell its purpose are looked for.
const LOOK_BACK_BYTES: usize = 140;
/// A year this far after the year of the document is a horizon, not a deadline.
const HORIZON_YEARS_MIN: i32 = 2;

/// Finds the times of the running text.
pub fn find(doc: &Doc, context: &TimeContext, citations: &[Place]) -> Vec<Time> {
    let mut out: Vec<Time> = Vec::new();
    let mut known: HashMap<Value, usize> = HashMap::new();
    for (index, paragraph) in doc.paragraphs.iter().enumerate() {
        if !matches!(paragraph.zone, Zone::Preamble | Zone::Body | Zone::Closing) {
            continue;
        }
        let from = citations.partition_point(|p| p.paragraph < index);
        let taken: Vec<&Range<usize>> =
            citations[from..].iter().take_while(|p| p.paragraph == index).map(|p| &p.range).collect();
        for (time, span) in of_paragraph(paragraph, context, &taken) {
            add(&mut out, &mut known, time, span);
        }
    }
    out
}

fn of_paragraph(paragraph: &Paragraph, context: &TimeContext, taken: &[&Range<usize>]) -> Vec<(Time, Span)> {
    let text = &paragraph.text;
    let low = low(text);
    let quotes = Quotes::of(&low);
    find_times(text, context)
        .into_iter()
        .filter(|found| found.range.start >= paragraph.body)
        .filter(|found| {
            let next = taken.partition_point(|r| r.end <= found.range.start);
            taken.get(next).is_none_or(|r| r.start >= found.range.end)
        })
        .filter(|found| !is_part_of_a_title(&quotes, found))
        .filter_map(|found| {
            let kind = kind(&low, &found, context)?;
            let span = paragraph.span(&found.range);
            Some((Time { kind: Some(kind), ..found.time }, span))
        })
        .collect()
}

/// What two times must share to be one.
#[derive(PartialEq, Eq, Hash)]
enum Value {
    Days(Option<NaiveDate>, Option<NaiveDate>, Option<bool>),
    Words(String),
}

impl Value {
    fn of(time: &Time) -> Value {
        if time.start.is_none() && time.end.is_none() {
            Value::Words(low(&time.text))
        } else {
            Value::Days(time.start, time.end, time.end_inclusive)
        }
    }
}

/// One item per value: the same days, or the same words where there are no days.
fn add(out: &mut Vec<Time>, known: &mut HashMap<Value, usize>, new: Time, span: Span) {
    let place = *known.entry(Value::of(&new)).or_insert(out.len());
    match out.get_mut(place) {
        Some(old) if old.mentions.last() == Some(&span) => {}
        Some(old) => old.mentions.push(span),
        None => out.push(Time { mentions: vec![span], ..new }),
    }
}

/// "Tháng hành động năm 2025" and "Luật … năm 2019": a bare year that only names its noun, and words inside quotes.
fn is_part_of_a_title(quotes: &Quotes, found: &Found) -> bool {
    found.time.precision != Precision::Day && quotes.are_open_at(found.range.start)
}

/// The quotation marks of a text: behind which of them a quotation is open.
struct Quotes(Vec<(usize, bool)>);

impl Quotes {
    fn of(text: &str) -> Quotes {
        let (mut depth, mut is_straight) = (0_i64, false);
        let marks = text.match_indices(['“', '”', '"']).map(|(at, mark)| {
            match mark {
                "“" => depth += 1,
                "”" => depth -= 1,
                _ => is_straight = !is_straight,
            }
            (at, depth > 0 || is_straight)
        });
        Quotes(marks.collect())
    }

    fn are_open_at(&self, at: usize) -> bool {
        let before = self.0.partition_point(|(mark, _)| *mark < at);
        before.checked_sub(1).is_some_and(|last| self.0[last].1)
    }
}

/// What a time is for, or `None` when it is no time of the work at all.
fn kind(low: &str, found: &Found, context: &TimeContext) -> Option<TimeKind> {
    let before = before(low, found.range.start);
    let words = &low[found.range.clone()];
    if is_anniversary(before, found, context) {
        return Some(TimeKind::Anniversary);
    }
    match found.shape {
        // "02 lần/ngày" and "hằng ngày" say how often, not when.
        Shape::Recurring if words.contains("lần/ngày") || words == "hằng ngày" || words == "hàng ngày" => {
            None
        }
        Shape::Recurring => Some(TimeKind::Recurring),
        Shape::Horizon => Some(TimeKind::Horizon),
        Shape::Before => Some(TimeKind::Deadline),
        Shape::Until if words.starts_with("tính đến") => Some(TimeKind::Period),
        Shape::Until => Some(if is_far(found, context) { TimeKind::Horizon } else { TimeKind::Deadline }),
        Shape::From if words.contains("tiếp theo") || words.contains("trở đi") => Some(TimeKind::Period),
        Shape::From | Shape::After => Some(TimeKind::Event),
        Shape::Relative => relative(words),
        Shape::Range => Some(of_range(before, found)),
        Shape::SinceNow => Some(TimeKind::Period),
        Shape::Point => of_point(before, words, found),
    }
}

fn before(low: &str, at: usize) -> &str {
    let mut start = at.saturating_sub(LOOK_BACK_BYTES);
    while !low.is_char_boundary(start) {
        start += 1;
    }
    &low[start..at]
}

fn takes_place(before: &str) -> bool {
    let clause = before.rfind([';', '.']).map_or(before, |at| &before[at + 1..]);
    HAPPENS.iter().any(|word| !find_words(clause, word).is_empty())
}

fn of_range(before: &str, found: &Found) -> TimeKind {
    let days_max = if takes_place(before) { NAMED_EVENT_DAYS_MAX } else { EVENT_DAYS_MAX };
    match (found.time.start, found.time.end) {
        (Some(start), Some(end)) if (end - start).num_days() < days_max => TimeKind::Event,
        _ => TimeKind::Period,
    }
}

/// Longer than one quarter: "trong quý II và quý III/2025".
fn is_long(found: &Found) -> bool {
    const QUARTER_DAYS_MAX: i64 = 92;
    found
        .time
        .start
        .zip(found.time.end)
        .is_some_and(|(start, end)| (end - start).num_days() > QUARTER_DAYS_MAX)
}

fn of_point(before: &str, words: &str, found: &Found) -> Option<TimeKind> {
    match found.time.precision {
        Precision::SchoolYear | Precision::MultiYear | Precision::HalfYear => Some(TimeKind::Period),
        Precision::Year if words.starts_with("trong") => Some(TimeKind::Period),
        // A bare year mostly names something ("Kế hoạch năm 2025"); of money it says which budget.
        Precision::Year => is_budget(before).then_some(TimeKind::BudgetYear),
        // Hours without a day are part of a programme, not a date.
        _ if found.time.start.is_none() && found.time.end.is_none() => None,
        _ if is_due(before) => Some(TimeKind::Deadline),
        _ if is_long(found) => Some(TimeKind::Period),
        _ => Some(TimeKind::Event),
    }
}

/// Whether the clause before asks for something to be finished or handed in, or the time closes a range of hours.
fn is_due(before: &str) -> bool {
    let clause = before.rfind([';', '.', ':']).map_or(before, |at| &before[at + 1..]);
    let ends =
        ["hoàn thành", "xong", "báo cáo", "nộp", "gửi", "trình", "hạn cuối", "thời hạn", "kết thúc", "trước"];
    let last = |words: &[&str]| words.iter().filter_map(|w| find_words(clause, w).last().copied()).max();
    // "chương trình", "báo cáo viên" are no verbs.
    let due = last(&ends)
        .filter(|at| !clause[..*at].ends_with("chương ") && !clause[*at..].starts_with("báo cáo viên"));
    clause.trim_end().ends_with("đến") || due.is_some_and(|at| last(&HAPPENS).is_none_or(|other| other < at))
}

fn is_budget(before: &str) -> bool {
    ["kinh phí", "ngân sách", "dự toán"].iter().any(|word| before.contains(word))
}

/// "kỷ niệm 70 năm ngày thành lập … (10/10/1954 - 10/10/2024)".
///
/// A single day of this year is when the celebration takes place, not what is celebrated.
fn is_anniversary(before: &str, found: &Found, context: &TimeContext) -> bool {
    let day_of_year = found.shape == Shape::Point
        && crate::rx!(r"\d{4}").is_match(&found.time.text)
        && found.time.start.zip(context.year).is_some_and(|(day, year)| day.year() + 1 >= year);
    let right_before =
        ["kỷ niệm", "kỉ niệm", "chào mừng", "mừng"].iter().any(|w| before.trim_end().ends_with(w));
    if day_of_year && !right_before {
        return false;
    }
    let dated = found.time.start.is_some()
        && matches!(found.time.precision, Precision::Day | Precision::Month | Precision::Year);
    let named = [
        "kỷ niệm",
        "kỉ niệm",
        "chào mừng ngày",
        "ngày thành lập",
        "năm ngày",
        "ngày truyền thống",
        "ngày quốc khánh",
        "giải phóng",
    ]
    .iter()
    .filter_map(|word| before.rfind(word))
    .max();
    dated
        && named.is_some_and(|at| !before[at..].contains([';', '.']))
        && matches!(found.shape, Shape::Point | Shape::Range)
}

fn is_far(found: &Found, context: &TimeContext) -> bool {
    let (Some(end), Some(year)) = (found.time.end, context.year) else { return false };
    found.time.precision == Precision::Year && end.year() - year >= HORIZON_YEARS_MIN
}

/// Times without days are kept when they bind somebody ("trong 5 ngày làm việc kể từ …") or name a part of the school year.
fn relative(words: &str) -> Option<TimeKind> {
    let counts = words.chars().any(|c| c.is_ascii_digit());
    if words.contains("năm học") || words.contains("học kỳ") || words.contains("học kì") {
        let inside = ["trong", "cả", "suốt", "năm học mới", "năm học t"].iter().any(|w| words.starts_with(w));
        return Some(if inside { TimeKind::Period } else { TimeKind::Event });
    }
    // "trong 2 ngày" and "không quá 25 phút" say how long something lasts; a term runs from an event.
    let runs = ["kể từ", "tính từ", "từ khi", "từ ngày", "sau", "trước", "làm việc"]
        .iter()
        .any(|w| words.contains(w));
    let limits = ["trong vòng", "trong thời hạn", "chậm nhất"].iter().any(|w| words.starts_with(w));
    let to_event = words.starts_with("trước ngày") || words.starts_with("ngay sau");
    ((counts && (runs || limits)) || to_event).then_some(TimeKind::Deadline)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> String {
        let context = TimeContext { year: Some(2024), ..TimeContext::default() };
        let paragraph = Paragraph {
            text: text.to_owned(),
            body: 0,
            marker: None,
            lines: (1, 1),
            pieces: vec![crate::text::Piece { range: 0..text.len(), line: 1 }],
            zone: Zone::Body,
            look: domain::source::Look::default(),
        };
        let name =
            |kind: Option<TimeKind>| serde_json::to_value(kind).unwrap().as_str().unwrap_or("-").to_owned();
        let times = of_paragraph(&paragraph, &context, &[]);
        times
            .iter()
            .map(|(time, _)| format!("{}={}", time.text, name(time.kind)))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn what_times_are_for() {
        let rows = [
            ("Gửi báo cáo trước ngày 15/10/2024.", "trước ngày 15/10/2024=deadline"),
            ("Hoàn thành trong tháng 3/2024.", "trong tháng 3/2024=deadline"),
            ("Tổ chức hội thi trong quý III/2024.", "trong quý III/2024=event"),
            ("từ ngày 03 đến 11/5/2024", "từ ngày 03 đến 11/5/2024=event"),
            ("từ ngày 15/4 đến ngày 31/5/2024", "từ ngày 15/4 đến ngày 31/5/2024=period"),
            ("kỷ niệm 70 năm ngày thành lập ngành 10/1954 - 10/2024", "10/1954 - 10/2024=anniversary"),
            ("đến năm 2030, tầm nhìn 2045", "đến năm 2030=horizon | tầm nhìn 2045=horizon"),
            ("nhiệm vụ năm học 2024 - 2025", "năm học 2024 - 2025=period"),
            ("báo cáo định kỳ 6 tháng", "định kỳ 6 tháng=recurring"),
            ("Kế hoạch công tác năm 2024", ""),
            ("nguồn ngân sách nhà nước năm 2024", "năm 2024=budget_year"),
            ("trong vòng 48 giờ kể từ khi phát hiện", "trong vòng 48 giờ kể từ khi phát hiện=deadline"),
            ("Hội nghị đầu năm học", "đầu năm học=event"),
        ];
        for (text, want) in rows {
            assert_eq!(kinds(text), want, "{text}");
        }
    }
}
