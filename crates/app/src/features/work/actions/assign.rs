//! Work is asked: one row for each unit and task or duty, however often it is asked again.

use super::super::sums::{self, Change};
use super::WorkError;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{AssignmentId, DutyId, PlanId, TaskId, UnitId};
use domain::time::{Day, Moment};
use domain::work::{Role, Rule, State};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, QueryTrait as _,
};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use tables::{assignment, duty, plan, task, work_round};
use uuid::Uuid;

/// Rows written at once: twenty values each, and SQLite takes 32,766 in a statement.
const ROWS_MAX: usize = 1_000;

/// What is asked: a task or a duty of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// A task of the roadmap.
    Task(TaskId),
    /// A duty.
    Duty(DutyId),
}

impl Source {
    /// The word stored.
    pub const fn kind(self) -> &'static str {
        match self {
            Source::Task(_) => "task",
            Source::Duty(_) => "duty",
        }
    }

    /// The id stored.
    pub fn uuid(self) -> Uuid {
        match self {
            Source::Task(id) => id.uuid(),
            Source::Duty(id) => id.uuid(),
        }
    }
}

/// Work for a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Assigned {
    /// Who must do it.
    pub unit: UnitId,
    /// What.
    pub source: Source,
    /// As what.
    pub role: Role,
}

/// When a source is to be done.
#[derive(Debug, Clone, Default)]
struct Times {
    starts_on: Option<Day>,
    due_on: Option<Day>,
    printed: Option<String>,
    period: String,
    rule: Option<Rule>,
    ends_on: Option<Day>,
}

/// Asks units for work on behalf of the unit that keeps the plan. What was asked already stays as it is, so a repeated
/// call adds nothing. Says how many rows are new. The caller has proved the right to issue the plan.
pub async fn assign(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    list: &[Assigned],
) -> Result<u64, WorkError> {
    let asker = asker(tx, plan).await?;
    let today = now.local_day();
    let times = times(tx, plan, list, today).await?;
    rounds(tx, plan, &times).await?;
    // A unit that is named twice leads, if it leads at all.
    let mut wanted: Vec<Assigned> = list.to_vec();
    wanted.sort_unstable_by_key(|one| (one.unit, one.source, one.role != Role::Lead));
    wanted.dedup_by_key(|one| (one.unit, one.source));
    let known = wanted.iter().filter_map(|one| Some((one, times.get(&one.source)?)));
    let rows: Vec<assignment::ActiveModel> = known
        .map(|(one, when)| assignment::ActiveModel {
            id: Set(tx.new_id(now)),
            plan_id: Set(plan),
            unit_id: Set(one.unit),
            asker_id: Set(asker),
            source_kind: Set(one.source.kind().to_owned()),
            source_id: Set(one.source.uuid()),
            role: Set(one.role),
            state: Set(State::Waiting),
            asked_on: Set(today),
            starts_on: Set(when.starts_on),
            due_on: Set(when.due_on),
            period: Set(when.period.clone()),
            person_id: Set(None),
            percent: Set(0),
            accepted_at: Set(None),
            handed_at: Set(None),
            done_at: Set(None),
            paused_at: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
        })
        .collect();
    let n = insert(tx, rows).await?;
    if n > 0 {
        let told = json!({"n": n});
        record(tx, NewEvent::new(now, by, "ask", "plan", plan).with(told)).await?;
    }
    Ok(n)
}

/// The unit that keeps the plan, without its texts.
async fn asker(tx: &WriteTx, plan: PlanId) -> Result<UnitId, WorkError> {
    let found: Option<UnitId> =
        plan::by_id(plan).select_only().column(plan::Column::UnitId).into_tuple().one(tx).await?;
    found.ok_or(WorkError::Gone)
}

/// Writes the rows that are not there yet and moves the sums. Says how many were new.
pub(super) async fn insert(tx: &WriteTx, rows: Vec<assignment::ActiveModel>) -> Result<u64, WorkError> {
    let mut changes = Vec::new();
    for some in rows.chunks(ROWS_MAX) {
        let new = insert_new(tx, some).await?;
        changes.extend(some.iter().filter(|row| new.contains(row.id.as_ref())).map(|row| Change {
            plan: *row.plan_id.as_ref(),
            unit: *row.unit_id.as_ref(),
            asked_on: *row.asked_on.as_ref(),
            before: None,
            after: Some((*row.due_on.as_ref(), *row.state.as_ref())),
        }));
    }
    sums::shift(tx, &changes).await?;
    Ok(changes.len() as u64)
}

/// Which of these rows were new, by what the database wrote: two issuing jobs may be at it at once.
async fn insert_new(
    tx: &WriteTx,
    rows: &[assignment::ActiveModel],
) -> Result<HashSet<AssignmentId>, WorkError> {
    use assignment::Column;
    let once =
        OnConflict::columns([Column::SourceId, Column::UnitId, Column::Period]).do_nothing().to_owned();
    let mut insert = assignment::Entity::insert_many(rows.to_vec()).on_conflict(once).into_query();
    insert.returning_col(Column::Id);
    let written = tx.query_all(&insert).await?;
    let mut ids = HashSet::with_capacity(written.len());
    for row in written {
        ids.insert(row.try_get("", "id")?);
    }
    Ok(ids)
}

/// When each of the sources is to be done.
async fn times(
    tx: &WriteTx,
    plan: PlanId,
    list: &[Assigned],
    today: Day,
) -> Result<HashMap<Source, Times>, WorkError> {
    let wanted: HashSet<Source> = list.iter().map(|one| one.source).collect();
    let mut times = HashMap::new();
    let has_tasks = wanted.iter().any(|source| matches!(source, Source::Task(_)));
    let tasks = if has_tasks { task::of_plan(plan).all(tx).await? } else { Vec::new() };
    let duties = duty::of_plan(plan).all(tx).await?.into_iter();
    let duties = duties.map(|row| (Source::Duty(row.id), row.time_printed, row.starts_on, row.ends_on));
    let tasks =
        tasks.into_iter().map(|row| (Source::Task(row.id), row.time_printed, row.starts_on, row.ends_on));
    let asked = work_round::Entity::find().filter(work_round::Column::PlanId.eq(plan)).all(tx).await?;
    let asked: HashMap<Uuid, Day> = asked.into_iter().map(|round| (round.source_id, round.next_on)).collect();
    for (source, printed, starts_on, ends_on) in tasks.chain(duties).filter(|one| wanted.contains(&one.0)) {
        let next_on = asked.get(&source.uuid()).copied();
        if let Some(when) = when((printed, next_on), starts_on, ends_on, today) {
            times.insert(source, when);
        }
    }
    Ok(times)
}

/// The days that stand in the plan; of work that comes again, those of the period that is asked for today. A unit that
/// joins while others are being asked begins in their period. None of what came again and is over.
fn when(
    (printed, next_on): (Option<String>, Option<Day>),
    starts_on: Option<Day>,
    ends_on: Option<Day>,
    today: Day,
) -> Option<Times> {
    let rule = printed.as_deref().and_then(Rule::read);
    let Some(rule) = rule else {
        return Some(Times { starts_on, due_on: ends_on, printed, ..Times::default() });
    };
    let period = match next_on.and_then(|next| next.pred_opt()) {
        Some(day) => rule.around(day),
        None => rule.asked_on(starts_on.map_or(today, |first| first.max(today))),
    };
    if ends_on.is_some_and(|last| period.first > last) {
        return None;
    }
    Some(Times {
        starts_on: Some(period.first),
        // Nobody is late on the first day.
        due_on: Some(if period.due < today { period.last.max(today) } else { period.due }),
        printed,
        period: period.key,
        rule: Some(rule),
        ends_on,
    })
}

/// Remembers what comes again.
async fn rounds(tx: &WriteTx, plan: PlanId, times: &HashMap<Source, Times>) -> Result<(), WorkError> {
    let mut rows = Vec::new();
    for (source, when) in times {
        let (Some(rule), Some(first)) = (when.rule, when.starts_on) else { continue };
        let period = rule.around(first);
        rows.push(work_round::ActiveModel {
            source_id: Set(source.uuid()),
            plan_id: Set(plan),
            printed: Set(when.printed.clone().unwrap_or_default()),
            period: Set(period.key.clone()),
            next_on: Set(rule.after(&period).first),
            ends_on: Set(when.ends_on),
        });
    }
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_unstable_by_key(|row| *row.source_id.as_ref());
    let once = OnConflict::column(work_round::Column::SourceId).do_nothing().to_owned();
    work_round::Entity::insert_many(rows).on_conflict(once).exec_without_returning(tx).await?;
    Ok(())
}
