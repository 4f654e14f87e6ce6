//! What can be done to money: an estimate is written and approved, amounts are written to its lines and struck out.

mod allot;
mod entries;
mod estimate;
mod lines;

pub use allot::{Allotting, allot};
pub use entries::{NewEntry, allocate, is_approved, spend, strike};
pub use estimate::{approve, reopen};
pub use lines::{LINES_MAX, NewLine, SheetLine, add, adjust, change, remove, take};

use super::MoneyError;
