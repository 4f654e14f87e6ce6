//! Who is told what of a question: in the transaction of the step, or portion by portion when it is told to all of its
//! units.

use super::errors::CascadeError;
use crate::app::App;
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use db::WriteTx;
use domain::ids::{CascadeAnswerId, CascadeId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use jobs::{Job, JobError, Run};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use tables::{cascade, cascade_answer, plan};
use web::{Args, args};

/// Whoever answers for a unit.
const ANSWERING: &[PostKind] = &[PostKind::Leader, PostKind::Clerk, PostKind::Drafter, PostKind::Focal];
/// Whoever decides for the unit that asks.
const DECIDING: &[PostKind] = &[PostKind::Leader, PostKind::Drafter];

/// Answers of one transaction.
const PORTION: u64 = 500;

async fn words(tx: &WriteTx, question: &cascade::Model) -> Result<Args, CascadeError> {
    let subject: Option<String> = plan::by_id(question.plan_id)
        .select_only()
        .column(plan::Column::Subject)
        .into_tuple()
        .one(tx)
        .await?;
    Ok(args![subject = subject.unwrap_or_default()])
}

/// Units are told of the question, each of its own answer.
pub async fn units(
    tx: &WriteTx,
    now: Moment,
    (question, kind): (&cascade::Model, Kind),
    units: &[(CascadeAnswerId, UnitId)],
) -> Result<(), CascadeError> {
    let words = words(tx, question).await?;
    let one = |(answer, unit): &(CascadeAnswerId, UnitId)| {
        let link = format!("/cascades/answers/{answer}");
        Told::new(To::Posts(*unit, ANSWERING), kind, ("cascade", *answer), link).with(words.clone())
    };
    let all: Vec<Told> = units.iter().map(one).collect();
    tell(tx, now, &all).await?;
    Ok(())
}

/// The unit that asked is told that one below says it needs no own plan.
pub async fn claimed(
    tx: &WriteTx,
    now: Moment,
    (question, answer): (&cascade::Model, &cascade_answer::Model),
    reason: &str,
) -> Result<(), CascadeError> {
    let link = format!("/cascades/answers/{}", answer.id);
    let told =
        Told::new(To::Posts(question.asker_id, DECIDING), Kind::CascadeClaimed, ("cascade", answer.id), link);
    tell(tx, now, &[told.with(words(tx, question).await?.with("reason", reason))]).await?;
    Ok(())
}

/// Tells the units of a question that it is not asked any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellWithdrawn {
    /// Which question.
    pub cascade: CascadeId,
}

impl Job for TellWithdrawn {
    type Context = App;
    const KIND: &'static str = "cascades.tell_withdrawn";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let Some(question) = cascade::by_id(self.cascade).one(app.db.read()).await? else { return Ok(()) };
        let mut after: Option<CascadeAnswerId> = None;
        loop {
            let mut query = cascade_answer::Entity::find()
                .filter(cascade_answer::Column::CascadeId.eq(self.cascade))
                .order_by_asc(cascade_answer::Column::Id)
                .limit(PORTION);
            if let Some(after) = after {
                query = query.filter(cascade_answer::Column::Id.gt(after));
            }
            let portion = query.all(app.db.read()).await?;
            let Some(last) = portion.last() else { return Ok(()) };
            after = Some(last.id);
            let tx = app.db.write().await?;
            let words = words(&tx, &question).await?;
            let one = |answer: &cascade_answer::Model| {
                let link = format!("/cascades/answers/{}", answer.id);
                // A job that was cut begins anew: nobody is told twice.
                Told::new(
                    To::Posts(answer.unit_id, ANSWERING),
                    Kind::CascadeWithdrawn,
                    ("cascade", answer.id),
                    link,
                )
                .with(words.clone())
                .once("")
            };
            let all: Vec<Told> = portion.iter().map(one).collect();
            tell(&tx, run.now, &all).await?;
            tx.commit().await?;
        }
    }
}
