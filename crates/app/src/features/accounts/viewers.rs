//! Who a session belongs to: loaded once per request, shown by `web`, proved by the extractors of `rights`.

use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::Signed;
use domain::time::{Day, Moment};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, DbErr, EntityTrait, FromQueryResult, IdenStatic as _,
    Iterable as _, JoinType, QueryFilter as _, QueryOrder as _, QueryResult, QuerySelect as _, Select,
    SelectModel, Selector,
};
use std::sync::Arc;
use std::time::Duration;
use tables::{person, post, session, unit_name};
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
    let rows = known(&token.hex(), seen.now).all(app.db.read()).await.map_err(db::DbError::from)?;
    let mut rows = rows.into_iter();
    let Some(Row { session, person, post, name }) = rows.next() else { return Ok(None) };
    if person.closed_at.is_some() {
        return Ok(None);
    }
    let mut held: Vec<(post::Model, Vec<UnitName>)> = Vec::new();
    for (post, name) in std::iter::once((post, name)).chain(rows.map(|row| (row.post, row.name))) {
        let Some(post) = post else { continue };
        if held.last().is_none_or(|(last, _)| last.id != post.id) {
            held.push((post, Vec::new()));
        }
        held.last_mut().expect("one for each post").1.extend(name);
    }
    let today = seen.now.local_day();
    let named = |(post, names): (post::Model, Vec<UnitName>)| {
        let name = units::nearest_short(names.into_iter(), today);
        let name = name.unwrap_or_else(|| post.unit_id.to_string());
        (post, name)
    };
    let (posts, names): (Vec<post::Model>, Vec<String>) = held.into_iter().map(named).unzip();
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

/// A name of a unit with its last day.
type UnitName = (Option<Day>, String);

/// A session with whose it is, a post of that person and a name of its unit.
struct Row {
    session: session::Model,
    person: person::Model,
    post: Option<post::Model>,
    name: Option<UnitName>,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Row, DbErr> {
        let short: Option<String> = row.try_get("", "n_short")?;
        Ok(Row {
            session: session::Model::from_query_result(row, "s_")?,
            person: person::Model::from_query_result(row, "p_")?,
            post: post::Model::from_query_result_optional(row, "o_")?,
            name: short.map(|short| Ok::<_, DbErr>((row.try_get("", "n_to")?, short))).transpose()?,
        })
    }
}

/// Everything in one question, because it is asked at every request: the session of a token, whose it is, the posts of that
/// person, the main one first, each with the names of its unit.
fn known(token_hash: &str, now: Moment) -> Selector<SelectModel<Row>> {
    fn all<E: EntityTrait>(mut select: Select<session::Entity>, mark: &str) -> Select<session::Entity> {
        for column in E::Column::iter() {
            let name = format!("{mark}{}", column.as_str());
            select = select.column_as(column.into_expr(), name);
        }
        select
    }
    let post = session::Entity::belongs_to(post::Entity)
        .from(session::Column::PersonId)
        .to(post::Column::PersonId)
        .on_condition(|_, post| Condition::all().add(Expr::col((post, post::Column::EndedAt)).is_null()));
    let name =
        post::Entity::belongs_to(unit_name::Entity).from(post::Column::UnitId).to(unit_name::Column::UnitId);
    let mut select = session::living(token_hash, now)
        .select_only()
        .join(JoinType::InnerJoin, session::to_person())
        .join(JoinType::LeftJoin, post.into())
        .join(JoinType::LeftJoin, name.into());
    select = all::<session::Entity>(select, "s_");
    select = all::<person::Entity>(select, "p_");
    select = all::<post::Entity>(select, "o_");
    select
        .column_as(unit_name::Column::Short, "n_short")
        .column_as(unit_name::Column::ValidTo, "n_to")
        .order_by_desc(post::Column::IsMain)
        .order_by_asc(post::Column::Id)
        .order_by_asc(unit_name::Column::ValidTo.is_null())
        .order_by_asc(unit_name::Column::ValidTo)
        .into_model::<Row>()
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
