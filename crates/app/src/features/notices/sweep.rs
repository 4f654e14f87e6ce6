//! Notices that are old go by themselves.

use super::actions;
use crate::app::App;
use jobs::{Job, JobError, Run};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Removes what is older than the settings say.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemoveOld {}

impl Job for RemoveOld {
    type Context = App;
    const KIND: &'static str = "notices.remove_old";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let days = Duration::from_secs(u64::from(app.config.notices.keep_days) * 86_400);
        let tx = app.db.write().await?;
        let n = actions::remove_old(&tx, run.now.minus(days)).await?;
        tx.commit().await?;
        if n > 0 {
            tracing::info!(n, "old notices were removed");
        }
        Ok(())
    }
}
