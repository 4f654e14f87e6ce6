//! What is done to activities: prepared, announced, answered by units, held, marked, reported, called off.

mod draft;
mod materials;
mod parts;
mod sessions;
mod steps;

pub use super::errors::ActivityError;
pub use draft::{Asked, NewActivity, Source, change, create};
pub use materials::{Kept, add_file, add_link, remove_material, settle_scan};
pub use parts::{
    People, Whose, add_partner, add_people, add_units, answer, decline, remind, remove_partner,
    remove_person, write_people,
};
pub use sessions::{NewSession, add_session, cancel_session, change_session, mark, moves};
pub use steps::{announce, cancel, hold, invite, remove, reopen, report, units_meant};

use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::ActivityId;
use domain::time::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde_json::Value;
use tables::{activity, activity_session};

/// The activity, locked, as it is now. Whatever changes anything of an activity takes this lock first.
async fn locked(tx: &WriteTx, id: ActivityId) -> Result<activity::Model, ActivityError> {
    activity::by_id(id).lock_exclusive().one(tx).await?.ok_or(ActivityError::Gone)
}

/// The activity, locked, as whoever acts has seen it.
async fn seen(tx: &WriteTx, (id, version): (ActivityId, i32)) -> Result<activity::Model, ActivityError> {
    let row = locked(tx, id).await?;
    if row.version == version { Ok(row) } else { Err(ActivityError::Changed) }
}

/// The activity, locked, while its sessions and people may be written.
async fn open(tx: &WriteTx, id: ActivityId) -> Result<activity::Model, ActivityError> {
    let row = locked(tx, id).await?;
    if row.state.is_open() { Ok(row) } else { Err(ActivityError::NotNow) }
}

async fn told(
    tx: &WriteTx,
    (now, by): (Moment, By),
    id: ActivityId,
    (verb, payload): (&'static str, Value),
) -> Result<(), ActivityError> {
    record(tx, NewEvent::new(now, by, verb, "activity", id).with(payload)).await?;
    Ok(())
}

/// Writes into the activity when its sessions begin and end, after one of them moved.
async fn keep_span(
    tx: &WriteTx,
    now: Moment,
    row: activity::Model,
) -> Result<activity::Model, ActivityError> {
    let sessions = activity_session::of(&[row.id]).all(tx).await?;
    let stand = || sessions.iter().filter(|one| one.cancelled_at.is_none());
    let version = row.version;
    let mut row = row.into_active_model();
    row.first_at = Set(stand().map(|one| one.starts_at).min());
    row.last_at = Set(stand().map(|one| one.ends_at).max());
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    Ok(row.update(tx).await?)
}
