//! Decisions on committees, each with the list of members it prints.

use domain::ids::{CommitteeDecisionId, CommitteeId, DocumentId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "committee_decision")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommitteeDecisionId,
    /// On which committee.
    pub committee_id: CommitteeId,
    /// The document.
    pub document_id: DocumentId,
    /// The list it prints, as JSON.
    pub members: String,
    /// When it was begun.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Those of these committees, the latest first.
pub fn of(committees: &[CommitteeId]) -> Select<Entity> {
    Entity::find().filter(Column::CommitteeId.is_in(committees.iter().copied())).order_by_desc(Column::Id)
}
