//! The form of an activity: kept as typed when it is refused, begun from an item of a plan with its words.

use super::actions::{self, ActivityError, Source};
use super::forms::ActivityForm;
use super::pages::ActivityEditPage;
use super::rights::Activity;
use super::view;
use crate::app::App;
use crate::features::plans::Plan;
use crate::features::units;
use crate::rights::{DoWork, May, Signed, SignedIn, may};
use axum::extract::State;
use db::DbError;
use domain::activities::{ActivityKind, ActivityState, propose};
use domain::ids::{DutyId, PlanId, TaskId, UnitId};
use domain::rights::Act;
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Deserialize;
use tables::{activity, activity_unit, duty, duty_unit, plan, task, task_unit};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, args};

/// Letters of the words of a plan's item that become a name.
const NAME_FROM_ITEM_MAX: usize = 300;

/// What a new activity begins with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Begin {
    /// Id of a task of a plan.
    pub task: String,
    /// Id of a duty of a plan.
    pub duty: String,
}

/// The item of a plan that an activity is for.
struct Item {
    source: Source,
    words: String,
    product: String,
    leads: Vec<UnitId>,
    with: Vec<UnitId>,
}

async fn item(app: &App, task: Option<TaskId>, duty: Option<DutyId>) -> Result<Option<Item>, Error> {
    let db = app.db.read();
    if let Some(id) = task {
        let Some(row) = task::Entity::find_by_id(id).one(db).await.map_err(DbError::from)? else {
            return Ok(None);
        };
        let bound = task_unit::of_plan(row.plan_id).filter(task_unit::Column::TaskId.eq(id));
        let bound = bound.all(db).await.map_err(DbError::from)?;
        let of = |role: &str| -> Vec<UnitId> {
            bound.iter().filter(|one| one.role == role).filter_map(|one| one.unit_id).collect()
        };
        return Ok(Some(Item {
            source: Source { plan: Some(row.plan_id), task: Some(id), duty: None },
            words: row.title,
            product: row.product.unwrap_or_default(),
            leads: of("lead"),
            with: of("cooperate"),
        }));
    }
    let Some(id) = duty else { return Ok(None) };
    let Some(row) = duty::Entity::find_by_id(id).one(db).await.map_err(DbError::from)? else {
        return Ok(None);
    };
    let bound = duty_unit::of_plan(row.plan_id).filter(duty_unit::Column::DutyId.eq(id));
    let bound = bound.all(db).await.map_err(DbError::from)?;
    let of = |role: &str| -> Vec<UnitId> {
        bound.iter().filter(|one| one.role == role).filter_map(|one| one.unit_id).collect()
    };
    Ok(Some(Item {
        source: Source { plan: Some(row.plan_id), task: None, duty: Some(id) },
        words: row.text,
        product: String::new(),
        leads: of("bound"),
        with: of("with"),
    }))
}

/// The item that a form names, when the person may read its plan.
async fn readable(app: &App, signed: &Signed, form: &ActivityForm) -> Result<Option<Item>, Error> {
    let id = |typed: &str| typed.trim().parse::<uuid::Uuid>().ok();
    let found = item(app, id(&form.task).map(Into::into), id(&form.duty).map(Into::into)).await?;
    let Some(item) = found else { return Ok(None) };
    let Some(plan): Option<PlanId> = item.source.plan else { return Ok(None) };
    let row = plan::by_id(plan).one(app.db.read()).await.map_err(DbError::from)?;
    let Some(row) = row else { return Ok(None) };
    Ok(may::<Plan>(app, signed, &row, Act::ReadPlan).await?.map(|_| item))
}

async fn page(
    app: &App,
    row: Option<&activity::Model>,
    item: Option<String>,
    fields: ActivityForm,
) -> Result<ActivityEditPage, Error> {
    let item = match row {
        Some(row) => view::items(app, std::slice::from_ref(row)).await?.remove(&row.id),
        None => item,
    };
    Ok(ActivityEditPage {
        id: row.map(|row| row.id),
        is_out: row.is_some_and(|row| row.state != ActivityState::Draft),
        item,
        fields,
        activity_kinds: ActivityKind::ALL.to_vec(),
        kinds: view::kinds(),
        clusters: view::clusters(app).await?,
    })
}

/// The unit for which a person organises.
fn own_unit(signed: &Signed) -> Option<UnitId> {
    signed.own(Act::DoWork).next().map(|(unit, ..)| unit)
}

async fn full_names(app: &App, ids: &[UnitId]) -> Result<String, Error> {
    let found = units::refs(app.db.read(), ids, app.now().local_day()).await.map_err(DbError::from)?;
    Ok(found.into_iter().map(|one| one.name).collect::<Vec<_>>().join("\n"))
}

/// GET /activities/new
pub async fn new_form(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    Query(begin): Query<Begin>,
) -> Result<Show<ActivityEditPage>, Error> {
    let unit = own_unit(&signed);
    let name = match unit {
        Some(unit) => units::actions::short_name(app.db.read(), unit, app.now().local_day()).await?,
        None => String::new(),
    };
    let mut fields = ActivityForm {
        unit: name,
        unit_id: unit.map(|unit| unit.to_string()).unwrap_or_default(),
        task: begin.task,
        duty: begin.duty,
        asked: "none".to_owned(),
        kind: ActivityKind::Other.word().to_owned(),
        ..ActivityForm::default()
    };
    let item = readable(&app, &signed, &fields).await?;
    let Some(item) = item else {
        (fields.task, fields.duty) = (String::new(), String::new());
        return Ok(Show(page(&app, None, None, fields).await?));
    };
    // The words of the plan are proposals: who leads organises with the unit, who cooperates is asked.
    let lines = domain::text::nfc(item.words.trim());
    fields.name =
        lines.chars().take(NAME_FROM_ITEM_MAX).collect::<String>().trim_end_matches(['.', ';']).to_owned();
    fields.kind = propose(&item.words).unwrap_or(ActivityKind::Other).word().to_owned();
    fields.content = item.product;
    let others: Vec<UnitId> = item.leads.iter().copied().filter(|lead| Some(*lead) != unit).collect();
    if unit.is_some_and(|unit| item.leads.contains(&unit)) {
        fields.hosts = full_names(&app, &others).await?;
    }
    let with: Vec<UnitId> = item.with.iter().copied().filter(|one| Some(*one) != unit).collect();
    if !with.is_empty() {
        "units".clone_into(&mut fields.asked);
        fields.units = full_names(&app, &with).await?;
    }
    Ok(Show(page(&app, None, Some(item.words), fields).await?))
}

/// POST /activities
pub async fn create(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    input: Input<ActivityForm>,
) -> Result<See, Error> {
    let (typed, kept) = (input.typed(), input.value().clone());
    let item = readable(&app, &signed, &kept).await?;
    if item.is_none() && (!kept.task.trim().is_empty() || !kept.duty.trim().is_empty()) {
        return Err(Error::not_found());
    }
    let (source, words) = match item {
        Some(item) => (item.source, Some(item.words)),
        None => (Source::default(), None),
    };
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, None, words, kept).await?)),
    };
    let (new, unit) = match read.meant(&app, true).await? {
        Ok(read) => read,
        Err(errors) => return Err(errors.refuse(typed).on(page(&app, None, words, kept).await?)),
    };
    let unit = unit.ok_or_else(Error::not_found)?;
    let Some(by) = signed.may(&app, Act::DoWork, Some(unit)).await? else {
        let errors = FormErrors::of("unit", "activities-not-yours");
        return Err(errors.refuse(typed).on(page(&app, None, words, kept).await?));
    };
    let tx = app.db.write().await?;
    let id = actions::create(&tx, (app.now(), by), (unit, source), &new).await?;
    tx.commit().await?;
    Ok(See::created(format!("/activities/{id}")).say("activities-created", args![name = new.name]))
}

/// What stands in the form of an activity.
async fn filled(app: &App, row: &activity::Model) -> Result<ActivityForm, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let within = match row.within_id {
        Some(unit) => units::actions::short_name(db, unit, today).await?,
        None => String::new(),
    };
    let hosts = activity_unit::hosts(&[row.id]).all(db).await.map_err(DbError::from)?;
    let hosts: Vec<UnitId> = hosts.into_iter().map(|host| host.unit_id).collect();
    let chosen: Vec<UnitId> = row.units.split(',').filter_map(|id| id.parse().ok()).collect();
    Ok(ActivityForm {
        name: row.name.clone(),
        kind: row.kind.word().to_owned(),
        content: row.content.clone(),
        contact: row.contact.clone(),
        hosts: full_names(app, &hosts).await?,
        asked: row.asked.clone(),
        within,
        within_id: row.within_id.map(|id| id.to_string()).unwrap_or_default(),
        kinds: row
            .kinds
            .split(',')
            .filter(|code| UnitKind::parse(code).is_some())
            .map(str::to_owned)
            .collect(),
        cluster: row.cluster_id.map(|id| id.to_string()).unwrap_or_default(),
        units: full_names(app, &chosen).await?,
        seats: row.seats.map(|n| n.to_string()).unwrap_or_default(),
        answer_by: row.answer_by.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default(),
        version: row.version,
        ..ActivityForm::default()
    })
}

/// GET /activities/{id}/edit
pub async fn edit_form(
    State(app): State<App>,
    may: May<Activity, DoWork>,
) -> Result<Show<ActivityEditPage>, Error> {
    let fields = filled(&app, may.row()).await?;
    Ok(Show(page(&app, Some(may.row()), None, fields).await?))
}

/// The fields that differ from those of another version.
fn since(typed: &ActivityForm, now: &ActivityForm) -> FormErrors {
    let (kinds, kinds_now) = (typed.kinds.join(", "), now.kinds.join(", "));
    FormErrors::since([
        ("name", &typed.name, &now.name),
        ("kind", &typed.kind, &now.kind),
        ("content", &typed.content, &now.content),
        ("contact", &typed.contact, &now.contact),
        ("hosts", &typed.hosts, &now.hosts),
        ("asked", &typed.asked, &now.asked),
        ("within", &typed.within, &now.within),
        ("kinds", &kinds, &kinds_now),
        ("cluster", &typed.cluster, &now.cluster),
        ("units", &typed.units, &now.units),
        ("seats", &typed.seats, &now.seats),
        ("answer_by", &typed.answer_by, &now.answer_by),
    ])
}

/// POST /activities/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    input: Input<ActivityForm>,
) -> Result<See, Error> {
    let (typed, kept, row) = (input.typed(), input.value().clone(), may.row());
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, Some(row), None, kept).await?)),
    };
    let version = read.version;
    let new = match read.meant(&app, false).await? {
        Ok((new, _)) => new,
        Err(errors) => return Err(errors.refuse(typed).on(page(&app, Some(row), None, kept).await?)),
    };
    let tx = app.db.write().await?;
    match actions::change(&tx, (app.now(), may.by()), (row.id, version), &new).await {
        Err(ActivityError::Changed) => {
            tx.rollback().await?;
            let now = activity::by_id(row.id).one(app.db.read()).await.map_err(DbError::from)?;
            let now = now.ok_or_else(Error::not_found)?;
            let errors = since(&kept, &filled(&app, &now).await?);
            if !errors.is_empty() {
                let kept = ActivityForm { version: now.version, ..kept };
                return Err(errors.refuse(typed).on(page(&app, Some(&now), None, kept).await?));
            }
            return Ok(See::other(format!("/activities/{}", row.id)).say("activities-saved", args![]));
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(See::other(format!("/activities/{}", row.id)).say("activities-saved", args![]))
}
