//! The shapes of the pages of units without a union. Texts of fields stay as they are typed.

use super::forms::ListForm;
use super::row_forms::{CloseForm, FoundForm, RowForm};
use domain::foundings::FoundingState;
use domain::ids::{FoundingId, FoundingListId, PlanId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// Counts of rows; the four states add up to `n`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FoundingCounts)]
pub struct Counts {
    /// All.
    pub n: u64,
    /// No step is done.
    pub n_waiting: u64,
    /// Some step is done.
    pub n_going: u64,
    /// Recognised.
    pub n_founded: u64,
    /// Closed for another reason.
    pub n_closed: u64,
    /// Of the open ones, those with a step whose day has passed.
    pub n_late: u64,
}

/// Counts of one kind, or of one district or commune.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingGroup)]
pub struct GroupView {
    /// What is sent to see it alone.
    pub value: String,
    /// What is read.
    pub word: String,
    /// Its counts.
    pub counts: Counts,
}

/// A list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingListView)]
pub struct ListView {
    /// Id.
    pub id: FoundingListId,
    /// Its name.
    pub name: String,
    /// Who keeps it.
    pub union: String,
    /// The task that it is for.
    pub task: Option<String>,
    /// The plan of that task.
    pub plan_id: Option<PlanId>,
    /// Its counts.
    pub counts: Counts,
    /// The version of the page.
    pub version: i32,
}

/// A step given to the reader.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingMine)]
pub struct MineView {
    /// The unit on the list.
    pub id: FoundingId,
    /// Its name.
    pub unit: String,
    /// The step.
    pub step: String,
    /// By when.
    #[schema(value_type = Option<String>, format = "date")]
    pub due_on: Option<Day>,
    /// That day has passed.
    pub is_late: bool,
}

/// The lists that one's units keep, and the steps that one was given.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundingListsPage)]
pub struct ListsPage {
    /// Lists.
    pub lists: Vec<ListView>,
    /// Steps of the reader that are not done.
    pub mine: Vec<MineView>,
    /// May begin one.
    pub may_make: bool,
}

impl Page for ListsPage {
    const TEMPLATE: &'static str = "foundings/lists.html";
}

/// One of a list to choose from.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingChoice)]
pub struct ChoiceView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub word: String,
}

/// The form of a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundingEditPage)]
pub struct EditPage {
    /// Which one; none for a new one.
    pub id: Option<FoundingListId>,
    /// The task that it is for.
    pub task: Option<String>,
    /// What the fields hold.
    #[schema(value_type = Object)]
    pub fields: ListForm,
    /// Kinds of units.
    pub kinds: Vec<ChoiceView>,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "foundings/edit.html";
}

/// A unit on a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingRowView)]
pub struct RowView {
    /// Id.
    pub id: FoundingId,
    /// The unit, when the register has it.
    pub unit_id: Option<UnitId>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// District or commune.
    pub area: String,
    /// Workers.
    pub n_workers: Option<i32>,
    /// How far it is.
    pub state: FoundingState,
    /// Steps that are done.
    pub n_done: i32,
    /// Steps.
    pub n_steps: i32,
    /// The first day of a step not done.
    #[schema(value_type = Option<String>, format = "date")]
    pub next_due: Option<Day>,
    /// That day has passed.
    pub is_late: bool,
    /// Founded: the union.
    pub union_name: String,
    /// Founded: number of the decision.
    pub decision_number: String,
    /// Founded: its day.
    #[schema(value_type = Option<String>, format = "date")]
    pub decided_on: Option<Day>,
    /// Founded: who decided.
    pub decided_by: String,
    /// Closed: why.
    pub reason: String,
    /// The same, or why it was opened again, in words.
    pub words: String,
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = FoundingNarrow)]
pub struct NarrowView {
    /// A state, or empty.
    pub state: String,
    /// Code of a kind, or empty.
    pub kind: String,
    /// District or commune, or empty.
    pub area: String,
    /// Words of the name.
    pub q: String,
    /// Only late ones.
    pub late: bool,
}

/// A list with its progress.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundingListPage)]
pub struct ListPage {
    /// The list with the counts of all its units.
    pub list: ListView,
    /// Counts by kind.
    pub kinds: Vec<GroupView>,
    /// Counts by district or commune.
    pub areas: Vec<GroupView>,
    /// Units shown.
    pub rows: Vec<RowView>,
    /// What they are narrowed to.
    pub narrow: NarrowView,
    /// Units on all pages.
    pub n_rows: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// May write.
    pub may_write: bool,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "foundings/list.html";
}

/// A unit that is proposed.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingCandidate)]
pub struct CandidateView {
    /// The unit.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The unit above it.
    pub area: String,
    /// A union of this unit that the register of units has.
    pub union: Option<String>,
}

/// A line as it is read.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingLine)]
pub struct LineView {
    /// Its number.
    pub line: usize,
    /// The unit.
    pub name: String,
    /// What it is; empty when it could not be told.
    pub kind: String,
    /// District or commune.
    pub area: String,
    /// Workers.
    pub n_workers: Option<i32>,
    /// Whom to ask.
    pub contact: String,
    /// new, register, there, has_union, no_kind or no_workers.
    pub verdict: &'static str,
}

/// Units that can come on a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundingAddPage)]
pub struct AddPage {
    /// The list.
    pub list: ListView,
    /// This person can record that units have a union.
    pub may_lead: bool,
    /// Below which unit they are looked for.
    pub within: String,
    /// Units that are proposed.
    pub candidates: Vec<CandidateView>,
    /// Units of which somebody recorded by hand that they have a union, the latest first.
    pub recorded: Vec<RecordedView>,
    /// All of them.
    pub n_recorded: u64,
    /// All of them.
    pub n_candidates: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// Words to look for.
    pub q: String,
    /// What was pasted.
    pub paste: String,
    /// Why, in words.
    pub note: String,
    /// How it is read.
    pub lines: Vec<LineView>,
}

/// A unit of which somebody recorded that it has a union.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingRecorded)]
pub struct RecordedView {
    /// The unit.
    #[schema(value_type = String)]
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// The union.
    pub union: String,
    /// When it was recorded.
    pub at: Moment,
}

impl Page for AddPage {
    const TEMPLATE: &'static str = "foundings/add.html";
}

/// A step.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FoundingStepView)]
pub struct StepView {
    /// Id.
    pub id: domain::ids::FoundingStepId,
    /// What is done.
    pub name: String,
    /// Who sees to it.
    pub person: Option<String>,
    /// It is not done and its day has passed.
    pub is_late: bool,
    /// When it was done.
    #[schema(value_type = Option<String>, format = "date")]
    pub done_on: Option<Day>,
    /// By when.
    #[schema(value_type = Option<String>, format = "date")]
    pub due_on: Option<Day>,
    /// Who else sees to it.
    pub holder: String,
    /// Number of a document, or an address.
    pub evidence: String,
    /// The address can be followed.
    pub is_link: bool,
    /// A remark.
    pub note: String,
}

/// A unit on a list with its steps.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundingRowPage)]
pub struct RowPage {
    /// The list.
    pub list: ListView,
    /// The unit.
    pub row: RowView,
    /// Whom to ask.
    pub contact: String,
    /// A remark.
    pub note: String,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// People of the union to choose from.
    pub people: Vec<ChoiceView>,
    /// What the fields of facts and steps hold.
    #[schema(value_type = Object)]
    pub fields: RowForm,
    /// What the fields of the decision hold.
    #[schema(value_type = Object)]
    pub found: FoundForm,
    /// What the fields of closing hold.
    #[schema(value_type = Object)]
    pub close: CloseForm,
    /// What was typed as a reason.
    pub reason: String,
    /// When it was founded or closed.
    pub closed_at: Option<Moment>,
    /// The version of the page.
    pub version: i32,
    /// May write.
    pub may_write: bool,
    /// May close and open again.
    pub may_lead: bool,
}

impl Page for RowPage {
    const TEMPLATE: &'static str = "foundings/row.html";
}
