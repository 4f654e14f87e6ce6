//! People: made, given passwords, unlocked, closed and opened again.

use super::AccountError;
use super::resets::end_resets;
use crate::rights::{Administrator, Own};
use db::events::{By, NewEvent, record};
use db::{DbError, Door, WriteTx};
use domain::ids::{PersonId, SessionId};
use domain::time::Moment;
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde_json::json;
use tables::{person, session};

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
    // There is no row to lock before there is anybody.
    tx.alone_in(Door::FirstAdministrator).await?;
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

pub(super) async fn make_person(
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

/// Loads a person, locked until the transaction ends.
///
/// The lock leaves the key alone: every event and every link points to the person who made it, and a lock that such a
/// pointer has to wait for lets two administrators who act on each other wait for ever.
pub(super) async fn locked(tx: &WriteTx, who: PersonId) -> Result<person::Model, AccountError> {
    person::by_id(who).lock(LockType::NoKeyUpdate).one(tx).await?.ok_or(AccountError::Gone)
}

/// Changes a locked person and records what was done.
async fn change(
    tx: &WriteTx,
    now: Moment,
    (by, verb): (By, &'static str),
    row: person::Model,
    set: impl FnOnce(&mut person::ActiveModel),
) -> Result<(), AccountError> {
    let who = row.id;
    let mut changed = row.into_active_model();
    set(&mut changed);
    changed.updated_at = Set(now);
    changed.update(tx).await?;
    record(tx, NewEvent::new(now, by, verb, "person", who)).await?;
    Ok(())
}

/// Forgets wrong passwords and the lock they brought.
pub(super) fn open_lock(row: &mut person::ActiveModel) {
    row.failed_sign_ins = Set(0);
    row.locked_until = Set(None);
}

/// Gives a person a new password, opens the lock and ends every other session: whoever knew the old one is out.
pub async fn set_password(
    tx: &WriteTx,
    now: Moment,
    by: By,
    who: PersonId,
    hash: String,
    keep: Option<SessionId>,
) -> Result<(), AccountError> {
    let row = locked(tx, who).await?;
    replace_password(tx, now, (by, "set-password"), row, hash, keep).await
}

/// What a new password brings along, however it came.
pub(super) async fn replace_password(
    tx: &WriteTx,
    now: Moment,
    deed: (By, &'static str),
    row: person::Model,
    hash: String,
    keep: Option<SessionId>,
) -> Result<(), AccountError> {
    let who = row.id;
    change(tx, now, deed, row, |row| {
        row.password_hash = Set(Some(hash));
        open_lock(row);
    })
    .await?;
    end_resets(tx, now, who).await?;
    session::end_of_person(who, keep).exec(tx).await?;
    Ok(())
}

/// The same for oneself: `checked` is the hash that the present password was compared with.
pub async fn change_own_password(
    tx: &WriteTx,
    own: Own,
    checked: Option<&str>,
    hash: String,
    keep: SessionId,
) -> Result<(), AccountError> {
    if locked(tx, own.person).await?.password_hash.as_deref() != checked {
        return Err(AccountError::PasswordChanged);
    }
    set_password(tx, own.now, By::person(own.person), own.person, hash, Some(keep)).await
}

/// Opens a locked account.
pub async fn unlock(
    tx: &WriteTx,
    now: Moment,
    administrator: &Administrator,
    who: PersonId,
) -> Result<(), AccountError> {
    let row = locked(tx, who).await?;
    change(tx, now, (administrator.by(), "unlock"), row, open_lock).await
}

/// Closes an account: no sign-in any more, sessions end, everything the person did stays.
pub async fn close(
    tx: &WriteTx,
    now: Moment,
    administrator: &Administrator,
    who: PersonId,
) -> Result<(), AccountError> {
    // All administrators are locked, in the order of their ids: two who close each other must not both succeed.
    let administrators = person::administrators().lock(LockType::NoKeyUpdate).all(tx).await?;
    let row = locked(tx, who).await?;
    if administrators.iter().all(|one| one.id == who) {
        return Err(AccountError::LastAdministrator);
    }
    change(tx, now, (administrator.by(), "close"), row, |row| row.closed_at = Set(Some(now))).await?;
    end_resets(tx, now, who).await?;
    session::end_of_person(who, None).exec(tx).await?;
    Ok(())
}

/// Opens a closed account again.
pub async fn reopen(
    tx: &WriteTx,
    now: Moment,
    administrator: &Administrator,
    who: PersonId,
) -> Result<(), AccountError> {
    let row = locked(tx, who).await?;
    change(tx, now, (administrator.by(), "reopen"), row, |row| row.closed_at = Set(None)).await
}
