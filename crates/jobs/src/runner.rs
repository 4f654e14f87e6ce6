//! The runner: takes up jobs that are due, holds on to them while they run, and notes how they went.

use std::sync::Arc;
use std::time::Duration;

use db::{Db, DbError};
use domain::time::{Clock, Moment};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::queue::{self, Held};
use crate::{JobError, Registry, Run};

/// Jobs that one process runs at the same time, besides one that somebody waits for.
pub const JOBS_AT_ONCE_MAX: usize = 2;
/// Longest time a due job waits unnoticed: jobs of another process, and those whose time comes.
const LOOK_SECONDS: u64 = 1;
/// Pause after a commit was noticed, so that many commits cause one look.
const GATHER_MILLISECONDS: u64 = 20;
/// Pause after the database itself failed.
const TROUBLE_SECONDS: u64 = 5;
/// Jobs that `run_due` runs before it takes them for a circle.
const RUN_DUE_JOBS_MAX: u64 = 10_000;

/// What `run_due` did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ran {
    /// Jobs done.
    pub done: u64,
    /// Tries that failed and will be made again.
    pub failed: u64,
    /// Jobs given up.
    pub given_up: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    Failed,
    GivenUp,
    /// Another runner had taken the job over.
    Lost,
}

/// Runs the jobs of the queue.
pub struct Runner<C> {
    db: Db,
    clock: Arc<dyn Clock>,
    registry: Registry<C>,
    context: Arc<C>,
}

impl<C: Send + Sync + 'static> Runner<C> {
    /// A runner for these jobs, at rest.
    pub fn new(db: Db, clock: Arc<dyn Clock>, registry: Registry<C>, context: Arc<C>) -> Self {
        Self { db, clock, registry, context }
    }

    /// Runs what is due at `now`, and what that puts in the queue, one after the other. For tests and the command line.
    ///
    /// # Panics
    /// If jobs put each other in the queue without end.
    pub async fn run_due(&self, now: Moment) -> Result<Ran, DbError> {
        let mut ran = Ran::default();
        for _ in 0..RUN_DUE_JOBS_MAX {
            match self.run_one(now, &[]).await? {
                None => return Ok(ran),
                Some(Outcome::Done) => ran.done += 1,
                Some(Outcome::Failed) => ran.failed += 1,
                Some(Outcome::GivenUp) => ran.given_up += 1,
                Some(Outcome::Lost) => {}
            }
        }
        panic!("{RUN_DUE_JOBS_MAX} jobs ran and more are due: they put each other in the queue");
    }

    /// Works until `stop` says true or its sender is gone, then ends what is begun and returns.
    pub async fn run_until(self: Arc<Self>, stop: watch::Receiver<bool>) {
        let mut workers = JoinSet::new();
        for _ in 0..JOBS_AT_ONCE_MAX {
            workers.spawn(Arc::clone(&self).work(false, stop.clone()));
        }
        if !self.registry.awaited.is_empty() {
            workers.spawn(Arc::clone(&self).work(true, stop.clone()));
        }
        for round in 0..self.registry.rounds.len() {
            workers.spawn(Arc::clone(&self).go_round(round, stop.clone()));
        }
        while let Some(ended) = workers.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a worker of the queue ended");
            }
        }
    }

    async fn work(self: Arc<Self>, is_for_awaited: bool, mut stop: watch::Receiver<bool>) {
        let mut commits = self.db.commits();
        let only: &[&str] = if is_for_awaited { &self.registry.awaited } else { &[] };
        while !is_over(&stop) {
            // What is committed from here on is noticed below, even while we look.
            commits.borrow_and_update();
            match self.run_one(self.clock.now(), only).await {
                Ok(Some(_)) => {}
                Ok(None) => tokio::select! {
                    _ = stop.changed() => {}
                    () = tokio::time::sleep(Duration::from_secs(LOOK_SECONDS)) => {}
                    _ = commits.changed() => tokio::time::sleep(Duration::from_millis(GATHER_MILLISECONDS)).await,
                },
                Err(error) => {
                    tracing::error!(%error, "the queue cannot be read");
                    pause(&mut stop, Duration::from_secs(TROUBLE_SECONDS)).await;
                }
            }
        }
    }

    async fn go_round(self: Arc<Self>, round: usize, mut stop: watch::Receiver<bool>) {
        let round = &self.registry.rounds[round];
        while !is_over(&stop) {
            let enqueued = match self.db.write().await {
                Ok(tx) => (round.enqueue)(tx, self.clock.now()).await,
                Err(error) => Err(error),
            };
            if let Err(error) = enqueued {
                tracing::error!(%error, "work that comes round could not be put in the queue");
            }
            pause(&mut stop, round.every).await;
        }
    }

    async fn run_one(&self, now: Moment, only: &[&str]) -> Result<Option<Outcome>, DbError> {
        let Some(held) = queue::take(&self.db, now, only).await? else {
            return Ok(None);
        };
        let known = self.registry.get(&held.kind);
        let attempts_max = known.map_or(1, |known| known.attempts_max);
        let result = if held.attempt > attempts_max {
            Err(JobError::give_up("the process ended each time it ran"))
        } else {
            self.run_held(&held, now).await
        };
        let outcome = match result {
            Ok(()) if queue::finish(&self.db, &held).await? => Outcome::Done,
            Ok(()) => Outcome::Lost,
            Err(JobError::Retry(why)) if held.attempt < attempts_max => {
                queue::fail(&self.db, now, &held, &why).await?;
                tracing::warn!(job = %held.id, kind = held.kind, attempt = held.attempt, why, "a job failed");
                Outcome::Failed
            }
            Err(JobError::Retry(why) | JobError::GiveUp(why)) => {
                queue::give_up(&self.db, now, &held, &why, known.map(|known| known.tell)).await?;
                tracing::error!(job = %held.id, kind = held.kind, attempt = held.attempt, why, "a job was given up");
                Outcome::GivenUp
            }
        };
        Ok(Some(outcome))
    }

    /// Runs a job in a task of its own, so that a panic is a failure of the job and not of the runner.
    async fn run_held(&self, held: &Held, now: Moment) -> Result<(), JobError> {
        let known = self.registry.get(&held.kind).ok_or_else(|| JobError::give_up("no such job is known"))?;
        let run = Run { id: held.id, attempt: held.attempt, now };
        let mut task = tokio::spawn((known.start)(&held.payload, Arc::clone(&self.context), run)?);
        loop {
            tokio::select! {
                ended = &mut task => {
                    return ended.unwrap_or_else(|error| Err(JobError::Retry(format!("it broke off: {error}"))));
                }
                () = tokio::time::sleep(Duration::from_secs(queue::LEASE_SECONDS / 3)) => {}
            }
            match queue::hold_on(&self.db, self.clock.now(), held).await {
                Ok(true) => {}
                Ok(false) => {
                    task.abort();
                    // The one who has it now must not meet what is left of this run.
                    let _ = task.await;
                    return Err(JobError::Retry("another runner has taken it over".into()));
                }
                // The work goes on; the lease lasts for two more attempts to renew it.
                Err(error) => tracing::warn!(%error, job = %held.id, "a lease could not be renewed"),
            }
        }
    }
}

/// True when it is time to stop: someone said so, or nobody is left who could.
fn is_over(stop: &watch::Receiver<bool>) -> bool {
    *stop.borrow() || stop.has_changed().is_err()
}

/// Waits, but not when it is time to stop.
async fn pause(stop: &mut watch::Receiver<bool>, span: Duration) {
    tokio::select! {
        _ = stop.changed() => {}
        () = tokio::time::sleep(span) => {}
    }
}
