//! What the pages of reviews show. Each is the JSON contract as well.

use super::numbers::{Figure, Late, Question, Sheet};
use domain::ids::{DocumentId, PlanId, ReviewId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// Reviews of a plan, or those of a unit over all plans.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlanReviewsPage)]
pub struct ReviewsPage {
    /// The plan; none for reviews of a period over all plans.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// How the plan is named.
    pub plan: Option<String>,
    /// The reviews, the latest first.
    pub reviews: Vec<ReviewRow>,
    /// This person can begin one.
    pub may_begin: bool,
    /// The unit that would write it.
    pub unit: String,
    /// Its id.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// First day proposed.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// Last day proposed.
    #[schema(value_type = String, format = Date)]
    pub to: Day,
}

impl Page for ReviewsPage {
    const TEMPLATE: &'static str = "reviews/list.html";
}

/// A review in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlanReviewRow)]
pub struct ReviewRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: ReviewId,
    /// interim or final.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    pub to: Day,
    /// The unit that writes it.
    pub unit_name: String,
    /// Its report was made.
    pub has_report: bool,
    /// Its numbers are being counted.
    pub is_counting: bool,
}

/// A review.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlanReviewPage)]
pub struct ReviewPage {
    /// Id.
    #[schema(value_type = String)]
    pub id: ReviewId,
    /// interim or final.
    pub kind: String,
    /// Trích yếu of its report.
    pub title: String,
    /// The plan.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// How the plan is named.
    pub plan: Option<String>,
    /// Only this unit and those below it.
    pub about_unit: Option<String>,
    /// The unit that writes it.
    pub unit_name: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    pub to: Day,
    /// Counts the savings of the texts.
    pub revision: i32,
    /// Somebody else saved meanwhile: their texts stand beside those that were typed.
    pub is_newer: bool,
    /// The parts of the report.
    pub parts: Vec<PartView>,
    /// The numbers in sentences, by name.
    pub numbers: Vec<NumberView>,
    /// The snapshot; 0 before the first is counted.
    pub snapshot: i32,
    /// When its numbers were counted.
    #[schema(value_type = Option<String>)]
    pub taken_at: Option<Moment>,
    /// By whom.
    pub taken_by: Option<String>,
    /// The work is kept as it stood.
    pub has_records: bool,
    /// Numbers are being counted.
    pub counting: Option<Counting>,
    /// What differs from the snapshot before.
    pub changes: Vec<Change>,
    /// The report.
    #[schema(value_type = Option<String>)]
    pub document_id: Option<DocumentId>,
    /// When numbers were last counted in vain.
    pub count_failed_at: Option<Moment>,
    /// It was recalled: the next one is a new document.
    pub is_report_recalled: bool,
    /// The report is older than texts or numbers.
    pub is_report_old: bool,
    /// This person can write and count now.
    pub may_write: bool,
}

impl Page for ReviewPage {
    const TEMPLATE: &'static str = "reviews/show.html";
}

/// A counting that goes on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewCounting)]
pub struct Counting {
    /// Since when.
    #[schema(value_type = String)]
    pub since: Moment,
    /// Steps that are done.
    pub n: i32,
    /// All steps; 0 before it is known how many.
    pub all: i32,
}

/// A part of the report.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewPart)]
pub struct PartView {
    /// Its name.
    pub name: &'static str,
    /// The heading above it.
    pub heading: Option<&'static str>,
    /// The text, with names of numbers in braces.
    pub text: String,
    /// What is kept, when somebody else saved other words meanwhile.
    pub kept: Option<String>,
    /// The text cut at its numbers.
    pub pieces: Vec<PieceView>,
    /// Numbers that the program proposed for this part and that stand in it no more.
    pub lost: Vec<String>,
    /// Rows of numbers below it.
    pub lines: Vec<LineView>,
    /// Late work below it.
    pub late: Vec<Late>,
    /// How much work was late: more than is listed here when there was much.
    pub n_late: i64,
    /// Tables of indicators, of what was asked of units below, of communications.
    pub sheets: Vec<Sheet>,
    /// The name of what its sentences open to.
    pub opens: Option<String>,
    /// Figures below it.
    pub figures: Vec<Figure>,
    /// Sentences below it.
    pub sentences: Vec<String>,
    /// Rows beside the review before.
    pub compared: Vec<ComparedView>,
}

/// Words, or a number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewPiece)]
pub struct PieceView {
    /// The words, or the number as printed.
    pub text: String,
    /// The name of the number.
    pub key: Option<String>,
}

/// A number by name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewNumber)]
pub struct NumberView {
    /// Its name.
    pub key: String,
    /// Its value.
    pub value: i64,
    /// What it counts.
    pub question: Question,
}

/// A row of numbers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewLineView)]
pub struct LineView {
    /// What stands in it.
    pub words: String,
    /// Its numbers: asked, done, handed in, open, late.
    pub cells: Vec<CellView>,
}

/// A number in a row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewCell)]
pub struct CellView {
    /// The value.
    pub value: i64,
    /// Names of what it is made of, joined by commas.
    pub keys: String,
}

/// A number that differs from the snapshot before.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewChange)]
pub struct Change {
    /// Its name.
    pub key: String,
    /// Before.
    pub was: i64,
    /// Now.
    pub is: i64,
}

/// A number beside that of the review before.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewCompared)]
pub struct ComparedView {
    /// Its name.
    pub key: String,
    /// In the review before.
    pub was: i64,
    /// In this one.
    pub is: i64,
}

/// What a number was counted from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewRecordsPage)]
pub struct RecordsPage {
    /// The review.
    #[schema(value_type = String)]
    pub id: ReviewId,
    /// Its title.
    pub title: String,
    /// The snapshot.
    pub snapshot: i32,
    /// When it was taken.
    #[schema(value_type = String)]
    pub taken_at: Moment,
    /// Names of the numbers asked for.
    pub keys: String,
    /// The number.
    pub value: i64,
    /// What kind of records: work, units, plans, reports, files, delivered, read, acknowledged, indicator, cascade-…, media-…,
    /// money.
    pub of: String,
    /// Only the work named so.
    pub work: Option<String>,
    /// Only this unit.
    pub unit: Option<String>,
    /// The records are those of the moment of counting; false when only the number was kept.
    pub is_kept: bool,
    /// The records.
    pub records: Vec<RecordRow>,
    /// How many there are.
    pub total: u64,
    /// How many more there were, which were not kept.
    pub n_left: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

impl Page for RecordsPage {
    const TEMPLATE: &'static str = "reviews/records.html";
}

/// Something that was counted.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReviewRecord)]
pub struct RecordRow {
    /// Whose.
    pub unit: String,
    /// What.
    pub words: String,
    /// The state at that moment, by its word.
    pub state: Option<String>,
    /// It was late.
    pub is_late: bool,
    /// The deadline then.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// When it happened.
    #[schema(value_type = Option<String>)]
    pub at: Option<Moment>,
    /// How much was done; how many files.
    pub n: Option<i64>,
    /// Why.
    pub reason: Option<String>,
    /// Where it stands today.
    pub href: Option<String>,
}
