//! The rules by which late work is told further: for all by administrators, for what a unit asks by those who decide on it.

use super::escalation::Days;
use super::pages::{EscalationPage, RuleView};
use crate::app::App;
use crate::features::units::{self, actions::meant};
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Axum;
use db::events::{By, NewEvent, record};
use domain::ids::{EscalationRuleId, UnitId};
use domain::rights::{Act, Reach};
use domain::units::UnitKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _,
};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use tables::escalation_rule;
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, Input, See, Show, args};

/// Longest wait, in days.
const DAYS_MAX: i32 = 365;
/// Rules in all.
const RULES_MAX: u64 = 500;

/// GET /escalation
pub async fn show(Axum(app): Axum<App>, signed: SignedIn) -> Result<Show<EscalationPage>, Error> {
    Ok(Show(page(&app, &signed).await?))
}

async fn page(app: &App, signed: &Signed) -> Result<EscalationPage, Error> {
    let conn = app.db.read();
    let rows = escalation_rule::all().all(conn).await?;
    let own: Vec<UnitId> = signed.own(Act::LeadWork).map(|(unit, ..)| unit).collect();
    let is_admin = signed.reach(Act::Administer) == Reach::Everywhere;
    let askers: Vec<UnitId> = rows.iter().filter_map(|row| row.asker_id).chain(own.iter().copied()).collect();
    let names = units::refs(conn, &askers, app.now().local_day()).await?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let is_seen =
        |row: &&escalation_rule::Model| is_admin || row.asker_id.is_none_or(|unit| own.contains(&unit));
    let view = |row: &escalation_rule::Model| RuleView {
        id: row.id,
        asker: row.asker_id.map(name),
        kind: row.unit_kind.map(|kind| kind.code().to_owned()),
        is_on: row.is_on,
        officer_days: row.officer_days,
        leader_days: row.leader_days,
        above_days: row.above_days,
        may_remove: is_admin || row.asker_id.is_some_and(|unit| own.contains(&unit)),
    };
    let built_in = Days::BUILT_IN;
    Ok(EscalationPage {
        rules: rows.iter().filter(is_seen).map(view).collect(),
        built_in: [built_in.officer, built_in.leader, built_in.above],
        kinds: UnitKind::ALL.iter().map(|kind| kind.code().to_owned()).collect(),
        asker_id: own.first().copied(),
        asker_name: own.first().map(|unit| name(*unit)).unwrap_or_default(),
        is_admin,
    })
}

/// A rule as it was typed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = EscalationForm)]
pub struct NewRule {
    /// The unit that asks; empty for all, which only an administrator may.
    asker: String,
    /// Its id.
    asker_id: String,
    /// Kind of the unit that does the work; empty for all.
    kind: String,
    /// Late work is not told at all.
    off: bool,
    /// Days late.
    officer_days: String,
    /// Days late.
    leader_days: String,
    /// Days late.
    above_days: String,
}

/// A rule to be kept.
#[derive(Debug)]
pub struct ReadRule {
    asker: Option<UnitId>,
    kind: Option<UnitKind>,
    days: Days,
}

impl Check for NewRule {
    type Valid = ReadRule;
    fn check(self) -> Result<ReadRule, FormErrors> {
        let mut errors = FormErrors::none();
        let mut days = |name: &'static str, text: &str| match text.trim().parse::<i32>() {
            Ok(n) if (1..=DAYS_MAX).contains(&n) => n,
            _ => {
                errors.add(name, "notices-late-days-wrong");
                0
            }
        };
        let (officer, leader, above) = (
            days("officer_days", &self.officer_days),
            days("leader_days", &self.leader_days),
            days("above_days", &self.above_days),
        );
        let kind = match self.kind.trim() {
            "" => None,
            code => match UnitKind::parse(code) {
                Some(kind) => Some(kind),
                None => {
                    errors.add("kind", "units-kind-missing");
                    None
                }
            },
        };
        if officer > leader || leader > above {
            errors.add("above_days", "notices-late-days-order");
        }
        let asker = self.asker_id.trim().parse().ok();
        if asker.is_none() && !self.asker_id.trim().is_empty() {
            errors.add("asker", "notices-late-asker-unknown");
        }
        errors.or(|| ReadRule { asker, kind, days: Days { is_on: !self.off, officer, leader, above } })
    }
}

/// POST /escalation
pub async fn add(Axum(app): Axum<App>, signed: SignedIn, input: Input<NewRule>) -> Result<See, Error> {
    let (typed, name) = (input.typed(), input.value().asker.trim().to_owned());
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &signed).await?)),
    };
    let now = app.now();
    // An id without a name comes from a program: it means that unit and not all of them.
    let asker = if name.is_empty() && read.asker.is_none() {
        None
    } else {
        meant(app.db.read(), read.asker, &name, now.local_day()).await?
    };
    if asker.is_none() && !(name.is_empty() && read.asker.is_none()) {
        let other = FormErrors::of("asker", "notices-late-asker-unknown");
        return Err(other.refuse(typed).on(page(&app, &signed).await?));
    }
    let by = may_keep(&app, &signed, asker).await?;
    let tx = app.db.write().await?;
    if escalation_rule::Entity::find().count(&tx).await? >= RULES_MAX {
        return Err(Error::conflict("notices-late-many"));
    }
    // One rule for each pair: the new one takes the place of the old.
    let same = match (asker, read.kind) {
        (Some(unit), _) => escalation_rule::Column::AskerId.eq(unit),
        (None, _) => escalation_rule::Column::AskerId.is_null(),
    };
    let of_kind = match read.kind {
        Some(kind) => escalation_rule::Column::UnitKind.eq(kind),
        None => escalation_rule::Column::UnitKind.is_null(),
    };
    escalation_rule::Entity::delete_many().filter(same).filter(of_kind).exec(&tx).await?;
    let id: EscalationRuleId = tx.new_id(now);
    let row = escalation_rule::ActiveModel {
        id: Set(id),
        asker_id: Set(asker),
        unit_kind: Set(read.kind),
        is_on: Set(read.days.is_on),
        officer_days: Set(read.days.officer),
        leader_days: Set(read.days.leader),
        above_days: Set(read.days.above),
        updated_at: Set(now),
        updated_by: Set(by.person),
    };
    row.insert(&tx).await?;
    let told = json!({"asker": asker, "kind": read.kind.map(UnitKind::code), "is_on": read.days.is_on,
        "days": [read.days.officer, read.days.leader, read.days.above]});
    record(&tx, NewEvent::new(now, by, "set", "escalation", id).after(&told).with(told.clone())).await?;
    tx.commit().await?;
    Ok(See::other("/escalation").say("notices-late-set", args![]))
}

/// What is for all is the administrator's; what a unit asks for, its deciders'.
async fn may_keep(app: &App, signed: &Signed, asker: Option<UnitId>) -> Result<By, Error> {
    match asker {
        None if signed.reach(Act::Administer) == Reach::Everywhere => Ok(signed.by()),
        None => Err(Error::forbidden()),
        Some(unit) => signed.may(app, Act::LeadWork, Some(unit)).await?.ok_or_else(Error::forbidden),
    }
}

/// Which rule.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = EscalationRemoveForm)]
pub struct Which {
    /// The rule's id.
    id: String,
}

impl Check for Which {
    type Valid = EscalationRuleId;
    fn check(self) -> Result<EscalationRuleId, FormErrors> {
        self.id.parse().map_err(|_| FormErrors::of("id", "notices-late-gone"))
    }
}

/// POST /escalation/remove
pub async fn remove(Axum(app): Axum<App>, signed: SignedIn, input: Input<Which>) -> Result<See, Error> {
    let id = input.check()?;
    let tx = app.db.write().await?;
    let row = escalation_rule::Entity::find_by_id(id).lock_exclusive().one(&tx).await?;
    let row = row.ok_or_else(Error::not_found)?;
    let by = may_keep(&app, &signed, row.asker_id).await?;
    escalation_rule::Entity::delete_by_id(id).exec(&tx).await?;
    record(&tx, NewEvent::new(app.now(), by, "remove", "escalation", id)).await?;
    tx.commit().await?;
    Ok(See::other("/escalation").say("notices-late-removed", args![]))
}
