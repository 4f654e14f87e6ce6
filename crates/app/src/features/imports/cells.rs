//! Rows and editable values of the review's tables, as the page and its script carry them.

use super::view::{CellView, ColumnView, OptionView, RowView, is_blank, place_id};
use super::words;
use domain::time::Day;
use draft::{Draft, FieldKind, FieldSpec, Head, Item, Kind, Value};
use serde_json::{Value as Json, json};
use web::{Context, args};

/// Longest label of a row, in letters.
const LABEL_LETTERS_MAX: usize = 60;

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

    /// The columns of the kind's table; without rows none is called empty.
    pub fn columns(&self, draft: &Draft) -> Vec<ColumnView> {
        let items = draft.items.iter().filter(|item| item.value.kind() == self.kind);
        let rows: Vec<Json> = items.filter_map(|item| serde_json::to_value(&item.value).ok()).collect();
        let column = |name: &&str| {
            let (_, word, _) = self.fields.iter().find(|(spec, ..)| spec.name == *name)?;
            let is_empty = !rows.is_empty() && rows.iter().all(|whole| is_blank(&whole["value"][*name]));
            Some(ColumnView { word: word.clone(), class: class_of(self.kind, name), is_empty })
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
