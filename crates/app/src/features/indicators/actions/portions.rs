//! Many units are asked in portions: a job, because fifty thousand schools are many. Asking that was cut goes on where it
//! stopped, and nobody is asked twice.
//!
//! Each row is written with the counts it has in the end, and each unit before those below it, so that what is reported
//! meanwhile adds up: who is still to be asked is missing and not zero.

use super::super::sums;
use super::IndicatorError;
use super::ask::{ROWS_MAX, Tree, insert, missing, period_row, periods, units_asked};
use db::{Db, WriteTx};
use domain::ids::{IndicatorId, UnitId};
use domain::time::Moment;
use domain::work::Period;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use std::collections::{HashMap, HashSet};
use tables::{figure, figure_period, indicator, plan};

/// Says of a period that so many units are going to be asked.
pub(super) async fn mark(
    tx: &WriteTx,
    now: Moment,
    row: &indicator::Model,
    period: &Period,
    n_units: usize,
) -> Result<(), IndicatorError> {
    let n = i32::try_from(n_units).unwrap_or(i32::MAX);
    let kept = period_row(tx, now, row, period, Some(n)).await?;
    if kept.n_to_ask.is_none() {
        let mut kept = kept.into_active_model();
        kept.n_to_ask = Set(Some(n));
        kept.update(tx).await?;
    }
    Ok(())
}

/// Asks for an indicator from its first period to that of today, a portion in a transaction. Says how many figures are new.
pub async fn ask_in_portions(db: &Db, now: Moment, id: IndicatorId) -> Result<u64, IndicatorError> {
    let (conn, today) = (db.read(), now.local_day());
    let Some(row) = indicator::by_id(id).one(conn).await? else { return Ok(0) };
    let plan = plan::by_id(row.plan_id).one(conn).await?.ok_or(IndicatorError::Gone)?;
    let asked = match row.state == "asked" && plan.state == "issued" {
        true => units_asked(conn, &row, today).await?,
        false => Vec::new(),
    };
    // Ended, taken back, or nobody is meant any more: whoever was asked stays, and nothing says that it goes on.
    if asked.is_empty() {
        stop(db, id).await?;
        return Ok(0);
    }
    let tree = Tree::of(conn, &row, &asked, today).await?;
    let mut n = 0;
    for period in periods(&row, &plan, today) {
        n += ask_period(db, now, &row, &period, &tree).await?;
    }
    Ok(n)
}

async fn stop(db: &Db, id: IndicatorId) -> Result<(), IndicatorError> {
    let tx = db.write().await?;
    figure_period::Entity::update_many()
        .col_expr(figure_period::Column::NToAsk, Expr::value(None::<i32>))
        .filter(figure_period::Column::IndicatorId.eq(id))
        .filter(figure_period::Column::NToAsk.is_not_null())
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn ask_period(
    db: &Db,
    now: Moment,
    row: &indicator::Model,
    period: &Period,
    tree: &Tree,
) -> Result<u64, IndicatorError> {
    let tx = db.write().await?;
    let kept = period_row(&tx, now, row, period, None).await?;
    if kept.locked_at.is_some() {
        tx.commit().await?;
        return Ok(0);
    }
    let there = figure::of_period(row.id, &period.key).all(&tx).await?;
    let depths: HashMap<UnitId, i32> = there.iter().map(|one| (one.unit_id, one.depth)).collect();
    let (n_there, is_first) = (there.len(), there.is_empty());
    let new = counted(row, there, missing(&tx, now, row, (&kept, tree), &depths));
    if new.is_empty() && kept.n_to_ask.is_none() {
        tx.commit().await?;
        return Ok(0);
    }
    let all = n_there + new.len();
    set(&tx, kept, (Some(all), n_there)).await?;
    tx.commit().await?;
    for (at, some) in new.chunks(ROWS_MAX).enumerate() {
        let tx = db.write().await?;
        let kept = figure_period::by_key(row.id, &period.key).lock_exclusive().one(&tx).await?;
        let kept = kept.ok_or(IndicatorError::Gone)?;
        let state = indicator::by_id(row.id).lock_shared().one(&tx).await?.map(|row| row.state);
        if state.as_deref() != Some("asked") {
            // Ended meanwhile: who was asked stays to be read.
            set(&tx, kept, (None, 0)).await?;
            tx.commit().await?;
            return Ok((at * ROWS_MAX) as u64);
        }
        insert(&tx, some).await?;
        set(&tx, kept, (Some(all), n_there + at * ROWS_MAX + some.len())).await?;
        tx.commit().await?;
    }
    let tx = db.write().await?;
    let kept = figure_period::by_key(row.id, &period.key).lock_exclusive().one(&tx).await?;
    if !is_first {
        sums::count_again(&tx, row, &period.key).await?;
    }
    set(&tx, kept.ok_or(IndicatorError::Gone)?, (None, all)).await?;
    if new.len() >= ROWS_MAX {
        tx.take_stock(&["figure"]).await?;
    }
    tx.commit().await?;
    Ok(new.iter().filter(|one| one.above_id.is_some()).count() as u64)
}

async fn set(
    tx: &WriteTx,
    kept: figure_period::Model,
    (all, done): (Option<usize>, usize),
) -> Result<(), IndicatorError> {
    let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let mut row = kept.into_active_model();
    row.n_to_ask = Set(all.map(number));
    row.n_asked = Set(number(done));
    row.update(tx).await?;
    Ok(())
}

/// The new rows with their counts, each before those below it, so that a unit and what it collects are asked together.
fn counted(row: &indicator::Model, there: Vec<figure::Model>, new: Vec<figure::Model>) -> Vec<figure::Model> {
    let is_new: HashSet<UnitId> = new.iter().map(|one| one.unit_id).collect();
    let mut all = there;
    all.extend(new);
    sums::count(&mut all, &row.goal());
    all.retain(|one| is_new.contains(&one.unit_id));
    let mut below: HashMap<UnitId, Vec<figure::Model>> = HashMap::new();
    let mut next = Vec::new();
    for one in all {
        match one.above_id.filter(|above| is_new.contains(above)) {
            Some(above) => below.entry(above).or_default().push(one),
            None => next.push(one),
        }
    }
    let mut ordered = Vec::with_capacity(is_new.len());
    while let Some(one) = next.pop() {
        next.extend(below.remove(&one.unit_id).unwrap_or_default());
        ordered.push(one);
    }
    ordered
}
