//! Posts: a person in a unit, in a role, from one moment to another.

use domain::ids::{PersonId, PostId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "post")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PostId,
    /// Who holds it.
    pub person_id: PersonId,
    /// Where.
    pub unit_id: UnitId,
    /// The role.
    pub kind: PostKind,
    /// Title as printed ("Phó Cục trưởng").
    pub title: String,
    /// The post whose unit and title stand under the person's name.
    pub is_main: bool,
    /// From when.
    pub started_at: Moment,
    /// Until when; none while it is held.
    pub ended_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The post with this id.
pub fn by_id(id: PostId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The posts a person holds, the main one first.
pub fn held_by(person: PersonId) -> Select<Entity> {
    Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::EndedAt.is_null())
        .order_by_desc(Column::IsMain)
        .order_by_asc(Column::Id)
}

/// The posts held in these units.
pub fn held_in(units: &[UnitId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::UnitId.is_in(units.iter().copied()))
        .filter(Column::EndedAt.is_null())
        .order_by_asc(Column::Id)
}
