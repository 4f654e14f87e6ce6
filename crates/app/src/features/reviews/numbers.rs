//! The numbers of a review: each with the question behind it, so that it opens to what was counted.

use domain::ids::UnitId;
use domain::time::Day;
use domain::work::State;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// Everything that was counted at a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// Each number by its name.
    pub numbers: BTreeMap<String, Number>,
    /// Tasks of the plan with work, in order.
    pub tasks: Vec<Line>,
    /// Duties of the plan with work, in order.
    pub duties: Vec<Line>,
    /// Units with work, by name; empty when there are too many of them.
    pub units: Vec<Line>,
    /// What is late, the oldest deadline first.
    pub late: Vec<Late>,
    /// Figures of the last report of each piece of work, summed by name.
    pub figures: Vec<Figure>,
    /// Sentences about money, as the plan has them.
    pub budget: Vec<String>,
    /// The review before this one.
    pub before: Option<Before>,
    /// Tables of indicators, cascades and communications.
    #[serde(default)]
    pub sheets: Vec<Sheet>,
    /// What numbers of the tables, and sentences about money, open to.
    #[serde(default)]
    pub opens: BTreeMap<String, Opened>,
}

/// A table with its words as they are printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReviewSheet)]
pub struct Sheet {
    /// The part of the report it stands in.
    pub part: String,
    /// What must be known to read it.
    pub note: String,
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<SheetCell>>,
}

/// A cell of such a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReviewSheetCell)]
pub struct SheetCell {
    /// What stands in it.
    pub text: String,
    /// The name of what it opens to.
    pub key: Option<String>,
}

impl SheetCell {
    /// Words that open to nothing.
    pub fn words(text: impl Into<String>) -> SheetCell {
        SheetCell { text: text.into(), key: None }
    }

    /// A number that opens.
    pub fn opening(text: impl Into<String>, key: &str) -> SheetCell {
        SheetCell { text: text.into(), key: Some(key.to_owned()) }
    }
}

/// Records that were kept with a number, as they stood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// What was counted, by a word.
    pub of: String,
    /// The number.
    pub value: i64,
    /// The first of the records.
    pub rows: Vec<Behind>,
    /// How many records there were.
    pub n_rows: usize,
}

/// One of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind {
    /// Whose.
    pub unit: String,
    /// What.
    pub words: String,
    /// Where it stands today.
    pub href: Option<String>,
}

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// The value.
    pub value: i64,
    /// What was asked.
    pub question: Question,
}

/// What a number counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ReviewQuestion)]
pub struct Question {
    /// work, units, delivered, read, acknowledged, reports, files, plans.
    pub of: String,
    /// In one of these states; any for none.
    #[schema(value_type = Vec<String>)]
    pub states: Vec<State>,
    /// Only what is late.
    pub is_late: bool,
    /// Only this task or duty.
    pub source: Option<Uuid>,
    /// task or duty.
    pub source_kind: Option<String>,
    /// Only of this unit.
    #[schema(value_type = Option<String>)]
    pub unit: Option<UnitId>,
}

/// A row of a table: its numbers are named by its key ("task.3").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReviewLine)]
pub struct Line {
    /// Key of its numbers.
    pub key: String,
    /// What stands in it.
    pub words: String,
}

/// Late work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReviewLate)]
pub struct Late {
    /// Whose.
    pub unit: String,
    /// What.
    pub work: String,
    /// Since when.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// Why, as the unit said: a pause, a request for another date.
    pub reason: Option<String>,
}

/// A figure, summed over reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReviewFigure)]
pub struct Figure {
    /// Its name.
    pub name: String,
    /// The sum, as it is printed.
    pub value: String,
    /// Reports that give it.
    pub n_reports: usize,
    /// Reports that give something else than a number, which is not in the sum.
    #[serde(default)]
    pub n_left: usize,
}

/// The numbers of the review before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReviewBefore)]
pub struct Before {
    /// Its title.
    pub title: String,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub to_on: Day,
    /// Its main numbers by name.
    pub numbers: BTreeMap<String, i64>,
}

/// The numbers that stand in sentences, in the order they are listed.
pub const MAIN: [&str; 19] = [
    "asked",
    "done",
    "handed",
    "doing",
    "waiting",
    "returned",
    "paused",
    "withdrawn",
    "late",
    "units",
    "tasks",
    "duties",
    "delivered",
    "read",
    "acknowledged",
    "reports",
    "files",
    "plans",
    "percent_done",
];

impl Numbers {
    /// A value; 0 for a name that was not counted.
    pub fn value(&self, key: &str) -> i64 {
        self.numbers.get(key).map_or(0, |number| number.value)
    }

    /// Adds a number.
    pub fn put(&mut self, key: impl Into<String>, value: impl TryInto<i64>, question: Question) {
        let value = value.try_into().unwrap_or(i64::MAX);
        self.numbers.insert(key.into(), Number { value, question });
    }

    /// The main numbers by name.
    pub fn main(&self) -> BTreeMap<String, i64> {
        MAIN.iter()
            .filter(|key| self.numbers.contains_key(**key))
            .map(|key| ((*key).to_owned(), self.value(key)))
            .collect()
    }
}

impl Question {
    /// Work in these states.
    pub fn work(states: &[State]) -> Question {
        Question { of: "work".to_owned(), states: states.to_vec(), ..Question::default() }
    }

    /// Something that is no work.
    pub fn other(of: &str) -> Question {
        Question { of: of.to_owned(), ..Question::default() }
    }

    /// The same, only of one row of a table.
    #[must_use]
    pub fn within(&self, row: &Question) -> Question {
        Question { source: row.source, source_kind: row.source_kind.clone(), unit: row.unit, ..self.clone() }
    }
}

/// 18240 as official documents write it: "18.240".
pub fn printed(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if value < 0 { format!("-{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_points() {
        for (value, text) in
            [(0, "0"), (999, "999"), (1_000, "1.000"), (18_240, "18.240"), (-1_250_000, "-1.250.000")]
        {
            assert_eq!(printed(value), text);
        }
    }
}
