//! The outbox on pages: what waits, what failed and why, what is kept; sent again, saved as a file, or marked as sent by
//! hand. Administrators see all of it; leaders and clerks what is theirs.

use super::mail;
use super::pages::{MailPage, MailRow, OutboxPage, TroubleView};
use crate::app::App;
use crate::rights::{Administrator, IssueDocument, May, Owned, SignedIn};
use axum::extract::State as Axum;
use axum::response::IntoResponse;
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{MailId, UnitId};
use domain::rights::{Act, Reach};
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Select,
};
use serde::Deserialize;
use serde_json::json;
use tables::mail::{Column, Entity, Model, State, by_id, latest_first};
use utoipa::IntoParams;
use web::{Context, Error, Query, See, Show, args, http::header};

/// A mail as an object of rights: what is written to the address of a unit belongs to the unit that sends it. What is
/// written to a person is the administrator's: it may say what several units tell that person.
#[derive(Debug)]
pub struct OutMail;

impl Owned for OutMail {
    type Row = Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<Model>, Error> {
        Ok(by_id(id.into()).one(app.db.read()).await?)
    }

    fn unit(row: &Model) -> Option<UnitId> {
        row.unit_id.filter(|_| row.person_id.is_none())
    }
}

type Keeps = May<OutMail, IssueDocument>;

/// What is listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct WantedMail {
    /// waiting, failed, held, sent or all.
    show: String,
    /// Number of the page, from 1.
    page: Option<u64>,
}

/// GET /outbox
pub async fn list(
    Axum(app): Axum<App>,
    signed: SignedIn,
    Query(wanted): Query<WantedMail>,
) -> Result<Show<OutboxPage>, Error> {
    let is_admin = signed.reach(Act::Administer) == Reach::Everywhere;
    let own: Vec<UnitId> = signed.own(Act::IssueDocument).map(|(unit, ..)| unit).collect();
    let show = match wanted.show.as_str() {
        "waiting" => "waiting",
        "failed" => "failed",
        "held" => "held",
        "sent" => "sent",
        _ => "all",
    };
    let mut select = latest_first();
    if !is_admin {
        select = select.filter(Column::UnitId.is_in(own)).filter(Column::PersonId.is_null());
    }
    select = match show {
        "waiting" => select.filter(Column::State.is_in([State::Waiting, State::Sending])),
        "failed" => select.filter(Column::State.eq(State::Failed)),
        "held" => select.filter(Column::State.eq(State::Held)),
        "sent" => select.filter(Column::State.eq(State::Sent)),
        _ => select,
    };
    page(&app, is_admin, show, (select, wanted.page)).await.map(Show)
}

async fn page(
    app: &App,
    is_admin: bool,
    show: &'static str,
    (select, page): (Select<Entity>, Option<u64>),
) -> Result<OutboxPage, Error> {
    let page = db::Page::new(page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, app.db.read()).await?;
    let server = &app.config.mail;
    Ok(OutboxPage {
        show,
        mails: found.items.iter().map(row).collect(),
        server: server.is_on().then(|| format!("{}:{}", server.server, server.port)),
        trouble: mail::trouble::now(app.db.read())
            .await?
            .filter(|_| server.is_on())
            .map(|trouble| TroubleView { why: trouble.why, since: trouble.since, next_at: trouble.next_at }),
        is_admin,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
    })
}

fn row(row: &Model) -> MailRow {
    MailRow {
        id: row.id,
        sort: row.sort.clone(),
        to_address: row.to_address.clone(),
        to_name: row.to_name.clone(),
        subject: row.subject.clone(),
        state: row.state,
        attempts: row.attempts,
        last_error: row.last_error.clone(),
        created_at: row.created_at,
        sent_at: row.sent_at,
        next_at: (row.state == State::Waiting).then_some(row.next_at),
        is_by_hand: row.sent_by.is_some(),
    }
}

/// GET /outbox/{id}
pub async fn show(may: Keeps) -> Result<Show<MailPage>, Error> {
    let mail = may.row();
    let is_secret = mail::is_secret(&mail.sort);
    Ok(Show(MailPage {
        mail: row(mail),
        body: if is_secret { String::new() } else { mail.body.clone() },
        is_secret,
        may_resend: !matches!(mail.state, State::Sending) && !mail.body.is_empty(),
        may_mark: mail.state != State::Sent,
    }))
}

/// GET /outbox/{id}/mail.eml
pub async fn file(Axum(app): Axum<App>, may: Keeps) -> Result<impl IntoResponse, Error> {
    if mail::is_secret(&may.row().sort) {
        return Err(Error::conflict("notices-mail-secret"));
    }
    let sender = &app.config.mail.sender;
    let sender =
        if sender.is_empty() { format!("nhipcau@{}", mail::host(&app.config)) } else { sender.clone() };
    let made = mail::eml(may.row(), &sender, may.row().created_at);
    let letter = made.map_err(|error| Error::conflict("notices-mail-unmade").because(error))?;
    let heads = [
        (header::CONTENT_TYPE, "message/rfc822"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mail.eml\""),
    ];
    Ok((heads, letter.formatted()))
}

/// POST /outbox/{id}/resend
pub async fn resend(Axum(app): Axum<App>, may: Keeps) -> Result<See, Error> {
    let id = may.row().id;
    let tx = app.db.write().await?;
    let key = if app.config.mail.is_on() { "notices-mail-again" } else { "notices-mail-no-server" };
    if app.config.mail.is_on() {
        again(&tx, app.now(), may.by(), id).await?;
        mail::trouble::hurry(&tx, app.now()).await?;
    }
    tx.commit().await?;
    Ok(See::other(format!("/outbox/{id}")).say(key, args![]))
}

/// Lets a mail wait for its turn anew. It keeps its Message-ID: whoever got it already is not troubled twice.
async fn again(tx: &WriteTx, now: Moment, by: By, id: MailId) -> Result<(), Error> {
    let before = lock(tx, id).await?;
    if before.state == State::Sending || before.body.is_empty() {
        return Err(Error::conflict("notices-mail-elsewhere"));
    }
    record(tx, NewEvent::new(now, by, "resend", "mail", id).with(json!({"state": before.state}))).await?;
    let mut row = before.into_active_model();
    row.state = Set(State::Waiting);
    row.attempts = Set(0);
    row.next_at = Set(now);
    row.sent_at = Set(None);
    row.sent_by = Set(None);
    row.update(tx).await.map_err(DbError::from)?;
    Ok(())
}

async fn lock(tx: &WriteTx, id: MailId) -> Result<Model, Error> {
    by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Error::not_found)
}

/// POST /outbox/{id}/sent: somebody sent it by hand.
pub async fn mark(Axum(app): Axum<App>, may: Keeps) -> Result<See, Error> {
    let (id, now) = (may.row().id, app.now());
    let tx = app.db.write().await?;
    let before = lock(&tx, id).await?;
    if before.state == State::Sent {
        return Err(Error::conflict("notices-mail-elsewhere"));
    }
    record(&tx, NewEvent::new(now, may.by(), "mark-sent", "mail", id).with(json!({"state": before.state})))
        .await?;
    let is_secret = mail::is_secret(&before.sort);
    let mut row = before.into_active_model();
    if is_secret {
        row.body = Set(String::new());
    }
    row.state = Set(State::Sent);
    row.sent_at = Set(Some(now));
    row.sent_by = Set(may.by().person);
    row.update(&tx).await?;
    tx.commit().await?;
    Ok(See::other(format!("/outbox/{id}")).say("notices-mail-marked", args![]))
}

/// POST /outbox/resend: everything that was kept or given up waits for its turn anew, and what waits for a server that
/// gave trouble is tried at once. Notices and digests that are stale stay: nobody asked for a flood of them.
pub async fn resend_all(Axum(app): Axum<App>, administrator: Administrator) -> Result<See, Error> {
    if !app.config.mail.is_on() {
        return Ok(See::other("/outbox").say("notices-mail-no-server", args![]));
    }
    let now = app.now();
    let tx = app.db.write().await?;
    let fresh = Condition::any()
        .add(Column::Sort.is_not_in(["notice", "digest"]))
        .add(Column::CreatedAt.gte(now.minus(mail::FRESH)));
    mail::trouble::hurry(&tx, now).await?;
    let n = Entity::update_many()
        .col_expr(Column::State, Expr::value("waiting"))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::NextAt, Expr::value(now))
        .filter(Column::State.is_in([State::Held, State::Failed]))
        .filter(Column::Body.ne(""))
        .filter(fresh)
        .exec(&tx)
        .await?
        .rows_affected;
    if n > 0 {
        let told = NewEvent::new(now, administrator.by(), "resend-all", "mail", uuid::Uuid::nil());
        record(&tx, told.with(json!({"n": n}))).await?;
    }
    tx.commit().await?;
    Ok(See::other("/outbox?show=waiting").say("notices-mail-all-again", args![n = n]))
}

/// POST /outbox/test: a mail to oneself.
pub async fn test(
    Axum(app): Axum<App>,
    _: Administrator,
    signed: SignedIn,
    context: Context,
) -> Result<See, Error> {
    let (now, person) = (app.now(), &signed.person);
    let new = mail::NewMail {
        sort: "test",
        to: (person.email.clone(), person.name.clone()),
        person: Some(person.id),
        unit: None,
        locale: context.locale,
        subject: context.say("notices-mail-test", &args![]),
        body: context.say("notices-mail-test-text", &args![name = &person.name]),
        unsubscribe: None,
        once: format!("test:{}:{}", person.id, now.micros()),
    };
    let tx = app.db.write().await?;
    mail::post(&tx, now, &app.config, &[new]).await?;
    mail::trouble::hurry(&tx, now).await?;
    tx.commit().await?;
    Ok(See::other("/outbox").say("notices-mail-test-written", args![]))
}
