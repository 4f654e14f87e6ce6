//! What one text says of days and years.

use super::numbers::{Number, before, ends_with_word, numbers};
use super::{Frame, Move};
use chrono::{Datelike as _, Weekday};
use domain::time::Day;
use std::ops::Range;

/// Letters before a year that are looked at.
const BEFORE_LETTERS: usize = 24;
/// Years of a span from which on it is a programme of its own, not a school year.
const PERIOD_YEARS_MIN: i32 = 2;
/// Longest span of years: what is longer is no span.
const SPAN_YEARS_MAX: i32 = 100;

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A day with its month.
    Day,
    /// A month with its year.
    Month,
    /// A year by itself.
    Year,
    /// Two years: a school year, a period.
    Span,
    /// "kỷ niệm 42 năm": one more for each year.
    Anniversary,
    /// "lần thứ 5", "lần thứ V".
    Edition,
}

/// Why a place most likely stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// It belongs to the name of another document.
    Cited,
    /// A year that the document is not about.
    Far,
    /// A programme of several years.
    Period,
    /// Not every edition is a year after the last.
    Edition,
    /// A number that may be a year or may count something.
    Bare,
}

/// A place that speaks of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What it says when moved, in the same spelling.
    pub becomes: String,
    /// What it is.
    pub sort: Sort,
    /// Why it most likely stays.
    pub doubt: Option<Doubt>,
    /// The very day does not exist in the new year: 29 February.
    pub is_clipped: bool,
}

/// The places of a text that say something else when moved, in order, none inside another. `is_preamble` says that the
/// text names documents without a number ("Luật Giáo dục ngày 14 tháng 6 năm 2019").
pub fn spoken(text: &str, frame: Frame, by: Move, is_preamble: bool) -> Vec<Spoken> {
    let finder = Finder { text, numbers: numbers(text), frame, by };
    let cited: Vec<Range<usize>> =
        reader::citations::in_text(text, is_preamble).into_iter().map(|found| found.range).collect();
    let mut all = finder.all();
    for one in &mut all {
        if cited.iter().any(|range| range.start <= one.at.start && one.at.end <= range.end) {
            one.doubt = Some(Doubt::Cited);
        }
    }
    all.retain(|one| text[one.at.clone()] != one.becomes);
    all
}

struct Finder<'a> {
    text: &'a str,
    numbers: Vec<Number>,
    frame: Frame,
    by: Move,
}

impl Finder<'_> {
    fn all(&self) -> Vec<Spoken> {
        let mut found: Vec<Spoken> = Vec::new();
        let mut at = 0;
        while at < self.numbers.len() {
            match self.at(at) {
                Some((one, n)) => {
                    found.push(one);
                    at += n;
                }
                None => at += 1,
            }
        }
        found.extend(self.roman_editions());
        found.sort_by_key(|one| one.at.start);
        // A weekday before a day may reach into what stands before it.
        let mut end = 0;
        found.retain(|one| {
            let is_free = one.at.start >= end;
            end = end.max(one.at.end);
            is_free
        });
        found
    }

    /// What begins with this number, and how many numbers it takes.
    fn at(&self, i: usize) -> Option<(Spoken, usize)> {
        self.lead_days(i)
            .or_else(|| self.day(i))
            .or_else(|| self.month(i).map(|one| (one, 2)))
            .or_else(|| self.span(i).map(|one| (one, 2)))
            .or_else(|| self.counted(i).map(|one| (one, 1)))
            .or_else(|| self.year(i).map(|one| (one, 1)))
    }

    /// What stands between a number and the next.
    fn gap(&self, i: usize) -> Option<&str> {
        let next = self.numbers.get(i + 1)?;
        Some(&self.text[self.numbers[i].at.end..next.at.start])
    }

    fn is_year(number: &Number) -> bool {
        number.width() == 4 && (1900..=2100).contains(&number.value)
    }

    fn moved(&self, year: u32) -> String {
        (i64::from(year) + i64::from(self.by.years)).to_string()
    }

    fn doubt(&self, year: i32) -> Option<Doubt> {
        (!self.frame.holds(year)).then_some(Doubt::Far)
    }

    /// "15/9/2024", "15 tháng 9 năm 2024", "15/9".
    fn day(&self, i: usize) -> Option<(Spoken, usize)> {
        let day = self.numbers.get(i)?;
        let month = self.numbers.get(i + 1)?;
        if day.width() > 2 || month.width() > 2 {
            return None;
        }
        let (first, second) = (self.gap(i)?, self.gap(i + 1));
        let year = self.numbers.get(i + 2).filter(|year| Self::is_year(year));
        let is_whole = match (mark(first), second.map(mark)) {
            (Mark::Stroke(a), Some(Mark::Stroke(b))) => a == b && year.is_some(),
            (Mark::Month | Mark::Stroke('/'), Some(Mark::Year)) => year.is_some(),
            _ => false,
        };
        let is_short = matches!(mark(first), Mark::Month | Mark::Stroke('/'));
        match year {
            Some(year) if is_whole => {
                let on = Day::from_ymd_opt(i32::try_from(year.value).ok()?, month.value, day.value)?;
                let mut one = self.moved_day(on, [Some(day), Some(month), Some(year)], i)?;
                one.doubt = self.doubt(on.year());
                Some((one, 3))
            }
            _ if is_short && self.says_day(i) => {
                let year = self.frame.year_of(day.value, month.value);
                let on = Day::from_ymd_opt(year, month.value, day.value)?;
                Some((self.moved_day(on, [Some(day), Some(month), None], i)?, 2))
            }
            _ => None,
        }
    }

    /// Whether words say that two numbers without a year are a day: "2/3 số giáo viên" is none.
    fn says_day(&self, i: usize) -> bool {
        let words = before(self.text, self.numbers[i].at.start, BEFORE_LETTERS);
        ["ngày", "trước", "từ", "đến", "sáng", "chiều", "tối", "hết"]
            .iter()
            .any(|word| ends_with_word(&words, word))
            || weekday_before(self.text, self.numbers[i].at.start).is_some()
    }

    fn moved_day(&self, on: Day, [day, month, year]: [Option<&Number>; 3], i: usize) -> Option<Spoken> {
        let to = self.by.day(on)?;
        let weekday = weekday_before(self.text, self.numbers[i].at.start);
        let from = weekday.as_ref().map_or(self.numbers[i].at.start, |said| said.at.start);
        let mut becomes = String::new();
        let mut at = from;
        if let Some(said) = weekday {
            // A weekday that was wrong before is left alone: nobody knows which of the two was meant.
            if said.day == on.weekday() {
                becomes.push_str(&said.spelled(to.weekday()));
                at = said.at.end;
            }
        }
        let parts = [
            day.map(|number| (number, day_like(number, to.day()))),
            month.map(|number| (number, month_like(number, to.month()))),
            year.map(|number| (number, to.year().to_string())),
        ];
        for (number, printed) in parts.into_iter().flatten() {
            becomes.push_str(&self.text[at..number.at.start]);
            becomes.push_str(&printed);
            at = number.at.end;
        }
        let is_clipped = !self.by.keeps_weekday && to.day() != on.day();
        Some(Spoken { at: from..at, becomes, sort: Sort::Day, doubt: None, is_clipped })
    }

    /// "15-20/9/2024", "ngày 15 và 16/9": the day that has no month of its own. Only needed when days change.
    fn lead_days(&self, i: usize) -> Option<(Spoken, usize)> {
        let lead = self.numbers.get(i)?;
        if !self.by.keeps_weekday || lead.width() > 2 || lead.value == 0 {
            return None;
        }
        let words = before(self.text, lead.at.start, BEFORE_LETTERS);
        let gap = self.gap(i)?;
        let joins = matches!(gap.trim(), "-" | "–" | "đến" | "đến ngày" | "và" | "và ngày");
        if !joins || !["ngày", "từ"].iter().any(|word| ends_with_word(&words, word)) {
            return None;
        }
        let (rest, n) = self.day(i + 1)?;
        let month = self.numbers.get(i + 2)?;
        let year = self.numbers.get(i + 3).filter(|_| n == 3);
        let of = year.and_then(|year| i32::try_from(year.value).ok());
        let on = Day::from_ymd_opt(
            of.unwrap_or_else(|| self.frame.year_of(lead.value, month.value)),
            month.value,
            lead.value,
        )?;
        let last = Day::from_ymd_opt(on.year(), month.value, self.numbers.get(i + 1)?.value)?;
        if last <= on {
            return None;
        }
        let (first, end) = (self.by.day(on)?, self.by.day(last)?);
        let mut becomes = day_like(lead, first.day());
        if first.month() != end.month() {
            becomes.push('/');
            becomes.push_str(&month_like(month, first.month()));
        }
        becomes.push_str(&self.text[lead.at.end..rest.at.start]);
        becomes.push_str(&rest.becomes);
        Some((Spoken { at: lead.at.start..rest.at.end, becomes, ..rest }, n + 1))
    }

    /// "9/2024", "tháng 9 năm 2024", "quý 3/2024".
    fn month(&self, i: usize) -> Option<Spoken> {
        let (month, year) = (self.numbers.get(i)?, self.numbers.get(i + 1)?);
        let is_joined = matches!(mark(self.gap(i)?), Mark::Stroke('/') | Mark::Year);
        if month.width() > 2 || !(1..=12).contains(&month.value) || !Self::is_year(year) || !is_joined {
            return None;
        }
        // "Nghị quyết 29/2021/QH15": part of a symbol.
        if self.text[year.at.end..].starts_with('/') || self.text[..month.at.start].ends_with('/') {
            return None;
        }
        Some(self.replaced(year, Sort::Month))
    }

    /// "2023-2024", "2021 – 2025".
    fn span(&self, i: usize) -> Option<Spoken> {
        let (first, last) = (self.numbers.get(i)?, self.numbers.get(i + 1)?);
        let is_joined = matches!(self.gap(i)?.trim(), "-" | "–" | "—" | "đến" | "đến năm");
        let span = i32::try_from(last.value).ok()? - i32::try_from(first.value).ok()?;
        if !Self::is_year(first)
            || !Self::is_year(last)
            || !is_joined
            || !(1..=SPAN_YEARS_MAX).contains(&span)
        {
            return None;
        }
        let becomes = format!("{}{}{}", self.moved(first.value), self.gap(i)?, self.moved(last.value));
        let year = i32::try_from(first.value).ok()?;
        let doubt = if span >= PERIOD_YEARS_MIN { Some(Doubt::Period) } else { self.doubt(year) };
        Some(Spoken { at: first.at.start..last.at.end, becomes, sort: Sort::Span, doubt, is_clipped: false })
    }

    /// "kỷ niệm 42 năm", "lần thứ 5".
    fn counted(&self, i: usize) -> Option<Spoken> {
        let number = self.numbers.get(i)?;
        if number.width() > 3 {
            return None;
        }
        let words = before(self.text, number.at.start, BEFORE_LETTERS);
        let years = self.text[number.at.end..].trim_start().to_lowercase();
        let is_years = years.strip_prefix("năm").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let (sort, doubt) =
            if is_years && ["kỷ niệm", "kỉ niệm"].iter().any(|word| ends_with_word(&words, word)) {
                (Sort::Anniversary, None)
            } else if ends_with_word(&words, "lần thứ") {
                (Sort::Edition, Some(Doubt::Edition))
            } else {
                return None;
            };
        let value = i64::from(number.value) + i64::from(self.by.years);
        let becomes = (value > 0).then(|| value.to_string())?;
        Some(Spoken { at: number.at.clone(), becomes, sort, doubt, is_clipped: false })
    }

    /// "năm 2024", "quý III/2024", and what may be a year.
    fn year(&self, i: usize) -> Option<Spoken> {
        let year = self.numbers.get(i).filter(|year| Self::is_year(year))?;
        let (before_it, after) = (&self.text[..year.at.start], &self.text[year.at.end..]);
        // "30/2020/NĐ-CP", "TT-2020": parts of symbols.
        let in_symbol = after.starts_with('/') && before_it.ends_with('/');
        if in_symbol
            || before_it.ends_with(['-', '–']) && !before_it.trim_end_matches(['-', '–']).ends_with(' ')
        {
            return None;
        }
        let words = before(self.text, year.at.start, BEFORE_LETTERS);
        let says_year = ["năm", "năm học", "hè", "khóa", "khoá", "nhiệm kỳ", "tết", "xuân", "mùa"];
        let is_quarter = words.strip_suffix('/').is_some_and(|rest| {
            rest.rsplit_once("quý").is_some_and(|(_, no)| ["i", "ii", "iii", "iv"].contains(&no.trim()))
        });
        let mut one = self.replaced(year, Sort::Year);
        if !is_quarter && !says_year.iter().any(|word| ends_with_word(&words, word)) {
            one.doubt = one.doubt.or(Some(Doubt::Bare));
        }
        Some(one)
    }

    fn replaced(&self, year: &Number, sort: Sort) -> Spoken {
        let doubt = self.doubt(i32::try_from(year.value).unwrap_or_default());
        Spoken { at: year.at.clone(), becomes: self.moved(year.value), sort, doubt, is_clipped: false }
    }

    /// "lần thứ V", "lần thứ XIII".
    fn roman_editions(&self) -> Vec<Spoken> {
        let mut found = Vec::new();
        for (at, words) in self.text.match_indices("lần thứ ") {
            let from = at + words.len();
            let roman: String =
                self.text[from..].chars().take_while(|letter| "IVXL".contains(*letter)).collect();
            let to = from + roman.len();
            if self.text[to..].starts_with(char::is_alphanumeric) {
                continue;
            }
            let moved = reader::markers::roman(&roman.to_lowercase())
                .filter(|no| domain::text::roman(*no).as_ref() == Some(&roman))
                .and_then(|no| no.checked_add_signed(self.by.years))
                .and_then(domain::text::roman);
            if let Some(becomes) = moved {
                let doubt = Some(Doubt::Edition);
                found.push(Spoken { at: from..to, becomes, sort: Sort::Edition, doubt, is_clipped: false });
            }
        }
        found
    }
}

/// What joins two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Stroke(char),
    Month,
    Year,
    Other,
}

fn mark(gap: &str) -> Mark {
    match gap {
        "/" => Mark::Stroke('/'),
        "-" => Mark::Stroke('-'),
        "." => Mark::Stroke('.'),
        _ => match gap.trim().to_lowercase().as_str() {
            "tháng" => Mark::Month,
            "năm" => Mark::Year,
            _ => Mark::Other,
        },
    }
}

/// A day in the spelling of another: with a zero before it unless that has one digit.
fn day_like(number: &Number, day: u32) -> String {
    if number.width() == 2 { format!("{day:02}") } else { day.to_string() }
}

/// A month in the spelling of another; after "10", "11" and "12" as the decree prints it, with a zero before 1 and 2 only.
fn month_like(number: &Number, month: u32) -> String {
    let is_padded = number.width() == 2 && (number.value < 10 || month <= 2);
    if is_padded { format!("{month:02}") } else { month.to_string() }
}

/// A weekday that is printed before a day.
struct Said {
    at: Range<usize>,
    day: Weekday,
    as_digit: bool,
    capital: bool,
    capital_number: bool,
}

/// Weekdays from Monday on, as printed after "thứ".
const WEEKDAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];

impl Said {
    /// Another weekday in the same spelling.
    fn spelled(&self, day: Weekday) -> String {
        let at = day.num_days_from_monday() as usize;
        let up = |word: &str, is: bool| if is { capital(word) } else { word.to_owned() };
        match WEEKDAYS.get(at) {
            None => up("chủ nhật", self.capital || self.capital_number),
            Some(_) if self.as_digit => format!("{} {}", up("thứ", self.capital), at + 2),
            Some(word) => format!("{} {}", up("thứ", self.capital), up(word, self.capital_number)),
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "thứ Bảy, ngày 21/9", "Thứ 7 (21/9)", "Chủ nhật 22/9".
fn weekday_before(text: &str, at: usize) -> Option<Said> {
    let head = text[..at].trim_end();
    let head = cut_word(head, "ngày").unwrap_or(head).trim_end().trim_end_matches([',', '(']).trim_end();
    let number = head.rsplit(char::is_whitespace).next()?;
    let before_it = head[..head.len() - number.len()].trim_end();
    let word = before_it.rsplit(char::is_whitespace).next()?;
    let word = word.trim_start_matches(['(', '-', '–', ';', ',']);
    let from = before_it.len() - word.len();
    let (first, second) = (word.to_lowercase(), number.to_lowercase());
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let said = |day: Weekday, as_digit| Said {
        at: from..head.len(),
        day,
        as_digit,
        capital: is_capital(word),
        capital_number: is_capital(number),
    };
    match (first.as_str(), second.as_str()) {
        ("chủ", "nhật") => Some(said(Weekday::Sun, false)),
        ("thứ", other) => {
            let by_word = WEEKDAYS.iter().position(|word| *word == other || *word == "bảy" && other == "bẩy");
            let by_digit = other.parse::<usize>().ok().and_then(|no| no.checked_sub(2)).filter(|no| *no < 6);
            let no = by_word.or(by_digit)?;
            Some(said(Weekday::try_from(u8::try_from(no).ok()?).ok()?, by_word.is_none()))
        }
        _ => None,
    }
}

/// The text without this word at its end, in whatever letters.
fn cut_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let last = text.rsplit(char::is_whitespace).next()?;
    let bare = last.trim_start_matches(['(', ',']);
    (bare.to_lowercase() == word).then(|| &text[..text.len() - bare.len()])
}
