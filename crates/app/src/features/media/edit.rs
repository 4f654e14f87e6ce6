//! The form of an item: planned anew, or written on. What was typed stays when something is refused; what somebody else wrote
//! meanwhile is shown beside it.

use super::Item;
use super::actions::{self, NewItem};
use super::board::is_of_plan;
use super::errors::MediaError;
use super::forms::{ItemForm, ReadItem};
use super::pages::{ChoiceView, EditPage, Theirs};
use crate::app::App;
use crate::features::plans::{self, Plan};
use crate::features::units;
use crate::rights::{Deed, DoWork, DraftDocument, May, ReadPlan};
use axum::extract::State;
use domain::ids::{PersonId, PlanId, UnitId};
use domain::media::MediaState;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::BTreeSet;
use tables::{duty, media_item, partner, plan, post, task};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, Typed, args};

/// Letters of a clause in a list to choose from.
const CLAUSE_LETTERS_MAX: usize = 120;
/// Partners in the list to choose from.
const PARTNERS_MAX: u64 = 300;

/// What a new item begins with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Begin {
    /// "task:…" or "duty:…".
    pub source: String,
    /// before, during or after.
    pub phase: String,
}

/// GET /plans/{id}/media/new
pub async fn new_form(
    State(app): State<App>,
    may: May<Plan, DraftDocument>,
    Query(begin): Query<Begin>,
) -> Result<Show<EditPage>, Error> {
    let unit = units::refs(app.db.read(), &[may.row().unit_id], app.now().local_day()).await?.pop();
    let fields = ItemForm {
        phase: begin.phase,
        source: begin.source,
        kind: "news".to_owned(),
        channel: "portal".to_owned(),
        unit: unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default(),
        unit_id: unit.map(|unit| unit.id.to_string()).unwrap_or_default(),
        on_page: true,
        ..ItemForm::default()
    };
    Ok(Show(page(&app, &may, (None, may.row().unit_id), fields).await?))
}

/// The page of the form, with `fields` in it.
async fn page<D: Deed>(
    app: &App,
    may: &May<Plan, D>,
    (item, unit): (Option<&media_item::Model>, UnitId),
    fields: ItemForm,
) -> Result<EditPage, Error> {
    let conn = app.db.read();
    let plan = may.row().id;
    let cut = |text: &str| -> String { text.chars().take(CLAUSE_LETTERS_MAX).collect() };
    let tasks = task::of_plan(plan).all(conn).await?;
    let duties = duty::of_plan(plan).all(conn).await?;
    let of_tasks = tasks.iter().map(|row| (format!("task:{}", row.id), cut(&row.title)));
    let of_duties = duties.iter().map(|row| (format!("duty:{}", row.id), cut(&row.text)));
    let partners = partner::by_name().filter(partner::Column::EndedAt.is_null()).limit(PARTNERS_MAX);
    let partners = partners.all(conn).await?.into_iter().map(|row| (row.id.to_string(), row.name));
    let choices = |pairs: Vec<(String, String)>| {
        pairs.into_iter().map(|(value, word)| ChoiceView { value, word }).collect::<Vec<_>>()
    };
    Ok(EditPage {
        id: item.map(|item| item.id),
        sources: choices(of_tasks.chain(of_duties).collect()),
        people: choices(people(app, unit).await?),
        partners: choices(partners.collect()),
        is_approved: item.is_some_and(|item| item.state == MediaState::Approved),
        is_out: item.is_some_and(|item| item.published_version.is_some()),
        theirs: None,
        has_page: actions::open_page(conn, plan).await?.is_some(),
        fields,
        plan: plans::head(app, may, "media").await?,
    })
}

/// Those who can write for a unit, by name.
async fn people(app: &App, unit: UnitId) -> Result<Vec<(String, String)>, Error> {
    let conn = app.db.read();
    let held = post::held_in(&[unit]).all(conn).await?;
    let ids: BTreeSet<PersonId> = held.into_iter().map(|post| post.person_id).collect();
    let names = crate::features::documents::people(conn, &ids.into_iter().collect::<Vec<_>>()).await?;
    let mut people: Vec<(String, String)> =
        names.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    people.sort_by_key(|(id, name)| (domain::text::key(name), id.clone()));
    Ok(people)
}

/// What of a form only the database can tell.
async fn meant(app: &App, plan: &plan::Model, read: ReadItem) -> Result<Result<NewItem, FormErrors>, Error> {
    let conn = app.db.read();
    let mut errors = FormErrors::none();
    let (id, typed) = &read.unit;
    let unit = match id.is_none() && typed.is_empty() {
        true => Some(plan.unit_id),
        false => units::actions::meant(conn, *id, typed, app.now().local_day()).await?,
    };
    let known = match unit {
        Some(unit) => tables::unit::by_id(unit).one(conn).await?.map(|row| row.id),
        None => None,
    };
    if known.is_none() {
        errors.add("unit", "media-unit-unknown");
    }
    if let (Some(person), Some(unit)) = (read.person, known) {
        let held = post::held_in(&[unit]).filter(post::Column::PersonId.eq(person)).one(conn).await?;
        if held.is_none() {
            errors.add("person_id", "media-person-elsewhere");
        }
    }
    if let Some(id) = read.partner
        && partner::by_id(id).one(conn).await?.is_none()
    {
        errors.add("partner_id", "media-choose");
    }
    if let Some(source) = read.source
        && !is_of_plan(app, plan.id, source).await?
    {
        errors.add("source", "media-choose");
    }
    let item = read.item;
    let Some(unit) = known.filter(|_| errors.is_empty()) else { return Ok(Err(errors)) };
    Ok(Ok(NewItem {
        unit,
        person: read.person,
        partner: read.partner,
        source: read.source,
        title: item.title,
        phase: item.phase,
        kind: item.kind,
        channel: item.channel,
        outlet: item.outlet,
        due_on: item.due_on,
        embargo_at: item.embargo_at,
        body: item.body,
        byline: item.byline,
        credit: item.credit,
        licence: item.licence,
        on_page: item.on_page,
        publishes_itself: item.publishes_itself,
    }))
}

/// The unit that a form names, for the list of its people; the unit it stood with before when none can be told.
async fn unit_of(app: &App, form: &ItemForm, before: UnitId) -> Result<UnitId, Error> {
    let id: Option<UnitId> = form.unit_id.trim().parse().ok();
    let named = units::actions::meant(app.db.read(), id, form.unit.trim(), app.now().local_day()).await?;
    Ok(named.unwrap_or(before))
}

/// POST /plans/{id}/media
pub async fn create(
    State(app): State<App>,
    may: May<Plan, DraftDocument>,
    input: Input<ItemForm>,
) -> Result<See, Error> {
    let (typed, kept) = (input.typed(), input.value().clone());
    let unit = unit_of(&app, &kept, may.row().unit_id).await?;
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &may, (None, unit), kept).await?)),
    };
    let new = match meant(&app, may.row(), read).await? {
        Ok(new) => new,
        Err(errors) => {
            return Err(errors.refuse(typed).on(page(&app, &may, (None, unit), kept).await?));
        }
    };
    let secret = actions::secret(app.chance.as_ref());
    let tx = app.db.write().await?;
    let id = actions::create(&tx, app.now(), may.by(), may.row().id, (&new, &secret)).await?;
    tx.commit().await?;
    Ok(See::created(format!("/media/{id}")).say("media-made", args![title = new.title]))
}

/// The plan of an item, for the head of its pages. Who may write an item of an issued plan may read the plan.
async fn plan_of(app: &App, may: &May<Item, DoWork>) -> Result<May<Plan, ReadPlan>, Error> {
    may.beside_to(app, may.row().plan_id.uuid()).await
}

/// GET /media/{id}/write
pub async fn edit_form(State(app): State<App>, may: May<Item, DoWork>) -> Result<Show<EditPage>, Error> {
    let plan = plan_of(&app, &may).await?;
    let row = may.row();
    let fields = fields_of(&app, row).await?;
    Ok(Show(page(&app, &plan, (Some(row), row.unit_id), fields).await?))
}

async fn fields_of(app: &App, row: &media_item::Model) -> Result<ItemForm, Error> {
    let unit = units::refs(app.db.read(), &[row.unit_id], app.now().local_day()).await?.pop();
    let day = |day: domain::time::Day| day.format("%-d/%-m/%Y").to_string();
    Ok(ItemForm {
        title: row.title.clone(),
        phase: row.phase.to_string(),
        kind: row.kind.to_string(),
        channel: row.channel.to_string(),
        outlet: row.outlet.clone(),
        partner_id: row.partner_id.map(|id| id.to_string()).unwrap_or_default(),
        unit: unit.map(|unit| unit.name).unwrap_or_default(),
        unit_id: row.unit_id.to_string(),
        person_id: row.person_id.map(|id| id.to_string()).unwrap_or_default(),
        due: row.due_on.map(day).unwrap_or_default(),
        source: row.source_id.map(|id| format!("{}:{id}", row.source_kind)).unwrap_or_default(),
        embargo_on: row.embargo_at.map(|at| day(at.local_day())).unwrap_or_default(),
        embargo_at: row.embargo_at.map(|at| at.local_time().format("%H:%M").to_string()).unwrap_or_default(),
        body: row.body.clone(),
        byline: row.byline.clone(),
        credit: row.credit.clone(),
        licence: row.licence.clone(),
        on_page: row.on_page,
        publishes_itself: row.publishes_itself,
        seen: row.revision.to_string(),
    })
}

/// POST /media/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Item, DoWork>,
    input: Input<ItemForm>,
) -> Result<See, Error> {
    let (typed, kept) = (input.typed(), input.value().clone());
    let plan = plan_of(&app, &may).await?;
    let row = may.row();
    let unit = unit_of(&app, &kept, row.unit_id).await?;
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &plan, (Some(row), unit), kept).await?)),
    };
    let seen = read.seen;
    let new = match meant(&app, plan.row(), read).await? {
        Ok(new) => new,
        Err(errors) => {
            return Err(errors.refuse(typed).on(page(&app, &plan, (Some(row), unit), kept).await?));
        }
    };
    let tx = app.db.write().await?;
    let changed = actions::change(&tx, app.now(), may.by(), (row.id, seen), &new).await;
    let state = match changed {
        Ok(state) => state,
        Err(error) => {
            drop(tx);
            return Err(refused(&app, (&may, &plan), unit, (error, kept, typed)).await?);
        }
    };
    tx.commit().await?;
    let told = if state != row.state && row.state == MediaState::Approved {
        "media-approval-lost"
    } else {
        "media-saved"
    };
    Ok(See::other(format!("/media/{}", row.id)).say(told, args![title = new.title]))
}

/// The form again with what was typed; what somebody else wrote meanwhile stands beside it.
async fn refused(
    app: &App,
    (may, plan): (&May<Item, DoWork>, &May<Plan, ReadPlan>),
    unit: UnitId,
    (error, kept, typed): (MediaError, ItemForm, Typed),
) -> Result<Error, Error> {
    let key = match error {
        MediaError::Changed => "media-changed",
        MediaError::Submitted => "media-submitted-already",
        MediaError::Out => "media-out",
        MediaError::NotNow => "media-not-now",
        other => return Err(other.into()),
    };
    let now = media_item::by_id(may.row().id).one(app.db.read()).await?.ok_or_else(Error::not_found)?;
    let mut shown = page(app, plan, (Some(&now), unit), kept).await?;
    shown.theirs =
        Some(Theirs { revision: now.revision, title: now.title, body: now.body, at: now.updated_at });
    Ok(FormErrors::of("seen", key).refuse(typed).on(shown))
}

/// How a plan is named where its head is not shown.
pub async fn plan_name(app: &App, id: PlanId) -> Result<String, Error> {
    let plan = plan::by_id(id).one(app.db.read()).await?;
    Ok(plan.map(|plan| plan.subject).unwrap_or_default())
}
