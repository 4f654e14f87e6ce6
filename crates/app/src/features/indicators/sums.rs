//! The sums of figures: each row keeps what the rows below it gave. Whoever changes a figure goes through `shift`, in the
//! transaction of the change; `check` counts again and says what differs.
//!
//! A unit that has sent its sum cannot get another one from below before it takes its own back, so a change moves the sum
//! of one row only, and a sum that somebody sent stays the sum that was sent.

use super::errors::IndicatorError;
use db::{DbError, WriteTx};
use domain::figures::{Goal, Quantity};
use domain::ids::{FigureId, IndicatorId, UnitId};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeMap, HashMap, HashSet};
use tables::{figure, figure_period, indicator};

/// A row of one period of one indicator.
pub type Place = (IndicatorId, String, UnitId);

/// Everything from a row down: its own figure and what was given to it.
pub fn whole(row: &figure::Model, goal: &Goal) -> Quantity {
    row.below() + Quantity::own(row.said(), goal, row.is_leaf)
}

/// What a row gives to the one above.
pub fn given(row: &figure::Model, goal: &Goal) -> Quantity {
    whole(row, goal).given(row.state)
}

/// The place of the row above.
pub fn above(row: &figure::Model) -> Option<Place> {
    Some((row.indicator_id, row.period.clone(), row.above_id?))
}

/// Moves the sums of the rows above these changes: what each was and what it is. The rows above are locked by the caller,
/// and are touched in the order in which everybody locks them.
pub(super) async fn shift(
    tx: &WriteTx,
    goals: &HashMap<IndicatorId, Goal>,
    parents: &HashMap<Place, figure::Model>,
    changes: &[(figure::Model, figure::Model)],
) -> Result<(), IndicatorError> {
    let mut deltas: BTreeMap<(i32, FigureId), Quantity> = BTreeMap::new();
    for (before, after) in changes {
        let goal = goals.get(&before.indicator_id).ok_or(IndicatorError::Gone)?;
        let moved = given(after, goal) - given(before, goal);
        if moved == Quantity::default() {
            continue;
        }
        let parent = above(before).and_then(|place| parents.get(&place)).ok_or(IndicatorError::Gone)?;
        let sum = deltas.entry((-parent.depth, parent.id)).or_default();
        *sum = *sum + moved;
    }
    for ((_, id), moved) in deltas {
        use figure::Column::{BelowBase, BelowMet, BelowSaid, BelowValue};
        let mut update = figure::Entity::update_many().filter(figure::Column::Id.eq(id));
        let columns = [
            (BelowValue, moved.value),
            (BelowBase, moved.base),
            (BelowSaid, moved.n_said),
            (BelowMet, moved.n_met),
        ];
        for (column, by) in columns {
            update = update.col_expr(column, Expr::col(column).add(by));
        }
        update.exec(tx).await?;
    }
    Ok(())
}

/// Counts the rows of one period again, the deepest first, and writes into them what counting gives.
pub fn count(rows: &mut [figure::Model], goal: &Goal) {
    rows.sort_unstable_by_key(|row| (std::cmp::Reverse(row.depth), row.id));
    let collecting: HashSet<UnitId> = rows.iter().filter_map(|row| row.above_id).collect();
    let mut below: HashMap<UnitId, (Quantity, i64)> = HashMap::new();
    for row in rows {
        let (sum, n_asked) = below.remove(&row.unit_id).unwrap_or_default();
        row.is_leaf = row.above_id.is_some() && !collecting.contains(&row.unit_id);
        row.n_asked = n_asked + i64::from(row.is_leaf);
        row.below_value = sum.value;
        row.below_base = sum.base;
        row.below_said = sum.n_said;
        row.below_met = sum.n_met;
        if let Some(above) = row.above_id {
            let over = below.entry(above).or_default();
            *over = (over.0 + given(row, goal), over.1 + row.n_asked);
        }
    }
}

/// Writes the sums of a period as counting gives them: after units or a target were changed. The caller has locked the
/// period alone. Says how many rows differed.
pub async fn count_again(tx: &WriteTx, indicator: &indicator::Model, period: &str) -> Result<usize, DbError> {
    let before = figure::of_period(indicator.id, period).lock_exclusive().all(tx).await?;
    let mut rows = before.clone();
    count(&mut rows, &indicator.goal());
    let before: HashMap<FigureId, figure::Model> = before.into_iter().map(|row| (row.id, row)).collect();
    let mut n = 0;
    for row in rows.into_iter().filter(|row| before.get(&row.id) != Some(row)) {
        figure::Entity::update_many()
            .col_expr(figure::Column::IsLeaf, Expr::value(row.is_leaf))
            .col_expr(figure::Column::NAsked, Expr::value(row.n_asked))
            .col_expr(figure::Column::BelowValue, Expr::value(row.below_value))
            .col_expr(figure::Column::BelowBase, Expr::value(row.below_base))
            .col_expr(figure::Column::BelowSaid, Expr::value(row.below_said))
            .col_expr(figure::Column::BelowMet, Expr::value(row.below_met))
            .filter(figure::Column::Id.eq(row.id))
            .exec(tx)
            .await?;
        n += 1;
    }
    Ok(n)
}

/// A row whose sum is not what counting gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Of what.
    pub indicator: IndicatorId,
    /// In which period.
    pub period: String,
    /// Of which unit.
    pub unit: UnitId,
    /// What is kept.
    pub kept: Quantity,
    /// What was counted.
    pub counted: Quantity,
}

/// Counts everything again, period by period. Nothing wrong: an empty list.
pub async fn check(conn: &impl ConnectionTrait) -> Result<Vec<Wrong>, DbError> {
    let mut wrong = Vec::new();
    for period in figure_period::Entity::find().all(conn).await? {
        let Some(row) = indicator::by_id(period.indicator_id).one(conn).await? else { continue };
        wrong.extend(check_period(conn, &row, &period.period).await?);
    }
    Ok(wrong)
}

async fn check_period(
    conn: &impl ConnectionTrait,
    indicator: &indicator::Model,
    period: &str,
) -> Result<Vec<Wrong>, DbError> {
    let kept = figure::of_period(indicator.id, period).all(conn).await?;
    let mut counted = kept.clone();
    count(&mut counted, &indicator.goal());
    let kept: HashMap<FigureId, figure::Model> = kept.into_iter().map(|row| (row.id, row)).collect();
    let differs = counted.into_iter().filter(|row| kept.get(&row.id) != Some(row));
    let tell = |row: figure::Model| Wrong {
        indicator: indicator.id,
        period: period.to_owned(),
        unit: row.unit_id,
        kept: kept.get(&row.id).map(figure::Model::below).unwrap_or_default(),
        counted: row.below(),
    };
    Ok(differs.map(tell).collect())
}
