//! "Số liệu phải báo": what a unit must report, by deadline; typed and sent together or one by one.

use super::actions::{self, Saying};
use super::forms::{Item, Plain, Saids, SayForm, said, seen};
use super::pages::{MinePage, SheetView};
use super::rights::Figure;
use super::view::Words;
use super::{IndicatorError, level, sent};
use crate::app::App;
use crate::features::units::actions as units_of;
use crate::rights::{DoWork, May, Signed, SignedIn};
use axum::extract::{Query as Asked, State as Shared};
use db::DbError;
use db::events::By;
use domain::figures::{Said, State};
use domain::ids::{FigureId, IndicatorId, UnitId};
use domain::rights::{Act, Reach};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query as Sql, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{figure, figure_period, indicator};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, args};

/// What to list.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// open, or all.
    pub show: String,
    /// Another unit than one's own.
    pub unit: String,
    /// From 1.
    pub page: Option<u64>,
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
    Ok(Show(page(&app, &signed, &wanted, Shown::List).await?))
}

/// What these units report to others. What a unit itself asked of others stands on the page of the plan.
fn reported_by(units: &[UnitId]) -> Select<figure::Entity> {
    figure::Entity::find()
        .filter(figure::Column::UnitId.is_in(units.iter().copied()))
        .filter(figure::Column::AboveId.is_not_null())
}

/// What these units must still say: asked, not given, its period not locked; the earliest first.
pub fn open_of(units: &[UnitId]) -> Select<figure::Entity> {
    still_open(reported_by(units)).order_by_asc(figure::Column::DueOn).order_by_asc(figure::Column::Id)
}

/// Only what is asked, not given, and in a period that is not locked.
pub fn still_open(select: Select<figure::Entity>) -> Select<figure::Entity> {
    let asked = Sql::select()
        .column(indicator::Column::Id)
        .from(indicator::Entity)
        .and_where(indicator::Column::State.eq("asked"))
        .to_owned();
    let locked = Sql::select()
        .expr(Expr::val(1))
        .from(figure_period::Entity)
        .and_where(figure_period::Column::LockedAt.is_not_null())
        .and_where(same(figure_period::Column::IndicatorId, figure::Column::IndicatorId))
        .and_where(same(figure_period::Column::Period, figure::Column::Period))
        .to_owned();
    select
        .filter(figure::Column::State.is_in([State::Open, State::Returned]))
        .filter(figure::Column::IndicatorId.in_subquery(asked))
        .filter(Expr::exists(locked).not())
}

fn same(of_period: figure_period::Column, of_figure: figure::Column) -> SimpleExpr {
    Expr::col((figure_period::Entity, of_period)).equals((figure::Entity, of_figure))
}

/// Why the page is shown.
#[derive(Debug)]
pub enum Shown {
    /// Somebody looks at the list.
    List,
    /// A form was refused: what was typed stands on the page even where the list has moved on.
    Again(Vec<FigureId>),
    /// A sheet was read.
    Sheet(SheetView),
}

/// The page of a unit's figures.
pub async fn page(app: &App, signed: &Signed, wanted: &Wanted, shown: Shown) -> Result<MinePage, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let (unit, is_other_unit) = unit_of(app, signed, &wanted.unit).await?;
    let units = match unit {
        Some(unit) => units_of::with_left(db, &[unit], today).await?,
        None => Vec::new(),
    };
    let is_all = wanted.show == "all";
    let listed = if is_all {
        reported_by(&units).order_by_desc(figure::Column::DueOn).order_by_asc(figure::Column::Id)
    } else {
        open_of(&units)
    };
    let number = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(listed, number, db).await?;
    let mut rows = found.items;
    if let Shown::Again(ids) = &shown {
        let missing: Vec<FigureId> =
            ids.iter().copied().filter(|id| rows.iter().all(|row| row.id != *id)).collect();
        rows.extend(figure::by_ids(&missing).all(db).await.map_err(DbError::from)?);
    }
    let words = Words::load(app, &rows, &[]).await?;
    let (mut own, mut sums) = (Vec::new(), Vec::new());
    for row in &rows {
        let list = if row.is_leaf { &mut own } else { &mut sums };
        list.push(words.row(row, today)?);
    }
    let below = figure::Entity::find().filter(figure::Column::AboveId.is_in(units.iter().copied())).limit(1);
    Ok(MinePage {
        unit_id: unit,
        unit: match unit {
            Some(unit) => units_of::short_name(db, unit, today).await?,
            None => String::new(),
        },
        is_other_unit,
        show: if is_all { "all" } else { "open" },
        n_open: open_of(&units).count(db).await.map_err(DbError::from)?,
        rows: own,
        sums,
        page: found.page,
        n_pages: found.n_pages,
        n_rows: found.total,
        n_waiting: sent::n_waiting(app, signed).await?,
        may_do: signed.may(app, Act::DoWork, unit).await?.is_some() && unit.is_some(),
        may_lead: signed.reach(Act::LeadWork) > Reach::Nowhere,
        collects: below.count(db).await.map_err(DbError::from)? > 0,
        sheet: if let Shown::Sheet(sheet) = shown { Some(sheet) } else { None },
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
    let ids: Vec<FigureId> = input.value().items.keys().filter_map(|id| id.parse().ok()).collect();
    let again = |refusal| again(&app, &signed, &back, ids, refusal);
    let saids = match input.check() {
        Ok(saids) => saids,
        Err(refusal) => return Err(again(refusal).await),
    };
    let by = may_say(&app, &signed, &saids).await?;
    let sayings = match sayings(&app, &saids.items).await? {
        Ok(sayings) => sayings,
        Err(errors) => return Err(again(errors.refuse(typed)).await),
    };
    let tx = app.db.write().await?;
    let (n, n_sent) = match write(&tx, app.now(), by, (&saids, &sayings)).await {
        Ok(n) => n,
        Err(error) => {
            tx.rollback().await?;
            return Err(match refused(&app, &sayings, error).await? {
                Ok(errors) => again(errors.refuse(typed)).await,
                Err(error) => error,
            });
        }
    };
    tx.commit().await?;
    let to = web::local_path(&back).filter(|path| path.starts_with("/figures")).unwrap_or("/figures");
    let key = if saids.is_send { "figures-sent-told" } else { "figures-said-told" };
    Ok(See::other(to).say(key, args![n = if saids.is_send { n_sent } else { n }]))
}

/// What the page says of a step that was not possible, so that what was typed stays; other errors are what they are.
async fn refused(
    app: &App,
    sayings: &[Saying],
    error: IndicatorError,
) -> Result<Result<FormErrors, Error>, Error> {
    Ok(Ok(match error {
        IndicatorError::Missing(n) => {
            FormErrors::of_with("is_partial", "error-figures-missing", args![n = n])
        }
        IndicatorError::Changed => changed(app, sayings).await?,
        IndicatorError::Locked(period) => {
            FormErrors::of_with("items", "error-figures-locked", args![period = period])
        }
        IndicatorError::Frozen => FormErrors::of("items", "error-figures-frozen"),
        IndicatorError::NotNow(_) => FormErrors::of("items", "error-figures-not-now"),
        IndicatorError::Nothing => FormErrors::of("items", "error-figures-nothing"),
        error => return Ok(Err(error.into())),
    }))
}

/// Beside each figure that somebody else wrote meanwhile: what stands there now. The page then carries the moment of that
/// number, so that pressing again is a decision made with both in sight.
async fn changed(app: &App, sayings: &[Saying]) -> Result<FormErrors, Error> {
    let ids: Vec<FigureId> = sayings.iter().map(|one| one.figure).collect();
    let rows = figure::by_ids(&ids).all(app.db.read()).await.map_err(DbError::from)?;
    let mut errors = FormErrors::none();
    for row in rows {
        let is_newer = |one: &Saying| one.figure == row.id && one.seen.is_some_and(|at| at != row.updated_at);
        if !sayings.iter().any(is_newer) {
            continue;
        }
        let there = match row.said() {
            Some(Said { value, base: Some(base) }) => format!("{}/{}", value.print(), base.print()),
            Some(Said { value, base: None }) => value.print(),
            None => String::new(),
        };
        let key = if there.is_empty() { "figures-emptied-meanwhile" } else { "figures-changed-meanwhile" };
        errors.add_with(format!("items.{}.seen", row.id), key, args![value = there]);
    }
    if errors.is_empty() {
        errors.add("items", "error-figures-changed");
    }
    Ok(errors)
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
    for (id, item) in items {
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
                errors.add_with(format!("items.{id}.{field}"), wrong.key, wrong.args);
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
async fn again(app: &App, signed: &Signed, back: &str, ids: Vec<FigureId>, refusal: web::Refusal) -> Error {
    let figure = back.strip_prefix("/figures/").and_then(|rest| rest.split('?').next()?.parse().ok());
    if let Some(id) = figure {
        return match level::page_of(app, signed, id).await {
            Ok(page) => refusal.on(page),
            Err(error) => error,
        };
    }
    let wanted = back.parse().ok().and_then(|uri| Asked::<Wanted>::try_from_uri(&uri).ok());
    let wanted = wanted.map(|Asked(wanted)| wanted).unwrap_or_default();
    match page(app, signed, &wanted, Shown::Again(ids)).await {
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
