//! Assignments: what a unit must do of a plan. Lean on purpose: there are millions, and the text stands in the task or duty.

use domain::ids::{AssignmentId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use domain::work::{Role, State};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// What one unit must do.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AssignmentId,
    /// The plan.
    pub plan_id: PlanId,
    /// Who must do it.
    pub unit_id: UnitId,
    /// Who asks.
    pub asker_id: UnitId,
    /// task or duty.
    pub source_kind: String,
    /// Which one.
    pub source_id: Uuid,
    /// Leads or cooperates.
    pub role: Role,
    /// How far it is.
    pub state: State,
    /// The day it was asked: units stand in the tree of that day when sums are made.
    pub asked_on: Day,
    /// First day.
    pub starts_on: Option<Day>,
    /// Last day.
    pub due_on: Option<Day>,
    /// Empty, or "2024-10" of a duty that comes again.
    pub period: String,
    /// Who sees to it in the unit.
    pub person_id: Option<PersonId>,
    /// How much of it is done, as the unit says.
    pub percent: i32,
    /// When the unit took it on.
    pub accepted_at: Option<Moment>,
    /// When it was handed in last.
    pub handed_at: Option<Moment>,
    /// When the unit that asked accepted it.
    pub done_at: Option<Moment>,
    /// Since when it stands still.
    pub paused_at: Option<Moment>,
    /// When it was asked.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The assignment with this id.
pub fn by_id(id: AssignmentId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The assignments with these ids in order of id, so that two writers lock them in the same order.
pub fn by_ids(ids: &[AssignmentId]) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id)
}

/// What these units must do.
pub fn of_units(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied()))
}

/// The assignments of one task or duty in one period, by unit.
pub fn of_source(source: Uuid, period: &str) -> Select<Entity> {
    Entity::find()
        .filter(Column::SourceId.eq(source))
        .filter(Column::Period.eq(period))
        .order_by_asc(Column::UnitId)
}

/// What a person sees to and is not over.
pub fn open_of_person(person: PersonId) -> Select<Entity> {
    Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::State.is_not_in([State::Done, State::Withdrawn]))
        .order_by_asc(Column::Id)
}
