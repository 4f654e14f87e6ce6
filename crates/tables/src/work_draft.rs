//! Reports that are typed and not sent yet, one for each person and assignment.

use domain::ids::{AssignmentId, PersonId};
use domain::time::Moment;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_draft")]
pub struct Model {
    /// On what.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: AssignmentId,
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// What was typed, as JSON.
    pub body: String,
    /// When.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The draft of a person.
pub fn of(assignment: AssignmentId, person: PersonId) -> Select<Entity> {
    Entity::find_by_id((assignment, person))
}
