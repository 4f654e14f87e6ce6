//! GET /foundings/{id}/list.xlsx: the units of a list with the same filter, one row each.

use super::list::{Wanted, narrowed};
use super::rights::List;
use super::view;
use crate::app::App;
use crate::files;
use crate::rights::{May, ReadWork};
use axum::extract::State;
use axum::response::IntoResponse;
use db::DbError;
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use domain::time::Day;
use sea_orm::QuerySelect as _;
use tables::{founding, founding_list};
use web::{Context, Error, Query, args};

/// GET /foundings/{id}/list.xlsx
pub async fn xlsx(
    State(app): State<App>,
    may: May<List, ReadWork>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Error> {
    let today = app.now().local_day();
    let rows = narrowed(may.row().id, &wanted, today).limit(super::actions::ROWS_MAX as u64);
    let rows = rows.all(app.db.read()).await.map_err(DbError::from)?;
    let book = workbook(&app, &context, (may.row(), &rows), today);
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(files::download(kind, "don-vi-chua-co-cong-doan.xlsx", bytes))
}

fn workbook(
    app: &App,
    context: &Context,
    (list, rows): (&founding_list::Model, &[founding::Model]),
    today: Day,
) -> Workbook {
    let say = |key: &str| context.say(key, &args![]);
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let day =
        |day: Option<Day>| day.map_or(Cell::Empty, |day| Cell::Text(day.format("%d/%m/%Y").to_string()));
    let number = |n: i32| Cell::Number(n.into());
    let column = |key: &str, width: f64, kind: ColumnKind| Column { heading: say(key), width, kind };
    let line = |row: &founding::Model| {
        let late =
            if view::is_late(row.state, row.next_due, today) { say("foundings-late") } else { String::new() };
        let reason = match row.reason.as_str() {
            "" => String::new(),
            reason => say(&format!("foundings-why-{reason}")),
        };
        vec![
            text(&row.name),
            text(row.kind.noun()),
            text(&row.area),
            row.n_workers.map_or(Cell::Empty, number),
            text(&row.contact),
            text(&say(&format!("foundings-state-{}", row.state.word()))),
            number(row.n_done),
            number(row.n_steps),
            day(row.next_due),
            text(&late),
            text(&row.union_name),
            text(&row.decision_number),
            day(row.decided_on),
            text(&reason),
            text(&row.words),
            text(&row.note),
        ]
    };
    let columns = vec![
        column("foundings-unit", 44.0, ColumnKind::Wrap),
        column("foundings-kind", 20.0, ColumnKind::Text),
        column("foundings-area", 24.0, ColumnKind::Wrap),
        column("foundings-workers", 12.0, ColumnKind::Number),
        column("foundings-contact", 28.0, ColumnKind::Wrap),
        column("foundings-state", 16.0, ColumnKind::Text),
        column("foundings-n-done", 10.0, ColumnKind::Number),
        column("foundings-n-steps", 10.0, ColumnKind::Number),
        column("foundings-next-due", 14.0, ColumnKind::Text),
        column("foundings-late", 12.0, ColumnKind::Text),
        column("foundings-union", 44.0, ColumnKind::Wrap),
        column("foundings-decision-number", 20.0, ColumnKind::Text),
        column("foundings-decided-on", 14.0, ColumnKind::Text),
        column("foundings-why", 24.0, ColumnKind::Wrap),
        column("foundings-words", 30.0, ColumnKind::Wrap),
        column("foundings-note", 30.0, ColumnKind::Wrap),
    ];
    let sheet = Sheet {
        name: say("foundings-sheet"),
        title: list.name.clone(),
        note: Some(context.say("foundings-sheet-note", &args![n = rows.len()])),
        columns,
        rows: rows.iter().map(line).collect(),
    };
    Workbook { title: list.name.clone(), made_at: app.now(), sheets: vec![sheet] }
}
