//! Counting: everything a review says in numbers, from the database, in one look. The work it counted is kept as it stood
//! when there is not too much of it, so that each number goes on opening to the same rows while work goes on.

use super::counting::Steps;
use super::numbers::{Before, Behind, Late, Line, Numbers, Opened, Question};
use super::{figures, large, sheets};
use crate::features::units;
use db::DbError;
use domain::ids::{AssignmentId, PlanId, UnitId};
use domain::time::{Day, Moment};
use domain::work::State;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tables::{
    assignment, budget_line, date_request, delivery, document, duty, event, evidence, review,
    review_snapshot, task,
};
use uuid::Uuid;
use web::Error;

/// Pieces of work that a snapshot keeps as they stood. More are counted by the database and not kept.
pub const RECORDS_MAX: u64 = 20_000;
/// Units that get a row of their own.
pub const UNITS_MAX: usize = 200;
/// Late work that is listed.
pub const LATE_MAX: usize = 200;
/// Steps after the work was counted: deliveries, money, tables.
const AFTER_WORK: usize = 3;
/// Ids of one question.
pub(super) const IDS_MAX: usize = 2_000;

/// The numbers, and the work they were counted from; none when there was too much to keep.
pub struct Counted {
    /// The numbers.
    pub numbers: Numbers,
    /// The work as it stands now.
    pub records: Option<Vec<Record>>,
}

/// A piece of work as it stands now.
#[derive(Debug, Clone)]
pub struct Record {
    /// The row.
    pub row: assignment::Model,
    /// Its deadline passed and it is still to be done.
    pub is_late: bool,
    /// Evidence files.
    pub n_files: usize,
    /// Why it is paused, or why another date was asked for.
    pub reason: Option<String>,
}

/// What a review looks at.
#[derive(Debug, Clone)]
pub struct Scope {
    /// One plan; all for none.
    pub plan: Option<PlanId>,
    /// Units: one with all below it; all for none.
    pub units: Option<BTreeSet<UnitId>>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Scope {
    /// The scope of a review, on this day's tree.
    pub async fn of(conn: &impl ConnectionTrait, row: &review::Model, on: Day) -> Result<Scope, DbError> {
        let units = match row.about_unit_id {
            Some(unit) => {
                let below = units::below(conn, Some(unit), &[], on).await?;
                Some(below.into_iter().chain([unit]).collect())
            }
            None => None,
        };
        Ok(Scope { plan: row.plan_id, units, from: row.from_on, to: row.to_on })
    }

    /// The work of the period: asked by its last day, and not over before its first. Of a portion of units: see `parts`.
    pub(super) fn select(&self) -> Select<assignment::Entity> {
        let begin = Moment::start_of(self.from);
        // What was withdrawn has no day of being done; nothing changes it afterwards.
        let withdrawn = assignment::Column::State.eq(State::Withdrawn);
        let open = Condition::all().add(assignment::Column::DoneAt.is_null());
        let lives = Condition::any()
            .add(assignment::Column::DoneAt.gte(begin))
            .add(open.clone().add(withdrawn.clone().not()))
            .add(open.add(withdrawn).add(assignment::Column::UpdatedAt.gte(begin)));
        let mut select = assignment::Entity::find()
            .filter(assignment::Column::AskedOn.lte(self.to))
            .filter(lives)
            .order_by_asc(assignment::Column::Id);
        if let Some(plan) = self.plan {
            select = select.filter(assignment::Column::PlanId.eq(plan));
        }
        if let Some(units) = &self.units {
            select = select.filter(assignment::Column::UnitId.is_in(units.iter().copied()));
        }
        select
    }

    pub(super) fn has(&self, unit: UnitId) -> bool {
        self.units.as_ref().is_none_or(|units| units.contains(&unit))
    }
}

/// Counts everything.
pub async fn count(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    now: Moment,
    steps: &Steps,
) -> Result<Counted, Error> {
    count_up_to(conn, (row, steps), now, RECORDS_MAX).await
}

/// Counts everything; of up to `records_max` pieces of work the pieces themselves are kept.
pub async fn count_up_to(
    conn: &impl ConnectionTrait,
    (row, steps): (&review::Model, &Steps),
    now: Moment,
    records_max: u64,
) -> Result<Counted, Error> {
    let today = now.local_day();
    let scope = Scope::of(conn, row, today).await?;
    steps.expect(AFTER_WORK);
    let mut n_rows = 0;
    for part in scope.parts() {
        n_rows += part.select().count(conn).await.map_err(DbError::from)?;
    }
    let mut numbers = Numbers::default();
    let records = if n_rows <= records_max {
        let mut rows: Vec<assignment::Model> = Vec::new();
        for part in scope.parts() {
            rows.extend(part.select().all(conn).await.map_err(DbError::from)?);
        }
        rows.sort_by_key(|row| row.id);
        Some(records(conn, rows, today).await?)
    } else {
        None
    };
    match &records {
        Some(records) => work(conn, &scope, records, &mut numbers).await?,
        None => large::count(conn, (&scope, steps), today, &mut numbers).await?,
    }
    let asked = numbers.value("asked") - numbers.value("withdrawn");
    let percent = if asked > 0 { numbers.value("done") * 100 / asked } else { 0 };
    numbers.put("percent_done", percent, Question::work(&[State::Done]));
    sending(conn, &scope, &mut numbers).await?;
    steps.done();
    if let Some(plan) = row.plan_id {
        let lines = budget_line::of_plan(plan).all(conn).await.map_err(DbError::from)?;
        numbers.budget = lines.into_iter().map(|line| line.text).collect();
        numbers.budget.extend(super::money::sentences(conn, row, plan, &mut numbers.opens).await?);
    }
    steps.done();
    sheets::count(conn, row, &scope, &mut numbers).await?;
    steps.done();
    if records.is_none() {
        keep_late(&mut numbers);
    }
    numbers.before = before(conn, row).await?;
    Ok(Counted { numbers, records })
}

/// Where no work is kept the number of what is late opens to the work that is listed.
fn keep_late(numbers: &mut Numbers) {
    let row = |one: &Late| {
        let due = one.due_on.map_or_else(String::new, |due| format!(", hạn {}", due.format("%d/%m/%Y")));
        Behind { unit: one.unit.clone(), words: format!("{}{due}", one.work), href: None }
    };
    let value = numbers.value("late");
    let n_rows = usize::try_from(value).unwrap_or(0);
    let rows = numbers.late.iter().map(row).collect();
    numbers.opens.insert("late".to_owned(), Opened { of: "work".to_owned(), value, rows, n_rows });
}

pub(super) async fn records(
    conn: &impl ConnectionTrait,
    rows: Vec<assignment::Model>,
    today: Day,
) -> Result<Vec<Record>, Error> {
    let ids: Vec<AssignmentId> = rows.iter().map(|row| row.id).collect();
    let (mut files, mut reasons): (HashMap<AssignmentId, usize>, HashMap<AssignmentId, String>) =
        Default::default();
    for some in ids.chunks(IDS_MAX) {
        let found = evidence::Entity::find()
            .filter(evidence::Column::AssignmentId.is_in(some.iter().copied()))
            .filter(evidence::Column::RemovedAt.is_null())
            .select_only()
            .column(evidence::Column::AssignmentId)
            .into_tuple::<AssignmentId>()
            .all(conn)
            .await
            .map_err(DbError::from)?;
        for id in found {
            *files.entry(id).or_default() += 1;
        }
        let asked = date_request::Entity::find()
            .filter(date_request::Column::AssignmentId.is_in(some.iter().copied()))
            .order_by_asc(date_request::Column::Id)
            .all(conn)
            .await
            .map_err(DbError::from)?;
        reasons.extend(asked.into_iter().map(|request| (request.assignment_id, request.reason)));
        let told = event::Entity::find()
            .filter(event::Column::Kind.eq("work"))
            .filter(event::Column::Verb.eq("pause"))
            .filter(event::Column::ObjectId.is_in(some.iter().map(|id| id.uuid())))
            .order_by_asc(event::Column::Id)
            .all(conn)
            .await
            .map_err(DbError::from)?;
        let paused: BTreeSet<Uuid> =
            rows.iter().filter(|row| row.state == State::Paused).map(|row| row.id.uuid()).collect();
        for one in told.into_iter().filter(|one| paused.contains(&one.object_id)) {
            let payload: serde_json::Value = serde_json::from_str(&one.payload).unwrap_or_default();
            if let Some(reason) = payload["reason"].as_str() {
                reasons.insert(one.object_id.into(), reason.to_owned());
            }
        }
    }
    let record = |row: assignment::Model| Record {
        is_late: row.state.is_due() && row.due_on.is_some_and(|due| due < today),
        n_files: files.get(&row.id).copied().unwrap_or(0),
        reason: reasons.get(&row.id).cloned(),
        row,
    };
    Ok(rows.into_iter().map(record).collect())
}

/// How many of a set stand where.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    by_state: HashMap<State, usize>,
    late: usize,
}

impl Tally {
    pub(super) fn add(&mut self, state: State, n: usize, late: usize) {
        *self.by_state.entry(state).or_default() += n;
        self.late += late;
    }

    pub(super) fn put(&self, numbers: &mut Numbers, key: &str, row: &Question) {
        let name = |word: &str| if key.is_empty() { word.to_owned() } else { format!("{key}.{word}") };
        let mut all = 0;
        for state in State::ALL {
            let n = self.by_state.get(state).copied().unwrap_or(0);
            all += n;
            numbers.put(name(state.word()), n, Question::work(&[*state]).within(row));
        }
        numbers.put(name("asked"), all, Question::work(&[]).within(row));
        let late = Question { is_late: true, ..Question::work(&[]) };
        numbers.put(name("late"), self.late, late.within(row));
    }
}

/// The numbers of work that is kept.
async fn work(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    records: &[Record],
    numbers: &mut Numbers,
) -> Result<(), Error> {
    let mut all = Tally::default();
    let mut sources: BTreeMap<(String, Uuid), Tally> = BTreeMap::new();
    let mut by_unit: BTreeMap<UnitId, Tally> = BTreeMap::new();
    for one in records {
        let late = usize::from(one.is_late);
        all.add(one.row.state, 1, late);
        let source = (one.row.source_kind.clone(), one.row.source_id);
        sources.entry(source).or_default().add(one.row.state, 1, late);
        by_unit.entry(one.row.unit_id).or_default().add(one.row.state, 1, late);
    }
    all.put(numbers, "", &Question::default());
    let texts = by_source(conn, &sources, numbers).await?;
    let ids: Vec<UnitId> = by_unit.keys().copied().collect();
    let names = names(conn, &ids, scope.to).await?;
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    numbers.put("units", by_unit.len(), Question::other("units"));
    if by_unit.len() <= UNITS_MAX {
        for (n, (unit, tally)) in by_unit.iter().enumerate() {
            let key = format!("unit.{n}");
            tally.put(numbers, &key, &Question { unit: Some(*unit), ..Question::default() });
            numbers.units.push(Line { key, words: name(*unit) });
        }
    }
    let mut oldest: Vec<&Record> = records.iter().filter(|one| one.is_late).collect();
    oldest.sort_by_key(|one| (one.row.due_on, one.row.id));
    oldest.truncate(LATE_MAX);
    numbers.late = late(conn, scope, &oldest, &texts).await?;
    let n_files: usize = records.iter().map(|one| one.n_files).sum();
    numbers.put("files", n_files, Question::other("files"));
    let plans: BTreeSet<PlanId> = records.iter().map(|one| one.row.plan_id).collect();
    numbers.put("plans", plans.len(), Question::other("plans"));
    figures::count(conn, scope, records, numbers).await
}

pub(super) async fn names(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    on: Day,
) -> Result<HashMap<UnitId, String>, Error> {
    let mut names = HashMap::new();
    for some in units.chunks(IDS_MAX) {
        let refs = units::refs(conn, some, on).await.map_err(DbError::from)?;
        names.extend(refs.into_iter().map(|unit| (unit.id, unit.name)));
    }
    Ok(names)
}

/// Late work as it is listed.
pub(super) async fn late(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    oldest: &[&Record],
    texts: &HashMap<Uuid, String>,
) -> Result<Vec<Late>, Error> {
    let units: Vec<UnitId> = oldest.iter().map(|one| one.row.unit_id).collect();
    let names = names(conn, &units, scope.to).await?;
    let line = |one: &&Record| Late {
        unit: names.get(&one.row.unit_id).cloned().unwrap_or_default(),
        work: texts.get(&one.row.source_id).cloned().unwrap_or_default(),
        due_on: one.row.due_on,
        reason: one.reason.clone(),
    };
    Ok(oldest.iter().map(line).collect())
}

/// The rows of tasks and duties; gives the words of each.
pub(super) async fn by_source(
    conn: &impl ConnectionTrait,
    sources: &BTreeMap<(String, Uuid), Tally>,
    numbers: &mut Numbers,
) -> Result<HashMap<Uuid, String>, Error> {
    let ids = |kind: &str| -> Vec<Uuid> {
        sources.keys().filter(|(of, _)| of == kind).map(|(_, id)| *id).collect()
    };
    let mut texts: HashMap<Uuid, String> = HashMap::new();
    let (mut tasks, mut duties) = (Vec::new(), Vec::new());
    for some in ids("task").chunks(IDS_MAX) {
        let rows = task::Entity::find().filter(task::Column::Id.is_in(some.iter().copied())).all(conn).await;
        tasks.extend(rows.map_err(DbError::from)?);
    }
    for some in ids("duty").chunks(IDS_MAX) {
        let rows = duty::Entity::find().filter(duty::Column::Id.is_in(some.iter().copied())).all(conn).await;
        duties.extend(rows.map_err(DbError::from)?);
    }
    tasks.sort_by_key(|row| (row.plan_id, row.position));
    duties.sort_by_key(|row| (row.plan_id, row.position));
    let tasks = tasks.into_iter().map(|row| ("task", row.id.uuid(), row.title));
    let duties = duties.into_iter().map(|row| ("duty", row.id.uuid(), row.text));
    for (n, (kind, id, words)) in tasks.chain(duties).enumerate() {
        texts.insert(id, words.clone());
        let Some(tally) = sources.get(&(kind.to_owned(), id)) else { continue };
        let key = format!("{kind}.{n}");
        let row = Question { source: Some(id), source_kind: Some(kind.to_owned()), ..Question::default() };
        tally.put(numbers, &key, &row);
        let line = Line { key, words };
        if kind == "task" { numbers.tasks.push(line) } else { numbers.duties.push(line) }
    }
    let (n_tasks, n_duties) = (numbers.tasks.len(), numbers.duties.len());
    let of_kind = |kind: &str| Question { source_kind: Some(kind.to_owned()), ..Question::other("work") };
    numbers.put("tasks", n_tasks, of_kind("task"));
    numbers.put("duties", n_duties, of_kind("duty"));
    Ok(texts)
}

/// Who got the plan: counted by the moments of each delivery, which never change once they are set.
async fn sending(conn: &impl ConnectionTrait, scope: &Scope, numbers: &mut Numbers) -> Result<(), Error> {
    let Some(plan) = scope.plan else { return Ok(()) };
    let found = document::of_plan(plan).one(conn).await.map_err(DbError::from)?;
    let Some(document) = found else { return Ok(()) };
    let rows = delivery::of_document(document.id).all(conn).await.map_err(DbError::from)?;
    let rows: Vec<_> = rows.into_iter().filter(|row| scope.has(row.unit_id)).collect();
    numbers.put("delivered", rows.len(), Question::other("delivered"));
    let n_read = rows.iter().filter(|row| row.read_at.is_some()).count();
    numbers.put("read", n_read, Question::other("read"));
    let n_acknowledged = rows.iter().filter(|row| row.acknowledged_at.is_some()).count();
    numbers.put("acknowledged", n_acknowledged, Question::other("acknowledged"));
    Ok(())
}

/// The review of the same before this one.
async fn before(conn: &impl ConnectionTrait, row: &review::Model) -> Result<Option<Before>, Error> {
    let mut same = review::Entity::find()
        .filter(review::Column::ToOn.lt(row.to_on))
        .filter(review::Column::Id.ne(row.id))
        .filter(review::Column::UnitId.eq(row.unit_id))
        .order_by_desc(review::Column::ToOn)
        .order_by_desc(review::Column::Id);
    same = match row.plan_id {
        Some(plan) => same.filter(review::Column::PlanId.eq(plan)),
        None => same.filter(review::Column::PlanId.is_null()),
    };
    same = match row.about_unit_id {
        Some(unit) => same.filter(review::Column::AboutUnitId.eq(unit)),
        None => same.filter(review::Column::AboutUnitId.is_null()),
    };
    let Some(last) = same.one(conn).await.map_err(DbError::from)? else { return Ok(None) };
    let snapshot = review_snapshot::of_review(last.id)
        .filter(review_snapshot::Column::No.eq(last.snapshot))
        .one(conn)
        .await
        .map_err(DbError::from)?;
    let Some(snapshot) = snapshot else { return Ok(None) };
    let numbers: Numbers = serde_json::from_str(&snapshot.numbers).map_err(Error::unexpected)?;
    Ok(Some(Before { title: last.title, to_on: last.to_on, numbers: numbers.main() }))
}
