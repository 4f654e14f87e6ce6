//! Clauses of a plan whose words ask units below for their own plan or a person in charge: proposals for the form, each
//! with its words and whom it seems to be for. A person confirms.

use crate::features::units;
use domain::cascade::{Asked, asked};
use domain::ids::{PlanId, UnitId};
use domain::time::Day;
use domain::units::UnitKind;
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::BTreeSet;
use tables::{cascade, duty, duty_unit, task, task_unit};
use uuid::Uuid;

/// Names of sets begin so, folded: a single unit that is bound asks others, it is not asked itself.
const SETS: [&str; 6] = ["cac ", "nhung ", "moi ", "toan the ", "tat ca ", "phong "];

/// A clause of the plan.
#[derive(Debug, Clone)]
pub struct Clause {
    /// task or duty.
    pub kind: &'static str,
    /// Which.
    pub id: Uuid,
    /// Its words.
    pub text: String,
    /// Its line.
    pub line: i32,
    /// The printed names of the units it binds.
    pub names: Vec<String>,
    /// The last day in it.
    pub due_on: Option<Day>,
}

/// A proposal.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The clause.
    pub clause: Clause,
    /// What it asks.
    pub asked: Asked,
    /// The printed name that seems to be asked.
    pub printed: Option<String>,
}

/// The clauses of a plan in order, duties first: organisation stands in them.
pub async fn clauses(conn: &impl ConnectionTrait, plan: PlanId) -> Result<Vec<Clause>, DbErr> {
    let bound = duty_unit::of_plan(plan).all(conn).await?;
    let leads = task_unit::of_plan(plan).all(conn).await?;
    let mut clauses = Vec::new();
    for row in duty::of_plan(plan).all(conn).await? {
        let names = bound.iter().filter(|unit| unit.duty_id == row.id && unit.role == "bound");
        clauses.push(Clause {
            kind: "duty",
            id: row.id.uuid(),
            names: names.map(|unit| unit.printed.clone()).collect(),
            text: row.text,
            line: row.first_line,
            due_on: row.ends_on,
        });
    }
    for row in task::of_plan(plan).all(conn).await? {
        let names = leads.iter().filter(|unit| unit.task_id == row.id && unit.role == "lead");
        clauses.push(Clause {
            kind: "task",
            id: row.id.uuid(),
            names: names.map(|unit| unit.printed.clone()).collect(),
            text: row.title,
            line: row.first_line,
            due_on: row.ends_on,
        });
    }
    Ok(clauses)
}

/// The clauses that ask and are not asked for yet. Kinds that nobody below has are not proposed.
pub async fn proposals(
    conn: &impl ConnectionTrait,
    clauses: &[Clause],
    known: &[cascade::Model],
    (within, on): (Option<UnitId>, Day),
) -> Result<Vec<Proposal>, DbErr> {
    let is_known = |clause: &Clause| known.iter().any(|row| row.source_id == Some(clause.id));
    let asking: Vec<(&Clause, Asked)> = clauses
        .iter()
        .filter(|clause| !is_known(clause))
        .filter_map(|clause| Some((clause, asked(&clause.text)?)))
        .collect();
    let kinds: BTreeSet<UnitKind> =
        asking.iter().flat_map(|(_, asked)| asked.kinds.iter().copied()).collect();
    let kinds: Vec<UnitKind> = kinds.into_iter().collect();
    // One walk for all of them: the tree below a ministry has fifty thousand units.
    let there = units::kinds_below(conn, within, &kinds, on).await?;
    let mut found = Vec::new();
    for (clause, mut asked) in asking {
        asked.kinds.retain(|kind| there.contains(kind));
        let is_set = |name: &&String| {
            let folded = domain::text::key(name);
            SETS.iter().any(|set| folded.starts_with(set))
        };
        let printed = clause.names.iter().find(is_set).cloned();
        found.push(Proposal { clause: clause.clone(), printed, asked });
    }
    Ok(found)
}
