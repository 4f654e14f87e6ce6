//! The review page: the reading beside its source; and what stands in its place before and after the review.

use super::actions::{self, Loaded};
use super::errors::ImportError;
use super::pages::{DoubtPage, OverPage, SignView};
use super::review_pages::{EarlierView, ReviewPage};
use super::waiting::{self, failed, view_of};
use super::{Import, marks, view};
use crate::app::App;
use crate::rights::{May, ReadImport};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::rights::Act;
use draft::Draft;
use reader::Sign;
use sea_orm::QuerySelect as _;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tables::import::{self, State as ImportState};
use utoipa::IntoParams;
use web::{Context, Error, Query, See, Show, Wants, args};

/// What plans have, as it is told of a text that lacks it.
const SIGNS: [Sign; 8] =
    [Sign::Head, Sign::Title, Sign::Parts, Sign::Tasks, Sign::Duties, Sign::Verbs, Sign::Times, Sign::Tail];
/// Lines of a text shown to whoever may have taken the wrong file.
const LINES_SHOWN_MAX: u32 = 15;
/// Earlier imports of the same file that are named.
const EARLIER_MAX: u64 = 3;

/// Which part of the result to show.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// head, grounds, sessions, roadmap, duties, campaigns, budget, recipients.
    tab: String,
}

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
            let source = match actions::load(app.db.read(), row).await {
                Ok(loaded) => marks::mark(&loaded.source, &loaded.draft, None),
                // Put aside before it was read: there is only the file.
                Err(ImportError::NotUnderReview) => Vec::new(),
                Err(error) => return Err(error.into()),
            };
            Ok(Show(OverPage { import, source }).into_response())
        }
        ImportState::Review => {
            if context.wants == Wants::Html
                && let Some(page) = doubt(&app, &context, &may).await?
            {
                return Ok(Show(page).into_response());
            }
            let may_review = may.also(&app, Act::ReviewImport).await?;
            let may_finish = may.also(&app, Act::FinishImport).await?;
            let page = page(&app, &context, (row, may_review, may_finish), &wanted.tab).await?;
            Ok(Show(page).into_response())
        }
    }
}

/// The review page of an import; with whether the reader may change and finish it.
pub async fn page(
    app: &App,
    context: &Context,
    (row, may_review, may_finish): (import::Model, bool, bool),
    tab: &str,
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
    Ok(ReviewPage {
        earlier,
        left: view::left(context, &draft),
        tabs: view::tabs(context, &draft, tab),
        looks: view::looks(context, &draft),
        small: view::small(context, &draft),
        source: marks::mark(&source, &draft, None),
        saved_at: import.updated_at,
        import: view_of(app, &import).await?,
        may_review,
        may_finish,
        is_doubted: draft.doubt.is_some(),
    })
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
