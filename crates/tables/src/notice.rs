//! Notices: one row for each person who is told of something.

use domain::ids::{NoticeId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// Something a person is told.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    /// Who is told.
    pub person_id: PersonId,
    /// In a post of which unit; none when the person is meant.
    pub unit_id: Option<UnitId>,
    /// What kind of thing, which is also the key of its sentence.
    pub kind: String,
    /// About what: document, work, plan …
    pub about_kind: String,
    /// Which one.
    pub about_id: Uuid,
    /// The values of the sentence as JSON.
    pub args: String,
    /// The page it leads to.
    pub link: String,
    /// What makes it one event: a person is told of it once.
    pub once: String,
    /// When.
    pub created_at: Moment,
    /// When the person opened it.
    pub read_at: Option<Moment>,
    /// It waits to go out by mail since then.
    pub mail_from: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a person was told, the latest first.
pub fn of(person: PersonId) -> Select<Entity> {
    Entity::find().filter(Column::PersonId.eq(person)).order_by_desc(Column::Id)
}

/// What a person has not opened.
pub fn unread_of(person: PersonId) -> Select<Entity> {
    Entity::find().filter(Column::PersonId.eq(person)).filter(Column::ReadAt.is_null())
}

/// What waits to be written as mail, by person.
pub fn to_mail(now: Moment) -> Select<Entity> {
    Entity::find()
        .filter(Column::MailFrom.lte(now))
        .order_by_asc(Column::MailFrom)
        .order_by_asc(Column::PersonId)
        .order_by_asc(Column::Id)
}
