//! The columns of a roadmap: months, quarters or years, and where a day stands among them.

use chrono::Datelike;
use domain::time::Day;

use super::{Bar, Look, Words};

/// The step of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Month,
    Quarter,
    Year,
}

impl Step {
    pub fn months(self) -> i32 {
        match self {
            Step::Month => 1,
            Step::Quarter => 3,
            Step::Year => 12,
        }
    }
}

/// Months since year 0, so that calendars become arithmetic.
fn month_number(day: Day) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

fn first_of(month: i32) -> Option<Day> {
    Day::from_ymd_opt(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).unwrap_or(0) + 1, 1)
}

/// Which days the columns hold and where they stand.
pub struct Scale {
    /// Month number of the first column.
    pub first: i32,
    /// How many columns.
    pub columns: i32,
    /// What one column is.
    pub step: Step,
    /// Where the columns begin.
    pub left: f64,
    /// Where they end.
    pub right: f64,
}

impl Scale {
    /// The months that hold every window; `None` when no task has a day.
    pub fn of(bars: &[Bar], look: Look) -> Option<Scale> {
        let days: Vec<Day> =
            bars.iter().filter_map(|b| b.window).flat_map(|(a, b)| [a, b]).flatten().collect();
        let from = month_number(*days.iter().min()?);
        let to = month_number(*days.iter().max()?);
        let fits = |step: Step| (to - from) / step.months() < look.columns_max();
        let step = [Step::Month, Step::Quarter].into_iter().find(|s| fits(*s)).unwrap_or(Step::Year);
        let first = from.div_euclid(step.months()) * step.months();
        // At least three columns, or a one-month plan is one blunt block.
        let columns = ((to - first) / step.months() + 1).clamp(3, look.columns_max() * 4);
        Some(Scale { first, columns, step, left: look.left(), right: look.width() })
    }

    /// Width of a column.
    pub fn column_width(&self) -> f64 {
        (self.right - self.left) / f64::from(self.columns)
    }

    /// Where a day stands; days outside the drawing stand at its edge.
    pub fn x(&self, day: Day) -> f64 {
        let month = month_number(day);
        let start = first_of(month);
        let end = first_of(month + 1);
        let part = match (start, end) {
            (Some(start), Some(end)) => {
                (day - start).num_days() as f64 / (end - start).num_days().max(1) as f64
            }
            _ => 0.0,
        };
        let months = f64::from(month - self.first) + part;
        let x = self.left + months / f64::from(self.step.months()) * self.column_width();
        x.clamp(self.left, self.right)
    }

    /// Whether a day stands in one of the columns.
    pub fn holds(&self, day: Day) -> bool {
        let month = month_number(day);
        (self.first..self.first + self.columns * self.step.months()).contains(&month)
    }

    /// The head of a column; the first one and the first of a year name the year.
    pub fn word(&self, column: i32, words: &Words) -> String {
        let month = self.first + column * self.step.months();
        let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12));
        let names_year = column == 0 || of_year == 0;
        match self.step {
            Step::Month if names_year && self.column_width() > 95.0 => {
                format!("{} {}/{year}", words.month, of_year + 1)
            }
            Step::Month if names_year => format!("{}/{year}", of_year + 1),
            Step::Month if self.column_width() > 60.0 => format!("{} {}", words.month, of_year + 1),
            Step::Month => format!("{}", of_year + 1),
            Step::Quarter if names_year && self.column_width() > 80.0 => {
                format!("{} {}/{year}", words.quarter, roman(of_year / 3))
            }
            Step::Quarter if names_year => format!("{}/{year}", roman(of_year / 3)),
            Step::Quarter => roman(of_year / 3).to_owned(),
            Step::Year => year.to_string(),
        }
    }
}

fn roman(quarter: i32) -> &'static str {
    ["I", "II", "III", "IV"].get(usize::try_from(quarter).unwrap_or(0)).copied().unwrap_or("I")
}
