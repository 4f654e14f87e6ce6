//! Units: what does not change about them, their life, and the text that search looks at.

use domain::ids::UnitId;
use domain::time::Day;
use domain::units::UnitKind;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Select};

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit")]
pub struct Model {
    /// Id, kept through all changes.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitId,
    /// The code spreadsheets name it by. One unit per code.
    #[sea_orm(unique)]
    pub code: String,
    /// What it is.
    pub kind: UnitKind,
    /// Code of the place in the statistics office's lists; may be empty.
    pub area: String,
    /// Place among its siblings of the same kind.
    pub rank: i32,
    /// First day; none when it is not known.
    pub valid_from: Option<Day>,
    /// Last day; none while it exists.
    pub valid_to: Option<Day>,
    /// Where the facts come from.
    pub source: String,
    /// False when they are recalled or guessed: the pages say so.
    pub verified: bool,
    /// All names and spellings as folded words, abbreviations written out, for full-text search.
    pub search_text: String,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The unit with this id.
pub fn by_id(id: UnitId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The units with these ids, in order of id, so that two writers lock them in the same order.
pub fn by_ids(ids: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id)
}

/// The unit with this code.
pub fn by_code(code: &str) -> Select<Entity> {
    Entity::find().filter(Column::Code.eq(code))
}

/// A condition for the tables of units: the row holds on `day`.
pub fn holds_on(from: impl ColumnTrait, to: impl ColumnTrait, day: Day) -> Condition {
    Condition::all()
        .add(Condition::any().add(from.is_null()).add(from.lte(day)))
        .add(Condition::any().add(to.is_null()).add(to.gte(day)))
}
