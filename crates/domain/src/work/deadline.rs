//! Where a deadline stands against today, and what a pause does to it.

use chrono::{Datelike as _, Days};
use serde::{Deserialize, Serialize};

use super::State;
use crate::time::Day;

/// How near the deadline of an assignment is: the groups of a unit's list, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Nearness {
    /// Passed, and the unit still has to do something.
    Late,
    /// This week, which ends on Sunday.
    Week,
    /// Later in this month.
    Month,
    /// After this month.
    Later,
    /// No day is asked for.
    Open,
    /// The unit has nothing to do any more, whatever the day.
    Over,
}

impl Nearness {
    /// All, in the order of the list.
    pub const ALL: [Nearness; 6] =
        [Nearness::Late, Nearness::Week, Nearness::Month, Nearness::Later, Nearness::Open, Nearness::Over];

    /// Where work in this state with this deadline stands today. What was handed in after its day stays in its week:
    /// it waits for the other side, and its row says that it came late.
    pub fn of(state: State, due_on: Option<Day>, today: Day) -> Nearness {
        let Some(due) = due_on.filter(|_| !state.is_over()) else {
            return if state.is_over() { Nearness::Over } else { Nearness::Open };
        };
        if due < today && state.is_due() {
            return Nearness::Late;
        }
        let to_sunday = u64::from(6 - today.weekday().num_days_from_monday());
        let sunday = today.checked_add_days(Days::new(to_sunday)).unwrap_or(today);
        if due <= sunday {
            Nearness::Week
        } else if (due.year(), due.month()) == (today.year(), today.month()) {
            Nearness::Month
        } else {
            Nearness::Later
        }
    }

    /// The word in addresses and texts.
    pub const fn word(self) -> &'static str {
        match self {
            Nearness::Late => "late",
            Nearness::Week => "week",
            Nearness::Month => "month",
            Nearness::Later => "later",
            Nearness::Open => "open",
            Nearness::Over => "over",
        }
    }
}

/// The deadline after a pause: later by as many days as the work stood still, no more. A pause that ends on the day it
/// began moves nothing.
pub fn moved_by_pause(due_on: Day, paused_on: Day, resumed_on: Day) -> Day {
    let days = (resumed_on - paused_on).num_days().max(0).unsigned_abs();
    due_on.checked_add_days(Days::new(days)).unwrap_or(due_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn groups_on_thursday_the_twelfth_of_october() {
        let cases = [
            (State::Doing, "2023-09-30", Nearness::Late),
            (State::Waiting, "2023-10-11", Nearness::Late),
            (State::Returned, "2023-10-11", Nearness::Late),
            (State::Doing, "2023-10-12", Nearness::Week),
            (State::Doing, "2023-10-15", Nearness::Week),
            (State::Doing, "2023-10-16", Nearness::Month),
            (State::Doing, "2023-10-31", Nearness::Month),
            (State::Doing, "2023-11-01", Nearness::Later),
            (State::Doing, "2024-10-20", Nearness::Later),
            (State::Doing, "", Nearness::Open),
            (State::Handed, "2023-09-30", Nearness::Week),
            (State::Paused, "2023-09-30", Nearness::Week),
            (State::Done, "2023-09-30", Nearness::Over),
            (State::Withdrawn, "", Nearness::Over),
        ];
        for (state, due, expected) in cases {
            let due = (!due.is_empty()).then(|| day(due));
            assert_eq!(Nearness::of(state, due, day("2023-10-12")), expected, "{state} {due:?}");
        }
    }

    #[test]
    fn the_week_may_reach_into_the_next_month() {
        assert_eq!(Nearness::of(State::Doing, Some(day("2024-09-01")), day("2024-08-30")), Nearness::Week);
    }

    #[test]
    fn a_pause_of_ten_days_moves_the_deadline_by_ten() {
        let cases = [
            ("2024-08-20", "2024-08-05", "2024-08-15", "2024-08-30"),
            ("2024-08-20", "2024-08-05", "2024-08-05", "2024-08-20"),
            ("2024-02-25", "2024-02-01", "2024-02-06", "2024-03-01"),
        ];
        for (due, paused, resumed, expected) in cases {
            assert_eq!(moved_by_pause(day(due), day(paused), day(resumed)), day(expected));
        }
    }
}
