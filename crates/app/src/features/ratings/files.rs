//! Evidence on a rating sheet: brought by the unit that is rated, read by it and by the unit that rates.

use super::actions::{self, KeptFile};
use super::pages::FileView;
use super::rights::Sheet;
use super::{RatingError, sheet};
use crate::app::App;
use crate::features::work;
use crate::rights::{DoWork, May, ReadWork};
use axum::extract::State;
use axum::response::Response;
use db::{DbError, WriteTx};
use domain::ids::{CriterionId, RatingFileId, RatingSheetId};
use domain::time::Moment;
use jobs::{Job, JobError, Left, Run};
use serde::{Deserialize, Serialize};
use tables::{rating_criterion, rating_file};
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, Input, Path, See, UPLOAD_BYTES_MAX, Upload, args};

/// A file for a sheet.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = RatingFileForm)]
pub struct FileForm {
    /// The file.
    #[serde(default)]
    #[schema(value_type = String, format = "binary")]
    pub file: Option<Upload>,
    /// Id of the criterion it proves; empty for the whole sheet.
    #[serde(default)]
    pub criterion: String,
}

impl Check for FileForm {
    type Valid = (Upload, &'static str, Option<CriterionId>);
    const BODY_BYTES_MAX: usize = UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let (file, kind) = work::sent_file(self.file, "minh-chung")?;
        let criterion = match self.criterion.trim() {
            "" => None,
            id => Some(id.parse().map_err(|_| FormErrors::of("criterion", "ratings-file-criterion"))?),
        };
        Ok((file, kind, criterion))
    }
}

/// Takes a file back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingFileRemoval)]
pub struct Plain {}

impl Check for Plain {
    type Valid = ();

    fn check(self) -> Result<(), FormErrors> {
        Ok(())
    }
}

/// POST /ratings/sheets/{id}/files
pub async fn add(
    State(app): State<App>,
    may: May<Sheet, DoWork>,
    input: Input<FileForm>,
) -> Result<See, Error> {
    let (id, typed) = (may.row().sheet.id, input.typed());
    let (file, kind, criterion) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(sheet::again(&app, may.signed(), id).await?)),
    };
    if let Some(errors) = work::too_large(&app, &file) {
        return Err(errors.refuse(typed).on(sheet::again(&app, may.signed(), id).await?));
    }
    // The file is on the disk before the row that names it is committed.
    let kept = app.files.keep(&file.bytes).await.map_err(crate::files::unkept)?;
    let new = KeptFile {
        name: &file.file_name,
        kind,
        file: kept,
        n_bytes: file.bytes.len(),
        is_scanned: app.config.scanner.is_on(),
    };
    let tx = app.db.write().await?;
    let row = actions::add_file(&tx, (app.now(), may.by()), (id, criterion), new).await?;
    if row.scan == "waiting" {
        jobs::enqueue(&tx, app.now(), &ScanRatingFile { file: row.id }).await?;
    }
    tx.commit().await?;
    Ok(See::other(format!("/ratings/sheets/{id}#files")).say("work-file-sent", args![]))
}

/// POST /ratings/sheets/{id}/files/{file}/remove
pub async fn remove(
    State(app): State<App>,
    may: May<Sheet, DoWork>,
    Path((id, file)): Path<(RatingSheetId, RatingFileId)>,
    input: Input<Plain>,
) -> Result<See, Error> {
    input.check()?;
    let tx = app.db.write().await?;
    actions::remove_file(&tx, (app.now(), may.by()), (id, file)).await?;
    tx.commit().await?;
    Ok(See::other(format!("/ratings/sheets/{id}#files")).say("work-file-removed", args![]))
}

/// GET /ratings/sheets/{id}/files/{file}
pub async fn show(
    State(app): State<App>,
    may: May<Sheet, ReadWork>,
    Path((id, file)): Path<(RatingSheetId, RatingFileId)>,
) -> Result<Response, Error> {
    if !sheet::sees_own(&app, may.signed(), &may.row().sheet).await? {
        return Err(Error::not_found());
    }
    let row = rating_file::by_id(file).one(app.db.read()).await.map_err(DbError::from)?;
    let row =
        row.filter(|row| row.sheet_id == id && row.removed_at.is_none()).ok_or_else(Error::not_found)?;
    if !is_open(&row) {
        return Err(Error::conflict("work-file-closed"));
    }
    work::kept_file(&app, (&row.file, &row.kind, &row.name)).await
}

/// Nothing was found in it, as far as somebody looked.
fn is_open(row: &rating_file::Model) -> bool {
    !["waiting", "infected"].contains(&row.scan.as_str())
}

/// The files of a sheet.
pub async fn views(
    app: &App,
    id: RatingSheetId,
    criteria: &[rating_criterion::Model],
) -> Result<Vec<FileView>, Error> {
    let rows = rating_file::of(id).all(app.db.read()).await.map_err(DbError::from)?;
    let name = |id: CriterionId| criteria.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let view = |row: rating_file::Model| FileView {
        is_open: is_open(&row),
        id: row.id,
        criterion: row.criterion_id.and_then(name),
        name: row.name,
        n_bytes: row.n_bytes,
        scan: row.scan,
        found: row.found,
        at: row.created_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Looks at a file that came.
#[derive(Debug, Serialize, Deserialize)]
pub struct ScanRatingFile {
    /// Which file.
    pub file: RatingFileId,
}

impl Job for ScanRatingFile {
    type Context = App;
    const KIND: &'static str = "ratings.scan";
    const ATTEMPTS_MAX: i32 = 4;

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let row = rating_file::by_id(self.file).one(app.db.read()).await?;
        let Some(row) = row.filter(|row| row.scan == "waiting") else { return Ok(()) };
        let bytes = app.files.read(&row.file).await?;
        let verdict = work::scan(&app.config.scanner, &bytes).await?;
        let tx = app.db.write().await?;
        actions::settle_scan(&tx, app.now(), self.file, Some(verdict)).await?;
        Ok(tx.commit().await?)
    }

    async fn when_given_up(self, tx: &WriteTx, now: Moment, _: &str) -> Result<Left, DbError> {
        match actions::settle_scan(tx, now, self.file, None).await {
            Err(RatingError::Db(error)) => Err(error),
            // Its row says that it was not scanned.
            _ => Ok(Left::Nowhere),
        }
    }
}
