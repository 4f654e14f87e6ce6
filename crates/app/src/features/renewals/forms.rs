//! What is asked of a renewal, and what was ticked.

use domain::ids::UnitId;
use paper::renew::{CHANGES_MAX, Move, YEARS_MAX};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

/// Longest name of a form, in letters.
const FORM_LETTERS_MAX: usize = 64;
/// Most names of units that can be replaced.
const RENAMES_MAX: usize = 500;

/// How far to move, in the address of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Whole years.
    pub years: String,
    /// Days keep their weekday.
    pub weekday: bool,
}

/// A renewal.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Renew {
    /// Whole years, from -10 to 10, not 0.
    pub years: String,
    /// Days that are printed with day and month go to the nearest one of the same weekday.
    pub weekday: bool,
    /// Keys of the places that change.
    pub changes: Vec<String>,
    /// Names of units that ended and who stands for them: `UNIT|NAME KEY`; empty ones say nothing.
    pub renames: Vec<String>,
    /// Digest of the text that was looked at.
    pub seen: String,
    /// A name of the sender's own for this sending: sent twice, it makes one draft.
    pub form: String,
}

/// A checked renewal.
#[derive(Debug)]
pub struct Checked {
    /// How far.
    pub by: Move,
    /// Keys of the places that change.
    pub changes: BTreeSet<String>,
    /// The unit that stands for each printed name, by its key.
    pub renames: BTreeMap<String, UnitId>,
    /// Digest of the text that was looked at.
    pub seen: String,
    /// The sender's name of this sending.
    pub form: Option<String>,
}

/// Whole years as typed; the proposal when nothing was.
pub fn years(typed: &str, proposal: i32) -> Result<i32, FormErrors> {
    let typed = typed.trim();
    let years = if typed.is_empty() { Some(proposal) } else { typed.parse::<i32>().ok() };
    years
        .filter(|years| *years != 0 && years.abs() <= YEARS_MAX)
        .ok_or_else(|| FormErrors::of_with("years", "renewals-years-wrong", args![max = YEARS_MAX]))
}

impl Check for Renew {
    type Valid = Checked;

    fn check(self) -> Result<Checked, FormErrors> {
        let mut errors = FormErrors::none();
        let years = years(&self.years, 0).unwrap_or_else(|found| {
            errors.nest("", found);
            1
        });
        if self.changes.len() > CHANGES_MAX {
            errors.add_with("changes", "renewals-changes-many", args![max = CHANGES_MAX]);
        }
        if self.renames.len() > RENAMES_MAX {
            errors.add_with("renames", "renewals-renames-many", args![max = RENAMES_MAX]);
        }
        let mut renames = BTreeMap::new();
        for one in self.renames.iter().filter(|one| !one.is_empty()) {
            match one.split_once('|').map(|(unit, key)| (unit.parse::<UnitId>(), key)) {
                Some((Ok(unit), key)) => {
                    renames.insert(key.to_owned(), unit);
                }
                _ => errors.add("renames", "renewals-renames-wrong"),
            }
        }
        let form = Some(self.form).filter(|form| !form.is_empty());
        if form.as_ref().is_some_and(|form| form.chars().count() > FORM_LETTERS_MAX) {
            errors.add_with("form", "imports-form-long", args![n = FORM_LETTERS_MAX]);
        }
        let by = Move { years, keeps_weekday: self.weekday };
        let (changes, seen) = (self.changes.into_iter().collect(), self.seen);
        errors.or(|| Checked { by, changes, renames, seen, form })
    }
}
