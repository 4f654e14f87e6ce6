//! Imports of units from a spreadsheet: kept from the preview until they are carried out.

use domain::ids::{PersonId, PostId, UnitImportId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_import")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitImportId,
    /// Name of the uploaded file.
    pub file_name: String,
    /// Who uploaded it.
    pub person_id: Option<PersonId>,
    /// In which post.
    pub post_id: Option<PostId>,
    /// The rows as read, JSON.
    pub rows: String,
    /// How many rows there are.
    pub n_rows: i32,
    /// How many of them are in the tables already.
    pub n_done: i32,
    /// Faults found by the last check, JSON; an empty list when all is well.
    pub faults: String,
    /// "checked", "running", "done", "refused", "failed" or "discarded".
    pub state: String,
    /// When it was uploaded.
    pub created_at: Moment,
    /// When it was done, refused, given up or taken back.
    pub ended_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The import with this id.
pub fn by_id(id: UnitImportId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// All imports, newest first.
pub fn newest_first() -> Select<Entity> {
    Entity::find().order_by_desc(Column::Id)
}
