//! Queue, runner, schedule, leases. Knows no job.
