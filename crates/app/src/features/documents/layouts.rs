//! What the check of the layout says of a text, kept in memory: a page is opened far more often than its text changes, and
//! writing a Word file of a long text to look at it takes a tenth of a second.

use paper::Paper;
use paper::check::Report;
use sha2::{Digest as _, Sha256};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use web::Error;

/// Reports that are kept, the latest ones: some kilobytes each.
const KEPT_MAX: usize = 256;

/// By what is printed, whoever's document it is.
type Key = [u8; 32];

/// The latest reports of this process.
#[derive(Debug, Default)]
pub struct Layouts(Mutex<VecDeque<(Key, Arc<Report>)>>);

impl Layouts {
    /// The report of what would be printed; written and looked at anew when its text was not seen lately.
    pub async fn of(&self, paper: &Paper) -> Result<Arc<Report>, Error> {
        let key: Key = Sha256::digest(serde_json::to_vec(paper).map_err(Error::unexpected)?).into();
        if let Some(report) = self.known(&key) {
            return Ok(report);
        }
        let paper = paper.clone();
        // Not on the threads that answer requests.
        let report =
            tokio::task::spawn_blocking(move || looked_at(&paper)).await.map_err(Error::unexpected)??;
        let report = Arc::new(report);
        let mut kept = self.kept();
        kept.truncate(KEPT_MAX - 1);
        kept.push_front((key, report.clone()));
        Ok(report)
    }

    fn known(&self, key: &Key) -> Option<Arc<Report>> {
        let mut kept = self.kept();
        let at = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(at)?;
        let report = found.1.clone();
        kept.push_front(found);
        Some(report)
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<(Key, Arc<Report>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn looked_at(paper: &Paper) -> Result<Report, Error> {
    let file = paper::word::write(paper).map_err(Error::unexpected)?;
    paper::check::report(&file, &document::Limits::default()).map_err(Error::unexpected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_text_is_looked_at_once_and_the_oldest_is_forgotten() {
        let layouts = Layouts::default();
        let of = |subject: String| Paper { subject, ..Paper::default() };
        let first = layouts.of(&of("một".to_owned())).await.unwrap_or_else(|_| panic!("a report"));
        let again = layouts.of(&of("một".to_owned())).await.unwrap_or_else(|_| panic!("a report"));
        assert!(Arc::ptr_eq(&first, &again));
        for n in 0..KEPT_MAX {
            let other = layouts.of(&of(n.to_string())).await.unwrap_or_else(|_| panic!("a report"));
            assert!(!Arc::ptr_eq(&first, &other));
        }
        assert_eq!(layouts.kept().len(), KEPT_MAX);
        let anew = layouts.of(&of("một".to_owned())).await.unwrap_or_else(|_| panic!("a report"));
        assert!(!Arc::ptr_eq(&first, &anew));
        assert_eq!(first, anew);
    }
}
