//! The changes that a draft knows, what each touches, and why one may be refused.

use crate::issue::Issue;
use crate::item::Item;
use crate::units::UnitMatch;
use crate::{Doubt, ITEMS_MAX};
use reader::time::TimeContext;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;

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
    /// Says that the text is a plan, whatever the reader thinks of it.
    Trust,
    /// Puts the doubt back; only undo makes it.
    Doubt {
        /// What it was.
        was: Option<Doubt>,
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
    /// Puts a whole item back; nothing makes it any more. Reviews begun before fields were put back one by one hold it
    /// in their undo, and it can be read and carried out as long as they stand.
    Put {
        /// What it was.
        was: Box<Item>,
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
        !matches!(
            self,
            Op::Doubt { .. }
                | Op::Many { .. }
                | Op::PutField { .. }
                | Op::Put { .. }
                | Op::Match { .. }
                | Op::PutIssue { .. }
        )
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
            // Its inverse touches the doubt, when there was one: a second person who says the same changes nothing.
            Op::Trust => Vec::new(),
            Op::Doubt { .. } => vec!["doubt".to_owned()],
            Op::Put { was } => vec![was.path.clone()],
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
