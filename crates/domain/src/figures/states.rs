//! The words of figures: how they add up, how often they are asked, how far they are.

use crate::work::Rule;

/// A word that names nothing of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names nothing of a figure")]
pub struct NotAWord;

words! {
    NotAWord;
    /// How an indicator adds up.
    Way,
    /// Over units and over periods.
    Sum = "sum",
    /// A rate: both parts add up, the percentage is made of their sums.
    Rate = "rate",
    /// A count of heads: over units it adds up, over periods the latest counts.
    Latest = "latest",
}

words! {
    NotAWord;
    /// On which side of the target one should be.
    Direction,
    /// Ít nhất.
    Least = "least",
    /// Không quá.
    Most = "most",
}

words! {
    NotAWord;
    /// Whose target it is.
    Scope,
    /// Each unit's own.
    Each = "each",
    /// That of all together.
    All = "all",
}

words! {
    NotAWord;
    /// How often it is asked.
    Every,
    /// Once.
    Once = "once",
    /// Each month.
    Month = "month",
    /// Each quarter.
    Quarter = "quarter",
    /// Each half of a year.
    HalfYear = "half_year",
    /// Each calendar year.
    Year = "year",
    /// Each school year.
    SchoolYear = "school_year",
}

words! {
    NotAWord;
    /// How far the figure of a unit is.
    State,
    /// Not sent, perhaps typed.
    Open = "open",
    /// Sent to the unit above.
    Sent = "sent",
    /// Accepted by the unit above.
    Accepted = "accepted",
    /// Returned by it, with a reason.
    Returned = "returned",
}

impl State {
    /// Whether it counts in the sum of the unit above.
    pub const fn is_given(self) -> bool {
        matches!(self, State::Sent | State::Accepted)
    }
}

impl Every {
    /// The rule of its periods; none of what is asked once.
    pub fn rule(self) -> Option<Rule> {
        Rule::read(match self {
            Every::Once => return None,
            Every::Month => "hằng tháng",
            Every::Quarter => "hằng quý",
            Every::HalfYear => "định kỳ 6 tháng",
            Every::Year => "hằng năm",
            Every::SchoolYear => "hằng năm học",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_understood_and_has_its_key() {
        let day = "2024-11-15".parse().expect("a day");
        let keys: Vec<String> =
            Every::ALL.iter().filter_map(|every| every.rule()).map(|rule| rule.around(day).key).collect();
        assert_eq!(keys, ["2024-11", "2024-Q4", "2024-H2", "2024", "2024-2025"]);
        assert_eq!(Every::Once.rule(), None);
    }
}
