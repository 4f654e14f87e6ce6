//! Activities of units, most of them for an item of a plan.

use domain::activities::{ActivityKind, ActivityState};
use domain::ids::{ActivityId, ClusterId, DutyId, PersonId, PlanId, TaskId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActivityId,
    /// Who organises it.
    pub unit_id: UnitId,
    /// The plan that it is of.
    pub plan_id: Option<PlanId>,
    /// The task of that plan.
    pub task_id: Option<TaskId>,
    /// The duty of that plan.
    pub duty_id: Option<DutyId>,
    /// What it is.
    pub kind: ActivityKind,
    /// Its name.
    pub name: String,
    /// The name folded, for search.
    pub name_key: String,
    /// Purpose and content.
    pub content: String,
    /// Whom to ask.
    pub contact: String,
    /// How far it is.
    pub state: ActivityState,
    /// Why it was called off or opened again.
    pub reason: String,
    /// Which units are asked to take part: none, kinds, cluster or units.
    pub asked: String,
    /// kinds: below this unit; none for the one that organises.
    pub within_id: Option<UnitId>,
    /// kinds: codes joined by ",".
    pub kinds: String,
    /// cluster: which one.
    pub cluster_id: Option<ClusterId>,
    /// units: their ids joined by ",".
    pub units: String,
    /// Persons of each unit at most.
    pub seats: Option<i32>,
    /// Units name who comes by this day.
    pub answer_by: Option<Day>,
    /// The day of answering of which the silent were told that it is near.
    pub told_by: Option<Day>,
    /// Units that are to be told; none while it is a draft.
    pub n_wanted: Option<i32>,
    /// When the first session begins that was not called off.
    pub first_at: Option<Moment>,
    /// When the last one ends.
    pub last_at: Option<Moment>,
    /// What came of it.
    pub results: String,
    /// What is proposed after it.
    pub lessons: String,
    /// The counts that stood when the results were written, as JSON.
    pub figures: String,
    /// When the units were told.
    pub announced_at: Option<Moment>,
    /// When its results were written.
    pub reported_at: Option<Moment>,
    /// Counts changes: who saw an older one writes nothing.
    pub version: i32,
    /// Who made it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The activity with this id.
pub fn by_id(id: ActivityId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The activities with these ids.
pub fn by_ids(ids: &[ActivityId]) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id)
}

/// The activities of a plan that were not called off, the oldest first.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find()
        .filter(Column::PlanId.eq(plan))
        .filter(Column::State.ne(ActivityState::Cancelled))
        .order_by_asc(Column::Id)
}
