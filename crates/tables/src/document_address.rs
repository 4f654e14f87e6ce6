//! Whom a printed name of a document without a plan stands for, and units that get it without being printed.

use domain::ids::{AddressId, DocumentId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_address")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AddressId,
    /// The document.
    pub document_id: DocumentId,
    /// The name, folded.
    pub printed_key: String,
    /// The name as printed; of an added unit its name.
    pub printed: String,
    /// unit, group, cluster, cluster_lead, cluster_leaders, partner, bound, nobody.
    pub target: String,
    /// The unit, the one above the group, the cluster or the partner.
    pub target_id: Option<Uuid>,
    /// Codes of the kinds of a group.
    pub unit_kind: Option<String>,
    /// What it gets it for, when it was added: "để biết".
    pub purpose: Option<String>,
    /// Not printed: somebody added it.
    pub is_added: bool,
    /// Who said so.
    pub person_id: Option<PersonId>,
    /// When.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The addresses of a document.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document)).order_by_asc(Column::Id)
}
