//! What a unit has reported already, as shares from which points are proposed: work on time, figures on time, a figure
//! against its target, the own plan, the person named.

use crate::features::indicators::sums;
use domain::cascade::OwnPlan;
use domain::figures::{Amount, Direction, Scope};
use domain::ids::{CriterionId, IndicatorId, PlanId, UnitId};
use domain::ratings::PointSource;
use domain::time::Day;
use domain::work::State;
use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _};
use std::collections::HashMap;
use tables::{assignment, cascade, cascade_answer, figure, indicator, rating, rating_criterion};

/// A share: `n` of `of`. Figures and targets are in hundredths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// So many.
    pub n: i64,
    /// Of so many.
    pub of: i64,
    /// The page that shows the records.
    pub link: Option<String>,
}

/// The data of one unit for each criterion that has some, as of `today`.
pub async fn of(
    conn: &impl ConnectionTrait,
    rating: &rating::Model,
    criteria: &[rating_criterion::Model],
    unit: UnitId,
    today: Day,
) -> Result<HashMap<CriterionId, Data>, DbErr> {
    let mut found = HashMap::new();
    for one in criteria {
        let data = match (one.source, rating.plan_id) {
            (PointSource::Hand, _) | (_, None) => None,
            (PointSource::Work, Some(plan)) => work(conn, plan, unit, today).await?,
            (PointSource::Figures, Some(plan)) => figures(conn, plan, unit, today).await?,
            (PointSource::Indicator, Some(_)) => match one.indicator_id {
                Some(id) => target(conn, id, unit).await?,
                None => None,
            },
            (PointSource::OwnPlan | PointSource::Named, Some(plan)) => {
                answer(conn, plan, unit, one.source).await?
            }
        };
        if let Some(data) = data {
            found.insert(one.id, data);
        }
    }
    Ok(found)
}

fn counted(n: usize, of: usize, link: String) -> Option<Data> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    (of > 0).then(|| Data { n: number(n), of: number(of), link: Some(link) })
}

/// Of the work that is due or handed in: what was handed in by its last day.
async fn work(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    unit: UnitId,
    today: Day,
) -> Result<Option<Data>, DbErr> {
    let rows = assignment::of_units(&[unit])
        .filter(assignment::Column::PlanId.eq(plan))
        // The clock of what is paused stands still: it is not late, as in the list of the unit.
        .filter(assignment::Column::State.is_not_in([State::Withdrawn, State::Paused]))
        .filter(assignment::Column::DueOn.is_not_null())
        .all(conn)
        .await?;
    let is_given = |row: &assignment::Model| matches!(row.state, State::Handed | State::Done);
    let due: Vec<&assignment::Model> =
        rows.iter().filter(|row| is_given(row) || row.due_on.is_some_and(|day| day < today)).collect();
    let is_on_time = |row: &&&assignment::Model| {
        let at = row.handed_at.or(row.done_at).map(domain::time::Moment::local_day);
        is_given(row) && at.is_some_and(|at| row.due_on.is_some_and(|due| at <= due))
    };
    let n = due.iter().filter(is_on_time).count();
    Ok(counted(n, due.len(), format!("/work?unit={unit}&plan={plan}")))
}

/// Of the figures that are due or sent: what was sent by its last day.
async fn figures(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    unit: UnitId,
    today: Day,
) -> Result<Option<Data>, DbErr> {
    let rows = figure::Entity::find()
        .filter(figure::Column::PlanId.eq(plan))
        .filter(figure::Column::UnitId.eq(unit))
        .filter(figure::Column::AboveId.is_not_null())
        .all(conn)
        .await?;
    let due: Vec<&figure::Model> =
        rows.iter().filter(|row| row.state.is_given() || row.due_on < today).collect();
    let is_on_time = |row: &&&figure::Model| {
        row.state.is_given() && row.sent_at.is_some_and(|at| at.local_day() <= row.due_on)
    };
    let n = due.iter().filter(is_on_time).count();
    Ok(counted(n, due.len(), format!("/figures?show=all&unit={unit}")))
}

/// The latest figure that was sent, against the target. At most: all of it or nothing.
async fn target(conn: &impl ConnectionTrait, id: IndicatorId, unit: UnitId) -> Result<Option<Data>, DbErr> {
    let Some(row) = indicator::by_id(id).one(conn).await? else { return Ok(None) };
    // A target for all together says nothing of one unit.
    let Some(target) = row.target.filter(|target| *target > 0 && row.scope == Scope::Each) else {
        return Ok(None);
    };
    let all = figure::of_unit(&[id], unit).all(conn).await?;
    let last = all.into_iter().filter(|one| one.state.is_given()).max_by(|a, b| a.period.cmp(&b.period));
    let Some(last) = last else { return Ok(None) };
    let Some(value) = sums::whole(&last, &row.goal()).shown(row.way).map(Amount::hundredths) else {
        return Ok(None);
    };
    let link = Some(format!("/figures/{}", last.id));
    Ok(Some(match row.direction {
        Direction::Least => Data { n: value, of: target, link },
        Direction::Most => Data { n: if value <= target { target } else { 0 }, of: target, link },
    }))
}

/// Whether the unit has its own plan, or has named who is in charge. What it was excused of counts neither way.
async fn answer(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    unit: UnitId,
    source: PointSource,
) -> Result<Option<Data>, DbErr> {
    let asked: Vec<cascade::Model> = cascade::of_plan(plan)
        .filter(cascade::Column::State.eq(cascade::State::Open))
        .all(conn)
        .await?
        .into_iter()
        .filter(|row| if source == PointSource::OwnPlan { row.wants_plan } else { row.wants_person })
        .collect();
    let answers = cascade_answer::of_units(&[unit])
        .filter(cascade_answer::Column::CascadeId.is_in(asked.iter().map(|row| row.id)))
        .all(conn)
        .await?;
    let counts =
        |one: &&cascade_answer::Model| source != PointSource::OwnPlan || one.plan != OwnPlan::Excused;
    let is_done = |one: &&&cascade_answer::Model| match source {
        PointSource::OwnPlan => one.plan == OwnPlan::Issued,
        _ => one.is_named,
    };
    let wanted: Vec<&cascade_answer::Model> = answers.iter().filter(counts).collect();
    let link = match (source, wanted.as_slice()) {
        (PointSource::OwnPlan, [one]) => one.own_plan_id.map(|id| format!("/plans/{id}")),
        _ => None,
    };
    let n = i64::try_from(wanted.iter().filter(is_done).count()).unwrap_or(i64::MAX);
    let of = i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    Ok((of > 0).then_some(Data { n, of, link }))
}
