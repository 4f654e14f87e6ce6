//! Counting: everything a review says in numbers, from the database, in one look. The work it counted is kept as it stood
//! when there is not too much of it, so that each number goes on opening to the same rows while work goes on.

use super::numbers::{Before, Figure, Late, Line, Numbers, Question, printed};
use crate::features::units;
use db::DbError;
use domain::ids::{AssignmentId, PlanId, UnitId};
use domain::time::{Day, Moment};
use domain::work::State;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tables::{
    assignment, budget_line, date_request, delivery, document, duty, event, evidence, review,
    review_snapshot, task, work_report,
};
use uuid::Uuid;
use web::Error;

/// Pieces of work that a snapshot keeps as they stood. More are counted by the database and not kept.
pub const RECORDS_MAX: u64 = 20_000;
/// Units that get a row of their own.
pub const UNITS_MAX: usize = 200;
/// Late work that is listed.
pub const LATE_MAX: usize = 200;
/// Ids of one question.
const IDS_MAX: usize = 2_000;

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

    /// The work of the period: asked by its last day, and not over before its first.
    fn select(&self) -> Select<assignment::Entity> {
        let begin = Moment::start_of(self.from);
        let lives = Condition::any()
            .add(assignment::Column::DoneAt.is_null())
            .add(assignment::Column::DoneAt.gte(begin));
        let mut select = assignment::Entity::find()
            .filter(assignment::Column::AskedOn.lte(self.to))
            .filter(lives)
            .order_by_asc(assignment::Column::Id);
        if let Some(plan) = self.plan {
            select = select.filter(assignment::Column::PlanId.eq(plan));
        }
        if let Some(units) = self.units.as_ref().filter(|units| units.len() <= IDS_MAX) {
            select = select.filter(assignment::Column::UnitId.is_in(units.iter().copied()));
        }
        select
    }

    fn has(&self, unit: UnitId) -> bool {
        self.units.as_ref().is_none_or(|units| units.contains(&unit))
    }
}

/// Counts everything.
pub async fn count(conn: &impl ConnectionTrait, row: &review::Model, now: Moment) -> Result<Counted, Error> {
    let today = now.local_day();
    let scope = Scope::of(conn, row, today).await?;
    let n_rows = scope.select().count(conn).await.map_err(DbError::from)?;
    let mut numbers = Numbers::default();
    let records = if n_rows <= RECORDS_MAX {
        let rows = scope.select().all(conn).await.map_err(DbError::from)?;
        let rows: Vec<assignment::Model> = rows.into_iter().filter(|row| scope.has(row.unit_id)).collect();
        Some(records(conn, rows, today).await?)
    } else {
        None
    };
    match &records {
        Some(records) => work(conn, &scope, records, &mut numbers).await?,
        None => large(conn, &scope, today, &mut numbers).await?,
    }
    let asked = numbers.value("asked") - numbers.value("withdrawn");
    let percent = if asked > 0 { numbers.value("done") * 100 / asked } else { 0 };
    numbers.put("percent_done", percent, Question::work(&[State::Done]));
    sending(conn, &scope, &mut numbers).await?;
    if let Some(plan) = row.plan_id {
        let lines = budget_line::of_plan(plan).all(conn).await.map_err(DbError::from)?;
        numbers.budget = lines.into_iter().map(|line| line.text).collect();
    }
    numbers.before = before(conn, row).await?;
    Ok(Counted { numbers, records })
}

async fn records(
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
struct Tally {
    by_state: HashMap<State, usize>,
    late: usize,
}

impl Tally {
    fn add(&mut self, state: State, n: usize, late: usize) {
        *self.by_state.entry(state).or_default() += n;
        self.late += late;
    }

    fn put(&self, numbers: &mut Numbers, key: &str, row: &Question) {
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
    let mut names: HashMap<UnitId, String> = HashMap::new();
    for some in ids.chunks(IDS_MAX) {
        let refs = units::refs(conn, some, scope.to).await.map_err(DbError::from)?;
        names.extend(refs.into_iter().map(|unit| (unit.id, unit.name)));
    }
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    numbers.put("units", by_unit.len(), Question::other("units"));
    if by_unit.len() <= UNITS_MAX {
        for (n, (unit, tally)) in by_unit.iter().enumerate() {
            let key = format!("unit.{n}");
            tally.put(numbers, &key, &Question { unit: Some(*unit), ..Question::default() });
            numbers.units.push(Line { key, words: name(*unit) });
        }
    }
    let mut late: Vec<&Record> = records.iter().filter(|one| one.is_late).collect();
    late.sort_by_key(|one| (one.row.due_on, one.row.id));
    numbers.late = late
        .into_iter()
        .take(LATE_MAX)
        .map(|one| Late {
            unit: name(one.row.unit_id),
            work: texts.get(&one.row.source_id).cloned().unwrap_or_default(),
            due_on: one.row.due_on,
            reason: one.reason.clone(),
        })
        .collect();
    let n_files: usize = records.iter().map(|one| one.n_files).sum();
    numbers.put("files", n_files, Question::other("files"));
    let plans: BTreeSet<PlanId> = records.iter().map(|one| one.row.plan_id).collect();
    numbers.put("plans", plans.len(), Question::other("plans"));
    figures(conn, scope, records, numbers).await
}

/// The rows of tasks and duties; gives the words of each.
async fn by_source(
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

/// Sums of the figures in the last report of each piece of work, and how many reports the period has.
async fn figures(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    records: &[Record],
    numbers: &mut Numbers,
) -> Result<(), Error> {
    let ids: Vec<AssignmentId> = records.iter().map(|one| one.row.id).collect();
    let (begin, end) =
        (Moment::start_of(scope.from), Moment::start_of(scope.to.succ_opt().unwrap_or(scope.to)));
    let (mut last, mut n_reports): (HashMap<AssignmentId, String>, usize) = Default::default();
    for some in ids.chunks(IDS_MAX) {
        let reports = work_report::Entity::find()
            .filter(work_report::Column::AssignmentId.is_in(some.iter().copied()))
            .filter(work_report::Column::CreatedAt.gte(begin))
            .filter(work_report::Column::CreatedAt.lt(end))
            .order_by_asc(work_report::Column::Id)
            .all(conn)
            .await
            .map_err(DbError::from)?;
        n_reports += reports.len();
        last.extend(reports.into_iter().map(|report| (report.assignment_id, report.figures)));
    }
    numbers.put("reports", n_reports, Question::other("reports"));
    let mut sums: BTreeMap<String, (String, i64, usize)> = BTreeMap::new();
    for figures in last.values() {
        let pairs: Vec<(String, String)> = serde_json::from_str(figures).unwrap_or_default();
        for (name, value) in pairs {
            // Whole numbers only: what else was typed is a remark, not a sum.
            let digits: String = value.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
            let Ok(value) = digits.parse::<i64>() else { continue };
            let sum = sums.entry(domain::text::key(&name)).or_insert((name, 0, 0));
            sum.1 = sum.1.saturating_add(value);
            sum.2 += 1;
        }
    }
    numbers.figures = sums
        .into_values()
        .map(|(name, sum, n_reports)| Figure { name, value: printed(sum), n_reports })
        .collect();
    Ok(())
}

/// Work of which there is too much to keep: counted by the database, task by task and duty by duty.
async fn large(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    today: Day,
    numbers: &mut Numbers,
) -> Result<(), Error> {
    use assignment::Column;
    // Units in their thousands do not fit into one question, and counting others with them would be wrong.
    if scope.units.as_ref().is_some_and(|units| units.len() > IDS_MAX) {
        return Err(Error::conflict("reviews-too-large"));
    }
    let grouped = |mut select: Select<assignment::Entity>| {
        sea_orm::QuerySelect::query(&mut select).clear_order_by();
        select
            .select_only()
            .columns([Column::SourceKind, Column::SourceId, Column::State])
            .column_as(Column::Id.count(), "n")
            .group_by(Column::SourceKind)
            .group_by(Column::SourceId)
            .group_by(Column::State)
            .into_tuple::<(String, Uuid, State, i64)>()
    };
    let (mut all, mut sources): (Tally, BTreeMap<(String, Uuid), Tally>) = Default::default();
    for (kind, id, state, n) in grouped(scope.select()).all(conn).await.map_err(DbError::from)? {
        let n = usize::try_from(n).unwrap_or(0);
        all.add(state, n, 0);
        sources.entry((kind, id)).or_default().add(state, n, 0);
    }
    let due = [State::Waiting, State::Doing, State::Returned];
    let late = scope.select().filter(Column::DueOn.lt(today)).filter(Column::State.is_in(due));
    for (kind, id, state, n) in grouped(late).all(conn).await.map_err(DbError::from)? {
        let n = usize::try_from(n).unwrap_or(0);
        all.add(state, 0, n);
        sources.entry((kind, id)).or_default().add(state, 0, n);
    }
    all.put(numbers, "", &Question::default());
    by_source(conn, &sources, numbers).await?;
    Ok(())
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
