//! Documents that went to partners outside, written down by hand.

use domain::groups::SentBy;
use domain::ids::{DocumentId, PartnerDeliveryId, PartnerId, PersonId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A way of a document to a partner.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partner_delivery")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PartnerDeliveryId,
    /// Which document.
    pub document_id: DocumentId,
    /// To whom.
    pub partner_id: PartnerId,
    /// On which day.
    pub sent_on: Day,
    /// How.
    pub sent_by: SentBy,
    /// Who took it, as far as known.
    pub receiver: String,
    /// Number of the receipt, remarks.
    pub note: String,
    /// Who wrote it down.
    pub person_id: Option<PersonId>,
    /// When.
    pub recorded_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Of a document, in the order of writing.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document)).order_by_asc(Column::Id)
}

/// To a partner, the latest first.
pub fn to(partner: PartnerId) -> Select<Entity> {
    Entity::find()
        .filter(Column::PartnerId.eq(partner))
        .order_by_desc(Column::SentOn)
        .order_by_desc(Column::Id)
}
