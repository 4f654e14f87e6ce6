//! What can be done to a review. Each verb locks it, writes and records one event; a snapshot is never changed.

use super::count::{Counted, Record};
use super::counting::{self, AT_ONCE_MAX};
use super::draft;
use crate::app::App;
use crate::features::documents::actions as documents;
use db::events::{By, NewEvent, record};
use db::{Db, WriteTx};
use domain::ids::{DocumentId, PlanId, ReviewId, SnapshotId, UnitId};
use domain::time::{Day, Moment};
use paper::Kind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QuerySelect as _,
};
use serde_json::json;
use std::collections::BTreeMap;
use tables::{document, plan, review, review_record, review_snapshot};
use web::Error;

/// Rows written at once: databases limit the values of a statement.
const ROWS_MAX: usize = 1_000;

/// A review to be begun.
#[derive(Debug, Clone)]
pub struct NewReview {
    /// The unit that writes it.
    pub unit: UnitId,
    /// The plan; none for all plans of the period.
    pub plan: Option<PlanId>,
    /// Only this unit and those below it.
    pub about: Option<UnitId>,
    /// interim or final.
    pub kind: &'static str,
    /// Trích yếu.
    pub title: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// The texts to begin with.
    pub texts: BTreeMap<String, String>,
}

/// Begins a review with its first snapshot. Counts in one look, before the transaction that writes, so that nobody waits
/// for a large review; one that is too large for a request is counted by a job.
pub async fn begin(db: &Db, now: Moment, by: By, new: NewReview) -> Result<ReviewId, Error> {
    begin_up_to(db, now, by, new, AT_ONCE_MAX).await
}

/// Begins a review, counted at once when it looks at no more than `at_once_max` rows of a kind.
pub async fn begin_up_to(
    db: &Db,
    now: Moment,
    by: By,
    new: NewReview,
    at_once_max: u64,
) -> Result<ReviewId, Error> {
    let row = new.row(now, by)?;
    let counted = counting::counted_at_once(db, &row, now, at_once_max).await?;
    let tx = db.write().await?;
    let id: ReviewId = tx.new_id(now);
    let told = json!({"title": row.title, "plan": row.plan_id, "kind": row.kind});
    let row = review::ActiveModel::from(review::Model { id, ..row });
    review::Entity::insert(row).exec_without_returning(&tx).await.map_err(db::DbError::from)?;
    record(&tx, NewEvent::new(now, by, "begin", "review", id).with(told)).await?;
    match counted {
        Some(counted) => {
            keep(&tx, now, by, (id, counted)).await?;
        }
        None => counting::leave_to_job(&tx, now, by, id).await?,
    }
    tx.commit().await?;
    Ok(id)
}

impl NewReview {
    /// The row before it has an id and numbers.
    fn row(self, now: Moment, by: By) -> Result<review::Model, Error> {
        Ok(review::Model {
            id: uuid::Uuid::nil().into(),
            unit_id: self.unit,
            plan_id: self.plan,
            about_unit_id: self.about,
            kind: self.kind.to_owned(),
            title: self.title,
            from_on: self.from,
            to_on: self.to,
            snapshot: 0,
            texts: serde_json::to_string(&self.texts).map_err(Error::unexpected)?,
            revision: 1,
            document_id: None,
            created_by: by.person,
            created_at: now,
            updated_at: now,
            counting_at: None,
            n_steps: 0,
            n_steps_done: 0,
            count_failed_at: None,
        })
    }
}

/// The review, locked until the transaction ends, while its report can still be changed.
pub(super) async fn lock(tx: &WriteTx, id: ReviewId) -> Result<review::Model, Error> {
    let found = review::by_id(id).lock_exclusive().one(tx).await.map_err(db::DbError::from)?;
    let row = found.ok_or_else(Error::not_found)?;
    let report = match row.document_id {
        Some(report) => document::by_id(report).one(tx).await.map_err(db::DbError::from)?,
        None => None,
    };
    match report {
        Some(report) if is_out(&report) => Err(Error::conflict("reviews-sent")),
        _ => Ok(row),
    }
}

/// A report that is on its way or issued fixes its review. One that was recalled fixes nothing: the next is a new document.
pub fn is_out(report: &document::Model) -> bool {
    !matches!(report.state, document::State::Draft | document::State::Recalled)
}

/// Counts anew: a new snapshot, whose numbers the report takes. The texts stay. None when a job counts it.
pub async fn freeze(db: &Db, now: Moment, by: By, id: ReviewId) -> Result<Option<i32>, Error> {
    freeze_up_to(db, now, by, id, AT_ONCE_MAX).await
}

/// Counts anew, at once when the review looks at no more than `at_once_max` rows of a kind.
pub async fn freeze_up_to(
    db: &Db,
    now: Moment,
    by: By,
    id: ReviewId,
    at_once_max: u64,
) -> Result<Option<i32>, Error> {
    // Refused at once, and not after counting.
    let tx = db.write().await?;
    let row = lock_uncounted(&tx, id).await?;
    tx.rollback().await?;
    let counted = counting::counted_at_once(db, &row, now, at_once_max).await?;
    let tx = db.write().await?;
    lock_uncounted(&tx, id).await?;
    let no = match counted {
        Some(counted) => Some(keep(&tx, now, by, (id, counted)).await?),
        None => {
            counting::leave_to_job(&tx, now, by, id).await?;
            None
        }
    };
    tx.commit().await?;
    Ok(no)
}

/// The review, locked, while nobody counts it.
async fn lock_uncounted(tx: &WriteTx, id: ReviewId) -> Result<review::Model, Error> {
    let row = lock(tx, id).await?;
    if row.counting_at.is_some() { Err(Error::conflict("reviews-counting")) } else { Ok(row) }
}

/// Keeps what was counted as a snapshot. Somebody who began to count later and was ready sooner keeps theirs as the latest.
pub(super) async fn keep(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, counted): (ReviewId, Counted),
) -> Result<i32, Error> {
    let row = lock(tx, id).await?;
    let latest = review_snapshot::of_review(id).one(tx).await.map_err(db::DbError::from)?;
    if latest.is_some_and(|latest| latest.taken_at > now) {
        return Ok(row.snapshot);
    }
    let (no, snapshot): (i32, SnapshotId) = (row.snapshot + 1, tx.new_id(now));
    let numbers = serde_json::to_string(&counted.numbers).map_err(Error::unexpected)?;
    let told =
        json!({"no": no, "asked": counted.numbers.value("asked"), "done": counted.numbers.value("done")});
    let event = NewEvent::new(now, by, "freeze", "review", id).after(&numbers).with(told);
    let kept = review_snapshot::ActiveModel {
        id: Set(snapshot),
        review_id: Set(id),
        no: Set(no),
        numbers: Set(numbers),
        has_records: Set(counted.records.is_some()),
        person_id: Set(by.person),
        taken_at: Set(now),
    };
    review_snapshot::Entity::insert(kept).exec_without_returning(tx).await.map_err(db::DbError::from)?;
    for some in counted.records.unwrap_or_default().chunks(ROWS_MAX) {
        let rows = some.iter().map(|one| kept_record(snapshot, one));
        review_record::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await
            .map_err(db::DbError::from)?;
    }
    let mut row = row.into_active_model();
    row.snapshot = Set(no);
    row.count_failed_at = Set(None);
    row.updated_at = Set(now);
    row.update(tx).await.map_err(db::DbError::from)?;
    record(tx, event).await?;
    Ok(no)
}

fn kept_record(snapshot: SnapshotId, one: &Record) -> review_record::ActiveModel {
    review_record::ActiveModel {
        snapshot_id: Set(snapshot),
        assignment_id: Set(one.row.id),
        unit_id: Set(one.row.unit_id),
        source_kind: Set(one.row.source_kind.clone()),
        source_id: Set(one.row.source_id),
        role: Set(one.row.role),
        state: Set(one.row.state),
        due_on: Set(one.row.due_on),
        period: Set(one.row.period.clone()),
        percent: Set(one.row.percent),
        is_late: Set(one.is_late),
        n_files: Set(i32::try_from(one.n_files).unwrap_or(i32::MAX)),
        reason: Set(one.reason.clone()),
    }
}

/// Keeps the texts. `revision` is the one that the page showed; none when somebody else saved meanwhile.
pub async fn write(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, revision): (ReviewId, i32),
    (title, texts): (&str, &BTreeMap<String, String>),
) -> Result<Option<i32>, Error> {
    let row = lock(tx, id).await?;
    let content = serde_json::to_string(texts).map_err(Error::unexpected)?;
    if content == row.texts && title == row.title {
        return Ok(Some(row.revision));
    }
    if row.revision != revision {
        return Ok(None);
    }
    let event = NewEvent::new(now, by, "write", "review", id).before(&row.texts).after(&content);
    let mut row = row.into_active_model();
    row.title = Set(title.to_owned());
    row.texts = Set(content);
    row.revision = Set(revision + 1);
    row.updated_at = Set(now);
    row.update(tx).await.map_err(db::DbError::from)?;
    record(tx, event.with(json!({}))).await?;
    Ok(Some(revision + 1))
}

/// Makes the report, or puts texts and numbers of the latest snapshot into it while it is a draft.
pub async fn report(app: &App, tx: &WriteTx, now: Moment, by: By, id: ReviewId) -> Result<DocumentId, Error> {
    let row = lock_uncounted(tx, id).await?;
    let kept = super::load::snapshot(tx, &row, row.snapshot).await?;
    let (_, numbers) = kept.ok_or_else(|| Error::conflict("reviews-uncounted"))?;
    let body = draft::body(&super::load::texts(&row)?, &numbers);
    let event = NewEvent::new(now, by, "report", "review", id).with(json!({"snapshot": row.snapshot}));
    let there = match row.document_id {
        Some(report) => document::by_id(report).lock_exclusive().one(tx).await.map_err(db::DbError::from)?,
        None => None,
    };
    let document = match there.filter(|report| report.state == document::State::Draft) {
        Some(report) => {
            let (mut paper, seen, _) = documents::writing(tx, &report).await?;
            paper.body = body;
            paper.subject.clone_from(&row.title);
            let issuers = documents::issuers(tx, &report).await?;
            documents::finish(tx, now, by, (report.id, seen), (&paper, &issuers)).await?;
            report.id
        }
        None => {
            let units = documents::Units { drafting: row.unit_id, issuing: row.unit_id };
            let mut paper = documents::blank(app, units, Kind::Report, &row.title).await?;
            paper.body = body;
            let about = about(tx, row.plan_id).await?;
            let new = documents::NewDocument { unit: row.unit_id, plan: None, about, paper: &paper };
            let report = documents::begin(tx, now, by, new).await?;
            let issuers = documents::issuers_of(&paper, &[Some(row.unit_id)]);
            documents::name_issuers(tx, now, (report, &paper), &issuers).await?;
            report
        }
    };
    let mut row = row.into_active_model();
    row.document_id = Set(Some(document));
    row.updated_at = Set(now);
    row.update(tx).await.map_err(db::DbError::from)?;
    record(tx, event).await?;
    Ok(document)
}

/// The document of the plan that is reported on.
async fn about(conn: &impl ConnectionTrait, id: Option<PlanId>) -> Result<Option<DocumentId>, Error> {
    let Some(id) = id else { return Ok(None) };
    let found = document::of_plan(id).one(conn).await.map_err(db::DbError::from)?;
    Ok(found.map(|row| row.id))
}

/// How a plan is named in a sentence: "Kế hoạch số 05/KH-SGDĐT về …".
pub fn plan_words(row: &plan::Model) -> String {
    match &row.number {
        Some(number) => format!("Kế hoạch số {number} {}", row.subject),
        None => format!("Kế hoạch {}", row.subject),
    }
}
