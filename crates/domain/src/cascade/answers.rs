//! How far one unit's answer is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How far the own plan of a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OwnPlan {
    /// Đã ban hành: in the program or on paper.
    Issued,
    /// Đang soạn.
    Drafting,
    /// The unit says that it needs none, and waits for the answer of the unit that asked.
    Claimed,
    /// Không áp dụng: the unit that asked agreed.
    Excused,
    /// Chưa có.
    Silent,
}

/// A word that names no stand of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no stand of an own plan")]
pub struct NotAnAnswer;

impl OwnPlan {
    /// All, in the order of the bar.
    pub const ALL: [OwnPlan; 5] =
        [OwnPlan::Issued, OwnPlan::Excused, OwnPlan::Drafting, OwnPlan::Claimed, OwnPlan::Silent];

    /// The word stored and sent.
    pub const fn word(self) -> &'static str {
        match self {
            OwnPlan::Issued => "issued",
            OwnPlan::Drafting => "drafting",
            OwnPlan::Claimed => "claimed",
            OwnPlan::Excused => "excused",
            OwnPlan::Silent => "silent",
        }
    }
}

impl FromStr for OwnPlan {
    type Err = NotAnAnswer;

    fn from_str(word: &str) -> Result<Self, NotAnAnswer> {
        Self::ALL.into_iter().find(|one| one.word() == word).ok_or(NotAnAnswer)
    }
}

impl fmt::Display for OwnPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wish {
    /// An own plan.
    pub plan: bool,
    /// A named person in charge.
    pub person: bool,
}

impl Wish {
    /// Whether nothing more is expected of a unit that stands here.
    pub const fn is_met(self, plan: OwnPlan, is_named: bool) -> bool {
        if matches!(plan, OwnPlan::Excused) {
            return true;
        }
        (!self.plan || matches!(plan, OwnPlan::Issued)) && (!self.person || is_named)
    }

    /// Whether a reminder is for a unit that stands here: something is missing, and it is the unit's turn.
    pub const fn is_silent(self, plan: OwnPlan, is_named: bool) -> bool {
        !self.is_met(plan, is_named) && !matches!(plan, OwnPlan::Claimed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_done_and_who_is_reminded() {
        let both = Wish { plan: true, person: true };
        let line = |one: OwnPlan| {
            let cell = |named| match (both.is_met(one, named), both.is_silent(one, named)) {
                (true, false) => "done",
                (false, true) => "remind",
                (false, false) => "wait",
                (true, true) => "both?",
            };
            format!("{one} {} {}", cell(false), cell(true))
        };
        let table: Vec<String> = OwnPlan::ALL.into_iter().map(line).collect();
        assert_eq!(
            table,
            [
                "issued remind done",
                "excused done done",
                "drafting remind remind",
                "claimed wait wait",
                "silent remind remind"
            ]
        );
        let person = Wish { plan: false, person: true };
        assert!(person.is_met(OwnPlan::Silent, true) && !person.is_met(OwnPlan::Issued, false));
    }

    #[test]
    fn words_read_back() {
        for one in OwnPlan::ALL {
            assert_eq!(one.word().parse(), Ok(one));
        }
        assert_eq!("done".parse::<OwnPlan>(), Err(NotAnAnswer));
    }
}
