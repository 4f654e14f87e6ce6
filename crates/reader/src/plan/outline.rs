//! The numbered parts, and the aims among them.

use serde::{Deserialize, Serialize};

use super::Span;

/// A part, a clause or a table of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// "n1", "n2", … in document order.
    pub id: String,
    /// Id of the node above.
    pub parent: Option<String>,
    /// Depth from 1.
    pub level: u32,
    /// The marker as printed.
    pub marker: Option<String>,
    /// The right marker when the printed one is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker_fixed: Option<String>,
    /// What it is.
    pub kind: NodeKind,
    /// The title of a heading or run-in.
    pub title: Option<String>,
    /// The text of a clause or run-in.
    pub text: Option<String>,
    /// Its lines.
    pub span: Span,
}

/// What an outline node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// A title only.
    Heading,
    /// "Title: clause" on one line.
    RunIn,
    /// Text only.
    Clause,
    /// A table.
    Table,
}

/// A purpose, a requirement or a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// Which.
    pub kind: AimKind,
    /// The clause.
    pub text: String,
    /// Its lines.
    pub span: Span,
}

/// The kind of an aim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AimKind {
    /// Mục đích.
    Purpose,
    /// Yêu cầu.
    Requirement,
    /// Under "Mục đích, yêu cầu" without telling which.
    PurposeRequirement,
    /// Mục tiêu, chỉ tiêu.
    Target,
}
