//! Units that organise an activity with its own unit, and units that are asked to take part.

use domain::activities::AnswerState;
use domain::ids::{ActivityId, ActivityUnitId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A unit in an activity.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "activity_unit")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActivityUnitId,
    /// The activity.
    pub activity_id: ActivityId,
    /// The unit.
    pub unit_id: UnitId,
    /// It organises, too; otherwise it takes part.
    pub is_host: bool,
    /// What it said.
    pub state: AnswerState,
    /// Why it does not take part, or a remark.
    pub note: String,
    /// When it answered.
    pub answered_at: Option<Moment>,
    /// Who answered.
    pub answered_by: Option<PersonId>,
    /// When it was reminded last.
    pub reminded_at: Option<Moment>,
    /// Counts changes.
    pub version: i32,
    /// When it was asked.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The unit in an activity with this id.
pub fn by_id(id: ActivityUnitId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The units that are asked to take part.
pub fn asked(activity: ActivityId) -> Select<Entity> {
    Entity::find()
        .filter(Column::ActivityId.eq(activity))
        .filter(Column::IsHost.eq(false))
        .order_by_asc(Column::Id)
}

/// The units that organise some activities with their own units.
pub fn hosts(activities: &[ActivityId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::ActivityId.is_in(activities.iter().copied()))
        .filter(Column::IsHost.eq(true))
        .order_by_asc(Column::Id)
}
