//! All units of some kinds that stand below one, at any depth and in any line, on a day.

use domain::ids::UnitId;
use domain::time::Day;
use domain::units::UnitKind;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QuerySelect as _,
};
use std::collections::HashSet;
use tables::{unit, unit_parent};

/// No line of units is deeper; a circle in the data ends here.
const DEPTH_MAX: usize = 20;
/// Units asked for in one question: databases limit the values of a query.
const ASKED_MAX: usize = 1_000;

/// The units of these kinds below `within` (in the whole country for none), in order of their ids.
pub async fn below(
    conn: &impl ConnectionTrait,
    within: Option<UnitId>,
    kinds: &[UnitKind],
    on: Day,
) -> Result<Vec<UnitId>, DbErr> {
    let Some(root) = within else { return of_kinds(conn, None, kinds, on).await };
    let (mut edge, mut seen) = (vec![root], HashSet::from([root]));
    for _ in 0..DEPTH_MAX {
        let mut next = Vec::new();
        for asked in edge.chunks(ASKED_MAX) {
            let children = unit_parent::ever_below(asked)
                .filter(unit::holds_on(unit_parent::Column::ValidFrom, unit_parent::Column::ValidTo, on))
                .select_only()
                .column(unit_parent::Column::UnitId)
                .into_tuple::<UnitId>()
                .all(conn)
                .await?;
            next.extend(children.into_iter().filter(|unit| seen.insert(*unit)));
        }
        if next.is_empty() {
            break;
        }
        edge = next;
    }
    seen.remove(&root);
    let mut found: Vec<UnitId> = seen.into_iter().collect();
    found.sort_unstable();
    let mut fitting = Vec::new();
    for asked in found.chunks(ASKED_MAX) {
        fitting.extend(of_kinds(conn, Some(asked), kinds, on).await?);
    }
    Ok(fitting)
}

async fn of_kinds(
    conn: &impl ConnectionTrait,
    among: Option<&[UnitId]>,
    kinds: &[UnitKind],
    on: Day,
) -> Result<Vec<UnitId>, DbErr> {
    let mut select =
        unit::Entity::find().filter(unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, on));
    if let Some(among) = among {
        select = select.filter(unit::Column::Id.is_in(among.iter().copied()));
    }
    if !kinds.is_empty() {
        select = select.filter(unit::Column::Kind.is_in(kinds.iter().copied()));
    }
    let mut units = select.select_only().column(unit::Column::Id).into_tuple::<UnitId>().all(conn).await?;
    units.sort_unstable();
    Ok(units)
}
