//! Points of one criterion on a rating sheet: what the unit says and what the unit that rates gives.

use domain::ids::{CriterionId, RatingSheetId};
use sea_orm::Select;
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// The points of one criterion.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "rating_mark")]
pub struct Model {
    /// The sheet.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sheet_id: RatingSheetId,
    /// The criterion.
    #[sea_orm(primary_key, auto_increment = false)]
    pub criterion_id: CriterionId,
    /// What the unit gives itself, in hundredths.
    pub own: Option<i64>,
    /// What it says about it.
    pub own_words: String,
    /// Where the evidence is.
    pub own_link: String,
    /// What the unit that rates gives.
    pub given: Option<i64>,
    /// What it says about it.
    pub given_words: String,
    /// The data as of the decision: so many.
    pub data_n: Option<i64>,
    /// Of so many.
    pub data_of: Option<i64>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The points of a sheet.
pub fn of(sheet: RatingSheetId) -> Select<Entity> {
    Entity::find().filter(Column::SheetId.eq(sheet))
}

/// The points of these sheets.
pub fn of_all(sheets: &[RatingSheetId]) -> Select<Entity> {
    Entity::find().filter(Column::SheetId.is_in(sheets.iter().copied()))
}
