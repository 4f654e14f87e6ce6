//! Units of a task: who leads, who cooperates.

use domain::ids::{PlanId, TaskId, TaskUnitId, UnitId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A unit of a task.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task_unit")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TaskUnitId,
    /// The plan.
    pub plan_id: PlanId,
    /// The task.
    pub task_id: TaskId,
    /// lead or cooperate.
    pub role: String,
    /// Place in the list, from 0.
    pub position: i32,
    /// The name as printed.
    pub printed: String,
    /// The unit it stands for, if one.
    pub unit_id: Option<UnitId>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The units of all tasks of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
