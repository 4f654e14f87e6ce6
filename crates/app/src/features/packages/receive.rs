//! Receiving a package: it becomes an incoming document with its line in the register, or its status is noted. In one
//! transaction: a kill in between leaves it waiting.

use super::content::Content;
use super::findings::{self, once};
use super::forms::{self, Receipt, Receive};
use super::pages::Weight;
use super::{Package, noting, show, telling};
use crate::app::App;
use crate::features::documents;
use crate::features::imports::actions as imports;
use crate::features::registers::actions::{self as registers, Arrival, RegisterError};
use crate::rights::{KeepRegister, May, StartImport};
use axum::extract::State as Axum;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::PackageId;
use domain::time::Moment;
use exchange::{Envelope, Message, Status};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde_json::json;
use tables::package::{self, Sort, State, Way};
use tables::register_entry;
use web::{Context, Error, FormErrors, Input, See, args};

/// POST /packages/{id}/receive
pub async fn receive(
    Axum(app): Axum<App>,
    may: May<Package, KeepRegister>,
    context: Context,
    input: Input<Receive>,
) -> Result<See, Error> {
    let (row, typed) = (may.row(), input.typed());
    let home = format!("/packages/{}", row.id);
    let again = async || show::page((&app, &context), (may.signed(), row)).await;
    let receipt = match input.check() {
        Ok(receipt) => receipt,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let content = Content::of(row)?;
    let found = findings::of(&app, row, &content).await?;
    let stops = found.iter().find(|one| one.weight == Weight::Stops);
    let asks = found.iter().any(|one| one.weight == Weight::Asks) && !receipt.is_sure;
    let refused = match (stops, asks) {
        (Some(_), _) => Some("packages-stopped"),
        (None, true) => Some("packages-not-sure"),
        (None, false) => None,
    };
    // Pressed twice, or the answer was lost: it is received, and what was found speaks of itself.
    let before = || See::other(home.clone()).say("packages-received-before", args![]);
    if is_received(&app, row.id).await? {
        return Ok(before());
    }
    if let Some(key) = refused {
        return Err(FormErrors::of("is_sure", key).refuse(typed).on(again().await?));
    }
    let tx = app.db.write().await?;
    let done = match &content.envelope {
        Envelope::Document(message) => take_in(&tx, (app.now(), may.by()), row.id, (message, &receipt)).await,
        Envelope::Status(status) => note(&tx, (app.now(), may.by()), row.id, status).await,
    };
    match done {
        Ok(()) => tx.commit().await?,
        Err(Refused::There(errors)) => {
            drop(tx);
            return Err(errors.refuse(typed).on(again().await?));
        }
        Err(Refused::Other(error)) => {
            drop(tx);
            return if is_received(&app, row.id).await? { Ok(before()) } else { Err(error) };
        }
    }
    let said = if row.sort == Sort::Status { "packages-noted" } else { "packages-received" };
    Ok(See::other(home).say(said, args![]))
}

async fn is_received(app: &App, id: PackageId) -> Result<bool, Error> {
    let row = package::by_id(id).one(app.db.read()).await?;
    Ok(row.is_some_and(|row| row.way == Way::In && row.state == State::Received))
}

/// Why a package is not received after all.
enum Refused {
    /// Said at the form.
    There(FormErrors),
    /// Anything else.
    Other(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Refused {
        Refused::Other(error)
    }
}

impl From<db::DbError> for Refused {
    fn from(error: db::DbError) -> Refused {
        Refused::Other(error.into())
    }
}

impl From<RegisterError> for Refused {
    fn from(error: RegisterError) -> Refused {
        Refused::Other(error.into())
    }
}

async fn lock_waiting(tx: &WriteTx, id: PackageId) -> Result<package::Model, Error> {
    let row = package::by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Error::not_found)?;
    if row.way != Way::In || row.state != State::Waiting {
        return Err(Error::conflict("packages-settled"));
    }
    Ok(row)
}

async fn take_in(
    tx: &WriteTx,
    (now, by): (Moment, By),
    id: PackageId,
    (message, receipt): (&Message, &Receipt),
) -> Result<(), Refused> {
    let row = lock_waiting(tx, id).await?;
    let row_purpose = row.purpose;
    let about = findings::before(tx, &row, message).await?.map(|one| one.id);
    let here = findings::here(tx, &row).await?.map(|one| one.id);
    // What takes a document back is no document that came: it has no line of its own.
    let entry = match row.purpose {
        1 => None,
        _ => Some(enter(tx, (now, by), &row, (message, receipt)).await?),
    };
    let early = findings::revoked_early(tx, &row, message).await?;
    settle(tx, (now, by), row, (about, here), entry).await?;
    match (row_purpose, about, early) {
        (1, Some(about), _) => mark_revoked(tx, now, about).await?,
        (_, _, Some(early)) => {
            let mut changed = early.into_active_model();
            changed.about_id = Set(Some(id));
            changed.update(tx).await.map_err(db::DbError::from)?;
            mark_revoked(tx, now, id).await?;
        }
        _ => {}
    }
    Ok(())
}

/// The line of a document in the register says that its sender took it back.
async fn mark_revoked(tx: &WriteTx, now: Moment, id: PackageId) -> Result<(), Error> {
    let row = package::by_id(id).one(tx).await.map_err(db::DbError::from)?.ok_or_else(Error::not_found)?;
    let Some(line) = row.entry_id else { return Ok(()) };
    let line = register_entry::by_id(line).lock_exclusive().one(tx).await.map_err(db::DbError::from)?;
    let line = line.ok_or_else(Error::not_found)?;
    let mark = format!("Nơi gửi đã thu hồi, nhận gói thu hồi ngày {}", now.local_day().format("%d/%m/%Y"));
    let note = if line.note.is_empty() { mark } else { format!("{mark}; {}", line.note) };
    let mut changed = line.into_active_model();
    changed.note = Set(note);
    changed.update(tx).await.map_err(db::DbError::from)?;
    Ok(())
}

/// Notes a status at what it speaks of.
async fn note(tx: &WriteTx, (now, by): (Moment, By), id: PackageId, status: &Status) -> Result<(), Refused> {
    let row = lock_waiting(tx, id).await?;
    let about = noting::note(tx, (now, by), &row, status).await?;
    settle(tx, (now, by), row, (Some(about.id), about.document_id), None).await
}

async fn enter(
    tx: &WriteTx,
    (now, by): (Moment, By),
    row: &package::Model,
    (message, receipt): (&Message, &Receipt),
) -> Result<register_entry::Model, Refused> {
    let kind = documents::kind_code(&message.kind.name).unwrap_or("CV");
    let paper = Arrival {
        on: now.local_day(),
        kind: kind.to_owned(),
        printed: row.symbol.clone(),
        issuer: row.sender_name.clone(),
        paper_on: row.dated_on,
        subject: row.subject.clone(),
        recipients: receipt.recipients.clone(),
        due_on: receipt.due_on.or(message.due_on),
        note: "Gói edXML".to_owned(),
        even_if_there: receipt.is_sure,
    };
    match registers::arrive_at(tx, now, by, row.unit_id, paper).await {
        Ok(line) => Ok(line),
        Err(RegisterError::AlreadyThere { number, .. }) => Err(Refused::There(FormErrors::of_with(
            "is_sure",
            "packages-in-register",
            args![number = number],
        ))),
        Err(RegisterError::NoRegister(_) | RegisterError::Closed { .. }) => {
            Err(Refused::There(FormErrors::of("is_sure", "packages-no-register")))
        }
        Err(error) => Err(error.into()),
    }
}

/// The package is received: by whom, when, what it is about, under which number.
async fn settle(
    tx: &WriteTx,
    (now, by): (Moment, By),
    row: package::Model,
    (about, document): (Option<PackageId>, Option<domain::ids::DocumentId>),
    entry: Option<register_entry::Model>,
) -> Result<(), Refused> {
    let one = once(tx, &row).await?;
    let told = json!({"symbol": row.symbol, "sender": row.sender_code, "status": row.status, "number": entry.as_ref().and_then(|line| line.number), "unit": row.unit_id});
    let is_document = row.sort == Sort::Document;
    let mut changed = row.into_active_model();
    changed.state = Set(State::Received);
    changed.once = Set(Some(one));
    changed.about_id = Set(about);
    changed.document_id = Set(document);
    changed.arrival_no = Set(entry.as_ref().and_then(|line| line.number));
    changed.entry_id = Set(entry.map(|line| line.id));
    changed.settled_at = Set(Some(now));
    changed.settled_by = Set(by.person);
    let row = match changed.update(tx).await.map_err(db::DbError::from) {
        Ok(row) => row,
        // Another package of the same document was received at the same moment.
        Err(error) if error.is_unique_violation() => {
            return Err(Refused::There(FormErrors::of("is_sure", "packages-stopped")));
        }
        Err(error) => return Err(error.into()),
    };
    if is_document {
        telling::came(tx, (now, by.person), &row).await?;
    }
    let verb = if is_document { "receive" } else { "note" };
    record(tx, NewEvent::new(now, by, verb, "package", row.id).with(told)).await?;
    Ok(())
}

/// POST /packages/{id}/aside
pub async fn aside(Axum(app): Axum<App>, may: May<Package, KeepRegister>) -> Result<See, Error> {
    let (now, id) = (app.now(), may.row().id);
    let tx = app.db.write().await?;
    let row = lock_waiting(&tx, id).await?;
    let told = json!({"symbol": row.symbol, "sender": row.sender_code, "unit": row.unit_id});
    let mut changed = row.into_active_model();
    changed.state = Set(State::Aside);
    changed.settled_at = Set(Some(now));
    changed.settled_by = Set(may.by().person);
    changed.update(&tx).await?;
    record(&tx, NewEvent::new(now, may.by(), "put-aside", "package", id).with(told)).await?;
    tx.commit().await?;
    Ok(See::other("/packages").say("packages-put-aside", args![]))
}

/// POST /packages/{id}/plan: a file of the package goes to the reader of plans.
pub async fn read_plan(
    Axum(app): Axum<App>,
    may: May<Package, StartImport>,
    input: Input<forms::ReadPlan>,
) -> Result<See, Error> {
    let row = may.row();
    let at = input.check()?;
    let content = Content::of(row)?;
    let file = content
        .files
        .get(at)
        .filter(|_| row.way == Way::In)
        .ok_or_else(|| Error::conflict("packages-no-file"))?;
    if row.state != State::Received || !file.is_open() {
        return Err(Error::conflict("packages-file-closed"));
    }
    let kept = imports::Kept {
        unit: row.unit_id,
        file_name: file.name.clone(),
        file: file.file.clone(),
        n_bytes: i64::try_from(file.n_bytes).unwrap_or(i64::MAX),
        // The same file of the same package is read once; pressed again, it leads to the first reading.
        form: Some(format!("{}-{at}", row.id)),
        from_plan: None,
    };
    let import = imports::take_in(&app, may.by(), kept).await?;
    Ok(See::created(format!("/imports/{}", import.id)))
}
