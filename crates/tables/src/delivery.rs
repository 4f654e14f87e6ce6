//! A document on its way to one unit: delivered, read, acknowledged.

use domain::ids::{DeliveryId, DocumentId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{JoinType, QueryOrder, QuerySelect as _, Select};

use crate::unit;

/// A delivery.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeliveryId,
    /// The document.
    pub document_id: DocumentId,
    /// The unit.
    pub unit_id: UnitId,
    /// "để b/c".
    pub purpose: Option<String>,
    /// When it stood in the inbox.
    pub delivered_at: Moment,
    /// When somebody of the unit first opened it.
    pub read_at: Option<Moment>,
    /// Who.
    pub read_by: Option<PersonId>,
    /// When the unit said that it has it.
    pub acknowledged_at: Option<Moment>,
    /// Who.
    pub acknowledged_by: Option<PersonId>,
    /// When it was last reminded.
    pub reminded_at: Option<Moment>,
    /// How often.
    pub n_reminders: i32,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The deliveries of a document: the silent first, then those who have opened it, each in the order of the register of
/// units.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    let unit = Entity::belongs_to(unit::Entity).from(Column::UnitId).to(unit::Column::Id).into();
    Entity::find()
        .join(JoinType::LeftJoin, unit)
        .filter(Column::DocumentId.eq(document))
        .order_by_desc(Column::AcknowledgedAt.is_null())
        .order_by_desc(Column::ReadAt.is_null())
        .order_by_asc(unit::Column::Rank)
        .order_by_asc(unit::Column::Code)
        .order_by_asc(Column::Id)
}
