//! Work that comes again: when a period begins, the units of the one before are asked for the new one, exactly once by
//! the key of an assignment, whether the job is cut off, runs twice or runs late.

use super::super::telling;
use super::WorkError;
use super::assign::insert;
use db::{Db, WriteTx};
use domain::ids::UnitId;
use domain::time::{Day, Moment};
use domain::work::{Period, Rule, State};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use tables::{assignment, work_round};

/// Units asked in one transaction.
const UNITS_MAX: u64 = 1_000;

/// Asks for all periods that have begun by now. Says how many assignments are new.
pub async fn next_periods(db: &Db, now: Moment) -> Result<u64, WorkError> {
    let today = now.local_day();
    let mut n = 0;
    // A server that slept through several periods asks for each of them.
    while let Some(round) = work_round::due(today).one(db.read()).await? {
        n += next_period(db, now, round).await?;
    }
    Ok(n)
}

async fn next_period(db: &Db, now: Moment, round: work_round::Model) -> Result<u64, WorkError> {
    let rule = Rule::read(&round.printed).filter(|_| round.ends_on.is_none_or(|last| round.next_on <= last));
    let Some(rule) = rule else {
        // The plan is over, or its words were read by a rule that is no more.
        let tx = db.write().await?;
        work_round::Entity::delete_by_id(round.source_id).exec(&tx).await?;
        tx.commit().await?;
        return Ok(0);
    };
    let period = rule.around(round.next_on);
    let (mut n, mut from) = (0, None);
    loop {
        let tx = db.write().await?;
        let some = before(&tx, &round, from).await?;
        from = some.last().map(|row| row.unit_id);
        let rows: Vec<assignment::ActiveModel> =
            some.iter().map(|row| again(&tx, now, row, &period)).collect();
        n += insert(&tx, rows).await?;
        telling::new_period(&tx, now, &some, &period).await?;
        if from.is_none() {
            let mut moved = round.clone().into_active_model();
            moved.period = Set(period.key.clone());
            moved.next_on = Set(rule.after(&period).first);
            moved.update(&tx).await?;
        }
        tx.commit().await?;
        if from.is_none() {
            return Ok(n);
        }
    }
}

/// The next portion of those that were asked for the period before and are still asked.
async fn before(
    tx: &WriteTx,
    round: &work_round::Model,
    from: Option<UnitId>,
) -> Result<Vec<assignment::Model>, WorkError> {
    let mut some = assignment::of_source(round.source_id, &round.period)
        .filter(assignment::Column::State.ne(State::Withdrawn))
        .limit(UNITS_MAX);
    if let Some(from) = from {
        some = some.filter(assignment::Column::UnitId.gt(from));
    }
    Ok(some.all(tx).await?)
}

/// The same work for the next period, with the person who sees to it.
fn again(tx: &WriteTx, now: Moment, row: &assignment::Model, period: &Period) -> assignment::ActiveModel {
    let today: Day = now.local_day();
    assignment::ActiveModel {
        id: Set(tx.new_id(now)),
        state: Set(State::Waiting),
        asked_on: Set(today),
        starts_on: Set(Some(period.first)),
        due_on: Set(Some(period.due)),
        period: Set(period.key.clone()),
        percent: Set(0),
        accepted_at: Set(None),
        handed_at: Set(None),
        done_at: Set(None),
        paused_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        plan_id: Set(row.plan_id),
        unit_id: Set(row.unit_id),
        asker_id: Set(row.asker_id),
        source_kind: Set(row.source_kind.clone()),
        source_id: Set(row.source_id),
        role: Set(row.role),
        person_id: Set(row.person_id),
    }
}
