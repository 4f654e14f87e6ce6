//! What people decide about places to look at: taking a proposal, leaving it, opening it again. A mend goes into the
//! items whose lines hold the place; the source itself is never changed.

use crate::Draft;
use crate::check::replaced;
use crate::issue::{Issue, IssueKind, IssueState};
use crate::item::Item;
use crate::op::{EditError, Op, Setting};
use serde_json::Value as Json;

impl Draft {
    pub(crate) fn state(&mut self, id: &str, state: IssueState) -> Result<Op, EditError> {
        let issue = self.issue_mut(id)?;
        let was = Box::new(issue.clone());
        issue.state = state;
        issue.taken_back_by = None;
        Ok(Op::PutIssue { was })
    }

    pub(crate) fn accept(
        &mut self,
        id: &str,
        choice: Option<&str>,
        setting: Setting,
    ) -> Result<Op, EditError> {
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

    pub(crate) fn reopen(&mut self, id: &str, setting: Setting) -> Result<Op, EditError> {
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
        for (path, old) in puts(taken_back_by) {
            let Some((at, field)) = path.rsplit_once('/') else { continue };
            let Some(item) = self.item(at) else { continue };
            let Some(spec) = item.value.kind().fields().iter().find(|spec| spec.name == field) else {
                continue;
            };
            let Ok(whole) = serde_json::to_value(&item.value) else { continue };
            let now = &whole["value"][field];
            let Some(mended) = replaced(&old, spec.kind, text, mend) else { continue };
            let value = if *now == mended { Some(old) } else { replaced(now, spec.kind, mend, text) };
            if let Some(value) = value {
                ops.push(Op::Set { path, value });
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

/// The fields that an inverse puts back, each with its value.
fn puts(op: &Op) -> Vec<(String, Json)> {
    match op {
        Op::PutField { path, was, .. } => {
            let field = path.rsplit('/').next().unwrap_or_default();
            vec![(path.clone(), was.get(field).cloned().unwrap_or_default())]
        }
        Op::Put { was } => {
            let Ok(whole) = serde_json::to_value(&was.value) else { return Vec::new() };
            let fields = was.value.kind().fields().iter();
            fields
                .map(|spec| (format!("{}/{}", was.path, spec.name), whole["value"][spec.name].clone()))
                .collect()
        }
        Op::Many { ops } => ops.iter().flat_map(puts).collect(),
        _ => Vec::new(),
    }
}
