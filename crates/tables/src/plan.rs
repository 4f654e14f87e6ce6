//! Plans: one row per document that people work with.

use domain::ids::{ImportId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    /// The unit that keeps it.
    pub unit_id: UnitId,
    /// The import it was made of.
    pub import_id: Option<ImportId>,
    /// Trích yếu.
    pub subject: String,
    /// Folded for sorting and search.
    pub subject_key: String,
    /// "KẾ HOẠCH".
    pub doc_type: String,
    /// Number and symbol as printed.
    pub number: Option<String>,
    /// Place of the date line.
    pub place: Option<String>,
    /// The date as printed, with blanks.
    pub date_printed: Option<String>,
    /// The date, when whole.
    pub issued_on: Option<Day>,
    /// The year it belongs to.
    pub year: Option<i32>,
    /// The plan's period as printed.
    pub window_printed: Option<String>,
    /// First day.
    pub starts_on: Option<Day>,
    /// Last day.
    pub ends_on: Option<Day>,
    /// draft, …
    pub state: String,
    /// The reviewed draft as JSON: everything the tables do not hold.
    pub document: String,
    /// The source lines as JSON.
    pub source: String,
    /// Folded words of subject, tasks and duties.
    pub search_text: String,
    /// Who made it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The plan with this id.
pub fn by_id(id: PlanId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// All plans, the latest first.
pub fn latest_first() -> Select<Entity> {
    Entity::find().order_by_desc(Column::Id)
}
