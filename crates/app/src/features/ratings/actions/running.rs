//! What is done to a rating that runs: the silent reminded, units added, opened again before it is published, given up.

use super::super::sending::{self, SendSheets, TellSilent, TellStopped};
use super::steps::{refuse_outside, units_meant};
use super::{RatingError, locked};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{RatingId, UnitId};
use domain::ratings::{RatingState, SheetState};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::HashSet;
use tables::{document, rating, rating_sheet, rating_unit};

/// Reminds the units that have not sent their sheet; not twice on one day. Says how many there are.
pub async fn remind(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
) -> Result<u64, RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Open {
        return Err(RatingError::NotNow);
    }
    if row.reminded_at.is_some_and(|at| at.local_day() == now.local_day()) {
        return Err(RatingError::Reminded);
    }
    let n = rating_sheet::silent(id).count(tx).await?;
    if n == 0 {
        return Ok(0);
    }
    let (version, name) = (row.version, row.name.clone());
    let mut row = row.into_active_model();
    row.reminded_at = Set(Some(now));
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx).await?;
    jobs::enqueue(tx, now, &TellSilent::by_hand(id, now)).await?;
    record(tx, NewEvent::new(now, by, "remind", "rating", id).with(json!({"name": name, "n_units": n})))
        .await?;
    Ok(n)
}

/// Adds units to a rating that runs: those that are named, else those that stand for it today and have no sheet yet. Says
/// how many are new.
pub async fn add_units(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
    named: &[UnitId],
) -> Result<usize, RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Open {
        return Err(RatingError::NotNow);
    }
    let today = now.local_day();
    let there = rating_sheet::of(id).select_only().column(rating_sheet::Column::UnitId);
    let there: HashSet<UnitId> = there.into_tuple::<UnitId>().all(tx).await?.into_iter().collect();
    let mut new = if named.is_empty() { units_meant(tx, &row, today).await? } else { named.to_vec() };
    new.retain(|unit| *unit != row.unit_id && !there.contains(unit));
    if new.is_empty() {
        return Ok(0);
    }
    refuse_outside(tx, &row, &new, today).await?;
    if row.asked == "units" {
        for unit in &new {
            let chosen = rating_unit::ActiveModel { rating_id: Set(id), unit_id: Set(*unit) };
            rating_unit::Entity::insert(chosen).exec_without_returning(tx).await?;
        }
    }
    let (n, name) = (new.len(), row.name.clone());
    let version = row.version;
    let n_wanted = row.n_sent.saturating_add(i32::try_from(n).unwrap_or(i32::MAX));
    let mut moved = row.into_active_model();
    moved.state = Set(RatingState::Sending);
    moved.n_to_send = Set(Some(n_wanted));
    moved.sent_at = Set(Some(now));
    moved.version = Set(version + 1);
    moved.updated_at = Set(now);
    let row = moved.update(tx).await?;
    record(tx, NewEvent::new(now, by, "add_units", "rating", id).with(json!({"name": name, "n_units": n})))
        .await?;
    if n <= sending::PORTION {
        sending::give(tx, now, &row, &new).await?;
        sending::opened(tx, row).await?;
    } else {
        jobs::enqueue(tx, now, &SendSheets { rating: id }).await?;
    }
    Ok(n)
}

/// Opens a locked rating again while nobody was told its results and no document on them went out.
pub async fn unlock(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
) -> Result<(), RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Locked || row.published_at.is_some() {
        return Err(RatingError::NotNow);
    }
    let paper = match row.document_id {
        Some(paper) => document::by_id(paper).one(tx).await?,
        None => None,
    };
    if paper.is_some_and(|paper| !matches!(paper.state, document::State::Draft | document::State::Recalled)) {
        return Err(RatingError::DocumentOut);
    }
    let (version, name) = (row.version, row.name.clone());
    let mut row = row.into_active_model();
    row.state = Set(RatingState::Open);
    row.locked_at = Set(None);
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "unlock", "rating", id).with(json!({"name": name}))).await?;
    Ok(())
}

/// Gives a rating up for a reason that its units hear. What was written stays to be read.
pub async fn stop(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
    reason: &str,
) -> Result<(), RatingError> {
    let row = locked(tx, id, seen).await?;
    if !row.state.is_open() {
        return Err(RatingError::NotNow);
    }
    let (version, name) = (row.version, row.name.clone());
    let mut row = row.into_active_model();
    row.state = Set(RatingState::Stopped);
    row.n_to_send = Set(None);
    row.reason = Set(reason.to_owned());
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx).await?;
    jobs::enqueue(tx, now, &TellStopped { rating: id, by: by.person }).await?;
    let told = json!({"name": name, "reason": reason});
    record(tx, NewEvent::new(now, by, "stop", "rating", id).with(told)).await?;
    Ok(())
}

/// Has the silent of each rating told, once before its last day and once after it. Says how many ratings.
pub async fn tell_due(tx: &WriteTx, now: Moment) -> Result<usize, RatingError> {
    let today = now.local_day();
    let soon = today.checked_add_days(chrono::Days::new(sending::DUE_DAYS)).unwrap_or(today);
    let long_ago = today.checked_sub_days(chrono::Days::new(sending::LATE_DAYS)).unwrap_or(today);
    let rows = rating::Entity::find()
        .filter(rating::Column::State.eq(RatingState::Open))
        .filter(rating::Column::DueOn.between(long_ago, soon))
        .lock_exclusive()
        .all(tx)
        .await?;
    let mut n = 0;
    for row in rows {
        let Some(due_on) = row.due_on else { continue };
        let is_late = due_on < today;
        let told = if is_late { row.late_told } else { row.soon_told };
        if told == Some(due_on) {
            continue;
        }
        let id = row.id;
        let mut row = row.into_active_model();
        if is_late {
            row.late_told = Set(Some(due_on));
        } else {
            row.soon_told = Set(Some(due_on));
        }
        row.update(tx).await?;
        jobs::enqueue(tx, now, &TellSilent::due(id, due_on, is_late)).await?;
        n += 1;
    }
    Ok(n)
}

/// Sheets of units that are rated no more are not asked for when it is locked.
pub async fn n_unscored(tx: &WriteTx, id: RatingId) -> Result<u64, RatingError> {
    let done = [SheetState::Accepted, SheetState::Dropped];
    Ok(rating_sheet::of(id).filter(rating_sheet::Column::State.is_not_in(done)).count(tx).await?)
}
