//! GET /plans/{id}/media.xlsx: the plan of communications as it is printed, with the same filters as the board.

use super::board::Wanted;
use super::pages::ItemRow;
use super::view::{Names, readable};
use crate::app::App;
use crate::features::plans::Plan;
use crate::rights::{May, ReadPlan};
use axum::extract::State;
use axum::response::IntoResponse;
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use web::{Context, Error, Query, args};

/// GET /plans/{id}/media.xlsx
pub async fn xlsx(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Error> {
    let rows = readable(&app, may.signed(), may.row()).await?;
    let names = Names::load(&app, may.signed(), &rows).await?;
    let mut shown: Vec<ItemRow> =
        rows.iter().filter(|row| wanted.admits(row)).map(|row| names.row(row)).collect();
    // Stable: within a phase the order of days stays.
    shown.sort_by_key(|item| item.phase);
    let book = workbook(&app, &context, &may.row().subject, &shown);
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(crate::files::download(kind, "ke-hoach-truyen-thong.xlsx", bytes))
}

fn workbook(app: &App, context: &Context, subject: &str, rows: &[ItemRow]) -> Workbook {
    let say = |key: &str| context.say(key, &args![]);
    let column = |key: &str, width: f64, kind: ColumnKind| Column { heading: say(key), width, kind };
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let row = |one: &ItemRow| {
        let embargo = one.embargo_at.map(super::errors::said).unwrap_or_default();
        vec![
            text(&say(&format!("media-phase-{}", one.phase))),
            one.due_on.map_or(Cell::Empty, Cell::Date),
            text(&one.title),
            text(&say(&format!("media-kind-{}", one.kind))),
            text(&say(&format!("media-channel-{}", one.channel))),
            text(&one.outlet),
            text(&one.unit),
            text(one.author.as_deref().unwrap_or_default()),
            text(one.approver.as_deref().unwrap_or_default()),
            text(&embargo),
            text(&say(&format!("media-state-{}", one.chip.word))),
            text(&one.url),
        ]
    };
    let sheet = Sheet {
        name: say("media-sheet"),
        title: say("media-print-title"),
        note: Some(subject.to_owned()),
        columns: vec![
            column("media-phase", 10.0, ColumnKind::Text),
            column("media-due", 12.0, ColumnKind::Date),
            column("media-title-field", 50.0, ColumnKind::Wrap),
            column("media-kind", 18.0, ColumnKind::Text),
            column("media-channel", 22.0, ColumnKind::Text),
            column("media-outlet", 26.0, ColumnKind::Wrap),
            column("media-unit", 24.0, ColumnKind::Wrap),
            column("media-author", 22.0, ColumnKind::Text),
            column("media-approver", 22.0, ColumnKind::Text),
            column("media-embargo", 18.0, ColumnKind::Text),
            column("media-state", 14.0, ColumnKind::Text),
            column("media-url", 40.0, ColumnKind::Wrap),
        ],
        rows: rows.iter().map(row).collect(),
    };
    Workbook { title: say("media-print-title"), made_at: app.now(), sheets: vec![sheet] }
}
