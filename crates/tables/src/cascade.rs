//! Questions to units below: a plan asks them for their own plan and for a person in charge.

use domain::cascade::Wish;
use domain::ids::{CascadeAnswerId, CascadeId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Goes to the units when the plan is issued.
    #[sea_orm(string_value = "declared")]
    Declared,
    /// Is being asked of the units.
    #[sea_orm(string_value = "opening")]
    Opening,
    /// Was asked of all of them.
    #[sea_orm(string_value = "open")]
    Open,
    /// Is not asked any more.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "cascade")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CascadeId,
    /// The plan whose clause asks.
    pub plan_id: PlanId,
    /// Who asks.
    pub asker_id: UnitId,
    /// The first question of the tree; itself for the first.
    pub root_id: CascadeId,
    /// The answer of the asking unit to the question that it passes on.
    pub above_id: Option<CascadeAnswerId>,
    /// How far it is.
    pub state: State,
    /// Wants an own plan.
    pub wants_plan: bool,
    /// Wants a person in charge.
    pub wants_person: bool,
    /// By when.
    pub due_on: Option<Day>,
    /// plan, task or duty.
    pub source_kind: String,
    /// Which task or duty.
    pub source_id: Option<Uuid>,
    /// The words that ask for it.
    pub quote: String,
    /// The line of the plan's text; 0 for the plan as a whole.
    pub line: i32,
    /// name, group or units.
    pub target: String,
    /// The printed name whose units are asked.
    pub printed: Option<String>,
    /// Below which unit, for a group.
    pub within_id: Option<UnitId>,
    /// Codes of kinds, or ids of units, joined by ",".
    pub chosen: String,
    /// The kind of the units, when they are all of one.
    pub kind: Option<String>,
    /// How many units are to be asked.
    pub n_units: i32,
    /// How many were.
    pub n_asked: i32,
    /// Answers in the whole tree from here down.
    pub n_tree: i64,
    /// Those of which nothing more is expected.
    pub n_tree_done: i64,
    /// When the silent were reminded last.
    pub reminded_at: Option<Moment>,
    /// How many units that was.
    pub n_reminded: i32,
    /// How many are to be, while a round is at work; `n_reminded` says how far it is.
    pub n_to_remind: Option<i32>,
    /// Who declared it.
    pub person_id: Option<PersonId>,
    /// When it was declared.
    pub created_at: Moment,
    /// When it went to the units.
    pub opened_at: Option<Moment>,
}

impl Model {
    /// What it wants.
    pub fn wish(&self) -> Wish {
        Wish { plan: self.wants_plan, person: self.wants_person }
    }
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The question with this id.
pub fn by_id(id: CascadeId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// What a plan asks, in order.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Id)
}

/// What these answers passed on.
pub fn below(answers: &[CascadeAnswerId]) -> Select<Entity> {
    Entity::find().filter(Column::AboveId.is_in(answers.iter().copied())).order_by_asc(Column::Id)
}

/// What these units ask, the latest first.
pub fn asked_by(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::AskerId.is_in(units.iter().copied())).order_by_desc(Column::Id)
}
