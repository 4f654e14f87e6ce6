//! Events: one row per change, in the transaction of the change; nothing else writes history.
//!
//! The event is the audit log, the activity feed and the outbox. Rows are chained by `seal` soon after they are
//! committed, and `verify` finds any that were changed, removed or slipped in since.

mod seal;

pub(crate) use seal::lay_first_head;
pub use seal::{Fault, Head, Verdict, head, seal, verify};

use domain::ids::{EventId, PersonId, PostId};
use domain::time::Moment;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tables::event;
use uuid::Uuid;

use crate::{DbError, WriteTx};

/// Most bytes of an event's payload: it says what changed, it does not keep copies.
pub const PAYLOAD_BYTES_MAX: usize = 64 * 1024;

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct By {
    /// The person; none for the house itself (a job, the command line).
    pub person: Option<PersonId>,
    /// The post the person acted in; none for administrators and for one's own account.
    pub post: Option<PostId>,
}

impl By {
    /// The house itself: a job, the command line.
    pub const HOUSE: Self = Self { person: None, post: None };

    /// A person, in no post.
    pub fn person(person: PersonId) -> Self {
        Self { person: Some(person), post: None }
    }

    /// A person in a post.
    pub fn post(person: PersonId, post: PostId) -> Self {
        Self { person: Some(person), post: Some(post) }
    }
}

/// An event to be recorded.
#[derive(Debug, Clone)]
#[must_use = "an event is history only after record()"]
pub struct NewEvent {
    at: Moment,
    by: By,
    verb: &'static str,
    kind: &'static str,
    object: Uuid,
    before: Option<String>,
    after: Option<String>,
    payload: Value,
}

impl NewEvent {
    /// At `at`, `by` did `verb` ("approve") to the `kind` ("plan") with this id.
    pub fn new(at: Moment, by: By, verb: &'static str, kind: &'static str, object: impl Into<Uuid>) -> Self {
        let payload = Value::Object(serde_json::Map::new());
        Self { at, by, verb, kind, object: object.into(), before: None, after: None, payload }
    }

    /// The thing before the change.
    pub fn before(mut self, thing: &impl Serialize) -> Self {
        self.before = Some(digest(thing));
        self
    }

    /// The thing after the change.
    pub fn after(mut self, thing: &impl Serialize) -> Self {
        self.after = Some(digest(thing));
        self
    }

    /// What the activity feed tells: names and numbers as they were, as a JSON object.
    pub fn with(mut self, payload: Value) -> Self {
        self.payload = payload;
        self
    }
}

/// The SHA-256 of a thing's JSON in hexadecimal digits.
///
/// # Panics
/// If the thing has no JSON (a map with keys that are not text): a defect of its type, found by its first test.
pub fn digest(thing: &impl Serialize) -> String {
    hex(&Sha256::digest(serde_json::to_vec(thing).expect("what is recorded has JSON")))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        write!(out, "{byte:02x}").expect("a String takes all");
        out
    })
}

/// Writes an event in the transaction of its change.
pub async fn record(tx: &WriteTx, event: NewEvent) -> Result<EventId, DbError> {
    let payload = event.payload.to_string();
    if payload.len() > PAYLOAD_BYTES_MAX {
        return Err(DbError::TooLarge {
            what: "the payload of an event",
            bytes: payload.len(),
            max: PAYLOAD_BYTES_MAX,
        });
    }
    let id = tx.new_id(event.at);
    let row = event::ActiveModel {
        id: Set(id),
        at: Set(event.at),
        person_id: Set(event.by.person),
        post_id: Set(event.by.post),
        verb: Set(event.verb.to_owned()),
        kind: Set(event.kind.to_owned()),
        object_id: Set(event.object),
        before_digest: Set(event.before),
        after_digest: Set(event.after),
        payload: Set(payload),
        place: Set(None),
        seal: Set(None),
    };
    event::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}
