//! The page of notices, the bell, and what a person wants to be told.

use super::actions::{self, Choice};
use super::kinds::{Kind, Theme};
use super::pages::{ChoiceView, NoticeCount, NoticeSettingsPage, NoticeView, NoticesPage};
use super::{digest, words};
use crate::app::App;
use crate::features::units;
use crate::rights::{Own, Signed, SignedIn};
use axum::extract::State;
use axum::response::IntoResponse;
use domain::ids::{NoticeId, PersonId, UnitId};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use tables::{notice, notice_choice};
use utoipa::{IntoParams, ToSchema};
use web::{Check, Context, Error, FormErrors, Input, Path, Query, See, Show, args, http::header};

/// The bell counts no further.
pub const BELL_MAX: u64 = 100;

/// What is listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// `all`, or only what is unread.
    show: String,
    /// documents or work.
    theme: String,
    /// Number of the page, from 1.
    page: Option<u64>,
}

/// GET /notices
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<Show<NoticesPage>, Error> {
    let (conn, person) = (app.db.read(), signed.person.id);
    let n_unread = notice::unread_of(person).count(conn).await?;
    let show = if wanted.show == "all" || n_unread == 0 { "all" } else { "unread" };
    let theme = Theme::parse(&wanted.theme);
    let mut select = notice::of(person);
    if show == "unread" {
        select = select.filter(notice::Column::ReadAt.is_null());
    }
    if let Some(theme) = theme {
        select = select.filter(notice::Column::Kind.is_in(theme.kinds()));
    }
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, conn).await?;
    let newest = notice::of(person).select_only().column(notice::Column::Id).limit(1);
    Ok(Show(NoticesPage {
        show,
        theme,
        notices: views(&app, &context, &found.items).await?,
        n_unread,
        until: newest.into_tuple().one(conn).await?,
        keep_days: app.config.notices.keep_days,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
    }))
}

async fn views(app: &App, context: &Context, rows: &[notice::Model]) -> Result<Vec<NoticeView>, Error> {
    let ids: Vec<UnitId> =
        rows.iter().filter_map(|row| row.unit_id).collect::<BTreeSet<_>>().into_iter().collect();
    let names = units::refs(app.db.read(), &ids, app.now().local_day()).await?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|unit| (unit.id, unit.short)).collect();
    let view = |row: &notice::Model| NoticeView {
        id: row.id,
        kind: row.kind.clone(),
        icon: Kind::parse(&row.kind).map_or("info", Kind::icon),
        sentence: context.say(&format!("notices-told-{}", row.kind), &words::read(context.locale, &row.args)),
        unit_id: row.unit_id,
        unit_name: row.unit_id.and_then(|unit| names.get(&unit)).cloned().unwrap_or_default(),
        link: row.link.clone(),
        at: row.created_at,
        is_unread: row.read_at.is_none(),
    };
    Ok(rows.iter().map(view).collect())
}

/// GET /notices/count
pub async fn count(State(app): State<App>, signed: SignedIn) -> Result<impl IntoResponse, Error> {
    let n_unread = super::n_unread(&app, signed.person.id).await?;
    let text = serde_json::to_string(&NoticeCount { n_unread }).map_err(Error::unexpected)?;
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], text))
}

/// GET /notices/{id}/open: marks it as read and goes to its page. Nothing but the reader's own mark changes, so a link
/// may do it.
pub async fn open(State(app): State<App>, signed: SignedIn, Path(id): Path<NoticeId>) -> Result<See, Error> {
    let row = notice::Entity::find_by_id(id)
        .filter(notice::Column::PersonId.eq(signed.person.id))
        .one(app.db.read())
        .await?
        .ok_or_else(Error::not_found)?;
    if row.read_at.is_none() {
        let tx = app.db.write().await?;
        actions::mark_read(&tx, app.now(), signed.person.id, id).await?;
        tx.commit().await?;
    }
    Ok(See::other(row.link))
}

/// Up to which one, and of which part of the work.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = NoticesReadForm)]
pub struct Until {
    /// The newest that the page showed.
    until: String,
    /// documents, work: what the page was narrowed to; everything when empty.
    theme: String,
}

impl Check for Until {
    type Valid = (NoticeId, Option<Theme>);
    fn check(self) -> Result<(NoticeId, Option<Theme>), FormErrors> {
        let until = self.until.parse().map_err(|_| FormErrors::of("until", "notices-until-missing"))?;
        Ok((until, Theme::parse(&self.theme)))
    }
}

/// POST /notices/read
pub async fn read_all(State(app): State<App>, signed: SignedIn, input: Input<Until>) -> Result<See, Error> {
    let (until, theme) = input.check()?;
    let kinds: Vec<&'static str> = theme.map(Theme::kinds).unwrap_or_default();
    let tx = app.db.write().await?;
    let n = actions::mark_all_read(&tx, app.now(), signed.person.id, (until, &kinds)).await?;
    tx.commit().await?;
    Ok(See::other("/notices").say("notices-all-read", args![n = n]))
}

/// GET /notices/settings
pub async fn settings(State(app): State<App>, signed: SignedIn) -> Result<Show<NoticeSettingsPage>, Error> {
    Ok(Show(settings_page(&app, &signed).await?))
}

async fn settings_page(app: &App, signed: &Signed) -> Result<NoticeSettingsPage, Error> {
    let own = own_choices(app, signed.person.id).await?;
    let view = |kind: Kind| {
        let (shows, mails) = own.get(kind.word()).copied().unwrap_or((true, kind.mails()));
        ChoiceView { kind: kind.word(), theme: kind.theme(), shows, mails }
    };
    Ok(NoticeSettingsPage {
        choices: Kind::ALL.into_iter().map(view).collect(),
        email: signed.person.email.clone(),
        digest: digest::is_wanted(app, signed.person.id).await?,
        is_mail_on: app.config.mail.is_on(),
    })
}

async fn own_choices(app: &App, person: PersonId) -> Result<HashMap<String, (bool, bool)>, Error> {
    let rows = notice_choice::of(person).all(app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.kind, (row.shows, row.mails))).collect())
}

/// What was ticked.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = NoticeChoices)]
pub struct Chosen {
    /// Kinds that ring the bell.
    shows: Vec<String>,
    /// Kinds that come by mail.
    mails: Vec<String>,
    /// The weekly digest is wanted.
    digest: bool,
    /// The form asked about mail and digest. Whoever was not asked has not said that they want none.
    asks_mail: bool,
}

/// What was said.
#[derive(Debug)]
pub struct Said {
    shows: Vec<Kind>,
    mails: Option<(Vec<Kind>, bool)>,
}

impl Check for Chosen {
    type Valid = Said;
    fn check(self) -> Result<Said, FormErrors> {
        if self.shows.iter().chain(&self.mails).any(|word| Kind::parse(word).is_none()) {
            return Err(FormErrors::of("shows", "notices-kind-unknown"));
        }
        let kinds = |words: &[String]| words.iter().filter_map(|word| Kind::parse(word)).collect();
        let is_asked = self.asks_mail || !self.mails.is_empty();
        let mails = is_asked.then(|| (kinds(&self.mails), self.digest));
        Ok(Said { shows: kinds(&self.shows), mails })
    }
}

/// POST /notices/settings
pub async fn choose(State(app): State<App>, signed: SignedIn, input: Input<Chosen>) -> Result<See, Error> {
    let said = match input.check() {
        Ok(said) => said,
        Err(refusal) => return Err(refusal.on(settings_page(&app, &signed).await?)),
    };
    let own = own_choices(&app, signed.person.id).await?;
    let mails = |kind: Kind| match &said.mails {
        Some((kinds, _)) => kinds.contains(&kind),
        None => own.get(kind.word()).map_or(kind.mails(), |(_, mails)| *mails),
    };
    let choice = |kind: Kind| Choice { kind, shows: said.shows.contains(&kind), mails: mails(kind) };
    let chosen: Vec<Choice> = Kind::ALL.into_iter().map(choice).collect();
    let tx = app.db.write().await?;
    actions::choose(&tx, signed.person.id, &chosen).await?;
    if let Some((_, wants)) = said.mails {
        digest::want(&tx, Own { person: signed.person.id, now: app.now() }, wants).await?;
    }
    tx.commit().await?;
    Ok(See::other("/notices/settings").say("notices-settings-saved", args![]))
}
