//! Import of units from a spreadsheet: read, checked cell by cell, shown, and only then written, all rows or none.
//!
//! `rows` reads the sheet, `check` finds every fault and makes the units, `work` writes them as a job, `pages` shows it.

mod check;
mod pages;
mod rows;
pub mod work;

pub use pages::{ImportPage, ImportsPage, NewImport, carry_out, list, show, template, upload};
