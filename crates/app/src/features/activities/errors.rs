//! What can go wrong with activities, each a sentence that says what to do.

use db::DbError;
use web::http::StatusCode;
use web::{Error, args};

/// Why something could not be done to an activity.
#[derive(Debug, thiserror::Error)]
pub enum ActivityError {
    /// There is none with this id any more.
    #[error("no such activity, session, unit or file")]
    Gone,
    /// Somebody else wrote meanwhile.
    #[error("somebody else wrote meanwhile")]
    Changed,
    /// The step is not possible in this state.
    #[error("not possible now")]
    NotNow,
    /// Nobody can be told of an activity without a session.
    #[error("no session stands")]
    NoSessions,
    /// Units are to be asked and there are none.
    #[error("no unit is meant")]
    NoUnits,
    /// None of its sessions has begun.
    #[error("no session has begun")]
    NotBegun,
    /// It has this many already.
    #[error("too many")]
    TooMany(usize),
    /// These persons were marked in a session: they stay on the list.
    #[error("marked already")]
    Marked(String),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sea_orm::DbErr> for ActivityError {
    fn from(error: sea_orm::DbErr) -> ActivityError {
        ActivityError::Db(error.into())
    }
}

impl From<ActivityError> for Error {
    fn from(error: ActivityError) -> Error {
        let unprocessable = |key: &'static str| Error::new(StatusCode::UNPROCESSABLE_ENTITY, key);
        match error {
            ActivityError::Gone => Error::not_found(),
            ActivityError::Changed => Error::conflict("activities-changed"),
            ActivityError::NotNow => Error::conflict("activities-not-now"),
            ActivityError::NoSessions => Error::conflict("activities-no-session"),
            ActivityError::NoUnits => Error::conflict("activities-no-unit"),
            ActivityError::NotBegun => Error::conflict("activities-not-begun"),
            ActivityError::TooMany(n) => unprocessable("activities-too-many").args(args![n = n]),
            ActivityError::Marked(names) => unprocessable("activities-marked").args(args![names = names]),
            ActivityError::Db(error) => error.into(),
        }
    }
}
