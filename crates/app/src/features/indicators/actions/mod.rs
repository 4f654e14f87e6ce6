//! What can be done to indicators and figures. Each verb takes the transaction, the moment and who acts, and records one
//! event for each indicator that it touches.

mod ask;
mod declare;
mod lines;
mod locks;
mod portions;
mod say;

pub use ask::{Asking, ask, next_periods, open};
pub use declare::{Asked, NewIndicator, change, declare, end, end_all, refuse};
pub use locks::{lock, unlock};
pub use portions::ask_in_portions;
pub use say::{Saying, Verdict, decide, say, send, take_back};

pub use super::errors::IndicatorError;
