//! Time and chance: moments in UTC microseconds, days of Vietnam, and the two doors by which now and luck come in.
//!
//! Nothing in the product asks the system what time it is or for random bytes: it asks a `Clock` or a `Chance` that
//! it was given. Tests give their own. Dates as plans print them are not read here.

use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// A calendar day, without a place.
pub type Day = chrono::NaiveDate;

/// Seconds that Vietnam's clocks are ahead of UTC.
///
/// Seven hours for the whole country since 13 June 1975, without summer time: IANA tz database, file `asia`, zone
/// `Asia/Ho_Chi_Minh`. No earlier local time is computed.
pub const VIETNAM_AHEAD_OF_UTC_SECONDS: i32 = 7 * 3600;

/// A moment in UTC, in whole microseconds.
///
/// PostgreSQL keeps microseconds; finer ticks would make a stored moment differ from the one in memory.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = "date-time"))]
#[serde(into = "String", try_from = "String")]
pub struct Moment(DateTime<Utc>);

impl Moment {
    /// The moment `micros` microseconds after the start of 1970 in UTC; the nearest representable one beyond that.
    pub fn from_micros(micros: i64) -> Self {
        Self(DateTime::from_timestamp_micros(micros).unwrap_or(if micros < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        }))
    }

    /// Microseconds since the start of 1970 in UTC.
    pub fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }

    /// The calendar type, for libraries that ask for it.
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// The day it is in Vietnam.
    pub fn local_day(self) -> Day {
        self.0.with_timezone(&VIETNAM).date_naive()
    }

    /// The time on the clock in Vietnam.
    pub fn local_time(self) -> NaiveTime {
        self.0.with_timezone(&VIETNAM).time()
    }

    /// The first moment of `day` in Vietnam.
    pub fn start_of(day: Day) -> Self {
        Self::at_local(day, NaiveTime::MIN)
    }

    /// The first moment after `day` in Vietnam: what is due "by `day`" is late from here on.
    pub fn end_of(day: Day) -> Self {
        Self::start_of(day.succ_opt().unwrap_or(day))
    }

    /// The moment when clocks in Vietnam show `time` on `day`.
    pub fn at_local(day: Day, time: NaiveTime) -> Self {
        let utc = day.and_time(time) - chrono::Duration::seconds(VIETNAM_AHEAD_OF_UTC_SECONDS.into());
        Self::from(utc.and_utc())
    }

    /// This moment and `span` later.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        Self::from_micros(self.micros().saturating_add(micros_of(span)))
    }

    /// This moment and `span` earlier.
    #[must_use]
    pub fn minus(self, span: Duration) -> Self {
        Self::from_micros(self.micros().saturating_sub(micros_of(span)))
    }

    /// How long ago `earlier` was; zero when it has not come yet.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(self.micros().saturating_sub(earlier.micros()).max(0).unsigned_abs())
    }
}

fn micros_of(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

const VIETNAM: FixedOffset = match FixedOffset::east_opt(VIETNAM_AHEAD_OF_UTC_SECONDS) {
    Some(offset) => offset,
    None => panic!("seven hours are less than a day"),
};

impl From<DateTime<Utc>> for Moment {
    fn from(exact: DateTime<Utc>) -> Self {
        Self::from_micros(exact.timestamp_micros())
    }
}

/// Text that is not a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a moment like 2026-03-01T23:59:00+07:00")]
pub struct NotAMoment;

impl FromStr for Moment {
    type Err = NotAMoment;

    /// Reads RFC 3339 ("2026-03-01T23:59:00+07:00").
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        DateTime::parse_from_rfc3339(text).map(|exact| exact.to_utc().into()).map_err(|_| NotAMoment)
    }
}

impl TryFrom<String> for Moment {
    type Error = NotAMoment;

    fn try_from(text: String) -> Result<Self, NotAMoment> {
        text.parse()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// The moment it is.
    fn now(&self) -> Moment;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time comes in")]
    fn now(&self) -> Moment {
        Utc::now().into()
    }
}

/// A clock that stands still until it is set.
#[derive(Debug)]
pub struct TestClock(Mutex<Moment>);

impl TestClock {
    /// A clock that shows `now`.
    pub fn at(now: Moment) -> Self {
        Self(Mutex::new(now))
    }

    /// Sets the clock to an RFC 3339 moment.
    ///
    /// # Panics
    /// If `text` is not one: it is written in a test.
    pub fn set(&self, text: &str) {
        self.put(text.parse().expect("a moment like 2026-03-01T23:59:00+07:00"));
    }

    /// Sets the clock.
    pub fn put(&self, now: Moment) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }

    /// Turns the clock forward.
    pub fn advance(&self, span: Duration) {
        self.put(self.now().plus(span));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Moment {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Gives random bytes.
pub trait Chance: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// Random bytes of the operating system, fit for secrets.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    /// # Panics
    /// If the operating system has no random bytes: going on would mean guessable secrets.
    #[expect(clippy::disallowed_methods, reason = "the one place where chance comes in")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// The same bytes every time for the same seed: for tests and sample data, never for secrets.
#[derive(Debug)]
pub struct SeededChance(Mutex<u64>);

impl SeededChance {
    /// The series that begins at `seed`.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Chance for SeededChance {
    /// SplitMix64 (Steele, Lea, Flood 2014): short, even, and not meant to be unguessable.
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_in_vietnam_begins_seven_hours_before_the_day_in_utc() {
        assert_eq!(
            moment("2026-02-28T16:59:59.999999Z").local_day(),
            Day::from_ymd_opt(2026, 2, 28).unwrap()
        );
        assert_eq!(moment("2026-02-28T17:00:00Z").local_day(), Day::from_ymd_opt(2026, 3, 1).unwrap());
        let day = Day::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(Moment::start_of(day), moment("2026-03-01T00:00:00+07:00"));
        assert_eq!(Moment::end_of(day), moment("2026-03-02T00:00:00+07:00"));
        assert_eq!(moment("2026-03-01T01:30:00Z").local_time().to_string(), "08:30:00");
    }

    #[test]
    fn moments_tick_in_microseconds_and_read_back_as_written() {
        let exact: DateTime<Utc> = "2026-03-01T09:00:00.123456789Z".parse().unwrap();
        assert_eq!(Moment::from(exact).to_string(), "2026-03-01T09:00:00.123456Z");
        let now = moment("2026-03-01T09:00:00.000100Z");
        assert_eq!(serde_json::from_str::<Moment>(&serde_json::to_string(&now).unwrap()).unwrap(), now);
        assert_eq!("yesterday".parse::<Moment>(), Err(NotAMoment));
    }

    #[test]
    fn spans_are_never_negative_and_never_overflow() {
        let (early, late) = (moment("2026-01-01T00:00:00Z"), moment("2026-01-01T00:01:00Z"));
        assert_eq!(late.since(early), Duration::from_mins(1));
        assert_eq!(early.since(late), Duration::ZERO);
        assert_eq!(early.plus(Duration::from_mins(1)), late);
        assert!(early.plus(Duration::MAX) > late);
    }

    #[test]
    fn the_test_clock_stands_still_until_set() {
        let clock = TestClock::at(moment("2026-01-01T00:00:00Z"));
        clock.advance(Duration::from_secs(1));
        assert_eq!(clock.now(), moment("2026-01-01T00:00:01Z"));
        clock.set("2026-03-01T23:59:00+07:00");
        assert_eq!(clock.now().local_day(), Day::from_ymd_opt(2026, 3, 1).unwrap());
    }

    #[test]
    fn seeded_chance_repeats_itself_and_differs_by_seed() {
        let draw = |seed| {
            let mut bytes = [0; 12];
            SeededChance::new(seed).fill(&mut bytes);
            bytes
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
