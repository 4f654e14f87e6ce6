//! A time as far as it is printed, and its calendar extent once the year is known.

use chrono::{Datelike, NaiveDate};

use super::TimeContext;
use crate::plan::Precision;

/// First month of a school year: LABELS of the plan form, and the ministry's yearly frame of dates.
const SCHOOL_YEAR_FIRST_MONTH: u32 = 9;
/// Last month of a school year.
const SCHOOL_YEAR_LAST_MONTH: u32 = 5;
/// A month without a year inside a school year: from this month on it is the first calendar year.
const SCHOOL_YEAR_TURN_MONTH: u32 = 8;

/// A year as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// A calendar year.
    Calendar(i32),
    /// The school year that begins in this year.
    School(i32),
}

/// A third or a half of a month, quarter or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    Middle,
    End,
    FirstHalf,
    SecondHalf,
}

/// What a partial time names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    /// Days without a month ("ngày 15"): means nothing alone.
    BareDay,
    /// The n-th week of a month; 0 is the last.
    Week(u32),
    Month,
    Quarter,
    /// The first or last n months of a year.
    Months {
        n: u32,
        last: bool,
    },
    Year,
    /// From one year to another (giai đoạn).
    Years(i32),
    SchoolYear,
}

/// A time with the fields that were printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Partial {
    pub unit: Unit,
    pub year: Option<Year>,
    /// Month, or the quarter for [`Unit::Quarter`].
    pub month: Option<u32>,
    pub day: Option<u32>,
    pub part: Option<Part>,
    /// Minutes since midnight.
    pub clock: Option<u32>,
    /// The end of a span of hours ("từ 8h00 đến 11h30").
    pub clock_end: Option<u32>,
}

impl Partial {
    pub(super) fn new(unit: Unit) -> Partial {
        Partial { unit, year: None, month: None, day: None, part: None, clock: None, clock_end: None }
    }

    pub(super) fn day(day: u32, month: u32, year: Option<i32>) -> Partial {
        Partial {
            day: Some(day),
            month: Some(month),
            year: year.map(Year::Calendar),
            ..Partial::new(Unit::Day)
        }
    }

    /// Gives a day without a month the month of `other`, and a time without a year the year of `other`.
    pub(super) fn fill_from(&mut self, other: &Partial) {
        if self.unit == Unit::BareDay && other.unit == Unit::Day {
            self.unit = Unit::Day;
            self.month = other.month;
        }
        if self.unit == Unit::Quarter && other.unit != Unit::Quarter {
            self.year = self.year.or(other.year);
            return;
        }
        if self.year.is_none() {
            self.year = other.year;
        }
    }

    /// The rank inside a year, to see whether a range runs over the turn of the year.
    pub(super) fn rank(&self) -> Option<(u32, u32)> {
        match self.unit {
            Unit::Day | Unit::Month | Unit::Week(_) => Some((self.month?, self.day.unwrap_or(0))),
            Unit::Quarter => Some((self.month? * 3, 0)),
            _ => None,
        }
    }

    pub(super) fn precision(&self) -> Precision {
        match (self.unit, self.part) {
            _ if self.clock.is_some() => Precision::Minute,
            (Unit::Day | Unit::BareDay, _) => Precision::Day,
            (Unit::Week(_), _) => Precision::Week,
            (Unit::Month, Some(_)) => Precision::Week,
            (Unit::Month, None) | (Unit::Quarter | Unit::Year, Some(_)) => Precision::Month,
            (Unit::Quarter, None) => Precision::Quarter,
            (Unit::Months { n: 6, .. }, _) => Precision::HalfYear,
            (Unit::Months { n: 3, .. }, _) => Precision::Quarter,
            (Unit::Months { .. }, _) => Precision::Month,
            (Unit::Year, None) => Precision::Year,
            (Unit::Years(_), _) => Precision::MultiYear,
            (Unit::SchoolYear, _) => Precision::SchoolYear,
        }
    }

    /// First and last day, `None` when the year is not known or the date does not exist.
    pub(super) fn extent(&self, context: &TimeContext) -> Option<(NaiveDate, NaiveDate)> {
        match self.unit {
            Unit::BareDay => None,
            Unit::Day => {
                let month = self.month?;
                let day = NaiveDate::from_ymd_opt(self.calendar_year(month, context)?, month, self.day?)?;
                Some((day, day))
            }
            Unit::Week(week) => self.week_extent(week, context),
            Unit::Month => {
                let month = self.month?;
                let (first, last) = months(self.calendar_year(month, context)?, month, month)?;
                Some(third_of_month(first, last, self.part))
            }
            Unit::Quarter => {
                let quarter = self.month?;
                let last_month = quarter.checked_mul(3)?;
                let first_month = last_month.checked_sub(2)?;
                let year = self.calendar_year(first_month, context)?;
                let (from, to) = match self.part {
                    None => (first_month, last_month),
                    Some(Part::Start) => (first_month, first_month),
                    Some(Part::FirstHalf | Part::SecondHalf) => (first_month, last_month),
                    Some(Part::Middle) => (first_month + 1, first_month + 1),
                    Some(Part::End) => (last_month, last_month),
                };
                months(year, from, to)
            }
            Unit::Months { n, last } => {
                let year = self.plain_year(context)?;
                if last { months(year, 13u32.checked_sub(n)?, 12) } else { months(year, 1, n) }
            }
            Unit::Year => {
                let year = self.plain_year(context)?;
                let (from, to) = match self.part {
                    None => (1, 12),
                    Some(Part::Start) => (1, 3),
                    Some(Part::Middle) => (5, 8),
                    Some(Part::End) => (10, 12),
                    Some(Part::FirstHalf) => (1, 6),
                    Some(Part::SecondHalf) => (7, 12),
                };
                months(year, from, to)
            }
            Unit::Years(last) => Some((months(self.plain_year(context)?, 1, 1)?.0, months(last, 12, 12)?.1)),
            Unit::SchoolYear => {
                let year = match self.year? {
                    Year::Calendar(year) | Year::School(year) => year,
                };
                let first = months(year, SCHOOL_YEAR_FIRST_MONTH, SCHOOL_YEAR_FIRST_MONTH)?.0;
                Some((first, months(year + 1, SCHOOL_YEAR_LAST_MONTH, SCHOOL_YEAR_LAST_MONTH)?.1))
            }
        }
    }

    fn week_extent(&self, week: u32, context: &TimeContext) -> Option<(NaiveDate, NaiveDate)> {
        const WEEK_DAYS: u32 = 7;
        let month = self.month?;
        let (first, last) = months(self.calendar_year(month, context)?, month, month)?;
        if week == 0 {
            return Some((last - chrono::Days::new(u64::from(WEEK_DAYS - 1)), last));
        }
        let start = first.with_day(week.checked_sub(1)?.checked_mul(WEEK_DAYS)? + 1)?;
        let end = first.with_day(start.day() + WEEK_DAYS - 1).unwrap_or(last);
        Some((start, end))
    }

    fn plain_year(&self, context: &TimeContext) -> Option<i32> {
        match self.year {
            Some(Year::Calendar(year) | Year::School(year)) => Some(year),
            None => context.year,
        }
    }

    fn calendar_year(&self, month: u32, context: &TimeContext) -> Option<i32> {
        let of_school_year = |first: i32| if month >= SCHOOL_YEAR_TURN_MONTH { first } else { first + 1 };
        match self.year {
            Some(Year::Calendar(year)) => Some(year),
            Some(Year::School(first)) => Some(of_school_year(first)),
            None => context.school_year.map(of_school_year).or(context.year),
        }
    }
}

/// The days of months `from` to `to` of a year.
fn months(year: i32, from: u32, to: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, from, 1)?;
    let next = if to == 12 {
        NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?
    } else {
        NaiveDate::from_ymd_opt(year, to + 1, 1)?
    };
    Some((first, next.pred_opt()?))
}

/// The three ten-day parts of a month (thượng, trung, hạ tuần).
fn third_of_month(first: NaiveDate, last: NaiveDate, part: Option<Part>) -> (NaiveDate, NaiveDate) {
    let day = |n: u32| first.with_day(n).unwrap_or(last);
    match part {
        None => (first, last),
        Some(Part::Start) => (first, day(10)),
        Some(Part::Middle) => (day(11), day(20)),
        Some(Part::End) => (day(21), last),
        Some(Part::FirstHalf) => (first, day(15)),
        Some(Part::SecondHalf) => (day(16), last),
    }
}
