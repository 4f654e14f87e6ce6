//! What can go wrong with figures, each a sentence that says what to do.

use db::DbError;
use domain::figures::State;
use web::http::StatusCode;
use web::{Error, args};

/// Why something could not be done to an indicator or a figure.
#[derive(Debug, thiserror::Error)]
pub enum IndicatorError {
    /// There is none with this id any more.
    #[error("no such indicator or figure")]
    Gone,
    /// The unit that asked has locked the period.
    #[error("the period {0} is locked")]
    Locked(String),
    /// The unit above has sent its sum, and the figure is part of it.
    #[error("the unit above has sent its sum already")]
    Frozen,
    /// The step is not possible in this state.
    #[error("not possible while it is {0}")]
    NotNow(State),
    /// Nothing is typed that could be sent.
    #[error("nothing is typed")]
    Nothing,
    /// Units below have not sent theirs, and nobody has said that this is known.
    #[error("{0} units below have not sent theirs")]
    Missing(i64),
    /// Somebody else wrote meanwhile.
    #[error("somebody else wrote meanwhile")]
    Changed,
    /// It is asked already, so units are reporting by it.
    #[error("it is asked already")]
    Asked,
    /// Units are being asked for this period.
    #[error("units are being asked")]
    Asking,
    /// It stands for no unit.
    #[error("no unit is meant")]
    NoUnits,
    /// The plan has no room for more.
    #[error("too many indicators")]
    TooMany,
    /// The plan is not issued.
    #[error("the plan is not issued")]
    NotIssued,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Whom a printed name stands for could not be found out.
    #[error(transparent)]
    Address(#[from] crate::features::documents::DocumentError),
}

impl From<sea_orm::DbErr> for IndicatorError {
    fn from(error: sea_orm::DbErr) -> IndicatorError {
        IndicatorError::Db(error.into())
    }
}

impl From<IndicatorError> for Error {
    fn from(error: IndicatorError) -> Error {
        let unprocessable = |code| Error::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        match error {
            IndicatorError::Gone => Error::not_found(),
            IndicatorError::Locked(period) => Error::conflict("figures-locked").args(args![period = period]),
            IndicatorError::Frozen => Error::conflict("figures-frozen"),
            IndicatorError::NotNow(_) => Error::conflict("figures-not-now"),
            IndicatorError::Nothing => unprocessable("figures-nothing"),
            IndicatorError::Missing(n) => Error::conflict("figures-missing").args(args![n = n]),
            IndicatorError::Changed => Error::conflict("figures-changed"),
            IndicatorError::Asked => Error::conflict("figures-asked"),
            IndicatorError::Asking => Error::conflict("figures-asking"),
            IndicatorError::NoUnits => unprocessable("figures-no-units"),
            IndicatorError::TooMany => unprocessable("figures-too-many"),
            IndicatorError::NotIssued => Error::conflict("figures-not-issued"),
            IndicatorError::Db(error) => error.into(),
            IndicatorError::Address(error) => error.into(),
        }
    }
}
