//! Changes to imports under review: one row a batch, with what undoes it. A batch is taken once, however often it comes.

use domain::ids::{ImportChangeId, ImportId, PersonId, PostId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A batch of changes.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_change")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportChangeId,
    /// Of which import.
    pub import_id: ImportId,
    /// The version it made.
    pub version: i32,
    /// Its name, made up by the sender; once an import.
    pub batch: String,
    /// Who made it.
    pub person_id: Option<PersonId>,
    /// In which post.
    pub post_id: Option<PostId>,
    /// When.
    pub at: Moment,
    /// The changes, JSON list of `draft::Op`.
    pub ops: String,
    /// What undoes them, JSON of one `draft::Op`.
    pub inverse: String,
    /// What they touched, JSON list of paths and ids.
    pub touched: String,
    /// The version that this one undid.
    pub undoes: Option<i32>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The batch of this name.
pub fn of_batch(import: ImportId, batch: &str) -> Select<Entity> {
    Entity::find().filter(Column::ImportId.eq(import)).filter(Column::Batch.eq(batch))
}

/// The changes after a version, oldest first.
pub fn after(import: ImportId, version: i32) -> Select<Entity> {
    Entity::find()
        .filter(Column::ImportId.eq(import))
        .filter(Column::Version.gt(version))
        .order_by_asc(Column::Version)
}

/// All changes of an import, the newest first.
pub fn newest_first(import: ImportId) -> Select<Entity> {
    Entity::find().filter(Column::ImportId.eq(import)).order_by_desc(Column::Version)
}
