//! Official documents on their way out (văn bản đi): plans, decisions, reports, letters.

use domain::ids::{DocumentId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{DeriveActiveEnum, QueryOrder, Select};
use serde::{Deserialize, Serialize};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentId,
    /// The unit that drafts and keeps it.
    pub unit_id: UnitId,
    /// The plan it is the text of.
    pub plan_id: Option<PlanId>,
    /// The document it amends or reports on.
    pub about_id: Option<DocumentId>,
    /// Code of its type: KH, QĐ, BC, …
    pub kind: String,
    /// Trích yếu.
    pub subject: String,
    /// Folded for sorting and search.
    pub subject_key: String,
    /// Where it stands.
    pub state: State,
    /// The latest version of its text, from 1.
    pub version: i32,
    /// Its text part by part, a `paper::Paper` as JSON.
    pub content: String,
    /// khan, thuong_khan, hoa_toc.
    pub urgency: Option<String>,
    /// Running number, once taken.
    pub number: Option<i32>,
    /// "05/KH-SGDĐT", once numbered.
    pub symbol: Option<String>,
    /// The date printed on it, once numbered.
    pub issued_on: Option<Day>,
    /// Units it goes to.
    pub n_to_deliver: i32,
    /// Units it has reached.
    pub n_delivered: i32,
    /// How many units are to be reminded, while a round is at work; `n_reminded` says how far it is.
    pub n_to_remind: Option<i32>,
    /// Units reminded in the last round.
    pub n_reminded: i32,
    /// Why it was last returned; none after it was submitted again.
    pub returned_why: Option<String>,
    /// Who began it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// When it was submitted.
    pub submitted_at: Option<Moment>,
    /// When it was issued.
    pub issued_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a document stands.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Dự thảo: being written.
    Draft,
    /// Đã trình: waits for the leaders of its issuers.
    Submitted,
    /// Đã duyệt: every issuer approved the text.
    Approved,
    /// Đã ký: every issuer signed.
    Signed,
    /// Đã cấp số.
    Numbered,
    /// Đang phát hành: on its way to the recipients.
    Issuing,
    /// Đã ban hành.
    Issued,
    /// Thu hồi: taken back.
    Recalled,
}

/// The document with this id.
pub fn by_id(id: DocumentId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The document of this plan.
pub fn of_plan(plan: PlanId) -> Select<Entity> {
    Entity::find().filter(Column::PlanId.eq(plan))
}

/// All documents, the latest first.
pub fn latest_first() -> Select<Entity> {
    Entity::find().order_by_desc(Column::Id)
}
