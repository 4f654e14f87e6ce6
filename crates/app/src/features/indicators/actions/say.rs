//! Figures are said, sent, taken back, accepted and returned. What was there before stays in the entries.

use super::super::{sums, telling};
use super::IndicatorError;
use super::lines::Lines;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::figures::{Amount, Said, State};
use domain::ids::{FigureId, IndicatorId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::json;
use std::collections::BTreeMap;
use tables::{figure, figure_entry};

/// Rows written at once.
const ROWS_MAX: usize = 1_000;

/// What is said of one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Which figure.
    pub figure: FigureId,
    /// The figure; none takes it away.
    pub said: Option<Said>,
    /// A remark.
    pub note: String,
    /// Where the evidence is.
    pub link: String,
    /// When the page was made that it was typed on: what somebody else wrote since is not written over.
    pub seen: Option<Moment>,
}

/// What the unit above says of a figure that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Accept,
    /// It is not, and why.
    Return(String),
}

/// A change of one figure with the words of its entry.
struct Change {
    before: figure::Model,
    after: figure::Model,
    words: String,
}

/// Writes figures down without sending them. `by_above`: the unit above collects by hand and says them for its units, so
/// they count at once, marked as said by it.
pub async fn say(
    tx: &WriteTx,
    now: Moment,
    by: By,
    sayings: &[Saying],
    by_above: Option<UnitId>,
) -> Result<usize, IndicatorError> {
    let ids: Vec<FigureId> = sayings.iter().map(|one| one.figure).collect();
    let lines = Lines::lock(tx, &ids).await?;
    let mut changes = Vec::new();
    for saying in sayings {
        let before = lines.rows.get(&saying.figure).ok_or(IndicatorError::Gone)?;
        let is_same =
            before.said() == saying.said && before.note == saying.note && before.link == saying.link;
        if is_same {
            continue;
        }
        if before.state.is_given() {
            return Err(IndicatorError::NotNow(before.state));
        }
        if saying.seen.is_some_and(|seen| seen != before.updated_at) {
            return Err(IndicatorError::Changed);
        }
        let mut after = before.clone();
        after.value = saying.said.map(|said| said.value.hundredths());
        after.base = saying.said.and_then(|said| said.base).map(Amount::hundredths);
        after.note.clone_from(&saying.note);
        after.link.clone_from(&saying.link);
        after.person_id = by.person;
        after.said_at = Some(now);
        after.is_by_above = by_above.is_some();
        if by_above.is_some() {
            if before.above_id != by_above || !before.is_leaf {
                return Err(IndicatorError::Gone);
            }
            if lines.is_frozen(before) {
                return Err(IndicatorError::Frozen);
            }
            if after.value.is_some() {
                after.state = State::Accepted;
                after.sent_at = Some(now);
                after.decided_at = Some(now);
                after.reason = String::new();
            }
        }
        changes.push(Change { before: before.clone(), after, words: saying.note.clone() });
    }
    let verb = if by_above.is_some() { "say_above" } else { "say" };
    write(tx, now, by, verb, &lines, changes).await
}

/// Sends figures to the units above. Whoever collects sends the sum of its level; when units below have not sent theirs,
/// `is_partial` says that this is known.
pub async fn send(
    tx: &WriteTx,
    now: Moment,
    by: By,
    ids: &[FigureId],
    is_partial: bool,
) -> Result<usize, IndicatorError> {
    let lines = Lines::lock(tx, ids).await?;
    let mut changes = Vec::new();
    for before in ids.iter().filter_map(|id| lines.rows.get(id)) {
        if before.state.is_given() || before.above_id.is_none() {
            return Err(IndicatorError::NotNow(before.state));
        }
        if lines.is_frozen(before) {
            return Err(IndicatorError::Frozen);
        }
        if before.value.is_none() && (before.is_leaf || before.below_said == 0) {
            return Err(IndicatorError::Nothing);
        }
        let n_missing = before.n_asked - before.below_said;
        if !before.is_leaf && n_missing > 0 && !is_partial {
            return Err(IndicatorError::Missing(n_missing));
        }
        let mut after = before.clone();
        after.state = State::Sent;
        after.sent_at = Some(now);
        after.decided_at = None;
        after.reason = String::new();
        let words =
            if before.is_leaf { String::new() } else { format!("{}/{}", before.below_said, before.n_asked) };
        changes.push(Change { before: before.clone(), after, words });
    }
    let out: Vec<figure::Model> = changes.iter().map(|change| change.after.clone()).collect();
    telling::sent(tx, now, by.person, (&out, &lines.indicators)).await?;
    write(tx, now, by, "send", &lines, changes).await
}

/// Takes back what was sent and has no answer yet.
pub async fn take_back(tx: &WriteTx, now: Moment, by: By, id: FigureId) -> Result<(), IndicatorError> {
    let lines = Lines::lock(tx, &[id]).await?;
    let before = lines.rows.get(&id).ok_or(IndicatorError::Gone)?;
    if before.state != State::Sent {
        return Err(IndicatorError::NotNow(before.state));
    }
    if lines.is_frozen(before) {
        return Err(IndicatorError::Frozen);
    }
    let mut after = before.clone();
    after.state = State::Open;
    after.sent_at = None;
    let change = Change { before: before.clone(), after, words: String::new() };
    write(tx, now, by, "take_back", &lines, vec![change]).await.map(drop)
}

/// Answers figures that were sent, many at once, all or none; each with the moment at which it was looked at, so that a
/// number that changed since is not accepted unseen. What was accepted can still be returned, as long as the unit
/// above has not sent its own sum.
pub async fn decide(
    tx: &WriteTx,
    now: Moment,
    by: By,
    decided: &[(FigureId, Option<Moment>)],
    verdict: &Verdict,
) -> Result<usize, IndicatorError> {
    let ids: Vec<FigureId> = decided.iter().map(|(id, _)| *id).collect();
    let lines = Lines::lock(tx, &ids).await?;
    let mut changes = Vec::new();
    for (id, seen) in decided {
        let Some(before) = lines.rows.get(id) else { continue };
        if seen.is_some_and(|seen| seen != before.updated_at) {
            return Err(IndicatorError::Changed);
        }
        let mut after = before.clone();
        after.decided_at = Some(now);
        match verdict {
            Verdict::Accept if before.state == State::Sent => after.state = State::Accepted,
            Verdict::Return(_) if before.state.is_given() && lines.is_frozen(before) => {
                return Err(IndicatorError::Frozen);
            }
            Verdict::Return(reason) if before.state.is_given() => {
                after.state = State::Returned;
                after.reason.clone_from(reason);
            }
            _ => return Err(IndicatorError::NotNow(before.state)),
        }
        let words = if let Verdict::Return(reason) = verdict { reason.clone() } else { String::new() };
        changes.push(Change { before: before.clone(), after, words });
    }
    let verb = if *verdict == Verdict::Accept { "accept" } else { "return" };
    if let Verdict::Return(reason) = verdict {
        let back: Vec<figure::Model> = changes.iter().map(|change| change.after.clone()).collect();
        telling::returned(tx, now, by.person, (&back, &lines.indicators), reason).await?;
    }
    write(tx, now, by, verb, &lines, changes).await
}

/// Writes rows, sums, entries and one event for each indicator.
async fn write(
    tx: &WriteTx,
    now: Moment,
    by: By,
    verb: &'static str,
    lines: &Lines,
    changes: Vec<Change>,
) -> Result<usize, IndicatorError> {
    let n = changes.len();
    let mut touched: BTreeMap<IndicatorId, Vec<figure_entry::Model>> = BTreeMap::new();
    for change in &changes {
        let mut row = change.after.clone().into_active_model();
        row.value = Set(change.after.value);
        row.base = Set(change.after.base);
        row.note = Set(change.after.note.clone());
        row.link = Set(change.after.link.clone());
        row.reason = Set(change.after.reason.clone());
        row.state = Set(change.after.state);
        row.person_id = Set(change.after.person_id);
        row.is_by_above = Set(change.after.is_by_above);
        row.said_at = Set(change.after.said_at);
        row.sent_at = Set(change.after.sent_at);
        row.decided_at = Set(change.after.decided_at);
        row.updated_at = Set(now);
        row.update(tx).await?;
        let entry = entry(tx, now, by.person, (verb, &change.words), (&change.before, &change.after));
        touched.entry(change.after.indicator_id).or_default().push(entry);
    }
    let moved: Vec<_> = changes.into_iter().map(|change| (change.before, change.after)).collect();
    sums::shift(tx, &lines.goals(), &lines.parents, &moved).await?;
    for (indicator, entries) in touched {
        keep(tx, &entries).await?;
        let told = json!({"n": entries.len(), "figures": entries.iter().take(20).map(|one| one.figure_id).collect::<Vec<_>>()});
        record(tx, NewEvent::new(now, by, verb, "indicator", indicator).after(&entries).with(told)).await?;
    }
    Ok(n)
}

/// An entry with what stood there before and what stands there since.
fn entry(
    tx: &WriteTx,
    now: Moment,
    person: Option<PersonId>,
    (verb, words): (&str, &str),
    (before, after): (&figure::Model, &figure::Model),
) -> figure_entry::Model {
    figure_entry::Model {
        id: tx.new_id(now),
        figure_id: after.id,
        person_id: person,
        verb: verb.to_owned(),
        value_before: before.value,
        base_before: before.base,
        value: after.value,
        base: after.base,
        words: words.to_owned(),
        at: now,
    }
}

async fn keep(tx: &WriteTx, entries: &[figure_entry::Model]) -> Result<(), IndicatorError> {
    for some in entries.chunks(ROWS_MAX) {
        let rows = some.iter().cloned().map(|one| one.into_active_model().reset_all());
        figure_entry::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
