//! Steps of the whole activity: announced to the units, held, opened again, reported, called off; a draft thrown away.

use super::super::jobs::{InviteUnits, Tidings, enqueue_telling, hosting};
use super::super::sums::{Figures, figures};
use super::{ActivityError, seen, told};
use crate::features::{groups, units};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::activities::{ActivityState, ActivityStep};
use domain::ids::{ActivityId, UnitId};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use tables::{activity, activity_session, activity_unit, unit};

pub use super::parts::invite;

/// The units that an activity asks on a day, in order, without those that organise it.
pub async fn units_meant(
    conn: &impl ConnectionTrait,
    row: &activity::Model,
    on: Day,
) -> Result<Vec<UnitId>, ActivityError> {
    let mut found: Vec<UnitId> = match row.asked.as_str() {
        "kinds" => {
            let kinds: Vec<UnitKind> = row.kinds.split(',').filter_map(UnitKind::parse).collect();
            units::below(conn, Some(row.within_id.unwrap_or(row.unit_id)), &kinds, on).await?
        }
        "cluster" => match row.cluster_id {
            Some(id) => {
                let places = groups::actions::members(conn, id, on).await?;
                places.into_iter().map(|place| place.unit).collect()
            }
            None => Vec::new(),
        },
        "units" => {
            let chosen: Vec<UnitId> = row.units.split(',').filter_map(|id| id.parse().ok()).collect();
            let alive = unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, on);
            unit::by_ids(&chosen).filter(alive).all(conn).await?.into_iter().map(|unit| unit.id).collect()
        }
        _ => Vec::new(),
    };
    let hosts = activity_unit::hosts(&[row.id]).all(conn).await?;
    found.retain(|unit| *unit != row.unit_id && hosts.iter().all(|host| host.unit_id != *unit));
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The activity, locked, when the step is possible.
async fn stepping(
    tx: &WriteTx,
    at: (ActivityId, i32),
    step: ActivityStep,
) -> Result<activity::Model, ActivityError> {
    let row = seen(tx, at).await?;
    if row.state.allows(step) { Ok(row) } else { Err(ActivityError::NotNow) }
}

async fn moved(
    tx: &WriteTx,
    now: Moment,
    row: activity::Model,
    state: ActivityState,
    change: impl FnOnce(&mut activity::ActiveModel),
) -> Result<activity::Model, ActivityError> {
    let version = row.version;
    let mut row = row.into_active_model();
    row.state = Set(state);
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    change(&mut row);
    Ok(row.update(tx).await?)
}

/// Tells the units of an activity. A few hear at once, many by a job. Says how many are asked.
pub async fn announce(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivityId, i32),
) -> Result<usize, ActivityError> {
    let row = stepping(tx, at, ActivityStep::Announce).await?;
    let sessions = activity_session::of(&[row.id]).all(tx).await?;
    if sessions.is_empty() {
        return Err(ActivityError::NoSessions);
    }
    let units = units_meant(tx, &row, now.local_day()).await?;
    if units.is_empty() && row.asked != "none" {
        return Err(ActivityError::NoUnits);
    }
    let n = i32::try_from(units.len()).unwrap_or(i32::MAX);
    let row = moved(tx, now, row, ActivityState::Announced, |row| {
        row.announced_at = Set(Some(now));
        row.n_wanted = Set(Some(n));
    })
    .await?;
    told(tx, (now, by), row.id, ("announce", json!({"n_units": n}))).await?;
    let hosts = activity_unit::hosts(&[row.id]).all(tx).await?;
    hosting(tx, (now, by), &row, &hosts).await?;
    if units.len() <= InviteUnits::PORTION {
        invite(tx, now, &row, &units).await?;
    } else {
        jobs::enqueue(tx, now, &InviteUnits { activity: row.id }).await?;
    }
    Ok(units.len())
}

/// The sessions are over.
pub async fn hold(tx: &WriteTx, (now, by): (Moment, By), at: (ActivityId, i32)) -> Result<(), ActivityError> {
    let row = stepping(tx, at, ActivityStep::Hold).await?;
    let sessions = activity_session::of(&[row.id]).all(tx).await?;
    if !sessions.iter().any(|one| one.cancelled_at.is_none() && one.starts_at <= now) {
        return Err(ActivityError::NotBegun);
    }
    let row = moved(tx, now, row, ActivityState::Held, |_| {}).await?;
    told(tx, (now, by), row.id, ("hold", json!({}))).await
}

/// Back to announced: a session is still to come, or it takes place after all. Units that were told that it does not are
/// told again.
pub async fn reopen(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivityId, i32),
    reason: &str,
) -> Result<(), ActivityError> {
    let row = stepping(tx, at, ActivityStep::Reopen).await?;
    let was_off = row.state == ActivityState::Cancelled;
    let row =
        moved(tx, now, row, ActivityState::Announced, |row| row.reason = Set(reason.to_owned())).await?;
    told(tx, (now, by), row.id, ("reopen", json!({"reason": reason}))).await?;
    if was_off {
        enqueue_telling(tx, (now, by), row.id, Tidings::reopened(&row)).await?;
    }
    // Called off while its units were being told: those that were left hear now.
    let n_told = activity_unit::asked(row.id).count(tx).await?;
    if row.n_wanted.is_some_and(|n| u64::try_from(n).unwrap_or(0) > n_told) {
        jobs::enqueue(tx, now, &InviteUnits { activity: row.id }).await?;
    }
    Ok(())
}

/// Calls it off; the units are told why.
pub async fn cancel(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivityId, i32),
    reason: &str,
) -> Result<(), ActivityError> {
    let row = stepping(tx, at, ActivityStep::Cancel).await?;
    let row =
        moved(tx, now, row, ActivityState::Cancelled, |row| row.reason = Set(reason.to_owned())).await?;
    told(tx, (now, by), row.id, ("cancel", json!({"reason": reason}))).await?;
    enqueue_telling(tx, (now, by), row.id, Tidings::cancelled(&row)).await
}

/// Writes the results, with the counts as they are now.
pub async fn report(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivityId, i32),
    (results, lessons): (&str, &str),
) -> Result<Figures, ActivityError> {
    let row = stepping(tx, at, ActivityStep::Report).await?;
    let counted = figures(tx, row.id, now).await?;
    let json = serde_json::to_string(&counted).map_err(|error| db::DbError::Unreadable(error.to_string()))?;
    let row = moved(tx, now, row, ActivityState::Reported, |row| {
        row.results = Set(results.to_owned());
        row.lessons = Set(lessons.to_owned());
        row.figures = Set(json);
        row.reported_at = Set(Some(now));
    })
    .await?;
    told(tx, (now, by), row.id, ("report", json!({}))).await?;
    Ok(counted)
}

/// Throws a draft away.
pub async fn remove(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivityId, i32),
) -> Result<(), ActivityError> {
    let row = stepping(tx, at, ActivityStep::Remove).await?;
    // People stand below units and partners and go first.
    use tables::{activity_partner, activity_person};
    activity_person::Entity::delete_many()
        .filter(activity_person::Column::ActivityId.eq(row.id))
        .exec(tx)
        .await?;
    activity_partner::Entity::delete_many()
        .filter(activity_partner::Column::ActivityId.eq(row.id))
        .exec(tx)
        .await?;
    activity::Entity::delete_by_id(row.id).exec(tx).await?;
    let event = NewEvent::new(now, by, "remove", "activity", row.id).before(&row);
    record(tx, event.with(json!({"name": row.name}))).await?;
    Ok(())
}
