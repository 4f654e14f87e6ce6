//! Units come on a list: those that the register of units proposes, ticked one by one, or lines that are pasted.

use super::actions::{self, FoundingError, NewRow};
use super::forms::{AddForm, Wish};
use super::pages::{AddPage, CandidateView, LineView, RecordedView};
use super::rights::List;
use super::view;
use crate::app::App;
use crate::features::units;
use crate::rights::{DoWork, May};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use db::DbError;
use domain::foundings::{Pasted, read_lines};
use domain::ids::UnitId;
use domain::rights::Act;
use domain::units::{Line, UnitKind};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use tables::{founding, founding_list, unit, unit_name, unit_parent, unit_union};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, args};

/// Units to a page.
const CANDIDATES_SHOWN: usize = 100;
/// Ids asked for at once: databases limit the values of a query.
const IDS_MAX: usize = 1_000;

/// Which page of the proposals.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Words of the name.
    pub q: String,
    /// From 1.
    pub page: Option<u64>,
}

/// Units below the one of a list.
struct Below {
    /// Those that stand on no row of it and for which no union is recorded.
    proposed: Vec<UnitId>,
    /// Those of which somebody recorded by hand that they have one.
    recorded: Vec<unit_union::Model>,
}

async fn candidates(app: &App, list: &founding_list::Model, q: &str) -> Result<Below, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let kinds: Vec<UnitKind> = list.kinds.split(',').filter_map(UnitKind::parse).collect();
    let below = units::below(db, Some(list.within_id), &kinds, today).await.map_err(DbError::from)?;
    let rows = founding::of(list.id).all(db).await.map_err(DbError::from)?;
    let mut out: HashSet<UnitId> = rows.into_iter().filter_map(|row| row.unit_id).collect();
    let words = domain::text::key(q);
    let (mut fitting, mut recorded) = (HashSet::new(), Vec::new());
    for some in below.chunks(IDS_MAX) {
        let with = unit_union::of(some).all(db).await.map_err(DbError::from)?;
        out.extend(with.iter().map(|row| row.unit_id));
        recorded.extend(with.into_iter().filter(|row| row.founding_id.is_none()));
        if !words.is_empty() {
            let named = units::refs(db, some, today).await.map_err(DbError::from)?;
            let fits =
                |name: &str| words.split_whitespace().all(|word| domain::text::key(name).contains(word));
            fitting.extend(named.into_iter().filter(|one| fits(&one.name)).map(|one| one.id));
        }
    }
    let fits = |id: &UnitId| words.is_empty() || fitting.contains(id);
    recorded.retain(|row| fits(&row.unit_id));
    let proposed = below.into_iter().filter(|id| !out.contains(id) && fits(id)).collect();
    Ok(Below { proposed, recorded })
}

/// Units with kind, the unit above, and a union that is named after them.
async fn described(app: &App, ids: &[UnitId]) -> Result<Vec<(CandidateView, UnitKind)>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let kinds = unit::by_ids(ids).all(db).await.map_err(DbError::from)?;
    let kinds: HashMap<UnitId, UnitKind> = kinds.into_iter().map(|row| (row.id, row.kind)).collect();
    let holds = unit::holds_on(unit_parent::Column::ValidFrom, unit_parent::Column::ValidTo, today);
    let places = unit_parent::Entity::find()
        .filter(unit_parent::Column::UnitId.is_in(ids.iter().copied()))
        .filter(unit_parent::Column::Line.ne(Line::Union))
        .filter(holds)
        .all(db)
        .await
        .map_err(DbError::from)?;
    let mut above: HashMap<UnitId, UnitId> = HashMap::new();
    for place in places {
        let Some(parent) = place.parent_id else { continue };
        let is_home = kinds.get(&place.unit_id).is_some_and(|kind| kind.home() == place.line);
        if is_home || !above.contains_key(&place.unit_id) {
            above.insert(place.unit_id, parent);
        }
    }
    let parents: Vec<UnitId> = above.values().copied().collect();
    let short = units::refs(db, &parents, today).await.map_err(DbError::from)?;
    let short: HashMap<UnitId, String> = short.into_iter().map(|one| (one.id, one.short)).collect();
    let named = units::refs(db, ids, today).await.map_err(DbError::from)?;
    let unions = unions_named(app, named.iter().map(|one| one.name.as_str())).await?;
    let view = |one: units::UnitRef| {
        let kind = kinds.get(&one.id).copied()?;
        let area = above.get(&one.id).and_then(|id| short.get(id)).cloned().unwrap_or_default();
        let union = names_of_union(&one.name).into_iter().find(|name| unions.contains(name));
        let view = CandidateView { id: one.id, name: one.name, kind: kind.noun().to_owned(), area, union };
        Some((view, kind))
    };
    let mut all: Vec<(CandidateView, UnitKind)> = named.into_iter().filter_map(view).collect();
    all.sort_by_key(|(one, _)| (domain::text::key(&one.area), domain::text::key(&one.name), one.id));
    Ok(all)
}

/// The names that the union of a unit usually bears.
fn names_of_union(unit: &str) -> [String; 3] {
    ["Công đoàn cơ sở ", "Công đoàn ", "CĐCS "].map(|start| format!("{start}{unit}"))
}

/// Those of the usual names that grassroots unions in the register of units bear.
async fn unions_named(app: &App, of: impl Iterator<Item = &str>) -> Result<HashSet<String>, Error> {
    let names: Vec<String> = of.flat_map(names_of_union).collect();
    let mut found = HashSet::new();
    for some in names.chunks(IDS_MAX) {
        let rows = unit_name::Entity::find()
            .filter(unit_name::Column::Full.is_in(some.iter().map(String::as_str)))
            .all(app.db.read())
            .await
            .map_err(DbError::from)?;
        found.extend(rows.into_iter().map(|row| row.full));
    }
    Ok(found)
}

/// A line with what it would bring.
struct Read {
    line: Pasted,
    unit: Option<UnitId>,
    kind: Option<UnitKind>,
    area: String,
    verdict: &'static str,
}

async fn read(app: &App, list: &founding_list::Model, paste: &str) -> Result<Vec<Read>, Error> {
    let lines = read_lines(paste);
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let (db, today) = (app.db.read(), app.now().local_day());
    let rows = founding::of(list.id).all(db).await.map_err(DbError::from)?;
    let place = |name: &str, area: &str| (domain::text::key(name), domain::text::key(area));
    let mut units_there: HashSet<UnitId> = rows.iter().filter_map(|row| row.unit_id).collect();
    let mut names_there: HashSet<(String, String)> =
        rows.iter().filter(|row| row.unit_id.is_none()).map(|row| place(&row.name, &row.area)).collect();
    let below = units::below(db, Some(list.within_id), &[], today).await.map_err(DbError::from)?;
    let below: HashSet<UnitId> = below.into_iter().collect();
    let mut found = Vec::new();
    for line in lines {
        let unit = units::actions::meant(db, None, &line.name, today).await?;
        found.push((unit.filter(|unit| below.contains(unit)), line));
    }
    let ids: Vec<UnitId> = found.iter().filter_map(|(unit, _)| *unit).collect();
    let known: HashMap<UnitId, (CandidateView, UnitKind)> =
        described(app, &ids).await?.into_iter().map(|one| (one.0.id, one)).collect();
    let with = unit_union::of(&ids).all(db).await.map_err(DbError::from)?;
    let with: HashSet<UnitId> = with.into_iter().map(|row| row.unit_id).collect();
    let one = |(unit, line): (Option<UnitId>, Pasted)| {
        let known = unit.and_then(|unit| known.get(&unit));
        let kind = known.map(|(_, kind)| *kind).or(line.kind);
        let area = match (line.area.is_empty(), known) {
            (true, Some((view, _))) => view.area.clone(),
            _ => line.area.clone(),
        };
        let is_new = match unit {
            Some(unit) => units_there.insert(unit),
            None => names_there.insert(place(&line.name, &area)),
        };
        let verdict = match (line.n_workers.is_err(), kind, unit) {
            (true, ..) => "no_workers",
            (_, None, _) => "no_kind",
            (_, _, Some(unit)) if with.contains(&unit) => "has_union",
            _ if !is_new => "there",
            (_, _, Some(_)) => "register",
            _ => "new",
        };
        Read { line, unit, kind, area, verdict }
    };
    Ok(found.into_iter().map(one).collect())
}

async fn page(
    app: &App,
    may: &May<List, DoWork>,
    wanted: Wanted,
    (paste, note): (String, String),
) -> Result<AddPage, Error> {
    let list = may.row();
    let Below { proposed: ids, mut recorded } = candidates(app, list, &wanted.q).await?;
    let n_recorded = recorded.len() as u64;
    recorded.sort_by_key(|row| std::cmp::Reverse(row.created_at));
    recorded.truncate(CANDIDATES_SHOWN);
    let n_pages = ids.len().div_ceil(CANDIDATES_SHOWN).max(1);
    let page = usize::try_from(wanted.page.unwrap_or(1)).unwrap_or(usize::MAX).clamp(1, n_pages);
    let shown: Vec<UnitId> =
        ids.iter().skip((page - 1) * CANDIDATES_SHOWN).take(CANDIDATES_SHOWN).copied().collect();
    let lines = read(app, list, &paste).await?.into_iter().map(|one| LineView {
        line: one.line.line,
        name: one.line.name,
        kind: one.kind.map(|kind| kind.noun().to_owned()).unwrap_or_default(),
        area: one.area,
        n_workers: one.line.n_workers.ok().flatten(),
        contact: one.line.contact,
        verdict: one.verdict,
    });
    let within = units::actions::short_name(app.db.read(), list.within_id, app.now().local_day()).await?;
    Ok(AddPage {
        list: view::list(app, list).await?,
        may_lead: may.also(app, Act::ApproveDocument).await?,
        within,
        candidates: described(app, &shown).await?.into_iter().map(|(view, _)| view).collect(),
        recorded: with_unions(app, &recorded).await?,
        n_recorded,
        n_candidates: ids.len() as u64,
        page: page as u64,
        n_pages: n_pages as u64,
        q: wanted.q,
        lines: lines.collect(),
        paste,
        note,
    })
}

/// Units of which it is recorded that they have a union, the latest first.
async fn with_unions(app: &App, rows: &[unit_union::Model]) -> Result<Vec<RecordedView>, Error> {
    let ids: Vec<UnitId> = rows.iter().map(|row| row.unit_id).collect();
    let named = units::refs(app.db.read(), &ids, app.now().local_day()).await.map_err(DbError::from)?;
    let named: HashMap<UnitId, String> = named.into_iter().map(|one| (one.id, one.name)).collect();
    let view = |row: &unit_union::Model| RecordedView {
        id: row.unit_id,
        name: named.get(&row.unit_id).cloned().unwrap_or_default(),
        union: row.name.clone(),
        at: row.created_at,
    };
    Ok(rows.iter().map(view).collect())
}

/// GET /foundings/{id}/add
pub async fn form(
    State(app): State<App>,
    may: May<List, DoWork>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<AddPage>, Error> {
    Ok(Show(page(&app, &may, wanted, (String::new(), String::new())).await?))
}

/// POST /foundings/{id}/add
pub async fn add(
    State(app): State<App>,
    may: May<List, DoWork>,
    input: Input<AddForm>,
) -> Result<Response, Error> {
    let (list, typed) = (may.row(), input.typed());
    let kept = (input.value().paste.clone(), input.value().note.clone());
    let (wish, paste) = match input.check() {
        Ok(read) => read,
        // A text that is too long is not read for the preview.
        Err(refusal) if kept.0.lines().count() > super::forms::LINES_MAX => {
            let mut page = page(&app, &may, Wanted::default(), (String::new(), kept.1)).await?;
            page.paste = kept.0;
            return Err(refusal.on(page));
        }
        Err(refusal) => return Err(refusal.on(page(&app, &may, Wanted::default(), kept).await?)),
    };
    let field = if matches!(wish, Wish::Chosen(..)) { "units" } else { "paste" };
    let rows = match wish {
        Wish::Preview => {
            return Ok(Show(page(&app, &may, Wanted::default(), kept).await?).into_response());
        }
        Wish::HasUnion(ids) => {
            // No list of anybody proposes these units any more: that is said by who answers for the union.
            if !may.also(&app, Act::ApproveDocument).await? {
                return Err(Error::forbidden());
            }
            return have_unions(&app, &may, ids).await;
        }
        Wish::NoUnion(ids) => {
            if !may.also(&app, Act::ApproveDocument).await? {
                return Err(Error::forbidden());
            }
            let recorded = candidates(&app, list, "").await?.recorded;
            let ids: Vec<UnitId> =
                recorded.iter().map(|row| row.unit_id).filter(|id| ids.contains(id)).collect();
            let tx = app.db.write().await?;
            let n = actions::have_no_unions(&tx, app.now(), may.by(), list.id, &ids).await?;
            tx.commit().await?;
            let see = See::other(format!("/foundings/{}/add", list.id));
            return Ok(see.say("foundings-union-taken-back", args![n = n]).into_response());
        }
        Wish::Chosen(ids, note) => chosen(&app, list, ids, &note).await?,
        Wish::Add(note) => match lines(&app, list, &paste, &note).await? {
            Ok(rows) => rows,
            Err(errors) => {
                return Err(errors.refuse(typed).on(page(&app, &may, Wanted::default(), kept).await?));
            }
        },
    };
    if rows.is_empty() {
        let errors = FormErrors::of(field, "foundings-nothing-new");
        return Err(errors.refuse(typed).on(page(&app, &may, Wanted::default(), kept).await?));
    }
    let tx = app.db.write().await?;
    let n = match actions::add(&tx, app.now(), may.by(), list.id, &rows).await {
        Err(FoundingError::TooMany(most)) => {
            tx.rollback().await?;
            let errors = FormErrors::of_with(field, "foundings-too-many", args![n = most]);
            return Err(errors.refuse(typed).on(page(&app, &may, Wanted::default(), kept).await?));
        }
        done => done?,
    };
    tx.commit().await?;
    Ok(See::other(format!("/foundings/{}", list.id)).say("foundings-added", args![n = n]).into_response())
}

/// Units that were ticked and are still proposed.
async fn chosen(
    app: &App,
    list: &founding_list::Model,
    ids: Vec<UnitId>,
    note: &str,
) -> Result<Vec<NewRow>, Error> {
    let proposed: HashSet<UnitId> = candidates(app, list, "").await?.proposed.into_iter().collect();
    let ids: Vec<UnitId> = ids.into_iter().filter(|id| proposed.contains(id)).collect();
    let row = |(view, kind): (CandidateView, UnitKind)| NewRow {
        unit: Some(view.id),
        kind,
        name: view.name,
        area: view.area,
        n_workers: None,
        contact: String::new(),
        note: note.to_owned(),
    };
    Ok(described(app, &ids).await?.into_iter().map(row).collect())
}

/// Lines that bring a unit; refused as a whole when one of them cannot be read.
async fn lines(
    app: &App,
    list: &founding_list::Model,
    paste: &str,
    note: &str,
) -> Result<Result<Vec<NewRow>, FormErrors>, Error> {
    let read = read(app, list, paste).await?;
    if read.is_empty() {
        return Ok(Err(FormErrors::of("paste", "foundings-paste-empty")));
    }
    let wrong: Vec<String> = read
        .iter()
        .filter(|one| matches!(one.verdict, "no_kind" | "no_workers"))
        .map(|one| one.line.line.to_string())
        .collect();
    if !wrong.is_empty() {
        let told = args![lines = wrong.join(", ")];
        return Ok(Err(FormErrors::of_with("paste", "foundings-paste-wrong", told)));
    }
    let cut = |text: &str| text.chars().take(super::forms::NAME_LETTERS_MAX).collect::<String>();
    let rows = read.into_iter().filter(|one| matches!(one.verdict, "new" | "register")).filter_map(|one| {
        Some(NewRow {
            unit: one.unit,
            kind: one.kind?,
            name: cut(&one.line.name),
            area: cut(&one.area),
            n_workers: one.line.n_workers.ok().flatten(),
            contact: cut(&one.line.contact),
            note: note.to_owned(),
        })
    });
    Ok(Ok(rows.collect()))
}

/// Records for proposed units that they have a union.
async fn have_unions(app: &App, may: &May<List, DoWork>, ids: Vec<UnitId>) -> Result<Response, Error> {
    let list = may.row();
    let proposed: HashSet<UnitId> = candidates(app, list, "").await?.proposed.into_iter().collect();
    let ids: Vec<UnitId> = ids.into_iter().filter(|id| proposed.contains(id)).collect();
    let named = described(app, &ids).await?.into_iter().map(|(view, _)| {
        let [_, usual, _] = names_of_union(&view.name);
        (view.id, view.union.unwrap_or(usual))
    });
    let named: Vec<(UnitId, String)> = named.collect();
    let tx = app.db.write().await?;
    let n = actions::have_unions(&tx, app.now(), may.by(), list.id, &named).await?;
    tx.commit().await?;
    let see = See::other(format!("/foundings/{}/add", list.id));
    Ok(see.say("foundings-have-unions", args![n = n]).into_response())
}
