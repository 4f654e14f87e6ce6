//! Who a session belongs to: loaded once per request, shown by `web`, proved by the extractors of `rights`.

use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::Signed;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
};
use std::sync::Arc;
use std::time::Duration;
use tables::{person, post, session};
use web::http::Extensions;
use web::{BoxFuture, Error, Known, Seen, TokenHash, Viewer, ViewerPost, Viewers};

/// A session's "last seen" is written at most this often; the list of sessions needs no seconds.
const SEEN_EVERY: Duration = Duration::from_secs(10 * 60);

/// How long a browser keeps the cookie: as long as browsers allow. The session itself ends on the server, after the
/// idle time of the settings; a cookie that ended first would sign people out in the middle of their work.
pub const COOKIE_AGE: Duration = Duration::from_secs(400 * 24 * 60 * 60);

/// The app's side of [`Viewers`].
#[derive(Clone)]
pub struct AppViewers(pub App);

impl Viewers for AppViewers {
    fn viewer(&self, token: TokenHash, seen: Seen) -> BoxFuture<'_, Result<Option<Known>, Error>> {
        Box::pin(async move { load(&self.0, &token, &seen).await })
    }
}

async fn load(app: &App, token: &TokenHash, seen: &Seen) -> Result<Option<Known>, Error> {
    let db = app.db.read();
    // Two questions for everything: this is asked at every request.
    let found = session::living(&token.hex(), seen.now)
        .join(JoinType::InnerJoin, session::to_person())
        .select_also(person::Entity)
        .one(db)
        .await
        .map_err(db::DbError::from)?;
    let Some((session, Some(person))) = found else { return Ok(None) };
    if person.closed_at.is_some() {
        return Ok(None);
    }
    let (posts, names) = units::posts_of(db, person.id, seen.now.local_day()).await?;
    if seen.now.since(session.seen_at) > SEEN_EVERY {
        touch(app, &session, seen).await?;
    }
    let n_unread = match seen.wants_page {
        true => crate::features::notices::n_unread(app, person.id).await?,
        false => 0,
    };
    let viewer = viewer(&person, &posts, names, n_unread);
    let mut extra = Extensions::new();
    extra.insert(Arc::new(Signed { person, session, posts }));
    Ok(Some(Known { viewer, extra }))
}

/// Notes that the session is alive and lets it live on.
async fn touch(app: &App, session: &session::Model, seen: &Seen) -> Result<(), Error> {
    let tx = app.db.write().await?;
    // A session that was ended meanwhile stays ended: nothing is found, nothing is written.
    session::Entity::update_many()
        .set(session::ActiveModel {
            seen_at: Set(seen.now),
            address: Set(seen.address.to_string()),
            expires_at: Set(seen.now.plus(lasts(app))),
            ..session::ActiveModel::default()
        })
        .filter(session::Column::Id.eq(session.id))
        .exec(&tx)
        .await
        .map_err(db::DbError::from)?;
    tx.commit().await?;
    Ok(())
}

/// How long a session lives without use.
pub fn lasts(app: &App) -> Duration {
    Duration::from_secs(u64::from(app.config.accounts.session_idle_hours_max) * 3600)
}

/// `names`: the short name of the unit of each post.
fn viewer(person: &person::Model, posts: &[post::Model], names: Vec<String>, n_unread: u64) -> Viewer {
    let shown: Vec<ViewerPost> = posts
        .iter()
        .zip(names)
        .map(|(post, unit_name)| ViewerPost {
            id: post.id.uuid(),
            kind: post.kind,
            unit_id: post.unit_id.uuid(),
            unit_name,
            title: post.title.clone(),
        })
        .collect();
    let main = shown.first();
    let viewer = Viewer {
        id: person.id.uuid(),
        name: person.name.clone(),
        initials: initials(&person.name),
        title: main.map(|p| p.title.clone()).unwrap_or_default(),
        unit_id: main.map(|p| p.unit_id),
        unit_name: main.map(|p| p.unit_name.clone()),
        posts: shown,
        is_admin: person.is_admin,
        n_unread,
        acts: Vec::new(),
    };
    viewer.with_acts()
}

/// Letters of the middle and the given name ("Lê Thu Hằng" is TH): the family name tells too few people apart.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last_two = &words[words.len().saturating_sub(2)..];
    last_two.iter().filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect()
}
