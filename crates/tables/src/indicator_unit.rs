//! The units that were chosen one by one for an indicator.

use domain::ids::{IndicatorId, UnitId};
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A chosen unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator_unit")]
pub struct Model {
    /// The indicator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator_id: IndicatorId,
    /// The unit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The units chosen for an indicator.
pub fn of(indicator: IndicatorId) -> Select<Entity> {
    Entity::find().filter(Column::IndicatorId.eq(indicator))
}
