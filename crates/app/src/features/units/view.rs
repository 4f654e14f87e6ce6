//! The page of one unit, put together from the tables.

use std::collections::{HashMap, HashSet};

use domain::ids::{PersonId, UnitId};
use domain::rights::{Act, PostKind, Reach};
use domain::time::Day;
use domain::units::{Line, Unit};
use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _};
use tables::{person, post, unit, unit_alias, unit_link};
use web::{Context, Error};

use super::handlers::{reference, row};
use super::offices;
use super::pages::{
    AliasRow, BelowView, ClusterPart, HistoryRow, HolderRow, NameRow, PlaceRow, UnitPage, UnitRef, UnitRow,
};
use super::queries::{self, Brief};
use super::store::{self, id_of};
use crate::app::App;
use crate::features::groups::actions as groups;
use crate::journal::{self, Told};
use crate::rights::Signed;

/// Children that the page of a unit shows per line.
const CHILDREN_SHOWN_MAX: u64 = 30;
/// What people did to its entry: so many of the latest.
const EVENTS_SHOWN_MAX: u64 = 20;
/// Steps that are followed from a unit that ended to those that stand for it.
const SUCCESSION_STEPS_MAX: usize = 16;

/// References to units, in the given order; unknown ones are left out.
pub async fn refs(conn: &impl ConnectionTrait, ids: &[UnitId], on: Day) -> Result<Vec<UnitRef>, DbErr> {
    let briefs = queries::briefs(conn, ids, on).await?;
    Ok(ids.iter().filter_map(|id| briefs.get(id)).map(reference).collect())
}

/// Rows with the numbers of what stands below each.
pub async fn rows(
    conn: &impl ConnectionTrait,
    briefs: Vec<Brief>,
    line: Line,
    on: Day,
) -> Result<Vec<UnitRow>, DbErr> {
    let ids: Vec<UnitId> = briefs.iter().map(|brief| brief.id).collect();
    let below = queries::count_below(conn, &ids, line, on).await?;
    Ok(briefs
        .into_iter()
        .map(|brief| {
            let n = below.get(&brief.id).copied().unwrap_or(0);
            row(brief, n)
        })
        .collect())
}

/// The page of a unit on a day.
pub async fn unit_page(
    (app, context): (&App, &Context),
    signed: &Signed,
    id: UnitId,
    (on, is_today): (Day, bool),
) -> Result<UnitPage, Error> {
    let conn = app.db.read();
    let unit = store::load(conn, &[id]).await?.pop().ok_or_else(Error::not_found)?;
    let code = unit::by_id(id).one(conn).await?.map(|row| row.code).filter(|code| *code != id.to_string());
    // Where a unit stood is still worth knowing when it has ended, and where it will stand before it begins.
    let stood = unit.life.nearest(on);
    let mut path = queries::paths(conn, &[id], None, stood).await?.remove(&id).unwrap_or_default();
    path.retain(|above| *above != id);
    let is_alive = unit.life.contains(on);
    let successors = if is_alive { Vec::new() } else { successors(conn, id, on).await? };
    let name = unit.name_near(on);
    let may_edit = signed.reach(Act::Administer) == Reach::Everywhere;
    let may_keep_aliases = signed.may(app, Act::EditAliases, Some(id)).await?.is_some();
    let events = match may_edit || may_keep_aliases {
        true => Some(journal::events(app, context, (&[id.uuid()], Told::Nothing), EVENTS_SHOWN_MAX).await?),
        false => None,
    };
    let clusters = groups::clusters_of(conn, id, on).await?;
    let part = |(row, role): (tables::cluster::Model, _)| ClusterPart { id: row.id, name: row.name, role };
    Ok(UnitPage {
        clusters: clusters.into_iter().map(part).collect(),
        unit: UnitRef { id, name: name.full.clone(), short: name.short.clone() },
        code,
        office: offices::of_unit(conn, id).await?,
        kind: unit.kind,
        area: unit.area.clone(),
        source: unit.source.clone(),
        verified: unit.verified,
        valid_from: unit.life.from,
        valid_to: unit.life.to,
        on,
        is_today,
        is_alive,
        above: refs(conn, &path, on).await?,
        names: names(&unit, on),
        places: places(conn, &unit, on).await?,
        below: below(conn, id, on).await?,
        history: history(conn, id, on).await?,
        successors: refs(conn, &successors, on).await?,
        aliases: aliases(conn, id).await?,
        people: holders(app, signed, id).await?,
        events,
        may_edit,
        may_keep_aliases,
    })
}

fn names(unit: &Unit, on: Day) -> Vec<NameRow> {
    let entries = unit.names.entries().iter().rev();
    let row = |(span, name): &(domain::units::Span, domain::units::Name)| NameRow {
        full: name.full.clone(),
        short: name.short.clone(),
        from: span.from,
        to: span.to,
        is_current: span.contains(on),
    };
    entries.map(row).collect()
}

async fn places(conn: &impl ConnectionTrait, unit: &Unit, on: Day) -> Result<Vec<PlaceRow>, DbErr> {
    let entries = || {
        unit.parents.iter().flat_map(|(line, places)| {
            places
                .entries()
                .iter()
                .rev()
                .map(move |(span, parent)| (*line, *span, parent.as_ref().map(id_of)))
        })
    };
    let ids: Vec<UnitId> =
        entries().filter_map(|(_, _, parent)| parent).collect::<HashSet<_>>().into_iter().collect();
    let briefs = queries::briefs(conn, &ids, on).await?;
    let row = |(line, span, parent): (Line, domain::units::Span, Option<UnitId>)| PlaceRow {
        line,
        parent: parent.and_then(|parent| briefs.get(&parent)).map(reference),
        from: span.from,
        to: span.to,
        is_current: span.contains(on),
    };
    Ok(entries().map(row).collect())
}

async fn below(conn: &impl ConnectionTrait, id: UnitId, on: Day) -> Result<Vec<BelowView>, DbErr> {
    let mut views = Vec::new();
    for line in Line::ALL {
        let level = queries::Level { parent: Some(id), line, on, words: "" };
        let total = usize::try_from(level.count(conn).await?).unwrap_or(usize::MAX);
        if total > 0 {
            let shown = level.some(conn, 0, CHILDREN_SHOWN_MAX).await?;
            views.push(BelowView { line, rows: rows(conn, shown, line, on).await?, total });
        }
    }
    Ok(views)
}

async fn history(conn: &impl ConnectionTrait, id: UnitId, on: Day) -> Result<Vec<HistoryRow>, DbErr> {
    let links = unit_link::about(&[id]).all(conn).await?;
    let ids: HashSet<UnitId> =
        links.iter().flat_map(|link| [Some(link.from_id), link.to_id]).flatten().collect();
    let briefs = queries::briefs(conn, &ids.into_iter().collect::<Vec<_>>(), on).await?;
    let row = |link: unit_link::Model| {
        Some(HistoryRow {
            kind: link.kind,
            from: reference(briefs.get(&link.from_id)?),
            to: link.to_id.and_then(|to| briefs.get(&to)).map(reference),
            is_from_here: link.from_id == id,
            on: link.on_day,
            basis: link.basis,
            verified: link.verified,
        })
    };
    // That another unit was put below this one is told on that unit's page.
    let is_told = |link: &unit_link::Model| link.from_id == id || link.kind.makes_successor();
    Ok(links.into_iter().filter(is_told).filter_map(row).collect())
}

/// What stands on `on` for a unit that ended, followed through further ends.
pub async fn successors(conn: &impl ConnectionTrait, id: UnitId, on: Day) -> Result<Vec<UnitId>, DbErr> {
    let (mut edge, mut seen, mut standing) = (vec![id], HashSet::from([id]), Vec::new());
    for _ in 0..SUCCESSION_STEPS_MAX {
        let links = unit_link::from(&edge).all(conn).await?;
        let next = links
            .into_iter()
            .filter(|link| link.kind.makes_successor() && link.on_day <= on)
            .filter_map(|link| link.to_id);
        let next: Vec<UnitId> = next.filter(|to| seen.insert(*to)).collect();
        let lives: HashMap<UnitId, bool> = unit::by_ids(&next)
            .all(conn)
            .await?
            .into_iter()
            .map(|unit| {
                (
                    unit.id,
                    unit.valid_from.is_none_or(|from| from <= on) && unit.valid_to.is_none_or(|to| to >= on),
                )
            })
            .collect();
        let (alive, ended): (Vec<UnitId>, Vec<UnitId>) =
            next.into_iter().partition(|id| lives.get(id).copied().unwrap_or(false));
        standing.extend(alive);
        edge = ended;
        if edge.is_empty() {
            break;
        }
    }
    Ok(standing)
}

async fn aliases(conn: &impl ConnectionTrait, id: UnitId) -> Result<Vec<AliasRow>, DbErr> {
    let rows = unit_alias::of(&[id]).all(conn).await?;
    Ok(rows.into_iter().map(|row| AliasRow { id: row.id, text: row.text, verified: row.verified }).collect())
}

/// Who holds posts in the unit, for readers who may see people.
async fn holders(app: &App, signed: &Signed, id: UnitId) -> Result<Option<Vec<HolderRow>>, Error> {
    if signed.reach(Act::ReadPeople) == Reach::Nowhere {
        return Ok(None);
    }
    let posts = post::held_in(&[id]).all(app.db.read()).await?;
    let ids: HashSet<PersonId> = posts.iter().map(|post| post.person_id).collect();
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .filter(person::Column::ClosedAt.is_null());
    let people: HashMap<PersonId, person::Model> =
        people.all(app.db.read()).await?.into_iter().map(|person| (person.id, person)).collect();
    let row = |post: post::Model| {
        let person = people.get(&post.person_id)?;
        Some((
            post.kind,
            person.name_key.clone(),
            HolderRow {
                person_id: person.id,
                name: person.name.clone(),
                initials: initials(&person.name),
                kind: post.kind,
                title: post.title,
            },
        ))
    };
    let mut rows: Vec<(PostKind, String, HolderRow)> = posts.into_iter().filter_map(row).collect();
    rows.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    Ok(Some(rows.into_iter().map(|(_, _, row)| row).collect()))
}

/// First letters of the middle and the given name, as lists show people.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last_two = &words[words.len().saturating_sub(2)..];
    last_two.iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}
