//! Changes as they arrive, as JSON batches of the page's script or as one act of a plain form, and their work on a draft.

use super::actions::Loaded;
use super::errors::ImportError;
use super::resolve::Names;
use domain::ids::UnitId;
use draft::{Draft, EditError, FieldKind, Kind, Op, Setting};
use reader::time::TimeContext;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

/// Changes in one batch.
pub const OPS_MAX: usize = 200;
/// Bytes of a body of changes: a full batch of long texts.
const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Longest name of a batch, in letters.
const BATCH_LETTERS_MAX: usize = 60;
/// Longest path or id, in letters.
const PATH_LETTERS_MAX: usize = 100;

/// A body of changes.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Changes {
    /// The version of the page.
    pub base: Option<i32>,
    /// Name of the batch; the same name is taken once.
    pub batch: String,
    /// The changes, for programs: op set, add, remove, restore, accept, skip, reopen with path or item, value, choice.
    #[schema(value_type = Vec<Object>)]
    pub ops: Vec<Json>,
    /// One act of a form: set, add, remove, restore, accept, skip, reopen, undo, accept_small, trust.
    pub op: String,
    /// Of which item.
    pub path: String,
    /// Of which place to look at.
    pub item: String,
    /// The candidate chosen.
    pub choice: String,
    /// Fields of the item, by name: one value, or one line an entry of a list.
    pub fields: BTreeMap<String, Vec<String>>,
    /// The fields as the form showed them: what was not touched is no change, even when somebody else changed it.
    pub was: BTreeMap<String, Vec<String>>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asked {
    /// A batch.
    Batch(Batch),
    /// To undo the last own batch.
    Undo(String),
    /// To put the mends of all small defects into the items: version of the page, name of the batch.
    Small(i32, String),
    /// To set these fields of an item; which of them changed is known with the draft.
    Fields(Fields),
}

impl Asked {
    /// The form that was filled, if it is one.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Asked::Fields(fields) => Some(fields),
            Asked::Batch(_) | Asked::Undo(_) | Asked::Small(..) => None,
        }
    }
}

/// A batch of changes.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The version it was made on.
    pub base: i32,
    /// Its name.
    pub name: String,
    /// The changes in order.
    pub ops: Vec<Op>,
}

/// The form of one item.
#[derive(Debug, Clone)]
pub struct Fields {
    /// The version it was made on.
    pub base: i32,
    /// Its name.
    pub name: String,
    /// The item.
    pub path: String,
    /// What was typed, by field.
    pub typed: BTreeMap<String, Vec<String>>,
    /// What the form showed, by field.
    pub was: BTreeMap<String, Vec<String>>,
}

impl Check for Changes {
    type Valid = Asked;
    const BODY_BYTES_MAX: usize = BODY_BYTES_MAX;

    fn check(self) -> Result<Asked, FormErrors> {
        let mut errors = FormErrors::none();
        let is_long = |text: &str, max: usize| text.chars().count() > max;
        if is_long(&self.batch, BATCH_LETTERS_MAX) {
            errors.add("batch", "imports-batch-long");
        }
        if self.ops.len() > OPS_MAX {
            errors.add_with("ops", "imports-too-many-changes", args![n = OPS_MAX]);
        }
        if is_long(&self.path, PATH_LETTERS_MAX) || is_long(&self.item, PATH_LETTERS_MAX) {
            errors.add("path", "imports-edit-no-item");
        }
        if self.base.is_none() && self.op != "undo" {
            errors.add("base", "imports-no-base");
        }
        if self.ops.is_empty() && self.op.is_empty() {
            errors.add("op", "imports-edit-shape");
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let (base, name) = (self.base.unwrap_or(0), self.batch.clone());
        if self.op == "undo" {
            return Ok(Asked::Undo(name));
        }
        if self.op == "accept_small" {
            return Ok(Asked::Small(base, name));
        }
        if self.op == "set" {
            let (typed, was) = (self.fields, self.was);
            return Ok(Asked::Fields(Fields { base, name, path: self.path, typed, was }));
        }
        let raw = if self.ops.is_empty() { vec![self.one()] } else { self.ops };
        let mut ops = Vec::with_capacity(raw.len());
        for (at, value) in raw.into_iter().enumerate() {
            let subject = value["path"].as_str().or(value["item"].as_str()).unwrap_or("ops").to_owned();
            match serde_json::from_value::<Op>(value) {
                Ok(op) if op.is_for_people() && !is_long(&subject, PATH_LETTERS_MAX) => ops.push(op),
                _ if is_long(&subject, PATH_LETTERS_MAX) => {
                    errors.add(format!("ops.{at}"), "imports-edit-no-item");
                }
                _ => errors.add(subject, "imports-edit-shape"),
            }
        }
        errors.or(|| Asked::Batch(Batch { base, name, ops }))
    }
}

impl Changes {
    /// The one act of a form as a change.
    fn one(&self) -> Json {
        let choice = (!self.choice.is_empty()).then_some(&self.choice);
        match self.op.as_str() {
            "accept" => json!({"op": "accept", "item": self.item, "choice": choice}),
            "trust" => json!({"op": "trust"}),
            "skip" | "reopen" => json!({"op": self.op, "item": self.item}),
            _ => json!({"op": self.op, "path": self.path}),
        }
    }
}

impl Batch {
    /// The units that these changes name.
    pub fn units(&self) -> Vec<UnitId> {
        let mut units = Vec::new();
        for op in &self.ops {
            match op {
                Op::Accept { choice: Some(choice), .. } => units.extend(choice.parse::<UnitId>().ok()),
                Op::Set { value, .. } => {
                    let named = value.as_array().into_iter().flatten().filter_map(|one| one["unit"].as_str());
                    units.extend(named.filter_map(|id| id.parse::<UnitId>().ok()));
                }
                _ => {}
            }
        }
        units
    }
}

impl Fields {
    /// What came back from the form otherwise than it showed it.
    pub fn changed(&self) -> impl Iterator<Item = (&str, &Vec<String>)> {
        let is_new = |(name, typed): &(&String, &Vec<String>)| {
            self.was.get(*name).is_none_or(|was| !is_as_shown(typed, was))
        };
        self.typed.iter().filter(is_new).map(|(name, typed)| (name.as_str(), typed))
    }

    /// The changes that the form asks for: only fields whose value differs from the form's, or else from the draft's.
    pub fn batch(&self, draft: &Draft) -> Result<Batch, ImportError> {
        let no_item =
            || ImportError::Refused(vec![(self.path.clone(), EditError::NoItem(self.path.clone()))]);
        let item = draft.item(&self.path).ok_or_else(no_item)?;
        let kind = item.value.kind();
        let whole = serde_json::to_value(&item.value)?;
        let mut ops = Vec::new();
        for (name, typed) in self.changed() {
            let Some(spec) = kind.fields().iter().find(|spec| spec.name == name) else { continue };
            let now = super::cells::edited(draft, spec, &whole["value"][spec.name]);
            let new = value(kind, spec.kind, typed, &now);
            // What was typed anew is sent even when somebody has written just that meanwhile: they are told of it.
            if new != now || self.was.contains_key(spec.name) {
                ops.push(Op::Set { path: format!("{}/{}", self.path, spec.name), value: new });
            }
        }
        // Somebody who goes on writing in an item that was taken out wants it back.
        if item.removed && !ops.is_empty() {
            ops.insert(0, Op::Restore { path: self.path.clone() });
        }
        Ok(Batch { base: self.base, name: self.name.clone(), ops })
    }
}

/// Whether a field came back as the form showed it; browsers write line ends their own way.
fn is_as_shown(typed: &[String], was: &[String]) -> bool {
    let plain = |texts: &[String]| -> Vec<String> {
        let lines = texts.iter().flat_map(|t| t.lines()).map(|l| l.trim().to_owned());
        lines.filter(|l| !l.is_empty()).collect()
    };
    plain(typed) == plain(was)
}

/// What was typed as the value of a field.
fn value(kind: Kind, of: FieldKind, typed: &[String], now: &Json) -> Json {
    let text = typed.last().map_or("", |t| t.trim());
    let lines = || typed.iter().flat_map(|t| t.lines()).map(str::trim).filter(|l| !l.is_empty());
    match of {
        FieldKind::Units if kind == Kind::Recipient => json!(text),
        FieldKind::Units => {
            // A name that stood there keeps its unit.
            let known =
                |name: &str| now.as_array().into_iter().flatten().find(|one| one["name"] == name).cloned();
            lines()
                .map(|name| {
                    known(name).unwrap_or_else(|| json!({"name": name, "unit": null, "is_guess": true}))
                })
                .collect()
        }
        FieldKind::List => lines().map(|line| json!(line)).collect(),
        FieldKind::Choices(_) => {
            json!(typed.iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join("+"))
        }
        FieldKind::Choice(_) => json!(text),
        _ if text.is_empty() && now.is_null() => Json::Null,
        _ => json!(text),
    }
}

/// A draft at work.
pub struct Work {
    /// The import with the draft as it stands.
    pub loaded: Loaded,
    names: Names,
}

impl Work {
    /// Takes an import that is locked.
    pub fn new(loaded: Loaded, names: Names) -> Work {
        let head = loaded.draft.head();
        let agency = head.and_then(|h| h.agencies.first()).map(String::as_str);
        let names = names.issued_by(agency, head.and_then(|h| h.place.as_deref()));
        Work { loaded, names }
    }

    /// Applies all changes or none, but leaves out what stands already; gives what undoes them and which were left out,
    /// or every change that was refused.
    pub fn apply(&mut self, ops: &[Op]) -> Result<(Op, Vec<usize>), ImportError> {
        let resolve = |name: &str| self.names.resolve(name);
        let unit_name = |id: &str| self.names.unit_name(id);
        let setting = Setting {
            time: time_context(&self.loaded.draft, self.loaded.import.year),
            resolve: &resolve,
            unit_name: &unit_name,
        };
        match self.loaded.draft.apply_new(ops, setting) {
            Ok(applied) => Ok(applied),
            Err(_) => Err(ImportError::Refused(refused(&self.loaded.draft, ops, setting))),
        }
    }
}

/// Which of the changes are refused, one by one, so that the page can send the others again.
fn refused(draft: &Draft, ops: &[Op], setting: Setting) -> Vec<(String, EditError)> {
    let mut draft = draft.clone();
    let mut refused = Vec::new();
    for op in ops {
        if let Err(error) = draft.apply(op, setting) {
            refused.push((subject(op), error));
        }
    }
    refused
}

fn subject(op: &Op) -> String {
    match op {
        Op::Set { path, .. } | Op::Add { path } | Op::Remove { path } | Op::Restore { path } => path.clone(),
        Op::Accept { item, .. } | Op::Skip { item } | Op::Reopen { item } => item.clone(),
        Op::Trust
        | Op::Doubt { .. }
        | Op::Many { .. }
        | Op::PutField { .. }
        | Op::Put { .. }
        | Op::Match { .. }
        | Op::PutIssue { .. } => String::new(),
    }
}

/// The year of times that are typed without one.
pub fn time_context(draft: &Draft, year: Option<i32>) -> TimeContext {
    TimeContext::of(draft.head().map_or("", |h| h.subject.as_str()), year)
}
