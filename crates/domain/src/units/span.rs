//! A span of days, open at either end.

use serde::{Deserialize, Serialize};

use super::Day;

/// From the first day to the last day, both included, as people write it ("từ 01/7/2025", "đến hết 30/6/2025").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First day; `None` when it is not known or always was so.
    pub from: Option<Day>,
    /// Last day; `None` while it goes on.
    pub to: Option<Day>,
}

impl Span {
    /// From `day` on.
    pub fn since(day: Day) -> Span {
        Span { from: Some(day), to: None }
    }

    /// Until the end of `day`, from an unknown beginning.
    pub fn until(day: Day) -> Span {
        Span { from: None, to: Some(day) }
    }

    /// Whether `day` lies inside.
    pub fn contains(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// `day` itself when it lies inside, else the end of the span that is nearest to it.
    pub fn nearest(self, day: Day) -> Day {
        let day = self.to.map_or(day, |to| to.min(day));
        self.from.map_or(day, |from| from.max(day))
    }

    /// The days that both spans share.
    pub fn intersect(self, other: Span) -> Option<Span> {
        let from = self.from.max(other.from);
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let span = Span { from, to };
        (!span.is_empty()).then_some(span)
    }

    /// Whether no day lies inside.
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// Whether it still goes on after `day`.
    pub fn reaches_beyond(self, day: Day) -> bool {
        self.to.is_none_or(|to| to > day)
    }
}

/// The day before, for "the first day on which it no longer holds". The calendar of this program never ends.
pub(super) fn eve(day: Day) -> Day {
    day.pred_opt().unwrap_or(day)
}
