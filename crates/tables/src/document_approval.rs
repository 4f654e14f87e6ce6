//! Approvals and signatures of a document: one row per issuer.

use domain::ids::{ApprovalId, DocumentId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{DeriveActiveEnum, QueryOrder, Select};
use serde::{Deserialize, Serialize};

/// An approval.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_approval")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalId,
    /// The document.
    pub document_id: DocumentId,
    /// Place among the issuers, from 0.
    pub position: i32,
    /// The issuer as printed.
    pub printed: String,
    /// The unit it stands for.
    pub unit_id: Option<UnitId>,
    /// What it has done.
    pub state: State,
    /// none, TM, KT, TL, TUQ, Q.
    pub authority: String,
    /// The line of authority as printed: "KT. BỘ TRƯỞNG"; empty when the head signs.
    pub rank_printed: String,
    /// The post of the signer as printed.
    pub title_printed: String,
    /// The name of the signer as printed; empty until chosen.
    pub name_printed: String,
    /// Who is to sign.
    pub signer_id: Option<PersonId>,
    /// Who approved or returned.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Moment>,
    /// Why it was returned, or a remark.
    pub reason: Option<String>,
    /// Who signed, or who recorded an outside signature.
    pub signed_by: Option<PersonId>,
    /// When.
    pub signed_at: Option<Moment>,
    /// SHA-256 of the text that was signed.
    pub signed_digest: Option<String>,
    /// Signed outside the program and recorded here.
    pub is_outside: bool,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What an issuer has done.
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
    /// Waits for its leader.
    Asked,
    /// Approved the text.
    Approved,
    /// Signed it.
    Signed,
}

/// The approvals of a document, in order of its issuers.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document)).order_by_asc(Column::Position)
}
