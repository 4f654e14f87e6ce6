//! Evidence: files that prove what was done, kept by the digest of their bytes. What a file is is decided by its bytes;
//! pictures and PDF are shown in the browser, everything else is only saved.

use super::actions::{Acting, WorkError};
use super::detail_pages::FileView;
use super::forms::Plain;
use super::rights::{Does, MayRead, TakesSteps};
use super::{files, handlers, scan, view};
use crate::app::App;
use crate::rights::SignedIn;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use db::events::{NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{AssignmentId, EvidenceId, PersonId};
use domain::time::Moment;
use domain::work::Step;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, PaginatorTrait as _, QuerySelect as _,
};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;
use tables::{assignment, evidence};
use tokio_util::io::ReaderStream;
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, Input, MIB, Path, See, UPLOAD_BYTES_MAX, Upload, args};

/// Kinds that a page shows as a picture.
const IMAGES: [&str; 3] = ["png", "jpg", "webp"];
/// Files of one assignment.
const FILES_MAX: u64 = 50;
/// Longest name of a file that is kept, in letters.
const NAME_LETTERS_MAX: usize = 200;

/// A file to be kept.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = NewEvidence)]
pub struct NewFile {
    /// The file.
    #[serde(default)]
    #[schema(value_type = String, format = "binary")]
    pub file: Option<Upload>,
    /// Where to go afterwards.
    #[serde(default)]
    pub back: String,
}

impl Check for NewFile {
    type Valid = (Upload, &'static str);
    const BODY_BYTES_MAX: usize = UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Self::Valid, FormErrors> {
        sent_file(self.file, "minh-chung")
    }
}

/// A file that was sent in the field `file`, with its kind by its bytes; one without a name gets this stem.
pub fn sent_file(file: Option<Upload>, stem: &str) -> Result<(Upload, &'static str), FormErrors> {
    let Some(mut file) = file.filter(|file| !file.is_empty()) else {
        return Err(FormErrors::of("file", "work-file-missing"));
    };
    if file.bytes.is_empty() {
        return Err(FormErrors::of("file", "work-file-empty"));
    }
    let kind = files::kind(&file.bytes, &file.file_name).map_err(|key| FormErrors::of("file", key))?;
    file.file_name = file.file_name.trim().chars().take(NAME_LETTERS_MAX).collect();
    if file.file_name.is_empty() {
        file.file_name = format!("{stem}.{kind}");
    }
    Ok((file, kind))
}

/// What is said of a file above the limit of the house.
pub fn too_large(app: &App, file: &Upload) -> Option<FormErrors> {
    let bytes_max = app.config.files.upload_bytes_max;
    let is_over = file.bytes.len() as u64 > bytes_max;
    is_over.then(|| FormErrors::of_with("file", "work-file-too-large", args![mb = bytes_max / MIB as u64]))
}

/// POST /work/{id}/files
pub async fn add(
    State(app): State<App>,
    signed: SignedIn,
    may: Does,
    input: Input<NewFile>,
) -> Result<See, Error> {
    let (typed, back) = (input.typed(), input.value().back.clone());
    let (file, kind) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(handlers::again(&app, &signed, may.id(), refusal).await),
    };
    if let Some(errors) = too_large(&app, &file) {
        return Err(handlers::again(&app, &signed, may.id(), errors.refuse(typed)).await);
    }
    // The file is on the disk before the row that names it is committed.
    let kept = app.files.keep(&file.bytes).await.map_err(crate::files::unkept)?;
    let new = Kept { name: &file.file_name, kind, file: kept, n_bytes: file.bytes.len() };
    let tx = app.db.write().await?;
    let row = keep(&tx, app.now(), may.acting(), may.id(), (new, app.config.scanner.is_on())).await?;
    if row.scan == "waiting" {
        jobs::enqueue(&tx, app.now(), &scan::ScanEvidence { evidence: row.id }).await?;
    }
    tx.commit().await?;
    Ok(handlers::gone(&back, may.id(), "work-file-sent"))
}

struct Kept<'a> {
    name: &'a str,
    kind: &'static str,
    file: String,
    n_bytes: usize,
}

async fn keep(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    (new, is_scanned): (Kept<'_>, bool),
) -> Result<evidence::Model, WorkError> {
    open(tx, acting, id).await?;
    if evidence::of(id).count(tx).await? >= FILES_MAX {
        return Err(WorkError::TooManyFiles);
    }
    let row = evidence::ActiveModel {
        id: Set(tx.new_id(now)),
        assignment_id: Set(id),
        person_id: Set(acting.by.person),
        file_name: Set(new.name.to_owned()),
        file: Set(new.file),
        kind: Set(new.kind.to_owned()),
        n_bytes: Set(i64::try_from(new.n_bytes).unwrap_or(i64::MAX)),
        scan: Set(if is_scanned { "waiting" } else { "off" }.to_owned()),
        found: Set(None),
        scanned_at: Set(None),
        created_at: Set(now),
        removed_at: Set(None),
    };
    let row = row.insert(tx).await?;
    let told = json!({"name": row.file_name, "sha256": row.file});
    record(tx, NewEvent::new(now, acting.by, "add_file", "work", id).with(told)).await?;
    Ok(row)
}

/// The assignment, locked, when evidence may still be added or taken back.
async fn open(tx: &WriteTx, acting: Acting, id: AssignmentId) -> Result<assignment::Model, WorkError> {
    let work = assignment::by_id(id).lock_exclusive().one(tx).await?.ok_or(WorkError::Gone)?;
    Step::Report.from(work.state, work.accepted_at.is_some(), acting.side)?;
    Ok(work)
}

/// POST /work/{id}/files/{file}/remove: taken back; row and bytes stay as history.
pub async fn remove(
    State(app): State<App>,
    may: Does,
    Path((_, file)): Path<(AssignmentId, EvidenceId)>,
    input: Input<Plain>,
) -> Result<See, Error> {
    let back = input.value().back.clone();
    let (now, id) = (app.now(), may.id());
    let tx = app.db.write().await?;
    open(&tx, may.acting(), id).await?;
    let row = found(&app, id, file).await?;
    let told = json!({"name": row.file_name, "sha256": row.file});
    let mut row = row.into_active_model();
    row.removed_at = Set(Some(now));
    row.update(&tx).await.map_err(DbError::from)?;
    record(&tx, NewEvent::new(now, may.by(), "remove_file", "work", id).with(told)).await?;
    tx.commit().await?;
    Ok(handlers::gone(&back, id, "work-file-removed"))
}

async fn found(app: &App, id: AssignmentId, file: EvidenceId) -> Result<evidence::Model, Error> {
    let row = evidence::by_id(file).one(app.db.read()).await.map_err(DbError::from)?;
    row.filter(|row| row.assignment_id == id && row.removed_at.is_none()).ok_or_else(Error::not_found)
}

/// GET /work/{id}/files/{file}
pub async fn show(
    State(app): State<App>,
    may: MayRead,
    Path((_, file)): Path<(AssignmentId, EvidenceId)>,
) -> Result<Response, Error> {
    let row = found(&app, may.row.id, file).await?;
    if !is_open(&row) {
        return Err(Error::conflict("work-file-closed"));
    }
    kept_file(&app, (&row.file, &row.kind, &row.file_name)).await
}

/// The answer with a kept file: pictures and PDF are shown, everything else is saved; none of it gets rights of ours.
pub async fn kept_file(app: &App, (file, kind, name): (&str, &str, &str)) -> Result<Response, Error> {
    let (bytes, n_bytes) = app.files.reader(file).await.map_err(Error::unexpected)?;
    let mut response = Body::from_stream(ReaderStream::new(bytes)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(n_bytes));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(files::media_type(kind)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let is_image = IMAGES.contains(&kind);
    // A browser's own PDF viewer does not open in a sandbox; the file gets no rights of ours all the same.
    let policy = match kind {
        "pdf" => "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        _ => "default-src 'none'; sandbox; frame-ancestors 'none'",
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    let way = if is_image || kind == "pdf" { "inline" } else { "attachment" };
    let name = crate::files::attachment(way, name);
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(Error::unexpected)?);
    Ok(response)
}

/// The files of an assignment.
pub async fn views(app: &App, id: AssignmentId) -> Result<Vec<FileView>, Error> {
    let rows = evidence::of(id).all(app.db.read()).await.map_err(DbError::from)?;
    let people: BTreeSet<PersonId> = rows.iter().filter_map(|row| row.person_id).collect();
    let people = view::people_of(app, people).await?;
    let view = |row: evidence::Model| FileView {
        is_image: IMAGES.contains(&row.kind.as_str()),
        is_open: is_open(&row),
        id: row.id,
        name: row.file_name,
        kind: row.kind,
        n_bytes: row.n_bytes,
        at: row.created_at,
        who: row.person_id.and_then(|id| people.get(&id)).map(|person| person.name.clone()),
        sha256: row.file,
        scan: row.scan,
        found: row.found,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Whether anybody may open it: not while the scanner looks at it, never once something was found.
pub fn is_open(row: &evidence::Model) -> bool {
    row.removed_at.is_none() && !["waiting", "infected"].contains(&row.scan.as_str())
}
