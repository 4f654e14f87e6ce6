//! The silent are reminded: one of them, or all. Many are reminded by a job, in portions, each once in a round. A round that
//! was cut goes on where it stopped.

use super::actions::{CascadeError, silent};
use super::{sums, telling};
use crate::app::App;
use crate::features::notices::Kind;
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{CascadeAnswerId, CascadeId, UnitId};
use domain::time::Moment;
use jobs::{Job, JobError, Left, Run};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::cascade::{self, State};
use tables::cascade_answer::{self, Column};

/// Units of one transaction: so many are reminded at once, more by a job.
const PORTION: u64 = 500;

/// What became of a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminded {
    /// So many were reminded.
    All(u64),
    /// So many are being reminded.
    GoesOn(u64),
}

/// Reminds the silent, or one of them. Whoever has answered is left alone.
pub async fn remind(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: CascadeId,
    one: Option<CascadeAnswerId>,
) -> Result<Reminded, CascadeError> {
    let question = sums::lock(tx, id).await?;
    if !is_asked(&question) {
        return Err(CascadeError::NotAsked);
    }
    if one.is_none() && question.n_to_remind.is_some() {
        return Err(CascadeError::Reminding);
    }
    let who = match one {
        Some(one) => silent(&question).add(Column::Id.eq(one)),
        None => silent(&question),
    };
    let n = cascade_answer::Entity::find().filter(who.clone()).count(tx).await?;
    if n == 0 {
        return Ok(Reminded::All(0));
    }
    let goes_on = n > PORTION;
    if !goes_on {
        portion(tx, now, &question, who).await?;
    }
    let plan = question.plan_id;
    // A reminder of one is told at its row; the line below the matrix speaks of the last round.
    if one.is_none() {
        let n = i32::try_from(n).unwrap_or(i32::MAX);
        let mut row = question.into_active_model();
        row.reminded_at = Set(Some(now));
        row.n_reminded = Set(if goes_on { 0 } else { n });
        row.n_to_remind = Set(goes_on.then_some(n));
        row.update(tx).await?;
    }
    let told = json!({"cascade": id, "n_units": n});
    record(tx, NewEvent::new(now, by, "remind", "plan", plan).with(told)).await?;
    if goes_on {
        jobs::enqueue(tx, now, &RemindSilent { cascade: id, at: now }).await?;
    }
    Ok(if goes_on { Reminded::GoesOn(n) } else { Reminded::All(n) })
}

fn is_asked(question: &cascade::Model) -> bool {
    matches!(question.state, State::Open | State::Opening)
}

/// Reminds some units; gives the place of the last one and how many there were.
async fn portion(
    tx: &WriteTx,
    at: Moment,
    question: &cascade::Model,
    who: Condition,
) -> Result<Option<(i32, usize)>, CascadeError> {
    let rows: Vec<(CascadeAnswerId, UnitId, i32)> = cascade_answer::Entity::find()
        .filter(who)
        .select_only()
        .columns([Column::Id, Column::UnitId, Column::Place])
        .order_by_asc(Column::Place)
        .order_by_asc(Column::Id)
        .limit(PORTION)
        .into_tuple()
        .all(tx)
        .await?;
    let Some((_, _, last)) = rows.last().copied() else { return Ok(None) };
    cascade_answer::Entity::update_many()
        .col_expr(Column::RemindedAt, Expr::value(at))
        .col_expr(Column::NReminders, Expr::col(Column::NReminders).add(1))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.0)))
        .exec(tx)
        .await?;
    let units: Vec<(CascadeAnswerId, UnitId)> = rows.into_iter().map(|(id, unit, _)| (id, unit)).collect();
    telling::units(tx, at, (question, Kind::CascadeReminded), &units).await?;
    Ok(Some((last, units.len())))
}

/// Reminds all silent units of a question. A unit that answers meanwhile is not reminded any more.
#[derive(Debug, Serialize, Deserialize)]
pub struct RemindSilent {
    /// Which question.
    pub cascade: CascadeId,
    /// When somebody asked for it: the mark of the round.
    pub at: Moment,
}

impl Job for RemindSilent {
    type Context = App;
    const KIND: &'static str = "cascades.remind";

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let mut after = None;
        loop {
            let tx = app.db.write().await?;
            let last = self.some(&tx, after).await?;
            tx.commit().await?;
            if last.is_none() {
                return Ok(());
            }
            after = last;
        }
    }

    /// The round is over as far as it came: the matrix says how many were reminded, and the rest can be reminded again.
    async fn when_given_up(self, tx: &WriteTx, _: Moment, _: &str) -> Result<Left, DbError> {
        cascade::Entity::update_many()
            .col_expr(cascade::Column::NToRemind, Expr::value(None::<i32>))
            .filter(cascade::Column::Id.eq(self.cascade))
            .filter(cascade::Column::RemindedAt.eq(self.at))
            .exec(tx)
            .await?;
        Ok(Left::Nowhere)
    }
}

impl RemindSilent {
    /// One portion; none when the round is over. Whoever has the mark of the round was reminded before it was cut.
    async fn some(&self, tx: &WriteTx, after: Option<i32>) -> Result<Option<i32>, CascadeError> {
        let question = sums::lock(tx, self.cascade).await?;
        if question.n_to_remind.is_none() || question.reminded_at != Some(self.at) {
            return Ok(None);
        }
        let (n_before, is_asked) = (question.n_reminded, is_asked(&question));
        let unmarked = Condition::any().add(Column::RemindedAt.is_null()).add(Column::RemindedAt.lt(self.at));
        let mut who = silent(&question).add(unmarked);
        if let Some(after) = after {
            who = who.add(Column::Place.gt(after));
        }
        let reminded = if is_asked { portion(tx, self.at, &question, who).await? } else { None };
        let mut row = question.into_active_model();
        if let Some((_, n)) = reminded {
            row.n_reminded = Set(n_before.saturating_add(i32::try_from(n).unwrap_or(i32::MAX)));
        } else {
            row.n_to_remind = Set(None);
        }
        row.update(tx).await?;
        Ok(reminded.map(|(last, _)| last))
    }
}
