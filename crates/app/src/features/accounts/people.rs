//! People and their posts.

use super::actions;
use super::forms::GivePost;
use super::pages::{PeoplePage, PersonPage, PersonView, PostView};
use crate::app::App;
use crate::features::groups;
use crate::features::units::actions::{meant, short_name};
use crate::features::work;
use crate::rights::{Administrator, Signed, SignedIn};
use axum::extract::State;
use db::events::By;
use domain::ids::{PersonId, PostId, UnitId};
use domain::rights::{Act, PostKind, Reach};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tables::{password_reset, person, post, session};
use web::{Error, FormErrors, Input, Path, Query, See, Show, args};

/// Longest search, in letters.
const QUERY_LETTERS_MAX: usize = 100;

/// What to list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    page: Option<u64>,
}

/// GET /people
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<PeoplePage>, Error> {
    let q: String = wanted.q.trim().chars().take(QUERY_LETTERS_MAX).collect();
    let mut select =
        person::Entity::find().order_by_asc(person::Column::NameKey).order_by_asc(person::Column::Id);
    // Every word must be found in the name or in the address; "hang le" finds "Lê Thu Hằng".
    for word in domain::text::key(&q).split(' ').filter(|w| !w.is_empty()) {
        let in_name = db::dialect::contains(person::Column::NameKey, word);
        let in_email = db::dialect::contains(person::Column::Email, word);
        select = select.filter(sea_orm::Condition::any().add(in_name).add(in_email));
    }
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, app.db.read()).await?;
    let ids: Vec<PersonId> = found.items.iter().map(|p| p.id).collect();
    let held = post::Entity::find()
        .filter(post::Column::PersonId.is_in(ids))
        .filter(post::Column::EndedAt.is_null())
        .order_by_desc(post::Column::IsMain)
        .order_by_asc(post::Column::Id)
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?;
    let mut by_person: HashMap<PersonId, Vec<PostView>> = HashMap::new();
    for (row, view) in held.iter().zip(post_views(&app, &held, None).await?) {
        by_person.entry(row.person_id).or_default().push(view);
    }
    let now = app.now();
    let people = found
        .items
        .iter()
        .map(|p| PersonView::of(p, by_person.remove(&p.id).unwrap_or_default(), now))
        .collect();
    let may_invite = signed.reach(Act::EditPeople) >= Reach::OwnUnits;
    Ok(Show(PeoplePage {
        q,
        people,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        may_invite,
    }))
}

/// GET /people/{id}
pub async fn show(
    State(app): State<App>,
    signed: SignedIn,
    Path(id): Path<PersonId>,
) -> Result<Show<PersonPage>, Error> {
    Ok(Show(page(&app, &signed, id).await?))
}

/// The page of a person as this reader sees it.
pub async fn page(app: &App, signed: &Signed, id: PersonId) -> Result<PersonPage, Error> {
    let db = app.db.read();
    let person = person::by_id(id).one(db).await.map_err(db::DbError::from)?.ok_or_else(Error::not_found)?;
    let held = post::held_by(id).all(db).await.map_err(db::DbError::from)?;
    let now = app.now();
    let may_administer = signed.reach(Act::Administer) == Reach::Everywhere;
    let (mut n_sessions, mut reset_until) = (None, None);
    if may_administer {
        n_sessions = Some(session::living_of(id, now).count(db).await?);
        reset_until = password_reset::open_of(id, now).one(db).await?.map(|reset| reset.expires_at);
    }
    let posts = post_views(app, &held, Some(signed)).await?;
    Ok(PersonPage {
        person: PersonView::of(&person, posts, now),
        may_edit: person.closed_at.is_none() && signed.reach(Act::EditPeople) >= Reach::OwnUnits,
        may_administer,
        n_sessions,
        reset_link: None,
        reset_until,
        kinds: kinds_to_give(signed),
        may_pass_work_on: may_pass_work_on(app, signed, &held).await?,
        parts: groups::of_person(app, signed, id).await?,
    })
}

/// Whether this reader may do the work of a unit in which the person holds a post.
async fn may_pass_work_on(app: &App, signed: &Signed, held: &[post::Model]) -> Result<bool, Error> {
    for row in held {
        if signed.may(app, Act::DoWork, Some(row.unit_id)).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Posts with the names of their units today; with `signed`, whether this reader may end each.
pub async fn post_views(
    app: &App,
    held: &[post::Model],
    signed: Option<&Signed>,
) -> Result<Vec<PostView>, Error> {
    let today = app.now().local_day();
    let mut names: HashMap<UnitId, String> = HashMap::new();
    let mut views = Vec::with_capacity(held.len());
    for row in held {
        if let Entry::Vacant(vacant) = names.entry(row.unit_id) {
            vacant.insert(short_name(app.db.read(), row.unit_id, today).await?);
        }
        let may_end = match signed {
            Some(signed) => signed.may(app, Act::EditPeople, Some(row.unit_id)).await?.is_some(),
            None => false,
        };
        views.push(PostView {
            id: row.id,
            kind: row.kind,
            title: row.title.clone(),
            unit_id: row.unit_id,
            unit_name: names.get(&row.unit_id).cloned().unwrap_or_default(),
            is_main: row.is_main,
            since: row.started_at,
            may_end,
        });
    }
    Ok(views)
}

/// The right to keep people of a unit, or the refusal.
pub async fn may_edit_people(app: &App, signed: &Signed, unit: UnitId) -> Result<By, Error> {
    signed.may(app, Act::EditPeople, Some(unit)).await?.ok_or_else(Error::forbidden)
}

/// Only a leader or an administrator makes and ends leaders: otherwise a clerk could approve in the leader's place.
pub fn may_keep_kind(signed: &Signed, kind: PostKind) -> Result<(), Error> {
    if kinds_to_give(signed).contains(&kind) { Ok(()) } else { Err(Error::forbidden()) }
}

/// The kinds of posts that this person may give: no form offers what its sending would refuse.
pub fn kinds_to_give(signed: &Signed) -> Vec<PostKind> {
    let leads = signed.posts.iter().any(|p| p.kind == PostKind::Leader);
    let may = |kind: &PostKind| *kind != PostKind::Leader || leads || signed.person.is_admin;
    PostKind::ALL.into_iter().filter(may).collect()
}

/// POST /people/{id}/posts
pub async fn give_post(
    State(app): State<App>,
    signed: SignedIn,
    Path(id): Path<PersonId>,
    input: Input<GivePost>,
) -> Result<See, Error> {
    let (typed, unit_name) = (input.typed(), input.value().unit_name.clone());
    let asked = match input.check() {
        Ok(asked) => asked,
        Err(refusal) => return Err(refusal.on(page(&app, &signed, id).await?)),
    };
    let Some(unit) = meant(app.db.read(), asked.unit, &unit_name, app.now().local_day()).await? else {
        let other = FormErrors::of("unit_name", "accounts-unit-other");
        return Err(other.refuse(typed).on(page(&app, &signed, id).await?));
    };
    let new = asked.of(unit);
    let by = may_edit_people(&app, &signed, new.unit).await?;
    may_keep_kind(&signed, new.kind)?;
    if id == signed.person.id && !signed.person.is_admin {
        return Err(Error::forbidden());
    }
    let tx = app.db.write().await?;
    actions::give_post(&tx, app.now(), by, id, &new).await?;
    tx.commit().await?;
    Ok(See::created(format!("/people/{id}")).say("accounts-post-given", args![]))
}

/// POST /people/{id}/posts/{post}/end
pub async fn end_post(
    State(app): State<App>,
    signed: SignedIn,
    Path((id, post)): Path<(PersonId, PostId)>,
) -> Result<See, Error> {
    let row = post::by_id(post).one(app.db.read()).await.map_err(db::DbError::from)?;
    let row = row.filter(|p| p.person_id == id).ok_or_else(Error::not_found)?;
    let by = may_edit_people(&app, &signed, row.unit_id).await?;
    may_keep_kind(&signed, row.kind)?;
    let tx = app.db.write().await?;
    actions::end_post(&tx, app.now(), by, post).await?;
    tx.commit().await?;
    // The right goes with the post: open work must not wait for somebody who cannot touch it any more.
    let may_pass_on = signed.may(&app, Act::DoWork, Some(row.unit_id)).await?.is_some();
    if may_pass_on && work::is_left_behind(&app, id, row.unit_id).await? {
        return Ok(See::other(format!("/work/people/{id}")).say("accounts-post-ended", args![]));
    }
    Ok(See::other(format!("/people/{id}")).say("accounts-post-ended", args![]))
}

/// POST /people/{id}/unlock
pub async fn unlock(
    State(app): State<App>,
    administrator: Administrator,
    Path(id): Path<PersonId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::unlock(&tx, app.now(), &administrator, id).await?;
    tx.commit().await?;
    Ok(See::other(format!("/people/{id}")).say("accounts-unlocked", args![]))
}

/// POST /people/{id}/close
pub async fn close(
    State(app): State<App>,
    administrator: Administrator,
    Path(id): Path<PersonId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::close(&tx, app.now(), &administrator, id).await?;
    tx.commit().await?;
    Ok(See::other(format!("/people/{id}")).say("accounts-closed", args![]))
}

/// POST /people/{id}/reopen
pub async fn reopen(
    State(app): State<App>,
    administrator: Administrator,
    Path(id): Path<PersonId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::reopen(&tx, app.now(), &administrator, id).await?;
    tx.commit().await?;
    Ok(See::other(format!("/people/{id}")).say("accounts-reopened", args![]))
}

/// POST /people/{id}/sign-out
pub async fn sign_out(
    State(app): State<App>,
    administrator: Administrator,
    Path(id): Path<PersonId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    let ended = actions::end_sessions(&tx, app.now(), administrator.by(), id, None).await?;
    tx.commit().await?;
    Ok(See::other(format!("/people/{id}")).say("accounts-sessions-ended", args![n = ended]))
}
