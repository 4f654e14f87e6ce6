//! Registers of documents (sổ văn bản): one row per unit, way, year and series. The row carries the next number, so
//! whoever takes one locks it.

use domain::ids::{PersonId, RegisterId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// Which way its documents go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// Sổ đăng ký văn bản đi: what the unit issues.
    #[sea_orm(string_value = "out")]
    Out,
    /// Sổ đăng ký văn bản đến: what the unit gets.
    #[sea_orm(string_value = "in")]
    In,
}

impl Way {
    /// The word stored and sent.
    pub const fn word(self) -> &'static str {
        match self {
            Way::Out => "out",
            Way::In => "in",
        }
    }
}

/// A register of one year.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RegisterId,
    /// Whose register.
    pub unit_id: UnitId,
    /// Outgoing or incoming.
    pub way: Way,
    /// Calendar year.
    pub year: i32,
    /// Word of the series, the same from year to year ("chung", "hop-dong").
    pub series: String,
    /// Name on the cover.
    pub name: String,
    /// Codes of the kinds of documents it takes, as JSON; empty for those that no other register takes.
    pub kinds: String,
    /// The number that the next document gets.
    pub next_number: i32,
    /// When it was opened.
    pub opened_at: Moment,
    /// By whom; none when the house did, at the first number of a year.
    pub opened_by: Option<PersonId>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// By whom.
    pub closed_by: Option<PersonId>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The register with this id.
pub fn by_id(id: RegisterId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The registers of a unit, the latest year first, then in order of opening.
pub fn of_unit(unit: UnitId) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.eq(unit)).order_by_desc(Column::Year).order_by_asc(Column::Id)
}

/// The registers of a unit for a way and a year, in order of opening.
pub fn of_year(unit: UnitId, way: Way, year: i32) -> Select<Entity> {
    of_unit(unit).filter(Column::Way.eq(way)).filter(Column::Year.eq(year))
}
