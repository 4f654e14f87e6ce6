//! What can go wrong with lists of units without a union, each a sentence that says what to do.

use db::DbError;
use web::http::StatusCode;
use web::{Error, args};

/// Why something could not be done to a list or a unit on it.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// There is none with this id any more.
    #[error("no such list or unit")]
    Gone,
    /// Somebody else wrote meanwhile.
    #[error("somebody else wrote meanwhile")]
    Changed,
    /// The step is not possible in this state.
    #[error("not possible now")]
    NotNow,
    /// Work was done for it: it is closed, not removed.
    #[error("steps are done already")]
    Begun,
    /// Work was done for units of the list: it stays.
    #[error("units of the list were worked on")]
    ListBegun,
    /// More units than a list holds.
    #[error("too many units")]
    TooMany(usize),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sea_orm::DbErr> for FoundingError {
    fn from(error: sea_orm::DbErr) -> FoundingError {
        FoundingError::Db(error.into())
    }
}

impl From<FoundingError> for Error {
    fn from(error: FoundingError) -> Error {
        match error {
            FoundingError::Gone => Error::not_found(),
            FoundingError::Changed => Error::conflict("foundings-changed"),
            FoundingError::NotNow => Error::conflict("foundings-not-now"),
            FoundingError::Begun => Error::conflict("foundings-begun"),
            FoundingError::ListBegun => Error::conflict("foundings-list-begun"),
            FoundingError::TooMany(n) => {
                Error::new(StatusCode::UNPROCESSABLE_ENTITY, "foundings-too-many").args(args![n = n])
            }
            FoundingError::Db(error) => error.into(),
        }
    }
}
