//! Weekly digests: one row for each person and week, also when there was nothing to say.

use domain::ids::PersonId;
use domain::time::{Day, Moment};
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// A digest.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "digest")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// The Monday of its week.
    #[sea_orm(primary_key, auto_increment = false)]
    pub week: Day,
    /// Lines of it; none when there was nothing to say.
    pub n_lines: i32,
    /// SHA-256 of the secret by which it is switched off.
    pub stop_hash: Option<String>,
    /// When it was written.
    pub created_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The digest that this secret came with.
pub fn by_stop(hash: &str) -> Select<Entity> {
    Entity::find().filter(Column::StopHash.eq(hash))
}
