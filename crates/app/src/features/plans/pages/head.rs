//! What every page of a plan begins with, its history, and the question before it is removed.

use crate::features::plans::phase::Phase;
use crate::journal::EventView;
use domain::ids::{PlanId, UnitId};
use domain::time::Day;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

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
    /// The page's tab: overview, text, work, sessions, budget, media, recipients, amendments, history.
    pub tab: &'static str,
    /// Numbers for the tabs.
    pub counts: Counts,
    /// May remove it.
    pub may_remove: bool,
    /// May read who changed it.
    pub may_read_history: bool,
    /// May see the import it came from.
    pub may_read_import: bool,
    /// Its document: approval, number, issue.
    #[schema(value_type = Option<String>)]
    pub document_id: Option<domain::ids::DocumentId>,
    /// How often it was changed after it was issued.
    pub n_amendments: u64,
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
    /// Its short name on that day; as printed when the unit is not known.
    pub short: String,
    /// The unit, when known.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
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
