//! The sealer: chains SHA-256 hashes over committed events, and checks the chain.
//!
//! Order: an event gets its place when it is sealed, after its commit, and never changes it. A transaction that
//! commits late is sealed late; since the sealer asks for all events without a place (and not for those after the last
//! one), none can be passed over. Sealers take turns by locking the row that holds the head of the chain. Keep a
//! printed head outside the house: whoever can write every table could forge a whole new chain, but not one that ends
//! in a head that is on paper.

use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tables::{event, setting};
use uuid::Uuid;

use super::hex;
use crate::{Db, DbError};

/// Events sealed in one transaction, so that writers never wait long.
pub const SEAL_EVENTS_MAX: u64 = 500;
/// Events checked at a time.
const VERIFY_EVENTS: u64 = 1000;
/// The setting that holds the head of the chain.
const HEAD: &str = "events.head";

/// The end of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    /// Place of the last sealed event; 0 when none is.
    pub place: i64,
    /// Its seal; empty when none is.
    pub seal: String,
}

/// What a check of the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every sealed event is as it was sealed.
    Whole {
        /// The end of the chain.
        head: Head,
    },
    /// The chain breaks.
    Broken {
        /// The first place where it does.
        place: i64,
        /// How.
        fault: Fault,
    },
}

/// How a chain breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The event at this place is gone.
    Missing,
    /// The event at this place is not what was sealed.
    Changed,
    /// The chain ends in another seal than the head says.
    OtherHead,
}

/// Seals what is committed and not sealed yet, and says how many events that was.
pub async fn seal(db: &Db, now: Moment) -> Result<u64, DbError> {
    let mut n_sealed = 0;
    loop {
        let n = seal_some(db, now).await?;
        n_sealed += n;
        if n < SEAL_EVENTS_MAX {
            return Ok(n_sealed);
        }
    }
}

async fn seal_some(db: &Db, now: Moment) -> Result<u64, DbError> {
    if event::unsealed().one(db.read()).await?.is_none() {
        // An idle house takes no lock.
        return Ok(0);
    }
    let tx = db.write().await?;
    let row = setting::by_name(HEAD).lock_exclusive().one(&tx).await?.ok_or_else(no_head)?;
    let mut head = parse(&row)?;
    let events = event::unsealed().limit(SEAL_EVENTS_MAX).all(&tx).await?;
    let n = events.len() as u64;
    for event in events {
        head.place += 1;
        head.seal = next_seal(&head, &event);
        let sealed = event::ActiveModel {
            place: Set(Some(head.place)),
            seal: Set(Some(head.seal.clone())),
            ..Default::default()
        };
        // Without the row given back, which nobody reads.
        event::Entity::update_many().set(sealed).filter(event::Column::Id.eq(event.id)).exec(&tx).await?;
    }
    let mut row: setting::ActiveModel = row.into();
    row.value = Set(printed(&head));
    row.updated_at = Set(now);
    row.update(&tx).await?;
    tx.commit().await?;
    Ok(n)
}

/// The end of the chain as it stands.
pub async fn head(db: &Db) -> Result<Head, DbError> {
    parse(&setting::by_name(HEAD).one(db.read()).await?.ok_or_else(no_head)?)
}

/// Goes through the whole chain. Run `seal` first to have the newest events in it.
pub async fn verify(db: &Db) -> Result<Verdict, DbError> {
    // The head is read first: what is sealed meanwhile lies beyond it.
    let goal = head(db).await?;
    let mut head = Head::default();
    while head.place < goal.place {
        let events = event::sealed_after(head.place).limit(VERIFY_EVENTS).all(db.read()).await?;
        let last = events.last().and_then(|event| event.place);
        for event in events {
            if event.place != Some(head.place + 1) {
                return Ok(Verdict::Broken { place: head.place + 1, fault: Fault::Missing });
            }
            head.place += 1;
            head.seal = next_seal(&head, &event);
            if event.seal.as_ref() != Some(&head.seal) {
                return Ok(Verdict::Broken { place: head.place, fault: Fault::Changed });
            }
            if head.place == goal.place {
                break;
            }
        }
        if last.is_none() {
            return Ok(Verdict::Broken { place: head.place + 1, fault: Fault::Missing });
        }
    }
    if head == goal {
        Ok(Verdict::Whole { head })
    } else {
        Ok(Verdict::Broken { place: head.place, fault: Fault::OtherHead })
    }
}

/// The seal of `event` at `head.place`, on top of `head.seal`. Every part is preceded by its length, and a missing
/// one by a length no part can have, so that no two events read alike; the words of this function are the format and never change.
fn next_seal(head: &Head, event: &event::Model) -> String {
    let mut hash = Sha256::new();
    let mut part = |bytes: Option<&[u8]>| {
        hash.update(bytes.map_or(u64::MAX, |bytes| bytes.len() as u64).to_be_bytes());
        hash.update(bytes.unwrap_or_default());
    };
    part(Some(b"nhipcau event 1"));
    part(Some(head.seal.as_bytes()));
    part(Some(&head.place.to_be_bytes()));
    part(Some(event.id.uuid().as_bytes()));
    part(Some(&event.at.micros().to_be_bytes()));
    part(event.person_id.map(Uuid::from).as_ref().map(|id| &id.as_bytes()[..]));
    part(event.post_id.map(Uuid::from).as_ref().map(|id| &id.as_bytes()[..]));
    part(Some(event.verb.as_bytes()));
    part(Some(event.kind.as_bytes()));
    part(Some(event.object_id.as_bytes()));
    part(event.before_digest.as_deref().map(str::as_bytes));
    part(event.after_digest.as_deref().map(str::as_bytes));
    part(Some(event.payload.as_bytes()));
    hex(&hash.finalize())
}

/// For the migration that makes the tables: the head of an empty chain.
pub(crate) async fn lay_first_head<C: ConnectionTrait>(conn: &C) -> Result<(), DbErr> {
    let row = setting::ActiveModel {
        name: Set(HEAD.to_owned()),
        value: Set(printed(&Head::default())),
        updated_at: Set(Moment::from_micros(0)),
        updated_by: Set(None),
    };
    setting::Entity::insert(row).exec_without_returning(conn).await.map(drop)
}

fn printed(head: &Head) -> String {
    serde_json::json!({ "place": head.place, "seal": head.seal }).to_string()
}

fn parse(row: &setting::Model) -> Result<Head, DbError> {
    serde_json::from_str(&row.value)
        .map_err(|error| DbError::Unreadable(format!("the head of the events: {error}")))
}

fn no_head() -> DbError {
    DbError::Unreadable("the head of the events is gone".into())
}
