//! Facts and steps of one unit on a list are written; a unit that should not stand on it is taken off.

use super::super::jobs;
use super::{FoundingError, locked};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::foundings::FoundingState;
use domain::ids::{FoundingId, FoundingStepId, PersonId};
use domain::time::{Day, Moment};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::json;
use tables::{founding, founding_step};

/// What is known of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Name; empty to leave it as it is.
    pub name: String,
    /// District or commune.
    pub area: String,
    /// Workers.
    pub n_workers: Option<i32>,
    /// Whom to ask.
    pub contact: String,
    /// A remark.
    pub note: String,
}

/// A step as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepSaid {
    /// Which one.
    pub id: FoundingStepId,
    /// Who of the union sees to it.
    pub person: Option<PersonId>,
    /// Who else.
    pub holder: String,
    /// By when.
    pub due_on: Option<Day>,
    /// When it was done.
    pub done_on: Option<Day>,
    /// Number of a document, or an address.
    pub evidence: String,
    /// A remark.
    pub note: String,
}

/// Writes facts and steps of a row that is open. Whoever gets a step is told.
pub async fn write(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (FoundingId, i32),
    facts: &Facts,
    said: &[StepSaid],
) -> Result<(), FoundingError> {
    let before = locked(tx, id, seen).await?;
    if !before.state.is_open() {
        return Err(FoundingError::NotNow);
    }
    let steps = founding_step::of(id).all(tx).await?;
    if said.iter().any(|one| steps.iter().all(|step| step.id != one.id)) {
        // The steps of the list were changed meanwhile.
        return Err(FoundingError::Changed);
    }
    let (mut after, mut given) = (Vec::new(), Vec::new());
    for step in &steps {
        let Some(one) = said.iter().find(|one| one.id == step.id) else {
            after.push(step.clone());
            continue;
        };
        let mut row = step.clone().into_active_model();
        row.person_id = Set(one.person);
        row.holder = Set(one.holder.clone());
        row.due_on = Set(one.due_on);
        row.done_on = Set(one.done_on);
        row.evidence = Set(one.evidence.clone());
        row.note = Set(one.note.clone());
        let row = row.update(tx).await?;
        if row.person_id.is_some() && row.person_id != step.person_id && row.done_on.is_none() {
            given.push(row.clone());
        }
        after.push(row);
    }
    let mut row = standing(&after, before.clone());
    // The register of units says what a unit of it is called.
    if before.unit_id.is_none() && !facts.name.is_empty() {
        row.name = Set(facts.name.clone());
        row.name_key = Set(domain::text::key(&facts.name));
    }
    row.area = Set(facts.area.clone());
    row.n_workers = Set(facts.n_workers);
    row.contact = Set(facts.contact.clone());
    row.note = Set(facts.note.clone());
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    let row = row.update(tx).await?;
    jobs::given(tx, now, by.person, (&row, &given)).await?;
    let event =
        NewEvent::new(now, by, "write", "founding", id).before(&(&before, &steps)).after(&(&row, &after));
    record(tx, event.with(json!({"name": row.name}))).await?;
    Ok(())
}

/// State, counts and next day of an open row with these steps.
pub fn standing(steps: &[founding_step::Model], row: founding::Model) -> founding::ActiveModel {
    let n_done = steps.iter().filter(|step| step.done_on.is_some()).count();
    let open = steps.iter().filter(|step| step.done_on.is_none());
    let mut row = row.into_active_model();
    row.state = Set(FoundingState::of_done(n_done));
    row.n_done = Set(i32::try_from(n_done).unwrap_or(i32::MAX));
    row.next_due = Set(open.filter_map(|step| step.due_on).min());
    row
}

/// Takes a unit off its list that never should have stood there. Once a step is done it is closed instead.
pub async fn remove(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (FoundingId, i32),
    reason: &str,
) -> Result<(), FoundingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != FoundingState::Waiting {
        return Err(FoundingError::Begun);
    }
    founding::Entity::delete_by_id(id).exec(tx).await?;
    let told = json!({"name": row.name, "reason": reason, "list": row.list_id});
    record(tx, NewEvent::new(now, by, "remove", "founding", id).before(&row).with(told)).await?;
    Ok(())
}
