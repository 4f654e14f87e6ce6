//! Sessions (buổi) of a plan's meeting.

use domain::ids::{PlanId, PlanSessionId};
use domain::time::Day;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A session of a plan.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_session")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanSessionId,
    /// The plan.
    pub plan_id: PlanId,
    /// Place in the list, from 0.
    pub position: i32,
    /// First source line; 0 when a person added it.
    pub first_line: i32,
    /// Last source line.
    pub last_line: i32,
    /// "Buổi 1".
    pub label: String,
    /// What it is.
    pub text: String,
    /// For whom.
    pub audience: Option<String>,
    /// When, as printed.
    pub time_printed: Option<String>,
    /// First day.
    pub starts_on: Option<Day>,
    /// Last day.
    pub ends_on: Option<Day>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The sessions of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
