//! Clauses carried from a plan into an own plan, each with its source.

use domain::ids::{CascadeAnswerId, CascadeCarryId, ImportId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A clause that was carried over.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cascade_carry")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CascadeCarryId,
    /// In which answer.
    pub answer_id: CascadeAnswerId,
    /// Into which review.
    pub import_id: ImportId,
    /// task or duty.
    pub source_kind: String,
    /// Which one of the asking plan.
    pub source_id: Uuid,
    /// Its words when it was carried over.
    pub quote: String,
    /// Its line in the asking plan.
    pub source_line: i32,
    /// Its line in the draft.
    pub line: i32,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What an answer carried over, in the order of the draft.
pub fn of_answer(answer: CascadeAnswerId) -> Select<Entity> {
    Entity::find().filter(Column::AnswerId.eq(answer)).order_by_asc(Column::Line)
}

/// What a review carried over, in the order of the draft.
pub fn of_import(import: ImportId) -> Select<Entity> {
    Entity::find().filter(Column::ImportId.eq(import)).order_by_asc(Column::Line)
}
