//! Sessions: opened by a right password, ended one by one or all at once; wrong passwords are counted.

use super::people::{locked, open_lock};
use super::{AccountError, LockRule};
use crate::rights::Own;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{PersonId, SessionId};
use domain::time::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use serde_json::json;
use std::time::Duration;
use tables::session;
use web::TokenHash;

/// What a new session is made of.
#[derive(Debug)]
pub struct Opening {
    /// Hash of the token that the browser keeps.
    pub token: TokenHash,
    /// Address and name of the browser.
    pub seen: (String, String),
    /// How long it lives without use.
    pub lasts: Duration,
}

/// Lets somebody in whose password fitted `checked`. Under the lock it is looked once more whether the account is open and
/// unlocked and the password still that one: it may have been closed or given a new password since.
pub async fn let_in(
    tx: &WriteTx,
    now: Moment,
    who: PersonId,
    checked: Option<&str>,
    opening: Opening,
) -> Result<session::Model, AccountError> {
    let row = locked(tx, who).await?;
    if row.closed_at.is_some() {
        return Err(AccountError::Gone);
    }
    if row.locked_until.is_some_and(|until| until > now) {
        return Err(AccountError::Locked);
    }
    if row.password_hash.as_deref() != checked {
        return Err(AccountError::PasswordChanged);
    }
    if row.failed_sign_ins != 0 || row.locked_until.is_some() {
        let mut changed = row.into_active_model();
        open_lock(&mut changed);
        changed.updated_at = Set(now);
        changed.update(tx).await?;
    }
    open_session(tx, now, who, opening).await
}

/// Opens a session.
pub async fn open_session(
    tx: &WriteTx,
    now: Moment,
    who: PersonId,
    opening: Opening,
) -> Result<session::Model, AccountError> {
    let (address, agent) = opening.seen;
    let row = session::ActiveModel {
        id: Set(tx.new_id(now)),
        token_hash: Set(opening.token.hex()),
        person_id: Set(who),
        user_agent: Set(agent),
        address: Set(address),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now.plus(opening.lasts)),
    };
    let made = row.insert(tx).await?;
    record(
        tx,
        NewEvent::new(now, By::person(who), "sign-in", "session", made.id).with(json!({"person": who})),
    )
    .await?;
    Ok(made)
}

/// Counts a wrong password; the account locks when there were too many in a row. Says until when it is locked.
pub async fn count_failure(
    tx: &WriteTx,
    now: Moment,
    who: PersonId,
    rule: LockRule,
) -> Result<Option<Moment>, AccountError> {
    let row = locked(tx, who).await?;
    if row.locked_until.is_some_and(|until| until > now) {
        // Locked by tries that were made at the same time; they do not count again.
        return Ok(row.locked_until);
    }
    let failures = row.failed_sign_ins.saturating_add(1);
    let locks = u32::try_from(failures).unwrap_or(u32::MAX) >= rule.failures_max;
    let until = locks.then(|| now.plus(Duration::from_secs(u64::from(rule.minutes) * 60)));
    let mut changed = row.into_active_model();
    changed.failed_sign_ins = Set(if locks { 0 } else { failures });
    if locks {
        changed.locked_until = Set(until);
    }
    changed.updated_at = Set(now);
    changed.update(tx).await?;
    let verb = if locks { "lock" } else { "fail-sign-in" };
    record(tx, NewEvent::new(now, By::HOUSE, verb, "person", who).with(json!({"failures": failures})))
        .await?;
    Ok(until)
}

/// Ends one session of one's own.
pub async fn end_session(tx: &WriteTx, own: Own, id: SessionId) -> Result<(), AccountError> {
    if session::end_one(own.person, id).exec(tx).await?.rows_affected == 0 {
        return Err(AccountError::Gone);
    }
    record(tx, NewEvent::new(own.now, By::person(own.person), "sign-out", "session", id)).await?;
    Ok(())
}

/// Ends all sessions of a person but `keep`.
pub async fn end_sessions(
    tx: &WriteTx,
    now: Moment,
    by: By,
    who: PersonId,
    keep: Option<SessionId>,
) -> Result<u64, AccountError> {
    let ended = session::end_of_person(who, keep).exec(tx).await?.rows_affected;
    record(tx, NewEvent::new(now, by, "sign-out-everywhere", "person", who).with(json!({"sessions": ended})))
        .await?;
    Ok(ended)
}
