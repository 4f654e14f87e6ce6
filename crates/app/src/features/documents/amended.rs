//! Whom a change of a plan goes to, before it is in force: the names that the plan will print.

use super::addresses::{Names, Share, Use};
use super::errors::DocumentError;
use domain::ids::{DutyId, PlanId, TaskId, UnitId};
use draft::{Draft, Kind, Value};
use reader::plan::RecipientKind;
use sea_orm::ConnectionTrait;
use tables::{address, amendment, duty, task};
use uuid::Uuid;

/// The names of a plan as a change will print them, with what people said of names of the plan.
pub async fn names(conn: &impl ConnectionTrait, change: &amendment::Model) -> Result<Names, DocumentError> {
    match &change.draft {
        Some(content) => of_draft(conn, change.plan_id, content).await,
        None => Ok(Names::none()),
    }
}

/// The names of the plan as it was before a change.
pub async fn names_before(
    conn: &impl ConnectionTrait,
    change: &amendment::Model,
) -> Result<Names, DocumentError> {
    of_draft(conn, change.plan_id, &change.before).await
}

async fn of_draft(conn: &impl ConnectionTrait, plan: PlanId, content: &str) -> Result<Names, DocumentError> {
    let draft: Draft = serde_json::from_str(content)?;
    let ids = Ids::of(conn, plan).await?;
    let unit = |printed: &str| -> Option<UnitId> { draft.unit(printed)?.chosen.as_ref()?.unit.parse().ok() };
    let mut names = Names::none();
    for (at, item) in Kind::ALL.into_iter().flat_map(|kind| draft.of(kind)).enumerate() {
        let id = ids.of_item(at, &item.path);
        let mut add = |all: &[String], used: Use| {
            for printed in all {
                names.add(printed, unit(printed), used.clone());
            }
        };
        match &item.value {
            Value::Recipient(one) if one.kind != RecipientKind::Archive => {
                add(std::slice::from_ref(&one.name), Use::Recipient(one.purpose.clone()));
            }
            Value::Task(task) => {
                add(&task.lead_units, Use::Work(Share::LeadsTask(TaskId::from(id))));
                add(&task.coop_units, Use::Work(Share::HelpsTask(TaskId::from(id))));
            }
            Value::Duty(duty) => {
                add(&duty.units, Use::Work(Share::BoundBy(DutyId::from(id))));
                add(&duty.with_units, Use::Work(Share::HelpsDuty(DutyId::from(id))));
            }
            _ => {}
        }
    }
    names.said(&address::of_plan(plan).all(conn).await?);
    Ok(names)
}

/// The rows of a plan by the item they came from.
struct Ids(Vec<(String, Uuid)>);

impl Ids {
    async fn of(conn: &impl ConnectionTrait, plan: PlanId) -> Result<Ids, DocumentError> {
        let tasks = task::of_plan(plan).all(conn).await?.into_iter().map(|row| (row.item, row.id.uuid()));
        let duties = duty::of_plan(plan).all(conn).await?.into_iter().map(|row| (row.item, row.id.uuid()));
        Ok(Ids(tasks.chain(duties).filter_map(|(item, id)| Some((item?, id))).collect()))
    }

    /// The row of an item; for one that has none yet an id that is no row's, so that it counts as one.
    fn of_item(&self, at: usize, path: &str) -> Uuid {
        let known = self.0.iter().find(|(item, _)| item == path).map(|(_, id)| *id);
        known.unwrap_or_else(|| Uuid::from_u128(at as u128 + 1))
    }
}
