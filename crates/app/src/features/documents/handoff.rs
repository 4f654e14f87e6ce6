//! Signing outside: the PDF with places for signatures goes out, the signed one comes back, is verified and kept. A scan of
//! a paper that was signed by hand is kept the same way, without a judgement on it.

use super::load::Document;
use super::pages::{FileView, SignatureLine};
use super::{deliveries, views};
use crate::app::App;
use crate::features::roots;
use crate::files;
use crate::rights::{IssueDocument, May, ReadPlan};
use axum::extract::State as Axum;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use db::WriteTx;
use db::events::{NewEvent, record};
use domain::ids::{DocumentFileId, DocumentId};
use domain::rights::Act;
use domain::time::Moment;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use signature::Report;
use tables::document::{Model, State};
use tables::document_file;
use utoipa::ToSchema;
use web::{Check, Context, Error, FormErrors, Input, MIB, Path, See, Upload, args};

/// Largest file that comes back, in bytes.
const FILE_BYTES_MAX: usize = 32 * MIB;
/// Most files of one document.
const FILES_MAX: usize = 50;

/// A file that comes back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewFile {
    /// signed or scan.
    kind: String,
    /// The file.
    #[schema(value_type = Object)]
    file: Upload,
}

/// A file that can be kept.
#[derive(Debug)]
pub struct ToKeep {
    kind: Kind,
    file: Upload,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Our PDF with digital signatures in it.
    Signed,
    /// A picture of a paper that was signed by hand.
    Scan,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Kind::Signed => "signed",
            Kind::Scan => "scan",
        }
    }
}

impl Check for NewFile {
    type Valid = ToKeep;
    const BODY_BYTES_MAX: usize = FILE_BYTES_MAX + MIB;

    fn check(self) -> Result<ToKeep, FormErrors> {
        let mut errors = FormErrors::none();
        let kind = if self.kind == "scan" { Kind::Scan } else { Kind::Signed };
        let is_pdf = self.file.bytes.starts_with(b"%PDF-");
        let is_picture = mime(&self.file.bytes).is_some_and(|mime| mime.starts_with("image/"));
        if self.file.bytes.is_empty() {
            errors.add("file", "documents-file-missing");
        } else if self.file.bytes.len() > FILE_BYTES_MAX {
            errors.add("file", "documents-file-large");
        } else if !is_pdf && (kind == Kind::Signed || !is_picture) {
            errors.add("file", "documents-file-kind");
        }
        errors.or(|| ToKeep { kind, file: self.file })
    }
}

/// What the first bytes say a file is; only these are taken and shown.
fn mime(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        _ => None,
    }
}

/// The word of the PDF that went out to be signed.
const TO_SIGN: &str = "to_sign";

/// What was found out about a file when it came.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Checks {
    /// It begins with the very bytes that went out to be signed.
    is_ours: bool,
    /// Every signature holds, is trusted, and nothing but signatures came after them.
    is_valid: bool,
    /// Signatures that are still missing: a joint document has as many as it has issuers.
    #[serde(default)]
    n_missing: usize,
    /// What is said of them, in both languages.
    vi: Vec<Vec<String>>,
    en: Vec<Vec<String>>,
}

impl Checks {
    /// It is the document itself, signed by all: nothing takes its place.
    fn is_original(&self) -> bool {
        self.is_ours && self.is_valid && self.n_missing == 0
    }
}

/// GET /documents/{id}/to-sign.pdf: the PDF with an empty field at each place for a signature.
#[cfg(feature = "pdf")]
pub async fn to_sign(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
) -> Result<impl IntoResponse, Error> {
    let row = may.row();
    if !takes_files(row.state) {
        return Err(Error::conflict("documents-not-numbered"));
    }
    let bytes = match sent(&app, row.id).await? {
        Some(bytes) => bytes,
        None => send(&app, &may).await?,
    };
    Ok(files::download("application/pdf", &super::handlers::file_name(row, "pdf"), bytes))
}

/// The PDF that went out to be signed; none before somebody asked for it.
async fn sent(app: &App, id: DocumentId) -> Result<Option<Vec<u8>>, Error> {
    let rows = document_file::of_document(id).all(app.db.read()).await?;
    let Some(row) = rows.into_iter().find(|row| row.kind == TO_SIGN) else { return Ok(None) };
    Ok(Some(app.files.read(&row.file).await.map_err(Error::unexpected)?))
}

/// Makes the PDF with the places for signatures and keeps it: what comes back is compared with these very bytes, also after
/// the program was replaced by one that sets type differently.
#[cfg(feature = "pdf")]
async fn send(app: &App, may: &May<Document, IssueDocument>) -> Result<Vec<u8>, Error> {
    let paper = views::text(may.row())?;
    let made_at = may.row().updated_at;
    let made = tokio::task::spawn_blocking(move || {
        let printed = press::pdf(&paper, press::Options { made_at }).map_err(super::handlers::unprinted)?;
        let places = printed.signature_places.iter().enumerate().map(|(at, place)| signature::Place {
            page: place.page,
            x: place.x,
            y: place.y,
            width: place.width,
            height: place.height,
            label: format!("ChuKy{}", at + 1),
        });
        let places: Vec<signature::Place> = places.collect();
        signature::prepare(&printed.bytes, &places).map_err(Error::unexpected)
    });
    let bytes = made.await.map_err(Error::unexpected)??;
    let name = app.files.keep(&bytes).await.map_err(files::unkept)?;
    let tx = app.db.write().await?;
    super::actions::lock(&tx, may.row().id).await?;
    // Somebody else may have asked in between: one file goes out.
    let known = document_file::of_document(may.row().id).all(&tx).await?;
    if let Some(first) = known.iter().find(|row| row.kind == TO_SIGN) {
        return app.files.read(&first.file).await.map_err(Error::unexpected);
    }
    let file = Kept {
        kind: TO_SIGN,
        name: super::handlers::file_name(may.row(), "pdf"),
        file: name,
        bytes: bytes.len(),
    };
    file.write(&tx, app.now(), may, &Checks::default()).await?;
    tx.commit().await?;
    Ok(bytes)
}

/// A file that is on the disk and gets its record.
struct Kept {
    kind: &'static str,
    name: String,
    file: String,
    bytes: usize,
}

impl Kept {
    async fn write(
        self,
        tx: &WriteTx,
        now: Moment,
        may: &May<Document, IssueDocument>,
        checks: &Checks,
    ) -> Result<(), Error> {
        let id = may.row().id;
        let told = json!({"name": self.name, "kind": self.kind, "file": self.file, "valid": checks.is_valid});
        let row = document_file::ActiveModel {
            id: Set(tx.new_id::<DocumentFileId>(now)),
            document_id: Set(id),
            kind: Set(self.kind.to_owned()),
            name: Set(self.name),
            file: Set(self.file),
            bytes: Set(i64::try_from(self.bytes).unwrap_or(i64::MAX)),
            checks: Set(serde_json::to_string(checks).map_err(Error::unexpected)?),
            person_id: Set(may.by().person),
            created_at: Set(now),
        };
        document_file::Entity::insert(row).exec_without_returning(tx).await?;
        record(tx, NewEvent::new(now, may.by(), "attach", "document", id).with(told)).await?;
        Ok(())
    }
}

/// Whether files can be brought back: it has its number and is not recalled.
pub fn takes_files(state: State) -> bool {
    matches!(state, State::Numbered | State::Issuing | State::Issued)
}

/// POST /documents/{id}/files
pub async fn keep(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    context: Context,
    input: Input<NewFile>,
) -> Result<See, Error> {
    let row = may.row();
    let typed = input.typed();
    let again = async || super::handlers::page(&app, &context, (may.signed(), row), String::new()).await;
    let ToKeep { kind, file } = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    if !takes_files(row.state) {
        return Err(Error::conflict("documents-not-numbered"));
    }
    let checks = match kind {
        Kind::Scan => Checks::default(),
        Kind::Signed => match judge(&app, row, file.bytes.clone()).await? {
            Ok(checks) => checks,
            Err(errors) => return Err(errors.refuse(typed).on(again().await?)),
        },
    };
    // On the disk before the record that names it.
    let name = app.files.keep(&file.bytes).await.map_err(files::unkept)?;
    let tx = app.db.write().await?;
    let locked = super::actions::lock(&tx, row.id).await?;
    let held = document_file::of_document(locked.id).all(&tx).await?;
    let refused = match held.iter().find(|one| one.file == name) {
        Some(_) => Some("documents-file-again"),
        None if held.len() >= FILES_MAX => Some("documents-files-many"),
        None if !takes_files(locked.state) => Some("documents-not-numbered"),
        None => None,
    };
    if let Some(key) = refused {
        drop(tx);
        return Err(FormErrors::of("file", key).refuse(typed).on(again().await?));
    }
    let kept = Kept { kind: kind.word(), name: file.file_name, file: name, bytes: file.bytes.len() };
    kept.write(&tx, app.now(), &may, &checks).await?;
    tx.commit().await?;
    let said = match kind {
        Kind::Signed if checks.is_original() => "documents-file-signed",
        Kind::Signed if checks.is_ours && checks.is_valid => "documents-file-part-signed",
        Kind::Signed => "documents-file-doubted",
        Kind::Scan => "documents-file-kept",
    };
    Ok(See::other(format!("/documents/{}#files", row.id)).say(said, args![]))
}

/// POST /documents/{id}/files/{file}/remove: a file that was brought by mistake. What is signed and holds stays.
pub async fn remove(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    Path(AtFile { file }): Path<AtFile>,
) -> Result<See, Error> {
    let id = may.row().id;
    let tx = app.db.write().await?;
    super::actions::lock(&tx, id).await?;
    let found = of(&tx, id, file).await?;
    let checks: Checks = serde_json::from_str(&found.checks).unwrap_or_default();
    if checks.is_original() || found.kind == TO_SIGN {
        return Err(Error::conflict("documents-file-stays"));
    }
    let told = json!({"name": found.name, "kind": found.kind, "file": found.file});
    record(&tx, NewEvent::new(app.now(), may.by(), "detach", "document", id).with(told)).await?;
    document_file::Entity::delete_by_id(file).exec(&tx).await?;
    tx.commit().await?;
    Ok(See::other(format!("/documents/{id}#files")).say("documents-file-removed", args![]))
}

/// Verifies the signatures of a file that came back; what cannot be taken is said at its field.
async fn judge(app: &App, row: &Model, bytes: Vec<u8>) -> Result<Result<Checks, FormErrors>, Error> {
    let sent = sent(app, row.id).await?;
    let is_ours = sent.is_some_and(|sent| bytes.starts_with(&sent));
    let roots = roots::actions::roots(app.db.read()).await?;
    let now = app.now();
    let read = tokio::task::spawn_blocking(move || signature::verify(&bytes, &roots, now));
    let report = match read.await.map_err(Error::unexpected)? {
        Ok(report) => report,
        Err(error) => {
            let mut errors = FormErrors::none();
            errors.add_sentences("file", "documents-file-unread", error.sentence_vi(), error.sentence_en());
            return Ok(Err(errors));
        }
    };
    if report.signatures.is_empty() {
        return Ok(Err(FormErrors::of("file", "documents-file-unsigned")));
    }
    let n_places = views::text(row)?.signatures.len();
    Ok(Ok(Checks {
        is_ours,
        is_valid: report.is_valid(),
        n_missing: n_places.saturating_sub(report.signatures.len()),
        vi: lines(&report, false),
        en: lines(&report, true),
    }))
}

fn lines(report: &Report, english: bool) -> Vec<Vec<String>> {
    report.signatures.iter().map(|signature| signature.sentences(english)).collect()
}

/// The files of a document with what was found out about them. Copies whose signatures are in doubt are for those who
/// issue it alone: nobody else is to take one for the document.
pub async fn views_of(
    app: &App,
    context: &Context,
    id: DocumentId,
    issues: bool,
) -> Result<Vec<FileView>, Error> {
    let rows = document_file::of_document(id).all(app.db.read()).await?;
    let who: Vec<_> = rows.iter().filter_map(|row| row.person_id).collect();
    let names = views::people(app.db.read(), &who).await?;
    let rows = rows.into_iter().filter(|row| row.kind != TO_SIGN);
    let is_vietnamese = context.locale == web::Locale::Vi;
    let view = |row: document_file::Model| {
        let checks: Checks = serde_json::from_str(&row.checks).unwrap_or_default();
        let is_original = checks.is_original();
        let lines = if is_vietnamese { checks.vi } else { checks.en };
        FileView {
            id: row.id,
            is_signed: row.kind == "signed",
            name: row.name,
            bytes: row.bytes,
            is_original,
            is_ours: checks.is_ours,
            is_valid: checks.is_valid,
            n_missing: checks.n_missing,
            signatures: lines.into_iter().map(|lines| SignatureLine { lines }).collect(),
            who: row.person_id.and_then(|id| names.get(&id).cloned()),
            at: row.created_at,
        }
    };
    let shown = |file: &FileView| issues || file.is_original || !file.is_signed;
    Ok(rows.map(view).filter(shown).collect())
}

/// The signed original, if one came back.
pub async fn original(conn: &impl ConnectionTrait, id: DocumentId) -> Result<Option<DocumentFileId>, Error> {
    let rows = document_file::of_document(id).all(conn).await?;
    let is_original = |row: &&document_file::Model| {
        row.kind == Kind::Signed.word()
            && serde_json::from_str::<Checks>(&row.checks).is_ok_and(|checks| checks.is_original())
    };
    Ok(rows.iter().find(is_original).map(|row| row.id))
}

/// The files that go out with the document: the signed original, else the scans.
pub async fn files_to_send(
    conn: &impl ConnectionTrait,
    id: DocumentId,
) -> Result<Vec<document_file::Model>, Error> {
    let original = original(conn, id).await?;
    let mut rows = document_file::of_document(id).all(conn).await?;
    rows.retain(|row| original.map_or(row.kind == Kind::Scan.word(), |original| row.id == original));
    Ok(rows)
}

async fn of(
    conn: &impl ConnectionTrait,
    document: DocumentId,
    file: DocumentFileId,
) -> Result<document_file::Model, Error> {
    let found = document_file::Entity::find_by_id(file)
        .filter(document_file::Column::DocumentId.eq(document))
        .one(conn)
        .await?;
    found.ok_or_else(Error::not_found)
}

/// A file in an address.
#[derive(Debug, Deserialize)]
pub struct AtFile {
    file: DocumentFileId,
}

/// GET /documents/{id}/files/{file}
pub async fn open(
    Axum(app): Axum<App>,
    may: May<Document, ReadPlan>,
    Path(AtFile { file }): Path<AtFile>,
) -> Result<impl IntoResponse, Error> {
    deliveries::note_reading(&app, may.signed(), may.row()).await?;
    let found = of(app.db.read(), may.row().id, file).await?;
    let checks: Checks = serde_json::from_str(&found.checks).unwrap_or_default();
    let is_for_all = found.kind == Kind::Scan.word() || checks.is_original();
    if !is_for_all && !may.also(&app, Act::IssueDocument).await? {
        return Err(Error::forbidden());
    }
    let bytes = app.files.read(&found.file).await.map_err(Error::unexpected)?;
    let kind = mime(&bytes).unwrap_or("application/octet-stream");
    let ending = kind.rsplit('/').next().unwrap_or("bin");
    let name = super::handlers::file_name(may.row(), ending);
    // Whatever it is, the browser must not take it for a page of ours.
    let guard: [(HeaderName, &str); 2] =
        [(header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::CONTENT_SECURITY_POLICY, "sandbox")];
    Ok((guard, files::download(kind, &name, bytes)))
}
