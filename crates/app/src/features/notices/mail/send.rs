//! The job that hands the outbox to the server: one mail after the other, never more in a minute than the settings say.

use super::mailer::{Line, Outcome};
use super::{compose, is_secret, trouble};
use crate::app::App;
use db::DbError;
use domain::ids::MailId;
use domain::time::Moment;
use jobs::{Job, JobError, Run};
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tables::mail::{self, State};

/// Tries of one mail before it is given up: with the growing waits about a day and a half.
const ATTEMPTS_MAX: i32 = 12;
/// Wait before the second try; it doubles with each further one.
const RETRY: Duration = Duration::from_secs(60);
/// Longest wait between two tries.
const RETRY_MAX: Duration = Duration::from_secs(6 * 3600);
/// A mail that is being handed over for longer was left behind by a process that ended.
const LEFT_AFTER: Duration = Duration::from_secs(15 * 60);
/// Most characters kept of what a server said.
const ERROR_LETTERS_MAX: usize = 500;
/// Mails of one look at what was left behind.
const LEFT_ROWS_MAX: u64 = 100;
/// How often a mail may be left behind.
const LEFT_MAX: i32 = 3;
/// What such a mail says of itself.
const LEFT: &str = "the program ended while it was sent";

/// Sends what waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendMail {}

/// Whether a mail waits for its turn or was left behind, and the server is not given a pause.
pub async fn is_due(app: &App) -> Result<bool, DbError> {
    if !app.config.mail.is_on() {
        return Ok(false);
    }
    let (now, conn) = (app.now(), app.db.read());
    let waits = mail::due(now).limit(1).one(conn).await?.is_some() && !trouble::is_held(conn, now).await?;
    Ok(waits || left_behind(now).limit(1).one(conn).await?.is_some())
}

fn left_behind(now: Moment) -> sea_orm::Select<mail::Entity> {
    mail::Entity::find()
        .filter(mail::Column::State.eq(State::Sending))
        .filter(mail::Column::TriedAt.lt(now.minus(LEFT_AFTER)))
}

impl Job for SendMail {
    type Context = App;
    const KIND: &'static str = "notices.send_mail";

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        if !app.config.mail.is_on() {
            return Ok(());
        }
        take_up_left(app).await?;
        let (now, conn) = (app.now(), app.db.read());
        if trouble::is_held(conn, now).await? || mail::due(now).limit(1).one(conn).await?.is_none() {
            return Ok(());
        }
        let tried = mail::Column::TriedAt.gt(now.minus(Duration::from_secs(60)));
        let left = u64::from(app.config.mail.per_minute_max)
            .saturating_sub(mail::Entity::find().filter(tried).count(conn).await?);
        // The line is opened before a mail is taken in hand: while there is none, no mail is touched.
        match Line::open(&app.config.mail, &super::host(&app.config)).await {
            Ok(line) => Ok(send(app, line, left).await?),
            Err(why) => {
                let tx = app.db.write().await?;
                trouble::note(&tx, app.now(), cut(&why)).await?;
                Ok(tx.commit().await?)
            }
        }
    }
}

/// Sends until nothing waits, the minute is full or the line is of no use any more.
async fn send(app: &App, mut line: Line, left: u64) -> Result<(), DbError> {
    for _ in 0..left {
        let Some(row) = claim(app).await? else { break };
        let outcome = match compose::eml(&row, &app.config.mail.sender, app.now()) {
            Ok(letter) => line.send(&letter).await,
            Err(error @ compose::Unmade::Sender) => Outcome::Line(error.to_string()),
            Err(error) => Outcome::Never(error.to_string()),
        };
        let is_over = matches!(outcome, Outcome::Line(_) | Outcome::BrokeOff(_));
        note(app, row, outcome).await?;
        if is_over {
            return Ok(());
        }
    }
    line.close().await;
    Ok(())
}

/// What a process left when it ended goes on waiting: the server may have taken it, the Message-ID tells. One that is left
/// behind time after time may be what ends the process, and is given up.
async fn take_up_left(app: &App) -> Result<(), DbError> {
    let now = app.now();
    let tx = app.db.write().await?;
    for row in left_behind(now).limit(LEFT_ROWS_MAX).lock_exclusive().all(&tx).await? {
        let is_over = row.attempts >= LEFT_MAX && row.last_error.as_deref() == Some(LEFT);
        let mut mail = Mail::of(row);
        if is_over {
            tracing::error!(mail = %mail.id, "the program ended time after time while this mail was sent; it is given up");
            mail.give_up(LEFT);
        } else {
            mail.wait(now, LEFT);
        }
        mail.row.update(&tx).await?;
    }
    tx.commit().await
}

/// Marks the mail whose turn it is as being sent.
async fn claim(app: &App) -> Result<Option<mail::Model>, DbError> {
    let now = app.now();
    let tx = app.db.write().await?;
    let due = mail::due(now).limit(1).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let Some(row) = due.one(&tx).await? else { return Ok(None) };
    let attempts = row.attempts + 1;
    let mut row = row.into_active_model();
    row.state = Set(State::Sending);
    row.attempts = Set(attempts);
    row.tried_at = Set(Some(now));
    let row = row.update(&tx).await?;
    tx.commit().await?;
    Ok(Some(row))
}

/// A mail whose try is over.
struct Mail {
    id: MailId,
    attempts: i32,
    is_secret: bool,
    row: mail::ActiveModel,
}

impl Mail {
    fn of(row: mail::Model) -> Mail {
        let is_secret = is_secret(&row.sort);
        Mail { id: row.id, attempts: row.attempts, is_secret, row: row.into_active_model() }
    }

    fn wait(&mut self, now: Moment, why: &str) {
        self.row.state = Set(State::Waiting);
        self.row.next_at = Set(now.plus(wait_after(self.attempts)));
        self.row.last_error = Set(Some(cut(why)));
    }

    fn give_up(&mut self, why: &str) {
        self.row.state = Set(State::Failed);
        self.row.last_error = Set(Some(cut(why)));
        self.empty();
    }

    /// A link that nobody may read later is not kept.
    fn empty(&mut self) {
        if self.is_secret {
            self.row.body = Set(String::new());
        }
    }
}

/// Notes how it went, unless somebody decided otherwise meanwhile.
async fn note(app: &App, before: mail::Model, outcome: Outcome) -> Result<(), DbError> {
    let now = app.now();
    let tx = app.db.write().await?;
    let found = mail::by_id(before.id).lock_exclusive().one(&tx).await?;
    let found = found.filter(|row| row.state == State::Sending);
    match &outcome {
        Outcome::Sent => trouble::clear(&tx).await?,
        Outcome::Line(why) | Outcome::BrokeOff(why) => trouble::note(&tx, now, cut(why)).await?,
        Outcome::Later(_) | Outcome::Never(_) => {}
    }
    let Some(mut mail) = found.map(Mail::of) else { return tx.commit().await };
    match outcome {
        Outcome::Sent => {
            mail.row.state = Set(State::Sent);
            mail.row.sent_at = Set(Some(now));
            mail.row.last_error = Set(None);
            mail.empty();
        }
        Outcome::Line(why) => {
            mail.row.state = Set(State::Waiting);
            mail.row.attempts = Set(mail.attempts - 1);
            mail.row.last_error = Set(Some(cut(&why)));
        }
        Outcome::Later(why) | Outcome::BrokeOff(why) if mail.attempts < ATTEMPTS_MAX => {
            tracing::warn!(mail = %mail.id, mail.attempts, why, "a mail could not be sent and is tried again");
            mail.wait(now, &why);
        }
        Outcome::Later(why) | Outcome::BrokeOff(why) | Outcome::Never(why) => {
            tracing::error!(mail = %mail.id, mail.attempts, why, "a mail was given up");
            mail.give_up(&why);
        }
    }
    mail.row.update(&tx).await?;
    tx.commit().await
}

fn cut(why: &str) -> String {
    super::one_line(why).chars().take(ERROR_LETTERS_MAX).collect()
}

/// 1, 2, 4 … minutes, at most six hours.
fn wait_after(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(16);
    RETRY.saturating_mul(1 << doublings).min(RETRY_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waits_grow_to_six_hours() {
        let minutes: Vec<u64> = [1, 2, 3, 9, 12, 99].map(|n| wait_after(n).as_secs() / 60).to_vec();
        assert_eq!(minutes, [1, 2, 4, 256, 360, 360]);
    }
}
