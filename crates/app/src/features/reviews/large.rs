//! Work of which there is too much to keep: counted by the database, task by task and duty by duty, in portions of units.

use super::count::{self, IDS_MAX, LATE_MAX, Record, Scope, Tally};
use super::counting::Steps;
use super::numbers::{Numbers, Question};
use db::DbError;
use domain::ids::PlanId;
use domain::time::{Day, Moment};
use domain::work::State;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
};
use std::collections::{BTreeMap, BTreeSet};
use tables::{assignment, evidence, work_report};
use uuid::Uuid;
use web::Error;

/// Steps of a portion: states, units and plans, files and reports, what is late.
const STEPS: usize = 4;

/// Counts what has no rows of its own, and lists what is late the longest.
pub(super) async fn count(
    conn: &impl ConnectionTrait,
    (scope, steps): (&Scope, &Steps),
    today: Day,
    numbers: &mut Numbers,
) -> Result<(), Error> {
    let mut all = Tally::default();
    let mut sources: BTreeMap<(String, Uuid), Tally> = BTreeMap::new();
    let (mut plans, mut late): (BTreeSet<PlanId>, Vec<assignment::Model>) = Default::default();
    let (mut n_units, mut n_files, mut n_reports) = (0, 0, 0);
    let parts = scope.parts();
    steps.expect(parts.len() * STEPS);
    for part in parts {
        tally(conn, &part, today, (&mut all, &mut sources)).await?;
        steps.done();
        n_units += distinct(&part, assignment::Column::UnitId).count(conn).await.map_err(DbError::from)?;
        let found: Vec<PlanId> = distinct(&part, assignment::Column::PlanId)
            .into_tuple()
            .all(conn)
            .await
            .map_err(DbError::from)?;
        plans.extend(found);
        steps.done();
        n_files += files(&part).count(conn).await.map_err(DbError::from)?;
        n_reports += reports(&part).count(conn).await.map_err(DbError::from)?;
        steps.done();
        late.extend(oldest_late(&part, today).all(conn).await.map_err(DbError::from)?);
        steps.done();
    }
    all.put(numbers, "", &Question::default());
    let texts = count::by_source(conn, &sources, numbers).await?;
    numbers.put("units", n_units, Question::other("units"));
    numbers.put("plans", plans.len(), Question::other("plans"));
    numbers.put("files", n_files, Question::other("files"));
    numbers.put("reports", n_reports, Question::other("reports"));
    late.sort_by_key(|row| (row.due_on, row.id));
    late.truncate(LATE_MAX);
    let late: Vec<Record> = count::records(conn, late, today).await?;
    numbers.late = count::late(conn, scope, &late.iter().collect::<Vec<_>>(), &texts).await?;
    Ok(())
}

async fn tally(
    conn: &impl ConnectionTrait,
    part: &Scope,
    today: Day,
    (all, sources): (&mut Tally, &mut BTreeMap<(String, Uuid), Tally>),
) -> Result<(), Error> {
    for (kind, id, state, n) in grouped(part.select()).all(conn).await.map_err(DbError::from)? {
        let n = usize::try_from(n).unwrap_or(0);
        all.add(state, n, 0);
        sources.entry((kind, id)).or_default().add(state, n, 0);
    }
    for (kind, id, state, n) in grouped(is_late(part, today)).all(conn).await.map_err(DbError::from)? {
        let n = usize::try_from(n).unwrap_or(0);
        all.add(state, 0, n);
        sources.entry((kind, id)).or_default().add(state, 0, n);
    }
    Ok(())
}

type Group = (String, Uuid, State, i64);

fn grouped(mut select: Select<assignment::Entity>) -> sea_orm::Selector<sea_orm::SelectGetableTuple<Group>> {
    use assignment::Column;
    sea_orm::QuerySelect::query(&mut select).clear_order_by();
    select
        .select_only()
        .columns([Column::SourceKind, Column::SourceId, Column::State])
        .column_as(Column::Id.count(), "n")
        .group_by(Column::SourceKind)
        .group_by(Column::SourceId)
        .group_by(Column::State)
        .into_tuple::<Group>()
}

fn is_late(part: &Scope, today: Day) -> Select<assignment::Entity> {
    let due = [State::Waiting, State::Doing, State::Returned];
    part.select().filter(assignment::Column::DueOn.lt(today)).filter(assignment::Column::State.is_in(due))
}

fn oldest_late(part: &Scope, today: Day) -> Select<assignment::Entity> {
    let mut select = is_late(part, today);
    sea_orm::QuerySelect::query(&mut select).clear_order_by();
    select.order_by_asc(assignment::Column::DueOn).order_by_asc(assignment::Column::Id).limit(LATE_MAX as u64)
}

fn distinct(part: &Scope, column: assignment::Column) -> Select<assignment::Entity> {
    let mut select = part.select();
    sea_orm::QuerySelect::query(&mut select).clear_order_by();
    select.select_only().column(column).distinct()
}

fn ids(part: &Scope) -> SelectStatement {
    let mut select = part.select();
    sea_orm::QuerySelect::query(&mut select).clear_order_by();
    select.select_only().column(assignment::Column::Id).into_query()
}

fn files(part: &Scope) -> Select<evidence::Entity> {
    evidence::Entity::find()
        .filter(evidence::Column::AssignmentId.in_subquery(ids(part)))
        .filter(evidence::Column::RemovedAt.is_null())
}

fn reports(part: &Scope) -> Select<work_report::Entity> {
    let end = Moment::start_of(part.to.succ_opt().unwrap_or(part.to));
    work_report::Entity::find()
        .filter(work_report::Column::AssignmentId.in_subquery(ids(part)))
        .filter(work_report::Column::CreatedAt.gte(Moment::start_of(part.from)))
        .filter(work_report::Column::CreatedAt.lt(end))
}

impl Scope {
    /// The same in portions whose units fit into one question; no unit stands in two of them.
    pub(super) fn parts(&self) -> Vec<Scope> {
        let Some(units) = &self.units else { return vec![self.clone()] };
        let all: Vec<_> = units.iter().copied().collect();
        let part = |some: &[_]| Scope { units: Some(some.iter().copied().collect()), ..self.clone() };
        all.chunks(IDS_MAX).map(part).collect()
    }
}
