//! What registers refuse, as a sentence a person can act on.

use db::DbError;
use web::{Error, FormErrors, StatusCode, args};

/// Why nothing was written into a register.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not there (any more).
    #[error("there is no such register or line")]
    Gone,
    /// No open register of the unit takes documents of this kind or series.
    #[error("no register of the unit takes {0}")]
    NoRegister(String),
    /// The register was closed: its year is over.
    #[error("the register {name} of {year} is closed")]
    Closed {
        /// Its name.
        name: String,
        /// Its year.
        year: i32,
    },
    /// The symbol holds signs that no symbol has, or is too long.
    #[error("“{0}” is no symbol of a document")]
    BadSymbol(String),
    /// The day lies ahead.
    #[error("a number is not taken for a day to come")]
    DayAhead,
    /// The day lies in another year than the register.
    #[error("the register holds the year {0}")]
    OtherYear(i32),
    /// A paper of the same number and symbol by the same issuer is there already.
    #[error("{printed} is in the register already as number {number}")]
    AlreadyThere {
        /// Number and symbol of the paper.
        printed: String,
        /// Under which arrival number.
        number: i32,
        /// Arrived on.
        on: domain::time::Day,
    },
    /// The line was voided before.
    #[error("this number was voided before")]
    Voided,
    /// Another open register of the unit takes these kinds.
    #[error("{0} takes these kinds already")]
    KindsTaken(String),
    /// Another register of the year has the name.
    #[error("there is a register of this name")]
    NameTaken,
}

impl From<sea_orm::DbErr> for RegisterError {
    fn from(error: sea_orm::DbErr) -> Self {
        RegisterError::Db(error.into())
    }
}

impl RegisterError {
    /// The refusal at the field that has to change; what is no refusal goes on as an error.
    pub fn on_form(self) -> Result<FormErrors, Error> {
        match self {
            RegisterError::BadSymbol(_) => Ok(FormErrors::of("symbol", "registers-symbol-bad")),
            RegisterError::DayAhead => Ok(FormErrors::of("on", "registers-day-ahead")),
            RegisterError::OtherYear(year) => {
                Ok(FormErrors::of_with("on", "registers-other-year", args![year = year.to_string()]))
            }
            RegisterError::NoRegister(kind) => {
                Ok(FormErrors::of_with("kind", "registers-no-register", args![kind = kind]))
            }
            RegisterError::AlreadyThere { printed, number, on } => Ok(FormErrors::of_with(
                "symbol",
                "registers-already-there",
                args![printed = printed, number = number, day = on.format("%d/%m/%Y").to_string()],
            )),
            RegisterError::KindsTaken(name) => {
                Ok(FormErrors::of_with("takes", "registers-kinds-taken", args![name = name]))
            }
            RegisterError::NameTaken => Ok(FormErrors::of("name", "registers-name-taken")),
            other => Err(other.into()),
        }
    }
}

impl From<RegisterError> for Error {
    fn from(error: RegisterError) -> Error {
        let conflict = |key| Error::new(StatusCode::CONFLICT, key);
        match error {
            RegisterError::Db(error) => error.into(),
            RegisterError::Gone => Error::not_found(),
            RegisterError::Closed { name, year } => {
                conflict("registers-closed-already").args(args![name = name, year = year.to_string()])
            }
            RegisterError::Voided => conflict("registers-voided-already"),
            other => match other.on_form() {
                Ok(errors) => errors.into(),
                Err(error) => error,
            },
        }
    }
}
