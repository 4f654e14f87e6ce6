//! Figures as an Excel sheet, out and in: those of one's unit, and those of the units directly below for whoever collects
//! by hand. What can be read is taken; each cell that cannot is told with its place and stays in the file.

use super::actions::{self, Saying};
use super::forms::{NOTE_LETTERS_MAX, is_link, odd, said, within_limits};
use super::mine::{self, Shown, Wanted};
use super::pages::{FaultView, FigureRow, MinePage, SheetView};
use super::view::Words;
use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::IntoResponse;
use db::DbError;
use db::events::By;
use document::sheet::{Sheet as Read, Value};
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use document::{Limits, OpenError};
use domain::figures::{Amount, Said, State, Way};
use domain::ids::{FigureId, IndicatorId, UnitId};
use domain::rights::Act;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query as Sql, SelectStatement};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use tables::{figure, indicator};
use utoipa::ToSchema;
use web::{Args, Check, Context, Error, FormErrors, Input, Query, Show, Upload, args};

/// Figures of one sheet; as many as one transaction changes.
const ROWS_MAX: usize = 2_000;
/// Rows above the head.
const HEAD_ROWS_MAX: usize = 12;
/// The kind of file.
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Column of the value, from 0: code, unit, plan, what, period, measure, value, base, note, link.
const VALUE_AT: usize = 6;
/// Column of what a rate refers to.
const BASE_AT: usize = 7;

/// GET /figures.xlsx
pub async fn out(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Error> {
    let (unit, _) = mine::unit_of(&app, &signed, &wanted.unit).await?;
    let today = app.now().local_day();
    let own = match unit {
        Some(unit) => units::with_left(app.db.read(), &[unit], today).await?,
        None => Vec::new(),
    };
    let rows = rows(&app, &own).await?;
    let words = Words::load(&app, &rows, &[]).await?;
    let mut rows = rows.iter().map(|row| words.row(row, today)).collect::<Result<Vec<_>, _>>()?;
    for row in rows.iter_mut().filter(|row| !own.contains(&row.unit_id)) {
        // What a unit below has typed and not given is its own; sent back, it would be written over and accepted.
        (row.value, row.base, row.note, row.link) = Default::default();
    }
    let book = workbook(&app, &context, &rows);
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let name = "attachment; filename=\"so-lieu-phai-bao.xlsx\"";
    Ok(([(header::CONTENT_TYPE, KIND), (header::CONTENT_DISPOSITION, name)], bytes))
}

/// The open figures of these units, then those of the units right below that say figures of their own: without those of a
/// level whose sum has been sent.
async fn rows(app: &App, units: &[UnitId]) -> Result<Vec<figure::Model>, Error> {
    let db = app.db.read();
    let leaf = figure::Column::IsLeaf.eq(true);
    let own = mine::open_of(units).filter(leaf.clone()).limit(ROWS_MAX as u64);
    let own: Vec<figure::Model> = own.all(db).await.map_err(DbError::from)?;
    let below = figure::Entity::find()
        .filter(figure::Column::AboveId.is_in(units.iter().copied()))
        .filter(leaf)
        .filter(Expr::exists(sum_sent()).not());
    let below = mine::still_open(below)
        .order_by_asc(figure::Column::DueOn)
        .order_by_asc(figure::Column::IndicatorId)
        .order_by_asc(figure::Column::UnitId)
        .limit((ROWS_MAX - own.len()) as u64)
        .all(db)
        .await
        .map_err(DbError::from)?;
    Ok(own.into_iter().chain(below).collect())
}

/// The sum that the unit above has sent of the same indicator and period.
fn sum_sent() -> SelectStatement {
    let over = Alias::new("over");
    let of_over = |column| Expr::col((over.clone(), column));
    let same = |column| of_over(column).equals((figure::Entity, column));
    Sql::select()
        .expr(Expr::val(1))
        .from_as(figure::Entity, over.clone())
        .and_where(same(figure::Column::IndicatorId))
        .and_where(same(figure::Column::Period))
        .and_where(of_over(figure::Column::UnitId).equals((figure::Entity, figure::Column::AboveId)))
        .and_where(of_over(figure::Column::AboveId).is_not_null())
        .and_where(of_over(figure::Column::State).is_in([State::Sent, State::Accepted]))
        .to_owned()
}

fn workbook(app: &App, context: &Context, rows: &[FigureRow]) -> Workbook {
    let say = |key: &str| context.say(key, &args![]);
    let column = |key: &str, width: f64, kind: ColumnKind| Column { heading: say(key), width, kind };
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let row = |one: &FigureRow| {
        let period = &one.period;
        let values = args![n = period.n.as_str(), year = period.year.as_str()];
        vec![
            text(&one.id.to_string()),
            text(&one.unit),
            text(&one.plan),
            text(&one.indicator.name),
            text(&context.say(&format!("figures-period-{}", period.kind), &values)),
            text(&one.indicator.measure),
            text(&one.value),
            text(if one.indicator.way == Way::Rate.word() { &one.base } else { "" }),
            text(&one.note),
            text(&one.link),
        ]
    };
    let sheet = Sheet {
        name: say("figures-sheet"),
        title: say("figures-title"),
        note: Some(say("figures-sheet-note")),
        columns: vec![
            column("figures-code", 14.0, ColumnKind::Text),
            column("figures-unit", 34.0, ColumnKind::Wrap),
            column("figures-plan", 40.0, ColumnKind::Wrap),
            column("figures-what", 44.0, ColumnKind::Wrap),
            column("figures-period", 18.0, ColumnKind::Text),
            column("figures-measure", 14.0, ColumnKind::Text),
            column("figures-value", 14.0, ColumnKind::Text),
            column("figures-base", 14.0, ColumnKind::Text),
            column("figures-note", 34.0, ColumnKind::Wrap),
            column("figures-link", 34.0, ColumnKind::Wrap),
        ],
        rows: rows.iter().map(row).collect(),
    };
    Workbook { title: say("figures-title"), made_at: app.now(), sheets: vec![sheet] }
}

/// A sheet that comes back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FigureSheetForm)]
pub struct NewSheet {
    /// The spreadsheet, .xlsx or .csv.
    #[schema(value_type = Option<Object>)]
    #[serde(default)]
    file: Option<Upload>,
}

impl Check for NewSheet {
    type Valid = Upload;
    const BODY_BYTES_MAX: usize = web::UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Upload, FormErrors> {
        self.file
            .filter(|file| !file.is_empty())
            .ok_or_else(|| FormErrors::of("file", "figures-file-missing"))
    }
}

/// POST /figures/sheet: takes the figures of a sheet and tells cell by cell what it could not take.
pub async fn take(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    context: Context,
    input: Input<NewSheet>,
) -> Result<Show<MinePage>, Error> {
    let wanted = Wanted::default();
    let file = match input.check() {
        Ok(file) => file,
        Err(refusal) => return Err(refusal.on(mine::page(&app, &signed, &wanted, Shown::List).await?)),
    };
    let (bytes, file_name) = (file.bytes, file.file_name);
    let read = tokio::task::spawn_blocking(move || document::sheet::open(&bytes, &Limits::default()));
    let read = match read.await.map_err(Error::unexpected)? {
        Ok(read) => read,
        Err(error) => {
            let refusal = broken(&error).refuse(web::Typed::default());
            return Err(refusal.on(mine::page(&app, &signed, &wanted, Shown::List).await?));
        }
    };
    let lines = match lines(&read) {
        Ok(lines) => lines,
        Err(errors) => {
            return Err(errors.refuse(web::Typed::default()).on(mine::page(
                &app,
                &signed,
                &wanted,
                Shown::List,
            )
            .await?));
        }
    };
    let mut taking = Taking::default();
    taking.read(&app, &signed, &lines).await?;
    let n_taken = taking.write(&app, &signed).await?;
    let tell = |fault: &Fault| FaultView {
        cell: fault.cell.clone(),
        value: fault.value.clone(),
        code: fault.key.to_owned(),
        sentence: context.say(fault.key, &fault.args),
    };
    let faults = taking.faults.iter().map(tell).collect();
    let sheet = SheetView { file_name, n_taken, n_empty: taking.n_empty, faults };
    Ok(Show(mine::page(&app, &signed, &wanted, Shown::Sheet(sheet)).await?))
}

fn broken(error: &OpenError) -> FormErrors {
    let mut errors = FormErrors::none();
    match error {
        // What `document` says of these speaks of Word, and this is no document.
        OpenError::Broken | OpenError::Bomb | OpenError::Entities | OpenError::TooDeep => {
            errors.add("file", "figures-file-broken");
        }
        error => errors.add_sentences("file", error.code(), error.sentence_vi(), error.sentence_en()),
    }
    errors
}

/// A row of a sheet.
struct Line {
    number: usize,
    code: String,
    value: Value,
    base: Value,
    note: String,
    link: String,
}

/// The rows below the head: the first row whose first cell is the heading of the codes in one of our languages.
fn lines(sheet: &Read) -> Result<Vec<Line>, FormErrors> {
    let is_head = |row: &&Vec<Value>| {
        row.first().is_some_and(|cell| {
            ["ma so lieu", "figure code"].contains(&domain::text::key(&cell.text()).as_str())
        })
    };
    let head = sheet.rows.iter().take(HEAD_ROWS_MAX).position(|row| is_head(&row));
    let Some(head) = head else { return Err(FormErrors::of("file", "figures-no-head")) };
    let cell = |row: &[Value], at: usize| row.get(at).cloned().unwrap_or_default();
    let lines: Vec<Line> = sheet
        .rows
        .iter()
        .enumerate()
        .skip(head + 1)
        .filter(|(_, row)| !row.is_empty())
        .map(|(at, row)| Line {
            number: at + 1,
            code: cell(row, 0).text(),
            value: cell(row, VALUE_AT),
            base: cell(row, BASE_AT),
            note: cell(row, 8).text(),
            link: cell(row, 9).text(),
        })
        .collect();
    if lines.len() > ROWS_MAX {
        return Err(FormErrors::of_with("file", "figures-rows-many", args![n = ROWS_MAX]));
    }
    Ok(lines)
}

/// A cell that was not taken.
struct Fault {
    cell: String,
    value: String,
    key: &'static str,
    args: Args,
}

/// What is taken from a sheet.
#[derive(Default)]
struct Taking {
    /// By the unit that says them.
    own: BTreeMap<UnitId, Vec<Saying>>,
    /// By the unit that collects.
    below: BTreeMap<UnitId, Vec<Saying>>,
    faults: Vec<Fault>,
    n_empty: usize,
}

impl Taking {
    async fn read(&mut self, app: &App, signed: &Signed, lines: &[Line]) -> Result<(), Error> {
        let ids: Vec<FigureId> = lines.iter().filter_map(|line| line.code.trim().parse().ok()).collect();
        let rows = figure::by_ids(&ids).all(app.db.read()).await.map_err(DbError::from)?;
        let of: Vec<IndicatorId> = rows.iter().map(|row| row.indicator_id).collect();
        let indicators = indicator::by_ids(&of).all(app.db.read()).await.map_err(DbError::from)?;
        let indicators: HashMap<IndicatorId, indicator::Model> =
            indicators.into_iter().map(|row| (row.id, row)).collect();
        let locked = tables::figure_period::of(&of)
            .filter(tables::figure_period::Column::LockedAt.is_not_null())
            .all(app.db.read())
            .await
            .map_err(DbError::from)?;
        let locked: HashSet<(IndicatorId, String)> =
            locked.into_iter().map(|row| (row.indicator_id, row.period)).collect();
        let rows: HashMap<FigureId, figure::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
        let own = signed.units_for(app, Act::DoWork).await?;
        // A figure typed for a unit below is accepted with it: that is the right of those who accept.
        let accepting = signed.units_for(app, Act::LeadWork).await?;
        let over = figure::Entity::find()
            .filter(figure::Column::UnitId.is_in(accepting.iter().copied()))
            .filter(figure::Column::IndicatorId.is_in(of.iter().copied()))
            .filter(figure::Column::AboveId.is_not_null())
            .filter(figure::Column::State.is_in([State::Sent, State::Accepted]));
        let frozen: HashSet<(Option<UnitId>, IndicatorId, String)> = over
            .all(app.db.read())
            .await
            .map_err(DbError::from)?
            .into_iter()
            .map(|row| (Some(row.unit_id), row.indicator_id, row.period))
            .collect();
        let mut seen = HashSet::new();
        for line in lines {
            let id: Option<FigureId> = line.code.trim().parse().ok();
            let Some(row) = id.and_then(|id| rows.get(&id)) else {
                self.fault((line, 0), &line.code, "figures-code-unknown", Args::none());
                continue;
            };
            let is_own = own.contains(&row.unit_id);
            let collects = row.is_leaf && row.above_id.is_some_and(|above| accepting.contains(&above));
            if !is_own && !collects {
                self.fault((line, 0), &line.code, "figures-not-ours", Args::none());
            } else if !seen.insert(row.id) {
                self.fault((line, 0), &line.code, "figures-twice", Args::none());
            } else if let Some(indicator) = indicators.get(&row.indicator_id) {
                let is_locked = locked.contains(&(row.indicator_id, row.period.clone()));
                let over = (row.above_id, row.indicator_id, row.period.clone());
                let is_frozen = !is_own && frozen.contains(&over);
                self.line(line, row, indicator, (is_own, is_locked, is_frozen));
            }
        }
        Ok(())
    }

    fn line(
        &mut self,
        line: &Line,
        row: &figure::Model,
        indicator: &indicator::Model,
        (is_own, is_locked, is_frozen): (bool, bool, bool),
    ) {
        let said = match figure_of(indicator, line) {
            Ok(Some(said)) => said,
            Ok(None) => {
                let is_noted = is_own && row.note == line.note.trim() && row.link == line.link.trim();
                if is_noted || (line.note.trim().is_empty() && line.link.trim().is_empty()) {
                    self.n_empty += 1;
                } else {
                    self.fault((line, 8), &line.note, "figures-note-alone", Args::none());
                }
                return;
            }
            Err((at, text, key, args)) => return self.fault((line, at), &text, key, args),
        };
        let is_there =
            row.said() == Some(said) && row.note == line.note.trim() && row.link == line.link.trim();
        if is_there {
            self.n_empty += 1;
            return;
        }
        if is_locked {
            let args = args![period = row.period.as_str()];
            return self.fault((line, VALUE_AT), &line.value.text(), "error-figures-locked", args);
        }
        if row.state.is_given() {
            return self.fault((line, VALUE_AT), &line.value.text(), "error-figures-not-now", Args::none());
        }
        if is_frozen {
            return self.fault((line, VALUE_AT), &line.value.text(), "error-figures-frozen", Args::none());
        }
        let (note, link) = (line.note.trim(), line.link.trim());
        if note.chars().count() > NOTE_LETTERS_MAX {
            return self.fault((line, 8), note, "figures-too-long", args![n = NOTE_LETTERS_MAX]);
        }
        if !is_link(link) {
            return self.fault((line, 9), link, "figures-link-wrong", Args::none());
        }
        let (note, link) = (note.to_owned(), link.to_owned());
        let saying = Saying { figure: row.id, said: Some(said), note, link, seen: None };
        match row.above_id.filter(|_| !is_own) {
            Some(above) => self.below.entry(above).or_default().push(saying),
            None => self.own.entry(row.unit_id).or_default().push(saying),
        }
    }

    fn fault(&mut self, (line, at): (&Line, usize), value: &str, key: &'static str, args: Args) {
        let letter = char::from(b'A' + u8::try_from(at).unwrap_or(0));
        let cell = format!("{letter}{}", line.number);
        self.faults.push(Fault { cell, value: value.to_owned(), key, args });
    }

    /// Writes what was read, all in one transaction.
    async fn write(&self, app: &App, signed: &Signed) -> Result<usize, Error> {
        if self.own.is_empty() && self.below.is_empty() {
            return Ok(0);
        }
        let by = async |act, unit: UnitId| -> Result<By, Error> {
            signed.may(app, act, Some(unit)).await?.ok_or_else(Error::forbidden)
        };
        let (mut own, mut below) = (Vec::new(), Vec::new());
        for (unit, sayings) in &self.own {
            own.push((by(Act::DoWork, *unit).await?, sayings));
        }
        for (above, sayings) in &self.below {
            below.push((by(Act::LeadWork, *above).await?, *above, sayings));
        }
        let (now, tx) = (app.now(), app.db.write().await?);
        let mut n = 0;
        // In the order of units, the same for everybody who locks.
        for (by, above, sayings) in below {
            n += actions::say(&tx, now, by, sayings, Some(above)).await?;
        }
        for (by, sayings) in own {
            n += actions::say(&tx, now, by, sayings, None).await?;
        }
        tx.commit().await?;
        Ok(n)
    }
}

type Cannot = (usize, String, &'static str, Args);

/// The figure of a row: numbers of the file are taken as they are kept, texts as people write them.
fn figure_of(indicator: &indicator::Model, line: &Line) -> Result<Option<Said>, Cannot> {
    let place = |is_base: bool| {
        if is_base { (BASE_AT, line.base.text()) } else { (VALUE_AT, line.value.text()) }
    };
    let has_fraction = [&line.value, &line.base].into_iter().any(|cell| matches!(cell, Value::Fraction(_)));
    let result = if has_fraction {
        let decimals = u8::try_from(indicator.decimals).unwrap_or(0);
        let amount = |cell: &Value, is_base: bool| {
            let read = match cell {
                Value::Fraction(number) => Amount::of_cell(*number, decimals),
                cell => Amount::parse(&cell.text(), decimals),
            };
            read.map_err(|why| {
                let (key, args) = odd(why);
                let (at, text) = place(is_base);
                (at, text, key, args)
            })
        };
        let base = if indicator.way == Way::Rate { Some(amount(&line.base, true)?) } else { None };
        within_limits(indicator, Said { value: amount(&line.value, false)?, base }).map(Some)
    } else {
        said(indicator, &line.value.text(), &line.base.text())
    };
    result.map_err(|wrong| {
        let (at, text) = place(wrong.is_base);
        (at, text, wrong.key, wrong.args)
    })
}
