//! Beginning next year's plan from this year's.

use crate::features::imports::ImportError;
use crate::features::imports::actions::{self as imports, Kept};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{ImportId, PlanId};
use domain::time::Moment;
use serde_json::json;

/// Takes the moved text in as a document to be read and reviewed, and keeps on both sides where it came from.
pub async fn begin(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    (kept, years, n): (Kept, i32, usize),
) -> Result<ImportId, ImportError> {
    let import = imports::begin_kept(tx, now, by, kept).await?;
    let told = json!({"import": import, "years": years, "changes": n});
    record(tx, NewEvent::new(now, by, "renew", "plan", plan).with(told)).await?;
    Ok(import)
}
