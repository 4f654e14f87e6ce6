//! What members of committees are in charge of.

use domain::ids::{CommitteeChargeId, CommitteeId, CommitteeMemberId, DutyId, TaskId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Select};

/// A task, a duty or an area of one member.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "committee_charge")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommitteeChargeId,
    /// In which committee.
    pub committee_id: CommitteeId,
    /// Who.
    pub member_id: CommitteeMemberId,
    /// A task of the plan.
    pub task_id: Option<TaskId>,
    /// A duty of the plan.
    pub duty_id: Option<DutyId>,
    /// An area in words; empty beside a task or duty.
    pub area: String,
    /// When it was given.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Those of these committees, in the order they were given.
pub fn of(committees: &[CommitteeId]) -> Select<Entity> {
    Entity::find().filter(Column::CommitteeId.is_in(committees.iter().copied())).order_by_asc(Column::Id)
}

/// Those of these members.
pub fn of_members(members: &[CommitteeMemberId]) -> Select<Entity> {
    Entity::find().filter(Column::MemberId.is_in(members.iter().copied())).order_by_asc(Column::Id)
}

/// Those that name this task or duty.
pub fn over(source: Uuid) -> Select<Entity> {
    Entity::find()
        .filter(Condition::any().add(Column::TaskId.eq(source)).add(Column::DutyId.eq(source)))
        .order_by_asc(Column::Id)
}
