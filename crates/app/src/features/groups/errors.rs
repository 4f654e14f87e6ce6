//! What groups refuse, as a sentence a person can act on.

use crate::features::documents::DocumentError;
use db::DbError;
use web::{Error, FormErrors, StatusCode, args};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum GroupError {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The document said no.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Not there (any more).
    #[error("there is no such group")]
    Gone,
    /// The unit keeps another of this name already.
    #[error("there is one of this name already")]
    NameTaken,
    /// One of a similar name is there; it is made all the same once somebody says so.
    #[error("{0} has a similar name")]
    Similar(String),
    /// The cluster or committee is over.
    #[error("it is over")]
    Over,
    /// The unit is none on that day.
    #[error("{0} is no unit on that day")]
    NotThen(String),
    /// A place of the unit, or of the leader, begins later than the day that was given.
    #[error("a later place of {0} stands already")]
    LaterPlace(String),
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    EndsBefore,
    /// The first day lies behind the last.
    #[error("the first day lies behind the last")]
    BeginsAfter,
    /// The cluster ends before the day that was given.
    #[error("the cluster ends before that day")]
    ClusterEnds,
    /// Somebody is a member already.
    #[error("{0} is a member already")]
    MemberThere(String),
    /// A committee has one head, who is there already.
    #[error("{0} is the head already")]
    ChairThere(String),
    /// The list of the decision would have no head.
    #[error("the committee has no head")]
    NoChair,
    /// The last decision prints the very same list.
    #[error("nothing changed since the last decision")]
    NothingChanged,
    /// The last decision is still on its way.
    #[error("the last decision is not issued yet")]
    DecisionOpen,
}

impl From<sea_orm::DbErr> for GroupError {
    fn from(error: sea_orm::DbErr) -> Self {
        GroupError::Db(error.into())
    }
}

impl GroupError {
    /// The refusal at the field that has to change; what is no refusal goes on as an error.
    pub fn on_form(self) -> Result<FormErrors, Error> {
        let of = |field: &'static str, key: &'static str, name: String| {
            Ok(FormErrors::of_with(field, key, args![name = name]))
        };
        match self {
            GroupError::NameTaken => Ok(FormErrors::of("name", "groups-name-taken")),
            GroupError::Similar(name) => of("name", "groups-name-similar", name),
            GroupError::NotThen(name) => of("from", "groups-unit-not-then", name),
            GroupError::LaterPlace(name) => of("from", "groups-later-place", name),
            GroupError::EndsBefore => Ok(FormErrors::of("on", "groups-ends-before")),
            GroupError::BeginsAfter => Ok(FormErrors::of("from", "groups-begins-after")),
            GroupError::ClusterEnds => Ok(FormErrors::of("on", "groups-cluster-ends")),
            GroupError::MemberThere(name) => of("name", "groups-member-there", name),
            GroupError::ChairThere(name) => of("role", "groups-chair-there", name),
            other => Err(other.into()),
        }
    }
}

impl From<GroupError> for Error {
    fn from(error: GroupError) -> Error {
        let conflict = |key| Error::new(StatusCode::CONFLICT, key);
        match error {
            GroupError::Db(error) => error.into(),
            GroupError::Document(error) => error.into(),
            GroupError::Gone => Error::not_found(),
            GroupError::Over => conflict("groups-over"),
            GroupError::NoChair => conflict("groups-no-chair"),
            GroupError::NothingChanged => conflict("groups-nothing-changed"),
            GroupError::DecisionOpen => conflict("groups-decision-open"),
            other => match other.on_form() {
                Ok(errors) => errors.into(),
                Err(error) => error,
            },
        }
    }
}
