//! Lists of units without a union, each kept by one union.

use domain::ids::{FoundingListId, PersonId, TaskId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "founding_list")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FoundingListId,
    /// Who keeps it.
    pub union_id: UnitId,
    /// The task of a plan that it is for.
    pub task_id: Option<TaskId>,
    /// Units are proposed from below this one.
    pub within_id: UnitId,
    /// Codes of the kinds that are proposed, joined by ",".
    pub kinds: String,
    /// Its name.
    pub name: String,
    /// The steps of a unit that comes on it: "name | days", one a line.
    pub steps: String,
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

/// The list with this id.
pub fn by_id(id: FoundingListId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The lists with these ids.
pub fn by_ids(ids: &[FoundingListId]) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id)
}

/// The lists of some tasks, the oldest first.
pub fn of_tasks(tasks: &[TaskId]) -> Select<Entity> {
    Entity::find().filter(Column::TaskId.is_in(tasks.iter().copied())).order_by_asc(Column::Id)
}
