//! Versions of the text of a document: none is ever changed or removed.

use domain::ids::{DocumentId, DocumentVersionId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A version.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_version")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentVersionId,
    /// The document.
    pub document_id: DocumentId,
    /// From 1.
    pub no: i32,
    /// The text, a `paper::Paper` as JSON.
    pub content: String,
    /// drafted, mended, returned, revised, signed, numbered.
    pub why: String,
    /// Who made it.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The versions of a document, the latest first.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document)).order_by_desc(Column::No)
}
