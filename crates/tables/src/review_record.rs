//! Work as it stood when a snapshot was taken: what the numbers of a review open to.

use domain::ids::{AssignmentId, SnapshotId, UnitId};
use domain::time::Day;
use domain::work::{Role, State};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A piece of work at that moment.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_record")]
pub struct Model {
    /// The snapshot.
    #[sea_orm(primary_key, auto_increment = false)]
    pub snapshot_id: SnapshotId,
    /// The work.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: AssignmentId,
    /// Whose.
    pub unit_id: UnitId,
    /// task or duty.
    pub source_kind: String,
    /// Which one.
    pub source_id: Uuid,
    /// Leads or cooperates.
    pub role: Role,
    /// How far it was.
    pub state: State,
    /// The deadline then.
    pub due_on: Option<Day>,
    /// Empty, or the period of work that comes again.
    pub period: String,
    /// How much was done, as the unit said.
    pub percent: i32,
    /// Its deadline had passed and it was still to be done.
    pub is_late: bool,
    /// Evidence files.
    pub n_files: i32,
    /// Why it was paused, or why another date was asked for.
    pub reason: Option<String>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The work of a snapshot, by deadline.
pub fn of_snapshot(snapshot: SnapshotId) -> Select<Entity> {
    Entity::find().filter(Column::SnapshotId.eq(snapshot)).order_by_asc(Column::AssignmentId)
}
