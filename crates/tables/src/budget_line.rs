//! Sentences about money in a plan.

use domain::ids::{BudgetLineId, PlanId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A budget clause.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget_line")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BudgetLineId,
    /// The plan.
    pub plan_id: PlanId,
    /// Place in the list, from 0.
    pub position: i32,
    /// First source line; 0 when a person added it.
    pub first_line: i32,
    /// Last source line.
    pub last_line: i32,
    /// What for.
    pub scope: Option<String>,
    /// The sentence.
    pub text: String,
    /// From what, as a JSON list.
    pub sources: String,
    /// Who pays, as a JSON list.
    pub payers: String,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The budget lines of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
