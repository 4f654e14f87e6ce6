//! Partners outside in an activity.

use domain::activities::PartnerRole;
use domain::ids::{ActivityId, ActivityPartnerId, PartnerId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A partner in an activity.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "activity_partner")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActivityPartnerId,
    /// The activity.
    pub activity_id: ActivityId,
    /// The partner.
    pub partner_id: PartnerId,
    /// Its part.
    pub role: PartnerRole,
    /// What it does, who comes: a remark.
    pub note: String,
    /// When it was added.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The partners of an activity.
pub fn of(activity: ActivityId) -> Select<Entity> {
    Entity::find().filter(Column::ActivityId.eq(activity)).order_by_asc(Column::Id)
}
