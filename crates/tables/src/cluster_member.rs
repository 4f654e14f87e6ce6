//! Places of units in clusters, for a while each.

use domain::groups::ClusterRole;
use domain::ids::{ClusterId, ClusterMemberId, UnitId};
use domain::time::Day;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A place of a unit in a cluster.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cluster_member")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClusterMemberId,
    /// In which cluster.
    pub cluster_id: ClusterId,
    /// The unit.
    pub unit_id: UnitId,
    /// Its part.
    pub role: ClusterRole,
    /// First day; none from the beginning.
    pub valid_from: Option<Day>,
    /// Last day; none while it holds.
    pub valid_to: Option<Day>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All places in these clusters, oldest first.
pub fn of(clusters: &[ClusterId]) -> Select<Entity> {
    Entity::find().filter(Column::ClusterId.is_in(clusters.iter().copied())).order_by_asc(Column::Id)
}

/// All places of a unit.
pub fn of_unit(unit: UnitId) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.eq(unit)).order_by_asc(Column::Id)
}
