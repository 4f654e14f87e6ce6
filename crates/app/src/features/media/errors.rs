//! What can go wrong with items of communications, each a sentence that says what to do.

use db::DbError;
use domain::time::Moment;
use web::http::StatusCode;
use web::{Error, args};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// There is none with this id any more.
    #[error("no such item")]
    Gone,
    /// Somebody else wrote meanwhile.
    #[error("somebody else wrote meanwhile")]
    Changed,
    /// The step is not possible in this state.
    #[error("not possible now")]
    NotNow,
    /// A leader is reading it.
    #[error("a leader is reading it")]
    Submitted,
    /// The public may read it already.
    #[error("it is published")]
    Out,
    /// There is nothing to approve.
    #[error("neither a text nor a picture")]
    Empty,
    /// A picture waits for the scanner, or something was found in it.
    #[error("a picture is not clean")]
    Unclean,
    /// Not to be published before.
    #[error("not before {0}")]
    Embargo(Moment),
    /// A moment that has not come.
    #[error("the moment has not come")]
    Ahead,
    /// Where can it be read?
    #[error("neither an address nor a public page")]
    Nowhere,
    /// The plan is not issued, so it has no public page.
    #[error("the plan is not issued")]
    NotIssued,
    /// The plan has no room for more items.
    #[error("too many items")]
    TooMany,
    /// The item has no room for more pictures.
    #[error("too many pictures")]
    TooManyPictures,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sea_orm::DbErr> for MediaError {
    fn from(error: sea_orm::DbErr) -> MediaError {
        MediaError::Db(error.into())
    }
}

impl From<MediaError> for Error {
    fn from(error: MediaError) -> Error {
        let unprocessable = |code| Error::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        match error {
            MediaError::Gone => Error::not_found(),
            MediaError::Changed => Error::conflict("media-changed"),
            MediaError::NotNow => Error::conflict("media-not-now"),
            MediaError::Submitted => Error::conflict("media-submitted-already"),
            MediaError::Out => Error::conflict("media-out"),
            MediaError::Empty => unprocessable("media-empty"),
            MediaError::Unclean => Error::conflict("media-unclean"),
            MediaError::Embargo(until) => Error::conflict("media-embargo").args(args![until = said(until)]),
            MediaError::Ahead => unprocessable("media-ahead"),
            MediaError::Nowhere => unprocessable("media-nowhere"),
            MediaError::NotIssued => Error::conflict("media-not-issued"),
            MediaError::TooMany => unprocessable("media-too-many"),
            MediaError::TooManyPictures => unprocessable("media-too-many-pictures"),
            MediaError::Db(error) => error.into(),
        }
    }
}

/// A moment as a sentence says it in either language: "08:00 05/08/2024".
pub fn said(at: Moment) -> String {
    format!("{} {}", at.local_time().format("%H:%M"), at.local_day().format("%d/%m/%Y"))
}
