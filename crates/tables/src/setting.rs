//! Settings that are changed while the house runs, and the few facts it keeps about itself.

use domain::ids::PersonId;
use domain::time::Moment;
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A setting.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    /// Name ("events.head").
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Value as JSON.
    pub value: String,
    /// When it last changed.
    pub updated_at: Moment,
    /// Who changed it; none when the house did.
    pub updated_by: Option<PersonId>,
}

/// No relations.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The setting of this name.
pub fn by_name(name: &str) -> Select<Entity> {
    Entity::find_by_id(name)
}
