//! What was said of a figure and done to it: with the amounts before and after, never changed afterwards.

use domain::ids::{FigureEntryId, FigureId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "figure_entry")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FigureEntryId,
    /// Of which figure.
    pub figure_id: FigureId,
    /// Who.
    pub person_id: Option<PersonId>,
    /// say, say_above, send, take_back, accept, return, lock or unlock.
    pub verb: String,
    /// What stood there before.
    pub value_before: Option<i64>,
    /// The same of what a rate refers to.
    pub base_before: Option<i64>,
    /// What stands there since.
    pub value: Option<i64>,
    /// The same of what a rate refers to.
    pub base: Option<i64>,
    /// A remark or a reason.
    pub words: String,
    /// When.
    pub at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The entries of a figure, the latest first.
pub fn of(figure: FigureId) -> Select<Entity> {
    Entity::find().filter(Column::FigureId.eq(figure)).order_by_desc(Column::Id)
}
