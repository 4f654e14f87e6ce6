//! Chairs and delegates as a plan names them.

use domain::ids::{PlanId, PlanParticipantsId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A group of participants.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_participants")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanParticipantsId,
    /// The plan.
    pub plan_id: PlanId,
    /// Place in the list, from 0.
    pub position: i32,
    /// First source line; 0 when a person added it.
    pub first_line: i32,
    /// Last source line.
    pub last_line: i32,
    /// Label of its session.
    pub session_label: Option<String>,
    /// truc_tiep or truc_tuyen.
    pub mode: Option<String>,
    /// chair or delegates.
    pub role: String,
    /// The groups as a JSON list.
    pub members: String,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The participants of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Position).order_by_asc(Column::Id)
}
