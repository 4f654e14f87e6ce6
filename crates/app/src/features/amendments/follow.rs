//! After a change is in force: the work that units have follows the plan, in portions, and however often it is asked.

use super::actions;
use super::errors::AmendmentError;
use crate::app::App;
use crate::features::plans::actions::last_day;
use crate::features::work::actions::{self as work, Assigned, Fate};
use db::events::By;
use domain::ids::{AssignmentId, UnitId};
use domain::time::{Day, Moment};
use domain::work::{Role, State};
use draft::{Draft, Value};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tables::{amendment, assignment, duty, task};
use uuid::Uuid;

/// Assignments of one transaction.
const PORTION: u64 = 500;

/// Who is asked for what after a change.
#[derive(Debug, Default)]
pub struct Asked {
    /// As what; a unit that is named twice leads, if it leads at all.
    roles: BTreeMap<(UnitId, Uuid), Role>,
    /// What the plan did not ask before.
    new: BTreeSet<(UnitId, Uuid)>,
}

impl Asked {
    /// What the plan asks now, beside what it asked before the change.
    pub fn new(now: Vec<Assigned>, before: &[Assigned]) -> Asked {
        let mut roles: BTreeMap<(UnitId, Uuid), Role> = BTreeMap::new();
        for one in now {
            let role = roles.entry((one.unit, one.source.uuid())).or_insert(one.role);
            if one.role == Role::Lead {
                *role = Role::Lead;
            }
        }
        let was: BTreeSet<(UnitId, Uuid)> = before.iter().map(|one| (one.unit, one.source.uuid())).collect();
        Asked { new: roles.keys().filter(|key| !was.contains(key)).copied().collect(), roles }
    }

    /// What becomes of an assignment, in the order in which it is done.
    fn fates(&self, row: &Row, days: &Days) -> Vec<Fate> {
        let (_, unit, source, period, role, state) = row;
        let Some(wanted) = self.roles.get(&(*unit, *source)) else {
            return if *state == State::Withdrawn { Vec::new() } else { vec![Fate::Ends] };
        };
        let mut fates = Vec::new();
        if *state == State::Withdrawn {
            // What somebody withdrew for one unit stays so; what the plan asks anew is asked again.
            if !self.new.contains(&(*unit, *source)) {
                return fates;
            }
            fates.push(Fate::Returns);
        }
        if role != wanted {
            fates.push(Fate::Turns { to: *wanted });
        }
        match days.get(source) {
            // What comes again has its own days, by the rule that is printed.
            Some((from, to)) if period.is_empty() && from != to => {
                fates.push(Fate::Moves { from: *from, to: *to });
            }
            _ => {}
        }
        fates
    }
}

/// The day that stands in the plan for each task and duty: before the change, and now.
type Days = HashMap<Uuid, (Option<Day>, Option<Day>)>;

/// Lets all open work of the plan follow it.
pub async fn follow(
    app: &App,
    (now, by): (Moment, By),
    change: &amendment::Model,
    asked: &Asked,
    symbol: &str,
) -> Result<(), AmendmentError> {
    let days = days(app, change).await?;
    let mut after: Option<AssignmentId> = None;
    loop {
        let some = portion(app, change, after).await?;
        let Some((last, ..)) = some.last() else { break };
        after = Some(*last);
        let fates: BTreeMap<AssignmentId, Vec<Fate>> = some
            .iter()
            .map(|row| (row.0, asked.fates(row, &days)))
            .filter(|(_, fates)| !fates.is_empty())
            .collect();
        if fates.is_empty() {
            continue;
        }
        let tx = app.db.write().await?;
        let moved = work::follow(&tx, now, by, &fates, symbol)
            .await
            .map_err(crate::features::documents::DocumentError::from)?;
        actions::count(&tx, change.id, moved).await?;
        tx.commit().await?;
    }
    Ok(())
}

type Row = (AssignmentId, UnitId, Uuid, String, Role, State);

/// The next assignments of the plan that are not done, in order of id.
async fn portion(
    app: &App,
    change: &amendment::Model,
    after: Option<AssignmentId>,
) -> Result<Vec<Row>, AmendmentError> {
    use assignment::Column;
    let mut select = assignment::Entity::find()
        .select_only()
        .columns([Column::Id, Column::UnitId, Column::SourceId, Column::Period, Column::Role, Column::State])
        .filter(Column::PlanId.eq(change.plan_id))
        .filter(Column::State.ne(State::Done))
        .order_by_asc(Column::Id)
        .limit(PORTION);
    if let Some(after) = after {
        select = select.filter(Column::Id.gt(after));
    }
    Ok(select.into_tuple().all(app.db.read()).await?)
}

/// What the plan said of days, and what it says now.
async fn days(app: &App, change: &amendment::Model) -> Result<Days, AmendmentError> {
    let before: Draft = serde_json::from_str(&change.before)?;
    let stood: HashMap<&str, Option<Day>> = before
        .items
        .iter()
        .filter(|item| !item.removed)
        .filter_map(|item| match &item.value {
            Value::Task(task) => Some((item.path.as_str(), task.time.as_ref().and_then(last_day))),
            Value::Duty(duty) => Some((item.path.as_str(), duty.deadline.as_ref().and_then(last_day))),
            _ => None,
        })
        .collect();
    let conn = app.db.read();
    let tasks = task::of_plan(change.plan_id).all(conn).await?.into_iter();
    let duties = duty::of_plan(change.plan_id).all(conn).await?.into_iter();
    let tasks = tasks.map(|row| (row.id.uuid(), row.item, row.ends_on));
    let all = tasks.chain(duties.map(|row| (row.id.uuid(), row.item, row.ends_on)));
    Ok(all.filter_map(|(id, item, now)| Some((id, (*stood.get(item?.as_str())?, now)))).collect())
}
