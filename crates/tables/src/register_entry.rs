//! Lines of registers: a number that was given, and what became of its paper. A line is never removed.

use domain::ids::{PersonId, RegisterEntryId, RegisterId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::NullOrdering;
use sea_orm::{Order, QueryOrder, Select};

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_entry")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RegisterEntryId,
    /// In which register.
    pub register_id: RegisterId,
    /// The running number; none when another agency gave the number of a joint document.
    pub number: Option<i32>,
    /// Its place in the register: the running number, or the last one that was taken before it.
    pub place: i32,
    /// The document in this house, if it was made here.
    pub document_id: Option<Uuid>,
    /// Code of the kind ("KH").
    pub kind: String,
    /// What follows the stroke ("KH-BGDĐT").
    pub symbol: String,
    /// Number and symbol as printed on the paper ("05/KH-BGDĐT").
    pub printed: String,
    /// Folded, for the alarm of duplicates.
    pub printed_key: String,
    /// Who issued it: of an incoming paper its author, of an outgoing joint one the agency that gave the number.
    pub issuer: String,
    /// Folded.
    pub issuer_key: String,
    /// The day of an outgoing document; the day an incoming one arrived.
    pub on_day: Day,
    /// The day printed on an incoming document.
    pub paper_on: Option<Day>,
    /// Trích yếu.
    pub subject: String,
    /// Who signed.
    pub signer: String,
    /// Where it went; of an incoming one the unit or person it was given to.
    pub recipients: String,
    /// Who keeps the archive copy.
    pub keeper: String,
    /// How many copies.
    pub copies: Option<i32>,
    /// When it was passed on.
    pub sent_on: Option<Day>,
    /// Who signed for it.
    pub receipt: String,
    /// Remarks.
    pub note: String,
    /// By when an incoming document must be answered.
    pub due_on: Option<Day>,
    /// How far that is.
    pub progress: String,
    /// Number and symbol of the answer.
    pub answer: String,
    /// Folded words for search.
    pub search_text: String,
    /// When the number was taken.
    pub taken_at: Moment,
    /// By whom; none when the house did.
    pub taken_by: Option<PersonId>,
    /// When it was voided.
    pub voided_at: Option<Moment>,
    /// By whom.
    pub voided_by: Option<PersonId>,
    /// Why.
    pub void_reason: Option<String>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The line with this id.
pub fn by_id(id: RegisterEntryId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The lines of a register from the first to the last; a joint document numbered elsewhere after the number before it.
pub fn of(register: RegisterId) -> Select<Entity> {
    Entity::find()
        .filter(Column::RegisterId.eq(register))
        .order_by_asc(Column::Place)
        .order_by_with_nulls(Column::Number, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::Id)
}

/// The same from the last to the first.
pub fn latest_first(register: RegisterId) -> Select<Entity> {
    Entity::find()
        .filter(Column::RegisterId.eq(register))
        .order_by_desc(Column::Place)
        .order_by_with_nulls(Column::Number, Order::Desc, NullOrdering::First)
        .order_by_desc(Column::Id)
}

/// The lines of a document, those of partners' registers included, in the order they were written.
pub fn of_document(document: Uuid) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document)).order_by_asc(Column::Id)
}
