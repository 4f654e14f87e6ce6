//! Names that mean many units at once: "các Sở GD&ĐT", "các Vụ/Cục", "các cơ sở giáo dục đại học".

use serde::{Deserialize, Serialize};

use super::{UnitCode, UnitKind};

/// A set of units by kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Group {
    /// The kinds that belong to it; empty when the words leave it open ("các đơn vị liên quan").
    pub kinds: Vec<UnitKind>,
    /// Only units below this one; `None` for the whole country.
    pub within: Option<UnitCode>,
}
