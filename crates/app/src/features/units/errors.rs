//! What a change of units refuses, as a sentence beside the field that has to change.

use db::DbError;
use domain::time::Day;
use domain::units::{ChangeError, Forest, UnitCode};
use web::{Error, FormErrors, StatusCode, args};

/// Why a change was not made.
#[derive(Debug, thiserror::Error)]
pub enum UnitError {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not there (any more).
    #[error("there is no such unit")]
    Gone,
    /// Another unit has the code.
    #[error("the code {0} is taken")]
    CodeTaken(String),
    /// A rule says no; the field and the sentence say which.
    #[error("{0}")]
    Rule(String, Box<FormErrors>),
}

impl From<sea_orm::DbErr> for UnitError {
    fn from(error: sea_orm::DbErr) -> Self {
        UnitError::Db(error.into())
    }
}

impl UnitError {
    /// A refusal by the rules, with names in place of codes.
    pub fn rule(error: &ChangeError, forest: &Forest) -> UnitError {
        let name = |code: &UnitCode, day: Option<Day>| match forest.get(code) {
            Some(unit) => unit.name_near(day.unwrap_or(Day::MAX)).full.clone(),
            None => code.to_string(),
        };
        let day = |day: &Day| day.format("%d/%m/%Y").to_string();
        let errors = match error {
            ChangeError::Unknown(code) => {
                FormErrors::of_with("unit", "units-refused-unknown", args![name = name(code, None)])
            }
            ChangeError::Taken(code) => {
                FormErrors::of_with("code", "units-code-taken", args![code = code.to_string()])
            }
            ChangeError::NotThen(code, on) => FormErrors::of_with(
                "on",
                "units-refused-not-then",
                args![name = name(code, Some(*on)), day = day(on)],
            ),
            ChangeError::LaterChange(code, on) => FormErrors::of_with(
                "on",
                "units-refused-later-change",
                args![name = name(code, Some(*on)), day = day(on)],
            ),
            ChangeError::Cycle(code, on) => FormErrors::of_with(
                "parent",
                "units-refused-cycle",
                args![name = name(code, Some(*on)), day = day(on)],
            ),
            ChangeError::HasChildren(code, n) => FormErrors::of_with(
                "successor",
                "units-refused-children",
                args![name = name(code, None), n = *n],
            ),
            ChangeError::IntoItself(code) => {
                FormErrors::of_with("into", "units-refused-itself", args![name = name(code, None)])
            }
            ChangeError::NothingNamed => FormErrors::of("from", "units-refused-nothing"),
            ChangeError::NoName => FormErrors::of("full", "units-name-missing"),
        };
        UnitError::Rule(error.to_string(), Box::new(errors))
    }

    /// The refusal as errors of a form; what is no refusal goes on as an error.
    pub fn on_form(self) -> Result<FormErrors, Error> {
        match self {
            UnitError::Rule(_, errors) => Ok(*errors),
            UnitError::CodeTaken(code) => {
                Ok(FormErrors::of_with("code", "units-code-taken", args![code = code]))
            }
            other => Err(other.into()),
        }
    }
}

impl From<UnitError> for Error {
    fn from(error: UnitError) -> Error {
        match error {
            UnitError::Db(error) => error.into(),
            UnitError::Gone => Error::not_found(),
            UnitError::CodeTaken(code) => {
                Error::new(StatusCode::CONFLICT, "units-code-taken").args(args![code = code])
            }
            UnitError::Rule(_, errors) => (*errors).into(),
        }
    }
}
