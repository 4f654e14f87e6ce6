//! The shapes of the pages of activities. Texts of fields stay as they are typed.

use super::forms::{ActivityForm, ActivityReportForm, ActivityStepForm};
use super::part_forms::{ActivityLinkForm, ActivitySessionForm};
use super::sums::{Figures, SessionCounts};
use crate::journal::EventView;
use domain::activities::{ActivityKind, ActivityState, AnswerState, SessionForm};
use domain::ids::{ActivityId, ActivitySessionId, ActivityUnitId, MaterialId, PlanId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// One of a list to choose from.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ActivityChoice)]
pub struct ChoiceView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub word: String,
}

/// An activity.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActivityView {
    /// Id.
    pub id: ActivityId,
    /// What it is.
    pub kind: ActivityKind,
    /// Its name.
    pub name: String,
    /// Who organises it.
    pub unit: String,
    /// The same.
    pub unit_id: UnitId,
    /// Units that organise with it.
    pub hosts: Vec<String>,
    /// How far it is.
    pub state: ActivityState,
    /// Why it was called off or opened again.
    pub reason: String,
    /// The plan that it is of.
    pub plan_id: Option<PlanId>,
    /// The words of the plan's item.
    pub item: Option<String>,
    /// When the first session begins.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub first_at: Option<Moment>,
    /// When the last one ends.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub last_at: Option<Moment>,
    /// All of it lies on one day.
    pub is_one_day: bool,
    /// Units asked.
    pub n_units: u64,
    /// Units that said nothing.
    pub n_waiting: u64,
    /// The version of the page.
    pub version: i32,
}

/// An activity that a unit of the reader is asked to come to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AskedView {
    /// The part of the unit.
    pub id: ActivityUnitId,
    /// The unit.
    pub for_unit: String,
    /// What it said.
    pub answer: AnswerState,
    /// By when it says who comes.
    #[schema(value_type = Option<String>, format = "date")]
    pub answer_by: Option<Day>,
    /// That day has passed and it said nothing.
    pub is_late: bool,
    /// The activity.
    pub activity: ActivityView,
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = ActivityNarrow)]
pub struct NarrowView {
    /// ours or asked.
    pub side: String,
    /// A kind, or empty.
    pub kind: String,
    /// A state (of an activity, or of an answer), or empty.
    pub state: String,
    /// coming, past or empty for all.
    pub time: String,
    /// Words of the name.
    pub q: String,
    /// Another unit than one's own.
    pub unit: String,
}

/// Activities that one's units organise, or that they are asked to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivitiesPage {
    /// Organised; empty when those asked are shown.
    pub ours: Vec<ActivityView>,
    /// Asked; empty when those organised are shown.
    pub asked: Vec<AskedView>,
    /// What they are narrowed to.
    pub narrow: NarrowView,
    /// The name of another unit that is looked at.
    pub other_unit: Option<String>,
    /// All kinds.
    pub kinds: Vec<ActivityKind>,
    /// Those that one's units have not answered.
    pub n_unanswered: u64,
    /// On all pages.
    pub n_rows: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// May begin one.
    pub may_make: bool,
}

impl Page for ActivitiesPage {
    const TEMPLATE: &'static str = "activities/list.html";
}

/// The form of an activity.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityEditPage {
    /// Which one; none for a new one.
    pub id: Option<ActivityId>,
    /// The units were told: whom it asks stands.
    pub is_out: bool,
    /// The words of the plan's item.
    pub item: Option<String>,
    /// What the fields hold.
    #[schema(value_type = Object)]
    pub fields: ActivityForm,
    /// Kinds of activities.
    pub activity_kinds: Vec<ActivityKind>,
    /// Kinds of units.
    pub kinds: Vec<ChoiceView>,
    /// Clusters.
    pub clusters: Vec<ChoiceView>,
}

impl Page for ActivityEditPage {
    const TEMPLATE: &'static str = "activities/edit.html";
}

/// Another session at the same time.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ActivityClash)]
pub struct ClashView {
    /// place or speaker.
    pub of: &'static str,
    /// The activity.
    pub name: String,
    /// The session.
    pub topic: String,
    /// When it begins.
    #[schema(value_type = String, format = "date-time")]
    pub starts_at: Moment,
    /// Its activity.
    pub activity_id: ActivityId,
}

/// A session.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActivitySessionView {
    /// Id.
    pub id: ActivitySessionId,
    /// Its place in order of time, from 1.
    pub no: usize,
    /// What it is about.
    pub topic: String,
    /// When it begins.
    #[schema(value_type = String, format = "date-time")]
    pub starts_at: Moment,
    /// When it ends.
    #[schema(value_type = String, format = "date-time")]
    pub ends_at: Moment,
    /// It ends on the day on which it begins.
    pub is_one_day: bool,
    /// How people meet.
    pub form: SessionForm,
    /// Where.
    pub place: String,
    /// Address on the net.
    pub link: String,
    /// Who speaks or leads.
    pub speaker: String,
    /// Before it was put off.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub was_at: Option<Moment>,
    /// It was called off.
    pub is_cancelled: bool,
    /// It has begun.
    pub has_begun: bool,
    /// Why it was put off or called off.
    pub reason: String,
    /// Who was there.
    pub counts: SessionCounts,
    /// Others at the same time.
    pub clashes: Vec<ClashView>,
    /// The version of the page.
    pub version: i32,
}

/// A unit that takes part.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ActivityPart)]
pub struct PartView {
    /// Id.
    pub id: ActivityUnitId,
    /// Its unit.
    pub unit_id: UnitId,
    /// Its name.
    pub unit: String,
    /// What it said.
    pub state: AnswerState,
    /// Why not, or a remark.
    pub note: String,
    /// When it answered.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub answered_at: Option<Moment>,
    /// When it was reminded.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub reminded_at: Option<Moment>,
    /// The day of answering has passed and it said nothing.
    pub is_late: bool,
    /// Persons it named.
    pub n_people: u64,
    /// Of these, persons who were there.
    pub n_present: u64,
}

/// A file or link.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MaterialView {
    /// Id.
    pub id: MaterialId,
    /// What it is called.
    pub name: String,
    /// The address; empty for a file.
    pub link: String,
    /// Its size.
    pub n_bytes: i64,
    /// When it came.
    #[schema(value_type = String, format = "date-time")]
    pub at: Moment,
    /// off, waiting, clean, infected or failed.
    pub scan: String,
    /// What the scanner found.
    pub found: Option<String>,
    /// It may be opened.
    pub is_open: bool,
}

/// An activity with its sessions, units and materials, for those who organise it and those above them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityPage {
    /// The activity.
    pub activity: ActivityView,
    /// Purpose and content.
    pub content: String,
    /// Whom to ask.
    pub contact: String,
    /// none, kinds, cluster or units.
    pub asked: String,
    /// Whom it asks, in words.
    pub whom: String,
    /// Units it asks, counted while it is a draft.
    pub n_meant: Option<u64>,
    /// Units that are still being told.
    pub n_left: u64,
    /// Persons of each unit at most.
    pub seats: Option<i32>,
    /// By when units say who comes.
    #[schema(value_type = Option<String>, format = "date")]
    pub answer_by: Option<Day>,
    /// Sessions in order of time.
    pub sessions: Vec<ActivitySessionView>,
    /// Units that take part, one page of them.
    pub parts: Vec<PartView>,
    /// What the units are narrowed to: a state or empty.
    pub state: String,
    /// Units on all pages.
    pub n_parts: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// Files and links.
    pub materials: Vec<MaterialView>,
    /// Largest file, in bytes.
    pub file_bytes_max: u64,
    /// Its counts now.
    pub figures: Figures,
    /// The counts that stood when the results were written.
    pub reported: Option<Figures>,
    /// When they were written.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub reported_at: Option<Moment>,
    /// What came of it.
    pub results: String,
    /// What is proposed.
    pub lessons: String,
    /// The work of the reader's unit for which this was done: its results can go into the report.
    pub work: Option<uuid::Uuid>,
    /// What happened, the newest first; empty for who may not read it.
    pub events: Vec<EventView>,
    /// What the fields of a new session hold.
    #[schema(value_type = Object)]
    pub session_form: ActivitySessionForm,
    /// What the fields of a step hold.
    #[schema(value_type = Object)]
    pub step_form: ActivityStepForm,
    /// What the fields of the results hold.
    #[schema(value_type = Object)]
    pub report_form: ActivityReportForm,
    /// What the fields of a link hold.
    #[schema(value_type = Object)]
    pub link_form: ActivityLinkForm,
    /// What was typed to ask more units.
    pub units_typed: String,
    /// May write.
    pub may_write: bool,
    /// May announce, call off and open again.
    pub may_lead: bool,
}

impl Page for ActivityPage {
    const TEMPLATE: &'static str = "activities/one.html";
}

/// Activities of a task or duty, as the page of the plan tells it.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct ItemActivities {
    /// One that the reader may open.
    pub id: Option<ActivityId>,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: Option<ActivityState>,
    /// All activities of the item.
    pub n: u64,
    /// Of these, those that were held.
    pub n_held: u64,
    /// The kind that the words of the item speak of, for readers who may begin one.
    pub proposed: Option<ActivityKind>,
}
