//! One unit on a list: its facts and steps, the decision that ends it, and its way back.

use super::actions::{self, FoundingError};
use super::pages::{ChoiceView, RowPage, StepView};
use super::rights::Founding;
use super::row_forms::{CloseForm, FoundForm, ReasonForm, RowForm, StepItem};
use super::view;
use crate::app::App;
use crate::features::documents;
use crate::rights::{ApproveDocument, Deed, DoWork, May, ReadWork};
use axum::extract::State;
use db::DbError;
use domain::ids::{FoundingId, PersonId, UnitId};
use domain::rights::{Act, Reach, reach};
use domain::time::Day;
use std::collections::BTreeSet;
use tables::{founding, founding_step, post, unit_name};
use web::{Error, FormErrors, Input, See, Show, Typed, args};

/// What was typed on the page, when something of it was refused.
#[derive(Default)]
struct Kept {
    fields: Option<RowForm>,
    found: Option<FoundForm>,
    close: Option<CloseForm>,
    reason: String,
}

fn print(day: Option<Day>) -> String {
    day.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default()
}

/// Those who hold a post in the union in which they can write what was done.
async fn doers(app: &App, union: UnitId) -> Result<Vec<PersonId>, Error> {
    let posts = post::held_in(&[union]).all(app.db.read()).await.map_err(DbError::from)?;
    let does = |post: &post::Model| reach(post.kind, Act::DoWork) > Reach::Nowhere;
    Ok(posts.iter().filter(|post| does(post)).map(|post| post.person_id).collect())
}

/// Those who can see to a step, by name, and those who do already.
async fn people(app: &App, union: UnitId, held: &[founding_step::Model]) -> Result<Vec<ChoiceView>, Error> {
    let conn = app.db.read();
    let mut ids: BTreeSet<PersonId> = doers(app, union).await?.into_iter().collect();
    ids.extend(held.iter().filter_map(|step| step.person_id));
    let names = documents::people(conn, &ids.into_iter().collect::<Vec<_>>()).await?;
    let mut people: Vec<ChoiceView> =
        names.into_iter().map(|(id, word)| ChoiceView { value: id.to_string(), word }).collect();
    people.sort_by_key(|one| (domain::text::key(&one.word), one.value.clone()));
    Ok(people)
}

/// The union that a unit founds, as it will be called, and the one that decides.
async fn decision(app: &App, row: &founding::Model, union: UnitId) -> Result<FoundForm, Error> {
    let names = unit_name::of(&[union]).all(app.db.read()).await.map_err(DbError::from)?;
    Ok(FoundForm {
        union_name: format!("Công đoàn {}", row.name),
        decided_by: names.last().map(|name| name.full.clone()).unwrap_or_default(),
        ..FoundForm::default()
    })
}

fn filled(row: &founding::Model, steps: &[founding_step::Model]) -> RowForm {
    let item = |step: &founding_step::Model| StepItem {
        person: step.person_id.map(|id| id.to_string()).unwrap_or_default(),
        holder: step.holder.clone(),
        due_on: print(step.due_on),
        done_on: print(step.done_on),
        evidence: step.evidence.clone(),
        note: step.note.clone(),
    };
    RowForm {
        name: if row.unit_id.is_none() { row.name.clone() } else { String::new() },
        area: row.area.clone(),
        n_workers: row.n_workers.map(|n| n.to_string()).unwrap_or_default(),
        contact: row.contact.clone(),
        note: row.note.clone(),
        items: steps.iter().map(|step| (step.id.to_string(), item(step))).collect(),
        version: row.version,
    }
}

async fn page<D: Deed>(app: &App, may: &May<Founding, D>, kept: Kept) -> Result<RowPage, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let list = &may.row().list;
    let row = founding::by_id(may.row().row.id).one(db).await.map_err(DbError::from)?;
    let row = row.ok_or_else(Error::not_found)?;
    let steps = founding_step::of(row.id).all(db).await.map_err(DbError::from)?;
    let people = people(app, list.union_id, &steps).await?;
    let mut fields = filled(&row, &steps);
    if let Some(typed) = kept.fields {
        // Steps that the page did not send stand as they are.
        let mut items = fields.items;
        items.extend(
            typed.items.clone().into_iter().filter(|(key, _)| items.contains_key(key)).collect::<Vec<_>>(),
        );
        fields = RowForm { items, ..typed };
    }
    let name_of =
        |id: PersonId| people.iter().find(|one| one.value == id.to_string()).map(|one| one.word.clone());
    let step = |step: &founding_step::Model| StepView {
        id: step.id,
        name: step.name.clone(),
        person: step.person_id.and_then(name_of),
        is_late: row.state.is_open() && step.done_on.is_none() && step.due_on.is_some_and(|day| day < today),
        done_on: step.done_on,
        due_on: step.due_on,
        holder: step.holder.clone(),
        is_link: step.evidence.starts_with("https://") || step.evidence.starts_with("http://"),
        evidence: step.evidence.clone(),
        note: step.note.clone(),
    };
    let found = match kept.found {
        Some(typed) => typed,
        None => decision(app, &row, list.union_id).await?,
    };
    Ok(RowPage {
        list: view::list(app, list).await?,
        steps: steps.iter().map(step).collect(),
        people: people.clone(),
        fields,
        found,
        close: kept.close.unwrap_or_default(),
        reason: kept.reason,
        contact: row.contact.clone(),
        note: row.note.clone(),
        closed_at: row.closed_at,
        version: row.version,
        may_write: may.also(app, Act::DoWork).await?,
        may_lead: may.also(app, Act::ApproveDocument).await?,
        row: view::row(&row, today),
    })
}

/// GET /foundings/units/{id}
pub async fn show(State(app): State<App>, may: May<Founding, ReadWork>) -> Result<Show<RowPage>, Error> {
    Ok(Show(page(&app, &may, Kept::default()).await?))
}

/// What was typed on a page that is stale comes back with a sentence at `field`.
async fn stale<D: Deed>(
    app: &App,
    may: &May<Founding, D>,
    (field, typed): (&str, Typed),
    kept: Kept,
) -> Result<Error, Error> {
    let mut page = page(app, may, kept).await?;
    page.fields.version = page.version;
    Ok(FormErrors::of(field.to_owned(), "foundings-changed-since").refuse(typed).on(page))
}

fn back(id: FoundingId) -> See {
    See::other(format!("/foundings/units/{id}"))
}

/// What somebody else wrote on the row meanwhile stands beside each field that differs. Where none does, it is saved already.
async fn since(app: &App, may: &May<Founding, DoWork>, (typed, kept): (Typed, Kept)) -> Result<See, Error> {
    let (db, id) = (app.db.read(), may.row().row.id);
    let row = founding::by_id(id).one(db).await.map_err(DbError::from)?.ok_or_else(Error::not_found)?;
    if !row.state.is_open() {
        return Err(stale(app, may, ("area", typed), kept).await?);
    }
    let now = filled(&row, &founding_step::of(id).all(db).await.map_err(DbError::from)?);
    let sent = kept.fields.clone().unwrap_or_default();
    let mut fields = vec![
        ("name".to_owned(), &sent.name, &now.name),
        ("area".to_owned(), &sent.area, &now.area),
        ("n_workers".to_owned(), &sent.n_workers, &now.n_workers),
        ("contact".to_owned(), &sent.contact, &now.contact),
        ("note".to_owned(), &sent.note, &now.note),
    ];
    for (id, item) in &sent.items {
        let Some(there) = now.items.get(id) else { continue };
        for (name, typed, now) in [
            ("person", &item.person, &there.person),
            ("holder", &item.holder, &there.holder),
            ("due_on", &item.due_on, &there.due_on),
            ("done_on", &item.done_on, &there.done_on),
            ("evidence", &item.evidence, &there.evidence),
            ("note", &item.note, &there.note),
        ] {
            fields.push((format!("items.{id}.{name}"), typed, now));
        }
    }
    let errors = FormErrors::since(fields);
    if errors.is_empty() {
        return Ok(back(id).say("foundings-saved", args![]));
    }
    let mut page = page(app, may, kept).await?;
    page.fields.version = page.version;
    Err(errors.refuse(typed).on(page))
}

/// POST /foundings/units/{id}
pub async fn write(
    State(app): State<App>,
    may: May<Founding, DoWork>,
    input: Input<RowForm>,
) -> Result<See, Error> {
    let (typed, id, today) = (input.typed(), may.row().row.id, app.now().local_day());
    let kept = Kept { fields: Some(input.value().clone()), ..Kept::default() };
    let (version, facts, steps) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &may, kept).await?)),
    };
    let there = founding_step::of(id).all(app.db.read()).await.map_err(DbError::from)?;
    let held = doers(&app, may.row().list.union_id).await?;
    let mut errors = FormErrors::none();
    for step in &steps {
        let before = there.iter().find(|one| one.id == step.id);
        let is_known = |person: PersonId| {
            held.contains(&person) || before.is_some_and(|one| one.person_id == Some(person))
        };
        if step.person.is_some_and(|person| !is_known(person)) {
            errors.add(format!("items.{}.person", step.id), "foundings-person-elsewhere");
        }
        if step.done_on.is_some_and(|day| day > today) {
            errors.add(format!("items.{}.done_on", step.id), "foundings-day-ahead");
        }
    }
    if !errors.is_empty() {
        return Err(errors.refuse(typed).on(page(&app, &may, kept).await?));
    }
    let tx = app.db.write().await?;
    match actions::write(&tx, app.now(), may.by(), (id, version), &facts, &steps).await {
        Err(FoundingError::Changed) => {
            tx.rollback().await?;
            return since(&app, &may, (typed, kept)).await;
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(back(id).say("foundings-saved", args![]))
}

/// POST /foundings/units/{id}/remove
pub async fn remove(
    State(app): State<App>,
    may: May<Founding, DoWork>,
    input: Input<ReasonForm>,
) -> Result<See, Error> {
    let (row, list, typed) = (&may.row().row, &may.row().list, input.typed());
    let kept = Kept { reason: input.value().reason.clone(), ..Kept::default() };
    let (version, reason) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &may, kept).await?)),
    };
    let tx = app.db.write().await?;
    match actions::remove(&tx, app.now(), may.by(), (row.id, version), &reason).await {
        Err(FoundingError::Changed) => {
            tx.rollback().await?;
            return Err(stale(&app, &may, ("reason", typed), kept).await?);
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(See::other(format!("/foundings/{}", list.id))
        .say("foundings-removed", args![name = row.name.as_str()]))
}

/// POST /foundings/units/{id}/found
pub async fn found(
    State(app): State<App>,
    may: May<Founding, ApproveDocument>,
    input: Input<FoundForm>,
) -> Result<See, Error> {
    let (typed, id) = (input.typed(), may.row().row.id);
    let kept = Kept { found: Some(input.value().clone()), ..Kept::default() };
    let (version, decision) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &may, kept).await?)),
    };
    if decision.on > app.now().local_day() {
        let errors = FormErrors::of("decided_on", "foundings-day-ahead");
        return Err(errors.refuse(typed).on(page(&app, &may, kept).await?));
    }
    let tx = app.db.write().await?;
    match actions::found(&tx, app.now(), may.by(), (id, version), &decision).await {
        Err(FoundingError::Changed | FoundingError::NotNow) => {
            tx.rollback().await?;
            let now = founding::by_id(id).one(app.db.read()).await.map_err(DbError::from)?;
            // Pressed twice: it is recorded, by this very form.
            if now.is_some_and(|now| now.decision_number == decision.number && now.closed_at.is_some()) {
                return Ok(back(id).say("foundings-founded", args![name = decision.union_name]));
            }
            return Err(stale(&app, &may, ("union_name", typed), kept).await?);
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(back(id).say("foundings-founded", args![name = decision.union_name]))
}

/// POST /foundings/units/{id}/close
pub async fn close(
    State(app): State<App>,
    may: May<Founding, ApproveDocument>,
    input: Input<CloseForm>,
) -> Result<See, Error> {
    let (typed, id) = (input.typed(), may.row().row.id);
    let kept = Kept { close: Some(input.value().clone()), ..Kept::default() };
    let (version, why, words) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &may, kept).await?)),
    };
    let tx = app.db.write().await?;
    match actions::close(&tx, app.now(), may.by(), (id, version), (why, &words)).await {
        Err(FoundingError::Changed) => {
            tx.rollback().await?;
            return Err(stale(&app, &may, ("words", typed), kept).await?);
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(back(id).say("foundings-closed", args![]))
}

/// POST /foundings/units/{id}/reopen
pub async fn reopen(
    State(app): State<App>,
    may: May<Founding, ApproveDocument>,
    input: Input<ReasonForm>,
) -> Result<See, Error> {
    let (typed, id) = (input.typed(), may.row().row.id);
    let kept = Kept { reason: input.value().reason.clone(), ..Kept::default() };
    let (version, reason) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &may, kept).await?)),
    };
    let tx = app.db.write().await?;
    match actions::reopen(&tx, app.now(), may.by(), (id, version), &reason).await {
        Err(FoundingError::Changed) => {
            tx.rollback().await?;
            return Err(stale(&app, &may, ("reason", typed), kept).await?);
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(back(id).say("foundings-reopened", args![]))
}
