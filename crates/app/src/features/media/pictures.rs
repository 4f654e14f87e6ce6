//! Pictures of an item, sent and shown; what is public is decided in `public`.

use super::actions::{self, NewPicture};
use super::forms::PictureForm;
use super::jobs::ScanPicture;
use super::pages::PictureView;
use super::{Item, item};
use crate::app::App;
use crate::features::work;
use crate::rights::{DoWork, May, ReadDraft};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::ids::{MediaItemId, MediaPictureId};
use tables::media_picture;
use tokio_util::io::ReaderStream;
use web::{Context, Error, Input, Path, See, args};

/// Longest name of a file that is kept, in letters.
const NAME_LETTERS_MAX: usize = 200;

/// POST /media/{id}/pictures
pub async fn add(
    State(app): State<App>,
    may: May<Item, DoWork>,
    context: Context,
    input: Input<PictureForm>,
) -> Result<See, Error> {
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(item::page(&app, &may, &context).await?)),
    };
    // The file is on the disk before the row that names it is committed.
    let file = app.files.keep(&read.file.bytes).await.map_err(crate::files::unkept)?;
    let is_scanned = app.config.scanner.is_on();
    let new = NewPicture {
        file_name: read.file.file_name.trim().chars().take(NAME_LETTERS_MAX).collect(),
        file,
        kind: read.kind,
        n_bytes: read.file.bytes.len(),
        alt: read.alt,
        caption: read.caption,
        credit: read.credit,
        shows_people: read.shows_people,
        consent: read.consent,
        is_scanned,
    };
    let tx = app.db.write().await?;
    let picture = actions::add_picture(&tx, app.now(), may.by(), may.row().id, new).await?;
    if is_scanned {
        jobs::enqueue(&tx, app.now(), &ScanPicture { picture }).await?;
    }
    tx.commit().await?;
    Ok(See::other(format!("/media/{}", may.row().id)).say("media-picture-added", args![]))
}

/// POST /media/{id}/pictures/{picture}/remove
pub async fn remove(
    State(app): State<App>,
    may: May<Item, DoWork>,
    Path((id, picture)): Path<(MediaItemId, MediaPictureId)>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::remove_picture(&tx, app.now(), may.by(), (id, picture)).await?;
    tx.commit().await?;
    Ok(See::other(format!("/media/{id}")).say("media-picture-removed", args![]))
}

/// GET /media/{id}/pictures/{picture}: also one that was taken out, because a version may show it.
pub async fn show(
    State(app): State<App>,
    may: May<Item, ReadDraft>,
    Path((_, picture)): Path<(MediaItemId, MediaPictureId)>,
) -> Result<Response, Error> {
    let row = media_picture::by_id(picture).one(app.db.read()).await?;
    let row = row.filter(|row| row.item_id == may.row().id).ok_or_else(Error::not_found)?;
    if !is_open(&row) {
        return Err(Error::conflict("media-unclean"));
    }
    send(&app, &row, "private, no-store").await
}

/// Whether anybody may open it: not while the scanner looks at it, never once something was found.
pub fn is_open(row: &media_picture::Model) -> bool {
    !["waiting", "infected"].contains(&row.scan.as_str())
}

/// The bytes of a picture, as a picture and nothing else.
pub async fn send(app: &App, row: &media_picture::Model, caching: &'static str) -> Result<Response, Error> {
    let (bytes, n_bytes) = app.files.reader(&row.file).await.map_err(Error::unexpected)?;
    let mut response = Body::from_stream(ReaderStream::new(bytes)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(n_bytes));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(work::media_type(&row.kind)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    let policy = "default-src 'none'; sandbox; frame-ancestors 'none'";
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    let name = crate::files::attachment("inline", &row.file_name);
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(Error::unexpected)?);
    Ok(response)
}

/// The pictures of an item.
pub async fn views(app: &App, id: MediaItemId) -> Result<Vec<PictureView>, Error> {
    let rows = media_picture::of(id).all(app.db.read()).await?;
    Ok(rows.into_iter().map(view).collect())
}

/// A picture as pages show it.
pub fn view(row: media_picture::Model) -> PictureView {
    PictureView {
        is_open: is_open(&row),
        id: row.id,
        name: row.file_name,
        n_bytes: row.n_bytes,
        alt: row.alt,
        caption: row.caption,
        credit: row.credit,
        shows_people: row.shows_people,
        consent: row.consent,
        sha256: row.file,
        scan: row.scan,
    }
}
