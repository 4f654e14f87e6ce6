//! Lines of the budget of a plan: what is paid for, from what, by whom; and what of a line was allotted to units below.

use domain::ids::{MoneyLineId, PersonId, PlanId, UnitId};
use domain::money::{Flow, Fund, Level};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// A line. Amounts are whole đồng.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "money_line")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MoneyLineId,
    /// The plan.
    pub plan_id: PlanId,
    /// The line it was allotted from; none for a line of the estimate.
    pub above_id: Option<MoneyLineId>,
    /// The line of the estimate at the top; itself for one of the estimate.
    pub root_id: MoneyLineId,
    /// Steps from the estimate, from 0.
    pub depth: i32,
    /// Order in the estimate.
    pub position: i32,
    /// Number as printed: "1", "I.2".
    pub no: String,
    /// What is paid for.
    pub content: String,
    /// plan, task, duty or clause.
    pub source_kind: String,
    /// Which of them.
    pub source_id: Option<Uuid>,
    /// The line of the plan's text.
    pub line: Option<i32>,
    /// From what.
    pub fund: Fund,
    /// The level of the unit that pays.
    pub level: Level,
    /// The unit that pays.
    pub unit_id: UnitId,
    /// Unit of measure.
    pub measure: String,
    /// How many, in thousandths.
    pub quantity: Option<i64>,
    /// Price of one.
    pub price: Option<i64>,
    /// What it was estimated at before the estimate was approved.
    pub base: i64,
    /// Sum of what was adjusted since.
    pub adjusted: i64,
    /// Sum of what was allocated to it.
    pub allocated: i64,
    /// Of that, allotted to lines below.
    pub allotted: i64,
    /// Sum of what the unit spent.
    pub spent: i64,
    /// Sum of what units below spent.
    pub below: i64,
    /// A remark.
    pub note: String,
    /// Counts its changes, those of its entries among them.
    pub version: i32,
    /// Who wrote it.
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

impl Model {
    /// What it is estimated at now.
    pub const fn estimated(&self) -> i64 {
        self.base + self.adjusted
    }

    /// What it was given, gave on and spent.
    pub const fn flow(&self) -> Flow {
        Flow { allocated: self.allocated, allotted: self.allotted, spent: self.spent, below: self.below }
    }
}

/// The line with this id.
pub fn by_id(id: MoneyLineId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The lines with these ids.
pub fn by_ids(ids: &[MoneyLineId]) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id)
}

/// The lines of the estimate of a plan, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find()
        .filter(Column::PlanId.eq(plan))
        .filter(Column::Depth.eq(0))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
}

/// What was allotted from a line, in the order it was first allotted.
pub fn below(line: MoneyLineId) -> Select<Entity> {
    Entity::find().filter(Column::AboveId.eq(line)).order_by_asc(Column::Id)
}
