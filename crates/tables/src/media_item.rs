//! Items of a plan's communications: news, articles, pictures, releases.

use domain::ids::{MediaItemId, PartnerId, PersonId, PlanId, UnitId};
use domain::media::{MediaChannel, MediaKind, MediaPhase, MediaState};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "media_item")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaItemId,
    /// The plan it tells of.
    pub plan_id: PlanId,
    /// The unit in charge.
    pub unit_id: UnitId,
    /// Who writes it.
    pub person_id: Option<PersonId>,
    /// Whose channel it is.
    pub partner_id: Option<PartnerId>,
    /// Its title.
    pub title: String,
    /// Before, during or after.
    pub phase: MediaPhase,
    /// What it is.
    pub kind: MediaKind,
    /// Where it is told.
    pub channel: MediaChannel,
    /// The very place: a portal, a newspaper, a page.
    pub outlet: String,
    /// When it must be ready.
    pub due_on: Option<Day>,
    /// task, duty or nothing: what of the plan asks for it.
    pub source_kind: String,
    /// Which one.
    pub source_id: Option<Uuid>,
    /// Not to be published before.
    pub embargo_at: Option<Moment>,
    /// Its text as typed; `domain::media::blocks` reads it.
    pub body: String,
    /// The name under it; empty for the unit's.
    pub byline: String,
    /// Where text and pictures come from.
    pub credit: String,
    /// How others may use it.
    pub licence: String,
    /// It is shown on the public page of the plan once it is published.
    pub on_page: bool,
    /// It is published by the house at the end of its embargo.
    pub publishes_itself: bool,
    /// Where it stands.
    pub state: MediaState,
    /// Counts every change, for two writers at once.
    pub revision: i32,
    /// The latest version that was submitted; 0 for none.
    pub version: i32,
    /// The version the public reads.
    pub published_version: Option<i32>,
    /// Why it was last returned; empty after it was submitted again.
    pub returned_why: String,
    /// What the version being written corrects in the published one.
    pub correction: String,
    /// Why it was taken down.
    pub removed_why: String,
    /// When.
    pub removed_at: Option<Moment>,
    /// When it was first published.
    pub published_at: Option<Moment>,
    /// Where it can be read.
    pub published_url: String,
    /// Its part of the public address; not to be guessed.
    pub slug: String,
    /// Who began it.
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

/// The item with this id.
pub fn by_id(id: MediaItemId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The items of a plan in the order of their days, those without one last.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find()
        .filter(Column::PlanId.eq(plan))
        .order_by_with_nulls(Column::DueOn, sea_orm::Order::Asc, sea_orm::sea_query::NullOrdering::Last)
        .order_by_asc(Column::Id)
}
