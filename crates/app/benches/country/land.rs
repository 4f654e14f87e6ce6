//! The schools, written straight into the tables: an import of fifty thousand rows is measured elsewhere.

use super::SOURCE;
use crate::support::TestApp;
use db::WriteTx;
use domain::ids::UnitId;
use domain::time::Day;
use domain::units::{Line, UnitKind};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use tables::{unit, unit_name, unit_parent};

/// So many schools, spread over the offices of districts.
pub async fn schools(house: &TestApp, n: usize) -> Vec<UnitId> {
    let on = house.app.now().local_day();
    let offices = unit::Entity::find()
        .filter(unit::Column::Kind.eq(UnitKind::DistrictOffice))
        .filter(unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, on))
        .order_by_asc(unit::Column::Id)
        .all(house.app.db.read())
        .await
        .expect("offices");
    let parents: Vec<UnitId> = offices.into_iter().map(|row| row.id).collect();
    assert!(!parents.is_empty(), "the sector has offices of districts");
    let mut ids = Vec::with_capacity(n);
    for from in (0..n).step_by(1_000) {
        let tx = house.app.db.write().await.expect("a transaction");
        ids.extend(some_schools(&tx, house, &parents, from..n.min(from + 1_000)).await);
        tx.commit().await.expect("committed");
    }
    ids
}

async fn some_schools(
    tx: &WriteTx,
    house: &TestApp,
    parents: &[UnitId],
    range: std::ops::Range<usize>,
) -> Vec<UnitId> {
    let now = house.app.now();
    let (mut units, mut names, mut places, mut ids) = (vec![], vec![], vec![], vec![]);
    for at in range {
        let id: UnitId = tx.new_id(now);
        ids.push(id);
        units.push(unit::ActiveModel {
            id: Set(id),
            code: Set(format!("tr-{at}")),
            kind: Set(UnitKind::Preschool),
            area: Set(String::new()),
            rank: Set(0),
            valid_from: Set(None),
            valid_to: Set(None),
            source: Set(SOURCE.to_owned()),
            verified: Set(true),
            search_text: Set(format!("truong {at}")),
        });
        names.push(unit_name::ActiveModel {
            id: Set(tx.new_id(now)),
            unit_id: Set(id),
            full: Set(format!("Trường mầm non số {at}")),
            full_key: Set(format!("truong mam non so {at}")),
            short: Set(format!("Trường {at}")),
            valid_from: Set(None),
            valid_to: Set(None),
        });
        places.push(unit_parent::ActiveModel {
            id: Set(tx.new_id(now)),
            unit_id: Set(id),
            line: Set(Line::StateManagement),
            parent_id: Set(Some(parents[at % parents.len()])),
            valid_from: Set(None),
            valid_to: Set(None),
            is_gap: Set(false),
        });
    }
    unit::Entity::insert_many(units).exec_without_returning(tx).await.expect("units");
    unit_name::Entity::insert_many(names).exec_without_returning(tx).await.expect("names");
    unit_parent::Entity::insert_many(places).exec_without_returning(tx).await.expect("places");
    ids
}

/// The school that is looked at: the eighth that was made.
pub async fn school(house: &TestApp) -> UnitId {
    let found = unit::Entity::find().filter(unit::Column::Code.eq("tr-7"));
    found.one(house.app.db.read()).await.expect("a row").expect("the eighth school").id
}

/// The office above a school and the department above that.
pub async fn above(house: &TestApp, school: UnitId) -> (UnitId, UnitId) {
    let on = house.app.now().local_day();
    let office = parent(house, school, on).await;
    (office, parent(house, office, on).await)
}

async fn parent(house: &TestApp, unit: UnitId, on: Day) -> UnitId {
    let places = unit_parent::of(&[unit])
        .filter(unit::holds_on(unit_parent::Column::ValidFrom, unit_parent::Column::ValidTo, on))
        .filter(unit_parent::Column::Line.eq(Line::StateManagement));
    let place = places.one(house.app.db.read()).await.expect("a place");
    place.and_then(|row| row.parent_id).expect("a unit above")
}
