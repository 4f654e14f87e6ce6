//! The registry: which jobs there are, by the word that stands in the queue.

use std::collections::HashMap;
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use db::{DbError, WriteTx};
use domain::ids::JobId;
use domain::time::Moment;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::queue;

/// A job: its fields are its arguments, and are kept as JSON while it waits.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What it works with, as a rule the `App`.
    type Context: Send + Sync + 'static;
    /// Its word in the queue, `slice.verb`. Never changed once released: jobs may be waiting.
    const KIND: &'static str;
    /// Tries before it is given up; with the growing waits eight are about a quarter of an hour and then some.
    const ATTEMPTS_MAX: i32 = 8;
    /// Somebody sits before a page and waits for it: it is not kept waiting by work that takes minutes.
    const IS_AWAITED: bool = false;

    /// Does the work. Must be safe to do twice.
    fn run(self, context: &Self::Context, run: Run) -> impl Future<Output = Result<(), JobError>> + Send;

    /// Tells those who wait for it that it will not be done, in the transaction that gives it up. Without this it is
    /// told nowhere but in the queue.
    fn when_given_up(
        self,
        _tx: &WriteTx,
        _now: Moment,
        _why: &str,
    ) -> impl Future<Output = Result<Left, DbError>> + Send {
        async { Ok(Left::InTheQueue) }
    }
}

/// What becomes of the row of a job that was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// It stays until a person restarts it or throws it away.
    InTheQueue,
    /// It goes: those who wait see elsewhere what happened and what they can do.
    Nowhere,
}

/// This run of a job.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// The job's id: the same at every try, so it can mark what is done already.
    pub id: JobId,
    /// Which try, from 1.
    pub attempt: i32,
    /// When it began.
    pub now: Moment,
}

/// Why a job failed. Any error turns into a retry with `?`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobError {
    /// It may go better later.
    Retry(String),
    /// It never will.
    GiveUp(String),
}

impl JobError {
    /// It never will go better.
    pub fn give_up(why: impl Display) -> Self {
        Self::GiveUp(why.to_string())
    }
}

impl<E: std::error::Error> From<E> for JobError {
    fn from(error: E) -> Self {
        Self::Retry(error.to_string())
    }
}

type Running = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send>>;
type Start<C> = fn(&str, Arc<C>, Run) -> Result<Running, JobError>;
type Told<'a> = Pin<Box<dyn Future<Output = Result<Left, DbError>> + Send + 'a>>;
pub(crate) type Tell = for<'a> fn(&'a str, &'a WriteTx, Moment, &'a str) -> Told<'a>;
type Enqueue =
    Box<dyn Fn(WriteTx, Moment) -> Pin<Box<dyn Future<Output = Result<(), DbError>> + Send>> + Send + Sync>;

pub(crate) struct Known<C> {
    pub(crate) start: Start<C>,
    pub(crate) tell: Tell,
    pub(crate) attempts_max: i32,
}

/// Work that comes round by itself.
pub(crate) struct Round {
    pub(crate) every: Duration,
    pub(crate) enqueue: Enqueue,
}

/// All jobs of the house.
pub struct Registry<C> {
    jobs: HashMap<&'static str, Known<C>>,
    pub(crate) awaited: Vec<&'static str>,
    pub(crate) rounds: Vec<Round>,
}

impl<C: Send + Sync + 'static> Default for Registry<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Send + Sync + 'static> Registry<C> {
    /// No jobs yet.
    pub fn new() -> Self {
        Self { jobs: HashMap::new(), awaited: Vec::new(), rounds: Vec::new() }
    }

    /// Makes a job known.
    ///
    /// # Panics
    /// If two jobs have the same word.
    #[must_use]
    pub fn with<J: Job<Context = C>>(mut self) -> Self {
        let known = Known { start: start::<J>, tell: tell::<J>, attempts_max: J::ATTEMPTS_MAX };
        assert!(self.jobs.insert(J::KIND, known).is_none(), "two jobs are called {}", J::KIND);
        self.awaited.extend(J::IS_AWAITED.then_some(J::KIND));
        self
    }

    /// Makes a job known that is also put in the queue every so often, while a runner is at work and unless the last
    /// one still waits.
    #[must_use]
    pub fn with_every<J: Job<Context = C> + Clone>(mut self, every: Duration, job: J) -> Self {
        let enqueue: Enqueue = Box::new(move |tx, now| {
            let job = job.clone();
            Box::pin(async move {
                queue::enqueue_unless_waiting(&tx, now, &job).await?;
                tx.commit().await
            })
        });
        self.rounds.push(Round { every, enqueue });
        self.with::<J>()
    }

    /// The words of all jobs, sorted.
    pub fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<_> = self.jobs.keys().copied().collect();
        kinds.sort_unstable();
        kinds
    }

    pub(crate) fn get(&self, kind: &str) -> Option<&Known<C>> {
        self.jobs.get(kind)
    }
}

fn start<J: Job>(payload: &str, context: Arc<J::Context>, run: Run) -> Result<Running, JobError> {
    // Arguments that cannot be read today cannot be read tomorrow.
    let job: J = serde_json::from_str(payload).map_err(JobError::give_up)?;
    Ok(Box::pin(async move { job.run(&context, run).await }))
}

fn tell<'a, J: Job>(payload: &'a str, tx: &'a WriteTx, now: Moment, why: &'a str) -> Told<'a> {
    Box::pin(async move {
        match serde_json::from_str::<J>(payload) {
            Ok(job) => job.when_given_up(tx, now, why).await,
            // Nobody can say for whom this was meant.
            Err(_) => Ok(Left::InTheQueue),
        }
    })
}
