//! Loads a plan with everything that hangs on it, in a fixed number of queries whatever its size.

use crate::app::App;
use crate::features::units;
use domain::ids::{DutyId, PlanId, TaskId, UnitId};
use domain::time::Day;
use std::collections::HashMap;
use tables::{duty, duty_unit, plan, plan_issuer, task, task_unit};
use web::Error;

/// A unit as a plan names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As printed.
    pub printed: String,
    /// The unit it stands for.
    pub unit: Option<UnitId>,
}

/// Tasks and duties with their units.
#[derive(Debug)]
pub struct Work {
    /// Tasks in order.
    pub tasks: Vec<task::Model>,
    /// Duties in order.
    pub duties: Vec<duty::Model>,
    leads: HashMap<TaskId, Vec<Named>>,
    cooperating: HashMap<TaskId, Vec<Named>>,
    bound: HashMap<DutyId, Vec<Named>>,
    with: HashMap<DutyId, Vec<Named>>,
}

impl Work {
    /// Loads tasks, duties and their units.
    pub async fn load(app: &App, plan: PlanId) -> Result<Work, Error> {
        let db = app.db.read();
        let tasks = task::of_plan(plan).all(db).await.map_err(db::DbError::from)?;
        let duties = duty::of_plan(plan).all(db).await.map_err(db::DbError::from)?;
        let task_units = task_unit::of_plan(plan).all(db).await.map_err(db::DbError::from)?;
        let duty_units = duty_unit::of_plan(plan).all(db).await.map_err(db::DbError::from)?;
        let mut work = Work {
            tasks,
            duties,
            leads: HashMap::new(),
            cooperating: HashMap::new(),
            bound: HashMap::new(),
            with: HashMap::new(),
        };
        for row in task_units {
            let list = if row.role == "lead" { &mut work.leads } else { &mut work.cooperating };
            list.entry(row.task_id).or_default().push(Named { printed: row.printed, unit: row.unit_id });
        }
        for row in duty_units {
            let list = if row.role == "bound" { &mut work.bound } else { &mut work.with };
            list.entry(row.duty_id).or_default().push(Named { printed: row.printed, unit: row.unit_id });
        }
        Ok(work)
    }

    /// Who leads a task.
    pub fn leads(&self, task: TaskId) -> &[Named] {
        self.leads.get(&task).map_or(&[], Vec::as_slice)
    }

    /// Who cooperates in a task.
    pub fn cooperating(&self, task: TaskId) -> &[Named] {
        self.cooperating.get(&task).map_or(&[], Vec::as_slice)
    }

    /// Who is bound by a duty.
    pub fn bound(&self, duty: DutyId) -> &[Named] {
        self.bound.get(&duty).map_or(&[], Vec::as_slice)
    }

    /// With whom.
    pub fn with(&self, duty: DutyId) -> &[Named] {
        self.with.get(&duty).map_or(&[], Vec::as_slice)
    }

    /// Every unit that is named and known.
    pub fn units(&self) -> Vec<UnitId> {
        let lists = self
            .leads
            .values()
            .chain(self.cooperating.values())
            .chain(self.bound.values())
            .chain(self.with.values());
        let mut ids: Vec<UnitId> = lists.flatten().filter_map(|n| n.unit).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Names of units on the day of the plan.
#[derive(Debug, Default)]
pub struct Names {
    by_id: HashMap<UnitId, (String, String)>,
}

impl Names {
    /// Loads full and short names.
    pub async fn load(app: &App, ids: &[UnitId], on: Day) -> Result<Names, Error> {
        let refs = units::refs(app.db.read(), ids, on).await.map_err(db::DbError::from)?;
        Ok(Names { by_id: refs.into_iter().map(|r| (r.id, (r.name, r.short))).collect() })
    }

    /// The whole name; as printed when the unit is not known.
    pub fn full<'a>(&'a self, named: &'a Named) -> &'a str {
        named.unit.and_then(|id| self.by_id.get(&id)).map_or(named.printed.as_str(), |(full, _)| full)
    }

    /// The short name; as printed when the unit is not known.
    pub fn short<'a>(&'a self, named: &'a Named) -> &'a str {
        named.unit.and_then(|id| self.by_id.get(&id)).map_or(named.printed.as_str(), |(_, short)| short)
    }

    /// Whether the unit is known.
    pub fn knows(&self, named: &Named) -> bool {
        named.unit.is_some_and(|id| self.by_id.contains_key(&id))
    }
}

/// The day on which names of units are read: that of the document, else of its first work, else today.
pub fn day_of(plan: &plan::Model, today: Day) -> Day {
    plan.issued_on
        .or(plan.starts_on)
        .or_else(|| plan.year.and_then(|y| Day::from_ymd_opt(y, 6, 30)))
        .unwrap_or(today)
}

/// The issuers.
pub async fn issuers(app: &App, plan: PlanId) -> Result<Vec<Named>, Error> {
    let rows = plan_issuer::of_plan(plan).all(app.db.read()).await.map_err(db::DbError::from)?;
    Ok(rows.into_iter().map(|r| Named { printed: r.printed, unit: r.unit_id }).collect())
}
