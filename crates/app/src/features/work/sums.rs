//! The sums of work: for every unit that has units below it with work, how many assignments stand strictly below it, by
//! plan, deadline and state. Everything that makes or changes an assignment goes through `shift`, in the transaction of
//! the change; `check` counts again and says what differs.
//!
//! A unit stands in the tree of the day its work was asked: a plan is carried out by the tree it was issued in.

use crate::features::units::actions as units;
use db::{DbError, WriteTx};
use domain::ids::{PlanId, UnitId};
use domain::time::Day;
use domain::work::State;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tables::{assignment, plan, work_sum};

/// Rows of sums written at once: databases limit the values of a statement.
const ROWS_MAX: usize = 2_000;

/// Deadline and state of an assignment.
pub type Stand = (Option<Day>, State);

/// An assignment that came, changed or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Of which plan.
    pub plan: PlanId,
    /// Whose.
    pub unit: UnitId,
    /// The day it was asked.
    pub asked_on: Day,
    /// Where it stood; none when it is new.
    pub before: Option<Stand>,
    /// Where it stands; none when it is gone.
    pub after: Option<Stand>,
}

/// A row of sums, in the order in which all transactions touch them.
type Key = (UnitId, PlanId, Day, &'static str);

/// Where sums keep work without a deadline.
pub fn far_day() -> Day {
    Day::from_ymd_opt(9999, 12, 31).unwrap_or(Day::MAX)
}

/// Moves the sums above these assignments. Call it once in a transaction, after the assignments are locked: rows are
/// touched in the order of their keys, so that two transactions cannot wait for each other.
pub async fn shift(tx: &WriteTx, changes: &[Change]) -> Result<(), DbError> {
    let moved: Vec<&Change> = changes.iter().filter(|change| change.before != change.after).collect();
    let above = above(tx, moved.iter().map(|change| (change.unit, change.asked_on))).await?;
    let mut deltas: BTreeMap<Key, i64> = BTreeMap::new();
    for change in moved {
        let over = above.get(&(change.unit, change.asked_on)).map_or(&[][..], Vec::as_slice);
        for unit in over {
            for (stand, by) in [(change.before, -1), (change.after, 1)] {
                let Some((due, state)) = stand else { continue };
                let key = (*unit, change.plan, due.unwrap_or_else(far_day), state.word());
                *deltas.entry(key).or_default() += by;
            }
        }
    }
    let rows: Vec<work_sum::ActiveModel> = deltas.into_iter().filter(|(_, n)| *n != 0).map(row).collect();
    for some in rows.chunks(ROWS_MAX) {
        let summed = Expr::col((work_sum::Entity, work_sum::Column::N))
            .add(Expr::col(("excluded", work_sum::Column::N)));
        let key = [
            work_sum::Column::UnitId,
            work_sum::Column::PlanId,
            work_sum::Column::DueOn,
            work_sum::Column::State,
        ];
        let add = OnConflict::columns(key).value(work_sum::Column::N, summed).to_owned();
        work_sum::Entity::insert_many(some.to_vec()).on_conflict(add).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn row(((unit, plan, due, state), n): (Key, i64)) -> work_sum::ActiveModel {
    work_sum::ActiveModel {
        unit_id: Set(unit),
        plan_id: Set(plan),
        due_on: Set(due),
        state: Set(state.to_owned()),
        n: Set(n),
    }
}

/// The units above each of these on its day.
async fn above(
    conn: &impl ConnectionTrait,
    of: impl Iterator<Item = (UnitId, Day)>,
) -> Result<HashMap<(UnitId, Day), Vec<UnitId>>, DbError> {
    let mut by_day: BTreeMap<Day, BTreeSet<UnitId>> = BTreeMap::new();
    for (unit, day) in of {
        by_day.entry(day).or_default().insert(unit);
    }
    let mut above = HashMap::new();
    for (day, some) in by_day {
        let some: Vec<UnitId> = some.into_iter().collect();
        let found = units::all_above(conn, &some, day).await?;
        above.extend(found.into_iter().map(|(unit, over)| ((unit, day), over)));
    }
    Ok(above)
}

/// A sum that is not what counting gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Which plan.
    pub plan: PlanId,
    /// Above which unit.
    pub unit: UnitId,
    /// Of which deadline.
    pub due_on: Day,
    /// Of which state.
    pub state: String,
    /// What is kept.
    pub kept: i64,
    /// What was counted.
    pub counted: i64,
}

/// Counted assignments of a unit.
#[derive(Debug, FromQueryResult)]
struct Counted {
    unit_id: UnitId,
    asked_on: Day,
    due_on: Option<Day>,
    state: State,
    n: i64,
}

/// Counts everything again, plan by plan. Nothing wrong: an empty list.
pub async fn check(conn: &impl ConnectionTrait) -> Result<Vec<Wrong>, DbError> {
    let mut wrong = Vec::new();
    for plan in plans(conn).await? {
        wrong.extend(check_plan(conn, plan).await?);
    }
    Ok(wrong)
}

/// Writes the sums of a plan as counting gives them: after the tree of a day in the past was mended.
pub async fn count_again(tx: &WriteTx, plan: PlanId) -> Result<(), DbError> {
    // Nobody changes work of this plan meanwhile: every change of a sum asks for the row of its plan.
    plan::by_id(plan)
        .select_only()
        .column(plan::Column::Id)
        .lock_exclusive()
        .into_tuple::<PlanId>()
        .one(tx)
        .await?;
    let counted = count(tx, plan).await?;
    work_sum::Entity::delete_many().filter(work_sum::Column::PlanId.eq(plan)).exec(tx).await?;
    let rows: Vec<work_sum::ActiveModel> = counted
        .into_iter()
        .map(|((unit, due, state), n)| work_sum::ActiveModel {
            unit_id: Set(unit),
            plan_id: Set(plan),
            due_on: Set(due),
            state: Set(state),
            n: Set(n),
        })
        .collect();
    for some in rows.chunks(ROWS_MAX) {
        work_sum::Entity::insert_many(some.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The plans that have work or sums.
async fn plans(conn: &impl ConnectionTrait) -> Result<BTreeSet<PlanId>, DbError> {
    let of_work: Vec<PlanId> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::PlanId)
        .distinct()
        .into_tuple()
        .all(conn)
        .await?;
    let of_sums: Vec<PlanId> = work_sum::Entity::find()
        .select_only()
        .column(work_sum::Column::PlanId)
        .distinct()
        .into_tuple()
        .all(conn)
        .await?;
    Ok(of_work.into_iter().chain(of_sums).collect())
}

async fn check_plan(conn: &impl ConnectionTrait, plan: PlanId) -> Result<Vec<Wrong>, DbError> {
    let mut counted = count(conn, plan).await?;
    let kept = work_sum::Entity::find().filter(work_sum::Column::PlanId.eq(plan)).all(conn).await?;
    let mut wrong = Vec::new();
    for row in kept {
        let n = counted.remove(&(row.unit_id, row.due_on, row.state.clone())).unwrap_or(0);
        if n != row.n {
            let (unit, due_on, state) = (row.unit_id, row.due_on, row.state);
            wrong.push(Wrong { plan, unit, due_on, state, kept: row.n, counted: n });
        }
    }
    wrong.extend(counted.into_iter().map(|((unit, due_on, state), n)| Wrong {
        plan,
        unit,
        due_on,
        state,
        kept: 0,
        counted: n,
    }));
    Ok(wrong)
}

async fn count(
    conn: &impl ConnectionTrait,
    plan: PlanId,
) -> Result<BTreeMap<(UnitId, Day, String), i64>, DbError> {
    use assignment::Column;
    let rows = assignment::Entity::find()
        .select_only()
        .columns([Column::UnitId, Column::AskedOn, Column::DueOn, Column::State])
        .column_as(Expr::cust("COUNT(*)"), "n")
        .filter(Column::PlanId.eq(plan))
        .group_by(Column::UnitId)
        .group_by(Column::AskedOn)
        .group_by(Column::DueOn)
        .group_by(Column::State)
        .order_by_asc(Column::UnitId)
        .into_model::<Counted>()
        .all(conn)
        .await?;
    let above = above(conn, rows.iter().map(|row| (row.unit_id, row.asked_on))).await?;
    let mut sums = BTreeMap::new();
    for row in rows {
        let over = above.get(&(row.unit_id, row.asked_on)).map_or(&[][..], Vec::as_slice);
        for unit in over {
            let key = (*unit, row.due_on.unwrap_or_else(far_day), row.state.word().to_owned());
            *sums.entry(key).or_default() += row.n;
        }
    }
    Ok(sums)
}
