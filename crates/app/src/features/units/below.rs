//! All units of some kinds that stand below one, at any depth and in any line, on a day.

use super::reach;
use domain::ids::UnitId;
use domain::time::Day;
use domain::units::UnitKind;
use sea_orm::sea_query::{CommonTableExpression, Expr, ExprTrait as _, Query, UnionType, WithClause};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QuerySelect as _,
};
use std::collections::HashSet;
use tables::{unit, unit_parent};

/// No line of units is deeper; a circle in the data ends here.
const DEPTH_MAX: usize = 20;
/// Units asked for in one question: databases limit the values of a query.
const ASKED_MAX: usize = 1_000;
/// Units of a kind that are looked at before a tree is walked.
const LOOKED_AT: u64 = 20;
/// The table of a recursive question, and its column.
const BELOW: &str = "below";
const UNIT: &str = "unit";

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

/// Those of the kinds that some unit below `within` has, at any depth and in any line, on a day.
pub async fn kinds_below(
    conn: &impl ConnectionTrait,
    within: Option<UnitId>,
    kinds: &[UnitKind],
    on: Day,
) -> Result<HashSet<UnitKind>, DbErr> {
    let (mut there, mut left) = (HashSet::new(), Vec::new());
    // A look at a few units of each kind and what stands above them: below a ministry nearly all are, and its tree need not
    // be walked.
    for kind in kinds {
        let some = unit::Entity::find()
            .filter(unit::Column::Kind.eq(*kind))
            .filter(unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, on))
            .select_only()
            .column(unit::Column::Id)
            .limit(LOOKED_AT)
            .into_tuple::<UnitId>()
            .all(conn)
            .await?;
        let is_below = match within {
            Some(within) => {
                let above = reach::all_above(conn, &some, on).await?;
                above.values().any(|above| above.contains(&within))
            }
            None => !some.is_empty(),
        };
        if is_below {
            there.insert(*kind);
        } else if !some.is_empty() {
            left.push(*kind);
        }
    }
    if let Some(within) = within.filter(|_| !left.is_empty()) {
        there.extend(walk(conn, within, &left, on).await?);
    }
    Ok(there)
}

/// The same by walking down. The database walks: it gives back a word for each kind, not the units.
async fn walk(
    conn: &impl ConnectionTrait,
    within: UnitId,
    kinds: &[UnitKind],
    on: Day,
) -> Result<Vec<UnitKind>, DbErr> {
    let of = |column| Expr::col((unit::Entity, column));
    let mut query = Query::select();
    query
        .distinct()
        .column((unit::Entity, unit::Column::Kind))
        .from(unit::Entity)
        .inner_join(BELOW, Expr::col((BELOW, UNIT)).equals((unit::Entity, unit::Column::Id)))
        .and_where(of(unit::Column::Kind).is_in(kinds.iter().copied()))
        .cond_where(unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, on))
        .with_cte(everything_below(within, on));
    let rows = conn.query_all(&query).await?;
    rows.iter().map(|row| row.try_get::<UnitKind>("", "kind")).collect()
}

/// The units below one, each once, so that a circle in the data ends.
fn everything_below(within: UnitId, on: Day) -> WithClause {
    use unit_parent::Column::{ParentId, UnitId as Child, ValidFrom, ValidTo};
    let holds = || unit::holds_on(ValidFrom, ValidTo, on);
    let place = |column| Expr::col((unit_parent::Entity, column));
    let mut below = Query::select();
    below
        .column((unit_parent::Entity, Child))
        .from(unit_parent::Entity)
        .inner_join(BELOW, place(ParentId).equals((BELOW, UNIT)))
        .cond_where(holds());
    let mut first = Query::select();
    first
        .expr_as(place(Child), UNIT)
        .from(unit_parent::Entity)
        .and_where(place(ParentId).eq(within))
        .cond_where(holds())
        .union(UnionType::Distinct, below);
    let table = CommonTableExpression::new().query(first).column(UNIT).table_name(BELOW).to_owned();
    WithClause::new().recursive(true).cte(table).to_owned()
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
