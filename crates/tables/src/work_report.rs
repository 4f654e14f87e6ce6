//! Reports on assignments: how far the work is, in a percentage, figures and words.

use domain::ids::{AssignmentId, PersonId, WorkReportId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_report")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkReportId,
    /// On what.
    pub assignment_id: AssignmentId,
    /// Who wrote it.
    pub person_id: Option<PersonId>,
    /// The product came with it.
    pub is_hand_in: bool,
    /// How much is done.
    pub percent: i32,
    /// Results and obstacles.
    pub words: String,
    /// Names and values as JSON.
    pub figures: String,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The reports on an assignment, the newest first.
pub fn of(assignment: AssignmentId) -> Select<Entity> {
    Entity::find().filter(Column::AssignmentId.eq(assignment)).order_by_desc(Column::Id)
}
