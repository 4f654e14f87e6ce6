//! Whom the house trusts: the certificates as `signature::verify` takes them, one more, one less.

use db::events::{NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::TrustRootId;
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use signature::{CertificateFacts, Roots};
use tables::trust_root;
use web::Error;

use crate::rights::Administrator;

/// What is refused.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// It is trusted already.
    #[error("{0} is trusted already")]
    AlreadyThere(String),
    /// It may not issue certificates, so nothing would follow from trusting it.
    #[error("{0} is no authority")]
    NoAuthority(String),
    /// Not there any more.
    #[error("there is no such certificate")]
    Gone,
}

impl From<sea_orm::DbErr> for RootError {
    fn from(error: sea_orm::DbErr) -> Self {
        RootError::Db(error.into())
    }
}

impl From<RootError> for Error {
    fn from(error: RootError) -> Error {
        match error {
            RootError::Db(error) => error.into(),
            RootError::Gone => Error::not_found(),
            RootError::AlreadyThere(subject) => {
                web::FormErrors::of_with("file", "roots-already-there", web::args![subject = subject]).into()
            }
            RootError::NoAuthority(subject) => {
                web::FormErrors::of_with("file", "roots-no-authority", web::args![subject = subject]).into()
            }
        }
    }
}

/// All certificates that are trusted.
pub async fn roots(conn: &impl ConnectionTrait) -> Result<Roots, DbError> {
    let mut roots = Roots::none();
    for row in trust_root::all().all(conn).await? {
        if roots.add(row.pem.as_bytes()).is_err() {
            tracing::error!(subject = row.subject, "a trusted certificate cannot be read any more");
        }
    }
    Ok(roots)
}

/// Trusts the certificates of a file; all of them or none.
pub async fn add(
    tx: &WriteTx,
    now: Moment,
    right: &Administrator,
    certificates: &[CertificateFacts],
) -> Result<(), RootError> {
    for facts in certificates {
        if !facts.is_authority {
            return Err(RootError::NoAuthority(facts.subject.clone()));
        }
        let there = trust_root::Entity::find().filter(trust_root::Column::Fingerprint.eq(&facts.fingerprint));
        if there.one(tx).await?.is_some() {
            return Err(RootError::AlreadyThere(facts.subject.clone()));
        }
        let row = trust_root::ActiveModel {
            id: Set(tx.new_id(now)),
            pem: Set(facts.pem.clone()),
            fingerprint: Set(facts.fingerprint.clone()),
            subject: Set(facts.subject.clone()),
            issuer: Set(facts.issuer.clone()),
            valid_from: Set(facts.valid_from),
            valid_to: Set(facts.valid_to),
            person_id: Set(right.by().person),
            created_at: Set(now),
        };
        let row = row.insert(tx).await?;
        let told = json!({"subject": row.subject, "fingerprint": row.fingerprint});
        let event = NewEvent::new(now, right.by(), "trust", "trust_root", row.id).after(&told);
        record(tx, event.with(told.clone())).await?;
    }
    Ok(())
}

/// Trusts a certificate no longer. What was verified before stays as it was told.
pub async fn remove(
    tx: &WriteTx,
    now: Moment,
    right: &Administrator,
    id: TrustRootId,
) -> Result<String, RootError> {
    let row = trust_root::by_id(id).lock_exclusive().one(tx).await?.ok_or(RootError::Gone)?;
    trust_root::Entity::delete_by_id(id).exec(tx).await?;
    let told = json!({"subject": row.subject, "fingerprint": row.fingerprint});
    let event = NewEvent::new(now, right.by(), "distrust", "trust_root", id).before(&told);
    record(tx, event.with(told.clone())).await?;
    Ok(row.subject)
}
