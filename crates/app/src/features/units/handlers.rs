//! Reading units: the tree, one unit, search.

use axum::extract::State;
use domain::ids::UnitId;
use domain::rights::{Act, Reach};
use domain::time::Day;
use domain::units::{Line, UnitKind};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Context, Error, FormErrors, Page, Path, Query, Show, Typed};

use super::pages::{FoundRow, SearchPage, TreePage, UnitPage, UnitRef, UnitRow};
use super::{forms, queries, search, view};
use crate::app::App;
use crate::rights::{Signed, SignedIn};

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

/// The day that an address asks for.
pub struct AskedDay<'a> {
    /// That day; today when none was asked for, or one that no calendar has.
    pub on: Day,
    /// It is today.
    pub is_today: bool,
    /// What was typed, when it is no day.
    unread: Option<&'a str>,
}

impl AskedDay<'_> {
    /// Reads what stands in the address.
    pub fn of<'a>(app: &App, typed: &'a str) -> AskedDay<'a> {
        let today = app.now().local_day();
        let read = forms::day(typed);
        let unread = Some(typed).filter(|typed| !typed.trim().is_empty() && read.is_none());
        let on = read.unwrap_or(today);
        AskedDay { on, is_today: on == today, unread }
    }

    /// The page; with the complaint at its field and what was typed when that is no day.
    pub fn show<P: Page>(&self, page: P) -> Result<Show<P>, Error> {
        match self.unread {
            None => Ok(Show(page)),
            Some(typed) => {
                Err(FormErrors::of("on", "units-day-unread").refuse(Typed::one("on", typed)).on(page))
            }
        }
    }
}

/// GET /units
pub async fn tree(
    State(app): State<App>,
    signed: SignedIn,
    Query(which): Query<WhichTree>,
) -> Result<Show<TreePage>, Error> {
    let day = AskedDay::of(&app, &which.on);
    let page = tree_page(&app, &signed, &which, (day.on, day.is_today)).await?;
    Ok(day.show(page)?.fragment("rows"))
}

async fn tree_page(
    app: &App,
    signed: &Signed,
    which: &WhichTree,
    (on, is_today): (Day, bool),
) -> Result<TreePage, Error> {
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
    let opened = if above.is_empty() { below_only_root(app, &rows, line, on).await? } else { Vec::new() };
    Ok(TreePage {
        line,
        lines,
        on,
        is_today,
        above,
        q,
        is_long,
        rows,
        opened,
        skipped,
        total,
        next_page,
        n_units,
        may_edit,
    })
}

/// What stands below the root of a line that has one root only: closed, it would be all there is to see.
async fn below_only_root(app: &App, roots: &[UnitRow], line: Line, on: Day) -> Result<Vec<UnitRow>, Error> {
    let [root] = roots else { return Ok(Vec::new()) };
    if root.is_long {
        return Ok(Vec::new());
    }
    let level = queries::Level { parent: Some(root.id), line, on, words: "" };
    let shown = level.some(app.db.read(), 0, LEVEL_ROWS_MAX as u64).await?;
    Ok(view::rows(app.db.read(), shown, line, on).await?)
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
    context: Context,
    Path(id): Path<UnitId>,
    Query(when): Query<When>,
) -> Result<Show<UnitPage>, Error> {
    let day = AskedDay::of(&app, &when.on);
    day.show(view::unit_page((&app, &context), &signed, id, (day.on, day.is_today)).await?)
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
    let day = AskedDay::of(&app, if wanted.on.is_empty() { &wanted.at } else { &wanted.on });
    let (on, is_today) = (day.on, day.is_today);
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
    let page = SearchPage { q, on, is_today, items: found.into_iter().map(row).collect(), may_be_more };
    Ok(day.show(page)?.fragment("rows"))
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
