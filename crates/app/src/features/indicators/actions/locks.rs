//! A period is locked by the unit that asked; afterwards nothing of it changes before it is unlocked with a reason.

use super::IndicatorError;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::IndicatorId;
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _,
    QuerySelect as _,
};
use serde_json::json;
use tables::{figure, figure_entry, figure_period, indicator};

/// Locks a period.
pub async fn lock(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: IndicatorId,
    period: &str,
) -> Result<(), IndicatorError> {
    turn(tx, now, by, (id, period), None).await
}

/// Unlocks it, for a reason.
pub async fn unlock(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: IndicatorId,
    (period, reason): (&str, &str),
) -> Result<(), IndicatorError> {
    turn(tx, now, by, (id, period), Some(reason)).await
}

async fn turn(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, period): (IndicatorId, &str),
    reason: Option<&str>,
) -> Result<(), IndicatorError> {
    let before = figure_period::by_key(id, period).lock_exclusive().one(tx).await?;
    let before = before.ok_or(IndicatorError::Gone)?;
    let is_locked = before.locked_at.is_some();
    if is_locked == reason.is_none() {
        return Err(IndicatorError::Changed);
    }
    if before.n_to_ask.is_some() {
        return Err(IndicatorError::Asking);
    }
    let mut row = before.clone().into_active_model();
    row.locked_at = Set(reason.is_none().then_some(now));
    row.locked_by = Set(by.person.filter(|_| reason.is_none()));
    let after = row.update(tx).await?;
    let verb = if reason.is_some() { "unlock" } else { "lock" };
    // The history of a period stands with the figure of the unit that asked, where its total stands.
    let root = figure::of_period(id, period).filter(figure::Column::AboveId.is_null()).one(tx).await?;
    if let Some(root) = root {
        let entry = figure_entry::Model {
            id: tx.new_id(now),
            figure_id: root.id,
            person_id: by.person,
            verb: verb.to_owned(),
            value_before: None,
            base_before: None,
            value: Some(root.below_value),
            base: Some(root.below_base),
            words: reason.unwrap_or_default().to_owned(),
            at: now,
        };
        entry.into_active_model().reset_all().insert(tx).await?;
    }
    let name = indicator::by_id(id).one(tx).await?.map(|row| row.name);
    let told = json!({"period": period, "name": name, "reason": reason});
    let event = NewEvent::new(now, by, verb, "indicator", id).before(&before).after(&after);
    record(tx, event.with(told)).await?;
    Ok(())
}
