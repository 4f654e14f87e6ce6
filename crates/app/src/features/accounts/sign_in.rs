//! The front page, the first administrator, signing in and out.

use super::actions::{self, AccountError, LockRule, Opening};
use super::forms::{FirstRun, SignIn};
use super::pages::{FirstRunPage, SignInPage};
use super::{password, viewers};
use crate::app::App;
use crate::rights::{Own, SignedIn};
use axum::extract::{ConnectInfo, FromRequestParts, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use domain::rights::{Act, Reach};
use domain::time::Moment;
use serde::Deserialize;
use std::net::SocketAddr;
use tables::person;
use web::{Context, Error, FormErrors, Input, Query, See, Show, Token, args};

/// Longest password that is even looked at, in bytes: hashing a book would be a way to keep the server busy.
const PASSWORD_BYTES_MAX: usize = 1024;

/// The front page leads on: to the first run, to the sign-in page, to the plans. Who holds no post yet may read none.
pub async fn home(State(app): State<App>, context: Context) -> Result<See, Error> {
    if let Some(viewer) = &context.viewer {
        let may_read = viewer.reach(Act::ReadPlan) > Reach::Nowhere;
        return Ok(See::other(if may_read { "/plans" } else { "/account" }));
    }
    let to = if has_administrator(&app).await? { "/sessions/new" } else { "/first-run" };
    Ok(See::other(to))
}

async fn has_administrator(app: &App) -> Result<bool, Error> {
    use sea_orm::QuerySelect as _;
    let found = person::administrators().limit(1).one(app.db.read()).await.map_err(db::DbError::from)?;
    Ok(found.is_some())
}

/// GET /first-run
pub async fn first_run(
    State(app): State<App>,
    AtServer(at_server): AtServer,
) -> Result<axum::response::Response, Error> {
    if has_administrator(&app).await? {
        return Ok(See::other("/sessions/new").into_response());
    }
    Ok(Show(FirstRunPage { needs_code: !at_server }).into_response())
}

/// Whether a request comes from the server itself: only there may somebody be the first without the code, anyone else
/// could be a stranger who was quick. Whatever a proxy carried came from elsewhere, and so did a foreign host name.
#[derive(Debug, Clone, Copy)]
pub struct AtServer(bool);

/// Headers that proxies add.
const PROXY_HEADERS: [&str; 6] =
    ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];

impl FromRequestParts<App> for AtServer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let is_direct = PROXY_HEADERS.iter().all(|name| !parts.headers.contains_key(*name));
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let is_local = ["localhost", "127.0.0.1", "[::1]"].contains(&name);
        Ok(AtServer(!app.is_https() && is_direct && is_local && peer.is_some_and(|ip| ip.is_loopback())))
    }
}

/// POST /first-run
pub async fn make_first(
    State(app): State<App>,
    context: Context,
    AtServer(at_server): AtServer,
    input: Input<FirstRun>,
) -> Result<impl IntoResponse, Error> {
    let page = || FirstRunPage { needs_code: !at_server };
    let typed = input.typed();
    let new = input.check().map_err(|refusal| refusal.on(page()))?;
    if !at_server {
        app.sign_ins_by_address.take(web::network(context.address), app.now()).map_err(too_many)?;
        if new.setup_code != app.setup_code {
            return Err(FormErrors::of("setup_code", "accounts-setup-code-wrong").refuse(typed).on(page()));
        }
    }
    let hash = password::hash(new.password).await.map_err(Error::unexpected)?;
    let now = app.now();
    let token = context.new_token();
    let tx = app.db.write().await?;
    let made = actions::make_first(&tx, now, &new.name, &new.email, hash).await?;
    actions::open_session(&tx, now, made.id, opening(&app, &context, &token)).await?;
    tx.commit().await?;
    let cookie = context.signed_in(&token, Some(viewers::COOKIE_AGE));
    Ok((cookie, See::created("/plans").say("accounts-first-made", args![name = new.name])))
}

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// GET /sessions/new
pub async fn form(
    State(app): State<App>,
    context: Context,
    Query(query): Query<Next>,
) -> Result<axum::response::Response, Error> {
    let back = super::forms::local(&query.next);
    if context.viewer.is_some() {
        return Ok(See::other(back).into_response());
    }
    if !has_administrator(&app).await? {
        return Ok(See::other("/first-run").into_response());
    }
    Ok(Show(sign_in_page(&app, back)).into_response())
}

fn sign_in_page(app: &App, back: String) -> SignInPage {
    let samples = if app.is_demo { crate::demo::sample_views() } else { Vec::new() };
    SignInPage { back, samples, sample_password: app.is_demo.then_some(crate::demo::PASSWORD) }
}

/// POST /sessions
pub async fn sign_in(
    State(app): State<App>,
    context: Context,
    input: Input<SignIn>,
) -> Result<impl IntoResponse, Error> {
    let typed = input.typed();
    let page = |back: &str| sign_in_page(&app, back.to_owned());
    let given = match input.check() {
        Ok(given) => given,
        Err(refusal) => return Err(refusal.on(page("/"))),
    };
    let now = app.now();
    app.sign_ins_by_address.take(web::network(context.address), now).map_err(too_many)?;
    app.sign_ins_by_account.take(given.email.clone(), now).map_err(too_many)?;
    let refuse =
        |key: &'static str, back: &str| FormErrors::of("password", key).refuse(typed.clone()).on(page(back));
    if given.password.len() > PASSWORD_BYTES_MAX {
        return Err(refuse("accounts-sign-in-wrong", &given.back));
    }
    let found = person::by_email(&given.email).one(app.db.read()).await.map_err(db::DbError::from)?;
    let found = found.filter(|p| p.closed_at.is_none());
    let hash = found.as_ref().and_then(|p| p.password_hash.clone());
    let fits = password::fits(given.password, hash.clone()).await;
    let Some(person) = found else { return Err(refuse("accounts-sign-in-wrong", &given.back)) };
    let locked = |until: Option<Moment>, back: &str| {
        let Some(until) = until else { return refuse("accounts-locked", back) };
        let at = args![at = context.moment(until)];
        FormErrors::of_with("password", "accounts-locked-at", at).refuse(typed.clone()).on(page(back))
    };
    if person.locked_until.is_some_and(|until| until > now) {
        return Err(locked(person.locked_until, &given.back));
    }
    let tx = app.db.write().await?;
    if !fits {
        let rule = LockRule {
            failures_max: app.config.accounts.failures_max,
            minutes: app.config.accounts.lock_minutes,
        };
        let until = actions::count_failure(&tx, now, person.id, rule).await?;
        tx.commit().await?;
        return Err(match until {
            Some(_) => locked(until, &given.back),
            None => refuse("accounts-sign-in-wrong", &given.back),
        });
    }
    let token = context.new_token();
    let opened = actions::let_in(&tx, now, person.id, hash.as_deref(), opening(&app, &context, &token)).await;
    match opened {
        Ok(_) => tx.commit().await?,
        Err(AccountError::Locked) => return Err(locked(None, &given.back)),
        Err(AccountError::Gone | AccountError::PasswordChanged) => {
            return Err(refuse("accounts-sign-in-wrong", &given.back));
        }
        Err(other) => return Err(other.into()),
    }
    app.sign_ins_by_account.forget(&given.email);
    app.sign_ins_by_address.give_back(&web::network(context.address));
    Ok((context.signed_in(&token, Some(viewers::COOKIE_AGE)), See::created(given.back)))
}

/// POST /sessions/end
pub async fn sign_out(
    State(app): State<App>,
    signed: SignedIn,
    context: Context,
) -> Result<impl IntoResponse, Error> {
    let tx = app.db.write().await?;
    let own = Own { person: signed.person.id, now: app.now() };
    actions::end_session(&tx, own, signed.session.id).await?;
    tx.commit().await?;
    Ok((context.signed_out(), See::other("/sessions/new").say("accounts-signed-out", args![])))
}

/// A new session for this browser.
pub fn opening(app: &App, context: &Context, token: &Token) -> Opening {
    Opening {
        token: token.hash(),
        seen: (context.address.to_string(), context.agent.clone()),
        lasts: viewers::lasts(app),
    }
}

fn too_many(wait: web::RetryAfter) -> Error {
    Error::too_many(wait.0.as_secs().max(1))
}
