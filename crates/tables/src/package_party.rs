//! The offices that a package was made for, and what each answered.

use domain::ids::{PackageId, PackagePartyId, PartnerId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// An office that a package is for.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "package_party")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PackagePartyId,
    /// The package.
    pub package_id: PackageId,
    /// Its code on that day.
    pub code: String,
    /// Its name on that day.
    pub name: String,
    /// The unit, if one.
    pub unit_id: Option<UnitId>,
    /// The partner, if one.
    pub partner_id: Option<PartnerId>,
    /// "để b/c".
    pub purpose: Option<String>,
    /// Code of what it last answered: "03".
    pub status: Option<String>,
    /// Its words.
    pub status_words: String,
    /// When it said so.
    pub status_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The offices of a package, those that have not answered first.
pub fn of(package: PackageId) -> Select<Entity> {
    Entity::find()
        .filter(Column::PackageId.eq(package))
        .order_by_desc(Column::Status.is_null())
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id)
}
