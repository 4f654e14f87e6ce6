//! Who stands below whom, per line and time.

use domain::ids::{UnitId, UnitVersionId};
use domain::time::Day;
use domain::units::Line;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A place of a unit in a line for a while.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_parent")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitVersionId,
    /// The unit.
    pub unit_id: UnitId,
    /// In which line.
    pub line: Line,
    /// Below which unit; none at the top.
    pub parent_id: Option<UnitId>,
    /// First day; none from the beginning.
    pub valid_from: Option<Day>,
    /// Last day; none while it holds.
    pub valid_to: Option<Day>,
    /// Nobody put it at the top: its parent ended. A later entry for the days before closes the gap.
    pub is_gap: bool,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All places of these units.
pub fn of(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied()))
}

/// Everything that was ever below these units.
pub fn ever_below(parents: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::ParentId.is_in(parents.iter().copied()))
}

/// What stands below `parent` (at the top for none) in a line on `day`.
pub fn children(parent: Option<UnitId>, line: Line, day: Day) -> Select<Entity> {
    let below = match parent {
        Some(parent) => Column::ParentId.eq(parent),
        None => Column::ParentId.is_null(),
    };
    Entity::find().filter(below).filter(Column::Line.eq(line)).filter(super::unit::holds_on(
        Column::ValidFrom,
        Column::ValidTo,
        day,
    ))
}

/// The places of these units on `day`, in any line.
pub fn places(units: &[UnitId], day: Day) -> Select<Entity> {
    of(units).filter(super::unit::holds_on(Column::ValidFrom, Column::ValidTo, day))
}
