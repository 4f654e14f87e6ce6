//! What a recalled plan asked of units below is asked no more: their own plans, persons in charge, figures. A job, because a
//! question that is just going out to its units is waited for.

use super::errors::DocumentError;
use crate::app::App;
use crate::features::{cascades, indicators};
use db::events::By;
use domain::ids::{PersonId, PlanId, PostId};
use jobs::{Job, JobError, Run};
use serde::{Deserialize, Serialize};

/// Withdraws what a recalled plan asked.
#[derive(Debug, Serialize, Deserialize)]
pub struct StopAsking {
    /// Which plan.
    pub plan: PlanId,
    /// Who recalled it.
    pub person: Option<PersonId>,
    /// In which post.
    pub post: Option<PostId>,
}

impl Job for StopAsking {
    type Context = App;
    const KIND: &'static str = "documents.stop_asking";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let by = By { person: self.person, post: self.post };
        let tx = app.db.write().await?;
        cascades::actions::withdraw_all(&tx, run.now, by, self.plan).await?;
        indicators::actions::end_all(&tx, run.now, by, self.plan).await.map_err(DocumentError::from)?;
        Ok(tx.commit().await?)
    }
}
