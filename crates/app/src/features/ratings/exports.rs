//! GET /ratings/{id}/results.xlsx: the results with the same filter, one row a unit, one column a criterion.

use super::results::{self, Wanted};
use super::rights::Rating;
use super::view;
use crate::app::App;
use crate::features::units;
use crate::files;
use crate::rights::{May, ReadWork};
use axum::extract::State;
use axum::response::IntoResponse;
use db::DbError;
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use domain::ids::{CriterionId, RatingSheetId, UnitId};
use domain::ratings::{CriterionKind, read_grades};
use sea_orm::QuerySelect as _;
use std::collections::HashMap;
use tables::{rating, rating_criterion, rating_mark, rating_sheet};
use web::{Context, Error, Query, args};

/// Rows of one file.
const ROWS_MAX: u64 = 60_000;
/// Sheets whose points are loaded at once: databases limit the values of a query.
const ROWS_AT_ONCE: usize = 500;

/// A sheet with what is printed beside it.
struct Row {
    sheet: rating_sheet::Model,
    unit: String,
    points: HashMap<CriterionId, i64>,
    rank: Option<u64>,
}

/// GET /ratings/{id}/results.xlsx
pub async fn xlsx(
    State(app): State<App>,
    may: May<Rating, ReadWork>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Error> {
    let (row, db) = (may.row(), app.db.read());
    let among = results::among(&app, &wanted).await?;
    let sheets =
        among.listed(app.db.backend(), row.id).limit(ROWS_MAX).all(db).await.map_err(DbError::from)?;
    let criteria = rating_criterion::of(row.id).all(db).await.map_err(DbError::from)?;
    let ranks = view::ranks(db, among.counted(row.id)).await.map_err(Error::from)?;
    let rows = rows(&app, sheets, &ranks).await?;
    let book = workbook(&app, &context, row, (&criteria, &rows));
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(files::download(kind, "xep-loai.xlsx", bytes))
}

/// The rows that stand from the most points down.
async fn rows(
    app: &App,
    sheets: Vec<rating_sheet::Model>,
    ranks: &HashMap<i64, u64>,
) -> Result<Vec<Row>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let (mut names, mut points) = (HashMap::new(), HashMap::<RatingSheetId, HashMap<_, _>>::new());
    for some in sheets.chunks(ROWS_AT_ONCE) {
        let ids: Vec<UnitId> = some.iter().map(|sheet| sheet.unit_id).collect();
        let found = units::refs(db, &ids, today).await.map_err(DbError::from)?;
        names.extend(found.into_iter().map(|one| (one.id, one.name)));
        let ids: Vec<RatingSheetId> = some.iter().map(|sheet| sheet.id).collect();
        for mark in rating_mark::of_all(&ids).all(db).await.map_err(DbError::from)? {
            if let Some(given) = mark.given {
                points.entry(mark.sheet_id).or_default().insert(mark.criterion_id, given);
            }
        }
    }
    let row = |sheet: rating_sheet::Model| Row {
        unit: names.remove(&sheet.unit_id).unwrap_or_default(),
        points: points.remove(&sheet.id).unwrap_or_default(),
        rank: sheet.total.and_then(|total| ranks.get(&total).copied()),
        sheet,
    };
    Ok(sheets.into_iter().map(row).collect())
}

#[expect(clippy::cast_precision_loss, reason = "points and ranks are far below 2^52")]
fn workbook(
    app: &App,
    context: &Context,
    of: &rating::Model,
    (criteria, rows): (&[rating_criterion::Model], &[Row]),
) -> Workbook {
    let say = |key: &str| context.say(key, &args![]);
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let number = |n: i64| Cell::Number(n as f64 / 100.0);
    let column = |heading: String, width: f64, kind: ColumnKind| Column { heading, width, kind };
    let grades = read_grades(&of.grades).unwrap_or_default();
    let grade = |at: Option<i32>| at.and_then(|at| grades.get(usize::try_from(at).ok()?));
    let cell = |one: &rating_criterion::Model, row: &Row| match row.points.get(&one.id) {
        None => Cell::Empty,
        Some(n) if one.kind == CriterionKind::Condition => {
            Cell::Text(say(if *n > 0 { "ratings-met" } else { "ratings-not-met" }))
        }
        Some(n) => number(*n),
    };
    let line = |row: &Row| {
        let mut cells = vec![
            row.rank.map_or(Cell::Empty, |rank| Cell::Number(rank as f64)),
            text(&row.unit),
            row.sheet.total.map_or(Cell::Empty, number),
            text(grade(row.sheet.grade).map_or("", |grade| grade.name.as_str())),
            Cell::Text(say(&format!("ratings-sheet-{}", row.sheet.state.word()))),
        ];
        cells.extend(criteria.iter().map(|one| cell(one, row)));
        cells
    };
    let mut columns = vec![
        column(say("ratings-rank"), 8.0, ColumnKind::Number),
        column(say("ratings-unit"), 44.0, ColumnKind::Wrap),
        column(say("ratings-total"), 12.0, ColumnKind::Number),
        column(say("ratings-grade"), 26.0, ColumnKind::Wrap),
        column(say("ratings-state"), 14.0, ColumnKind::Text),
    ];
    columns.extend(criteria.iter().map(|one| {
        let is_words = one.kind == CriterionKind::Condition;
        let kind = if is_words { ColumnKind::Text } else { ColumnKind::Number };
        column(one.name.clone(), 18.0, kind)
    }));
    let sheet = Sheet {
        name: say("ratings-results"),
        title: of.name.clone(),
        note: Some(context.say("ratings-sheet-note", &args![n = rows.len()])),
        columns,
        rows: rows.iter().map(line).collect(),
    };
    Workbook { title: of.name.clone(), made_at: app.now(), sheets: vec![sheet] }
}
