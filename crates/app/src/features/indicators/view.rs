//! Rows become views: names of units, plans and people, periods as people call them, small pictures over periods.

use super::pages::{BarView, FigureRow, IndicatorView, PeriodView, TotalView};
use super::sums;
use crate::app::App;
use crate::features::units;
use domain::figures::{Amount, Direction, Goal, Quantity, Scope, Way};
use domain::ids::{FigureId, IndicatorId, PersonId, PlanId, UnitId};
use domain::time::Day;
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeSet, HashMap, HashSet};
use tables::{figure, figure_period, indicator, person, plan};
use web::Error;

/// A period as people call it, by its key.
pub fn period(key: &str) -> PeriodView {
    const ROMAN: [&str; 5] = ["", "I", "II", "III", "IV"];
    let (kind, n, year) = match key.split_once('-') {
        None if key.is_empty() => ("once", String::new(), String::new()),
        None => ("year", String::new(), key.to_owned()),
        Some((year, rest)) if rest.starts_with('Q') => {
            let at = rest[1..].parse::<usize>().unwrap_or(0);
            ("quarter", ROMAN.get(at).copied().unwrap_or_default().to_owned(), year.to_owned())
        }
        Some((year, rest)) if rest.starts_with('H') => ("half", rest[1..].to_owned(), year.to_owned()),
        Some((year, rest)) if rest.len() == 4 => ("school_year", String::new(), format!("{year} - {rest}")),
        Some((year, rest)) => ("month", rest.trim_start_matches('0').to_owned(), year.to_owned()),
    };
    PeriodView { key: key.to_owned(), kind, n, year }
}

/// A period in the words of a report; empty of what is asked once.
pub fn period_words(key: &str) -> String {
    let PeriodView { kind, n, year, .. } = period(key);
    match kind {
        "once" => String::new(),
        "year" => format!("năm {year}"),
        "quarter" => format!("quý {n}/{year}"),
        "half" if n == "1" => format!("6 tháng đầu năm {year}"),
        "half" => format!("6 tháng cuối năm {year}"),
        "school_year" => format!("năm học {year}"),
        _ => format!("tháng {n}/{year}"),
    }
}

/// A total as people read it.
pub fn total(quantity: &Quantity, n_asked: i64, row: &indicator::Model, is_leaf: bool) -> TotalView {
    let has_any = quantity.n_said > 0 || quantity.value != 0 || quantity.base != 0;
    let is_met = if !has_any && !is_leaf { None } else { is_met(quantity, n_asked, row, is_leaf) };
    TotalView {
        value: if has_any { quantity.shown(row.way).map(Amount::as_f64) } else { None },
        part: Amount::of_hundredths(quantity.value).as_f64(),
        base: Amount::of_hundredths(quantity.base).as_f64(),
        n_said: quantity.n_said,
        n_asked,
        n_met: quantity.n_met,
        is_met,
    }
}

/// Whether the target is reached, as far as that can be said: a target of each unit by counting units, one of all together
/// only when all have reported, or when what is missing cannot turn it any more.
pub(super) fn is_met(
    quantity: &Quantity,
    n_asked: i64,
    row: &indicator::Model,
    is_leaf: bool,
) -> Option<bool> {
    let met = row.goal().is_met(quantity);
    if is_leaf {
        // A target of all together is none of one unit.
        return met.filter(|_| row.scope == Scope::Each && quantity.n_said > 0);
    }
    if row.scope == Scope::Each {
        return (row.target.is_some() && n_asked > 0).then_some(quantity.n_met == n_asked);
    }
    let only_grows = row.way != Way::Rate && row.least.is_none_or(|least| least >= 0);
    let is_final = match row.direction {
        Direction::Least => met == Some(true),
        Direction::Most => met == Some(false),
    };
    met.filter(|_| quantity.n_said >= n_asked || (only_grows && is_final))
}

/// What lists of figures need besides their rows, each kind in one question.
#[derive(Debug, Default)]
pub struct Words {
    indicators: HashMap<IndicatorId, (indicator::Model, IndicatorView)>,
    plans: HashMap<PlanId, String>,
    units: HashMap<UnitId, String>,
    people: HashMap<PersonId, String>,
    locked: HashSet<(IndicatorId, String)>,
}

impl Words {
    /// Loads the words of these rows.
    pub async fn load(app: &App, rows: &[figure::Model], also: &[PersonId]) -> Result<Words, Error> {
        let db = app.db.read();
        let unique = |ids: BTreeSet<IndicatorId>| -> Vec<IndicatorId> { ids.into_iter().collect() };
        let ids = unique(rows.iter().map(|row| row.indicator_id).collect());
        let found = indicator::by_ids(&ids).all(db).await.map_err(db::DbError::from)?;
        let periods = figure_period::of(&ids).filter(figure_period::Column::LockedAt.is_not_null());
        let locked = periods.all(db).await.map_err(db::DbError::from)?;
        let people: BTreeSet<PersonId> =
            rows.iter().filter_map(|row| row.person_id).chain(also.iter().copied()).collect();
        let people = person::Entity::find()
            .select_only()
            .columns([person::Column::Id, person::Column::Name])
            .filter(person::Column::Id.is_in(people))
            .into_tuple::<(PersonId, String)>()
            .all(db)
            .await
            .map_err(db::DbError::from)?;
        let units: BTreeSet<UnitId> = rows.iter().map(|row| row.unit_id).collect();
        let within: BTreeSet<UnitId> = found.iter().filter_map(|row| row.within_id).collect();
        let units: Vec<UnitId> = units.into_iter().chain(within).collect();
        let names = units::refs(app.db.read(), &units, app.now().local_day()).await;
        let names: HashMap<UnitId, String> =
            names.map_err(db::DbError::from)?.into_iter().map(|unit| (unit.id, unit.short)).collect();
        let views = found.into_iter().map(|row| (row.id, (row.clone(), indicator_view(&row, &names, 0))));
        Ok(Words {
            indicators: views.collect(),
            plans: plans(app, rows.iter().map(|row| row.plan_id).collect()).await?,
            units: names,
            people: people.into_iter().collect(),
            locked: locked.into_iter().map(|row| (row.indicator_id, row.period)).collect(),
        })
    }

    /// The name of a person.
    pub fn person(&self, id: Option<PersonId>) -> Option<String> {
        id.and_then(|id| self.people.get(&id)).cloned()
    }

    /// A row as it stands today.
    pub fn row(&self, row: &figure::Model, today: Day) -> Result<FigureRow, Error> {
        let (of, view) = self.indicators.get(&row.indicator_id).ok_or_else(Error::not_found)?;
        let goal: Goal = of.goal();
        let whole = sums::whole(row, &goal);
        let given = sums::given(row, &goal);
        let own = row.said().map(|said| Quantity::own(Some(said), &goal, true));
        let is_locked = self.locked.contains(&(row.indicator_id, row.period.clone()));
        let days = (row.due_on - today).num_days();
        Ok(FigureRow {
            id: row.id,
            plan_id: row.plan_id,
            plan: self.plans.get(&row.plan_id).cloned().unwrap_or_default(),
            indicator: view.clone(),
            period: period(&row.period),
            unit_id: row.unit_id,
            unit: self.units.get(&row.unit_id).cloned().unwrap_or_default(),
            due_on: row.due_on,
            days,
            state: row.state.word(),
            is_late: !row.state.is_given() && !is_locked && row.above_id.is_some() && days < 0,
            is_locked,
            value: row.value.map(|n| Amount::of_hundredths(n).print()).unwrap_or_default(),
            base: row.base.map(|n| Amount::of_hundredths(n).print()).unwrap_or_default(),
            own: own.and_then(|own| own.shown(of.way)).map(Amount::as_f64),
            note: row.note.clone(),
            link: row.link.clone(),
            reason: row.reason.clone(),
            is_leaf: row.is_leaf,
            total: total(&whole, row.n_asked, of, row.is_leaf),
            given: if row.state.is_given() { given.shown(of.way).map(Amount::as_f64) } else { None },
            who: self.person(row.person_id),
            said_at: row.said_at,
            is_by_above: row.is_by_above,
            seen: row.updated_at,
            n_below: if row.is_leaf { 0 } else { row.n_asked },
        })
    }
}

async fn plans(app: &App, ids: BTreeSet<PlanId>) -> Result<HashMap<PlanId, String>, Error> {
    let found = plan::Entity::find()
        .select_only()
        .columns([plan::Column::Id, plan::Column::Subject])
        .filter(plan::Column::Id.is_in(ids))
        .into_tuple::<(PlanId, String)>()
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?;
    Ok(found.into_iter().collect())
}

/// An indicator as people read it. `n_units`: how many were chosen one by one.
pub fn indicator_view(
    row: &indicator::Model,
    names: &HashMap<UnitId, String>,
    n_units: u64,
) -> IndicatorView {
    let kinds = row.kinds.split(',').filter_map(UnitKind::parse).map(UnitKind::noun);
    let within = row.within_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
    IndicatorView {
        id: row.id,
        name: row.name.clone(),
        measure: row.measure.clone(),
        way: row.way.word(),
        direction: row.direction.word(),
        target: row.target.map(|n| Amount::of_hundredths(n).as_f64()),
        scope: row.scope.word(),
        every: row.every.word(),
        due_days: row.due_days,
        state: row.state.clone(),
        quote: row.quote.clone(),
        line: row.line,
        asked: row.asked.clone(),
        asked_words: if row.asked == "name" {
            row.printed.clone()
        } else {
            kinds.collect::<Vec<_>>().join(", ")
        },
        within: if row.asked == "units" { n_units.to_string() } else { within },
    }
}

/// The totals of one unit over periods as bars from a base of zero, with the height of the target among them.
pub fn bars(
    row: &indicator::Model,
    periods: &[figure_period::Model],
    rows: &HashMap<String, (FigureId, Quantity, i64, bool)>,
) -> (Vec<BarView>, Option<f64>) {
    let totals: Vec<(&figure_period::Model, FigureId, TotalView)> = periods
        .iter()
        .filter_map(|period| {
            let (id, quantity, n_asked, is_leaf) = rows.get(&period.period)?;
            Some((period, *id, total(quantity, *n_asked, row, *is_leaf)))
        })
        .collect();
    let is_one_scale = row.scope == Scope::All || row.way == Way::Rate;
    let target = row.target.map(|n| Amount::of_hundredths(n).as_f64()).filter(|n| is_one_scale && *n > 0.0);
    let most = totals.iter().filter_map(|(.., total)| total.value).chain(target).fold(0.0_f64, f64::max);
    let height = |value: f64| if most > 0.0 { (value / most * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "a few dozen bars")]
    let step = 100.0 / totals.len().max(4) as f64;
    let mut x = 0.0;
    let mut bars = Vec::with_capacity(totals.len());
    for (period, figure, total) in totals {
        let high = height(total.value.unwrap_or(0.0));
        let (due_on, locked_at) = (period.due_on, period.locked_at);
        let period = self::period(&period.period);
        bars.push(BarView { period, figure, total, height: high, x, width: step * 0.8, due_on, locked_at });
        x += step;
    }
    (bars, target.map(height))
}
