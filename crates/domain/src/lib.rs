//! Words and rules of Nhịp Cầu: Vietnamese text, document sources, ids, time, units, rights, work, figures, money.
//!
//! Pure: knows no database, no HTTP and no files, so that every rule can be tested with a table of examples.

#[macro_use]
mod words;

pub mod activities;
pub mod authority;
pub mod cascade;
pub mod figures;
pub mod foundings;
pub mod groups;
pub mod ids;
pub mod media;
pub mod money;
pub mod ratings;
pub mod rights;
pub mod source;
pub mod text;
pub mod time;
pub mod units;
pub mod work;
