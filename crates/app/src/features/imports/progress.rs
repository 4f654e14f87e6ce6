//! How far the readings of this process are, for the page that waits. Kept in memory only: a reading that another process
//! has in hand, or that was cut off, shows no more than that it is being read.

use domain::ids::ImportId;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use utoipa::ToSchema;

/// What is being done with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// The file is opened and its lines are taken out.
    Text,
    /// The lines become head, parts, tasks, duties.
    Structure,
    /// The names of units are looked up.
    Units,
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is being done.
    pub stage: Stage,
    /// Lines of the document, once they are known.
    pub n_lines: Option<u64>,
}

/// All readings of this process.
#[derive(Debug, Default)]
pub struct Progress(Mutex<HashMap<ImportId, Step>>);

impl Progress {
    /// A reading begins; it is forgotten when what is given back goes.
    pub fn begin(&self, import: ImportId) -> Underway<'_> {
        self.all().insert(import, Step { stage: Stage::Text, n_lines: None });
        Underway { progress: self, import }
    }

    /// How far the reading of an import is, when this process has it in hand.
    pub fn of(&self, import: ImportId) -> Option<Step> {
        self.all().get(&import).copied()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ImportId, Step>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A reading that goes on.
#[derive(Debug)]
pub struct Underway<'a> {
    progress: &'a Progress,
    import: ImportId,
}

impl Underway<'_> {
    /// The reader has the lines of the document and looks for its structure.
    pub fn opened(&self, n_lines: u64) {
        self.progress.all().insert(self.import, Step { stage: Stage::Structure, n_lines: Some(n_lines) });
    }

    /// The document was read; its units are looked up.
    pub fn matching(&self) {
        if let Some(step) = self.progress.all().get_mut(&self.import) {
            step.stage = Stage::Units;
        }
    }
}

impl Drop for Underway<'_> {
    fn drop(&mut self) {
        self.progress.all().remove(&self.import);
    }
}
