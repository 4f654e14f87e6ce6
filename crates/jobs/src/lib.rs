//! Jobs: slow or fallible work, put in the queue in the transaction of the change that calls for it.
//!
//! Knows no job. A job may run twice (the process can end between its work and the note that it is done), so it is
//! written to be safe then. A runner holds a job by a lease that it renews; when the process dies another takes over.
//! Failures are tried again, later each time, and given up after `Job::ATTEMPTS_MAX`; people see those and can restart
//! them.

mod queue;
mod registry;
mod runner;

pub use queue::{discard, enqueue, enqueue_at, enqueue_unless_waiting, is_unfinished, restart};
pub use registry::{Job, JobError, Left, Registry, Run};
pub use runner::{JOBS_AT_ONCE_MAX, Ran, Runner};

#[cfg(feature = "testing")]
pub use queue::assert_no_jobs_left;
