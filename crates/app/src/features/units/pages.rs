//! What the pages of units show. Each is the JSON contract as well.

use domain::ids::{PersonId, UnitAliasId, UnitId};
use domain::rights::PostKind;
use domain::time::Day;
use domain::units::{Line, LinkKind, UnitKind};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

use crate::journal::EventView;

/// A cluster in which a unit stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClusterPart {
    /// The cluster.
    pub id: domain::ids::ClusterId,
    /// Its name.
    pub name: String,
    /// The part of the unit.
    pub role: domain::groups::ClusterRole,
}

/// A unit by name, with where it leads.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitRef {
    /// Id.
    #[schema(value_type = String)]
    pub id: UnitId,
    /// Whole name on the day of the page.
    pub name: String,
    /// Short name on the day of the page.
    pub short: String,
}

/// A unit in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: UnitId,
    /// What it is.
    #[schema(value_type = String)]
    pub kind: UnitKind,
    /// Whole name on the day of the page.
    pub name: String,
    /// Short name on the day of the page.
    pub short: String,
    /// How many units stand right below it.
    pub n_below: u64,
    /// So many that its level comes in parts and can be narrowed by words.
    pub is_long: bool,
    /// False when its facts are recalled and not yet checked.
    pub verified: bool,
    /// Last day of its life, if it has one.
    #[schema(value_type = Option<String>)]
    pub valid_to: Option<Day>,
}

/// The tree of one line on one day, as far as it is opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct TreePage {
    /// The line that is shown.
    #[schema(value_type = String)]
    pub line: Line,
    /// All lines.
    #[schema(value_type = Vec<String>)]
    pub lines: Vec<Line>,
    /// The day whose tree is shown.
    #[schema(value_type = String)]
    pub on: Day,
    /// That day is today.
    pub is_today: bool,
    /// The units above the rows, the top one first; the last one is the one that is opened.
    pub above: Vec<UnitRef>,
    /// The words that the names of this level were asked to hold.
    pub q: String,
    /// The level has more units than are shown at once, or is narrowed: it can be narrowed by words.
    pub is_long: bool,
    /// The units of this level that fit.
    pub rows: Vec<UnitRow>,
    /// The units below the only root of a line, which is shown open; else none.
    pub opened: Vec<UnitRow>,
    /// How many rows were skipped before these.
    pub skipped: usize,
    /// How many units of this level fit.
    pub total: usize,
    /// Number of the next page, if there is one.
    pub next_page: Option<usize>,
    /// How many units of all lines there are on that day; 0 below the top, where it is not shown.
    pub n_units: u64,
    /// The reader may change units.
    pub may_edit: bool,
}

impl Page for TreePage {
    const TEMPLATE: &'static str = "units/tree.html";
}

/// A name over time.
#[derive(Debug, Serialize, ToSchema)]
pub struct NameRow {
    /// Whole name.
    pub full: String,
    /// Short name.
    pub short: String,
    /// First day; none from the beginning.
    #[schema(value_type = Option<String>)]
    pub from: Option<Day>,
    /// Last day; none while it holds.
    #[schema(value_type = Option<String>)]
    pub to: Option<Day>,
    /// It holds on the day of the page.
    pub is_current: bool,
}

/// A place over time.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceRow {
    /// In which line.
    #[schema(value_type = String)]
    pub line: Line,
    /// Below which unit; none at the top.
    pub parent: Option<UnitRef>,
    /// First day; none from the beginning.
    #[schema(value_type = Option<String>)]
    pub from: Option<Day>,
    /// Last day; none while it holds.
    #[schema(value_type = Option<String>)]
    pub to: Option<Day>,
    /// It holds on the day of the page.
    pub is_current: bool,
}

/// The units below in one line.
#[derive(Debug, Serialize, ToSchema)]
pub struct BelowView {
    /// The line.
    #[schema(value_type = String)]
    pub line: Line,
    /// The first of them.
    pub rows: Vec<UnitRow>,
    /// How many there are.
    pub total: usize,
}

/// An entry of the legal history.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryRow {
    /// What happened.
    #[schema(value_type = String)]
    pub kind: LinkKind,
    /// To which unit.
    pub from: UnitRef,
    /// What came of it.
    pub to: Option<UnitRef>,
    /// It happened to the unit of this page; otherwise this unit came of it.
    pub is_from_here: bool,
    /// First day of the new state.
    #[schema(value_type = String)]
    pub on: Day,
    /// The legal text; empty when unknown.
    pub basis: String,
    /// False when day or text are recalled.
    pub verified: bool,
}

/// Another spelling.
#[derive(Debug, Serialize, ToSchema)]
pub struct AliasRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: UnitAliasId,
    /// As printed.
    pub text: String,
    /// False when it is recalled.
    pub verified: bool,
}

/// Somebody who holds a post in the unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct HolderRow {
    /// The person.
    #[schema(value_type = String)]
    pub person_id: PersonId,
    /// Name.
    pub name: String,
    /// Initials of middle and given name.
    pub initials: String,
    /// The role.
    #[schema(value_type = String)]
    pub kind: PostKind,
    /// The title as printed.
    pub title: String,
}

/// One unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitPage {
    /// The unit under its name of the day.
    pub unit: UnitRef,
    /// The code that spreadsheets name it by; none when it is only the id.
    pub code: Option<String>,
    /// The code by which packages of documents name it.
    pub office: Option<super::OfficeCodeView>,
    /// What it is.
    #[schema(value_type = String)]
    pub kind: UnitKind,
    /// Code of its place in the statistics office's lists; may be empty.
    pub area: String,
    /// Where its facts come from.
    pub source: String,
    /// False when its facts are recalled and not yet checked.
    pub verified: bool,
    /// First day of its life; none when it is not known.
    #[schema(value_type = Option<String>)]
    pub valid_from: Option<Day>,
    /// Last day of its life.
    #[schema(value_type = Option<String>)]
    pub valid_to: Option<Day>,
    /// The day of this page.
    #[schema(value_type = String)]
    pub on: Day,
    /// That day is today.
    pub is_today: bool,
    /// It exists on that day.
    pub is_alive: bool,
    /// The units above it in the line it is at home in, the top one first.
    pub above: Vec<UnitRef>,
    /// Its names, the newest first.
    pub names: Vec<NameRow>,
    /// Its places, by line, the newest first.
    pub places: Vec<PlaceRow>,
    /// What stands below it on the day.
    pub below: Vec<BelowView>,
    /// The legal history, newest first.
    pub history: Vec<HistoryRow>,
    /// What stands for it on the day when it has ended.
    pub successors: Vec<UnitRef>,
    /// Clusters it stands in on the day.
    pub clusters: Vec<ClusterPart>,
    /// Other spellings.
    pub aliases: Vec<AliasRow>,
    /// Who holds posts in it today; none when the reader may not see people.
    pub people: Option<Vec<HolderRow>>,
    /// What people did to its entry, the latest first; none when the reader keeps neither units nor spellings.
    pub events: Option<Vec<EventView>>,
    /// The reader may change it.
    pub may_edit: bool,
    /// The reader may keep its spellings.
    pub may_keep_aliases: bool,
}

impl Page for UnitPage {
    const TEMPLATE: &'static str = "units/show.html";
}

/// A unit that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: UnitId,
    /// Whole name on the day.
    pub name: String,
    /// Short name on the day; none when it is the whole one.
    pub short: Option<String>,
    /// Names of the units above it: "Bộ GD&ĐT › Văn phòng Bộ".
    pub path: String,
    /// What it is.
    #[schema(value_type = String)]
    pub kind: UnitKind,
    /// It exists on the day.
    pub is_alive: bool,
    /// Its last day, when that lies before the day; a unit that is not alive and has none is still to come.
    #[schema(value_type = Option<String>)]
    pub ended_on: Option<Day>,
    /// False when its facts are recalled.
    pub verified: bool,
    /// The spelling that was matched, when it is not its name.
    pub alias: Option<String>,
}

/// What a search found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchPage {
    /// What was asked.
    pub q: String,
    /// The day whose names and places are shown.
    #[schema(value_type = String)]
    pub on: Day,
    /// That day is today.
    pub is_today: bool,
    /// The units, the likeliest first.
    pub items: Vec<FoundRow>,
    /// There may be more than are shown.
    pub may_be_more: bool,
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "units/search.html";
}

/// What can be done to a unit on a form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Make a new one.
    Create,
    /// Give another name.
    Rename,
    /// Put below another one.
    Move,
    /// Merge with others.
    Merge,
    /// Let others come out of it.
    Split,
    /// End it.
    Dissolve,
}

/// A form for a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangePage {
    /// What is to be done.
    pub deed: Deed,
    /// The unit it is done to; none for a new one.
    pub unit: Option<UnitRef>,
    /// The unit under which a new one shall stand, if the form was opened from there.
    pub parent: Option<UnitRef>,
    /// All kinds, for a new one.
    #[schema(value_type = Vec<String>)]
    pub kinds: Vec<UnitKind>,
    /// What the unit is, or what a new one will probably be.
    #[schema(value_type = Option<String>)]
    pub kind: Option<UnitKind>,
    /// All lines.
    #[schema(value_type = Vec<String>)]
    pub lines: Vec<Line>,
    /// The line that is chosen first.
    #[schema(value_type = String)]
    pub line: Line,
    /// The day that is filled in first.
    #[schema(value_type = String)]
    pub on: Day,
    /// How many units stand below it, in all lines.
    pub n_below: u64,
}

impl Page for ChangePage {
    const TEMPLATE: &'static str = "units/change.html";
}
