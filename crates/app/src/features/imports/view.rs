//! How a draft stands on the review page: tabs, tables, rows, editable values. Built from the draft alone.

use super::words::{self, LookView};
use domain::time::Day;
use draft::{Draft, FieldKind, FieldSpec, Head, Issue, IssueState, Item, Kind, Severity, Value};
use serde::Serialize;
use serde_json::{Value as Json, json};
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
/// Longest label of a row, in letters.
const LABEL_LETTERS_MAX: usize = 60;

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
    /// Its rows.
    pub rows: Vec<RowView>,
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
pub fn tabs(context: &Context, draft: &Draft, here: &str) -> Vec<TabView> {
    let needing: BTreeSet<&str> = open(draft).map(|issue| tab_of_issue(context, draft, issue)).collect();
    let is_known = TABS.iter().any(|(name, _)| *name == here);
    TABS.iter()
        .map(|(name, kinds)| TabView {
            name,
            word: context.say(&format!("imports-tab-{name}"), &args![]),
            count: count(draft, kinds),
            needs_look: needing.contains(name),
            is_here: if is_known { *name == here } else { *name == "roadmap" },
            sections: kinds.iter().map(|kind| section(context, draft, *kind, kinds.len() > 1)).collect(),
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

/// The list of places to look at, in the order of the source; small ones are told apart.
pub fn looks(context: &Context, draft: &Draft) -> Vec<LookView> {
    draft
        .issues
        .iter()
        .filter(|i| i.severity != Severity::Small)
        .map(|i| words::look(context, draft, i))
        .collect()
}

/// Small defects, and how many of them a person can still put into the items.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SmallView {
    /// The defects.
    pub looks: Vec<LookView>,
    /// Mends that wait to be put into the items.
    pub n_mendable: usize,
    /// Mends that were put there.
    pub n_mended: usize,
    /// All of it in words.
    pub sentence: String,
}

/// The small defects of a draft.
pub fn small(context: &Context, draft: &Draft) -> SmallView {
    let small = draft.issues.iter().filter(|i| i.severity == Severity::Small);
    let looks: Vec<LookView> = small.map(|i| words::look(context, draft, i)).collect();
    let n_mendable = looks.iter().filter(|l| l.can_mend).count();
    let n_mended = looks.iter().filter(|l| l.state == "accepted").count();
    let n = looks.len();
    let sentence = match (n_mendable, n_mended) {
        (0, 0) => context.say("imports-small", &args![n = n]),
        (0, _) => context.say("imports-small-mended", &args![n = n, mended = n_mended]),
        (_, 0) => context.say("imports-small-mendable", &args![n = n, mendable = n_mendable]),
        _ => context.say("imports-small-both", &args![n = n, mendable = n_mendable, mended = n_mended]),
    };
    SmallView { looks, n_mendable, n_mended, sentence }
}

fn section(context: &Context, draft: &Draft, kind: Kind, is_one_of_many: bool) -> SectionView {
    let say = |key: String| context.say(&key, &args![]);
    let labels = Labels::new(context, kind);
    let items = draft.items.iter().filter(|i| i.value.kind() == kind);
    let (columns, rows, blank) = match kind {
        Kind::Head => (Vec::new(), items.flat_map(|i| head_rows(&labels, draft, i)).collect(), None),
        kind => {
            let rows = items.map(|i| row(&labels, draft, i)).collect();
            let empty = Item {
                path: format!("/{}/{NEW_KEY}", kind.list()),
                value: Value::empty(kind),
                confidence: 1.0,
                mended: BTreeSet::new(),
                removed: false,
            };
            (labels.columns(), rows, Some(row(&labels, draft, &empty)))
        }
    };
    let word = kind.word();
    SectionView {
        list: format!("/{}", kind.list()),
        kind: word,
        title: is_one_of_many.then(|| say(format!("imports-section-{word}"))),
        columns,
        rows,
        blank,
        add_word: say(format!("imports-add-{word}")),
        empty_word: say(format!("imports-none-{word}")),
    }
}

/// The fields that a table shows, in its order; the rest is on the page of the item.
fn shown(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Head => &[],
        Kind::Basis => &["doc_type", "number", "date", "title"],
        Kind::Aim => &["kind", "text"],
        Kind::Session => &["label", "text", "time", "audience"],
        Kind::Venue => &["session", "text", "mode", "location"],
        Kind::Participants => &["session", "role", "mode", "members"],
        Kind::Task => &["no", "task", "time", "product", "lead_units", "coop_units"],
        Kind::Duty => &["units", "duty", "with_units", "deadline"],
        Kind::Campaign => &["name", "types"],
        Kind::Budget => &["scope", "text", "sources", "payers"],
        Kind::Recipient => &["name", "purpose", "kind"],
        Kind::Signature => &["authority", "title", "name", "agency"],
    }
}

fn class_of(kind: Kind, field: &str) -> &'static str {
    match (kind, field) {
        (Kind::Task, "no") => "r",
        (Kind::Task, "task") | (Kind::Duty, "duty") => "font-medium",
        (Kind::Task, "product") => "text-muted",
        _ => "",
    }
}

/// Words of one kind's fields, looked up once a table.
pub struct Labels<'c> {
    context: &'c Context,
    kind: Kind,
    fields: Vec<(&'static FieldSpec, String, Vec<OptionView>)>,
}

impl<'c> Labels<'c> {
    /// The words of a kind.
    pub fn new(context: &'c Context, kind: Kind) -> Labels<'c> {
        let fields = kind
            .fields()
            .iter()
            .map(|spec| (spec, words::field(context, kind, spec.name), options(context, kind, spec)))
            .collect();
        Labels { context, kind, fields }
    }

    fn columns(&self) -> Vec<ColumnView> {
        let column = |name: &&str| {
            let (_, word, _) = self.fields.iter().find(|(spec, ..)| spec.name == *name)?;
            Some(ColumnView { word: word.clone(), class: class_of(self.kind, name) })
        };
        shown(self.kind).iter().filter_map(column).collect()
    }

    /// The editable value of a field.
    pub fn cell(&self, draft: &Draft, item: &Item, whole: &Json, name: &str) -> Option<CellView> {
        let (spec, label, options) = self.fields.iter().find(|(spec, ..)| spec.name == name)?;
        let value = edited(draft, spec, &whole["value"][name]);
        let mut options = options.clone();
        if let Some(joined) = value.as_str().filter(|v| v.contains('+'))
            && options.iter().all(|o| o.value != joined)
        {
            let word = words::choice(self.context, self.kind, name, joined);
            options.insert(0, OptionView { value: joined.to_owned(), word });
        }
        Some(CellView {
            path: format!("{}/{name}", item.path),
            kind: words::edit_kind(self.kind, name, spec.kind),
            value,
            label: label.clone(),
            options,
            is_lead: matches!((self.kind, name), (Kind::Task, "lead_units") | (Kind::Duty, "units")),
            class: class_of(self.kind, name),
        })
    }
}

fn options(context: &Context, kind: Kind, spec: &FieldSpec) -> Vec<OptionView> {
    let one = |value: &str| OptionView {
        value: value.to_owned(),
        word: words::choice(context, kind, spec.name, value),
    };
    let none = || OptionView { value: String::new(), word: context.say("imports-choice-none", &args![]) };
    match spec.kind {
        FieldKind::Choice(words) => {
            let mut list: Vec<OptionView> = words.iter().map(|w| one(w)).collect();
            if !spec.required {
                list.insert(0, none());
            }
            list
        }
        FieldKind::Choices(words) => {
            let mut list: Vec<OptionView> = words.iter().map(|w| one(w)).collect();
            // Two words have one more choice: both.
            if let [first, second] = words {
                list.push(one(&format!("{first}+{second}")));
            }
            if !spec.required {
                list.insert(0, none());
            }
            list
        }
        _ => Vec::new(),
    }
}

/// A value as the page's script and forms carry it.
pub fn edited(draft: &Draft, spec: &FieldSpec, value: &Json) -> Json {
    match spec.kind {
        FieldKind::Time => value["text"].clone(),
        FieldKind::Day => match value.as_str().and_then(|day| day.parse::<Day>().ok()) {
            Some(day) => json!(day.format("%d/%m/%Y").to_string()),
            None => Json::Null,
        },
        FieldKind::Units => match value.as_array() {
            Some(names) => names.iter().filter_map(Json::as_str).map(|name| unit_name(draft, name)).collect(),
            None => value.clone(),
        },
        FieldKind::Choices(_) => {
            let words: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            if words.is_empty() { json!("") } else { json!(words.join("+")) }
        }
        FieldKind::Choice(_) if value.is_null() => json!(""),
        _ => value.clone(),
    }
}

fn unit_name(draft: &Draft, name: &str) -> Json {
    let found = draft.unit(name);
    let unit = found.and_then(|f| f.chosen.as_ref()).map(|c| c.unit.as_str());
    let is_guess = unit.is_none() && found.is_none_or(|f| !f.is_group);
    let mut one = json!({"name": name, "unit": unit});
    if is_guess {
        one["is_guess"] = json!(true);
    }
    one
}

/// The row of an item.
pub fn row(labels: &Labels, draft: &Draft, item: &Item) -> RowView {
    let whole = serde_json::to_value(&item.value).unwrap_or(Json::Null);
    let cells = shown(labels.kind).iter().filter_map(|name| labels.cell(draft, item, &whole, name)).collect();
    let note = match &item.value {
        Value::Task(task) => task.group.clone(),
        _ => None,
    };
    RowView {
        id: place_id(&item.path, labels.kind, ""),
        path: item.path.clone(),
        label: words::short(item.value.title(), LABEL_LETTERS_MAX),
        line: Some(item.value.span().start_line).filter(|n| *n > 0),
        is_removed: item.removed,
        head: None,
        can_remove: true,
        note,
        cells,
    }
}

/// One row a field of the letterhead.
pub fn head_rows(labels: &Labels, draft: &Draft, item: &Item) -> Vec<RowView> {
    let Value::Head(head) = &item.value else { return Vec::new() };
    let whole = serde_json::to_value(&item.value).unwrap_or(Json::Null);
    let row = |(spec, label, _): &(&FieldSpec, String, Vec<OptionView>)| {
        let cell = labels.cell(draft, item, &whole, spec.name)?;
        Some(RowView {
            id: place_id(&item.path, Kind::Head, spec.name),
            path: format!("{}/{}", item.path, spec.name),
            label: label.clone(),
            line: head_line(head, spec.name),
            is_removed: false,
            head: Some(label.clone()),
            can_remove: false,
            note: None,
            cells: vec![cell],
        })
    };
    labels.fields.iter().filter_map(row).collect()
}

fn head_line(head: &Head, field: &str) -> Option<u32> {
    let span = if field == "subject" { Some(&head.span) } else { head.spans.get(field) };
    span.map(|s| s.start_line).filter(|n| *n > 0)
}

fn is_blank(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(list) => list.is_empty(),
        Json::Object(map) => map.get("text").is_some_and(|t| t.as_str() == Some("")),
        _ => false,
    }
}
