//! An activity is begun and changed. Whom it asks stands fast once they were told.

use super::super::jobs;
use super::{ActivityError, seen};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::activities::{ActivityKind, ActivityState, AnswerState};
use domain::ids::{ActivityId, ActivityUnitId, ClusterId, DutyId, PlanId, TaskId, UnitId};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use tables::{activity, activity_person, activity_unit};

/// Which units are asked to take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// None: the units that organise are among themselves.
    Nobody,
    /// Those of these kinds below a unit; below the one that organises when none is named.
    Kinds(Option<UnitId>, Vec<UnitKind>),
    /// Those of a cluster.
    Cluster(ClusterId),
    /// These.
    Units(Vec<UnitId>),
}

/// An activity as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActivity {
    /// What it is.
    pub kind: ActivityKind,
    /// Its name.
    pub name: String,
    /// Purpose and content.
    pub content: String,
    /// Whom to ask.
    pub contact: String,
    /// Which units take part.
    pub asked: Asked,
    /// Persons of each at most.
    pub seats: Option<i32>,
    /// By when they name who comes.
    pub answer_by: Option<Day>,
    /// Units that organise it too.
    pub hosts: Vec<UnitId>,
}

/// What it is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Source {
    /// The plan.
    pub plan: Option<PlanId>,
    /// Its task.
    pub task: Option<TaskId>,
    /// Its duty.
    pub duty: Option<DutyId>,
}

/// Begins an activity of a unit.
pub async fn create(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (unit, source): (UnitId, Source),
    new: &NewActivity,
) -> Result<ActivityId, ActivityError> {
    let mut row = activity::Model {
        id: tx.new_id(now),
        unit_id: unit,
        plan_id: source.plan,
        task_id: source.task,
        duty_id: source.duty,
        kind: new.kind,
        name: new.name.clone(),
        name_key: domain::text::key(&new.name),
        content: new.content.clone(),
        contact: new.contact.clone(),
        state: ActivityState::Draft,
        reason: String::new(),
        asked: String::new(),
        within_id: None,
        kinds: String::new(),
        cluster_id: None,
        units: String::new(),
        seats: new.seats,
        answer_by: new.answer_by,
        told_by: None,
        n_wanted: None,
        first_at: None,
        last_at: None,
        results: String::new(),
        lessons: String::new(),
        figures: String::new(),
        announced_at: None,
        reported_at: None,
        version: 1,
        created_by: by.person,
        created_at: now,
        updated_at: now,
    };
    ask(&mut row, &new.asked);
    activity::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx).await?;
    keep_hosts(tx, (now, by), &row, &new.hosts).await?;
    record(
        tx,
        NewEvent::new(now, by, "create", "activity", row.id).after(&row).with(json!({"name": row.name})),
    )
    .await?;
    Ok(row.id)
}

fn ask(row: &mut activity::Model, asked: &Asked) {
    (row.within_id, row.cluster_id) = (None, None);
    (row.kinds, row.units) = (String::new(), String::new());
    let asked = match asked {
        Asked::Nobody => "none",
        Asked::Kinds(within, kinds) => {
            row.within_id = *within;
            row.kinds = kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(",");
            "kinds"
        }
        Asked::Cluster(id) => {
            row.cluster_id = Some(*id);
            "cluster"
        }
        Asked::Units(units) => {
            row.units = units.iter().map(UnitId::to_string).collect::<Vec<_>>().join(",");
            "units"
        }
    };
    asked.clone_into(&mut row.asked);
}

/// Changes what an activity is. Once the units were told, whom it asks stands as it was.
pub async fn change(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, version): (ActivityId, i32),
    new: &NewActivity,
) -> Result<(), ActivityError> {
    let before = seen(tx, (id, version)).await?;
    if !before.state.is_open() {
        return Err(ActivityError::NotNow);
    }
    let mut wanted = before.clone();
    if before.state == ActivityState::Draft {
        ask(&mut wanted, &new.asked);
    }
    let mut row = before.clone().into_active_model();
    row.asked = Set(wanted.asked);
    row.within_id = Set(wanted.within_id);
    row.kinds = Set(wanted.kinds);
    row.cluster_id = Set(wanted.cluster_id);
    row.units = Set(wanted.units);
    row.kind = Set(new.kind);
    row.name = Set(new.name.clone());
    row.name_key = Set(domain::text::key(&new.name));
    row.content = Set(new.content.clone());
    row.contact = Set(new.contact.clone());
    row.seats = Set(new.seats);
    row.answer_by = Set(new.answer_by);
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    let n_asked = keep_hosts(tx, (now, by), &after, &new.hosts).await?;
    if let (Some(n_wanted), true) = (after.n_wanted, n_asked != 0) {
        // Who organises is not waited for as one that is asked, and the other way round.
        let mut row = after.clone().into_active_model();
        row.n_wanted = Set(Some(n_wanted.saturating_add(n_asked).max(0)));
        row.update(tx).await?;
    }
    let event = NewEvent::new(now, by, "change", "activity", id).before(&before).after(&after);
    record(tx, event.with(json!({}))).await?;
    Ok(())
}

/// The units that organise with the activity's own. One that has named people stays as one that takes part. Says how many
/// more units are asked than before.
async fn keep_hosts(
    tx: &WriteTx,
    (now, by): (Moment, By),
    row: &activity::Model,
    hosts: &[UnitId],
) -> Result<i32, ActivityError> {
    let there = activity_unit::Entity::find().filter(activity_unit::Column::ActivityId.eq(row.id));
    let wanted = |unit: UnitId| unit != row.unit_id && hosts.contains(&unit);
    let there = there
        .filter(
            Condition::any()
                .add(activity_unit::Column::IsHost.eq(true))
                .add(activity_unit::Column::UnitId.is_in(hosts.iter().copied())),
        )
        .all(tx)
        .await?;
    let (mut n_asked, mut new): (i32, Vec<activity_unit::Model>) = (0, Vec::new());
    for one in &there {
        if wanted(one.unit_id) == one.is_host {
            continue;
        }
        let people = activity_person::of(row.id).filter(activity_person::Column::ActivityUnitId.eq(one.id));
        if one.is_host && people.count(tx).await? == 0 {
            activity_unit::Entity::delete_by_id(one.id).exec(tx).await?;
            continue;
        }
        let mut part = one.clone().into_active_model();
        part.is_host = Set(!one.is_host);
        part.updated_at = Set(now);
        let part = part.update(tx).await?;
        n_asked += if part.is_host { -1 } else { 1 };
        new.extend(part.is_host.then_some(part));
    }
    for unit in hosts.iter().filter(|unit| wanted(**unit)) {
        if there.iter().any(|one| one.unit_id == *unit) {
            continue;
        }
        let part = new_part(tx.new_id(now), now, (row.id, *unit), true);
        activity_unit::Entity::insert(part.clone().into_active_model()).exec_without_returning(tx).await?;
        new.push(part);
    }
    if row.state != ActivityState::Draft {
        jobs::hosting(tx, (now, by), row, &new).await?;
    }
    Ok(n_asked)
}

/// A unit that has said nothing yet.
pub fn new_part(
    id: ActivityUnitId,
    now: Moment,
    (activity, unit): (ActivityId, UnitId),
    is_host: bool,
) -> activity_unit::Model {
    activity_unit::Model {
        id,
        activity_id: activity,
        unit_id: unit,
        is_host,
        state: AnswerState::Waiting,
        note: String::new(),
        answered_at: None,
        answered_by: None,
        reminded_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}
