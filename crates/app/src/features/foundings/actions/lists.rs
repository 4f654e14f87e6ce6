//! Lists are begun and changed, units come on them, and units that have a union are recorded.

use super::{FoundingError, ROWS_MAX};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::foundings::{FoundingState, Step, read_steps};
use domain::ids::{FoundingId, FoundingListId, TaskId, UnitId};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _, TryInsertResult,
};
use serde_json::json;
use std::collections::HashSet;
use tables::{founding, founding_list, founding_step, unit_union};

/// Rows of one statement: databases limit the values of a query.
const AT_ONCE: usize = 500;

/// A list as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewList {
    /// Its name.
    pub name: String,
    /// The task that it is for; only of a new list.
    pub task: Option<TaskId>,
    /// Units are proposed from below this one.
    pub within: UnitId,
    /// The kinds that are proposed.
    pub kinds: Vec<UnitKind>,
    /// Steps, one a line, checked.
    pub steps: String,
}

/// A unit that comes on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// The unit, when the register has it.
    pub unit: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// District or commune.
    pub area: String,
    /// Workers.
    pub n_workers: Option<i32>,
    /// Whom to ask.
    pub contact: String,
    /// Why it is added.
    pub note: String,
}

fn codes(kinds: &[UnitKind]) -> String {
    kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(",")
}

/// Begins a list of a union.
pub async fn create(
    tx: &WriteTx,
    now: Moment,
    by: By,
    union: UnitId,
    new: &NewList,
) -> Result<FoundingListId, FoundingError> {
    let row = founding_list::Model {
        id: tx.new_id(now),
        union_id: union,
        task_id: new.task,
        within_id: new.within,
        kinds: codes(&new.kinds),
        name: new.name.clone(),
        steps: new.steps.clone(),
        version: 1,
        created_by: by.person,
        created_at: now,
        updated_at: now,
    };
    founding_list::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx).await?;
    let told = json!({"name": row.name, "unit": union});
    record(tx, NewEvent::new(now, by, "create", "founding_list", row.id).after(&row).with(told)).await?;
    Ok(row.id)
}

async fn locked_list(tx: &WriteTx, id: FoundingListId) -> Result<founding_list::Model, FoundingError> {
    founding_list::by_id(id).lock_exclusive().one(tx).await?.ok_or(FoundingError::Gone)
}

/// Changes a list. Other steps hold for units for which nothing was done and nothing was said yet; the others keep theirs.
pub async fn change(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (FoundingListId, i32),
    new: &NewList,
) -> Result<(), FoundingError> {
    let before = locked_list(tx, id).await?;
    if before.version != seen {
        return Err(FoundingError::Changed);
    }
    let mut row = before.clone().into_active_model();
    row.name = Set(new.name.clone());
    row.within_id = Set(new.within);
    row.kinds = Set(codes(&new.kinds));
    row.steps = Set(new.steps.clone());
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    if after.steps != before.steps {
        renew_steps(tx, now, &after).await?;
    }
    let event = NewEvent::new(now, by, "change", "founding_list", id).before(&before).after(&after);
    record(tx, event.with(json!({"name": after.name}))).await?;
    Ok(())
}

/// Throws a list away that was begun by mistake: nothing was done for any of its units.
pub async fn remove_list(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (FoundingListId, i32),
) -> Result<(), FoundingError> {
    let row = locked_list(tx, id).await?;
    if row.version != seen {
        return Err(FoundingError::Changed);
    }
    let begun = founding::of(id).filter(founding::Column::State.ne(FoundingState::Waiting));
    if begun.limit(1).count(tx).await? > 0 {
        return Err(FoundingError::ListBegun);
    }
    let n = founding::of(id).count(tx).await?;
    founding_list::Entity::delete_by_id(id).exec(tx).await?;
    let told = json!({"name": row.name, "n": n});
    record(tx, NewEvent::new(now, by, "remove", "founding_list", id).before(&row).with(told)).await?;
    Ok(())
}

/// Gives the new steps to rows that nobody has touched since they came on the list.
async fn renew_steps(tx: &WriteTx, now: Moment, list: &founding_list::Model) -> Result<(), FoundingError> {
    let steps = read_steps(&list.steps).unwrap_or_default();
    let untouched = founding::of(list.id)
        .filter(founding::Column::State.eq(FoundingState::Waiting))
        .filter(founding::Column::Version.eq(1))
        .lock_exclusive()
        .all(tx)
        .await?;
    let mut made = Vec::new();
    for row in untouched {
        founding_step::Entity::delete_many()
            .filter(founding_step::Column::FoundingId.eq(row.id))
            .exec(tx)
            .await?;
        let own = steps_of(tx, now, (row.id, row.created_at.local_day()), &steps);
        let mut row = row.into_active_model();
        row.n_steps = Set(i32::try_from(own.len()).unwrap_or(i32::MAX));
        row.next_due = Set(own.iter().filter_map(|step| step.due_on).min());
        row.updated_at = Set(now);
        row.update(tx).await?;
        made.extend(own);
    }
    insert_steps(tx, made).await
}

fn steps_of(
    tx: &WriteTx,
    now: Moment,
    (founding, from): (FoundingId, Day),
    steps: &[Step],
) -> Vec<founding_step::Model> {
    let day = |days: u32| from.checked_add_days(chrono::Days::new(days.into()));
    let one = |(at, step): (usize, &Step)| founding_step::Model {
        id: tx.new_id(now),
        founding_id: founding,
        position: i32::try_from(at).unwrap_or(i32::MAX),
        name: step.name.clone(),
        person_id: None,
        holder: String::new(),
        due_on: step.days.and_then(day),
        done_on: None,
        evidence: String::new(),
        note: String::new(),
    };
    steps.iter().enumerate().map(one).collect()
}

async fn insert_steps(tx: &WriteTx, steps: Vec<founding_step::Model>) -> Result<(), FoundingError> {
    for some in steps.chunks(AT_ONCE) {
        let rows = some.iter().cloned().map(sea_orm::IntoActiveModel::into_active_model);
        founding_step::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Puts units on a list. Those that stand on it already are left out. Says how many came.
pub async fn add(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: FoundingListId,
    rows: &[NewRow],
) -> Result<usize, FoundingError> {
    let list = locked_list(tx, id).await?;
    let there = founding::of(id).all(tx).await?;
    let mut units: HashSet<UnitId> = there.iter().filter_map(|row| row.unit_id).collect();
    let place = |name: &str, area: &str| (domain::text::key(name), domain::text::key(area));
    let mut names: HashSet<(String, String)> =
        there.iter().filter(|row| row.unit_id.is_none()).map(|row| place(&row.name, &row.area)).collect();
    let steps = read_steps(&list.steps).unwrap_or_default();
    let (mut made, mut made_steps) = (Vec::new(), Vec::new());
    for new in rows {
        let is_new = match new.unit {
            Some(unit) => units.insert(unit),
            None => names.insert(place(&new.name, &new.area)),
        };
        if !is_new {
            continue;
        }
        let founding: FoundingId = tx.new_id(now);
        let own = steps_of(tx, now, (founding, now.local_day()), &steps);
        made.push(row_of(now, by, (id, founding), new, &own));
        made_steps.extend(own);
    }
    if there.len() + made.len() > ROWS_MAX {
        return Err(FoundingError::TooMany(ROWS_MAX));
    }
    let n = made.len();
    for some in made.chunks(AT_ONCE) {
        let rows = some.iter().cloned().map(sea_orm::IntoActiveModel::into_active_model);
        founding::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    insert_steps(tx, made_steps).await?;
    if n > 0 {
        let names: Vec<&str> = made.iter().take(20).map(|row| row.name.as_str()).collect();
        let told = json!({"name": list.name, "n": n, "units": names});
        record(tx, NewEvent::new(now, by, "add", "founding_list", id).with(told)).await?;
    }
    Ok(n)
}

fn row_of(
    now: Moment,
    by: By,
    (list, id): (FoundingListId, FoundingId),
    new: &NewRow,
    steps: &[founding_step::Model],
) -> founding::Model {
    founding::Model {
        id,
        list_id: list,
        unit_id: new.unit,
        kind: new.kind,
        name: new.name.clone(),
        name_key: domain::text::key(&new.name),
        area: new.area.clone(),
        n_workers: new.n_workers,
        contact: new.contact.clone(),
        note: new.note.clone(),
        state: FoundingState::Waiting,
        n_steps: i32::try_from(steps.len()).unwrap_or(i32::MAX),
        n_done: 0,
        next_due: steps.iter().filter_map(|step| step.due_on).min(),
        union_name: String::new(),
        decision_number: String::new(),
        decided_on: None,
        decided_by: String::new(),
        reason: String::new(),
        words: String::new(),
        closed_at: None,
        version: 1,
        created_by: by.person,
        created_at: now,
        updated_at: now,
    }
}

/// Records the union of a unit unless one is recorded already, by whomever at this moment.
pub fn once(row: unit_union::Model) -> sea_orm::TryInsert<unit_union::ActiveModel> {
    let known = OnConflict::column(unit_union::Column::UnitId).do_nothing().to_owned();
    unit_union::Entity::insert(row.into_active_model()).on_conflict(known).try_insert()
}

/// Takes back that units have a union, where it was recorded by hand: a list may propose them again. Says of how many.
pub async fn have_no_unions(
    tx: &WriteTx,
    now: Moment,
    by: By,
    list: FoundingListId,
    units: &[UnitId],
) -> Result<usize, FoundingError> {
    let list = locked_list(tx, list).await?;
    let rows = unit_union::of(units)
        .filter(unit_union::Column::FoundingId.is_null())
        .lock_exclusive()
        .all(tx)
        .await?;
    for row in &rows {
        unit_union::Entity::delete_by_id(row.unit_id).exec(tx).await?;
        let told = json!({"name": row.name, "list": list.name});
        let event = NewEvent::new(now, by, "take_back", "unit_union", row.unit_id).before(row);
        record(tx, event.with(told)).await?;
    }
    Ok(rows.len())
}

/// Records that units have a union, so that no list proposes them. Says of how many it was not known.
pub async fn have_unions(
    tx: &WriteTx,
    now: Moment,
    by: By,
    list: FoundingListId,
    units: &[(UnitId, String)],
) -> Result<usize, FoundingError> {
    let list = locked_list(tx, list).await?;
    let ids: Vec<UnitId> = units.iter().map(|(unit, _)| *unit).collect();
    let known: HashSet<UnitId> =
        unit_union::of(&ids).all(tx).await?.into_iter().map(|row| row.unit_id).collect();
    let mut n = 0;
    for (unit, name) in units.iter().filter(|(unit, _)| !known.contains(unit)) {
        let row = unit_union::Model {
            unit_id: *unit,
            name: name.clone(),
            decision_number: String::new(),
            decided_on: None,
            founding_id: None,
            created_by: by.person,
            created_at: now,
        };
        let TryInsertResult::Inserted(1..) = once(row.clone()).exec_without_returning(tx).await? else {
            continue;
        };
        let told = json!({"name": name, "list": list.name});
        record(tx, NewEvent::new(now, by, "record", "unit_union", *unit).after(&row).with(told)).await?;
        n += 1;
    }
    Ok(n)
}
