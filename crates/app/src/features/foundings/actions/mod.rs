//! What is done to lists of units without a union: written, filled, worked on, closed and opened again.

mod closing;
mod lists;
mod rows;

pub use super::errors::FoundingError;
pub use closing::{Recognised, close, found, reopen};
pub use lists::{NewList, NewRow, add, change, create, have_no_unions, have_unions, remove_list};
pub use rows::{Facts, StepSaid, remove, write};

use db::WriteTx;
use domain::ids::FoundingId;
use sea_orm::QuerySelect as _;
use tables::founding;

/// Units of one list.
pub const ROWS_MAX: usize = 3_000;

/// The row, locked, as whoever acts has seen it.
async fn locked(tx: &WriteTx, id: FoundingId, seen: i32) -> Result<founding::Model, FoundingError> {
    let row = founding::by_id(id).lock_exclusive().one(tx).await?.ok_or(FoundingError::Gone)?;
    if row.version == seen { Ok(row) } else { Err(FoundingError::Changed) }
}
