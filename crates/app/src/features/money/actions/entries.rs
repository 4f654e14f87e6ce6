//! Amounts written to a line: what was allocated, what was spent. Never changed; what was wrong is struck out.

use super::super::sums;
use super::MoneyError;
use super::estimate::share;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{MoneyEntryId, MoneyLineId, UnitId};
use domain::money::{Dong, EntryKind, EstimateState};
use domain::time::{Day, Moment};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde_json::json;
use tables::{money_entry, money_estimate, money_line};

/// An amount as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The amount; negative when something is taken back.
    pub amount: Dong,
    /// The day of the document.
    pub day: Day,
    /// Number of the document or voucher.
    pub document: String,
    /// What for.
    pub words: String,
    /// Why, where a reason is asked for.
    pub reason: String,
    /// Where the evidence is.
    pub link: String,
}

/// Writes down what was allocated to a line of the estimate.
pub async fn allocate(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (MoneyLineId, i32),
    entry: &NewEntry,
) -> Result<MoneyEntryId, MoneyError> {
    let row = open(tx, id, Some(seen)).await?;
    if row.above_id.is_some() {
        return Err(MoneyError::FromAbove);
    }
    let at_hand = row.flow().at_hand();
    if entry.amount.get() < 0 && at_hand + entry.amount.get() < 0 {
        return Err(MoneyError::SpentAlready(at_hand));
    }
    insert(tx, now, by, (id, EntryKind::Allocate, row.unit_id), entry).await
}

/// Writes down what was spent. Beyond what the unit has it needs a reason, and stays to be seen.
pub async fn spend(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (MoneyLineId, i32),
    entry: &NewEntry,
) -> Result<MoneyEntryId, MoneyError> {
    let row = open(tx, id, Some(seen)).await?;
    let left = row.flow().at_hand().saturating_sub(entry.amount.get());
    if left < 0 && entry.reason.is_empty() {
        return Err(MoneyError::Over(-left));
    }
    insert(tx, now, by, (id, EntryKind::Spend, row.unit_id), entry).await
}

/// Strikes an entry out, with a reason; it stays to be read and counts nowhere.
pub async fn strike(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, reason): (MoneyEntryId, &str),
) -> Result<money_line::Model, MoneyError> {
    let line = money_entry::by_id(id).one(tx).await?.ok_or(MoneyError::Gone)?.line_id;
    let row = open(tx, line, None).await?;
    let before = money_entry::by_id(id).lock_exclusive().one(tx).await?.ok_or(MoneyError::Gone)?;
    if before.struck_at.is_some() {
        return Err(MoneyError::Struck);
    }
    if before.kind == EntryKind::Adjust && row.estimated() - before.amount < 0 {
        return Err(MoneyError::TooMuch(row.estimated()));
    }
    let mut moved = before.clone().into_active_model();
    moved.struck_at = Set(Some(now));
    moved.struck_by = Set(by.person);
    moved.struck_reason = Set(reason.to_owned());
    let after = moved.update(tx).await?;
    sums::shift(tx, now, line, before.kind, -before.amount).await?;
    let told = json!({"plan": row.plan_id, "line": line, "kind": before.kind.word(), "amount": before.amount, "reason": reason});
    record(tx, NewEvent::new(now, by, "strike", "money_entry", id).before(&before).after(&after).with(told))
        .await?;
    Ok(row)
}

/// Locks the tree of a line whose estimate is approved and whose plan is out; the line as it is now.
pub async fn open(tx: &WriteTx, id: MoneyLineId, seen: Option<i32>) -> Result<money_line::Model, MoneyError> {
    let found = money_line::by_id(id).one(tx).await?.ok_or(MoneyError::Gone)?;
    share(tx, found.plan_id).await?;
    money_line::by_id(found.root_id).lock_exclusive().one(tx).await?.ok_or(MoneyError::Gone)?;
    let row = money_line::by_id(id).one(tx).await?.ok_or(MoneyError::Gone)?;
    if seen.is_some_and(|seen| seen != row.version) { Err(MoneyError::Changed) } else { Ok(row) }
}

/// Writes an entry and moves the sums. The caller has locked the tree.
pub async fn insert(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (line, kind, unit): (MoneyLineId, EntryKind, UnitId),
    new: &NewEntry,
) -> Result<MoneyEntryId, MoneyError> {
    let id: MoneyEntryId = tx.new_id(now);
    let row = money_entry::ActiveModel {
        id: Set(id),
        line_id: Set(line),
        kind: Set(kind),
        unit_id: Set(unit),
        amount: Set(new.amount.get()),
        day: Set(new.day),
        document: Set(new.document.clone()),
        words: Set(new.words.clone()),
        reason: Set(new.reason.clone()),
        link: Set(new.link.clone()),
        person_id: Set(by.person),
        at: Set(now),
        struck_at: Set(None),
        struck_by: Set(None),
        struck_reason: Set(String::new()),
    };
    let made = row.insert(tx).await?;
    sums::shift(tx, now, line, kind, new.amount.get()).await?;
    let told = json!({"line": line, "amount": made.amount, "document": made.document});
    record(tx, NewEvent::new(now, by, kind.word(), "money_entry", id).after(&made).with(told)).await?;
    Ok(id)
}

/// Whether the estimate of a line's plan is approved.
pub async fn is_approved(
    conn: &impl sea_orm::ConnectionTrait,
    plan: domain::ids::PlanId,
) -> Result<bool, MoneyError> {
    let row = money_estimate::of(plan).one(conn).await?;
    Ok(row.is_some_and(|row| row.state == EstimateState::Approved))
}
