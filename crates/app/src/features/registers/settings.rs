//! The registers of a unit and how its numbers are split: list, new year, new register, change, close, code words.

use axum::extract::State;
use chrono::Datelike as _;
use db::events::By;
use domain::ids::UnitId;
use domain::rights::{Act, Reach};
use serde::Deserialize;
use tables::register;
use tables::register::Way;
use utoipa::IntoParams;
use web::{Check, Error, Input, Query, See, Show, args};

use super::forms::{ChangeRegister, NamesUnit, NewRegister, OpenYear, SetMark};
use super::pages::{BooksPage, EditBookPage, MarkView, RegisterUnit};
use super::{Register, actions, symbols, view};
use crate::app::App;
use crate::features::units::actions::meant;
use crate::rights::{KeepRegister, May, Signed, SignedIn};

/// Which registers to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Name of the unit, as typed.
    unit: String,
    /// The unit by id; that of the reader's post when both are missing.
    unit_id: String,
    /// Calendar year; this one when it is missing.
    year: Option<i32>,
}

/// GET /registers
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<BooksPage>, Error> {
    let chosen = wanted.unit_id.trim().parse().ok();
    let asked = meant(app.db.read(), chosen, &wanted.unit, app.now().local_day()).await?;
    let is_asked = chosen.is_some() || !wanted.unit.trim().is_empty();
    let unit = if is_asked { Some(asked.ok_or_else(Error::not_found)?) } else { signed.unit() };
    if let Some(unit) = unit {
        signed.may(&app, Act::ReadRegister, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    }
    Ok(Show(books_page(&app, &signed, unit, wanted.year).await?))
}

async fn books_page(
    app: &App,
    signed: &Signed,
    unit: Option<UnitId>,
    year: Option<i32>,
) -> Result<BooksPage, Error> {
    let today = app.now().local_day();
    let year = year.unwrap_or_else(|| today.year());
    let mut units: Vec<RegisterUnit> = Vec::new();
    for (own, ..) in signed.own(Act::ReadRegister) {
        if units.iter().all(|there| there.id != own) {
            units.push(view::unit(app, own).await?);
        }
    }
    let may_open = signed.reach(Act::KeepRegister) > Reach::Nowhere;
    let Some(unit) = unit else {
        let (books, years) = (Vec::new(), vec![year]);
        let sample = String::new();
        return Ok(BooksPage {
            unit: None,
            units,
            year,
            years,
            books,
            mark: None,
            sample,
            may_keep: false,
            may_open,
        });
    };
    let all = register::of_unit(unit).all(app.db.read()).await.map_err(db::DbError::from)?;
    let mut years: Vec<i32> = all.iter().map(|row| row.year).chain([today.year(), year]).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let mut rows: Vec<register::Model> = all.into_iter().filter(|row| row.year == year).collect();
    rows.sort_by_key(|row| row.way == Way::In);
    let agency = symbols::agency(app.db.read(), unit, today).await?;
    let set = tables::register_mark::of(unit).one(app.db.read()).await.map_err(db::DbError::from)?;
    let part = set.and_then(|row| row.part).unwrap_or_default();
    Ok(BooksPage {
        books: view::books(app, &rows).await?,
        sample: symbols::printed(5, &paper::Kind::Plan.symbol(&agency.word, None)),
        mark: Some(MarkView { agency: agency.word, part, is_guess: agency.is_guess }),
        may_keep: signed.may(app, Act::KeepRegister, Some(unit)).await?.is_some(),
        may_open,
        unit: Some(view::unit(app, unit).await?),
        units,
        year,
        years,
    })
}

/// The unit of a form and the right to keep its registers, before anything else of the form is looked at.
async fn keeper<T: Check + NamesUnit>(
    app: &App,
    signed: &Signed,
    input: &Input<T>,
) -> Result<(UnitId, By), Error> {
    let (chosen, typed) = input.value().unit();
    let unit =
        meant(app.db.read(), chosen, typed, app.now().local_day()).await?.ok_or_else(Error::not_found)?;
    let by = signed.may(app, Act::KeepRegister, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    let there = tables::unit::by_id(unit).one(app.db.read()).await.map_err(db::DbError::from)?;
    there.map(|row| (row.id, by)).ok_or_else(Error::not_found)
}

fn home(unit: UnitId, year: i32) -> String {
    format!("/registers?unit_id={unit}&year={year}")
}

/// POST /registers/years
pub async fn open_year(
    State(app): State<App>,
    signed: SignedIn,
    input: Input<OpenYear>,
) -> Result<See, Error> {
    let (unit, _) = keeper(&app, &signed, &input).await?;
    let year = match input.check() {
        Ok(year) => year,
        Err(refusal) => return Err(refusal.on(books_page(&app, &signed, Some(unit), None).await?)),
    };
    let tx = app.db.write().await?;
    for way in [Way::Out, Way::In] {
        actions::books_of(&tx, app.now(), (unit, way, year)).await?;
    }
    tx.commit().await?;
    Ok(See::other(home(unit, year)).say("registers-year-opened", args![year = year.to_string()]))
}

/// POST /registers/marks
pub async fn set_mark(State(app): State<App>, signed: SignedIn, input: Input<SetMark>) -> Result<See, Error> {
    let (unit, by) = keeper(&app, &signed, &input).await?;
    let mark = match input.check() {
        Ok(mark) => mark,
        Err(refusal) => return Err(refusal.on(books_page(&app, &signed, Some(unit), None).await?)),
    };
    let tx = app.db.write().await?;
    actions::set_mark(&tx, app.now(), by, unit, &mark).await?;
    tx.commit().await?;
    Ok(See::other(format!("/registers?unit_id={unit}")).say("registers-mark-saved", args![]))
}

/// For which unit and year a new register is.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Start {
    /// The unit by id.
    unit_id: String,
    /// Calendar year.
    year: Option<i32>,
}

/// GET /registers/new
pub async fn new_form(
    State(app): State<App>,
    signed: SignedIn,
    Query(start): Query<Start>,
) -> Result<Show<EditBookPage>, Error> {
    // An administrator without a post says whose register it is on the form.
    let unit = start.unit_id.trim().parse().ok().or(signed.unit());
    if let Some(unit) = unit {
        signed.may(&app, Act::KeepRegister, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    }
    Ok(Show(edit_page(&app, unit, None, start.year).await?))
}

async fn edit_page(
    app: &App,
    unit: Option<UnitId>,
    row: Option<&register::Model>,
    year: Option<i32>,
) -> Result<EditBookPage, Error> {
    let book = match row {
        Some(row) => Some(view::book(app, row).await?),
        None => None,
    };
    let this_year = app.now().local_day().year();
    let year = row.map(|row| row.year).or(year).unwrap_or(this_year);
    let unit = match unit {
        Some(unit) => Some(view::unit(app, unit).await?),
        None => None,
    };
    Ok(EditBookPage { book, unit, year, kinds: view::kinds() })
}

/// POST /registers
pub async fn create(
    State(app): State<App>,
    signed: SignedIn,
    input: Input<NewRegister>,
) -> Result<See, Error> {
    let (unit, by) = keeper(&app, &signed, &input).await?;
    let typed = input.typed();
    let new = match input.check() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.on(edit_page(&app, Some(unit), None, None).await?)),
    };
    let tx = app.db.write().await?;
    match actions::open(&tx, app.now(), by, unit, &new).await {
        Ok(_) => tx.commit().await?,
        Err(error) => {
            drop(tx);
            let errors = error.on_form()?;
            return Err(errors.refuse(typed).on(edit_page(&app, Some(unit), None, Some(new.year)).await?));
        }
    }
    Ok(See::created(home(unit, new.year)).say("registers-opened", args![name = new.name]))
}

/// GET /registers/{id}/edit
pub async fn edit_form(
    State(app): State<App>,
    may: May<Register, KeepRegister>,
) -> Result<Show<EditBookPage>, Error> {
    Ok(Show(edit_page(&app, Some(may.row().unit_id), Some(may.row()), None).await?))
}

/// POST /registers/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Register, KeepRegister>,
    input: Input<ChangeRegister>,
) -> Result<See, Error> {
    let (row, typed) = (may.row(), input.typed());
    let (name, takes) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(edit_page(&app, Some(row.unit_id), Some(row), None).await?)),
    };
    let tx = app.db.write().await?;
    match actions::change(&tx, app.now(), may.by(), row.id, (&name, &takes)).await {
        Ok(()) => tx.commit().await?,
        Err(error) => {
            drop(tx);
            let page = edit_page(&app, Some(row.unit_id), Some(row), None).await?;
            return Err(error.on_form()?.refuse(typed).on(page));
        }
    }
    Ok(See::other(home(row.unit_id, row.year)).say("registers-changed", args![name = name]))
}

/// POST /registers/{id}/close
pub async fn close(State(app): State<App>, may: May<Register, KeepRegister>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::close(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    let row = may.row();
    Ok(See::other(home(row.unit_id, row.year)).say("registers-closed", args![name = row.name.clone()]))
}

/// POST /registers/{id}/reopen
pub async fn reopen(State(app): State<App>, may: May<Register, KeepRegister>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::reopen(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    let row = may.row();
    Ok(See::other(home(row.unit_id, row.year)).say("registers-reopened", args![name = row.name.clone()]))
}
