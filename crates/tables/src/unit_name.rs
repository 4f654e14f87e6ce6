//! Names of units: at most one on any day.

use domain::ids::{UnitId, UnitVersionId};
use domain::time::Day;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// How a unit is called for a while.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_name")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitVersionId,
    /// Whose name.
    pub unit_id: UnitId,
    /// The whole name.
    pub full: String,
    /// Folded whole name.
    pub full_key: String,
    /// The name for chips and lists.
    pub short: String,
    /// First day; none from the beginning.
    pub valid_from: Option<Day>,
    /// Last day; none while it holds.
    pub valid_to: Option<Day>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All names of these units, oldest first.
pub fn of(units: &[UnitId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::UnitId.is_in(units.iter().copied()))
        .order_by_asc(Column::UnitId)
        .order_by_asc(Column::ValidTo.is_null())
        .order_by_asc(Column::ValidTo)
}
