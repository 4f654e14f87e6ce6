//! The estimate of a plan: locked by whoever writes it, shared by those who write amounts.

use super::MoneyError;
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use crate::features::plans;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{PlanId, UnitId};
use domain::money::EstimateState;
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
};
use serde_json::json;
use std::collections::BTreeSet;
use tables::{money_entry, money_estimate, money_line, plan};
use web::args;

/// Who is told of money.
const TOLD: &[PostKind] = &[PostKind::Leader, PostKind::Drafter, PostKind::Focal];

/// Locks the estimate of a plan, making its row when it is the first time.
pub async fn lock(tx: &WriteTx, now: Moment, plan: PlanId) -> Result<money_estimate::Model, MoneyError> {
    let new = money_estimate::ActiveModel {
        plan_id: Set(plan),
        state: Set(EstimateState::Draft),
        version: Set(0),
        document: Set(String::new()),
        approved_by: Set(None),
        approved_at: Set(None),
        updated_at: Set(now),
    };
    let once = OnConflict::column(money_estimate::Column::PlanId).do_nothing().to_owned();
    money_estimate::Entity::insert(new).on_conflict(once).exec_without_returning(tx).await?;
    money_estimate::of(plan).lock_exclusive().one(tx).await?.ok_or(MoneyError::Gone)
}

/// Shares the approved estimate of a plan that is out, so that nobody reopens it meanwhile.
pub async fn share(tx: &WriteTx, id: PlanId) -> Result<plan::Model, MoneyError> {
    let estimate = money_estimate::of(id).lock_shared().one(tx).await?.ok_or(MoneyError::NotApproved)?;
    if estimate.state != EstimateState::Approved {
        return Err(MoneyError::NotApproved);
    }
    let plan = plan::by_id(id).one(tx).await?.ok_or(MoneyError::Gone)?;
    if plans::is_out(&plan.state) { Ok(plan) } else { Err(MoneyError::NotIssued) }
}

/// Counts a change of the estimate.
pub async fn touch(tx: &WriteTx, now: Moment, row: &money_estimate::Model) -> Result<(), MoneyError> {
    let mut moved = row.clone().into_active_model();
    moved.version = Set(row.version + 1);
    moved.updated_at = Set(now);
    moved.update(tx).await?;
    Ok(())
}

/// Approves the estimate that the approver saw: from now on its lines stay, changes are entries with a reason.
pub async fn approve(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    (seen, document): (i32, &str),
) -> Result<(), MoneyError> {
    let row = lock(tx, now, plan).await?;
    if row.state != EstimateState::Draft {
        return Err(MoneyError::Approved);
    }
    if row.version != seen {
        return Err(MoneyError::Changed);
    }
    let lines = money_line::of_plan(plan).all(tx).await?;
    if lines.is_empty() {
        return Err(MoneyError::Empty);
    }
    let sum: i64 = lines.iter().map(money_line::Model::estimated).sum();
    let mut moved = row.clone().into_active_model();
    moved.state = Set(EstimateState::Approved);
    moved.version = Set(row.version + 1);
    moved.document = Set(document.to_owned());
    moved.approved_by = Set(by.person);
    moved.approved_at = Set(Some(now));
    moved.updated_at = Set(now);
    let after = moved.update(tx).await?;
    let event = NewEvent::new(now, by, "approve", "money", plan.uuid()).before(&row).after(&after);
    record(tx, event.with(json!({"plan": plan, "sum": sum, "n_lines": lines.len()}))).await?;
    let subject = plan::by_id(plan).one(tx).await?.ok_or(MoneyError::Gone)?;
    if plans::is_out(&subject.state) {
        let units: BTreeSet<UnitId> =
            lines.iter().map(|line| line.unit_id).chain([subject.unit_id]).collect();
        let told = |unit| {
            Told::new(
                To::Posts(unit, TOLD),
                Kind::MoneyApproved,
                ("plan", plan.uuid()),
                format!("/plans/{plan}/budget"),
            )
            .with(args![plan = subject.subject.as_str()])
            .but(by.person)
        };
        let all: Vec<Told> = units.into_iter().map(told).collect();
        tell(tx, now, &all).await?;
    }
    Ok(())
}

/// Opens an approved estimate again, with a reason, as long as nothing was written to its lines.
pub async fn reopen(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    (seen, reason): (i32, &str),
) -> Result<(), MoneyError> {
    let row = lock(tx, now, plan).await?;
    if row.state != EstimateState::Approved {
        return Err(MoneyError::NotApproved);
    }
    if row.version != seen {
        return Err(MoneyError::Changed);
    }
    let lines = money_line::Entity::find()
        .filter(money_line::Column::PlanId.eq(plan))
        .select_only()
        .column(money_line::Column::Id)
        .into_query();
    let n =
        money_entry::Entity::find().filter(money_entry::Column::LineId.in_subquery(lines)).count(tx).await?;
    if n > 0 {
        return Err(MoneyError::HasEntries);
    }
    let mut moved = row.clone().into_active_model();
    moved.state = Set(EstimateState::Draft);
    moved.version = Set(row.version + 1);
    moved.approved_by = Set(None);
    moved.approved_at = Set(None);
    moved.document = Set(String::new());
    moved.updated_at = Set(now);
    let after = moved.update(tx).await?;
    let event = NewEvent::new(now, by, "reopen", "money", plan.uuid()).before(&row).after(&after);
    record(tx, event.with(json!({"plan": plan, "reason": reason}))).await?;
    Ok(())
}
