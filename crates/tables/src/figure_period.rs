//! Periods of indicators: what was asked when, and whether the unit that asked has locked it.

use domain::ids::{IndicatorId, PersonId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A period.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "figure_period")]
pub struct Model {
    /// The indicator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator_id: IndicatorId,
    /// "2024-Q4"; empty of what is asked once.
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: String,
    /// First day.
    pub first_on: Day,
    /// Last day.
    pub last_on: Day,
    /// By when.
    pub due_on: Day,
    /// The day it was asked: units stand in the tree of that day.
    pub asked_on: Day,
    /// When its units were told of it last.
    pub told_at: Option<Moment>,
    /// The due day of which units were told that it comes.
    pub due_told_on: Option<Day>,
    /// When it was locked.
    pub locked_at: Option<Moment>,
    /// By whom.
    pub locked_by: Option<PersonId>,
    /// How many figures are to be asked, while units are being asked; `n_asked` says how far it is.
    pub n_to_ask: Option<i32>,
    /// Figures asked so far.
    pub n_asked: i32,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// One period of an indicator.
pub fn by_key(indicator: IndicatorId, period: &str) -> Select<Entity> {
    Entity::find_by_id((indicator, period.to_owned()))
}

/// The periods of these indicators in order of time.
pub fn of(indicators: &[IndicatorId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::IndicatorId.is_in(indicators.iter().copied()))
        .order_by_asc(Column::IndicatorId)
        .order_by_asc(Column::FirstOn)
        .order_by_asc(Column::Period)
}
