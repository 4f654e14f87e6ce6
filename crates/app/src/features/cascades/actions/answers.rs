//! A unit says that it needs no own plan, the unit that asked agrees or not.

use super::super::telling;
use super::{CascadeError, lock_asked, write};
use crate::features::notices::Kind;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::cascade::OwnPlan;
use domain::ids::CascadeAnswerId;
use domain::time::Moment;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition};
use serde_json::json;
use tables::cascade;
use tables::cascade_answer::Column;

/// What the unit that asked says of "not applicable".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The unit needs no own plan.
    Agree,
    /// It does, and why.
    Refuse(String),
}

/// The unit needs no own plan, as it says; it waits for the answer of the unit that asked.
pub async fn claim(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: CascadeAnswerId,
    reason: &str,
) -> Result<(), CascadeError> {
    let (question, before) = lock_asked(tx, id).await?;
    if !matches!(before.plan, OwnPlan::Silent | OwnPlan::Drafting | OwnPlan::Claimed) {
        return Err(CascadeError::Elsewhere);
    }
    write(tx, now, (&question, &before), |row| {
        row.plan = Set(OwnPlan::Claimed);
        row.reason = Set(Some(reason.to_owned()));
        row.refusal = Set(None);
    })
    .await?;
    let told = json!({"reason": reason, "unit": before.unit_id});
    record(tx, NewEvent::new(now, by, "claim", "cascade", id).with(told)).await?;
    telling::claimed(tx, now, (&question, &before), reason).await?;
    Ok(())
}

/// Agrees or not that a unit needs no own plan.
pub async fn decide(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: CascadeAnswerId,
    verdict: &Verdict,
) -> Result<(), CascadeError> {
    let (question, before) = lock_asked(tx, id).await?;
    if before.plan != OwnPlan::Claimed {
        return Err(CascadeError::Elsewhere);
    }
    let (plan, refusal) = match verdict {
        Verdict::Agree => (OwnPlan::Excused, None),
        // What was drafted before is gone on with.
        Verdict::Refuse(why) if before.import_id.is_some() => (OwnPlan::Drafting, Some(why.clone())),
        Verdict::Refuse(why) => (OwnPlan::Silent, Some(why.clone())),
    };
    write(tx, now, (&question, &before), |row| {
        row.plan = Set(plan);
        row.refusal = Set(refusal.clone());
    })
    .await?;
    let told = json!({"plan": plan, "refusal": refusal, "unit": before.unit_id});
    record(tx, NewEvent::new(now, by, "decide", "cascade", id).with(told)).await?;
    telling::units(tx, now, (&question, Kind::CascadeDecided), &[(id, before.unit_id)]).await?;
    Ok(())
}

/// The units of which something is missing and whose turn it is.
pub fn silent(question: &cascade::Model) -> Condition {
    let wish = question.wish();
    let stands = OwnPlan::ALL.into_iter().flat_map(|plan| [(plan, false), (plan, true)]);
    let mut any = Condition::any();
    for (plan, is_named) in stands.filter(|(plan, is_named)| wish.is_silent(*plan, *is_named)) {
        any = any.add(Condition::all().add(Column::Plan.eq(plan)).add(Column::IsNamed.eq(is_named)));
    }
    Condition::all().add(Column::CascadeId.eq(question.id)).add(any)
}
