//! Who is told of figures: units that were asked, those that are due in a day or two, the one whose figure came back, and
//! once a day the unit that has figures to look at.
//!
//! What is asked of fifty thousand units is told by a job, portion by portion; the period remembers that it is done.

use super::IndicatorError;
use crate::app::App;
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use chrono::Days;
use db::{DbError, WriteTx};
use domain::figures::State;
use domain::ids::{IndicatorId, PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::{Day, Moment};
use jobs::{Job, JobError, Run};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tables::{figure, figure_period, indicator};
use web::{Args, args};

/// Whoever sees to a unit's figures.
const SAYING: &[PostKind] = &[PostKind::Focal, PostKind::Drafter];
/// Whoever looks at what units below sent.
const DECIDING: &[PostKind] = &[PostKind::Drafter, PostKind::Focal];
/// Units of one transaction.
const PORTION: u64 = 500;
/// Days before the last one on which units are told that it comes.
const DUE_DAYS: u64 = 2;
/// Letters of a name in a sentence; the page has it whole.
const NAME_LETTERS_MAX: usize = 200;

fn words(row: &indicator::Model, due_on: Day) -> Args {
    let name: String = row.name.chars().take(NAME_LETTERS_MAX).collect();
    args![name = name, due_on = due_on.to_string()]
}

/// A unit's figures came back: whoever said them hears why, once for each indicator.
pub async fn returned(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    (figures, indicators): (&[figure::Model], &HashMap<IndicatorId, indicator::Model>),
    reason: &str,
) -> Result<(), DbError> {
    let told: Vec<Told> = figures
        .iter()
        .filter_map(|one| {
            let row = indicators.get(&one.indicator_id)?;
            let to = match one.person_id.filter(|_| !one.is_by_above) {
                Some(person) => To::Doer(person, one.unit_id, SAYING),
                None => To::Posts(one.unit_id, SAYING),
            };
            let words = words(row, one.due_on).with("reason", reason);
            let about =
                Told::new(to, Kind::FigureReturned, ("figure", one.id), format!("/figures/{}", one.id));
            Some(about.with(words).but(by))
        })
        .collect();
    tell(tx, now, &told).await?;
    Ok(())
}

/// Figures were sent: those above hear of the first one of an indicator on each day.
pub async fn sent(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    (figures, indicators): (&[figure::Model], &HashMap<IndicatorId, indicator::Model>),
) -> Result<(), DbError> {
    let told: Vec<Told> = figures
        .iter()
        .filter_map(|one| {
            let (row, above) = (indicators.get(&one.indicator_id)?, one.above_id?);
            let once = format!("{above}:{}:{}", one.period, now.local_day());
            let to = To::Posts(above, DECIDING);
            let about = Told::new(to, Kind::FigureSent, ("indicator", row.id), "/figures/asked");
            Some(about.with(words(row, one.due_on)).but(by).once(once))
        })
        .collect();
    tell(tx, now, &told).await?;
    Ok(())
}

/// Tells units of figures that were asked of them since the last round, and of those that are due soon.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellFigures {}

/// What a round tells of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// Asked after this moment.
    Asked(Option<Moment>),
    /// Due soon.
    Due,
}

impl Job for TellFigures {
    type Context = App;
    const KIND: &'static str = "indicators.tell";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let today = run.now.local_day();
        let soon = today.checked_add_days(Days::new(DUE_DAYS)).unwrap_or(today);
        // What is over is told of no more.
        let periods = figure_period::Entity::find()
            .filter(figure_period::Column::LockedAt.is_null())
            .filter(figure_period::Column::DueOn.gte(today))
            .order_by_asc(figure_period::Column::IndicatorId)
            .all(app.db.read())
            .await
            .map_err(DbError::from)?;
        for period in periods {
            let Some(row) = indicator::by_id(period.indicator_id).one(app.db.read()).await? else { continue };
            if row.state != "asked" {
                continue;
            }
            // While units are being asked, portion by portion, some would fall between two rounds.
            if period.n_to_ask.is_none_or(|n| period.n_asked >= n) {
                tell_period(app, run.now, (&row, &period), Round::Asked(period.told_at)).await?;
            }
            if period.due_on <= soon && period.due_told_on != Some(period.due_on) {
                tell_period(app, run.now, (&row, &period), Round::Due).await?;
            }
        }
        Ok(())
    }
}

/// Tells the units of one period, portion by portion. A round that is cut begins anew: nobody is told twice.
async fn tell_period(
    app: &App,
    now: Moment,
    (row, period): (&indicator::Model, &figure_period::Model),
    round: Round,
) -> Result<(), IndicatorError> {
    let open = [State::Open, State::Returned];
    let mut after: Option<UnitId> = None;
    let mut n = 0;
    loop {
        let mut query = figure::Entity::find()
            .filter(figure::Column::IndicatorId.eq(row.id))
            .filter(figure::Column::Period.eq(&period.period))
            .filter(figure::Column::State.is_in(open))
            .filter(figure::Column::AboveId.is_not_null());
        if let Round::Asked(Some(told_at)) = round {
            query = query.filter(figure::Column::CreatedAt.gt(told_at));
        }
        if let Some(after) = after {
            query = query.filter(figure::Column::UnitId.gt(after));
        }
        let portion = query.order_by_asc(figure::Column::UnitId).limit(PORTION).all(app.db.read()).await?;
        let Some(last) = portion.last() else { break };
        after = Some(last.unit_id);
        n += portion.len();
        let tx = app.db.write().await?;
        let told: Vec<Told> = portion.iter().map(|one| of_round(row, one, round)).collect();
        tell(&tx, now, &told).await?;
        tx.commit().await?;
    }
    let is_new = n > 0 || round == Round::Due;
    if is_new {
        let tx = app.db.write().await?;
        let kept = figure_period::by_key(row.id, &period.period).lock_exclusive().one(&tx).await?;
        if let Some(kept) = kept {
            let mut kept = kept.into_active_model();
            match round {
                Round::Asked(_) => kept.told_at = Set(Some(now)),
                Round::Due => kept.due_told_on = Set(Some(period.due_on)),
            }
            kept.update(&tx).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

fn of_round(row: &indicator::Model, one: &figure::Model, round: Round) -> Told {
    let (kind, once) = match round {
        Round::Asked(_) => (Kind::FigureAsked, String::new()),
        Round::Due => (Kind::FigureDue, one.due_on.to_string()),
    };
    let to = match one.person_id.filter(|_| !one.is_by_above) {
        Some(person) => To::Doer(person, one.unit_id, SAYING),
        None => To::Posts(one.unit_id, SAYING),
    };
    Told::new(to, kind, ("figure", one.id), format!("/figures/{}", one.id))
        .with(words(row, one.due_on))
        .once(once)
}
