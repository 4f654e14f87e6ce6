//! Events: one row per change, written in the transaction of the change. Written only by `db::events`.

use domain::ids::{EventId, PersonId, PostId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::NullOrdering;
use sea_orm::{Order, QueryOrder, Select};

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventId,
    /// When it happened.
    pub at: Moment,
    /// Who did it; none when the house did (a job, the command line).
    pub person_id: Option<PersonId>,
    /// In which post.
    pub post_id: Option<PostId>,
    /// What was done ("approve").
    pub verb: String,
    /// On what kind of thing ("plan").
    pub kind: String,
    /// On which one; the nil UUID for things without id.
    pub object_id: Uuid,
    /// SHA-256 of the thing before, in hexadecimal digits; none when it was made.
    pub before_digest: Option<String>,
    /// SHA-256 of the thing after; none when it was removed.
    pub after_digest: Option<String>,
    /// A small JSON object. Text, so that what was sealed is what was written, letter by letter.
    pub payload: String,
    /// Place in the sealed chain, from 1; none until it is sealed.
    #[sea_orm(unique)]
    pub place: Option<i64>,
    /// SHA-256 over the seal before and this row.
    pub seal: Option<String>,
}

/// No relations: an event outlives what it speaks of.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The event with this id.
pub fn by_id(id: EventId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// What happened to one thing, the newest first.
pub fn of(kind: &str, object: Uuid) -> Select<Entity> {
    Entity::find().filter(Column::Kind.eq(kind)).filter(Column::ObjectId.eq(object)).order_by_desc(Column::Id)
}

/// What was done to one thing with this verb, the newest first.
pub fn of_verb(kind: &str, object: Uuid, verb: &str) -> Select<Entity> {
    of(kind, object).filter(Column::Verb.eq(verb))
}

/// Everything that happened, the newest first.
pub fn newest_first() -> Select<Entity> {
    Entity::find().order_by_desc(Column::Id)
}

/// Events not sealed yet, in order of birth.
pub fn unsealed() -> Select<Entity> {
    Entity::find().filter(Column::Place.is_null()).order_by_asc(Column::Id)
}

/// Sealed events after `place`, in order of the chain.
pub fn sealed_after(place: i64) -> Select<Entity> {
    Entity::find().filter(Column::Place.gt(place)).order_by_with_nulls(
        Column::Place,
        Order::Asc,
        NullOrdering::Last,
    )
}
