//! Changes to a draft, carried out. Each gives back the change that undoes it, so undo is just another change.

use crate::check::{check, follows};
use crate::fields::FieldKind;
use crate::issue::{Issue, IssueKind, IssueState};
use crate::item::{Item, Kind, Value};
use crate::op::{EditError, Op, Setting};
use crate::units::{Chosen, UnitMatch, name_key};
use crate::{Draft, ITEMS_MAX};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Most changes inside one [`Op::Many`].
const MANY_MAX: usize = 2_000;
/// Longest key of an added item, in characters.
const KEY_CHARS_MAX: usize = 20;

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
            Op::Trust => Ok(match self.doubt.take() {
                Some(doubt) => Op::Doubt { was: Some(doubt) },
                // Somebody has said so already.
                None => Op::Many { ops: Vec::new() },
            }),
            Op::Doubt { was } => Ok(Op::Doubt { was: std::mem::replace(&mut self.doubt, was.clone()) }),
            Op::Many { ops } => self.many(ops, setting),
            Op::PutField { path, was, mended } => self.put_field(path, was, *mended),
            Op::Put { was } => {
                let now = std::mem::replace(self.item_mut(&was.path)?, (**was).clone());
                Ok(Op::Put { was: Box::new(now) })
            }
            Op::Match { key, was } => Ok(self.put_match(key, was.clone())),
            Op::PutIssue { was } => {
                let issue = self.issue_mut(&was.id)?;
                let now = std::mem::replace(issue, (**was).clone());
                Ok(Op::PutIssue { was: Box::new(now) })
            }
        }
    }

    pub(crate) fn many(&mut self, ops: &[Op], setting: Setting) -> Result<Op, EditError> {
        self.many_but(ops, setting, &mut |_, _| false)
    }

    /// The same without those of which `skips` says so, by their place.
    pub(crate) fn many_but(
        &mut self,
        ops: &[Op],
        setting: Setting,
        skips: &mut dyn FnMut(&Draft, usize) -> bool,
    ) -> Result<Op, EditError> {
        if ops.len() > MANY_MAX {
            return Err(EditError::Full);
        }
        let mut inverse = Vec::with_capacity(ops.len());
        for (at, op) in ops.iter().enumerate() {
            if skips(self, at) {
                continue;
            }
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

    pub(crate) fn item_mut(&mut self, path: &str) -> Result<&mut Item, EditError> {
        self.items.iter_mut().find(|i| i.path == path).ok_or_else(|| EditError::NoItem(path.to_owned()))
    }

    pub(crate) fn issue_mut(&mut self, id: &str) -> Result<&mut Issue, EditError> {
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

    /// Says which unit a printed name stands for, in the whole document.
    pub(crate) fn choose(&mut self, name: &str, unit: &str, setting: Setting) -> Result<Op, EditError> {
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
}
