//! A row ends: its union was recognised, or it is given up for a reason. Both can be undone, with words.

use super::lists::once;
use super::rows::standing;
use super::{FoundingError, locked};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::foundings::{ClosingReason, FoundingState};
use domain::ids::FoundingId;
use domain::time::{Day, Moment};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::json;
use tables::{founding, founding_step, unit_union};

/// The decision of the union above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The union that was recognised.
    pub union_name: String,
    /// Number of the decision.
    pub number: String,
    /// Its day.
    pub on: Day,
    /// Who decided.
    pub by: String,
}

async fn open(tx: &WriteTx, id: FoundingId, seen: i32) -> Result<founding::Model, FoundingError> {
    let row = locked(tx, id, seen).await?;
    if row.state.is_open() { Ok(row) } else { Err(FoundingError::NotNow) }
}

/// Records the decision: the unit has its union from now on, and no list proposes it.
pub async fn found(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (FoundingId, i32),
    decision: &Recognised,
) -> Result<(), FoundingError> {
    let before = open(tx, id, seen).await?;
    let mut row = before.clone().into_active_model();
    row.state = Set(FoundingState::Founded);
    row.next_due = Set(None);
    row.union_name = Set(decision.union_name.clone());
    row.decision_number = Set(decision.number.clone());
    row.decided_on = Set(Some(decision.on));
    row.decided_by = Set(decision.by.clone());
    row.closed_at = Set(Some(now));
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    if let Some(unit) = after.unit_id {
        let union = unit_union::Model {
            unit_id: unit,
            name: decision.union_name.clone(),
            decision_number: decision.number.clone(),
            decided_on: Some(decision.on),
            founding_id: Some(id),
            created_by: by.person,
            created_at: now,
        };
        // A union that is recorded already, by hand or by another list, stands: opening this row again does not take it back.
        once(union).exec_without_returning(tx).await?;
    }
    let told = json!({"name": after.name, "number": decision.number});
    let event = NewEvent::new(now, by, "found", "founding", id).before(&before).after(&after);
    record(tx, event.with(told)).await?;
    Ok(())
}

/// Closes a row without a union.
pub async fn close(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (FoundingId, i32),
    (reason, words): (ClosingReason, &str),
) -> Result<(), FoundingError> {
    let before = open(tx, id, seen).await?;
    let mut row = before.clone().into_active_model();
    row.state = Set(FoundingState::Closed);
    row.next_due = Set(None);
    row.reason = Set(reason.word().to_owned());
    row.words = Set(words.to_owned());
    row.closed_at = Set(Some(now));
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    let told = json!({"name": after.name, "reason": words});
    let event = NewEvent::new(now, by, "close", "founding", id).before(&before).after(&after);
    record(tx, event.with(told)).await?;
    Ok(())
}

/// Opens a row again: its steps stand as they were, and a union that it brought is not recorded any more.
pub async fn reopen(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (FoundingId, i32),
    words: &str,
) -> Result<(), FoundingError> {
    let before = locked(tx, id, seen).await?;
    if before.state.is_open() {
        return Err(FoundingError::NotNow);
    }
    let steps = founding_step::of(id).all(tx).await?;
    let mut row = standing(&steps, before.clone());
    row.union_name = Set(String::new());
    row.decision_number = Set(String::new());
    row.decided_on = Set(None);
    row.decided_by = Set(String::new());
    row.reason = Set(String::new());
    row.words = Set(words.to_owned());
    row.closed_at = Set(None);
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    unit_union::Entity::delete_many().filter(unit_union::Column::FoundingId.eq(id)).exec(tx).await?;
    let told = json!({"name": after.name, "reason": words});
    let event = NewEvent::new(now, by, "reopen", "founding", id).before(&before).after(&after);
    record(tx, event.with(told)).await?;
    Ok(())
}
