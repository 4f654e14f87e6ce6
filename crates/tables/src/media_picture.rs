//! Pictures of items, kept by the digest of their bytes.

use domain::ids::{MediaItemId, MediaPictureId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "media_picture")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaPictureId,
    /// Of what.
    pub item_id: MediaItemId,
    /// The name it came with; shown to people and never used to open anything.
    pub file_name: String,
    /// SHA-256: its name among the kept files.
    pub file: String,
    /// png, jpg or webp: by its bytes.
    pub kind: String,
    /// Its size.
    pub n_bytes: i64,
    /// What is to be seen, for who cannot see it.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who took it.
    pub credit: String,
    /// People can be told on it.
    pub shows_people: bool,
    /// Who agreed and how: asked when people can be told.
    pub consent: String,
    /// off (no scanner), waiting, clean, infected or failed (the scanner did not answer).
    pub scan: String,
    /// What the scanner found.
    pub found: String,
    /// When.
    pub scanned_at: Option<Moment>,
    /// Who sent it.
    pub person_id: Option<PersonId>,
    /// When it came.
    pub created_at: Moment,
    /// When it was taken out; versions that show it keep it.
    pub removed_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The picture with this id.
pub fn by_id(id: MediaPictureId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The pictures of an item that were not taken out, in the order they came.
pub fn of(item: MediaItemId) -> Select<Entity> {
    all_of(item).filter(Column::RemovedAt.is_null())
}

/// All pictures of an item, also those that were taken out.
pub fn all_of(item: MediaItemId) -> Select<Entity> {
    Entity::find().filter(Column::ItemId.eq(item)).order_by_asc(Column::Id)
}
