//! Password resets: a link by which one person sets a new password, once.

use domain::ids::{PasswordResetId, PersonId};
use domain::time::Moment;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A password reset.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "password_reset")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PasswordResetId,
    /// SHA-256 of the token in the link, in 64 hexadecimal digits.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// Whose password.
    pub person_id: PersonId,
    /// The administrator who made the link.
    pub made_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// The link works until then.
    pub expires_at: Moment,
    /// When a new password was set by it.
    pub used_at: Option<Moment>,
    /// When it was taken back, or a newer link or password took its place.
    pub revoked_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it can still be used.
    pub fn is_open(&self, now: Moment) -> bool {
        self.used_at.is_none() && self.revoked_at.is_none() && self.expires_at > now
    }
}

/// The reset of this token, whatever became of it.
pub fn by_token(token_hash: &str) -> Select<Entity> {
    Entity::find().filter(Column::TokenHash.eq(token_hash))
}

/// The resets of a person that can still be used at `now`.
pub fn open_of(person: PersonId, now: Moment) -> Select<Entity> {
    only_open(Entity::find(), person, now)
}

/// Narrows a question or a change to the resets of a person that can still be used at `now`.
pub fn only_open<Q: QueryFilter>(query: Q, person: PersonId, now: Moment) -> Q {
    query
        .filter(Column::PersonId.eq(person))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
}
