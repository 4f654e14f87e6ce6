//! Files of evidence on rating sheets.

use domain::ids::{CriterionId, PersonId, RatingFileId, RatingSheetId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "rating_file")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingFileId,
    /// The sheet.
    pub sheet_id: RatingSheetId,
    /// The criterion it proves; none for the whole sheet.
    pub criterion_id: Option<CriterionId>,
    /// Who brought it.
    pub person_id: Option<PersonId>,
    /// What it is called.
    pub name: String,
    /// SHA-256: its name among the kept files.
    pub file: String,
    /// pdf, png, jpg, webp, docx, xlsx, pptx, odt, ods, txt or csv by its bytes.
    pub kind: String,
    /// Its size.
    pub n_bytes: i64,
    /// off (no scanner), waiting, clean, infected or failed (the scanner did not answer).
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

/// The file with this id.
pub fn by_id(id: RatingFileId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// What a sheet has and was not taken back, in the order it came.
pub fn of(sheet: RatingSheetId) -> Select<Entity> {
    Entity::find()
        .filter(Column::SheetId.eq(sheet))
        .filter(Column::RemovedAt.is_null())
        .order_by_asc(Column::Id)
}
