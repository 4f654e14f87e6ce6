//! Who was there: one mark for a participant and a session.

use domain::activities::Presence;
use domain::ids::{ActivityPersonId, ActivitySessionId};
use sea_orm::Select;
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "activity_mark")]
pub struct Model {
    /// The session.
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: ActivitySessionId,
    /// The participant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: ActivityPersonId,
    /// There or not.
    pub presence: Presence,
    /// Why not.
    pub reason: String,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The marks of some sessions.
pub fn of(sessions: &[ActivitySessionId]) -> Select<Entity> {
    Entity::find().filter(Column::SessionId.is_in(sessions.iter().copied()))
}
