//! What people type on the pages of cascades, and what it must be like.

use super::actions::{Named, Source, Verdict};
use crate::features::units::read_day;
use domain::cascade::Wish;
use domain::ids::{CascadeAnswerId, PersonId, UnitId};
use domain::time::Day;
use domain::units::UnitKind;
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Check, FormErrors, MIB, UPLOAD_BYTES_MAX, Upload, args};

/// Longest reason, in letters.
const REASON_LETTERS_MAX: usize = 1_000;
/// Longest name, post or number, in letters.
const LINE_LETTERS_MAX: usize = 200;
/// Tasks and duties carried over at once.
const ITEMS_MAX: usize = 2_000;
/// Units that can be chosen one by one.
const CHOSEN_MAX: usize = 200;

/// A step without words.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CascadeStep)]
pub struct Plain {}

impl Check for Plain {
    type Valid = ();
    fn check(self) -> Result<(), FormErrors> {
        Ok(())
    }
}

/// A question to units below.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CascadeDeclaration)]
pub struct Declare {
    /// true: an own plan is wanted.
    pub wants_plan: String,
    /// true: a person in charge is wanted.
    pub wants_person: String,
    /// By when, as people write a day; may be empty.
    pub due_on: String,
    /// The clause: "plan", "duty:ID", "task:ID".
    pub source: String,
    /// name, group, units.
    pub to: String,
    /// The printed name, for name.
    pub printed: String,
    /// Kinds, for group.
    pub kinds: Vec<String>,
    /// Below which unit, for group; the unit that asks when empty.
    pub within: String,
    /// The id of that unit.
    pub within_id: String,
    /// One unit a line, for units.
    pub units: String,
}

/// Of whom, before its units are found.
#[derive(Debug, Clone)]
pub enum Whom {
    /// The units behind a printed name.
    Name(String),
    /// Kinds below a unit.
    Group(Option<UnitId>, String, Vec<UnitKind>),
    /// Units by name, one each.
    Units(Vec<String>),
}

/// A question that can be declared.
#[derive(Debug, Clone)]
pub struct Declared {
    /// What for.
    pub wish: Wish,
    /// By when.
    pub due_on: Option<Day>,
    /// Which clause.
    pub source: Source,
    /// Of whom.
    pub whom: Whom,
}

impl Check for Declare {
    type Valid = Declared;

    fn check(self) -> Result<Declared, FormErrors> {
        let mut errors = FormErrors::none();
        let wish = Wish { plan: self.wants_plan == "true", person: self.wants_person == "true" };
        if !wish.plan && !wish.person {
            errors.add("wants_plan", "cascades-wants-nothing");
        }
        let due_on = optional_day(&mut errors, "due_on", &self.due_on);
        let source = source(&self.source).unwrap_or_else(|| {
            errors.add("source", "cascades-source-unknown");
            Source::Plan
        });
        let whom = self.whom(&mut errors);
        errors.or(|| Declared { wish, due_on, source, whom })
    }
}

impl Declare {
    fn whom(self, errors: &mut FormErrors) -> Whom {
        match self.to.as_str() {
            "name" if !self.printed.trim().is_empty() => Whom::Name(self.printed.trim().to_owned()),
            "name" => {
                errors.add("printed", "cascades-name-missing");
                Whom::Name(String::new())
            }
            "units" => {
                let lines = self.units.lines().map(str::trim).filter(|line| !line.is_empty());
                let names: Vec<String> = lines.map(str::to_owned).collect();
                if names.is_empty() {
                    errors.add("units", "cascades-units-missing");
                } else if names.len() > CHOSEN_MAX {
                    errors.add_with("units", "cascades-units-many", args![n = CHOSEN_MAX]);
                }
                Whom::Units(names)
            }
            "group" => {
                let kinds: Vec<UnitKind> =
                    self.kinds.iter().filter_map(|code| UnitKind::parse(code)).collect();
                if kinds.is_empty() {
                    errors.add("kinds", "cascades-kinds-missing");
                }
                Whom::Group(self.within_id.trim().parse().ok(), self.within.trim().to_owned(), kinds)
            }
            _ => {
                errors.add("to", "cascades-to-missing");
                Whom::Units(Vec::new())
            }
        }
    }
}

/// "duty:ID"; nothing is the plan as a whole.
pub fn source(text: &str) -> Option<Source> {
    match text.trim() {
        "" | "plan" => Some(Source::Plan),
        text => {
            let (kind, id) = text.split_once(':')?;
            let id: Uuid = id.parse().ok()?;
            match kind {
                "duty" => Some(Source::Duty(id.into())),
                "task" => Some(Source::Task(id.into())),
                _ => None,
            }
        }
    }
}

fn optional_day(errors: &mut FormErrors, field: &'static str, text: &str) -> Option<Day> {
    if text.trim().is_empty() {
        return None;
    }
    let day = read_day(text);
    if day.is_none() {
        errors.add(field, "units-day-unread");
    }
    day
}

fn line(errors: &mut FormErrors, field: &'static str, text: &str, missing: Option<&'static str>) -> String {
    let text = text.trim();
    match missing {
        Some(key) if text.is_empty() => errors.add(field, key),
        _ if text.chars().count() > LINE_LETTERS_MAX => {
            errors.add_with(field, "cascades-line-long", args![n = LINE_LETTERS_MAX]);
        }
        _ => {}
    }
    text.to_owned()
}

fn reason(errors: &mut FormErrors, field: &'static str, text: &str, missing: &'static str) -> String {
    let text = text.trim();
    if text.is_empty() {
        errors.add(field, missing);
    } else if text.chars().count() > REASON_LETTERS_MAX {
        errors.add_with(field, "cascades-line-long", args![n = REASON_LETTERS_MAX]);
    }
    text.to_owned()
}

/// A person in charge: somebody of the unit, or a name that is typed.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CascadePersonForm)]
pub struct NamePerson {
    /// Id of somebody with a post in the unit; may be empty.
    pub person: String,
    /// The name, when nobody was chosen.
    pub name: String,
    /// The post.
    pub title: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

impl Check for NamePerson {
    type Valid = Named;

    fn check(self) -> Result<Named, FormErrors> {
        let mut errors = FormErrors::none();
        let person: Option<PersonId> = match self.person.trim() {
            "" => None,
            id => id.parse().map_or_else(
                |_| {
                    errors.add("person", "cascades-person-unknown");
                    None
                },
                Some,
            ),
        };
        let missing = Some("cascades-name-of-person-missing").filter(|_| person.is_none());
        let named = Named {
            person,
            name: line(&mut errors, "name", &self.name, missing),
            title: line(&mut errors, "title", &self.title, None),
            phone: line(&mut errors, "phone", &self.phone, None),
            email: line(&mut errors, "email", &self.email, None),
        };
        if !named.email.is_empty() && !named.email.contains('@') {
            errors.add("email", "cascades-email-wrong");
        }
        errors.or(|| named)
    }
}

/// An own plan that is begun from the plan that asks for it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CascadeOwnForm)]
pub struct BeginOwn {
    /// What is carried over: "task:ID", "duty:ID".
    pub items: Vec<String>,
    /// The subject of the own plan.
    pub subject: String,
    /// Who does it below, as printed.
    pub doers: String,
}

/// A checked beginning.
#[derive(Debug)]
pub struct Begun {
    /// Tasks and duties.
    pub ids: BTreeSet<Uuid>,
    /// The subject.
    pub subject: String,
    /// Who does it.
    pub doers: String,
}

impl Check for BeginOwn {
    type Valid = Begun;

    fn check(self) -> Result<Begun, FormErrors> {
        let mut errors = FormErrors::none();
        let ids: BTreeSet<Uuid> =
            self.items.iter().filter_map(|item| source(item)?.uuid()).take(ITEMS_MAX).collect();
        if ids.is_empty() {
            errors.add("items", "cascades-items-missing");
        }
        let subject = reason(&mut errors, "subject", &self.subject, "cascades-subject-missing");
        let doers = line(&mut errors, "doers", &self.doers, Some("cascades-doers-missing"));
        errors.or(|| Begun { ids, subject, doers })
    }
}

/// An own plan that was issued elsewhere.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = CascadePaperForm)]
pub struct RecordPaper {
    /// Number and symbol.
    #[serde(default)]
    pub number: String,
    /// Its date.
    #[serde(default)]
    pub on: String,
    /// The document; may be left out.
    #[serde(default)]
    #[schema(value_type = String, format = "binary")]
    pub file: Option<Upload>,
}

/// A checked own plan.
#[derive(Debug)]
pub struct Recorded {
    /// Number and symbol.
    pub number: String,
    /// Its date.
    pub on: Day,
    /// The document.
    pub file: Option<Upload>,
}

impl Check for RecordPaper {
    type Valid = Recorded;
    const BODY_BYTES_MAX: usize = UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Recorded, FormErrors> {
        let mut errors = FormErrors::none();
        let number = line(&mut errors, "number", &self.number, Some("cascades-number-missing"));
        let on = read_day(&self.on).unwrap_or_else(|| {
            errors.add(
                "on",
                if self.on.trim().is_empty() { "cascades-on-missing" } else { "units-day-unread" },
            );
            Day::default()
        });
        let mut file = self.file.filter(|file| !file.is_empty());
        if let Some(file) = &mut file {
            file.file_name = file.file_name.trim().chars().take(LINE_LETTERS_MAX).collect();
            if file.file_name.is_empty() {
                "ke-hoach".clone_into(&mut file.file_name);
            }
        }
        errors.or(|| Recorded { number, on, file })
    }
}

/// The sentence for a file that is too large.
pub fn too_large(bytes_max: u64) -> FormErrors {
    FormErrors::of_with("file", "imports-file-large", args![mb = bytes_max / MIB as u64])
}

/// Why a unit needs no own plan.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CascadeClaim)]
pub struct Claim {
    /// Why.
    pub reason: String,
}

impl Check for Claim {
    type Valid = String;

    fn check(self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::none();
        let reason = reason(&mut errors, "reason", &self.reason, "cascades-reason-missing");
        errors.or(|| reason)
    }
}

/// The answer to it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CascadeVerdict)]
pub struct VerdictForm {
    /// agree, refuse.
    pub verdict: String,
    /// Why not.
    pub refusal: String,
}

impl Check for VerdictForm {
    type Valid = Verdict;

    fn check(self) -> Result<Verdict, FormErrors> {
        let mut errors = FormErrors::none();
        match self.verdict.as_str() {
            "agree" => Ok(Verdict::Agree),
            "refuse" => {
                let why = reason(&mut errors, "refusal", &self.refusal, "cascades-refusal-missing");
                errors.or(|| Verdict::Refuse(why))
            }
            _ => Err(FormErrors::of("verdict", "cascades-verdict-missing")),
        }
    }
}

/// Whom to remind.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CascadeReminder)]
pub struct Remind {
    /// One answer by id; all that are silent when empty.
    pub answer: String,
}

impl Check for Remind {
    type Valid = Option<CascadeAnswerId>;

    fn check(self) -> Result<Option<CascadeAnswerId>, FormErrors> {
        match self.answer.trim() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| FormErrors::of("answer", "cascades-answer-unknown")),
        }
    }
}
