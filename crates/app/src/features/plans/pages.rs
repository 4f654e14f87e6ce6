//! What the pages of plans show. Each is the JSON contract as well.

use super::phase::Phase;
use domain::ids::{DutyId, PlanId, TaskId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// The list of plans.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlansPage {
    /// What was searched for.
    pub q: String,
    /// The year chosen.
    pub year: Option<i32>,
    /// Years there are plans of, the latest first.
    pub years: Vec<i32>,
    /// The plans of this page.
    pub plans: Vec<PlanRow>,
    /// How many there are in all.
    pub total: u64,
    /// This page, from 1.
    pub page: u64,
    /// Number of pages.
    pub n_pages: u64,
    /// May bring a file in.
    pub may_import: bool,
    /// There is no plan at all yet.
    pub is_empty: bool,
}

impl Page for PlansPage {
    const TEMPLATE: &'static str = "plans/list.html";
}

/// A plan in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: PlanId,
    /// Trích yếu.
    pub subject: String,
    /// "KẾ HOẠCH".
    pub doc_type: String,
    /// Number and symbol as printed.
    pub number: Option<String>,
    /// Date, when whole.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// Date as printed.
    pub date_printed: Option<String>,
    /// Issuers by name.
    pub issuers: Vec<String>,
    /// Number of tasks.
    pub n_tasks: u64,
    /// Number of duties.
    pub n_duties: u64,
    /// draft, …
    pub state: String,
    /// When it last changed.
    #[schema(value_type = String)]
    pub updated_at: Moment,
}

/// What stands above every page of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanHead {
    /// Id.
    #[schema(value_type = String)]
    pub id: PlanId,
    /// Trích yếu.
    pub subject: String,
    /// "KẾ HOẠCH".
    pub doc_type: String,
    /// Number and symbol as printed.
    pub number: Option<String>,
    /// Place of the date line.
    pub place: Option<String>,
    /// Date as printed, with blanks.
    pub date_printed: Option<String>,
    /// Date, when whole.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// draft, …
    pub state: String,
    /// Period as printed.
    pub window_printed: Option<String>,
    /// Issuers.
    pub issuers: Vec<UnitView>,
    /// The unit that keeps it.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The page's tab: overview, text, work, sessions, budget, recipients, history.
    pub tab: &'static str,
    /// Numbers for the tabs.
    pub counts: Counts,
    /// May remove it.
    pub may_remove: bool,
    /// May read who changed it.
    pub may_read_history: bool,
    /// May see the import it came from.
    pub may_read_import: bool,
    /// The import it came from.
    #[schema(value_type = Option<String>)]
    pub import_id: Option<domain::ids::ImportId>,
}

/// Numbers for the tabs.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Counts {
    /// Source lines.
    pub lines: u64,
    /// Tasks.
    pub tasks: u64,
    /// Duties.
    pub duties: u64,
    /// Sessions.
    pub sessions: u64,
    /// Venues.
    pub venues: u64,
    /// Budget lines.
    pub budget: u64,
    /// Recipients.
    pub recipients: u64,
}

/// A unit as a plan names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnitView {
    /// As printed.
    pub printed: String,
    /// Whole name on the day of the plan; as printed when the unit is not known.
    pub name: String,
    /// The unit, when known.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
}

/// A task as pages show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TaskView {
    /// Id.
    #[schema(value_type = String)]
    pub id: TaskId,
    /// Number as printed, else its place.
    pub no: String,
    /// The work.
    pub title: String,
    /// The group it stands under.
    pub group: Option<String>,
    /// Window as printed.
    pub time_printed: Option<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub starts_on: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
    /// day, month, quarter, …
    pub precision: String,
    /// What comes of it.
    pub product: Option<String>,
    /// Who leads.
    pub leads: Vec<UnitView>,
    /// Who cooperates.
    pub cooperating: Vec<UnitView>,
    /// waiting, …
    pub state: String,
    /// Where its window stands today.
    pub phase: PhaseView,
    /// First source line; 0 when added by hand.
    pub first_line: i32,
    /// Last source line.
    pub last_line: i32,
}

/// A phase with its look.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct PhaseView {
    /// past, soon, now, coming, open.
    pub word: Phase,
    /// Colour family.
    pub family: &'static str,
    /// Icon.
    pub icon: &'static str,
    /// Days from today to the end; negative when past; none without an end.
    pub days: Option<i64>,
}

/// A duty as pages show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DutyView {
    /// Id.
    #[schema(value_type = String)]
    pub id: DutyId,
    /// Place in the plan, from 1.
    pub no: usize,
    /// The clause.
    pub text: String,
    /// Leading verbs.
    pub verbs: Vec<String>,
    /// Who is bound.
    pub units: Vec<UnitView>,
    /// With whom.
    pub with: Vec<UnitView>,
    /// Deadline as printed.
    pub time_printed: Option<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub starts_on: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
    /// Where its window stands today.
    pub phase: PhaseView,
    /// waiting, …
    pub state: String,
    /// First source line; 0 when added by hand.
    pub first_line: i32,
    /// Last source line.
    pub last_line: i32,
}

/// A part of a total.
#[derive(Debug, Serialize, ToSchema)]
pub struct SumPart {
    /// How many.
    pub n: usize,
    /// past, soon, now, coming, open.
    pub phase: Phase,
    /// Colour family.
    pub family: &'static str,
}

/// The overview of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShowPlan {
    /// Head.
    pub plan: PlanHead,
    /// Tasks in order.
    pub tasks: Vec<TaskView>,
    /// Tasks by phase; adds up to all.
    pub task_sum: Vec<SumPart>,
    /// Duties by phase; adds up to all.
    pub duty_sum: Vec<SumPart>,
    /// The roadmap as SVG; none when no task has a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline: Option<String>,
    /// Units and tasks.
    pub matrix: Matrix,
    /// Purposes and requirements.
    pub aims: Vec<AimView>,
    /// Named movements and awards.
    pub campaigns: Vec<CampaignView>,
    /// The latest of its history, for those who may read it.
    pub feed: Option<Vec<EventView>>,
    /// Today, for the pictures.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
}

impl Page for ShowPlan {
    const TEMPLATE: &'static str = "plans/show.html";
}

/// Units down, tasks across.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matrix {
    /// Columns: task numbers.
    pub columns: Vec<MatrixColumn>,
    /// Rows.
    pub rows: Vec<MatrixRow>,
    /// Tasks that did not fit.
    pub n_hidden: usize,
    /// Duties of all rows together: a duty of three units counts in three rows.
    pub n_duties: usize,
}

/// A task of the matrix.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixColumn {
    /// Number.
    pub no: String,
    /// Title.
    pub title: String,
    /// Units in this task.
    pub n_units: usize,
}

/// A unit of the matrix.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixRow {
    /// The unit.
    pub unit: UnitView,
    /// lead, cooperate or nothing, per column.
    pub cells: Vec<Option<&'static str>>,
    /// Number of tasks.
    pub n_tasks: usize,
    /// Number of duties.
    pub n_duties: usize,
    /// Address of the unit's part of the work page.
    pub href: String,
}

/// A purpose or requirement.
#[derive(Debug, Serialize, ToSchema)]
pub struct AimView {
    /// purpose, requirement, purpose_requirement, target.
    pub kind: String,
    /// The clause.
    pub text: String,
    /// Source line.
    pub line: u32,
}

/// A named movement, award, programme.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignView {
    /// Name.
    pub name: String,
    /// phong_trao, giai_thuong, …
    pub types: Vec<String>,
    /// Editions in words are made by the template.
    pub editions: Vec<EditionView>,
    /// Source lines.
    pub lines: Vec<u32>,
}

/// An edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionView {
    /// "lần thứ 7".
    pub edition: Option<u32>,
    /// Year.
    pub year: Option<i32>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventView {
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who; none when the house did.
    pub who: Option<String>,
    /// Two letters.
    pub initials: String,
    /// create, remove, …
    pub verb: String,
    /// plan or import.
    pub kind: String,
    /// Whether the seal of the chain covers it already.
    pub is_sealed: bool,
}

/// The text of a plan with its items beside.
#[derive(Debug, Serialize, ToSchema)]
pub struct TextPage {
    /// Head.
    pub plan: PlanHead,
    /// Lines in order; runs of blank lines are one gap.
    pub lines: Vec<TextLine>,
}

impl Page for TextPage {
    const TEMPLATE: &'static str = "plans/text.html";
}

/// A line of the text.
#[derive(Debug, Serialize, ToSchema)]
pub struct TextLine {
    /// Number from 1.
    pub n: u32,
    /// text, row or gap.
    pub kind: &'static str,
    /// strong, center or nothing.
    pub look: Option<&'static str>,
    /// The text.
    pub text: String,
    /// The cells of a row.
    pub cells: Vec<String>,
    /// What was read from it.
    pub items: Vec<TextItem>,
}

/// What was read from a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct TextItem {
    /// task, duty, session, venue, budget, recipient, …
    pub kind: &'static str,
    /// In few words.
    pub word: String,
    /// Where it is shown.
    pub href: String,
}

/// Tasks and duties.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkPage {
    /// Head.
    pub plan: PlanHead,
    /// What was searched for.
    pub q: String,
    /// The unit chosen, as in the list of units.
    pub unit: String,
    /// The phase chosen.
    pub phase: String,
    /// Units to choose from.
    pub units: Vec<UnitChoice>,
    /// Tasks that fit.
    pub tasks: Vec<TaskView>,
    /// Duties that fit, by unit.
    pub duties: Vec<DutyGroup>,
    /// Number of duties that fit, each counted once.
    pub n_duties: usize,
    /// All tasks of the plan.
    pub n_tasks_all: usize,
    /// All duties of the plan.
    pub n_duties_all: usize,
    /// Today.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
}

impl Page for WorkPage {
    const TEMPLATE: &'static str = "plans/work.html";
}

/// A unit to choose.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitChoice {
    /// Value in the address.
    pub value: String,
    /// Name.
    pub name: String,
}

/// The duties of a unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyGroup {
    /// The unit.
    pub unit: UnitView,
    /// Value in the address.
    pub value: String,
    /// Its duties in order.
    pub duties: Vec<DutyView>,
}

/// Sessions, venues, participants.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionsPage {
    /// Head.
    pub plan: PlanHead,
    /// Sessions in order.
    pub sessions: Vec<SessionView>,
    /// Venues and participants that belong to no session.
    pub loose: SessionView,
}

impl Page for SessionsPage {
    const TEMPLATE: &'static str = "plans/sessions.html";
}

/// A session with its venues and participants.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = PlanSessionView)]
pub struct SessionView {
    /// "Buổi 1".
    pub label: String,
    /// What it is.
    pub text: String,
    /// For whom.
    pub audience: Option<String>,
    /// When, as printed.
    pub time_printed: Option<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub starts_on: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
    /// Source line.
    pub line: i32,
    /// Venues.
    pub venues: Vec<VenueView>,
    /// Chairs and delegates.
    pub participants: Vec<ParticipantsView>,
}

/// A venue.
#[derive(Debug, Serialize, ToSchema)]
pub struct VenueView {
    /// truc_tiep, truc_tuyen.
    pub mode: Option<String>,
    /// Place.
    pub location: Option<String>,
    /// The clause.
    pub text: String,
    /// Source line.
    pub line: i32,
}

/// A group of participants.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParticipantsView {
    /// truc_tiep, truc_tuyen.
    pub mode: Option<String>,
    /// chair, delegates.
    pub role: String,
    /// Groups.
    pub members: Vec<String>,
    /// Source line.
    pub line: i32,
}

/// Budget.
#[derive(Debug, Serialize, ToSchema)]
pub struct BudgetPage {
    /// Head.
    pub plan: PlanHead,
    /// Lines in order.
    pub lines: Vec<BudgetView>,
}

impl Page for BudgetPage {
    const TEMPLATE: &'static str = "plans/budget.html";
}

/// A sentence about money.
#[derive(Debug, Serialize, ToSchema)]
pub struct BudgetView {
    /// What for.
    pub scope: Option<String>,
    /// The sentence.
    pub text: String,
    /// From what.
    pub sources: Vec<String>,
    /// Who pays.
    pub payers: Vec<String>,
    /// Source line.
    pub line: i32,
}

/// Recipients and signers.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecipientsPage {
    /// Head.
    pub plan: PlanHead,
    /// Recipients in order.
    pub recipients: Vec<RecipientView>,
    /// The archive line.
    pub archive: Option<RecipientView>,
    /// Signers in order.
    pub signatures: Vec<SignatureView>,
}

impl Page for RecipientsPage {
    const TEMPLATE: &'static str = "plans/recipients.html";
}

/// A recipient.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecipientView {
    /// As printed.
    pub name: String,
    /// "để b/c".
    pub purpose: Option<String>,
    /// The unit, when it is one.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// Its name.
    pub unit_name: Option<String>,
    /// Source line.
    pub line: i32,
}

/// A signer.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureView {
    /// "KT. BỘ TRƯỞNG".
    pub authority: Option<String>,
    /// Post.
    pub title: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Agency.
    pub agency: Option<String>,
    /// Source line.
    pub line: u32,
}

/// What happened to the plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryPage {
    /// Head.
    pub plan: PlanHead,
    /// The latest first.
    pub events: Vec<EventView>,
}

impl Page for HistoryPage {
    const TEMPLATE: &'static str = "plans/history.html";
}

/// Asks before a plan is removed.
#[derive(Debug, Serialize, ToSchema)]
pub struct RemovePage {
    /// Head.
    pub plan: PlanHead,
}

impl Page for RemovePage {
    const TEMPLATE: &'static str = "plans/remove.html";
}

/// A typed time, understood or not.
#[derive(Debug, Serialize, ToSchema)]
pub struct WindowAnswer {
    /// The words make days.
    pub is_understood: bool,
    /// The window in full, in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full: Option<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub start: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub end: Option<Day>,
    /// What to do when it was not understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
}

impl Page for WindowAnswer {
    const TEMPLATE: &'static str = "plans/window.html";
}
