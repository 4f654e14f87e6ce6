//! What can be done to accounts. Each verb takes the transaction, the moment and the proof, and records one event.
//!
//! What decides is looked at under a lock: two requests at once must not both be the first, or both be the last.

mod invitations;
mod people;
mod posts;
mod resets;
mod sessions;

pub use invitations::{invite, is_open, join, revoke};
pub use people::{
    change_own_password, close, make_by_house, make_first, name_key, reopen, set_password, unlock,
};
pub use posts::{choose_post, end_post, give_post, sample_post};
pub use resets::{make_reset, revoke_reset, use_reset};
pub use sessions::{Opening, count_failure, end_session, end_sessions, let_in, open_session};

use db::DbError;
use web::{Error, FormErrors, StatusCode};

/// How long an account stays locked and after how many failures; from the settings.
#[derive(Debug, Clone, Copy)]
pub struct LockRule {
    /// Wrong passwords in a row.
    pub failures_max: u32,
    /// Minutes.
    pub minutes: u32,
}

/// What an account action refuses.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Somebody already signs in with this address.
    #[error("somebody already signs in with this address")]
    EmailTaken,
    /// There is an administrator already.
    #[error("there is an administrator already")]
    NotFirst,
    /// The invitation was used, revoked or has expired.
    #[error("this invitation no longer works")]
    InvitationOver,
    /// The link to a new password was used, taken back, replaced or has expired.
    #[error("this link no longer works")]
    ResetOver,
    /// The account is closed.
    #[error("this account is closed")]
    Closed,
    /// The last administrator cannot be closed.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// Too many wrong passwords, some of them at this very moment.
    #[error("this account is locked")]
    Locked,
    /// The password is no longer the one that was looked at.
    #[error("the password was changed meanwhile")]
    PasswordChanged,
    /// Not there any more.
    #[error("not found")]
    Gone,
}

impl From<sea_orm::DbErr> for AccountError {
    fn from(error: sea_orm::DbErr) -> Self {
        AccountError::Db(error.into())
    }
}

impl From<AccountError> for Error {
    fn from(error: AccountError) -> Error {
        match error {
            AccountError::Db(e) => e.into(),
            AccountError::EmailTaken => FormErrors::of("email", "accounts-email-taken").into(),
            AccountError::NotFirst => Error::new(StatusCode::CONFLICT, "accounts-not-first"),
            AccountError::InvitationOver => Error::new(StatusCode::GONE, "accounts-invitation-over"),
            AccountError::ResetOver => Error::new(StatusCode::GONE, "accounts-reset-over"),
            AccountError::Closed => Error::conflict("accounts-reset-closed"),
            AccountError::LastAdministrator => {
                Error::new(StatusCode::CONFLICT, "accounts-last-administrator")
            }
            AccountError::Locked => FormErrors::of("password", "accounts-locked").into(),
            AccountError::PasswordChanged => Error::conflict("accounts-password-changed-meanwhile"),
            AccountError::Gone => Error::not_found(),
        }
    }
}
