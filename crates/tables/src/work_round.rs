//! Tasks and duties that come again, each with the period that was asked for last.

use domain::ids::PlanId;
use domain::time::Day;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A source of work that comes again.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_round")]
pub struct Model {
    /// The task or duty.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_id: Uuid,
    /// Its plan.
    pub plan_id: PlanId,
    /// The rule as printed.
    pub printed: String,
    /// The period asked for last.
    pub period: String,
    /// The first day of the next one.
    pub next_on: Day,
    /// No period begins after this day.
    pub ends_on: Option<Day>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Those whose next period has begun, the longest waiting first.
pub fn due(today: Day) -> Select<Entity> {
    Entity::find()
        .filter(Column::NextOn.lte(today))
        .order_by_asc(Column::NextOn)
        .order_by_asc(Column::SourceId)
}
