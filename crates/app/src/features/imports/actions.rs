//! What can be done to imports. Each verb loads and locks the import, changes the draft, writes the outcome and records
//! one event.

use super::changes::{Batch, Work};
use super::errors::{Conflict, ImportError};
use super::resolve::Names;
use crate::cli::read::{Opened, Refusal};
use crate::features::plans::actions::{NewPlan, create as create_plan};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{ImportId, PersonId, PlanId, UnitId};
use domain::source::Source;
use domain::time::{Day, Moment};
use domain::units::Lexicon;
use draft::{Draft, Op};
use reader::plan::Plan;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use tables::import::State;
use tables::{correction, import, import_change, import_draft, person};

/// Changes since the version of a batch that are looked at to merge it; a page older than that is reloaded.
const MERGE_CHANGES_MAX: u64 = 2_000;

/// An upload that was kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// For which unit.
    pub unit: UnitId,
    /// The name it came with.
    pub file_name: String,
    /// Its name among the kept files.
    pub file: String,
    /// Its size.
    pub n_bytes: i64,
}

/// A document that was read, with its draft.
pub struct Made {
    /// Source and reading.
    pub opened: Box<Opened>,
    /// The reading under review.
    pub draft: Draft,
    /// The day on which units are called as printed.
    pub on_day: Day,
    /// Year of the document.
    pub year: Option<i32>,
}

/// Keeps an import that waits for review.
pub async fn start(
    tx: &WriteTx,
    now: Moment,
    by: By,
    kept: Kept,
    made: &Made,
) -> Result<import::Model, ImportError> {
    let subject = made.draft.head().map(|h| h.subject.clone()).filter(|s| !s.trim().is_empty());
    let mut row = new_row(tx, now, by, kept);
    row.format = Set(Some(made.opened.reading.plan.source.format.clone()));
    row.title = subject.map_or(row.title.clone(), Set);
    row.on_day = Set(made.on_day);
    row.year = Set(made.year);
    row.n_lines = Set(count(made.opened.source.lines.len()));
    row.n_issues = Set(count(made.draft.issues.len()));
    row.n_open = Set(count(made.draft.open_issues().count()));
    let row = row.insert(tx).await?;
    let body = import_draft::ActiveModel {
        import_id: Set(row.id),
        source: Set(serde_json::to_string(&made.opened.source)?),
        reading: Set(serde_json::to_string(&made.opened.reading.plan)?),
        draft: Set(serde_json::to_string(&made.draft)?),
    };
    body.insert(tx).await?;
    let told = json!({"title": row.title, "file_name": row.file_name, "n_open": row.n_open});
    record(tx, NewEvent::new(now, by, "start", "import", row.id).after(&row).with(told)).await?;
    Ok(row)
}

/// Keeps an import that could not be read, with the reason.
pub async fn fail(
    tx: &WriteTx,
    now: Moment,
    by: By,
    kept: Kept,
    why: &Refusal,
) -> Result<import::Model, ImportError> {
    let mut row = new_row(tx, now, by, kept);
    row.state = Set(State::Failed);
    row.failure_code = Set(Some(why.code.clone()));
    row.failure_vi = Set(Some(why.vi.clone()));
    row.failure_en = Set(Some(why.en.clone()));
    row.ended_at = Set(Some(now));
    let row = row.insert(tx).await?;
    let told = json!({"file_name": row.file_name, "code": why.code});
    record(tx, NewEvent::new(now, by, "fail", "import", row.id).after(&row).with(told)).await?;
    Ok(row)
}

fn new_row(tx: &WriteTx, now: Moment, by: By, kept: Kept) -> import::ActiveModel {
    import::ActiveModel {
        id: Set(tx.new_id(now)),
        unit_id: Set(kept.unit),
        person_id: Set(by.person),
        post_id: Set(by.post),
        title: Set(kept.file_name.clone()),
        file_name: Set(kept.file_name),
        file: Set(kept.file),
        n_bytes: Set(kept.n_bytes),
        format: Set(None),
        state: Set(State::Review),
        version: Set(1),
        on_day: Set(now.local_day()),
        year: Set(None),
        n_lines: Set(0),
        n_issues: Set(0),
        n_open: Set(0),
        failure_code: Set(None),
        failure_vi: Set(None),
        failure_en: Set(None),
        plan_id: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        ended_at: Set(None),
    }
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

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
pub async fn load(
    conn: &impl sea_orm::ConnectionTrait,
    import: import::Model,
) -> Result<Loaded, ImportError> {
    let body = import_draft::of(import.id).one(conn).await?.ok_or(ImportError::NotUnderReview)?;
    let (source, draft) = (serde_json::from_str(&body.source)?, serde_json::from_str(&body.draft)?);
    Ok(Loaded { import, source, draft })
}

/// The plan as the reader gave it back.
pub async fn reading(conn: &impl sea_orm::ConnectionTrait, id: ImportId) -> Result<Plan, ImportError> {
    let body = import_draft::of(id).one(conn).await?.ok_or(ImportError::NotUnderReview)?;
    Ok(serde_json::from_str(&body.reading)?)
}

async fn lock(tx: &WriteTx, id: ImportId) -> Result<import::Model, ImportError> {
    import::by_id(id).lock_exclusive().one(tx).await?.ok_or(ImportError::Gone)
}

async fn lock_under_review(tx: &WriteTx, id: ImportId) -> Result<Loaded, ImportError> {
    let row = lock(tx, id).await?;
    if row.state != State::Review {
        return Err(ImportError::NotUnderReview);
    }
    load(tx, row).await
}

/// What a batch came to.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The import after it.
    pub loaded: Loaded,
    /// What it touched: paths of items, ids of places to look at, "unit:KEY" for names.
    pub touched: BTreeSet<String>,
}

/// Takes a batch of changes: once, all or none. Changes that others made since its version stay when they touch other
/// things; else it is refused with their name.
pub async fn change(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, lexicon): (ImportId, Arc<Lexicon>),
    batch: &Batch,
) -> Result<Changed, ImportError> {
    let loaded = lock_under_review(tx, id).await?;
    if let Some(seen) = import_change::of_batch(id, &batch.name).one(tx).await? {
        // Sent again because the answer was lost on the way.
        let touched = serde_json::from_str(&seen.touched)?;
        return Ok(Changed { loaded, touched });
    }
    let names = Names::load(tx, lexicon, loaded.import.unit_id, loaded.import.on_day, &batch.units()).await?;
    let mut work = Work::new(loaded, names);
    let inverse = work.apply(&batch.ops)?;
    let touched: BTreeSet<String> = batch.ops.iter().flat_map(Op::touches).chain(inverse.touches()).collect();
    // What others changed since: shown along with the answer, or this page would go on with what they replaced.
    let mut merged = BTreeSet::new();
    if batch.base != work.loaded.import.version {
        let theirs = import_change::after(id, batch.base).limit(MERGE_CHANGES_MAX).all(tx).await?;
        for change in &theirs {
            merged.extend(serde_json::from_str::<BTreeSet<String>>(&change.touched)?);
        }
        // One's own changes of another tab, or of a batch whose answer was lost, are no surprise.
        let others = theirs.iter().filter(|c| c.person_id != by.person);
        refuse_overlap(tx, &work.loaded.import, &touched, others).await?;
    }
    let written = Written { batch: batch.name.clone(), ops: &batch.ops, inverse, touched, undoes: None };
    let mut changed = write(tx, now, by, work, written).await?;
    changed.touched.extend(merged);
    Ok(changed)
}

/// Undoes one's own last batch that still stands.
pub async fn undo(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, lexicon): (ImportId, Arc<Lexicon>),
    batch: &str,
) -> Result<Changed, ImportError> {
    let loaded = lock_under_review(tx, id).await?;
    if let Some(seen) = import_change::of_batch(id, batch).one(tx).await? {
        let touched = serde_json::from_str(&seen.touched)?;
        return Ok(Changed { loaded, touched });
    }
    let all = import_change::newest_first(id).limit(MERGE_CHANGES_MAX).all(tx).await?;
    let undone: BTreeSet<i32> = all.iter().filter_map(|c| c.undoes).collect();
    let stands = |c: &&import_change::Model| c.undoes.is_none() && !undone.contains(&c.version);
    let last =
        all.iter().filter(stands).find(|c| c.person_id == by.person).ok_or(ImportError::NothingToUndo)?;
    let inverse: Op = serde_json::from_str(&last.inverse)?;
    let mut touched: BTreeSet<String> = serde_json::from_str(&last.touched)?;
    let later = all.iter().filter(stands).filter(|c| c.version > last.version);
    refuse_overlap(tx, &loaded.import, &touched, later).await?;
    let names = Names::load(tx, lexicon, loaded.import.unit_id, loaded.import.on_day, &[]).await?;
    let mut work = Work::new(loaded, names);
    let ops = [inverse];
    let again = work.apply(&ops)?;
    touched.extend(again.touches());
    let written =
        Written { batch: batch.to_owned(), ops: &ops, inverse: again, touched, undoes: Some(last.version) };
    write(tx, now, by, work, written).await
}

/// Refuses when one of these changes touched the same.
async fn refuse_overlap(
    tx: &WriteTx,
    import: &import::Model,
    touched: &BTreeSet<String>,
    others: impl Iterator<Item = &import_change::Model>,
) -> Result<(), ImportError> {
    let mut last = None;
    for other in others {
        let theirs: BTreeSet<String> = serde_json::from_str(&other.touched)?;
        if !theirs.is_disjoint(touched) {
            last = Some(other);
        }
    }
    let Some(other) = last else { return Ok(()) };
    let found = match other.person_id {
        Some(id) => person::by_id(id).one(tx).await?,
        None => None,
    };
    let by = found.map_or_else(String::new, |p| p.name);
    Err(ImportError::Conflict(Conflict { version: import.version, by, at: other.at }))
}

/// A batch that was applied, to be written.
struct Written<'a> {
    batch: String,
    ops: &'a [Op],
    inverse: Op,
    touched: BTreeSet<String>,
    undoes: Option<i32>,
}

async fn write(
    tx: &WriteTx,
    now: Moment,
    by: By,
    work: Work,
    what: Written<'_>,
) -> Result<Changed, ImportError> {
    let Loaded { import: before, source, draft } = work.loaded;
    let mut row = before.clone().into_active_model();
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    row.n_open = Set(count(draft.open_issues().count()));
    row.n_issues = Set(count(draft.issues.len()));
    if let Some(subject) = draft.head().map(|h| h.subject.clone()).filter(|s| !s.is_empty()) {
        row.title = Set(subject);
    }
    let import = row.update(tx).await?;
    let body = import_draft::ActiveModel {
        import_id: Set(import.id),
        draft: Set(serde_json::to_string(&draft)?),
        ..Default::default()
    };
    body.update(tx).await?;
    let change = import_change::ActiveModel {
        id: Set(tx.new_id(now)),
        import_id: Set(import.id),
        version: Set(import.version),
        batch: Set(what.batch),
        person_id: Set(by.person),
        post_id: Set(by.post),
        at: Set(now),
        ops: Set(serde_json::to_string(what.ops)?),
        inverse: Set(serde_json::to_string(&what.inverse)?),
        touched: Set(serde_json::to_string(&what.touched)?),
        undoes: Set(what.undoes),
    };
    change.insert(tx).await?;
    let verb = if what.undoes.is_some() { "undo" } else { "change" };
    let told = json!({"version": import.version, "n_changes": what.ops.len(), "n_open": import.n_open});
    record(tx, NewEvent::new(now, by, verb, "import", import.id).before(&before).after(&import).with(told))
        .await?;
    Ok(Changed { loaded: Loaded { import, source, draft }, touched: what.touched })
}

/// Makes the plan, remembers what people chose, and ends the import.
pub async fn finish(tx: &WriteTx, now: Moment, by: By, id: ImportId) -> Result<PlanId, ImportError> {
    let Loaded { import: before, source, draft } = lock_under_review(tx, id).await?;
    draft.content()?;
    let new = NewPlan { unit: before.unit_id, import: Some(id), source: &source, draft: &draft };
    let plan = create_plan(tx, now, by, new).await.map_err(|error| ImportError::Plan(error.into()))?;
    remember(tx, now, by.person, before.unit_id, &draft).await?;
    let mut row = before.clone().into_active_model();
    row.state = Set(State::Finished);
    row.plan_id = Set(Some(plan));
    row.updated_at = Set(now);
    row.ended_at = Set(Some(now));
    let after = row.update(tx).await?;
    let told = json!({"plan": plan, "title": after.title});
    record(tx, NewEvent::new(now, by, "finish", "import", id).before(&before).after(&after).with(told))
        .await?;
    Ok(plan)
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

/// Puts an import aside; its file and history stay.
pub async fn discard(tx: &WriteTx, now: Moment, by: By, id: ImportId) -> Result<(), ImportError> {
    let before = lock(tx, id).await?;
    if before.state != State::Review && before.state != State::Failed {
        return Err(ImportError::NotUnderReview);
    }
    let mut row = before.clone().into_active_model();
    row.state = Set(State::Discarded);
    row.updated_at = Set(now);
    row.ended_at = Set(Some(now));
    let after = row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "discard", "import", id).before(&before).after(&after)).await?;
    Ok(())
}
