//! Whose money is: a line is of the unit that pays, read from above and by the unit that keeps the plan; its estimate is
//! written by that unit; an entry is of the unit that wrote it. While a plan is a draft, its money is a draft too.

use crate::app::App;
use crate::features::plans::{self, Plan};
use crate::rights::{self, Owned, Signed};
use db::DbError;
use domain::ids::{MoneyLineId, PlanId, UnitId};
use domain::money::EntryKind;
use domain::rights::Act;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use tables::{money_entry, money_line, plan};
use web::Error;

/// No line of units is deeper; a circle in the data ends here.
const STEPS_MAX: usize = 30;

/// A line with what decides about it: its plan's unit and whether the plan is out.
#[derive(Debug, Clone)]
pub struct LineRow {
    /// The line.
    pub line: money_line::Model,
    /// The unit that keeps the plan.
    pub keeper: UnitId,
    /// The plan was sent out.
    pub is_out: bool,
}

/// The unit that keeps a plan, and whether the plan was sent out.
pub async fn keeper(app: &App, id: PlanId) -> Result<Option<(UnitId, bool)>, Error> {
    let found: Option<(UnitId, String)> = plan::by_id(id)
        .select_only()
        .columns([plan::Column::UnitId, plan::Column::State])
        .into_tuple()
        .one(app.db.read())
        .await
        .map_err(DbError::from)?;
    Ok(found.map(|(unit, state)| (unit, plans::is_out(&state))))
}

async fn load(app: &App, id: MoneyLineId) -> Result<Option<LineRow>, Error> {
    let line = money_line::by_id(id).one(app.db.read()).await.map_err(DbError::from)?;
    let Some(line) = line else { return Ok(None) };
    let keeper = keeper(app, line.plan_id).await?;
    Ok(keeper.map(|(keeper, is_out)| LineRow { line, keeper, is_out }))
}

/// A line of the unit that pays.
#[derive(Debug, Clone, Copy)]
pub struct Line;

impl Owned for Line {
    type Row = LineRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<LineRow>, Error> {
        load(app, id.into()).await
    }

    fn unit(row: &LineRow) -> Option<UnitId> {
        Some(if row.is_out { row.line.unit_id } else { row.keeper })
    }

    fn act(row: &LineRow, act: Act) -> Act {
        if act == Act::ReadWork && !row.is_out { Act::ReadDraft } else { act }
    }

    async fn others(app: &App, row: &LineRow, act: Act) -> Result<Vec<UnitId>, Error> {
        if act != Act::ReadWork {
            return Ok(Vec::new());
        }
        let (mut units, mut above) = (vec![row.keeper], row.line.above_id);
        for _ in 0..STEPS_MAX {
            let Some(id) = above else { break };
            let Some(line) = money_line::by_id(id).one(app.db.read()).await.map_err(DbError::from)? else {
                break;
            };
            units.push(line.unit_id);
            above = line.above_id;
        }
        Ok(units)
    }
}

/// A line of the unit that keeps the plan.
#[derive(Debug, Clone, Copy)]
pub struct Estimated;

impl Owned for Estimated {
    type Row = LineRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<LineRow>, Error> {
        load(app, id.into()).await
    }

    fn unit(row: &LineRow) -> Option<UnitId> {
        Some(row.keeper)
    }
}

/// An entry of the unit that wrote it. What changes an estimate or what others have is the leader's and the drafter's.
#[derive(Debug, Clone, Copy)]
pub struct Entry;

impl Owned for Entry {
    type Row = money_entry::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<money_entry::Model>, Error> {
        Ok(money_entry::by_id(id.into()).one(app.db.read()).await.map_err(DbError::from)?)
    }

    fn unit(row: &money_entry::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }

    fn act(row: &money_entry::Model, act: Act) -> Act {
        let is_lead = matches!(row.kind, EntryKind::Adjust | EntryKind::Allot);
        if act == Act::DoWork && is_lead { Act::LeadWork } else { act }
    }
}

/// The whole estimate of a plan: of the unit that keeps the plan, read by the units that pay a line of it too.
#[derive(Debug, Clone, Copy)]
pub struct Budget;

impl Owned for Budget {
    type Row = plan::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<plan::Model>, Error> {
        Plan::load(app, id).await
    }

    fn unit(row: &plan::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }

    fn act(row: &plan::Model, act: Act) -> Act {
        if act == Act::ReadWork && !plans::is_out(&row.state) { Act::ReadDraft } else { act }
    }

    async fn others(app: &App, row: &plan::Model, act: Act) -> Result<Vec<UnitId>, Error> {
        if act != Act::ReadWork {
            return Plan::others(app, row, act).await;
        }
        let payers = money_line::Entity::find()
            .filter(money_line::Column::PlanId.eq(row.id))
            .filter(money_line::Column::Depth.eq(0))
            .select_only()
            .column(money_line::Column::UnitId)
            .distinct();
        Ok(payers.into_tuple().all(app.db.read()).await.map_err(DbError::from)?)
    }
}

/// Whether somebody may see the whole estimate of a plan that they may read.
pub async fn may_see(app: &App, signed: &Signed, plan: &plan::Model) -> Result<bool, Error> {
    Ok(rights::may::<Budget>(app, signed, plan, Act::ReadWork).await?.is_some())
}
