//! Figures that are to be changed, locked with the rows above them, in the one order in which everybody locks: periods by
//! key, then rows from the deepest up.

use super::super::sums::{self, Place};
use super::IndicatorError;
use db::WriteTx;
use domain::figures::Goal;
use domain::ids::{FigureId, IndicatorId};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeSet, HashMap};
use tables::{figure, figure_period, indicator};

/// Figures changed at once: with those above them they are locked by one question, in its order.
pub const FIGURES_MAX: usize = 5_000;
/// Places asked for in one question.
const PLACES_MAX: usize = 300;

/// Figures locked with what stands above them.
#[derive(Debug)]
pub struct Lines {
    /// The figures that are to be changed.
    pub rows: HashMap<FigureId, figure::Model>,
    /// The rows above them.
    pub parents: HashMap<Place, figure::Model>,
    /// Their indicators.
    pub indicators: HashMap<IndicatorId, indicator::Model>,
}

impl Lines {
    /// Locks these figures and those above them. A period that is locked by the unit that asked lets nobody in.
    pub async fn lock(tx: &WriteTx, ids: &[FigureId]) -> Result<Lines, IndicatorError> {
        let wanted: BTreeSet<FigureId> = ids.iter().copied().collect();
        let wanted: Vec<FigureId> = wanted.into_iter().collect();
        let seen = figure::by_ids(&wanted).all(tx).await?;
        if seen.len() != wanted.len() || wanted.len() > FIGURES_MAX {
            return Err(IndicatorError::Gone);
        }
        let periods: BTreeSet<(IndicatorId, String)> =
            seen.iter().map(|row| (row.indicator_id, row.period.clone())).collect();
        for (indicator, period) in periods {
            let kept = figure_period::by_key(indicator, &period).lock_shared().one(tx).await?;
            if kept.ok_or(IndicatorError::Gone)?.locked_at.is_some() {
                return Err(IndicatorError::Locked(period));
            }
        }
        let above: BTreeSet<Place> = seen.iter().filter_map(sums::above).collect();
        let above: Vec<Place> = above.into_iter().collect();
        let mut all = wanted.clone();
        for some in above.chunks(PLACES_MAX) {
            let any = some.iter().fold(Condition::any(), |any, (indicator, period, unit)| {
                any.add(
                    Condition::all()
                        .add(figure::Column::IndicatorId.eq(*indicator))
                        .add(figure::Column::Period.eq(period.as_str()))
                        .add(figure::Column::UnitId.eq(*unit)),
                )
            });
            let found = figure::Entity::find().filter(any).select_only().column(figure::Column::Id);
            all.extend(found.into_tuple::<FigureId>().all(tx).await?);
        }
        all.sort_unstable();
        all.dedup();
        let locked = figure::by_ids(&all).lock_exclusive().all(tx).await?;
        let indicators: BTreeSet<IndicatorId> = locked.iter().map(|row| row.indicator_id).collect();
        let indicators: Vec<IndicatorId> = indicators.into_iter().collect();
        let indicators = indicator::by_ids(&indicators).all(tx).await?;
        let parents =
            locked.iter().cloned().map(|row| ((row.indicator_id, row.period.clone(), row.unit_id), row));
        let parents: HashMap<Place, figure::Model> = parents.collect();
        let rows = locked.into_iter().filter(|row| wanted.binary_search(&row.id).is_ok());
        Ok(Lines {
            rows: rows.map(|row| (row.id, row)).collect(),
            parents,
            indicators: indicators.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    /// The goals of the indicators.
    pub fn goals(&self) -> HashMap<IndicatorId, Goal> {
        self.indicators.iter().map(|(id, row)| (*id, row.goal())).collect()
    }

    /// The row above has sent its sum, so what is below it stays as it is.
    pub fn is_frozen(&self, row: &figure::Model) -> bool {
        let parent = sums::above(row).and_then(|place| self.parents.get(&place));
        parent.is_some_and(|parent| parent.above_id.is_some() && parent.state.is_given())
    }
}
