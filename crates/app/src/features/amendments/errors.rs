//! What can go wrong when a plan is changed, each a sentence that says what to do.

use crate::features::documents::DocumentError;
use crate::features::plans::actions::PlanError;
use db::DbError;
use web::Error;

/// Why a plan cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum AmendmentError {
    /// Not there any more.
    #[error("not found")]
    Gone,
    /// Only an issued plan is changed; a draft is mended in its review.
    #[error("the plan is not issued")]
    NotIssued,
    /// It was not made in a review.
    #[error("the plan has no review")]
    NoReview,
    /// Another change is under way.
    #[error("another change of the plan is under way")]
    OpenAlready,
    /// This one is not under way any more.
    #[error("the change is not under way")]
    NotOpen,
    /// The review says what the plan says.
    #[error("nothing was changed")]
    NothingChanged,
    /// Places wait for a person.
    #[error("{0}")]
    NotReady(draft::NotReady),
    /// The review refused.
    #[error("the review refused")]
    Review(crate::features::imports::ImportError),
    /// The document refused.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The plan refused.
    #[error("the plan refused: {0}")]
    Plan(Box<PlanError>),
    /// What is kept cannot be read, or written.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl AmendmentError {
    /// What the plan refused.
    pub fn of_plan(error: PlanError) -> AmendmentError {
        AmendmentError::Plan(Box::new(error))
    }
}

impl From<sea_orm::DbErr> for AmendmentError {
    fn from(error: sea_orm::DbErr) -> AmendmentError {
        AmendmentError::Db(error.into())
    }
}

impl From<AmendmentError> for Error {
    fn from(error: AmendmentError) -> Error {
        match error {
            AmendmentError::Gone => Error::not_found(),
            AmendmentError::NotIssued => Error::conflict("amendments-not-issued"),
            AmendmentError::NoReview => Error::conflict("documents-no-review"),
            AmendmentError::OpenAlready => Error::conflict("amendments-open-already"),
            AmendmentError::NotOpen => Error::conflict("amendments-not-open"),
            AmendmentError::NothingChanged => Error::conflict("amendments-nothing-changed"),
            AmendmentError::NotReady(_) => Error::conflict("plans-not-ready"),
            AmendmentError::Review(error) => error.into(),
            AmendmentError::Document(error) => error.into(),
            AmendmentError::Plan(error) => (*error).into(),
            AmendmentError::Json(error) => Error::unexpected(error),
            AmendmentError::Db(error) => error.into(),
        }
    }
}
