//! Posts: given, ended, chosen to act in. The person is locked first, so that exactly one post held is the main one.

use super::AccountError;
use super::people::locked;
use crate::features::accounts::forms::NewPost;
use crate::rights::Own;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{PersonId, PostId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use serde_json::json;
use tables::post;

/// Gives a person a post. The caller has proved the right over the unit.
pub async fn give_post(
    tx: &WriteTx,
    now: Moment,
    by: By,
    who: PersonId,
    new: &NewPost,
) -> Result<post::Model, AccountError> {
    if locked(tx, who).await?.closed_at.is_some() {
        return Err(AccountError::Gone);
    }
    let is_main = post::held_by(who).one(tx).await?.is_none();
    let row = post::ActiveModel {
        id: Set(tx.new_id(now)),
        person_id: Set(who),
        unit_id: Set(new.unit),
        kind: Set(new.kind),
        title: Set(new.title.clone()),
        is_main: Set(is_main),
        started_at: Set(now),
        ended_at: Set(None),
    };
    let made = row.insert(tx).await?;
    let told = json!({"person": who, "unit": new.unit, "kind": new.kind});
    record(tx, NewEvent::new(now, by, "give-post", "post", made.id).after(&told).with(told.clone())).await?;
    Ok(made)
}

/// Ends a post; what was done in it stays.
pub async fn end_post(tx: &WriteTx, now: Moment, by: By, id: PostId) -> Result<(), AccountError> {
    let who = post::by_id(id).one(tx).await?.ok_or(AccountError::Gone)?.person_id;
    locked(tx, who).await?;
    let held = post::held_by(who).all(tx).await?;
    let row = held.into_iter().find(|p| p.id == id).ok_or(AccountError::Gone)?;
    let was_main = row.is_main;
    let mut changed = row.into_active_model();
    changed.ended_at = Set(Some(now));
    changed.is_main = Set(false);
    changed.update(tx).await?;
    if was_main && let Some(next) = post::held_by(who).one(tx).await? {
        let mut next = next.into_active_model();
        next.is_main = Set(true);
        next.update(tx).await?;
    }
    record(tx, NewEvent::new(now, by, "end-post", "post", id).with(json!({"person": who}))).await?;
    Ok(())
}

/// Chooses the post one acts in.
pub async fn choose_post(tx: &WriteTx, own: Own, id: PostId) -> Result<(), AccountError> {
    locked(tx, own.person).await?;
    let held = post::held_by(own.person).all(tx).await?;
    if !held.iter().any(|p| p.id == id) {
        return Err(AccountError::Gone);
    }
    for row in held {
        let is_main = row.id == id;
        if row.is_main != is_main {
            let mut changed = row.into_active_model();
            changed.is_main = Set(is_main);
            changed.update(tx).await?;
        }
    }
    record(tx, NewEvent::new(own.now, By::post(own.person, id), "choose-post", "person", own.person)).await?;
    Ok(())
}

/// A post for sample data.
pub fn sample_post(unit: UnitId, kind: PostKind, title: &str) -> NewPost {
    NewPost { unit, kind, title: title.to_owned() }
}
