//! The review of a plan that was opened again and is put aside: it says again what the plan says, and nothing of what was
//! changed in it can come back by undoing.

use super::actions::{count, lock};
use super::errors::ImportError;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::ImportId;
use domain::time::Moment;
use draft::Draft;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::json;
use std::collections::BTreeSet;
use tables::import::State;
use tables::{import_change, import_draft};

/// Gives the review of a plan the content that the plan has, and ends it. `content` is a draft as JSON.
pub async fn restore(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: ImportId,
    content: &str,
) -> Result<(), ImportError> {
    let before = lock(tx, id).await?;
    if before.state == State::Discarded {
        return Err(ImportError::NotUnderReview);
    }
    let draft: Draft = serde_json::from_str(content)?;
    let mut row = before.clone().into_active_model();
    row.version = Set(before.version + 1);
    row.state = Set(State::Finished);
    row.n_open = Set(count(draft.open_issues().count()));
    row.n_issues = Set(count(draft.issues.len()));
    row.is_doubted = Set(draft.doubt.is_some());
    row.updated_at = Set(now);
    row.ended_at = Set(Some(now));
    let after = row.update(tx).await?;
    let body = import_draft::ActiveModel {
        import_id: Set(id),
        draft: Set(content.to_owned()),
        ..Default::default()
    };
    body.update(tx).await?;
    // A change that touches all that was ever touched, by nobody: what stands before it cannot be undone any more.
    let all = import_change::newest_first(id).all(tx).await?;
    let mut touched: BTreeSet<String> = BTreeSet::new();
    for change in &all {
        touched.extend(serde_json::from_str::<BTreeSet<String>>(&change.touched)?);
    }
    if let Some(last) = all.first() {
        let change = import_change::ActiveModel {
            id: Set(tx.new_id(now)),
            import_id: Set(id),
            version: Set(after.version),
            batch: Set(format!("restore-{}", after.version)),
            person_id: Set(None),
            post_id: Set(None),
            at: Set(now),
            ops: Set("[]".to_owned()),
            inverse: Set(last.inverse.clone()),
            touched: Set(serde_json::to_string(&touched)?),
            undoes: Set(None),
        };
        import_change::Entity::insert(change).exec_without_returning(tx).await?;
    }
    let told = json!({"version": after.version});
    record(tx, NewEvent::new(now, by, "restore", "import", id).before(&before).after(&after).with(told))
        .await?;
    Ok(())
}
