//! Reviews (sơ kết, tổng kết): numbers frozen at a moment, and the texts between them.

use domain::ids::{DocumentId, PersonId, PlanId, ReviewId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A review.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReviewId,
    /// The unit that writes it.
    pub unit_id: UnitId,
    /// The plan it looks at; none for all plans of a period.
    pub plan_id: Option<PlanId>,
    /// Only the work of this unit and those below it.
    pub about_unit_id: Option<UnitId>,
    /// interim or final.
    pub kind: String,
    /// Trích yếu of its report.
    pub title: String,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub to_on: Day,
    /// The snapshot whose numbers are printed, from 1; 0 before the first is counted.
    pub snapshot: i32,
    /// The texts between the numbers, as JSON.
    pub texts: String,
    /// Counts the savings, from 1: whoever saves says which one they saw.
    pub revision: i32,
    /// The report that was made of it.
    pub document_id: Option<DocumentId>,
    /// Who began it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// Since when a job counts its numbers; none when nothing is being counted.
    pub counting_at: Option<Moment>,
    /// Steps of that counting; 0 before it is known how many.
    pub n_steps: i32,
    /// Those that are done.
    pub n_steps_done: i32,
    /// When the last counting failed; none since one was kept or begun.
    pub count_failed_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The review with this id.
pub fn by_id(id: ReviewId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The reviews of a plan, the latest first.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_desc(Column::Id)
}

/// The review that a document reports.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document))
}
