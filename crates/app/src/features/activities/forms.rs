//! What people type about an activity as a whole, and what it must be like.

use super::actions::{Asked, NewActivity};
use crate::app::App;
use crate::features::units;
use domain::activities::{ActivityKind, ActivityStep};
use domain::ids::{ClusterId, UnitId};
use domain::units::UnitKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, args};

/// Longest name, place, speaker or contact, in letters.
pub const NAME_LETTERS_MAX: usize = 500;
/// Longest text or reason, in letters.
pub const TEXT_LETTERS_MAX: usize = 10_000;
/// Units that can be chosen one by one.
const UNITS_MAX: usize = 300;
/// Units that organise with the unit.
const HOSTS_MAX: usize = 10;
/// Most persons of one unit.
const SEATS_MAX: i32 = 500;

/// An activity.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityForm {
    /// Its name.
    pub name: String,
    /// Who organises it, as typed; only of a new one.
    pub unit: String,
    /// The same, chosen.
    pub unit_id: String,
    /// Id of the task that it is for; only of a new one.
    pub task: String,
    /// Id of the duty that it is for; only of a new one.
    pub duty: String,
    /// propaganda, training, conference, workshop, exchange, contest, inspection, care or other.
    pub kind: String,
    /// Purpose and content.
    pub content: String,
    /// Whom to ask.
    pub contact: String,
    /// Units that organise it too, one a line.
    pub hosts: String,
    /// none, kinds, cluster or units.
    pub asked: String,
    /// kinds: below which unit, as typed.
    pub within: String,
    /// The same, chosen.
    pub within_id: String,
    /// kinds: their codes.
    pub kinds: Vec<String>,
    /// cluster: its id.
    pub cluster: String,
    /// units: one a line.
    pub units: String,
    /// Persons of each unit at most.
    pub seats: String,
    /// By which day units name who comes.
    pub answer_by: String,
    /// The version of the page.
    pub version: i32,
}

/// A form that was read; units are still names.
#[derive(Debug)]
pub struct Read {
    new: NewActivity,
    unit: (Option<UnitId>, String),
    within: (Option<UnitId>, String),
    units: Vec<String>,
    hosts: Vec<String>,
    /// See [`ActivityForm::version`].
    pub version: i32,
}

impl Read {
    /// Finds the units that were named: who organises (of a new one), who organises with it, who is asked.
    pub async fn meant(
        mut self,
        app: &App,
        is_new: bool,
    ) -> Result<Result<(NewActivity, Option<UnitId>), FormErrors>, Error> {
        let (db, today) = (app.db.read(), app.now().local_day());
        let mut errors = FormErrors::none();
        let mut organiser = None;
        if is_new {
            organiser = units::actions::meant(db, self.unit.0, &self.unit.1, today).await?;
            if organiser.is_none() {
                errors.add_with("unit", "figures-unit-unknown", args![name = self.unit.1.as_str()]);
            }
        }
        if let Asked::Kinds(within, _) = &mut self.new.asked {
            let (chosen, text) = &self.within;
            if chosen.is_some() || !text.is_empty() {
                *within = units::actions::meant(db, *chosen, text, today).await?;
                if within.is_none() {
                    errors.add_with("within", "figures-unit-unknown", args![name = text.as_str()]);
                }
            }
        }
        let mut chosen = Vec::new();
        for name in &self.units {
            match units::actions::meant(db, None, name, today).await? {
                Some(unit) if !chosen.contains(&unit) => chosen.push(unit),
                Some(_) => {}
                None => errors.add_with("units", "figures-unit-unknown", args![name = name.as_str()]),
            }
        }
        if let Asked::Units(units) = &mut self.new.asked {
            *units = chosen;
        }
        for name in &self.hosts {
            match units::actions::meant(db, None, name, today).await? {
                Some(unit) if !self.new.hosts.contains(&unit) => self.new.hosts.push(unit),
                Some(_) => {}
                None => errors.add_with("hosts", "figures-unit-unknown", args![name = name.as_str()]),
            }
        }
        let new = self.new;
        Ok(errors.or(|| (new, organiser)))
    }
}

/// A text on one line that is not too long.
pub fn line(errors: &mut FormErrors, field: &str, typed: &str, missing: Option<&'static str>) -> String {
    let text = domain::text::nfc(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    match missing {
        Some(key) if text.is_empty() => errors.add(field.to_owned(), key),
        _ if text.chars().count() > NAME_LETTERS_MAX => {
            errors.add_with(field.to_owned(), "figures-too-long", args![n = NAME_LETTERS_MAX]);
        }
        _ => {}
    }
    text
}

/// A text of several lines that is not too long.
pub fn text(errors: &mut FormErrors, field: &str, typed: &str, missing: Option<&'static str>) -> String {
    let text = domain::text::nfc(&typed.replace("\r\n", "\n")).trim().to_owned();
    match missing {
        Some(key) if text.is_empty() => errors.add(field.to_owned(), key),
        _ if text.chars().count() > TEXT_LETTERS_MAX => {
            errors.add_with(field.to_owned(), "figures-too-long", args![n = TEXT_LETTERS_MAX]);
        }
        _ => {}
    }
    text
}

/// Names of units, one a line.
fn names(
    errors: &mut FormErrors,
    field: &'static str,
    typed: &str,
    (least, most): (usize, usize),
) -> Vec<String> {
    let lines = typed.lines().map(|line| domain::text::nfc(line.trim()));
    let names: Vec<String> = lines.filter(|name| !name.is_empty()).collect();
    if names.len() < least {
        errors.add(field, "activities-units-missing");
    } else if names.len() > most {
        errors.add_with(field, "activities-units-many", args![n = most]);
        return Vec::new();
    }
    names
}

impl ActivityForm {
    fn asked(&self, errors: &mut FormErrors) -> (Asked, Vec<String>) {
        match self.asked.as_str() {
            "kinds" => {
                let kinds: Vec<UnitKind> =
                    self.kinds.iter().filter_map(|code| UnitKind::parse(code)).collect();
                if kinds.is_empty() {
                    errors.add("kinds", "ratings-kinds-missing");
                }
                (Asked::Kinds(None, kinds), Vec::new())
            }
            "cluster" => match self.cluster.parse::<ClusterId>() {
                Ok(id) => (Asked::Cluster(id), Vec::new()),
                Err(_) => {
                    errors.add("cluster", "ratings-cluster-missing");
                    (Asked::Nobody, Vec::new())
                }
            },
            "units" => {
                let names = names(errors, "units", &self.units, (1, UNITS_MAX));
                (Asked::Units(Vec::new()), names)
            }
            _ => (Asked::Nobody, Vec::new()),
        }
    }

    fn seats(&self, errors: &mut FormErrors) -> Option<i32> {
        let typed = self.seats.trim();
        let seats = typed.parse().ok().filter(|n| (1..=SEATS_MAX).contains(n));
        if seats.is_none() && !typed.is_empty() {
            errors.add_with("seats", "activities-seats-wrong", args![n = SEATS_MAX]);
        }
        seats
    }
}

impl Check for ActivityForm {
    type Valid = Read;

    fn check(self) -> Result<Read, FormErrors> {
        let mut errors = FormErrors::none();
        let name = line(&mut errors, "name", &self.name, Some("activities-name-missing"));
        let content = text(&mut errors, "content", &self.content, None);
        let contact = line(&mut errors, "contact", &self.contact, None);
        let kind: Option<ActivityKind> = self.kind.parse().ok();
        if kind.is_none() {
            errors.add("kind", "activities-kind-missing");
        }
        let (asked, units) = self.asked(&mut errors);
        let seats = self.seats(&mut errors);
        let answer_by = units::read_day(&self.answer_by);
        if answer_by.is_none() && !self.answer_by.trim().is_empty() {
            errors.add("answer_by", "groups-day-unread");
        }
        let hosts = names(&mut errors, "hosts", &self.hosts, (0, HOSTS_MAX));
        let kind = kind.unwrap_or(ActivityKind::Other);
        let new = NewActivity { kind, name, content, contact, asked, seats, answer_by, hosts: Vec::new() };
        errors.or(|| Read {
            new,
            unit: (self.unit_id.trim().parse().ok(), self.unit.trim().to_owned()),
            within: (self.within_id.trim().parse().ok(), self.within.trim().to_owned()),
            units,
            hosts,
            version: self.version,
        })
    }
}

/// A step of the whole activity.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityStepForm {
    /// announce, hold, reopen, cancel or remove.
    pub act: String,
    /// Why it is called off or opened again.
    pub reason: String,
    /// The version of the page.
    pub version: i32,
}

impl Check for ActivityStepForm {
    type Valid = (i32, ActivityStep, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let step = self.act.parse().ok().filter(|step| *step != ActivityStep::Report);
        let Some(step) = step else { return Err(FormErrors::of("act", "activities-step-unknown")) };
        let needs_words = matches!(step, ActivityStep::Cancel | ActivityStep::Reopen);
        let missing = needs_words.then_some("activities-reason-missing");
        let reason = line(&mut errors, "reason", &self.reason, missing);
        errors.or(|| (self.version, step, reason))
    }
}

/// The results.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityReportForm {
    /// What came of it.
    pub results: String,
    /// What is proposed.
    pub lessons: String,
    /// The version of the page.
    pub version: i32,
}

impl Check for ActivityReportForm {
    type Valid = (i32, String, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let results = text(&mut errors, "results", &self.results, Some("activities-results-missing"));
        let lessons = text(&mut errors, "lessons", &self.lessons, None);
        errors.or(|| (self.version, results, lessons))
    }
}
