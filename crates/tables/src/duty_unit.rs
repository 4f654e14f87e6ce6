//! Units of a duty: who is bound, with whom.

use domain::ids::{DutyId, DutyUnitId, PlanId, UnitId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A unit of a duty.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_unit")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DutyUnitId,
    /// The plan.
    pub plan_id: PlanId,
    /// The duty.
    pub duty_id: DutyId,
    /// bound or with.
    pub role: String,
    /// Place in the list, from 0.
    pub position: i32,
    /// The name as printed.
    pub printed: String,
    /// The unit it stands for, if one.
    pub unit_id: Option<UnitId>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The units of all duties of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
