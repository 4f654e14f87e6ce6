//! What can be asked of and done to units. Each verb loads and locks what it concerns, lets the rules of `domain` decide,
//! writes the outcome and records one event.

use std::collections::{BTreeMap, HashMap, HashSet};

use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{UnitAliasId, UnitId};
use domain::time::{Day, Moment};
use domain::units::{Alias, Change, Children, Forest, Line, Name, NewUnit, Target, Unit, UnitCode, UnitKind};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::{Value, json};
use tables::{unit, unit_alias, unit_name};

use super::store::{self, code_of, id_of};
use super::{errors::UnitError, queries, reach, search};
use crate::rights::{Administrator, EditAliases, May};

/// Whether `unit` is `above` or stands somewhere below it on that day, in any line.
pub async fn is_within(
    conn: &impl ConnectionTrait,
    unit: UnitId,
    above: UnitId,
    on: Day,
) -> Result<bool, DbError> {
    Ok(queries::is_within(conn, unit, above, on).await?)
}

/// Those of `units` for which posts in one of `own` answer on that day: the units themselves, those below, and those
/// that ended and left their work to any of them.
pub async fn answered_by(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    own: &[UnitId],
    on: Day,
) -> Result<HashSet<UnitId>, DbError> {
    Ok(reach::answered_by(conn, units, own, on).await?)
}

/// All units above each of these on that day, in any line, without the units themselves.
pub async fn all_above(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    on: Day,
) -> Result<HashMap<UnitId, Vec<UnitId>>, DbError> {
    Ok(reach::all_above(conn, units, on).await?)
}

/// The one unit above each of these on that day, and above those, in the line in which `beside` stands.
pub async fn way_up(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    beside: UnitId,
    on: Day,
) -> Result<HashMap<UnitId, UnitId>, DbError> {
    Ok(reach::way_up(conn, units, beside, on).await?)
}

/// Those who took over the work of a unit that has ended.
pub async fn heirs(conn: &impl ConnectionTrait, unit: UnitId, on: Day) -> Result<HashSet<UnitId>, DbError> {
    Ok(reach::heirs(conn, unit, on).await?)
}

/// These units, and those that ended and left their work to them.
pub async fn with_left(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    on: Day,
) -> Result<Vec<UnitId>, DbError> {
    let mut all: HashSet<UnitId> = reach::left_to(conn, units, on).await?;
    all.extend(units);
    Ok(all.into_iter().collect())
}

/// The unit in whose name a unit acts: a part of an authority (văn phòng, vụ, cục, phòng) acts in that of the authority.
pub async fn acts_for(conn: &impl ConnectionTrait, id: UnitId, on: Day) -> Result<UnitId, DbError> {
    let path = queries::paths(conn, &[id], None, on).await?.remove(&id).unwrap_or_default();
    let line: Vec<UnitId> = std::iter::once(id).chain(path.into_iter().rev()).collect();
    let kinds = unit::by_ids(&line).all(conn).await?;
    let kinds: HashMap<UnitId, UnitKind> = kinds.into_iter().map(|row| (row.id, row.kind)).collect();
    let is_part =
        |id: &&UnitId| kinds.get(id).is_some_and(|kind| kind.is_part() || *kind == UnitKind::Bureau);
    Ok(line.iter().find(|id| !is_part(id)).copied().unwrap_or(id))
}

/// The short name of a unit on that day; its id in words when there is no such unit.
pub async fn short_name(conn: &impl ConnectionTrait, unit: UnitId, on: Day) -> Result<String, DbError> {
    let names = unit_name::of(&[unit]).all(conn).await?;
    Ok(queries::nearest(names, on).map_or_else(|| unit.to_string(), |name| name.short))
}

/// The short names of units on a day, or their nearest ones, in one question.
pub async fn short_names(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
    on: Day,
) -> Result<HashMap<UnitId, String>, DbError> {
    if units.is_empty() {
        return Ok(HashMap::new());
    }
    let mut names: HashMap<UnitId, Vec<unit_name::Model>> = HashMap::new();
    for name in unit_name::of(units).all(conn).await? {
        names.entry(name.unit_id).or_default().push(name);
    }
    Ok(names.into_iter().filter_map(|(id, names)| Some((id, queries::nearest(names, on)?.short))).collect())
}

/// The short name of a day among names in the order of their last days: that of the day, else the next one to come, else
/// the last one.
pub fn nearest_short(names: impl Iterator<Item = (Option<Day>, String)>, on: Day) -> Option<String> {
    let mut last = None;
    for (valid_to, short) in names {
        if valid_to.is_none_or(|to| to >= on) {
            return Some(short);
        }
        last = Some(short);
    }
    last
}

/// The unit that a form means: the chosen one while its name still stands beside it, else the only unit of the name that
/// was typed. Without scripts the choice stays in the form when another name is typed over it.
pub async fn meant(
    conn: &impl ConnectionTrait,
    chosen: Option<UnitId>,
    typed: &str,
    on: Day,
) -> Result<Option<UnitId>, DbError> {
    let key = domain::units::lexicon::words(typed);
    let is_called = |name: &unit_name::Model| {
        [&name.full, &name.short].into_iter().any(|text| domain::units::lexicon::words(text) == key)
    };
    if let Some(chosen) = chosen {
        let names = unit_name::of(&[chosen]).all(conn).await?;
        if key.is_empty() || names.is_empty() || names.iter().any(is_called) {
            return Ok(Some(chosen));
        }
    }
    let same = search::named(conn, typed, on).await?;
    Ok(if let [only] = same.as_slice() { Some(only.id) } else { None })
}

/// A unit to be made.
#[derive(Debug, Clone)]
pub struct Making {
    /// Code for spreadsheets; made up when it is empty.
    pub code: String,
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: Name,
    /// Its places.
    pub parents: BTreeMap<Line, Option<UnitId>>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Code of the place it lies in, or nothing.
    pub area: String,
    /// Where the facts come from.
    pub source: String,
}

impl Making {
    fn unit(&self, tx: &WriteTx, now: Moment) -> NewUnit {
        NewUnit {
            code: code_of(tx.new_id(now)),
            kind: self.kind,
            name: self.name.clone(),
            parents: self.parents.iter().map(|(line, parent)| (*line, parent.map(code_of))).collect(),
            aliases: self.aliases.iter().map(|text| Alias { text: text.clone(), verified: true }).collect(),
            area: self.area.clone(),
            source: self.source.clone(),
            verified: true,
            rank: 0,
        }
    }

    fn above(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.parents.values().copied().flatten()
    }
}

/// The legal side of a change.
#[derive(Debug, Clone)]
pub struct Deed {
    /// First day of the new state.
    pub on: Day,
    /// The legal text; may be empty.
    pub basis: String,
}

/// Makes a unit.
pub async fn create(
    tx: &WriteTx,
    now: Moment,
    right: Administrator,
    new: &Making,
    from: Option<Day>,
) -> Result<UnitId, UnitError> {
    let mut work = Work::begin(tx, now, &new.above().collect::<Vec<_>>(), &[]).await?;
    let unit = new.unit(tx, now);
    let id = id_of(&unit.code);
    work.code(id, &new.code);
    work.make(Change::Create { unit: Box::new(unit), from })?;
    work.finish(right.by(), "create", id, json!({"name": new.name.full, "from": from})).await?;
    Ok(id)
}

/// Gives a unit another name from a day on.
pub async fn rename(
    tx: &WriteTx,
    now: Moment,
    right: Administrator,
    unit: UnitId,
    name: Name,
    deed: Deed,
) -> Result<(), UnitError> {
    let mut work = Work::begin(tx, now, &[unit], &[]).await?;
    let told = json!({"name": name.full, "on": deed.on, "basis": deed.basis});
    work.make(Change::Rename { unit: code_of(unit), on: deed.on, name, basis: deed.basis, verified: true })?;
    work.finish(right.by(), "rename", unit, told).await
}

/// Puts a unit below another one, or at the top of a line, from a day on.
pub async fn reparent(
    tx: &WriteTx,
    now: Moment,
    right: Administrator,
    unit: UnitId,
    (line, parent): (Line, Option<UnitId>),
    deed: Deed,
) -> Result<(), UnitError> {
    let involved: Vec<UnitId> = [Some(unit), parent].into_iter().flatten().collect();
    let mut work = Work::begin(tx, now, &involved, &[]).await?;
    let told = json!({"line": line, "parent": parent, "on": deed.on, "basis": deed.basis});
    let (on, basis) = (deed.on, deed.basis);
    work.make(Change::Reparent {
        unit: code_of(unit),
        line,
        on,
        parent: parent.map(code_of),
        basis,
        verified: true,
    })?;
    work.finish(right.by(), "reparent", unit, told).await
}

/// Where merged units go.
#[derive(Debug, Clone)]
pub enum Into {
    /// A unit that goes on.
    Existing(UnitId),
    /// A new one.
    New(Box<Making>),
}

/// Merges units into one; what stood below them moves along.
pub async fn merge(
    tx: &WriteTx,
    now: Moment,
    right: Administrator,
    from: &[UnitId],
    into: &Into,
    deed: Deed,
) -> Result<UnitId, UnitError> {
    let above: Vec<UnitId> = match into {
        Into::Existing(unit) => vec![*unit],
        Into::New(new) => new.above().collect(),
    };
    let mut work = Work::begin(tx, now, &above, from).await?;
    let (id, target) = match into {
        Into::Existing(unit) => (*unit, Target::Existing(code_of(*unit))),
        Into::New(new) => {
            let unit = new.unit(tx, now);
            let id = id_of(&unit.code);
            work.code(id, &new.code);
            (id, Target::New(Box::new(unit)))
        }
    };
    let told = json!({"from": from, "into": id, "on": deed.on, "basis": deed.basis});
    let from = from.iter().copied().map(code_of).collect();
    work.make(Change::Merge { from, into: target, on: deed.on, basis: deed.basis, verified: true })?;
    work.finish(right.by(), "merge", id, told).await?;
    Ok(id)
}

/// Lets units come out of one; it ends unless `keeps`.
pub async fn split(
    tx: &WriteTx,
    now: Moment,
    right: Administrator,
    from: UnitId,
    (parts, keeps): (&[Making], bool),
    deed: Deed,
) -> Result<Vec<UnitId>, UnitError> {
    let above: Vec<UnitId> = parts.iter().flat_map(Making::above).collect();
    let mut work = Work::begin(tx, now, &above, &[from]).await?;
    let into: Vec<NewUnit> = parts.iter().map(|new| new.unit(tx, now)).collect();
    let ids: Vec<UnitId> = into.iter().map(|unit| id_of(&unit.code)).collect();
    for (id, new) in ids.iter().zip(parts) {
        work.code(*id, &new.code);
    }
    let told = json!({"into": ids, "keeps": keeps, "on": deed.on, "basis": deed.basis});
    let (on, basis) = (deed.on, deed.basis);
    work.make(Change::Split {
        from: code_of(from),
        into,
        keeps,
        children: Children::Refuse,
        on,
        basis,
        verified: true,
    })?;
    work.finish(right.by(), "split", from, told).await?;
    Ok(ids)
}

/// Ends a unit. What stands below it moves to the successor; without one there may be nothing below it.
pub async fn dissolve(
    tx: &WriteTx,
    now: Moment,
    right: Administrator,
    unit: UnitId,
    successor: Option<UnitId>,
    deed: Deed,
) -> Result<(), UnitError> {
    let mut work = Work::begin(tx, now, successor.as_slice(), &[unit]).await?;
    let told = json!({"successor": successor, "on": deed.on, "basis": deed.basis});
    let successor = successor.map(code_of);
    let children = successor.clone().map_or(Children::Refuse, Children::MoveTo);
    let (on, basis) = (deed.on, deed.basis);
    work.make(Change::Dissolve { unit: code_of(unit), on, successor, children, basis, verified: true })?;
    work.finish(right.by(), "dissolve", unit, told).await
}

/// The right to keep the spellings of a unit.
pub type KeepsAliases = May<super::Unit, EditAliases>;

/// Adds a spelling to a unit; known already is as good as done.
pub async fn add_alias(tx: &WriteTx, now: Moment, right: &KeepsAliases, text: &str) -> Result<(), UnitError> {
    let before = lock(tx, right.row().id).await?;
    if before.aliases.iter().any(|alias| alias.text == text) {
        return Ok(());
    }
    let row = unit_alias::ActiveModel {
        id: Set(tx.new_id(now)),
        unit_id: Set(right.row().id),
        text: Set(text.to_owned()),
        text_key: Set(domain::text::key(text)),
        verified: Set(true),
        person_id: Set(right.by().person),
        created_at: Set(now),
    };
    row.insert(tx).await?;
    retell(tx, now, right, "add-alias", &before, text).await
}

/// Takes a spelling away from a unit.
pub async fn remove_alias(
    tx: &WriteTx,
    now: Moment,
    right: &KeepsAliases,
    alias: UnitAliasId,
) -> Result<(), UnitError> {
    let before = lock(tx, right.row().id).await?;
    let row = unit_alias::by_id(alias)
        .one(tx)
        .await?
        .filter(|row| row.unit_id == right.row().id)
        .ok_or(UnitError::Gone)?;
    unit_alias::Entity::delete_by_id(alias).exec(tx).await?;
    retell(tx, now, right, "remove-alias", &before, &row.text).await
}

async fn lock(tx: &WriteTx, id: UnitId) -> Result<Unit, UnitError> {
    unit::by_id(id).lock_exclusive().one(tx).await?.ok_or(UnitError::Gone)?;
    store::load(tx, &[id]).await?.pop().ok_or(UnitError::Gone)
}

/// Brings the search text in line with the spellings and records the event.
async fn retell(
    tx: &WriteTx,
    now: Moment,
    right: &KeepsAliases,
    verb: &'static str,
    before: &Unit,
    text: &str,
) -> Result<(), UnitError> {
    let after = store::load(tx, &[right.row().id]).await?.pop().ok_or(UnitError::Gone)?;
    let changed = unit::ActiveModel { search_text: Set(store::search_text(&after)), ..Default::default() };
    unit::Entity::update_many().set(changed).filter(unit::Column::Id.eq(right.row().id)).exec(tx).await?;
    let event = NewEvent::new(now, right.by(), verb, "unit", right.row().id).before(before).after(&after);
    record(tx, event.with(json!({"text": text}))).await?;
    Ok(())
}

/// A change under way: the forest it concerns and what it was before.
struct Work<'a> {
    tx: &'a WriteTx,
    now: Moment,
    forest: Forest,
    n_units: usize,
    codes: BTreeMap<UnitCode, String>,
}

impl<'a> Work<'a> {
    async fn begin(
        tx: &'a WriteTx,
        now: Moment,
        ids: &[UnitId],
        with_children: &[UnitId],
    ) -> Result<Work<'a>, UnitError> {
        let forest = store::gather(tx, ids, with_children).await?;
        if ids.iter().chain(with_children).any(|id| forest.get(&code_of(*id)).is_none()) {
            return Err(UnitError::Gone);
        }
        Ok(Work { tx, now, n_units: forest.units().len(), forest, codes: BTreeMap::new() })
    }

    /// Remembers the code for spreadsheets that somebody gave a new unit.
    fn code(&mut self, id: UnitId, code: &str) {
        if !code.is_empty() {
            self.codes.insert(code_of(id), code.to_owned());
        }
    }

    fn make(&mut self, change: Change) -> Result<(), UnitError> {
        self.forest.apply(change).map_err(|error| UnitError::rule(&error, &self.forest))
    }

    /// Writes what was touched and records the event.
    async fn finish(self, by: By, verb: &'static str, object: UnitId, told: Value) -> Result<(), UnitError> {
        let (old, new) = self.forest.units().split_at(self.n_units);
        let before = self.forest.before(&code_of(object)).cloned();
        let is_old = |unit: &&Unit| old.iter().any(|known| known.code == unit.code);
        let touched: Vec<Unit> = self.forest.touched().filter(is_old).cloned().collect();
        for code in self.codes.values() {
            if unit::by_code(code).one(self.tx).await?.is_some() {
                return Err(UnitError::CodeTaken(code.clone()));
            }
        }
        // A code that nobody gave is the id: unlike names it is free for ever.
        let code = |unit: &Unit| self.codes.get(&unit.code).cloned().unwrap_or_else(|| unit.code.to_string());
        // New units first: what was touched may have moved below them.
        store::insert(self.tx, self.now, new, &code).await?;
        store::update(self.tx, self.now, &touched).await?;
        store::insert_links(self.tx, self.now, self.forest.links()).await?;
        let mut event = NewEvent::new(self.now, by, verb, "unit", object).with(told);
        if let Some(before) = &before {
            event = event.before(before);
        }
        if let Some(after) = self.forest.get(&code_of(object)) {
            event = event.after(after);
        }
        record(self.tx, event).await?;
        Ok(())
    }
}
