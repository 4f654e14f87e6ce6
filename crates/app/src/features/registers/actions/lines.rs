//! Papers that arrive, what becomes of a line later, and numbers that are voided.

use chrono::Datelike as _;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{RegisterEntryId, RegisterId, UnitId};
use domain::text::key;
use domain::time::{Day, Moment};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use tables::register::Way;
use tables::{register, register_entry};

use super::RegisterError;
use super::books::{books_of, locked_open};
use super::take::advance;
use crate::features::registers::{series, symbols};

/// A paper that came in.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The day it came.
    pub on: Day,
    /// Code of its kind.
    pub kind: String,
    /// Number and symbol as printed on it.
    pub printed: String,
    /// Who issued it.
    pub issuer: String,
    /// The day printed on it.
    pub paper_on: Option<Day>,
    /// Trích yếu.
    pub subject: String,
    /// The unit or person it is given to.
    pub recipients: String,
    /// By when it must be answered.
    pub due_on: Option<Day>,
    /// Remarks.
    pub note: String,
    /// It is entered although a paper of the same number, symbol and issuer is there.
    pub even_if_there: bool,
}

/// Enters a paper that came in with the next arrival number. The same number and symbol by the same issuer raises the
/// alarm (Decree 30/2020/NĐ-CP, appendix VI): a person says whether it is the same paper.
pub async fn arrive(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: RegisterId,
    paper: Arrival,
) -> Result<register_entry::Model, RegisterError> {
    let book = locked_open(tx, id).await?;
    refuse_day(now, &book, paper.on)?;
    if !paper.even_if_there {
        refuse_double(tx, &book, &paper).await?;
    }
    let number = book.next_number;
    let search = format!("{} {} {} {}", paper.printed, paper.issuer, paper.subject, paper.recipients);
    let row = register_entry::ActiveModel {
        id: Set(tx.new_id(now)),
        register_id: Set(book.id),
        number: Set(Some(number)),
        place: Set(number),
        document_id: Set(None),
        kind: Set(paper.kind),
        symbol: Set(String::new()),
        printed_key: Set(symbols::printed_key(&paper.printed)),
        printed: Set(paper.printed),
        issuer_key: Set(key(&paper.issuer)),
        issuer: Set(paper.issuer),
        on_day: Set(paper.on),
        paper_on: Set(paper.paper_on),
        subject: Set(paper.subject),
        signer: Set(String::new()),
        recipients: Set(paper.recipients),
        keeper: Set(String::new()),
        copies: Set(None),
        sent_on: Set(None),
        receipt: Set(String::new()),
        note: Set(paper.note),
        due_on: Set(paper.due_on),
        progress: Set(String::new()),
        answer: Set(String::new()),
        search_text: Set(db::dialect::search_text(&search)),
        taken_at: Set(now),
        taken_by: Set(by.person),
        voided_at: Set(None),
        voided_by: Set(None),
        void_reason: Set(None),
    };
    advance(tx, book).await?;
    let row = row.insert(tx).await?;
    let told =
        json!({"number": number, "printed": row.printed, "issuer": row.issuer, "subject": row.subject});
    record(tx, NewEvent::new(now, by, "arrive", "register_entry", row.id).after(&told).with(told.clone()))
        .await?;
    Ok(row)
}

/// The same in the register of the unit that takes papers of this kind.
pub async fn arrive_at(
    tx: &WriteTx,
    now: Moment,
    by: By,
    unit: UnitId,
    paper: Arrival,
) -> Result<register_entry::Model, RegisterError> {
    let books = books_of(tx, now, (unit, Way::In, paper.on.year())).await?;
    let book = series::choose(&books, &paper.kind, None)
        .ok_or_else(|| RegisterError::NoRegister(paper.kind.clone()))?;
    arrive(tx, now, by, book.id, paper).await
}

/// Refuses a day to come, and one of another year than the register's.
pub(super) fn refuse_day(now: Moment, book: &register::Model, on: Day) -> Result<(), RegisterError> {
    match (on > now.local_day(), on.year() == book.year) {
        (true, _) => Err(RegisterError::DayAhead),
        (_, false) => Err(RegisterError::OtherYear(book.year)),
        _ => Ok(()),
    }
}

async fn refuse_double(tx: &WriteTx, book: &register::Model, paper: &Arrival) -> Result<(), RegisterError> {
    let ours = register::of_unit(book.unit_id).filter(register::Column::Way.eq(Way::In)).all(tx).await?;
    let there = register_entry::Entity::find()
        .filter(register_entry::Column::PrintedKey.eq(symbols::printed_key(&paper.printed)))
        .filter(register_entry::Column::IssuerKey.eq(key(&paper.issuer)))
        .filter(register_entry::Column::RegisterId.is_in(ours.iter().map(|book| book.id)))
        .filter(register_entry::Column::VoidedAt.is_null())
        .order_by_desc(register_entry::Column::Id)
        .all(tx)
        .await?;
    // Each year begins at 01 again: a paper with another day is another paper. Without days nobody can tell.
    let same = |line: &&register_entry::Model| match (line.paper_on, paper.paper_on) {
        (Some(theirs), Some(mine)) => theirs.year() == mine.year(),
        _ => true,
    };
    match there.iter().find(same) {
        Some(line) => Err(RegisterError::AlreadyThere {
            printed: line.printed.clone(),
            number: line.number.unwrap_or_default(),
            on: line.on_day,
        }),
        None => Ok(()),
    }
}

/// What is noted on a line after its number was taken.
#[derive(Debug, Clone, Default)]
pub struct Annotation {
    /// Where it went, or whom it was given to.
    pub recipients: String,
    /// Who keeps the archive copy.
    pub keeper: String,
    /// How many copies.
    pub copies: Option<u32>,
    /// When it was passed on.
    pub sent_on: Option<Day>,
    /// Who signed for it.
    pub receipt: String,
    /// Remarks.
    pub note: String,
    /// By when an incoming paper must be answered.
    pub due_on: Option<Day>,
    /// How far that is.
    pub progress: String,
    /// Number and symbol of the answer.
    pub answer: String,
}

/// Notes what became of a line. Number, symbol, day and subject stay as they were taken.
pub async fn annotate(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (register, id): (RegisterId, RegisterEntryId),
    note: Annotation,
) -> Result<(), RegisterError> {
    let row = locked_line(tx, (register, id)).await?;
    let told = json!({"printed": row.printed, "sent_on": note.sent_on, "receipt": note.receipt,
        "due_on": note.due_on, "progress": note.progress, "answer": note.answer});
    let before = json!({"recipients": row.recipients, "receipt": row.receipt, "note": row.note,
        "progress": row.progress, "answer": row.answer});
    let search = format!(
        "{} {} {} {} {} {}",
        row.printed, row.issuer, row.subject, row.signer, note.recipients, note.answer
    );
    let mut row = row.into_active_model();
    row.recipients = Set(note.recipients);
    row.keeper = Set(note.keeper);
    row.copies = Set(note.copies.and_then(|n| i32::try_from(n).ok()));
    row.sent_on = Set(note.sent_on);
    row.receipt = Set(note.receipt);
    row.note = Set(note.note);
    row.due_on = Set(note.due_on);
    row.progress = Set(note.progress);
    row.answer = Set(note.answer);
    row.search_text = Set(db::dialect::search_text(&search));
    row.update(tx).await?;
    let event = NewEvent::new(now, by, "note", "register_entry", id).before(&before).after(&told);
    record(tx, event.with(told.clone())).await?;
    Ok(())
}

/// Voids a number: it stays in the register with the reason and is never given again.
pub async fn void(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (register, id): (RegisterId, RegisterEntryId),
    reason: &str,
) -> Result<(), RegisterError> {
    let row = locked_line(tx, (register, id)).await?;
    if row.voided_at.is_some() {
        return Err(RegisterError::Voided);
    }
    let told = json!({"printed": row.printed, "reason": reason, "document": row.document_id});
    let mut row = row.into_active_model();
    row.voided_at = Set(Some(now));
    row.voided_by = Set(by.person);
    row.void_reason = Set(Some(reason.to_owned()));
    row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "void", "register_entry", id).after(&told).with(told.clone())).await?;
    Ok(())
}

async fn locked_line(
    tx: &WriteTx,
    (register, id): (RegisterId, RegisterEntryId),
) -> Result<register_entry::Model, RegisterError> {
    let row = register_entry::by_id(id).lock_exclusive().one(tx).await?;
    row.filter(|row| row.register_id == register).ok_or(RegisterError::Gone)
}
