//! Changes to a draft. Each gives back the change that undoes it, so undo is just another change.

use crate::check::{check, follows, replaced};
use crate::issue::{Issue, IssueKind, IssueState};
use crate::item::{FieldKind, Item, Kind, Value};
use crate::units::{Chosen, UnitMatch, name_key};
use crate::{Draft, ITEMS_MAX};
use reader::time::TimeContext;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Most changes inside one [`Op::Many`].
const MANY_MAX: usize = 2_000;
/// Longest key of an added item, in characters.
const KEY_CHARS_MAX: usize = 20;

/// What a change may lean on: the document's year for times typed by hand, and the units.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The year of the document.
    pub time: TimeContext,
    /// Says which unit a printed name stands for.
    pub resolve: &'a dyn Fn(&str) -> UnitMatch,
    /// Gives the name of a unit by its id; `None` when there is no such unit.
    pub unit_name: &'a dyn Fn(&str) -> Option<String>,
}

/// One change, as the review page sends it and as undo keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Op {
    /// Gives a field of an item a new value.
    Set {
        /// "/roadmap/6/task": the item and one of its [`Kind::fields`].
        path: String,
        /// Text, list of texts, choice, `[{"name", "unit"}]` for units, the words of a time.
        #[serde(default)]
        value: Json,
    },
    /// Adds an item at the end of its list under a key that the sender makes up.
    Add {
        /// "/roadmap/n4f6k2j9q0".
        path: String,
    },
    /// Takes an item out.
    Remove {
        /// The item.
        path: String,
    },
    /// Puts it back.
    Restore {
        /// The item.
        path: String,
    },
    /// Takes the proposal of an issue; for a unit, the candidate chosen.
    Accept {
        /// The issue.
        item: String,
        /// Id of the candidate's unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        choice: Option<String>,
    },
    /// Leaves it as printed.
    Skip {
        /// The issue.
        item: String,
    },
    /// Opens an issue again and takes back what accepting it set.
    Reopen {
        /// The issue.
        item: String,
    },
    /// Several changes as one; only undo makes it.
    Many {
        /// In this order.
        ops: Vec<Op>,
    },
    /// Puts a field back as it was; only undo makes it. The other fields of the item stay: somebody else may have
    /// changed them since.
    PutField {
        /// "/roadmap/6/task".
        path: String,
        /// The field, and those that followed from it, as they are kept.
        was: BTreeMap<String, Json>,
        /// Whether a person had changed it before.
        mended: bool,
    },
    /// Puts the match of a printed name back; only undo makes it.
    Match {
        /// Key of [`Draft::units`].
        key: String,
        /// What it was; `None` when the name was not known.
        was: Option<UnitMatch>,
    },
    /// Puts an issue back as it was; only undo makes it.
    PutIssue {
        /// The issue.
        was: Box<Issue>,
    },
}

impl Op {
    /// Whether a person may send it; the rest is made by undo.
    pub fn is_for_people(&self) -> bool {
        !matches!(self, Op::Many { .. } | Op::PutField { .. } | Op::Match { .. } | Op::PutIssue { .. })
    }

    /// What it touches, so that changes of two people can be told apart: paths of fields or of whole items, ids of
    /// issues, keys of unit names. Two of them collide when they [`meet`].
    pub fn touches(&self) -> Vec<String> {
        match self {
            Op::Set { path, .. }
            | Op::PutField { path, .. }
            | Op::Add { path }
            | Op::Remove { path }
            | Op::Restore { path } => vec![path.clone()],
            Op::Accept { item, .. } | Op::Skip { item } | Op::Reopen { item } => vec![item.clone()],
            Op::Many { ops } => ops.iter().flat_map(Op::touches).collect(),
            Op::Match { key, .. } => vec![format!("unit:{key}")],
            Op::PutIssue { was } => vec![was.id.clone()],
        }
    }
}

/// Whether two things that changes touched are the same, or one holds the other: a whole item and a field of it.
pub fn meet(one: &str, other: &str) -> bool {
    let holds = |whole: &str, part: &str| part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('/'));
    one == other || (one.starts_with('/') && (holds(one, other) || holds(other, one)))
}

/// Why a change was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No such item.
    #[error("no item {0}")]
    NoItem(String),
    /// No such issue.
    #[error("no issue {0}")]
    NoIssue(String),
    /// No such field, or it cannot be edited.
    #[error("no field {0}")]
    NoField(String),
    /// The value has the wrong shape.
    #[error("{0} takes another kind of value")]
    Shape(String),
    /// The field may not be empty.
    #[error("{0} may not be empty")]
    Empty(String),
    /// The text is too long, or the list.
    #[error("{0} is too long")]
    TooLong(String),
    /// The draft is full.
    #[error("the draft holds {ITEMS_MAX} items at most")]
    Full,
    /// There is one letterhead and it stays.
    #[error("the letterhead can be edited, not added or removed")]
    Letterhead,
    /// The time names a day that its month does not have.
    #[error("month {month} has {days} days")]
    NoSuchDay {
        /// The month, 1 to 12; 0 when there is no such month.
        month: u32,
        /// How many days it has.
        days: u32,
    },
    /// A whole day was asked for.
    #[error("write the day as 8/9/2023")]
    NoDay,
    /// The issue has no such candidate.
    #[error("choose one of the candidates")]
    NoCandidate,
}

impl Draft {
    /// Carries out `op` and returns the change that undoes it. On an error nothing has changed.
    pub fn apply(&mut self, op: &Op, setting: Setting) -> Result<Op, EditError> {
        match op {
            Op::Set { path, value } => self.set(path, value, setting),
            Op::Add { path } => self.add(path),
            Op::Remove { path } => self.remove(path, true),
            Op::Restore { path } => self.remove(path, false),
            Op::Accept { item, choice } => self.accept(item, choice.as_deref(), setting),
            Op::Skip { item } => self.state(item, IssueState::Skipped),
            Op::Reopen { item } => self.reopen(item, setting),
            Op::Many { ops } => self.many(ops, setting),
            Op::PutField { path, was, mended } => self.put_field(path, was, *mended),
            Op::Match { key, was } => Ok(self.put_match(key, was.clone())),
            Op::PutIssue { was } => {
                let issue = self.issue_mut(&was.id)?;
                let now = std::mem::replace(issue, (**was).clone());
                Ok(Op::PutIssue { was: Box::new(now) })
            }
        }
    }

    /// Carries out all or none.
    pub fn apply_all(&mut self, ops: &[Op], setting: Setting) -> Result<Op, EditError> {
        self.many(ops, setting)
    }

    fn many(&mut self, ops: &[Op], setting: Setting) -> Result<Op, EditError> {
        if ops.len() > MANY_MAX {
            return Err(EditError::Full);
        }
        let mut inverse = Vec::with_capacity(ops.len());
        for op in ops {
            match self.apply(op, setting) {
                Ok(back) => inverse.push(back),
                Err(error) => {
                    for back in inverse.iter().rev() {
                        // An inverse of a change just made always applies.
                        let _ = self.apply(back, setting);
                    }
                    return Err(error);
                }
            }
        }
        inverse.reverse();
        Ok(Op::Many { ops: inverse })
    }

    fn item_mut(&mut self, path: &str) -> Result<&mut Item, EditError> {
        self.items.iter_mut().find(|i| i.path == path).ok_or_else(|| EditError::NoItem(path.to_owned()))
    }

    fn issue_mut(&mut self, id: &str) -> Result<&mut Issue, EditError> {
        self.issues.iter_mut().find(|i| i.id == id).ok_or_else(|| EditError::NoIssue(id.to_owned()))
    }

    fn set(&mut self, path: &str, value: &Json, setting: Setting) -> Result<Op, EditError> {
        // Units are looked up before anything changes, so that a refusal leaves no half of a change behind.
        let unknown = |entry: &Json| {
            entry["unit"].as_str().is_some_and(|u| !u.is_empty() && (setting.unit_name)(u).is_none())
        };
        if value.as_array().is_some_and(|list| list.iter().any(unknown)) {
            return Err(EditError::NoCandidate);
        }
        let no_field = || EditError::NoField(path.to_owned());
        let (at, field) = path.rsplit_once('/').ok_or_else(no_field)?;
        let item = self.item_mut(at)?;
        let kind = item.value.kind();
        let spec = kind.fields().iter().find(|f| f.name == field).ok_or_else(no_field)?;
        let checked = check(spec, value, setting)?;
        let shape = || EditError::Shape(path.to_owned());
        let mut whole = serde_json::to_value(&item.value).map_err(|_| shape())?;
        let mut was =
            BTreeMap::from([(field.to_owned(), std::mem::replace(&mut whole["value"][field], checked))]);
        for (follower, now) in follows(kind, field) {
            was.insert(follower.to_owned(), std::mem::replace(&mut whole["value"][follower], now));
        }
        item.value = serde_json::from_value(whole).map_err(|_| shape())?;
        let mended = !item.mended.insert(field.to_owned());
        let names: Vec<String> = item.value.unit_names().into_iter().map(|(_, n)| n.to_owned()).collect();
        let mut back = self.learn(&names, setting);
        if spec.kind == FieldKind::Units {
            back.extend(self.chosen_with(value, setting)?);
        }
        // Last in, first out: a name is forgotten only when no field says it any more.
        back.push(Op::PutField { path: path.to_owned(), was, mended });
        back.reverse();
        Ok(Op::Many { ops: back })
    }

    fn put_field(&mut self, path: &str, was: &BTreeMap<String, Json>, mended: bool) -> Result<Op, EditError> {
        let no_field = || EditError::NoField(path.to_owned());
        let (at, field) = path.rsplit_once('/').ok_or_else(no_field)?;
        let item = self.item_mut(at)?;
        let mut whole = serde_json::to_value(&item.value).map_err(|_| no_field())?;
        let put = |(name, value): (&String, &Json)| {
            (name.clone(), std::mem::replace(&mut whole["value"][name.as_str()], value.clone()))
        };
        let now: BTreeMap<String, Json> = was.iter().map(put).collect();
        item.value = serde_json::from_value(whole).map_err(|_| no_field())?;
        let was_mended = match mended {
            true => !item.mended.insert(field.to_owned()),
            false => item.mended.remove(field),
        };
        Ok(Op::PutField { path: path.to_owned(), was: now, mended: was_mended })
    }

    /// Looks up printed names that are new to the draft.
    fn learn(&mut self, names: &[String], setting: Setting) -> Vec<Op> {
        let mut back = Vec::new();
        for name in names {
            let key = name_key(name);
            if !key.is_empty() && !self.units.contains_key(&key) {
                self.units.insert(key.clone(), (setting.resolve)(name));
                back.push(Op::Match { key, was: None });
            }
        }
        back
    }

    /// Takes the units that came along with the names.
    fn chosen_with(&mut self, value: &Json, setting: Setting) -> Result<Vec<Op>, EditError> {
        let mut back = Vec::new();
        for entry in value.as_array().into_iter().flatten() {
            let (Some(name), Some(unit)) = (entry["name"].as_str(), entry["unit"].as_str()) else { continue };
            if !unit.is_empty()
                && self.unit(name).and_then(|m| m.chosen.as_ref()).is_none_or(|c| c.unit != unit)
            {
                back.push(self.choose(name, unit, setting)?);
            }
        }
        Ok(back)
    }

    fn add(&mut self, path: &str) -> Result<Op, EditError> {
        let (list, key) = path.trim_start_matches('/').split_once('/').unwrap_or((path, ""));
        let kind = Kind::from_list(list).ok_or_else(|| EditError::NoItem(path.to_owned()))?;
        if kind == Kind::Head {
            return Err(EditError::Letterhead);
        }
        let key_fits = (2..=KEY_CHARS_MAX).contains(&key.len())
            && key.starts_with('n')
            && key.bytes().all(|b| b.is_ascii_alphanumeric());
        if !key_fits {
            return Err(EditError::NoItem(path.to_owned()));
        }
        // The same "add" twice is one item: the answer to the first was lost on the way.
        if self.item(path).is_some() {
            return self.remove(path, false);
        }
        if self.items.len() >= ITEMS_MAX {
            return Err(EditError::Full);
        }
        let value = Value::empty(kind);
        self.items.push(Item {
            path: path.to_owned(),
            value,
            confidence: 1.0,
            mended: BTreeSet::new(),
            removed: false,
        });
        Ok(Op::Remove { path: path.to_owned() })
    }

    fn remove(&mut self, path: &str, removed: bool) -> Result<Op, EditError> {
        let item = self.item_mut(path)?;
        if item.value.kind() == Kind::Head {
            return Err(EditError::Letterhead);
        }
        let was = std::mem::replace(&mut item.removed, removed);
        let path = path.to_owned();
        Ok(if was { Op::Remove { path } } else { Op::Restore { path } })
    }

    fn state(&mut self, id: &str, state: IssueState) -> Result<Op, EditError> {
        let issue = self.issue_mut(id)?;
        let was = Box::new(issue.clone());
        issue.state = state;
        issue.taken_back_by = None;
        Ok(Op::PutIssue { was })
    }

    fn accept(&mut self, id: &str, choice: Option<&str>, setting: Setting) -> Result<Op, EditError> {
        let issue = self.issue_mut(id)?.clone();
        let mut back = match &issue.kind {
            IssueKind::Unsure { .. }
            | IssueKind::Missing { .. }
            | IssueKind::Defect { suggestion: None, .. } => Vec::new(),
            // Nothing to choose from: the name stays as printed, without a unit.
            IssueKind::Unit { key } if choice.is_none_or(str::is_empty) && self.has_no_candidates(key) => {
                Vec::new()
            }
            IssueKind::Unit { key } => vec![self.candidate(key, choice, setting)?],
            IssueKind::Defect { text, suggestion: Some(mend), .. } => {
                let ops = self.mends(text, mend, issue.span.start_line, issue.span.end_line);
                vec![self.many(&ops, setting)?]
            }
        };
        let taken_back_by = back.first().cloned().map(Box::new);
        let now = self.issue_mut(id)?;
        now.state = IssueState::Accepted;
        now.taken_back_by = taken_back_by;
        back.push(Op::PutIssue { was: Box::new(issue) });
        back.reverse();
        Ok(Op::Many { ops: back })
    }

    fn reopen(&mut self, id: &str, setting: Setting) -> Result<Op, EditError> {
        let issue = self.issue_mut(id)?.clone();
        let mut back = Vec::new();
        if let Some(op) = &issue.taken_back_by {
            let undo = match &issue.kind {
                // The item may have been edited since: only the mend itself is taken back.
                IssueKind::Defect { text, suggestion: Some(mend), .. } => {
                    Op::Many { ops: self.unmends(op, text, mend) }
                }
                _ => (**op).clone(),
            };
            back.push(self.apply(&undo, setting)?);
        }
        back.push(self.state(id, issue.severity.first_state())?);
        back.reverse();
        Ok(Op::Many { ops: back })
    }

    /// The changes that put `text` back for `mend` in the fields where it stood before.
    fn unmends(&self, taken_back_by: &Op, text: &str, mend: &str) -> Vec<Op> {
        let mut ops = Vec::new();
        for (path, was) in puts(taken_back_by) {
            let Some((at, field)) = path.rsplit_once('/') else { continue };
            let Some(item) = self.item(at) else { continue };
            let Some(spec) = item.value.kind().fields().iter().find(|spec| spec.name == field) else {
                continue;
            };
            let Ok(whole) = serde_json::to_value(&item.value) else { continue };
            let (old, now) = (&was[field], &whole["value"][field]);
            let Some(mended) = replaced(old, spec.kind, text, mend) else { continue };
            let value = if *now == mended { Some(old.clone()) } else { replaced(now, spec.kind, mend, text) };
            if let Some(value) = value {
                ops.push(Op::Set { path: path.to_owned(), value });
            }
        }
        ops
    }

    fn has_no_candidates(&self, key: &str) -> bool {
        self.units.get(key).is_none_or(|found| found.candidates.is_empty())
    }

    fn candidate(&mut self, key: &str, choice: Option<&str>, setting: Setting) -> Result<Op, EditError> {
        let found = self.units.get(key).ok_or(EditError::NoCandidate)?;
        let printed = found.printed.clone();
        let unit = match choice.filter(|c| !c.is_empty()) {
            Some(unit) => unit.to_owned(),
            // Without a word which one, only a single proposal can be meant.
            None if found.candidates.len() == 1 => found.candidates[0].unit.clone(),
            None => return Err(EditError::NoCandidate),
        };
        self.choose(&printed, &unit, setting)
    }

    /// Says which unit a printed name stands for, in the whole document.
    fn choose(&mut self, name: &str, unit: &str, setting: Setting) -> Result<Op, EditError> {
        let key = name_key(name);
        let label = (setting.unit_name)(unit).ok_or(EditError::NoCandidate)?;
        let was = self.units.get(&key).cloned();
        let entry = self.units.entry(key.clone()).or_insert_with(|| UnitMatch::unknown(name));
        entry.chosen = Some(Chosen { unit: unit.to_owned(), name: label, by_person: true });
        let mut back = vec![Op::Match { key: key.clone(), was }];
        // A choice answers the question that was asked about this name.
        let asked = |i: &&mut Issue| {
            i.state == IssueState::Open && matches!(&i.kind, IssueKind::Unit { key: asked } if *asked == key)
        };
        if let Some(issue) = self.issues.iter_mut().find(asked) {
            back.push(Op::PutIssue { was: Box::new(issue.clone()) });
            issue.state = IssueState::Accepted;
            issue.taken_back_by = Some(Box::new(back[0].clone()));
        }
        Ok(Op::Many { ops: back })
    }

    fn put_match(&mut self, key: &str, was: Option<UnitMatch>) -> Op {
        let says = |item: &Item| item.value.unit_names().iter().any(|(_, name)| name_key(name) == key);
        let now = match was {
            Some(found) => self.units.insert(key.to_owned(), found),
            // Somebody else has taken the name up meanwhile.
            None if self.items.iter().any(says) => self.units.get(key).cloned(),
            None => self.units.remove(key),
        };
        Op::Match { key: key.to_owned(), was: now }
    }

    /// Whether accepting this issue would change any item: a small defect that the reader has read through is in none.
    pub fn would_mend(&self, issue: &Issue) -> bool {
        match &issue.kind {
            IssueKind::Defect { text, suggestion: Some(mend), .. } => {
                !self.mends(text, mend, issue.span.start_line, issue.span.end_line).is_empty()
            }
            _ => false,
        }
    }

    /// The changes that put the mends of all small defects into the items.
    pub fn small_mends(&self) -> impl Iterator<Item = Op> {
        let waits = |i: &&Issue| i.state == IssueState::Noted && self.would_mend(i);
        self.issues.iter().filter(waits).map(|i| Op::Accept { item: i.id.clone(), choice: None })
    }

    /// The changes that put `mend` for `text` into every text field of the items that touch these lines.
    fn mends(&self, text: &str, mend: &str, first: u32, last: u32) -> Vec<Op> {
        let mut ops = Vec::new();
        if text.is_empty() {
            return ops;
        }
        let touches = |item: &&Item| {
            let span = item.value.span();
            !item.removed && span.start_line <= last && first <= span.end_line
        };
        for item in self.items.iter().filter(touches) {
            let Ok(whole) = serde_json::to_value(&item.value) else { continue };
            for spec in item.value.kind().fields() {
                if let Some(value) = replaced(&whole["value"][spec.name], spec.kind, text, mend) {
                    ops.push(Op::Set { path: format!("{}/{}", item.path, spec.name), value });
                }
            }
        }
        ops
    }
}

/// The fields that an inverse puts back.
fn puts(op: &Op) -> Vec<(&str, &BTreeMap<String, Json>)> {
    match op {
        Op::PutField { path, was, .. } => vec![(path, was)],
        Op::Many { ops } => ops.iter().flat_map(puts).collect(),
        _ => Vec::new(),
    }
}
