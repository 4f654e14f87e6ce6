//! What can be done to notices: tell, mark as read, choose what is told.

mod choices;
mod read;
mod tell;

pub use choices::{Choice, choose};
pub use read::{empty_secrets, mark_all_read, mark_read, remove_old};
pub use tell::{To, Told, hearers, tell};
