//! Answers of units to what a plan asks of them: how far their own plan is, whom they named.

use domain::cascade::OwnPlan;
use domain::ids::{CascadeAnswerId, CascadeId, ImportId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Select};
use serde::Serialize;

/// The answer of one unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "cascade_answer")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CascadeAnswerId,
    /// The question.
    pub cascade_id: CascadeId,
    /// Who is asked.
    pub unit_id: UnitId,
    /// Place in the matrix, from 0.
    pub place: i32,
    /// The unit's name folded, for search.
    pub unit_key: String,
    /// How far the own plan is.
    pub plan: OwnPlan,
    /// A person in charge is named.
    pub is_named: bool,
    /// Who, when it is somebody with an account.
    pub person_id: Option<PersonId>,
    /// The name.
    pub person_name: Option<String>,
    /// The review in which the own plan is drafted.
    pub import_id: Option<ImportId>,
    /// The own plan, when it was in the program already.
    pub own_plan_id: Option<PlanId>,
    /// Number and symbol of the own plan.
    pub own_number: Option<String>,
    /// Its date.
    pub own_on: Option<Day>,
    /// SHA-256 of its file, when it was issued elsewhere.
    pub file: Option<String>,
    /// The name that file came with.
    pub file_name: Option<String>,
    /// Why the unit needs no own plan, as it says.
    pub reason: Option<String>,
    /// Why the unit that asked does not agree.
    pub refusal: Option<String>,
    /// Answers in the tree below this unit.
    pub n_below: i64,
    /// Those of which nothing more is expected.
    pub n_below_done: i64,
    /// When the unit was reminded last.
    pub reminded_at: Option<Moment>,
    /// How often.
    pub n_reminders: i32,
    /// Since when nothing more is expected of it.
    pub done_at: Option<Moment>,
    /// When it was asked.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The answer with this id.
pub fn by_id(id: CascadeAnswerId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The answers to a question, in the order of its matrix.
pub fn of_cascade(cascade: CascadeId) -> Select<Entity> {
    Entity::find().filter(Column::CascadeId.eq(cascade)).order_by_asc(Column::Place).order_by_asc(Column::Id)
}

/// What is asked of these units, the latest first.
pub fn of_units(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied())).order_by_desc(Column::Id)
}

/// The answers that this plan, made of this import, is.
pub fn of_own_plan(plan: PlanId, import: Option<ImportId>) -> Select<Entity> {
    let is_it = Condition::any().add(Column::OwnPlanId.eq(plan));
    let is_it = match import {
        Some(import) => is_it.add(Column::ImportId.eq(import)),
        None => is_it,
    };
    Entity::find().filter(is_it).order_by_asc(Column::Id)
}
