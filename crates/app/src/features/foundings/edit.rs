//! The form of a list: kept as typed when it is refused.

use super::actions::{self, FoundingError, NewList};
use super::forms::ListForm;
use super::pages::EditPage;
use super::rights::List;
use super::view;
use crate::app::App;
use crate::features::plans::Plan;
use crate::features::units;
use crate::rights::{DoWork, May, Signed, SignedIn, may};
use axum::extract::State;
use db::DbError;
use domain::ids::{TaskId, UnitId};
use domain::rights::Act;
use serde::{Deserialize, Serialize};
use tables::{founding_list, plan, task};
use utoipa::{IntoParams, ToSchema};
use web::{Check, Error, FormErrors, Input, Query, See, Show, args};

/// What a new list begins with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Begin {
    /// Id of a task of a plan.
    pub task: String,
}

/// The title of a task, for a list that stands for it.
async fn title(app: &App, id: Option<TaskId>) -> Result<Option<String>, Error> {
    let Some(id) = id else { return Ok(None) };
    use sea_orm::EntityTrait as _;
    let row = task::Entity::find_by_id(id).one(app.db.read()).await.map_err(DbError::from)?;
    Ok(row.map(|row| row.title))
}

/// The same, when the person may read the plan that the task stands in.
async fn readable(app: &App, signed: &Signed, id: Option<TaskId>) -> Result<Option<String>, Error> {
    use sea_orm::EntityTrait as _;
    let Some(id) = id else { return Ok(None) };
    let row = task::Entity::find_by_id(id).one(app.db.read()).await.map_err(DbError::from)?;
    let Some(row) = row else { return Ok(None) };
    let plan = plan::by_id(row.plan_id).one(app.db.read()).await.map_err(DbError::from)?;
    let Some(plan) = plan else { return Ok(None) };
    Ok(may::<Plan>(app, signed, &plan, Act::ReadPlan).await?.map(|_| row.title))
}

async fn page(app: &App, row: Option<&founding_list::Model>, fields: ListForm) -> Result<EditPage, Error> {
    let task = match row {
        Some(row) => row.task_id,
        None => fields.task.trim().parse().ok(),
    };
    let task = title(app, task).await?;
    Ok(EditPage { id: row.map(|row| row.id), task, fields, kinds: view::kinds() })
}

/// The unit for which a person keeps lists.
fn own_unit(signed: &Signed) -> Option<UnitId> {
    signed.own(Act::DoWork).next().map(|(unit, ..)| unit)
}

/// GET /foundings/new
pub async fn new_form(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    Query(begin): Query<Begin>,
) -> Result<Show<EditPage>, Error> {
    let unit = own_unit(&signed);
    let name = match unit {
        Some(unit) => units::actions::short_name(app.db.read(), unit, app.now().local_day()).await?,
        None => String::new(),
    };
    let id = unit.map(|unit| unit.to_string()).unwrap_or_default();
    let task = begin.task.trim().parse::<TaskId>().ok();
    let known = readable(&app, &signed, task).await?.is_some();
    let fields = ListForm {
        union: name.clone(),
        union_id: id.clone(),
        within: name,
        within_id: id,
        task: task.filter(|_| known).map(|id| id.to_string()).unwrap_or_default(),
        ..ListForm::usual()
    };
    Ok(Show(page(&app, None, fields).await?))
}

/// POST /foundings
pub async fn create(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    input: Input<ListForm>,
) -> Result<See, Error> {
    let (typed, kept) = (input.typed(), input.value().clone());
    let asked = kept.task.trim().parse::<TaskId>().ok();
    if asked.is_some() && readable(&app, &signed, asked).await?.is_none() {
        return Err(Error::not_found());
    }
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, None, kept).await?)),
    };
    let (new, union) = match read.meant(&app, true).await? {
        Ok(read) => read,
        Err(errors) => return Err(errors.refuse(typed).on(page(&app, None, kept).await?)),
    };
    let union = union.ok_or_else(Error::not_found)?;
    let Some(by) = signed.may(&app, Act::DoWork, Some(union)).await? else {
        let errors = FormErrors::of("union", "foundings-not-yours");
        return Err(errors.refuse(typed).on(page(&app, None, kept).await?));
    };
    let tx = app.db.write().await?;
    let id = actions::create(&tx, app.now(), by, union, &new).await?;
    tx.commit().await?;
    Ok(See::created(format!("/foundings/{id}/add")).say("foundings-created", args![name = new.name]))
}

/// What stands in the form of a list.
async fn filled(app: &App, row: &founding_list::Model) -> Result<ListForm, Error> {
    Ok(ListForm {
        name: row.name.clone(),
        within: units::actions::short_name(app.db.read(), row.within_id, app.now().local_day()).await?,
        within_id: row.within_id.to_string(),
        kinds: row.kinds.split(',').map(str::to_owned).collect(),
        steps: row.steps.clone(),
        version: row.version,
        ..ListForm::default()
    })
}

/// GET /foundings/{id}/edit
pub async fn edit_form(State(app): State<App>, may: May<List, DoWork>) -> Result<Show<EditPage>, Error> {
    let fields = filled(&app, may.row()).await?;
    Ok(Show(page(&app, Some(may.row()), fields).await?))
}

/// POST /foundings/{id}
pub async fn change(
    State(app): State<App>,
    may: May<List, DoWork>,
    input: Input<ListForm>,
) -> Result<See, Error> {
    let (typed, kept, row) = (input.typed(), input.value().clone(), may.row());
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, Some(row), kept).await?)),
    };
    let version = read.version;
    let new: NewList = match read.meant(&app, false).await? {
        Ok((new, _)) => new,
        Err(errors) => return Err(errors.refuse(typed).on(page(&app, Some(row), kept).await?)),
    };
    let tx = app.db.write().await?;
    match actions::change(&tx, app.now(), may.by(), (row.id, version), &new).await {
        Err(FoundingError::Changed) => {
            tx.rollback().await?;
            let now = founding_list::by_id(row.id).one(app.db.read()).await.map_err(DbError::from)?;
            let now = now.ok_or_else(Error::not_found)?;
            let there = filled(&app, &now).await?;
            let (kinds, kinds_now) = (kept.kinds.join(", "), there.kinds.join(", "));
            let errors = FormErrors::since([
                ("name", &kept.name, &there.name),
                ("within", &kept.within, &there.within),
                ("kinds", &kinds, &kinds_now),
                ("steps", &kept.steps, &there.steps),
            ]);
            if !errors.is_empty() {
                let kept = ListForm { version: now.version, ..kept };
                return Err(errors.refuse(typed).on(page(&app, Some(&now), kept).await?));
            }
            return Ok(See::other(format!("/foundings/{}", row.id)).say("foundings-saved", args![]));
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(See::other(format!("/foundings/{}", row.id)).say("foundings-saved", args![]))
}

/// A button pressed on a page.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = FoundingListSeen)]
pub struct Seen {
    /// The version of the page.
    pub version: i32,
}

impl Check for Seen {
    type Valid = i32;

    fn check(self) -> Result<i32, FormErrors> {
        Ok(self.version)
    }
}

/// POST /foundings/{id}/remove
pub async fn remove(
    State(app): State<App>,
    may: May<List, DoWork>,
    input: Input<Seen>,
) -> Result<See, Error> {
    let (row, version) = (may.row(), input.check()?);
    let tx = app.db.write().await?;
    actions::remove_list(&tx, app.now(), may.by(), (row.id, version)).await?;
    tx.commit().await?;
    Ok(See::other("/foundings").say("foundings-list-removed", args![name = row.name.as_str()]))
}
