//! Whether the effect of a change stands already: two people who say the same have nothing to settle.

use crate::Draft;
use crate::check::check;
use crate::fields::FieldKind;
use crate::issue::{IssueKind, IssueState};
use crate::op::{EditError, Op, Setting};
use serde_json::Value as Json;

impl Draft {
    /// Carries out all or none, but leaves out what stands already; gives what undoes it, and which were left out.
    pub fn apply_new(&mut self, ops: &[Op], setting: Setting) -> Result<(Op, Vec<usize>), EditError> {
        let mut standing = Vec::new();
        // One after the other: what an earlier change of the batch does decides whether the next one does anything.
        let inverse = self.many_but(ops, setting, &mut |draft, at| {
            let stands = draft.stands(&ops[at], setting);
            if stands {
                standing.push(at);
            }
            stands
        })?;
        Ok((inverse, standing))
    }

    /// Whether carrying out `op` would change nothing that people see.
    pub fn stands(&self, op: &Op, setting: Setting) -> bool {
        match op {
            Op::Set { path, value } => self.says(path, value, setting),
            Op::Remove { path } => self.item(path).is_some_and(|item| item.removed),
            Op::Add { path } | Op::Restore { path } => self.item(path).is_some_and(|item| !item.removed),
            Op::Accept { item, choice } => self.is_accepted(item, choice.as_deref()),
            Op::Skip { item } => self.issue(item).is_some_and(|i| i.state == IssueState::Skipped),
            Op::Reopen { item } => self.issue(item).is_some_and(|i| i.state == i.severity.first_state()),
            Op::Trust => self.doubt.is_none(),
            Op::Doubt { .. }
            | Op::Many { .. }
            | Op::PutField { .. }
            | Op::Put { .. }
            | Op::Match { .. }
            | Op::PutIssue { .. } => false,
        }
    }

    /// Whether it puts the mend of a defect into the items or takes it out again, and leaves the rest of their texts.
    pub fn is_of_letters(&self, op: &Op) -> bool {
        let (Op::Accept { item, .. } | Op::Reopen { item }) = op else { return false };
        self.issue(item).is_some_and(|issue| matches!(issue.kind, IssueKind::Defect { .. }))
    }

    /// Whether a field holds this value, and the units that came along with its names are the ones chosen.
    fn says(&self, path: &str, value: &Json, setting: Setting) -> bool {
        let Some((at, field)) = path.rsplit_once('/') else { return false };
        let Some(item) = self.item(at).filter(|item| !item.removed) else { return false };
        let Some(spec) = item.value.kind().fields().iter().find(|spec| spec.name == field) else {
            return false;
        };
        let (Ok(checked), Ok(whole)) = (check(spec, value, setting), serde_json::to_value(&item.value))
        else {
            return false;
        };
        let is_chosen = |entry: &Json| match (entry["name"].as_str(), entry["unit"].as_str()) {
            (Some(name), Some(unit)) if !unit.is_empty() => {
                self.unit(name).and_then(|m| m.chosen.as_ref()).is_some_and(|chosen| chosen.unit == unit)
            }
            _ => true,
        };
        whole["value"][field] == checked
            && (spec.kind != FieldKind::Units || value.as_array().into_iter().flatten().all(is_chosen))
    }

    fn is_accepted(&self, id: &str, choice: Option<&str>) -> bool {
        let Some(issue) = self.issue(id).filter(|i| i.state == IssueState::Accepted) else { return false };
        let IssueKind::Unit { key } = &issue.kind else { return true };
        let Some(found) = self.units.get(key) else { return false };
        let wanted = match choice.filter(|c| !c.is_empty()) {
            Some(unit) => Some(unit),
            None if found.candidates.len() == 1 => Some(found.candidates[0].unit.as_str()),
            None => None,
        };
        found.chosen.as_ref().map(|chosen| chosen.unit.as_str()) == wanted
    }
}
