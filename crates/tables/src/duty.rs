//! Duties: what a plan obliges units to do.

use domain::ids::{DutyId, PlanId};
use domain::time::Day;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A duty.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DutyId,
    /// The plan.
    pub plan_id: PlanId,
    /// Place in the list, from 0.
    pub position: i32,
    /// The clause.
    pub text: String,
    /// Folded for search.
    pub text_key: String,
    /// The leading verbs, joined by ", ".
    pub verbs: String,
    /// heading, sentence or document.
    pub unit_source: String,
    /// The deadline as printed.
    pub time_printed: Option<String>,
    /// First day.
    pub starts_on: Option<Day>,
    /// Last day.
    pub ends_on: Option<Day>,
    /// waiting, doing, done, …
    pub state: String,
    /// First source line; 0 when a person added it.
    pub first_line: i32,
    /// Last source line.
    pub last_line: i32,
    /// The path of the item of the review that it came from; none in old rows.
    pub item: Option<String>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The word of the state of one that an amendment took out of its plan; its row stays for the work that was done for it.
pub const REMOVED: &str = "removed";

/// All duties but those that were taken out of their plans.
pub fn standing() -> Select<Entity> {
    Entity::find().filter(Column::State.ne(REMOVED))
}

/// The duties of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    ever_of_plan(plan).filter(Column::State.ne(REMOVED))
}

/// The same with those that were taken out of it.
pub fn ever_of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
