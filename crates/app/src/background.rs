//! Work beside the requests: the queue of jobs, the sealer of events, the broom for sessions that are over.

use crate::app::App;
use jobs::{Registry, Runner};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How often events are sealed and expired sessions removed.
const ROUND_EVERY: Duration = Duration::from_secs(5);
/// How often work that comes again is looked at: its periods begin at midnight.
const PERIODS_EVERY: Duration = Duration::from_secs(15 * 60);
/// How often the sums of work are counted again.
const SUMS_EVERY: Duration = Duration::from_secs(24 * 3600);
/// How often items are looked for whose embargo has ended.
const EMBARGO_EVERY: Duration = Duration::from_secs(60);
/// How often old notices are looked for.
const OLD_EVERY: Duration = Duration::from_secs(24 * 3600);
/// Sessions are swept every so many rounds.
const SWEEP_ROUNDS: u32 = 720;

/// The jobs this product knows.
pub fn registry() -> Registry<App> {
    Registry::new()
        .with::<crate::features::units::import::work::WriteImport>()
        .with::<crate::features::imports::ReadDocument>()
        .with::<crate::features::work::ScanEvidence>()
        .with_every(PERIODS_EVERY, crate::features::work::AskNextPeriods {})
        .with_every(PERIODS_EVERY, crate::features::indicators::AskNextFigures {})
        .with_every(PERIODS_EVERY, crate::features::indicators::TellFigures {})
        .with_every(SUMS_EVERY, crate::features::work::CountSums {})
        .with::<crate::features::documents::Issue>()
        .with::<crate::features::documents::TellRecipients>()
        .with::<crate::features::documents::StopAsking>()
        .with::<crate::features::notices::WriteMail>()
        .with::<crate::features::notices::SendMail>()
        .with_every(PERIODS_EVERY, crate::features::notices::WriteDigests {})
        .with_every(PERIODS_EVERY, crate::features::notices::Escalate {})
        .with_every(OLD_EVERY, crate::features::notices::RemoveOld {})
        .with::<crate::features::indicators::OpenDeclared>()
        .with::<crate::features::indicators::AskFigures>()
        .with::<crate::features::cascades::OpenCascade>()
        .with::<crate::features::cascades::TellWithdrawn>()
        .with::<crate::features::cascades::RemindSilent>()
        .with::<crate::features::cascades::StopBelow>()
        .with::<crate::features::media::ScanPicture>()
        .with::<crate::features::packages::ScanPackage>()
        .with::<crate::features::ratings::SendSheets>()
        .with::<crate::features::reviews::CountReview>()
        .with::<crate::features::ratings::TellResults>()
        .with::<crate::features::ratings::TellSilent>()
        .with::<crate::features::ratings::TellStopped>()
        .with::<crate::features::ratings::ScanRatingFile>()
        .with_every(PERIODS_EVERY, crate::features::ratings::TellRatingsDue {})
        .with_every(EMBARGO_EVERY, crate::features::media::PublishMedia {})
        .with_every(PERIODS_EVERY, crate::features::media::TellMediaDue {})
        .with_every(PERIODS_EVERY, crate::features::foundings::TellFoundingDue {})
        .with::<crate::features::activities::InviteUnits>()
        .with::<crate::features::activities::TellUnits>()
        .with::<crate::features::activities::ScanMaterial>()
        .with_every(PERIODS_EVERY, crate::features::activities::TellActivitiesDue {})
}

/// Starts the work; it ends soon after `stopped` turns true.
pub fn start(app: &App, stopped: watch::Receiver<bool>) -> JoinHandle<()> {
    let app = app.clone();
    tokio::spawn(async move {
        let runner = runner(&app);
        tokio::join!(runner.run_until(stopped.clone()), rounds(&app, stopped));
    })
}

/// The runner of the queue.
pub fn runner(app: &App) -> Arc<Runner<App>> {
    Arc::new(Runner::new(app.db.clone(), app.clock.clone(), registry(), Arc::new(app.clone())))
}

async fn rounds(app: &App, mut stopped: watch::Receiver<bool>) {
    let mut round: u32 = 0;
    loop {
        tokio::select! {
            _ = stopped.wait_for(|s| *s) => return,
            () = tokio::time::sleep(ROUND_EVERY) => {}
        }
        if let Err(error) = db::events::seal(&app.db, app.now()).await {
            tracing::error!(%error, "events could not be sealed; the next round tries again");
        }
        if let Err(error) = crate::features::notices::look(app).await {
            tracing::error!(%error, "the outbox could not be looked at; the next round tries again");
        }
        round = round.wrapping_add(1);
        if round.is_multiple_of(SWEEP_ROUNDS)
            && let Err(error) = sweep(app).await
        {
            tracing::error!(%error, "expired sessions could not be removed");
        }
    }
}

/// Removes sessions that are over.
pub async fn sweep(app: &App) -> Result<u64, db::DbError> {
    let tx = app.db.write().await?;
    let removed = tables::session::remove_expired(app.now()).exec(&tx).await?.rows_affected;
    tx.commit().await?;
    Ok(removed)
}
