//! Contacts of units: the address for units in which nobody has an account.

use domain::ids::{PersonId, UnitId};
use domain::time::Moment;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_contact")]
pub struct Model {
    /// The unit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    /// The address, in lower case.
    pub email: String,
    /// When it last changed.
    pub updated_at: Moment,
    /// Who changed it.
    pub updated_by: Option<PersonId>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The contacts of these units.
pub fn of(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied()))
}
