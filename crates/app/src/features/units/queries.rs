//! Dated questions to the tables, for pages.

use std::collections::{HashMap, HashSet};

use db::dialect;
use domain::ids::UnitId;
use domain::text::key;
use domain::time::Day;
use domain::units::{Line, UnitKind};
use sea_orm::sea_query::{
    Alias, Asterisk, CaseStatement, Expr, ExprTrait as _, Order, Query, SelectStatement, SimpleExpr,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait as _, FromQueryResult, QueryFilter as _,
};
use tables::{unit, unit_name, unit_parent};

use super::store::DEPTH_MAX;

/// A unit as lists show it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Brief {
    /// Id.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Whole name on the day.
    pub full: String,
    /// Short name on the day.
    pub short: String,
    /// False when its facts are recalled.
    pub verified: bool,
    /// Last day of its life, if it has one.
    pub valid_to: Option<Day>,
}

/// A level of the tree, or what of it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Level<'a> {
    /// Below which unit; none for the top.
    pub parent: Option<UnitId>,
    /// In which line.
    pub line: Line,
    /// On which day.
    pub on: Day,
    /// Words that the names must hold; all units when it is empty.
    pub words: &'a str,
}

impl Level<'_> {
    /// Some units of the level, in official order. The database orders and cuts: a level may have thousands.
    pub async fn some(
        &self,
        conn: &impl ConnectionTrait,
        skip: u64,
        n_max: u64,
    ) -> Result<Vec<Brief>, DbErr> {
        let backend = conn.get_database_backend();
        let mut kind = CaseStatement::new();
        for (place, known) in UnitKind::ALL.iter().enumerate() {
            let place = i32::try_from(place).unwrap_or(i32::MAX);
            kind = kind.case(Expr::col((unit::Entity, unit::Column::Kind)).eq(*known), place);
        }
        let mut query = brief_query();
        self.narrow(&mut query);
        query
            .order_by_expr(kind.into(), Order::Asc)
            .order_by((unit::Entity, unit::Column::Rank), Order::Asc)
            .order_by_expr(dialect::in_byte_order(backend, unit_name::Column::FullKey), Order::Asc)
            .order_by((unit::Entity, unit::Column::Id), Order::Asc)
            .limit(n_max)
            .offset(skip);
        Brief::find_by_statement(backend.build(&query)).all(conn).await
    }

    /// How many units the level has, counted where they are.
    pub async fn count(&self, conn: &impl ConnectionTrait) -> Result<u64, DbErr> {
        let mut query = Query::select();
        query.expr_as(Expr::col(Asterisk).count(), Alias::new("n"));
        if self.words.is_empty() {
            query.from(unit_parent::Entity).cond_where(self.place());
        } else {
            query.from(unit::Entity).inner_join(unit_name::Entity, name_of_unit());
            self.narrow(&mut query);
        }
        let row = conn.query_one(&query).await?;
        let n = row.map(|row| row.try_get::<i64>("", "n")).transpose()?;
        Ok(n.and_then(|n| u64::try_from(n).ok()).unwrap_or(0))
    }

    fn place(&self) -> Condition {
        let place = |column: unit_parent::Column| Expr::col((unit_parent::Entity, column));
        let below = match self.parent {
            Some(parent) => place(unit_parent::Column::ParentId).eq(parent),
            None => place(unit_parent::Column::ParentId).is_null(),
        };
        let (from, to) = (unit_parent::Column::ValidFrom, unit_parent::Column::ValidTo);
        Condition::all().add(below).add(place(unit_parent::Column::Line).eq(self.line)).add(holds(
            unit_parent::Entity,
            from,
            to,
            self.on,
        ))
    }

    fn narrow(&self, query: &mut SelectStatement) {
        let of_unit = Expr::col((unit_parent::Entity, unit_parent::Column::UnitId))
            .equals((unit::Entity, unit::Column::Id));
        let (from, to) = (unit_name::Column::ValidFrom, unit_name::Column::ValidTo);
        query.inner_join(unit_parent::Entity, of_unit).cond_where(self.place()).cond_where(holds(
            unit_name::Entity,
            from,
            to,
            self.on,
        ));
        for word in key(self.words).split_whitespace() {
            query.and_where(dialect::contains(unit_name::Column::FullKey, word));
        }
    }
}

fn name_of_unit() -> SimpleExpr {
    Expr::col((unit_name::Entity, unit_name::Column::UnitId)).equals((unit::Entity, unit::Column::Id))
}

fn brief_query() -> SelectStatement {
    let of_unit = |column: unit::Column| (unit::Entity, column);
    let of_name = |column: unit_name::Column| (unit_name::Entity, column);
    let mut query = Query::select();
    query
        .columns(
            [unit::Column::Id, unit::Column::Kind, unit::Column::Verified, unit::Column::ValidTo]
                .map(of_unit),
        )
        .columns([unit_name::Column::Full, unit_name::Column::Short].map(of_name))
        .from(unit::Entity)
        .inner_join(unit_name::Entity, name_of_unit());
    query
}

fn holds<E: sea_orm::EntityTrait, C: ColumnTrait>(table: E, from: C, to: C, day: Day) -> Condition {
    let column = |column: C| Expr::col((table, column));
    Condition::all()
        .add(column(from).is_null().or(column(from).lte(day)))
        .add(column(to).is_null().or(column(to).gte(day)))
}

/// How many units stand right below each of these in a line on a day.
pub async fn count_below(
    conn: &impl ConnectionTrait,
    parents: &[UnitId],
    line: Line,
    day: Day,
) -> Result<HashMap<UnitId, u64>, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        parent_id: UnitId,
        n: i64,
    }
    if parents.is_empty() {
        return Ok(HashMap::new());
    }
    let query = Query::select()
        .column(unit_parent::Column::ParentId)
        .expr_as(Expr::col(Asterisk).count(), Alias::new("n"))
        .from(unit_parent::Entity)
        .and_where(Expr::col(unit_parent::Column::ParentId).is_in(parents.iter().copied()))
        .and_where(Expr::col(unit_parent::Column::Line).eq(line))
        .cond_where(unit::holds_on(unit_parent::Column::ValidFrom, unit_parent::Column::ValidTo, day))
        .group_by_col(unit_parent::Column::ParentId)
        .to_owned();
    let counts = Count::find_by_statement(conn.get_database_backend().build(&query)).all(conn).await?;
    Ok(counts.into_iter().map(|count| (count.parent_id, u64::try_from(count.n).unwrap_or(0))).collect())
}

/// These units under their names of the day, or their nearest ones; unknown ids are left out.
pub async fn briefs(
    conn: &impl ConnectionTrait,
    ids: &[UnitId],
    day: Day,
) -> Result<HashMap<UnitId, Brief>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let units = unit::by_ids(ids).all(conn).await?;
    let mut names: HashMap<UnitId, Vec<unit_name::Model>> = HashMap::new();
    for name in unit_name::of(ids).all(conn).await? {
        names.entry(name.unit_id).or_default().push(name);
    }
    let brief = |unit: unit::Model| {
        let name = nearest(names.remove(&unit.id)?, day)?;
        let unit::Model { id, kind, verified, valid_to, .. } = unit;
        Some((id, Brief { id, kind, verified, valid_to, full: name.full, short: name.short }))
    };
    Ok(units.into_iter().filter_map(brief).collect())
}

/// The name of the day, else the next one to come, else the last one.
pub fn nearest(mut names: Vec<unit_name::Model>, day: Day) -> Option<unit_name::Model> {
    let fits = |name: &unit_name::Model| name.valid_to.is_none_or(|to| to >= day);
    let at = names.iter().position(fits).unwrap_or(names.len().checked_sub(1)?);
    Some(names.swap_remove(at))
}

/// The units above these in a line on a day, the top one first, without the units themselves.
///
/// A unit that does not stand in `line` is shown in the line that it is at home in.
pub async fn paths(
    conn: &impl ConnectionTrait,
    ids: &[UnitId],
    line: Option<Line>,
    day: Day,
) -> Result<HashMap<UnitId, Vec<UnitId>>, DbErr> {
    let mut above: HashMap<UnitId, UnitId> = HashMap::new();
    let mut edge: Vec<UnitId> = ids.to_vec();
    let mut seen: HashSet<UnitId> = edge.iter().copied().collect();
    for _ in 0..DEPTH_MAX {
        if edge.is_empty() {
            break;
        }
        let mut places: HashMap<UnitId, Vec<unit_parent::Model>> = HashMap::new();
        for place in unit_parent::places(&edge, day).all(conn).await? {
            places.entry(place.unit_id).or_default().push(place);
        }
        let kinds: HashMap<UnitId, UnitKind> = match line {
            Some(_) => HashMap::new(),
            None => {
                unit::by_ids(&edge).all(conn).await?.into_iter().map(|unit| (unit.id, unit.kind)).collect()
            }
        };
        let mut next = Vec::new();
        for (id, places) in places {
            let wanted = line.or_else(|| kinds.get(&id).map(|kind| kind.home()));
            let place = places
                .iter()
                .find(|place| Some(place.line) == wanted)
                .or(places.first().filter(|_| line.is_none()));
            if let Some(parent) = place.and_then(|place| place.parent_id) {
                above.insert(id, parent);
                if seen.insert(parent) {
                    next.push(parent);
                }
            }
        }
        edge = next;
    }
    Ok(ids.iter().map(|id| (*id, chain(&above, *id))).collect())
}

fn chain(above: &HashMap<UnitId, UnitId>, from: UnitId) -> Vec<UnitId> {
    let mut chain = Vec::new();
    let mut at = from;
    while let Some(parent) = above.get(&at).filter(|_| chain.len() < DEPTH_MAX) {
        chain.push(*parent);
        at = *parent;
    }
    chain.reverse();
    chain
}

/// Whether `unit` is `above` or stands somewhere below it on that day, in any line.
pub async fn is_within(
    conn: &impl ConnectionTrait,
    unit: UnitId,
    above: UnitId,
    on: Day,
) -> Result<bool, DbErr> {
    let (mut edge, mut seen) = (vec![unit], HashSet::from([unit]));
    for _ in 0..DEPTH_MAX {
        if edge.contains(&above) {
            return Ok(true);
        }
        let places = unit_parent::places(&edge, on)
            .filter(unit_parent::Column::ParentId.is_not_null())
            .all(conn)
            .await?;
        edge = places
            .into_iter()
            .filter_map(|place| place.parent_id)
            .filter(|parent| seen.insert(*parent))
            .collect();
        if edge.is_empty() {
            break;
        }
    }
    Ok(false)
}

/// How many units there are on a day.
pub async fn count(conn: &impl ConnectionTrait, day: Day) -> Result<u64, DbErr> {
    use sea_orm::PaginatorTrait as _;
    let alive = unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, day);
    unit::Entity::find().filter(alive).count(conn).await
}
