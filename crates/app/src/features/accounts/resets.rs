//! Forgotten passwords: an administrator makes a link, shown once, and the person sets a new password by it.

use super::actions;
use super::forms::NewPassword;
use super::invitations::{public_link, secret_mail};
use super::pages::{PersonPage, ResetPage};
use super::password;
use super::people::page as person_page;
use crate::app::App;
use crate::rights::{Administrator, SignedIn};
use axum::extract::State;
use domain::ids::PersonId;
use std::time::Duration;
use tables::{password_reset, person};
use web::{Context, Error, FormErrors, Input, Locale, Path, See, Show, StatusCode, Token, args};

/// POST /people/{id}/password-resets: the answer shows the link, once; only its hash is kept.
pub async fn make(
    State(app): State<App>,
    administrator: Administrator,
    signed: SignedIn,
    context: Context,
    Path(id): Path<PersonId>,
) -> Result<Show<PersonPage>, Error> {
    let token = context.new_token();
    let lasts = Duration::from_secs(u64::from(app.config.accounts.reset_hours) * 3600);
    let tx = app.db.write().await?;
    actions::make_reset(&tx, app.now(), &administrator, id, (&token.hash(), lasts)).await?;
    let link = public_link(&app, "password", &token);
    let who = person::by_id(id).one(&tx).await?.ok_or_else(Error::not_found)?;
    let hours = app.config.accounts.reset_hours;
    let words = args![name = &who.name, address = &link, hours = hours];
    let locale = who.locale.as_deref().and_then(Locale::parse).unwrap_or_default();
    secret_mail(&app, &tx, ("reset", locale), (&who.email, &who.name), &words).await?;
    tx.commit().await?;
    let mut page = person_page(&app, &signed, id).await?;
    page.reset_link = Some(link);
    Ok(Show(page))
}

/// GET /people/{id}/password-resets: a reload of the page with the link, or a change of its language. The link is gone.
pub async fn back(_: Administrator, Path(id): Path<PersonId>) -> See {
    See::other(format!("/people/{id}"))
}

/// POST /people/{id}/password-resets/revoke
pub async fn revoke(
    State(app): State<App>,
    administrator: Administrator,
    Path(id): Path<PersonId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::revoke_reset(&tx, app.now(), &administrator, id).await?;
    tx.commit().await?;
    Ok(See::other(format!("/people/{id}")).say("accounts-reset-revoked", args![]))
}

/// GET /password/{token}
pub async fn form(
    State(app): State<App>,
    context: Context,
    Path(token): Path<String>,
) -> Result<Show<ResetPage>, Error> {
    let (_, person) = opened(&app, &context, &token).await?;
    Ok(Show(page(&person)))
}

fn page(person: &person::Model) -> ResetPage {
    ResetPage {
        name: person.name.clone(),
        email: person.email.clone(),
        password_letters_min: password::LETTERS_MIN,
    }
}

/// The token and the person of a link that still works. Wrong links count as tries of their address.
async fn opened(app: &App, context: &Context, token: &str) -> Result<(Token, person::Model), Error> {
    let found = match Token::parse(token) {
        Some(token) => {
            let row = password_reset::by_token(&token.hash().hex()).one(app.db.read()).await?;
            match row.filter(|r| r.is_open(app.now())) {
                Some(row) => person::by_id(row.person_id).one(app.db.read()).await?.map(|p| (token, p)),
                None => None,
            }
        }
        None => None,
    };
    match found.filter(|(_, person)| person.closed_at.is_none()) {
        Some(found) => Ok(found),
        None => {
            app.sign_ins_by_address.take(web::network(context.address), app.now())?;
            Err(Error::new(StatusCode::GONE, "accounts-reset-over"))
        }
    }
}

/// POST /password/{token}
pub async fn set(
    State(app): State<App>,
    context: Context,
    Path(token): Path<String>,
    input: Input<NewPassword>,
) -> Result<See, Error> {
    let (token, person) = opened(&app, &context, &token).await?;
    let typed = input.typed();
    let new = input.check().map_err(|refusal| refusal.on(page(&person)))?;
    if let Some(key) = password::weakness(&new.password, &person.name, &person.email) {
        let weak = FormErrors::of_with("password", key, args![n = password::LETTERS_MIN]);
        return Err(weak.refuse(typed).on(page(&person)));
    }
    let hash = password::hash(new.password).await.map_err(Error::unexpected)?;
    let tx = app.db.write().await?;
    actions::use_reset(&tx, app.now(), &token.hash(), hash).await?;
    tx.commit().await?;
    app.sign_ins_by_account.forget(&person.email);
    Ok(See::other("/sessions/new").say("accounts-reset-done", args![]))
}
