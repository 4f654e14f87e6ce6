//! Jobs: figures of periods that have begun are asked for; what was declared on a draft is asked for when it is issued.

use super::actions;
use crate::app::App;
use db::WriteTx;
use db::events::By;
use domain::ids::{IndicatorId, PersonId, PlanId, PostId};
use domain::time::Moment;
use jobs::{Job, JobError, Run};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use tables::indicator;

/// Asks for the figures of all periods that have begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AskNextFigures {}

impl Job for AskNextFigures {
    type Context = App;
    const KIND: &'static str = "indicators.next_periods";

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let n = actions::next_periods(&app.db, app.now()).await?;
        if n > 0 {
            tracing::info!(n, "figures of new periods were asked for");
        }
        Ok(())
    }
}

/// Asks for everything that was declared on the draft of a plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenDeclared {
    /// The plan.
    pub plan: PlanId,
    /// Who issued it.
    pub person: Option<PersonId>,
    /// In which post.
    pub post: Option<PostId>,
}

/// Has what was declared on the draft asked for, once the plan is issued. Nothing declared leaves no job.
pub async fn open_declared(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
) -> Result<(), super::IndicatorError> {
    let declared = indicator::of_plan(plan).filter(indicator::Column::State.eq("draft")).count(tx).await?;
    if declared > 0 {
        jobs::enqueue(tx, now, &OpenDeclared { plan, person: by.person, post: by.post }).await?;
    }
    Ok(())
}

impl Job for OpenDeclared {
    type Context = App;
    const KIND: &'static str = "indicators.open_declared";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let by = By { person: self.person, post: self.post };
        Ok(actions::open(&app.db, run.now, by, self.plan).await?)
    }
}

/// Asks many units for the figures of an indicator. When it is given up, its marks stay and [`AskNextFigures`] goes on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AskFigures {
    /// Which one.
    pub indicator: IndicatorId,
}

impl Job for AskFigures {
    type Context = App;
    const KIND: &'static str = "indicators.ask";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let n = actions::ask_in_portions(&app.db, run.now, self.indicator).await?;
        tracing::info!(n, indicator = %self.indicator, "figures were asked for");
        Ok(())
    }
}
