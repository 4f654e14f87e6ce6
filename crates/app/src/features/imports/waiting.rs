//! An import that is being read, or could not be: what its sender is answered, the page that waits, reading once more.

use super::pages::{FailedPage, ImportView, ReadingPage};
use super::portions::Wanted;
use super::{Import, ImportError, intake, review};
use crate::app::App;
use crate::features::units::actions::short_name;
use crate::rights::{May, ReviewImport};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::ids::ImportId;
use std::time::Duration;
use tables::import::{self, State as ImportState};
use web::http::{HeaderValue, StatusCode, header};
use web::{Context, Error, FormErrors, See, Show, Typed, Wants};

/// Longest pause between two looks at a reading: what another process did is seen this late.
const LOOK_MILLISECONDS: u64 = 100;
/// Codes of refused documents, as programs see them; others are told as "unreadable".
const CODES: [&str; 25] = [
    "empty",
    "blank",
    "too_large",
    "old_word",
    "workbook",
    "old_workbook",
    "slides",
    "open_document",
    "rich_text",
    "picture",
    "archive",
    "web_page",
    "unknown_kind",
    "no_table",
    "encrypted",
    "broken",
    "encoding",
    "scan",
    "letters",
    "bomb",
    "entities",
    "too_deep",
    "too_many_pages",
    "too_much",
    "too_slow",
];

/// Waits a moment for the reading, so that an ordinary document is there at once, and answers its sender.
pub async fn answer(
    app: &App,
    context: &Context,
    import: import::Model,
    typed: Typed,
) -> Result<Response, Error> {
    let moment = Duration::from_secs(app.config.reader.wait_seconds.into());
    let waited = tokio::time::timeout(moment, read_or_failed(app, import.id)).await;
    let import = match waited {
        Ok(done) => done?,
        Err(_) => import,
    };
    let at = format!("/imports/{}", import.id);
    match (import.state, context.wants) {
        (ImportState::Failed, Wants::Html) => {
            Ok(Show(failed(app, context, &import, (true, true), true).await?).into_response())
        }
        (ImportState::Failed, Wants::Json) => refused(&import, typed),
        (ImportState::Reading, Wants::Json) => {
            let page = Show(reading(app, &import, true).await?);
            Ok((StatusCode::ACCEPTED, [(header::LOCATION, at)], page).into_response())
        }
        (ImportState::Review, Wants::Json) => {
            let page = review::page(app, context, (import, true, true), &Wanted::default()).await?;
            Ok(See::created(at).with(page).into_response())
        }
        _ => Ok(See::created(at).into_response()),
    }
}

/// The import once it is no longer being read. Woken by the commits of this process.
async fn read_or_failed(app: &App, id: ImportId) -> Result<import::Model, Error> {
    let mut commits = app.db.commits();
    loop {
        commits.borrow_and_update();
        let row = import::by_id(id).one(app.db.read()).await.map_err(db::DbError::from)?;
        let row = row.ok_or_else(Error::not_found)?;
        if row.state != ImportState::Reading {
            return Ok(row);
        }
        tokio::select! {
            _ = commits.changed() => {}
            () = tokio::time::sleep(Duration::from_millis(LOOK_MILLISECONDS)) => {}
        }
    }
}

/// A program is told of the refusal at the field of the file, and where the refusal is kept.
fn refused(import: &import::Model, typed: Typed) -> Result<Response, Error> {
    let (code, vi, en) = (&import.failure_code, &import.failure_vi, &import.failure_en);
    let code = code.as_deref().unwrap_or_default();
    let code = CODES.iter().find(|known| **known == code).copied().unwrap_or("unreadable");
    let mut errors = FormErrors::none();
    errors.add_sentences("file", code, vi.clone().unwrap_or_default(), en.clone().unwrap_or_default());
    // The refusal is kept at an address of its own, where the ways on are shown.
    let mut response = Error::from(errors.refuse(typed)).into_response();
    let at = HeaderValue::from_str(&format!("/imports/{}", import.id)).map_err(Error::unexpected)?;
    response.headers_mut().insert(header::LOCATION, at);
    Ok(response)
}

/// The page of an import that is being read.
pub async fn reading(app: &App, import: &import::Model, may_review: bool) -> Result<ReadingPage, Error> {
    use sea_orm::PaginatorTrait as _;
    let n_before = import::read_before(import).count(app.db.read()).await.map_err(db::DbError::from)?;
    let step = app.progress.of(import.id);
    Ok(ReadingPage {
        import: view_of(app, import).await?,
        stage: step.map(|step| step.stage),
        n_lines: step.and_then(|step| step.n_lines),
        n_before: n_before.saturating_sub(jobs::JOBS_AT_ONCE_MAX as u64 - 1),
        since: import.updated_at,
        may_review,
    })
}

/// POST /imports/{id}/retry
pub async fn again(
    may: May<Import, ReviewImport>,
    State(app): State<App>,
    context: Context,
) -> Result<Response, Error> {
    let tx = app.db.write().await?;
    let import = intake::again(&tx, app.now(), may.by(), may.row().id).await.map_err(Error::from)?;
    tx.commit().await?;
    let at = format!("/imports/{}", import.id);
    let answer = answer(&app, &context, import, Typed::default()).await?;
    // A browser goes to the import itself: this address cannot be loaded again.
    Ok(if context.wants == Wants::Html { See::created(at).into_response() } else { answer })
}

/// The page of a document that could not be read.
pub async fn failed(
    app: &App,
    context: &Context,
    import: &import::Model,
    (may_start, may_review): (bool, bool),
    is_refusal: bool,
) -> Result<FailedPage, Error> {
    let sentence = match context.locale {
        web::Locale::Vi => import.failure_vi.clone(),
        web::Locale::En => import.failure_en.clone(),
    };
    Ok(FailedPage {
        import: view_of(app, import).await?,
        code: import.failure_code.clone().unwrap_or_default(),
        sentence: sentence.unwrap_or_default(),
        may_start,
        may_review,
        is_refusal,
    })
}

/// The view of one import.
pub async fn view_of(app: &App, import: &import::Model) -> Result<ImportView, Error> {
    let unit_name = short_name(app.db.read(), import.unit_id, app.now().local_day()).await?;
    let by = match import.person_id {
        Some(id) => {
            tables::person::by_id(id).one(app.db.read()).await.map_err(ImportError::from)?.map(|p| p.name)
        }
        None => None,
    };
    Ok(ImportView::of(import, unit_name, by))
}
