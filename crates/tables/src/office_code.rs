//! Codes of offices in packages (định danh điện tử, `OrganId`): one for a unit or a partner, each code once.

use domain::ids::{OfficeCodeId, PartnerId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A code.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office_code")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfficeCodeId,
    /// In capitals: "000.00.11.H26".
    #[sea_orm(unique)]
    pub code: String,
    /// Whose; none for a partner's.
    #[sea_orm(unique)]
    pub unit_id: Option<UnitId>,
    /// Whose; none for a unit's.
    #[sea_orm(unique)]
    pub partner_id: Option<PartnerId>,
    /// Made up for samples: no office answers to it.
    pub is_sample: bool,
    /// Who gave it; none when the house or an import did.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The office of this code.
pub fn by_code(code: &str) -> Select<Entity> {
    Entity::find().filter(Column::Code.eq(code))
}

/// The codes of these units.
pub fn of_units(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied()))
}

/// The codes of these partners.
pub fn of_partners(partners: &[PartnerId]) -> Select<Entity> {
    Entity::find().filter(Column::PartnerId.is_in(partners.iter().copied()))
}
