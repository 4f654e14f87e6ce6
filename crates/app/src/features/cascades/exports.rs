//! GET /cascades/{id}/matrix.xlsx: the rows of the matrix with the same filter, for Excel.

use super::load::Question;
use super::matrix::{self, Wanted};
use super::pages::MatrixRow;
use super::view::Words;
use crate::app::App;
use crate::files;
use crate::rights::{May, ReadWork};
use axum::extract::State;
use axum::response::IntoResponse;
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use sea_orm::QuerySelect as _;
use tables::cascade;
use web::{Context, Error, Query, args};

/// Rows of one file.
const ROWS_MAX: u64 = 60_000;
/// Rows whose words are loaded at once: databases limit the values of a query.
const ROWS_AT_ONCE: usize = 1_000;

/// GET /cascades/{id}/matrix.xlsx
pub async fn xlsx(
    State(app): State<App>,
    may: May<Question, ReadWork>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Error> {
    let (question, today) = (may.row(), app.now().local_day());
    let found = matrix::select(question, &wanted).limit(ROWS_MAX).all(app.db.read()).await?;
    let mut rows = Vec::with_capacity(found.len());
    for some in found.chunks(ROWS_AT_ONCE) {
        let words = Words::load(&app, some).await?;
        rows.extend(some.iter().map(|answer| words.row(question, answer, today)));
    }
    let book = workbook(&app, &context, question, &rows);
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(files::download(kind, "trien-khai.xlsx", bytes))
}

fn workbook(app: &App, context: &Context, question: &cascade::Model, rows: &[MatrixRow]) -> Workbook {
    let say = |key: &str| context.say(key, &args![]);
    let column = |key: &str, width: f64, kind: ColumnKind| Column { heading: say(key), width, kind };
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    #[expect(clippy::cast_precision_loss, reason = "counts of units are far below 2^52")]
    let number = |n: i64| Cell::Number(n as f64);
    let row = |one: &MatrixRow| {
        vec![
            text(&one.unit_full),
            text(&say(&format!("cascades-stand-{}", one.plan.word()))),
            text(one.number.as_deref().unwrap_or_default()),
            one.on.map_or(Cell::Empty, Cell::Date),
            text(one.person.as_deref().unwrap_or_default()),
            number(one.n_below_done),
            number(one.n_below),
            number(i64::from(one.n_reminders)),
        ]
    };
    let sheet = Sheet {
        name: say("cascades-sheet"),
        title: say("cascades-title"),
        note: Some(question.quote.clone()).filter(|quote| !quote.is_empty()),
        columns: vec![
            column("cascades-unit", 44.0, ColumnKind::Wrap),
            column("cascades-own-plan", 16.0, ColumnKind::Text),
            column("cascades-number", 20.0, ColumnKind::Text),
            column("cascades-on", 12.0, ColumnKind::Date),
            column("cascades-person", 26.0, ColumnKind::Text),
            column("cascades-below-done", 14.0, ColumnKind::Number),
            column("cascades-below", 14.0, ColumnKind::Number),
            column("cascades-n-reminders", 12.0, ColumnKind::Number),
        ],
        rows: rows.iter().map(row).collect(),
    };
    Workbook { title: say("cascades-title"), made_at: app.now(), sheets: vec![sheet] }
}
