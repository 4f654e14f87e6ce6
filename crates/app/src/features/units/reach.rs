//! Whose units a post answers for: its own, those below on the day, and those that ended and left their work to any of
//! them. Goes up from the units in question, level by level, so that it asks little however large the country is.

use domain::ids::UnitId;
use domain::time::Day;
use domain::units::Line;
use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, QueryFilter as _};
use std::collections::{HashMap, HashSet};
use tables::{unit_link, unit_parent};

/// No line of units is deeper, with the successions on its way; a circle in the data ends here.
const STEPS_MAX: usize = 30;
/// Units asked for in one question: databases limit the values of a query.
const ASKED_MAX: usize = 1_000;

/// Those of `units` for which posts in one of `own` answer on that day.
pub async fn answered_by(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    own: &[UnitId],
    on: Day,
) -> Result<HashSet<UnitId>, DbErr> {
    let above = above(conn, units, on).await?;
    let answered = |unit: &&UnitId| {
        let (mut edge, mut seen) = (vec![**unit], HashSet::from([**unit]));
        while let Some(at) = edge.pop() {
            if own.contains(&at) {
                return true;
            }
            let next = above.get(&at).into_iter().flatten();
            edge.extend(next.filter(|unit| seen.insert(**unit)));
        }
        false
    };
    Ok(units.iter().filter(answered).copied().collect())
}

/// All units above each of these on that day, in any line, without the units themselves.
pub async fn all_above(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    on: Day,
) -> Result<HashMap<UnitId, Vec<UnitId>>, DbErr> {
    let mut above: HashMap<UnitId, Vec<UnitId>> = HashMap::new();
    let mut edge = units.to_vec();
    let mut seen: HashSet<UnitId> = edge.iter().copied().collect();
    for _ in 0..STEPS_MAX {
        let mut next = Vec::new();
        for asked in edge.chunks(ASKED_MAX) {
            for place in unit_parent::places(asked, on).all(conn).await? {
                let Some(parent) = place.parent_id else { continue };
                above.entry(place.unit_id).or_default().push(parent);
                if seen.insert(parent) {
                    next.push(parent);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        edge = next;
    }
    let of = |unit: &UnitId| {
        let (mut edge, mut all) = (vec![*unit], HashSet::new());
        while let Some(at) = edge.pop() {
            let parents = above.get(&at).into_iter().flatten().copied();
            edge.extend(parents.filter(|parent| all.insert(*parent)));
        }
        (*unit, all.into_iter().collect())
    };
    Ok(units.iter().map(of).collect())
}

/// The one unit above each of these on that day, and above those: in a line in which `beside` stands where there is one,
/// so that what a trade union asks goes up through trade unions.
pub async fn way_up(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    beside: UnitId,
    on: Day,
) -> Result<HashMap<UnitId, UnitId>, DbErr> {
    let lines: Vec<Line> =
        unit_parent::places(&[beside], on).all(conn).await?.into_iter().map(|place| place.line).collect();
    let mut above: HashMap<UnitId, (bool, Line, UnitId)> = HashMap::new();
    let mut edge = units.to_vec();
    let mut seen: HashSet<UnitId> = edge.iter().copied().collect();
    for _ in 0..STEPS_MAX {
        for asked in edge.chunks(ASKED_MAX) {
            for place in unit_parent::places(asked, on).all(conn).await? {
                let Some(parent) = place.parent_id else { continue };
                let this = (!lines.contains(&place.line), place.line, parent);
                above.entry(place.unit_id).and_modify(|best| *best = this.min(*best)).or_insert(this);
            }
        }
        edge = edge
            .iter()
            .filter_map(|unit| above.get(unit))
            .map(|best| best.2)
            .filter(|unit| seen.insert(*unit))
            .collect();
        if edge.is_empty() {
            break;
        }
    }
    Ok(above.into_iter().map(|(unit, (_, _, parent))| (unit, parent)).collect())
}

/// Those who took over the work of a unit that has ended, and of those that ended after it.
pub async fn heirs(conn: &impl ConnectionTrait, unit: UnitId, on: Day) -> Result<HashSet<UnitId>, DbErr> {
    let (mut edge, mut all) = (vec![unit], HashSet::new());
    for _ in 0..STEPS_MAX {
        let links = unit_link::successors(&edge, on).all(conn).await?;
        edge = links.into_iter().filter_map(|link| link.to_id).filter(|to| all.insert(*to)).collect();
        if edge.is_empty() {
            break;
        }
    }
    Ok(all)
}

/// The units that ended and left their work to these, and those that had left it to them.
pub async fn left_to(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    on: Day,
) -> Result<HashSet<UnitId>, DbErr> {
    let (mut edge, mut all) = (units.to_vec(), HashSet::new());
    for _ in 0..STEPS_MAX {
        let links = unit_link::predecessors(&edge, on).all(conn).await?;
        edge = links.into_iter().map(|link| link.from_id).filter(|from| all.insert(*from)).collect();
        if edge.is_empty() {
            break;
        }
    }
    Ok(all)
}

/// What stands above each of these units or took over its work, and above those.
async fn above(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    on: Day,
) -> Result<HashMap<UnitId, Vec<UnitId>>, DbErr> {
    let mut above: HashMap<UnitId, Vec<UnitId>> = HashMap::new();
    let mut edge = units.to_vec();
    let mut seen: HashSet<UnitId> = edge.iter().copied().collect();
    for _ in 0..STEPS_MAX {
        let mut next = Vec::new();
        for asked in edge.chunks(ASKED_MAX) {
            let places = unit_parent::places(asked, on)
                .filter(unit_parent::Column::ParentId.is_not_null())
                .all(conn)
                .await?;
            let links = unit_link::successors(asked, on).all(conn).await?;
            let parents = places.into_iter().map(|place| (place.unit_id, place.parent_id));
            let heirs = links.into_iter().map(|link| (link.from_id, link.to_id));
            for (unit, to) in parents.chain(heirs) {
                let Some(to) = to else { continue };
                above.entry(unit).or_default().push(to);
                if seen.insert(to) {
                    next.push(to);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        edge = next;
    }
    Ok(above)
}
