//! Units: the dated forest of organisations, its pages, its changes and its import from spreadsheets.
//!
//! Rules live in `domain::units`; here they meet the tables and people. Knows nothing of plans.

pub mod actions;
mod errors;
pub mod lexicon;
mod queries;
pub mod search;
pub mod seed;
mod store;

pub use errors::UnitError;
