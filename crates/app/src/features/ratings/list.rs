//! The ratings of one's units and the sheets that one's units score.

use super::pages::{MineView, RatingsPage};
use super::view;
use crate::app::App;
use crate::features::units;
use crate::rights::SignedIn;
use axum::extract::State;
use db::DbError;
use domain::ids::UnitId;
use domain::ratings::SheetState;
use domain::rights::{Act, Reach};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{rating, rating_sheet};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// Ratings shown: those of the last years.
const RATINGS_MAX: u64 = 100;

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// From 1.
    pub page: Option<u64>,
}

/// GET /ratings
pub async fn show(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<RatingsPage>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let readers = signed.units_for(&app, Act::ReadWork).await?;
    let drafters = signed.units_for(&app, Act::ReadDraft).await?;
    let is_seen = Condition::any()
        .add(rating::Column::State.ne(domain::ratings::RatingState::Draft))
        .add(rating::Column::UnitId.is_in(drafters));
    let asked =
        rating::of_units(&readers).filter(is_seen).limit(RATINGS_MAX).all(db).await.map_err(DbError::from)?;
    let number = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let sheets = db::paging::page(rating_sheet::of_units(&readers), number, db).await?;
    let ids: Vec<_> = sheets.items.iter().map(|sheet| sheet.rating_id).collect();
    let rows = rating::by_ids(&ids).all(db).await.map_err(DbError::from)?;
    let views: HashMap<_, _> =
        view::ratings(&app, &rows).await?.into_iter().map(|one| (one.id, one)).collect();
    let ids: Vec<UnitId> = sheets.items.iter().map(|sheet| sheet.unit_id).collect();
    let names = units::refs(db, &ids, today).await.map_err(DbError::from)?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|one| (one.id, one.short)).collect();
    let mine = sheets.items.iter().filter_map(|sheet| {
        let rating = views.get(&sheet.rating_id)?.clone();
        let is_due = matches!(sheet.state, SheetState::Open | SheetState::Returned);
        let is_late = is_due && rating.state.is_open() && rating.due_on.is_some_and(|day| day < today);
        let unit = names.get(&sheet.unit_id).cloned().unwrap_or_default();
        Some(MineView { id: sheet.id, rating, unit, state: sheet.state, is_late })
    });
    Ok(Show(RatingsPage {
        asked: view::ratings(&app, &asked).await?,
        mine: mine.collect(),
        n_mine: sheets.total,
        page: sheets.page,
        n_pages: sheets.n_pages,
        may_make: signed.reach(Act::LeadWork) > Reach::Nowhere,
    }))
}
