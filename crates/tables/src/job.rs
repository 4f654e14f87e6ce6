//! Jobs that wait, run or have been given up. A finished job leaves no row; its event is the history.

use domain::ids::JobId;
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Select};

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    /// Which job ("imports.read").
    pub kind: String,
    /// Its arguments as JSON.
    pub payload: String,
    /// Not before this moment.
    pub run_at: Moment,
    /// Times it was taken up.
    pub attempts: i32,
    /// A runner holds it until then; after that another may take it.
    pub leased_until: Option<Moment>,
    /// Which holding this is: a runner that lost its lease must not finish the job of another.
    pub lease: Option<Uuid>,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// When it was given up.
    pub given_up_at: Option<Moment>,
    /// When it was put in the queue.
    pub created_at: Moment,
}

/// No relations.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The job with this id.
pub fn by_id(id: JobId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// Jobs that may be taken up at `now`, the longest due first.
pub fn due(now: Moment) -> Select<Entity> {
    Entity::find()
        .filter(Column::GivenUpAt.is_null())
        .filter(Column::RunAt.lte(now))
        .filter(Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lte(now)))
        .order_by_asc(Column::RunAt)
        .order_by_asc(Column::Id)
}

/// Jobs that are not finished and not given up.
pub fn unfinished() -> Select<Entity> {
    Entity::find().filter(Column::GivenUpAt.is_null()).order_by_asc(Column::Id)
}

/// Jobs that were given up, the latest first.
pub fn given_up() -> Select<Entity> {
    Entity::find().filter(Column::GivenUpAt.is_not_null()).order_by_desc(Column::Id)
}
