//! Taking a number: for a document of the house, for a paper made elsewhere, and the line in a partner's register.

use chrono::Datelike as _;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{RegisterEntryId, RegisterId, UnitId};
use domain::time::{Day, Moment};
use paper::Kind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use serde_json::json;
use tables::register::Way;
use tables::{register, register_entry};
use uuid::Uuid;

use super::RegisterError;
use super::books::{books_of, locked_open};
use super::lines::refuse_day;
use crate::features::registers::{series, symbols};

/// A document that needs a number.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The agency whose register it is; for a joint document the host.
    pub unit: UnitId,
    /// The day of the document, whose year the number belongs to.
    pub on: Day,
    /// What it is.
    pub kind: Kind,
    /// The symbol after the stroke; made of kind and code words when it is missing.
    pub symbol: Option<String>,
    /// The series to take from by its word, for an advisory body or a project; else the kind decides.
    pub series: Option<String>,
    /// The part of the agency that drafted it, for the symbol of a letter ("BGDĐT-VP").
    pub drafting: Option<UnitId>,
    /// Trích yếu.
    pub subject: String,
    /// Who signed.
    pub signer: String,
    /// Where it goes.
    pub recipients: String,
    /// Who keeps the archive copy.
    pub keeper: String,
    /// How many copies.
    pub copies: Option<u32>,
    /// The document in the house.
    pub document: Option<Uuid>,
}

/// A paper of the house that was made elsewhere and gets a line by hand.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// The day of the document.
    pub on: Day,
    /// Code of its kind, copies included.
    pub kind: String,
    /// The symbol after the stroke.
    pub symbol: String,
    /// The whole number and symbol when another agency gave it (joint), and that agency.
    pub given: Option<(String, String)>,
    /// Trích yếu.
    pub subject: String,
    /// Who signed.
    pub signer: String,
    /// Where it goes.
    pub recipients: String,
    /// Who keeps the archive copy.
    pub keeper: String,
    /// How many copies.
    pub copies: Option<u32>,
    /// Remarks.
    pub note: String,
}

/// A number that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The line.
    pub entry: RegisterEntryId,
    /// The register.
    pub register: RegisterId,
    /// The running number.
    pub number: u32,
    /// What follows the stroke.
    pub symbol: String,
    /// "05/KH-BGDĐT".
    pub printed: String,
}

/// Takes the next number for a document. The register stays locked until the end of the transaction, so numbers have no
/// gap and no double; a document that has a number in this agency's registers keeps it.
pub async fn take(tx: &WriteTx, now: Moment, by: By, wanted: Wanted) -> Result<Taken, RegisterError> {
    if wanted.on > now.local_day() {
        return Err(RegisterError::DayAhead);
    }
    let symbol = match &wanted.symbol {
        Some(typed) => symbols::checked(typed)?,
        None => symbols::symbol(tx, (wanted.unit, wanted.drafting), wanted.kind, wanted.on).await?.word,
    };
    let books = books_of(tx, now, (wanted.unit, Way::Out, wanted.on.year())).await?;
    let code = wanted.kind.code();
    let book = series::choose(&books, code, wanted.series.as_deref());
    let missing =
        || RegisterError::NoRegister(wanted.series.clone().unwrap_or_else(|| wanted.kind.word().to_owned()));
    let book = locked_open(tx, book.ok_or_else(missing)?.id).await?;
    if let Some(document) = wanted.document
        && let Some(taken) = taken_before(tx, wanted.unit, document).await?
    {
        return Ok(taken);
    }
    let line = Line {
        kind: code.to_owned(),
        symbol,
        given: None,
        on: wanted.on,
        subject: wanted.subject,
        signer: wanted.signer,
        recipients: wanted.recipients,
        keeper: wanted.keeper,
        copies: wanted.copies,
        note: String::new(),
        document: wanted.document,
    };
    let entry = line.write(tx, now, by, book).await?;
    taken_of(entry).ok_or(RegisterError::Gone)
}

/// The number that the document has in a register of this unit.
async fn taken_before(tx: &WriteTx, unit: UnitId, document: Uuid) -> Result<Option<Taken>, RegisterError> {
    let lines = register_entry::of_document(document)
        .filter(register_entry::Column::VoidedAt.is_null())
        .filter(register_entry::Column::Number.is_not_null())
        .all(tx)
        .await?;
    for line in lines {
        let book = register::by_id(line.register_id).one(tx).await?;
        if book.is_some_and(|book| book.unit_id == unit) {
            return Ok(taken_of(line));
        }
    }
    Ok(None)
}

fn taken_of(line: register_entry::Model) -> Option<Taken> {
    let number = u32::try_from(line.number?).ok()?;
    let register_entry::Model { id, register_id, symbol, printed, .. } = line;
    Some(Taken { entry: id, register: register_id, number, symbol, printed })
}

/// Enters a paper that was made elsewhere into this register: with its next number, or with the number that another agency
/// gave it.
pub async fn elsewhere(
    tx: &WriteTx,
    now: Moment,
    by: By,
    register: RegisterId,
    paper: Elsewhere,
) -> Result<register_entry::Model, RegisterError> {
    let book = locked_open(tx, register).await?;
    refuse_day(now, &book, paper.on)?;
    let symbol = if paper.given.is_some() { String::new() } else { symbols::checked(&paper.symbol)? };
    let line = Line {
        kind: paper.kind,
        symbol,
        given: paper.given,
        on: paper.on,
        subject: paper.subject,
        signer: paper.signer,
        recipients: paper.recipients,
        keeper: paper.keeper,
        copies: paper.copies,
        note: paper.note,
        document: None,
    };
    line.write(tx, now, by, book).await
}

/// Enters a joint document, numbered in the host's register, into that of a partner, without a number of the partner's own.
/// A second call finds the line of the first.
pub async fn mirror(
    tx: &WriteTx,
    now: Moment,
    by: By,
    entry: RegisterEntryId,
    partner: UnitId,
) -> Result<RegisterEntryId, RegisterError> {
    let host = register_entry::by_id(entry).one(tx).await?.ok_or(RegisterError::Gone)?;
    if host.voided_at.is_some() {
        return Err(RegisterError::Voided);
    }
    let of_host = register::by_id(host.register_id).one(tx).await?.ok_or(RegisterError::Gone)?;
    let books = books_of(tx, now, (partner, Way::Out, host.on_day.year())).await?;
    let book = series::choose(&books, &host.kind, None);
    let book = book.ok_or_else(|| RegisterError::NoRegister(host.kind.clone()))?;
    let book = locked_open(tx, book.id).await?;
    let there = register_entry::of(book.id)
        .filter(register_entry::Column::PrintedKey.eq(&host.printed_key))
        .filter(register_entry::Column::DocumentId.eq(host.document_id))
        .filter(register_entry::Column::Number.is_null())
        .all(tx)
        .await?;
    if let Some(line) = there.first() {
        return Ok(line.id);
    }
    let issuer = symbols::full_name(tx, of_host.unit_id, host.on_day).await?;
    let line = Line {
        kind: host.kind,
        symbol: host.symbol,
        given: Some((host.printed, issuer)),
        on: host.on_day,
        subject: host.subject,
        signer: host.signer,
        recipients: host.recipients,
        keeper: host.keeper,
        copies: host.copies.and_then(|n| u32::try_from(n).ok()),
        note: String::new(),
        document: host.document_id,
    };
    Ok(line.write(tx, now, by, book).await?.id)
}

/// An outgoing line before it is written.
struct Line {
    kind: String,
    symbol: String,
    given: Option<(String, String)>,
    on: Day,
    subject: String,
    signer: String,
    recipients: String,
    keeper: String,
    copies: Option<u32>,
    note: String,
    document: Option<Uuid>,
}

impl Line {
    /// Writes the line into the register, which the transaction has locked.
    async fn write(
        self,
        tx: &WriteTx,
        now: Moment,
        by: By,
        book: register::Model,
    ) -> Result<register_entry::Model, RegisterError> {
        let next = book.next_number;
        let (number, printed, issuer) = match self.given {
            Some((printed, issuer)) => (None, printed, issuer),
            None => (Some(next), symbols::printed(next.unsigned_abs(), &self.symbol), String::new()),
        };
        let search = format!("{printed} {} {} {} {issuer}", self.subject, self.signer, self.recipients);
        let row = register_entry::ActiveModel {
            id: Set(tx.new_id(now)),
            register_id: Set(book.id),
            number: Set(number),
            place: Set(number.unwrap_or(next - 1)),
            document_id: Set(self.document),
            kind: Set(self.kind),
            symbol: Set(self.symbol),
            printed_key: Set(symbols::printed_key(&printed)),
            printed: Set(printed),
            issuer_key: Set(domain::text::key(&issuer)),
            issuer: Set(issuer),
            on_day: Set(self.on),
            paper_on: Set(None),
            subject: Set(self.subject),
            signer: Set(self.signer),
            recipients: Set(self.recipients),
            keeper: Set(self.keeper),
            copies: Set(self.copies.and_then(|n| i32::try_from(n).ok())),
            sent_on: Set(None),
            receipt: Set(String::new()),
            note: Set(self.note),
            due_on: Set(None),
            progress: Set(String::new()),
            answer: Set(String::new()),
            search_text: Set(db::dialect::search_text(&search)),
            taken_at: Set(now),
            taken_by: Set(by.person),
            voided_at: Set(None),
            voided_by: Set(None),
            void_reason: Set(None),
        };
        if number.is_some() {
            advance(tx, book).await?;
        }
        let row = row.insert(tx).await?;
        let told = json!({"printed": row.printed, "subject": row.subject, "document": row.document_id});
        record(
            tx,
            NewEvent::new(now, by, "number", "register_entry", row.id).after(&told).with(told.clone()),
        )
        .await?;
        Ok(row)
    }
}

/// Moves the register on to its next number.
pub(super) async fn advance(tx: &WriteTx, book: register::Model) -> Result<(), RegisterError> {
    let next = book.next_number;
    let mut book = book.into_active_model();
    book.next_number = Set(next + 1);
    book.update(tx).await?;
    Ok(())
}
