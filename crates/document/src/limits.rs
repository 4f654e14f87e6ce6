//! What a file may cost, each limit with its unit in its name. The defaults fit a ministry's longest plans many times over.

use crate::OpenError;
use std::time::{Duration, Instant};

/// One binary megabyte.
const MIB: u64 = 1024 * 1024;

/// Limits on one file. All are hard: reaching one is a refusal, never a shortened document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file as uploaded, in bytes.
    pub bytes_max: u64,
    /// Pages of a PDF.
    pub pages_max: u32,
    /// Bytes of all parts of a container (or all streams of a PDF) after unpacking.
    pub unzipped_bytes_max: u64,
    /// How many times larger than packed a part of more than a megabyte may become.
    pub unzipped_ratio_max: u64,
    /// Elements inside elements, tables inside tables.
    pub depth_max: u32,
    /// Elements and texts of one XML part; objects of a PDF.
    pub objects_max: u32,
    /// Cells of all tables together.
    pub cells_max: u32,
    /// Lines of the result.
    pub lines_max: u32,
    /// Letters and ruled lines on one page of a PDF.
    pub marks_max: u32,
    /// Seconds of wall-clock time.
    pub seconds_max: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            bytes_max: 20 * MIB,
            pages_max: 300,
            unzipped_bytes_max: 64 * MIB,
            unzipped_ratio_max: 200,
            depth_max: 200,
            objects_max: 1_000_000,
            cells_max: 100_000,
            lines_max: 50_000,
            marks_max: 200_000,
            seconds_max: 20,
        }
    }
}

/// A stopwatch that loops look at, so that no file can hold a worker for longer than it was given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    ends_at: Instant,
    seconds_max: u32,
}

impl Deadline {
    /// Starts the watch.
    pub fn start(seconds_max: u32) -> Deadline {
        Deadline { ends_at: now() + Duration::from_secs(u64::from(seconds_max)), seconds_max }
    }

    /// Whether the time is up.
    pub fn is_over(&self) -> bool {
        now() >= self.ends_at
    }

    /// Time left, nothing when it is up.
    pub fn left(&self) -> Duration {
        self.ends_at.saturating_duration_since(now())
    }

    /// Refuses to go on when the time is up.
    pub fn check(&self) -> Result<(), OpenError> {
        if self.is_over() { Err(OpenError::TooSlow { seconds_max: self.seconds_max }) } else { Ok(()) }
    }
}

/// The one place of this crate that looks at the time: a stopwatch, which no result but a refusal depends on.
#[expect(
    clippy::disallowed_methods,
    reason = "a limit on time needs the running time, not the clock of the product"
)]
fn now() -> Instant {
    Instant::now()
}
