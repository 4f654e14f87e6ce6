//! Loading an import, making the plan of it, putting it aside. Each verb locks the import, writes the outcome and
//! records one event.

use super::errors::ImportError;
use super::intake;
pub use super::intake::Kept;
pub use super::restore::restore;
pub use super::upload::take_in;
use crate::features::amendments::actions as amendments;
use crate::features::cascades::actions as cascades;
use crate::features::plans::actions::{
    NewPlan, PlanError, create as create_plan, is_out, revise as revise_plan,
};
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{DocumentId, ImportId, PersonId, PlanId, UnitId};
use domain::source::Source;
use domain::time::Moment;
use draft::Draft;
use reader::plan::Plan;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QuerySelect as _,
};
use serde_json::json;
use tables::import::State;
use tables::{amendment, correction, import, import_draft, plan};

/// An import with all its parts.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The row.
    pub import: import::Model,
    /// The document.
    pub source: Source,
    /// The reading under review.
    pub draft: Draft,
}

/// Loads the parts of an import.
pub async fn load(conn: &impl ConnectionTrait, import: import::Model) -> Result<Loaded, ImportError> {
    let body = import_draft::under_review(import.id).into_tuple::<(String, String)>().one(conn).await?;
    let (source, draft) = body.ok_or_else(|| not_read(import.state))?;
    let (source, draft) = (serde_json::from_str(&source)?, serde_json::from_str(&draft)?);
    Ok(Loaded { import, source, draft })
}

/// The plan as the reader gave it back.
pub async fn reading(conn: &impl ConnectionTrait, import: &import::Model) -> Result<Plan, ImportError> {
    let body = import_draft::reading(import.id).into_tuple::<String>().one(conn).await?;
    Ok(serde_json::from_str(&body.ok_or_else(|| not_read(import.state))?)?)
}

/// What is said of an import whose parts are not there.
fn not_read(state: State) -> ImportError {
    match state {
        State::Reading => ImportError::StillReading,
        State::Review | State::Failed | State::Finished | State::Discarded => ImportError::NotUnderReview,
    }
}

/// Whether people may change it; if not, why.
pub(super) fn under_review(import: &import::Model) -> Result<(), ImportError> {
    if import.state == State::Review { Ok(()) } else { Err(not_read(import.state)) }
}

pub(super) async fn lock(tx: &WriteTx, id: ImportId) -> Result<import::Model, ImportError> {
    import::by_id(id).lock_exclusive().one(tx).await?.ok_or(ImportError::Gone)
}

/// The import, locked, with its parts, when people may change it.
pub(super) async fn lock_under_review(tx: &WriteTx, id: ImportId) -> Result<Loaded, ImportError> {
    let row = lock(tx, id).await?;
    under_review(&row)?;
    load(tx, row).await
}

/// What a finished review became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// A plan, new or with another text.
    Plan(PlanId),
    /// The document that changes a plan which was issued.
    Amendment(PlanId, DocumentId),
}

impl Made {
    /// The plan.
    pub fn plan(self) -> PlanId {
        match self {
            Made::Plan(plan) | Made::Amendment(plan, _) => plan,
        }
    }
}

/// Makes the plan, remembers what people chose, and ends the import.
pub async fn finish(tx: &WriteTx, now: Moment, by: By, id: ImportId) -> Result<Made, ImportError> {
    let Loaded { import: before, source, draft } = lock_under_review(tx, id).await?;
    draft.content()?;
    let reading = reading(tx, &before).await?;
    let (source, draft, reading) = (&source, &draft, Some(&reading));
    let new = NewPlan { unit: before.unit_id, import: Some(id), source, draft, reading };
    let refused = |error: PlanError| ImportError::Plan(error.into());
    let made = match before.plan_id {
        Some(plan) if is_issued(tx, plan).await? => {
            let document = amendments::propose(tx, now, by, plan, new).await;
            Made::Amendment(plan, document.map_err(|error| ImportError::Plan(error.into()))?)
        }
        // The review of a plan that was opened again.
        Some(plan) => {
            revise_plan(tx, now, by, plan, new).await.map(|()| Made::Plan(plan)).map_err(refused)?
        }
        None => create_plan(tx, now, by, new).await.map(Made::Plan).map_err(refused)?,
    };
    let plan = made.plan();
    remember(tx, now, by.person, before.unit_id, draft).await?;
    let mut row = before.clone().into_active_model();
    row.state = Set(State::Finished);
    row.plan_id = Set(Some(plan));
    row.updated_at = Set(now);
    row.ended_at = Set(Some(now));
    let after = row.update(tx).await?;
    let told = json!({"plan": plan, "title": after.title});
    record(tx, NewEvent::new(now, by, "finish", "import", id).before(&before).after(&after).with(told))
        .await?;
    Ok(made)
}

/// Whether a plan was sent out, so that a change of it needs a document of its own.
async fn is_issued(tx: &WriteTx, id: PlanId) -> Result<bool, ImportError> {
    let found = plan::by_id(id).one(tx).await?.ok_or(ImportError::Gone)?;
    Ok(is_out(&found.state))
}

/// Remembers which units people chose for printed names, for the next document of the same unit.
async fn remember(
    tx: &WriteTx,
    now: Moment,
    who: Option<PersonId>,
    unit: UnitId,
    draft: &Draft,
) -> Result<(), ImportError> {
    for (key, found) in &draft.units {
        let Some(target) = found.chosen.as_ref().filter(|c| c.by_person).and_then(|c| c.unit.parse().ok())
        else {
            continue;
        };
        let known = correction::of_name(unit, key).lock_exclusive().one(tx).await?;
        let times = known.as_ref().filter(|k| k.target_id == target).map_or(0, |k| k.times_used);
        let row = correction::ActiveModel {
            id: Set(known.as_ref().map_or_else(|| tx.new_id(now), |k| k.id)),
            unit_id: Set(unit),
            name_key: Set(key.clone()),
            printed: Set(found.printed.clone()),
            target_id: Set(target),
            times_used: Set(times + 1),
            person_id: Set(who),
            updated_at: Set(now),
        };
        if known.is_some() {
            row.update(tx).await?;
        } else {
            // Another document of the unit may be finished at this moment with the same name in it: the later choice stays.
            let same = OnConflict::columns([correction::Column::UnitId, correction::Column::NameKey])
                .update_columns([
                    correction::Column::Printed,
                    correction::Column::TargetId,
                    correction::Column::PersonId,
                    correction::Column::UpdatedAt,
                ])
                .to_owned();
            correction::Entity::insert(row).on_conflict(same).exec_without_returning(tx).await?;
        }
    }
    Ok(())
}

/// Opens the review of a plan again, so that its text and work can be mended in it. The plan stays as it is until the
/// review is finished once more.
pub async fn reopen(tx: &WriteTx, now: Moment, by: By, id: ImportId) -> Result<(), ImportError> {
    let before = lock(tx, id).await?;
    if before.state == State::Review {
        return Ok(());
    }
    if before.state != State::Finished {
        return Err(not_read(before.state));
    }
    let mut row = before.clone().into_active_model();
    row.state = Set(State::Review);
    row.ended_at = Set(None);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "reopen", "import", id).before(&before).after(&after)).await?;
    Ok(())
}

/// Puts an import aside; its file and history stay. The review of a plan that was opened again says again what the plan
/// says: the plan stays.
pub async fn discard(tx: &WriteTx, now: Moment, by: By, id: ImportId) -> Result<(), ImportError> {
    let before = lock(tx, id).await?;
    if !before.state.may_be_discarded() {
        return Err(ImportError::NotUnderReview);
    }
    if let Some(plan) = before.plan_id {
        return put_back(tx, now, by, (id, plan)).await;
    }
    let mut row = before.clone().into_active_model();
    row.state = Set(State::Discarded);
    row.updated_at = Set(now);
    row.ended_at = Set(Some(now));
    let after = row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "discard", "import", id).before(&before).after(&after)).await?;
    // An own plan that was drafted in it is none any more.
    cascades::discarded(tx, now, by, id).await.map_err(|error| ImportError::Plan(error.into()))?;
    Ok(())
}

/// Takes in a text that the program wrote, kept as a file of this digest: it is read and reviewed like any document.
pub async fn begin_text(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (unit, file_name, file, n_bytes): (UnitId, String, String, usize),
) -> Result<ImportId, ImportError> {
    let n_bytes = i64::try_from(n_bytes).unwrap_or(i64::MAX);
    let kept = Kept { unit, file_name, file, n_bytes, form: None, from_plan: None };
    begin_kept(tx, now, by, kept).await
}

/// Takes in a document that the program wrote: it is read and reviewed like any other.
pub async fn begin_kept(tx: &WriteTx, now: Moment, by: By, kept: Kept) -> Result<ImportId, ImportError> {
    Ok(intake::start(tx, now, by, kept).await?.id)
}

/// What the same form of the same person brought already.
pub async fn first_of_form(
    conn: &impl ConnectionTrait,
    by: By,
    kept: &Kept,
) -> Result<Option<import::Model>, DbError> {
    let (Some(person), Some(form)) = (by.person, &kept.form) else { return Ok(None) };
    Ok(import::of_form(person, form, &kept.file).one(conn).await?)
}

/// A count as the tables keep it.
pub(super) fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Ends the review of a plan that was opened again, without what was changed in it.
async fn put_back(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, plan): (ImportId, PlanId),
) -> Result<(), ImportError> {
    if let Some(open) = amendment::open_of(plan).one(tx).await? {
        let dropped = amendments::drop(tx, now, by, open.id).await;
        return dropped.map(|_| ()).map_err(|error| ImportError::Plan(error.into()));
    }
    let row = plan::by_id(plan).one(tx).await?.ok_or(ImportError::Gone)?;
    restore(tx, now, by, id, &row.document).await
}
