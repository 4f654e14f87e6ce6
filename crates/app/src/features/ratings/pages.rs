//! The shapes of the pages of ratings. Points are numbers as people read them; texts of fields stay as they are typed.

use super::forms::RatingForm;
use crate::features::units::UnitRef;
use domain::ids::{CriterionId, DocumentId, RatingFileId, RatingId, RatingSheetId, UnitId};
use domain::ratings::{CriterionKind, PointSource, RatingState, SheetState};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// A rating in a list and at the head of its pages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingView {
    /// Id.
    pub id: RatingId,
    /// Its name.
    pub name: String,
    /// Who rates.
    pub unit: String,
    /// How far it is.
    pub state: RatingState,
    /// By when units score themselves.
    #[schema(value_type = Option<String>, format = "date")]
    pub due_on: Option<Day>,
    /// The plan.
    pub plan_id: Option<domain::ids::PlanId>,
    /// Its subject.
    pub plan: Option<String>,
    /// Units that have a sheet.
    pub n_sent: i32,
    /// Units that are to have one, while it is sent.
    pub n_to_send: Option<i32>,
    /// The version of the page.
    pub version: i32,
    /// When it was locked.
    pub locked_at: Option<Moment>,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// When the silent were last reminded by hand.
    pub reminded_at: Option<Moment>,
    /// Why it was given up.
    pub reason: String,
}

/// A sheet of one of the reader's units.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingMine)]
pub struct MineView {
    /// Id.
    pub id: RatingSheetId,
    /// The rating.
    pub rating: RatingView,
    /// The unit.
    pub unit: String,
    /// How far it is.
    pub state: SheetState,
    /// The last day has passed and the unit has not sent it.
    pub is_late: bool,
}

/// The ratings of one's units, and the sheets of one's units.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatingsPage {
    /// Those that one's units ask.
    pub asked: Vec<RatingView>,
    /// Sheets that one's units score.
    pub mine: Vec<MineView>,
    /// Sheets on all pages.
    pub n_mine: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// May begin one.
    pub may_make: bool,
}

impl Page for RatingsPage {
    const TEMPLATE: &'static str = "ratings/list.html";
}

/// One of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingChoice)]
pub struct ChoiceView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub word: String,
}

/// The form of a rating.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RatingEditPage)]
pub struct EditPage {
    /// Which one; none for a new one.
    pub id: Option<RatingId>,
    /// It was sent, so whom it asks and its grades stay.
    pub is_sent: bool,
    /// What the fields hold.
    #[schema(value_type = Object)]
    pub fields: RatingForm,
    /// Plans that may be chosen.
    pub plans: Vec<ChoiceView>,
    /// Kinds of units.
    pub kinds: Vec<ChoiceView>,
    /// Clusters.
    pub clusters: Vec<ChoiceView>,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "ratings/edit.html";
}

/// A criterion.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CriterionView {
    /// Id.
    pub id: CriterionId,
    /// The heading above it.
    pub heading: String,
    /// What is rated.
    pub name: String,
    /// What it does to the total.
    pub kind: CriterionKind,
    /// Highest points, as typed.
    pub points: String,
    /// Where they come from.
    pub source: PointSource,
    /// The same with the indicator, as the list sends it.
    pub source_value: String,
}

/// A row of a table that was pasted.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingPasted)]
pub struct PastedView {
    /// Its line.
    pub line: usize,
    /// The heading above it.
    pub heading: String,
    /// What is rated.
    pub name: String,
    /// Highest points; none when they cannot be read.
    pub points: Option<String>,
}

/// The criteria of a draft.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RatingCriteriaPage)]
pub struct CriteriaPage {
    /// The rating.
    pub rating: RatingView,
    /// Its criteria.
    pub criteria: Vec<CriterionView>,
    /// Sum of points, without bonus and penalty.
    pub sum: String,
    /// Where points may come from.
    pub sources: Vec<ChoiceView>,
    /// What was pasted.
    pub paste: String,
    /// How it is read.
    pub pasted: Vec<PastedView>,
}

impl Page for CriteriaPage {
    const TEMPLATE: &'static str = "ratings/criteria.html";
}

/// A unit in the results.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingResult)]
pub struct ResultView {
    /// Its sheet.
    pub id: RatingSheetId,
    /// The unit.
    pub unit_id: UnitId,
    /// The version of its sheet.
    pub version: i32,
    /// Its name.
    pub unit: String,
    /// How far the sheet is.
    pub state: SheetState,
    /// Its last day is over, and the unit has not sent it.
    pub is_late: bool,
    /// The total.
    pub total: Option<String>,
    /// The grade.
    pub grade: Option<String>,
    /// Its rank among those that are shown.
    pub rank: Option<u64>,
    /// A complaint waits for an answer.
    pub has_complaint: bool,
}

/// How many units have a grade.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingGradeCount)]
pub struct GradeView {
    /// The grade; none for units without one.
    pub name: Option<String>,
    /// Points from which it is given.
    pub least: Option<String>,
    /// How many.
    pub n: u64,
    /// At most so many percent.
    pub quota: Option<i64>,
    /// More than that have it.
    pub is_over: bool,
}

/// Results: units in order of their points.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingResults)]
pub struct ResultsView {
    /// This page of units.
    pub rows: Vec<ResultView>,
    /// Counts of grades; they add up to all units shown.
    pub grades: Vec<GradeView>,
    /// Units shown.
    pub n: u64,
    /// Units that have sent their own points or are accepted.
    pub n_said: u64,
    /// Units that owe their points.
    pub n_silent: u64,
    /// Units that are accepted.
    pub n_accepted: u64,
    /// Units on all pages.
    pub n_rows: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

/// A rating with its results.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatingPage {
    /// The rating.
    pub rating: RatingView,
    /// Whom it asks, in words.
    pub asked: String,
    /// Its criteria.
    pub criteria: Vec<CriterionView>,
    /// Sum of points.
    pub sum: String,
    /// Most bonus.
    pub bonus_max: String,
    /// Most penalty.
    pub penalty_max: String,
    /// Days for complaints.
    pub complaint_days: i32,
    /// The results, once it was sent.
    pub results: ResultsView,
    /// Of which kind.
    pub kind: String,
    /// Of which cluster.
    pub cluster: String,
    /// In which state.
    pub state: String,
    /// Words of a unit's name.
    pub q: String,
    /// The silent were reminded today already.
    pub is_reminded: bool,
    /// Most units that are added at once.
    pub units_max: usize,
    /// Kinds to choose from.
    pub kinds: Vec<ChoiceView>,
    /// Clusters to choose from.
    pub clusters: Vec<ChoiceView>,
    /// May write it.
    pub may_lead: bool,
    /// May write a document on its results, now that it is locked.
    pub may_draft: bool,
    /// The document on its results.
    pub document: Option<RatingDocument>,
}

/// The document on the results of a rating.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingDocument {
    /// Its id.
    pub id: DocumentId,
    /// Number and symbol, once it has them.
    pub symbol: Option<String>,
    /// It is a draft still, whose text can be written anew.
    pub is_draft: bool,
    /// It is a draft or was recalled.
    pub is_open: bool,
    /// A complaint was answered since its text was written.
    pub is_old: bool,
}

impl Page for RatingPage {
    const TEMPLATE: &'static str = "ratings/show.html";
}

/// A criterion on a sheet.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingMarkView)]
pub struct MarkView {
    /// The criterion.
    pub criterion: CriterionView,
    /// What the unit gives itself, as typed.
    pub own: String,
    /// What it says.
    pub own_words: String,
    /// Where the evidence is.
    pub own_link: String,
    /// What the unit that rates gives, or what is proposed to it.
    pub given: String,
    /// Nobody has given it yet: it is proposed.
    pub is_proposed: bool,
    /// What the unit that rates says.
    pub given_words: String,
    /// So many.
    pub data_n: Option<String>,
    /// Of so many.
    pub data_of: Option<String>,
    /// The points of that.
    pub data_points: Option<String>,
    /// The records.
    pub data_link: Option<String>,
}

/// A file of evidence.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingFile)]
pub struct FileView {
    /// Id.
    pub id: RatingFileId,
    /// The criterion it proves.
    pub criterion: Option<String>,
    /// What it is called.
    pub name: String,
    /// Its size.
    pub n_bytes: i64,
    /// off, waiting, clean, infected or failed.
    pub scan: String,
    /// What the scanner found.
    pub found: Option<String>,
    /// May be opened.
    pub is_open: bool,
    /// When it came.
    pub at: Moment,
}

/// The sheet of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RatingSheetPage)]
pub struct SheetPage {
    /// Id.
    pub id: RatingSheetId,
    /// The rating.
    pub rating: RatingView,
    /// The unit.
    pub unit: UnitRef,
    /// How far it is.
    pub state: SheetState,
    /// Why it came back.
    pub reason: String,
    /// The version of the page.
    pub version: i32,
    /// Its criteria with their points.
    pub marks: Vec<MarkView>,
    /// Total of the unit's own points.
    pub own_total: String,
    /// The total, once it may be seen.
    pub total: Option<String>,
    /// The grade.
    pub grade: Option<String>,
    /// The rank among all.
    pub rank: Option<u64>,
    /// Units with a rank.
    pub n_ranked: Option<u64>,
    /// The highest grade was refused for a condition.
    pub is_barred: bool,
    /// When data counts.
    pub decided_at: Option<Moment>,
    /// When the unit sent it.
    pub sent_at: Option<Moment>,
    /// The complaint.
    pub complaint: String,
    /// When.
    pub complained_at: Option<Moment>,
    /// The answer.
    pub answer: String,
    /// When.
    pub answered_at: Option<Moment>,
    /// Last day of complaints.
    #[schema(value_type = Option<String>, format = "date")]
    pub complain_until: Option<Day>,
    /// The results of all units, once they are published.
    pub results: Option<ResultsView>,
    /// Evidence that the unit brought.
    pub files: Vec<FileView>,
    /// Largest file, in bytes.
    pub file_bytes_max: u64,
    /// May score for the unit now.
    pub may_say: bool,
    /// May give points now.
    pub may_give: bool,
    /// May return it now.
    pub may_return: bool,
    /// May take the unit out of the rating now.
    pub may_drop: bool,
    /// May take the unit in again.
    pub may_restore: bool,
    /// May complain now.
    pub may_complain: bool,
    /// May answer the complaint now.
    pub may_answer: bool,
    /// Reads for the unit that rates.
    pub is_asker: bool,
}

impl Page for SheetPage {
    const TEMPLATE: &'static str = "ratings/sheet.html";
}
