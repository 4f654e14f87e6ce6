//! Committees: made, changed, dissolved; people come, go and take another part; who is in charge of what.

use super::super::errors::GroupError;
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::groups::{CommitteeKind, CommitteeRole};
use domain::ids::{
    CommitteeChargeId, CommitteeId, CommitteeMemberId, DutyId, PersonId, PlanId, TaskId, UnitId,
};
use domain::text::key;
use domain::time::{Day, Moment};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::{committee, committee_charge, committee_decision, committee_member, duty, task, unit};

/// A committee to be made, or what one is changed into.
#[derive(Debug, Clone)]
pub struct NewCommittee {
    /// What it is.
    pub kind: CommitteeKind,
    /// Its name, as the decision prints it.
    pub name: String,
    /// Legal bases, a line each.
    pub basis: String,
    /// What it must do, a line each.
    pub duties: String,
}

/// Somebody to be put into a committee.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// The part.
    pub role: CommitteeRole,
    /// The account; none for somebody who is only printed.
    pub person: Option<PersonId>,
    /// Full name.
    pub name: String,
    /// Post as printed.
    pub title: String,
    /// Unit as printed.
    pub unit_name: String,
}

/// What a member is put in charge of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Charge {
    /// A task of the plan.
    Task(TaskId),
    /// A duty of the plan.
    Duty(DutyId),
    /// An area in words.
    Area(String),
}

/// A member in charge of a task or duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charged {
    /// The committee.
    pub committee: committee::Model,
    /// The member.
    pub member: committee_member::Model,
}

/// Makes a committee of a unit, for a plan or for none.
pub async fn create_committee(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (unit, plan): (UnitId, Option<PlanId>),
    new: &NewCommittee,
) -> Result<CommitteeId, GroupError> {
    let row = committee::ActiveModel {
        id: Set(tx.new_id(now)),
        unit_id: Set(unit),
        plan_id: Set(plan),
        kind: Set(new.kind),
        name: Set(new.name.clone()),
        name_key: Set(key(&new.name)),
        basis: Set(new.basis.clone()),
        duties: Set(new.duties.clone()),
        ended_at: Set(None),
        created_by: Set(by.person),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let row = row.insert(tx).await?;
    let told = json!({"name": row.name, "kind": row.kind, "unit": unit, "plan": plan});
    record(tx, NewEvent::new(now, by, "create", "committee", row.id).after(&told).with(told.clone())).await?;
    Ok(row.id)
}

/// The committee, locked; refused once it was dissolved.
pub(super) async fn locked(tx: &WriteTx, id: CommitteeId) -> Result<committee::Model, GroupError> {
    let row = committee::by_id(id).lock_exclusive().one(tx).await?.ok_or(GroupError::Gone)?;
    if row.ended_at.is_some() { Err(GroupError::Over) } else { Ok(row) }
}

/// Gives a committee another name, kind, bases or duties.
pub async fn change_committee(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: CommitteeId,
    new: &NewCommittee,
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    let before = json!({"name": row.name, "kind": row.kind, "basis": row.basis, "duties": row.duties});
    let after = json!({"name": new.name, "kind": new.kind, "basis": new.basis, "duties": new.duties});
    let mut row = row.into_active_model();
    row.kind = Set(new.kind);
    row.name = Set(new.name.clone());
    row.name_key = Set(key(&new.name));
    row.basis = Set(new.basis.clone());
    row.duties = Set(new.duties.clone());
    row.updated_at = Set(now);
    row.update(tx).await?;
    let told = json!({"name": new.name});
    let event = NewEvent::new(now, by, "change", "committee", id).before(&before).after(&after);
    record(tx, event.with(told)).await?;
    Ok(())
}

/// Dissolves a committee: it stays as it was.
pub async fn dissolve(tx: &WriteTx, now: Moment, by: By, id: CommitteeId) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    let told = json!({"name": row.name});
    let mut row = row.into_active_model();
    row.ended_at = Set(Some(now));
    row.updated_at = Set(now);
    row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "end", "committee", id).with(told)).await?;
    Ok(())
}

/// The members of today, in their order.
pub(super) async fn holding(
    conn: &impl ConnectionTrait,
    id: CommitteeId,
    on: Day,
) -> Result<Vec<committee_member::Model>, DbError> {
    let holds = unit::holds_on(committee_member::Column::ValidFrom, committee_member::Column::ValidTo, on);
    let mut rows = committee_member::of(&[id]).filter(holds).all(conn).await?;
    rows.sort_by_key(|row| (row.role, row.position));
    Ok(rows)
}

/// By what somebody is known from list to list: the account, or the name with the post.
pub fn who(person: Option<PersonId>, name: &str, title: &str) -> String {
    person.map_or_else(|| format!("{}|{}", key(name), key(title)), |person| person.to_string())
}

/// Puts somebody into a committee from today on.
pub async fn add_member(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: CommitteeId,
    new: &NewMember,
) -> Result<CommitteeMemberId, GroupError> {
    let row = locked(tx, id).await?;
    let here = holding(tx, id, now.local_day()).await?;
    let is_same = |member: &&committee_member::Model| {
        who(member.person_id, &member.name, &member.title) == who(new.person, &new.name, &new.title)
    };
    if let Some(there) = here.iter().find(is_same) {
        return Err(GroupError::MemberThere(there.name.clone()));
    }
    one_chair(&here, None, new.role)?;
    let last = committee_member::of(&[id]).all(tx).await?.iter().map(|member| member.position).max();
    let member: CommitteeMemberId = tx.new_id(now);
    let model = committee_member::ActiveModel {
        id: Set(member),
        committee_id: Set(id),
        position: Set(last.map_or(0, |last| last + 1)),
        role: Set(new.role),
        person_id: Set(new.person),
        name: Set(new.name.clone()),
        title: Set(new.title.clone()),
        unit_name: Set(new.unit_name.clone()),
        valid_from: Set(Some(now.local_day())),
        valid_to: Set(None),
    };
    committee_member::Entity::insert(model).exec_without_returning(tx).await?;
    let told = json!({"name": row.name, "member": new.name, "role": new.role});
    record(tx, NewEvent::new(now, by, "add-member", "committee", id).with(told)).await?;
    Ok(member)
}

fn one_chair(
    here: &[committee_member::Model],
    but: Option<CommitteeMemberId>,
    role: CommitteeRole,
) -> Result<(), GroupError> {
    let chair = here.iter().find(|one| one.role == CommitteeRole::Chair && Some(one.id) != but);
    match chair {
        Some(chair) if role == CommitteeRole::Chair => Err(GroupError::ChairThere(chair.name.clone())),
        _ => Ok(()),
    }
}

async fn member_of(
    tx: &WriteTx,
    (id, member): (CommitteeId, CommitteeMemberId),
    today: Day,
) -> Result<committee_member::Model, GroupError> {
    let found = holding(tx, id, today).await?.into_iter().find(|one| one.id == member);
    found.ok_or(GroupError::Gone)
}

/// Gives a member another part, before all others of that part when `is_first`.
pub async fn set_role(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, member): (CommitteeId, CommitteeMemberId),
    (role, is_first): (CommitteeRole, bool),
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    let here = holding(tx, id, now.local_day()).await?;
    one_chair(&here, Some(member), role)?;
    let found = here.iter().find(|one| one.id == member).ok_or(GroupError::Gone)?;
    let first = here.iter().filter(|one| one.role == role && one.id != member).map(|one| one.position).min();
    let told = json!({"name": row.name, "member": found.name, "from": found.role, "role": role});
    let mut found = found.clone().into_active_model();
    found.role = Set(role);
    if let (true, Some(first)) = (is_first, first) {
        found.position = Set(first - 1);
    }
    found.update(tx).await?;
    record(tx, NewEvent::new(now, by, "change-member", "committee", id).with(told)).await?;
    Ok(())
}

/// Takes a member out. Before any decision nobody was told, so nothing is kept; afterwards the place ends today.
pub async fn leave(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, member): (CommitteeId, CommitteeMemberId),
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    let found = member_of(tx, (id, member), now.local_day()).await?;
    let told = json!({"name": row.name, "member": found.name, "role": found.role});
    let is_decided = committee_decision::of(&[id]).one(tx).await?.is_some();
    // A place that began today has no day before: it ends as if it had never been.
    if is_decided && found.valid_from != Some(now.local_day()) {
        let mut found = found.into_active_model();
        found.valid_to = Set(now.local_day().pred_opt());
        found.update(tx).await?;
    } else {
        committee_member::Entity::delete_by_id(member).exec(tx).await?;
    }
    record(tx, NewEvent::new(now, by, "remove-member", "committee", id).with(told)).await?;
    Ok(())
}

/// Puts a member in charge of something; twice the same is once.
pub async fn add_charge(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, member): (CommitteeId, CommitteeMemberId),
    charge: &Charge,
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    let found = member_of(tx, (id, member), now.local_day()).await?;
    let (task, duty, area) = match charge {
        Charge::Task(task) => (Some(*task), None, String::new()),
        Charge::Duty(duty) => (None, Some(*duty), String::new()),
        Charge::Area(area) => (None, None, area.clone()),
    };
    is_of_plan(tx, row.plan_id, charge).await?;
    let given = committee_charge::of_members(&[member]).all(tx).await?;
    if given.iter().any(|one| (one.task_id, one.duty_id, key(&one.area)) == (task, duty, key(&area))) {
        return Ok(());
    }
    let model = committee_charge::ActiveModel {
        id: Set(tx.new_id(now)),
        committee_id: Set(id),
        member_id: Set(member),
        task_id: Set(task),
        duty_id: Set(duty),
        area: Set(area.clone()),
        created_at: Set(now),
    };
    committee_charge::Entity::insert(model).exec_without_returning(tx).await?;
    let told = json!({"name": row.name, "member": found.name, "task": task, "duty": duty, "area": area});
    record(tx, NewEvent::new(now, by, "charge", "committee", id).with(told)).await?;
    Ok(())
}

/// A committee divides the work of its own plan and of no other.
async fn is_of_plan(tx: &WriteTx, plan: Option<PlanId>, charge: &Charge) -> Result<(), GroupError> {
    let of = match charge {
        Charge::Area(_) => return Ok(()),
        Charge::Task(id) => task::Entity::find_by_id(*id).one(tx).await?.map(|task| task.plan_id),
        Charge::Duty(id) => duty::Entity::find_by_id(*id).one(tx).await?.map(|duty| duty.plan_id),
    };
    if of.is_some() && of == plan { Ok(()) } else { Err(GroupError::Gone) }
}

/// Takes something off a member's hands.
pub async fn remove_charge(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, charge): (CommitteeId, CommitteeChargeId),
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    let found = committee_charge::Entity::find_by_id(charge).one(tx).await?;
    let found = found.filter(|one| one.committee_id == id).ok_or(GroupError::Gone)?;
    committee_charge::Entity::delete_by_id(charge).exec(tx).await?;
    let told = json!({"name": row.name, "task": found.task_id, "duty": found.duty_id, "area": found.area});
    record(tx, NewEvent::new(now, by, "discharge", "committee", id).with(told)).await?;
    Ok(())
}

/// Who is in charge of a task or duty on a day, in committees that are not dissolved.
pub async fn charged(
    conn: &impl ConnectionTrait,
    source: uuid::Uuid,
    on: Day,
) -> Result<Vec<Charged>, DbError> {
    let mut found = Vec::new();
    for charge in committee_charge::over(source).all(conn).await? {
        let committee = committee::by_id(charge.committee_id).one(conn).await?;
        let Some(committee) = committee.filter(|one| one.ended_at.is_none()) else { continue };
        let member =
            holding(conn, committee.id, on).await?.into_iter().find(|one| one.id == charge.member_id);
        if let Some(member) = member {
            found.push(Charged { committee, member });
        }
    }
    Ok(found)
}
