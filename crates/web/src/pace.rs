//! The pace of a request's body: a slow honest telephone may take its time, a sender that only holds the line may not.
//!
//! Only the time spent waiting for the sender counts. Nothing at all for a while ends the request, and so does falling
//! behind a floor of bytes a second once a grace is over; how long a body may take in all follows from its size.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use tokio::time::{Instant, Sleep};

use crate::limits::{BODY_BYTES_PER_SECOND_MIN, BODY_GRACE_TIME_MAX, BODY_IDLE_TIME_MAX};

/// How slowly a body may come.
#[derive(Debug, Clone, Copy)]
pub struct Pacing {
    /// Longest wait for the next bytes.
    pub idle_max: Duration,
    /// Waiting that is free, whatever came.
    pub grace: Duration,
    /// After that so many bytes for each second of waiting.
    pub bytes_per_second_min: u64,
}

impl Default for Pacing {
    fn default() -> Pacing {
        Pacing {
            idle_max: BODY_IDLE_TIME_MAX,
            grace: BODY_GRACE_TIME_MAX,
            bytes_per_second_min: BODY_BYTES_PER_SECOND_MIN,
        }
    }
}

impl Pacing {
    fn allows(&self, waited: Duration, n_bytes: u64) -> bool {
        waited
            <= self.grace + Duration::from_secs_f64(n_bytes as f64 / self.bytes_per_second_min.max(1) as f64)
    }
}

/// What the handler's own time limit asks of the body: is it still coming, and when did the last of it come.
#[derive(Debug)]
pub(crate) struct Progress {
    began: Instant,
    last_ms: AtomicU64,
    is_waiting: AtomicBool,
}

impl Progress {
    /// When the handler last had all it could work with.
    pub(crate) fn last(&self) -> Instant {
        self.began + Duration::from_millis(self.last_ms.load(Ordering::Relaxed))
    }

    /// Whether the sender keeps the handler waiting.
    pub(crate) fn is_waiting(&self) -> bool {
        self.is_waiting.load(Ordering::Relaxed)
    }

    fn came(&self) {
        let ms = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last_ms.store(ms, Ordering::Relaxed);
        self.is_waiting.store(false, Ordering::Relaxed);
    }
}

/// Puts a pace on a body.
pub(crate) fn paced(body: Body, pacing: Pacing) -> (Body, Arc<Progress>) {
    let progress = Arc::new(Progress {
        began: Instant::now(),
        last_ms: AtomicU64::new(0),
        is_waiting: AtomicBool::new(false),
    });
    let paced = Paced {
        inner: body.boxed_unsync(),
        pacing,
        progress: Arc::clone(&progress),
        n_bytes: 0,
        waited: Duration::ZERO,
        waiting_since: None,
        alarm: Box::pin(tokio::time::sleep(pacing.idle_max)),
    };
    (Body::new(paced), progress)
}

/// The sender was too slow.
#[derive(Debug)]
pub(crate) struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body came too slowly")
    }
}

impl std::error::Error for TooSlow {}

/// Whether this error of a body, or what caused it, is its slowness.
pub(crate) fn is_too_slow(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(one) = cause {
        if one.is::<TooSlow>() {
            return true;
        }
        cause = one.source();
    }
    false
}

struct Paced {
    inner: UnsyncBoxBody<Bytes, axum::Error>,
    pacing: Pacing,
    progress: Arc<Progress>,
    n_bytes: u64,
    waited: Duration,
    waiting_since: Option<Instant>,
    alarm: Pin<Box<Sleep>>,
}

impl Drop for Paced {
    fn drop(&mut self) {
        // A handler that let go of the body waits for nothing but itself.
        self.progress.came();
    }
}

impl axum::body::HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        let this = &mut *self;
        match Pin::new(&mut this.inner).poll_frame(context) {
            Poll::Ready(frame) => {
                if let Some(since) = this.waiting_since.take() {
                    this.waited += since.elapsed();
                }
                this.progress.came();
                if let Some(Ok(data)) = frame.as_ref().map(|frame| frame.as_ref().map(|f| f.data_ref())) {
                    this.n_bytes += data.map_or(0, |data| data.len() as u64);
                    if !this.pacing.allows(this.waited, this.n_bytes) {
                        return Poll::Ready(Some(Err(axum::Error::new(TooSlow))));
                    }
                }
                Poll::Ready(frame)
            }
            Poll::Pending => {
                if this.waiting_since.is_none() {
                    let now = Instant::now();
                    this.waiting_since = Some(now);
                    this.progress.is_waiting.store(true, Ordering::Relaxed);
                    this.alarm.as_mut().reset(now + this.pacing.idle_max);
                }
                ready!(this.alarm.as_mut().poll(context));
                Poll::Ready(Some(Err(axum::Error::new(TooSlow))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.inner.size_hint()
    }
}
