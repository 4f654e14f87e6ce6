//! The shapes of the pages of figures. Amounts are numbers as people read them; texts of fields stay as they are typed.

use super::forms::IndicatorForm;
use crate::features::plans::PlanHead;
use domain::ids::{FigureId, IndicatorId, PlanId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// A period as people call it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FigurePeriod)]
pub struct PeriodView {
    /// "2024-Q4".
    pub key: String,
    /// once, month, quarter, half, year or school_year.
    pub kind: &'static str,
    /// Its number: "10", "IV", "1".
    pub n: String,
    /// Its year: "2024", "2024 - 2025".
    pub year: String,
}

/// What is counted.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IndicatorView {
    /// Id.
    #[schema(value_type = String)]
    pub id: IndicatorId,
    /// What is counted.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// sum, rate or latest.
    pub way: &'static str,
    /// least or most.
    pub direction: &'static str,
    /// The target; of a rate in percent.
    pub target: Option<f64>,
    /// each or all.
    pub scope: &'static str,
    /// once, month, quarter, half_year, year or school_year.
    pub every: &'static str,
    /// Days from the end of a period until it is due.
    pub due_days: i32,
    /// draft, asked or ended.
    pub state: String,
    /// The plan's words it was read from.
    pub quote: String,
    /// Their line.
    pub line: Option<i32>,
    /// Whom it is asked of: kinds, name or units.
    pub asked: String,
    /// The kinds, the printed name.
    pub asked_words: String,
    /// Below which unit, or how many chosen ones.
    pub within: String,
}

/// A total.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureTotal)]
pub struct TotalView {
    /// The figure, or the rate in percent; none of a rate of nothing.
    pub value: Option<f64>,
    /// Of a rate: how many fulfil it.
    pub part: f64,
    /// Of a rate: of how many.
    pub base: f64,
    /// Units it is made of.
    pub n_said: i64,
    /// Units that were asked.
    pub n_asked: i64,
    /// Units that reached the target themselves.
    pub n_met: i64,
    /// Whether the target is reached; none while that cannot be said.
    pub is_met: Option<bool>,
}

/// A bar of a small picture over periods.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureBar)]
pub struct BarView {
    /// The period.
    pub period: PeriodView,
    /// The figure of it that it stands for.
    #[schema(value_type = String)]
    pub figure: FigureId,
    /// The total.
    pub total: TotalView,
    /// Height of the bar, 0 to 100.
    pub height: f64,
    /// Where it begins, of 100.
    pub x: f64,
    /// How wide it is, of 100.
    pub width: f64,
    /// By when.
    #[schema(value_type = String, format = Date)]
    pub due_on: Day,
    /// When it was locked.
    #[schema(value_type = Option<String>)]
    pub locked_at: Option<Moment>,
}

/// How far asking is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FiguresAsking)]
pub struct AskingView {
    /// Figures asked so far.
    pub n: i64,
    /// Figures to be asked.
    pub all: i64,
}

/// An indicator with its totals over periods.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = IndicatorRow)]
pub struct IndicatorRow {
    /// The indicator.
    pub indicator: IndicatorView,
    /// How far asking is, while units are being asked.
    pub asking: Option<AskingView>,
    /// The latest period.
    pub latest: Option<BarView>,
    /// All periods in order of time.
    pub bars: Vec<BarView>,
    /// Height of the target among the bars.
    pub target_height: Option<f64>,
}

/// An indicator that the words of the plan ask for.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = IndicatorSuggestion)]
pub struct SuggestionView {
    /// What is counted.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// sum or rate.
    pub way: &'static str,
    /// least or most.
    pub direction: &'static str,
    /// The target as typed.
    pub target: String,
    /// The words.
    pub quote: String,
    /// Their line.
    pub line: i32,
    /// "task:…" or "duty:…".
    pub source: String,
}

/// The indicators of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiguresPage {
    /// Head.
    pub plan: PlanHead,
    /// The indicators.
    pub rows: Vec<IndicatorRow>,
    /// What the plan's words propose.
    pub suggestions: Vec<SuggestionView>,
    /// May declare, ask, lock.
    pub may_lead: bool,
    /// May open totals to their parts.
    pub may_open: bool,
    /// The plan is issued, so units can be asked.
    pub is_out: bool,
    /// Today.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
}

impl Page for FiguresPage {
    const TEMPLATE: &'static str = "indicators/plan.html";
}

/// One of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureChoice)]
pub struct ChoiceView {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub word: String,
}

/// A new indicator, or another one.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorPage {
    /// Head.
    pub plan: PlanHead,
    /// The indicator; none for a new one.
    #[schema(value_type = Option<String>)]
    pub id: Option<IndicatorId>,
    /// What stands in the form.
    pub fields: IndicatorForm,
    /// It is asked already: how it adds up, how often and whom it is asked of stay.
    pub is_asked: bool,
    /// Tasks and duties of the plan.
    pub sources: Vec<ChoiceView>,
    /// Kinds of units.
    pub kinds: Vec<ChoiceView>,
    /// Names of sets that the plan prints.
    pub names: Vec<String>,
}

impl Page for IndicatorPage {
    const TEMPLATE: &'static str = "indicators/edit.html";
}

/// The figure of a unit in a period.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureRow)]
pub struct FigureRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: FigureId,
    /// The plan.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// Its subject.
    pub plan: String,
    /// What is counted.
    pub indicator: IndicatorView,
    /// The period.
    pub period: PeriodView,
    /// Whose.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its short name.
    pub unit: String,
    /// By when.
    #[schema(value_type = String, format = Date)]
    pub due_on: Day,
    /// Days from today to then; negative when it has passed.
    pub days: i64,
    /// open, sent, accepted or returned.
    pub state: &'static str,
    /// It is open and its day has passed.
    pub is_late: bool,
    /// The period is locked.
    pub is_locked: bool,
    /// What the unit says itself, as typed.
    pub value: String,
    /// Of a rate: of how many, as typed.
    pub base: String,
    /// What the unit says itself, as a number.
    pub own: Option<f64>,
    /// A remark.
    pub note: String,
    /// Where the evidence is.
    pub link: String,
    /// Why it was returned.
    pub reason: String,
    /// Says a figure of its own; the others collect.
    pub is_leaf: bool,
    /// Own figure and what the units below gave.
    pub total: TotalView,
    /// What it gives to the level above; nothing before it is sent.
    pub given: Option<f64>,
    /// Who said it last.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = Option<String>)]
    pub said_at: Option<Moment>,
    /// Somebody of the unit above said it.
    pub is_by_above: bool,
    /// When it last changed, to be sent back with what is typed.
    #[schema(value_type = String)]
    pub seen: Moment,
    /// Units below it that say figures.
    pub n_below: i64,
}

/// A cell of a sheet that could not be taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureFault)]
pub struct FaultView {
    /// "H7".
    pub cell: String,
    /// What stands there.
    pub value: String,
    /// The code of the fault.
    pub code: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// What a sheet brought.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureSheet)]
pub struct SheetView {
    /// Name of the file.
    pub file_name: String,
    /// Figures that were taken.
    pub n_taken: usize,
    /// Rows without a figure.
    pub n_empty: usize,
    /// Cells that were not taken.
    pub faults: Vec<FaultView>,
}

/// What a unit must report.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnFiguresPage)]
pub struct MinePage {
    /// The unit.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// Its name.
    pub unit: String,
    /// It is not the unit of one's post.
    pub is_other_unit: bool,
    /// open or all.
    pub show: &'static str,
    /// Figures that are to be said, by deadline.
    pub rows: Vec<FigureRow>,
    /// Sums of the levels below that are to be sent.
    pub sums: Vec<FigureRow>,
    /// How many are open.
    pub n_open: u64,
    /// This page, from 1.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// Figures on all of them.
    pub n_rows: u64,
    /// How many others sent to one's unit and wait.
    pub n_waiting: u64,
    /// May say and send for the unit.
    pub may_do: bool,
    /// May accept and return.
    pub may_lead: bool,
    /// There are units below whose figures the unit collects.
    pub collects: bool,
    /// What a sheet brought.
    pub sheet: Option<SheetView>,
    /// Today.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "indicators/mine.html";
}

/// What was said and done.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureEntry)]
pub struct EntryView {
    /// say, say_above, send, take_back, accept, return, lock or unlock.
    pub verb: String,
    /// Who.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Before, as a number.
    pub before: Option<f64>,
    /// Before, of how many.
    pub base_before: Option<f64>,
    /// Since.
    pub after: Option<f64>,
    /// Since, of how many.
    pub base_after: Option<f64>,
    /// A remark or a reason.
    pub words: String,
}

/// How many of the figures below are in a state.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureCount)]
pub struct CountView {
    /// open, sent, accepted or returned.
    pub state: &'static str,
    /// How many.
    pub n: u64,
}

/// A step of the way up.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureCrumb)]
pub struct CrumbView {
    /// The figure.
    #[schema(value_type = String)]
    pub id: FigureId,
    /// Its unit.
    pub unit: String,
}

/// One level: a figure, what it is made of and who said it when.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigurePage)]
pub struct LevelPage {
    /// The figure.
    pub row: FigureRow,
    /// The way up to the unit that asked, as far as it may be read.
    pub above: Vec<CrumbView>,
    /// It is the row of the unit that asked.
    pub is_top: bool,
    /// The level above has sent its sum.
    pub is_frozen: bool,
    /// States of what stands directly below.
    pub counts: Vec<CountView>,
    /// What stands directly below.
    pub parts: Vec<FigureRow>,
    /// open, sent, accepted, returned or empty.
    pub state: String,
    /// From 1.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// How many there are in this filter.
    pub n_parts: u64,
    /// The same unit over periods.
    pub bars: Vec<BarView>,
    /// Height of the target among the bars.
    pub target_height: Option<f64>,
    /// The latest first.
    pub history: Vec<EntryView>,
    /// May say and send for the unit.
    pub may_do: bool,
    /// May accept and return what stands below.
    pub may_decide: bool,
    /// May lock and unlock.
    pub may_lock: bool,
    /// When the period was locked.
    #[schema(value_type = Option<String>)]
    pub locked_at: Option<Moment>,
    /// Today.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
}

impl Page for LevelPage {
    const TEMPLATE: &'static str = "indicators/level.html";
}

/// What others sent to one's units.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SentFiguresPage)]
pub struct SentPage {
    /// What waits, the oldest first.
    pub rows: Vec<FigureRow>,
    /// How many.
    pub n: u64,
    /// From 1.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "indicators/asked.html";
}
