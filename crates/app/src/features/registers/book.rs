//! One register: its lines with search, on paper, as Excel.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use serde::Deserialize;
use tables::register_entry::{self, Column};
use utoipa::IntoParams;
use web::{Context, Error, Query, Show};

use super::pages::{BookPage, EntryView, PrintPage};
use super::{Register, exports, view};
use crate::app::App;
use crate::rights::{May, ReadRegister};
use domain::rights::Act;

/// Longest search, in letters.
const QUERY_LETTERS_MAX: usize = 200;
/// Lines of one print; a browser that lays out more stands still.
const PRINTED_ROWS_MAX: u64 = 2_000;

/// Which lines to show.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Words to find, without marks of letters too.
    q: String,
    /// "void", "open" (not passed on) or "late" (answer overdue); all when it is missing.
    show: String,
    /// Number of the page, from 1.
    page: Option<u64>,
}

/// GET /registers/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Register, ReadRegister>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<BookPage>, Error> {
    let today = app.now().local_day();
    let q: String = wanted.q.trim().chars().take(QUERY_LETTERS_MAX).collect();
    let mut select = register_entry::latest_first(may.row().id);
    if let Some(found) = db::dialect::full_text(app.db.backend(), "register_entry", "search_text", &q) {
        select = select.filter(found);
    }
    let show = match wanted.show.as_str() {
        "void" => {
            select = select.filter(Column::VoidedAt.is_not_null());
            "void"
        }
        "open" => {
            select = select.filter(Column::SentOn.is_null()).filter(Column::VoidedAt.is_null());
            "open"
        }
        "late" => {
            select = select.filter(Column::DueOn.lt(today)).filter(Column::Answer.eq(""));
            select = select.filter(Column::VoidedAt.is_null());
            "late"
        }
        _ => "",
    };
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, app.db.read()).await?;
    Ok(Show(BookPage {
        book: view::book(&app, may.row()).await?,
        q,
        show: show.to_owned(),
        entries: found.items.into_iter().map(|row| view::entry(row, today)).collect(),
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        may_keep: may.also(&app, Act::KeepRegister).await?,
    }))
}

/// What to print.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Sheet {
    /// The first number.
    from: Option<i32>,
    /// The last number.
    to: Option<i32>,
    /// The follow-up of incoming documents in place of their arrival.
    follow: bool,
}

/// GET /registers/{id}/print
pub async fn print(
    State(app): State<App>,
    may: May<Register, ReadRegister>,
    Query(sheet): Query<Sheet>,
) -> Result<Show<PrintPage>, Error> {
    let row = may.row();
    let (from, to) = (sheet.from.unwrap_or(1).max(0), sheet.to.unwrap_or(row.next_number - 1));
    let select =
        register_entry::of(row.id).filter(Column::Place.between(if from <= 1 { 0 } else { from }, to));
    let mut rows = select.limit(PRINTED_ROWS_MAX + 1).all(app.db.read()).await.map_err(db::DbError::from)?;
    let is_more = rows.len() as u64 > PRINTED_ROWS_MAX;
    let next_from = if is_more { rows.pop().map(|row| row.place) } else { None };
    // The lines of the place at which the next sheet begins all stand there.
    rows.retain(|row| Some(row.place) != next_from);
    let today = app.now().local_day();
    let book = view::book(&app, row).await?;
    Ok(Show(PrintPage {
        unit_name: book.unit.name.clone(),
        is_follow_up: sheet.follow && book.way == "in",
        book,
        from,
        to: rows.last().map_or(to, |row| row.place),
        entries: rows.into_iter().map(|row| view::entry(row, today)).collect(),
        next_from,
    }))
}

/// GET /registers/{id}/register.xlsx
pub async fn xlsx(
    State(app): State<App>,
    may: May<Register, ReadRegister>,
    context: Context,
) -> Result<impl IntoResponse, Error> {
    let today = app.now().local_day();
    let rows = register_entry::of(may.row().id)
        .limit(::document::xlsx::ROWS_MAX as u64)
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?;
    let entries: Vec<EntryView> = rows.into_iter().map(|row| view::entry(row, today)).collect();
    let book = view::book(&app, may.row()).await?;
    let workbook = exports::workbook(&book, &entries, app.now(), &context);
    let bytes = tokio::task::spawn_blocking(move || ::document::xlsx::write(&workbook))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = format!("attachment; filename=\"so-van-ban-{}-{}.xlsx\"", book.series, book.year);
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes))
}
