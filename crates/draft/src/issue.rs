//! Places to look at: what the reader is not sure of, what the document lacks, and its misprints.

use reader::plan::{DefectType, Span};
use serde::{Deserialize, Serialize};

/// One place to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// "i4": stable for the life of the draft.
    pub id: String,
    /// What it is about.
    #[serde(flatten)]
    pub kind: IssueKind,
    /// Path of the item it concerns, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The field of that item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Where in the source.
    pub span: Span,
    /// How grave.
    pub severity: Severity,
    /// Whether somebody has dealt with it.
    pub state: IssueState,
    /// What takes back the change that accepting it made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back_by: Option<Box<crate::Op>>,
}

/// What an issue is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum IssueKind {
    /// The reader is not sure of an item: accepting confirms it as it stands.
    Unsure {
        /// The reader's reason as a stable word.
        reason: String,
        /// Further items of the same kind with the same reason, answered together.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
    },
    /// A printed name of a unit is not known, or may be several.
    Unit {
        /// Key of [`crate::Draft::units`].
        key: String,
    },
    /// Something a plan needs is missing or blank: accepting leaves it so.
    Missing {
        /// "number", "date", "agencies", "recipients", …
        what: String,
    },
    /// A defect of the printed text: accepting puts the mend into the items of those lines.
    Defect {
        /// Its type.
        defect: DefectType,
        /// As printed.
        text: String,
        /// The mend, if the linter has one.
        suggestion: Option<String>,
        /// A remark.
        note: Option<String>,
    },
}

/// How grave an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Spacing and the like: holds nothing up; its mend is put into the items when a person says so.
    Small,
    /// A person should look.
    Look,
    /// Wrong as printed.
    Wrong,
}

/// What became of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueState {
    /// Waits for a person.
    Open,
    /// The proposal was taken.
    Accepted,
    /// Left as printed.
    Skipped,
    /// Small: listed, and waits for nobody.
    #[serde(alias = "mended")]
    Noted,
}

impl Severity {
    /// The state of an issue that nobody has dealt with.
    pub fn first_state(self) -> IssueState {
        match self {
            Severity::Small => IssueState::Noted,
            Severity::Look | Severity::Wrong => IssueState::Open,
        }
    }
}
