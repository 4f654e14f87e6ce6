//! One level: a total, the figures it is made of, and who said it when. Reads the rows of that level alone.

use super::pages::{BarView, CountView, CrumbView, EntryView, LevelPage};
use super::rights::Figure;
use super::view::{self, Words};
use super::{sums, totals::ByPeriod};
use crate::app::App;
use crate::features::units;
use crate::rights::{self, May, ReadWork, Signed};
use axum::extract::State as Shared;
use db::DbError;
use domain::figures::{Amount, State};
use domain::ids::{FigureId, PersonId, UnitId};
use domain::rights::Act;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use tables::{figure, figure_entry, figure_period, indicator};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// Entries shown.
const HISTORY_MAX: u64 = 100;
/// Steps of the way up that are followed.
const STEPS_MAX: usize = 12;

/// What to list.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// open, sent, accepted or returned.
    pub state: String,
    /// From 1.
    pub page: Option<u64>,
}

/// GET /figures/{id}
pub async fn show(
    Shared(app): Shared<App>,
    may: May<Figure, ReadWork>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<LevelPage>, Error> {
    Ok(Show(page(&app, may.signed(), may.row(), &wanted).await?))
}

/// The page of a figure for somebody who may read it, as it is shown again with what is wrong.
pub async fn page_of(app: &App, signed: &Signed, id: FigureId) -> Result<LevelPage, Error> {
    let row =
        figure::by_id(id).one(app.db.read()).await.map_err(DbError::from)?.ok_or_else(Error::not_found)?;
    rights::may::<Figure>(app, signed, &row, Act::ReadWork).await?.ok_or_else(Error::forbidden)?;
    page(app, signed, &row, &Wanted::default()).await
}

async fn page(app: &App, signed: &Signed, row: &figure::Model, wanted: &Wanted) -> Result<LevelPage, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let of = indicator::by_id(row.indicator_id).one(db).await.map_err(DbError::from)?;
    let of = of.ok_or_else(Error::not_found)?;
    let state = wanted.state.parse::<State>().ok();
    let mut below = figure::below(row.indicator_id, &row.period, row.unit_id);
    if let Some(state) = state {
        below = below.filter(figure::Column::State.eq(state));
    }
    // What is missing stands first, then what waits for an answer.
    let ordered = below.order_by_asc(first_what_waits()).order_by_asc(figure::Column::UnitId);
    let found =
        db::paging::page(ordered, db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS), db).await?;
    // What a unit typed and has not sent is its own.
    let own: BTreeSet<UnitId> = signed.units_for(app, Act::ReadWork).await?.into_iter().collect();
    let is_seen = |row: &figure::Model| row.state.is_given() || row.is_by_above || own.contains(&row.unit_id);
    let seen = |row: &figure::Model| if is_seen(row) { row.clone() } else { row.clone().unsaid() };
    let mut entries = figure_entry::of(row.id).limit(HISTORY_MAX).all(db).await.map_err(DbError::from)?;
    if !is_seen(row) {
        let n_unsent = entries.iter().take_while(|entry| entry.verb == "say").count();
        entries.drain(..n_unsent);
    }
    let (row, below) = (&seen(row), found.items.iter().map(seen).collect::<Vec<_>>());
    let people: Vec<PersonId> = entries.iter().filter_map(|entry| entry.person_id).collect();
    let all: Vec<figure::Model> = below.iter().chain([row]).cloned().collect();
    let words = Words::load(app, &all, &people).await?;
    let (above, is_frozen) = above(app, signed, row).await?;
    let (bars, target_height) = over_periods(app, &of, row.unit_id, seen).await?;
    let period = figure_period::by_key(row.indicator_id, &row.period).one(db).await.map_err(DbError::from)?;
    let is_top = row.above_id.is_none();
    let leads = signed.may(app, Act::LeadWork, Some(row.unit_id)).await?.is_some();
    Ok(LevelPage {
        row: words.row(row, today)?,
        above,
        is_top,
        is_frozen,
        counts: counts(app, row).await?,
        parts: below.iter().map(|part| words.row(part, today)).collect::<Result<_, _>>()?,
        state: state.map(|state| state.word().to_owned()).unwrap_or_default(),
        page: found.page,
        n_pages: found.n_pages,
        n_parts: found.total,
        bars,
        target_height,
        history: entries.iter().map(|entry| entry_view(entry, &words)).collect(),
        may_do: signed.may(app, Act::DoWork, Some(row.unit_id)).await?.is_some(),
        may_decide: leads,
        may_lock: leads && is_top,
        locked_at: period.and_then(|period| period.locked_at),
        today,
    })
}

/// What waits for an answer, then what was returned, what is open, what is accepted.
fn first_what_waits() -> SimpleExpr {
    let place = Expr::case(figure::Column::State.eq(State::Sent), 0)
        .case(figure::Column::State.eq(State::Returned), 1)
        .case(figure::Column::State.eq(State::Open), 2);
    place.finally(3).into()
}

fn entry_view(entry: &figure_entry::Model, words: &Words) -> EntryView {
    let number = |n: Option<i64>| n.map(|n| Amount::of_hundredths(n).as_f64());
    EntryView {
        verb: entry.verb.clone(),
        who: words.person(entry.person_id),
        at: entry.at,
        before: number(entry.value_before),
        base_before: number(entry.base_before),
        after: number(entry.value),
        base_after: number(entry.base),
        words: entry.words.clone(),
    }
}

/// How many of the figures below are in which state.
async fn counts(app: &App, row: &figure::Model) -> Result<Vec<CountView>, Error> {
    let counted: Vec<(State, i64)> = figure::below(row.indicator_id, &row.period, row.unit_id)
        .select_only()
        .column(figure::Column::State)
        .column_as(Expr::cust("COUNT(*)"), "n")
        .group_by(figure::Column::State)
        .into_tuple()
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    let counted: HashMap<State, i64> = counted.into_iter().collect();
    let count = |state: &State| {
        let n = counted.get(state).copied().unwrap_or(0);
        CountView { state: state.word(), n: u64::try_from(n).unwrap_or(0) }
    };
    Ok([State::Accepted, State::Sent, State::Returned, State::Open].iter().map(count).collect())
}

/// The way up to the unit that asked, as far as the person may read it; and whether the level above has sent its sum.
async fn above(app: &App, signed: &Signed, row: &figure::Model) -> Result<(Vec<CrumbView>, bool), Error> {
    let db = app.db.read();
    let (mut at, mut way, mut is_frozen) = (row.clone(), Vec::new(), false);
    for step in 0..STEPS_MAX {
        let Some(unit) = at.above_id else { break };
        let over = figure::of_period(at.indicator_id, &at.period).filter(figure::Column::UnitId.eq(unit));
        let Some(over) = over.one(db).await.map_err(DbError::from)? else { break };
        if step == 0 {
            is_frozen = over.above_id.is_some() && over.state.is_given();
        }
        at = over;
        way.push(at.clone());
    }
    let mut readable = Vec::new();
    for over in way {
        if rights::may::<Figure>(app, signed, &over, Act::ReadWork).await?.is_none() {
            break;
        }
        readable.push(over);
    }
    let ids: Vec<UnitId> = readable.iter().map(|over| over.unit_id).collect();
    let names = units::refs(db, &ids, app.now().local_day()).await.map_err(DbError::from)?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|unit| (unit.id, unit.short)).collect();
    let crumb = |over: &figure::Model| CrumbView {
        id: over.id,
        unit: names.get(&over.unit_id).cloned().unwrap_or_default(),
    };
    Ok((readable.iter().rev().map(crumb).collect(), is_frozen))
}

/// The totals of one unit over all periods.
async fn over_periods(
    app: &App,
    of: &indicator::Model,
    unit: UnitId,
    seen: impl Fn(&figure::Model) -> figure::Model,
) -> Result<(Vec<BarView>, Option<f64>), Error> {
    let db = app.db.read();
    let periods = figure_period::of(&[of.id]).all(db).await.map_err(DbError::from)?;
    let rows = figure::of_unit(&[of.id], unit).all(db).await.map_err(DbError::from)?;
    let goal = of.goal();
    let by_period: ByPeriod = rows
        .iter()
        .map(seen)
        .map(|row| (row.period.clone(), (row.id, sums::whole(&row, &goal), row.n_asked, row.is_leaf)))
        .collect();
    Ok(view::bars(of, &periods, &by_period))
}
