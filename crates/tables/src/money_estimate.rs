//! Estimates (dự toán) of plans: being written or approved.

use domain::ids::{PersonId, PlanId};
use domain::money::EstimateState;
use domain::time::Moment;
use sea_orm::Select;
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// The estimate of a plan.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "money_estimate")]
pub struct Model {
    /// The plan.
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: PlanId,
    /// draft or approved.
    pub state: EstimateState,
    /// Counts the changes of the estimate and its lines.
    pub version: i32,
    /// Number and date of the document that approves it.
    pub document: String,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// When.
    pub approved_at: Option<Moment>,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The estimate of this plan.
pub fn of(plan: PlanId) -> Select<Entity> {
    Entity::find_by_id(plan)
}
