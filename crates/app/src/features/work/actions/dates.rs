//! Another date: asked for with a reason, agreed to or refused with a reason by the unit that asked for the work.

use super::super::{sums, telling};
use super::WorkError;
use super::steps::{Acting, change, lock, write};
use crate::features::notices::Kind;
use db::WriteTx;
use domain::ids::{AssignmentId, DateRequestId};
use domain::time::{Day, Moment};
use domain::work::Step;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QuerySelect as _,
};
use serde_json::json;
use tables::date_request;
use web::args;

/// Asks for another date.
pub async fn ask_date(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    (wanted_on, reason): (Day, &str),
) -> Result<DateRequestId, WorkError> {
    let before = lock(tx, id).await?;
    if wanted_on < now.local_day() || before.due_on == Some(wanted_on) {
        return Err(WorkError::NoOtherDay(wanted_on));
    }
    if date_request::open_of(id).one(tx).await?.is_some() {
        return Err(WorkError::AskedAlready);
    }
    let told = json!({"from": before.due_on, "to": wanted_on, "reason": reason});
    write(tx, now, acting, &before, (Step::AskDate, told), |_, _| ()).await?;
    let row = date_request::ActiveModel {
        id: Set(tx.new_id(now)),
        assignment_id: Set(id),
        asker_id: Set(before.asker_id),
        was_on: Set(before.due_on),
        wanted_on: Set(wanted_on),
        reason: Set(reason.to_owned()),
        state: Set("open".to_owned()),
        answer: Set(String::new()),
        person_id: Set(acting.by.person),
        answered_by: Set(None),
        created_at: Set(now),
        answered_at: Set(None),
    };
    let made = row.insert(tx).await?.id;
    telling::to_asker(tx, now, acting.by.person, &before, Kind::WorkDateAsked).await?;
    Ok(made)
}

/// Agrees to another date, or refuses it with a reason.
pub async fn answer_date(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    (request, refusal): (DateRequestId, Option<&str>),
) -> Result<(), WorkError> {
    let before = lock(tx, id).await?;
    let asked = date_request::Entity::find_by_id(request).lock_exclusive().one(tx).await?;
    let asked = asked.filter(|row| row.assignment_id == id).ok_or(WorkError::Gone)?;
    if asked.state != "open" {
        return Err(WorkError::AnsweredAlready);
    }
    let to = if refusal.is_none() { Some(asked.wanted_on) } else { before.due_on };
    let told = json!({
        "agreed": refusal.is_none(),
        "from": before.due_on,
        "to": to,
        "reason": refusal.unwrap_or_default(),
    });
    let after =
        write(tx, now, acting, &before, (Step::AnswerDate, told), |_, row| row.due_on = Set(to)).await?;
    let mut row = asked.into_active_model();
    row.state = Set(if refusal.is_none() { "agreed" } else { "refused" }.to_owned());
    row.answer = Set(refusal.unwrap_or_default().to_owned());
    row.answered_by = Set(acting.by.person);
    row.answered_at = Set(Some(now));
    row.update(tx).await?;
    sums::shift(tx, &[change(&before, &after)]).await?;
    let due = after.due_on.map(|day| day.to_string()).unwrap_or_default();
    let words = args![
        agreed = if refusal.is_none() { "yes" } else { "no" },
        due_on = due,
        reason = refusal.unwrap_or_default(),
    ];
    telling::to_doers(tx, now, acting.by.person, &[after], (Kind::WorkDateAnswered, words)).await
}
