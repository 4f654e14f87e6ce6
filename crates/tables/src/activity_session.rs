//! Sessions (buổi) of activities.

use domain::activities::SessionForm;
use domain::ids::{ActivityId, ActivitySessionId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "activity_session")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActivitySessionId,
    /// The activity.
    pub activity_id: ActivityId,
    /// What it is about.
    pub topic: String,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Moment,
    /// How people meet.
    pub form: SessionForm,
    /// Where.
    pub place: String,
    /// The place folded: two sessions at one place are told apart by it.
    pub place_key: String,
    /// Address on the net.
    pub link: String,
    /// Who speaks or leads.
    pub speaker: String,
    /// The same folded.
    pub speaker_key: String,
    /// The moment at which it was to begin before it was put off last.
    pub was_at: Option<Moment>,
    /// When it was called off.
    pub cancelled_at: Option<Moment>,
    /// Why it was put off or called off.
    pub reason: String,
    /// Persons who were there without standing on the list.
    pub n_others: i32,
    /// When those who come were told that it is near.
    pub told_at: Option<Moment>,
    /// Counts changes of the session and of its attendance.
    pub version: i32,
    /// When it was made.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The session with this id.
pub fn by_id(id: ActivitySessionId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The sessions of some activities in order of time.
pub fn of(activities: &[ActivityId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::ActivityId.is_in(activities.iter().copied()))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
}
