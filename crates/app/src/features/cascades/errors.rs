//! What can go wrong with cascades, each a sentence that says what to do.

use crate::features::documents::DocumentError;
use crate::features::imports::ImportError;
use db::DbError;
use web::Error;

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum CascadeError {
    /// There is no such question or answer any more.
    #[error("there is no such question")]
    Gone,
    /// The question is not asked (any more).
    #[error("the question is not being asked")]
    NotAsked,
    /// The own plan is further than the step allows.
    #[error("the own plan stands elsewhere by now")]
    Elsewhere,
    /// The question was asked already and cannot be asked again.
    #[error("the question was asked already")]
    AskedAlready,
    /// A round of reminders is at work.
    #[error("the silent are being reminded")]
    Reminding,
    /// The plan is not in force.
    #[error("the plan is not issued")]
    NotIssued,
    /// An own plan is wanted already, in a draft that is under review.
    #[error("an own plan is being drafted already")]
    DraftedAlready,
    /// The same is asked of the same units already.
    #[error("the same is asked of the same units already")]
    Twice,
    /// The names of the plan could not be resolved.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The draft could not be made.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sea_orm::DbErr> for CascadeError {
    fn from(error: sea_orm::DbErr) -> CascadeError {
        CascadeError::Db(error.into())
    }
}

impl From<CascadeError> for Error {
    fn from(error: CascadeError) -> Error {
        match error {
            CascadeError::Gone => Error::not_found(),
            CascadeError::NotAsked => Error::conflict("cascades-not-asked"),
            CascadeError::Elsewhere => Error::conflict("cascades-elsewhere"),
            CascadeError::AskedAlready => Error::conflict("cascades-asked-already"),
            CascadeError::Reminding => Error::conflict("cascades-reminding"),
            CascadeError::NotIssued => Error::conflict("cascades-not-issued"),
            CascadeError::DraftedAlready => Error::conflict("cascades-drafted-already"),
            CascadeError::Twice => Error::conflict("cascades-twice"),
            CascadeError::Document(error) => error.into(),
            CascadeError::Import(error) => error.into(),
            CascadeError::Db(error) => error.into(),
        }
    }
}
