//! Last year's document as the draft of this year's: every day, month and year that the text speaks of, and what it says
//! when it is moved. Nothing is decided here: people see each place and tick it.
//!
//! A year of a cited document, of a programme of many years or of long ago is found as well, but marked as doubtful: it
//! most likely stays. Pure; what comes of it is read again like any document.

mod numbers;
mod spoken;
#[cfg(test)]
mod tests;
mod walk;

pub use spoken::{Doubt, Sort, Spoken, spoken};
pub use walk::{Change, apply, changes, rename};

use domain::time::Day;

/// Years that a plan can be moved by, backward or forward.
pub const YEARS_MAX: i32 = 10;
/// Places of one document that are shown; those after them stay as they are. Below the fields that one form may have.
pub const CHANGES_MAX: usize = 1_500;

/// How far a document is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Whole years, from -[`YEARS_MAX`] to [`YEARS_MAX`], not 0.
    pub years: i32,
    /// Days that are printed with day and month go to the nearest one of the same weekday, at most three days away.
    pub keeps_weekday: bool,
}

/// The days that a document is about: years near them move, years far from them are doubted, and a day printed without
/// a year is one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The first one.
    pub from: Day,
    /// The last one.
    pub to: Day,
}

impl Move {
    /// The day that another one becomes, and whether it does not exist in the new year (29 February) or was moved on
    /// purpose; none beyond the calendar.
    pub(crate) fn day(self, day: Day) -> Option<Day> {
        use chrono::{Datelike as _, Duration};
        let year = day.year().checked_add(self.years)?;
        let moved = day.with_year(year).or_else(|| Day::from_ymd_opt(year, 2, 28))?;
        if !self.keeps_weekday {
            return Some(moved);
        }
        let ahead = i64::from(day.weekday().num_days_from_monday())
            - i64::from(moved.weekday().num_days_from_monday());
        // From -6 to 6 days: the nearer way round.
        let nearest = match ahead {
            4.. => ahead - 7,
            ..=-4 => ahead + 7,
            near => near,
        };
        moved.checked_add_signed(Duration::days(nearest))
    }
}

impl Frame {
    /// Whether a year may be one that the document is about: from one before its first to two after its last.
    fn holds(self, year: i32) -> bool {
        use chrono::Datelike as _;
        (self.from.year() - 1..=self.to.year() + 2).contains(&year)
    }

    /// The year of a day printed without one.
    fn year_of(self, day: u32, month: u32) -> i32 {
        use chrono::Datelike as _;
        let fits = |year: &i32| {
            Day::from_ymd_opt(*year, month, day).is_some_and(|on| self.from <= on && on <= self.to)
        };
        // A frame is a few years at most; a broken one must not be walked.
        let last = self.to.year().min(self.from.year().saturating_add(YEARS_MAX));
        (self.from.year()..=last).find(fits).unwrap_or_else(|| self.from.year())
    }
}
