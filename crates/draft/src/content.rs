//! What a finished review amounts to: the plan's items with their units, ready to be kept as tasks and duties.

use crate::item::{Head, Item, Kind, Value};
use crate::{Draft, IssueState};
use reader::plan::{BudgetItem, Obligation, Participants, Recipient, RoadmapItem, Session, Venue};

/// The items of a draft that a plan is made of, removed ones left out.
#[derive(Debug)]
pub struct Content<'a> {
    /// The letterhead.
    pub head: &'a Head,
    /// Rows of work, each with the id of its item.
    pub tasks: Vec<(&'a Item, &'a RoadmapItem)>,
    /// Duties.
    pub duties: Vec<(&'a Item, &'a Obligation)>,
    /// Sittings.
    pub sessions: Vec<(&'a Item, &'a Session)>,
    /// Places.
    pub venues: Vec<(&'a Item, &'a Venue)>,
    /// Chairs and delegates.
    pub participants: Vec<(&'a Item, &'a Participants)>,
    /// Sentences about money.
    pub budget: Vec<(&'a Item, &'a BudgetItem)>,
    /// Nơi nhận.
    pub recipients: Vec<(&'a Item, &'a Recipient)>,
}

/// Why no plan can be made yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// The subject is empty.
    #[error("the plan has no subject")]
    NoSubject,
    /// Issues are still open.
    #[error("{0} places still wait for a look")]
    OpenIssues(usize),
    /// An item has an empty required field.
    #[error("an item lacks a required field")]
    Incomplete,
}

impl Draft {
    /// The content, when nothing waits for a person any more.
    pub fn content(&self) -> Result<Content<'_>, NotReady> {
        let head = self.head().ok_or(NotReady::NoSubject)?;
        if head.subject.trim().is_empty() {
            return Err(NotReady::NoSubject);
        }
        let open = self.issues.iter().filter(|i| i.state == IssueState::Open).count();
        if open > 0 {
            return Err(NotReady::OpenIssues(open));
        }
        if self.incomplete().next().is_some() {
            return Err(NotReady::Incomplete);
        }
        Ok(self.gather(head))
    }

    /// The letterhead.
    pub fn head(&self) -> Option<&Head> {
        self.items.iter().find_map(|i| match &i.value {
            Value::Head(head) => Some(&**head),
            _ => None,
        })
    }

    /// Items with an empty required field, and the field: an added row that was never filled.
    pub fn incomplete(&self) -> impl Iterator<Item = (&Item, &'static str)> {
        self.items.iter().filter(|i| !i.removed && i.value.kind() != Kind::Head).filter_map(|item| {
            let whole = serde_json::to_value(&item.value).ok()?;
            let lacking = item
                .value
                .kind()
                .fields()
                .iter()
                .find(|f| f.required && is_empty(&whole["value"][f.name]))?;
            Some((item, lacking.name))
        })
    }

    fn gather<'a>(&'a self, head: &'a Head) -> Content<'a> {
        let mut content = Content {
            head,
            tasks: Vec::new(),
            duties: Vec::new(),
            sessions: Vec::new(),
            venues: Vec::new(),
            participants: Vec::new(),
            budget: Vec::new(),
            recipients: Vec::new(),
        };
        for item in self.items.iter().filter(|i| !i.removed) {
            match &item.value {
                Value::Task(v) => content.tasks.push((item, v)),
                Value::Duty(v) => content.duties.push((item, v)),
                Value::Session(v) => content.sessions.push((item, v)),
                Value::Venue(v) => content.venues.push((item, v)),
                Value::Participants(v) => content.participants.push((item, v)),
                Value::Budget(v) => content.budget.push((item, v)),
                Value::Recipient(v) => content.recipients.push((item, v)),
                Value::Head(_)
                | Value::Basis(_)
                | Value::Aim(_)
                | Value::Campaign(_)
                | Value::Signature(_) => {}
            }
        }
        content
    }
}

fn is_empty(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Null => true,
        serde_json::Value::String(s) => s.trim().is_empty(),
        serde_json::Value::Array(list) => list.is_empty(),
        _ => false,
    }
}
