//! What people type about indicators and figures, and what it must be like.

use super::actions::{Asked, NewIndicator, Verdict};
use crate::app::App;
use crate::features::units;
use domain::figures::{Amount, DECIMALS_MAX, Direction, Every, Odd, Said, Scope, Way};
use domain::ids::{FigureId, UnitId};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tables::indicator;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Args, Check, Error, FormErrors, args};

/// Longest name, in letters.
const NAME_LETTERS_MAX: usize = 300;
/// Longest unit of measure, in letters.
const MEASURE_LETTERS_MAX: usize = 40;
/// Longest remark, reason or link, in letters.
pub const NOTE_LETTERS_MAX: usize = 1_000;
/// Latest day after a period that figures are due.
const DUE_DAYS_MAX: i32 = 400;
/// Units chosen one by one.
const UNITS_MAX: usize = 300;
/// Figures answered or typed at once on a page.
const ITEMS_MAX: usize = 300;

/// Why a text is no figure, as a sentence.
pub fn odd(why: Odd) -> (&'static str, Args) {
    match why {
        Odd::NotANumber => ("figures-not-a-number", Args::none()),
        Odd::Dot => ("figures-dot", Args::none()),
        Odd::Decimals(0) => ("figures-whole", Args::none()),
        Odd::Decimals(n) => ("figures-decimals", args![n = n]),
        Odd::TooLarge => ("figures-too-large", Args::none()),
    }
}

/// What is wrong with a figure, and in which of its two fields.
#[derive(Debug)]
pub struct Wrong {
    /// It is what a rate refers to.
    pub is_base: bool,
    /// The sentence.
    pub key: &'static str,
    /// Its values.
    pub args: Args,
}

/// Reads what was typed of a figure: nothing, or a figure within the limits of its indicator.
pub fn said(row: &indicator::Model, value: &str, base: &str) -> Result<Option<Said>, Wrong> {
    let amount = |text: &str, is_base: bool| {
        let decimals = u8::try_from(row.decimals).unwrap_or(0);
        Amount::parse(text, decimals).map_err(|why| {
            let (key, args) = odd(why);
            Wrong { is_base, key, args }
        })
    };
    let said = match (value.trim(), base.trim()) {
        ("", "") => return Ok(None),
        ("", _) => return Err(Wrong { is_base: false, key: "figures-half", args: Args::none() }),
        (value, base) if row.way == Way::Rate => {
            if base.is_empty() {
                return Err(Wrong { is_base: true, key: "figures-base-missing", args: Args::none() });
            }
            Said { value: amount(value, false)?, base: Some(amount(base, true)?) }
        }
        (value, _) => Said { value: amount(value, false)?, base: None },
    };
    within_limits(row, said).map(Some)
}

/// A figure that was read, within the limits of its indicator.
pub fn within_limits(row: &indicator::Model, said: Said) -> Result<Said, Wrong> {
    let zero = Amount::default();
    if let Some(base) = said.base {
        if base < zero || (base == zero && said.value != zero) {
            return Err(Wrong { is_base: true, key: "figures-base-zero", args: Args::none() });
        }
        if said.value > base && row.most.is_none_or(|most| most <= 10_000) {
            return Err(Wrong { is_base: false, key: "figures-more-than-base", args: Args::none() });
        }
    }
    let goal = row.goal();
    let shown = domain::figures::Quantity::own(Some(said), &goal, true).shown(row.way);
    let limit = |n: Option<i64>| n.map(Amount::of_hundredths);
    match (shown, limit(row.least), limit(row.most)) {
        (Some(shown), Some(least), _) if shown < least => {
            let args = args![n = least.print()];
            Err(Wrong { is_base: false, key: "figures-too-small", args })
        }
        (Some(shown), _, Some(most)) if shown > most => {
            let args = args![n = most.print()];
            Err(Wrong { is_base: false, key: "figures-too-big", args })
        }
        _ => Ok(said),
    }
}

/// An indicator.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct IndicatorForm {
    /// What is counted.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// sum, rate or latest.
    pub way: String,
    /// least or most.
    pub direction: String,
    /// What is to be reached; of a rate in percent.
    pub target: String,
    /// each or all.
    pub scope: String,
    /// once, month, quarter, half_year, year or school_year.
    pub every: String,
    /// The day in whose period it begins.
    pub starts_on: String,
    /// The last day.
    pub ends_on: String,
    /// Days from the end of a period until it is due.
    pub due_days: String,
    /// 0, 1 or 2.
    pub decimals: String,
    /// Smallest figure that is taken.
    pub least: String,
    /// Largest one.
    pub most: String,
    /// kinds, name or units.
    pub asked: String,
    /// kinds: below which unit, as typed.
    pub within: String,
    /// The same, chosen.
    pub within_id: String,
    /// kinds: their codes.
    pub kinds: Vec<String>,
    /// name: as the plan prints it.
    pub printed: String,
    /// units: their names, one a line.
    pub units: String,
    /// The units between collect what stands below them.
    pub is_stepwise: bool,
    /// "task:…", "duty:…" or nothing.
    pub source: String,
    /// The plan's words.
    pub quote: String,
    /// Their line.
    pub line: String,
    /// declare or refuse.
    pub act: String,
}

/// An indicator that was read, with units still as they were typed.
#[derive(Debug)]
pub struct Typed {
    new: NewIndicator,
    within: (Option<UnitId>, String),
    units: Vec<String>,
    /// A proposal that is refused.
    pub is_refused: bool,
}

impl Typed {
    /// Finds the units that were named.
    pub async fn meant(mut self, app: &App) -> Result<Result<NewIndicator, FormErrors>, Error> {
        let (db, today) = (app.db.read(), app.now().local_day());
        let mut errors = FormErrors::none();
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
            Asked::Units(found) => {
                for name in &self.units {
                    match units::actions::meant(db, None, name, today).await? {
                        Some(unit) if !found.contains(&unit) => found.push(unit),
                        Some(_) => {}
                        None => errors.add_with("units", "figures-unit-unknown", args![name = name.as_str()]),
                    }
                }
            }
            Asked::Name(_) => {}
        }
        let new = self.new;
        Ok(errors.or(|| new))
    }
}

impl Check for IndicatorForm {
    type Valid = Typed;

    fn check(self) -> Result<Typed, FormErrors> {
        let mut errors = FormErrors::none();
        let is_refused = self.act == "refuse";
        let name = text(&mut errors, "name", &self.name, NAME_LETTERS_MAX);
        let way = self.way.parse().unwrap_or(Way::Sum);
        let measure = match self.measure.trim() {
            "" if way == Way::Rate => "%".to_owned(),
            typed => text(&mut errors, "measure", typed, MEASURE_LETTERS_MAX),
        };
        let decimals = self.decimals.trim().parse().unwrap_or(0).min(DECIMALS_MAX);
        let target = amount(&mut errors, "target", &self.target);
        let least = amount(&mut errors, "least", &self.least);
        let most = amount(&mut errors, "most", &self.most);
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            errors.add("most", "figures-limits-crossed");
        }
        let (starts_on, ends_on) =
            (day(&mut errors, "starts_on", &self.starts_on), day(&mut errors, "ends_on", &self.ends_on));
        if let (Some(first), Some(last)) = (starts_on, ends_on)
            && first > last
        {
            errors.add("ends_on", "figures-days-crossed");
        }
        let due_days = match self.due_days.trim() {
            "" => Some(0),
            typed => typed.parse().ok().filter(|n| (0..=DUE_DAYS_MAX).contains(n)),
        };
        if due_days.is_none() {
            errors.add_with("due_days", "figures-due-days", args![n = DUE_DAYS_MAX]);
        }
        let (asked, units) =
            if is_refused { (Asked::Units(Vec::new()), Vec::new()) } else { self.asked(&mut errors) };
        let new = NewIndicator {
            source: source(&self.source),
            name,
            measure,
            way,
            direction: self.direction.parse().unwrap_or(Direction::Least),
            target,
            scope: self.scope.parse().unwrap_or(Scope::All),
            every: self.every.parse().unwrap_or(Every::Once),
            starts_on,
            ends_on,
            due_days: due_days.unwrap_or(0),
            decimals,
            // Less than nothing is counted nowhere, unless somebody says so.
            least: least.or(Some(Amount::default())),
            most,
            asked,
            is_stepwise: self.is_stepwise,
            quote: self.quote.chars().take(NOTE_LETTERS_MAX).collect(),
            line: self.line.trim().parse().ok(),
        };
        let within = (self.within_id.trim().parse().ok(), self.within.trim().to_owned());
        errors.or(|| Typed { new, within, units, is_refused })
    }
}

impl IndicatorForm {
    fn asked(&self, errors: &mut FormErrors) -> (Asked, Vec<String>) {
        match self.asked.as_str() {
            "name" => {
                if self.printed.trim().is_empty() {
                    errors.add("printed", "figures-name-missing");
                }
                (Asked::Name(self.printed.trim().to_owned()), Vec::new())
            }
            "units" => {
                let names: Vec<String> = self
                    .units
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .map(str::to_owned)
                    .collect();
                if names.is_empty() {
                    errors.add("units", "figures-units-missing");
                }
                if names.len() > UNITS_MAX {
                    errors.add_with("units", "figures-units-many", args![n = UNITS_MAX]);
                }
                (Asked::Units(Vec::new()), names)
            }
            _ => {
                let kinds: Vec<UnitKind> =
                    self.kinds.iter().filter_map(|code| UnitKind::parse(code)).collect();
                if kinds.is_empty() {
                    errors.add("kinds", "figures-kinds-missing");
                }
                (Asked::Kinds(None, kinds), Vec::new())
            }
        }
    }
}

/// What stands in the form of an indicator that is there.
pub fn fields_of(row: &indicator::Model, within: &str, units: &[String]) -> IndicatorForm {
    let amount = |n: Option<i64>| n.map(|n| Amount::of_hundredths(n).print()).unwrap_or_default();
    let day = |day: Option<Day>| day.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default();
    IndicatorForm {
        name: row.name.clone(),
        measure: row.measure.clone(),
        way: row.way.word().to_owned(),
        direction: row.direction.word().to_owned(),
        target: amount(row.target),
        scope: row.scope.word().to_owned(),
        every: row.every.word().to_owned(),
        starts_on: day(row.starts_on),
        ends_on: day(row.ends_on),
        due_days: row.due_days.to_string(),
        decimals: row.decimals.to_string(),
        least: amount(row.least),
        most: amount(row.most),
        asked: row.asked.clone(),
        within: within.to_owned(),
        within_id: row.within_id.map(|id| id.to_string()).unwrap_or_default(),
        kinds: row.kinds.split(',').map(str::to_owned).collect(),
        printed: row.printed.clone(),
        units: units.join("\n"),
        is_stepwise: row.is_stepwise,
        source: row.source_id.map(|id| format!("{}:{id}", row.source_kind)).unwrap_or_default(),
        quote: row.quote.clone(),
        line: row.line.map(|line| line.to_string()).unwrap_or_default(),
        act: String::new(),
    }
}

fn source(text: &str) -> Option<(&'static str, Uuid)> {
    let (kind, id) = text.trim().split_once(':')?;
    let kind = ["task", "duty"].into_iter().find(|one| *one == kind)?;
    Some((kind, id.parse().ok()?))
}

fn text(errors: &mut FormErrors, field: &'static str, typed: &str, max: usize) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        errors.add(field, if field == "name" { "figures-what-missing" } else { "figures-measure-missing" });
    }
    if typed.chars().count() > max {
        errors.add_with(field, "figures-too-long", args![n = max]);
    }
    typed.to_owned()
}

fn amount(errors: &mut FormErrors, field: &'static str, typed: &str) -> Option<Amount> {
    if typed.trim().is_empty() {
        return None;
    }
    Amount::parse(typed, DECIMALS_MAX)
        .inspect_err(|why| {
            let (key, args) = odd(*why);
            errors.add_with(field, key, args);
        })
        .ok()
}

fn day(errors: &mut FormErrors, field: &'static str, typed: &str) -> Option<Day> {
    if typed.trim().is_empty() {
        return None;
    }
    let day = units::read_day(typed);
    if day.is_none() {
        errors.add(field, "figures-day-unknown");
    }
    day
}

/// One figure as it was typed.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = FigureForm)]
pub struct Item {
    /// The figure; of a rate how many fulfil it.
    pub value: String,
    /// Of a rate: of how many.
    pub base: String,
    /// A remark.
    pub note: String,
    /// Where the evidence is.
    pub link: String,
    /// When the page was made.
    pub seen: String,
}

/// Figures of one's unit.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = FiguresForm)]
pub struct SayForm {
    /// What was typed, by the id of its figure: a list that changed meanwhile moves nothing to another figure.
    pub items: BTreeMap<String, Item>,
    /// save or send.
    pub act: String,
    /// Sent although units below have not sent theirs.
    pub is_partial: bool,
    /// Where to go afterwards: the list or the level it was typed on.
    pub back: String,
}

/// Figures whose ids are ids; their texts are read with their indicators at hand.
#[derive(Debug)]
pub struct Saids {
    /// Which figure, with what was typed.
    pub items: Vec<(FigureId, Item)>,
    /// They are sent as well.
    pub is_send: bool,
    /// See [`SayForm::is_partial`].
    pub is_partial: bool,
}

impl Check for SayForm {
    type Valid = Saids;

    fn check(self) -> Result<Saids, FormErrors> {
        let mut errors = FormErrors::none();
        let mut items = Vec::new();
        for (key, item) in self.items {
            let Ok(id) = key.parse() else {
                errors.add("items", "figures-figure-missing");
                continue;
            };
            if item.note.chars().count() > NOTE_LETTERS_MAX {
                errors.add_with(format!("items.{key}.note"), "figures-too-long", args![n = NOTE_LETTERS_MAX]);
            }
            if !is_link(&item.link) {
                errors.add(format!("items.{key}.link"), "figures-link-wrong");
            }
            items.push((id, item));
        }
        if items.is_empty() && errors.is_empty() || items.len() > ITEMS_MAX {
            errors.add_with("items", "figures-items-wrong", args![n = ITEMS_MAX]);
        }
        let (is_send, is_partial) = (self.act == "send", self.is_partial);
        errors.or(|| Saids { items, is_send, is_partial })
    }
}

/// Whether a text can stand as the address of evidence: empty, or an address.
pub fn is_link(text: &str) -> bool {
    let link = text.trim();
    let is_address = ["http://", "https://", "/"].iter().any(|begin| link.starts_with(begin));
    link.is_empty() || (is_address && link.chars().count() <= NOTE_LETTERS_MAX)
}

/// The moment of a page, sent back with what was typed on it.
pub fn seen(text: &str) -> Option<Moment> {
    text.trim().parse().ok()
}

/// The answer to figures that were sent.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = FigureVerdictForm)]
pub struct VerdictForm {
    /// accept or return.
    pub verdict: String,
    /// Why they are returned.
    pub return_reason: String,
    /// Which.
    pub ids: Vec<String>,
    /// When each was looked at, by id: what changed since is not accepted unseen.
    pub seen: BTreeMap<String, String>,
    /// Where to go afterwards.
    pub back: String,
}

impl Check for VerdictForm {
    type Valid = (Verdict, Vec<(FigureId, Option<Moment>)>);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let verdict = match self.verdict.as_str() {
            "accept" => Verdict::Accept,
            "return" => Verdict::Return(reason(&mut errors, "return_reason", &self.return_reason)),
            _ => {
                errors.add("verdict", "figures-verdict-missing");
                Verdict::Accept
            }
        };
        let mut ids: Vec<FigureId> = self.ids.iter().filter_map(|id| id.parse().ok()).collect();
        if ids.len() != self.ids.len() || ids.len() > ITEMS_MAX {
            errors.add_with("ids", "figures-items-wrong", args![n = ITEMS_MAX]);
        } else if ids.is_empty() {
            errors.add("ids", "figures-none-chosen");
        }
        ids.sort_unstable();
        ids.dedup();
        let at = |id: FigureId| self.seen.get(&id.to_string()).and_then(|text| seen(text));
        errors.or(|| (verdict, ids.into_iter().map(|id| (id, at(id))).collect()))
    }
}

/// A period of an indicator.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = FigurePeriodForm)]
pub struct PeriodForm {
    /// Its key.
    pub period: String,
    /// Why it is unlocked.
    pub unlock_reason: String,
    /// It is locked, or unlocked.
    pub act: String,
    /// Where to go afterwards.
    pub back: String,
}

impl Check for PeriodForm {
    /// The key, and the reason when it is unlocked.
    type Valid = (String, Option<String>);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let unlock =
            (self.act == "unlock").then(|| reason(&mut errors, "unlock_reason", &self.unlock_reason));
        errors.or(|| (self.period.trim().to_owned(), unlock))
    }
}

/// A step without words.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = FigureStep)]
pub struct Plain {
    /// Where to go afterwards.
    pub back: String,
}

impl Check for Plain {
    type Valid = String;
    fn check(self) -> Result<String, FormErrors> {
        Ok(self.back)
    }
}

fn reason(errors: &mut FormErrors, field: &'static str, text: &str) -> String {
    let reason = text.trim().to_owned();
    if reason.is_empty() {
        errors.add(field, "figures-reason-missing");
    }
    if reason.chars().count() > NOTE_LETTERS_MAX {
        errors.add_with(field, "figures-too-long", args![n = NOTE_LETTERS_MAX]);
    }
    reason
}
