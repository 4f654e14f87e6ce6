//! People with an account.

use domain::ids::PersonId;
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// Full name in NFC.
    pub name: String,
    /// Folded name.
    pub name_key: String,
    /// Address to sign in with, in lower case. One person per address.
    #[sea_orm(unique)]
    pub email: String,
    /// Telephone as given.
    pub phone: Option<String>,
    /// argon2id in PHC format; none until the invitation is accepted.
    pub password_hash: Option<String>,
    /// May administer the installation.
    pub is_admin: bool,
    /// "vi" or "en"; none follows the browser.
    pub locale: Option<String>,
    /// "nhipcau" or "nhipcau-dark"; none follows the device.
    pub theme: Option<String>,
    /// Wrong passwords since the last right one.
    pub failed_sign_ins: i32,
    /// No sign-in before this moment.
    pub locked_until: Option<Moment>,
    /// When the account was made.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// When it was closed; a closed account cannot sign in and keeps its history.
    pub closed_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The person with this id.
pub fn by_id(id: PersonId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The person with this address, which must be in lower case.
pub fn by_email(email: &str) -> Select<Entity> {
    Entity::find().filter(Column::Email.eq(email))
}

/// Everyone with an open account, by name.
pub fn open_by_name() -> Select<Entity> {
    Entity::find().filter(Column::ClosedAt.is_null()).order_by_asc(Column::NameKey).order_by_asc(Column::Id)
}

/// Open administrators: the first-run page appears only while there is none.
pub fn administrators() -> Select<Entity> {
    Entity::find()
        .filter(Column::IsAdmin.eq(true))
        .filter(Column::ClosedAt.is_null())
        .order_by_asc(Column::Id)
}
