//! Changes of plans that were issued.

use domain::ids::{AmendmentId, DocumentId, PersonId, PlanId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// A change.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "amendment")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AmendmentId,
    /// The plan.
    pub plan_id: PlanId,
    /// Which change of the plan, from 1.
    pub no: i32,
    /// The document that says so; none while the review is open.
    pub document_id: Option<DocumentId>,
    /// How far it is.
    pub state: State,
    /// Why the plan is changed.
    pub reason: String,
    /// What the plan said: the reviewed draft as JSON.
    pub before: String,
    /// What it will say.
    pub draft: Option<String>,
    /// Items added.
    pub n_added: i32,
    /// Items changed.
    pub n_changed: i32,
    /// Items taken out.
    pub n_removed: i32,
    /// Deadlines of units that moved with the plan.
    pub n_moved: i32,
    /// Work of units that is not asked any more.
    pub n_withdrawn: i32,
    /// Who began it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it took effect.
    pub applied_at: Option<Moment>,
}

/// How far a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, serde::Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The review is open.
    #[sea_orm(string_value = "drafting")]
    Drafting,
    /// It has its document, which is on its way.
    #[sea_orm(string_value = "proposed")]
    Proposed,
    /// It was issued: the plan says so.
    #[sea_orm(string_value = "applied")]
    Applied,
    /// It was given up.
    #[sea_orm(string_value = "dropped")]
    Dropped,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The changes of a plan, the first one first.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan)).order_by_asc(Column::No)
}

/// The change of a plan that is neither in effect nor given up.
pub fn open_of(plan: PlanId) -> Select<Entity> {
    of_plan(plan).filter(Column::State.is_in([State::Drafting, State::Proposed]))
}

/// The change that a document says.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document))
}
