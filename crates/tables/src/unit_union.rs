//! Which unit has which grassroots union.

use domain::ids::{FoundingId, PersonId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::Select;
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// The union of a unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "unit_union")]
pub struct Model {
    /// The unit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    /// Its union.
    pub name: String,
    /// Number of the decision that recognised it; empty when unknown.
    pub decision_number: String,
    /// Day of that decision.
    pub decided_on: Option<Day>,
    /// The row of a list with which it was founded; none when it was recorded by hand.
    pub founding_id: Option<FoundingId>,
    /// Who recorded it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The unions of these units.
pub fn of(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied()))
}
