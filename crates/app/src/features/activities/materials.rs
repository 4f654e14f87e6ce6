//! Files and links of an activity: brought by those who organise, opened by the units that take part as well.

use super::actions::{self, Kept as KeptFile};
use super::jobs::ScanMaterial;
use super::one::{Kept, again};
use super::part_forms::{ActivityLinkForm, Seen};
use super::rights::{Activity, Part};
use super::view;
use crate::app::App;
use crate::features::work;
use crate::rights::{DoWork, May, ReadWork};
use axum::extract::State;
use axum::response::Response;
use db::DbError;
use domain::ids::{ActivityId, ActivityUnitId, MaterialId};
use serde::Deserialize;
use tables::activity_material;
use utoipa::ToSchema;
use web::{Check, Context, Error, FormErrors, Input, Path, See, UPLOAD_BYTES_MAX, Upload, args};

/// A file for an activity.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct ActivityFileForm {
    /// The file.
    #[serde(default)]
    #[schema(value_type = String, format = "binary")]
    pub file: Option<Upload>,
}

impl Check for ActivityFileForm {
    type Valid = (Upload, &'static str);
    const BODY_BYTES_MAX: usize = UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Self::Valid, FormErrors> {
        work::sent_file(self.file, "tai-lieu")
    }
}

fn back(id: ActivityId, key: &'static str) -> See {
    See::other(format!("/activities/{id}#materials")).say(key, args![])
}

/// POST /activities/{id}/files
pub async fn add_file(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    context: Context,
    input: Input<ActivityFileForm>,
) -> Result<See, Error> {
    let (typed, of, id) = (input.typed(), (&app, &context), may.row().id);
    let (file, kind) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(again(of, &may, (refusal, Kept::default())).await),
    };
    if let Some(errors) = work::too_large(&app, &file) {
        return Err(again(of, &may, (errors.refuse(typed), Kept::default())).await);
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
    let row = actions::add_file(&tx, (app.now(), may.by()), id, new).await?;
    if row.scan == "waiting" {
        jobs::enqueue(&tx, app.now(), &ScanMaterial { material: row.id }).await?;
    }
    tx.commit().await?;
    Ok(back(id, "work-file-sent"))
}

/// POST /activities/{id}/links
pub async fn add_link(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    context: Context,
    input: Input<ActivityLinkForm>,
) -> Result<See, Error> {
    let id = may.row().id;
    let kept = Kept { link: Some(input.value().clone()), ..Kept::default() };
    let (title, url) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(again((&app, &context), &may, (refusal, kept)).await),
    };
    let tx = app.db.write().await?;
    actions::add_link(&tx, (app.now(), may.by()), id, (&title, &url)).await?;
    tx.commit().await?;
    Ok(back(id, "activities-link-added"))
}

/// POST /activities/{id}/materials/{material}/remove
pub async fn remove(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    Path((id, material)): Path<(ActivityId, MaterialId)>,
    input: Input<Seen>,
) -> Result<See, Error> {
    input.check()?;
    let tx = app.db.write().await?;
    actions::remove_material(&tx, (app.now(), may.by()), (id, material)).await?;
    tx.commit().await?;
    Ok(back(id, "work-file-removed"))
}

/// GET /activities/{id}/files/{material}
pub async fn show(
    State(app): State<App>,
    _: May<Activity, ReadWork>,
    Path((id, material)): Path<(ActivityId, MaterialId)>,
) -> Result<Response, Error> {
    file(&app, id, material).await
}

/// GET /activities/parts/{id}/files/{material}
pub async fn show_part(
    State(app): State<App>,
    may: May<Part, ReadWork>,
    Path((_, material)): Path<(ActivityUnitId, MaterialId)>,
) -> Result<Response, Error> {
    file(&app, may.row().activity.id, material).await
}

async fn file(app: &App, id: ActivityId, material: MaterialId) -> Result<Response, Error> {
    let row = activity_material::by_id(material).one(app.db.read()).await.map_err(DbError::from)?;
    let is_here = |row: &activity_material::Model| {
        row.activity_id == id && row.removed_at.is_none() && row.link.is_empty()
    };
    let row = row.filter(is_here).ok_or_else(Error::not_found)?;
    if !view::is_open(&row) {
        return Err(Error::conflict("work-file-closed"));
    }
    work::kept_file(app, (&row.file, &row.kind, &row.name)).await
}
