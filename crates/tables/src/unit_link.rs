//! The legal history of units: merges, splits, renamings, moves, ends.

use domain::ids::{UnitChangeId, UnitId};
use domain::time::Day;
use domain::units::LinkKind;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, QueryTrait, Select};

/// What happened to a unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_link")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitChangeId,
    /// What happened.
    pub kind: LinkKind,
    /// The unit it happened to.
    pub from_id: UnitId,
    /// What it went into, came under or is; none when nothing followed.
    pub to_id: Option<UnitId>,
    /// First day of the new state.
    pub on_day: Day,
    /// The legal text; empty when unknown.
    pub basis: String,
    /// False when day or text are recalled.
    pub verified: bool,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What happened to these units or led to them, newest first.
pub fn about(units: &[UnitId]) -> Select<Entity> {
    let ids = || units.iter().copied();
    Entity::find()
        .filter(Condition::any().add(Column::FromId.is_in(ids())).add(Column::ToId.is_in(ids())))
        .order_by_desc(Column::OnDay)
        .order_by_asc(Column::Id)
}

/// What became of these units.
pub fn from(units: &[UnitId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::FromId.is_in(units.iter().copied()))
        .order_by_asc(Column::OnDay)
        .order_by_asc(Column::Id)
}

/// What took over the work of those of these units that have ended by `day`. A unit that lives on answers for itself,
/// whatever was split from it.
pub fn successors(units: &[UnitId], day: Day) -> Select<Entity> {
    taken_over(from(units), day)
}

/// The units that have ended by `day` and whose work these took over.
pub fn predecessors(units: &[UnitId], day: Day) -> Select<Entity> {
    let to = Entity::find().filter(Column::ToId.is_in(units.iter().copied())).order_by_asc(Column::Id);
    taken_over(to, day)
}

fn taken_over(links: Select<Entity>, day: Day) -> Select<Entity> {
    let ended = super::unit::Entity::find()
        .select_only()
        .column(super::unit::Column::Id)
        .filter(super::unit::Column::ValidTo.lt(day))
        .into_query();
    let kinds = LinkKind::ALL.into_iter().filter(|kind| kind.makes_successor());
    links
        .filter(Column::ToId.is_not_null())
        .filter(Column::Kind.is_in(kinds))
        .filter(Column::OnDay.lte(day))
        .filter(Column::FromId.in_subquery(ended))
}
