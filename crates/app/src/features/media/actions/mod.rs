//! What can be done to items of communications. Each verb locks the item, looks whether the step is possible, writes, and
//! records one event; who must know is told in the same transaction.

mod items;
mod page;
mod pictures;
mod steps;

pub use items::{NewItem, change, create};
pub use page::{refuse, switch, take_back};
pub use pictures::{NewPicture, add_picture, remove_picture, settle};
pub use steps::{
    Decision, Published, correct, decide, give_up, publish, publish_itself, reopen, submit, take_down,
    withdraw,
};

use super::errors::MediaError;
use db::WriteTx;
use domain::ids::{MediaItemId, PlanId};
use domain::media::{MediaState, MediaStep};
use domain::time::Chance;
use sea_orm::{ConnectionTrait, QuerySelect as _};
use tables::{media_item, media_page, plan};

/// Signs that make an address: small letters and digits, none that look alike.
const SIGNS: &[u8; 32] = b"0123456789bcdfghjkmnpqrstvwxyzae";

/// Fourteen signs that nobody guesses: 70 bits.
pub fn secret(chance: &dyn Chance) -> String {
    let mut bytes = [0; 14];
    chance.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

/// The item, locked until the transaction ends.
async fn lock(tx: &WriteTx, id: MediaItemId) -> Result<media_item::Model, MediaError> {
    media_item::by_id(id).lock_exclusive().one(tx).await?.ok_or(MediaError::Gone)
}

/// The item, locked, and its state after a step that is possible now.
async fn lock_for(
    tx: &WriteTx,
    id: MediaItemId,
    step: MediaStep,
) -> Result<(media_item::Model, MediaState), MediaError> {
    let row = lock(tx, id).await?;
    let is_out = row.published_version.is_some() && row.removed_at.is_none();
    match step.from(row.state, is_out) {
        Some(state) => Ok((row, state)),
        None if row.state == MediaState::Submitted => Err(MediaError::Submitted),
        None if is_out && row.state == MediaState::Published => Err(MediaError::Out),
        None => Err(MediaError::NotNow),
    }
}

/// The public page of a plan, when anybody may read it now.
pub async fn open_page(
    conn: &impl ConnectionTrait,
    id: PlanId,
) -> Result<Option<media_page::Model>, MediaError> {
    let Some(page) = media_page::of(id).one(conn).await?.filter(|page| page.is_on) else { return Ok(None) };
    let plan = plan::by_id(id).one(conn).await?;
    Ok(plan.filter(|plan| plan.state == "issued").map(|_| page))
}
