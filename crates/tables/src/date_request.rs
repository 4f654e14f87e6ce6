//! Requests for another date, which the unit that asked for the work agrees to or refuses.

use domain::ids::{AssignmentId, DateRequestId, PersonId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "date_request")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DateRequestId,
    /// For what.
    pub assignment_id: AssignmentId,
    /// The unit that decides.
    pub asker_id: UnitId,
    /// The deadline when it was written.
    pub was_on: Option<Day>,
    /// The day that is wanted.
    pub wanted_on: Day,
    /// Why.
    pub reason: String,
    /// open, agreed, refused or gone (the work went on without an answer).
    pub state: String,
    /// What the deciding unit wrote.
    pub answer: String,
    /// Who asked.
    pub person_id: Option<PersonId>,
    /// Who decided.
    pub answered_by: Option<PersonId>,
    /// When it was asked.
    pub created_at: Moment,
    /// When it was decided.
    pub answered_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The requests of an assignment, the newest first.
pub fn of(assignment: AssignmentId) -> Select<Entity> {
    Entity::find().filter(Column::AssignmentId.eq(assignment)).order_by_desc(Column::Id)
}

/// Those of an assignment that wait for an answer.
pub fn open_of(assignment: AssignmentId) -> Select<Entity> {
    of(assignment).filter(Column::State.eq("open"))
}
