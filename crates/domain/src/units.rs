//! Units: the organisations of the sector, with everything about them dated.
//!
//! A unit keeps its identity (`UnitCode`) while its names and its parents change; when it ends, links tell what became of it
//! and by which legal text. One unit sits in several lines at once (administration, state management, union, institutions),
//! with one parent per line and day. Documents of 2023 and of today are both read against the same forest, each "as of" its day.
//!
//! Pure: the forest lives in memory; the database keeps the same facts in rows. Knows nothing of people and posts.

mod change;
mod forest;
mod group;
mod kind;
pub mod lexicon;
pub mod seed;
mod span;
mod timeline;

pub use change::{Change, ChangeError, Children, NewUnit, Target};
pub use forest::{Alias, DEPTH_MAX, Forest, Link, LinkKind, Name, Unit, UnitCode};
pub use group::Group;
pub use kind::{Line, UnitKind, UnknownCode};
pub use lexicon::{Candidate, Lexicon, Meaning, Why};
pub use span::Span;
pub use timeline::Timeline;

use crate::time::Day;

#[cfg(test)]
mod replay_tests;
