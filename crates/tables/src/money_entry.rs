//! Amounts that were adjusted, allocated, allotted and spent. Never changed: what was wrong is struck out and stays.

use domain::ids::{MoneyEntryId, MoneyLineId, PersonId, UnitId};
use domain::money::EntryKind;
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "money_entry")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MoneyEntryId,
    /// Of which line.
    pub line_id: MoneyLineId,
    /// adjust, allocate, allot or spend.
    pub kind: EntryKind,
    /// The unit that wrote it.
    pub unit_id: UnitId,
    /// The amount in đồng; negative when something is taken back.
    pub amount: i64,
    /// The day of the document.
    pub day: Day,
    /// Number of the document or voucher.
    pub document: String,
    /// What for.
    pub words: String,
    /// Why, where a reason is asked for.
    pub reason: String,
    /// Where the evidence is.
    pub link: String,
    /// Who wrote it.
    pub person_id: Option<PersonId>,
    /// When.
    pub at: Moment,
    /// When it was struck out.
    pub struck_at: Option<Moment>,
    /// Who struck it out.
    pub struck_by: Option<PersonId>,
    /// Why.
    pub struck_reason: String,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The entry with this id.
pub fn by_id(id: MoneyEntryId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The entries of a line, the latest first.
pub fn of(line: MoneyLineId) -> Select<Entity> {
    Entity::find().filter(Column::LineId.eq(line)).order_by_desc(Column::Id)
}
