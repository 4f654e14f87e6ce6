//! Comments beside the text of a document.

use domain::ids::{CommentId, DocumentId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_comment")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentId,
    /// The document.
    pub document_id: DocumentId,
    /// The version it was written at.
    pub version: i32,
    /// The place in the text: "b12" for the block, "head" for what stands above.
    pub place: String,
    /// The first words of that place, as they were.
    pub quote: String,
    /// The comment.
    pub text: String,
    /// Who.
    pub person_id: PersonId,
    /// When.
    pub created_at: Moment,
    /// Who closed it.
    pub resolved_by: Option<PersonId>,
    /// When.
    pub resolved_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The comments of a document, the oldest first.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document)).order_by_asc(Column::Id)
}
