//! Invitations: a link for one person, shown once, that ends in an account and a post.

use super::actions;
use super::forms::{Invite, Join};
use super::pages::{InvitationView, InvitationsPage, JoinPage, NewInvitationPage};
use super::people::{kinds_to_give, may_edit_people, may_keep_kind};
use super::sign_in::opening;
use super::{password, viewers};
use crate::app::App;
use crate::features::notices::mail;
use crate::features::units::actions::{meant, short_name};
use crate::rights::{Signed, SignedIn};
use axum::extract::State;
use axum::response::IntoResponse;
use domain::ids::InvitationId;
use domain::rights::{Act, Reach};
use std::time::Duration;
use tables::invitation;
use web::{Context, Error, FormErrors, Input, Locale, Path, See, Show, StatusCode, Token, args};

/// GET /invitations
pub async fn list(State(app): State<App>, signed: SignedIn) -> Result<Show<InvitationsPage>, Error> {
    Ok(Show(page(&app, &signed, None).await?))
}

/// Open invitations to units that the reader keeps.
async fn page(app: &App, signed: &Signed, link: Option<String>) -> Result<InvitationsPage, Error> {
    let now = app.now();
    let open = invitation::open(now).all(app.db.read()).await.map_err(db::DbError::from)?;
    let mut invitations = Vec::new();
    for row in open {
        if signed.may(app, Act::EditPeople, row.unit_id).await?.is_some() {
            invitations.push(view(app, &row).await?);
        }
    }
    Ok(InvitationsPage { invitations, link })
}

async fn unit_name(app: &App, row: &invitation::Model) -> Result<Option<String>, Error> {
    match row.unit_id {
        Some(unit) => Ok(Some(short_name(app.db.read(), unit, app.now().local_day()).await?)),
        None => Ok(None),
    }
}

async fn view(app: &App, row: &invitation::Model) -> Result<InvitationView, Error> {
    Ok(InvitationView {
        id: row.id,
        name: row.name.clone(),
        email: row.email.clone(),
        kind: row.kind,
        unit_name: unit_name(app, row).await?,
        is_admin: row.is_admin,
        expires_at: row.expires_at,
    })
}

/// GET /invitations/new
pub async fn form(State(app): State<App>, signed: SignedIn) -> Result<Show<NewInvitationPage>, Error> {
    Ok(Show(form_page(&app, &signed).await?))
}

async fn form_page(app: &App, signed: &Signed) -> Result<NewInvitationPage, Error> {
    let unit = signed.unit();
    let unit_name = match unit {
        Some(unit) => short_name(app.db.read(), unit, app.now().local_day()).await?,
        None => String::new(),
    };
    Ok(NewInvitationPage {
        kinds: kinds_to_give(signed),
        may_make_admin: signed.reach(Act::Administer) == Reach::Everywhere,
        unit_id: unit.map(domain::ids::UnitId::uuid),
        unit_name,
        days: app.config.accounts.invitation_days,
    })
}

/// POST /invitations: the answer shows the link, once; only its hash is kept.
pub async fn create(
    State(app): State<App>,
    signed: SignedIn,
    context: Context,
    input: Input<Invite>,
) -> Result<Show<InvitationsPage>, Error> {
    let (typed, unit_name) = (input.typed(), input.value().unit_name.clone());
    let mut asked = match input.check() {
        Ok(asked) => asked,
        Err(refusal) => return Err(refusal.on(form_page(&app, &signed).await?)),
    };
    let mut post = None;
    if let Some(wanted) = asked.post.take() {
        let Some(unit) = meant(app.db.read(), wanted.unit, &unit_name, app.now().local_day()).await? else {
            let other = FormErrors::of("unit_name", "accounts-unit-other");
            return Err(other.refuse(typed).on(form_page(&app, &signed).await?));
        };
        post = Some(wanted.of(unit));
    }
    let new = asked.with(post);
    let by = match &new.post {
        Some(post) => {
            may_keep_kind(&signed, post.kind)?;
            may_edit_people(&app, &signed, post.unit).await?
        }
        None => signed.by(),
    };
    if new.is_admin && signed.reach(Act::Administer) != Reach::Everywhere {
        return Err(Error::forbidden());
    }
    let token = context.new_token();
    let lasts = Duration::from_secs(u64::from(app.config.accounts.invitation_days) * 86_400);
    let tx = app.db.write().await?;
    match actions::invite(&tx, app.now(), by, &new, &token.hash(), lasts).await {
        Ok(made) => {
            let link = public_link(&app, "join", &token);
            let words = args![name = &made.name, address = &link, days = app.config.accounts.invitation_days];
            secret_mail(&app, &tx, ("invitation", Locale::Vi), (&made.email, &made.name), &words).await?;
            tx.commit().await?;
        }
        Err(actions::AccountError::EmailTaken) => {
            let taken = FormErrors::of("email", "accounts-email-taken");
            return Err(taken.refuse(typed).on(form_page(&app, &signed).await?));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(Show(page(&app, &signed, Some(public_link(&app, "join", &token))).await?))
}

/// Sends a link by mail too, when there is a server; the page shows it in any case. Its text is not kept once it is out.
pub async fn secret_mail(
    app: &App,
    tx: &db::WriteTx,
    (sort, locale): (&'static str, Locale),
    (email, name): (&str, &str),
    words: &web::Args,
) -> Result<(), Error> {
    if !app.config.mail.is_on() {
        return Ok(());
    }
    let now = app.now();
    let new = mail::NewMail {
        sort,
        to: (email.to_owned(), name.to_owned()),
        person: None,
        unit: None,
        locale,
        subject: mail::say(locale, &format!("notices-mail-{sort}"), words),
        body: mail::say(locale, &format!("notices-mail-{sort}-text"), words),
        unsubscribe: None,
        once: format!("{sort}:{email}:{}", now.micros()),
    };
    mail::post(tx, now, &app.config, &[new]).await?;
    Ok(())
}

/// The whole address behind which a token opens something, to be sent to a person.
pub fn public_link(app: &App, path: &str, token: &Token) -> String {
    format!("{}/{path}/{}", app.config.server.public_url.trim_end_matches('/'), token.text())
}

/// POST /invitations/{id}/revoke
pub async fn revoke(
    State(app): State<App>,
    signed: SignedIn,
    Path(id): Path<InvitationId>,
) -> Result<See, Error> {
    let row = invitation::by_id(id)
        .one(app.db.read())
        .await
        .map_err(db::DbError::from)?
        .ok_or_else(Error::not_found)?;
    let by = signed.may(&app, Act::EditPeople, row.unit_id).await?.ok_or_else(Error::forbidden)?;
    let tx = app.db.write().await?;
    actions::revoke(&tx, app.now(), by, id).await?;
    tx.commit().await?;
    Ok(See::other("/invitations").say("accounts-invitation-revoked", args![name = row.name]))
}

/// GET /join/{token}
pub async fn join_form(State(app): State<App>, Path(token): Path<String>) -> Result<Show<JoinPage>, Error> {
    let row = open_invitation(&app, &token).await?;
    Ok(Show(join_page(&app, &row).await?))
}

async fn open_invitation(app: &App, token: &str) -> Result<invitation::Model, Error> {
    let over = || Error::new(StatusCode::GONE, "accounts-invitation-over");
    let token = Token::parse(token).ok_or_else(over)?;
    let row =
        invitation::by_token(&token.hash().hex()).one(app.db.read()).await.map_err(db::DbError::from)?;
    row.filter(|r| actions::is_open(r, app.now())).ok_or_else(over)
}

async fn join_page(app: &App, row: &invitation::Model) -> Result<JoinPage, Error> {
    Ok(JoinPage {
        name: row.name.clone(),
        email: row.email.clone(),
        unit_name: unit_name(app, row).await?,
        kind: row.kind,
        is_admin: row.is_admin,
        password_letters_min: password::LETTERS_MIN,
    })
}

/// POST /join/{token}
pub async fn join(
    State(app): State<App>,
    context: Context,
    Path(token): Path<String>,
    input: Input<Join>,
) -> Result<impl IntoResponse, Error> {
    let row = open_invitation(&app, &token).await?;
    let typed = input.typed();
    let given = match input.check() {
        Ok(given) => given,
        Err(refusal) => return Err(refusal.on(join_page(&app, &row).await?)),
    };
    if let Some(key) = password::weakness(&given.password, &given.name, &row.email) {
        let weak = FormErrors::of_with("password", key, args![n = password::LETTERS_MIN]);
        return Err(weak.refuse(typed).on(join_page(&app, &row).await?));
    }
    let hash = password::hash(given.password).await.map_err(Error::unexpected)?;
    let invited = Token::parse(&token).ok_or_else(Error::not_found)?;
    let now = app.now();
    let session = context.new_token();
    let tx = app.db.write().await?;
    let made = actions::join(&tx, now, &invited.hash(), given.name.trim(), hash).await?;
    actions::open_session(&tx, now, made.id, opening(&app, &context, &session)).await?;
    tx.commit().await?;
    let cookie = context.signed_in(&session, Some(viewers::COOKIE_AGE));
    Ok((cookie, See::created("/plans").say("accounts-joined", args![name = made.name])))
}
