//! Duties that come again: a small reading of the printed rule ("hằng tháng", "trước ngày 25 hằng tháng", "định kỳ 6
//! tháng") that gives its periods. The printed words stay what people are shown; what is not understood has no rule and
//! is asked for once.

use chrono::{Datelike as _, Days, Months};

use crate::text;
use crate::time::Day;

/// The month in which a school year begins.
const SCHOOL_YEAR_BEGINS_IN: u32 = 9;

/// How often something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Every {
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
    SchoolYear,
}

/// The day within a period by which it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    /// The last day of the period.
    AtEnd,
    /// This day of the week, from 0 for Monday.
    Weekday(u32),
    /// This day of the last month of the period.
    Day(u32),
    /// This day of the year.
    DayAndMonth(u32, u32),
}

/// A rule of a duty that comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    every: Every,
    due: Due,
    /// "trước ngày 25": the day before is the last one.
    is_before: bool,
}

/// One time that a duty comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// "2024-10", "2024-Q4", "2024-W32": what tells it from the others of the same duty.
    pub key: String,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// By when it is asked for.
    pub due: Day,
}

impl Rule {
    /// Reads a printed rule. Of several ("hằng tháng, quý, năm") the most frequent one counts.
    pub fn read(printed: &str) -> Option<Rule> {
        let folded = text::key(printed);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let every = every(&words)?;
        let due = match every {
            Every::Week => weekday(&words).map_or(Due::AtEnd, Due::Weekday),
            _ => day(&words, every),
        };
        let is_before = due != Due::AtEnd && words.windows(2).any(|pair| pair == ["truoc", "ngay"]);
        Some(Rule { every, due, is_before })
    }

    /// The period that is asked for on `day`: the one it lies in, or the next when that one's deadline has passed.
    pub fn asked_on(self, day: Day) -> Period {
        let period = self.around(day);
        if period.due < day { self.after(&period) } else { period }
    }

    /// The period after this one.
    pub fn after(self, period: &Period) -> Period {
        self.around(period.last.succ_opt().unwrap_or(period.last))
    }

    /// The period that `day` lies in.
    pub fn around(self, day: Day) -> Period {
        let (first, last, key) = self.bounds(day);
        let due = match self.due {
            Due::AtEnd => last,
            Due::Weekday(n) => later(first, u64::from(n)),
            Due::Day(n) => in_month(last.year(), last.month(), n),
            Due::DayAndMonth(n, month) => {
                let year = if month >= first.month() { first.year() } else { last.year() };
                in_month(year, month, n)
            }
        };
        let due = if self.is_before { due.pred_opt().unwrap_or(due) } else { due };
        Period { key, first, last, due }
    }

    fn bounds(self, day: Day) -> (Day, Day, String) {
        let (year, month) = (day.year(), day.month());
        let of_months = |first_month: u32, months: u32, key: String| {
            let first = in_month(year, first_month, 1);
            let next = first.checked_add_months(Months::new(months)).unwrap_or(first);
            (first, next.pred_opt().unwrap_or(next), key)
        };
        match self.every {
            Every::Week => {
                let monday = day
                    .checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
                    .unwrap_or(day);
                let week = day.iso_week();
                (monday, later(monday, 6), format!("{}-W{:02}", week.year(), week.week()))
            }
            Every::Month => of_months(month, 1, format!("{year}-{month:02}")),
            Every::Quarter => {
                let quarter = (month - 1) / 3;
                of_months(quarter * 3 + 1, 3, format!("{year}-Q{}", quarter + 1))
            }
            Every::HalfYear => {
                let half = (month - 1) / 6;
                of_months(half * 6 + 1, 6, format!("{year}-H{}", half + 1))
            }
            Every::Year => of_months(1, 12, format!("{year}")),
            Every::SchoolYear => {
                let begins = if month >= SCHOOL_YEAR_BEGINS_IN { year } else { year - 1 };
                let first = in_month(begins, SCHOOL_YEAR_BEGINS_IN, 1);
                let last = in_month(begins + 1, SCHOOL_YEAR_BEGINS_IN, 1);
                (first, last.pred_opt().unwrap_or(last), format!("{begins}-{}", begins + 1))
            }
        }
    }
}

/// The day `n` of a month, or its last one when it has not so many.
fn in_month(year: i32, month: u32, n: u32) -> Day {
    (1..=n.clamp(1, 31)).rev().find_map(|n| Day::from_ymd_opt(year, month, n)).unwrap_or_default()
}

fn later(day: Day, days: u64) -> Day {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// How often, by the words around the name of a span of time; the most frequent of several.
fn every(words: &[&str]) -> Option<Every> {
    if words.windows(2).any(|pair| pair == ["thuong", "nien"]) {
        return Some(Every::Year);
    }
    let comes_again = |at: usize| at > 0 && ["hang", "moi"].contains(&words[at - 1]);
    let is_periodic = words.windows(2).any(|pair| pair == ["dinh", "ky"] || pair == ["dinh", "ki"]);
    let is_list = (0..words.len()).any(comes_again) || is_periodic;
    let spans = (0..words.len()).filter_map(|at| {
        let (every, n_words) = span(words, at)?;
        let counted = at > 0 && (number(words[at - 1]).is_some());
        let once = matches!(words.get(at + n_words..), Some(["lan", ..] | ["mot" | "1", "lan", ..]));
        // "ngày 15 tháng 11 hằng năm": the month is a name there, not a span.
        let is_name = words.get(at + n_words).and_then(|word| word.parse::<u32>().ok()).is_some()
            && words[at] == "thang";
        let counts = comes_again(at) || once || (is_list && !is_name && (counted || !is_dated(words, at)));
        let every = if counted { times(number(words[at - 1])?, every)? } else { every };
        counts.then_some(every)
    });
    spans.min()
}

/// Whether the word at `at` belongs to a date ("tháng 11", "năm 2025") or to another phrase.
fn is_dated(words: &[&str], at: usize) -> bool {
    let next_is_number = words.get(at + 1).is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()));
    let is_part = at > 0 && ["cuoi", "dau", "giua", "trong", "cua"].contains(&words[at - 1]);
    next_is_number || is_part
}

/// The name of a span of time, with its words.
fn span(words: &[&str], at: usize) -> Option<(Every, usize)> {
    Some(match words[at] {
        "tuan" => (Every::Week, 1),
        "thang" => (Every::Month, 1),
        "quy" | "qui" => (Every::Quarter, 1),
        "nam" if words.get(at + 1) == Some(&"hoc") => (Every::SchoolYear, 2),
        "nam" => (Every::Year, 1),
        _ => return None,
    })
}

fn number(word: &str) -> Option<u32> {
    Some(match word {
        "mot" => 1,
        "ba" => 3,
        "sau" => 6,
        _ => return word.parse().ok(),
    })
}

/// Three months are a quarter, six are half a year; other counts have no periods of their own in plans.
fn times(n: u32, every: Every) -> Option<Every> {
    match (n, every) {
        (1, every) => Some(every),
        (3, Every::Month) => Some(Every::Quarter),
        (6, Every::Month) => Some(Every::HalfYear),
        (12, Every::Month) => Some(Every::Year),
        _ => None,
    }
}

fn weekday(words: &[&str]) -> Option<u32> {
    const NAMES: [&str; 6] = ["hai", "ba", "tu", "nam", "sau", "bay"];
    let named = |pair: &[&str]| {
        let [first, second] = pair else { return None };
        if (*first, *second) == ("chu", "nhat") {
            return Some(6);
        }
        let numbered = || second.parse::<u32>().ok().filter(|n| (2..=7).contains(n)).map(|n| n - 2);
        let spoken = || NAMES.iter().position(|name| name == second).and_then(|at| u32::try_from(at).ok());
        (*first == "thu").then(|| spoken().or_else(numbered)).flatten()
    };
    words.windows(2).find_map(named)
}

/// The last "ngày N" of the rule, with its month when it has one.
fn day(words: &[&str], every: Every) -> Due {
    let mut due = Due::AtEnd;
    for (at, word) in words.iter().enumerate() {
        let next = |k: usize| words.get(at + k).and_then(|word| word.parse::<u32>().ok());
        let Some(n) = next(1).filter(|n| *word == "ngay" && (1..=31).contains(n)) else { continue };
        let month = match words.get(at + 2) {
            Some(&"thang") => next(3),
            _ => next(2),
        };
        let is_yearly = matches!(every, Every::Year | Every::SchoolYear);
        due = match month.filter(|month| is_yearly && (1..=12).contains(month)) {
            Some(month) => Due::DayAndMonth(n, month),
            None => Due::Day(n),
        };
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn printed_rules_and_the_periods_they_give_on_the_fifth_of_august() {
        let cases = [
            ("hằng tháng", "2024-08", "2024-08-31"),
            ("Hàng tháng", "2024-08", "2024-08-31"),
            ("mỗi tháng", "2024-08", "2024-08-31"),
            ("trước ngày 25 hằng tháng", "2024-08", "2024-08-24"),
            ("chậm nhất ngày 25 hằng tháng", "2024-08", "2024-08-25"),
            ("từ ngày 20 đến ngày 25 hàng tháng", "2024-08", "2024-08-25"),
            ("trước ngày 03 hằng tháng", "2024-09", "2024-09-02"),
            ("ngày 31 hằng tháng", "2024-08", "2024-08-31"),
            ("hàng quý", "2024-Q3", "2024-09-30"),
            ("ngày 20 của tháng cuối mỗi quý", "2024-Q3", "2024-09-20"),
            ("định kỳ quý", "2024-Q3", "2024-09-30"),
            ("định kỳ 6 tháng", "2024-H2", "2024-12-31"),
            ("định kỳ sáu tháng một lần", "2024-H2", "2024-12-31"),
            ("3 tháng/lần", "2024-Q3", "2024-09-30"),
            ("định kỳ hằng tháng, quý, 6 tháng, năm", "2024-08", "2024-08-31"),
            ("định kỳ 6 tháng, năm", "2024-H2", "2024-12-31"),
            ("mỗi năm", "2024", "2024-12-31"),
            ("thường niên", "2024", "2024-12-31"),
            ("trước ngày 15/11 hằng năm", "2024", "2024-11-14"),
            ("trước ngày 15 tháng 11 hằng năm", "2024", "2024-11-14"),
            ("trước ngày 15/6 hằng năm", "2025", "2025-06-14"),
            ("hằng năm học", "2024-2025", "2025-08-31"),
            ("hằng tuần", "2024-W32", "2024-08-11"),
            ("thứ Sáu hằng tuần", "2024-W32", "2024-08-09"),
            ("chủ nhật mỗi tuần", "2024-W32", "2024-08-11"),
        ];
        for (printed, key, due) in cases {
            let rule = Rule::read(printed).unwrap_or_else(|| panic!("«{printed}» has a rule"));
            let day = if key == "2024-2025" { on("2024-09-05") } else { on("2024-08-05") };
            let period = rule.asked_on(day);
            assert_eq!((period.key.as_str(), period.due), (key, on(due)), "«{printed}»");
        }
    }

    #[test]
    fn what_comes_once_or_has_no_period_has_no_rule() {
        for printed in [
            "tháng 10/2024",
            "ngày 15 tháng 11 năm 2024",
            "trong năm học 2024 - 2025",
            "Quý IV/2024",
            "thường xuyên",
            "cả năm",
            "trong 5 ngày làm việc kể từ ngày nhận",
            "định kỳ",
            "",
        ] {
            assert_eq!(Rule::read(printed), None, "«{printed}»");
        }
    }

    #[test]
    fn a_day_that_a_month_does_not_have_is_its_last_one() {
        let rule = Rule::read("ngày 31 hằng tháng").expect("a rule");
        assert_eq!(rule.around(on("2023-02-10")).due, on("2023-02-28"));
    }

    proptest! {
        #[test]
        fn periods_follow_each_other_without_a_gap(which in 0_usize..8, offset in 0_u64..20_000) {
            let printed = ["hằng tuần", "hằng tháng", "hàng quý", "định kỳ 6 tháng", "mỗi năm", "hằng năm học",
                "trước ngày 25 hằng tháng", "trước ngày 01 hằng tháng"][which];
            let rule = Rule::read(printed).expect("a rule");
            let day = later(on("2000-01-01"), offset);
            let period = rule.around(day);
            prop_assert!(period.first <= day && day <= period.last);
            prop_assert_eq!(rule.around(period.first), period.clone());
            prop_assert_eq!(rule.around(period.last), period.clone());
            let next = rule.after(&period);
            prop_assert_eq!(next.first, period.last.succ_opt().expect("a day"));
            prop_assert!(next.key != period.key && next.due > period.due);
            prop_assert!(rule.asked_on(day).due >= day || rule.asked_on(day).key == next.key);
        }
    }
}
