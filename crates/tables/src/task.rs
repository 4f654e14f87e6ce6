//! Tasks: rows of work of a plan.

use domain::ids::{PlanId, TaskId};
use domain::time::Day;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TaskId,
    /// The plan.
    pub plan_id: PlanId,
    /// Place in the list, from 0.
    pub position: i32,
    /// Its number as printed.
    pub no: Option<String>,
    /// The work.
    pub title: String,
    /// Folded for search.
    pub title_key: String,
    /// The group it stands under.
    pub group_title: Option<String>,
    /// The window as printed.
    pub time_printed: Option<String>,
    /// First day.
    pub starts_on: Option<Day>,
    /// Last day.
    pub ends_on: Option<Day>,
    /// How fine the window is: day, month, quarter, …
    pub precision: String,
    /// What comes of it.
    pub product: Option<String>,
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

/// All tasks but those that were taken out of their plans.
pub fn standing() -> Select<Entity> {
    Entity::find().filter(Column::State.ne(REMOVED))
}

/// The tasks of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    ever_of_plan(plan).filter(Column::State.ne(REMOVED))
}

/// The same with those that were taken out of it.
pub fn ever_of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
