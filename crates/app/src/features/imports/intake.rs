//! The way of a document in: kept, waiting to be read, read or refused, read again. Each verb writes the outcome and
//! records one event.

use super::actions::{count, lock};
use super::errors::ImportError;
use super::work::ReadDocument;
use crate::cli::read::{Opened, Refusal};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{ImportId, PlanId, UnitId};
use domain::time::{Day, Moment};
use draft::Draft;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use serde_json::json;
use tables::import::State;
use tables::{import, import_draft};

/// An upload that was kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// For which unit.
    pub unit: UnitId,
    /// The name it came with.
    pub file_name: String,
    /// Its name among the kept files.
    pub file: String,
    /// Its size.
    pub n_bytes: i64,
    /// The form it was sent with, by a name that only that form has.
    pub form: Option<String>,
    /// The plan of an earlier year that it was begun from.
    pub from_plan: Option<PlanId>,
}

/// A document that was read, with its draft.
pub struct Made {
    /// Source and reading.
    pub opened: Box<Opened>,
    /// The reading under review.
    pub draft: Draft,
    /// The day on which units are called as printed.
    pub on_day: Day,
    /// Year of the document.
    pub year: Option<i32>,
}

/// Takes an upload in: it waits in the queue to be read.
pub async fn start(tx: &WriteTx, now: Moment, by: By, kept: Kept) -> Result<import::Model, ImportError> {
    let row = keep(tx, now, by, kept).await?;
    jobs::enqueue(tx, now, &ReadDocument { import: row.id }).await?;
    Ok(row)
}

/// Takes in what the house has read already.
pub async fn bring(
    tx: &WriteTx,
    now: Moment,
    by: By,
    kept: Kept,
    made: &Made,
) -> Result<import::Model, ImportError> {
    let row = keep(tx, now, by, kept).await?;
    read(tx, now, row.id, made).await?.ok_or(ImportError::Gone)
}

async fn keep(tx: &WriteTx, now: Moment, by: By, kept: Kept) -> Result<import::Model, ImportError> {
    let row = import::ActiveModel {
        id: Set(tx.new_id(now)),
        unit_id: Set(kept.unit),
        person_id: Set(by.person),
        post_id: Set(by.post),
        title: Set(kept.file_name.clone()),
        file_name: Set(kept.file_name),
        file: Set(kept.file),
        n_bytes: Set(kept.n_bytes),
        form: Set(kept.form),
        from_plan_id: Set(kept.from_plan),
        format: Set(None),
        state: Set(State::Reading),
        version: Set(1),
        on_day: Set(now.local_day()),
        year: Set(None),
        n_lines: Set(0),
        n_issues: Set(0),
        n_open: Set(0),
        is_doubted: Set(false),
        failure_code: Set(None),
        failure_vi: Set(None),
        failure_en: Set(None),
        plan_id: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        ended_at: Set(None),
    };
    let row = row.insert(tx).await?;
    let told = json!({"file_name": row.file_name, "n_bytes": row.n_bytes});
    record(tx, NewEvent::new(now, by, "start", "import", row.id).after(&row).with(told)).await?;
    Ok(row)
}

/// The document was read and waits for review. `None` when nobody waits for it any more.
pub async fn read(
    tx: &WriteTx,
    now: Moment,
    id: ImportId,
    made: &Made,
) -> Result<Option<import::Model>, ImportError> {
    let Some(before) = lock_reading(tx, id).await? else { return Ok(None) };
    let subject = made.draft.head().map(|h| h.subject.clone()).filter(|s| !s.trim().is_empty());
    let mut row = before.clone().into_active_model();
    row.state = Set(State::Review);
    row.format = Set(Some(made.opened.reading.plan.source.format.clone()));
    row.title = Set(subject.unwrap_or_else(|| before.file_name.clone()));
    row.on_day = Set(made.on_day);
    row.year = Set(made.year);
    row.n_lines = Set(count(made.opened.source.lines.len()));
    row.n_issues = Set(count(made.draft.issues.len()));
    row.n_open = Set(count(made.draft.open_issues().count()));
    row.is_doubted = Set(made.draft.doubt.is_some());
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    let body = import_draft::ActiveModel {
        import_id: Set(id),
        source: Set(serde_json::to_string(&made.opened.source)?),
        reading: Set(serde_json::to_string(&made.opened.reading.plan)?),
        draft: Set(serde_json::to_string(&made.draft)?),
    };
    body.insert(tx).await?;
    let told = json!({"title": after.title, "n_open": after.n_open});
    let event = NewEvent::new(now, By::HOUSE, "read", "import", id);
    record(tx, event.before(&before).after(&after).with(told)).await?;
    Ok(Some(after))
}

/// The document could not be read. `None` when nobody waits for it any more.
pub async fn fail(
    tx: &WriteTx,
    now: Moment,
    id: ImportId,
    why: &Refusal,
) -> Result<Option<import::Model>, ImportError> {
    let Some(before) = lock_reading(tx, id).await? else { return Ok(None) };
    let mut row = before.clone().into_active_model();
    row.state = Set(State::Failed);
    row.failure_code = Set(Some(why.code.clone()));
    row.failure_vi = Set(Some(why.vi.clone()));
    row.failure_en = Set(Some(why.en.clone()));
    row.updated_at = Set(now);
    row.ended_at = Set(Some(now));
    let after = row.update(tx).await?;
    let told = json!({"file_name": after.file_name, "code": why.code});
    let event = NewEvent::new(now, By::HOUSE, "fail", "import", id);
    record(tx, event.before(&before).after(&after).with(told)).await?;
    Ok(Some(after))
}

/// Has the kept file of a failed import read once more.
pub async fn again(tx: &WriteTx, now: Moment, by: By, id: ImportId) -> Result<import::Model, ImportError> {
    let before = lock(tx, id).await?;
    match before.state {
        // Pressed twice: it waits already.
        State::Reading => return Ok(before),
        State::Failed => {}
        _ => return Err(ImportError::NotUnderReview),
    }
    let mut row = before.clone().into_active_model();
    row.state = Set(State::Reading);
    row.failure_code = Set(None);
    row.failure_vi = Set(None);
    row.failure_en = Set(None);
    row.updated_at = Set(now);
    row.ended_at = Set(None);
    let after = row.update(tx).await?;
    jobs::enqueue(tx, now, &ReadDocument { import: id }).await?;
    record(tx, NewEvent::new(now, by, "retry", "import", id).before(&before).after(&after)).await?;
    Ok(after)
}

/// The import, locked, when it still waits to be read: it may have been put aside, or read by another runner.
async fn lock_reading(tx: &WriteTx, id: ImportId) -> Result<Option<import::Model>, ImportError> {
    Ok(Some(lock(tx, id).await?).filter(|row| row.state == State::Reading))
}
