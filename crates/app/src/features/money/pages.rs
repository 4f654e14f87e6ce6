//! The shapes of the pages of money. Amounts are whole đồng; texts of fields stay as they are typed.

use crate::features::plans::PlanHead;
use domain::ids::{MoneyEntryId, MoneyLineId, PlanId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// A clause of the plan about money.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BudgetClause)]
pub struct ClauseView {
    /// Id.
    #[schema(value_type = String)]
    pub id: uuid::Uuid,
    /// What for.
    pub scope: Option<String>,
    /// The sentence.
    pub text: String,
    /// From what.
    pub sources: Vec<String>,
    /// Who pays.
    pub payers: Vec<String>,
    /// Its line; 0 when a person added it.
    pub line: i32,
    /// No line of the estimate belongs to it yet.
    pub is_open: bool,
}

/// A line with its sums.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BudgetLine)]
pub struct LineView {
    /// Id.
    #[schema(value_type = String)]
    pub id: MoneyLineId,
    /// Number as printed.
    pub no: String,
    /// What is paid for.
    pub content: String,
    /// central, local, union or other.
    pub fund: &'static str,
    /// central, province, commune or school.
    pub level: &'static str,
    /// The unit that pays.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its short name.
    pub unit: String,
    /// Unit of measure.
    pub measure: String,
    /// How many, as typed.
    pub quantity: String,
    /// Price of one.
    pub price: Option<i64>,
    /// What was estimated before it was approved.
    pub base: i64,
    /// What was adjusted since.
    pub adjusted: i64,
    /// Estimated now.
    pub estimated: i64,
    /// Allocated to the unit.
    pub allocated: i64,
    /// Of that, allotted to units below.
    pub allotted: i64,
    /// Spent by the unit itself.
    pub spent: i64,
    /// Spent by units below.
    pub below: i64,
    /// Spent by all of them.
    pub spent_in_all: i64,
    /// Allocated and not spent.
    pub left: i64,
    /// What the unit itself may still spend or allot.
    pub at_hand: i64,
    /// A remark.
    pub note: String,
    /// Counts its changes; sent back with what is typed.
    pub version: i32,
    /// A line of the estimate, not of what was allotted.
    pub is_top: bool,
}

/// Sums of some lines.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = BudgetSum)]
pub struct SumView {
    /// What the lines have in common: a source, a level, the id of a unit; nothing of all.
    pub key: String,
    /// The name of a unit.
    pub name: String,
    /// How many lines.
    pub n: usize,
    /// Estimated.
    pub estimated: i64,
    /// Allocated.
    pub allocated: i64,
    /// Spent.
    pub spent: i64,
    /// Allocated and not spent.
    pub left: i64,
}

/// The estimate as a whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BudgetEstimate)]
pub struct EstimateView {
    /// draft or approved.
    pub state: &'static str,
    /// Counts its changes; sent back with an approval.
    pub version: i32,
    /// The document that approves it.
    pub document: String,
    /// Who approved it.
    pub approver: Option<String>,
    /// When.
    #[schema(value_type = Option<String>)]
    pub approved_at: Option<Moment>,
}

/// The budget of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct BudgetPage {
    /// Head.
    pub plan: PlanHead,
    /// What the plan says about money.
    pub clauses: Vec<ClauseView>,
    /// May see the estimate.
    pub may_see: bool,
    /// May write it.
    pub may_lead: bool,
    /// May approve it.
    pub may_approve: bool,
    /// The plan is out, so amounts can be written.
    pub is_out: bool,
    /// The estimate; none to those who may not see it.
    pub estimate: Option<EstimateView>,
    /// Lines that fit the filter.
    pub lines: Vec<LineView>,
    /// Their sums.
    pub shown: SumView,
    /// Sums of all lines.
    pub total: SumView,
    /// By source.
    pub by_fund: Vec<SumView>,
    /// By level.
    pub by_level: Vec<SumView>,
    /// By the unit that pays.
    pub by_unit: Vec<SumView>,
    /// Words that are looked for.
    pub q: String,
    /// A source.
    pub fund: String,
    /// A level.
    pub level: String,
    /// The id of a unit.
    pub unit: String,
    /// Something is filtered.
    pub is_filtered: bool,
}

impl Page for BudgetPage {
    const TEMPLATE: &'static str = "money/plan.html";
}

/// One of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BudgetChoice)]
pub struct ChoiceView {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub word: String,
}

/// What stands in the form of a line.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = BudgetFields)]
pub struct Fields {
    /// Number as printed.
    pub no: String,
    /// What is paid for.
    pub content: String,
    /// The task, duty or clause.
    pub source: String,
    /// From what.
    pub fund: String,
    /// The level.
    pub level: String,
    /// The unit that pays.
    pub unit: String,
    /// Its id.
    pub unit_id: String,
    /// Unit of measure.
    pub measure: String,
    /// How many.
    pub quantity: String,
    /// Price of one.
    pub price: String,
    /// What it comes to.
    pub amount: String,
    /// A remark.
    pub note: String,
    /// Why, in an approved estimate.
    pub reason: String,
}

/// A new line, or another one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BudgetLinePage)]
pub struct EditPage {
    /// Head.
    pub plan: PlanHead,
    /// The line; none for a new one.
    #[schema(value_type = Option<String>)]
    pub id: Option<MoneyLineId>,
    /// What stands in the form.
    pub fields: Fields,
    /// What is kept now, when somebody else wrote meanwhile.
    pub kept: Option<Fields>,
    /// Version of the line.
    pub version: i32,
    /// The estimate is approved: what is added is an adjustment.
    pub is_approved: bool,
    /// Tasks, duties and clauses of the plan.
    pub sources: Vec<ChoiceView>,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "money/edit.html";
}

/// An entry.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MoneyEntry)]
pub struct EntryView {
    /// Id.
    #[schema(value_type = String)]
    pub id: MoneyEntryId,
    /// adjust, allocate, allot or spend.
    pub kind: &'static str,
    /// The amount.
    pub amount: i64,
    /// The day of the document.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// Number of the document or voucher.
    pub document: String,
    /// What for.
    pub words: String,
    /// Why.
    pub reason: String,
    /// Where the evidence is.
    pub link: String,
    /// Who wrote it.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// When it was struck out.
    #[schema(value_type = Option<String>)]
    pub struck_at: Option<Moment>,
    /// Who struck it out.
    pub struck_by: Option<String>,
    /// Why.
    pub struck_reason: String,
    /// May be struck out by the reader.
    pub may_strike: bool,
}

/// A step of the way up.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BudgetCrumb)]
pub struct CrumbView {
    /// The line.
    #[schema(value_type = String)]
    pub id: MoneyLineId,
    /// Its unit.
    pub unit: String,
}

/// A line: its amounts, entries and what was allotted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MoneyLinePage)]
pub struct LinePage {
    /// The plan.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// Its subject.
    pub plan: String,
    /// The line.
    pub line: LineView,
    /// The way up, as far as it may be read.
    pub above: Vec<CrumbView>,
    /// The task, duty or clause it belongs to.
    pub source: String,
    /// The line of the plan's text.
    pub source_line: Option<i32>,
    /// The estimate is approved and the plan is out: amounts can be written.
    pub is_open: bool,
    /// The estimate is approved.
    pub is_approved: bool,
    /// The plan is out.
    pub is_out: bool,
    /// The latest first.
    pub entries: Vec<EntryView>,
    /// How many there are.
    pub n_entries: u64,
    /// What was allotted to units below.
    pub parts: Vec<LineView>,
    /// How many.
    pub n_parts: u64,
    /// From 1.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// The form that is open: spend, allocate, adjust, allot or none.
    pub doing: String,
    /// May write amounts.
    pub may_do: bool,
    /// May allot.
    pub may_allot: bool,
    /// May change the estimate.
    pub may_estimate: bool,
    /// Today.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
}

impl Page for LinePage {
    const TEMPLATE: &'static str = "money/line.html";
}

/// A line of a unit, with its plan.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OwnBudgetLine)]
pub struct OwnLine {
    /// The plan.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// Its subject.
    pub plan: String,
    /// The line.
    pub line: LineView,
}

/// Money of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnMoneyPage)]
pub struct MinePage {
    /// The unit.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// Its name.
    pub unit: String,
    /// It is not the unit of one's post.
    pub is_other_unit: bool,
    /// Its lines, the latest first.
    pub rows: Vec<OwnLine>,
    /// Sums of all of them, by source.
    pub by_fund: Vec<OwnSum>,
    /// A source.
    pub fund: String,
    /// How many lines.
    pub n: u64,
    /// From 1.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

/// What a unit has from one source.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = OwnMoneySum)]
pub struct OwnSum {
    /// The source.
    pub fund: &'static str,
    /// Lines.
    pub n: i64,
    /// Allocated to the unit.
    pub allocated: i64,
    /// Allotted by it.
    pub allotted: i64,
    /// Spent by it.
    pub spent: i64,
    /// What it may still spend or allot.
    pub at_hand: i64,
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "money/mine.html";
}

/// A cell that cannot be taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BudgetFault)]
pub struct FaultView {
    /// "F7".
    pub cell: String,
    /// What stands there.
    pub value: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// What a row of a sheet would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BudgetSheetRow)]
pub struct RowView {
    /// Its number in the sheet, from 1.
    pub number: usize,
    /// add, change, same, skip or fault.
    pub act: &'static str,
    /// What is paid for.
    pub content: String,
    /// What it comes to.
    pub amount: String,
    /// What is wrong with it.
    pub faults: Vec<FaultView>,
}

/// A sheet before it is taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BudgetSheetPage)]
pub struct SheetPage {
    /// Head.
    pub plan: PlanHead,
    /// The estimate is approved, so nothing is taken.
    pub is_approved: bool,
    /// Name of the file; empty before one was given.
    pub file_name: String,
    /// Its rows.
    pub rows: Vec<RowView>,
    /// New lines.
    pub n_add: usize,
    /// Changed lines.
    pub n_change: usize,
    /// Cells that are wrong.
    pub n_faults: usize,
    /// Version of the estimate.
    pub version: i32,
    /// The rows as they are sent to be taken; empty while something is wrong.
    pub kept: String,
}

impl SheetPage {
    /// Before a file was given.
    pub fn empty(plan: PlanHead) -> SheetPage {
        SheetPage {
            plan,
            is_approved: false,
            file_name: String::new(),
            rows: Vec::new(),
            n_add: 0,
            n_change: 0,
            n_faults: 0,
            version: 0,
            kept: String::new(),
        }
    }
}

impl Page for SheetPage {
    const TEMPLATE: &'static str = "money/sheet.html";
}
