//! What the pages of imports show. Each is the JSON contract as well.

use super::marks::SourceLine;
use super::portions::PortionView;
use super::progress::Stage;
use crate::journal::EventView;
use domain::ids::{ImportId, PlanId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use tables::import::{self, Standing, State};
use utoipa::ToSchema;
use web::{Page, StatusCode};

/// An import in a list and in the head of its pages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportView {
    /// Id.
    pub id: ImportId,
    /// Subject, or the name of the file.
    pub title: String,
    /// Name of the file.
    pub file_name: String,
    /// Size of the file in bytes.
    pub n_bytes: i64,
    /// docx, pdf, txt, md.
    pub format: Option<String>,
    /// reading, review, failed, finished, discarded.
    #[schema(value_type = String)]
    pub state: State,
    /// Where it stands for people: reading, doubted (does not read like a plan), open (places to look at), ready, failed,
    /// finished, discarded.
    #[schema(value_type = String)]
    pub standing: Standing,
    /// Counts the changes.
    pub version: i32,
    /// The unit it was uploaded for.
    pub unit_id: UnitId,
    /// Its short name today.
    pub unit_name: String,
    /// Who uploaded it.
    pub by: Option<String>,
    /// Lines of the source.
    pub n_lines: i32,
    /// Places that still wait.
    pub n_open: i32,
    /// The day on which units are called as printed.
    #[schema(value_type = String, format = "date")]
    pub on_day: Day,
    /// The plan made of it.
    pub plan_id: Option<PlanId>,
    /// When it was uploaded.
    pub created_at: Moment,
    /// When it was last changed.
    pub updated_at: Moment,
}

impl ImportView {
    /// The view of a row, with the names of its unit and person.
    pub fn of(row: &import::Model, unit_name: String, by: Option<String>) -> ImportView {
        ImportView {
            id: row.id,
            title: row.title.clone(),
            file_name: row.file_name.clone(),
            n_bytes: row.n_bytes,
            format: row.format.clone(),
            state: row.state,
            standing: row.standing(),
            version: row.version,
            unit_id: row.unit_id,
            unit_name,
            by,
            n_lines: row.n_lines,
            n_open: row.n_open,
            on_day: row.on_day,
            plan_id: row.plan_id,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// The imports of one's units.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListPage {
    /// The imports, the newest first.
    pub imports: Vec<ImportView>,
    /// Only those that stand here are listed.
    #[schema(value_type = Option<String>)]
    pub standing: Option<Standing>,
    /// How many stand where, of all that one may see; none stand where nothing is said.
    pub counts: Vec<StandingCount>,
    /// Whether one may bring documents in.
    pub may_start: bool,
    /// How many are listed.
    pub total: u64,
    /// Which page.
    pub page: u64,
    /// Of how many.
    pub n_pages: u64,
}

/// How many imports stand somewhere.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StandingCount {
    /// Where.
    #[schema(value_type = String)]
    pub standing: Standing,
    /// How many.
    pub n: u64,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "imports/list.html";
}

/// A place to drop a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewPage {
    /// Names this form: sent twice with the same file, it makes one import.
    pub form: String,
    /// Units that one may act for; the first is the one chosen.
    pub units: Vec<UnitChoice>,
    /// Largest file in bytes.
    pub bytes_max: u64,
    /// Most pages of a PDF.
    pub pages_max: u32,
}

/// A unit one may act for.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportUnitChoice)]
pub struct UnitChoice {
    /// Id.
    pub value: UnitId,
    /// Short name.
    pub word: String,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "imports/new.html";
}

/// A text that does not read like a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoubtPage {
    /// The import.
    pub import: ImportView,
    /// Why, in one sentence.
    pub sentence: String,
    /// What plans have, and whether it was found here.
    pub signs: Vec<SignView>,
    /// How the text begins.
    pub source: Vec<SourceLine>,
    /// Whether this person may review it all the same.
    pub may_review: bool,
}

/// Something that plans have.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SignView {
    /// What it is.
    pub word: String,
    /// Whether it was found.
    pub is_found: bool,
}

impl Page for DoubtPage {
    const TEMPLATE: &'static str = "imports/doubt.html";
}

/// A document that is being read, or waits for its turn.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingPage {
    /// The import.
    pub import: ImportView,
    /// Documents that are read before it gets its turn; none while it is being read itself.
    pub n_before: u64,
    /// What is being done with it; none while it waits, or when another process has it in hand.
    pub stage: Option<Stage>,
    /// Its lines, once they are known.
    pub n_lines: Option<u64>,
    /// Since when it waits.
    pub since: Moment,
    /// Whether this person may put it aside.
    pub may_review: bool,
}

impl Page for ReadingPage {
    const TEMPLATE: &'static str = "imports/reading.html";
}

/// A document that could not be read, and what can be done.
#[derive(Debug, Serialize, ToSchema)]
pub struct FailedPage {
    /// The import.
    pub import: ImportView,
    /// Why, as a stable word.
    pub code: String,
    /// Why, in one sentence, in the reader's language.
    pub sentence: String,
    /// Whether this person may upload another.
    pub may_start: bool,
    /// Whether this person may have it read once more or put it aside.
    pub may_review: bool,
    /// It is the answer to the upload.
    #[serde(skip)]
    pub is_refusal: bool,
}

impl Page for FailedPage {
    const TEMPLATE: &'static str = "imports/failed.html";
    fn status(&self) -> StatusCode {
        if self.is_refusal { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

/// An import that is over: finished or put aside.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverPage {
    /// The import.
    pub import: ImportView,
    /// The document, as much as is shown at once.
    pub source: Vec<SourceLine>,
    /// All of it in portions.
    pub source_portions: Vec<PortionView>,
}

impl Page for OverPage {
    const TEMPLATE: &'static str = "imports/over.html";
}

/// Who ended an import and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EndedView {
    /// Who did what and when, in one sentence.
    pub sentence: String,
    /// Who.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
    /// Address of the plan that was made; none when the import was put aside.
    pub plan: Option<String>,
}

/// What came too late: the review is over.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndedPage {
    /// The import.
    pub import: ImportView,
    /// Who ended it and when.
    pub ended: EndedView,
    /// Something was sent, and not written; else somebody only wanted to look.
    pub is_sent: bool,
    /// What was typed into a plain form, to be copied.
    pub typed: Vec<TypedView>,
}

/// A field as somebody filled it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportTypedView)]
pub struct TypedView {
    /// Its word.
    pub label: String,
    /// What was typed.
    pub value: String,
}

impl Page for EndedPage {
    const TEMPLATE: &'static str = "imports/ended.html";
    fn status(&self) -> StatusCode {
        StatusCode::CONFLICT
    }
}

/// A plan that cannot be made yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotReadyPage {
    /// The import.
    pub import: ImportView,
    /// What is missing, each with its place.
    pub places: Vec<PlaceView>,
}

/// A plan that is not made because the review went on since the page was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewerPage {
    /// The import as it is now.
    pub import: ImportView,
    /// Who changed it last.
    pub by: String,
}

impl Page for NewerPage {
    const TEMPLATE: &'static str = "imports/newer.html";
    fn status(&self) -> StatusCode {
        StatusCode::CONFLICT
    }
}

/// A place to go to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlaceView {
    /// Where.
    pub href: String,
    /// What.
    pub title: String,
    /// Source line.
    pub line: u32,
}

impl Page for NotReadyPage {
    const TEMPLATE: &'static str = "imports/not_ready.html";
    fn status(&self) -> StatusCode {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// Asks before putting an import aside.
#[derive(Debug, Serialize, ToSchema)]
pub struct DiscardPage {
    /// The import.
    pub import: ImportView,
    /// Changes that people made to it.
    pub n_changes: u64,
}

impl Page for DiscardPage {
    const TEMPLATE: &'static str = "imports/discard.html";
}

/// The changes of an import.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportHistoryPage)]
pub struct HistoryPage {
    /// The import.
    pub import: ImportView,
    /// The newest first.
    pub changes: Vec<ChangeView>,
    /// All that happened to it, the changes among it, the latest first.
    pub events: Vec<EventView>,
    /// Whether one's own last change can be undone.
    pub may_undo: bool,
}

/// A batch of changes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangeView {
    /// The version it made.
    pub version: i32,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What, one sentence a change.
    pub sentences: Vec<String>,
    /// It undid another one.
    pub is_undo: bool,
}

impl Page for HistoryPage {
    const TEMPLATE: &'static str = "imports/history.html";
}

/// Who else is at a review.
#[derive(Debug, Serialize, ToSchema)]
pub struct PresencePage {
    /// The others.
    pub others: Vec<OtherView>,
    /// The version now.
    pub version: i32,
    /// Who ended the review and when, once it is over.
    pub ended: Option<EndedView>,
}

/// Somebody else at the review.
#[derive(Debug, Serialize, ToSchema)]
pub struct OtherView {
    /// The name.
    pub name: String,
    /// Since when.
    pub since: Moment,
}

impl Page for PresencePage {
    const TEMPLATE: &'static str = "imports/presence.html";
}
