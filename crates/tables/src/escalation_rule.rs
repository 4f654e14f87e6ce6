//! Rules by which late work is told further up.

use domain::ids::{EscalationRuleId, PersonId, UnitId};
use domain::time::Moment;
use domain::units::UnitKind;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "escalation_rule")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EscalationRuleId,
    /// For what this unit asks; none for everybody.
    pub asker_id: Option<UnitId>,
    /// For units of this kind that do the work; none for all kinds.
    pub unit_kind: Option<UnitKind>,
    /// Late work is told further at all.
    pub is_on: bool,
    /// Days late before the person in charge is told.
    pub officer_days: i32,
    /// Days late before the leader of the unit is told.
    pub leader_days: i32,
    /// Days late before the leader of the unit above is told.
    pub above_days: i32,
    /// When it last changed.
    pub updated_at: Moment,
    /// Who changed it.
    pub updated_by: Option<PersonId>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All rules in the order they were made.
pub fn all() -> Select<Entity> {
    Entity::find().order_by_asc(Column::Id)
}
