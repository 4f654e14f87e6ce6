//! Files and links come to an activity and are taken back; what the scanner says of a file is written down.

use super::{ActivityError, locked, told};
use crate::features::work::Verdict;
use db::WriteTx;
use db::events::By;
use domain::activities::ActivityState;
use domain::ids::{ActivityId, MaterialId};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, PaginatorTrait as _, QuerySelect as _,
};
use serde_json::json;
use tables::{activity, activity_material};

/// Files and links of one activity.
const MATERIALS_MAX: u64 = 100;

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

/// Pictures and minutes come after the end as well, but nothing comes to what was called off.
async fn taking(tx: &WriteTx, id: ActivityId) -> Result<activity::Model, ActivityError> {
    let row = locked(tx, id).await?;
    if row.state == ActivityState::Cancelled {
        return Err(ActivityError::NotNow);
    }
    if activity_material::of(id).count(tx).await? >= MATERIALS_MAX {
        return Err(ActivityError::TooMany(usize::try_from(MATERIALS_MAX).unwrap_or(usize::MAX)));
    }
    Ok(row)
}

/// Keeps a file.
pub async fn add_file(
    tx: &WriteTx,
    (now, by): (Moment, By),
    id: ActivityId,
    new: Kept<'_>,
) -> Result<activity_material::Model, ActivityError> {
    taking(tx, id).await?;
    let row = activity_material::ActiveModel {
        id: Set(tx.new_id(now)),
        activity_id: Set(id),
        person_id: Set(by.person),
        name: Set(new.name.to_owned()),
        link: Set(String::new()),
        file: Set(new.file),
        kind: Set(new.kind.to_owned()),
        n_bytes: Set(i64::try_from(new.n_bytes).unwrap_or(i64::MAX)),
        scan: Set(if new.is_scanned { "waiting" } else { "off" }.to_owned()),
        found: Set(None),
        created_at: Set(now),
        removed_at: Set(None),
    };
    let row = row.insert(tx).await?;
    told(tx, (now, by), id, ("add_file", json!({"name": row.name, "sha256": row.file}))).await?;
    Ok(row)
}

/// Keeps a link.
pub async fn add_link(
    tx: &WriteTx,
    (now, by): (Moment, By),
    id: ActivityId,
    (title, url): (&str, &str),
) -> Result<(), ActivityError> {
    taking(tx, id).await?;
    let row = activity_material::ActiveModel {
        id: Set(tx.new_id(now)),
        activity_id: Set(id),
        person_id: Set(by.person),
        name: Set(title.to_owned()),
        link: Set(url.to_owned()),
        file: Set(String::new()),
        kind: Set(String::new()),
        n_bytes: Set(0),
        scan: Set("off".to_owned()),
        found: Set(None),
        created_at: Set(now),
        removed_at: Set(None),
    };
    row.insert(tx).await?;
    told(tx, (now, by), id, ("add_link", json!({"name": title}))).await
}

/// Takes a file or link back; row and bytes stay as history.
pub async fn remove_material(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, material): (ActivityId, MaterialId),
) -> Result<(), ActivityError> {
    locked(tx, id).await?;
    let row = activity_material::by_id(material).lock_exclusive().one(tx).await?;
    let row =
        row.filter(|row| row.activity_id == id && row.removed_at.is_none()).ok_or(ActivityError::Gone)?;
    let name = row.name.clone();
    let mut row = row.into_active_model();
    row.removed_at = Set(Some(now));
    row.update(tx).await?;
    told(tx, (now, by), id, ("remove_file", json!({"name": name}))).await
}

/// Writes what became of a scan; none when the scanner never answered.
pub async fn settle_scan(
    tx: &WriteTx,
    now: Moment,
    material: MaterialId,
    verdict: Option<Verdict>,
) -> Result<(), ActivityError> {
    let Some(row) = activity_material::by_id(material).lock_exclusive().one(tx).await? else { return Ok(()) };
    let (id, name) = (row.activity_id, row.name.clone());
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
        told(tx, (now, By::HOUSE), id, ("infected", json!({"name": format!("{name}: {found}")}))).await?;
    }
    Ok(())
}
