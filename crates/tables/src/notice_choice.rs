//! What a person wants to be told, and how, where it differs from what the house proposes.

use domain::ids::PersonId;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_choice")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// Kind of notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// It stands on the page and in the bell.
    pub shows: bool,
    /// It comes by mail.
    pub mails: bool,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The choices of a person.
pub fn of(person: PersonId) -> Select<Entity> {
    Entity::find().filter(Column::PersonId.eq(person))
}
