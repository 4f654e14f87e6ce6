//! The weekly digest: on Monday at half past seven in Vietnam each person gets one mail with what is late, due and new, if
//! there is any of it. One row for each person and week keeps it from being written twice.

use super::mail::{self, NewMail};
use super::pages::StopPage;
use crate::app::App;
use crate::features::units::actions::with_left;
use crate::features::work::actions::{short, titles};
use crate::rights::Own;
use axum::extract::State as Axum;
use chrono::{Datelike as _, Days, NaiveTime, Weekday};
use db::{DbError, WriteTx};
use domain::ids::{PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::{Day, Moment};
use domain::work::State;
use jobs::{Job, JobError, Run};
use sea_orm::sea_query::{NullOrdering, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, Order, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tables::{assignment, digest, digest_off, person, post};
use uuid::Uuid;
use web::{Error, Locale, Path, See, Show, StatusCode, Token, args};

/// People of one transaction.
const PORTION: u64 = 100;
/// Lines of each part; the page has the rest.
const LINES_MAX: u64 = 10;
/// Days that "due soon" and "new" look at.
const DAYS: u64 = 7;
/// A server that slept on Monday still writes it until the end of Wednesday.
const LAST_DAY: u32 = 2;

/// Writes the digests of this week, when it is time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WriteDigests {}

impl Job for WriteDigests {
    type Context = App;
    const KIND: &'static str = "notices.write_digests";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        // Without a server nobody would carry them out, and by the time there is one they are stale.
        let Some(week) = week(run.now).filter(|_| app.config.mail.is_on()) else { return Ok(()) };
        let mut after: Option<PersonId> = None;
        loop {
            let people = next(app, week, after).await?;
            let Some(last) = people.last() else { return Ok(()) };
            after = Some(last.id);
            let tx = app.db.write().await?;
            for one in &people {
                write(app, &tx, run.now, (week, one)).await?;
            }
            tx.commit().await?;
        }
    }
}

/// The Monday whose digests are to be written now.
fn week(now: Moment) -> Option<Day> {
    let (day, from) = (now.local_day(), NaiveTime::from_hms_opt(7, 30, 0)?);
    let since = day.weekday().num_days_from_monday();
    let is_time = since <= LAST_DAY && (day.weekday() != Weekday::Mon || now.local_time() >= from);
    is_time.then(|| day.checked_sub_days(Days::new(since.into()))).flatten()
}

/// People with an open account who want it and have no row of this week.
async fn next(app: &App, week: Day, after: Option<PersonId>) -> Result<Vec<person::Model>, DbError> {
    let written = digest::Entity::find()
        .select_only()
        .column(digest::Column::PersonId)
        .filter(digest::Column::Week.eq(week));
    let off = digest_off::Entity::find().select_only().column(digest_off::Column::PersonId);
    let mut people = person::Entity::find()
        .filter(person::Column::ClosedAt.is_null())
        .filter(person::Column::Id.not_in_subquery(sea_orm::QueryTrait::into_query(written)))
        .filter(person::Column::Id.not_in_subquery(sea_orm::QueryTrait::into_query(off)))
        .order_by_asc(person::Column::Id)
        .limit(PORTION);
    if let Some(after) = after {
        people = people.filter(person::Column::Id.gt(after));
    }
    Ok(people.all(app.db.read()).await?)
}

/// One part of a digest.
#[derive(Debug)]
struct Part {
    key: &'static str,
    n: u64,
    rows: Vec<assignment::Model>,
}

async fn write(
    app: &App,
    tx: &WriteTx,
    now: Moment,
    (week, who): (Day, &person::Model),
) -> Result<(), DbError> {
    let parts = parts(tx, now, who.id).await?;
    let n: u64 = parts.iter().map(|part| part.n).sum();
    let token = (n > 0).then(|| {
        let mut bytes = [0; 32];
        app.chance.fill(&mut bytes);
        Token::new(bytes)
    });
    let row = digest::ActiveModel {
        person_id: Set(who.id),
        week: Set(week),
        n_lines: Set(i32::try_from(n).unwrap_or(i32::MAX)),
        stop_hash: Set(token.as_ref().map(|token| token.hash().hex())),
        created_at: Set(now),
    };
    let once = OnConflict::columns([digest::Column::PersonId, digest::Column::Week]).do_nothing().to_owned();
    let is_new = digest::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await? > 0;
    let Some(token) = token.filter(|_| is_new) else { return Ok(()) };
    let new = letter(app, tx, (week, who), &parts, &token).await?;
    mail::post(tx, now, &app.config, &[new]).await?;
    Ok(())
}

async fn letter(
    app: &App,
    tx: &WriteTx,
    (week, who): (Day, &person::Model),
    parts: &[Part],
    token: &Token,
) -> Result<NewMail, DbError> {
    let locale = who.locale.as_deref().and_then(Locale::parse).unwrap_or_default();
    let say = |key: &str, args: web::Args| mail::say(locale, &format!("notices-{key}"), &args);
    let week_on = web::day_in_words(week, locale);
    let mut blocks =
        vec![say("mail-dear", args![name = &who.name]), say("digest-intro", args![week_on = week_on])];
    for part in parts.iter().filter(|part| part.n > 0) {
        let titles = titles(tx, &part.rows).await?;
        let mut lines = vec![say(part.key, args![n = part.n])];
        lines.extend(part.rows.iter().map(|row| line(row, &titles, locale)));
        let shown = part.rows.len() as u64;
        if part.n > shown {
            lines.push(say("digest-more", args![n = part.n - shown]));
        }
        blocks.push(lines.join("\n"));
    }
    let stop = mail::page(&app.config, &format!("/digest/stop/{}", token.text()));
    blocks.push(say("digest-see", args![address = mail::page(&app.config, "/work")]));
    blocks.push(say("digest-foot", args![address = &stop]));
    let n = |at: usize| parts.get(at).map_or(0, |part| part.n);
    Ok(NewMail {
        sort: "digest",
        to: (who.email.clone(), who.name.clone()),
        person: Some(who.id),
        unit: None,
        locale,
        subject: say("digest-subject", args![late = n(0), due = n(1), new = n(2)]),
        body: blocks.join("\n\n"),
        unsubscribe: Some(stop),
        once: format!("digest:{}:{week}", who.id),
    })
}

fn line(row: &assignment::Model, titles: &HashMap<Uuid, String>, locale: Locale) -> String {
    let title = mail::one_line(&short(titles.get(&row.source_id).map(String::as_str).unwrap_or_default()));
    match row.due_on {
        Some(due) => {
            let words = args![title = title, due_on = web::day_in_words(due, locale)];
            mail::say(locale, "notices-digest-line", &words)
        }
        None => mail::say(locale, "notices-digest-line-open", &args![title = title]),
    }
}

/// What is late, due within a week, and new without being either.
async fn parts(tx: &WriteTx, now: Moment, who: PersonId) -> Result<Vec<Part>, DbError> {
    let today = now.local_day();
    let soon = today.checked_add_days(Days::new(DAYS)).unwrap_or(today);
    let since = now.minus(std::time::Duration::from_secs(DAYS * 86_400));
    let due = || assignment::Column::DueOn;
    let later = Condition::any().add(due().is_null()).add(due().gt(soon));
    let which = [
        ("digest-late", Condition::all().add(due().lt(today))),
        ("digest-due", Condition::all().add(due().gte(today)).add(due().lte(soon))),
        ("digest-new", Condition::all().add(later).add(assignment::Column::CreatedAt.gt(since))),
    ];
    let own = own_work(tx, now, who).await?;
    let mut parts = Vec::with_capacity(which.len());
    for (key, condition) in which {
        let found: Select<assignment::Entity> =
            assignment::Entity::find().filter(own.clone()).filter(condition);
        let n = found.clone().count(tx).await?;
        let rows = found
            .order_by_with_nulls(assignment::Column::DueOn, Order::Asc, NullOrdering::Last)
            .order_by_asc(assignment::Column::Id)
            .limit(LINES_MAX)
            .all(tx)
            .await?;
        parts.push(Part { key, n, rows });
    }
    Ok(parts)
}

/// Open work that a person must look after: what has the person's name on it; of the units where the person is focal
/// officer, what nobody is named for; of those the person leads, all of it.
async fn own_work(tx: &WriteTx, now: Moment, who: PersonId) -> Result<Condition, DbError> {
    let posts = post::held_by(who).all(tx).await?;
    let units = |kind: PostKind| -> Vec<UnitId> {
        posts.iter().filter(|post| post.kind == kind).map(|post| post.unit_id).collect()
    };
    let of_nobody = Condition::all()
        .add(assignment::Column::UnitId.is_in(units(PostKind::Focal)))
        .add(assignment::Column::PersonId.is_null());
    let held: Vec<UnitId> = posts.iter().map(|post| post.unit_id).collect();
    let held = with_left(tx, &held, now.local_day()).await?;
    let named = Condition::all()
        .add(assignment::Column::PersonId.eq(who))
        .add(assignment::Column::UnitId.is_in(held));
    let mine = Condition::any()
        .add(named)
        .add(of_nobody)
        .add(assignment::Column::UnitId.is_in(units(PostKind::Leader)));
    let open = assignment::Column::State.is_in([State::Waiting, State::Doing, State::Returned]);
    Ok(Condition::all().add(open).add(mine))
}

/// A person wants the digest, or does not.
pub async fn want(tx: &WriteTx, own: Own, wants: bool) -> Result<(), DbError> {
    if wants {
        digest_off::Entity::delete_by_id(own.person).exec(tx).await?;
        return Ok(());
    }
    let row = digest_off::ActiveModel { person_id: Set(own.person), since: Set(own.now) };
    let once = OnConflict::column(digest_off::Column::PersonId).do_nothing().to_owned();
    digest_off::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether a person wants it.
pub async fn is_wanted(app: &App, who: PersonId) -> Result<bool, DbError> {
    Ok(digest_off::Entity::find_by_id(who).one(app.db.read()).await?.is_none())
}

/// Whose secret it is.
async fn of_secret(app: &App, token: &str) -> Result<PersonId, Error> {
    let over = || Error::new(StatusCode::GONE, "notices-digest-stop-over");
    let token = Token::parse(token).ok_or_else(over)?;
    let row = digest::by_stop(&token.hash().hex()).one(app.db.read()).await?;
    Ok(row.ok_or_else(over)?.person_id)
}

/// GET /digest/stop/{token}: asks, because programs that look at mails open links too.
pub async fn stop_page(Axum(app): Axum<App>, Path(token): Path<String>) -> Result<Show<StopPage>, Error> {
    of_secret(&app, &token).await?;
    Ok(Show(StopPage { is_stopped: false }))
}

/// POST /digest/stop/{token}: also by the button of a mail program (RFC 8058), which has no session.
pub async fn stop(Axum(app): Axum<App>, Path(token): Path<String>) -> Result<See, Error> {
    let person = of_secret(&app, &token).await?;
    let tx = app.db.write().await?;
    want(&tx, Own { person, now: app.now() }, false).await?;
    tx.commit().await?;
    Ok(See::other(format!("/digest/stop/{token}")).say("notices-digest-stopped", args![]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_from_monday_half_past_seven_to_wednesday() {
        let monday: Day = "2024-08-05".parse().unwrap();
        for (at, expected) in [
            ("2024-08-05T07:29:59+07:00", None),
            ("2024-08-05T07:30:00+07:00", Some(monday)),
            ("2024-08-06T00:10:00+07:00", Some(monday)),
            ("2024-08-07T23:59:00+07:00", Some(monday)),
            ("2024-08-08T00:00:00+07:00", None),
            ("2024-08-11T12:00:00+07:00", None),
        ] {
            assert_eq!(week(at.parse().unwrap()), expected, "{at}");
        }
    }
}
