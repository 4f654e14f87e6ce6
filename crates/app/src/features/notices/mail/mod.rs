//! Mail that goes out: written with the event, kept in the outbox, handed to the server by a job.
//!
//! SMTP cannot promise "exactly once": a server may take a mail and the line break before it says so. A mail is marked
//! before and after it is handed over and keeps its Message-ID, so that a mail that comes twice is told as the same one.

mod compose;
mod letters;
mod mailer;
mod send;
pub mod trouble;

pub use compose::{Letter, eml, html};
pub use letters::WriteMail;
pub use mailer::{Line, Outcome};
pub use send::{SendMail, is_due};

use crate::config::Config;
use db::{DbError, WriteTx};
use domain::ids::{MailId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use std::time::Duration;
use tables::mail::{self, State};
use web::{Args, Locale};

/// Longest subject, in characters: mail programs show no more.
const SUBJECT_LETTERS_MAX: usize = 180;
/// What tells of the day is not mailed any more when it is older.
pub const FRESH: Duration = Duration::from_secs(2 * 86_400);
/// Rows written at once: twenty values each, and SQLite takes 32,766 in a statement.
const ROWS_MAX: usize = 1_000;

/// Sorts whose text holds a secret link: it is shown to nobody and not kept once the mail is out.
const SECRET: [&str; 2] = ["reset", "invitation"];

/// Whether mails of this sort hold a secret link.
pub fn is_secret(sort: &str) -> bool {
    SECRET.contains(&sort)
}

/// A mail to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// notice, delivery, digest, reset, invitation, test.
    pub sort: &'static str,
    /// Address and name.
    pub to: (String, String),
    /// The person it is for.
    pub person: Option<PersonId>,
    /// The unit whose clerks see it; what is written to a person has none.
    pub unit: Option<UnitId>,
    /// Its language.
    pub locale: Locale,
    /// Subject.
    pub subject: String,
    /// Paragraphs.
    pub body: String,
    /// Address by which such mails are switched off.
    pub unsubscribe: Option<String>,
    /// What makes it one mail.
    pub once: String,
}

/// Puts mails into the outbox, each once. They wait for the server; without one they are kept there.
pub async fn post(tx: &WriteTx, now: Moment, config: &Config, all: &[NewMail]) -> Result<u64, DbError> {
    let state = if config.mail.is_on() { State::Waiting } else { State::Held };
    let host = host(config);
    let mut rows = Vec::with_capacity(all.len());
    for new in all {
        let id: MailId = tx.new_id(now);
        rows.push(mail::ActiveModel {
            id: Set(id),
            sort: Set(new.sort.to_owned()),
            to_address: Set(new.to.0.clone()),
            to_name: Set(one_line(&new.to.1)),
            person_id: Set(new.person),
            unit_id: Set(new.unit),
            locale: Set(new.locale.tag().to_owned()),
            subject: Set(one_line(&new.subject).chars().take(SUBJECT_LETTERS_MAX).collect()),
            body: Set(new.body.clone()),
            unsubscribe: Set(new.unsubscribe.clone()),
            message_id: Set(format!("<{id}@{host}>")),
            once: Set(new.once.clone()),
            state: Set(state),
            attempts: Set(0),
            last_error: Set(None),
            next_at: Set(now),
            created_at: Set(now),
            tried_at: Set(None),
            sent_at: Set(None),
            sent_by: Set(None),
        });
    }
    let mut n = 0;
    for some in rows.chunks(ROWS_MAX) {
        let once = OnConflict::column(mail::Column::Once).do_nothing().to_owned();
        n += mail::Entity::insert_many(some.to_vec()).on_conflict(once).exec_without_returning(tx).await?;
    }
    Ok(n)
}

/// The name of this house in Message-IDs and calendars: letters, digits, dots and hyphens of its public address.
pub fn host(config: &Config) -> String {
    let address = config.server.public_url.split("://").last().unwrap_or_default();
    let host = address.split(['/', ':']).next().unwrap_or_default();
    let host: String = host.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
    if host.is_empty() { "nhipcau.invalid".to_owned() } else { host }
}

/// A page of this house, to be opened from a mail.
pub fn page(config: &Config, path: &str) -> String {
    format!("{}{path}", config.server.public_url.trim_end_matches('/'))
}

/// Text without line ends and other signs that would begin another head of a mail.
pub fn one_line(text: &str) -> String {
    let calm: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    calm.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence for a mail.
pub fn say(locale: Locale, key: &str, args: &Args) -> String {
    letters::TEXTS.say(locale, key, args)
}
