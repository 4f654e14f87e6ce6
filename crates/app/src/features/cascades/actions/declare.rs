//! A question is declared on a plan, goes to its units when the plan is issued, and can be taken back.

use super::super::opening::OpenCascade;
use super::super::sums;
use super::CascadeError;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::cascade::Wish;
use domain::ids::{CascadeAnswerId, CascadeId, DutyId, PlanId, TaskId, UnitId};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::cascade::{self, State};
use tables::{cascade_answer, plan};
use uuid::Uuid;

/// The clause that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The plan as a whole.
    Plan,
    /// A task of its roadmap.
    Task(TaskId),
    /// A duty.
    Duty(DutyId),
}

impl Source {
    /// The word stored.
    pub const fn kind(self) -> &'static str {
        match self {
            Source::Plan => "plan",
            Source::Task(_) => "task",
            Source::Duty(_) => "duty",
        }
    }

    /// The id stored.
    pub fn uuid(self) -> Option<Uuid> {
        match self {
            Source::Plan => None,
            Source::Task(id) => Some(id.uuid()),
            Source::Duty(id) => Some(id.uuid()),
        }
    }
}

/// Whom a question is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The units behind a printed name of the plan.
    Name(String),
    /// All units of these kinds below a unit.
    Group(UnitId, Vec<UnitKind>),
    /// These units.
    Units(Vec<UnitId>),
}

impl Target {
    /// As it stands in a row: word, printed name, unit above, kinds or ids.
    fn columns(&self) -> (&'static str, Option<String>, Option<UnitId>, String) {
        match self {
            Target::Name(printed) => ("name", Some(printed.clone()), None, String::new()),
            Target::Group(within, kinds) => {
                let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
                ("group", None, Some(*within), codes.join(","))
            }
            Target::Units(units) => {
                let ids: Vec<String> = units.iter().map(ToString::to_string).collect();
                ("units", None, None, ids.join(","))
            }
        }
    }

    /// From a row.
    pub fn of_row(row: &cascade::Model) -> Option<Target> {
        let parts = row.chosen.split(',').filter(|part| !part.is_empty());
        Some(match row.target.as_str() {
            "name" => Target::Name(row.printed.clone()?),
            "group" => Target::Group(row.within_id?, parts.filter_map(UnitKind::parse).collect()),
            "units" => Target::Units(parts.filter_map(|id| id.parse().ok()).collect()),
            _ => return None,
        })
    }
}

/// A question to be declared.
#[derive(Debug, Clone)]
pub struct New {
    /// The plan.
    pub plan: PlanId,
    /// Who asks.
    pub asker: UnitId,
    /// What for.
    pub wish: Wish,
    /// By when.
    pub due_on: Option<Day>,
    /// Which clause.
    pub source: Source,
    /// Its words.
    pub quote: String,
    /// Its line; 0 for the plan as a whole.
    pub line: i32,
    /// Of whom.
    pub target: Target,
    /// The answer that is passed on by it.
    pub above: Option<CascadeAnswerId>,
}

/// Declares a question. On a plan that was issued it goes to the units at once.
pub async fn declare(tx: &WriteTx, now: Moment, by: By, new: New) -> Result<CascadeId, CascadeError> {
    // Held until the end: a plan that is being issued at this moment either lists this question or is seen as issued.
    let held = plan::by_id(new.plan).lock_shared().one(tx).await?.ok_or(CascadeError::Gone)?;
    let state = held.state;
    if state == "recalled" {
        return Err(CascadeError::NotIssued);
    }
    let id: CascadeId = tx.new_id(now);
    let root = match new.above {
        Some(above) => {
            let answer = cascade_answer::by_id(above).one(tx).await?.ok_or(CascadeError::Gone)?;
            let question = sums::lock(tx, answer.cascade_id).await?;
            if !matches!(question.state, State::Opening | State::Open) {
                return Err(CascadeError::NotAsked);
            }
            question.root_id
        }
        None => id,
    };
    let (target, printed, within, chosen) = new.target.columns();
    let same = cascade::of_plan(new.plan)
        .filter(cascade::Column::State.is_in([State::Declared, State::Opening, State::Open]))
        .filter(cascade::Column::AskerId.eq(new.asker));
    let is_same = |row: &cascade::Model| {
        row.above_id == new.above
            && row.source_id == new.source.uuid()
            && (row.wants_plan, row.wants_person) == (new.wish.plan, new.wish.person)
            && (row.target.as_str(), &row.printed, row.within_id, &row.chosen)
                == (target, &printed, within, &chosen)
    };
    if same.all(tx).await?.iter().any(is_same) {
        return Err(CascadeError::Twice);
    }
    let row = cascade::ActiveModel {
        id: Set(id),
        plan_id: Set(new.plan),
        asker_id: Set(new.asker),
        root_id: Set(root),
        above_id: Set(new.above),
        state: Set(State::Declared),
        wants_plan: Set(new.wish.plan),
        wants_person: Set(new.wish.person),
        due_on: Set(new.due_on),
        source_kind: Set(new.source.kind().to_owned()),
        source_id: Set(new.source.uuid()),
        quote: Set(new.quote),
        line: Set(new.line),
        target: Set(target.to_owned()),
        printed: Set(printed),
        within_id: Set(within),
        chosen: Set(chosen),
        kind: Set(None),
        n_units: Set(0),
        n_asked: Set(0),
        n_tree: Set(0),
        n_tree_done: Set(0),
        reminded_at: Set(None),
        n_reminded: Set(0),
        n_to_remind: Set(None),
        person_id: Set(by.person),
        created_at: Set(now),
        opened_at: Set(None),
    };
    cascade::Entity::insert(row).exec_without_returning(tx).await?;
    let told = json!({"cascade": id, "wants_plan": new.wish.plan, "wants_person": new.wish.person});
    record(tx, NewEvent::new(now, by, "declare", "plan", new.plan).with(told)).await?;
    if state == "issued" {
        open_one(tx, now, by, id).await?;
    }
    Ok(id)
}

/// The plan was issued: what was declared on it goes to the units. Called at the end of the issuing job; a repeated call
/// asks nothing twice.
pub async fn open(tx: &WriteTx, now: Moment, by: By, plan: PlanId) -> Result<(), CascadeError> {
    let declared = cascade::of_plan(plan).filter(cascade::Column::State.eq(State::Declared)).all(tx).await?;
    for row in declared {
        open_one(tx, now, by, row.id).await?;
    }
    Ok(())
}

/// Sends one declared question on its way: a job asks the units.
pub async fn open_one(tx: &WriteTx, now: Moment, by: By, id: CascadeId) -> Result<(), CascadeError> {
    let before = sums::lock(tx, id).await?;
    if before.state != State::Declared {
        return Err(CascadeError::AskedAlready);
    }
    let mut row = before.into_active_model();
    row.state = Set(State::Opening);
    row.opened_at = Set(Some(now));
    row.update(tx).await?;
    jobs::enqueue(tx, now, &OpenCascade { cascade: id, person: by.person, post: by.post })
        .await
        .map_err(CascadeError::Db)?;
    Ok(())
}
