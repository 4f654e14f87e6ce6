//! Lists of packages: those that came to a person's units, those that were made there.

use super::pages::{PackageBox, PackageRow, PackagesPage};
use crate::app::App;
use crate::features::units;
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Axum;
use domain::ids::UnitId;
use domain::rights::{Act, Reach};
use domain::text::key;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::HashMap;
use tables::package::{self, State, Way};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// Longest search, in characters.
const QUERY_LETTERS_MAX: usize = 200;
/// Packages that the inbox shows.
const BOX_SHOWN_MAX: u64 = 5;

/// What is listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// "in" or "out".
    show: String,
    /// Words of number, subject or sender, without accents.
    q: String,
    /// From 1.
    page: Option<u64>,
}

/// GET /packages
pub async fn list(
    Axum(app): Axum<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<PackagesPage>, Error> {
    let conn = app.db.read();
    let units = signed.units_for(&app, Act::ReadRegister).await?;
    let (show, way) = if wanted.show == "out" { ("out", Way::Out) } else { ("in", Way::In) };
    let q: String = wanted.q.trim().chars().take(QUERY_LETTERS_MAX).collect();
    let mut select = package::of_units(&units).filter(package::Column::Way.eq(way));
    for word in key(&q).split_whitespace() {
        select = select.filter(db::dialect::contains(package::Column::SearchKey, word));
    }
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, conn).await?;
    Ok(Show(PackagesPage {
        show,
        q,
        n_waiting: n_waiting(&app, &units).await?,
        packages: rows(&app, found.items).await?,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        may_take: signed.reach(Act::KeepRegister) > Reach::Nowhere,
    }))
}

async fn n_waiting(app: &App, units: &[UnitId]) -> Result<u64, Error> {
    let waiting = package::of_units(units)
        .filter(package::Column::Way.eq(Way::In))
        .filter(package::Column::State.eq(State::Waiting));
    Ok(waiting.count(app.db.read()).await?)
}

/// What the inbox says of packages that came.
pub async fn inbox_box(app: &App, signed: &Signed) -> Result<PackageBox, Error> {
    let units = signed.units_for(app, Act::ReadRegister).await?;
    let came = package::of_units(&units)
        .filter(package::Column::Way.eq(Way::In))
        .filter(package::Column::State.ne(State::Aside))
        .limit(BOX_SHOWN_MAX)
        .all(app.db.read())
        .await?;
    Ok(PackageBox {
        packages: rows(app, came).await?,
        n_waiting: n_waiting(app, &units).await?,
        may_take: signed.reach(Act::KeepRegister) > Reach::Nowhere,
    })
}

/// Packages as lists show them.
pub async fn rows(app: &App, found: Vec<package::Model>) -> Result<Vec<PackageRow>, Error> {
    let mut ids: Vec<UnitId> = found.iter().map(|one| one.unit_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = units::refs(app.db.read(), &ids, app.now().local_day()).await?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|unit| (unit.id, unit.short)).collect();
    let row = |one: package::Model| PackageRow {
        id: one.id,
        unit_name: names.get(&one.unit_id).cloned().unwrap_or_default(),
        way: one.way,
        sort: one.sort,
        state: one.state,
        sender_name: if one.sender_name.is_empty() { one.sender_code } else { one.sender_name },
        symbol: one.symbol,
        dated_on: one.dated_on,
        subject: one.subject,
        purpose: one.purpose,
        status: one.status,
        arrival_no: one.arrival_no,
        at: one.created_at,
    };
    Ok(found.into_iter().map(row).collect())
}
