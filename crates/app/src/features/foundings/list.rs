//! The lists of one's units with the steps one was given; a list with its counts and units.

use super::pages::{ListPage, ListsPage, MineView, NarrowView};
use super::rights::List;
use super::view;
use crate::app::App;
use crate::rights::{May, ReadWork, SignedIn};
use axum::extract::State;
use db::DbError;
use domain::foundings::FoundingState;
use domain::ids::{FoundingId, FoundingListId};
use domain::rights::{Act, Reach};
use domain::time::Day;
use domain::units::UnitKind;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, Order, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Select, sea_query::NullOrdering,
};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{founding, founding_list, founding_step};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// Lists shown: those of the last years.
const LISTS_MAX: u64 = 100;
/// Steps shown to whom they were given.
const MINE_MAX: u64 = 100;

/// GET /foundings
pub async fn all(State(app): State<App>, SignedIn(signed): SignedIn) -> Result<Show<ListsPage>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let readers = signed.units_for(&app, Act::ReadWork).await?;
    let lists = founding_list::Entity::find()
        .filter(founding_list::Column::UnionId.is_in(readers))
        .order_by_desc(founding_list::Column::Id)
        .limit(LISTS_MAX)
        .all(db)
        .await
        .map_err(DbError::from)?;
    // Steps of what has ended do not push out those that wait.
    let open = founding::Entity::find()
        .select_only()
        .column(founding::Column::Id)
        .filter(founding::Column::State.is_in([FoundingState::Waiting, FoundingState::Going]))
        .into_query();
    let steps = founding_step::Entity::find()
        .filter(founding_step::Column::PersonId.eq(signed.person.id))
        .filter(founding_step::Column::DoneOn.is_null())
        .filter(founding_step::Column::FoundingId.in_subquery(open))
        .order_by_with_nulls(founding_step::Column::DueOn, Order::Asc, NullOrdering::Last)
        .order_by_asc(founding_step::Column::Id)
        .limit(MINE_MAX)
        .all(db)
        .await
        .map_err(DbError::from)?;
    let ids: Vec<FoundingId> = steps.iter().map(|step| step.founding_id).collect();
    let rows = founding::by_ids(&ids).all(db).await.map_err(DbError::from)?;
    let rows: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mine = steps.into_iter().filter_map(|step| {
        let row = rows.get(&step.founding_id).filter(|row| row.state.is_open())?;
        let is_late = step.due_on.is_some_and(|day| day < today);
        Some(MineView { id: row.id, unit: row.name.clone(), step: step.name, due_on: step.due_on, is_late })
    });
    Ok(Show(ListsPage {
        lists: view::lists(&app, &lists).await?,
        mine: mine.collect(),
        may_make: signed.reach(Act::DoWork) > Reach::Nowhere,
    }))
}

/// Which units.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// waiting, going, founded or closed.
    pub state: String,
    /// Code of a kind.
    pub kind: String,
    /// District or commune.
    pub area: String,
    /// Words of the name.
    pub q: String,
    /// "true": only those with a step whose day has passed.
    pub late: String,
    /// From 1.
    pub page: Option<u64>,
}

/// The units of a list that are wanted.
pub fn narrowed(list: FoundingListId, wanted: &Wanted, today: Day) -> Select<founding::Entity> {
    let mut rows = founding::of(list);
    if let Ok(state) = wanted.state.parse::<FoundingState>() {
        rows = rows.filter(founding::Column::State.eq(state));
    }
    if let Some(kind) = UnitKind::parse(&wanted.kind) {
        rows = rows.filter(founding::Column::Kind.eq(kind));
    }
    if !wanted.area.is_empty() {
        rows = rows.filter(founding::Column::Area.eq(wanted.area.as_str()));
    }
    let words = domain::text::key(&wanted.q);
    for word in words.split_whitespace().take(8) {
        rows = rows.filter(founding::Column::NameKey.contains(word));
    }
    if wanted.late == "true" {
        rows = rows
            .filter(founding::Column::State.is_in([FoundingState::Waiting, FoundingState::Going]))
            .filter(founding::Column::NextDue.lt(today));
    }
    rows
}

/// GET /foundings/{id}
pub async fn show(
    State(app): State<App>,
    may: May<List, ReadWork>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<ListPage>, Error> {
    let (row, db, today) = (may.row(), app.db.read(), app.now().local_day());
    let number = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(narrowed(row.id, &wanted, today), number, db).await?;
    let (kinds, areas) = view::groups(db, row.id, today).await?;
    Ok(Show(ListPage {
        list: view::list(&app, row).await?,
        kinds,
        areas,
        rows: found.items.iter().map(|row| view::row(row, today)).collect(),
        n_rows: found.total,
        page: found.page,
        n_pages: found.n_pages,
        narrow: NarrowView {
            late: wanted.late == "true",
            state: wanted.state,
            kind: wanted.kind,
            area: wanted.area,
            q: wanted.q,
        },
        may_write: may.also(&app, Act::DoWork).await?,
    }))
}
