//! What can go wrong with ratings, each a sentence that says what to do.

use crate::features::documents::DocumentError;
use db::DbError;
use web::http::StatusCode;
use web::{Error, args};

/// Why something could not be done to a rating or a sheet.
#[derive(Debug, thiserror::Error)]
pub enum RatingError {
    /// There is none with this id any more.
    #[error("no such rating or sheet")]
    Gone,
    /// Somebody else wrote meanwhile.
    #[error("somebody else wrote meanwhile")]
    Changed,
    /// The step is not possible in this state.
    #[error("not possible now")]
    NotNow,
    /// The silent were reminded today.
    #[error("reminded today already")]
    Reminded,
    /// No unit has a total, so there are no results to tell.
    #[error("no results")]
    NoResults,
    /// The document on its results is on its way or issued.
    #[error("the document is on its way")]
    DocumentOut,
    /// Its document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// There are no criteria that give points.
    #[error("no criteria")]
    NoCriteria,
    /// It stands for no unit.
    #[error("no unit is meant")]
    NoUnits,
    /// These units do not stand below the one that rates.
    #[error("units of others")]
    Outside(String),
    /// So many criteria have no points yet.
    #[error("{0} criteria have no points")]
    Missing(usize),
    /// So many units are not scored, and nobody has said that this is known.
    #[error("{0} units are not scored")]
    Unscored(u64),
    /// The days for complaints are over.
    #[error("the days for complaints are over")]
    TooLate,
    /// More files than a sheet holds.
    #[error("too many files")]
    TooManyFiles,
    /// More criteria than a sheet holds.
    #[error("too many criteria")]
    TooMany,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sea_orm::DbErr> for RatingError {
    fn from(error: sea_orm::DbErr) -> RatingError {
        RatingError::Db(error.into())
    }
}

impl From<RatingError> for Error {
    fn from(error: RatingError) -> Error {
        let unprocessable = |code| Error::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        match error {
            RatingError::Gone => Error::not_found(),
            RatingError::Changed => Error::conflict("ratings-changed"),
            RatingError::NotNow => Error::conflict("ratings-not-now"),
            RatingError::Reminded => Error::conflict("ratings-reminded-today"),
            RatingError::NoResults => Error::conflict("ratings-no-results"),
            RatingError::DocumentOut => Error::conflict("ratings-document-out"),
            RatingError::Document(error) => error.into(),
            RatingError::NoCriteria => unprocessable("ratings-no-criteria"),
            RatingError::NoUnits => unprocessable("ratings-no-units"),
            RatingError::Outside(names) => unprocessable("ratings-outside").args(args![names = names]),
            RatingError::Missing(n) => unprocessable("ratings-missing").args(args![n = n]),
            RatingError::Unscored(n) => Error::conflict("ratings-unscored").args(args![n = n]),
            RatingError::TooLate => Error::conflict("ratings-too-late"),
            RatingError::TooManyFiles => {
                unprocessable("ratings-too-many-files").args(args![n = super::actions::FILES_MAX])
            }
            RatingError::TooMany => unprocessable("ratings-too-many"),
            RatingError::Db(error) => error.into(),
        }
    }
}
