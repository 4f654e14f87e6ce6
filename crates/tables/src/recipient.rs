//! Recipients (nơi nhận) of a plan.

use domain::ids::{PlanId, RecipientId, UnitId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A line of "Nơi nhận".
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recipient")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecipientId,
    /// The plan.
    pub plan_id: PlanId,
    /// Place in the list, from 0.
    pub position: i32,
    /// First source line; 0 when a person added it.
    pub first_line: i32,
    /// Last source line.
    pub last_line: i32,
    /// Who.
    pub name: String,
    /// "để b/c".
    pub purpose: Option<String>,
    /// recipient or archive.
    pub kind: String,
    /// The unit it stands for, if one.
    pub unit_id: Option<UnitId>,
    /// The path of the item of the review that it came from; none in old rows.
    pub item: Option<String>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The recipients of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
