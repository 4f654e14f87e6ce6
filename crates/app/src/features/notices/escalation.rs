//! Late work is told further: to the person in charge, to the leader of the unit, to the leader of the unit above, each
//! step once for each deadline, and all that one person must hear in one notice, in the morning of a working day. Work that
//! stands still or waits for an answer about its date is left alone.

use super::actions::{To, Told, hearers, tell};
use super::facts;
use super::kinds::Kind;
use crate::app::App;
use crate::features::units;
use crate::features::work::actions::{doers, short, titles};
use chrono::{Datelike as _, Timelike as _, Weekday};
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{AssignmentId, PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use domain::work::State;
use jobs::{Job, JobError, Run};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, Select,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use tables::{assignment, date_request, escalation, escalation_rule, unit, unit_parent};
use web::args;

/// Its row among the facts of the house.
const KNOWN: &str = "escalation";
/// Assignments and steps looked at together.
const PORTION: usize = 500;
/// Steps of one day; what is left is told the next day. A whole country on its worst morning has fewer.
const STEPS_MAX: usize = 100_000;
/// The page that lists what was told.
const LIST: &str = "/escalation/late";
/// Who hears of the second and third step.
const LEADERS: &[PostKind] = &[PostKind::Leader];

/// How far late work is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Step {
    Officer,
    Leader,
    Above,
}

impl Step {
    const ALL: [Step; 3] = [Step::Officer, Step::Leader, Step::Above];

    const fn word(self) -> &'static str {
        match self {
            Step::Officer => "officer",
            Step::Leader => "leader",
            Step::Above => "above",
        }
    }

    /// Its word in the history of the work.
    const fn verb(self) -> &'static str {
        match self {
            Step::Officer => "escalate_officer",
            Step::Leader => "escalate_leader",
            Step::Above => "escalate_above",
        }
    }
}

/// After how many days late each step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Late work is told at all.
    pub is_on: bool,
    /// To the person in charge.
    pub officer: i32,
    /// To the leader of the unit.
    pub leader: i32,
    /// To the leader of the unit above.
    pub above: i32,
}

impl Days {
    /// As long as nobody has set anything.
    pub const BUILT_IN: Days = Days { is_on: true, officer: 1, leader: 5, above: 10 };

    fn of(rule: &escalation_rule::Model) -> Days {
        let (officer, leader, above) = (rule.officer_days, rule.leader_days, rule.above_days);
        Days { is_on: rule.is_on, officer, leader, above }
    }

    fn reached(self, step: Step, days: i64) -> bool {
        let from = match step {
            Step::Officer => self.officer,
            Step::Leader => self.leader,
            Step::Above => self.above,
        };
        self.is_on && days >= i64::from(from)
    }
}

/// The rule for what `asker` asks of a unit of this kind: the nearer one holds, and what the asking unit says is nearer
/// than what is said of a kind.
fn rule(rules: &[escalation_rule::Model], asker: UnitId, kind: Option<UnitKind>) -> Days {
    let fits = |rule: &&escalation_rule::Model| {
        rule.asker_id.is_none_or(|id| id == asker) && rule.unit_kind.is_none_or(|wanted| Some(wanted) == kind)
    };
    let nearness =
        |rule: &&escalation_rule::Model| (rule.asker_id.is_some(), rule.unit_kind.is_some(), rule.id);
    rules.iter().filter(fits).max_by_key(nearness).map_or(Days::BUILT_IN, Days::of)
}

/// Tells what is late, once a day in the morning of a working day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Escalate {}

/// What the house knows of its own telling.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Known {
    /// The day it began: what was due before that day is not told, or the first morning would tell all of the past.
    since: Day,
    /// The last day that was told through.
    told: Option<Day>,
}

impl Job for Escalate {
    type Context = App;
    const KIND: &'static str = "notices.escalate";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let today = run.now.local_day();
        let Some(known) = facts::read::<Known>(app.db.read(), KNOWN).await? else {
            return Ok(remember(app, run.now, Known { since: today, told: None }).await?);
        };
        if known.told >= Some(today) || !is_time(run.now) {
            return Ok(());
        }
        let steps = reached(app, today, known.since).await?;
        let n = steps.len();
        for portion in portions(by_hearer(app, &steps).await?) {
            let tx = app.db.write().await?;
            for one in &portion {
                tell_one(&tx, run.now, one, &steps).await?;
            }
            tx.commit().await?;
        }
        if n > 0 {
            tracing::info!(n, "late work was told further");
        }
        // What is beyond the limit of a day is told tomorrow.
        Ok(remember(app, run.now, Known { told: Some(today), ..known }).await?)
    }
}

async fn remember(app: &App, now: Moment, known: Known) -> Result<(), DbError> {
    let tx = app.db.write().await?;
    facts::write(&tx, now, KNOWN, &known).await?;
    tx.commit().await
}

/// From eight in the morning to the end of the office's day, from Monday to Friday.
fn is_time(now: Moment) -> bool {
    let is_weekend = matches!(now.local_day().weekday(), Weekday::Sat | Weekday::Sun);
    !is_weekend && (8..17).contains(&now.local_time().hour())
}

/// A step that late work has reached.
#[derive(Debug, Clone)]
struct Reached {
    row: assignment::Model,
    step: Step,
    due: Day,
    days: i64,
    to: Vec<To>,
}

/// Work that is late and that somebody should look after: what is paused, handed in, over or withdrawn is not, nor what
/// waits for the answer about another date.
fn open_and_late(today: Day) -> Select<assignment::Entity> {
    let asked = date_request::Entity::find()
        .select_only()
        .column(date_request::Column::AssignmentId)
        .filter(date_request::Column::State.eq("open"))
        .into_query();
    assignment::Entity::find()
        .filter(assignment::Column::State.is_in([State::Waiting, State::Doing, State::Returned]))
        .filter(assignment::Column::PausedAt.is_null())
        .filter(assignment::Column::DueOn.lt(today))
        .filter(assignment::Column::Id.not_in_subquery(asked))
}

/// The steps that late work has reached and that were not told for its deadline.
async fn reached(app: &App, today: Day, since: Day) -> Result<Vec<Reached>, DbError> {
    let conn = app.db.read();
    let rules = escalation_rule::all().all(conn).await?;
    let (mut steps, mut after): (Vec<Reached>, Option<AssignmentId>) = (Vec::new(), None);
    while steps.len() < STEPS_MAX {
        let mut some =
            open_and_late(today).filter(assignment::Column::DueOn.gte(since)).limit(PORTION as u64);
        some = some.order_by_asc(assignment::Column::Id);
        if let Some(after) = after {
            some = some.filter(assignment::Column::Id.gt(after));
        }
        let rows = some.all(conn).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.id);
        let ids: Vec<AssignmentId> = rows.iter().map(|row| row.id).collect();
        let told = escalation::of(&ids).all(conn).await?;
        let told: HashSet<(AssignmentId, String, Day)> =
            told.into_iter().map(|row| (row.assignment_id, row.step, row.due_on)).collect();
        let units: BTreeSet<UnitId> = rows.iter().map(|row| row.unit_id).collect();
        let units: Vec<UnitId> = units.into_iter().collect();
        let kinds: HashMap<UnitId, UnitKind> =
            unit::by_ids(&units).all(conn).await?.into_iter().map(|row| (row.id, row.kind)).collect();
        let above = parents(conn, &units, today).await?;
        for row in rows {
            let Some(due) = row.due_on else { continue };
            let days = (today - due).num_days();
            let rule = rule(&rules, row.asker_id, kinds.get(&row.unit_id).copied());
            for step in Step::ALL {
                if rule.reached(step, days) && !told.contains(&(row.id, step.word().to_owned(), due)) {
                    let to = meant(step, &row, &above);
                    steps.push(Reached { row: row.clone(), step, due, days, to });
                }
            }
        }
    }
    Ok(steps)
}

/// Who is meant by a step.
fn meant(step: Step, row: &assignment::Model, above: &HashMap<UnitId, BTreeSet<UnitId>>) -> Vec<To> {
    match step {
        Step::Officer => vec![doers(row)],
        Step::Leader => vec![To::Posts(row.unit_id, LEADERS)],
        Step::Above => {
            let parents = above.get(&row.unit_id).into_iter().flatten();
            parents.map(|parent| To::Posts(*parent, LEADERS)).collect()
        }
    }
}

/// What one person must hear, as places in the list of steps.
#[derive(Debug)]
struct Heard {
    person: PersonId,
    steps: Vec<usize>,
    /// All that the person hears today: steps of somebody who hears of thousands are kept in several transactions.
    all: usize,
}

/// Who hears of which steps. What nobody hears is not spent: it is told as soon as somebody takes the post.
async fn by_hearer(app: &App, steps: &[Reached]) -> Result<Vec<Heard>, DbError> {
    let mut heard: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
    for (at, some) in steps.chunks(PORTION).enumerate() {
        let tos: Vec<To> = some.iter().flat_map(|step| step.to.iter().cloned()).collect();
        let mut people = hearers(app.db.read(), &tos).await?.into_iter();
        for (place, step) in some.iter().enumerate() {
            let of_step: BTreeSet<PersonId> = people.by_ref().take(step.to.len()).flatten().collect();
            for person in of_step {
                heard.entry(person).or_default().push(at * PORTION + place);
            }
        }
    }
    let mut all = Vec::new();
    for (person, steps) in heard {
        let n = steps.len();
        all.extend(steps.chunks(PORTION).map(|some| Heard { person, steps: some.to_vec(), all: n }));
    }
    Ok(all)
}

/// What goes into one transaction: some people, no more than a portion of steps.
fn portions(all: Vec<Heard>) -> Vec<Vec<Heard>> {
    let (mut portions, mut n): (Vec<Vec<Heard>>, usize) = (Vec::new(), PORTION);
    for one in all {
        if n + one.steps.len() > PORTION {
            portions.push(Vec::new());
            n = 0;
        }
        n += one.steps.len();
        if let Some(last) = portions.last_mut() {
            last.push(one);
        }
    }
    portions
}

/// Tells one person, after a second look: what was handed in, paused or given another date a moment ago is not told.
async fn tell_one(tx: &WriteTx, now: Moment, one: &Heard, all: &[Reached]) -> Result<(), DbError> {
    let today = now.local_day();
    let steps: Vec<&Reached> = one.steps.iter().filter_map(|at| all.get(*at)).collect();
    let ids: BTreeSet<AssignmentId> = steps.iter().map(|step| step.row.id).collect();
    let rows = open_and_late(today)
        .filter(assignment::Column::Id.is_in(ids))
        .order_by_asc(assignment::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    let still: HashMap<AssignmentId, Option<Day>> =
        rows.into_iter().map(|row| (row.id, row.due_on)).collect();
    let is_still = |step: &&&Reached| still.get(&step.row.id) == Some(&Some(step.due));
    let left: Vec<&Reached> = steps.iter().filter(is_still).copied().collect();
    let Some(told) = notice(tx, now, one, (&left, steps.len())).await? else { return Ok(()) };
    tell(tx, now, &[told]).await?;
    keep(tx, now, &left).await
}

/// One notice for all of it: the latest piece of work by name, the others as a number.
async fn notice(
    tx: &WriteTx,
    now: Moment,
    one: &Heard,
    (left, looked_at): (&[&Reached], usize),
) -> Result<Option<Told>, DbError> {
    let Some(worst) = left.iter().max_by_key(|step| (step.days, step.row.id)) else { return Ok(None) };
    let works: BTreeSet<AssignmentId> = left.iter().map(|step| step.row.id).collect();
    let n = works.len() + (one.all - looked_at);
    let units: BTreeSet<UnitId> = left.iter().map(|step| step.row.unit_id).collect();
    let link = if n == 1 { format!("/work/{}", worst.row.id) } else { LIST.to_owned() };
    let titles = titles(tx, std::slice::from_ref(&worst.row)).await?;
    let names = units::refs(tx, &[worst.row.unit_id], now.local_day()).await?;
    let words = args![
        n = n,
        units = units.len(),
        days = worst.days,
        title = titles.get(&worst.row.source_id).map(|title| short(title)).unwrap_or_default(),
        unit = names.into_iter().next().map(|unit| unit.short).unwrap_or_default(),
    ];
    let told = Told::new(To::Person(one.person), Kind::WorkLate, ("person", one.person), link);
    // Once a day: a run that was cut and begins again tells nobody twice.
    Ok(Some(told.with(words).once(now.local_day().to_string())))
}

/// Keeps the steps, each with a line in the history of its work, unless another hearer's turn has kept them.
async fn keep(tx: &WriteTx, now: Moment, steps: &[&Reached]) -> Result<(), DbError> {
    let ids: Vec<AssignmentId> = steps.iter().map(|step| step.row.id).collect();
    let told = escalation::of(&ids).all(tx).await?;
    let told: HashSet<(AssignmentId, String, Day)> =
        told.into_iter().map(|row| (row.assignment_id, row.step, row.due_on)).collect();
    let is_new = |step: &&&Reached| !told.contains(&(step.row.id, step.step.word().to_owned(), step.due));
    let new: Vec<&Reached> = steps.iter().filter(is_new).copied().collect();
    if new.is_empty() {
        return Ok(());
    }
    let row = |step: &&Reached| escalation::ActiveModel {
        assignment_id: Set(step.row.id),
        step: Set(step.step.word().to_owned()),
        due_on: Set(step.due),
        told_at: Set(now),
    };
    use escalation::Column;
    let once =
        OnConflict::columns([Column::AssignmentId, Column::Step, Column::DueOn]).do_nothing().to_owned();
    escalation::Entity::insert_many(new.iter().map(row)).on_conflict(once).exec_without_returning(tx).await?;
    for step in new {
        let event = NewEvent::new(now, By::HOUSE, step.step.verb(), "work", step.row.id);
        record(tx, event.with(json!({"days": step.days}))).await?;
    }
    Ok(())
}

/// The units right above these, in any line.
async fn parents(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    today: Day,
) -> Result<HashMap<UnitId, BTreeSet<UnitId>>, DbError> {
    let holds = unit::holds_on(unit_parent::Column::ValidFrom, unit_parent::Column::ValidTo, today);
    let rows = unit_parent::of(units).filter(holds).all(conn).await?;
    let mut above: HashMap<UnitId, BTreeSet<UnitId>> = HashMap::new();
    for row in rows {
        if let Some(parent) = row.parent_id {
            above.entry(row.unit_id).or_default().insert(parent);
        }
    }
    Ok(above)
}
