//! Lines and sums as pages show them, with the names that belong to them loaded once.

use super::pages::{Fields, LineView, SumView};
use crate::app::App;
use crate::features::units;
use db::DbError;
use domain::ids::{PersonId, PlanId, UnitId};
use domain::money::{Dong, Pieces};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::HashMap;
use tables::{money_line, person, plan};
use web::Error;

/// Names of units.
pub struct Words {
    units: HashMap<UnitId, String>,
}

impl Words {
    /// Loads the names of the units of these lines.
    pub async fn load(app: &App, rows: &[money_line::Model]) -> Result<Words, Error> {
        let mut ids: Vec<UnitId> = rows.iter().map(|row| row.unit_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let found = units::refs(app.db.read(), &ids, app.now().local_day()).await.map_err(DbError::from)?;
        Ok(Words { units: found.into_iter().map(|unit| (unit.id, unit.short)).collect() })
    }

    /// The short name of a unit.
    pub fn unit(&self, id: UnitId) -> String {
        self.units.get(&id).cloned().unwrap_or_default()
    }

    /// A line.
    pub fn line(&self, row: &money_line::Model) -> LineView {
        let flow = row.flow();
        LineView {
            id: row.id,
            no: row.no.clone(),
            content: row.content.clone(),
            fund: row.fund.word(),
            level: row.level.word(),
            unit_id: row.unit_id,
            unit: self.unit(row.unit_id),
            measure: row.measure.clone(),
            quantity: row.quantity.map(|n| Pieces::of_thousandths(n).print()).unwrap_or_default(),
            price: row.price,
            base: row.base,
            adjusted: row.adjusted,
            estimated: row.estimated(),
            allocated: flow.allocated,
            allotted: flow.allotted,
            spent: flow.spent,
            below: flow.below,
            spent_in_all: flow.spent_in_all(),
            left: flow.left(),
            at_hand: flow.at_hand(),
            note: row.note.clone(),
            version: row.version,
            is_top: row.above_id.is_none(),
        }
    }
}

/// Sums of lines by what they have in common, in the order it first stands in the list.
pub fn sums<K: PartialEq + ToString>(
    rows: &[&money_line::Model],
    key: impl Fn(&money_line::Model) -> K,
    name: impl Fn(&K) -> String,
) -> Vec<SumView> {
    let mut groups: Vec<(K, Vec<&money_line::Model>)> = Vec::new();
    for row in rows {
        let of = key(row);
        match groups.iter_mut().find(|(known, _)| *known == of) {
            Some((_, list)) => list.push(row),
            None => groups.push((of, vec![row])),
        }
    }
    let sum_of = |(key, list): (K, Vec<&money_line::Model>)| SumView {
        key: key.to_string(),
        name: name(&key),
        ..sum(&list)
    };
    groups.into_iter().map(sum_of).collect()
}

/// The sum of lines of an estimate.
pub fn sum(rows: &[&money_line::Model]) -> SumView {
    let add = |sum: SumView, row: &&money_line::Model| SumView {
        n: sum.n + 1,
        estimated: sum.estimated + row.estimated(),
        allocated: sum.allocated + row.allocated,
        spent: sum.spent + row.flow().spent_in_all(),
        left: sum.left + row.flow().left(),
        ..sum
    };
    rows.iter().fold(SumView::default(), add)
}

/// What stands in the form of a line that is there.
pub fn fields_of(row: &money_line::Model, unit: &str) -> Fields {
    let dong = |n: Option<i64>| n.map(|n| Dong::of(n).print()).unwrap_or_default();
    Fields {
        no: row.no.clone(),
        content: row.content.clone(),
        source: row.source_id.map(|id| format!("{}:{id}", row.source_kind)).unwrap_or_default(),
        fund: row.fund.word().to_owned(),
        level: row.level.word().to_owned(),
        unit: unit.to_owned(),
        unit_id: row.unit_id.to_string(),
        measure: row.measure.clone(),
        quantity: row.quantity.map(|n| Pieces::of_thousandths(n).print()).unwrap_or_default(),
        price: dong(row.price),
        amount: dong(Some(row.base)),
        note: row.note.clone(),
        reason: String::new(),
    }
}

/// Names of people.
pub async fn people(app: &App, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, Error> {
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Subjects of plans.
pub async fn subjects(app: &App, ids: &[PlanId]) -> Result<HashMap<PlanId, String>, Error> {
    let found: Vec<(PlanId, String)> = plan::Entity::find()
        .filter(plan::Column::Id.is_in(ids.iter().copied()))
        .select_only()
        .columns([plan::Column::Id, plan::Column::Subject])
        .into_tuple()
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    Ok(found.into_iter().collect())
}
