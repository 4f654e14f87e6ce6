//! Ratings are written: their names, whom they ask, grades, criteria; begun anew from an earlier one.

use super::{RatingError, locked};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{ClusterId, CriterionId, IndicatorId, PlanId, RatingId, UnitId};
use domain::ratings::{CriterionKind, Grade, PointSource, RatingState, print_grades};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::json;
use tables::{rating, rating_criterion, rating_unit};

/// Criteria of one rating.
pub const CRITERIA_MAX: usize = 200;

/// Whom it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// All units of some kinds below one; below the unit that rates for none.
    Kinds(Option<UnitId>, Vec<UnitKind>),
    /// The units of a cluster.
    Cluster(ClusterId),
    /// Units chosen one by one.
    Units(Vec<UnitId>),
}

/// A rating as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRating {
    /// Its name.
    pub name: String,
    /// The plan whose work counts.
    pub plan: Option<PlanId>,
    /// By when units score themselves.
    pub due_on: Option<Day>,
    /// Whom it asks.
    pub asked: Asked,
    /// Grades, the highest first.
    pub grades: Vec<Grade>,
    /// Most bonus, in hundredths.
    pub bonus_max: i64,
    /// Most penalty.
    pub penalty_max: i64,
    /// Days for complaints.
    pub complaint_days: i32,
}

/// A criterion as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The heading above it.
    pub heading: String,
    /// What is rated.
    pub name: String,
    /// What it does to the total.
    pub kind: CriterionKind,
    /// Highest points, in hundredths.
    pub points: i64,
    /// Where they come from.
    pub source: PointSource,
    /// Which indicator.
    pub indicator: Option<IndicatorId>,
}

fn filled(new: &NewRating) -> rating::ActiveModel {
    let (asked, within, kinds, cluster) = match &new.asked {
        Asked::Kinds(within, kinds) => {
            let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
            ("kinds", *within, codes.join(","), None)
        }
        Asked::Cluster(id) => ("cluster", None, String::new(), Some(*id)),
        Asked::Units(_) => ("units", None, String::new(), None),
    };
    rating::ActiveModel {
        name: Set(new.name.clone()),
        plan_id: Set(new.plan),
        due_on: Set(new.due_on),
        asked: Set(asked.to_owned()),
        within_id: Set(within),
        kinds: Set(kinds),
        cluster_id: Set(cluster),
        grades: Set(print_grades(&new.grades)),
        bonus_max: Set(new.bonus_max),
        penalty_max: Set(new.penalty_max),
        complaint_days: Set(new.complaint_days),
        ..Default::default()
    }
}

async fn units(tx: &WriteTx, id: RatingId, asked: &Asked) -> Result<(), RatingError> {
    rating_unit::Entity::delete_many().filter(rating_unit::Column::RatingId.eq(id)).exec(tx).await?;
    if let Asked::Units(units) = asked {
        let rows =
            units.iter().map(|unit| rating_unit::ActiveModel { rating_id: Set(id), unit_id: Set(*unit) });
        rating_unit::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Begins a rating of the units of `unit`; nobody is asked yet.
pub async fn create(
    tx: &WriteTx,
    now: Moment,
    by: By,
    unit: UnitId,
    new: &NewRating,
) -> Result<RatingId, RatingError> {
    let id: RatingId = tx.new_id(now);
    let row = rating::ActiveModel {
        document_id: Set(None),
        document_at: Set(None),
        id: Set(id),
        unit_id: Set(unit),
        state: Set(RatingState::Draft),
        n_to_send: Set(None),
        n_sent: Set(0),
        version: Set(1),
        created_by: Set(by.person),
        created_at: Set(now),
        updated_at: Set(now),
        sent_at: Set(None),
        locked_at: Set(None),
        published_at: Set(None),
        ..filled(new)
    };
    let made = row.insert(tx).await?;
    units(tx, id, &new.asked).await?;
    let told = json!({"name": made.name, "unit": unit});
    record(tx, NewEvent::new(now, by, "create", "rating", id).after(&made).with(told)).await?;
    Ok(id)
}

/// Changes a rating. Once it is sent, only its name, days and grades change, and nothing once it is locked.
pub async fn change(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
    new: &NewRating,
) -> Result<(), RatingError> {
    let before = locked(tx, id, seen).await?;
    let mut row = match before.state {
        RatingState::Draft => {
            units(tx, id, &new.asked).await?;
            filled(new)
        }
        RatingState::Open => rating::ActiveModel {
            name: Set(new.name.clone()),
            due_on: Set(new.due_on),
            complaint_days: Set(new.complaint_days),
            ..Default::default()
        },
        _ => return Err(RatingError::NotNow),
    };
    row.id = Set(id);
    row.version = Set(before.version + 1);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    if after.plan_id != before.plan_id {
        by_hand(tx, id).await?;
    }
    let event = NewEvent::new(now, by, "change", "rating", id).before(&before).after(&after);
    record(tx, event.with(json!({"name": after.name}))).await?;
    Ok(())
}

/// Points that came from the plan that was left are typed by hand until another source is chosen.
async fn by_hand(tx: &WriteTx, id: RatingId) -> Result<(), RatingError> {
    rating_criterion::Entity::update_many()
        .set(rating_criterion::ActiveModel {
            source: Set(PointSource::Hand),
            indicator_id: Set(None),
            ..Default::default()
        })
        .filter(rating_criterion::Column::RatingId.eq(id))
        .filter(rating_criterion::Column::Source.ne(PointSource::Hand))
        .exec(tx)
        .await?;
    Ok(())
}

/// A draft like an earlier rating: criteria, grades, whom it asks. Points that came from an indicator of a plan are typed by
/// hand until another one is chosen, as is the plan.
pub async fn clone(
    tx: &WriteTx,
    now: Moment,
    by: By,
    from: &rating::Model,
    name: String,
) -> Result<RatingId, RatingError> {
    let id: RatingId = tx.new_id(now);
    let mut row = from.clone().into_active_model();
    row.id = Set(id);
    row.name = Set(name);
    row.plan_id = Set(None);
    row.state = Set(RatingState::Draft);
    row.due_on = Set(None);
    row.n_to_send = Set(None);
    row.n_sent = Set(0);
    row.version = Set(1);
    row.created_by = Set(by.person);
    row.created_at = Set(now);
    row.updated_at = Set(now);
    row.sent_at = Set(None);
    row.locked_at = Set(None);
    row.published_at = Set(None);
    row.document_id = Set(None);
    row.document_at = Set(None);
    let made = rating::Entity::insert(row).exec_with_returning(tx).await?;
    for one in rating_unit::of(from.id).all(tx).await? {
        let row = rating_unit::ActiveModel { rating_id: Set(id), unit_id: Set(one.unit_id) };
        rating_unit::Entity::insert(row).exec_without_returning(tx).await?;
    }
    for one in rating_criterion::of(from.id).all(tx).await? {
        let is_indicator = one.source == PointSource::Indicator;
        let mut row = one.into_active_model();
        row.id = Set(tx.new_id(now));
        row.rating_id = Set(id);
        row.indicator_id = Set(None);
        if is_indicator {
            row.source = Set(PointSource::Hand);
        }
        rating_criterion::Entity::insert(row).exec_without_returning(tx).await?;
    }
    let told = json!({"name": made.name, "unit": made.unit_id, "from": from.id});
    record(tx, NewEvent::new(now, by, "create", "rating", id).after(&made).with(told)).await?;
    Ok(id)
}

async fn touched(tx: &WriteTx, now: Moment, row: rating::Model) -> Result<(), RatingError> {
    let version = row.version;
    let mut row = row.into_active_model();
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx).await?;
    Ok(())
}

fn written(line: &Line) -> rating_criterion::ActiveModel {
    rating_criterion::ActiveModel {
        heading: Set(line.heading.clone()),
        name: Set(line.name.clone()),
        kind: Set(line.kind),
        points: Set(line.points),
        source: Set(line.source),
        indicator_id: Set(line.indicator),
        ..Default::default()
    }
}

/// Adds criteria to a draft.
pub async fn add_lines(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
    lines: &[Line],
) -> Result<(), RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Draft {
        return Err(RatingError::NotNow);
    }
    let there = rating_criterion::of(id).all(tx).await?;
    if there.len() + lines.len() > CRITERIA_MAX {
        return Err(RatingError::TooMany);
    }
    let first = there.last().map_or(0, |last| last.position + 1);
    for (at, line) in lines.iter().enumerate() {
        let mut new = written(line);
        new.id = Set(tx.new_id(now));
        new.rating_id = Set(id);
        new.position = Set(first + i32::try_from(at).unwrap_or(i32::MAX));
        rating_criterion::Entity::insert(new).exec_without_returning(tx).await?;
    }
    let told = json!({"name": row.name, "n": lines.len()});
    record(tx, NewEvent::new(now, by, "criteria", "rating", id).with(told)).await?;
    touched(tx, now, row).await
}

/// Writes criteria of a draft as they were typed.
pub async fn write_lines(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
    lines: &[(CriterionId, Line)],
) -> Result<(), RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Draft {
        return Err(RatingError::NotNow);
    }
    let there = rating_criterion::of(id).all(tx).await?;
    for (criterion, line) in lines {
        if !there.iter().any(|one| one.id == *criterion) {
            return Err(RatingError::Gone);
        }
        let mut new = written(line);
        new.id = Set(*criterion);
        new.update(tx).await?;
    }
    let after = rating_criterion::of(id).all(tx).await?;
    let event = NewEvent::new(now, by, "criteria", "rating", id).before(&there).after(&after);
    record(tx, event.with(json!({"name": row.name, "n": lines.len()}))).await?;
    touched(tx, now, row).await
}

/// Takes a criterion out of a draft.
pub async fn remove_line(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (RatingId, i32),
    criterion: CriterionId,
) -> Result<(), RatingError> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Draft {
        return Err(RatingError::NotNow);
    }
    let gone = rating_criterion::of(id).filter(rating_criterion::Column::Id.eq(criterion)).one(tx).await?;
    let gone = gone.ok_or(RatingError::Gone)?;
    rating_criterion::Entity::delete_by_id(criterion).exec(tx).await?;
    let event = NewEvent::new(now, by, "criteria", "rating", id).before(&gone);
    record(tx, event.with(json!({"name": row.name, "removed": gone.name}))).await?;
    touched(tx, now, row).await
}
