//! Counts tries per key in memory: sign-in per address and per account, invitations, searches. One process only; the
//! lockout that must survive a restart is kept with the account.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::time::Moment;

use crate::error::Error;
use crate::limits::LIMITER_KEYS_MAX;

/// So many tries in such a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Tries within the window.
    pub tries_max: u32,
    /// The window.
    pub window: Duration,
}

/// Refused; try again after this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryAfter(pub Duration);

impl From<RetryAfter> for Error {
    fn from(retry: RetryAfter) -> Error {
        Error::too_many(retry.0.as_secs().max(1))
    }
}

/// Counts tries. The clock comes with each question.
#[derive(Debug)]
pub struct Limiter<K> {
    rule: Rule,
    seen: Mutex<Seen<K>>,
}

#[derive(Debug)]
struct Seen<K> {
    tries: HashMap<K, Tries>,
    swept_at: Option<Moment>,
}

#[derive(Debug, Clone, Copy)]
struct Tries {
    since: Moment,
    count: u32,
}

impl<K: Eq + Hash> Limiter<K> {
    /// A limiter with nothing counted.
    pub fn new(rule: Rule) -> Limiter<K> {
        Limiter { rule, seen: Mutex::new(Seen { tries: HashMap::new(), swept_at: None }) }
    }

    /// Counts a try of `key`, or says when the next one is welcome.
    pub fn take(&self, key: K, now: Moment) -> Result<(), RetryAfter> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.sweep(self.rule.window, now);
        if seen.tries.len() >= LIMITER_KEYS_MAX && !seen.tries.contains_key(&key) {
            seen.make_room();
        }
        let entry = seen.tries.entry(key).or_insert(Tries { since: now, count: 0 });
        if now.since(entry.since) >= self.rule.window {
            *entry = Tries { since: now, count: 0 };
        }
        if entry.count >= self.rule.tries_max {
            return Err(RetryAfter(self.rule.window.saturating_sub(now.since(entry.since))));
        }
        entry.count += 1;
        Ok(())
    }

    /// Takes one try of `key` back: it was a right one.
    pub fn give_back(&self, key: &K) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = seen.tries.get_mut(key) {
            entry.count = entry.count.saturating_sub(1);
        }
    }

    /// Forgets the tries of `key`: it proved itself.
    pub fn forget(&self, key: &K) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).tries.remove(key);
    }
}

impl<K: Eq + Hash> Seen<K> {
    /// Forgets windows that are over: once a window, so that each try pays for little, and each second when it is full.
    fn sweep(&mut self, window: Duration, now: Moment) {
        let is_full = self.tries.len() >= LIMITER_KEYS_MAX;
        let every = if is_full { Duration::from_secs(1).min(window) } else { window };
        if self.swept_at.is_some_and(|at| now.since(at) < every) {
            return;
        }
        self.tries.retain(|_, entry| now.since(entry.since) < window);
        self.tries.shrink_to(self.tries.len() * 2);
        self.swept_at = Some(now);
    }

    /// Full of live entries: a flood. The oldest tenth goes, so that a flood shuts nobody out and each newcomer pays for
    /// little; the lockout that counts is kept with the account.
    fn make_room(&mut self) {
        let mut left = self.tries.len() / 10 + 1;
        let mut starts: Vec<Moment> = self.tries.values().map(|entry| entry.since).collect();
        let (_, oldest, _) = starts.select_nth_unstable(left - 1);
        self.tries.retain(|_, entry| {
            let goes = left > 0 && entry.since <= *oldest;
            left -= usize::from(goes);
            !goes
        });
    }
}

/// The network an address is counted by: of IPv6 the first 64 bits, which is what one customer gets (RFC 6177); whoever
/// has one of those has all.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_tries_then_wait() {
        let rule = Rule { tries_max: 5, window: Duration::from_mins(15) };
        let limiter = Limiter::new(rule);
        let start: Moment = "2026-03-01T08:00:00+07:00".parse().unwrap();
        for _ in 0..5 {
            assert_eq!(limiter.take("an@bo.vn", start), Ok(()));
        }
        let later = start.plus(Duration::from_mins(5));
        assert_eq!(limiter.take("an@bo.vn", later), Err(RetryAfter(Duration::from_mins(10))));
        assert_eq!(limiter.take("binh@bo.vn", later), Ok(()), "another account is not touched");
        assert_eq!(limiter.take("an@bo.vn", start.plus(Duration::from_mins(15))), Ok(()));
    }

    #[test]
    fn memory_is_bounded_and_a_flood_shuts_nobody_out() {
        let limiter = Limiter::new(Rule { tries_max: 1, window: Duration::from_mins(1) });
        let start: Moment = "2026-03-01T08:00:00+07:00".parse().unwrap();
        for key in 0..LIMITER_KEYS_MAX {
            limiter.take(key, start.plus(Duration::from_micros(key as u64))).unwrap();
        }
        let full = start.plus(Duration::from_secs(1));
        assert_eq!(limiter.take(usize::MAX, full), Ok(()));
        assert!(limiter.take(usize::MAX, full).is_err(), "a newcomer is counted");
        assert!(limiter.take(LIMITER_KEYS_MAX - 1, full).is_err(), "the youngest are still known");
        assert_eq!(limiter.take(0, full), Ok(()), "the oldest are not");
        for key in 0..LIMITER_KEYS_MAX {
            limiter.take(LIMITER_KEYS_MAX + key, full).unwrap();
            assert!(limiter.seen.lock().unwrap().tries.len() <= LIMITER_KEYS_MAX);
        }
        assert!(limiter.take(usize::MAX, start.plus(Duration::from_mins(2))).is_ok());
        assert_eq!(limiter.seen.lock().unwrap().tries.len(), 1);
    }

    #[test]
    fn an_address_is_counted_with_its_neighbours() {
        let same = [
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
            ("203.0.113.7", "::ffff:203.0.113.7", true),
            ("203.0.113.7", "203.0.113.8", false),
        ];
        for (a, b, expected) in same {
            assert_eq!(network(a.parse().unwrap()) == network(b.parse().unwrap()), expected, "{a} and {b}");
        }
    }

    #[test]
    fn windows_that_are_over_are_forgotten_long_before_it_is_full() {
        let limiter = Limiter::new(Rule { tries_max: 1, window: Duration::from_mins(15) });
        let start: Moment = "2026-03-01T08:00:00+07:00".parse().unwrap();
        for hour in 0..24 {
            for key in 0..100 {
                limiter.take((hour, key), start.plus(Duration::from_hours(hour))).unwrap();
            }
        }
        let seen = limiter.seen.lock().unwrap();
        assert!(seen.tries.len() <= 200, "{} keys are kept", seen.tries.len());
        assert!(seen.tries.capacity() < 2_000, "room for {} keys", seen.tries.capacity());
    }
}
