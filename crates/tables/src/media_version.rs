//! Versions of an item as they were submitted: they are read, decided and published, and never changed.

use domain::ids::{MediaItemId, MediaVersionId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A version.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "media_version")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaVersionId,
    /// Of what.
    pub item_id: MediaItemId,
    /// From 1.
    pub no: i32,
    /// Title.
    pub title: String,
    /// Text as typed.
    pub body: String,
    /// The name under it.
    pub byline: String,
    /// Where it comes from.
    pub credit: String,
    /// How others may use it.
    pub licence: String,
    /// Ids of its pictures in order, as JSON.
    pub pictures: String,
    /// What it corrects in the version before it.
    pub correction: String,
    /// The unit that answered for it when it was submitted; missing for those from before this was kept.
    pub unit_id: Option<UnitId>,
    /// approved, returned, withdrawn, replaced; empty while it waits.
    pub verdict: String,
    /// Why it was returned.
    pub why: String,
    /// Who submitted it.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Moment>,
    /// When it was published.
    pub published_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The versions of an item, the latest first.
pub fn of(item: MediaItemId) -> Select<Entity> {
    Entity::find().filter(Column::ItemId.eq(item)).order_by_desc(Column::No)
}

/// One version of an item.
pub fn numbered(item: MediaItemId, no: i32) -> Select<Entity> {
    Entity::find().filter(Column::ItemId.eq(item)).filter(Column::No.eq(no))
}
