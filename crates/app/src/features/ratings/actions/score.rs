//! Sheets are scored: by the unit itself, then by the one that rates; returned, accepted, complained of, answered.

use super::super::{data, sending};
use super::RatingError;
use crate::features::notices::Kind;
use chrono::Days;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{CriterionId, RatingId, RatingSheetId};
use domain::ratings::{CriterionKind, PointSource, SheetState, grade, read_grades, share, total};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::HashMap;
use tables::{rating, rating_criterion, rating_mark, rating_sheet};

/// What a unit gives itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Of which criterion.
    pub criterion: CriterionId,
    /// Its points, in hundredths.
    pub points: Option<i64>,
    /// What it says.
    pub words: String,
    /// Where the evidence is.
    pub link: String,
}

/// What the unit that rates gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Of which criterion.
    pub criterion: CriterionId,
    /// Its points, in hundredths.
    pub points: Option<i64>,
    /// What it says.
    pub words: String,
}

/// What the unit that rates decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Keeps the points, decides nothing.
    Save,
    /// Takes them as they stand.
    Accept,
    /// Sends the sheet back, for this reason.
    Return(String),
    /// Answers a complaint with these words; the points are those of the answer.
    Answer(String),
    /// Rates the unit no more, for this reason.
    Drop(String),
    /// Rates it again.
    Restore,
}

/// A sheet and its rating, locked: the rating shared, so that nobody locks it meanwhile. Of one version where one was seen.
pub(super) async fn locked(
    tx: &WriteTx,
    id: RatingSheetId,
    seen: impl Into<Option<i32>>,
) -> Result<(rating::Model, rating_sheet::Model), RatingError> {
    let sheet = rating_sheet::by_id(id).one(tx).await?.ok_or(RatingError::Gone)?;
    let rating = rating::by_id(sheet.rating_id).lock_shared().one(tx).await?.ok_or(RatingError::Gone)?;
    let sheet = rating_sheet::by_id(id).lock_exclusive().one(tx).await?.ok_or(RatingError::Gone)?;
    if seen.into().is_none_or(|seen| sheet.version == seen) {
        Ok((rating, sheet))
    } else {
        Err(RatingError::Changed)
    }
}

async fn marks_of(
    tx: &WriteTx,
    id: RatingSheetId,
) -> Result<HashMap<CriterionId, rating_mark::Model>, RatingError> {
    Ok(rating_mark::of(id).all(tx).await?.into_iter().map(|mark| (mark.criterion_id, mark)).collect())
}

fn blank(sheet: RatingSheetId, criterion: CriterionId) -> rating_mark::Model {
    rating_mark::Model {
        sheet_id: sheet,
        criterion_id: criterion,
        own: None,
        own_words: String::new(),
        own_link: String::new(),
        given: None,
        given_words: String::new(),
        data_n: None,
        data_of: None,
    }
}

async fn keep(
    tx: &WriteTx,
    sheet: RatingSheetId,
    marks: HashMap<CriterionId, rating_mark::Model>,
) -> Result<(), RatingError> {
    use sea_orm::{ColumnTrait as _, QueryFilter as _};
    rating_mark::Entity::delete_many().filter(rating_mark::Column::SheetId.eq(sheet)).exec(tx).await?;
    let rows: Vec<_> = marks.into_values().map(sea_orm::IntoActiveModel::into_active_model).collect();
    if !rows.is_empty() {
        rating_mark::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// A unit gives itself points, and sends them or not.
pub async fn say(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingSheetId, i32),
    (points, is_send): (&[Own], bool),
) -> Result<(), RatingError> {
    let (rating, sheet) = locked(tx, id, seen).await?;
    let is_open = matches!(sheet.state, SheetState::Open | SheetState::Returned);
    if !is_open || !rating.state.is_open() {
        return Err(RatingError::NotNow);
    }
    let criteria = rating_criterion::of(rating.id).all(tx).await?;
    let mut marks = marks_of(tx, id).await?;
    for one in points {
        if !criteria.iter().any(|criterion| criterion.id == one.criterion) {
            return Err(RatingError::Gone);
        }
        let mark = marks.entry(one.criterion).or_insert_with(|| blank(id, one.criterion));
        mark.own = one.points;
        mark.own_words.clone_from(&one.words);
        mark.own_link.clone_from(&one.link);
    }
    if is_send {
        let is_needed = |one: &&rating_criterion::Model| {
            let by_hand = one.source == PointSource::Hand;
            by_hand && matches!(one.kind, CriterionKind::Points | CriterionKind::Condition)
        };
        let is_said = |one: &rating_criterion::Model| marks.get(&one.id).is_some_and(|m| m.own.is_some());
        let n_left = criteria.iter().filter(is_needed).filter(|one| !is_said(one)).count();
        if n_left > 0 {
            return Err(RatingError::Missing(n_left));
        }
    }
    keep(tx, id, marks).await?;
    let version = sheet.version;
    let mut row = sheet.into_active_model();
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.person_id = Set(by.person);
    if is_send {
        row.state = Set(SheetState::Sent);
        row.sent_at = Set(Some(now));
    }
    let row = row.update(tx).await?;
    let told = json!({"name": rating.name, "unit": row.unit_id});
    let verb = if is_send { "send" } else { "save" };
    record(tx, NewEvent::new(now, by, verb, "rating_sheet", id).after(&row).with(told)).await?;
    if is_send {
        sending::tell_asker(tx, now, by.person, Kind::RatingSent, (&rating, &row)).await?;
    }
    Ok(())
}

/// The unit that rates gives points and decides.
pub async fn decide(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingSheetId, i32),
    (points, verdict): (&[Given], &Verdict),
) -> Result<(), RatingError> {
    let (rating, sheet) = locked(tx, id, seen).await?;
    let is_open = rating.state.is_open();
    let is_possible = match verdict {
        Verdict::Save | Verdict::Accept => {
            is_open && !matches!(sheet.state, SheetState::Accepted | SheetState::Dropped)
        }
        Verdict::Drop(_) => is_open && sheet.state != SheetState::Dropped,
        Verdict::Restore => is_open && sheet.state == SheetState::Dropped,
        Verdict::Return(_) => is_open && matches!(sheet.state, SheetState::Sent | SheetState::Accepted),
        Verdict::Answer(_) => sheet.complained_at.is_some() && sheet.answered_at.is_none(),
    };
    if !is_possible {
        return Err(RatingError::NotNow);
    }
    let criteria = rating_criterion::of(rating.id).all(tx).await?;
    let mut marks = marks_of(tx, id).await?;
    let before: Vec<(CriterionId, Option<i64>)> = marks.values().map(|m| (m.criterion_id, m.given)).collect();
    for one in points {
        if !criteria.iter().any(|criterion| criterion.id == one.criterion) {
            return Err(RatingError::Gone);
        }
        let mark = marks.entry(one.criterion).or_insert_with(|| blank(id, one.criterion));
        mark.given = one.points;
        mark.given_words.clone_from(&one.words);
    }
    let version = sheet.version;
    let mut row = sheet.clone().into_active_model();
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    match verdict {
        Verdict::Save => {}
        Verdict::Accept | Verdict::Answer(_) => {
            if matches!(verdict, Verdict::Accept) {
                // The data as of now is kept beside the points it proposed: what is reported later changes nothing.
                let found = data::of(tx, &rating, &criteria, sheet.unit_id, now.local_day()).await?;
                for (criterion, one) in found {
                    let mark = marks.entry(criterion).or_insert_with(|| blank(id, criterion));
                    (mark.data_n, mark.data_of) = (Some(one.n), Some(one.of));
                }
                row.decided_at = Set(Some(now));
            }
            let (total, grade) = counted(&rating, &criteria, &marks)?;
            row.total = Set(Some(total));
            row.grade = Set(grade);
            row.state = Set(SheetState::Accepted);
            row.reason = Set(String::new());
            if let Verdict::Answer(answer) = verdict {
                row.answer = Set(answer.clone());
                row.answered_at = Set(Some(now));
            }
        }
        Verdict::Return(reason) => {
            // Points of a sheet that is mended are given anew: what stood here was proposed by what was wrong.
            for mark in marks.values_mut() {
                (mark.given, mark.data_n, mark.data_of) = (None, None, None);
            }
            row.state = Set(SheetState::Returned);
            row.reason = Set(reason.clone());
            row.total = Set(None);
            row.grade = Set(None);
            row.decided_at = Set(Some(now));
        }
        Verdict::Drop(reason) => {
            row.state = Set(SheetState::Dropped);
            row.reason = Set(reason.clone());
            (row.total, row.grade) = (Set(None), Set(None));
        }
        Verdict::Restore => {
            let was_sent = sheet.sent_at.is_some();
            row.state = Set(if was_sent { SheetState::Sent } else { SheetState::Open });
            row.reason = Set(String::new());
        }
    }
    keep(tx, id, marks).await?;
    let row = row.update(tx).await?;
    let (verb, kind) = match verdict {
        Verdict::Save => ("rate", None),
        Verdict::Accept => ("accept", None),
        Verdict::Return(_) => ("return", Some(Kind::RatingReturned)),
        Verdict::Answer(_) => ("answer", Some(Kind::RatingAnswered)),
        Verdict::Drop(_) => ("drop", Some(Kind::RatingStopped)),
        Verdict::Restore if row.state == SheetState::Open => ("restore", Some(Kind::RatingAsked)),
        Verdict::Restore => ("restore", None),
    };
    let told = json!({"name": rating.name, "unit": row.unit_id, "points_before": before, "total": row.total});
    record(tx, NewEvent::new(now, by, verb, "rating_sheet", id).before(&sheet).after(&row).with(told))
        .await?;
    if let Some(kind) = kind {
        sending::tell_unit(tx, now, by.person, kind, (&rating, &row)).await?;
    }
    Ok(())
}

/// Gives a sheet points that were read from a file: so many hundredths to the criterion at each place. Words stay. A sheet
/// that says so already is as wanted, whoever wrote it.
pub async fn write_points(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (of, id, seen): (RatingId, RatingSheetId, i32),
    points: &[(usize, i64)],
) -> Result<(), RatingError> {
    let sheet = rating_sheet::by_id(id).one(tx).await?.ok_or(RatingError::Gone)?;
    if sheet.rating_id != of {
        return Err(RatingError::Gone);
    }
    let criteria = rating_criterion::of(of).all(tx).await?;
    let marks = marks_of(tx, id).await?;
    let mut given = Vec::new();
    for (place, n) in points {
        let criterion = criteria.get(*place).ok_or(RatingError::Gone)?;
        let most = if criterion.kind == CriterionKind::Condition { 100 } else { criterion.points };
        if !(0..=most).contains(n) {
            return Err(RatingError::Gone);
        }
        let mark = marks.get(&criterion.id);
        if mark.and_then(|mark| mark.given) != Some(*n) {
            let words = mark.map(|mark| mark.given_words.clone()).unwrap_or_default();
            given.push(Given { criterion: criterion.id, points: Some(*n), words });
        }
    }
    if given.is_empty() { Ok(()) } else { decide(tx, now, by, (id, seen), (&given, &Verdict::Save)).await }
}

/// Accepts a sheet that its unit sent, with the points that are given, else those that the page proposes.
pub async fn accept_as_proposed(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (of, id): (RatingId, RatingSheetId),
    seen: i32,
) -> Result<(), RatingError> {
    let (rating, sheet) = locked(tx, id, seen).await?;
    if rating.id != of {
        return Err(RatingError::Gone);
    }
    if sheet.state != SheetState::Sent {
        return Err(RatingError::NotNow);
    }
    let criteria = rating_criterion::of(of).all(tx).await?;
    let mut marks = marks_of(tx, id).await?;
    let mut found = data::of(tx, &rating, &criteria, sheet.unit_id, now.local_day()).await?;
    let points: Vec<Given> = criteria
        .iter()
        .map(|one| {
            let mark = marks.remove(&one.id).unwrap_or_else(|| blank(id, one.id));
            let points = mark.given.or_else(|| proposed(one, found.remove(&one.id))).or(mark.own);
            Given { criterion: one.id, points, words: mark.given_words }
        })
        .collect();
    decide(tx, now, by, (id, seen), (&points, &Verdict::Accept)).await
}

/// The total and the grade of what was given. Every criterion that counts must have its points.
fn counted(
    rating: &rating::Model,
    criteria: &[rating_criterion::Model],
    marks: &HashMap<CriterionId, rating_mark::Model>,
) -> Result<(i64, Option<i32>), RatingError> {
    let given = |one: &rating_criterion::Model| marks.get(&one.id).and_then(|mark| mark.given);
    let is_extra = |kind| matches!(kind, CriterionKind::Bonus | CriterionKind::Penalty);
    let n_left = criteria.iter().filter(|one| !is_extra(one.kind) && given(one).is_none()).count();
    if n_left > 0 {
        return Err(RatingError::Missing(n_left));
    }
    let points: Vec<(CriterionKind, i64)> =
        criteria.iter().map(|one| (one.kind, given(one).unwrap_or(0))).collect();
    let total = total(&points, rating.bonus_max, rating.penalty_max);
    let has_conditions = points.iter().all(|(kind, n)| *kind != CriterionKind::Condition || *n > 0);
    let grades = read_grades(&rating.grades).unwrap_or_default();
    let grade = grade(total, has_conditions, &grades).and_then(|at| i32::try_from(at).ok());
    Ok((total, grade))
}

/// The points that the data proposes.
pub fn proposed(one: &rating_criterion::Model, found: Option<data::Data>) -> Option<i64> {
    let found = found?;
    if one.kind == CriterionKind::Condition {
        return (found.of > 0).then_some(if found.n >= found.of { 100 } else { 0 });
    }
    // A penalty grows with what is missing.
    let n =
        if one.kind == CriterionKind::Penalty { found.of.saturating_sub(found.n).max(0) } else { found.n };
    share(n, found.of, one.points)
}

/// A unit complains about its published result.
pub async fn complain(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingSheetId, i32),
    words: &str,
) -> Result<(), RatingError> {
    let (rating, sheet) = locked(tx, id, seen).await?;
    let Some(published) = rating.published_at.filter(|_| sheet.complained_at.is_none()) else {
        return Err(RatingError::NotNow);
    };
    // Without a result there is nothing to complain of, and without days nobody is heard.
    if sheet.total.is_none() || rating.complaint_days == 0 {
        return Err(RatingError::NotNow);
    }
    let days = Days::new(u64::try_from(rating.complaint_days).unwrap_or(0));
    if published.local_day().checked_add_days(days).is_some_and(|last| now.local_day() > last) {
        return Err(RatingError::TooLate);
    }
    let version = sheet.version;
    let mut row = sheet.into_active_model();
    row.complaint = Set(words.to_owned());
    row.complained_at = Set(Some(now));
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    let row = row.update(tx).await?;
    let told = json!({"name": rating.name, "unit": row.unit_id});
    record(tx, NewEvent::new(now, by, "complain", "rating_sheet", id).after(&row).with(told)).await?;
    sending::tell_asker(tx, now, by.person, Kind::RatingComplained, (&rating, &row)).await?;
    Ok(())
}
