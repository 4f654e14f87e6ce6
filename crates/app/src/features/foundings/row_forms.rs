//! What people type about one unit on a list: its facts, its steps, its end.

use super::actions::{Facts, Recognised, StepSaid};
use super::forms::{line, note};
use crate::features::units;
use domain::foundings::{ClosingReason, WORKERS_MAX, read_workers};
use domain::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

/// A step.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = FoundingStepItem)]
pub struct StepItem {
    /// Who of the union sees to it, by id.
    pub person: String,
    /// Who else.
    pub holder: String,
    /// By when.
    pub due_on: String,
    /// When it was done.
    pub done_on: String,
    /// Number of a document, or an address.
    pub evidence: String,
    /// A remark.
    pub note: String,
}

/// Facts and steps.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = FoundingRowForm)]
pub struct RowForm {
    /// Name, of a unit that does not stand in the register of units.
    pub name: String,
    /// District or commune.
    pub area: String,
    /// Workers.
    pub n_workers: String,
    /// Whom to ask.
    pub contact: String,
    /// A remark.
    pub note: String,
    /// Steps by id.
    pub items: BTreeMap<String, StepItem>,
    /// The version of the page.
    pub version: i32,
}

fn day_of(errors: &mut FormErrors, field: String, typed: &str) -> Option<Day> {
    let day = units::read_day(typed);
    if day.is_none() && !typed.trim().is_empty() {
        errors.add(field, "groups-day-unread");
    }
    day
}

impl Check for RowForm {
    type Valid = (i32, Facts, Vec<StepSaid>);

    fn check(self) -> Result<(i32, Facts, Vec<StepSaid>), FormErrors> {
        let mut errors = FormErrors::none();
        let n_workers = read_workers(&self.n_workers).unwrap_or_else(|| {
            errors.add_with("n_workers", "foundings-workers-wrong", args![n = WORKERS_MAX]);
            None
        });
        let facts = Facts {
            name: line(&mut errors, "name", &self.name, false),
            area: line(&mut errors, "area", &self.area, false),
            n_workers,
            contact: line(&mut errors, "contact", &self.contact, false),
            note: note(&mut errors, "note", &self.note, false),
        };
        let mut steps = Vec::new();
        for (key, item) in &self.items {
            let Ok(id) = key.parse() else { continue };
            let field = |name: &str| format!("items.{key}.{name}");
            steps.push(StepSaid {
                id,
                person: item.person.trim().parse().ok(),
                holder: line(&mut errors, &field("holder"), &item.holder, false),
                due_on: day_of(&mut errors, field("due_on"), &item.due_on),
                done_on: day_of(&mut errors, field("done_on"), &item.done_on),
                evidence: line(&mut errors, &field("evidence"), &item.evidence, false),
                note: line(&mut errors, &field("note"), &item.note, false),
            });
        }
        errors.or(|| (self.version, facts, steps))
    }
}

/// The decision of the union above.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct FoundForm {
    /// The union that was recognised.
    pub union_name: String,
    /// Number of the decision.
    pub decision_number: String,
    /// Its day.
    pub decided_on: String,
    /// Who decided.
    pub decided_by: String,
    /// The version of the page.
    pub version: i32,
}

impl Check for FoundForm {
    type Valid = (i32, Recognised);

    fn check(self) -> Result<(i32, Recognised), FormErrors> {
        let mut errors = FormErrors::none();
        let union_name = line(&mut errors, "union_name", &self.union_name, true);
        let number = line(&mut errors, "decision_number", &self.decision_number, true);
        let by = line(&mut errors, "decided_by", &self.decided_by, true);
        let on = units::read_day(&self.decided_on);
        if on.is_none() {
            errors.add("decided_on", "groups-day-unread");
        }
        let on = on.unwrap_or_default();
        errors.or(|| (self.version, Recognised { union_name, number, on, by }))
    }
}

/// Why a row is closed without a union.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = FoundingCloseForm)]
pub struct CloseForm {
    /// dissolved, too_few, elsewhere or other.
    pub why: String,
    /// In words.
    pub words: String,
    /// The version of the page.
    pub version: i32,
}

impl Check for CloseForm {
    type Valid = (i32, ClosingReason, String);

    fn check(self) -> Result<(i32, ClosingReason, String), FormErrors> {
        let mut errors = FormErrors::none();
        let why = self.why.parse();
        if why.is_err() {
            errors.add("why", "foundings-why-missing");
        }
        let words = note(&mut errors, "words", &self.words, true);
        let why = why.unwrap_or(ClosingReason::Other);
        errors.or(|| (self.version, why, words))
    }
}

/// A reason in words.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = FoundingReasonForm)]
pub struct ReasonForm {
    /// Why.
    pub reason: String,
    /// The version of the page.
    pub version: i32,
}

impl Check for ReasonForm {
    type Valid = (i32, String);

    fn check(self) -> Result<(i32, String), FormErrors> {
        let mut errors = FormErrors::none();
        let reason = note(&mut errors, "reason", &self.reason, true);
        errors.or(|| (self.version, reason))
    }
}
