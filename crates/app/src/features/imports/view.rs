//! How a draft stands on the review page: tabs, tables, what is left, small defects. Built from the draft alone.

use super::cells::{Labels, head_rows, row};
use super::portions::{LOOKS_MAX, PortionView, ROWS_MAX, Wanted, cut};
use super::words::{self, LookView};
use draft::{Draft, Issue, IssueState, Item, Kind, Severity, Value};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use utoipa::ToSchema;
use web::{Context, args};

/// The tabs: their word in the address and the kinds of items in each.
pub const TABS: [(&str, &[Kind]); 8] = [
    ("head", &[Kind::Head]),
    ("grounds", &[Kind::Basis, Kind::Aim]),
    ("sessions", &[Kind::Session, Kind::Venue, Kind::Participants]),
    ("roadmap", &[Kind::Task]),
    ("duties", &[Kind::Duty]),
    ("campaigns", &[Kind::Campaign]),
    ("budget", &[Kind::Budget]),
    ("recipients", &[Kind::Recipient, Kind::Signature]),
];
/// Stands for the key of a row that the page's script adds.
const NEW_KEY: &str = "__KEY__";

/// A tab of the result.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TabView {
    /// Its word in the address.
    pub name: &'static str,
    /// Its title.
    pub word: String,
    /// How much is in it.
    pub count: usize,
    /// Something in it waits for a person.
    pub needs_look: bool,
    /// It is the one shown.
    pub is_here: bool,
    /// Its tables.
    pub sections: Vec<SectionView>,
}

/// A table of a tab.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SectionView {
    /// "/roadmap".
    pub list: String,
    /// The kind of its items.
    pub kind: &'static str,
    /// Its title, when the tab has several.
    pub title: Option<String>,
    /// Heads of the columns.
    pub columns: Vec<ColumnView>,
    /// Its rows, as many as are shown at once.
    pub rows: Vec<RowView>,
    /// All of them in portions.
    pub portions: Vec<PortionView>,
    /// An empty row with `__KEY__` for its key; none where nothing can be added.
    pub blank: Option<RowView>,
    /// Word of the button that adds a row.
    pub add_word: String,
    /// What it says without rows.
    pub empty_word: String,
}

/// A column.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ColumnView {
    /// Its head.
    pub word: String,
    /// Classes of its cells.
    pub class: &'static str,
    /// Nothing stands in it, in no row: it is drawn when somebody asks for it.
    pub is_empty: bool,
}

/// A row: one item, or one field of the letterhead.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportRowView)]
pub struct RowView {
    /// Of the element.
    pub id: String,
    /// Of the item.
    pub path: String,
    /// What it is called when it is removed or brought back.
    pub label: String,
    /// The first source line, if it has one.
    pub line: Option<u32>,
    /// Taken out, can come back.
    pub is_removed: bool,
    /// The head of a row of the letterhead.
    pub head: Option<String>,
    /// Whether it may be removed.
    pub can_remove: bool,
    /// A remark under the first value: the group of a task.
    pub note: Option<String>,
    /// Its values.
    pub cells: Vec<CellView>,
}

/// An editable value.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CellView {
    /// "/roadmap/6/task".
    pub path: String,
    /// text, long, time, date, units, lines, choice.
    pub kind: &'static str,
    /// As the page's script reads it.
    #[schema(value_type = Object)]
    pub value: Json,
    /// Name of the field.
    pub label: String,
    /// Choices.
    pub options: Vec<OptionView>,
    /// Units that lead.
    pub is_lead: bool,
    /// Classes of the cell.
    pub class: &'static str,
}

/// A choice.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OptionView {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub word: String,
}

/// How much is left to look at.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LeftView {
    /// Looked at.
    pub done: usize,
    /// Still open.
    pub open: usize,
    /// In words.
    pub sentence: String,
}

/// The tab a kind of item stands in.
pub fn tab_of(kind: Kind) -> &'static str {
    TABS.iter().find(|(_, kinds)| kinds.contains(&kind)).map_or("head", |(name, _)| name)
}

/// The tab of a path.
pub fn tab_of_path(path: &str) -> &'static str {
    path.split('/').nth(1).and_then(Kind::from_list).map_or("head", tab_of)
}

/// The id of the element that shows a field: the row of its item, or its own row in the letterhead.
pub fn place_id(item: &str, kind: Kind, field: &str) -> String {
    match kind {
        Kind::Head => format!("it-header-{field}"),
        _ => format!("it{}", item.replace('/', "-")),
    }
}

/// All tabs.
pub fn tabs(context: &Context, draft: &Draft, wanted: &Wanted) -> Vec<TabView> {
    let section = |kind: &Kind, kinds: &[Kind]| section(context, draft, *kind, kinds.len() > 1, wanted);
    let tabs = heads(context, draft, wanted.tab()).into_iter().zip(TABS);
    tabs.map(|(tab, (_, kinds))| TabView {
        sections: kinds.iter().map(|k| section(k, kinds)).collect(),
        ..tab
    })
    .collect()
}

/// The tabs without their tables.
pub fn heads(context: &Context, draft: &Draft, here: &str) -> Vec<TabView> {
    let needing: BTreeSet<&str> = open(draft).map(|issue| tab_of_issue(context, draft, issue)).collect();
    let is_known = TABS.iter().any(|(name, _)| *name == here);
    TABS.iter()
        .map(|(name, kinds)| TabView {
            name,
            word: context.say(&format!("imports-tab-{name}"), &args![]),
            count: count(draft, kinds),
            needs_look: needing.contains(name),
            is_here: if is_known { *name == here } else { *name == "roadmap" },
            sections: Vec::new(),
        })
        .collect()
}

/// How many items a tab holds; for the letterhead, how many of its fields are filled.
pub fn count(draft: &Draft, kinds: &[Kind]) -> usize {
    kinds
        .iter()
        .map(|kind| match kind {
            Kind::Head => {
                let whole =
                    draft.head().and_then(|head| serde_json::to_value(head).ok()).unwrap_or(Json::Null);
                kind.fields().iter().filter(|f| !is_blank(&whole[f.name])).count()
            }
            kind => draft.of(*kind).count(),
        })
        .sum()
}

/// The tab that an issue sends people to.
pub fn tab_of_issue(context: &Context, draft: &Draft, issue: &Issue) -> &'static str {
    match &issue.path {
        Some(path) => tab_of_path(path),
        None => tab_of_path(&words::look(context, draft, issue).path),
    }
}

fn open(draft: &Draft) -> impl Iterator<Item = &Issue> {
    draft.issues.iter().filter(|i| i.state == IssueState::Open)
}

/// What is left.
pub fn left(context: &Context, draft: &Draft) -> LeftView {
    let all = draft.issues.iter().filter(|i| i.severity != Severity::Small).count();
    let open = draft.open_issues().count();
    let sentence = match open {
        0 => context.say("imports-all-seen", &args![]),
        n => context.say("imports-left", &args![n = n]),
    };
    LeftView { done: all.saturating_sub(open), open, sentence }
}

/// Places to look at in the order of the source, or the small ones among them.
fn issues(draft: &Draft, are_small: bool) -> impl Iterator<Item = &Issue> {
    draft.issues.iter().filter(move |i| (i.severity == Severity::Small) == are_small)
}

/// One portion of the places to look at; small ones are told apart.
pub fn looks_in(context: &Context, draft: &Draft, are_small: bool, at: usize) -> Vec<LookView> {
    let shown = issues(draft, are_small).skip(at.saturating_mul(LOOKS_MAX)).take(LOOKS_MAX);
    shown.map(|i| words::look(context, draft, i)).collect()
}

/// All portions of the places to look at. What is not shown is named, so that the list is complete all the same.
pub fn look_portions(draft: &Draft, are_small: bool, here: usize) -> Vec<PortionView> {
    let all: Vec<&Issue> = issues(draft, are_small).collect();
    let waits = |issue: &Issue| match are_small {
        true => issue.state == IssueState::Noted && draft.would_mend(issue),
        false => issue.state == IssueState::Open,
    };
    let what = if are_small { "small=" } else { "looks=" };
    let mut portions = cut(all.len(), LOOKS_MAX, here, what, None);
    for portion in portions.iter_mut().filter(|portion| !portion.is_here) {
        let of_it = &all[portion.first - 1..portion.last];
        portion.items = of_it.iter().map(|issue| issue.id.clone()).collect();
        let waiting = of_it.iter().filter(|issue| waits(issue));
        portion.waiting = waiting.map(|issue| issue.id.clone()).collect();
    }
    portions
}

/// Small defects, and how many of them a person can still put into the items.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SmallView {
    /// The defects, as many as are shown at once.
    pub looks: Vec<LookView>,
    /// All of them in portions.
    pub portions: Vec<PortionView>,
    /// How many there are.
    pub total: usize,
    /// Mends that wait to be put into the items.
    pub n_mendable: usize,
    /// Mends that were put there.
    pub n_mended: usize,
    /// All of it in words.
    pub sentence: String,
}

/// The small defects of a draft, with the views of one portion.
pub fn small(context: &Context, draft: &Draft, at: usize) -> SmallView {
    let portions = look_portions(draft, true, at);
    let at = portions.iter().position(|portion| portion.is_here).unwrap_or(0);
    SmallView { looks: looks_in(context, draft, true, at), portions, ..small_in_numbers(context, draft) }
}

/// The same without any of them.
pub fn small_in_numbers(context: &Context, draft: &Draft) -> SmallView {
    let n_mendable = draft.small_mends().count();
    let n_mended = issues(draft, true).filter(|i| i.state == IssueState::Accepted).count();
    let n = issues(draft, true).count();
    let sentence = match (n_mendable, n_mended) {
        (0, 0) => context.say("imports-small", &args![n = n]),
        (0, _) => context.say("imports-small-mended", &args![n = n, mended = n_mended]),
        (_, 0) => context.say("imports-small-mendable", &args![n = n, mendable = n_mendable]),
        _ => context.say("imports-small-both", &args![n = n, mendable = n_mendable, mended = n_mended]),
    };
    SmallView { looks: Vec::new(), portions: Vec::new(), total: n, n_mendable, n_mended, sentence }
}

/// One portion of the rows of a kind.
pub fn rows(context: &Context, draft: &Draft, kind: Kind, at: usize) -> Vec<RowView> {
    let labels = Labels::new(context, kind);
    let items = draft.items.iter().filter(|i| i.value.kind() == kind);
    match kind {
        Kind::Head => items.flat_map(|i| head_rows(&labels, draft, i)).collect(),
        _ => {
            let shown = items.skip(at.saturating_mul(ROWS_MAX)).take(ROWS_MAX);
            shown.map(|i| row(&labels, draft, i)).collect()
        }
    }
}

fn section(
    context: &Context,
    draft: &Draft,
    kind: Kind,
    is_one_of_many: bool,
    wanted: &Wanted,
) -> SectionView {
    let say = |key: String| context.say(&key, &args![]);
    let labels = Labels::new(context, kind);
    let total = draft.items.iter().filter(|i| i.value.kind() == kind).count();
    let what = format!("rows={}.", kind.list());
    let portions = cut(total, ROWS_MAX, wanted.rows_of(kind), &what, Some(tab_of(kind)));
    let at = portions.iter().position(|portion| portion.is_here).unwrap_or(0);
    let (columns, blank) = match kind {
        Kind::Head => (Vec::new(), None),
        kind => {
            let empty = Item {
                path: format!("/{}/{NEW_KEY}", kind.list()),
                value: Value::empty(kind),
                confidence: 1.0,
                mended: BTreeSet::new(),
                removed: false,
            };
            (labels.columns(draft), Some(row(&labels, draft, &empty)))
        }
    };
    let word = kind.word();
    SectionView {
        list: format!("/{}", kind.list()),
        kind: word,
        title: is_one_of_many.then(|| say(format!("imports-section-{word}"))),
        columns,
        rows: rows(context, draft, kind, at),
        portions,
        blank,
        add_word: say(format!("imports-add-{word}")),
        empty_word: say(format!("imports-none-{word}")),
    }
}

/// Whether a field holds nothing.
pub fn is_blank(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(list) => list.is_empty(),
        Json::Object(map) => map.get("text").is_some_and(|t| t.as_str() == Some("")),
        _ => false,
    }
}
