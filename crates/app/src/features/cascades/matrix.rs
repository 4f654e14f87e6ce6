//! The matrix: every unit that is asked, in official order, with its own plan, its person and what stands below it.

use super::actions::silent;
use super::load::Question;
use super::pages::{MatrixPage, RemindedView};
use super::view::{self, Words};
use crate::app::App;
use crate::rights::{Deed, May, ReadWork};
use axum::extract::State;
use domain::cascade::OwnPlan;
use domain::text::key;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, Select,
    sea_query::Expr, sea_query::ExprTrait as _,
};
use serde::Deserialize;
use tables::cascade;
use tables::cascade_answer::{self, Column};
use utoipa::IntoParams;
use web::{Context, Error, Query, Show};

/// Rows of a page: two columns of thirty.
const ROWS: u64 = 60;
/// Longest search, in letters.
const QUERY_LETTERS_MAX: usize = 200;

/// What is shown.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// all, silent, unnamed, or how far the own plan is.
    pub show: String,
    /// Words of the unit's name.
    pub q: String,
    /// From 1.
    pub page: Option<u64>,
}

impl Wanted {
    /// The search without what is too long.
    pub fn q(&self) -> String {
        self.q.trim().chars().take(QUERY_LETTERS_MAX).collect()
    }

    /// Which rows, as a word that is known.
    fn show(&self) -> String {
        let is_known =
            matches!(self.show.as_str(), "silent" | "unnamed") || self.show.parse::<OwnPlan>().is_ok();
        if is_known { self.show.clone() } else { "all".to_owned() }
    }
}

/// The answers that are wanted, in the order of the matrix.
pub fn select(question: &cascade::Model, wanted: &Wanted) -> Select<cascade_answer::Entity> {
    let mut select = cascade_answer::of_cascade(question.id);
    select = match wanted.show().as_str() {
        "silent" => select.filter(silent(question)),
        "unnamed" => select.filter(Column::IsNamed.eq(false)).filter(Column::Plan.ne(OwnPlan::Excused)),
        word => match word.parse::<OwnPlan>() {
            Ok(stand) => select.filter(Column::Plan.eq(stand)),
            Err(_) => select,
        },
    };
    for word in key(&wanted.q()).split_whitespace() {
        select = select.filter(db::dialect::contains(Column::UnitKey, word));
    }
    select
}

/// GET /cascades/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Question, ReadWork>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<Show<MatrixPage>, Error> {
    Ok(Show(page(&app, &context, &may, &wanted).await?))
}

/// The page of a question.
pub async fn page<D: Deed>(
    app: &App,
    context: &Context,
    may: &May<Question, D>,
    wanted: &Wanted,
) -> Result<MatrixPage, Error> {
    let (conn, row, today) = (app.db.read(), may.row(), app.now().local_day());
    let found =
        db::paging::page(select(row, wanted), db::Page::new(wanted.page.unwrap_or(1), ROWS), conn).await?;
    let words = Words::load(app, &found.items).await?;
    let rows: Vec<_> = found.items.iter().map(|answer| words.row(row, answer, today)).collect();
    let mut views = view::questions((app, context), may.signed(), std::slice::from_ref(row)).await?;
    Ok(MatrixPage {
        question: views.pop().ok_or_else(Error::not_found)?,
        has_below: rows.iter().any(|one| one.n_below > 0) || row.n_tree > i64::from(row.n_asked),
        rows,
        show: wanted.show(),
        q: wanted.q(),
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        reminded: reminded(app, row).await?,
        above_id: row.above_id,
        today,
    })
}

/// The last round of reminders, and how many were done since.
async fn reminded(app: &App, row: &cascade::Model) -> Result<Option<RemindedView>, Error> {
    let Some(at) = row.reminded_at else { return Ok(None) };
    let since = Condition::all()
        .add(Column::CascadeId.eq(row.id))
        .add(Column::RemindedAt.gte(at))
        .add(Column::DoneAt.is_not_null())
        .add(Expr::col(Column::DoneAt).gte(Expr::col(Column::RemindedAt)));
    let n_done_since = cascade_answer::Entity::find().filter(since).count(app.db.read()).await?;
    Ok(Some(RemindedView { at, n: row.n_reminded, n_to: row.n_to_remind, n_done_since }))
}
