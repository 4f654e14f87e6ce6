//! Having the files of a package scanned.

use super::content::Content;
use crate::app::App;
use crate::features::work::{Verdict, scan};
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::PackageId;
use domain::time::Moment;
use jobs::{Job, JobError, Left, Run};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::package;

/// Has the files of a package scanned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ScanPackage {
    /// Which one.
    pub package: PackageId,
}

impl Job for ScanPackage {
    type Context = App;
    const KIND: &'static str = "packages.scan";
    const ATTEMPTS_MAX: i32 = 4;

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let row = package::by_id(self.package).one(app.db.read()).await?;
        let Some(row) = row else { return Ok(()) };
        let content: Content = serde_json::from_str(&row.content)?;
        for (at, file) in content.files.iter().enumerate().filter(|(_, file)| file.scan == "waiting") {
            let bytes = app.files.read(&file.file).await?;
            let verdict = scan(&app.config.scanner, &bytes).await?;
            // One by one: what was scanned is not scanned again when a later file makes the job fail.
            let tx = app.db.write().await?;
            settle(&tx, app.now(), self.package, |n| (n == at).then(|| verdict.clone())).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn when_given_up(self, tx: &WriteTx, now: Moment, _: &str) -> Result<Left, DbError> {
        settle(tx, now, self.package, |_| None).await?;
        // The page says that they were not scanned.
        Ok(Left::Nowhere)
    }
}

/// Writes the verdicts of some files; without any, all that wait were not scanned.
async fn settle(
    tx: &WriteTx,
    now: Moment,
    id: PackageId,
    verdict: impl Fn(usize) -> Option<Verdict>,
) -> Result<(), DbError> {
    let Some(row) = package::by_id(id).lock_exclusive().one(tx).await? else { return Ok(()) };
    let unreadable = |error: serde_json::Error| DbError::Unreadable(error.to_string());
    let mut content: Content = serde_json::from_str(&row.content).map_err(unreadable)?;
    let is_given_up = (0..content.files.len()).all(|at| verdict(at).is_none());
    for (at, file) in content.files.iter_mut().enumerate().filter(|(_, file)| file.scan == "waiting") {
        match verdict(at) {
            Some(Verdict::Clean) => "clean".clone_into(&mut file.scan),
            Some(Verdict::Infected(what)) => {
                let told = json!({"name": file.name, "found": what});
                record(tx, NewEvent::new(now, By::HOUSE, "scan_file", "package", id).with(told)).await?;
                "infected".clone_into(&mut file.scan);
                file.found = Some(what);
            }
            None if is_given_up => "failed".clone_into(&mut file.scan),
            None => {}
        }
    }
    let mut changed = row.into_active_model();
    changed.content = Set(serde_json::to_string(&content).map_err(unreadable)?);
    changed.update(tx).await?;
    Ok(())
}
