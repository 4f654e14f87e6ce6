//! Whom a printed name of a plan stands for, when it is not one unit.

use domain::ids::{AddressId, PersonId, PlanId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "address")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AddressId,
    /// The plan.
    pub plan_id: PlanId,
    /// The name, folded.
    pub printed_key: String,
    /// The name as printed.
    pub printed: String,
    /// unit, below, cluster, bound, nobody.
    pub target: String,
    /// The unit or the cluster.
    pub target_id: Option<Uuid>,
    /// Code of the kind, for units below.
    pub unit_kind: Option<String>,
    /// Who said so.
    pub person_id: Option<PersonId>,
    /// When.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The addresses of a plan.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::PrintedKey)
}
