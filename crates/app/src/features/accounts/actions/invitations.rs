//! Invitations: written, taken back, accepted once.

use super::AccountError;
use super::people::make_person;
use super::posts::give_post;
use crate::features::accounts::forms::{NewInvitation, NewPost};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::InvitationId;
use domain::time::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde_json::json;
use std::time::Duration;
use tables::{invitation, person};
use web::TokenHash;

/// Writes an invitation; the link's token is known only to the inviter, its hash is kept.
pub async fn invite(
    tx: &WriteTx,
    now: Moment,
    by: By,
    new: &NewInvitation,
    token: &TokenHash,
    lasts: Duration,
) -> Result<invitation::Model, AccountError> {
    if person::by_email(&new.email).one(tx).await?.is_some() {
        return Err(AccountError::EmailTaken);
    }
    let row = invitation::ActiveModel {
        id: Set(tx.new_id(now)),
        token_hash: Set(token.hex()),
        name: Set(new.name.clone()),
        email: Set(new.email.clone()),
        unit_id: Set(new.post.as_ref().map(|p| p.unit)),
        kind: Set(new.post.as_ref().map(|p| p.kind)),
        title: Set(new.post.as_ref().map(|p| p.title.clone())),
        is_admin: Set(new.is_admin),
        invited_by: Set(by.person),
        created_at: Set(now),
        expires_at: Set(now.plus(lasts)),
        accepted_at: Set(None),
        accepted_by: Set(None),
        revoked_at: Set(None),
    };
    let made = row.insert(tx).await?;
    let told = json!({"name": made.name, "unit": made.unit_id, "kind": made.kind, "is_admin": made.is_admin});
    record(tx, NewEvent::new(now, by, "invite", "invitation", made.id).after(&told).with(told.clone()))
        .await?;
    Ok(made)
}

/// Takes an invitation back.
pub async fn revoke(tx: &WriteTx, now: Moment, by: By, id: InvitationId) -> Result<(), AccountError> {
    let row = invitation::by_id(id).lock_exclusive().one(tx).await?.ok_or(AccountError::Gone)?;
    if row.accepted_at.is_some() || row.revoked_at.is_some() {
        return Err(AccountError::InvitationOver);
    }
    let mut changed = row.into_active_model();
    changed.revoked_at = Set(Some(now));
    changed.update(tx).await?;
    record(tx, NewEvent::new(now, by, "revoke", "invitation", id)).await?;
    Ok(())
}

/// Whether an invitation can still be accepted.
pub fn is_open(invitation: &invitation::Model, now: Moment) -> bool {
    invitation.accepted_at.is_none() && invitation.revoked_at.is_none() && invitation.expires_at > now
}

/// Accepts an invitation: a person, and the post it names.
pub async fn join(
    tx: &WriteTx,
    now: Moment,
    token: &TokenHash,
    name: &str,
    hash: String,
) -> Result<person::Model, AccountError> {
    let row = invitation::by_token(&token.hex())
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(AccountError::InvitationOver)?;
    if !is_open(&row, now) {
        return Err(AccountError::InvitationOver);
    }
    let by = By { person: row.invited_by, post: None };
    let made = make_person(tx, now, by, name, &row.email, hash, row.is_admin).await?;
    if let (Some(unit), Some(kind)) = (row.unit_id, row.kind) {
        let title = row.title.clone().unwrap_or_default();
        give_post(tx, now, by, made.id, &NewPost { unit, kind, title }).await?;
    }
    let mut changed = row.into_active_model();
    changed.accepted_at = Set(Some(now));
    changed.accepted_by = Set(Some(made.id));
    let id: InvitationId = changed.id.clone().unwrap();
    changed.update(tx).await?;
    record(tx, NewEvent::new(now, By::person(made.id), "accept", "invitation", id)).await?;
    Ok(made)
}
