//! Sessions of an activity: added on its page, changed, put off, called off and marked on their own.

use super::actions::{self, ActivityError};
use super::one::{Kept, again};
use super::part_forms::{ActivityMarksForm, ActivityReasonForm, ActivitySessionForm};
use super::part_pages::{ActivitySessionPage, MarkView};
use super::rights::{Activity, Session};
use super::sums::{self, From};
use super::{people, view};
use crate::app::App;
use crate::rights::{Deed, DoWork, May, ReadWork};
use axum::extract::State;
use db::DbError;
use domain::activities::{ActivityState, Presence};
use domain::rights::Act;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{activity_mark, activity_person, activity_session};
use utoipa::IntoParams;
use web::{Context, Error, FormErrors, Input, Query, Refusal, See, Show, args};

/// Participants to a page: two fields each, well below what a form may have.
const PEOPLE_SHOWN: u64 = 100;

/// POST /activities/{id}/sessions
pub async fn add(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    context: Context,
    input: Input<ActivitySessionForm>,
) -> Result<See, Error> {
    let (id, typed) = (may.row().id, input.typed());
    let kept = Kept { session: Some(input.value().clone()), ..Kept::default() };
    let new = match input.check() {
        Ok((_, new)) => new,
        Err(refusal) => return Err(again((&app, &context), &may, (refusal, kept)).await),
    };
    let there = activity_session::of(&[id]).all(app.db.read()).await.map_err(DbError::from)?;
    let is_there = |one: &activity_session::Model| {
        one.cancelled_at.is_none() && one.topic == new.topic && one.starts_at == new.starts_at
    };
    if there.iter().any(is_there) {
        let errors = FormErrors::of("topic", "activities-session-there");
        return Err(again((&app, &context), &may, (errors.refuse(typed), kept)).await);
    }
    let tx = app.db.write().await?;
    actions::add_session(&tx, (app.now(), may.by()), id, &new).await?;
    tx.commit().await?;
    Ok(See::other(format!("/activities/{id}")).say("activities-session-added", args![topic = new.topic]))
}

/// Which participants.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Words of the name or post.
    pub q: String,
    /// From 1.
    pub page: Option<u64>,
}

/// What was typed on the page, when something of it was refused.
#[derive(Default)]
struct Typing {
    fields: Option<ActivitySessionForm>,
    marks: Option<ActivityMarksForm>,
    why: String,
}

fn filled(row: &activity_session::Model) -> ActivitySessionForm {
    let day = |at: domain::time::Moment| at.local_day().format("%d/%m/%Y").to_string();
    let hour = |at: domain::time::Moment| at.local_time().format("%H:%M").to_string();
    let is_one_day = row.starts_at.local_day() == row.ends_at.local_day();
    ActivitySessionForm {
        topic: row.topic.clone(),
        on: day(row.starts_at),
        from: hour(row.starts_at),
        until_on: if is_one_day { String::new() } else { day(row.ends_at) },
        until: hour(row.ends_at),
        form: row.form.word().to_owned(),
        place: row.place.clone(),
        link: row.link.clone(),
        speaker: row.speaker.clone(),
        reason: String::new(),
        version: row.version,
    }
}

async fn page<D: Deed>(
    app: &App,
    may: &May<Session, D>,
    wanted: Wanted,
    typing: Typing,
) -> Result<ActivitySessionPage, Error> {
    let (db, activity) = (app.db.read(), &may.row().activity);
    let id = may.row().session.id;
    let row = activity_session::by_id(id).one(db).await.map_err(DbError::from)?;
    let row = row.ok_or_else(Error::not_found)?;
    let counted = sums::count(db, activity.id, app.now()).await?;
    let all = view::sessions(app, activity, &counted, true).await?;
    let session = all.into_iter().find(|one| one.id == id).ok_or_else(Error::not_found)?;
    let mut list = activity_person::of(activity.id);
    for word in domain::text::key(&wanted.q).split_whitespace().take(8) {
        list = list.filter(db::dialect::contains(activity_person::Column::Key, word));
    }
    let number = db::Page::new(wanted.page.unwrap_or(1), PEOPLE_SHOWN);
    let found = db::paging::page(list, number, db).await?;
    let marks = activity_mark::of(&[id])
        .filter(activity_mark::Column::PersonId.is_in(found.items.iter().map(|person| person.id)))
        .all(db)
        .await
        .map_err(DbError::from)?;
    let marks: HashMap<_, _> = marks.into_iter().map(|mark| (mark.person_id, mark)).collect();
    let sides: Vec<From> = found.items.iter().map(From::of).collect();
    let names = people::names_of(app, activity.id, &sides).await?;
    let one = |person: &activity_person::Model| {
        let typed = typing.marks.as_ref().and_then(|form| form.marks.get(&person.id.to_string()));
        let mark = marks.get(&person.id);
        let presence = mark.map(|mark| mark.presence.word().to_owned()).unwrap_or_default();
        let reason = mark.map(|mark| mark.reason.clone()).unwrap_or_default();
        MarkView {
            id: person.id,
            name: person.name.clone(),
            position: person.position.clone(),
            from: names.get(&From::of(person)).cloned().unwrap_or_default(),
            presence: typed.map_or(presence, |typed| typed.presence.clone()),
            reason: typed.map_or(reason, |typed| typed.reason.clone()),
        }
    };
    let may_write = may.also(app, Act::DoWork).await?;
    let is_open = may_write && activity.state.is_open() && !session.is_cancelled;
    let n_others = typing.marks.as_ref().map(|form| form.n_others.clone());
    let fields = typing.fields.unwrap_or_else(|| filled(&row));
    Ok(ActivitySessionPage {
        activity: view::activity(app, activity).await?,
        marks: found.items.iter().map(one).collect(),
        n_others: n_others.unwrap_or_else(|| row.n_others.to_string()),
        fields,
        why: typing.why,
        q: wanted.q,
        n_rows: found.total,
        page: found.page,
        n_pages: found.n_pages,
        may_change: is_open,
        may_mark: is_open && session.has_begun && activity.state != ActivityState::Draft,
        presences: Presence::ALL.to_vec(),
        session,
    })
}

/// GET /activities/sessions/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Session, ReadWork>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<ActivitySessionPage>, Error> {
    Ok(Show(page(&app, &may, wanted, Typing::default()).await?))
}

async fn refused(app: &App, may: &May<Session, DoWork>, refusal: Refusal, typing: Typing) -> Error {
    match page(app, may, Wanted::default(), typing).await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

/// What somebody else wrote of a session meanwhile, beside each field that differs.
fn since(typing: &Typing, now: &ActivitySessionForm) -> FormErrors {
    let Some(typed) = &typing.fields else { return FormErrors::of("topic", "activities-changed-since") };
    let mut errors = FormErrors::since([
        ("topic", &typed.topic, &now.topic),
        ("on", &typed.on, &now.on),
        ("from", &typed.from, &now.from),
        ("until", &typed.until, &now.until),
        ("until_on", &typed.until_on, &now.until_on),
        ("form", &typed.form, &now.form),
        ("place", &typed.place, &now.place),
        ("link", &typed.link, &now.link),
        ("speaker", &typed.speaker, &now.speaker),
    ]);
    if errors.is_empty() {
        errors.add("topic", "activities-changed-since");
    }
    errors
}

/// POST /activities/sessions/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Session, DoWork>,
    input: Input<ActivitySessionForm>,
) -> Result<See, Error> {
    let (typed, row) = (input.typed(), may.row());
    let typing = Typing { fields: Some(input.value().clone()), ..Typing::default() };
    let (version, new) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refused(&app, &may, refusal, typing).await),
    };
    // Units that have put the time down are told why it is another one.
    let is_told = row.activity.state == ActivityState::Announced;
    if is_told && actions::moves(&row.session, &new) && new.reason.is_empty() {
        let errors = FormErrors::of("reason", "activities-reason-missing");
        return Err(refused(&app, &may, errors.refuse(typed), typing).await);
    }
    let tx = app.db.write().await?;
    match actions::change_session(&tx, (app.now(), may.by()), (row.session.id, version), &new).await {
        Err(ActivityError::Changed) => {
            tx.rollback().await?;
            let now =
                activity_session::by_id(row.session.id).one(app.db.read()).await.map_err(DbError::from)?;
            let now = filled(&now.ok_or_else(Error::not_found)?);
            let errors = since(&typing, &now);
            let fields = typing.fields.map(|typed| ActivitySessionForm { version: now.version, ..typed });
            let typing = Typing { fields, ..Typing::default() };
            return Err(refused(&app, &may, errors.refuse(typed), typing).await);
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(See::other(format!("/activities/{}", row.activity.id)).say("activities-session-saved", args![]))
}

/// POST /activities/sessions/{id}/cancel
pub async fn cancel(
    State(app): State<App>,
    may: May<Session, DoWork>,
    input: Input<ActivityReasonForm>,
) -> Result<See, Error> {
    let (typed, row) = (input.typed(), may.row());
    let typing = Typing { why: input.value().why.clone(), ..Typing::default() };
    let seen = input.value().version;
    let (version, why) = match input.check() {
        Ok(read) => read,
        // Nobody knows of a session of a draft: it goes without a reason.
        Err(_) if row.activity.state == ActivityState::Draft => (seen, String::new()),
        Err(refusal) => return Err(refused(&app, &may, refusal, typing).await),
    };
    let tx = app.db.write().await?;
    match actions::cancel_session(&tx, (app.now(), may.by()), (row.session.id, version), &why).await {
        Err(ActivityError::Changed) => {
            tx.rollback().await?;
            let errors = FormErrors::of("why", "activities-changed-since");
            return Err(refused(&app, &may, errors.refuse(typed), typing).await);
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(See::other(format!("/activities/{}", row.activity.id)).say("activities-session-off", args![]))
}

/// POST /activities/sessions/{id}/marks
pub async fn mark(
    State(app): State<App>,
    may: May<Session, DoWork>,
    Query(wanted): Query<Wanted>,
    input: Input<ActivityMarksForm>,
) -> Result<See, Error> {
    let (typed, id) = (input.typed(), may.row().session.id);
    let typing = Typing { marks: Some(input.value().clone()), ..Typing::default() };
    let at = wanted.page.unwrap_or(1);
    let q: String = web::encoded(&wanted.q);
    let back = format!("/activities/sessions/{id}?page={at}&q={q}");
    let (version, said, n_others) = match input.check() {
        Ok(read) => read,
        Err(refusal) => {
            return Err(match page(&app, &may, wanted, typing).await {
                Ok(page) => refusal.on(page),
                Err(error) => error,
            });
        }
    };
    let tx = app.db.write().await?;
    match actions::mark(&tx, (app.now(), may.by()), (id, version), (&said, n_others)).await {
        Err(ActivityError::Changed) => {
            tx.rollback().await?;
            let errors = FormErrors::of("n_others", "activities-changed-since");
            return Err(match page(&app, &may, wanted, typing).await {
                Ok(page) => errors.refuse(typed).on(page),
                Err(error) => error,
            });
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(See::other(back)
        .say("activities-marked-n", args![n = said.iter().filter(|one| one.1.is_some()).count()]))
}
