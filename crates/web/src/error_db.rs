//! Errors of the database on their way to a person. Here, because only this crate knows both kinds.

use axum::http::StatusCode;
use db::{DbError, Trouble};

use crate::error::Error;

/// When a program may try again after the database was busy or away.
const RETRY_SECONDS: u64 = 5;

impl From<DbError> for Error {
    fn from(error: DbError) -> Error {
        let trouble = error.trouble();
        let sentences =
            |status, code| Error::sentences(status, code, trouble.sentence_vi(), trouble.sentence_en());
        match trouble {
            Trouble::AlreadyThere => sentences(StatusCode::CONFLICT, "already-there"),
            Trouble::MissingOther => sentences(StatusCode::CONFLICT, "missing-other"),
            Trouble::Busy => {
                sentences(StatusCode::SERVICE_UNAVAILABLE, "database-busy").retry_after(RETRY_SECONDS)
            }
            Trouble::Unreachable => {
                sentences(StatusCode::SERVICE_UNAVAILABLE, "database-unreachable").retry_after(RETRY_SECONDS)
            }
            Trouble::DiskFull => sentences(StatusCode::INSUFFICIENT_STORAGE, "disk-full"),
            Trouble::ReadOnly | Trouble::Other => return Error::unexpected(error),
        }
        .because(error)
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Error {
        DbError::from(error).into()
    }
}
