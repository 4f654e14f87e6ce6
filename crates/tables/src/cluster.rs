//! Clusters of units (cụm thi đua, cụm chuyên môn).

use domain::groups::ClusterKind;
use domain::ids::{ClusterId, PersonId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A cluster.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cluster")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClusterId,
    /// The unit that keeps it.
    pub unit_id: UnitId,
    /// Its name.
    pub name: String,
    /// Folded for sorting and search.
    pub name_key: String,
    /// What it is for.
    pub kind: ClusterKind,
    /// By what it was set up.
    pub basis: String,
    /// First day; none from the beginning.
    pub valid_from: Option<Day>,
    /// Last day; none while it holds.
    pub valid_to: Option<Day>,
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

/// The cluster with this id.
pub fn by_id(id: ClusterId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// All that hold on `day`, by name.
pub fn on(day: Day) -> Select<Entity> {
    by_name().filter(super::unit::holds_on(Column::ValidFrom, Column::ValidTo, day))
}

/// All of them, by name.
pub fn by_name() -> Select<Entity> {
    Entity::find().order_by_asc(Column::NameKey).order_by_asc(Column::Id)
}
