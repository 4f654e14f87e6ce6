//! Calendars: secret addresses that a telephone asks by itself. What is in them follows the rights that the person has on
//! the day they are read.

use super::mail::host;
use super::pages::{CalendarPage, FeedView};
use crate::app::App;
use crate::features::activities;
use crate::features::units::actions::with_left;
use crate::features::work::actions::titles;
use crate::rights::SignedIn;
use axum::extract::State as Axum;
use axum::response::IntoResponse;
use db::DbError;
use document::ics::{self, Calendar, Event};
use domain::ids::{CalendarFeedId, PersonId, PlanId, UnitId};
use domain::time::Moment;
use domain::work::State;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::Deserialize;
use std::time::Duration;
use tables::{assignment, calendar_feed, person, plan, post, task};
use utoipa::{IntoParams, ToSchema};
use web::http::header;
use web::{
    Check, Context, Error, FormErrors, Input, Locale, Path, Query, See, Show, StatusCode, Token, args,
};

/// Addresses of one person.
const FEEDS_MAX: u64 = 10;
/// Events of one calendar: telephones choke on more.
const EVENTS_MAX: u64 = 2_000;
/// When it was read is noted at most this often.
const NOTED_EVERY: Duration = Duration::from_secs(3_600);

/// What a calendar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What has the person's name on it.
    Own,
    /// What the person's units must do.
    Unit,
    /// The roadmap of an issued plan.
    Plan(PlanId),
}

impl Scope {
    fn word(self) -> String {
        match self {
            Scope::Own => "own".to_owned(),
            Scope::Unit => "unit".to_owned(),
            Scope::Plan(id) => format!("plan:{id}"),
        }
    }

    fn parse(word: &str) -> Option<Scope> {
        match word {
            "own" => Some(Scope::Own),
            "unit" => Some(Scope::Unit),
            _ => word.strip_prefix("plan:").and_then(|id| id.parse().ok()).map(Scope::Plan),
        }
    }
}

/// Which plan is proposed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct WantedCalendar {
    /// An issued plan.
    plan: String,
}

/// GET /calendar
pub async fn show(
    Axum(app): Axum<App>,
    signed: SignedIn,
    Query(wanted): Query<WantedCalendar>,
) -> Result<Show<CalendarPage>, Error> {
    page(&app, signed.person.id, (wanted.plan.parse().ok(), None)).await.map(Show)
}

async fn page(
    app: &App,
    who: PersonId,
    (proposed, link): (Option<PlanId>, Option<String>),
) -> Result<CalendarPage, Error> {
    let rows = calendar_feed::of(who).all(app.db.read()).await?;
    let mut feeds = Vec::with_capacity(rows.len());
    for row in rows {
        let scope = Scope::parse(&row.scope);
        let plan = match scope {
            Some(Scope::Plan(id)) => issued(app, id).await?.map(|plan| plan.subject),
            _ => None,
        };
        let word = if matches!(scope, Some(Scope::Plan(_))) { "plan" } else { row.scope.as_str() };
        feeds.push(FeedView {
            id: row.id,
            scope: word.to_owned(),
            plan,
            created_at: row.created_at,
            fetched_at: row.fetched_at,
        });
    }
    let plan = match proposed {
        Some(id) => issued(app, id).await?,
        None => None,
    };
    Ok(CalendarPage {
        feeds,
        plan_id: plan.as_ref().map(|plan| plan.id),
        plan: plan.map(|plan| plan.subject),
        link,
    })
}

/// The plan, when it was issued: what is not is for those who write it.
async fn issued(app: &App, id: PlanId) -> Result<Option<plan::Model>, Error> {
    let found = plan::by_id(id).one(app.db.read()).await?;
    Ok(found.filter(|plan| plan.state == "issued"))
}

/// What is wanted.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CalendarForm)]
pub struct NewFeed {
    /// own, unit or plan:ID.
    scope: String,
}

impl Check for NewFeed {
    type Valid = Scope;
    fn check(self) -> Result<Scope, FormErrors> {
        Scope::parse(&self.scope).ok_or_else(|| FormErrors::of("scope", "notices-calendar-scope-wrong"))
    }
}

/// POST /calendar: the answer shows the address, once; only its hash is kept.
pub async fn make(
    Axum(app): Axum<App>,
    signed: SignedIn,
    context: Context,
    input: Input<NewFeed>,
) -> Result<Show<CalendarPage>, Error> {
    let (who, now) = (signed.person.id, app.now());
    let typed = input.typed();
    let scope = match input.check() {
        Ok(scope) => scope,
        Err(refusal) => return Err(refusal.on(page(&app, who, (None, None)).await?)),
    };
    if let Scope::Plan(id) = scope
        && issued(&app, id).await?.is_none()
    {
        return Err(Error::not_found());
    }
    let n = calendar_feed::of(who).count(app.db.read()).await?;
    if n >= FEEDS_MAX {
        let many = FormErrors::of_with("scope", "notices-calendar-many", args![n = n]);
        return Err(many.refuse(typed).on(page(&app, who, (None, None)).await?));
    }
    let token = context.new_token();
    let tx = app.db.write().await?;
    let row = calendar_feed::ActiveModel {
        id: Set(tx.new_id(now)),
        person_id: Set(who),
        scope: Set(scope.word()),
        token_hash: Set(token.hash().hex()),
        created_at: Set(now),
        fetched_at: Set(None),
        revoked_at: Set(None),
    };
    row.insert(&tx).await?;
    tx.commit().await?;
    let link = super::mail::page(&app.config, &format!("/calendar/{}.ics", token.text()));
    page(&app, who, (None, Some(link))).await.map(Show)
}

/// POST /calendar/{id}/revoke
pub async fn revoke(
    Axum(app): Axum<App>,
    signed: SignedIn,
    Path(id): Path<CalendarFeedId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    let done = calendar_feed::Entity::update_many()
        .col_expr(calendar_feed::Column::RevokedAt, Expr::value(app.now()))
        .filter(calendar_feed::Column::Id.eq(id))
        .filter(calendar_feed::Column::PersonId.eq(signed.person.id))
        .filter(calendar_feed::Column::RevokedAt.is_null())
        .exec(&tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Error::not_found());
    }
    tx.commit().await?;
    Ok(See::other("/calendar").say("notices-calendar-revoked", args![]))
}

/// GET /calendar/{id}: what a telephone asks for. Wrong addresses count as tries of where they come from.
pub async fn file(
    Axum(app): Axum<App>,
    context: Context,
    Path(file): Path<String>,
) -> Result<impl IntoResponse, Error> {
    let over = || Error::new(StatusCode::GONE, "notices-calendar-over");
    let token = file.strip_suffix(".ics").and_then(Token::parse);
    let feed = match token {
        Some(token) => calendar_feed::living(&token.hash().hex()).one(app.db.read()).await?,
        None => None,
    };
    let Some(feed) = feed else {
        app.sign_ins_by_address.take(web::network(context.address), app.now())?;
        return Err(over());
    };
    let who = person::by_id(feed.person_id).one(app.db.read()).await?;
    let who = who.filter(|who| who.closed_at.is_none()).ok_or_else(over)?;
    let scope = Scope::parse(&feed.scope).ok_or_else(over)?;
    let made = calendar(&app, &who, scope).await?;
    note(&app, &feed).await?;
    let heads = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, max-age=900"),
    ];
    Ok((heads, ics::write(&made, app.now())))
}

async fn note(app: &App, feed: &calendar_feed::Model) -> Result<(), DbError> {
    let now = app.now();
    if feed.fetched_at.is_some_and(|at| now.since(at) < NOTED_EVERY) {
        return Ok(());
    }
    let tx = app.db.write().await?;
    calendar_feed::Entity::update_many()
        .col_expr(calendar_feed::Column::FetchedAt, Expr::value(now))
        .filter(calendar_feed::Column::Id.eq(feed.id))
        .exec(&tx)
        .await?;
    tx.commit().await
}

async fn calendar(app: &App, who: &person::Model, scope: Scope) -> Result<Calendar, Error> {
    let locale = who.locale.as_deref().and_then(Locale::parse).unwrap_or_default();
    let name = |key: &str| super::mail::say(locale, key, &args![]);
    match scope {
        Scope::Own => {
            // A name that stayed on work of a unit the person has left leads nowhere any more.
            let posts = post::held_by(who.id).all(app.db.read()).await?;
            let units: Vec<UnitId> = posts.iter().map(|post| post.unit_id).collect();
            let units = with_left(app.db.read(), &units, app.now().local_day()).await?;
            let mine = Condition::all()
                .add(assignment::Column::PersonId.eq(who.id))
                .add(assignment::Column::UnitId.is_in(units));
            Ok(Calendar { name: name("notices-calendar-own"), events: work(app, locale, mine).await? })
        }
        Scope::Unit => {
            let posts = post::held_by(who.id).all(app.db.read()).await?;
            let units: Vec<UnitId> = posts.iter().map(|post| post.unit_id).collect();
            let ours = Condition::all().add(assignment::Column::UnitId.is_in(units.iter().copied()));
            let mut events = work(app, locale, ours).await?;
            events.extend(meetings(app, &units, EVENTS_MAX.saturating_sub(events.len() as u64)).await?);
            Ok(Calendar { name: name("notices-calendar-unit"), events })
        }
        Scope::Plan(id) => {
            let Some(plan) = issued(app, id).await? else {
                return Ok(Calendar { name: name("notices-calendar"), events: Vec::new() });
            };
            Ok(Calendar { name: plan.subject, events: roadmap(app, id).await? })
        }
    }
}

/// The deadlines of work that is not over: what comes next first of all, then what is late, the latest late first.
async fn work(app: &App, locale: Locale, which: Condition) -> Result<Vec<Event>, Error> {
    let conn = app.db.read();
    let today = app.now().local_day();
    let open = assignment::Entity::find()
        .filter(which)
        .filter(assignment::Column::State.is_not_in([State::Done, State::Withdrawn]));
    let next = open.clone().filter(assignment::Column::DueOn.gte(today));
    let next = next.order_by_asc(assignment::Column::DueOn).order_by_asc(assignment::Column::Id);
    let mut rows = next.limit(EVENTS_MAX).all(conn).await?;
    let late = open.filter(assignment::Column::DueOn.lt(today));
    let late = late.order_by_desc(assignment::Column::DueOn).order_by_asc(assignment::Column::Id);
    rows.extend(late.limit(EVENTS_MAX.saturating_sub(rows.len() as u64)).all(conn).await?);
    let titles = titles(conn, &rows).await?;
    let host = host(&app.config);
    let event = |row: &assignment::Model| {
        let due = row.due_on?;
        let title = titles.get(&row.source_id).cloned().unwrap_or_default();
        Some(Event {
            uid: format!("work-{}@{host}", row.id),
            sequence: seconds_between(row.created_at, row.updated_at),
            first: due,
            last: due,
            summary: super::mail::say(locale, "notices-calendar-due", &args![title = title]),
            times: None,
            place: String::new(),
            description: String::new(),
            url: Some(super::mail::page(&app.config, &format!("/work/{}", row.id))),
        })
    };
    Ok(rows.iter().filter_map(event).collect())
}

/// Sessions of activities that the units organise or are asked to.
async fn meetings(app: &App, units: &[UnitId], limit: u64) -> Result<Vec<Event>, Error> {
    let units = with_left(app.db.read(), units, app.now().local_day()).await?;
    let host = host(&app.config);
    let event = |one: activities::Timed| Event {
        uid: format!("session-{}@{host}", one.id),
        sequence: u32::try_from(one.version).unwrap_or(0),
        first: one.starts_at.local_day(),
        last: one.ends_at.local_day(),
        times: Some((one.starts_at, one.ends_at)),
        place: one.place,
        summary: one.summary,
        description: String::new(),
        url: Some(super::mail::page(&app.config, &one.path)),
    };
    Ok(activities::calendar_of(app, &units, limit).await?.into_iter().map(event).collect())
}

/// Calendars take an event anew when its sequence has grown.
fn seconds_between(first: Moment, last: Moment) -> u32 {
    u32::try_from(last.since(first).as_secs()).unwrap_or(u32::MAX)
}

async fn roadmap(app: &App, id: PlanId) -> Result<Vec<Event>, Error> {
    let rows = task::of_plan(id).limit(EVENTS_MAX).all(app.db.read()).await?;
    let host = host(&app.config);
    let event = |row: task::Model| {
        let first = row.starts_on.or(row.ends_on)?;
        Some(Event {
            uid: format!("task-{}@{host}", row.id),
            sequence: 0,
            first,
            last: row.ends_on.unwrap_or(first),
            summary: row.title,
            times: None,
            place: String::new(),
            description: row.time_printed.unwrap_or_default(),
            url: Some(super::mail::page(&app.config, &format!("/plans/{id}/work#task-{}", row.id))),
        })
    };
    Ok(rows.into_iter().filter_map(event).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_read_back() {
        let plan = Scope::Plan(PlanId::from(uuid::Uuid::from_u128(7)));
        for scope in [Scope::Own, Scope::Unit, plan] {
            assert_eq!(Scope::parse(&scope.word()), Some(scope));
        }
        assert_eq!(Scope::parse("plan:x"), None);
        assert_eq!(Scope::parse(""), None);
    }
}
