//! Where a window stands against today. A plan that is not issued binds nobody, so nothing in it is late yet: what has
//! passed is to be looked at, not accused.

use domain::time::Day;
use serde::Serialize;
use utoipa::ToSchema;

/// Days before the end from which something is "soon".
const SOON_DAYS: i64 = 3;

/// Where a window stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Ended.
    Past,
    /// Ends within three days.
    Soon,
    /// Running.
    Now,
    /// Not begun.
    Coming,
    /// No days are printed.
    Open,
}

impl Phase {
    /// All phases, what needs a look first.
    pub const ALL: [Phase; 5] = [Phase::Past, Phase::Soon, Phase::Now, Phase::Coming, Phase::Open];

    /// Where a window stands today.
    pub fn of(starts_on: Option<Day>, ends_on: Option<Day>, today: Day) -> Phase {
        match (starts_on, ends_on) {
            (None, None) => Phase::Open,
            (_, Some(end)) if end < today => Phase::Past,
            (Some(start), _) if start > today => Phase::Coming,
            (_, Some(end)) if (end - today).num_days() <= SOON_DAYS => Phase::Soon,
            _ => Phase::Now,
        }
    }

    /// The stable word, also the end of its sentence's key.
    pub fn word(self) -> &'static str {
        match self {
            Phase::Past => "past",
            Phase::Soon => "soon",
            Phase::Now => "now",
            Phase::Coming => "coming",
            Phase::Open => "open",
        }
    }

    /// Its colour family.
    pub fn family(self) -> &'static str {
        match self {
            Phase::Past | Phase::Soon => "watch",
            Phase::Now => "run",
            Phase::Coming | Phase::Open => "idle",
        }
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Phase::Past => "clock-alert",
            Phase::Soon => "hourglass",
            Phase::Now => "circle-dot",
            Phase::Coming | Phase::Open => "circle-dashed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        (!text.is_empty()).then(|| text.parse().expect("a day"))
    }

    #[test]
    fn windows_against_the_fifth_of_august() {
        let cases = [
            ("", "", Phase::Open),
            ("2024-08-01", "2024-08-04", Phase::Past),
            ("2024-08-01", "2024-08-05", Phase::Soon),
            ("2024-08-01", "2024-08-08", Phase::Soon),
            ("2024-08-01", "2024-08-09", Phase::Now),
            ("2024-08-05", "", Phase::Now),
            ("2024-08-06", "2024-08-07", Phase::Coming),
            ("2024-08-06", "", Phase::Coming),
            ("", "2024-09-01", Phase::Now),
        ];
        for (from, to, phase) in cases {
            assert_eq!(
                Phase::of(day(from), day(to), "2024-08-05".parse().expect("a day")),
                phase,
                "{from} to {to}"
            );
        }
    }
}
