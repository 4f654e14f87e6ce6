//! Work follows a plan that was changed: deadlines that stand in the plan move with it, and what the plan no longer says is
//! not asked any more. What is done stays done, and a date that was agreed upon for one unit stays that unit's own.

use super::super::sums;
use super::WorkError;
use super::steps::{Acting, change, let_requests_go, write};
use db::WriteTx;
use db::events::By;
use domain::ids::{AssignmentId, PlanId};
use domain::time::{Day, Moment};
use domain::work::{Role, Side, State, Step};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use tables::{assignment, duty, task, work_round};
use uuid::Uuid;

/// What becomes of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is due on another day; left alone unless it still stands at the first one.
    Moves {
        /// The day that stood in the plan.
        from: Option<Day>,
        /// The day that stands in it now.
        to: Option<Day>,
    },
    /// The plan does not ask for it any more.
    Ends,
    /// The plan asks again for what was withdrawn.
    Returns,
    /// The unit has another part in it.
    Turns {
        /// The part by the plan as it is now.
        to: Role,
    },
}

/// Lets assignments follow their plan. Says how many moved and how many ended; a repeated call changes nothing more.
pub async fn follow(
    tx: &WriteTx,
    now: Moment,
    by: By,
    fates: &BTreeMap<AssignmentId, Vec<Fate>>,
    symbol: &str,
) -> Result<(u64, u64), WorkError> {
    let ids: Vec<AssignmentId> = fates.keys().copied().collect();
    let mut rows = assignment::by_ids(&ids).lock_exclusive().all(tx).await?;
    rows.sort_unstable_by_key(|row| row.id);
    let acting = Acting { by, side: Side::Asker };
    let (mut changes, mut moved, mut ended) = (Vec::new(), 0, 0);
    for before in rows.iter().filter(|row| row.state != State::Done) {
        let mut row = before.clone();
        for fate in &fates[&before.id] {
            let Some(after) = suffer(tx, now, acting, &row, (*fate, symbol)).await? else { continue };
            match fate {
                Fate::Ends => ended += 1,
                Fate::Moves { .. } | Fate::Returns | Fate::Turns { .. } => moved += 1,
            }
            row = after;
        }
        if row != *before {
            changes.push(change(before, &row));
        }
    }
    sums::shift(tx, &changes).await?;
    Ok((moved, ended))
}

/// Writes one change of one assignment; none when it is so already.
async fn suffer(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    before: &assignment::Model,
    (fate, symbol): (Fate, &str),
) -> Result<Option<assignment::Model>, WorkError> {
    let is_over = before.state.is_over();
    let after = match fate {
        Fate::Moves { from, to } if !is_over && before.due_on == from && from != to => {
            let told = json!({"from": from, "to": to, "symbol": symbol});
            write(tx, now, acting, before, (Step::Amend, told), |_, row| row.due_on = Set(to)).await?
        }
        Fate::Turns { to } if !is_over && before.role != to => {
            let told = json!({"role": to, "symbol": symbol});
            write(tx, now, acting, before, (Step::Amend, told), |_, row| row.role = Set(to)).await?
        }
        Fate::Returns if before.state == State::Withdrawn => {
            let told = json!({"symbol": symbol});
            write(tx, now, acting, before, (Step::Amend, told), |_, row| row.accepted_at = Set(None)).await?
        }
        Fate::Ends if !is_over => {
            let told = json!({"symbol": symbol});
            let ended = write(tx, now, acting, before, (Step::Withdraw, told), |_, row| {
                row.paused_at = Set(None);
            });
            let ended = ended.await?;
            let_requests_go(tx, now, before.id).await?;
            ended
        }
        Fate::Moves { .. } | Fate::Turns { .. } | Fate::Returns | Fate::Ends => return Ok(None),
    };
    Ok(Some(after))
}

/// Stops what came again by a rule that the plan does not print any more; what it prints instead begins when it is asked.
pub async fn end_rounds(tx: &WriteTx, plan: PlanId) -> Result<(), WorkError> {
    let tasks = task::of_plan(plan).all(tx).await?.into_iter().map(|row| (row.id.uuid(), row.time_printed));
    let duties = duty::of_plan(plan).all(tx).await?.into_iter().map(|row| (row.id.uuid(), row.time_printed));
    let printed: HashMap<Uuid, Option<String>> = tasks.chain(duties).collect();
    let rounds = work_round::Entity::find().filter(work_round::Column::PlanId.eq(plan)).all(tx).await?;
    for round in rounds {
        let stands = printed.get(&round.source_id).is_some_and(|now| now.as_ref() == Some(&round.printed));
        if !stands {
            work_round::Entity::delete_by_id(round.source_id).exec(tx).await?;
        }
    }
    Ok(())
}
