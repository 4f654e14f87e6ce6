//! The heavy part of an import: the lines of the document and the reading under review. Locked through its import.

use domain::ids::ImportId;
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect as _, Select};

/// Source and draft of an import.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_draft")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: ImportId,
    /// The document as lines, JSON of `domain::source::Source`.
    pub source: String,
    /// What the reader gave back, JSON of `reader::plan::Plan`; never changed.
    pub reading: String,
    /// The reading under review, JSON of `draft::Draft`.
    pub draft: String,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The document and the reading under review, as JSON each; what the reader gave back stays where it is.
pub fn under_review(import: ImportId) -> Select<Entity> {
    Entity::find_by_id(import).select_only().columns([Column::Source, Column::Draft])
}

/// What the reader gave back, as JSON.
pub fn reading(import: ImportId) -> Select<Entity> {
    Entity::find_by_id(import).select_only().column(Column::Reading)
}

/// The draft of an import.
pub fn of(import: ImportId) -> Select<Entity> {
    Entity::find_by_id(import)
}
