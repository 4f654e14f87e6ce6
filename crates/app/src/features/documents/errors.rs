//! What can go wrong with a document, each a sentence that says what to do.

use crate::features::cascades::CascadeError;
use crate::features::registers::RegisterError;
use crate::features::work::actions::WorkError;
use db::DbError;
use web::{Error, args};

/// Why something could not be done to a document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// There is none with this id any more.
    #[error("no such document")]
    Gone,
    /// It stands elsewhere by now: somebody was quicker, or the page is old.
    #[error("the document stands at {0:?}")]
    Elsewhere(tables::document::State),
    /// The text was changed after the page was opened.
    #[error("the text is at version {0} now")]
    Newer(i32),
    /// Somebody else wrote in it after the page was opened.
    #[error("somebody else wrote in the text")]
    Written,
    /// What is being written is no version yet.
    #[error("what is written is no version yet")]
    Unfinished,
    /// An issuer is no unit of the register, so nobody can be asked.
    #[error("no unit is known for the issuer {0}")]
    UnknownIssuer(String),
    /// There are comments that nobody has closed.
    #[error("{0} comments are open")]
    OpenComments(u64),
    /// The person chosen to sign holds no post that may sign for this issuer.
    #[error("this person may not sign for {0}")]
    NotASigner(String),
    /// Printed names without anybody behind them.
    #[error("{0} names stand for nobody")]
    Unaddressed(usize),
    /// It would go to nobody.
    #[error("nobody is to get it")]
    NoRecipients,
    /// The register refused the number.
    #[error(transparent)]
    Number(#[from] RegisterError),
    /// The figures could not be asked for; boxed, because figures ask here whom a printed name stands for.
    #[error(transparent)]
    Figures(Box<crate::features::indicators::IndicatorError>),
    /// The work could not be handed out.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The units below could not be asked, or their answers not followed.
    #[error(transparent)]
    Cascade(Box<CascadeError>),
    /// A change of its plan is under way.
    #[error("a change of the plan is under way")]
    ChangeOpen,
    /// It changed a plan, and work has followed.
    #[error("the change is in force")]
    InForce,
    /// The change that it makes to a plan could not be carried out.
    #[error(transparent)]
    Change(Box<crate::features::amendments::AmendmentError>),
    /// What is kept cannot be read, or written.
    #[error("the text of the document cannot be read: {0}")]
    Broken(#[from] serde_json::Error),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<crate::features::indicators::IndicatorError> for DocumentError {
    fn from(error: crate::features::indicators::IndicatorError) -> DocumentError {
        DocumentError::Figures(Box::new(error))
    }
}

impl From<sea_orm::DbErr> for DocumentError {
    fn from(error: sea_orm::DbErr) -> DocumentError {
        DocumentError::Db(error.into())
    }
}

impl From<CascadeError> for DocumentError {
    fn from(error: CascadeError) -> DocumentError {
        DocumentError::Cascade(Box::new(error))
    }
}

impl From<DocumentError> for Error {
    fn from(error: DocumentError) -> Error {
        match error {
            DocumentError::Gone => Error::not_found(),
            DocumentError::Elsewhere(_) => Error::conflict("documents-elsewhere"),
            DocumentError::Newer(version) => {
                Error::conflict("documents-newer").args(args![version = version])
            }
            DocumentError::Written => Error::conflict("documents-written"),
            DocumentError::Unfinished => Error::conflict("documents-unfinished"),
            DocumentError::UnknownIssuer(name) => {
                Error::conflict("documents-unknown-issuer").args(args![name = name])
            }
            DocumentError::OpenComments(n) => Error::conflict("documents-open-comments").args(args![n = n]),
            DocumentError::NotASigner(name) => {
                Error::conflict("documents-not-a-signer").args(args![name = name])
            }
            DocumentError::Unaddressed(n) => Error::conflict("documents-unaddressed").args(args![n = n]),
            DocumentError::NoRecipients => Error::conflict("documents-no-recipients"),
            DocumentError::Number(error) => error.into(),
            DocumentError::Figures(error) => (*error).into(),
            DocumentError::ChangeOpen => Error::conflict("documents-change-open"),
            DocumentError::InForce => Error::conflict("documents-in-force"),
            DocumentError::Work(error) => error.into(),
            DocumentError::Cascade(error) => (*error).into(),
            DocumentError::Change(error) => (*error).into(),
            DocumentError::Broken(error) => Error::unexpected(error),
            DocumentError::Db(error) => error.into(),
        }
    }
}
