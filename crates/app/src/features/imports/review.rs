//! The review page: the reading beside its source; and what stands in its place before and after the review.

use super::actions::{self, Loaded};
use super::errors::ImportError;
use super::pages::{DoubtPage, OverPage, SignView};
use super::portions::{LINES_MAX, PortionView, Wanted, cut};
use super::review_pages::{EarlierView, ReviewPage};
use super::waiting::{self, failed, view_of};
use super::{Import, marks, portions, view};
use crate::app::App;
use crate::rights::{May, ReadImport};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::rights::Act;
use draft::Draft;
use reader::Sign;
use sea_orm::QuerySelect as _;
use serde::Serialize;
use std::collections::BTreeSet;
use tables::import::{self, State as ImportState};
use web::{Context, Error, Query, See, Show, Wants, args};

/// What plans have, as it is told of a text that lacks it.
const SIGNS: [Sign; 8] =
    [Sign::Head, Sign::Title, Sign::Parts, Sign::Tasks, Sign::Duties, Sign::Verbs, Sign::Times, Sign::Tail];
/// Lines of a text shown to whoever may have taken the wrong file.
const LINES_SHOWN_MAX: u32 = 15;
/// Earlier imports of the same file that are named.
const EARLIER_MAX: u64 = 3;

/// GET /imports/{id}
pub async fn show(
    may: May<Import, ReadImport>,
    State(app): State<App>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let row = may.row().clone();
    match row.state {
        ImportState::Reading => {
            let may_review = may.also(&app, Act::ReviewImport).await?;
            Ok(Show(waiting::reading(&app, &row, may_review).await?).fragment("state").into_response())
        }
        // The page that waited asks for its part: it is another page by now.
        _ if context.wants_fragment => Ok(See::other(format!("/imports/{}", row.id)).into_response()),
        ImportState::Failed => {
            let may_start = may.also(&app, Act::StartImport).await?;
            let may_review = may.also(&app, Act::ReviewImport).await?;
            Ok(Show(failed(&app, &context, &row, (may_start, may_review), false).await?).into_response())
        }
        ImportState::Discarded if row.failure_code.is_some() => {
            Ok(Show(failed(&app, &context, &row, (false, false), false).await?).into_response())
        }
        ImportState::Finished | ImportState::Discarded => {
            let import = view_of(&app, &row).await?;
            let (source, source_portions) = match actions::load(app.db.read(), row).await {
                Ok(Loaded { source, draft, .. }) => {
                    let total = source.lines.len();
                    let portions = cut(total, LINES_MAX, wanted.lines.unwrap_or(0), "lines=", None);
                    (marks::mark(&source, &draft, Some(&shown_lines(&portions))), portions)
                }
                // Put aside before it was read: there is only the file.
                Err(ImportError::NotUnderReview) => (Vec::new(), Vec::new()),
                Err(error) => return Err(error.into()),
            };
            Ok(Show(OverPage { import, source, source_portions }).into_response())
        }
        ImportState::Review => {
            if context.wants == Wants::Html
                && let Some(page) = doubt(&app, &context, &may).await?
            {
                return Ok(Show(page).into_response());
            }
            let may_review = may.also(&app, Act::ReviewImport).await?;
            let may_finish = may.also(&app, Act::FinishImport).await?;
            let page = page(&app, &context, (row, may_review, may_finish), &wanted).await?;
            Ok(Show(page).into_response())
        }
    }
}

/// The review page of an import; with whether the reader may change and finish it.
pub async fn page(
    app: &App,
    context: &Context,
    (row, may_review, may_finish): (import::Model, bool, bool),
    wanted: &Wanted,
) -> Result<ReviewPage, Error> {
    let same = import::of_file(row.unit_id, &row.file).limit(EARLIER_MAX + 1).all(app.db.read()).await;
    let earlier = same.map_err(db::DbError::from)?.into_iter().filter(|other| other.id < row.id);
    let earlier = earlier
        .map(|other| {
            let href = match other.plan_id {
                Some(plan) => format!("/plans/{plan}"),
                None => format!("/imports/{}", other.id),
            };
            EarlierView { href, at: other.created_at, state: other.state }
        })
        .collect();
    let Loaded { import, source, draft } = actions::load(app.db.read(), row).await.map_err(Error::from)?;
    let source_portions = cut(source.lines.len(), LINES_MAX, wanted.lines.unwrap_or(0), "lines=", None);
    let lines = shown_lines(&source_portions);
    let look_portions = view::look_portions(&draft, false, wanted.looks.unwrap_or(0));
    let looks_at = look_portions.iter().position(|portion| portion.is_here).unwrap_or(0);
    Ok(ReviewPage {
        earlier,
        left: view::left(context, &draft),
        tabs: view::tabs(context, &draft, wanted),
        looks: view::looks_in(context, &draft, false, looks_at),
        look_portions,
        small: view::small(context, &draft, wanted.small.unwrap_or(0)),
        source: marks::mark(&source, &draft, Some(&lines)),
        source_portions,
        saved_at: import.updated_at,
        import: view_of(app, &import).await?,
        may_review,
        may_finish,
        is_doubted: draft.doubt.is_some(),
    })
}

/// The lines that are shown of a document in portions.
fn shown_lines(portions: &[PortionView]) -> BTreeSet<u32> {
    portions::lines_of(portions.iter().position(|portion| portion.is_here).unwrap_or(0))
}

/// What people see first of a text that does not read like a plan.
async fn doubt(
    app: &App,
    context: &Context,
    may: &May<Import, ReadImport>,
) -> Result<Option<DoubtPage>, Error> {
    let Loaded { import, source, draft } =
        actions::load(app.db.read(), may.row().clone()).await.map_err(Error::from)?;
    let Some(doubt) = &draft.doubt else { return Ok(None) };
    let sign = |sign: Sign| SignView {
        word: context.say(&format!("imports-sign-{}", word_of(&sign)), &args![]),
        is_found: doubt.found.contains(&sign),
    };
    let begins: BTreeSet<u32> = (1..=LINES_SHOWN_MAX).collect();
    Ok(Some(DoubtPage {
        import: view_of(app, &import).await?,
        sentence: context.say(&format!("imports-doubt-{}", word_of(&doubt.reason)), &args![]),
        signs: SIGNS.into_iter().map(sign).collect(),
        source: marks::mark(&source, &Draft::default(), Some(&begins)),
        may_review: may.also(app, Act::ReviewImport).await?,
    }))
}

/// The stable word of a sign or a reason, as texts are called by it.
fn word_of(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned));
    word.unwrap_or_default().replace('_', "-")
}
