//! What can go wrong with work, each a sentence that says what to do.

use db::DbError;
use domain::time::Day;
use domain::work::Refusal;
use web::http::StatusCode;
use web::{Error, args};

/// Why something could not be done to an assignment.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// There is none with this id any more.
    #[error("no such work")]
    Gone,
    /// The step cannot be taken in this state, or not by this side.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The person holds no post in the unit.
    #[error("the person holds no post in the unit")]
    NotOfUnit,
    /// Somebody asked for another date already and has no answer yet.
    #[error("a request waits for its answer")]
    AskedAlready,
    /// The request was answered or is gone.
    #[error("the request does not wait any more")]
    AnsweredAlready,
    /// The day that is wanted has passed, or is the deadline itself.
    #[error("{0} is no other day to ask for")]
    NoOtherDay(Day),
    /// Pieces of the work are not done.
    #[error("{0} pieces are not done")]
    PiecesOpen(usize),
    /// The piece waits for another one.
    #[error("the piece waits for {0}")]
    WaitsFor(String),
    /// The work cannot be divided further.
    #[error("too many pieces")]
    TooManyPieces,
    /// No more files.
    #[error("too many files")]
    TooManyFiles,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A value could not be written as JSON: our own defect.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl From<sea_orm::DbErr> for WorkError {
    fn from(error: sea_orm::DbErr) -> WorkError {
        WorkError::Db(error.into())
    }
}

impl From<WorkError> for Error {
    fn from(error: WorkError) -> Error {
        let unprocessable = |code| Error::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        match error {
            WorkError::Gone => Error::not_found(),
            WorkError::Refused(Refusal::NotYours(_)) => Error::forbidden(),
            WorkError::Refused(Refusal::NotNow(..)) => Error::conflict("work-not-now"),
            WorkError::NotOfUnit => unprocessable("work-not-of-unit"),
            WorkError::AskedAlready => Error::conflict("work-asked-already"),
            WorkError::AnsweredAlready => Error::conflict("work-answered-already"),
            WorkError::NoOtherDay(_) => unprocessable("work-no-other-day"),
            WorkError::PiecesOpen(n) => Error::conflict("work-pieces-open").args(args![n = n]),
            WorkError::WaitsFor(title) => Error::conflict("work-waits-for").args(args![title = title]),
            WorkError::TooManyPieces => unprocessable("work-too-many-pieces"),
            WorkError::TooManyFiles => unprocessable("work-too-many-files"),
            WorkError::Db(error) => error.into(),
            WorkError::Json(error) => Error::unexpected(error),
        }
    }
}
