//! Search: units whose names or spellings hold the words that were typed, in any form, the likeliest first.

use std::collections::{BTreeMap, HashMap, HashSet};

use db::dialect;
use domain::ids::UnitId;
use domain::text::key;
use domain::time::Day;
use domain::units::lexicon::words;
use domain::units::{Span, Unit, UnitKind};
use sea_orm::sea_query::{Condition, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use tables::{unit, unit_alias, unit_name};

use super::{offices, queries, store};

/// Longest question, in letters.
pub const QUERY_LETTERS_MAX: usize = 200;
/// Units that are looked at to find the best ones.
const LOOKED_AT_MAX: u64 = 240;
/// How well a unit answers whose code was typed.
const BY_CODE: i32 = 20_000;
/// Units found by a name that begins or is just so.
const BEGINNINGS_MAX: u64 = 60;
/// Most units in one answer.
pub const FOUND_MAX: usize = 50;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// What was typed.
    pub text: &'a str,
    /// On which day the names and places shall hold.
    pub on: Day,
    /// Most units wanted.
    pub n_max: usize,
    /// Only this kind.
    pub kind: Option<UnitKind>,
}

/// A unit that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Id.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Whole name on the day.
    pub name: String,
    /// Short name on the day.
    pub short: String,
    /// Names of the units above it on the day, the top one first; of one that ended, where it last stood.
    pub path: Vec<String>,
    /// From when to when it exists.
    pub life: Span,
    /// False when its facts are recalled.
    pub verified: bool,
    /// The spelling that was matched, when the name does not show it.
    pub alias: Option<String>,
}

/// The units that are called so on that day, by whole name, short name or other spelling.
pub async fn named(conn: &impl ConnectionTrait, text: &str, on: Day) -> Result<Vec<Found>, DbErr> {
    let key = words(text);
    let is_same = |found: &Found| {
        let spelled = [Some(&found.name), Some(&found.short), found.alias.as_ref()];
        found.life.contains(on) && spelled.into_iter().flatten().any(|text| words(text) == key)
    };
    let question = Question { text, on, n_max: 20, kind: None };
    Ok(find(conn, &question).await?.into_iter().filter(is_same).collect())
}

/// Finds units.
pub async fn find(conn: &impl ConnectionTrait, question: &Question<'_>) -> Result<Vec<Found>, DbErr> {
    let text: String = question.text.chars().take(QUERY_LETTERS_MAX).collect();
    let asked = Asked::new(&text);
    if asked.printed.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids = candidates(conn, &asked, question).await?;
    // By code a unit is meant whatever its name says.
    let by_code = offices::beginning(conn, &text, BEGINNINGS_MAX).await?.into_iter();
    let by_code: Vec<UnitId> = by_code.filter_map(offices::Office::unit).collect();
    ids.extend(by_code.iter().filter(|id| !ids.contains(id)).copied().collect::<Vec<_>>());
    let units = store::load_named(conn, &ids).await?;
    let ranked = units.iter().map(|unit| match by_code.contains(&store::id_of(&unit.code)) {
        true => (BY_CODE, unit, None),
        false => asked.rank(unit, question.on),
    });
    let mut ranked: Vec<(i32, &Unit, Option<&str>)> = ranked.filter(|(score, ..)| *score > 0).collect();
    ranked.sort_by(|(a, x, _), (b, y, _)| {
        let place =
            |unit: &Unit| (unit.kind, unit.rank, key(&unit.name_near(question.on).full), unit.code.clone());
        b.cmp(a).then_with(|| place(x).cmp(&place(y)))
    });
    ranked.truncate(question.n_max.min(FOUND_MAX));
    with_paths(conn, &ranked, question.on).await
}

/// What was typed, in the forms that are compared.
struct Asked {
    /// Folded, as typed.
    printed: String,
    /// Folded words with abbreviations written out.
    expanded: Vec<String>,
}

impl Asked {
    fn new(text: &str) -> Asked {
        Asked { printed: key(text), expanded: words(text) }
    }

    /// How well a unit answers, and the spelling by which it does; 0 for not at all.
    fn rank<'u>(&self, unit: &'u Unit, on: Day) -> (i32, &'u Unit, Option<&'u str>) {
        let names = unit.names.entries().iter().flat_map(|(span, name)| {
            let is_old = !span.contains(on);
            [(name.full.as_str(), is_old, false), (name.short.as_str(), is_old, false)]
        });
        let spellings = names.chain(unit.aliases.iter().map(|alias| (alias.text.as_str(), false, true)));
        let mut best = (0, None);
        for (text, is_old, is_alias) in spellings {
            let score = self.likeness(text) - if is_old { 3 } else { 0 };
            if score > best.0 {
                best = (score, is_alias.then_some(text));
            }
        }
        // Found by words of different spellings together: still an answer, the last of all.
        let score = best.0.max(1);
        // What does not exist on the day comes after what fits nearly as well and does.
        let gone = if unit.life.contains(on) { 0 } else { 3_000 };
        // Higher bodies are meant more often than schools of the same words.
        let modest = if unit.kind.is_school() { 20 } else { 0 };
        ((score * 100 - gone - modest).max(1), unit, best.1)
    }

    fn likeness(&self, text: &str) -> i32 {
        let (printed, expanded) = (key(text), words(text));
        let phrase = self.expanded.join(" ");
        let whole = expanded.join(" ");
        // A shorter name that fits is the likelier one.
        let spare = i32::try_from(expanded.len().saturating_sub(self.expanded.len())).unwrap_or(20).min(20);
        if printed == self.printed {
            100
        } else if whole == phrase {
            97
        } else if whole.starts_with(&phrase) || printed.starts_with(&self.printed) {
            85 - spare
        } else if whole.contains(&phrase) || printed.contains(&self.printed) {
            65 - spare
        } else if self.expanded.iter().all(|word| expanded.iter().any(|known| known.starts_with(word))) {
            45 - spare
        } else {
            0
        }
    }
}

async fn candidates(
    conn: &impl ConnectionTrait,
    asked: &Asked,
    question: &Question<'_>,
) -> Result<Vec<UnitId>, DbErr> {
    let mut seen = HashSet::new();
    let mut ids: Vec<UnitId> = Vec::new();
    let backend = conn.get_database_backend();
    let by_name = unit_name::Entity::find()
        .filter(dialect::starts_with(backend, unit_name::Column::FullKey, &asked.printed))
        .order_by_asc(dialect::in_byte_order(backend, unit_name::Column::FullKey))
        .order_by_asc(unit_name::Column::Id)
        .select_only()
        .column(unit_name::Column::UnitId)
        .limit(BEGINNINGS_MAX);
    ids.extend(by_name.into_tuple::<UnitId>().all(conn).await?);
    let by_alias = unit_alias::Entity::find()
        .filter(unit_alias::Column::TextKey.eq(&asked.printed))
        .order_by_asc(unit_alias::Column::Id)
        .limit(BEGINNINGS_MAX);
    ids.extend(by_alias.all(conn).await?.into_iter().map(|row| row.unit_id));
    // As typed, or with abbreviations written out: "cuc ng" finds "Cục NGCB" by the first, "Cục Nhà giáo" by the second.
    let mut phrases =
        vec![dialect::search_text(&asked.printed), dialect::search_text(&asked.expanded.join(" "))];
    phrases.dedup();
    for phrase in phrases {
        ids.extend(by_words(conn, &phrase, question).await?);
    }
    ids.retain(|id| seen.insert(*id));
    if let Some(kind) = question.kind {
        let fitting: HashSet<UnitId> = unit::by_ids(&ids)
            .all(conn)
            .await?
            .into_iter()
            .filter(|unit| unit.kind == kind)
            .map(|unit| unit.id)
            .collect();
        ids.retain(|id| fitting.contains(id));
    }
    Ok(ids)
}

/// The first units that hold all words: those that exist on the day, then the others. Where there are more than are
/// looked at, the sector's own come before the schools, which are imported later.
async fn by_words(
    conn: &impl ConnectionTrait,
    phrase: &str,
    question: &Question<'_>,
) -> Result<Vec<UnitId>, DbErr> {
    let backend = conn.get_database_backend();
    let schools = UnitKind::ALL.iter().copied().filter(|kind| kind.is_school());
    let is_school: SimpleExpr = unit::Column::Kind.is_in(schools);
    let exists = unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, question.on);
    let mut ids: Vec<UnitId> = Vec::new();
    for life in [Condition::all().add(exists.clone()), Condition::all().add(exists.not())] {
        let left = LOOKED_AT_MAX.saturating_sub(ids.len() as u64);
        let wanted = life.add_option(question.kind.map(|kind| unit::Column::Kind.eq(kind)));
        let first = (wanted.into(), is_school.clone());
        let Some(words) = dialect::full_text_first(backend, ("unit", "search_text"), phrase, first, left)
        else {
            break;
        };
        let found = unit::Entity::find().filter(words).select_only().column(unit::Column::Id);
        ids.extend(found.order_by_asc(unit::Column::Id).into_tuple::<UnitId>().all(conn).await?);
    }
    Ok(ids)
}

async fn with_paths(
    conn: &impl ConnectionTrait,
    ranked: &[(i32, &Unit, Option<&str>)],
    on: Day,
) -> Result<Vec<Found>, DbErr> {
    let ids: Vec<UnitId> = ranked.iter().map(|(_, unit, _)| store::id_of(&unit.code)).collect();
    let paths = paths(conn, ranked, on).await?;
    let above: Vec<UnitId> = paths.values().flatten().copied().collect::<HashSet<_>>().into_iter().collect();
    let names: HashMap<UnitId, queries::Brief> = queries::briefs(conn, &above, on).await?;
    let found = |(id, (_, unit, alias)): (&UnitId, &(i32, &Unit, Option<&str>))| {
        let name = unit.name_near(on);
        Found {
            id: *id,
            kind: unit.kind,
            name: name.full.clone(),
            short: name.short.clone(),
            path: paths
                .get(id)
                .into_iter()
                .flatten()
                .filter_map(|id| names.get(id))
                .map(|brief| brief.short.clone())
                .collect(),
            life: unit.life,
            verified: unit.verified,
            alias: alias.map(str::to_owned),
        }
    };
    Ok(ids.iter().zip(ranked).map(found).collect())
}

/// The units above each one on the day; above those that ended, on their last day, above those to come, on their first.
async fn paths(
    conn: &impl ConnectionTrait,
    ranked: &[(i32, &Unit, Option<&str>)],
    on: Day,
) -> Result<HashMap<UnitId, Vec<UnitId>>, DbErr> {
    let mut by_day: BTreeMap<Day, Vec<UnitId>> = BTreeMap::new();
    for (_, unit, _) in ranked {
        by_day.entry(unit.life.nearest(on)).or_default().push(store::id_of(&unit.code));
    }
    let mut paths = HashMap::new();
    for (day, ids) in by_day {
        paths.extend(queries::paths(conn, &ids, None, day).await?);
    }
    Ok(paths)
}
