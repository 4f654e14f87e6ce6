//! One's own account: password, sessions, the post one acts in.

use super::actions;
use super::forms::{ChangePassword, ChoosePost};
use super::pages::{AccountPage, PersonView, SessionView, browser};
use super::password;
use super::people::post_views;
use crate::app::App;
use crate::features::groups;
use crate::rights::{Own, Signed, SignedIn};
use axum::extract::State;
use db::events::By;
use domain::ids::SessionId;
use tables::session;
use web::{Error, FormErrors, Input, Path, See, Show, args};

/// GET /account
pub async fn show(State(app): State<App>, signed: SignedIn) -> Result<Show<AccountPage>, Error> {
    Ok(Show(page(&app, &signed).await?))
}

async fn page(app: &App, signed: &Signed) -> Result<AccountPage, Error> {
    let now = app.now();
    let posts = post_views(app, &signed.posts, None).await?;
    let sessions =
        session::living_of(signed.person.id, now).all(app.db.read()).await.map_err(db::DbError::from)?;
    let mut sessions: Vec<SessionView> = sessions
        .iter()
        .map(|s| SessionView {
            id: s.id,
            browser: browser(&s.user_agent),
            address: s.address.clone(),
            seen_at: s.seen_at,
            since: s.created_at,
            is_this: s.id == signed.session.id,
        })
        .collect();
    sessions.sort_by_key(|s| !s.is_this);
    let person = PersonView::of(&signed.person, posts, now);
    let parts = groups::of_person(app, signed, signed.person.id).await?;
    Ok(AccountPage { person, sessions, password_letters_min: password::LETTERS_MIN, parts })
}

/// POST /account/password
pub async fn change_password(
    State(app): State<App>,
    signed: SignedIn,
    input: Input<ChangePassword>,
) -> Result<See, Error> {
    let typed = input.typed();
    let new = match input.check() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.on(page(&app, &signed).await?)),
    };
    app.sign_ins_by_account.take(signed.person.email.clone(), app.now())?;
    let checked = signed.person.password_hash.clone();
    if !password::fits(new.current_password, checked.clone()).await {
        let wrong = FormErrors::of("current_password", "accounts-password-not-current");
        return Err(wrong.refuse(typed).on(page(&app, &signed).await?));
    }
    // The guess was right: a weak choice of the new password is no reason to let somebody wait.
    app.sign_ins_by_account.give_back(&signed.person.email);
    if let Some(key) = password::weakness(&new.password, &signed.person.name, &signed.person.email) {
        let weak = FormErrors::of_with("password", key, args![n = password::LETTERS_MIN]);
        return Err(weak.refuse(typed).on(page(&app, &signed).await?));
    }
    let hash = password::hash(new.password).await.map_err(Error::unexpected)?;
    let tx = app.db.write().await?;
    let own = Own { person: signed.person.id, now: app.now() };
    actions::change_own_password(&tx, own, checked.as_deref(), hash, signed.session.id).await?;
    tx.commit().await?;
    app.sign_ins_by_account.forget(&signed.person.email);
    Ok(See::other("/account").say("accounts-password-changed", args![]))
}

/// POST /account/post
pub async fn choose_post(
    State(app): State<App>,
    signed: SignedIn,
    input: Input<ChoosePost>,
) -> Result<See, Error> {
    let (post, back) = input.check()?;
    let tx = app.db.write().await?;
    actions::choose_post(&tx, Own { person: signed.person.id, now: app.now() }, post).await?;
    tx.commit().await?;
    Ok(See::other(back))
}

/// POST /account/sessions/end-all
pub async fn end_all(State(app): State<App>, signed: SignedIn) -> Result<See, Error> {
    let tx = app.db.write().await?;
    let by = By::person(signed.person.id);
    let ended = actions::end_sessions(&tx, app.now(), by, signed.person.id, Some(signed.session.id)).await?;
    tx.commit().await?;
    Ok(See::other("/account").say("accounts-sessions-ended", args![n = ended]))
}

/// POST /account/sessions/{id}/end
pub async fn end_one(
    State(app): State<App>,
    signed: SignedIn,
    Path(id): Path<SessionId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::end_session(&tx, Own { person: signed.person.id, now: app.now() }, id).await?;
    tx.commit().await?;
    Ok(See::other("/account").say("accounts-sessions-ended", args![n = 1u64]))
}
