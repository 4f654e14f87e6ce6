//! Changing units: the forms, and what they do.

use std::collections::BTreeMap;

use axum::extract::State;
use domain::ids::UnitId;
use domain::time::Day;
use domain::units::{Line, Name, UnitKind};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Deserialize;
use tables::unit;
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Page, Path, Query, See, Show, Typed, args};

use super::actions::{self, Into, Making};
use super::errors::UnitError;
use super::forms::{Dissolve, Merge, Move, Named, NewUnit, Rename, Split, ToMerge};
use super::handlers::AskedDay;
use super::pages::{ChangePage, Deed};
use super::{queries, search, store, view};
use crate::app::App;
use crate::rights::Administrator;

/// What a form starts from.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Start {
    /// The unit under which a new one shall stand.
    parent: String,
    /// Code of the line.
    line: String,
    /// The day that is filled in, as people write it; today when it is missing.
    on: String,
}

/// GET /units/new
pub async fn new_form(State(app): State<App>, Query(start): Query<Start>) -> Result<Show<ChangePage>, Error> {
    let mut page = page(&app, Deed::Create, None).await?;
    let day = AskedDay::of(&app, &start.on);
    page.on = day.on;
    if let Ok(parent) = start.parent.parse::<UnitId>() {
        page.parent = view::refs(app.db.read(), &[parent], page.on).await?.pop();
    }
    if let Some(line) = Line::parse(&start.line) {
        page.line = line;
    }
    day.show(page)
}

/// POST /units
pub async fn create(
    State(app): State<App>,
    right: Administrator,
    input: Input<NewUnit>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page(&app, Deed::Create, None);
    let new = match input.check() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let on = new.from.unwrap_or_else(|| app.now().local_day());
    let parent = match resolve(app.db.read(), &new.parent, on, "parent").await? {
        Ok(parent) => parent,
        Err(errors) => return Err(errors.refuse(typed).on(again().await?)),
    };
    let making = Making {
        code: new.code,
        kind: new.kind,
        name: new.name,
        parents: BTreeMap::from([(new.line, parent)]),
        aliases: new.aliases,
        area: String::new(),
        source: new.source,
    };
    let tx = app.db.write().await?;
    match actions::create(&tx, app.now(), right, &making, new.from).await {
        Ok(id) => {
            tx.commit().await?;
            Ok(See::created(format!("/units/{id}")).say("units-created", args![name = making.name.full]))
        }
        Err(error) => refused(tx, error, typed, again()).await,
    }
}

macro_rules! form {
    ($name:ident, $deed:expr) => {
        /// GET: the form for this change.
        pub async fn $name(
            State(app): State<App>,
            Path(id): Path<UnitId>,
        ) -> Result<Show<ChangePage>, Error> {
            Ok(Show(page(&app, $deed, Some(id)).await?))
        }
    };
}

form!(rename_form, Deed::Rename);
form!(move_form, Deed::Move);
form!(merge_form, Deed::Merge);
form!(split_form, Deed::Split);
form!(dissolve_form, Deed::Dissolve);

/// POST /units/{id}/names
pub async fn rename(
    State(app): State<App>,
    right: Administrator,
    Path(id): Path<UnitId>,
    input: Input<Rename>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page(&app, Deed::Rename, Some(id));
    let (name, on, basis) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let now = queries::briefs(app.db.read(), &[id], on).await.map_err(db::DbError::from)?;
    if now.get(&id).is_some_and(|unit| unit.full == name.full && unit.short == name.short) {
        return Err(FormErrors::of("full", "units-rename-same").refuse(typed).on(again().await?));
    }
    let tx = app.db.write().await?;
    let done = actions::rename(&tx, app.now(), right, id, name.clone(), actions::Deed { on, basis }).await;
    match done {
        Ok(()) => done_at(tx, id, "units-renamed", &name.full).await,
        Err(error) => refused(tx, error, typed, again()).await,
    }
}

/// POST /units/{id}/places
pub async fn reparent(
    State(app): State<App>,
    right: Administrator,
    Path(id): Path<UnitId>,
    input: Input<Move>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page(&app, Deed::Move, Some(id));
    let (line, parent, on, basis) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let parent = match resolve(app.db.read(), &parent, on, "parent").await? {
        Ok(parent) => parent,
        Err(errors) => return Err(errors.refuse(typed).on(again().await?)),
    };
    let tx = app.db.write().await?;
    match actions::reparent(&tx, app.now(), right, id, (line, parent), actions::Deed { on, basis }).await {
        Ok(()) => {
            let name = name_of(&app, id, on).await?;
            done_at(tx, id, "units-moved", &name).await
        }
        Err(error) => refused(tx, error, typed, again()).await,
    }
}

/// POST /units/{id}/merges
pub async fn merge(
    State(app): State<App>,
    right: Administrator,
    Path(id): Path<UnitId>,
    input: Input<Merge>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page(&app, Deed::Merge, Some(id));
    let valid = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let (from, into) = match parties(app.db.read(), id, &valid).await? {
        Ok(parties) => parties,
        Err(errors) => return Err(errors.refuse(typed).on(again().await?)),
    };
    let tx = app.db.write().await?;
    let deed = actions::Deed { on: valid.on, basis: valid.basis };
    match actions::merge(&tx, app.now(), right, &from, &into, deed).await {
        Ok(to) => {
            tx.commit().await?;
            let name = name_of(&app, to, valid.on).await?;
            Ok(See::created(format!("/units/{to}")).say("units-merged", args![n = from.len(), name = name]))
        }
        Err(error) => refused(tx, error, typed, again()).await,
    }
}

/// The units of a merge: this one and the others go into a unit that goes on, or into a new one of the same kind and place.
async fn parties(
    conn: &impl ConnectionTrait,
    id: UnitId,
    asked: &ToMerge,
) -> Result<Result<(Vec<UnitId>, Into), FormErrors>, Error> {
    let before = asked.on.pred_opt().unwrap_or(asked.on);
    let mut from = vec![id];
    for other in &asked.others {
        match resolve(conn, other, before, "others").await? {
            Ok(Some(other)) if !from.contains(&other) => from.push(other),
            Ok(_) => {}
            Err(errors) => return Ok(Err(errors)),
        }
    }
    let into = match &asked.new {
        Some(name) => Into::New(Box::new(like(conn, id, name).await?)),
        None => match resolve(conn, &asked.into, asked.on, "into").await? {
            Ok(Some(into)) => Into::Existing(into),
            Ok(None) => return Ok(Err(FormErrors::of("into", "units-merge-into-one"))),
            Err(errors) => return Ok(Err(errors)),
        },
    };
    Ok(Ok((from, into)))
}

/// A new unit of the kind and in the latest places of another one.
async fn like(conn: &impl ConnectionTrait, id: UnitId, name: &Name) -> Result<Making, Error> {
    let model = store::load(conn, &[id]).await?.pop().ok_or_else(Error::not_found)?;
    let parents = model
        .parents
        .iter()
        .map(|(line, places)| (*line, places.latest().cloned().flatten().as_ref().map(store::id_of)));
    Ok(Making {
        code: String::new(),
        kind: model.kind,
        name: name.clone(),
        parents: parents.collect(),
        aliases: Vec::new(),
        area: model.area.clone(),
        source: String::new(),
    })
}

/// POST /units/{id}/splits
pub async fn split(
    State(app): State<App>,
    right: Administrator,
    Path(id): Path<UnitId>,
    input: Input<Split>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page(&app, Deed::Split, Some(id));
    let (names, keeps, on, basis) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let mut parts = Vec::with_capacity(names.len());
    for name in &names {
        parts.push(like(app.db.read(), id, name).await?);
    }
    let tx = app.db.write().await?;
    match actions::split(&tx, app.now(), right, id, (&parts, keeps), actions::Deed { on, basis }).await {
        Ok(made) => {
            tx.commit().await?;
            Ok(See::created(format!("/units/{id}?on={on}")).say("units-split", args![n = made.len()]))
        }
        Err(error) => refused(tx, error, typed, again()).await,
    }
}

/// POST /units/{id}/end
pub async fn dissolve(
    State(app): State<App>,
    right: Administrator,
    Path(id): Path<UnitId>,
    input: Input<Dissolve>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page(&app, Deed::Dissolve, Some(id));
    let (successor, on, basis) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let successor = match resolve(app.db.read(), &successor, on, "successor").await? {
        Ok(successor) => successor,
        Err(errors) => return Err(errors.refuse(typed).on(again().await?)),
    };
    let tx = app.db.write().await?;
    match actions::dissolve(&tx, app.now(), right, id, successor, actions::Deed { on, basis }).await {
        Ok(()) => {
            let name = name_of(&app, id, on).await?;
            done_at(tx, id, "units-dissolved", &name).await
        }
        Err(error) => refused(tx, error, typed, again()).await,
    }
}

/// The unit that a form names: by id, by code, or by the one name that fits. Nothing named is no unit.
async fn resolve(
    conn: &impl ConnectionTrait,
    named: &Named,
    on: Day,
    field: &'static str,
) -> Result<Result<Option<UnitId>, FormErrors>, DbErr> {
    if named.is_empty() {
        return Ok(Ok(None));
    }
    let by_id = match named.id {
        Some(id) => unit::by_id(id).one(conn).await?,
        None => unit::by_code(&named.text).one(conn).await?,
    };
    if let Some(unit) = by_id {
        return Ok(Ok(Some(unit.id)));
    }
    let same = search::named(conn, &named.text, on).await?;
    Ok(match same.as_slice() {
        [only] => Ok(Some(only.id)),
        [] => Err(FormErrors::of_with(field, "units-named-unknown", args![name = named.text.clone()])),
        several => Err(FormErrors::of_with(
            field,
            "units-named-several",
            args![name = named.text.clone(), n = several.len()],
        )),
    })
}

async fn page(app: &App, deed: Deed, id: Option<UnitId>) -> Result<ChangePage, Error> {
    let on = app.now().local_day();
    let conn = app.db.read();
    let (mut kind, mut unit_ref, mut n_below) = (None, None, 0);
    if let Some(id) = id {
        let brief = queries::briefs(conn, &[id], on).await?.remove(&id).ok_or_else(Error::not_found)?;
        kind = Some(brief.kind);
        unit_ref = Some(super::handlers::reference(&brief));
        for line in Line::ALL {
            n_below += queries::count_below(conn, &[id], line, on).await?.remove(&id).unwrap_or(0);
        }
    }
    Ok(ChangePage {
        deed,
        unit: unit_ref,
        parent: None,
        kinds: UnitKind::ALL.to_vec(),
        kind,
        lines: Line::ALL.to_vec(),
        line: kind.map_or(Line::StateManagement, UnitKind::home),
        on,
        n_below,
    })
}

async fn name_of(app: &App, id: UnitId, on: Day) -> Result<String, Error> {
    Ok(queries::briefs(app.db.read(), &[id], on)
        .await?
        .remove(&id)
        .map(|brief| brief.full)
        .unwrap_or_default())
}

async fn done_at(tx: db::WriteTx, id: UnitId, sentence: &'static str, name: &str) -> Result<See, Error> {
    tx.commit().await?;
    Ok(See::other(format!("/units/{id}")).say(sentence, args![name = name]))
}

/// A refusal by the rules comes back in the form; everything else is an error.
async fn refused<P: Page>(
    tx: db::WriteTx,
    error: UnitError,
    typed: Typed,
    again: impl Future<Output = Result<P, Error>>,
) -> Result<See, Error> {
    tx.rollback().await?;
    let errors = error.on_form()?;
    Err(errors.refuse(typed).on(again.await?))
}
