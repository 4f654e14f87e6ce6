//! A meeting: its form, sittings, places and people.

use serde::{Deserialize, Serialize};

use super::{Span, Time};

/// In person, online or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// As printed.
    pub text: String,
    /// The modes named.
    pub modes: Vec<Mode>,
    /// Its lines.
    pub span: Span,
}

/// In person or online.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Trực tiếp.
    TrucTiep,
    /// Trực tuyến.
    TrucTuyen,
}

/// A sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// "Buổi 1".
    pub label: String,
    /// What it is.
    pub text: String,
    /// For whom.
    pub audience: Option<String>,
    /// When.
    pub time: Option<Time>,
    /// Its lines.
    pub span: Span,
}

/// A place of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Label of the session.
    pub session: Option<String>,
    /// In person or online.
    pub mode: Option<Mode>,
    /// The place itself.
    pub location: Option<String>,
    /// The clause.
    pub text: String,
    /// Its lines.
    pub span: Span,
}

/// A group of participants of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participants {
    /// Label of the session.
    pub session: Option<String>,
    /// In person or online.
    pub mode: Option<Mode>,
    /// Chair or delegates.
    pub role: Role,
    /// The groups, split at ";".
    pub members: Vec<String>,
    /// The one person named, if it is one.
    pub person: Option<Person>,
    /// Its lines.
    pub span: Span,
}

/// The part somebody has in a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Chủ trì.
    Chair,
    /// Đại biểu.
    Delegates,
}

/// A named person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name alone.
    pub name: String,
    /// The titles.
    pub titles: Vec<String>,
}
