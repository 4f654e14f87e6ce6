//! The code words of units in the symbols of documents ("BGDĐT", and "VP" for its office).

use domain::ids::{PersonId, UnitId};
use domain::time::Moment;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// How a unit is called in symbols.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_mark")]
pub struct Model {
    /// The unit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    /// As an agency that issues ("BGDĐT").
    pub agency: String,
    /// As the part that drafts a letter ("VP").
    pub part: Option<String>,
    /// Who set it.
    pub person_id: Option<PersonId>,
    /// When.
    pub updated_at: Moment,
}

/// No relations.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The code words of this unit.
pub fn of(unit: UnitId) -> Select<Entity> {
    Entity::find_by_id(unit)
}
