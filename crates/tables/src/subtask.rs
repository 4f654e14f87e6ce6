//! Pieces of an assignment, by which a unit divides its work among its people.

use domain::ids::{AssignmentId, PersonId, SubtaskId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A piece.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subtask")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubtaskId,
    /// Of what.
    pub assignment_id: AssignmentId,
    /// What.
    pub title: String,
    /// Who.
    pub person_id: Option<PersonId>,
    /// By when.
    pub due_on: Option<Day>,
    /// Which piece must be done before.
    pub after_id: Option<SubtaskId>,
    /// When it was made.
    pub created_at: Moment,
    /// When it was done.
    pub done_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The pieces of an assignment, in the order they were made.
pub fn of(assignment: AssignmentId) -> Select<Entity> {
    Entity::find().filter(Column::AssignmentId.eq(assignment)).order_by_asc(Column::Id)
}
