//! Public news of plans: whether there is a page, and its address.

use domain::ids::{MediaPageId, PersonId, PlanId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "media_page")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaPageId,
    /// Of what.
    pub plan_id: PlanId,
    /// Its part of the address; it stays when the page is switched off and on again.
    pub slug: String,
    /// Anybody may read it.
    pub is_on: bool,
    /// Who switched it last.
    pub person_id: Option<PersonId>,
    /// When.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The page of a plan.
pub fn of(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Id)
}

/// The page at this address.
pub fn at(slug: &str) -> Select<Entity> {
    Entity::find().filter(Column::Slug.eq(slug))
}
