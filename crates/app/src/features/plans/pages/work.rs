//! Tasks and duties, on a page of their own and wherever else they are shown.

use super::{PhaseView, PlanHead, UnitView};
use crate::features::activities::ItemActivities;
use crate::features::foundings::TaskFounding;
use domain::ids::{DutyId, TaskId};
use domain::time::Day;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::Page;

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
    /// It stands in the list already, under another unit that it binds.
    pub is_repeated: bool,
    /// First source line; 0 when added by hand.
    pub first_line: i32,
    /// Last source line.
    pub last_line: i32,
}

#[cfg(test)]
impl DutyView {
    /// A duty of these units, for tests.
    pub fn bare(units: Vec<UnitView>) -> DutyView {
        let phase = PhaseView { word: super::Phase::Open, family: "idle", icon: "", days: None };
        DutyView {
            id: uuid::Uuid::nil().into(),
            no: 1,
            text: String::new(),
            verbs: Vec::new(),
            units,
            with: Vec::new(),
            time_printed: None,
            starts_on: None,
            ends_on: None,
            phase,
            state: String::new(),
            is_repeated: false,
            first_line: 0,
            last_line: 0,
        }
    }
}

/// Which columns of the table of tasks are filled by any task of the plan.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct TaskColumns {
    /// Window.
    pub window: bool,
    /// Product.
    pub product: bool,
    /// Lead unit.
    pub lead: bool,
    /// Cooperating units.
    pub cooperating: bool,
}

/// Tasks and duties.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkPage {
    /// Head.
    pub plan: PlanHead,
    /// The list of units without a union that stands for a task, by the task's id.
    pub foundings: BTreeMap<String, TaskFounding>,
    /// Tasks that speak of such units and have no list yet, for readers who may begin one.
    pub foundings_wanted: Vec<String>,
    /// Activities of tasks and duties, by the item's id; for an item without one the kind that its words speak of.
    pub activities: BTreeMap<String, ItemActivities>,
    /// What was searched for.
    pub q: String,
    /// The unit chosen, as in the list of units.
    pub unit: String,
    /// The phase chosen.
    pub phase: String,
    /// Units to choose from.
    pub units: Vec<UnitChoice>,
    /// Which columns the plan fills.
    pub columns: TaskColumns,
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
