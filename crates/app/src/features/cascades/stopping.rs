//! A question is not asked any more, and with it whatever was passed on of it. A small tree is stopped at once. Of a large
//! one the first question is: from then on nothing below counts above it; a job stops the questions below in portions. A job
//! that was cut goes on with what still stands.

use super::errors::CascadeError;
use super::sums;
use super::telling::TellWithdrawn;
use crate::app::App;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{CascadeId, PersonId, PlanId, PostId};
use domain::time::Moment;
use jobs::{Job, JobError, Run};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, IntoActiveModel as _,
    QueryFilter as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::cascade::{self, State};
use tables::cascade_answer;

/// Questions of one transaction: so many are stopped at once, more by a job.
const PORTION: usize = 50;

/// What became of stopping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// Nothing is asked any more.
    All,
    /// So many questions below are being stopped.
    GoesOn(usize),
}

/// Asks no more, neither the units nor those that they passed the question on to. What was answered stays to be read; above
/// it counts for nothing any more.
pub async fn withdraw(tx: &WriteTx, now: Moment, by: By, id: CascadeId) -> Result<Stopped, CascadeError> {
    let first = sums::lock(tx, id).await?;
    match first.state {
        // While the units are being asked nobody can say how many were.
        State::Opening => return Err(CascadeError::AskedAlready),
        State::Withdrawn => return Ok(Stopped::All),
        State::Declared | State::Open => {}
    }
    let below = below(tx, &first).await?;
    stop(tx, now, by, first.clone()).await?;
    if below.len() > PORTION {
        let job = StopBelow { cascade: id, person: by.person, post: by.post };
        jobs::enqueue(tx, now, &job).await?;
        return Ok(Stopped::GoesOn(below.len()));
    }
    for id in below {
        stop_one(tx, now, by, id).await?;
    }
    Ok(Stopped::All)
}

/// All questions of a plan that was recalled.
pub async fn withdraw_all(tx: &WriteTx, now: Moment, by: By, plan: PlanId) -> Result<(), CascadeError> {
    let asked = cascade::of_plan(plan)
        .filter(cascade::Column::AboveId.is_null())
        .filter(cascade::Column::State.ne(State::Withdrawn));
    for row in asked.all(tx).await? {
        withdraw(tx, now, by, row.id).await?;
    }
    Ok(())
}

/// The questions below one that still stand, level by level.
async fn below(conn: &impl ConnectionTrait, first: &cascade::Model) -> Result<Vec<CascadeId>, CascadeError> {
    /// Questions asked for at once: databases limit the values of a query.
    const ASKED_MAX: usize = 1_000;
    let (mut standing, mut edge) = (Vec::new(), vec![first.id]);
    while !edge.is_empty() {
        let mut next = Vec::new();
        for some in edge.chunks(ASKED_MAX) {
            let answers = Query::select()
                .column(cascade_answer::Column::Id)
                .from(cascade_answer::Entity)
                .and_where(cascade_answer::Column::CascadeId.is_in(some.iter().copied()))
                .to_owned();
            let rows = cascade::of_plan(first.plan_id).filter(cascade::Column::AboveId.in_subquery(answers));
            next.extend(rows.all(conn).await?);
        }
        standing.extend(next.iter().filter(|row| row.state != State::Withdrawn).map(|row| row.id));
        edge = next.into_iter().map(|row| row.id).collect();
    }
    Ok(standing)
}

async fn stop_one(tx: &WriteTx, now: Moment, by: By, id: CascadeId) -> Result<(), CascadeError> {
    let row = cascade::by_id(id).one(tx).await?.ok_or(CascadeError::Gone)?;
    stop(tx, now, by, row).await
}

/// One question of a locked tree. One whose units are still being asked tells those that were asked so far.
async fn stop(tx: &WriteTx, now: Moment, by: By, before: cascade::Model) -> Result<(), CascadeError> {
    let id = before.id;
    match before.state {
        State::Withdrawn => return Ok(()),
        State::Declared => {}
        State::Open | State::Opening => {
            jobs::enqueue(tx, now, &TellWithdrawn { cascade: id }).await?;
        }
    }
    sums::cut_off(tx, &before).await?;
    let (plan, told) = (before.plan_id, json!({"cascade": id, "n_units": before.n_asked}));
    let mut row = before.into_active_model();
    row.state = Set(State::Withdrawn);
    row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "stop-asking", "plan", plan).with(told)).await?;
    Ok(())
}

/// Stops the questions below one that was stopped.
#[derive(Debug, Serialize, Deserialize)]
pub struct StopBelow {
    /// Which question.
    pub cascade: CascadeId,
    /// Who stopped it.
    pub person: Option<PersonId>,
    /// In which post.
    pub post: Option<PostId>,
}

impl Job for StopBelow {
    type Context = App;
    const KIND: &'static str = "cascades.stop_below";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let by = By { person: self.person, post: self.post };
        // Until nothing stands: a unit may have passed its question on in the meantime.
        loop {
            let Some(first) = cascade::by_id(self.cascade).one(app.db.read()).await? else { return Ok(()) };
            let standing = below(app.db.read(), &first).await?;
            if standing.is_empty() {
                return Ok(());
            }
            for portion in standing.chunks(PORTION) {
                let tx = app.db.write().await?;
                sums::lock(&tx, self.cascade).await?;
                for id in portion {
                    stop_one(&tx, run.now, by, *id).await?;
                }
                tx.commit().await?;
            }
        }
    }
}
