//! Between the rows of the tables and the forest of `domain`: the rules live there, the facts live here.
//!
//! A change loads the few units it concerns with everything above them, lets `domain` make it, and writes back what the
//! forest says was touched. In a forest from the database the code of a unit is its id as text.

use std::collections::{BTreeMap, HashMap, HashSet};

use db::{DbError, Door, WriteTx};
use domain::ids::{UnitAliasId, UnitId, UnitVersionId};
use domain::time::Moment;
use domain::units::{Alias, Forest, Line, Link, Name, Span, Timeline, Unit, UnitCode, lexicon};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _,
    QuerySelect as _,
};
use tables::{unit, unit_alias, unit_link, unit_name, unit_parent};

/// Rows of one INSERT: ten columns of them stay far below the 32,766 values that SQLite takes.
const INSERT_ROWS_MAX: usize = 1_000;
/// Ids of one question.
const IDS_MAX: usize = 5_000;
/// Longest chain of parents that is followed.
pub const DEPTH_MAX: usize = domain::units::DEPTH_MAX;

/// The code under which a forest from the database knows a unit.
pub fn code_of(id: UnitId) -> UnitCode {
    UnitCode::new(id.to_string())
}

/// The id of a unit of any forest: from the database its code is the id, in the seed the id follows from the code.
pub fn id_of(code: &UnitCode) -> UnitId {
    code.as_str().parse().unwrap_or_else(|_| code.id())
}

/// All rows that `select` finds for `ids`, asked in portions.
macro_rules! in_portions {
    ($conn:expr, $ids:expr, $select:path) => {{
        let mut rows = Vec::with_capacity($ids.len());
        for portion in $ids.chunks(IDS_MAX) {
            rows.extend($select(portion).all($conn).await?);
        }
        rows
    }};
}

/// The units with these ids, with their names, places and spellings.
pub async fn load(conn: &impl ConnectionTrait, ids: &[UnitId]) -> Result<Vec<Unit>, DbErr> {
    let units = in_portions!(conn, ids, unit::by_ids);
    let names = in_portions!(conn, ids, unit_name::of);
    let places = in_portions!(conn, ids, unit_parent::of);
    let aliases = in_portions!(conn, ids, unit_alias::of);
    Ok(assemble(units, names, places, aliases))
}

/// The same without the places: enough for names.
pub async fn load_named(conn: &impl ConnectionTrait, ids: &[UnitId]) -> Result<Vec<Unit>, DbErr> {
    let units = in_portions!(conn, ids, unit::by_ids);
    let names = in_portions!(conn, ids, unit_name::of);
    let aliases = in_portions!(conn, ids, unit_alias::of);
    Ok(assemble(units, names, Vec::new(), aliases))
}

/// Rows put together to units.
pub fn assemble(
    units: Vec<unit::Model>,
    names: Vec<unit_name::Model>,
    places: Vec<unit_parent::Model>,
    aliases: Vec<unit_alias::Model>,
) -> Vec<Unit> {
    let mut names_of: HashMap<UnitId, Vec<(Span, Name)>> = HashMap::new();
    for row in names {
        let span = Span { from: row.valid_from, to: row.valid_to };
        names_of.entry(row.unit_id).or_default().push((span, Name { full: row.full, short: row.short }));
    }
    type Places = BTreeMap<Line, Vec<(Span, Option<UnitCode>)>>;
    let mut places_of: HashMap<UnitId, Places> = HashMap::new();
    for row in places.into_iter().filter(|row| !row.is_gap) {
        let span = Span { from: row.valid_from, to: row.valid_to };
        places_of
            .entry(row.unit_id)
            .or_default()
            .entry(row.line)
            .or_default()
            .push((span, row.parent_id.map(code_of)));
    }
    let mut aliases_of: HashMap<UnitId, Vec<Alias>> = HashMap::new();
    for row in aliases {
        aliases_of.entry(row.unit_id).or_default().push(Alias { text: row.text, verified: row.verified });
    }
    let whole = |row: unit::Model| {
        let places = places_of.remove(&row.id).unwrap_or_default();
        Unit {
            code: code_of(row.id),
            kind: row.kind,
            life: Span { from: row.valid_from, to: row.valid_to },
            names: Timeline::from_rows(names_of.remove(&row.id).unwrap_or_default()).unwrap_or_default(),
            parents: places
                .into_iter()
                .map(|(line, rows)| (line, Timeline::from_rows(rows).unwrap_or_default()))
                .collect(),
            aliases: aliases_of.remove(&row.id).unwrap_or_default(),
            area: row.area,
            source: row.source,
            verified: row.verified,
            rank: u32::try_from(row.rank).unwrap_or(0),
        }
    };
    units.into_iter().map(whole).collect()
}

/// A small forest: these units, everything ever right below those in `with_children`, and everything ever above all of them.
///
/// Changes come one after another: what one may do depends on units that another would move meanwhile. Spellings are
/// kept with a lock on their unit alone, so the rows are locked as well.
pub async fn gather(tx: &WriteTx, ids: &[UnitId], with_children: &[UnitId]) -> Result<Forest, DbError> {
    tx.alone_in(Door::Units).await?;
    let mut wanted: HashSet<UnitId> = ids.iter().copied().collect();
    wanted.extend(with_children);
    for portion in with_children.chunks(IDS_MAX) {
        wanted.extend(unit_parent::ever_below(portion).all(tx).await?.into_iter().map(|row| row.unit_id));
    }
    let mut edge: Vec<UnitId> = wanted.iter().copied().collect();
    for _ in 0..DEPTH_MAX {
        let places = in_portions!(tx, edge, unit_parent::of);
        edge = places
            .into_iter()
            .filter_map(|row| row.parent_id)
            .filter(|parent| wanted.insert(*parent))
            .collect();
        if edge.is_empty() {
            break;
        }
    }
    let mut wanted: Vec<UnitId> = wanted.into_iter().collect();
    wanted.sort();
    for portion in wanted.chunks(IDS_MAX) {
        unit::by_ids(portion).lock_exclusive().all(tx).await?;
    }
    let mut forest = Forest::default();
    load(tx, &wanted).await?.into_iter().for_each(|unit| forest.insert(unit));
    Ok(forest)
}

/// Where new rows come from: the code for spreadsheets of each new unit.
pub type Codes<'a> = &'a (dyn Fn(&Unit) -> String + Sync);

/// Writes units that are not in the tables yet.
pub async fn insert(tx: &WriteTx, now: Moment, units: &[Unit], codes: Codes<'_>) -> Result<(), DbError> {
    // In portions: the rows of 60,000 units at once would be the largest thing in memory. All units come before all
    // places, because a place may point to any of them.
    for portion in units.chunks(INSERT_ROWS_MAX) {
        let rows = portion.iter().map(|unit| unit_row(unit, codes(unit))).collect();
        insert_all::<unit::Entity, _>(tx, rows).await?;
    }
    for portion in units.chunks(INSERT_ROWS_MAX) {
        insert_dated(tx, now, portion).await?;
        let rows: Vec<unit_alias::ActiveModel> =
            portion.iter().flat_map(|unit| alias_rows(tx, now, unit)).collect();
        insert_all::<unit_alias::Entity, _>(tx, rows).await?;
    }
    if units.len() >= INSERT_ROWS_MAX {
        tx.take_stock(&["unit", "unit_name", "unit_parent", "unit_alias"]).await?;
    }
    Ok(())
}

async fn insert_dated(tx: &WriteTx, now: Moment, units: &[Unit]) -> Result<(), DbErr> {
    let names: Vec<unit_name::ActiveModel> = units.iter().flat_map(|unit| name_rows(tx, now, unit)).collect();
    insert_all::<unit_name::Entity, _>(tx, names).await?;
    let places: Vec<unit_parent::ActiveModel> =
        units.iter().flat_map(|unit| place_rows(tx, now, unit)).collect();
    insert_all::<unit_parent::Entity, _>(tx, places).await
}

/// Writes entries of the legal history.
pub async fn insert_links(tx: &WriteTx, now: Moment, links: &[Link]) -> Result<(), DbError> {
    let row = |link: &Link| unit_link::ActiveModel {
        id: Set(tx.new_id(now)),
        kind: Set(link.kind),
        from_id: Set(id_of(&link.from)),
        to_id: Set(link.to.as_ref().map(id_of)),
        on_day: Set(link.on),
        basis: Set(link.basis.clone()),
        verified: Set(link.verified),
    };
    let rows: Vec<unit_link::ActiveModel> = links.iter().map(row).collect();
    insert_all::<unit_link::Entity, _>(tx, rows).await?;
    Ok(())
}

/// Writes the names, places and life of units anew; spellings have their own verbs.
pub async fn update(tx: &WriteTx, now: Moment, units: &[Unit]) -> Result<(), DbError> {
    for unit in units {
        let id = id_of(&unit.code);
        let changed = unit::ActiveModel {
            valid_from: Set(unit.life.from),
            valid_to: Set(unit.life.to),
            search_text: Set(search_text(unit)),
            ..Default::default()
        };
        unit::Entity::update_many().set(changed).filter(unit::Column::Id.eq(id)).exec(tx).await?;
        unit_name::Entity::delete_many().filter(unit_name::Column::UnitId.eq(id)).exec(tx).await?;
        unit_parent::Entity::delete_many().filter(unit_parent::Column::UnitId.eq(id)).exec(tx).await?;
    }
    insert_dated(tx, now, units).await?;
    Ok(())
}

async fn insert_all<E, A>(tx: &WriteTx, rows: Vec<A>) -> Result<(), DbErr>
where
    E: EntityTrait,
    A: sea_orm::ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = rows.into_iter();
    loop {
        let portion: Vec<A> = rows.by_ref().take(INSERT_ROWS_MAX).collect();
        if portion.is_empty() {
            return Ok(());
        }
        E::insert_many(portion).exec_without_returning(tx).await?;
    }
}

fn unit_row(unit: &Unit, code: String) -> unit::ActiveModel {
    unit::ActiveModel {
        id: Set(id_of(&unit.code)),
        code: Set(code),
        kind: Set(unit.kind),
        area: Set(unit.area.clone()),
        rank: Set(i32::try_from(unit.rank).unwrap_or(i32::MAX)),
        valid_from: Set(unit.life.from),
        valid_to: Set(unit.life.to),
        source: Set(unit.source.clone()),
        verified: Set(unit.verified),
        search_text: Set(search_text(unit)),
    }
}

fn name_rows(tx: &WriteTx, now: Moment, unit: &Unit) -> Vec<unit_name::ActiveModel> {
    let row = |(span, name): &(Span, Name)| unit_name::ActiveModel {
        id: Set(tx.new_id::<UnitVersionId>(now)),
        unit_id: Set(id_of(&unit.code)),
        full: Set(name.full.clone()),
        full_key: Set(domain::text::key(&name.full)),
        short: Set(name.short.clone()),
        valid_from: Set(span.from),
        valid_to: Set(span.to),
    };
    unit.names.entries().iter().map(row).collect()
}

/// The places of a unit; days of its life without one become rows at the top, so that a query finds it there.
fn place_rows(tx: &WriteTx, now: Moment, unit: &Unit) -> Vec<unit_parent::ActiveModel> {
    let row = |line: Line, span: Span, parent: Option<&UnitCode>, is_gap: bool| unit_parent::ActiveModel {
        id: Set(tx.new_id::<UnitVersionId>(now)),
        unit_id: Set(id_of(&unit.code)),
        line: Set(line),
        parent_id: Set(parent.map(id_of)),
        valid_from: Set(span.from),
        valid_to: Set(span.to),
        is_gap: Set(is_gap),
    };
    let mut rows = Vec::new();
    for (line, places) in &unit.parents {
        rows.extend(places.entries().iter().map(|(span, parent)| row(*line, *span, parent.as_ref(), false)));
        rows.extend(places.gaps(unit.life).into_iter().map(|span| row(*line, span, None, true)));
    }
    rows
}

fn alias_rows(tx: &WriteTx, now: Moment, unit: &Unit) -> Vec<unit_alias::ActiveModel> {
    let row = |alias: &Alias| unit_alias::ActiveModel {
        id: Set(tx.new_id::<UnitAliasId>(now)),
        unit_id: Set(id_of(&unit.code)),
        text: Set(alias.text.clone()),
        text_key: Set(domain::text::key(&alias.text)),
        verified: Set(alias.verified),
        person_id: Set(None),
        created_at: Set(now),
    };
    unit.aliases.iter().map(row).collect()
}

/// What search looks at: every word of every name and spelling, as printed and with abbreviations written out.
pub fn search_text(unit: &Unit) -> String {
    let names = unit.names.entries().iter().flat_map(|(_, name)| [name.full.as_str(), name.short.as_str()]);
    let mut words: Vec<String> = Vec::new();
    for text in names.chain(unit.aliases.iter().map(|alias| alias.text.as_str())) {
        let printed = db::dialect::search_text(text);
        let expanded = lexicon::words(text);
        for word in printed.split(' ').map(str::to_owned).chain(expanded).chain([lexicon::squash(text)]) {
            // The squashed form serves abbreviations ("ngcbqlgd"); of a whole name it would only be noise.
            if word.len() <= SEARCH_WORD_LETTERS_MAX && !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words.join(" ")
}

/// Longest word that search keeps.
const SEARCH_WORD_LETTERS_MAX: usize = 16;
