//! What one reviewed draft says otherwise than an earlier one: what was added, changed and taken out, field by field.

use crate::Draft;
use crate::fields::FieldSpec;
use crate::item::{Item, Kind};
use serde_json::Value as Json;

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub enum Change<'a> {
    /// It was not there before.
    Added(&'a Item),
    /// It says something else.
    Changed {
        /// What it said.
        before: &'a Item,
        /// What it says.
        after: &'a Item,
        /// The fields that differ, in the order of the form.
        fields: Vec<FieldChange>,
    },
    /// It is not there any more.
    Removed(&'a Item),
}

/// One field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name.
    pub name: &'static str,
    /// What stood there, one text each.
    pub before: Vec<String>,
    /// What stands there.
    pub after: Vec<String>,
}

/// Kinds whose changes are not said: signatures are made when a document is signed, and the letterhead is the document's.
const NOT_SAID: [Kind; 1] = [Kind::Signature];
/// Fields of the letterhead that belong to the plan and not to the sheet it was printed on.
const HEAD_SAID: [&str; 3] = ["subject", "window", "modes"];

/// The differences between two drafts, by kind and in the order of the newer one; what was taken out comes last of its kind.
pub fn changes<'a>(old: &'a Draft, new: &'a Draft) -> Vec<Change<'a>> {
    let mut all = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| !NOT_SAID.contains(kind)) {
        let stood = |path: &str| old.of(kind).find(|item| item.path == path);
        for item in new.of(kind) {
            match stood(&item.path) {
                None => all.push(Change::Added(item)),
                Some(before) => {
                    let fields = fields(kind, before, item);
                    if !fields.is_empty() {
                        all.push(Change::Changed { before, after: item, fields });
                    }
                }
            }
        }
        let stays = |item: &&Item| !new.of(kind).any(|other| other.path == item.path);
        all.extend(old.of(kind).filter(stays).map(Change::Removed));
    }
    all
}

fn fields(kind: Kind, before: &Item, after: &Item) -> Vec<FieldChange> {
    let said = |spec: &&FieldSpec| kind != Kind::Head || HEAD_SAID.contains(&spec.name);
    let specs = kind.fields().iter().filter(said);
    let all = specs.map(|spec| FieldChange {
        name: spec.name,
        before: texts(before, spec.name),
        after: texts(after, spec.name),
    });
    all.filter(|field| field.before != field.after).collect()
}

/// What stands in a field of an item, one text each; nothing for an empty one. A time is what is printed of it.
pub fn texts(item: &Item, field: &str) -> Vec<String> {
    let whole = serde_json::to_value(&item.value).unwrap_or_default();
    match &whole["value"][field] {
        Json::String(text) => one(text),
        Json::Array(list) => list.iter().filter_map(Json::as_str).flat_map(one).collect(),
        Json::Object(time) => time.get("text").and_then(Json::as_str).map(one).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn one(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Value;
    use reader::plan::RoadmapItem;

    fn task(path: &str, title: &str, lead: &[&str]) -> Item {
        let lead_units = lead.iter().map(|unit| (*unit).to_owned()).collect();
        let task = RoadmapItem { task: title.to_owned(), lead_units, ..RoadmapItem::default() };
        Item {
            path: path.to_owned(),
            value: Value::Task(Box::new(task)),
            confidence: 1.0,
            mended: std::collections::BTreeSet::default(),
            removed: false,
        }
    }

    fn draft(items: Vec<Item>) -> Draft {
        Draft { items, ..Draft::default() }
    }

    #[test]
    fn what_is_the_same_is_no_change() {
        let one = draft(vec![task("/roadmap/0", "Họp", &["Văn phòng"])]);
        let mut other = one.clone();
        other.items[0].confidence = 0.2;
        assert_eq!(changes(&one, &other), vec![]);
    }

    #[test]
    fn added_changed_and_taken_out() {
        let old = draft(vec![task("/roadmap/0", "Họp", &["Văn phòng"]), task("/roadmap/1", "Báo cáo", &[])]);
        let mut gone = task("/roadmap/1", "Báo cáo", &[]);
        gone.removed = true;
        let new = draft(vec![
            task("/roadmap/0", "Họp", &["Văn phòng", "Phòng Chính trị"]),
            gone,
            task("/roadmap/n1", "Tập huấn", &[]),
        ]);
        let found = changes(&old, &new);
        let lead = FieldChange {
            name: "lead_units",
            before: vec!["Văn phòng".into()],
            after: vec!["Văn phòng".into(), "Phòng Chính trị".into()],
        };
        assert_eq!(
            found,
            vec![
                Change::Changed { before: &old.items[0], after: &new.items[0], fields: vec![lead] },
                Change::Added(&new.items[2]),
                Change::Removed(&old.items[1]),
            ]
        );
    }

    #[test]
    fn the_sheet_is_not_the_plan() {
        let head = |subject: &str, number: &str| Item {
            path: "/header".to_owned(),
            value: Value::Head(Box::new(crate::Head {
                subject: subject.to_owned(),
                number: Some(number.to_owned()),
                ..crate::Head::default()
            })),
            confidence: 1.0,
            mended: std::collections::BTreeSet::default(),
            removed: false,
        };
        let old = draft(vec![head("Năm 2024", "")]);
        assert_eq!(changes(&old, &draft(vec![head("Năm 2024", "05/KH-SGDĐT")])), vec![]);
        assert_eq!(changes(&old, &draft(vec![head("Năm 2025", "")])).len(), 1);
    }
}
