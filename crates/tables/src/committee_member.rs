//! Places of people in committees, for a while each.

use domain::groups::CommitteeRole;
use domain::ids::{CommitteeId, CommitteeMemberId, PersonId};
use domain::time::Day;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "committee_member")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommitteeMemberId,
    /// In which committee.
    pub committee_id: CommitteeId,
    /// Place among those of the same part, from 0.
    pub position: i32,
    /// The part.
    pub role: CommitteeRole,
    /// The account; none for somebody who is only printed.
    pub person_id: Option<PersonId>,
    /// Full name.
    pub name: String,
    /// Post as printed.
    pub title: String,
    /// Unit as printed.
    pub unit_name: String,
    /// First day; none from the beginning.
    pub valid_from: Option<Day>,
    /// Last day; none while it holds.
    pub valid_to: Option<Day>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All members these committees ever had, in their order.
pub fn of(committees: &[CommitteeId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::CommitteeId.is_in(committees.iter().copied()))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
}

/// The places of a person that hold on `day`.
pub fn held_by(person: PersonId, day: Day) -> Select<Entity> {
    Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(super::unit::holds_on(Column::ValidFrom, Column::ValidTo, day))
        .order_by_asc(Column::Id)
}
