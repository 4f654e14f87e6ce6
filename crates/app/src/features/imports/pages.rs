//! What the pages of imports show. Each is the JSON contract as well.

use super::marks::SourceLine;
use super::view::{LeftView, RowView, SmallView, TabView};
use super::words::LookView;
use domain::ids::{ImportId, PlanId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use tables::import::{self, State};
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
    /// How many there are.
    pub total: u64,
    /// Which page.
    pub page: u64,
    /// Of how many.
    pub n_pages: u64,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "imports/list.html";
}

/// A place to drop a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewPage {
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

/// The review.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewPage {
    /// The import.
    pub import: ImportView,
    /// Earlier imports of the same file by the same unit.
    pub earlier: Vec<EarlierView>,
    /// What is left.
    pub left: LeftView,
    /// The result.
    pub tabs: Vec<TabView>,
    /// Places to look at.
    pub looks: Vec<LookView>,
    /// Small defects: they hold nothing up.
    pub small: SmallView,
    /// The document.
    pub source: Vec<SourceLine>,
    /// "09:12", when it was last saved.
    pub saved_at: Moment,
    /// Whether this person may change it.
    pub may_review: bool,
    /// Whether this person may make the plan.
    pub may_finish: bool,
}

/// An earlier import of the same file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EarlierView {
    /// Its address.
    pub href: String,
    /// When it was uploaded.
    pub at: Moment,
    /// Its state.
    #[schema(value_type = String)]
    pub state: State,
}

impl Page for ReviewPage {
    const TEMPLATE: &'static str = "imports/review.html";
}

/// A document that is being read, or waits for its turn.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingPage {
    /// The import.
    pub import: ImportView,
    /// Documents that are read before it gets its turn; none while it is being read itself.
    pub n_before: u64,
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
    /// The document.
    pub source: Vec<SourceLine>,
}

impl Page for OverPage {
    const TEMPLATE: &'static str = "imports/over.html";
}

/// The form of one item.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditPage {
    /// The import.
    pub import: ImportView,
    /// Of the item.
    pub path: String,
    /// The kind of the item.
    pub kind: &'static str,
    /// The tab to go back to.
    pub tab: &'static str,
    /// What it is called.
    pub label: String,
    /// The lines it came from.
    pub source: Vec<SourceLine>,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// Whether it may be removed.
    pub can_remove: bool,
}

/// A field of the form.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldView {
    /// Its name.
    pub name: &'static str,
    /// Its word.
    pub label: String,
    /// How to fill it, one line.
    pub help: String,
    /// text, long, time, date, units, lines, choice, choices.
    pub kind: &'static str,
    /// The text of the field; entries of a list one a line.
    pub value: String,
    /// The text that the form shows, sent along so that what was not touched is no change; none after a refusal.
    pub was: Option<String>,
    /// Choices.
    pub options: Vec<super::view::OptionView>,
    /// The chosen ones of several.
    pub chosen: Vec<String>,
    /// It may be left empty.
    pub is_optional: bool,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "imports/edit.html";
}

/// Somebody else changed the same meanwhile.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictPage {
    /// The version now.
    pub version: i32,
    /// The version of the page.
    pub base: i32,
    /// Who was quicker.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The import.
    pub import: ImportView,
    /// Each thing in question: as it is now and as it was sent.
    pub values: Vec<ClashView>,
    /// What a plain form sends again beside the choices.
    pub hidden: Vec<HiddenView>,
    /// HTML of what others changed since, by id of its element.
    pub parts: BTreeMap<String, String>,
}

/// One thing that two people changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClashView {
    /// Its name.
    pub label: String,
    /// The field or item; empty for a place to look at.
    pub path: String,
    /// The place to look at; empty for a field.
    pub item: String,
    /// Name of the field in forms.
    pub name: String,
    /// Who was quicker.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The item was taken out.
    pub is_removed: bool,
    /// The value now, as the page's script carries it.
    #[schema(value_type = Object)]
    pub theirs_value: Json,
    /// The value now, as forms carry it.
    pub theirs: String,
    /// The value now, in words.
    pub theirs_words: String,
    /// As sent, as forms carry it.
    pub mine: String,
    /// As sent, in words.
    pub mine_words: String,
}

impl ClashView {
    /// Somebody was quicker; the rest is filled in.
    pub fn of(by: &str, at: Moment) -> ClashView {
        ClashView {
            label: String::new(),
            path: String::new(),
            item: String::new(),
            name: String::new(),
            by: by.to_owned(),
            at,
            is_removed: false,
            theirs_value: Json::Null,
            theirs: String::new(),
            theirs_words: String::new(),
            mine: String::new(),
            mine_words: String::new(),
        }
    }
}

/// A hidden field of a form.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenView {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Page for ConflictPage {
    const TEMPLATE: &'static str = "imports/conflict.html";
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

/// The answer to a batch.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedPage {
    /// The version now.
    pub version: i32,
    /// When it was saved.
    pub saved_at: Moment,
    /// The same in words.
    pub saved_words: String,
    /// Places that still wait.
    pub remaining: usize,
    /// HTML of what changed, by id of its element.
    pub parts: BTreeMap<String, String>,
}

impl Page for ChangedPage {
    // Only programs ask for it; a browser without a script is sent back to the review.
    const TEMPLATE: &'static str = "imports/changed.html";
}

/// Rows, places and counts to be rendered for a script.
#[derive(Debug, Serialize)]
pub struct PartsPage {
    /// What stands before every part: a mark that no text of a user holds.
    pub mark: String,
    /// The import.
    pub import: ImportView,
    /// Rows.
    pub rows: Vec<RowView>,
    /// Places to look at, small ones among them.
    pub looks: Vec<LookView>,
    /// How many small ones there are.
    pub small: SmallView,
    /// Tabs, without their tables.
    pub tabs: Vec<TabView>,
    /// What is left.
    pub left: LeftView,
    /// Whether this person may make the plan.
    pub may_finish: bool,
}

impl Page for PartsPage {
    const TEMPLATE: &'static str = "imports/parts.html";
}

/// Who else is at a review.
#[derive(Debug, Serialize, ToSchema)]
pub struct PresencePage {
    /// The others.
    pub others: Vec<OtherView>,
    /// The version now.
    pub version: i32,
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

/// A value in words, for the page of a conflict.
pub fn in_words(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(list) => {
            let words: Vec<&str> = list.iter().filter_map(|v| v["name"].as_str().or(v.as_str())).collect();
            words.join("; ")
        }
        Json::Object(map) => map.get("text").and_then(Json::as_str).unwrap_or_default().to_owned(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}
