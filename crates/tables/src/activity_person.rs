//! Participants of activities by name: full name and post, nothing more.

use domain::ids::{ActivityId, ActivityPartnerId, ActivityPersonId, ActivityUnitId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "activity_person")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActivityPersonId,
    /// The activity.
    pub activity_id: ActivityId,
    /// The unit that named the person; none for those of partners and of the unit that organises.
    pub activity_unit_id: Option<ActivityUnitId>,
    /// The partner that the person comes from.
    pub activity_partner_id: Option<ActivityPartnerId>,
    /// Full name.
    pub name: String,
    /// Post.
    pub position: String,
    /// Both without marks, for searching.
    pub key: String,
    /// Who named the person.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The participants of an activity, those of one unit together, in the order they were named.
pub fn of(activity: ActivityId) -> Select<Entity> {
    Entity::find().filter(Column::ActivityId.eq(activity)).order_by_asc(Column::Id)
}
