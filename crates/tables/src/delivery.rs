//! A document on its way to one unit: delivered, read, acknowledged.

use domain::ids::{DeliveryId, DocumentId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{QueryOrder, Select};

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
    /// The place of the unit in the register of units when it was sent, from 0: lists have this order.
    pub place: i32,
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

/// How far a delivery is, as the database computes it from its moments: 0 nothing, 1 opened, 2 acknowledged unopened, 3
/// both. Not a column of the model, because nobody writes it.
pub fn standing() -> SimpleExpr {
    Expr::col((Entity, "standing"))
}

/// The deliveries of a document: the silent first, then those who have opened it, each in the order of the register of
/// units. Goes along an index.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find()
        .filter(Column::DocumentId.eq(document))
        .order_by_asc(standing())
        .order_by_asc(Column::Place)
        .order_by_asc(Column::Id)
}
