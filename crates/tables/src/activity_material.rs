//! Files and links of activities.

use domain::ids::{ActivityId, MaterialId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A file or a link.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "activity_material")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MaterialId,
    /// The activity.
    pub activity_id: ActivityId,
    /// Who brought it.
    pub person_id: Option<PersonId>,
    /// What it is called.
    pub name: String,
    /// The address; empty for a file.
    pub link: String,
    /// SHA-256: its name among the kept files; empty for a link.
    pub file: String,
    /// pdf, png, jpg, webp, docx, xlsx, pptx, odt, ods, txt or csv by its bytes; empty for a link.
    pub kind: String,
    /// Its size.
    pub n_bytes: i64,
    /// off (no scanner, or a link), waiting, clean, infected or failed (the scanner did not answer).
    pub scan: String,
    /// What the scanner found.
    pub found: Option<String>,
    /// When it came.
    pub created_at: Moment,
    /// When it was taken back.
    pub removed_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The file or link with this id.
pub fn by_id(id: MaterialId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// What an activity has and was not taken back, in the order it came.
pub fn of(activity: ActivityId) -> Select<Entity> {
    Entity::find()
        .filter(Column::ActivityId.eq(activity))
        .filter(Column::RemovedAt.is_null())
        .order_by_asc(Column::Id)
}
