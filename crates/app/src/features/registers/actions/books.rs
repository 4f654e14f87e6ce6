//! Opening, changing and closing registers, and those of a new year.

use db::events::{By, NewEvent, record};
use db::{Door, WriteTx};
use domain::ids::{RegisterId, UnitId};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _,
    QuerySelect as _,
};
use serde_json::json;
use tables::register;
use tables::register::Way;

use super::RegisterError;
use crate::features::registers::series::{Takes, first, series_word};

/// A register to be opened.
#[derive(Debug, Clone)]
pub struct NewBook {
    /// Outgoing or incoming.
    pub way: Way,
    /// Calendar year.
    pub year: i32,
    /// Name on the cover.
    pub name: String,
    /// Which documents it takes.
    pub takes: Takes,
    /// The first number; more than 1 when the year began on paper.
    pub first_number: u32,
}

/// The registers of a unit for a year. Those of a year that nobody has opened are made like those of the year before, each
/// from 01; a unit without any gets one for all.
pub async fn books_of(
    tx: &WriteTx,
    now: Moment,
    (unit, way, year): (UnitId, Way, i32),
) -> Result<Vec<register::Model>, RegisterError> {
    let there = register::of_year(unit, way, year).all(tx).await?;
    if !there.is_empty() {
        return Ok(there);
    }
    // There is no row to lock yet; two who come first together must not both make it.
    tx.alone_in(Door::Registers).await?;
    let there = register::of_year(unit, way, year).all(tx).await?;
    if !there.is_empty() {
        return Ok(there);
    }
    for book in patterns(tx, (unit, way, year)).await? {
        insert(tx, now, By::HOUSE, unit, &book).await?;
    }
    Ok(register::of_year(unit, way, year).all(tx).await?)
}

/// What the registers of a year are like: the year nearest before it, else the nearest after, else one for all.
async fn patterns(
    tx: &WriteTx,
    (unit, way, year): (UnitId, Way, i32),
) -> Result<Vec<(String, NewBook)>, RegisterError> {
    let all = register::of_unit(unit).filter(register::Column::Way.eq(way)).all(tx).await?;
    let before = all.iter().map(|book| book.year).filter(|of| *of < year).max();
    let like = before.or_else(|| all.iter().map(|book| book.year).min());
    let (series, name) = first(way);
    let one = |series: &str, name: &str, takes: Takes| {
        (series.to_owned(), NewBook { way, year, name: name.to_owned(), takes, first_number: 1 })
    };
    if all.is_empty() {
        return Ok(vec![one(series, name, Takes::Rest)]);
    }
    let those = all.iter().filter(|book| Some(book.year) == like);
    Ok(those.map(|book| one(&book.series, &book.name, Takes::of(book))).collect())
}

/// Opens a register.
pub async fn open(
    tx: &WriteTx,
    now: Moment,
    by: By,
    unit: UnitId,
    new: &NewBook,
) -> Result<RegisterId, RegisterError> {
    // The others of the year come first: a register beside them is no reason to leave them out.
    let others = books_of(tx, now, (unit, new.way, new.year)).await?;
    tx.alone_in(Door::Registers).await?;
    refuse_clash(&others, None, &new.takes)?;
    let series = series_word(&new.name);
    if series.is_empty() || others.iter().any(|book| book.series == series) {
        return Err(RegisterError::NameTaken);
    }
    insert(tx, now, by, unit, &(series, new.clone())).await
}

fn refuse_clash(
    others: &[register::Model],
    but: Option<RegisterId>,
    takes: &Takes,
) -> Result<(), RegisterError> {
    let clash = |book: &&register::Model| {
        Some(book.id) != but && book.closed_at.is_none() && Takes::of(book).clashes(takes)
    };
    match others.iter().find(clash) {
        Some(book) => Err(RegisterError::KindsTaken(book.name.clone())),
        None => Ok(()),
    }
}

async fn insert(
    tx: &WriteTx,
    now: Moment,
    by: By,
    unit: UnitId,
    (series, new): &(String, NewBook),
) -> Result<RegisterId, RegisterError> {
    let row = register::ActiveModel {
        id: Set(tx.new_id(now)),
        unit_id: Set(unit),
        way: Set(new.way),
        year: Set(new.year),
        series: Set(series.clone()),
        name: Set(new.name.clone()),
        kinds: Set(new.takes.stored()),
        next_number: Set(i32::try_from(new.first_number.max(1)).unwrap_or(i32::MAX)),
        opened_at: Set(now),
        opened_by: Set(by.person),
        closed_at: Set(None),
        closed_by: Set(None),
    };
    let row = row.insert(tx).await?;
    let told = json!({"name": row.name, "year": row.year, "first": row.next_number, "takes": row.kinds});
    record(tx, NewEvent::new(now, by, "open", "register", row.id).after(&told).with(told.clone())).await?;
    Ok(row.id)
}

/// Gives a register another name or other kinds. Numbers that were taken stay where they are.
pub async fn change(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: RegisterId,
    (name, takes): (&str, &Takes),
) -> Result<(), RegisterError> {
    tx.alone_in(Door::Registers).await?;
    let row = locked(tx, id).await?;
    let others = register::of_year(row.unit_id, row.way, row.year).all(tx).await?;
    refuse_clash(&others, Some(id), takes)?;
    let before = json!({"name": row.name, "takes": row.kinds});
    let told = json!({"name": name, "takes": takes.stored()});
    let mut row = row.into_active_model();
    row.name = Set(name.to_owned());
    row.kinds = Set(takes.stored());
    row.update(tx).await?;
    let event = NewEvent::new(now, by, "change", "register", id).before(&before).after(&told);
    record(tx, event.with(told.clone())).await?;
    Ok(())
}

/// Closes a register: its year is over, no number is taken from it any more.
pub async fn close(tx: &WriteTx, now: Moment, by: By, id: RegisterId) -> Result<(), RegisterError> {
    let row = locked(tx, id).await?;
    if row.closed_at.is_some() {
        return Err(RegisterError::Closed { name: row.name, year: row.year });
    }
    set_closed(tx, now, by, row, true).await
}

/// Opens a closed register again.
pub async fn reopen(tx: &WriteTx, now: Moment, by: By, id: RegisterId) -> Result<(), RegisterError> {
    tx.alone_in(Door::Registers).await?;
    let row = locked(tx, id).await?;
    let others = register::of_year(row.unit_id, row.way, row.year).all(tx).await?;
    refuse_clash(&others, Some(id), &Takes::of(&row))?;
    set_closed(tx, now, by, row, false).await
}

async fn set_closed(
    tx: &WriteTx,
    now: Moment,
    by: By,
    row: register::Model,
    is_closed: bool,
) -> Result<(), RegisterError> {
    let (id, told) = (row.id, json!({"name": row.name, "year": row.year, "next": row.next_number}));
    let mut row = row.into_active_model();
    row.closed_at = Set(is_closed.then_some(now));
    row.closed_by = Set(by.person.filter(|_| is_closed));
    row.update(tx).await?;
    let verb = if is_closed { "close" } else { "reopen" };
    record(tx, NewEvent::new(now, by, verb, "register", id).after(&told).with(told.clone())).await?;
    Ok(())
}

/// The register, which nobody else writes into until the end of the transaction.
pub(super) async fn locked(tx: &WriteTx, id: RegisterId) -> Result<register::Model, RegisterError> {
    register::by_id(id).lock_exclusive().one(tx).await?.ok_or(RegisterError::Gone)
}

/// The same, refused when it is closed.
pub(super) async fn locked_open(tx: &WriteTx, id: RegisterId) -> Result<register::Model, RegisterError> {
    let row = locked(tx, id).await?;
    match row.closed_at {
        Some(_) => Err(RegisterError::Closed { name: row.name, year: row.year }),
        None => Ok(row),
    }
}
