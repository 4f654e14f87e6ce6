//! Counts tries per key in memory: sign-in per address and per account, invitations, searches. One process only; the
//! lockout that must survive a restart is kept with the account.

use std::collections::HashMap;
use std::hash::Hash;
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
    tries: Mutex<HashMap<K, Tries>>,
}

#[derive(Debug, Clone, Copy)]
struct Tries {
    since: Moment,
    count: u32,
}

impl<K: Eq + Hash> Limiter<K> {
    /// A limiter with nothing counted.
    pub fn new(rule: Rule) -> Limiter<K> {
        Limiter { rule, tries: Mutex::new(HashMap::new()) }
    }

    /// Counts a try of `key`, or says when the next one is welcome.
    pub fn take(&self, key: K, now: Moment) -> Result<(), RetryAfter> {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= LIMITER_KEYS_MAX && !tries.contains_key(&key) {
            tries.retain(|_, entry| now.since(entry.since) < self.rule.window);
            if tries.len() >= LIMITER_KEYS_MAX {
                // Full of live entries: a flood. Refusing newcomers for a while keeps the memory bounded.
                return Err(RetryAfter(self.rule.window));
            }
        }
        let entry = tries.entry(key).or_insert(Tries { since: now, count: 0 });
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
        if let Some(entry) = self.tries.lock().unwrap_or_else(PoisonError::into_inner).get_mut(key) {
            entry.count = entry.count.saturating_sub(1);
        }
    }

    /// Forgets the tries of `key`: it proved itself.
    pub fn forget(&self, key: &K) {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
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
    fn memory_is_bounded() {
        let limiter = Limiter::new(Rule { tries_max: 1, window: Duration::from_mins(1) });
        let start: Moment = "2026-03-01T08:00:00+07:00".parse().unwrap();
        for key in 0..LIMITER_KEYS_MAX {
            limiter.take(key, start).unwrap();
        }
        assert!(limiter.take(usize::MAX, start).is_err());
        assert!(limiter.take(usize::MAX, start.plus(Duration::from_mins(1))).is_ok());
        assert_eq!(limiter.tries.lock().unwrap().len(), 1);
    }
}
