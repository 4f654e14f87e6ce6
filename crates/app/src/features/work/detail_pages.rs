//! What the page of one assignment shows, beside a list too.

use super::pages::{ChipView, PersonRef, WorkRow};
use crate::features::activities::ItemActivities;
use crate::features::groups::InCharge;
use domain::ids::{AssignmentId, DateRequestId, EvidenceId, SubtaskId, UnitId};
use domain::time::{Day, Moment};
use domain::work::Role;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Everything about one assignment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkDetail)]
pub struct Detail {
    /// The row of the list.
    pub row: WorkRow,
    /// The clause as printed.
    pub quote: String,
    /// The product as printed.
    pub product: Option<String>,
    /// The unit that asks.
    #[schema(value_type = String)]
    pub asker_id: UnitId,
    /// Its short name.
    pub asker: String,
    /// When the unit took it on.
    #[schema(value_type = Option<String>)]
    pub accepted_at: Option<Moment>,
    /// Who did.
    pub accepted_by: Option<String>,
    /// Since when it stands still.
    #[schema(value_type = Option<String>)]
    pub paused_at: Option<Moment>,
    /// Where the deadline comes from, in order.
    pub due_from: Vec<DueStep>,
    /// Members of committees who are in charge of it.
    pub in_charge: Vec<InCharge>,
    /// The task or duty of the plan that it comes from.
    pub source_id: Uuid,
    /// Activities of this task or duty.
    pub activities: ItemActivities,
    /// Who else does the same thing.
    pub partners: Vec<Partner>,
    /// Reports, the newest first.
    pub reports: Vec<ReportView>,
    /// The report as it was typed so far, or as it was sent last.
    pub draft: DraftView,
    /// Files.
    pub files: Vec<FileView>,
    /// Pieces.
    pub pieces: Vec<PieceView>,
    /// The request for another date that waits.
    pub request: Option<RequestView>,
    /// What happened, the newest first.
    pub history: Vec<Told>,
    /// People who hold a post in the unit.
    pub people: Vec<PersonRef>,
    /// The steps this reader may take now, by their words.
    pub steps: Vec<&'static str>,
    /// May do it for the unit.
    pub may_do: bool,
    /// May decide on it.
    pub may_lead: bool,
    /// Largest file in bytes.
    pub file_bytes_max: u64,
    /// Where forms go back to: the list it stands beside, or its own page.
    pub back: String,
    /// The way back to the list.
    pub close: String,
    /// Stands at the side of a list.
    pub is_beside: bool,
}

/// One reason why the deadline is what it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkDueStep)]
pub struct DueStep {
    /// plan, rule, agreed, pause.
    pub kind: &'static str,
    /// When it was so decided; none for what the plan says.
    #[schema(value_type = Option<String>)]
    pub at: Option<Moment>,
    /// Who decided.
    pub who: Option<String>,
    /// The day before.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// The day after.
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Day>,
    /// Words: as printed, or the reason.
    pub words: String,
}

/// Another unit in the same task or duty.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkPartner)]
pub struct Partner {
    /// Its assignment.
    #[schema(value_type = String)]
    pub id: AssignmentId,
    /// Short name.
    pub unit: String,
    /// Leads or cooperates.
    pub role: Role,
    /// How far.
    pub chip: ChipView,
    /// How much is done.
    pub percent: i32,
    /// Its last words.
    pub words: String,
}

/// A figure of a report.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WorkFigure)]
pub struct Figure {
    /// What was counted.
    pub name: String,
    /// How much.
    pub value: String,
}

/// A report.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkReportView)]
pub struct ReportView {
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who.
    pub who: Option<String>,
    /// The product came with it.
    pub is_hand_in: bool,
    /// How much is done.
    pub percent: i32,
    /// Results and obstacles.
    pub words: String,
    /// Figures.
    pub figures: Vec<Figure>,
}

/// A report that is being written.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkDraftView)]
pub struct DraftView {
    /// When it was kept; none when nothing was typed yet.
    #[schema(value_type = Option<String>)]
    pub kept_at: Option<Moment>,
    /// How much is done.
    pub percent: i32,
    /// Results and obstacles.
    pub words: String,
    /// Figures, with empty rows to fill.
    pub figures: Vec<Figure>,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EvidenceView)]
pub struct FileView {
    /// Id.
    #[schema(value_type = String)]
    pub id: EvidenceId,
    /// The name it came with.
    pub name: String,
    /// pdf, png, docx, …
    pub kind: String,
    /// Size.
    pub n_bytes: i64,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who sent it.
    pub who: Option<String>,
    /// SHA-256.
    pub sha256: String,
    /// off, waiting, clean, infected, failed.
    pub scan: String,
    /// What the scanner found.
    pub found: Option<String>,
    /// Can be shown in the page.
    pub is_image: bool,
    /// May be opened.
    pub is_open: bool,
}

/// A piece of the work.
#[derive(Debug, Serialize, ToSchema)]
pub struct PieceView {
    /// Id.
    #[schema(value_type = String)]
    pub id: SubtaskId,
    /// What.
    pub title: String,
    /// Who.
    pub person: Option<PersonRef>,
    /// By when.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// It is done.
    pub is_done: bool,
    /// Late.
    pub is_late: bool,
    /// What must be done before and is not.
    pub waits_for: Option<String>,
}

/// A request for another date.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DateRequestView)]
pub struct RequestView {
    /// Id.
    #[schema(value_type = String)]
    pub id: DateRequestId,
    /// The day that is wanted.
    #[schema(value_type = String, format = Date)]
    pub wanted_on: Day,
    /// Why.
    pub reason: String,
    /// When it was asked.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who asked.
    pub who: Option<String>,
}

/// What happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkEvent)]
pub struct Told {
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who; none when the house did.
    pub who: Option<String>,
    /// Two letters.
    pub initials: String,
    /// The step, also the end of its sentence's key.
    pub verb: String,
    /// What was written with it, or who was named.
    pub words: String,
}
