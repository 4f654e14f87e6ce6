//! A fact that changes over time: at most one value on any day.

use serde::{Deserialize, Serialize};

use super::span::eve;
use super::{Day, Span};

/// Values with their spans, in order of time, never overlapping; there may be gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timeline<T> {
    entries: Vec<(Span, T)>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Timeline { entries: Vec::new() }
    }
}

impl<T: Clone> Timeline<T> {
    /// A timeline with one value over `span`.
    pub fn new(span: Span, value: T) -> Self {
        Timeline { entries: vec![(span, value)] }
    }

    /// A timeline from rows of a table, in any order. `None` when two of them claim the same day.
    pub fn from_rows(mut rows: Vec<(Span, T)>) -> Option<Self> {
        rows.sort_by_key(|(span, _)| span.from);
        let apart = rows.windows(2).all(|pair| pair[0].0.intersect(pair[1].0).is_none());
        apart.then_some(Timeline { entries: rows })
    }

    /// All values with their spans, oldest first.
    pub fn entries(&self) -> &[(Span, T)] {
        &self.entries
    }

    /// The value on `day`.
    pub fn on(&self, day: Day) -> Option<&T> {
        self.entries.iter().find(|(span, _)| span.contains(day)).map(|(_, value)| value)
    }

    /// The value that holds last.
    pub fn latest(&self) -> Option<&T> {
        self.entries.last().map(|(_, value)| value)
    }

    /// The days over which a value set on `day` would hold: until the next value begins, within `life`.
    ///
    /// A retroactive entry thus never undoes a later one. Not where the present value ends: that end may only say
    /// that the old value ended (a parent was dissolved), which does not bind the new one.
    pub fn reach(&self, day: Day, life: Span) -> Option<Span> {
        let next = self.entries.iter().filter_map(|(span, _)| span.from).find(|from| *from > day);
        Span { from: Some(day), to: next.map(eve) }.intersect(life)
    }

    /// Clears the days of `reach` and lets `value` hold on those of them that lie in `holds`.
    pub fn set(&mut self, reach: Span, value: T, holds: Span) {
        let old = std::mem::take(&mut self.entries);
        for (span, kept) in old {
            let before = Span { from: span.from, to: min_end(span.to, reach.from.map(eve)) };
            let after = Span { from: span.from.max(reach.to.and_then(|to| to.succ_opt())), to: span.to };
            if reach.from.is_some() && !before.is_empty() {
                self.entries.push((before, kept.clone()));
            }
            if reach.to.is_some() && !after.is_empty() {
                self.entries.push((after, kept));
            }
        }
        if let Some(holds) = reach.intersect(holds) {
            self.entries.push((holds, value));
        }
        self.entries.sort_by_key(|(span, _)| span.from);
    }

    /// The days of `life` without a value.
    pub fn gaps(&self, life: Span) -> Vec<Span> {
        let mut gaps = Vec::new();
        let mut from = life.from;
        let mut is_open = true;
        for (span, _) in &self.entries {
            let gap = Span { from, to: span.from.map(eve) };
            if span.from.is_some() && !gap.is_empty() && (from.is_some() || life.from.is_none()) {
                gaps.extend(gap.intersect(life));
            }
            is_open = span.to.is_some();
            from = span.to.and_then(|to| to.succ_opt());
        }
        if is_open {
            gaps.extend(Span { from, to: None }.intersect(life));
        }
        gaps
    }

    /// Ends everything with the eve of `day`. False, and nothing changes, when a value begins on that day or later.
    pub fn end(&mut self, day: Day) -> bool {
        if self.entries.iter().any(|(span, _)| span.from.is_some_and(|from| from >= day)) {
            return false;
        }
        for (span, _) in &mut self.entries {
            span.to = min_end(span.to, Some(eve(day)));
        }
        true
    }
}

fn min_end(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> Day {
        Day::from_ymd_opt(2025, 1, n).unwrap()
    }

    #[test]
    fn a_late_entry_does_not_undo_a_later_one() {
        let mut names = Timeline::new(Span::since(day(1)), "a");
        let life = Span::since(day(1));
        for (on, name) in [(20, "c"), (10, "b"), (20, "d")] {
            let reach = names.reach(day(on), life).unwrap();
            names.set(reach, name, life);
        }
        let seen: Vec<_> = [1, 9, 10, 19, 20, 31].map(|n| *names.on(day(n)).unwrap()).into();
        assert_eq!(seen, ["a", "a", "b", "b", "d", "d"]);
        assert!(!names.clone().end(day(20)));
        assert!(names.end(day(21)));
        assert_eq!(names.on(day(21)), None);
    }

    #[test]
    fn a_value_that_ends_early_leaves_a_gap() {
        let mut parents = Timeline::new(Span::default(), "a");
        parents.set(Span::since(day(10)), "b", Span::until(day(14)));
        assert_eq!(
            [9, 10, 14, 15].map(|n| parents.on(day(n)).copied()),
            [Some("a"), Some("b"), Some("b"), None]
        );
        assert_eq!(parents.gaps(Span::default()), [Span::since(day(15))]);
        assert_eq!(
            parents.gaps(Span { from: Some(day(1)), to: Some(day(20)) }),
            [Span { from: Some(day(15)), to: Some(day(20)) }]
        );
        assert_eq!(parents.gaps(Span::until(day(14))), []);
        assert_eq!(Timeline::new(Span::since(day(5)), "a").gaps(Span::default()), [Span::until(day(4))]);
        assert_eq!(Timeline::<&str>::default().gaps(Span::since(day(3))), [Span::since(day(3))]);
    }
}
