//! What can go wrong with money, each a sentence that says what to do.

use db::DbError;
use domain::money::Dong;
use web::http::StatusCode;
use web::{Error, args};

/// Why something could not be done to an estimate, a line or an entry.
#[derive(Debug, thiserror::Error)]
pub enum MoneyError {
    /// There is none with this id any more.
    #[error("no such line or entry")]
    Gone,
    /// Somebody else wrote meanwhile.
    #[error("somebody else wrote meanwhile")]
    Changed,
    /// The estimate is approved, so its lines stay.
    #[error("the estimate is approved")]
    Approved,
    /// The estimate is not approved yet.
    #[error("the estimate is not approved")]
    NotApproved,
    /// The plan is not issued yet.
    #[error("the plan is not issued")]
    NotIssued,
    /// An estimate without lines says nothing.
    #[error("the estimate has no lines")]
    Empty,
    /// Amounts were written to its lines.
    #[error("amounts stand in the lines")]
    HasEntries,
    /// A unit would get more than there is.
    #[error("only {0} are left")]
    TooMuch(i64),
    /// More would be taken back than the unit has at hand.
    #[error("the unit has only {0} at hand")]
    SpentAlready(i64),
    /// What is allotted to a unit comes from the line above.
    #[error("what is allotted comes from above")]
    FromAbove,
    /// Spending that goes beyond what was allocated needs a reason.
    #[error("it goes {0} beyond what was allocated")]
    Over(i64),
    /// It is struck out already.
    #[error("it is struck out already")]
    Struck,
    /// The plan has no room for more.
    #[error("too many lines")]
    TooMany,
    /// A sum would go beyond the largest amount.
    #[error("the sum is too large")]
    TooLarge,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sea_orm::DbErr> for MoneyError {
    fn from(error: sea_orm::DbErr) -> MoneyError {
        MoneyError::Db(error.into())
    }
}

impl From<MoneyError> for Error {
    fn from(error: MoneyError) -> Error {
        let unprocessable = |code| Error::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        let printed = |n| args![amount = Dong::of(n).print()];
        match error {
            MoneyError::Gone => Error::not_found(),
            MoneyError::Changed => Error::conflict("money-changed"),
            MoneyError::Approved => Error::conflict("money-approved"),
            MoneyError::NotApproved => Error::conflict("money-not-approved"),
            MoneyError::NotIssued => Error::conflict("money-not-issued"),
            MoneyError::Empty => unprocessable("money-empty"),
            MoneyError::HasEntries => Error::conflict("money-has-entries"),
            MoneyError::TooMuch(n) => unprocessable("money-too-much").args(printed(n)),
            MoneyError::SpentAlready(n) => unprocessable("money-spent-already").args(printed(n)),
            MoneyError::FromAbove => Error::conflict("money-from-above"),
            MoneyError::Over(n) => unprocessable("money-over").args(printed(n)),
            MoneyError::Struck => Error::conflict("money-struck"),
            MoneyError::TooMany => unprocessable("money-too-many"),
            MoneyError::TooLarge => unprocessable("money-too-large"),
            MoneyError::Db(error) => error.into(),
        }
    }
}
