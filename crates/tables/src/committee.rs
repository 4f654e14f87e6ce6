//! Committees of people (ban tổ chức, ban chỉ đạo, tổ giúp việc).

use domain::groups::CommitteeKind;
use domain::ids::{CommitteeId, PersonId, PlanId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A committee.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "committee")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommitteeId,
    /// The unit that sets it up.
    pub unit_id: UnitId,
    /// The plan it is for.
    pub plan_id: Option<PlanId>,
    /// What it is.
    pub kind: CommitteeKind,
    /// Its name, as the decision prints it.
    pub name: String,
    /// Folded for sorting.
    pub name_key: String,
    /// Legal bases, a line each.
    pub basis: String,
    /// What it must do, a line each.
    pub duties: String,
    /// When it was dissolved.
    pub ended_at: Option<Moment>,
    /// Who made it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The committee with this id.
pub fn by_id(id: CommitteeId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// Those of a plan, in the order they were made.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Id)
}

/// Those of a unit, the latest first.
pub fn of_unit(unit: UnitId) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.eq(unit)).order_by_desc(Column::Id)
}
