//! What the pages of work show. Each is the JSON contract as well.

use super::detail_pages::{Detail, RequestView};
use domain::ids::{AssignmentId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use domain::work::{Nearness, Role, State};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// A state with its look: one shape, one word.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = WorkChip)]
pub struct ChipView {
    /// late, waiting, doing, handed, returned, done, paused, withdrawn: also the end of its sentence's key.
    pub word: &'static str,
    /// Colour family.
    pub family: &'static str,
    /// Icon.
    pub icon: &'static str,
}

/// A person in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WorkPerson)]
pub struct PersonRef {
    /// Id.
    #[schema(value_type = String)]
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// The given name, which is how colleagues are called.
    pub given: String,
    /// Two letters.
    pub initials: String,
}

/// A part of a sum.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WorkPart)]
pub struct Part {
    /// How many.
    pub n: u64,
    /// Which, with its look.
    pub chip: ChipView,
}

/// A choice of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WorkChoice)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub word: String,
    /// How many.
    pub n: u64,
}

/// One assignment in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WorkRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: AssignmentId,
    /// What is to be done.
    pub title: String,
    /// task or duty.
    pub kind: String,
    /// Leads or cooperates.
    pub role: Role,
    /// How far.
    pub state: State,
    /// Its look today.
    pub chip: ChipView,
    /// By when.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// Days until then; negative when it has passed.
    pub days: Option<i64>,
    /// Colour family of the deadline: late, watch or empty.
    pub due_family: &'static str,
    /// How near.
    pub near: Nearness,
    /// The time as printed.
    pub printed: Option<String>,
    /// Which time it comes, of what comes again.
    pub period: String,
    /// The plan.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// What the plan is called.
    pub plan: String,
    /// The line of the plan's text; 0 when a person added it.
    pub line: i32,
    /// Who sees to it.
    pub person: Option<PersonRef>,
    /// How much is done, as the unit says.
    pub percent: i32,
    /// Whose work it is, where a list holds several units.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its short name.
    pub unit: String,
    /// It was handed in after its day.
    pub is_handed_late: bool,
}

/// Rows under one head.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkGroup)]
pub struct Group {
    /// late, week, month, …; empty when the head is a name.
    pub near: String,
    /// The head, when it is a name.
    pub name: String,
    /// Where the name leads.
    pub href: String,
    /// How many there are in all, on this page or another.
    pub n: u64,
    /// Those on this page.
    pub rows: Vec<WorkRow>,
}

/// Việc của đơn vị.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkInboxPage)]
pub struct InboxPage {
    /// The unit whose work it is; none for somebody without a post who chose none.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// Its short name.
    pub unit: String,
    /// Another unit than one's own was asked for.
    pub is_other_unit: bool,
    /// The cluster whose units it is, when one was asked for.
    pub cluster: Option<ClusterRef>,
    /// Everything the unit must do.
    pub total: u64,
    /// What it is made of; adds up.
    pub sum: Vec<Part>,
    /// How many fit what was asked for.
    pub n_found: u64,
    /// Rows under their heads.
    pub groups: Vec<Group>,
    /// due, plan or person.
    pub by: &'static str,
    /// The plans there is work of.
    pub plans: Vec<Choice>,
    /// The plan chosen.
    pub plan: String,
    /// The role chosen.
    pub role: String,
    /// The state chosen.
    pub state: String,
    /// What was searched for.
    pub q: String,
    /// This page, from 1.
    pub page: u64,
    /// Number of pages.
    pub n_pages: u64,
    /// Today.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
    /// The one that is open at the side.
    pub open: Option<Box<Detail>>,
    /// May decide on what the unit asked of others.
    pub may_lead: bool,
    /// What waits for the unit's answer, when it may decide.
    pub n_asked: u64,
    /// The address of this list without the open one.
    pub address: String,
}

impl Page for InboxPage {
    const TEMPLATE: &'static str = "work/list.html";
}

/// A cluster by name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkCluster)]
pub struct ClusterRef {
    /// Id.
    pub id: domain::ids::ClusterId,
    /// Its name.
    pub name: String,
}

/// One assignment on a page of its own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UnitWorkPage)]
pub struct WorkPage {
    /// Everything about it.
    pub open: Detail,
}

impl Page for WorkPage {
    const TEMPLATE: &'static str = "work/show.html";
}

/// Chờ duyệt: what others handed in, and their requests.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedPage {
    /// The unit that decides.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// Its short name.
    pub unit: String,
    /// What was handed in, the longest waiting first.
    pub handed: Vec<AskedRow>,
    /// How many there are in all.
    pub n_handed: u64,
    /// Requests for another date.
    pub requests: Vec<AskedDate>,
    /// This page, from 1.
    pub page: u64,
    /// Number of pages.
    pub n_pages: u64,
}

impl Page for AskedPage {
    const TEMPLATE: &'static str = "work/asked.html";
}

/// Something that was handed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedRow {
    /// The work.
    pub row: WorkRow,
    /// When it was handed in.
    #[schema(value_type = Option<String>)]
    pub handed_at: Option<Moment>,
    /// What was written with it.
    pub words: String,
    /// How many files came with it.
    pub n_files: u64,
}

/// A request for another date, with its work.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedDate {
    /// The work.
    pub row: WorkRow,
    /// The request.
    pub request: RequestView,
}

/// Work to be passed on.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandOverPage {
    /// Whose work it is.
    pub person: PersonRef,
    /// By unit.
    pub units: Vec<HandOverUnit>,
}

impl Page for HandOverPage {
    const TEMPLATE: &'static str = "work/hand_over.html";
}

/// The open work of a person in one unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandOverUnit {
    /// The unit.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its short name.
    pub unit: String,
    /// The work.
    pub rows: Vec<WorkRow>,
    /// Who may take it.
    pub people: Vec<PersonRef>,
    /// The person still holds a post there.
    pub is_in_post: bool,
}
