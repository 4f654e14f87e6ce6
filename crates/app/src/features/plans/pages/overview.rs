//! The overview: sums, roadmap, matrix, aims and named movements.

use super::{PlanHead, TaskView, UnitView};
use crate::features::plans::phase::Phase;
use crate::journal::EventView;
use domain::time::Day;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

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
    /// The same for a phone: titles above the bars, the first rows only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline_phone: Option<String>,
    /// Tasks that the phone's picture leaves out.
    pub n_tasks_left_out: usize,
    /// Units and tasks.
    pub matrix: Matrix,
    /// Purposes and requirements.
    pub aims: Vec<AimView>,
    /// Named movements and awards.
    pub campaigns: Vec<CampaignView>,
    /// The latest of its history, for those who may read it.
    pub feed: Option<Vec<EventView>>,
    /// The plans of other years.
    pub kin: KinView,
    /// Today, for the pictures.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
}

impl Page for ShowPlan {
    const TEMPLATE: &'static str = "plans/show.html";
}

/// The plans of other years, as far as the reader may know of them.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = PlanKinView)]
pub struct KinView {
    /// The one that this was begun from.
    pub earlier: Option<LaterView>,
    /// Those begun from this one.
    pub later: Vec<LaterView>,
    /// May begin the next.
    pub may_renew: bool,
}

/// A plan of another year.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlanLaterView)]
pub struct LaterView {
    /// Its page, or that of its review.
    pub href: String,
    /// Its subject.
    pub subject: String,
    /// State of the plan; `review` while there is none yet.
    pub state: String,
}

/// Units down, tasks across.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matrix {
    /// Columns: task numbers.
    pub columns: Vec<MatrixColumn>,
    /// Rows.
    pub rows: Vec<MatrixRow>,
    /// There are so many columns that cells are narrow.
    pub is_dense: bool,
    /// Tasks that did not fit.
    pub n_hidden: usize,
    /// Turns of units in those tasks.
    pub n_hidden_turns: usize,
    /// Tasks of the plan.
    pub n_tasks: usize,
    /// Tasks of all rows together: a task of three units is three turns. The sums below the columns and the hidden turns
    /// make this up.
    pub n_task_turns: usize,
    /// Duties of the plan.
    pub n_duties: usize,
    /// Duties of all rows together.
    pub n_duty_turns: usize,
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
