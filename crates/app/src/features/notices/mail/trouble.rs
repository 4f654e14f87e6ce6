//! Trouble of the mail server as a whole: while it lasts the queue is held, with growing pauses between two tries, and the
//! page of the outbox says why. No mail is blamed for it.

use crate::features::notices::facts;
use db::{DbError, WriteTx};
use domain::time::Moment;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Its row among the facts that the house keeps about itself.
const NAME: &str = "mail.trouble";
/// Pause after the first trouble; it doubles with each further one.
const PAUSE: Duration = Duration::from_secs(60);
/// Longest pause: when the server is back, mails go out within this time.
const PAUSE_MAX: Duration = Duration::from_secs(1_800);

/// What is wrong with the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// What it said, or what the line died of.
    pub why: String,
    /// Since when.
    pub since: Moment,
    /// How often in a row.
    pub tries: u32,
    /// Nothing is tried before.
    pub next_at: Moment,
}

/// What is wrong now, if anything.
pub async fn now(conn: &impl ConnectionTrait) -> Result<Option<Trouble>, DbError> {
    facts::read(conn, NAME).await
}

/// Whether the queue is held at this moment.
pub async fn is_held(conn: &impl ConnectionTrait, at: Moment) -> Result<bool, DbError> {
    Ok(now(conn).await?.is_some_and(|trouble| at < trouble.next_at))
}

/// It went wrong once more.
pub async fn note(tx: &WriteTx, at: Moment, why: String) -> Result<(), DbError> {
    let before: Option<Trouble> = facts::lock(tx, NAME).await?;
    let tries = before.as_ref().map_or(0, |before| before.tries).saturating_add(1);
    let since = before.map_or(at, |before| before.since);
    tracing::error!(why, tries, "mails cannot be handed to the server; the queue waits");
    facts::write(tx, at, NAME, &Trouble { why, since, tries, next_at: at.plus(pause_after(tries)) }).await
}

/// The server took a mail: all is well.
pub async fn clear(tx: &WriteTx) -> Result<(), DbError> {
    facts::remove(tx, NAME).await
}

/// Somebody wants it tried at once.
pub async fn hurry(tx: &WriteTx, at: Moment) -> Result<(), DbError> {
    match facts::lock::<Trouble>(tx, NAME).await? {
        Some(trouble) => facts::write(tx, at, NAME, &Trouble { next_at: at, ..trouble }).await,
        None => Ok(()),
    }
}

/// 1, 2, 4 … minutes, at most half an hour.
fn pause_after(tries: u32) -> Duration {
    PAUSE.saturating_mul(1 << tries.saturating_sub(1).min(16)).min(PAUSE_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pauses_grow_to_half_an_hour() {
        let minutes: Vec<u64> = [1, 2, 3, 5, 6, 99].map(|n| pause_after(n).as_secs() / 60).to_vec();
        assert_eq!(minutes, [1, 2, 4, 16, 30, 30]);
    }
}
