//! Units are asked for figures: one row for each unit and period, with the units between that collect, in the tree of the
//! day it is asked. Asking again adds what is new and nothing twice.

use super::super::rounds::AskFigures;
use super::super::sums;
use super::{IndicatorError, portions};
use crate::features::documents;
use crate::features::units;
use crate::features::units::actions as trees;
use chrono::Days;
use db::events::{By, NewEvent, record};
use db::{Db, WriteTx};
use domain::figures::State;
use domain::ids::{IndicatorId, PlanId, UnitId};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use domain::work::Period;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::{BTreeSet, HashMap, HashSet};
use tables::{figure, figure_period, indicator, indicator_unit, plan};

/// Rows written at once: twenty-eight values each, and SQLite takes 32,766 in a statement. More are asked by a job.
pub(super) const ROWS_MAX: usize = 1_000;
/// No line of units is deeper; a circle in the data ends here.
const STEPS_MAX: usize = 30;
/// Periods that are asked for when an indicator begins in the past.
const PERIODS_MAX: usize = 36;

/// What became of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// So many figures are new.
    Done(u64),
    /// So many units are being asked, by a job.
    GoesOn(u64),
}

/// Asks for an indicator from its first period to that of today: at once when units are few, else by a job in portions.
pub async fn ask(tx: &WriteTx, now: Moment, by: By, id: IndicatorId) -> Result<Asking, IndicatorError> {
    let row = indicator::by_id(id).lock_exclusive().one(tx).await?.ok_or(IndicatorError::Gone)?;
    let plan = plan::by_id(row.plan_id).one(tx).await?.ok_or(IndicatorError::Gone)?;
    if plan.state != "issued" {
        return Err(IndicatorError::NotIssued);
    }
    if !["draft", "asked"].contains(&row.state.as_str()) {
        return Err(IndicatorError::Gone);
    }
    let known = figure_period::of(&[id]).all(tx).await?;
    if known.iter().any(|period| period.n_to_ask.is_some()) {
        return Err(IndicatorError::Asking);
    }
    let today = now.local_day();
    let asked = units_asked(tx, &row, today).await?;
    if asked.is_empty() {
        return Err(IndicatorError::NoUnits);
    }
    let mut periods = periods(&row, &plan, today);
    periods.retain(|period| !known.iter().any(|one| one.period == period.key && one.locked_at.is_some()));
    let done = if asked.len().saturating_mul(periods.len()) <= ROWS_MAX {
        let tree = Tree::of(tx, &row, &asked, today).await?;
        let mut n = 0;
        for period in &periods {
            n += ask_period(tx, now, &row, period, &tree).await?;
        }
        Asking::Done(n)
    } else {
        for period in &periods {
            portions::mark(tx, now, &row, period, asked.len()).await?;
        }
        jobs::enqueue(tx, now, &AskFigures { indicator: id }).await?;
        Asking::GoesOn(asked.len() as u64)
    };
    let mut told = json!({"plan": row.plan_id, "name": row.name, "n_units": asked.len()});
    if let Asking::Done(n) = done {
        told["n"] = n.into();
    }
    if done != Asking::Done(0) || row.state == "draft" {
        record(tx, NewEvent::new(now, by, "ask", "indicator", id).with(told)).await?;
    }
    if row.state == "draft" {
        let mut moved = row.into_active_model();
        moved.state = Set("asked".to_owned());
        moved.updated_at = Set(now);
        moved.update(tx).await?;
    }
    Ok(done)
}

/// Asks for everything that was declared on the draft of a plan, once it is issued, each indicator in a transaction of its
/// own. What stands for no unit waits for somebody to say whom it is asked of.
pub async fn open(db: &Db, now: Moment, by: By, plan: PlanId) -> Result<(), IndicatorError> {
    let declared =
        indicator::of_plan(plan).filter(indicator::Column::State.eq("draft")).all(db.read()).await?;
    for row in declared {
        let tx = db.write().await?;
        match ask(&tx, now, by, row.id).await {
            Ok(_) => tx.commit().await?,
            Err(IndicatorError::NoUnits | IndicatorError::Gone | IndicatorError::Asking) => {
                tx.rollback().await?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Asks for the periods that have begun since, and goes on with those that were cut while units were being asked. Says
/// how many figures are new.
pub async fn next_periods(db: &Db, now: Moment) -> Result<u64, IndicatorError> {
    let today = now.local_day();
    let asked = indicator::Entity::find()
        .filter(indicator::Column::State.eq("asked"))
        .order_by_asc(indicator::Column::Id)
        .all(db.read())
        .await?;
    let mut n = 0;
    for row in asked {
        let known = figure_period::of(&[row.id]).all(db.read()).await?;
        let was_cut = known.iter().any(|period| period.n_to_ask.is_some());
        // Its own job goes on with it, or has been given up.
        if was_cut && jobs::is_unfinished::<AskFigures>(db.read(), &row.id.to_string()).await? {
            continue;
        }
        if !was_cut && !has_begun(&row, &known, today) {
            continue;
        }
        match portions::ask_in_portions(db, now, row.id).await {
            Ok(0) => {}
            Ok(more) => {
                let tx = db.write().await?;
                let told = json!({"plan": row.plan_id, "name": row.name, "n": more});
                record(&tx, NewEvent::new(now, By::HOUSE, "ask", "indicator", row.id).with(told)).await?;
                tx.commit().await?;
                n += more;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(n)
}

/// Whether a period of today is there to be asked for and was not.
fn has_begun(row: &indicator::Model, known: &[figure_period::Model], today: Day) -> bool {
    let Some(rule) = row.every.rule() else { return false };
    let day = row.ends_on.map_or(today, |last| last.min(today));
    let period = rule.around(day).key;
    row.starts_on.is_none_or(|first| first <= today) && !known.iter().any(|one| one.period == period)
}

/// The periods from the first one to that of today.
pub(super) fn periods(row: &indicator::Model, plan: &plan::Model, today: Day) -> Vec<Period> {
    let late =
        |day: Day| day.checked_add_days(Days::new(row.due_days.max(0).unsigned_abs().into())).unwrap_or(day);
    let Some(rule) = row.every.rule() else {
        let first = row.starts_on.or(plan.starts_on).unwrap_or(today);
        let last = row.ends_on.or(plan.ends_on).unwrap_or(today).max(first);
        return vec![Period { key: String::new(), first, last, due: late(last) }];
    };
    let last = row.ends_on.map_or(today, |last| last.min(today));
    let mut period = rule.around(row.starts_on.unwrap_or(last));
    let mut all = Vec::new();
    while period.first <= last {
        period.due = late(period.last);
        let next = rule.after(&period);
        all.push(period);
        period = next;
    }
    let too_many = all.len().saturating_sub(PERIODS_MAX);
    all.split_off(too_many)
}

/// The units it is asked of on that day, without the one that asks.
pub(super) async fn units_asked(
    conn: &impl ConnectionTrait,
    row: &indicator::Model,
    on: Day,
) -> Result<Vec<UnitId>, IndicatorError> {
    let mut found = match row.asked.as_str() {
        "kinds" => {
            let kinds: Vec<UnitKind> = row.kinds.split(',').filter_map(UnitKind::parse).collect();
            units::below(conn, row.within_id, &kinds, on).await?
        }
        "name" => documents::units_of(conn, row.plan_id, &row.printed, on).await?,
        _ => indicator_unit::of(row.id).all(conn).await?.into_iter().map(|row| row.unit_id).collect(),
    };
    found.retain(|unit| *unit != row.asker_id);
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Who sends to whom: the nearest unit above that is asked or collects, at last the unit that asks.
#[derive(Debug)]
pub(super) struct Tree {
    above: HashMap<UnitId, UnitId>,
}

impl Tree {
    pub(super) async fn of(
        conn: &impl ConnectionTrait,
        row: &indicator::Model,
        asked: &[UnitId],
        on: Day,
    ) -> Result<Tree, IndicatorError> {
        let all: Vec<UnitId> = asked.iter().copied().chain([row.asker_id]).collect();
        let up = trees::way_up(conn, &all, row.asker_id, on).await?;
        // What stands above the unit that asks is not asked by it.
        let mut over = HashSet::from([row.asker_id]);
        over.extend(chain(&up, row.asker_id));
        let mut members: BTreeSet<UnitId> = asked.iter().copied().collect();
        if row.is_stepwise {
            let between =
                asked.iter().flat_map(|unit| chain(&up, *unit).take_while(|unit| !over.contains(unit)));
            members.extend(between.collect::<Vec<_>>());
        }
        let to = |unit: UnitId| {
            let nearest = chain(&up, unit).find(|over| members.contains(over) || *over == row.asker_id);
            nearest.unwrap_or(row.asker_id)
        };
        Ok(Tree { above: members.iter().map(|unit| (*unit, to(*unit))).collect() })
    }

    /// Steps from the unit that asks. What was asked before stands where it stood then, and nothing of it below what is
    /// new, so each step leads up.
    fn depth(&self, there: &HashMap<UnitId, i32>, unit: UnitId) -> i32 {
        let mut steps = 0;
        let mut at = unit;
        for _ in 0..STEPS_MAX {
            if let Some(depth) = there.get(&at) {
                return depth + steps;
            }
            let Some(over) = self.above.get(&at) else { break };
            at = *over;
            steps += 1;
        }
        steps
    }
}

/// The units above one, the nearest first.
fn chain(up: &HashMap<UnitId, UnitId>, unit: UnitId) -> impl Iterator<Item = UnitId> + '_ {
    std::iter::successors(up.get(&unit).copied(), |over| up.get(over).copied()).take(STEPS_MAX)
}

/// Asks for one period. What is asked already stays where it stands; of a locked period nothing is asked any more.
async fn ask_period(
    tx: &WriteTx,
    now: Moment,
    row: &indicator::Model,
    period: &Period,
    tree: &Tree,
) -> Result<u64, IndicatorError> {
    let kept = period_row(tx, now, row, period, None).await?;
    if kept.locked_at.is_some() {
        return Ok(0);
    }
    let there: HashMap<UnitId, i32> = figure::of_period(row.id, &period.key)
        .select_only()
        .columns([figure::Column::UnitId, figure::Column::Depth])
        .into_tuple::<(UnitId, i32)>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    let mut rows = missing(tx, now, row, (&kept, tree), &there);
    let n = rows.iter().filter(|one| one.above_id.is_some()).count();
    if n == 0 {
        return Ok(0);
    }
    let is_first = there.is_empty();
    if is_first {
        sums::count(&mut rows, &row.goal());
    }
    insert(tx, &rows).await?;
    if !is_first {
        sums::count_again(tx, row, &period.key).await?;
    }
    Ok(n as u64)
}

/// The row of a period, locked; made when there is none, with how many figures are going to be asked.
pub(super) async fn period_row(
    tx: &WriteTx,
    now: Moment,
    row: &indicator::Model,
    period: &Period,
    n_to_ask: Option<i32>,
) -> Result<figure_period::Model, IndicatorError> {
    let new = figure_period::ActiveModel {
        indicator_id: Set(row.id),
        period: Set(period.key.clone()),
        first_on: Set(period.first),
        last_on: Set(period.last),
        due_on: Set(period.due),
        asked_on: Set(now.local_day()),
        told_at: Set(None),
        due_told_on: Set(None),
        locked_at: Set(None),
        locked_by: Set(None),
        n_to_ask: Set(n_to_ask),
        n_asked: Set(0),
    };
    let known = OnConflict::columns([figure_period::Column::IndicatorId, figure_period::Column::Period])
        .do_nothing()
        .to_owned();
    figure_period::Entity::insert(new).on_conflict(known).exec_without_returning(tx).await?;
    let kept = figure_period::by_key(row.id, &period.key).lock_exclusive().one(tx).await?;
    kept.ok_or(IndicatorError::Gone)
}

/// The rows of those who are not asked yet, and of the unit that asks, without their counts.
pub(super) fn missing(
    tx: &WriteTx,
    now: Moment,
    row: &indicator::Model,
    (period, tree): (&figure_period::Model, &Tree),
    there: &HashMap<UnitId, i32>,
) -> Vec<figure::Model> {
    let root = (row.asker_id, (None, 0));
    let places = tree.above.iter().map(|(unit, over)| (*unit, (Some(*over), tree.depth(there, *unit))));
    let missing = places.chain([root]).filter(|(unit, _)| !there.contains_key(unit));
    missing.map(|(unit, place)| blank(tx, now, row, period, unit, place)).collect()
}

/// Writes new rows; those that somebody else has written meanwhile stay.
pub(super) async fn insert(tx: &WriteTx, rows: &[figure::Model]) -> Result<(), IndicatorError> {
    use figure::Column::{IndicatorId, Period, UnitId};
    for some in rows.chunks(ROWS_MAX) {
        let some = some.iter().cloned().map(|one| one.into_active_model().reset_all());
        let once = OnConflict::columns([IndicatorId, Period, UnitId]).do_nothing().to_owned();
        figure::Entity::insert_many(some).on_conflict(once).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn blank(
    tx: &WriteTx,
    now: Moment,
    row: &indicator::Model,
    period: &figure_period::Model,
    unit: UnitId,
    (above_id, depth): (Option<UnitId>, i32),
) -> figure::Model {
    figure::Model {
        id: tx.new_id(now),
        indicator_id: row.id,
        plan_id: row.plan_id,
        period: period.period.clone(),
        unit_id: unit,
        above_id,
        depth,
        is_leaf: false,
        state: State::Open,
        due_on: period.due_on,
        value: None,
        base: None,
        note: String::new(),
        link: String::new(),
        reason: String::new(),
        n_asked: 0,
        below_value: 0,
        below_base: 0,
        below_said: 0,
        below_met: 0,
        person_id: None,
        is_by_above: false,
        said_at: None,
        sent_at: None,
        decided_at: None,
        created_at: now,
        updated_at: now,
    }
}
