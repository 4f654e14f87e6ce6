//! What others sent to one's units and waits to be accepted or returned; many are answered at once.

use super::actions::{self, Verdict};
use super::forms::VerdictForm;
use super::pages::SentPage;
use super::view::Words;
use super::{IndicatorError, level};
use crate::app::App;
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Shared;
use db::DbError;
use db::events::By;
use domain::figures::State;
use domain::ids::{FigureId, UnitId};
use domain::rights::Act;
use sea_orm::sea_query::NullOrdering;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, Order, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, Select,
};
use serde::Deserialize;
use std::collections::BTreeSet;
use tables::figure;
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, args};

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// From 1.
    pub page: Option<u64>,
}

async fn sent(app: &App, signed: &Signed) -> Result<Select<figure::Entity>, Error> {
    let own = signed.units_for(app, Act::LeadWork).await?;
    Ok(figure::Entity::find()
        .filter(figure::Column::AboveId.is_in(own))
        .filter(figure::Column::State.eq(State::Sent)))
}

/// How many figures wait for the person's answer.
pub async fn n_waiting(app: &App, signed: &Signed) -> Result<u64, Error> {
    Ok(sent(app, signed).await?.count(app.db.read()).await.map_err(DbError::from)?)
}

/// GET /figures/asked
pub async fn list(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<SentPage>, Error> {
    Ok(Show(page(&app, &signed, wanted.page.unwrap_or(1)).await?))
}

async fn page(app: &App, signed: &Signed, number: u64) -> Result<SentPage, Error> {
    let today = app.now().local_day();
    let ordered = sent(app, signed)
        .await?
        .order_by_with_nulls(figure::Column::SentAt, Order::Asc, NullOrdering::Last)
        .order_by_asc(figure::Column::Id);
    let wanted = db::Page::new(number, db::paging::PAGE_ROWS);
    let found = db::paging::page(ordered, wanted, app.db.read()).await?;
    let words = Words::load(app, &found.items, &[]).await?;
    let rows = found.items.iter().map(|row| words.row(row, today)).collect::<Result<_, _>>()?;
    Ok(SentPage { rows, n: found.total, page: found.page, n_pages: found.n_pages })
}

/// POST /figures/asked
pub async fn decide(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    input: Input<VerdictForm>,
) -> Result<See, Error> {
    let back = input.value().back.clone();
    let typed = input.typed();
    let (verdict, decided) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(again(&app, &signed, &back, refusal).await),
    };
    let ids: Vec<FigureId> = decided.iter().map(|(id, _)| *id).collect();
    let by = may_decide(&app, &signed, &ids).await?;
    let tx = app.db.write().await?;
    let n = match actions::decide(&tx, app.now(), by, &decided, &verdict).await {
        Ok(n) => n,
        Err(IndicatorError::Changed) => {
            tx.rollback().await?;
            let refusal = FormErrors::of("ids", "figures-changed-since").refuse(typed);
            return Err(again(&app, &signed, &back, refusal).await);
        }
        Err(error) => return Err(error.into()),
    };
    tx.commit().await?;
    let key = if verdict == Verdict::Accept { "figures-accepted-told" } else { "figures-returned-told" };
    let to = web::local_path(&back).filter(|path| path.starts_with("/figures/")).unwrap_or("/figures/asked");
    Ok(See::other(to).say(key, args![n = n]))
}

async fn again(app: &App, signed: &Signed, back: &str, refusal: web::Refusal) -> Error {
    let figure = back.strip_prefix("/figures/").and_then(|rest| rest.split('?').next()?.parse().ok());
    if let Some(id) = figure {
        return match level::page_of(app, signed, id).await {
            Ok(page) => refusal.on(page),
            Err(error) => error,
        };
    }
    match page(app, signed, 1).await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

/// The right of the unit above over every one of them, or the refusal of all.
async fn may_decide(app: &App, signed: &Signed, ids: &[FigureId]) -> Result<By, Error> {
    let rows = figure::by_ids(ids).all(app.db.read()).await.map_err(DbError::from)?;
    if rows.len() != ids.len() {
        return Err(Error::not_found());
    }
    let above: BTreeSet<Option<UnitId>> = rows.iter().map(|row| row.above_id).collect();
    let mut by = signed.by();
    for unit in above {
        let unit = unit.ok_or_else(Error::forbidden)?;
        by = signed.may(app, Act::LeadWork, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    }
    Ok(by)
}
