//! Indicators: what a plan asks units to count, how it adds up and what is to be reached.

use domain::figures::{Amount, Direction, Every, Goal, Scope, Way};
use domain::ids::{IndicatorId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IndicatorId,
    /// The plan.
    pub plan_id: PlanId,
    /// Who asks.
    pub asker_id: UnitId,
    /// plan, task or duty.
    pub source_kind: String,
    /// Which task or duty.
    pub source_id: Option<Uuid>,
    /// Order on the page of the plan.
    pub position: i32,
    /// draft, asked, ended or refused.
    pub state: String,
    /// What is counted.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// How it adds up.
    pub way: Way,
    /// At least or at most.
    pub direction: Direction,
    /// The target in hundredths; of a rate in percent.
    pub target: Option<i64>,
    /// Whose target.
    pub scope: Scope,
    /// How often.
    pub every: Every,
    /// The day in whose period it begins.
    pub starts_on: Option<Day>,
    /// The day after which no period is asked.
    pub ends_on: Option<Day>,
    /// Days from the end of a period until it is due.
    pub due_days: i32,
    /// Decimals.
    pub decimals: i32,
    /// Smallest figure that is taken, in hundredths.
    pub least: Option<i64>,
    /// Largest one.
    pub most: Option<i64>,
    /// kinds, name or units: how the units asked are said.
    pub asked: String,
    /// kinds: below which unit.
    pub within_id: Option<UnitId>,
    /// kinds: their codes with commas.
    pub kinds: String,
    /// name: as printed in the plan.
    pub printed: String,
    /// The units between collect what stands below them.
    pub is_stepwise: bool,
    /// The plan's words it was read from.
    pub quote: String,
    /// Their line in the source.
    pub line: Option<i32>,
    /// Who declared it.
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

impl Model {
    /// What is to be reached.
    pub fn goal(&self) -> Goal {
        Goal { way: self.way, direction: self.direction, target: self.target.map(Amount::of_hundredths) }
    }
}

/// The indicator with this id.
pub fn by_id(id: IndicatorId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The indicators with these ids.
pub fn by_ids(ids: &[IndicatorId]) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id)
}

/// The indicators of a plan in order, with those that were refused.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}

/// The indicators of a task or duty that are asked.
pub fn of_source(source: Uuid) -> Select<Entity> {
    Entity::find()
        .filter(Column::SourceId.eq(source))
        .filter(Column::State.eq("asked"))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
}
