//! What happens to items by itself: the end of an embargo, a day that comes near, the scan of a picture.

use super::actions;
use super::telling;
use crate::app::App;
use db::{DbError, WriteTx};
use domain::ids::MediaPictureId;
use domain::media::MediaState;
use domain::time::Moment;
use jobs::{Job, JobError, Left, Run};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use tables::{media_item, media_picture};

/// Days before its day that the author of an item is told.
const DUE_DAYS: u64 = 2;
/// Items looked at in one round.
const ROUND_MAX: u64 = 500;

/// Publishes what asked to be published at the end of its embargo, each item in a transaction of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PublishMedia {}

impl Job for PublishMedia {
    type Context = App;
    const KIND: &'static str = "media.publish";

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let now = app.now();
        let ready = media_item::Entity::find()
            .filter(media_item::Column::State.eq(MediaState::Approved))
            .filter(media_item::Column::PublishesItself.eq(true))
            .filter(media_item::Column::OnPage.eq(true))
            .filter(media_item::Column::EmbargoAt.lte(now))
            .order_by_asc(media_item::Column::EmbargoAt)
            .order_by_asc(media_item::Column::Id)
            .limit(ROUND_MAX)
            .all(app.db.read())
            .await
            .map_err(DbError::from)?;
        for item in ready {
            let tx = app.db.write().await?;
            match actions::publish_itself(&tx, now, item.id).await {
                Ok(true) => tx.commit().await?,
                Ok(false) => {}
                // One item must not keep the others back; the next round tries again.
                Err(error) => tracing::warn!(item = %item.id, %error, "an item did not publish itself"),
            }
        }
        Ok(())
    }
}

/// Tells authors of items that are due soon.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellMediaDue {}

impl Job for TellMediaDue {
    type Context = App;
    const KIND: &'static str = "media.due";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let today = run.now.local_day();
        let last = today.checked_add_days(chrono::Days::new(DUE_DAYS)).unwrap_or(today);
        let open = MediaState::ALL.iter().filter(|state| state.is_due()).copied();
        let rows = media_item::Entity::find()
            .filter(media_item::Column::State.is_in(open))
            .filter(media_item::Column::DueOn.between(today, last))
            .order_by_asc(media_item::Column::Id)
            .all(app.db.read())
            .await
            .map_err(DbError::from)?;
        let tx = app.db.write().await?;
        telling::due(&tx, run.now, &rows).await?;
        Ok(tx.commit().await?)
    }
}

/// Has a picture scanned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ScanPicture {
    /// Which one.
    pub picture: MediaPictureId,
}

impl Job for ScanPicture {
    type Context = App;
    const KIND: &'static str = "media.scan";
    const ATTEMPTS_MAX: i32 = 4;

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let row = media_picture::by_id(self.picture).one(app.db.read()).await?;
        let Some(row) = row.filter(|row| row.scan == "waiting") else { return Ok(()) };
        let bytes = app.files.read(&row.file).await?;
        let verdict = crate::features::work::scan(&app.config.scanner, &bytes).await?;
        let tx = app.db.write().await?;
        actions::settle(&tx, app.now(), self.picture, Some(verdict)).await?;
        Ok(tx.commit().await?)
    }

    async fn when_given_up(self, tx: &WriteTx, now: Moment, _: &str) -> Result<Left, DbError> {
        actions::settle(tx, now, self.picture, None).await?;
        // Its row says that it was not scanned.
        Ok(Left::Nowhere)
    }
}
