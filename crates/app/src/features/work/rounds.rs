//! The jobs that come round by themselves: work that comes again is asked for, sums are counted again.

use super::{actions, sums};
use crate::app::App;
use jobs::{Job, JobError, Run};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Asks for all periods that have begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AskNextPeriods {}

impl Job for AskNextPeriods {
    type Context = App;
    const KIND: &'static str = "work.next_periods";

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let n = actions::next_periods(&app.db, app.now()).await?;
        if n > 0 {
            tracing::info!(n, "work of new periods was asked for");
        }
        Ok(())
    }
}

/// Counts all sums, and writes those anew that differ: the tree of a day in the past may have been mended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CountSums {}

impl Job for CountSums {
    type Context = App;
    const KIND: &'static str = "work.count_sums";

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let plans: BTreeSet<_> =
            sums::check(app.db.read()).await?.into_iter().map(|wrong| wrong.plan).collect();
        for plan in plans {
            tracing::warn!(%plan, "sums of work differed from a count and were written anew");
            let tx = app.db.write().await?;
            sums::count_again(&tx, plan).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
