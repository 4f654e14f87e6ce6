//! Notices that are old go by themselves.

use super::actions;
use crate::app::App;
use jobs::{Job, JobError, Run};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Rows of each kind in one transaction.
const PORTION: u64 = 1_000;

/// Removes what is older than the settings say.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemoveOld {}

impl Job for RemoveOld {
    type Context = App;
    const KIND: &'static str = "notices.remove_old";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let hours = |n: u32| Duration::from_secs(u64::from(n) * 3_600);
        let before = run.now.minus(hours(app.config.notices.keep_days * 24));
        let accounts = &app.config.accounts;
        let over =
            (run.now.minus(hours(accounts.reset_hours)), run.now.minus(hours(accounts.invitation_days * 24)));
        let tx = app.db.write().await?;
        actions::empty_secrets(&tx, over).await?;
        tx.commit().await?;
        let mut n = 0;
        loop {
            let tx = app.db.write().await?;
            let some = actions::remove_old(&tx, before, PORTION).await?;
            tx.commit().await?;
            n += some;
            if some == 0 {
                break;
            }
        }
        if n > 0 {
            tracing::info!(n, "old notices were removed");
        }
        Ok(())
    }
}
