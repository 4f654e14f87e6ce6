//! GET /work.xlsx: the rows of the list with the same filter, for Excel.

use super::inbox::{self, Wanted};
use super::pages::WorkRow;
use super::view::Words;
use crate::app::App;
use crate::rights::SignedIn;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use db::DbError;
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use sea_orm::{QueryFilter as _, QuerySelect as _};
use web::{Context, Error, Query, args};

/// Rows of one file; a unit has some hundred.
const ROWS_MAX: u64 = 5_000;

/// GET /work.xlsx
pub async fn xlsx(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Error> {
    let today = app.now().local_day();
    let scope = inbox::whose(&app, &signed, &wanted).await?.scope;
    let select = inbox::ordered_by_due(inbox::of_scope(&scope).filter(inbox::filter(&wanted, today)), today);
    let rows = select.limit(ROWS_MAX).all(app.db.read()).await.map_err(DbError::from)?;
    let words = Words::load(&app, &rows, &[]).await?;
    let rows: Vec<WorkRow> = rows.iter().map(|row| words.row(row, today)).collect();
    let book = workbook(&app, &context, &rows);
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = "attachment; filename=\"viec-cua-don-vi.xlsx\"";
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes))
}

fn workbook(app: &App, context: &Context, rows: &[WorkRow]) -> Workbook {
    let say = |key: &str| context.say(key, &args![]);
    let column = |key: &str, width: f64, kind: ColumnKind| Column { heading: say(key), width, kind };
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let row = |one: &WorkRow| {
        vec![
            one.due_on.map_or(Cell::Empty, Cell::Date),
            text(one.printed.as_deref().unwrap_or_default()),
            text(&one.title),
            text(&say(&format!("work-role-{}", one.role))),
            text(one.person.as_ref().map_or("", |person| person.name.as_str())),
            text(&say(&format!("work-state-{}", one.chip.word))),
            Cell::Number(f64::from(one.percent)),
            text(&one.plan),
            text(&one.unit),
        ]
    };
    let sheet = Sheet {
        name: say("work-sheet"),
        title: say("work-title"),
        note: Some(context.say("work-sheet-note", &args![n = rows.len()])),
        columns: vec![
            column("work-due", 12.0, ColumnKind::Date),
            column("work-printed", 20.0, ColumnKind::Wrap),
            column("work-what", 60.0, ColumnKind::Wrap),
            column("work-role", 12.0, ColumnKind::Text),
            column("work-person", 22.0, ColumnKind::Text),
            column("work-state", 18.0, ColumnKind::Text),
            column("work-percent", 8.0, ColumnKind::Number),
            column("work-plan", 40.0, ColumnKind::Wrap),
            column("work-unit", 26.0, ColumnKind::Wrap),
        ],
        rows: rows.iter().map(row).collect(),
    };
    Workbook { title: say("work-title"), made_at: app.now(), sheets: vec![sheet] }
}
