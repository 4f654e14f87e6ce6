//! What is done to ratings: drafted, sent, scored, locked, published, complained of and answered.

mod draft;
mod files;
mod paper;
mod running;
mod score;
mod steps;

pub use super::errors::RatingError;
pub use draft::{Asked, Line, NewRating, add_lines, change, clone, create, remove_line, write_lines};
pub use files::{FILES_MAX, Kept as KeptFile, add_file, remove_file, settle_scan};
pub use paper::{PAPER_KINDS, draft_paper};
pub use running::{add_units, remind, stop, tell_due, unlock};
pub use score::{Given, Own, Verdict, accept_as_proposed, complain, decide, proposed, say, write_points};
pub use steps::{lock, publish, remove, send, units_meant};

use db::WriteTx;
use domain::ids::RatingId;
use sea_orm::QuerySelect as _;
use tables::rating;

/// The rating, locked, as whoever acts has seen it.
async fn locked(tx: &WriteTx, id: RatingId, seen: i32) -> Result<rating::Model, RatingError> {
    let row = rating::by_id(id).lock_exclusive().one(tx).await?.ok_or(RatingError::Gone)?;
    if row.version == seen { Ok(row) } else { Err(RatingError::Changed) }
}
