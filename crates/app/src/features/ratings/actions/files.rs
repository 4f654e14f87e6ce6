//! Files of evidence come to a rating sheet and are taken back while its unit scores itself; what the scanner says of one is
//! written down.

use super::RatingError;
use super::score::locked;
use crate::features::work::Verdict;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{CriterionId, RatingFileId, RatingSheetId};
use domain::ratings::SheetState;
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, PaginatorTrait as _, QuerySelect as _,
};
use serde_json::json;
use tables::{rating_criterion, rating_file};

/// Files of one sheet.
pub const FILES_MAX: u64 = 50;

/// A file that lies among the kept files.
#[derive(Debug, Clone)]
pub struct Kept<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it is by its bytes.
    pub kind: &'static str,
    /// SHA-256: its name among the kept files.
    pub file: String,
    /// Its size.
    pub n_bytes: usize,
    /// A scanner looks at it before anybody opens it.
    pub is_scanned: bool,
}

/// The sheet, locked, while its unit may still write on it.
async fn open(tx: &WriteTx, id: RatingSheetId) -> Result<tables::rating::Model, RatingError> {
    let (rating, sheet) = locked(tx, id, None).await?;
    let is_open = matches!(sheet.state, SheetState::Open | SheetState::Returned) && rating.state.is_open();
    if is_open { Ok(rating) } else { Err(RatingError::NotNow) }
}

/// Keeps a file as evidence of a criterion, or of the whole sheet.
pub async fn add_file(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, criterion): (RatingSheetId, Option<CriterionId>),
    new: Kept<'_>,
) -> Result<rating_file::Model, RatingError> {
    let rating = open(tx, id).await?;
    if rating_file::of(id).count(tx).await? >= FILES_MAX {
        return Err(RatingError::TooManyFiles);
    }
    let criteria = rating_criterion::of(rating.id).all(tx).await?;
    if criterion.is_some_and(|id| criteria.iter().all(|one| one.id != id)) {
        return Err(RatingError::Gone);
    }
    let row = rating_file::ActiveModel {
        id: Set(tx.new_id(now)),
        sheet_id: Set(id),
        criterion_id: Set(criterion),
        person_id: Set(by.person),
        name: Set(new.name.to_owned()),
        file: Set(new.file),
        kind: Set(new.kind.to_owned()),
        n_bytes: Set(i64::try_from(new.n_bytes).unwrap_or(i64::MAX)),
        scan: Set(if new.is_scanned { "waiting" } else { "off" }.to_owned()),
        found: Set(None),
        created_at: Set(now),
        removed_at: Set(None),
    };
    let row = row.insert(tx).await?;
    let told = json!({"name": row.name, "sha256": row.file});
    record(tx, NewEvent::new(now, by, "add_file", "rating_sheet", id).with(told)).await?;
    Ok(row)
}

/// Takes a file back; row and bytes stay as history.
pub async fn remove_file(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, file): (RatingSheetId, RatingFileId),
) -> Result<(), RatingError> {
    open(tx, id).await?;
    let row = rating_file::by_id(file).lock_exclusive().one(tx).await?;
    let row = row.filter(|row| row.sheet_id == id && row.removed_at.is_none()).ok_or(RatingError::Gone)?;
    let told = json!({"name": row.name, "sha256": row.file});
    let mut row = row.into_active_model();
    row.removed_at = Set(Some(now));
    row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "remove_file", "rating_sheet", id).with(told)).await?;
    Ok(())
}

/// Writes what became of a scan; none when the scanner never answered.
pub async fn settle_scan(
    tx: &WriteTx,
    now: Moment,
    file: RatingFileId,
    verdict: Option<Verdict>,
) -> Result<(), RatingError> {
    let Some(row) = rating_file::by_id(file).lock_exclusive().one(tx).await? else { return Ok(()) };
    let (sheet, name) = (row.sheet_id, row.name.clone());
    let (scan, found) = match verdict {
        Some(Verdict::Clean) => ("clean", None),
        Some(Verdict::Infected(what)) => ("infected", Some(what)),
        None => ("failed", None),
    };
    let mut row = row.into_active_model();
    row.scan = Set(scan.to_owned());
    row.found = Set(found.clone());
    row.update(tx).await?;
    if let Some(found) = found {
        let told = json!({"name": format!("{name}: {found}")});
        record(tx, NewEvent::new(now, By::HOUSE, "infected", "rating_sheet", sheet).with(told)).await?;
    }
    Ok(())
}
