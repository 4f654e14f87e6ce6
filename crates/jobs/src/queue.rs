//! The queue: jobs go in, are taken up under a lease, and leave.

use std::time::Duration;

use db::{Db, DbError, WriteTx};
use domain::ids::JobId;
use domain::time::Moment;
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};
use tables::job;
use uuid::Uuid;

use crate::registry::Tell;
use crate::{Job, Left};

/// A runner that is silent for so long has died.
pub(crate) const LEASE_SECONDS: u64 = 60;
/// Most bytes of a job's arguments: it holds ids, not documents.
pub const PAYLOAD_BYTES_MAX: usize = 64 * 1024;
/// Most letters kept of an error.
const LAST_ERROR_CHARS_MAX: usize = 2000;
/// Wait before the second try; it doubles with each further one.
const RETRY_SECONDS: u64 = 10;
/// Longest wait between two tries.
const RETRY_SECONDS_MAX: u64 = 3600;

/// Puts a job in the queue, to run as soon as the transaction is committed.
pub async fn enqueue<J: Job>(tx: &WriteTx, now: Moment, job: &J) -> Result<JobId, DbError> {
    enqueue_at(tx, now, now, job).await
}

/// Puts a job in the queue, to run at `run_at` or soon after.
pub async fn enqueue_at<J: Job>(
    tx: &WriteTx,
    now: Moment,
    run_at: Moment,
    job: &J,
) -> Result<JobId, DbError> {
    let payload = payload_of(job)?;
    let id = tx.new_id(now);
    let row = job::ActiveModel {
        id: Set(id),
        kind: Set(J::KIND.to_owned()),
        payload: Set(payload),
        run_at: Set(run_at),
        attempts: Set(0),
        leased_until: Set(None),
        lease: Set(None),
        last_error: Set(None),
        given_up_at: Set(None),
        created_at: Set(now),
    };
    row.insert(tx).await?;
    Ok(id)
}

/// Puts a job in the queue unless the same one waits there already. One that runs does not count: it may have looked
/// at the state before this change.
pub async fn enqueue_unless_waiting<J: Job>(
    tx: &WriteTx,
    now: Moment,
    job: &J,
) -> Result<Option<JobId>, DbError> {
    let same = job::unfinished()
        .filter(job::Column::Kind.eq(J::KIND))
        .filter(job::Column::Payload.eq(payload_of(job)?))
        .filter(job::Column::Lease.is_null())
        .one(tx)
        .await?;
    match same {
        Some(_) => Ok(None),
        None => enqueue(tx, now, job).await.map(Some),
    }
}

/// Whether a job of this kind waits or runs whose payload has `about` in it: the id of what it works on. One whose
/// process died counts until its lease ends and it has run again.
pub async fn is_unfinished<J: Job>(conn: &impl ConnectionTrait, about: &str) -> Result<bool, DbError> {
    let same = job::unfinished()
        .filter(job::Column::Kind.eq(J::KIND))
        .filter(job::Column::Payload.contains(about))
        .one(conn)
        .await?;
    Ok(same.is_some())
}

fn payload_of<J: Job>(job: &J) -> Result<String, DbError> {
    let payload = serde_json::to_string(job).map_err(|error| DbError::Unreadable(error.to_string()))?;
    if payload.len() > PAYLOAD_BYTES_MAX {
        return Err(DbError::TooLarge { what: "a job", bytes: payload.len(), max: PAYLOAD_BYTES_MAX });
    }
    Ok(payload)
}

/// Gives a job that was given up a new row of tries. False when there is no such job.
pub async fn restart(tx: &WriteTx, now: Moment, id: JobId) -> Result<bool, DbError> {
    let done = job::Entity::update_many()
        .set(job::ActiveModel {
            attempts: Set(0),
            run_at: Set(now),
            lease: Set(None),
            leased_until: Set(None),
            given_up_at: Set(None),
            ..Default::default()
        })
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::GivenUpAt.is_not_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Throws away a job that was given up. False when there is no such job.
pub async fn discard(tx: &WriteTx, id: JobId) -> Result<bool, DbError> {
    let done = job::Entity::delete_many()
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::GivenUpAt.is_not_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// A job that this runner holds.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) id: JobId,
    pub(crate) kind: String,
    pub(crate) payload: String,
    pub(crate) attempt: i32,
    lease: Uuid,
}

/// Takes up the job that is due longest, if there is one; `only` of these kinds, when there are any.
pub(crate) async fn take(db: &Db, now: Moment, only: &[&str]) -> Result<Option<Held>, DbError> {
    let due = || match only.is_empty() {
        true => job::due(now),
        false => job::due(now).filter(job::Column::Kind.is_in(only.iter().copied())),
    };
    // Most of the time nothing is due, and an idle runner must not keep writers waiting.
    if due().one(db.read()).await?.is_none() {
        return Ok(None);
    }
    let tx = db.write().await?;
    let due = due().lock_with_behavior(LockType::Update, LockBehavior::SkipLocked).one(&tx).await?;
    let Some(row) = due else {
        return Ok(None);
    };
    let lease: JobId = tx.new_id(now);
    let attempt = row.attempts + 1;
    let held = Held {
        id: row.id,
        kind: row.kind.clone(),
        payload: row.payload.clone(),
        attempt,
        lease: lease.into(),
    };
    let mut row: job::ActiveModel = row.into();
    row.attempts = Set(attempt);
    row.lease = Set(Some(held.lease));
    row.leased_until = Set(Some(now.plus(Duration::from_secs(LEASE_SECONDS))));
    row.update(&tx).await?;
    tx.commit().await?;
    Ok(Some(held))
}

/// Holds on to a job that takes long. False when another runner has it by now.
pub(crate) async fn hold_on(db: &Db, now: Moment, held: &Held) -> Result<bool, DbError> {
    let tx = db.write().await?;
    let until = now.plus(Duration::from_secs(LEASE_SECONDS));
    let done = of(held).col_expr(job::Column::LeasedUntil, Expr::value(until)).exec(&tx).await?;
    tx.commit().await?;
    Ok(done.rows_affected == 1)
}

/// The job is done. False when another runner had taken it over.
pub(crate) async fn finish(db: &Db, held: &Held) -> Result<bool, DbError> {
    let tx = db.write().await?;
    let done = job::Entity::delete_many()
        .filter(job::Column::Id.eq(held.id))
        .filter(job::Column::Lease.eq(held.lease))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected == 1)
}

/// The job failed: it is tried again later.
pub(crate) async fn fail(db: &Db, now: Moment, held: &Held, error: &str) -> Result<(), DbError> {
    let tx = db.write().await?;
    of(held).set(let_go(now, held, error)).exec(&tx).await?;
    tx.commit().await
}

/// The job failed for good: whoever waits for it is told in the same transaction.
pub(crate) async fn give_up(
    db: &Db,
    now: Moment,
    held: &Held,
    error: &str,
    tell: Option<Tell>,
) -> Result<(), DbError> {
    let tx = db.write().await?;
    let change = job::ActiveModel { given_up_at: Set(Some(now)), ..let_go(now, held, error) };
    if of(held).set(change).exec(&tx).await?.rows_affected == 0 {
        // Another runner has it by now, and may do better.
        return tx.rollback().await;
    }
    let left = match tell {
        Some(tell) => tell(&held.payload, &tx, now, error).await?,
        None => Left::InTheQueue,
    };
    if left == Left::Nowhere {
        discard(&tx, held.id).await?;
    }
    tx.commit().await
}

fn let_go(now: Moment, held: &Held, error: &str) -> job::ActiveModel {
    job::ActiveModel {
        run_at: Set(now.plus(wait_after(held.attempt))),
        lease: Set(None),
        leased_until: Set(None),
        last_error: Set(Some(error.chars().take(LAST_ERROR_CHARS_MAX).collect())),
        ..Default::default()
    }
}

/// The change of a job, as long as this runner holds it.
fn of(held: &Held) -> sea_orm::UpdateMany<job::Entity> {
    job::Entity::update_many().filter(job::Column::Id.eq(held.id)).filter(job::Column::Lease.eq(held.lease))
}

/// How long to wait after the attempt of this number (from 1): 10 s, 20 s, 40 s … an hour.
pub(crate) fn wait_after(attempt: i32) -> Duration {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(20);
    Duration::from_secs((RETRY_SECONDS << doublings).min(RETRY_SECONDS_MAX))
}

/// For the end of every test: a job that is left is work that was promised and not looked at.
///
/// # Panics
/// If a job waits or was given up.
#[cfg(feature = "testing")]
pub async fn assert_no_jobs_left(db: &Db) {
    let left = job::Entity::find().all(db.read()).await.expect("the queue can be read");
    let lines: Vec<String> = left
        .iter()
        .map(|job| {
            let state = if job.given_up_at.is_some() { "given up" } else { "waiting" };
            format!("{} {} {state} {}", job.kind, job.payload, job.last_error.as_deref().unwrap_or_default())
        })
        .collect();
    assert!(lines.is_empty(), "jobs are left in the queue:\n{}", lines.join("\n"));
}
