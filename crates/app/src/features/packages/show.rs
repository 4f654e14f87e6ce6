//! The page of one package, the package itself and its files.

use super::content::{Content, plain_code};
use super::findings;
use super::lists::rows;
use super::pages::{AnswerView, DocumentFacts, FileView, PackagePage, PartyView, RevokedView, Weight};
use super::{Package, content::KeptFile};
use crate::app::App;
use crate::features::documents;
use crate::features::units::{self, offices};
use crate::files::attachment;
use crate::rights::{May, ReadRegister, Signed};
use axum::body::Body;
use axum::extract::State as Axum;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::ids::PackageId;
use domain::rights::Act;
use domain::text::key;
use exchange::{Envelope, Message, Organ};
use sea_orm::{ConnectionTrait, QuerySelect as _};
use serde::Deserialize;
use tables::package::{self, Sort, State, Way};
use tables::{package_party, register_entry};
use tokio_util::io::ReaderStream;
use web::{Context, Error, Path, Show};

/// Receivers that the page lists.
const PARTIES_SHOWN_MAX: usize = 200;
/// Lines of "Nơi nhận" that the page lists.
const PLACES_SHOWN_MAX: usize = 50;
/// Endings of files that can be read as a plan.
const READABLE: [&str; 4] = ["docx", "pdf", "txt", "md"];

/// GET /packages/{id}
pub async fn show(
    Axum(app): Axum<App>,
    may: May<Package, ReadRegister>,
    context: Context,
) -> Result<Show<PackagePage>, Error> {
    Ok(Show(page((&app, &context), (may.signed(), may.row())).await?))
}

/// The page of a package as this person sees it.
pub async fn page(
    (app, _): (&App, &Context),
    (signed, row): (&Signed, &package::Model),
) -> Result<PackagePage, Error> {
    let conn = app.db.read();
    let content = Content::of(row)?;
    let today = app.now().local_day();
    let unit = units::refs(conn, &[row.unit_id], today).await?.pop().ok_or_else(Error::not_found)?;
    let own = offices::of_unit(conn, row.unit_id).await?.map(|own| own.code);
    let findings = findings::of(app, row, &content).await?;
    let keeps = signed.may(app, Act::KeepRegister, Some(row.unit_id)).await?.is_some();
    let imports = signed.may(app, Act::StartImport, Some(row.unit_id)).await?.is_some();
    let who: Vec<_> = [row.person_id, row.settled_by].into_iter().flatten().collect();
    let people = documents::people(conn, &who).await?;
    let entry = match row.entry_id {
        Some(id) => register_entry::by_id(id).one(conn).await?,
        None => None,
    };
    let is_in_document = row.way == Way::In && row.sort == Sort::Document;
    let weighs = |weight: Weight| findings.iter().any(|one| one.weight == weight);
    let weight = [Weight::Stops, Weight::Asks].into_iter().find(|weight| weighs(*weight));
    let names = [unit.name.as_str(), unit.short.as_str()];
    Ok(PackagePage {
        sender_href: offices::by_code(conn, &row.sender_code).await?.map(|office| match office {
            offices::Office::Unit(id) => format!("/units/{id}"),
            offices::Office::Partner(id) => format!("/partners/{id}"),
        }),
        sender_code: row.sender_code.clone(),
        document_code: row.document_code.clone(),
        facts: content.message().map(|message| facts(message, &names)),
        files: content.files.iter().enumerate().map(file_view).collect(),
        parties: parties(app, row, &content, own.as_deref()).await?,
        n_parties: usize::try_from(row.n_parties).unwrap_or_default(),
        revoked: revoked(conn, row).await?,
        answers: answers(app, row.id).await?,
        about: row.about_id,
        document: row.document_id,
        register: entry.map(|line| line.register_id),
        file_name: row.file_name.clone(),
        n_bytes: row.n_bytes,
        sha256: row.file.clone(),
        who: row.person_id.and_then(|id| people.get(&id).cloned()),
        settled_by: row.settled_by.and_then(|id| people.get(&id).cloned()),
        settled_at: row.settled_at,
        may_receive: keeps && row.way == Way::In && row.state == State::Waiting,
        may_answer: keeps && is_in_document && row.state != State::Aside,
        may_read_plan: imports && is_in_document && row.state == State::Received,
        package: rows(app, vec![row.clone()]).await?.pop().ok_or_else(Error::not_found)?,
        unit,
        findings,
        weight,
    })
}

fn facts(message: &Message, names: &[&str]) -> DocumentFacts {
    let signer = |one: &exchange::Signer| {
        let parts = [&one.competence, &one.position, &one.full_name];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    };
    let other = &message.other;
    let mut replaces: Vec<String> =
        message.business.replaces.iter().map(|one| one.document_id.clone()).collect();
    if replaces.is_empty() && !message.business.document_id.is_empty() {
        replaces.push(message.business.document_id.clone());
    }
    DocumentFacts {
        kind: message.kind.name.clone(),
        subject: message.subject.clone(),
        place: message.place.clone(),
        signers: message.signers.iter().map(signer).filter(|line| !line.is_empty()).collect(),
        urgency: other.priority.unwrap_or_default(),
        n_pages: other.pages,
        due_on: message.due_on,
        appendices: other.appendices.clone(),
        our_purpose: names.iter().find_map(|name| purpose_of(&message.to_places, name)),
        places: message.to_places.iter().take(PLACES_SHOWN_MAX).cloned().collect(),
        reason: message.business.reason.clone(),
        replaces,
        answers: message.response_for.iter().map(|one| one.code.clone()).collect(),
        staff: message.business.staff.as_ref().map(|staff| staff.name.clone()).unwrap_or_default(),
        is_on_paper_too: message.business.is_on_paper_too,
    }
}

/// "để t/h" of "Sở Giáo dục và Đào tạo Hà Nội (để t/h)".
fn purpose_of(places: &[String], name: &str) -> Option<String> {
    let name = key(name);
    let split = |line: &String| {
        let (who, purpose) = line.rsplit_once('(')?;
        let purpose = purpose.trim_end_matches([')', ';', '.', ' ']);
        (key(who) == name).then(|| purpose.to_owned())
    };
    places.iter().find_map(split)
}

fn file_view((at, file): (usize, &KeptFile)) -> FileView {
    let ending = file.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    FileView {
        at,
        name: file.name.clone(),
        description: file.description.clone(),
        n_bytes: file.n_bytes,
        scan: file.scan.clone(),
        found: file.found.clone(),
        is_open: file.is_open(),
        is_readable: file.is_open() && READABLE.contains(&ending.as_str()),
    }
}

async fn parties(
    app: &App,
    row: &package::Model,
    content: &Content,
    own: Option<&str>,
) -> Result<Vec<PartyView>, Error> {
    if row.way == Way::In {
        let Envelope::Document(message) = &content.envelope else { return Ok(Vec::new()) };
        let view = |organ: &Organ| PartyView {
            is_ours: own.is_some_and(|own| plain_code(&organ.id) == own),
            code: organ.id.clone(),
            name: organ.name.clone(),
            unit_id: None,
            purpose: None,
            status: None,
            words: String::new(),
            at: None,
        };
        let mut views: Vec<PartyView> = message.to.iter().map(view).collect();
        // One's own unit among thousands is what the reader looks for.
        views.sort_by_key(|one| !one.is_ours);
        views.truncate(PARTIES_SHOWN_MAX);
        return Ok(views);
    }
    let found = package_party::of(row.id).limit(PARTIES_SHOWN_MAX as u64).all(app.db.read()).await?;
    let view = |one: package_party::Model| PartyView {
        code: one.code,
        name: one.name,
        unit_id: one.unit_id,
        purpose: one.purpose,
        is_ours: false,
        status: one.status,
        words: one.status_words,
        at: one.status_at,
    };
    Ok(found.into_iter().map(view).collect())
}

async fn revoked(conn: &impl ConnectionTrait, row: &package::Model) -> Result<Option<RevokedView>, Error> {
    let Some(by) = findings::revocation(conn, row).await? else { return Ok(None) };
    let reason = Content::of(&by)?.message().map(|message| message.business.reason.clone());
    Ok(Some(RevokedView {
        id: by.id,
        sender: by.sender_name,
        at: by.settled_at,
        reason: reason.unwrap_or_default(),
    }))
}

async fn answers(app: &App, id: PackageId) -> Result<Vec<AnswerView>, Error> {
    let found = package::about(id).all(app.db.read()).await?;
    let view = |one: package::Model| {
        Some(AnswerView {
            id: one.id,
            way: one.way,
            sender: one.sender_name,
            status: one.status?,
            words: one.subject,
            at: one.created_at,
        })
    };
    Ok(found.into_iter().filter_map(view).collect())
}

/// Bytes of a file that a browser saves and never shows.
async fn saved(app: &App, file: &str, (kind, name): (&'static str, &str)) -> Result<Response, Error> {
    let (bytes, n_bytes) = app.files.reader(file).await.map_err(Error::unexpected)?;
    let mut response = Body::from_stream(ReaderStream::new(bytes)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(n_bytes));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let policy = "default-src 'none'; sandbox; frame-ancestors 'none'";
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    let way = HeaderValue::from_str(&attachment("attachment", name)).map_err(Error::unexpected)?;
    headers.insert(header::CONTENT_DISPOSITION, way);
    Ok(response)
}

/// GET /packages/{id}/package.edxml
pub async fn whole(Axum(app): Axum<App>, may: May<Package, ReadRegister>) -> Result<Response, Error> {
    let row = may.row();
    let content = Content::of(row)?;
    // A package holds its files: what one of them may not, the whole may not either.
    if row.way == Way::In && content.files.iter().any(|file| !file.is_open()) {
        return Err(Error::conflict("packages-file-closed"));
    }
    saved(&app, &row.file, ("application/xml", &row.file_name)).await
}

/// A file in an address.
#[derive(Debug, Deserialize)]
pub struct AtFile {
    file: usize,
}

/// GET /packages/{id}/files/{file}
pub async fn file(
    Axum(app): Axum<App>,
    may: May<Package, ReadRegister>,
    Path(AtFile { file: at }): Path<AtFile>,
) -> Result<Response, Error> {
    let content = Content::of(may.row())?;
    let file = content.files.get(at).filter(|_| may.row().way == Way::In).ok_or_else(Error::not_found)?;
    if !file.is_open() {
        return Err(Error::conflict("packages-file-closed"));
    }
    saved(&app, &file.file, ("application/octet-stream", &file.name)).await
}

#[cfg(test)]
mod tests {
    use super::purpose_of;

    #[test]
    fn what_a_unit_is_to_do_stands_behind_its_name() {
        let places = ["Bộ GD&ĐT (để b/c);".to_owned(), "Sở Giáo dục và Đào tạo Hà Nội (để t/h)".to_owned()];
        assert_eq!(purpose_of(&places, "Sở Giáo dục và Đào tạo Hà Nội").as_deref(), Some("để t/h"));
        assert_eq!(purpose_of(&places, "Bộ GD&ĐT").as_deref(), Some("để b/c"));
        assert_eq!(purpose_of(&places, "Sở Giáo dục và Đào tạo"), None);
    }
}
