//! Partners outside the forest of units: they have no accounts.

use domain::groups::PartnerKind;
use domain::ids::{PartnerId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A partner.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partner")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PartnerId,
    /// The unit that added it and keeps it.
    pub unit_id: UnitId,
    /// Its name.
    pub name: String,
    /// Folded for sorting.
    pub name_key: String,
    /// Name, place and contact, folded for search.
    pub search_key: String,
    /// What it is.
    pub kind: PartnerKind,
    /// Whom to speak to.
    pub contact: String,
    /// That person's post.
    pub contact_title: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Street and town.
    pub address: String,
    /// Province or country.
    pub place: String,
    /// Remarks.
    pub note: String,
    /// When it was put aside; none while it is worked with.
    pub ended_at: Option<Moment>,
    /// Who made it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The partner with this id.
pub fn by_id(id: PartnerId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// All of them, by name.
pub fn by_name() -> Select<Entity> {
    Entity::find().order_by_asc(Column::NameKey).order_by_asc(Column::Id)
}
