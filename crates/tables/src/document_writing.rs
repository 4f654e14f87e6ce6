//! What is being written of a draft: kept at every pause of the writer, until it becomes a version.

use domain::ids::{DocumentId, PersonId};
use domain::time::Moment;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A text being written.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_writing")]
pub struct Model {
    /// The document.
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: DocumentId,
    /// The version it was begun from.
    pub version: i32,
    /// Counts the savings, from 1: whoever saves says which one they saw.
    pub revision: i32,
    /// The text, a `paper::Paper` as JSON.
    pub content: String,
    /// Who saved last.
    pub person_id: Option<PersonId>,
    /// When.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is being written of this document.
pub fn of(document: DocumentId) -> Select<Entity> {
    Entity::find_by_id(document)
}
