//! Evidence: files that prove what was done.

use domain::ids::{AssignmentId, EvidenceId, PersonId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EvidenceId,
    /// Of what.
    pub assignment_id: AssignmentId,
    /// Who sent it.
    pub person_id: Option<PersonId>,
    /// The name it came with; shown to people and never used to open anything.
    pub file_name: String,
    /// SHA-256: its name among the kept files.
    pub file: String,
    /// pdf, png, jpg, webp, docx, xlsx, pptx, odt, ods, txt or csv: by its bytes, not by its name.
    pub kind: String,
    /// Its size.
    pub n_bytes: i64,
    /// off (no scanner), waiting, clean, infected or failed (the scanner did not answer).
    pub scan: String,
    /// What the scanner found.
    pub found: Option<String>,
    /// When.
    pub scanned_at: Option<Moment>,
    /// When it came.
    pub created_at: Moment,
    /// When it was taken back.
    pub removed_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The file with this id.
pub fn by_id(id: EvidenceId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The files of an assignment that were not taken back, in the order they came.
pub fn of(assignment: AssignmentId) -> Select<Entity> {
    Entity::find()
        .filter(Column::AssignmentId.eq(assignment))
        .filter(Column::RemovedAt.is_null())
        .order_by_asc(Column::Id)
}
