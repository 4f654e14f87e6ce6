//! Pictures of an item: kept with what is to be seen on them, whose they are, and who agreed to be shown.

use super::{MediaError, lock_for};
use crate::features::work::Verdict;
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{MediaItemId, MediaPictureId};
use domain::media::{MediaState, MediaStep};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, PaginatorTrait as _, QuerySelect as _,
};
use serde_json::json;
use tables::{media_item, media_picture};

/// Pictures of one item.
const PICTURES_MAX: u64 = 20;

/// A picture to be kept.
#[derive(Debug, Clone)]
pub struct NewPicture {
    /// The name it came with.
    pub file_name: String,
    /// Its name among the kept files.
    pub file: String,
    /// png, jpg or webp.
    pub kind: &'static str,
    /// Its size.
    pub n_bytes: usize,
    /// What is to be seen.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who took it.
    pub credit: String,
    /// People can be told on it.
    pub shows_people: bool,
    /// Who agreed and how.
    pub consent: String,
    /// The scanner must look at it first.
    pub is_scanned: bool,
}

/// Adds a picture. What was approved without it asks for approval again.
pub async fn add_picture(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: MediaItemId,
    new: NewPicture,
) -> Result<MediaPictureId, MediaError> {
    let (item, _) = lock_for(tx, id, MediaStep::Change).await?;
    if media_picture::of(id).count(tx).await? >= PICTURES_MAX {
        return Err(MediaError::TooManyPictures);
    }
    let picture: MediaPictureId = tx.new_id(now);
    let row = media_picture::ActiveModel {
        id: Set(picture),
        item_id: Set(id),
        file_name: Set(new.file_name),
        file: Set(new.file),
        kind: Set(new.kind.to_owned()),
        n_bytes: Set(i64::try_from(new.n_bytes).unwrap_or(i64::MAX)),
        alt: Set(new.alt),
        caption: Set(new.caption),
        credit: Set(new.credit),
        shows_people: Set(new.shows_people),
        consent: Set(new.consent),
        scan: Set(if new.is_scanned { "waiting" } else { "off" }.to_owned()),
        found: Set(String::new()),
        scanned_at: Set(None),
        person_id: Set(by.person),
        created_at: Set(now),
        removed_at: Set(None),
    };
    let row = row.insert(tx).await?;
    touched(tx, now, by, item).await?;
    let told = json!({"name": row.file_name, "sha256": row.file, "shows_people": row.shows_people, "consent": row.consent});
    record(tx, NewEvent::new(now, by, "add_picture", "media", id).with(told)).await?;
    Ok(picture)
}

/// Takes a picture out; versions that show it keep it.
pub async fn remove_picture(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, picture): (MediaItemId, MediaPictureId),
) -> Result<(), MediaError> {
    let (item, _) = lock_for(tx, id, MediaStep::Change).await?;
    let found = media_picture::by_id(picture).lock_exclusive().one(tx).await?;
    let found = found.filter(|row| row.item_id == id && row.removed_at.is_none()).ok_or(MediaError::Gone)?;
    let told = json!({"name": found.file_name, "sha256": found.file});
    let mut row = found.into_active_model();
    row.removed_at = Set(Some(now));
    row.update(tx).await?;
    touched(tx, now, by, item).await?;
    record(tx, NewEvent::new(now, by, "remove_picture", "media", id).with(told)).await?;
    Ok(())
}

/// The item changed with its pictures.
async fn touched(tx: &WriteTx, now: Moment, by: By, item: media_item::Model) -> Result<(), MediaError> {
    if item.state == MediaState::Approved {
        super::steps::settle(tx, now, by, (item.id, item.version), ("replaced", "")).await?;
    }
    let mut after = item;
    if after.state == MediaState::Approved {
        after.state = MediaState::Writing;
    }
    after.revision += 1;
    after.updated_at = now;
    after.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// Writes what became of a scan; none when the scanner never answered.
pub async fn settle(
    tx: &WriteTx,
    now: Moment,
    id: MediaPictureId,
    verdict: Option<Verdict>,
) -> Result<(), DbError> {
    let Some(row) = media_picture::by_id(id).lock_exclusive().one(tx).await? else { return Ok(()) };
    let (item, name) = (row.item_id, row.file_name.clone());
    let (scan, found) = match verdict {
        Some(Verdict::Clean) => ("clean", String::new()),
        Some(Verdict::Infected(what)) => ("infected", what),
        None => ("failed", String::new()),
    };
    let mut row = row.into_active_model();
    row.scan = Set(scan.to_owned());
    row.found = Set(found.clone());
    row.scanned_at = Set(Some(now));
    row.update(tx).await?;
    if !found.is_empty() {
        let told = json!({"name": name, "found": found});
        record(tx, NewEvent::new(now, By::HOUSE, "scan_picture", "media", item).with(told)).await?;
    }
    Ok(())
}
