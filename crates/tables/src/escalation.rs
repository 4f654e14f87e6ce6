//! Late work that was told further up: each step once for each deadline.

use domain::ids::AssignmentId;
use domain::time::{Day, Moment};
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A step that was told.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "escalation")]
pub struct Model {
    /// The work.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: AssignmentId,
    /// officer, leader or above.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: String,
    /// The deadline it was late for: another date begins again.
    #[sea_orm(primary_key, auto_increment = false)]
    pub due_on: Day,
    /// When.
    pub told_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The steps of these assignments.
pub fn of(assignments: &[AssignmentId]) -> Select<Entity> {
    Entity::find().filter(Column::AssignmentId.is_in(assignments.iter().copied()))
}
