//! What people type about a list and the units that come on it, and what it must be like.

use crate::app::App;
use crate::features::units;
use db::DbError;
use domain::foundings::{USUAL_STEPS, read_steps};
use domain::ids::{TaskId, UnitId};
use domain::units::UnitKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, args};

/// Longest name, in letters.
pub const NAME_LETTERS_MAX: usize = 300;
/// Longest remark or reason, in letters.
pub const NOTE_LETTERS_MAX: usize = 2_000;
/// Longest text of steps, in letters.
const STEPS_LETTERS_MAX: usize = 10_000;
/// Longest table pasted at once, in letters.
const PASTE_LETTERS_MAX: usize = 100_000;
/// Lines pasted at once: each is looked up among all units.
pub const LINES_MAX: usize = 500;
/// Units ticked at once: those of one page.
const TICKED_MAX: usize = 200;
/// The kinds that have workers of their own.
const USUAL_KINDS: [UnitKind; 9] = [
    UnitKind::College,
    UnitKind::Preschool,
    UnitKind::Primary,
    UnitKind::LowerSecondary,
    UnitKind::UpperSecondary,
    UnitKind::MultiLevel,
    UnitKind::ContinuingCentre,
    UnitKind::SpecialSchool,
    UnitKind::Centre,
];

/// A list.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = FoundingListForm)]
pub struct ListForm {
    /// Its name.
    pub name: String,
    /// The union that keeps it, as typed; only for a new one.
    pub union: String,
    /// The same, chosen.
    pub union_id: String,
    /// The task that it is for, by id; only for a new one.
    pub task: String,
    /// Below which unit units are proposed, as typed.
    pub within: String,
    /// The same, chosen.
    pub within_id: String,
    /// The kinds that are proposed, by code.
    pub kinds: Vec<String>,
    /// Steps, one a line: "Tên bước | số ngày".
    pub steps: String,
    /// The version of the page.
    pub version: i32,
}

impl ListForm {
    /// What a new list begins with.
    pub fn usual() -> ListForm {
        ListForm {
            kinds: USUAL_KINDS.iter().map(|kind| kind.code().to_owned()).collect(),
            steps: USUAL_STEPS.to_owned(),
            ..ListForm::default()
        }
    }
}

/// A list that was read; units are still names.
#[derive(Debug)]
pub struct Typed {
    name: String,
    union: (Option<UnitId>, String),
    within: (Option<UnitId>, String),
    kinds: Vec<UnitKind>,
    steps: String,
    /// The task.
    pub task: Option<TaskId>,
    /// See [`ListForm::version`].
    pub version: i32,
}

impl Typed {
    /// Finds the units that were named: the union (of a new list) and the one below which units are proposed.
    pub async fn meant(
        self,
        app: &App,
        is_new: bool,
    ) -> Result<Result<(super::actions::NewList, Option<UnitId>), FormErrors>, Error> {
        let (db, today) = (app.db.read(), app.now().local_day());
        let mut errors = FormErrors::none();
        let mut union = None;
        if is_new {
            union = units::actions::meant(db, self.union.0, &self.union.1, today).await?;
            if union.is_none() {
                errors.add_with("union", "figures-unit-unknown", args![name = self.union.1.as_str()]);
            }
        }
        let within = units::actions::meant(db, self.within.0, &self.within.1, today).await?;
        let known = match within {
            Some(unit) => tables::unit::by_id(unit).one(db).await.map_err(DbError::from)?.map(|row| row.id),
            None => None,
        };
        let Some(within) = known.filter(|_| errors.is_empty()) else {
            if known.is_none() {
                errors.add_with("within", "figures-unit-unknown", args![name = self.within.1.as_str()]);
            }
            return Ok(Err(errors));
        };
        let (name, kinds, steps) = (self.name, self.kinds, self.steps);
        let new = super::actions::NewList { name, task: self.task, within, kinds, steps };
        Ok(Ok((new, union)))
    }
}

/// A text on one line that is not too long.
pub fn line(errors: &mut FormErrors, field: &str, typed: &str, is_needed: bool) -> String {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() && is_needed {
        errors.add(field.to_owned(), "foundings-text-missing");
    } else if text.chars().count() > NAME_LETTERS_MAX {
        errors.add_with(field.to_owned(), "figures-too-long", args![n = NAME_LETTERS_MAX]);
    }
    text
}

/// A text of several lines that is not too long.
pub fn note(errors: &mut FormErrors, field: &str, typed: &str, is_needed: bool) -> String {
    let text = typed.trim().to_owned();
    if text.is_empty() && is_needed {
        errors.add(field.to_owned(), "foundings-reason-missing");
    } else if text.chars().count() > NOTE_LETTERS_MAX {
        errors.add_with(field.to_owned(), "figures-too-long", args![n = NOTE_LETTERS_MAX]);
    }
    text
}

impl Check for ListForm {
    type Valid = Typed;

    fn check(self) -> Result<Typed, FormErrors> {
        let mut errors = FormErrors::none();
        let name = line(&mut errors, "name", &self.name, true);
        let kinds: Vec<UnitKind> = self.kinds.iter().filter_map(|code| UnitKind::parse(code)).collect();
        if kinds.is_empty() {
            errors.add("kinds", "ratings-kinds-missing");
        }
        let steps = self.steps.replace("\r\n", "\n").trim().to_owned();
        if steps.chars().count() > STEPS_LETTERS_MAX {
            errors.add_with("steps", "figures-too-long", args![n = STEPS_LETTERS_MAX]);
        } else if let Err(line) = read_steps(&steps) {
            errors.add_with("steps", "foundings-steps-wrong", args![n = line]);
        }
        let task = match self.task.trim() {
            "" => None,
            id => id.parse().ok(),
        };
        errors.or(|| Typed {
            name,
            union: (self.union_id.trim().parse().ok(), self.union.trim().to_owned()),
            within: (self.within_id.trim().parse().ok(), self.within.trim().to_owned()),
            kinds,
            steps,
            task,
            version: self.version,
        })
    }
}

/// Units that come on a list, or that have a union.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = FoundingAddForm)]
pub struct AddForm {
    /// preview, add, chosen or has_union.
    pub act: String,
    /// Lines: unit, kind, district or commune, workers, contact.
    pub paste: String,
    /// Why they are added, or where the list comes from.
    pub note: String,
    /// Units that were ticked, by id.
    pub units: Vec<String>,
}

/// What is to be done.
#[derive(Debug)]
pub enum Wish {
    /// Show how lines are read.
    Preview,
    /// Add them.
    Add(String),
    /// Add the units that were ticked.
    Chosen(Vec<UnitId>, String),
    /// Record that they have a union.
    HasUnion(Vec<UnitId>),
    /// Take such a record back.
    NoUnion(Vec<UnitId>),
}

impl Check for AddForm {
    type Valid = (Wish, String);

    fn check(self) -> Result<(Wish, String), FormErrors> {
        let mut errors = FormErrors::none();
        if self.paste.chars().count() > PASTE_LETTERS_MAX || self.paste.lines().count() > LINES_MAX {
            errors.add_with("paste", "foundings-lines-many", args![n = LINES_MAX]);
        }
        let note = note(&mut errors, "note", &self.note, false);
        let units: Vec<UnitId> = self.units.iter().filter_map(|id| id.trim().parse().ok()).collect();
        let is_ticking = matches!(self.act.as_str(), "chosen" | "has_union" | "no_union");
        if is_ticking && (units.is_empty() || units.len() > TICKED_MAX) {
            errors.add_with("units", "foundings-tick-some", args![n = TICKED_MAX]);
        }
        let wish = match self.act.as_str() {
            "add" => Wish::Add(note),
            "chosen" => Wish::Chosen(units, note),
            "has_union" => Wish::HasUnion(units),
            "no_union" => Wish::NoUnion(units),
            _ => Wish::Preview,
        };
        errors.or(|| (wish, self.paste))
    }
}
