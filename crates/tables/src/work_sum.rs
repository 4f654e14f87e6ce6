//! Sums of work: how many assignments stand below a unit, by plan, deadline and state. Kept by `features/work/sums.rs` alone.

use domain::ids::{PlanId, UnitId};
use domain::time::Day;
use sea_orm::entity::prelude::*;

/// A sum.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_sum")]
pub struct Model {
    /// The unit above.
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    /// The plan.
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: PlanId,
    /// The deadline; a far day when there is none.
    #[sea_orm(primary_key, auto_increment = false)]
    pub due_on: Day,
    /// The state, by its word.
    #[sea_orm(primary_key, auto_increment = false)]
    pub state: String,
    /// How many assignments of units strictly below.
    pub n: i64,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
