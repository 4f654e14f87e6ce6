//! Import of units from a spreadsheet: read, checked cell by cell, shown, and only then written, all rows or none.
//!
//! `rows` reads the sheet, `check` finds every fault and makes the units, `work` writes them as a job, `pages` shows it, `template` is the sheet to fill in.

mod check;
mod pages;
mod rows;
mod template;
pub mod work;

pub use pages::{ImportPage, ImportsPage, NewImport, carry_out, discard, list, show, upload};
pub use template::template;
