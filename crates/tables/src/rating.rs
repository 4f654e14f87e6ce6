//! Ratings: a unit rates units below it by criteria.

use domain::ids::{ClusterId, DocumentId, PersonId, PlanId, RatingId, UnitId};
use domain::ratings::RatingState;
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A rating.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "rating")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingId,
    /// Who rates.
    pub unit_id: UnitId,
    /// The plan whose work and figures count.
    pub plan_id: Option<PlanId>,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: RatingState,
    /// By when units score themselves.
    pub due_on: Option<Day>,
    /// kinds, cluster or units.
    pub asked: String,
    /// Below which unit, of kinds.
    pub within_id: Option<UnitId>,
    /// Codes of kinds, joined by ",".
    pub kinds: String,
    /// The cluster.
    pub cluster_id: Option<ClusterId>,
    /// Grades, one a line, the highest first: name, points, share.
    pub grades: String,
    /// Most bonus, in hundredths.
    pub bonus_max: i64,
    /// Most penalty, in hundredths.
    pub penalty_max: i64,
    /// Days in which a unit may complain after publishing.
    pub complaint_days: i32,
    /// How many units are to get a sheet, while it is sent.
    pub n_to_send: Option<i32>,
    /// How many have one.
    pub n_sent: i32,
    /// Counts changes: who saw an older one decides nothing.
    pub version: i32,
    /// Who made it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// When it was locked.
    pub locked_at: Option<Moment>,
    /// When the units were told the results.
    pub published_at: Option<Moment>,
    /// The document that tells the results.
    pub document_id: Option<DocumentId>,
    /// Since when its text says what the sheets say.
    pub document_at: Option<Moment>,
    /// When the silent were last reminded by hand.
    pub reminded_at: Option<Moment>,
    /// The last day of which the silent were told beforehand.
    pub soon_told: Option<Day>,
    /// The last day of which the silent were told when it was over.
    pub late_told: Option<Day>,
    /// Why it was given up.
    pub reason: String,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The rating with this id.
pub fn by_id(id: RatingId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The ratings with these ids.
pub fn by_ids(ids: &[RatingId]) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id)
}

/// The ratings of these units, the latest first.
pub fn of_units(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied())).order_by_desc(Column::Id)
}
