//! A time as printed and as resolved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Span;

/// A time expression, as printed and resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Time {
    /// As printed.
    pub text: String,
    /// First day; `None` when open.
    pub start: Option<NaiveDate>,
    /// Last day; for "trước ngày D" D itself with `end_inclusive` false.
    pub end: Option<NaiveDate>,
    /// `Some(false)` only for "trước …".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_inclusive: Option<bool>,
    /// How fine it is.
    pub precision: Precision,
    /// "dự kiến" makes it tentative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// "thường xuyên", "hằng năm", … as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<String>,
    /// Clock time of the start, "08:00".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// Clock time of the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    /// What it is for (items of [`Plan::dates`] only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TimeKind>,
    /// Where it is mentioned (items of [`Plan::dates`] only).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Span>,
    /// Its lines ([`Plan::time_window`] only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// How fine a time expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute.
    Minute,
    /// To the day.
    Day,
    /// To the week.
    Week,
    /// To the month.
    Month,
    /// To the quarter.
    Quarter,
    /// To the half year.
    HalfYear,
    /// To the year.
    Year,
    /// Several years.
    MultiYear,
    /// A school year.
    SchoolYear,
    /// Again and again.
    Recurring,
    /// Relative to something else.
    Relative,
    /// Not understood.
    #[default]
    Unknown,
}

/// Whether a time is firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Firm.
    Fixed,
    /// "dự kiến".
    Tentative,
}

/// What a time of the running text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    /// Something is due.
    Deadline,
    /// Something happens.
    Event,
    /// A stretch of time.
    Period,
    /// Again and again.
    Recurring,
    /// A day that is commemorated.
    Anniversary,
    /// A far aim ("tầm nhìn 2045").
    Horizon,
    /// The year of a budget.
    BudgetYear,
}
