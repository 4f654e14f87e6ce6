//! What people type about a rating and its criteria, and what it must be like.

use super::actions::{Asked, Line, NewRating, PAPER_KINDS};
use crate::app::App;
use crate::features::units;
use domain::figures::Amount;
use domain::ids::{ClusterId, CriterionId, PlanId, RatingSheetId, UnitId};
use domain::ratings::{CriterionKind, PointSource, STEP, read_grades};
use domain::units::UnitKind;
use paper::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, args};

/// Longest name of a rating or criterion, in letters.
pub const NAME_LETTERS_MAX: usize = 500;
/// Longest remark, reason, complaint or answer, in letters.
pub const NOTE_LETTERS_MAX: usize = 2_000;
/// Longest table pasted at once, in letters.
const PASTE_LETTERS_MAX: usize = 50_000;
/// Most points of a criterion, in hundredths.
const POINTS_MAX: i64 = 100_000;
/// Units chosen one by one.
pub const UNITS_MAX: usize = 300;
/// Longest time for complaints.
const COMPLAINT_DAYS_MAX: i32 = 90;

/// Reads points of at most two decimals, in hundredths.
pub fn points(text: &str) -> Option<i64> {
    let n = Amount::parse(text, 2).ok()?.hundredths();
    (0..=POINTS_MAX).contains(&n).then_some(n)
}

/// A rating.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RatingForm {
    /// Its name.
    pub name: String,
    /// The unit that rates, as typed; only for a new one.
    pub unit: String,
    /// The same, chosen.
    pub unit_id: String,
    /// The plan whose work counts, by id.
    pub plan: String,
    /// By when units score themselves.
    pub due_on: String,
    /// kinds, cluster or units.
    pub asked: String,
    /// kinds: below which unit, as typed.
    pub within: String,
    /// The same, chosen.
    pub within_id: String,
    /// kinds: their codes.
    pub kinds: Vec<String>,
    /// cluster: its id.
    pub cluster: String,
    /// units: their names, one a line.
    pub units: String,
    /// Grades, one a line: "Tên | từ điểm | tối đa %".
    pub grades: String,
    /// Most bonus.
    pub bonus_max: String,
    /// Most penalty.
    pub penalty_max: String,
    /// Days for complaints.
    pub complaint_days: String,
    /// The version of the page.
    pub version: i32,
}

/// A form that was read; units are still names.
#[derive(Debug)]
pub struct Typed {
    new: NewRating,
    unit: (Option<UnitId>, String),
    within: (Option<UnitId>, String),
    units: Vec<String>,
    /// See [`RatingForm::version`].
    pub version: i32,
}

impl Typed {
    /// What was typed, without looking for its units.
    pub fn without_units(self) -> NewRating {
        self.new
    }

    /// Finds the units that were named: the one that rates (of a new rating) and those it asks.
    pub async fn meant(
        mut self,
        app: &App,
        is_new: bool,
    ) -> Result<Result<(NewRating, Option<UnitId>), FormErrors>, Error> {
        let (db, today) = (app.db.read(), app.now().local_day());
        let mut errors = FormErrors::none();
        let mut asker = None;
        if is_new {
            asker = units::actions::meant(db, self.unit.0, &self.unit.1, today).await?;
            if asker.is_none() {
                errors.add_with("unit", "figures-unit-unknown", args![name = self.unit.1.as_str()]);
            }
        }
        match &mut self.new.asked {
            Asked::Kinds(within, _) => {
                let (chosen, text) = &self.within;
                if chosen.is_some() || !text.is_empty() {
                    *within = units::actions::meant(db, *chosen, text, today).await?;
                    if within.is_none() {
                        errors.add_with("within", "figures-unit-unknown", args![name = text.as_str()]);
                    }
                }
            }
            Asked::Units(found) => *found = named(app, &self.units, &mut errors).await?,
            Asked::Cluster(_) => {}
        }
        let new = self.new;
        Ok(errors.or(|| (new, asker)))
    }
}

fn name_of(errors: &mut FormErrors, field: String, typed: &str) -> String {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        errors.add(field, "ratings-name-missing");
    } else if name.chars().count() > NAME_LETTERS_MAX {
        errors.add_with(field, "figures-too-long", args![n = NAME_LETTERS_MAX]);
    }
    name
}

impl RatingForm {
    fn asked(&self, errors: &mut FormErrors) -> (Asked, Vec<String>) {
        match self.asked.as_str() {
            "cluster" => match self.cluster.parse::<ClusterId>() {
                Ok(id) => (Asked::Cluster(id), Vec::new()),
                Err(_) => {
                    errors.add("cluster", "ratings-cluster-missing");
                    (Asked::Units(Vec::new()), Vec::new())
                }
            },
            "units" => {
                let names = lines(&self.units);
                if names.is_empty() || names.len() > UNITS_MAX {
                    errors.add_with("units", "ratings-units-wrong", args![n = UNITS_MAX]);
                }
                (Asked::Units(Vec::new()), names)
            }
            _ => {
                let kinds: Vec<UnitKind> =
                    self.kinds.iter().filter_map(|code| UnitKind::parse(code)).collect();
                if kinds.is_empty() {
                    errors.add("kinds", "ratings-kinds-missing");
                }
                (Asked::Kinds(None, kinds), Vec::new())
            }
        }
    }
}

impl Check for RatingForm {
    type Valid = Typed;

    fn check(self) -> Result<Typed, FormErrors> {
        let mut errors = FormErrors::none();
        let name = name_of(&mut errors, "name".to_owned(), &self.name);
        let due_on = units::read_day(&self.due_on);
        if due_on.is_none() && !self.due_on.trim().is_empty() {
            errors.add("due_on", "groups-day-unread");
        }
        let grades = read_grades(&self.grades).unwrap_or_else(|line| {
            errors.add_with("grades", "ratings-grades-wrong", args![n = line]);
            Vec::new()
        });
        let mut cap = |field: &'static str, typed: &str| {
            let n = if typed.trim().is_empty() { Some(0) } else { points(typed) };
            if n.is_none() {
                errors.add(field, "ratings-points-wrong");
            }
            n.unwrap_or(0)
        };
        let bonus_max = cap("bonus_max", &self.bonus_max);
        let penalty_max = cap("penalty_max", &self.penalty_max);
        let complaint_days = self.complaint_days.trim().parse().unwrap_or(-1);
        if !(0..=COMPLAINT_DAYS_MAX).contains(&complaint_days) {
            errors.add_with("complaint_days", "ratings-days-wrong", args![n = COMPLAINT_DAYS_MAX]);
        }
        let (asked, units) = self.asked(&mut errors);
        let chosen = |id: &str| id.trim().parse().ok();
        let plan: Option<PlanId> = chosen(&self.plan).map(|id: uuid::Uuid| id.into());
        let new = NewRating { name, plan, due_on, asked, grades, bonus_max, penalty_max, complaint_days };
        errors.or(|| Typed {
            new,
            unit: (self.unit_id.trim().parse().ok(), self.unit.trim().to_owned()),
            within: (self.within_id.trim().parse().ok(), self.within.trim().to_owned()),
            units,
            version: self.version,
        })
    }
}

/// A button: the version of the page it stands on.
#[derive(Debug, Default, Clone, Copy, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingSeen)]
pub struct Seen {
    /// The version.
    pub version: i32,
}

impl Check for Seen {
    type Valid = i32;

    fn check(self) -> Result<i32, FormErrors> {
        Ok(self.version)
    }
}

/// A step of a whole rating.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingStepForm)]
pub struct StepForm {
    /// send, remind, lock, unlock, publish, stop or remove.
    pub act: String,
    /// Why it is stopped.
    pub reason: String,
    /// Locked although some units are not scored.
    pub is_partial: bool,
    /// The version of the page.
    pub version: i32,
}

impl Check for StepForm {
    type Valid = StepForm;

    fn check(self) -> Result<StepForm, FormErrors> {
        let acts = ["send", "remind", "lock", "unlock", "publish", "stop", "remove"];
        if !acts.contains(&self.act.as_str()) {
            return Err(FormErrors::of("act", "ratings-act-unknown"));
        }
        let reason = self.reason.trim().to_owned();
        if self.act == "stop" && reason.is_empty() {
            return Err(FormErrors::of("reason", "ratings-stop-reason-missing"));
        }
        if reason.chars().count() > NOTE_LETTERS_MAX {
            return Err(FormErrors::of_with("reason", "figures-too-long", args![n = NOTE_LETTERS_MAX]));
        }
        Ok(StepForm { reason, ..self })
    }
}

/// Units that are added to a rating that runs.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingUnitsForm)]
pub struct UnitsForm {
    /// Names, one a line; empty for those that stand for the rating today and have no sheet yet.
    pub units: String,
    /// The version of the page.
    pub version: i32,
}

impl Check for UnitsForm {
    type Valid = (i32, Vec<String>);

    fn check(self) -> Result<(i32, Vec<String>), FormErrors> {
        let named = lines(&self.units);
        if named.len() > UNITS_MAX {
            return Err(FormErrors::of_with("units", "ratings-units-wrong", args![n = UNITS_MAX]));
        }
        Ok((self.version, named))
    }
}

/// What stands on each line.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The units that these names mean, each once; names that mean none or several are told.
pub async fn named(app: &App, names: &[String], errors: &mut FormErrors) -> Result<Vec<UnitId>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let mut found = Vec::new();
    for name in names {
        match units::actions::meant(db, None, name, today).await? {
            Some(unit) if !found.contains(&unit) => found.push(unit),
            Some(_) => {}
            None => errors.add_with("units", "figures-unit-unknown", args![name = name.as_str()]),
        }
    }
    Ok(found)
}

/// What the results are told with.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingDocumentForm)]
pub struct DocumentForm {
    /// QĐ, TB or BC.
    pub kind: String,
    /// The version of the page.
    pub version: i32,
}

impl Check for DocumentForm {
    type Valid = (Kind, i32);

    fn check(self) -> Result<(Kind, i32), FormErrors> {
        let kind = PAPER_KINDS.into_iter().find(|kind| kind.code() == self.kind);
        kind.map(|kind| (kind, self.version))
            .ok_or_else(|| FormErrors::of("kind", "ratings-document-kind-wrong"))
    }
}

/// Sheets accepted at once; a page has fewer.
const SHEETS_MAX: usize = 200;

/// Sheets whose proposed points are accepted.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingAcceptForm)]
pub struct AcceptForm {
    /// Each as "ID:VERSION", as the page showed it.
    pub sheets: Vec<String>,
    /// The kind of units that was shown.
    pub kind: String,
    /// The cluster that was shown.
    pub cluster: String,
    /// The state that was shown.
    pub state: String,
    /// The words that were searched for.
    pub q: String,
}

impl AcceptForm {
    /// The list that was shown, as the end of an address.
    pub fn shown(&self) -> String {
        let fields =
            [("kind", &self.kind), ("cluster", &self.cluster), ("state", &self.state), ("q", &self.q)];
        let set = fields.iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = set.map(|(name, value)| format!("{name}={}", web::encoded(value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

impl Check for AcceptForm {
    type Valid = Vec<(RatingSheetId, i32)>;

    fn check(self) -> Result<Vec<(RatingSheetId, i32)>, FormErrors> {
        let read = |one: &String| {
            let (id, version) = one.split_once(':')?;
            Some((id.parse().ok()?, version.parse().ok()?))
        };
        let read: Option<Vec<_>> = self.sheets.iter().map(read).collect();
        match read {
            Some(chosen) if !chosen.is_empty() && chosen.len() <= SHEETS_MAX => Ok(chosen),
            _ => Err(FormErrors::of_with("sheets", "ratings-many-none", args![n = SHEETS_MAX])),
        }
    }
}

/// A criterion in the list.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = CriterionItem)]
pub struct Item {
    /// The heading above it.
    pub heading: String,
    /// What is rated.
    pub name: String,
    /// points, bonus, penalty or condition.
    pub kind: String,
    /// Highest points.
    pub points: String,
    /// "hand", "work", "figures", "own_plan", "named" or "indicator:ID".
    pub source: String,
}

/// Criteria: pasted, typed or removed.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
pub struct CriteriaForm {
    /// preview, add, save or "remove:ID".
    pub act: String,
    /// A table.
    pub paste: String,
    /// Those in the list, by id.
    pub items: BTreeMap<String, Item>,
    /// The version of the page.
    pub version: i32,
}

/// What is to be done to criteria.
#[derive(Debug)]
pub enum Wish {
    /// Show how a table is read.
    Preview(String),
    /// Add what it says.
    Add(Vec<Line>),
    /// Write those in the list.
    Save(Vec<(CriterionId, Line)>),
    /// Take one out, and write the others.
    Remove(CriterionId, Vec<(CriterionId, Line)>),
}

impl Check for CriteriaForm {
    type Valid = (i32, Wish);

    fn check(self) -> Result<(i32, Wish), FormErrors> {
        let mut errors = FormErrors::none();
        if self.paste.chars().count() > PASTE_LETTERS_MAX {
            return Err(FormErrors::of_with("paste", "figures-too-long", args![n = PASTE_LETTERS_MAX]));
        }
        let wish = match self.act.as_str() {
            "preview" => Wish::Preview(self.paste),
            "add" => Wish::Add(pasted(&self.paste, &mut errors)),
            "save" => Wish::Save(listed(&self.items, None, &mut errors)),
            act => match act.strip_prefix("remove:").and_then(|id| id.parse().ok()) {
                Some(id) => Wish::Remove(id, listed(&self.items, Some(id), &mut errors)),
                None => return Err(FormErrors::of("act", "ratings-act-unknown")),
            },
        };
        errors.or(|| (self.version, wish))
    }
}

/// The criteria of the list, but for the one that goes.
fn listed(
    items: &BTreeMap<String, Item>,
    gone: Option<CriterionId>,
    errors: &mut FormErrors,
) -> Vec<(CriterionId, Line)> {
    let known = items.iter().filter_map(|(key, item)| Some((key.parse().ok()?, key, item)));
    let kept = known.filter(|(id, ..)| Some(*id) != gone);
    kept.map(|(id, key, item)| (id, item.line(key, errors))).collect()
}

fn pasted(text: &str, errors: &mut FormErrors) -> Vec<Line> {
    let rows = domain::ratings::read_table(text);
    if rows.is_empty() {
        errors.add("paste", "ratings-paste-empty");
    }
    let wrong: Vec<String> =
        rows.iter().filter(|row| row.points.is_none()).map(|row| row.line.to_string()).collect();
    if !wrong.is_empty() {
        errors.add_with("paste", "ratings-paste-wrong", args![lines = wrong.join(", ")]);
    }
    let line = |row: domain::ratings::Pasted| Line {
        heading: row.group.chars().take(NAME_LETTERS_MAX).collect(),
        name: row.name.chars().take(NAME_LETTERS_MAX).collect(),
        kind: CriterionKind::Points,
        points: row.points.unwrap_or(0).min(POINTS_MAX),
        source: PointSource::Hand,
        indicator: None,
    };
    rows.into_iter().map(line).collect()
}

impl Item {
    fn line(&self, key: &str, errors: &mut FormErrors) -> Line {
        let name = name_of(errors, format!("items.{key}.name"), &self.name);
        let kind = self.kind.parse().unwrap_or(CriterionKind::Points);
        let read = points(&self.points).filter(|n| *n > 0 && n % STEP == 0);
        let points = match (kind, read) {
            (CriterionKind::Condition, _) => 0,
            (_, Some(n)) => n,
            (_, None) => {
                errors.add(format!("items.{key}.points"), "ratings-points-step");
                0
            }
        };
        let (source, indicator) = match self.source.strip_prefix("indicator:") {
            Some(id) => (PointSource::Indicator, id.parse().ok()),
            None => (self.source.parse().unwrap_or(PointSource::Hand), None),
        };
        let heading = self.heading.trim().chars().take(NAME_LETTERS_MAX).collect();
        Line { heading, name, kind, points, source, indicator }
    }
}
