//! Printed names of units and which unit each is. One choice per printed name holds for the whole document.

use serde::{Deserialize, Serialize};

/// A printed name and what it stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitMatch {
    /// As first printed.
    pub printed: String,
    /// The unit chosen, by the lexicon or by a person.
    pub chosen: Option<Chosen>,
    /// What it may be, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// The name means a set ("các Sở GD&ĐT", "các đơn vị liên quan"), not one unit.
    #[serde(default)]
    pub is_group: bool,
}

impl UnitMatch {
    /// A name that nobody knows.
    pub fn unknown(printed: &str) -> UnitMatch {
        UnitMatch { printed: printed.to_owned(), chosen: None, candidates: Vec::new(), is_group: false }
    }
}

/// The unit chosen for a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    /// Id of the unit.
    pub unit: String,
    /// Its name on the day of the document.
    pub name: String,
    /// A person chose it; otherwise the lexicon was sure.
    pub by_person: bool,
}

/// A unit that a name may stand for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Id of the unit.
    pub unit: String,
    /// Its name.
    pub name: String,
    /// Where it belongs, to tell equal names apart.
    pub place: String,
    /// How near, 0 to 1.
    pub score: f32,
}

/// The key under which spellings of one printed name meet.
pub fn name_key(printed: &str) -> String {
    let key = domain::text::key(printed);
    let key = key.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    ["cac ", "nhung ", "moi "].iter().find_map(|p| key.strip_prefix(p)).unwrap_or(key).to_owned()
}
