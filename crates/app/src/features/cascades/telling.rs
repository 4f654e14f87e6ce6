//! Who is told what of a question: in the transaction of the step.

use super::errors::CascadeError;
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use db::WriteTx;
use domain::ids::{CascadeAnswerId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::QuerySelect as _;
use tables::{cascade, cascade_answer, plan};
use web::{Args, args};

/// Whoever answers for a unit.
const ANSWERING: &[PostKind] = &[PostKind::Leader, PostKind::Clerk, PostKind::Drafter, PostKind::Focal];
/// Whoever decides for the unit that asks.
const DECIDING: &[PostKind] = &[PostKind::Leader, PostKind::Drafter];

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
