//! Pages of partners outside.

use super::clusters::LetterView;
use crate::features::units::{OfficeCodeView, UnitRef};
use domain::groups::{PartnerKind, SentBy};
use domain::ids::{DocumentId, PartnerId, PlanId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// Partners.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnersPage {
    /// Words that were searched for.
    pub q: String,
    /// Only of this kind.
    pub kind: String,
    /// Those that were put aside, too.
    pub with_aside: bool,
    /// By name.
    pub partners: Vec<PartnerRow>,
    /// How many there are in all.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// May add one.
    pub may_make: bool,
    /// May see whom to speak to.
    pub shows_people: bool,
}

impl Page for PartnersPage {
    const TEMPLATE: &'static str = "groups/partners.html";
}

/// A partner.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PartnerRow {
    /// Id.
    pub id: PartnerId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PartnerKind,
    /// Province or country.
    pub place: String,
    /// Whom to speak to; empty for readers who may not see people.
    pub contact: String,
    /// That person's post.
    pub contact_title: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Street and town.
    pub address: String,
    /// Remarks.
    pub note: String,
    /// When it was put aside.
    #[schema(value_type = Option<String>)]
    pub ended_at: Option<Moment>,
}

/// One partner.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerPage {
    /// What is known of it.
    pub partner: PartnerRow,
    /// The unit that keeps it.
    pub keeper: UnitRef,
    /// The code by which packages of documents name it.
    pub office: Option<OfficeCodeView>,
    /// Plans it has a part in.
    pub uses: Vec<UseView>,
    /// Documents without a plan that went out and address it.
    pub letters: Vec<LetterView>,
    /// What was sent to it.
    pub sent: Vec<SentView>,
    /// May change it.
    pub may_keep: bool,
    /// May see whom to speak to.
    pub shows_people: bool,
}

impl Page for PartnerPage {
    const TEMPLATE: &'static str = "groups/partner.html";
}

/// A plan in which a partner has a part.
#[derive(Debug, Serialize, ToSchema)]
pub struct UseView {
    /// The plan.
    #[schema(value_type = String)]
    pub plan: PlanId,
    /// Trích yếu.
    pub subject: String,
    /// Number and symbol.
    pub number: Option<String>,
    /// As printed.
    pub printed: String,
    /// It issues the plan with others.
    pub issues: bool,
    /// It stands in "Nơi nhận".
    pub receives: bool,
    /// Tasks and duties that name it.
    pub n_works: usize,
}

/// A way of a document to a partner.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentView {
    /// The document.
    #[schema(value_type = String)]
    pub document: DocumentId,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// Trích yếu.
    pub subject: String,
    /// The partner.
    #[schema(value_type = String)]
    pub partner_id: PartnerId,
    /// The partner.
    pub partner: String,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub on: Day,
    /// How.
    pub by: SentBy,
    /// Who took it.
    pub receiver: String,
    /// Number of the receipt, remarks.
    pub note: String,
    /// Who wrote it down.
    pub who: Option<String>,
}

/// A new partner, or a change of one.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerEditPage {
    /// The one that is changed.
    pub partner: Option<PartnerRow>,
    /// The unit that keeps it.
    pub unit: Option<UnitRef>,
    /// One of a similar name, which may be the same.
    pub similar: Option<PartnerRow>,
}

impl Page for PartnerEditPage {
    const TEMPLATE: &'static str = "groups/partner_edit.html";
}
