//! Sums of answers: how many of a question stand where. Kept by `features/cascades/sums.rs` alone.

use domain::ids::CascadeId;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A sum.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cascade_sum")]
pub struct Model {
    /// The question.
    #[sea_orm(primary_key, auto_increment = false)]
    pub cascade_id: CascadeId,
    /// How far the own plan is, by its word.
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan: String,
    /// Whether a person is named.
    #[sea_orm(primary_key, auto_increment = false)]
    pub is_named: bool,
    /// How many units.
    pub n: i64,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The sums of these questions.
pub fn of(cascades: &[CascadeId]) -> Select<Entity> {
    Entity::find().filter(Column::CascadeId.is_in(cascades.iter().copied()))
}
