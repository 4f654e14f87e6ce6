//! GET /activities: those that one's units organise, and those that they are asked to come to.

use super::pages::{ActivitiesPage, AskedView, NarrowView};
use super::view;
use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::{Signed, SignedIn};
use axum::extract::State;
use db::DbError;
use domain::activities::{ActivityKind, ActivityState, AnswerState};
use domain::ids::UnitId;
use domain::rights::{Act, Reach};
use domain::time::Moment;
use sea_orm::sea_query::NullOrdering;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, Order, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, Select,
};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{activity, activity_unit};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// Words of a search that are looked at.
const WORDS_MAX: usize = 8;

/// Which activities.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// ours or asked.
    pub side: String,
    /// A kind.
    pub kind: String,
    /// A state: of the activity, or of the answer.
    pub state: String,
    /// coming or past.
    pub time: String,
    /// Words of the name.
    pub q: String,
    /// Id of another unit than one's own, below it.
    pub unit: String,
    /// From 1.
    pub page: Option<u64>,
}

fn narrowed(mut rows: Select<activity::Entity>, wanted: &Wanted, now: Moment) -> Select<activity::Entity> {
    if let Ok(kind) = wanted.kind.parse::<ActivityKind>() {
        rows = rows.filter(activity::Column::Kind.eq(kind));
    }
    for word in domain::text::key(&wanted.q).split_whitespace().take(WORDS_MAX) {
        rows = rows.filter(db::dialect::contains(activity::Column::NameKey, word));
    }
    match wanted.time.as_str() {
        "coming" => rows.filter(
            sea_orm::Condition::any()
                .add(activity::Column::LastAt.gte(now))
                .add(activity::Column::LastAt.is_null()),
        ),
        "past" => rows.filter(activity::Column::LastAt.lt(now)),
        _ => rows,
    }
}

/// Whose activities are looked at: those of one's units, or of a unit that one may read.
async fn whose(app: &App, signed: &Signed, unit: &str) -> Result<(Vec<UnitId>, Option<UnitId>), Error> {
    let own = signed.units_for(app, Act::ReadWork).await?;
    let Ok(unit) = unit.parse::<UnitId>() else { return Ok((own, None)) };
    if own.contains(&unit) {
        return Ok((vec![unit], None));
    }
    signed.may(app, Act::ReadWork, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    let all = units::with_left(app.db.read(), &[unit], app.now().local_day()).await?;
    Ok((all, Some(unit)))
}

/// GET /activities
pub async fn all(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<ActivitiesPage>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let (units, other) = whose(&app, &signed, &wanted.unit).await?;
    let mine = activity_unit::Entity::find()
        .filter(activity_unit::Column::UnitId.is_in(units.iter().copied()))
        .filter(activity_unit::Column::IsHost.eq(false));
    let announced = activity::Entity::find()
        .select_only()
        .column(activity::Column::Id)
        .filter(activity::Column::State.eq(ActivityState::Announced))
        .into_query();
    let unanswered = mine
        .clone()
        .filter(activity_unit::Column::State.eq(AnswerState::Waiting))
        .filter(activity_unit::Column::ActivityId.in_subquery(announced));
    let n_unanswered = unanswered.count(db).await.map_err(DbError::from)?;
    let number = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let is_asked = wanted.side == "asked";
    let (ours, asked, of) = if is_asked {
        let (asked, of) = asked(&app, mine, &wanted, number).await?;
        (Vec::new(), asked, of)
    } else {
        let mut rows = narrowed(activity::Entity::find(), &wanted, app.now()).filter(view::of_units(&units));
        if let Ok(state) = wanted.state.parse::<ActivityState>() {
            rows = rows.filter(activity::Column::State.eq(state));
        }
        let found = db::paging::page(by_time(rows), number, db).await?;
        let of = (found.total, found.page, found.n_pages);
        (view::activities(&app, &found.items).await?, Vec::new(), of)
    };
    let other_unit = match other {
        Some(unit) => Some(units::short_name(db, unit, today).await?),
        None => None,
    };
    let Wanted { kind, state, time, q, unit, .. } = wanted;
    let side = if is_asked { "asked" } else { "ours" }.to_owned();
    Ok(Show(ActivitiesPage {
        ours,
        asked,
        narrow: NarrowView { side, kind, state, time, q, unit },
        may_make: other_unit.is_none() && signed.reach(Act::DoWork) > Reach::Nowhere,
        other_unit,
        kinds: ActivityKind::ALL.to_vec(),
        n_unanswered,
        n_rows: of.0,
        page: of.1,
        n_pages: of.2,
    }))
}

/// The latest first; what has no session yet before everything.
fn by_time(rows: Select<activity::Entity>) -> Select<activity::Entity> {
    rows.order_by_with_nulls(activity::Column::FirstAt, Order::Desc, NullOrdering::First)
        .order_by_desc(activity::Column::Id)
}

type Asked = (Vec<AskedView>, (u64, u64, u64));

async fn asked(
    app: &App,
    mine: Select<activity_unit::Entity>,
    wanted: &Wanted,
    number: db::Page,
) -> Result<Asked, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let fitting = narrowed(activity::Entity::find(), wanted, app.now())
        .select_only()
        .column(activity::Column::Id)
        .into_query();
    let mut parts = mine.filter(activity_unit::Column::ActivityId.in_subquery(fitting));
    if let Ok(state) = wanted.state.parse::<AnswerState>() {
        parts = parts.filter(activity_unit::Column::State.eq(state));
    }
    let parts = parts.order_by_desc(activity_unit::Column::Id);
    let found = db::paging::page(parts, number, db).await?;
    let ids: Vec<_> = found.items.iter().map(|part| part.activity_id).collect();
    let rows = activity::by_ids(&ids).all(db).await.map_err(DbError::from)?;
    let views = view::activities(app, &rows).await?;
    let rows: HashMap<_, _> = rows.into_iter().zip(views).map(|(row, view)| (row.id, (row, view))).collect();
    let units: Vec<UnitId> = found.items.iter().map(|part| part.unit_id).collect();
    let names = view::names(app, &units).await?;
    let one = |part: &activity_unit::Model| {
        let (row, view) = rows.get(&part.activity_id)?;
        Some(AskedView {
            id: part.id,
            for_unit: names.get(&part.unit_id).cloned().unwrap_or_default(),
            answer: part.state,
            answer_by: row.answer_by,
            is_late: view::is_late(row, part.state, today),
            activity: view::for_asked(view.clone()),
        })
    };
    let asked = found.items.iter().filter_map(one).collect();
    Ok((asked, (found.total, found.page, found.n_pages)))
}
