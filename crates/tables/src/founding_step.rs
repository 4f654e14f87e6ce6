//! Steps to found the union of a unit.

use domain::ids::{FoundingId, FoundingStepId, PersonId};
use domain::time::Day;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "founding_step")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FoundingStepId,
    /// The unit on the list.
    pub founding_id: FoundingId,
    /// Place, from 0.
    pub position: i32,
    /// What is done.
    pub name: String,
    /// Who of the union sees to it.
    pub person_id: Option<PersonId>,
    /// Who else sees to it: a unit or a person, as typed.
    pub holder: String,
    /// By when.
    pub due_on: Option<Day>,
    /// When it was done.
    pub done_on: Option<Day>,
    /// Number of a document, or an address.
    pub evidence: String,
    /// A remark.
    pub note: String,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The steps of a row, in order.
pub fn of(founding: FoundingId) -> Select<Entity> {
    Entity::find()
        .filter(Column::FoundingId.eq(founding))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
}
