//! Who has a review open right now. Kept in memory only: after a restart everybody's page says so again in seconds.

use domain::ids::{ImportId, PersonId};
use domain::time::Moment;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A page that has not said "here" for so long is closed.
const FORGET_AFTER: Duration = Duration::from_secs(45);
/// Reviews that are watched at once; beyond it the longest silent ones are forgotten.
const IMPORTS_MAX: usize = 10_000;

/// Somebody at a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The name.
    pub name: String,
    /// Since when.
    pub since: Moment,
    seen: Moment,
}

/// All visits.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<ImportId, BTreeMap<PersonId, Visit>>>);

impl Presence {
    /// Notes that a person is here and tells who else is.
    pub fn here(&self, import: ImportId, person: PersonId, name: &str, now: Moment) -> Vec<Visit> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= IMPORTS_MAX && !all.contains_key(&import) {
            all.retain(|_, visits| visits.values().any(|v| now.since(v.seen) < FORGET_AFTER));
        }
        let visits = all.entry(import).or_default();
        visits.retain(|_, visit| now.since(visit.seen) < FORGET_AFTER);
        let own =
            visits.entry(person).or_insert_with(|| Visit { name: name.to_owned(), since: now, seen: now });
        own.seen = now;
        visits.iter().filter(|(id, _)| **id != person).map(|(_, visit)| visit.clone()).collect()
    }
}
