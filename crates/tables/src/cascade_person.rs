//! People named in charge of a plan in a unit, with those named before.

use domain::ids::{CascadeAnswerId, CascadePersonId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A person as named.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cascade_person")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CascadePersonId,
    /// In which answer.
    pub answer_id: CascadeAnswerId,
    /// Who, when it is somebody with an account.
    pub person_id: Option<PersonId>,
    /// The name.
    pub name: String,
    /// The post.
    pub title: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Who named them.
    pub named_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Everybody named in an answer, the latest first.
pub fn of_answer(answer: CascadeAnswerId) -> Select<Entity> {
    Entity::find().filter(Column::AnswerId.eq(answer)).order_by_desc(Column::Id)
}
