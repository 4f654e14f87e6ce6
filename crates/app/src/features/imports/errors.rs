//! What can go wrong with an import, each a sentence that says what to do.

use db::DbError;
use domain::time::Moment;
use draft::EditError;
use std::collections::BTreeSet;
use web::http::StatusCode;
use web::{Args, Error, FormErrors, args};

/// Why something could not be done to an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is none with this id any more.
    #[error("no such import")]
    Gone,
    /// It is finished, put aside or was never read.
    #[error("the import is not under review")]
    NotUnderReview,
    /// It is still being read.
    #[error("the import is still being read")]
    StillReading,
    /// Changes that were refused, by path or id of a place to look at.
    #[error("{} changes were refused", .0.len())]
    Refused(Vec<(String, EditError)>),
    /// Somebody else changed the same things meanwhile.
    #[error("somebody changed the same meanwhile")]
    Conflict(Box<Conflict>),
    /// There is nothing of one's own to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// The plan cannot be made yet.
    #[error(transparent)]
    NotReady(#[from] draft::NotReady),
    /// What is kept cannot be read.
    #[error("the kept draft cannot be read: {0}")]
    Broken(#[from] serde_json::Error),
    /// The plan's own refusal.
    #[error("the plan was refused")]
    Plan(Error),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Who was quicker.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The version now.
    pub version: i32,
    /// Name of the last of them.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The changes of the batch that collide, by their place in it, with who was quicker and when. Empty for an undo.
    pub clashes: Vec<(usize, String, Moment)>,
    /// What others touched since the version of the batch.
    pub theirs: BTreeSet<String>,
}

impl From<sea_orm::DbErr> for ImportError {
    fn from(error: sea_orm::DbErr) -> ImportError {
        ImportError::Db(error.into())
    }
}

impl From<ImportError> for Error {
    fn from(error: ImportError) -> Error {
        match error {
            ImportError::Gone => Error::not_found(),
            ImportError::NotUnderReview => Error::conflict("imports-not-under-review"),
            ImportError::StillReading => Error::conflict("imports-still-reading"),
            ImportError::Refused(refused) => {
                let mut errors = FormErrors::none();
                for (subject, error) in &refused {
                    let (key, args) = sentence(error);
                    errors.add_with(subject.clone(), key, args);
                }
                errors.into()
            }
            ImportError::Conflict(conflict) => {
                Error::conflict("imports-conflict").args(args![name = conflict.by])
            }
            ImportError::NothingToUndo => Error::conflict("imports-nothing-to-undo"),
            ImportError::NotReady(_) => Error::new(StatusCode::UNPROCESSABLE_ENTITY, "imports-not-ready"),
            ImportError::Broken(error) => Error::unexpected(error),
            ImportError::Plan(error) => error,
            ImportError::Db(error) => error.into(),
        }
    }
}

/// The sentence of a refused change.
pub fn sentence(error: &EditError) -> (&'static str, Args) {
    match error {
        EditError::NoItem(_) => ("imports-edit-no-item", args![]),
        EditError::NoIssue(_) => ("imports-edit-no-issue", args![]),
        EditError::NoField(_) => ("imports-edit-no-field", args![]),
        EditError::Shape(_) => ("imports-edit-shape", args![]),
        EditError::Empty(_) => ("imports-edit-empty", args![]),
        EditError::TooLong(_) => ("imports-edit-too-long", args![]),
        EditError::Full => ("imports-edit-full", args![n = draft::ITEMS_MAX]),
        EditError::Letterhead => ("imports-edit-letterhead", args![]),
        EditError::NoSuchDay { month: 0, .. } => ("imports-edit-no-month", args![]),
        EditError::NoSuchDay { month, days } => {
            ("imports-edit-no-such-day", args![month = *month, days = *days])
        }
        EditError::NoDay => ("imports-edit-no-day", args![]),
        EditError::NoCandidate => ("imports-edit-no-candidate", args![]),
    }
}
