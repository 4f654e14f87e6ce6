//! Totals for pages and for reviews: of an indicator, a unit and a span of periods, with the parts they are made of.

use super::errors::IndicatorError;
use super::{sums, view};
use domain::figures::{Amount, Goal, Quantity, Way};
use domain::ids::{FigureId, IndicatorId, PlanId, UnitId};
use domain::time::Day;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;
use tables::{figure, figure_period, indicator};

/// Parts of one total: the units of one level.
const PARTS_MAX: u64 = 1_000;

/// What a part of a total is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whose; the unit itself for its own share.
    pub unit: UnitId,
    /// The figure of the latest period, which opens to its own parts.
    pub figure: FigureId,
    /// What it gave.
    pub quantity: Quantity,
    /// Units from there down that were asked.
    pub n_asked: i64,
}

/// The total of one indicator for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What is counted.
    pub indicator: indicator::Model,
    /// The periods it is made of, in order; of a count of heads the latest one that somebody reported.
    pub periods: Vec<figure_period::Model>,
    /// Its figure of the latest of them.
    pub figure: FigureId,
    /// The total.
    pub quantity: Quantity,
    /// The latest of the periods alone: targets are those of a period.
    pub latest: Quantity,
    /// The unit reports a figure of its own and collects none.
    pub is_leaf: bool,
    /// Units that were asked in the latest period.
    pub n_asked: i64,
    /// The parts, which add up to the total: the units one level down, and the unit's own share. At most 1,000 a period.
    pub parts: Vec<Part>,
    /// How many parts there are: more than `parts` when these were cut.
    pub n_parts: usize,
}

impl Total {
    /// The number people read; none when nobody has said anything.
    pub fn shown(&self) -> Option<Amount> {
        let is_said = self.quantity.n_said > 0 || self.quantity.value != 0 || self.quantity.base != 0;
        self.quantity.shown(self.indicator.way).filter(|_| is_said)
    }

    /// Units that have reported of those that were asked, in the latest period.
    pub fn n_said(&self) -> i64 {
        self.latest.n_said
    }

    /// Whether the target is reached in the latest period; none when that cannot be said yet, or there is no target.
    pub fn is_met(&self) -> Option<bool> {
        view::is_met(&self.latest, self.n_asked, &self.indicator, self.is_leaf)
    }
}

/// Whose totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Of the units that asked: those of the whole plan.
    Askers,
    /// Of a unit, with what it has typed and not sent yet: for itself.
    Unit(UnitId),
    /// Of a unit, as far as it was sent: for others.
    Sent(UnitId),
}

/// The totals of a plan's indicators for a unit, over the periods that end in `span`. What has not been reported is not
/// in them: compare `n_said` with `n_asked`.
pub async fn totals(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    whose: Whose,
    span: &RangeInclusive<Day>,
) -> Result<Vec<Total>, IndicatorError> {
    let indicators =
        indicator::of_plan(plan).filter(indicator::Column::State.is_in(["asked", "ended"])).all(conn).await?;
    let ids: Vec<IndicatorId> = indicators.iter().map(|row| row.id).collect();
    let mut periods: HashMap<IndicatorId, Vec<figure_period::Model>> = HashMap::new();
    for period in figure_period::of(&ids).all(conn).await? {
        // What is asked once belongs to every span that its days touch.
        let is_in = match period.period.as_str() {
            "" => period.first_on <= *span.end() && period.last_on >= *span.start(),
            _ => span.contains(&period.last_on),
        };
        if is_in {
            periods.entry(period.indicator_id).or_default().push(period);
        }
    }
    let rows = match whose {
        Whose::Askers => figure::Entity::find()
            .filter(figure::Column::IndicatorId.is_in(ids.iter().copied()))
            .filter(figure::Column::AboveId.is_null()),
        Whose::Unit(unit) | Whose::Sent(unit) => figure::of_unit(&ids, unit),
    };
    let mut own: HashMap<(IndicatorId, String), figure::Model> = HashMap::new();
    for row in rows.all(conn).await? {
        own.insert((row.indicator_id, row.period.clone()), row);
    }
    let mut totals = Vec::new();
    for row in indicators {
        let periods = periods.remove(&row.id).unwrap_or_default();
        totals.extend(total(conn, row, whose, (periods, &own)).await?);
    }
    Ok(totals)
}

async fn total(
    conn: &impl ConnectionTrait,
    row: indicator::Model,
    whose: Whose,
    (periods, own): (Vec<figure_period::Model>, &HashMap<(IndicatorId, String), figure::Model>),
) -> Result<Option<Total>, IndicatorError> {
    let (goal, is_latest) = (row.goal(), row.way == Way::Latest);
    let (mut quantity, mut latest) = (Quantity::default(), None);
    let (mut parts, mut n_parts): (BTreeMap<UnitId, Part>, usize) = Default::default();
    let mut used = Vec::new();
    for period in periods {
        let Some(one) = own.get(&(row.id, period.period.clone())) else { continue };
        let is_hidden = matches!(whose, Whose::Sent(_)) && one.above_id.is_some() && !one.state.is_given();
        let whole = if is_hidden { Quantity::default() } else { sums::whole(one, &goal) };
        if is_latest {
            // A count of heads is that of one period, and so are its parts.
            if whole.n_said == 0 && quantity.n_said > 0 {
                continue;
            }
            (quantity, n_parts) = (whole, 0);
            parts.clear();
            used.clear();
        } else {
            quantity = quantity.then(whole, row.way);
        }
        latest = Some((one, whole));
        used.push(period);
        if is_hidden {
            continue;
        }
        let (given, n) = parts_of(conn, one, &goal).await?;
        n_parts = n_parts.max(n);
        for part in given {
            let kept =
                parts.entry(part.unit).or_insert(Part { quantity: Quantity::default(), ..part.clone() });
            // The first of a unit is itself; what follows adds up, or was cleared away.
            kept.quantity =
                if is_latest { part.quantity } else { kept.quantity.then(part.quantity, row.way) };
            (kept.figure, kept.n_asked) = (part.figure, part.n_asked);
        }
    }
    let Some((figure, latest)) = latest else { return Ok(None) };
    Ok(Some(Total {
        periods: used,
        figure: figure.id,
        quantity,
        latest,
        is_leaf: figure.is_leaf,
        n_asked: figure.n_asked,
        n_parts: n_parts.max(parts.len()),
        parts: parts.into_values().collect(),
        indicator: row,
    }))
}

/// What one figure is made of, at most so many units, and how many parts there are.
async fn parts_of(
    conn: &impl ConnectionTrait,
    one: &figure::Model,
    goal: &Goal,
) -> Result<(Vec<Part>, usize), IndicatorError> {
    let below = || figure::below(one.indicator_id, &one.period, one.unit_id);
    let n_below = usize::try_from(below().count(conn).await?).unwrap_or(usize::MAX);
    let rows = below().order_by_asc(figure::Column::UnitId).limit(PARTS_MAX).all(conn).await?;
    let part = |row: &figure::Model, quantity, n_asked| Part {
        unit: row.unit_id,
        figure: row.id,
        quantity,
        n_asked,
    };
    let mut parts: Vec<Part> =
        rows.iter().map(|row| part(row, sums::given(row, goal), row.n_asked)).collect();
    let share = Quantity::own(one.said(), goal, one.is_leaf);
    let has_share = one.is_leaf || share != Quantity::default();
    if has_share {
        parts.push(part(one, share, i64::from(one.is_leaf)));
    }
    Ok((parts, n_below + usize::from(has_share)))
}

/// The figure, quantity, number of units asked, and whether it is a figure of its own, by period.
pub type ByPeriod = HashMap<String, (FigureId, Quantity, i64, bool)>;

/// The totals of the units that asked, by indicator and period, in one question.
pub async fn tops(
    conn: &impl ConnectionTrait,
    indicators: &[indicator::Model],
) -> Result<HashMap<IndicatorId, ByPeriod>, IndicatorError> {
    let by_id: HashMap<IndicatorId, &indicator::Model> = indicators.iter().map(|row| (row.id, row)).collect();
    let rows = figure::Entity::find()
        .filter(figure::Column::IndicatorId.is_in(by_id.keys().copied()))
        .filter(figure::Column::AboveId.is_null())
        .all(conn)
        .await?;
    let mut tops: HashMap<IndicatorId, ByPeriod> = HashMap::new();
    for row in rows {
        let Some(of) = by_id.get(&row.indicator_id) else { continue };
        let whole = sums::whole(&row, &of.goal());
        tops.entry(row.indicator_id)
            .or_default()
            .insert(row.period, (row.id, whole, row.n_asked, row.is_leaf));
    }
    Ok(tops)
}
