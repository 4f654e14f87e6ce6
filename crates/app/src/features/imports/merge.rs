//! Changes to a reading under review: taken once, merged when they touch different things, refused when they collide.

use super::actions::{Loaded, count, lock_under_review};
use super::changes::{Batch, Work};
use super::errors::{Conflict, ImportError};
use super::resolve::Names;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::ImportId;
use domain::time::Moment;
use domain::units::Lexicon;
use draft::Op;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use tables::{import, import_change, import_draft, person};

/// Changes since the version of a batch that are looked at to merge it; of an older page everything is in question.
const MERGE_CHANGES_MAX: u64 = 2_000;

/// What a batch came to.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The import after it.
    pub loaded: Loaded,
    /// What it touched: paths of items, ids of places to look at, "unit:KEY" for names.
    pub touched: BTreeSet<String>,
    /// What somebody else had done already, just so.
    pub already: Vec<Already>,
}

/// A change whose effect stood there before it came.
#[derive(Debug, Clone)]
pub struct Already {
    /// The change.
    pub op: Op,
    /// Who was quicker.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// Takes a batch of changes: once, all or none. Changes that others made since its version stay when they touch other
/// things or say the same; else it is refused with their name.
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
        return Ok(Changed { loaded, touched, already: Vec::new() });
    }
    let names = Names::load(tx, lexicon, loaded.import.unit_id, loaded.import.on_day, &batch.units()).await?;
    let mut work = Work::new(loaded, names);
    let (inverse, standing) = work.apply(&batch.ops)?;
    let (same, ops) = parted(&batch.ops, &standing);
    let mut each = touched_by_each(&ops, &inverse);
    let touched: BTreeSet<String> = each.iter().flat_map(|(_, touched)| touched).cloned().collect();
    // A mend exchanges a few letters of whatever stands in the field by now: only another word on itself is a clash.
    for ((_, op), (_, met)) in ops.iter().zip(&mut each) {
        if work.loaded.draft.is_of_letters(op) {
            *met = op.touches().into_iter().collect();
        }
    }
    // What others changed since: shown along with the answer, or this page would go on with what they replaced.
    let mut merged = BTreeSet::new();
    let mut already = Vec::new();
    if batch.base != work.loaded.import.version {
        let since = import_change::after(id, batch.base).limit(MERGE_CHANGES_MAX + 1).all(tx).await?;
        if since.len() as u64 > MERGE_CHANGES_MAX {
            return Err(too_old(tx, &work.loaded, batch.ops.len()).await?);
        }
        let since = parsed(since)?;
        merged.extend(since.iter().flat_map(|(_, touched)| touched.iter().cloned()));
        // One's own changes of another tab, or of a batch whose answer was lost, are no surprise.
        let others = since.iter().filter(|(change, _)| change.person_id != by.person);
        refuse_clashes(tx, &work.loaded.import, (&each, others.clone()), &merged).await?;
        already = said_before(tx, same, others).await?;
    }
    if touched.is_empty() {
        // Nothing to do, or done already: nothing is written.
        return Ok(Changed { loaded: work.loaded, touched: merged, already });
    }
    let ops: Vec<Op> = ops.into_iter().map(|(_, op)| op.clone()).collect();
    let written = Written { batch: batch.name.clone(), ops: &ops, inverse, touched, undoes: None };
    let mut changed = write(tx, now, by, work, written).await?;
    changed.touched.extend(merged);
    Ok(Changed { already, ..changed })
}

/// A change by its place in the batch.
type Placed<'a> = (usize, &'a Op);

/// The changes that were left out because they stood already, and the others.
fn parted<'a>(ops: &'a [Op], standing: &[usize]) -> (Vec<&'a Op>, Vec<Placed<'a>>) {
    let (same, new): (Vec<Placed>, Vec<Placed>) =
        ops.iter().enumerate().partition(|(at, _)| standing.contains(at));
    (same.into_iter().map(|(_, op)| op).collect(), new)
}

/// Who else had done just so, for each change of which somebody had.
async fn said_before(
    tx: &WriteTx,
    same: Vec<&Op>,
    others: impl Iterator<Item = &Seen> + Clone,
) -> Result<Vec<Already>, ImportError> {
    let mut already = Vec::new();
    for op in same {
        let touched: BTreeSet<String> = op.touches().into_iter().collect();
        let met = others.clone().filter(|(_, theirs)| meets(&touched, theirs)).last();
        if let Some((change, _)) = met {
            already.push(Already { op: op.clone(), by: name(tx, change).await?, at: change.at });
        }
    }
    Ok(already)
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
        return Ok(Changed { loaded, touched, already: Vec::new() });
    }
    let all = import_change::newest_first(id).limit(MERGE_CHANGES_MAX).all(tx).await?;
    let undone: BTreeSet<i32> = all.iter().filter_map(|c| c.undoes).collect();
    let stands = |c: &&import_change::Model| c.undoes.is_none() && !undone.contains(&c.version);
    let last =
        all.iter().filter(stands).find(|c| c.person_id == by.person).ok_or(ImportError::NothingToUndo)?;
    let inverse: Op = serde_json::from_str(&last.inverse)?;
    let mut touched: BTreeSet<String> = serde_json::from_str(&last.touched)?;
    let later = all.iter().filter(stands).filter(|c| c.version > last.version).cloned().collect();
    refuse_undo(tx, &loaded.import, &touched, &parsed(later)?).await?;
    let names = Names::load(tx, lexicon, loaded.import.unit_id, loaded.import.on_day, &[]).await?;
    let mut work = Work::new(loaded, names);
    let ops = [inverse];
    let (again, _) = work.apply(&ops)?;
    touched.extend(again.touches());
    let written =
        Written { batch: batch.to_owned(), ops: &ops, inverse: again, touched, undoes: Some(last.version) };
    write(tx, now, by, work, written).await
}

/// A kept change with what it touched.
type Seen = (import_change::Model, BTreeSet<String>);

fn parsed(changes: Vec<import_change::Model>) -> Result<Vec<Seen>, ImportError> {
    let one = |change: import_change::Model| {
        let touched = serde_json::from_str(&change.touched)?;
        Ok((change, touched))
    };
    changes.into_iter().map(one).collect()
}

/// What each change of a batch touched, by its place: what it names, and what undoing it would put back.
fn touched_by_each(ops: &[Placed], inverse: &Op) -> Vec<(usize, BTreeSet<String>)> {
    let backs = match inverse {
        Op::Many { ops } => ops.as_slice(),
        one => std::slice::from_ref(one),
    };
    // The inverse goes from the last change to the first.
    ops.iter()
        .zip(backs.iter().rev())
        .map(|((at, op), back)| (*at, [op.touches(), back.touches()].concat().into_iter().collect()))
        .collect()
}

fn meets(touched: &BTreeSet<String>, theirs: &BTreeSet<String>) -> bool {
    touched.iter().any(|one| theirs.iter().any(|other| draft::meet(one, other)))
}

/// Refuses the batch when one of these changes met one of its own; tells which, so that the others can be sent again.
async fn refuse_clashes(
    tx: &WriteTx,
    import: &import::Model,
    (each, others): (&[(usize, BTreeSet<String>)], impl Iterator<Item = &Seen> + Clone),
    theirs: &BTreeSet<String>,
) -> Result<(), ImportError> {
    let mut clashes = Vec::new();
    let mut last = None;
    for (at, touched) in each {
        let met =
            others.clone().filter(|(_, theirs)| meets(touched, theirs)).map(|(change, _)| change).last();
        if let Some(change) = met {
            clashes.push((*at, name(tx, change).await?, change.at));
            last = last.filter(|l: &&import_change::Model| l.version > change.version).or(Some(change));
        }
    }
    let Some(last) = last else { return Ok(()) };
    let (version, by) = (import.version, name(tx, last).await?);
    Err(ImportError::Conflict(Box::new(Conflict {
        version,
        by,
        at: last.at,
        clashes,
        theirs: theirs.clone(),
    })))
}

/// More has changed than is looked through: each change may have met something, and all of the page is out of date.
async fn too_old(tx: &WriteTx, loaded: &Loaded, n_ops: usize) -> Result<ImportError, ImportError> {
    let Loaded { import, draft, .. } = loaded;
    let last = import_change::newest_first(import.id).one(tx).await?;
    let by = match &last {
        Some(change) => name(tx, change).await?,
        None => String::new(),
    };
    let at = last.map_or(import.updated_at, |change| change.at);
    Ok(ImportError::Conflict(Box::new(Conflict {
        version: import.version,
        clashes: (0..n_ops).map(|op| (op, by.clone(), at)).collect(),
        by,
        at,
        theirs: draft
            .items
            .iter()
            .map(|i| &i.path)
            .chain(draft.issues.iter().map(|i| &i.id))
            .cloned()
            .collect(),
    })))
}

/// Refuses to undo what somebody has worked on since.
async fn refuse_undo(
    tx: &WriteTx,
    import: &import::Model,
    touched: &BTreeSet<String>,
    later: &[Seen],
) -> Result<(), ImportError> {
    let Some((change, _)) = later.iter().find(|(_, theirs)| meets(touched, theirs)) else { return Ok(()) };
    let (version, by) = (import.version, name(tx, change).await?);
    let (clashes, theirs) = (Vec::new(), BTreeSet::new());
    let conflict = Conflict { version, by, at: change.at, clashes, theirs };
    Err(ImportError::Conflict(Box::new(conflict)))
}

async fn name(tx: &WriteTx, change: &import_change::Model) -> Result<String, ImportError> {
    let found = match change.person_id {
        Some(id) => person::by_id(id).one(tx).await?,
        None => None,
    };
    Ok(found.map_or_else(String::new, |p| p.name))
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
    row.is_doubted = Set(draft.doubt.is_some());
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
    Ok(Changed { loaded: Loaded { import, source, draft }, touched: what.touched, already: Vec::new() })
}
