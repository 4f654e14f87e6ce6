//! Password resets: a link made by an administrator, by which the person sets a new password once.

use super::AccountError;
use super::people::{locked, replace_password};
use crate::rights::Administrator;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::PersonId;
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QuerySelect as _,
    UpdateMany,
};
use serde_json::json;
use std::time::Duration;
use tables::{password_reset, person};
use web::TokenHash;

/// Makes a link for a person; an earlier one no longer works. Its token is known only to the administrator, its hash is
/// kept.
pub async fn make_reset(
    tx: &WriteTx,
    now: Moment,
    administrator: &Administrator,
    who: PersonId,
    (token, lasts): (&TokenHash, Duration),
) -> Result<password_reset::Model, AccountError> {
    if locked(tx, who).await?.closed_at.is_some() {
        return Err(AccountError::Closed);
    }
    end_resets(tx, now, who).await?;
    let by = administrator.by();
    let row = password_reset::ActiveModel {
        id: Set(tx.new_id(now)),
        token_hash: Set(token.hex()),
        person_id: Set(who),
        made_by: Set(by.person),
        created_at: Set(now),
        expires_at: Set(now.plus(lasts)),
        used_at: Set(None),
        revoked_at: Set(None),
    };
    let made = row.insert(tx).await?;
    let told = json!({"until": made.expires_at});
    record(tx, NewEvent::new(now, by, "make-reset", "person", who).after(&told).with(told.clone())).await?;
    Ok(made)
}

/// Takes the link of a person back; without one there is nothing to do.
pub async fn revoke_reset(
    tx: &WriteTx,
    now: Moment,
    administrator: &Administrator,
    who: PersonId,
) -> Result<(), AccountError> {
    locked(tx, who).await?;
    if end_resets(tx, now, who).await? > 0 {
        record(tx, NewEvent::new(now, administrator.by(), "revoke-reset", "person", who)).await?;
    }
    Ok(())
}

/// Sets the new password: the lock opens, all sessions end, and the link is used up.
pub async fn use_reset(
    tx: &WriteTx,
    now: Moment,
    token: &TokenHash,
    hash: String,
) -> Result<person::Model, AccountError> {
    // The person is locked before the link, as everywhere: two orders could wait for each other.
    let found = password_reset::by_token(&token.hex()).one(tx).await?.ok_or(AccountError::ResetOver)?;
    let who = locked(tx, found.person_id).await?;
    let row = password_reset::by_token(&token.hex()).lock_exclusive().one(tx).await?;
    let row = row.filter(|r| r.is_open(now) && who.closed_at.is_none()).ok_or(AccountError::ResetOver)?;
    let mut used = row.into_active_model();
    used.used_at = Set(Some(now));
    used.update(tx).await?;
    replace_password(tx, now, (By::person(who.id), "reset-password"), who.clone(), hash, None).await?;
    Ok(who)
}

/// Ends the links of a person that could still be used; says how many.
pub(super) async fn end_resets(tx: &WriteTx, now: Moment, who: PersonId) -> Result<u64, AccountError> {
    let ended: UpdateMany<password_reset::Entity> = password_reset::Entity::update_many()
        .set(password_reset::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() });
    Ok(password_reset::only_open(ended, who, now).exec(tx).await?.rows_affected)
}
