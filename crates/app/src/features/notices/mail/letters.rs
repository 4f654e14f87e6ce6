//! The job that makes mails of notices: one mail a person for what came together, and none for what was opened meanwhile.

use super::{FRESH, NewMail, page, post};
use crate::app::App;
use crate::features::notices::words;
use db::DbError;
use domain::ids::{NoticeId, PersonId};
use domain::time::Moment;
use jobs::{Job, JobError, Run};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;
use tables::{notice, person};
use web::{Locale, Texts, args};

/// Notices of one transaction.
const PORTION: u64 = 500;
/// Sentences of one mail; the page has the rest.
const LINES_MAX: usize = 20;

/// The sentences of both languages, for what is written without a request.
pub static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::embedded().expect("the embedded sentences are read by a test"));

/// Writes the mails of the notices that wait for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WriteMail {}

impl WriteMail {
    /// Whether a notice waits.
    pub async fn is_due(app: &App) -> Result<bool, DbError> {
        Ok(notice::to_mail(app.now()).limit(1).one(app.db.read()).await?.is_some())
    }
}

impl Job for WriteMail {
    type Context = App;
    const KIND: &'static str = "notices.write_mail";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        loop {
            let tx = app.db.write().await?;
            let rows = notice::to_mail(run.now).limit(PORTION).lock_exclusive().all(&tx).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let mut by_person: BTreeMap<PersonId, Vec<&notice::Model>> = BTreeMap::new();
            for row in rows.iter().filter(|row| is_wanted(row, run.now)) {
                by_person.entry(row.person_id).or_default().push(row);
            }
            let people = person::Entity::find()
                .filter(person::Column::Id.is_in(by_person.keys().copied()))
                .filter(person::Column::ClosedAt.is_null())
                .all(&tx)
                .await?;
            let people: HashMap<PersonId, person::Model> = people.into_iter().map(|p| (p.id, p)).collect();
            let letter = |(id, notices): (&PersonId, &Vec<&notice::Model>)| {
                people.get(id).map(|person| letter(app, person, notices))
            };
            let mails: Vec<NewMail> = by_person.iter().filter_map(letter).collect();
            post(&tx, run.now, &app.config, &mails).await?;
            let ids: Vec<NoticeId> = rows.iter().map(|row| row.id).collect();
            notice::Entity::update_many()
                .col_expr(notice::Column::MailFrom, Expr::value(Option::<Moment>::None))
                .filter(notice::Column::Id.is_in(ids))
                .exec(&tx)
                .await?;
            tx.commit().await?;
        }
    }
}

/// What was opened on the page needs no mail; what rings no bell was never unread. What is older waited for a server or
/// for a house that was switched off: by now it stands on the page, and a flood of old mails helps nobody.
fn is_wanted(row: &notice::Model, now: Moment) -> bool {
    let is_unread = row.read_at.is_none_or(|read| read == row.created_at);
    is_unread && row.created_at >= now.minus(FRESH)
}

fn letter(app: &App, person: &person::Model, notices: &[&notice::Model]) -> NewMail {
    let locale = person.locale.as_deref().and_then(Locale::parse).unwrap_or_default();
    let say = |key: &str, args| TEXTS.say(locale, key, &args);
    let sentence = |row: &notice::Model| words::sentence(&TEXTS, locale, &row.kind, &row.args);
    let block = |row: &&notice::Model| {
        format!("{}\n{}", sentence(row), page(&app.config, &format!("/notices/{}/open", row.id)))
    };
    let mut blocks: Vec<String> = vec![say("notices-mail-dear", args![name = &person.name])];
    blocks.extend(notices.iter().take(LINES_MAX).map(block));
    if notices.len() > LINES_MAX {
        let more = args![n = notices.len() - LINES_MAX, address = page(&app.config, "/notices")];
        blocks.push(say("notices-mail-more", more));
    }
    blocks.push(say("notices-mail-foot", args![address = page(&app.config, "/notices/settings")]));
    let subject = match notices {
        [one] => sentence(one),
        all => say("notices-mail-several", args![n = all.len()]),
    };
    NewMail {
        sort: "notice",
        to: (person.email.clone(), person.name.clone()),
        person: Some(person.id),
        // It may say what several units tell this person: nobody else reads it.
        unit: None,
        locale,
        subject,
        body: blocks.join("\n\n"),
        unsubscribe: None,
        once: format!("notice:{}", notices.first().map(|row| row.id.to_string()).unwrap_or_default()),
    }
}
