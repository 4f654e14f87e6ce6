//! Reading units: the tree, one unit, search.

use axum::extract::State;
use domain::ids::UnitId;
use domain::rights::{Act, Reach};
use domain::time::Day;
use domain::units::{Line, UnitKind};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Error, Path, Query, Show};

use super::pages::{FoundRow, SearchPage, TreePage, UnitPage, UnitRef, UnitRow};
use super::{forms, queries, search, view};
use crate::app::App;
use crate::rights::SignedIn;

/// Units of one level that are shown at once.
pub const LEVEL_ROWS_MAX: usize = 200;
/// Units that a search shows unless it asks for fewer.
const FOUND_ROWS: usize = 20;

/// Which part of the tree.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct WhichTree {
    /// Code of the line.
    line: String,
    /// The day, as people write it; today when it is missing.
    on: String,
    /// The unit whose children are wanted; the top of the line when it is missing.
    under: String,
    /// Words that the names of the level must hold.
    q: String,
    /// Number of the page of children, from 1.
    page: Option<usize>,
}

/// The day that an address asks for, or today; and whether it is today.
pub fn day_of(app: &App, on: &str) -> Result<(Day, bool), Error> {
    let today = app.now().local_day();
    let day = if on.trim().is_empty() {
        today
    } else {
        forms::day(on).ok_or_else(|| Error::new(web::StatusCode::UNPROCESSABLE_ENTITY, "units-day-unread"))?
    };
    Ok((day, day == today))
}

/// GET /units
pub async fn tree(
    State(app): State<App>,
    signed: SignedIn,
    Query(which): Query<WhichTree>,
) -> Result<Show<TreePage>, Error> {
    let (on, is_today) = day_of(&app, &which.on)?;
    let conn = app.db.read();
    let under: Option<UnitId> = match which.under.trim() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::not_found())?),
    };
    let line = Line::parse(&which.line).unwrap_or(Line::StateManagement);
    let mut above = Vec::new();
    if let Some(under) = under {
        let mut path =
            queries::paths(conn, &[under], Some(line), on).await?.remove(&under).unwrap_or_default();
        path.push(under);
        above = view::refs(conn, &path, on).await?;
        if above.last().is_none_or(|last| last.id != under) {
            return Err(Error::not_found());
        }
    }
    let q: String = which.q.trim().chars().take(search::QUERY_LETTERS_MAX).collect();
    let level = queries::Level { parent: under, line, on, words: &q };
    let total = usize::try_from(level.count(conn).await?).unwrap_or(usize::MAX);
    let page = which.page.unwrap_or(1).clamp(1, 10_000);
    let skipped = (page - 1) * LEVEL_ROWS_MAX;
    let shown = level.some(conn, skipped as u64, LEVEL_ROWS_MAX as u64).await?;
    let rows = view::rows(conn, shown, line, on).await?;
    let next_page = (skipped + rows.len() < total).then_some(page + 1);
    let is_long = !q.is_empty() || total > LEVEL_ROWS_MAX;
    let n_units = if under.is_none() { queries::count(conn, on).await? } else { 0 };
    let may_edit = signed.reach(Act::Administer) == Reach::Everywhere;
    let lines = Line::ALL.to_vec();
    let page = TreePage {
        line,
        lines,
        on,
        is_today,
        above,
        q,
        is_long,
        rows,
        skipped,
        total,
        next_page,
        n_units,
        may_edit,
    };
    Ok(Show(page).fragment("rows"))
}

/// On which day a unit is looked at.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct When {
    /// The day, as people write it; today when it is missing.
    on: String,
}

/// GET /units/{id}
pub async fn show(
    State(app): State<App>,
    signed: SignedIn,
    Path(id): Path<UnitId>,
    Query(when): Query<When>,
) -> Result<Show<UnitPage>, Error> {
    let (on, is_today) = day_of(&app, &when.on)?;
    Ok(Show(view::unit_page(&app, &signed, id, (on, is_today)).await?))
}

/// What to search for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// What was typed.
    q: String,
    /// The day, as people write it; today when it is missing.
    on: String,
    /// The same, as the unit picker says it.
    at: String,
    /// Only this kind, by code.
    kind: String,
    /// Most units wanted.
    n: Option<usize>,
}

/// GET /units/search
pub async fn find(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<Show<SearchPage>, Error> {
    let (on, is_today) = day_of(&app, if wanted.on.is_empty() { &wanted.at } else { &wanted.on })?;
    let n_max = wanted.n.unwrap_or(FOUND_ROWS).clamp(1, search::FOUND_MAX);
    let question = search::Question { text: &wanted.q, on, n_max, kind: UnitKind::parse(&wanted.kind) };
    let found = search::find(app.db.read(), &question).await?;
    let may_be_more = found.len() == n_max;
    let row = |found: search::Found| FoundRow {
        id: found.id,
        short: (found.short != found.name).then_some(found.short),
        name: found.name,
        path: found.path.join(" › "),
        kind: found.kind,
        is_alive: found.life.contains(on),
        ended_on: found.life.to.filter(|to| *to < on),
        verified: found.verified,
        alias: found.alias,
    };
    let q = wanted.q.trim().chars().take(search::QUERY_LETTERS_MAX).collect();
    Ok(Show(SearchPage { q, on, is_today, items: found.into_iter().map(row).collect(), may_be_more })
        .fragment("rows"))
}

/// A row of a list, from what the tables say.
pub fn row(brief: queries::Brief, n_below: u64) -> UnitRow {
    let queries::Brief { id, kind, full, short, verified, valid_to, .. } = brief;
    let is_long = n_below > LEVEL_ROWS_MAX as u64;
    UnitRow { id, kind, name: full, short, n_below, is_long, verified, valid_to }
}

/// A reference, from what the tables say.
pub fn reference(brief: &queries::Brief) -> UnitRef {
    UnitRef { id: brief.id, name: brief.full.clone(), short: brief.short.clone() }
}
