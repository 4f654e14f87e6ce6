//! Sessions: signed-in browsers. Only the hash of the token is kept.

use domain::ids::{PersonId, SessionId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, QueryOrder, Select};

use crate::person;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Id, to show and to end it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// SHA-256 of the token in 64 hexadecimal digits.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// Whose it is.
    pub person_id: PersonId,
    /// The browser's own name.
    pub user_agent: String,
    /// Address it was last seen at.
    pub address: String,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used, to the minute or so.
    pub seen_at: Moment,
    /// When it ends by itself.
    pub expires_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The session with this id.
pub fn by_id(id: SessionId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The session of this token that still holds at `now`.
pub fn living(token_hash: &str, now: Moment) -> Select<Entity> {
    Entity::find().filter(Column::TokenHash.eq(token_hash)).filter(Column::ExpiresAt.gt(now))
}

/// From a session to whose it is.
pub fn to_person() -> RelationDef {
    Entity::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id).into()
}

/// The sessions of a person that hold at `now`, the latest used first.
pub fn living_of(person: PersonId, now: Moment) -> Select<Entity> {
    Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::SeenAt)
        .order_by_desc(Column::Id)
}

/// Ends one session of a person.
pub fn end_one(person: PersonId, id: SessionId) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::PersonId.eq(person)).filter(Column::Id.eq(id))
}

/// Ends all sessions of a person but one: "sign out everywhere else".
pub fn end_of_person(person: PersonId, but: Option<SessionId>) -> DeleteMany<Entity> {
    let all = Entity::delete_many().filter(Column::PersonId.eq(person));
    match but {
        Some(id) => all.filter(Column::Id.ne(id)),
        None => all,
    }
}

/// Removes sessions that ended before `now`.
pub fn remove_expired(now: Moment) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now))
}
