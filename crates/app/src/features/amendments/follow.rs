//! After a change is in force: the work that units have follows the plan, in portions, and however often it is asked.

use super::actions;
use super::errors::AmendmentError;
use crate::app::App;
use crate::features::plans::actions::last_day;
use crate::features::work::actions::{self as work, Fate, Source};
use db::events::By;
use domain::ids::{AssignmentId, UnitId};
use domain::time::{Day, Moment};
use domain::work::State;
use draft::{Draft, Value};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tables::{amendment, assignment, duty, task};
use uuid::Uuid;

/// Assignments of one transaction.
const PORTION: u64 = 500;

/// Who is asked for what after the change.
pub type Asked = BTreeSet<(UnitId, Source)>;

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
    let wanted: BTreeSet<(UnitId, Uuid)> =
        asked.iter().map(|(unit, source)| (*unit, source.uuid())).collect();
    let mut after: Option<AssignmentId> = None;
    loop {
        let some = portion(app, change, after).await?;
        let Some((last, ..)) = some.last() else { break };
        after = Some(*last);
        let fates: BTreeMap<AssignmentId, Fate> = some
            .iter()
            .filter_map(|(id, unit, source, period)| {
                let fate = match days.get(source) {
                    _ if !wanted.contains(&(*unit, *source)) => Fate::Ends,
                    // What comes again has its own days, by the rule that is printed.
                    Some((from, to)) if period.is_empty() && from != to => {
                        Fate::Moves { from: *from, to: *to }
                    }
                    _ => return None,
                };
                Some((*id, fate))
            })
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

type Row = (AssignmentId, UnitId, Uuid, String);

/// The next open assignments of the plan, in order of id.
async fn portion(
    app: &App,
    change: &amendment::Model,
    after: Option<AssignmentId>,
) -> Result<Vec<Row>, AmendmentError> {
    use assignment::Column;
    let mut select = assignment::Entity::find()
        .select_only()
        .columns([Column::Id, Column::UnitId, Column::SourceId, Column::Period])
        .filter(Column::PlanId.eq(change.plan_id))
        .filter(Column::State.is_not_in([State::Done, State::Withdrawn]))
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
