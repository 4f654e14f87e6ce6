//! Steps of a whole rating: sent to the units, locked, published; a draft removed.

use super::super::sending::{self, SendSheets, TellResults};
use super::running::n_unscored;
use super::{RatingError, locked};
use crate::features::{groups, units};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::groups::ClusterRole;
use domain::ids::{RatingId, UnitId};
use domain::ratings::{CriterionKind, RatingState};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::json;
use std::collections::HashSet;
use tables::{cluster, rating, rating_criterion, rating_unit, unit};

/// The units that a rating asks on a day, in order, without the one that rates.
pub async fn units_meant(
    conn: &impl ConnectionTrait,
    row: &rating::Model,
    on: Day,
) -> Result<Vec<UnitId>, RatingError> {
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
        _ => {
            let chosen: Vec<UnitId> =
                rating_unit::of(row.id).all(conn).await?.into_iter().map(|row| row.unit_id).collect();
            let alive = unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, on);
            unit::by_ids(&chosen).filter(alive).all(conn).await?.into_iter().map(|unit| unit.id).collect()
        }
    };
    found.retain(|unit| *unit != row.unit_id);
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// A unit rates those below it, or below the authority that it is a part of, and the clusters that it keeps or leads.
pub(super) async fn refuse_outside(
    tx: &WriteTx,
    row: &rating::Model,
    asked: &[UnitId],
    on: Day,
) -> Result<(), RatingError> {
    if let Some(id) = row.cluster_id.filter(|_| row.asked == "cluster") {
        let cluster = cluster::by_id(id).one(tx).await?;
        let leads = groups::actions::members(tx, id, on).await?.into_iter();
        let is_leader =
            leads.filter(|place| place.role == ClusterRole::Leader).any(|p| p.unit == row.unit_id);
        if is_leader || cluster.is_some_and(|cluster| cluster.unit_id == row.unit_id) {
            return Ok(());
        }
    }
    let top = units::actions::acts_for(tx, row.unit_id, on).await?;
    let below: HashSet<UnitId> = units::below(tx, Some(top), &[], on).await?.into_iter().collect();
    let outside: Vec<UnitId> = asked.iter().filter(|unit| !below.contains(unit)).copied().take(5).collect();
    if outside.is_empty() {
        return Ok(());
    }
    let names = units::actions::short_names(tx, &outside, on).await?;
    Err(RatingError::Outside(names.into_values().collect::<Vec<_>>().join(", ")))
}

/// Sends a draft to its units. A few get their sheet at once, many by a job. Says how many are asked.
pub async fn send(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
) -> Result<usize, RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Draft {
        return Err(RatingError::NotNow);
    }
    let criteria = rating_criterion::of(id).all(tx).await?;
    if !criteria.iter().any(|one| one.kind == CriterionKind::Points) {
        return Err(RatingError::NoCriteria);
    }
    let units = units_meant(tx, &row, now.local_day()).await?;
    if units.is_empty() {
        return Err(RatingError::NoUnits);
    }
    refuse_outside(tx, &row, &units, now.local_day()).await?;
    let version = row.version;
    let mut moved = row.into_active_model();
    moved.state = Set(RatingState::Sending);
    moved.n_to_send = Set(Some(i32::try_from(units.len()).unwrap_or(i32::MAX)));
    moved.version = Set(version + 1);
    moved.sent_at = Set(Some(now));
    moved.updated_at = Set(now);
    let row = moved.update(tx).await?;
    let told = json!({"name": row.name, "n_units": units.len()});
    record(tx, NewEvent::new(now, by, "send", "rating", id).with(told)).await?;
    if units.len() <= sending::PORTION {
        sending::give(tx, now, &row, &units).await?;
        sending::opened(tx, row).await?;
    } else {
        jobs::enqueue(tx, now, &SendSheets { rating: id }).await?;
    }
    Ok(units.len())
}

/// Locks a rating: what was given stays as it is. Units that are not scored stay without rank.
pub async fn lock(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
    is_partial: bool,
) -> Result<(), RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Open {
        return Err(RatingError::NotNow);
    }
    let n_left = n_unscored(tx, id).await?;
    if n_left > 0 && !is_partial {
        return Err(RatingError::Unscored(n_left));
    }
    let (version, name) = (row.version, row.name.clone());
    let mut row = row.into_active_model();
    row.state = Set(RatingState::Locked);
    row.locked_at = Set(Some(now));
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx).await?;
    let told = json!({"name": name, "n_left": n_left});
    record(tx, NewEvent::new(now, by, "lock", "rating", id).with(told)).await?;
    Ok(())
}

/// Tells the units the results of a locked rating.
pub async fn publish(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
) -> Result<(), RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Locked || row.published_at.is_some() {
        return Err(RatingError::NotNow);
    }
    let (version, name) = (row.version, row.name.clone());
    let mut row = row.into_active_model();
    row.published_at = Set(Some(now));
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx).await?;
    jobs::enqueue(tx, now, &TellResults { rating: id }).await?;
    record(tx, NewEvent::new(now, by, "publish", "rating", id).with(json!({"name": name}))).await?;
    Ok(())
}

/// Removes a draft that nobody has seen.
pub async fn remove(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
) -> Result<(), RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Draft {
        return Err(RatingError::NotNow);
    }
    rating::Entity::delete_by_id(id).exec(tx).await?;
    let told = json!({"name": row.name});
    record(tx, NewEvent::new(now, by, "remove", "rating", id).before(&row).with(told)).await?;
    Ok(())
}
