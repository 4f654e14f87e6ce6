//! Other spellings of units, at any time.

use domain::ids::{PersonId, UnitAliasId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A spelling.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_alias")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitAliasId,
    /// Of which unit.
    pub unit_id: UnitId,
    /// As printed.
    pub text: String,
    /// Folded.
    pub text_key: String,
    /// False when it is recalled and not seen in a document.
    pub verified: bool,
    /// Who entered it; none for the units every installation begins with.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The spelling with this id.
pub fn by_id(id: UnitAliasId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// All spellings of these units, in the order they were entered.
pub fn of(units: &[UnitId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::UnitId.is_in(units.iter().copied()))
        .order_by_asc(Column::UnitId)
        .order_by_asc(Column::Id)
}
