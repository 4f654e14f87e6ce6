//! Units on a list of units without a union, and what became of each.

use domain::foundings::FoundingState;
use domain::ids::{FoundingId, FoundingListId, PersonId, UnitId};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A unit on a list.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "founding")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FoundingId,
    /// The list.
    pub list_id: FoundingListId,
    /// The unit; none when the register of units does not have it.
    pub unit_id: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// The name folded, for search.
    pub name_key: String,
    /// District or commune.
    pub area: String,
    /// Workers.
    pub n_workers: Option<i32>,
    /// Whom to ask.
    pub contact: String,
    /// A remark.
    pub note: String,
    /// How far it is.
    pub state: FoundingState,
    /// Steps.
    pub n_steps: i32,
    /// Steps that are done.
    pub n_done: i32,
    /// The first day that a step not done has; none when the row is not open.
    pub next_due: Option<Day>,
    /// Founded: the union.
    pub union_name: String,
    /// Founded: number of the decision.
    pub decision_number: String,
    /// Founded: its day.
    pub decided_on: Option<Day>,
    /// Founded: who decided.
    pub decided_by: String,
    /// Closed: `domain::foundings::ClosingReason`; empty otherwise.
    pub reason: String,
    /// Closed or opened again: why, in words.
    pub words: String,
    /// When it was founded or closed.
    pub closed_at: Option<Moment>,
    /// Counts changes: who saw an older one writes nothing.
    pub version: i32,
    /// Who put it on the list.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The row with this id.
pub fn by_id(id: FoundingId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The rows with these ids.
pub fn by_ids(ids: &[FoundingId]) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id)
}

/// The rows of a list by district and name.
pub fn of(list: FoundingListId) -> Select<Entity> {
    Entity::find()
        .filter(Column::ListId.eq(list))
        .order_by_asc(Column::Area)
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
}
