//! Corrections that people made in reviews: which unit a printed name means in the documents of a unit. The next document
//! is read with them.

use domain::ids::{CorrectionId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A remembered choice.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CorrectionId,
    /// In whose documents.
    pub unit_id: UnitId,
    /// The printed name, folded.
    pub name_key: String,
    /// The name as last printed.
    pub printed: String,
    /// The unit it means.
    pub target_id: UnitId,
    /// In how many finished documents it was chosen.
    pub times_used: i32,
    /// Who chose it last.
    pub person_id: Option<PersonId>,
    /// When.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The choices of a unit, the most used first.
pub fn of(unit: UnitId) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.eq(unit)).order_by_desc(Column::TimesUsed).order_by_asc(Column::Id)
}

/// The choice for a name.
pub fn of_name(unit: UnitId, name_key: &str) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.eq(unit)).filter(Column::NameKey.eq(name_key))
}
