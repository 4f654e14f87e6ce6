//! Snapshots of a review: its numbers at a moment. None is ever changed.

use domain::ids::{PersonId, ReviewId, SnapshotId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A snapshot.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_snapshot")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SnapshotId,
    /// The review.
    pub review_id: ReviewId,
    /// From 1.
    pub no: i32,
    /// Every number with the question behind it, and the tables, as JSON.
    pub numbers: String,
    /// The work is kept as it stood; false when there was too much of it.
    pub has_records: bool,
    /// Who took it.
    pub person_id: Option<PersonId>,
    /// When.
    pub taken_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The snapshots of a review, the latest first.
pub fn of_review(review: ReviewId) -> Select<Entity> {
    Entity::find().filter(Column::ReviewId.eq(review)).order_by_desc(Column::No)
}
