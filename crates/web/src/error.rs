//! Errors on their way to a person or a program: a code, a status and a sentence in two languages.
//!
//! A feature has one enum of its own and one `impl From<PlanError> for web::Error` that gives each case its status.

use std::borrow::Cow;
use std::fmt;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::form_errors::{FormErrors, Typed};
use crate::page::{Outcome, Shown};
use crate::texts::Args;

/// A sentence, still without a language.
#[derive(Debug, Clone)]
pub(crate) enum Sentence {
    /// A key of `locales/` with its values.
    Key { key: Cow<'static, str>, args: Args },
    /// Both languages, spoken elsewhere.
    Both { vi: String, en: String },
}

/// What a handler answers when it cannot do what was asked.
///
/// Deliberately not a `std::error::Error`: it is the end of the way, not a cause of something else.
pub struct Error(Box<Problem>);

pub(crate) struct Problem {
    pub status: StatusCode,
    pub code: Cow<'static, str>,
    pub sentence: Sentence,
    /// For the log, never shown.
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
    pub refused: Option<Refused>,
    /// Seconds after which to try again.
    pub retry_seconds: Option<u64>,
}

pub(crate) struct Refused {
    pub errors: FormErrors,
    pub typed: Typed,
    pub page: Option<Shown>,
}

impl Error {
    /// An error whose sentence is `error-<code>` in `locales/{vi,en}/`.
    pub fn new(status: StatusCode, code: &'static str) -> Error {
        let sentence = Sentence::Key { key: Cow::Owned(format!("error-{code}")), args: Args::none() };
        Error::build(status, code, sentence)
    }

    /// An error that brings its sentence in both languages.
    pub fn sentences(
        status: StatusCode,
        code: &'static str,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) -> Error {
        Error::build(status, code, Sentence::Both { vi: vi.into(), en: en.into() })
    }

    /// Nothing at this address, or nothing that this person may know of.
    pub fn not_found() -> Error {
        Error::new(StatusCode::NOT_FOUND, "not-found")
    }

    /// Known person, missing right.
    pub fn forbidden() -> Error {
        Error::new(StatusCode::FORBIDDEN, "forbidden")
    }

    /// A person is needed: browsers are sent to the sign-in page, programs get 401.
    pub fn sign_in_needed() -> Error {
        Error::new(StatusCode::UNAUTHORIZED, "sign-in-needed")
    }

    /// Somebody else changed it first.
    pub fn conflict(code: &'static str) -> Error {
        Error::new(StatusCode::CONFLICT, code)
    }

    /// Too often; try again after so many seconds.
    pub fn too_many(retry_seconds: u64) -> Error {
        let mut error =
            Error::new(StatusCode::TOO_MANY_REQUESTS, "too-many").args(crate::args![seconds = retry_seconds]);
        error.0.retry_seconds = Some(retry_seconds);
        error
    }

    /// Says after how many seconds trying again makes sense.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Error {
        self.0.retry_seconds = Some(seconds);
        self
    }

    /// No room for files. Whoever keeps the server has to act; nothing was saved.
    pub fn disk_full() -> Error {
        Error::new(StatusCode::INSUFFICIENT_STORAGE, "disk-full")
    }

    /// Our own fault: the cause is logged with the request's code, the person reads a calm page with that code.
    pub fn unexpected(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::new(StatusCode::INTERNAL_SERVER_ERROR, "unexpected").because(cause)
    }

    /// Gives the sentence its values.
    #[must_use]
    pub fn args(mut self, values: Args) -> Error {
        if let Sentence::Key { args, .. } = &mut self.0.sentence {
            *args = values;
        }
        self
    }

    /// Adds the cause, for the log only.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        self.0.cause = Some(cause.into());
        self
    }

    /// The status it will be answered with.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The code that programs see.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    pub(crate) fn refused(errors: FormErrors, typed: Typed, page: Option<Shown>) -> Error {
        let mut error = Error::new(StatusCode::UNPROCESSABLE_ENTITY, "form");
        error.0.refused = Some(Refused { errors, typed, page });
        error
    }

    pub(crate) fn into_problem(self) -> Problem {
        *self.0
    }

    fn build(status: StatusCode, code: &'static str, sentence: Sentence) -> Error {
        let code = Cow::Borrowed(code);
        Error(Box::new(Problem { status, code, sentence, cause: None, refused: None, retry_seconds: None }))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("status", &self.0.status.as_u16())
            .field("code", &self.0.code)
            .field("sentence", &self.0.sentence);
        if let Some(cause) = &self.0.cause {
            out.field("cause", cause);
        }
        if let Some(refused) = &self.0.refused {
            out.field("errors", &refused.errors);
        }
        out.finish()
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.0.status;
        Outcome::Problem(self).into_response(status)
    }
}
