//! Pages of one document and what is done on them.

use super::actions::{self, NewComment};
use super::forms::{Comment, Seen};
use super::load::{self, Document};
use super::pages::{DocumentPage, VersionView, VersionsPage};
use super::{deliveries, diff, handoff, views, writing};
use crate::app::App;
use crate::features::amendments::actions as amendments;
use crate::features::imports;
use crate::files;
use crate::rights::{CommentDocument, DraftDocument, May, ReadPlan, Signed, may};
use axum::extract::State;
use axum::response::IntoResponse;
use domain::ids::{CommentId, DocumentId};
use domain::rights::{Act, Reach};
use serde::Deserialize;
use std::collections::BTreeMap;
use tables::document::Model;
use tables::{document_approval, document_version, plan};
use web::{Context, Error, FormErrors, Input, Path, Query, See, Show, args};

/// Which place a comment is for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct At {
    place: String,
}

/// GET /documents/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Document, ReadPlan>,
    context: Context,
    Query(at): Query<At>,
) -> Result<Show<DocumentPage>, Error> {
    deliveries::note_reading(&app, may.signed(), may.row()).await?;
    Ok(Show(page(&app, &context, (may.signed(), may.row()), at.place).await?))
}

/// The page of a document as this person sees it.
pub async fn page(
    app: &App,
    context: &Context,
    (signed, row): (&Signed, &Model),
    place: String,
) -> Result<DocumentPage, Error> {
    let paper = views::text(row)?;
    let approvals = document_approval::of_document(row.id).all(app.db.read()).await?;
    let n_signed = approvals.iter().filter(|a| a.state == document_approval::State::Signed).count();
    let ways = views::ways(app, signed, row, n_signed).await?;
    let comments = views::comments(app, signed, row, ways).await?;
    let report = app.layouts.of(&paper).await?;
    let counts = deliveries::counts(app, row.id).await?;
    let issues = may::<Document>(app, signed, row, Act::IssueDocument).await?.is_some();
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for comment in comments.iter().filter(|comment| !comment.is_resolved) {
        *said.entry(comment.place.clone()).or_default() += 1;
    }
    Ok(DocumentPage {
        number_printed: views::number_printed(&paper),
        date_printed: views::date_printed(&paper),
        said,
        document: views::head(app, signed, row, "sheet").await?,
        quote: views::quote(&paper, &place),
        place,
        n_open: comments.iter().filter(|c| !c.is_resolved).count(),
        comments,
        steps: views::steps(app, row, &approvals).await?,
        parts: views::parts(app, signed, row, &approvals).await?,
        about: writing::about_view(app, signed, row).await?,
        may_begin: signed.reach(Act::DraftDocument) > Reach::Nowhere,
        returned_why: row.returned_why.clone(),
        ways,
        check: views::check(&report, context),
        n_to_deliver: row.n_to_deliver,
        n_delivered: row.n_delivered,
        n_read: counts.read,
        n_acknowledged: counts.acknowledged,
        files: handoff::views_of(app, context, row.id, issues).await?,
        may_acknowledge: deliveries::waits_for(app, signed, row.id).await?.is_some(),
        paper,
    })
}

fn path(id: DocumentId) -> String {
    format!("/documents/{id}")
}

/// POST /documents/{id}/rework: opens the review again that a plan, or a change of one, was written in.
pub async fn rework(State(app): State<App>, may: May<Document, DraftDocument>) -> Result<See, Error> {
    let (conn, row) = (app.db.read(), may.row());
    let plan = match row.plan_id {
        Some(plan) => Some(plan),
        None => amendments::of_document(conn, row.id).await?.map(|change| change.plan_id),
    };
    let plan = plan.ok_or_else(|| Error::conflict("documents-no-review"))?;
    let plan = plan::by_id(plan).one(conn).await?.ok_or_else(Error::not_found)?;
    let import = plan.import_id.ok_or_else(|| Error::conflict("documents-no-review"))?;
    let tx = app.db.write().await?;
    actions::lock_in(&tx, row.id, &[tables::document::State::Draft]).await?;
    imports::actions::reopen(&tx, app.now(), may.by(), import).await?;
    tx.commit().await?;
    Ok(See::other(format!("/imports/{import}")).say("documents-reworked", args![]))
}

/// POST /documents/{id}/submit
pub async fn submit(
    State(app): State<App>,
    may: May<Document, DraftDocument>,
    input: Input<Seen>,
) -> Result<See, Error> {
    let version = input.check()?;
    let tx = app.db.write().await?;
    let row = actions::lock(&tx, may.row().id).await?;
    let issuers = load::issuers(&tx, &row).await?;
    actions::submit(&tx, app.now(), may.by(), (row.id, version), &issuers).await?;
    tx.commit().await?;
    Ok(See::other(path(row.id)).say("documents-submitted", args![n = issuers.len()]))
}

/// POST /documents/{id}/take-back
pub async fn take_back(State(app): State<App>, may: May<Document, DraftDocument>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::take_back(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    Ok(See::other(path(may.row().id)).say("documents-taken-back", args![]))
}

/// POST /documents/{id}/comments
pub async fn comment(
    State(app): State<App>,
    may: May<Document, CommentDocument>,
    input: Input<Comment>,
) -> Result<See, Error> {
    let typed = input.typed();
    let (place, text) = input.check()?;
    let row = may.row();
    if load::is_out(row.state) {
        return Err(FormErrors::of("text", "documents-comment-late").refuse(typed).into());
    }
    let quote = views::quote(&views::text(row)?, &place);
    let tx = app.db.write().await?;
    let who = (may.by(), may.signed().person.id);
    let id = actions::comment(&tx, app.now(), who, row.id, NewComment { place, quote, text }).await?;
    tx.commit().await?;
    Ok(See::other(format!("{}#c-{id}", path(row.id))).say("documents-commented", args![]))
}

/// A comment in an address.
#[derive(Debug, Deserialize)]
pub struct AtComment {
    comment: CommentId,
}

/// POST /documents/{id}/comments/{comment}/resolve
pub async fn resolve(
    State(app): State<App>,
    may: May<Document, CommentDocument>,
    Path(AtComment { comment }): Path<AtComment>,
) -> Result<See, Error> {
    may_close(&app, &may, comment).await?;
    let tx = app.db.write().await?;
    actions::resolve_comment(&tx, app.now(), may.by(), (may.row().id, comment)).await?;
    tx.commit().await?;
    Ok(See::other(format!("{}#comments", path(may.row().id))).say("documents-resolved", args![]))
}

/// POST /documents/{id}/comments/{comment}/reopen
pub async fn reopen(
    State(app): State<App>,
    may: May<Document, CommentDocument>,
    Path(AtComment { comment }): Path<AtComment>,
) -> Result<See, Error> {
    may_close(&app, &may, comment).await?;
    let tx = app.db.write().await?;
    actions::reopen_comment(&tx, app.now(), may.by(), (may.row().id, comment)).await?;
    tx.commit().await?;
    Ok(See::other(format!("{}#c-{comment}", path(may.row().id))))
}

/// Comments are closed by whoever drafts, and by whoever wrote them.
async fn may_close(app: &App, may: &May<Document, CommentDocument>, id: CommentId) -> Result<(), Error> {
    use sea_orm::EntityTrait as _;
    let found = tables::document_comment::Entity::find_by_id(id).one(app.db.read()).await?;
    let own = found.ok_or_else(Error::not_found)?.person_id == may.signed().person.id;
    let drafts = may.also(app, Act::DraftDocument).await?;
    if own || drafts { Ok(()) } else { Err(Error::forbidden()) }
}

/// Which versions to compare.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Compared {
    from: Option<i32>,
    to: Option<i32>,
}

/// GET /documents/{id}/versions
pub async fn versions(
    State(app): State<App>,
    may: May<Document, ReadPlan>,
    Query(asked): Query<Compared>,
) -> Result<Show<VersionsPage>, Error> {
    let conn = app.db.read();
    let rows = document_version::of_document(may.row().id).all(conn).await?;
    let who: Vec<_> = rows.iter().filter_map(|version| version.person_id).collect();
    let names = views::people(conn, &who).await?;
    let find = |no: i32| rows.iter().find(|v| v.no == no);
    let to = asked.to.and_then(find).or(rows.first()).ok_or_else(Error::not_found)?;
    let from = asked.from.and_then(find).or_else(|| find(to.no - 1)).unwrap_or(to);
    let read = |v: &document_version::Model| serde_json::from_str(&v.content).map_err(Error::unexpected);
    let (changes, n_same) = diff::changes(&read(from)?, &read(to)?);
    let view = |v: &document_version::Model| VersionView {
        no: v.no,
        why: v.why.clone(),
        who: v.person_id.and_then(|id| names.get(&id).cloned()),
        at: v.created_at,
    };
    Ok(Show(VersionsPage {
        document: views::head(&app, may.signed(), may.row(), "versions").await?,
        versions: rows.iter().map(view).collect(),
        from: from.no,
        to: to.no,
        changes,
        n_same,
    }))
}

/// GET /documents/{id}/document.docx
pub async fn word(State(app): State<App>, may: May<Document, ReadPlan>) -> Result<impl IntoResponse, Error> {
    deliveries::note_reading(&app, may.signed(), may.row()).await?;
    let paper = views::text(may.row())?;
    let bytes = tokio::task::spawn_blocking(move || paper::word::write(&paper))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(files::download(kind, &file_name(may.row(), "docx"), bytes))
}

/// GET /documents/{id}/document.pdf
#[cfg(feature = "pdf")]
pub async fn pdf(State(app): State<App>, may: May<Document, ReadPlan>) -> Result<impl IntoResponse, Error> {
    deliveries::note_reading(&app, may.signed(), may.row()).await?;
    let paper = views::text(may.row())?;
    // The moment of the text, not of the asking: the same text gives the same bytes.
    let made_at = may.row().updated_at;
    let printed = tokio::task::spawn_blocking(move || press::pdf(&paper, press::Options { made_at }))
        .await
        .map_err(Error::unexpected)?
        .map_err(unprinted)?;
    Ok(files::download("application/pdf", &file_name(may.row(), "pdf"), printed.bytes))
}

/// Why a document cannot be set as PDF.
#[cfg(feature = "pdf")]
pub(super) fn unprinted(error: press::PressError) -> Error {
    match error {
        press::PressError::TooLong { .. } => Error::conflict("documents-too-long"),
        error => Error::unexpected(error),
    }
}

/// "05-KH-SGDDT.docx": letters that every system takes.
pub(super) fn file_name(row: &Model, ending: &str) -> String {
    let symbol = row.symbol.as_deref().unwrap_or("du-thao");
    let plain: String =
        domain::text::key(symbol).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("{}.{ending}", plain.trim_matches('-'))
}
