//! From a name in a document to the unit it means, with the reasons.
//!
//! Names are compared as words with abbreviations written out; what is close but not equal is found by words in common,
//! weighed by how rare they are, and by single typing errors. The day and the issuing unit decide between namesakes:
//! "Sở GD&ĐT Bắc Ninh" of 2023 is not the one of 2026, and "Văn phòng" is the issuer's own. Proposes, never decides.

mod groups;
mod index;
mod score;
mod words;

use serde::{Deserialize, Serialize};

use super::{Day, Forest, Group, Span, UnitCode};

pub use index::Form;
pub use words::{plain, squash, words};

use index::Index;

/// Most candidates that are given for one name.
pub const CANDIDATES_MAX: usize = 8;
/// Below this score a candidate is a guess that nobody wants to see.
pub const SCORE_MIN: f32 = 0.45;
/// Longest name that is looked at, in bytes; longer texts are no names.
pub const NAME_BYTES_MAX: usize = 400;

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// One unit.
    Unit(UnitCode),
    /// All units of some kinds.
    Group(Group),
}

/// Why a candidate was proposed, or why its score is not higher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Why {
    /// The text is this name or spelling of the unit.
    Matches {
        /// Which kind of name.
        form: Form,
        /// The name or spelling in full.
        text: String,
    },
    /// Some words are the same.
    Resembles {
        /// The name that was compared.
        text: String,
    },
    /// A typing error was assumed.
    Typo {
        /// What stands there.
        typed: String,
        /// What it was read as.
        read: String,
    },
    /// The unit belongs to the one that issued the document.
    NearContext,
    /// The unit belongs to another organisation than the issuing one.
    OtherOrganisation,
    /// The unit is of a province that is not the document's, and the name does not say which one.
    OtherProvince,
    /// The unit did not exist on that day.
    NotThen {
        /// When it does.
        life: Span,
    },
    /// The name was not in use on that day.
    NotItsNameThen,
    /// The words name a kind; the issuing unit says which one.
    KindOnly,
    /// The words name many units.
    Plural,
    /// Another unit fits as well.
    Ambiguous,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// What the name may mean.
    pub meaning: Meaning,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// The reasons, most telling first.
    pub why: Vec<Why>,
}

/// All names of a forest, ready for questions.
#[derive(Debug)]
pub struct Lexicon {
    forest: Forest,
    index: Index,
}

impl Lexicon {
    /// Reads all names and spellings of `forest`.
    pub fn new(forest: Forest) -> Lexicon {
        let index = Index::new(&forest);
        Lexicon { forest, index }
    }

    /// The units behind the names.
    pub fn forest(&self) -> &Forest {
        &self.forest
    }

    /// What `name` may mean in a document of `context` as of a day, best first; empty when nothing resembles it.
    pub fn resolve(&self, name: &str, as_of: Day, context: Option<&UnitCode>) -> Vec<Candidate> {
        let name = name.trim_matches(|letter: char| letter.is_whitespace() || ".;:,-".contains(letter));
        if name.is_empty() || name.len() > NAME_BYTES_MAX {
            return Vec::new();
        }
        let question = score::Question::new(self, name, as_of, context);
        let mut candidates = question.units();
        candidates.extend(question.group());
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        score::mark_ambiguous(&mut candidates);
        candidates.retain(|candidate| candidate.score >= SCORE_MIN);
        candidates.truncate(CANDIDATES_MAX);
        candidates
    }
}

#[cfg(test)]
mod tests;
