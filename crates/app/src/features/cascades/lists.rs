//! GET /cascades: what is asked of the reader's units, and what they ask of others.

use super::pages::{AskedRow, CascadesPage};
use super::view::{self, Words};
use crate::app::App;
use crate::rights::SignedIn;
use axum::extract::State;
use domain::ids::CascadeId;
use domain::rights::Act;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use tables::{cascade, cascade_answer};
use utoipa::IntoParams;
use web::{Context, Error, Query, Show};

/// Questions of the reader's units on the page, the latest.
const ASKING_MAX: u64 = 50;

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// From 1.
    pub page: Option<u64>,
}

/// GET /cascades
pub async fn list(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<Show<CascadesPage>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let own = signed.units_for(&app, Act::ReadWork).await?;
    let asked = cascade_answer::of_units(&own);
    let found =
        db::paging::page(asked, db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS), conn).await?;
    let ids: BTreeSet<CascadeId> = found.items.iter().map(|row| row.cascade_id).collect();
    let questions = cascade::Entity::find().filter(cascade::Column::Id.is_in(ids)).all(conn).await?;
    let views = view::questions((&app, &context), &signed, &questions).await?;
    let by_id: HashMap<CascadeId, _> =
        questions.iter().zip(views).map(|(row, view)| (row.id, (row, view))).collect();
    let words = Words::load(&app, &found.items).await?;
    let asked = found.items.iter().filter_map(|answer| {
        let (question, view) = by_id.get(&answer.cascade_id)?;
        Some(AskedRow { question: view.clone(), row: words.row(question, answer, today) })
    });
    let asking = cascade::asked_by(&own).limit(ASKING_MAX).all(conn).await?;
    Ok(Show(CascadesPage {
        asked: asked.collect(),
        n_asked: found.total,
        page: found.page,
        n_pages: found.n_pages,
        asking: view::questions((&app, &context), &signed, &asking).await?,
    }))
}
