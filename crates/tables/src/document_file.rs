//! Files that belong to a document: signed copies, scans, attachments.

use domain::ids::{DocumentFileId, DocumentId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_file")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentFileId,
    /// The document.
    pub document_id: DocumentId,
    /// signed, scan, attachment.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// SHA-256 under which it is kept.
    pub file: String,
    /// Its size.
    pub bytes: i64,
    /// What was found of its signatures, as JSON.
    pub checks: String,
    /// Who brought it.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The files of a document, the latest first.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document)).order_by_desc(Column::Id)
}
