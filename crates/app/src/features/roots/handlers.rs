//! The page of trusted certificates.

use axum::extract::State;
use domain::ids::TrustRootId;
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tables::trust_root;
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, Input, Page, Path, See, Show, Upload, args};

use super::actions::{self, RootError};
use crate::app::App;
use crate::rights::Administrator;

/// A certificate that ends within this time is pointed out: authorities take weeks to give another.
const ENDS_SOON: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// Bytes of an uploaded file; a chain of ten certificates has some 20 KB.
const FILE_BYTES_MAX: usize = 1024 * 1024;

/// A certificate.
#[derive(Debug, Serialize, ToSchema)]
pub struct RootView {
    /// Id.
    #[schema(value_type = String)]
    pub id: TrustRootId,
    /// Whose it is.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// SHA-256 of its bytes, in groups of four digits.
    pub fingerprint: String,
    /// First moment of its life.
    #[schema(value_type = String)]
    pub valid_from: Moment,
    /// Last moment.
    #[schema(value_type = String)]
    pub valid_to: Moment,
    /// "coming", "valid", "ending" or "ended".
    pub state: &'static str,
    /// When it was added.
    #[schema(value_type = String)]
    pub created_at: Moment,
}

/// The certificates that are trusted.
#[derive(Debug, Serialize, ToSchema)]
pub struct RootsPage {
    /// Those that end first first.
    pub roots: Vec<RootView>,
}

impl Page for RootsPage {
    const TEMPLATE: &'static str = "roots/list.html";
}

/// A file of certificates.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewRoot {
    /// One or several certificates in PEM, or one in DER.
    #[schema(value_type = Option<Object>)]
    file: Option<Upload>,
}

impl Check for NewRoot {
    type Valid = Vec<signature::CertificateFacts>;
    const BODY_BYTES_MAX: usize = FILE_BYTES_MAX;

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let file = self.file.filter(|file| !file.is_empty());
        let file = file.ok_or_else(|| FormErrors::of("file", "roots-file-missing"))?;
        signature::read_certificates(&file.bytes).map_err(|_| FormErrors::of("file", "roots-unread"))
    }
}

/// GET /roots
pub async fn list(State(app): State<App>) -> Result<Show<RootsPage>, Error> {
    Ok(Show(page(&app).await?))
}

async fn page(app: &App) -> Result<RootsPage, Error> {
    let now = app.now();
    let rows = trust_root::all().all(app.db.read()).await.map_err(db::DbError::from)?;
    let state = |row: &trust_root::Model| match () {
        () if row.valid_to < now => "ended",
        () if row.valid_from > now => "coming",
        () if row.valid_to < now.plus(ENDS_SOON) => "ending",
        () => "valid",
    };
    let view = |row: trust_root::Model| RootView {
        id: row.id,
        state: state(&row),
        subject: row.subject,
        issuer: row.issuer,
        fingerprint: grouped(&row.fingerprint),
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        created_at: row.created_at,
    };
    Ok(RootsPage { roots: rows.into_iter().map(view).collect() })
}

/// "3f2a 91c0 …", which two people can compare aloud.
fn grouped(digits: &str) -> String {
    let groups = digits.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(" ")
}

/// POST /roots
pub async fn add(State(app): State<App>, right: Administrator, input: Input<NewRoot>) -> Result<See, Error> {
    let typed = input.typed();
    let certificates = match input.check() {
        Ok(certificates) => certificates,
        Err(refusal) => return Err(refusal.on(page(&app).await?)),
    };
    let tx = app.db.write().await?;
    let refused = match actions::add(&tx, app.now(), &right, &certificates).await {
        Ok(()) => None,
        Err(RootError::AlreadyThere(subject)) => Some(("roots-already-there", subject)),
        Err(RootError::NoAuthority(subject)) => Some(("roots-no-authority", subject)),
        Err(other) => return Err(other.into()),
    };
    if let Some((key, subject)) = refused {
        drop(tx);
        let errors = FormErrors::of_with("file", key, args![subject = subject]);
        return Err(errors.refuse(typed).on(page(&app).await?));
    }
    tx.commit().await?;
    Ok(See::created("/roots").say("roots-added", args![n = certificates.len()]))
}

/// POST /roots/{id}/remove
pub async fn remove(
    State(app): State<App>,
    right: Administrator,
    Path(id): Path<TrustRootId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    let subject = actions::remove(&tx, app.now(), &right, id).await?;
    tx.commit().await?;
    Ok(See::other("/roots").say("roots-removed", args![subject = subject]))
}
