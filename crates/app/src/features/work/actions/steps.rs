//! The steps of an assignment. Each loads and locks the row, asks the rules of `domain::work`, writes, moves the sums
//! and records one event.

use super::super::sums::{self, Change};
use super::super::telling;
use super::WorkError;
use crate::features::notices::Kind;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{AssignmentId, PersonId};
use domain::time::Moment;
use domain::work::{Side, State, Step, moved_by_pause};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tables::{assignment, date_request, post, subtask, work_draft, work_report};
use web::args;

/// Who takes a step, and on which side. Made by the extractors of rights.
#[derive(Debug, Clone, Copy)]
pub struct Acting {
    /// The person and the post.
    pub by: By,
    /// For the unit that does the work, or for the one that asked.
    pub side: Side,
}

/// A report to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewReport {
    /// How much is done, 0 to 100.
    pub percent: i32,
    /// Results and obstacles.
    pub words: String,
    /// Figures by name.
    pub figures: Vec<(String, String)>,
    /// The product is handed in with it.
    pub is_hand_in: bool,
}

/// What the unit that asked says of what was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is done.
    Approve,
    /// It is not, and why.
    Return(String),
}

/// The unit takes the work on; whoever does so sees to it until somebody else is named.
pub async fn accept(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
) -> Result<assignment::Model, WorkError> {
    take(tx, now, acting, id, (Step::Accept, json!({})), |before, row| {
        row.accepted_at = Set(Some(now));
        if before.person_id.is_none() {
            row.person_id = Set(acting.by.person);
        }
    })
    .await
}

/// Names who sees to it in the unit.
pub async fn assign_person(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    to: PersonId,
) -> Result<assignment::Model, WorkError> {
    let unit = lock(tx, id).await?.unit_id;
    must_be_of_unit(tx, to, unit).await?;
    let after = take(tx, now, acting, id, (Step::Assign, json!({"person": to})), |_, row| {
        row.person_id = Set(Some(to));
    })
    .await?;
    telling::given(tx, now, acting.by.person, &after).await?;
    Ok(after)
}

/// Whoever gets work holds a post in the unit.
pub(super) async fn must_be_of_unit(
    tx: &WriteTx,
    person: PersonId,
    unit: domain::ids::UnitId,
) -> Result<(), WorkError> {
    let held = post::held_by(person).filter(post::Column::UnitId.eq(unit)).count(tx).await?;
    if held == 0 { Err(WorkError::NotOfUnit) } else { Ok(()) }
}

/// Reports on the work, and hands the product in with it when asked to.
pub async fn report(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    new: &NewReport,
) -> Result<assignment::Model, WorkError> {
    let step = if new.is_hand_in { Step::HandIn } else { Step::Report };
    let percent = if new.is_hand_in { 100 } else { new.percent };
    let told = json!({"percent": percent, "words": new.words});
    let after = take(tx, now, acting, id, (step, told), |_, row| {
        row.percent = Set(percent);
        if new.is_hand_in {
            row.handed_at = Set(Some(now));
        }
    })
    .await?;
    if new.is_hand_in {
        let open = subtask::of(id).filter(subtask::Column::DoneAt.is_null()).count(tx).await?;
        if open > 0 {
            return Err(WorkError::PiecesOpen(usize::try_from(open).unwrap_or(usize::MAX)));
        }
        let_requests_go(tx, now, id).await?;
    }
    let row = work_report::ActiveModel {
        id: Set(tx.new_id(now)),
        assignment_id: Set(id),
        person_id: Set(acting.by.person),
        is_hand_in: Set(new.is_hand_in),
        percent: Set(percent),
        words: Set(new.words.clone()),
        figures: Set(serde_json::to_string(&new.figures)?),
        created_at: Set(now),
    };
    row.insert(tx).await?;
    if let Some(person) = acting.by.person {
        work_draft::Entity::delete_by_id((id, person)).exec(tx).await?;
    }
    if new.is_hand_in {
        telling::to_asker(tx, now, acting.by.person, &after, Kind::WorkHandedIn).await?;
    }
    Ok(after)
}

/// Keeps what a person has typed of a report. A draft is nobody else's business, so it leaves no event.
pub async fn keep_draft(
    tx: &WriteTx,
    now: Moment,
    person: PersonId,
    id: AssignmentId,
    body: &Value,
) -> Result<(), WorkError> {
    let row = work_draft::ActiveModel {
        assignment_id: Set(id),
        person_id: Set(person),
        body: Set(body.to_string()),
        updated_at: Set(now),
    };
    let again = OnConflict::columns([work_draft::Column::AssignmentId, work_draft::Column::PersonId])
        .update_columns([work_draft::Column::Body, work_draft::Column::UpdatedAt])
        .to_owned();
    work_draft::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes back what was handed in and has no answer yet.
pub async fn take_back(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
) -> Result<assignment::Model, WorkError> {
    take(tx, now, acting, id, (Step::TakeBack, json!({})), |_, row| row.handed_at = Set(None)).await
}

/// Answers what was handed in, many at once. All or nothing: one that cannot be answered refuses the others too.
pub async fn decide(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    ids: &[AssignmentId],
    verdict: &Verdict,
) -> Result<usize, WorkError> {
    let (step, told) = match verdict {
        Verdict::Approve => (Step::Approve, json!({})),
        Verdict::Return(reason) => (Step::Return, json!({"reason": reason})),
    };
    let rows = assignment::by_ids(ids).lock_exclusive().all(tx).await?;
    let (mut changes, mut answered) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for before in &rows {
        let after = write(tx, now, acting, before, (step, told.clone()), |_, row| {
            row.done_at = Set((step == Step::Approve).then_some(now));
        })
        .await?;
        changes.push(change(before, &after));
        answered.push(after);
    }
    sums::shift(tx, &changes).await?;
    let (kind, reason) = match verdict {
        Verdict::Approve => (Kind::WorkAccepted, ""),
        Verdict::Return(reason) => (Kind::WorkReturned, reason.as_str()),
    };
    telling::to_doers(tx, now, acting.by.person, &answered, (kind, args![reason = reason])).await?;
    Ok(rows.len())
}

/// Opens again what was accepted by mistake.
pub async fn reopen(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    reason: &str,
) -> Result<assignment::Model, WorkError> {
    let told = json!({"reason": reason});
    take(tx, now, acting, id, (Step::Reopen, told), |_, row| row.done_at = Set(None)).await
}

/// Lets the work stand still; its clock stands too.
pub async fn pause(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    reason: &str,
) -> Result<assignment::Model, WorkError> {
    let told = json!({"reason": reason});
    take(tx, now, acting, id, (Step::Pause, told), |_, row| row.paused_at = Set(Some(now))).await
}

/// Lets it go on: the deadline is later by the days it stood still.
pub async fn resume(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
) -> Result<assignment::Model, WorkError> {
    let before = lock(tx, id).await?;
    let paused_on = before.paused_at.unwrap_or(now).local_day();
    let due_on = before.due_on.map(|due| moved_by_pause(due, paused_on, now.local_day()));
    let told = json!({"from": before.due_on, "to": due_on});
    take(tx, now, acting, id, (Step::Resume, told), |_, row| {
        row.paused_at = Set(None);
        row.due_on = Set(due_on);
    })
    .await
}

/// Does not ask any more.
pub async fn withdraw(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    reason: &str,
) -> Result<assignment::Model, WorkError> {
    let told = json!({"reason": reason});
    let after = take(tx, now, acting, id, (Step::Withdraw, told), |_, row| row.paused_at = Set(None)).await?;
    let_requests_go(tx, now, id).await?;
    Ok(after)
}

/// Requests for another date that the course of things has answered.
pub(super) async fn let_requests_go(tx: &WriteTx, now: Moment, id: AssignmentId) -> Result<(), WorkError> {
    date_request::Entity::update_many()
        .set(date_request::ActiveModel {
            state: Set("gone".to_owned()),
            answered_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(date_request::Column::AssignmentId.eq(id))
        .filter(date_request::Column::State.eq("open"))
        .exec(tx)
        .await?;
    Ok(())
}

/// The row, locked.
pub(super) async fn lock(tx: &WriteTx, id: AssignmentId) -> Result<assignment::Model, WorkError> {
    assignment::by_id(id).lock_exclusive().one(tx).await?.ok_or(WorkError::Gone)
}

/// One step of one assignment, with its sums.
pub(super) async fn take(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    told: (Step, Value),
    with: impl FnOnce(&assignment::Model, &mut assignment::ActiveModel),
) -> Result<assignment::Model, WorkError> {
    let before = lock(tx, id).await?;
    let after = write(tx, now, acting, &before, told, with).await?;
    sums::shift(tx, &[change(&before, &after)]).await?;
    Ok(after)
}

/// One step without the sums, for those who take many and move the sums once.
pub(super) async fn write(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    before: &assignment::Model,
    (step, told): (Step, Value),
    with: impl FnOnce(&assignment::Model, &mut assignment::ActiveModel),
) -> Result<assignment::Model, WorkError> {
    let state: State = step.from(before.state, before.accepted_at.is_some(), acting.side)?;
    let mut row = before.clone().into_active_model();
    row.state = Set(state);
    row.updated_at = Set(now);
    with(before, &mut row);
    let after = row.update(tx).await?;
    let event = NewEvent::new(now, acting.by, step.word(), "work", after.id);
    record(tx, event.before(before).after(&after).with(told)).await?;
    Ok(after)
}

pub(super) fn change(before: &assignment::Model, after: &assignment::Model) -> Change {
    Change {
        plan: after.plan_id,
        unit: after.unit_id,
        asked_on: after.asked_on,
        before: Some((before.due_on, before.state)),
        after: Some((after.due_on, after.state)),
    }
}
