//! Totals for pages and for reviews: of an indicator, a unit and a span of periods, with the parts they are made of.

use super::errors::IndicatorError;
use super::sums;
use domain::figures::{Amount, Quantity};
use domain::ids::{FigureId, IndicatorId, PlanId, UnitId};
use domain::time::Day;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
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
    /// The periods it is made of, in order.
    pub periods: Vec<figure_period::Model>,
    /// Its figure of the latest period.
    pub figure: FigureId,
    /// The total.
    pub quantity: Quantity,
    /// Units that were asked in the latest period.
    pub n_asked: i64,
    /// The parts, which add up to the total in each period; of a count of heads those of the latest one.
    pub parts: Vec<Part>,
}

impl Total {
    /// The number people read.
    pub fn shown(&self) -> Option<Amount> {
        self.quantity.shown(self.indicator.way)
    }

    /// Units that have reported of those that were asked.
    pub fn n_said(&self) -> i64 {
        self.quantity.n_said
    }

    /// Whether the target is reached.
    pub fn is_met(&self) -> Option<bool> {
        self.indicator.goal().is_met(&self.quantity)
    }
}

/// The totals of a plan's indicators for a unit, over the periods that end in `span`. What has not been reported is not
/// in them: compare `n_said` with `n_asked`.
pub async fn totals(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    unit: UnitId,
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
    let mut own: HashMap<(IndicatorId, String), figure::Model> = HashMap::new();
    for row in figure::of_unit(&ids, unit).all(conn).await? {
        own.insert((row.indicator_id, row.period.clone()), row);
    }
    let mut totals = Vec::new();
    for row in indicators {
        let periods = periods.remove(&row.id).unwrap_or_default();
        if let Some(total) = total(conn, row, unit, (periods, &own)).await? {
            totals.push(total);
        }
    }
    Ok(totals)
}

async fn total(
    conn: &impl ConnectionTrait,
    row: indicator::Model,
    unit: UnitId,
    (periods, own): (Vec<figure_period::Model>, &HashMap<(IndicatorId, String), figure::Model>),
) -> Result<Option<Total>, IndicatorError> {
    let goal = row.goal();
    let mut quantity = Quantity::default();
    let mut latest: Option<&figure::Model> = None;
    let mut parts: BTreeMap<UnitId, Part> = BTreeMap::new();
    for period in &periods {
        let Some(one) = own.get(&(row.id, period.period.clone())) else { continue };
        quantity = quantity.then(sums::whole(one, &goal), row.way);
        latest = Some(one);
        let below = figure::below(row.id, &period.period, unit).order_by_asc(figure::Column::UnitId);
        let below = below.limit(PARTS_MAX).all(conn).await?;
        let shares = below.iter().map(|part| (part, sums::given(part, &goal)));
        let own_share = Quantity::own(one.said(), &goal, one.is_leaf);
        for (part, given) in shares.chain([(one, own_share)]) {
            let is_own = part.unit_id == unit;
            if is_own && given == Quantity::default() {
                continue;
            }
            let kept = parts.entry(part.unit_id).or_insert(Part {
                unit: part.unit_id,
                figure: part.id,
                quantity: Quantity::default(),
                n_asked: 0,
            });
            kept.quantity = kept.quantity.then(given, row.way);
            kept.figure = part.id;
            kept.n_asked = if is_own { i64::from(part.is_leaf) } else { part.n_asked };
        }
    }
    let Some(latest) = latest else { return Ok(None) };
    let (figure, n_asked) = (latest.id, latest.n_asked);
    Ok(Some(Total {
        indicator: row,
        periods,
        figure,
        quantity,
        n_asked,
        parts: parts.into_values().collect(),
    }))
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
