//! What can be done to accounts. Each verb takes the transaction, the moment and the proof, and records one event.

use super::forms::{NewInvitation, NewPost};
use crate::rights::{Administrator, Own};
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{InvitationId, PersonId, PostId, SessionId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QuerySelect as _,
};
use serde_json::json;
use std::time::Duration;
use tables::{invitation, person, post, session};
use web::{Error, FormErrors, StatusCode, TokenHash};

/// How long an account stays locked and after how many failures; from the settings.
#[derive(Debug, Clone, Copy)]
pub struct LockRule {
    /// Wrong passwords in a row.
    pub failures_max: u32,
    /// Minutes.
    pub minutes: u32,
}

/// What an account action refuses.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Somebody already signs in with this address.
    #[error("somebody already signs in with this address")]
    EmailTaken,
    /// There is an administrator already.
    #[error("there is an administrator already")]
    NotFirst,
    /// The invitation was used, revoked or has expired.
    #[error("this invitation no longer works")]
    InvitationOver,
    /// The last administrator cannot be closed.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// Not there any more.
    #[error("not found")]
    Gone,
}

impl From<sea_orm::DbErr> for AccountError {
    fn from(error: sea_orm::DbErr) -> Self {
        AccountError::Db(error.into())
    }
}

impl From<AccountError> for Error {
    fn from(error: AccountError) -> Error {
        match error {
            AccountError::Db(e) => e.into(),
            AccountError::EmailTaken => FormErrors::of("email", "accounts-email-taken").into(),
            AccountError::NotFirst => Error::new(StatusCode::CONFLICT, "accounts-not-first"),
            AccountError::InvitationOver => Error::new(StatusCode::GONE, "accounts-invitation-over"),
            AccountError::LastAdministrator => {
                Error::new(StatusCode::CONFLICT, "accounts-last-administrator")
            }
            AccountError::Gone => Error::not_found(),
        }
    }
}

/// The key by which people are sorted: given name first, as Vietnamese lists are ("Lê Thu Hằng" stands under H).
pub fn name_key(name: &str) -> String {
    let key = domain::text::key(name);
    match key.rsplit_once(' ') {
        Some((rest, given)) => format!("{given} {rest}"),
        None => key,
    }
}

/// A new person as a row.
fn new_person(
    id: PersonId,
    name: &str,
    email: &str,
    hash: String,
    is_admin: bool,
    now: Moment,
) -> person::ActiveModel {
    person::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        name_key: Set(name_key(name)),
        email: Set(email.to_owned()),
        phone: Set(None),
        password_hash: Set(Some(hash)),
        is_admin: Set(is_admin),
        locale: Set(None),
        theme: Set(None),
        failed_sign_ins: Set(0),
        locked_until: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        closed_at: Set(None),
    }
}

async fn insert_person(tx: &WriteTx, row: person::ActiveModel) -> Result<person::Model, AccountError> {
    row.insert(tx).await.map_err(|e| {
        let e = DbError::from(e);
        if e.is_unique_violation() { AccountError::EmailTaken } else { AccountError::Db(e) }
    })
}

/// Makes the first administrator; refused as soon as there is one.
pub async fn make_first(
    tx: &WriteTx,
    now: Moment,
    name: &str,
    email: &str,
    hash: String,
) -> Result<person::Model, AccountError> {
    if person::administrators().one(tx).await?.is_some() {
        return Err(AccountError::NotFirst);
    }
    make_person(tx, now, By::HOUSE, name, email, hash, true).await
}

/// Makes an account without an invitation: sample data and the command line, which own the data folder already.
pub async fn make_by_house(
    tx: &WriteTx,
    now: Moment,
    administrator: Administrator,
    (name, email, hash): (&str, &str, String),
    is_admin: bool,
) -> Result<person::Model, AccountError> {
    make_person(tx, now, administrator.by(), name, email, hash, is_admin).await
}

async fn make_person(
    tx: &WriteTx,
    now: Moment,
    by: By,
    name: &str,
    email: &str,
    hash: String,
    is_admin: bool,
) -> Result<person::Model, AccountError> {
    let made = insert_person(tx, new_person(tx.new_id(now), name, email, hash, is_admin, now)).await?;
    let told = json!({"name": made.name, "is_admin": is_admin});
    record(tx, NewEvent::new(now, by, "make", "person", made.id).after(&told).with(told.clone())).await?;
    Ok(made)
}

/// Opens a session.
pub async fn open_session(
    tx: &WriteTx,
    now: Moment,
    who: PersonId,
    token: &TokenHash,
    (address, agent): (String, String),
    lasts: Duration,
) -> Result<session::Model, AccountError> {
    let row = session::ActiveModel {
        id: Set(tx.new_id(now)),
        token_hash: Set(token.hex()),
        person_id: Set(who),
        user_agent: Set(agent),
        address: Set(address),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now.plus(lasts)),
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
    let row = person::by_id(who).lock_exclusive().one(tx).await?.ok_or(AccountError::Gone)?;
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

/// Forgets wrong passwords after a right one, and a lock that is over.
pub async fn clear_failures(tx: &WriteTx, now: Moment, who: PersonId) -> Result<(), AccountError> {
    let row = person::by_id(who).lock_exclusive().one(tx).await?.ok_or(AccountError::Gone)?;
    if row.failed_sign_ins != 0 || row.locked_until.is_some() {
        let mut changed = row.into_active_model();
        changed.failed_sign_ins = Set(0);
        changed.locked_until = Set(None);
        changed.updated_at = Set(now);
        changed.update(tx).await?;
    }
    Ok(())
}

/// Ends one session of one's own.
pub async fn end_session(tx: &WriteTx, own: Own, id: SessionId) -> Result<(), AccountError> {
    let row =
        session::by_id(id).one(tx).await?.filter(|s| s.person_id == own.person).ok_or(AccountError::Gone)?;
    session::Entity::delete_by_id(row.id).exec(tx).await?;
    record(tx, NewEvent::new(own.now, By::person(own.person), "sign-out", "session", row.id)).await?;
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

/// Gives a person a new password and ends every other session: whoever knew the old one is out.
pub async fn set_password(
    tx: &WriteTx,
    now: Moment,
    by: By,
    who: PersonId,
    hash: String,
    keep: Option<SessionId>,
) -> Result<(), AccountError> {
    let row = person::by_id(who).lock_exclusive().one(tx).await?.ok_or(AccountError::Gone)?;
    let mut changed = row.into_active_model();
    changed.password_hash = Set(Some(hash));
    changed.failed_sign_ins = Set(0);
    changed.locked_until = Set(None);
    changed.updated_at = Set(now);
    changed.update(tx).await?;
    session::end_of_person(who, keep).exec(tx).await?;
    record(tx, NewEvent::new(now, by, "set-password", "person", who)).await?;
    Ok(())
}

/// Opens a locked account.
pub async fn unlock(
    tx: &WriteTx,
    now: Moment,
    administrator: &Administrator,
    who: PersonId,
) -> Result<(), AccountError> {
    let row = person::by_id(who).lock_exclusive().one(tx).await?.ok_or(AccountError::Gone)?;
    let mut changed = row.into_active_model();
    changed.failed_sign_ins = Set(0);
    changed.locked_until = Set(None);
    changed.updated_at = Set(now);
    changed.update(tx).await?;
    record(tx, NewEvent::new(now, administrator.by(), "unlock", "person", who)).await?;
    Ok(())
}

/// Closes an account: no sign-in any more, sessions end, everything the person did stays.
pub async fn close(
    tx: &WriteTx,
    now: Moment,
    administrator: &Administrator,
    who: PersonId,
) -> Result<(), AccountError> {
    let row = person::by_id(who).lock_exclusive().one(tx).await?.ok_or(AccountError::Gone)?;
    if row.is_admin && person::administrators().all(tx).await?.len() <= 1 {
        return Err(AccountError::LastAdministrator);
    }
    let mut changed = row.into_active_model();
    changed.closed_at = Set(Some(now));
    changed.updated_at = Set(now);
    changed.update(tx).await?;
    session::end_of_person(who, None).exec(tx).await?;
    record(tx, NewEvent::new(now, administrator.by(), "close", "person", who)).await?;
    Ok(())
}

/// Opens a closed account again.
pub async fn reopen(
    tx: &WriteTx,
    now: Moment,
    administrator: &Administrator,
    who: PersonId,
) -> Result<(), AccountError> {
    let row = person::by_id(who).lock_exclusive().one(tx).await?.ok_or(AccountError::Gone)?;
    let mut changed = row.into_active_model();
    changed.closed_at = Set(None);
    changed.updated_at = Set(now);
    changed.update(tx).await?;
    record(tx, NewEvent::new(now, administrator.by(), "reopen", "person", who)).await?;
    Ok(())
}

/// Gives a person a post. The caller has proved the right over the unit.
pub async fn give_post(
    tx: &WriteTx,
    now: Moment,
    by: By,
    who: PersonId,
    new: &NewPost,
) -> Result<post::Model, AccountError> {
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
    let row = post::by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?
        .filter(|p| p.ended_at.is_none())
        .ok_or(AccountError::Gone)?;
    let (who, was_main) = (row.person_id, row.is_main);
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
    let held = post::held_by(own.person).lock_exclusive().all(tx).await?;
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
    if row.accepted_at.is_some() {
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

/// A post for sample data.
pub fn sample_post(unit: UnitId, kind: PostKind, title: &str) -> NewPost {
    NewPost { unit, kind, title: title.to_owned() }
}
