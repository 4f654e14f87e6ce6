//! Secret addresses of calendars.

use domain::ids::{CalendarFeedId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_feed")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CalendarFeedId,
    /// Whose.
    pub person_id: PersonId,
    /// own: the person's own work; unit: that of the person's units.
    pub scope: String,
    /// SHA-256 of the secret.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// When it was made.
    pub created_at: Moment,
    /// When a calendar last asked for it.
    pub fetched_at: Option<Moment>,
    /// When it was ended.
    pub revoked_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The address with this secret, while it holds.
pub fn living(hash: &str) -> Select<Entity> {
    Entity::find().filter(Column::TokenHash.eq(hash)).filter(Column::RevokedAt.is_null())
}

/// The addresses of a person that hold, the newest first.
pub fn of(person: PersonId) -> Select<Entity> {
    Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::RevokedAt.is_null())
        .order_by_desc(Column::Id)
}
