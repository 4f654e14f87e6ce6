//! A reading under review: items that people accept, mend, add and remove, places to look at, and undo.
//!
//! Pure: a [`Draft`] is made from a [`reader::Reading`], changed by [`Op`]s that each give back their inverse, and
//! turned into a [`Content`] when the plan is made. It knows no database and no page; who may change it and in which
//! order changes arrive is decided by its caller.

pub mod amend;
mod apply;
mod brackets;
mod calendar;
mod check;
mod content;
mod decide;
mod fields;
mod fit;
mod issue;
mod item;
mod make;
mod op;
mod stands;
mod units;

pub use check::TEXT_CHARS_MAX;
pub use content::{Content, NotReady};
pub use fields::{FieldKind, FieldSpec};
pub use issue::{Issue, IssueKind, IssueState, Severity};
pub use item::{Head, Item, Kind, Value};
pub use make::make;
pub use op::{EditError, Op, Setting, meet};
pub use units::{Candidate, Chosen, UnitMatch, name_key};

use reader::{NotAPlan, Sign};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most items a draft holds; a plan of a thousand tasks has been seen, ten thousand is an attack.
pub const ITEMS_MAX: usize = 5_000;

/// A reading under review.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Everything the reader found and people added, in the order it is shown within each kind.
    pub items: Vec<Item>,
    /// Places to look at, by source line.
    pub issues: Vec<Issue>,
    /// Printed names of units and which unit each is, by their folded key.
    pub units: BTreeMap<String, UnitMatch>,
    /// The text does not read like a plan, and nobody has said that it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
}

/// Why a text is not taken for a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// The reader's reason.
    pub reason: NotAPlan,
    /// What speaks for a plan all the same.
    pub found: Vec<Sign>,
}

impl Draft {
    /// The item with this path, removed or not.
    pub fn item(&self, path: &str) -> Option<&Item> {
        self.items.iter().find(|i| i.path == path)
    }

    /// The issue with this id.
    pub fn issue(&self, id: &str) -> Option<&Issue> {
        self.issues.iter().find(|i| i.id == id)
    }

    /// The items of one kind that were not removed, in order.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |i| i.value.kind() == kind && !i.removed)
    }

    /// Issues that still wait for a person.
    pub fn open_issues(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(|i| i.state == IssueState::Open)
    }

    /// The unit chosen for a printed name, if any.
    pub fn unit(&self, printed: &str) -> Option<&UnitMatch> {
        self.units.get(&name_key(printed))
    }
}
