//! Criteria of ratings.

use domain::ids::{CriterionId, IndicatorId, RatingId};
use domain::ratings::{CriterionKind, PointSource};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "rating_criterion")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CriterionId,
    /// The rating.
    pub rating_id: RatingId,
    /// Its place, from 0.
    pub position: i32,
    /// The heading it stands under.
    pub heading: String,
    /// What is rated.
    pub name: String,
    /// What it does to the total.
    pub kind: CriterionKind,
    /// Highest points, in hundredths.
    pub points: i64,
    /// Where its points come from.
    pub source: PointSource,
    /// The indicator whose figures count.
    pub indicator_id: Option<IndicatorId>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The criteria of a rating in order.
pub fn of(rating: RatingId) -> Select<Entity> {
    Entity::find().filter(Column::RatingId.eq(rating)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
