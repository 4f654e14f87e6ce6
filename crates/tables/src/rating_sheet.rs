//! Rating sheets: how far one unit is in a rating, what it got, what it complained of.

use domain::ids::{PersonId, RatingId, RatingSheetId, UnitId};
use domain::ratings::SheetState;
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// The sheet of one unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "rating_sheet")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingSheetId,
    /// The rating.
    pub rating_id: RatingId,
    /// The unit that is rated.
    pub unit_id: UnitId,
    /// How far it is.
    pub state: SheetState,
    /// Why it came back.
    pub reason: String,
    /// Counts changes.
    pub version: i32,
    /// Total of the unit that rates, in hundredths; none until it is accepted.
    pub total: Option<i64>,
    /// Place of the grade, from 0 for the highest.
    pub grade: Option<i32>,
    /// Who sent it last.
    pub person_id: Option<PersonId>,
    /// When the unit sent it.
    pub sent_at: Option<Moment>,
    /// When the unit that rates decided, and as of when the data counts.
    pub decided_at: Option<Moment>,
    /// What the unit complains of.
    pub complaint: String,
    /// When.
    pub complained_at: Option<Moment>,
    /// What was answered.
    pub answer: String,
    /// When.
    pub answered_at: Option<Moment>,
    /// When it was asked.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The sheet with this id.
pub fn by_id(id: RatingSheetId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The sheets of a rating, in order of unit.
pub fn of(rating: RatingId) -> Select<Entity> {
    Entity::find().filter(Column::RatingId.eq(rating)).order_by_asc(Column::UnitId)
}

/// The sheets of a rating whose units have not sent them.
pub fn silent(rating: RatingId) -> Select<Entity> {
    of(rating).filter(Column::State.is_in(SheetState::SILENT))
}

/// The sheets of a rating that count: their units are rated.
pub fn counted(rating: RatingId) -> Select<Entity> {
    of(rating).filter(Column::State.ne(SheetState::Dropped))
}

/// The sheets of these units, the latest first.
pub fn of_units(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied())).order_by_desc(Column::Id)
}
