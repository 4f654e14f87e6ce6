//! The units that were chosen one by one for a rating.

use domain::ids::{RatingId, UnitId};
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A chosen unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_unit")]
pub struct Model {
    /// The rating.
    #[sea_orm(primary_key, auto_increment = false)]
    pub rating_id: RatingId,
    /// The unit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The units chosen for a rating.
pub fn of(rating: RatingId) -> Select<Entity> {
    Entity::find().filter(Column::RatingId.eq(rating))
}
