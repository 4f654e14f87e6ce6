//! Indicators are declared, changed and ended by the unit that keeps the plan.

use super::super::sums;
use super::IndicatorError;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::figures::{Amount, Direction, Every, Scope, Way};
use domain::ids::{IndicatorId, PlanId, UnitId};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::{figure_period, indicator, indicator_unit, plan};
use uuid::Uuid;

/// Indicators of one plan.
pub const INDICATORS_MAX: u64 = 200;

/// Whom it is asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// All units of some kinds below one; in the whole country for none.
    Kinds(Option<UnitId>, Vec<UnitKind>),
    /// The units that a name printed in the plan stands for.
    Name(String),
    /// Units chosen one by one.
    Units(Vec<UnitId>),
}

/// An indicator as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIndicator {
    /// The task or duty it belongs to; of the plan as a whole for none.
    pub source: Option<(&'static str, Uuid)>,
    /// What is counted.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// How it adds up.
    pub way: Way,
    /// At least or at most.
    pub direction: Direction,
    /// What is to be reached.
    pub target: Option<Amount>,
    /// Whose target.
    pub scope: Scope,
    /// How often.
    pub every: Every,
    /// The day in whose period it begins.
    pub starts_on: Option<Day>,
    /// The last day.
    pub ends_on: Option<Day>,
    /// Days from the end of a period until it is due.
    pub due_days: i32,
    /// Decimals.
    pub decimals: u8,
    /// Smallest figure that is taken.
    pub least: Option<Amount>,
    /// Largest one.
    pub most: Option<Amount>,
    /// Whom it is asked of.
    pub asked: Asked,
    /// The units between collect.
    pub is_stepwise: bool,
    /// The plan's words it was read from.
    pub quote: String,
    /// Their line.
    pub line: Option<i32>,
}

/// Declares an indicator of a plan; nobody is asked yet.
pub async fn declare(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    new: &NewIndicator,
) -> Result<IndicatorId, IndicatorError> {
    insert(tx, now, by, (plan, "draft"), new).await
}

/// Remembers that a proposal was refused, so that it is not made again.
pub async fn refuse(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    new: &NewIndicator,
) -> Result<IndicatorId, IndicatorError> {
    insert(tx, now, by, (plan, "refused"), new).await
}

async fn insert(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (plan, state): (PlanId, &str),
    new: &NewIndicator,
) -> Result<IndicatorId, IndicatorError> {
    // The row of the plan is locked, so that two people cannot both take the last place.
    let kept = plan::by_id(plan).select_only().column(plan::Column::UnitId).lock_exclusive();
    let asker: UnitId = kept.into_tuple().one(tx).await?.ok_or(IndicatorError::Gone)?;
    let n = indicator::of_plan(plan).count(tx).await?;
    if n >= INDICATORS_MAX {
        return Err(IndicatorError::TooMany);
    }
    let id: IndicatorId = tx.new_id(now);
    let mut row = filled(new);
    row.id = Set(id);
    row.plan_id = Set(plan);
    row.asker_id = Set(asker);
    row.position = Set(i32::try_from(n).unwrap_or(i32::MAX));
    row.state = Set(state.to_owned());
    row.quote = Set(new.quote.clone());
    row.line = Set(new.line);
    row.created_by = Set(by.person);
    row.created_at = Set(now);
    row.updated_at = Set(now);
    let made = row.insert(tx).await?;
    units(tx, id, &new.asked).await?;
    let verb = if state == "refused" { "refuse" } else { "declare" };
    let told = json!({"plan": plan, "name": made.name, "n_before": n});
    record(tx, NewEvent::new(now, by, verb, "indicator", id).after(&made).with(told)).await?;
    Ok(id)
}

/// Changes an indicator. What units already report by stays: how it adds up, how often, decimals and who is asked.
pub async fn change(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: IndicatorId,
    new: &NewIndicator,
) -> Result<indicator::Model, IndicatorError> {
    let before = indicator::by_id(id).lock_exclusive().one(tx).await?.ok_or(IndicatorError::Gone)?;
    let row = match before.state.as_str() {
        "draft" => {
            indicator_unit::Entity::delete_many()
                .filter(indicator_unit::Column::IndicatorId.eq(id))
                .exec(tx)
                .await?;
            units(tx, id, &new.asked).await?;
            indicator::ActiveModel { id: Set(id), updated_at: Set(now), ..filled(new) }
        }
        "asked" => indicator::ActiveModel {
            id: Set(id),
            name: Set(new.name.clone()),
            measure: Set(new.measure.clone()),
            direction: Set(new.direction),
            target: Set(new.target.map(Amount::hundredths)),
            scope: Set(new.scope),
            ends_on: Set(new.ends_on),
            least: Set(new.least.map(Amount::hundredths)),
            most: Set(new.most.map(Amount::hundredths)),
            updated_at: Set(now),
            ..Default::default()
        },
        _ => return Err(IndicatorError::Gone),
    };
    let after = row.update(tx).await?;
    if after.goal() != before.goal() {
        // How many units reached the target is kept in the sums.
        for period in figure_period::of(&[id]).lock_exclusive().all(tx).await? {
            sums::count_again(tx, &after, &period.period).await?;
        }
    }
    let event = NewEvent::new(now, by, "change", "indicator", id).before(&before).after(&after);
    record(tx, event.with(json!({"plan": after.plan_id, "name": after.name}))).await?;
    Ok(after)
}

/// Ends an indicator: one that nobody was asked for goes, one that was asked stays to be read and asks no more.
pub async fn end(tx: &WriteTx, now: Moment, by: By, id: IndicatorId) -> Result<(), IndicatorError> {
    let before = indicator::by_id(id).lock_exclusive().one(tx).await?.ok_or(IndicatorError::Gone)?;
    let told = json!({"plan": before.plan_id, "name": before.name});
    record(tx, NewEvent::new(now, by, "end", "indicator", id).before(&before).with(told)).await?;
    if before.state == "asked" {
        let mut row = before.into_active_model();
        row.state = Set("ended".to_owned());
        row.updated_at = Set(now);
        row.update(tx).await?;
    } else {
        indicator::Entity::delete_by_id(id).exec(tx).await?;
    }
    Ok(())
}

/// Asks no more for what a plan asked that was recalled. What was reported stays to be read.
pub async fn end_all(tx: &WriteTx, now: Moment, by: By, plan: PlanId) -> Result<(), IndicatorError> {
    let asked = indicator::of_plan(plan).filter(indicator::Column::State.eq("asked")).all(tx).await?;
    for row in asked {
        end(tx, now, by, row.id).await?;
    }
    Ok(())
}

async fn units(tx: &WriteTx, id: IndicatorId, asked: &Asked) -> Result<(), IndicatorError> {
    let Asked::Units(units) = asked else { return Ok(()) };
    if units.is_empty() {
        return Ok(());
    }
    let rows =
        units.iter().map(|unit| indicator_unit::ActiveModel { indicator_id: Set(id), unit_id: Set(*unit) });
    indicator_unit::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The columns that people fill in.
fn filled(new: &NewIndicator) -> indicator::ActiveModel {
    let (asked, within, kinds, printed) = match &new.asked {
        Asked::Kinds(within, kinds) => {
            let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
            ("kinds", *within, codes.join(","), String::new())
        }
        Asked::Name(printed) => ("name", None, String::new(), printed.clone()),
        Asked::Units(_) => ("units", None, String::new(), String::new()),
    };
    indicator::ActiveModel {
        source_kind: Set(new.source.map_or("plan", |(kind, _)| kind).to_owned()),
        source_id: Set(new.source.map(|(_, id)| id)),
        name: Set(new.name.clone()),
        measure: Set(new.measure.clone()),
        way: Set(new.way),
        direction: Set(new.direction),
        target: Set(new.target.map(Amount::hundredths)),
        scope: Set(new.scope),
        every: Set(new.every),
        starts_on: Set(new.starts_on),
        ends_on: Set(new.ends_on),
        due_days: Set(new.due_days),
        decimals: Set(i32::from(new.decimals)),
        least: Set(new.least.map(Amount::hundredths)),
        most: Set(new.most.map(Amount::hundredths)),
        asked: Set(asked.to_owned()),
        within_id: Set(within),
        kinds: Set(kinds),
        printed: Set(printed),
        is_stepwise: Set(new.is_stepwise),
        ..Default::default()
    }
}
