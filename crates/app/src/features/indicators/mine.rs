//! "Số liệu phải báo": what a unit must report, by deadline; typed and sent together or one by one.

use super::actions::{self, Saying};
use super::forms::{Item, Plain, Saids, SayForm, said, seen};
use super::pages::{MinePage, SheetView};
use super::rights::Figure;
use super::view::Words;
use super::{IndicatorError, level, sent};
use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::{DoWork, May, Signed, SignedIn};
use axum::extract::State as Shared;
use db::DbError;
use db::events::By;
use domain::figures::State;
use domain::ids::{FigureId, IndicatorId, UnitId};
use domain::rights::{Act, Reach};
use sea_orm::sea_query::Query as Sql;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{figure, figure_period, indicator};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, args};

/// Figures of one page.
const ROWS_MAX: u64 = 200;

/// What to list.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// open, or all.
    pub show: String,
    /// Another unit than one's own.
    pub unit: String,
}

/// The unit that is looked at, and whether it is another than one's own.
pub async fn unit_of(app: &App, signed: &Signed, wanted: &str) -> Result<(Option<UnitId>, bool), Error> {
    let Ok(unit) = wanted.parse::<UnitId>() else { return Ok((signed.unit(), false)) };
    if Some(unit) == signed.unit() {
        return Ok((Some(unit), false));
    }
    signed.may(app, Act::ReadWork, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    Ok((Some(unit), true))
}

/// GET /figures
pub async fn list(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<MinePage>, Error> {
    Ok(Show(page(&app, &signed, &wanted, None).await?))
}

/// The figures of a unit that are still to be said, or all of them, by deadline. What the unit itself asked of others
/// stands on the page of the plan.
pub async fn figures_of(app: &App, unit: UnitId, is_all: bool) -> Result<Vec<figure::Model>, Error> {
    let mut select = figure::Entity::find()
        .filter(figure::Column::UnitId.eq(unit))
        .filter(figure::Column::AboveId.is_not_null());
    if !is_all {
        let asked = Sql::select()
            .column(indicator::Column::Id)
            .from(indicator::Entity)
            .and_where(indicator::Column::State.eq("asked"))
            .to_owned();
        select = select
            .filter(figure::Column::State.is_in([State::Open, State::Returned]))
            .filter(figure::Column::IndicatorId.in_subquery(asked));
    }
    let order = if is_all { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let rows = select
        .order_by(figure::Column::DueOn, order)
        .order_by_asc(figure::Column::Id)
        .limit(ROWS_MAX)
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    if is_all {
        return Ok(rows);
    }
    let ids: Vec<IndicatorId> = rows.iter().map(|row| row.indicator_id).collect();
    let locked = figure_period::of(&ids).filter(figure_period::Column::LockedAt.is_not_null());
    let locked = locked.all(app.db.read()).await.map_err(DbError::from)?;
    let is_locked = |row: &figure::Model| {
        locked.iter().any(|one| one.indicator_id == row.indicator_id && one.period == row.period)
    };
    Ok(rows.into_iter().filter(|row| !is_locked(row)).collect())
}

/// The page, with what a sheet brought.
pub async fn page(
    app: &App,
    signed: &Signed,
    wanted: &Wanted,
    sheet: Option<SheetView>,
) -> Result<MinePage, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let (unit, is_other_unit) = unit_of(app, signed, &wanted.unit).await?;
    let is_all = wanted.show == "all";
    let rows = match unit {
        Some(unit) => figures_of(app, unit, is_all).await?,
        None => Vec::new(),
    };
    let words = Words::load(app, &rows, &[]).await?;
    let (mut own, mut sums) = (Vec::new(), Vec::new());
    for row in &rows {
        let list = if row.is_leaf { &mut own } else { &mut sums };
        list.push(words.row(row, today)?);
    }
    let collects = match unit {
        Some(unit) => {
            let below = figure::Entity::find().filter(figure::Column::AboveId.eq(unit)).limit(1);
            below.count(db).await.map_err(DbError::from)? > 0
        }
        None => false,
    };
    Ok(MinePage {
        unit_id: unit,
        unit: match unit {
            Some(unit) => units::short_name(db, unit, today).await?,
            None => String::new(),
        },
        is_other_unit,
        show: if is_all { "all" } else { "open" },
        n_open: rows.iter().filter(|row| !row.state.is_given()).count(),
        rows: own,
        sums,
        n_waiting: sent::n_waiting(app, signed).await?,
        may_do: signed.may(app, Act::DoWork, unit).await?.is_some() && unit.is_some(),
        may_lead: signed.reach(Act::LeadWork) > Reach::Nowhere,
        collects,
        sheet,
        today,
    })
}

/// POST /figures: writes down what was typed, and sends it when asked to.
pub async fn say(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    input: Input<SayForm>,
) -> Result<See, Error> {
    let (typed, back) = (input.typed(), input.value().back.clone());
    let saids = match input.check() {
        Ok(saids) => saids,
        Err(refusal) => return Err(again(&app, &signed, &back, refusal).await),
    };
    let by = may_say(&app, &signed, &saids).await?;
    let sayings = match sayings(&app, &saids.items).await? {
        Ok(sayings) => sayings,
        Err(errors) => return Err(again(&app, &signed, &back, errors.refuse(typed)).await),
    };
    let tx = app.db.write().await?;
    let (n, n_sent) = match write(&tx, app.now(), by, (&saids, &sayings)).await {
        Ok(n) => n,
        Err(IndicatorError::Missing(n)) => {
            tx.rollback().await?;
            let errors = FormErrors::of_with("is_partial", "error-figures-missing", args![n = n]);
            return Err(again(&app, &signed, &back, errors.refuse(typed)).await);
        }
        Err(IndicatorError::Changed) => {
            tx.rollback().await?;
            let errors = FormErrors::of("items", "error-figures-changed");
            return Err(again(&app, &signed, &back, errors.refuse(typed)).await);
        }
        Err(error) => return Err(error.into()),
    };
    tx.commit().await?;
    let to = web::local_path(&back).filter(|path| path.starts_with("/figures")).unwrap_or("/figures");
    let key = if saids.is_send { "figures-sent-told" } else { "figures-said-told" };
    Ok(See::other(to).say(key, args![n = if saids.is_send { n_sent } else { n }]))
}

/// The right over each figure, or the refusal of all.
async fn may_say(app: &App, signed: &Signed, saids: &Saids) -> Result<By, Error> {
    let ids: Vec<FigureId> = saids.items.iter().map(|(id, _)| *id).collect();
    let rows = figure::by_ids(&ids).all(app.db.read()).await.map_err(DbError::from)?;
    let mut by = signed.by();
    if ids.iter().any(|id| rows.iter().all(|row| row.id != *id)) {
        return Err(Error::not_found());
    }
    let mut units: Vec<UnitId> = rows.iter().map(|row| row.unit_id).collect();
    units.sort_unstable();
    units.dedup();
    for unit in units {
        by = signed.may(app, Act::DoWork, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    }
    Ok(by)
}

/// What was typed, read by the rules of each indicator; or what is wrong, at the field it is wrong in.
async fn sayings(app: &App, items: &[(FigureId, Item)]) -> Result<Result<Vec<Saying>, FormErrors>, Error> {
    let ids: Vec<FigureId> = items.iter().map(|(id, _)| *id).collect();
    let rows = figure::by_ids(&ids).all(app.db.read()).await.map_err(DbError::from)?;
    let of: Vec<IndicatorId> = rows.iter().map(|row| row.indicator_id).collect();
    let indicators = indicator::by_ids(&of).all(app.db.read()).await.map_err(DbError::from)?;
    let indicators: HashMap<IndicatorId, indicator::Model> =
        indicators.into_iter().map(|row| (row.id, row)).collect();
    let of: HashMap<FigureId, IndicatorId> = rows.iter().map(|row| (row.id, row.indicator_id)).collect();
    let (mut errors, mut sayings) = (FormErrors::none(), Vec::new());
    for (at, (id, item)) in items.iter().enumerate() {
        let indicator = of.get(id).and_then(|of| indicators.get(of)).ok_or_else(Error::not_found)?;
        match said(indicator, &item.value, &item.base) {
            Ok(said) => sayings.push(Saying {
                figure: *id,
                said,
                note: item.note.trim().to_owned(),
                link: item.link.trim().to_owned(),
                seen: seen(&item.seen),
            }),
            Err(wrong) => {
                let field = if wrong.is_base { "base" } else { "value" };
                errors.add_with(format!("items.{at}.{field}"), wrong.key, wrong.args);
            }
        }
    }
    Ok(errors.or(|| sayings))
}

/// Writes, and sends what can be sent: figures that were typed, and sums.
async fn write(
    tx: &db::WriteTx,
    now: domain::time::Moment,
    by: By,
    (saids, sayings): (&Saids, &[Saying]),
) -> Result<(usize, usize), IndicatorError> {
    let n = actions::say(tx, now, by, sayings, None).await?;
    if !saids.is_send {
        return Ok((n, 0));
    }
    let ids: Vec<FigureId> = sayings.iter().map(|one| one.figure).collect();
    let rows = figure::by_ids(&ids).filter(figure::Column::State.is_in([State::Open, State::Returned]));
    let something =
        Condition::any().add(figure::Column::Value.is_not_null()).add(figure::Column::IsLeaf.eq(false));
    let ids: Vec<FigureId> = rows.filter(something).all(tx).await?.into_iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Err(IndicatorError::Nothing);
    }
    Ok((n, actions::send(tx, now, by, &ids, saids.is_partial).await?))
}

/// The page it was typed on, with what is wrong.
async fn again(app: &App, signed: &Signed, back: &str, refusal: web::Refusal) -> Error {
    let figure = back.strip_prefix("/figures/").and_then(|rest| rest.split('?').next()?.parse().ok());
    if let Some(id) = figure {
        return match level::page_of(app, signed, id).await {
            Ok(page) => refusal.on(page),
            Err(error) => error,
        };
    }
    match page(app, signed, &Wanted::default(), None).await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

/// POST /figures/{id}/take-back
pub async fn take_back(
    Shared(app): Shared<App>,
    may: May<Figure, DoWork>,
    input: Input<Plain>,
) -> Result<See, Error> {
    let back = input.check()?;
    let tx = app.db.write().await?;
    actions::take_back(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    let own = format!("/figures/{}", may.row().id);
    let to = web::local_path(&back).filter(|path| path.starts_with("/figures")).unwrap_or(&own);
    Ok(See::other(to).say("figures-taken-back-told", args![]))
}
