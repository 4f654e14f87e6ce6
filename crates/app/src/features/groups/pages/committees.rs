//! Pages of committees.

use crate::features::plans::PlanHead;
use crate::features::units::UnitRef;
use domain::groups::{Change, CommitteeKind, CommitteeRole};
use domain::ids::{CommitteeChargeId, CommitteeId, CommitteeMemberId, DocumentId, PersonId, PlanId};
use domain::time::{Day, Moment};
use serde::Serialize;
use tables::document::State;
use utoipa::ToSchema;
use web::Page;

/// Committees of a plan or of a unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteesPage {
    /// The plan, when they are those of a plan.
    pub plan: Option<PlanHead>,
    /// The unit, when they are those of a unit.
    pub unit: Option<UnitRef>,
    /// In the order they were made.
    pub committees: Vec<CommitteeRow>,
    /// May make one.
    pub may_make: bool,
}

impl Page for CommitteesPage {
    const TEMPLATE: &'static str = "groups/committees.html";
}

/// A committee in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CommitteeRow {
    /// Id.
    pub id: CommitteeId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: CommitteeKind,
    /// The unit that sets it up.
    pub unit: String,
    /// Who is its head.
    pub chair: Option<String>,
    /// Members of today.
    pub n_members: usize,
    /// The decision that set it up, or the last that changed it.
    pub decision: Option<String>,
    /// draft, under_way, decided, ended.
    pub state: &'static str,
}

/// One committee.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteePage {
    /// What lists show of it.
    pub committee: CommitteeRow,
    /// The plan it is for.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// The subject of that plan.
    pub plan_subject: Option<String>,
    /// Legal bases, a line each.
    pub basis: Vec<String>,
    /// What it must do, a line each.
    pub duties: Vec<String>,
    /// Members of today, the head first.
    pub members: Vec<MemberView>,
    /// Members of before.
    pub former: Vec<MemberView>,
    /// Tasks and duties of the plan with nobody in charge.
    pub open_work: Vec<OpenWork>,
    /// Tasks and duties of the plan.
    pub n_work: usize,
    /// All of them, to choose from.
    pub work: Vec<OpenWork>,
    /// Decisions, the latest first.
    pub decisions: Vec<DecisionView>,
    /// What changed since the last decision that was issued.
    #[schema(value_type = Vec<Object>)]
    pub changes: Vec<Change>,
    /// People with an account who can be chosen.
    pub people: Vec<PersonChoice>,
    /// The parts there are.
    #[schema(value_type = Vec<String>)]
    pub roles: &'static [CommitteeRole],
    /// May change it.
    pub may_edit: bool,
    /// A decision can be begun now.
    pub may_decide: bool,
}

impl Page for CommitteePage {
    const TEMPLATE: &'static str = "groups/committee.html";
}

/// A member.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CommitteeMemberView)]
pub struct MemberView {
    /// Id; none of somebody the decision lists and the committee holds no more.
    pub id: Option<CommitteeMemberId>,
    /// The part.
    pub role: CommitteeRole,
    /// Full name.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// Post as printed.
    pub title: String,
    /// Unit as printed.
    pub unit_name: String,
    /// The account.
    #[schema(value_type = Option<String>)]
    pub person: Option<PersonId>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Day>,
    /// What the member is in charge of.
    pub charges: Vec<ChargeView>,
}

/// Something that a member is in charge of.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChargeView {
    /// Id.
    pub id: CommitteeChargeId,
    /// task, duty, area.
    pub kind: &'static str,
    /// In words.
    pub text: String,
}

/// A task or duty of the plan.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CommitteeWork)]
pub struct OpenWork {
    /// "task:ID" or "duty:ID".
    pub value: String,
    /// In words.
    pub text: String,
}

/// A decision.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CommitteeDecisionView)]
pub struct DecisionView {
    /// The document.
    #[schema(value_type = String)]
    pub document: DocumentId,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// Trích yếu.
    pub subject: String,
    /// Where it stands.
    #[schema(value_type = String)]
    pub state: State,
    /// Date.
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Day>,
    /// When it was begun.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Members it lists.
    pub n_members: usize,
}

/// Somebody with an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CommitteePersonChoice)]
pub struct PersonChoice {
    /// Id.
    pub id: PersonId,
    /// Full name with post and unit.
    pub word: String,
}

/// A new committee, or a change of one.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeEditPage {
    /// The one that is changed.
    pub committee: Option<CommitteeRow>,
    /// Its name, as proposed.
    pub name: String,
    /// Legal bases, a line each.
    pub basis: String,
    /// What it must do, a line each.
    pub duties: String,
    /// The unit that sets it up.
    pub unit: Option<UnitRef>,
    /// The plan it is for.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// The subject of that plan.
    pub plan_subject: Option<String>,
}

impl Page for CommitteeEditPage {
    const TEMPLATE: &'static str = "groups/committee_edit.html";
}
