//! What the pages of a review show: the reading, the form of one item, the answer to a change, two values that collide.
//! Each is the JSON contract as well.

use super::marks::SourceLine;
use super::pages::ImportView;
use super::portions::PortionView;
use super::view::{LeftView, OptionView, RowView, SmallView, TabView};
use super::words::LookView;
use domain::time::Moment;
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use tables::import::State;
use utoipa::ToSchema;
use web::{Page, StatusCode};

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
    /// Places to look at, as many as are shown at once.
    pub looks: Vec<LookView>,
    /// All of them in portions.
    pub look_portions: Vec<PortionView>,
    /// Small defects: they hold nothing up.
    pub small: SmallView,
    /// The document, as much as is shown at once.
    pub source: Vec<SourceLine>,
    /// All of it in portions.
    pub source_portions: Vec<PortionView>,
    /// "09:12", when it was last saved.
    pub saved_at: Moment,
    /// Whether this person may change it.
    pub may_review: bool,
    /// Whether this person may make the plan.
    pub may_finish: bool,
    /// The text does not read like a plan, and nobody has said that it is one.
    pub is_doubted: bool,
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
    pub options: Vec<OptionView>,
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
    /// What somebody else had done already, just so: there is nothing to choose.
    pub already: Vec<AlreadyView>,
    /// HTML of what changed, by id of its element.
    pub parts: BTreeMap<String, String>,
}

/// A change whose effect stood there before it came.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlreadyView {
    /// The field or item; empty for a place to look at.
    pub path: String,
    /// The place to look at; empty for a field.
    pub item: String,
    /// Who was quicker and when, in one sentence.
    pub sentence: String,
    /// Who was quicker.
    pub by: String,
    /// When.
    pub at: Moment,
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
