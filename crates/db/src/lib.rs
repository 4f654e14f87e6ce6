//! The database: connect, the two doors `read()` and `write()`, migrations, dialect, events, paging, test databases.
//!
//! Knows no feature. SQLite by default, PostgreSQL by URL; the same query builder for both. What differs between them
//! is in `dialect` and nowhere else.

pub mod dialect;
mod error;
pub mod events;
mod handle;
pub mod migrations;
pub mod paging;
pub mod schema;
#[cfg(feature = "testing")]
pub mod testing;

pub use dialect::Door;
pub use error::{DbError, Trouble};
pub use handle::{Db, WriteTx};
pub use migrations::{migrate, pending_migrations};
pub use paging::{Page, Paged};
