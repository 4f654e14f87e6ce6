//! Certificates of authorities whose signatures are trusted, kept by administrators.

use domain::ids::{PersonId, TrustRootId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trust_root")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TrustRootId,
    /// The certificate as PEM.
    pub pem: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    #[sea_orm(unique)]
    pub fingerprint: String,
    /// Its subject, to be read.
    pub subject: String,
    /// Its issuer, to be read.
    pub issuer: String,
    /// First moment of its life.
    pub valid_from: Moment,
    /// Last moment of its life.
    pub valid_to: Moment,
    /// Who added it.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The certificate with this id.
pub fn by_id(id: TrustRootId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// All, those that end first first.
pub fn all() -> Select<Entity> {
    Entity::find().order_by_asc(Column::ValidTo).order_by_asc(Column::Id)
}
