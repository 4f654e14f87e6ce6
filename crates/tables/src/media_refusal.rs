//! Proposals for items that somebody refused, so that they are not made again.

use domain::ids::{MediaRefusalId, PersonId, PlanId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "media_refusal")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaRefusalId,
    /// Of which plan.
    pub plan_id: PlanId,
    /// task or duty.
    pub source_kind: String,
    /// Whose words proposed it.
    pub source_id: Uuid,
    /// Who refused.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What was refused in a plan.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Id)
}
