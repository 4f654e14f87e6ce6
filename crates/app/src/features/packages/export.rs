//! Making a package of a document that was issued or recalled, and following it.

use super::forms::{Chosen, Export};
use super::make::{self, About, plain_name, staff};
use super::pages::{MadeView, PackagesPart, ReadyView, WithoutView};
use super::recipients::{self, Ready};
use crate::app::App;
use crate::features::amendments::actions as amendments;
use crate::features::documents::{self, Document};
use crate::rights::{IssueDocument, May};
use axum::extract::State as Axum;
use db::events::{NewEvent, record};
use domain::ids::{DocumentId, UnitId};
use exchange::{
    Attachment, Business, DocumentKind, Envelope, Message, Organ, Other, Purpose, Replacement, ResponseFor,
    Signer, Trace, document_id,
};
use paper::Paper;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use std::collections::HashMap;
use tables::document::{Model, State};
use tables::package::{self, Sort, Way};
use tables::{document, package_party};
use web::{Error, FormErrors, Input, See, args};

/// Offices with a code that the page lists; more are sent to all at once.
const READY_SHOWN_MAX: usize = 200;
/// Packages that the page of a document lists.
const MADE_SHOWN_MAX: usize = 20;

/// POST /documents/{id}/packages
pub async fn export(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    input: Input<Export>,
) -> Result<See, Error> {
    let (row, typed, now) = (may.row(), input.typed(), app.now());
    let Some(purpose) = purpose(app.db.read(), row).await? else {
        return Err(Error::conflict("packages-not-out"));
    };
    // A file that anybody can copy is no way for a document marked as a secret of the state.
    if documents::text(row)?.secrecy.is_some() {
        return Err(Error::conflict("packages-secret"));
    }
    let chosen = match input.check() {
        Ok(chosen) => chosen,
        Err(refusal) => return Err(refusal.on(documents::deliveries_page(&app, &may).await?)),
    };
    let all = recipients::of(&app, row).await?;
    let sender = all.sender.clone();
    let refused = match &all.sender_code {
        None => Some(FormErrors::of_with("to", "packages-own-code-missing", args![name = &sender.name])),
        Some(_) => None,
    };
    let code = all.sender_code.clone();
    let to = match chosen {
        Chosen::All => Ok(all.ready),
        Chosen::Some(codes) => all.chosen(&codes),
    };
    let to: Result<Vec<Ready>, FormErrors> = match (refused, to) {
        (Some(errors), _) => Err(errors),
        (None, Err(code)) => Err(FormErrors::of_with("to", "packages-to-unknown", args![code = code])),
        (None, Ok(to)) if to.is_empty() => Err(FormErrors::of("to", "packages-to-nobody")),
        (None, Ok(to)) if to.len() > exchange::LIST_MAX => {
            Err(FormErrors::of_with("to", "packages-to-many", args![n = exchange::LIST_MAX]))
        }
        (None, Ok(to)) => Ok(to),
    };
    let (to, code) = match (to, code) {
        (Ok(to), Some(code)) => (to, code.code),
        (Ok(_), None) => return Err(Error::not_found()),
        (Err(errors), _) => {
            return Err(errors.refuse(typed).on(documents::deliveries_page(&app, &may).await?));
        }
    };
    let (files, n_pages) = files(&app, row).await?;
    let n_bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    if is_too_large(n_bytes) {
        let errors = FormErrors::of_with("to", "packages-too-large", args![mb = n_bytes / web::MIB]);
        return Err(errors.refuse(typed).on(documents::deliveries_page(&app, &may).await?));
    }
    let organ = Organ { id: code.clone(), name: sender.name.clone(), ..Organ::default() };
    let mut message = message(app.db.read(), row, (organ, &to), purpose).await?;
    message.other.pages = n_pages;
    message.trace = vec![Trace { organ: code.clone(), at: now }];
    message.business.staff = staff(&app, may.by(), &sender.name).await?;
    message.files = files;
    let document_code = message.document_id.clone();
    let symbol = row.symbol.clone().unwrap_or_default();
    let written = make::write(&app, Envelope::Document(message)).await?;
    let ending = if purpose == Purpose::Revoke { "-thu-hoi" } else { "" };
    let file_name = format!("{}{ending}.edxml", plain_name(&symbol));
    let about = About {
        unit: row.unit_id,
        office: Some(sender.id),
        way: Way::Out,
        sort: Sort::Document,
        document: Some(row.id),
        package: None,
        sender: (&code, &sender.name),
        document_code: &document_code,
        symbol: &symbol,
        dated_on: row.issued_on,
        subject: &row.subject,
        purpose: i32::try_from(purpose.code()).unwrap_or_default(),
        status: None,
        file_name: &file_name,
        n_parties: to.len(),
    };
    let tx = app.db.write().await?;
    let made = make::row((&tx, now, may.by()), &written, &about)?.insert(&tx).await?;
    make::parties(&tx, now, made.id, &to).await?;
    let told = json!({"symbol": symbol, "package": made.id, "file": made.file, "n_units": to.len(), "purpose": purpose.code()});
    record(&tx, NewEvent::new(now, may.by(), "export", "document", row.id).with(told)).await?;
    tx.commit().await?;
    Ok(See::created(format!("/documents/{}/deliveries#packages", row.id))
        .say("packages-made", args![name = file_name, n = to.len()]))
}

/// Whether files of so many bytes in all are too much for a package, in which they are a third larger.
fn is_too_large(n_bytes: usize) -> bool {
    const ROOM_BYTES: usize = 4 * web::MIB;
    n_bytes / 3 * 4 > exchange::PACKAGE_BYTES_MAX - ROOM_BYTES
}

/// What a package of this document is sent for; none while it is not out.
async fn purpose(conn: &impl ConnectionTrait, row: &Model) -> Result<Option<Purpose>, Error> {
    Ok(match row.state {
        State::Recalled => Some(Purpose::Revoke),
        State::Issued if amendments::of_document(conn, row.id).await?.is_some() => Some(Purpose::Update),
        State::Issued => Some(Purpose::New),
        _ => None,
    })
}

/// Everything that the package says besides its files.
async fn message(
    conn: &impl ConnectionTrait,
    row: &Model,
    (from, to): (Organ, &[Ready]),
    purpose: Purpose,
) -> Result<Message, Error> {
    let paper = documents::text(row)?;
    let printed = row.symbol.clone().unwrap_or_default();
    let (number, notation) = printed.split_once('/').unwrap_or((printed.as_str(), ""));
    let own_id = id_of(&from.id, row);
    let organ = |one: &Ready| Organ { id: one.code.code.clone(), name: one.name.clone(), ..Organ::default() };
    let is_to_do = |one: &Ready| one.purpose.as_deref().is_some_and(|purpose| purpose.contains("t/h"));
    let amended = match purpose {
        Purpose::Update => amended(conn, row).await?,
        _ => None,
    };
    let replaces = amended.as_ref().map(|before| Replacement {
        document_id: id_of(&from.id, before),
        organs: to.iter().map(|one| one.code.code.clone()).collect(),
    });
    Ok(Message {
        to: to.iter().map(organ).collect(),
        number: number.to_owned(),
        notation: notation.to_owned(),
        place: paper.place.clone(),
        promulgated_on: row.issued_on,
        kind: DocumentKind { group: Some(1), detail: None, name: documents::kind_word(&row.kind) },
        subject: row.subject.clone(),
        signers: paper.signatures.iter().map(signer).collect(),
        other: Other {
            priority: Some(priority(row.urgency.as_deref())),
            drafter: paper.drafter.as_ref().map(|drafter| drafter.initials.clone()).unwrap_or_default(),
            appendices: paper.appendices.iter().map(|one| one.title.clone()).collect(),
            ..Other::default()
        },
        response_for: answered(conn, row).await?,
        steering: Some(if to.iter().any(is_to_do) { 1 } else { 2 }),
        to_places: places(&paper, to),
        business: Business {
            purpose,
            document_id: match (&amended, purpose) {
                (Some(before), _) => id_of(&from.id, before),
                (None, Purpose::Revoke) => own_id.clone(),
                (None, _) => String::new(),
            },
            reason: match purpose {
                Purpose::Revoke => row.returned_why.clone().unwrap_or_default(),
                _ => String::new(),
            },
            replaces: replaces.into_iter().collect(),
            receivers: to.iter().map(|one| one.code.code.clone()).collect(),
            ..Business::default()
        },
        document_id: own_id,
        from,
        ..Message::default()
    })
}

/// The id of a document in packages.
fn id_of(organ: &str, row: &Model) -> String {
    document_id(organ, row.issued_on.unwrap_or_default(), row.symbol.as_deref().unwrap_or_default())
}

/// 0 ordinary, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc.
fn priority(urgency: Option<&str>) -> u32 {
    match urgency {
        Some("khan") => 1,
        Some("thuong_khan") => 2,
        Some("hoa_toc") => 3,
        _ => 0,
    }
}

fn signer(signature: &paper::Signature) -> Signer {
    Signer {
        competence: signature.authority.clone().unwrap_or_default(),
        position: signature.title.clone(),
        full_name: signature.name.clone().unwrap_or_default(),
    }
}

/// "Nơi nhận" as printed, then each receiver with its purpose: a package has no other place for purposes.
fn places(paper: &Paper, to: &[Ready]) -> Vec<String> {
    let line = |name: &str, purpose: Option<&str>| match purpose {
        Some(purpose) => format!("{name} ({purpose})"),
        None => name.to_owned(),
    };
    let printed = paper.recipients.iter().filter(|one| !one.is_archive);
    let mut lines: Vec<String> = printed.map(|one| line(&one.name, one.purpose.as_deref())).collect();
    for one in to.iter().filter(|one| one.purpose.is_some()) {
        lines.push(line(&one.name, one.purpose.as_deref()));
    }
    lines.dedup();
    lines.truncate(exchange::LIST_MAX);
    lines
}

/// The document that this one changes.
async fn amended(conn: &impl ConnectionTrait, row: &Model) -> Result<Option<Model>, Error> {
    let Some(change) = amendments::of_document(conn, row.id).await? else { return Ok(None) };
    Ok(document::of_plan(change.plan_id).one(conn).await?)
}

/// The document that this one reports on.
async fn answered(conn: &impl ConnectionTrait, row: &Model) -> Result<Vec<ResponseFor>, Error> {
    let Some(about) = row.about_id else { return Ok(Vec::new()) };
    let Some(about) = document::by_id(about).one(conn).await? else { return Ok(Vec::new()) };
    let Some(code) = recipients::sender(conn, &about).await?.1 else { return Ok(Vec::new()) };
    Ok(vec![ResponseFor {
        document_id: id_of(&code.code, &about),
        organ: code.code,
        code: about.symbol.unwrap_or_default(),
        promulgated_on: about.issued_on,
    }])
}

/// The signed original, or the PDF and scans where there is none; the Word file. And how many pages it has.
async fn files(app: &App, row: &Model) -> Result<(Vec<Attachment>, Option<u32>), Error> {
    let name = plain_name(row.symbol.as_deref().unwrap_or_default());
    let word = documents::kind_word(&row.kind);
    let mut files = Vec::new();
    let (paper, made_at) = (documents::text(row)?, row.updated_at);
    let printed = tokio::task::spawn_blocking(move || (pdf(&paper, made_at), paper::word::write(&paper)));
    let (pdf, docx) = printed.await.map_err(Error::unexpected)?;
    let attach = |files: &mut Vec<Attachment>, name: String, description: String, bytes: Vec<u8>| {
        let content_id = format!("cid:{}", files.len() + 1);
        files.push(Attachment { content_id, name, description, bytes });
    };
    let kept = documents::files_to_send(app.db.read(), row.id).await?;
    let is_signed = kept.first().is_some_and(|file| file.kind == "signed");
    for (at, file) in kept.into_iter().enumerate() {
        let bytes = app.files.read(&file.file).await.map_err(Error::unexpected)?;
        let ending = file.name.rsplit_once('.').map_or("pdf", |(_, ending)| ending).to_lowercase();
        let (mark, what) = if is_signed {
            (String::new(), "bản ký số")
        } else {
            (format!("-quet-{}", at + 1), "bản quét")
        };
        attach(&mut files, format!("{name}{mark}.{ending}"), format!("{word}, {what}"), bytes);
    }
    let n_pages = pdf.as_ref().and_then(|(_, n)| u32::try_from(*n).ok());
    if let Some((bytes, _)) = pdf.filter(|_| !is_signed) {
        attach(&mut files, format!("{name}.pdf"), format!("{word}, bản PDF"), bytes);
    }
    let docx = docx.map_err(Error::unexpected)?;
    attach(&mut files, format!("{name}.docx"), format!("{word} và phụ lục, bản Word"), docx);
    Ok((files, n_pages))
}

/// The document as PDF with its number of pages; none in a program that sets no type, or when it is too long for that.
#[cfg(feature = "pdf")]
fn pdf(paper: &Paper, made_at: domain::time::Moment) -> Option<(Vec<u8>, usize)> {
    press::pdf(paper, press::Options { made_at }).ok().map(|printed| (printed.bytes, printed.n_pages))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Paper, _: domain::time::Moment) -> Option<(Vec<u8>, usize)> {
    None
}

/// The part of a document's page of deliveries that speaks of packages.
pub async fn part_of(app: &App, row: &Model) -> Result<PackagesPart, Error> {
    let conn = app.db.read();
    let purpose = purpose(conn, row).await?;
    let all = recipients::of(app, row).await?;
    let ready = |one: &Ready| ReadyView {
        code: one.code.clone(),
        name: one.name.clone(),
        purpose: one.purpose.clone(),
    };
    let made = package::of_document(row.id)
        .filter(package::Column::Way.eq(Way::Out))
        .filter(package::Column::Sort.eq(Sort::Document))
        .all(conn)
        .await?;
    let n_made = made.len();
    let mut views = Vec::new();
    let who: Vec<_> = made.iter().filter_map(|one| one.person_id).collect();
    let people = documents::people(conn, &who).await?;
    for one in made.into_iter().take(MADE_SHOWN_MAX) {
        let answered = package_party::of(one.id).filter(package_party::Column::Status.is_not_null());
        let refused = package_party::of(one.id).filter(package_party::Column::Status.eq("02"));
        views.push(MadeView {
            id: one.id,
            at: one.created_at,
            who: one.person_id.and_then(|id| people.get(&id).cloned()),
            purpose: one.purpose,
            file_name: one.file_name,
            n_bytes: one.n_bytes,
            n_parties: one.n_parties,
            n_answered: answered.count(conn).await?,
            n_refused: refused.count(conn).await?,
        });
    }
    let without = all
        .without
        .into_iter()
        .map(|unit| WithoutView { href: format!("/units/{}#office", unit.id), name: unit.name });
    let outside = all
        .partners_without
        .iter()
        .map(|(id, name)| WithoutView { href: format!("/partners/{id}#office"), name: name.clone() });
    Ok(PackagesPart {
        purpose: purpose.map(Purpose::code),
        n_ready: all.ready.len(),
        ready: all.ready.iter().take(READY_SHOWN_MAX).map(ready).collect(),
        n_without: all.n_without + all.partners_without.len() as u64,
        without: without.chain(outside).collect(),
        sender: all.sender,
        sender_code: all.sender_code,
        n_made,
        made: views,
    })
}

/// What these units last answered to packages of a document.
pub async fn answered_by_units(
    conn: &impl ConnectionTrait,
    document: DocumentId,
    units: &[UnitId],
) -> Result<HashMap<UnitId, (String, String)>, Error> {
    let made = package::of_document(document).all(conn).await?;
    let rows = package_party::Entity::find()
        .filter(package_party::Column::PackageId.is_in(made.iter().map(|one| one.id)))
        .filter(package_party::Column::UnitId.is_in(units.iter().copied()))
        .filter(package_party::Column::Status.is_not_null())
        .order_by_asc(package_party::Column::StatusAt)
        .all(conn)
        .await?;
    let said = |row: package_party::Model| Some((row.unit_id?, (row.status?, row.status_words)));
    Ok(rows.into_iter().filter_map(said).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_third_larger_in_the_package_must_fit() {
        assert!(!is_too_large(100 * web::MIB));
        assert!(is_too_large(105 * web::MIB));
    }

    #[test]
    fn urgency_has_its_number() {
        assert_eq!([None, Some("khan"), Some("thuong_khan"), Some("hoa_toc")].map(priority), [0, 1, 2, 3]);
    }
}
