//! Lines of an estimate: written while it is a draft; afterwards what changes is an adjustment with its reason.

use super::MoneyError;
use super::entries::{NewEntry, insert};
use super::estimate::{lock, touch};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{MoneyLineId, PlanId, UnitId};
use domain::money::{Dong, EntryKind, EstimateState, Fund, Level, Pieces};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use tables::{money_entry, money_estimate, money_line, plan};
use uuid::Uuid;

/// Lines of one estimate.
pub const LINES_MAX: usize = 500;

/// A line as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// Number as printed.
    pub no: String,
    /// What is paid for.
    pub content: String,
    /// The task, duty or clause it belongs to.
    pub source: Option<(&'static str, Uuid)>,
    /// The line of the plan's text.
    pub line: Option<i32>,
    /// From what.
    pub fund: Fund,
    /// The level of the unit that pays.
    pub level: Level,
    /// The unit that pays.
    pub unit: UnitId,
    /// Unit of measure.
    pub measure: String,
    /// How many.
    pub quantity: Option<Pieces>,
    /// Price of one.
    pub price: Option<Dong>,
    /// What it comes to.
    pub amount: Dong,
    /// A remark.
    pub note: String,
}

/// Adds a line. To an approved estimate it is added with a reason: the line begins at nothing and the amount is an
/// adjustment, so that what was approved can still be read.
pub async fn add(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    (new, reason): (&NewLine, &str),
) -> Result<MoneyLineId, MoneyError> {
    let estimate = lock(tx, now, plan).await?;
    let n = money_line::of_plan(plan).count(tx).await?;
    if n >= LINES_MAX as u64 {
        return Err(MoneyError::TooMany);
    }
    let is_late = estimate.state == EstimateState::Approved;
    let last = money_line::Entity::find()
        .filter(money_line::Column::PlanId.eq(plan))
        .order_by_desc(money_line::Column::Position)
        .one(tx)
        .await?
        .map_or(-1, |line| line.position);
    let id: MoneyLineId = tx.new_id(now);
    let mut row = filled(new);
    row.id = Set(id);
    row.plan_id = Set(plan);
    row.above_id = Set(None);
    row.root_id = Set(id);
    row.depth = Set(0);
    row.position = Set(last + 1);
    row.base = Set(if is_late { 0 } else { new.amount.get() });
    for column in [
        money_line::Column::Adjusted,
        money_line::Column::Allocated,
        money_line::Column::Allotted,
        money_line::Column::Spent,
        money_line::Column::Below,
    ] {
        row.set(column, 0_i64.into());
    }
    row.version = Set(1);
    row.created_by = Set(by.person);
    row.created_at = Set(now);
    row.updated_at = Set(now);
    let made = row.insert(tx).await?;
    touch(tx, now, &estimate).await?;
    let told = json!({"plan": plan, "content": made.content, "amount": new.amount.get(), "reason": reason});
    record(tx, NewEvent::new(now, by, "add", "money_line", id).after(&made).with(told)).await?;
    if is_late {
        let unit = plan::by_id(plan).one(tx).await?.ok_or(MoneyError::Gone)?.unit_id;
        let entry = NewEntry {
            amount: new.amount,
            day: now.local_day(),
            document: String::new(),
            words: String::new(),
            reason: reason.to_owned(),
            link: String::new(),
        };
        insert(tx, now, by, (id, EntryKind::Adjust, unit), &entry).await?;
    }
    Ok(id)
}

/// Changes a line of a draft, as the writer saw it.
pub async fn change(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (MoneyLineId, i32),
    new: &NewLine,
) -> Result<(), MoneyError> {
    let (estimate, before) = drafted(tx, now, id, seen).await?;
    let mut row = filled(new);
    row.id = Set(id);
    row.base = Set(new.amount.get());
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    touch(tx, now, &estimate).await?;
    let told = json!({"plan": after.plan_id, "content": after.content, "amount": after.base});
    record(tx, NewEvent::new(now, by, "change", "money_line", id).before(&before).after(&after).with(told))
        .await?;
    Ok(())
}

/// A line that a sheet brings.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// The line it changes; a new one for none.
    pub id: Option<MoneyLineId>,
    /// What it says.
    pub new: NewLine,
    /// Version of the line that was seen.
    pub seen: i32,
}

/// Takes lines of a sheet into a draft, all of them or none: new ones and ones that are there, each with the version that
/// was seen. Says how many.
pub async fn take(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    (seen, lines): (i32, &[SheetLine]),
) -> Result<usize, MoneyError> {
    let estimate = lock(tx, now, plan).await?;
    if estimate.state != EstimateState::Draft {
        return Err(MoneyError::Approved);
    }
    if estimate.version != seen {
        return Err(MoneyError::Changed);
    }
    for SheetLine { id, new, seen } in lines {
        match id {
            None => drop(add(tx, now, by, plan, (new, "")).await?),
            Some(id) => {
                let row = money_line::by_id(*id).one(tx).await?.ok_or(MoneyError::Gone)?;
                if row.plan_id != plan {
                    return Err(MoneyError::Gone);
                }
                change(tx, now, by, (*id, *seen), new).await?;
            }
        }
    }
    Ok(lines.len())
}

/// Takes a line out of a draft.
pub async fn remove(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (MoneyLineId, i32),
) -> Result<(), MoneyError> {
    let (estimate, before) = drafted(tx, now, id, seen).await?;
    // What was struck out of a line that was open before stays to be read.
    if money_entry::of(id).count(tx).await? > 0 {
        return Err(MoneyError::HasEntries);
    }
    money_line::Entity::delete_by_id(id).exec(tx).await?;
    touch(tx, now, &estimate).await?;
    let told = json!({"plan": before.plan_id, "content": before.content, "amount": before.base});
    record(tx, NewEvent::new(now, by, "remove", "money_line", id).before(&before).with(told)).await?;
    Ok(())
}

async fn drafted(
    tx: &WriteTx,
    now: Moment,
    id: MoneyLineId,
    seen: i32,
) -> Result<(money_estimate::Model, money_line::Model), MoneyError> {
    let plan = money_line::by_id(id).one(tx).await?.ok_or(MoneyError::Gone)?.plan_id;
    let estimate = lock(tx, now, plan).await?;
    let row = money_line::by_id(id).lock_exclusive().one(tx).await?.ok_or(MoneyError::Gone)?;
    if row.above_id.is_some() {
        return Err(MoneyError::FromAbove);
    }
    if estimate.state != EstimateState::Draft {
        return Err(MoneyError::Approved);
    }
    if row.version == seen { Ok((estimate, row)) } else { Err(MoneyError::Changed) }
}

/// Adjusts a line of an approved estimate, up or down.
pub async fn adjust(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (MoneyLineId, i32),
    entry: &NewEntry,
) -> Result<(), MoneyError> {
    let plan = money_line::by_id(id).one(tx).await?.ok_or(MoneyError::Gone)?.plan_id;
    let estimate = lock(tx, now, plan).await?;
    if estimate.state != EstimateState::Approved {
        return Err(MoneyError::NotApproved);
    }
    let row = money_line::by_id(id).lock_exclusive().one(tx).await?.ok_or(MoneyError::Gone)?;
    if row.above_id.is_some() {
        return Err(MoneyError::FromAbove);
    }
    if row.version != seen {
        return Err(MoneyError::Changed);
    }
    if row.estimated() + entry.amount.get() < 0 {
        return Err(MoneyError::TooMuch(row.estimated()));
    }
    let unit = plan::by_id(plan).one(tx).await?.ok_or(MoneyError::Gone)?.unit_id;
    insert(tx, now, by, (id, EntryKind::Adjust, unit), entry).await?;
    touch(tx, now, &estimate).await
}

/// The columns that people fill in.
fn filled(new: &NewLine) -> money_line::ActiveModel {
    money_line::ActiveModel {
        no: Set(new.no.clone()),
        content: Set(new.content.clone()),
        source_kind: Set(new.source.map_or("plan", |(kind, _)| kind).to_owned()),
        source_id: Set(new.source.map(|(_, id)| id)),
        line: Set(new.line),
        fund: Set(new.fund),
        level: Set(new.level),
        unit_id: Set(new.unit),
        measure: Set(new.measure.clone()),
        quantity: Set(new.quantity.map(Pieces::thousandths)),
        price: Set(new.price.map(Dong::get)),
        note: Set(new.note.clone()),
        ..Default::default()
    }
}
