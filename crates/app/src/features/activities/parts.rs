//! Units that are asked: their own page with their answer; those who organise remind the silent and ask more.

use super::actions::{self, ActivityError};
use super::one::{Kept, again};
use super::part_forms::{ActivityPeopleForm, ActivityReasonForm, Seen};
use super::part_pages::{ActivityPartPage, ActivityPersonView};
use super::rights::{Activity, Part};
use super::sums;
use super::{people, view};
use crate::app::App;
use crate::features::units;
use crate::rights::{Deed, DoWork, LeadWork, May, ReadWork};
use axum::extract::State;
use db::DbError;
use domain::activities::ActivityState;
use domain::ids::UnitId;
use domain::rights::Act;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use tables::{activity, activity_person, activity_unit};
use utoipa::ToSchema;
use web::{Check, Context, Error, FormErrors, Input, Refusal, See, Show, args};

/// Units asked at once after the others.
const MORE_MAX: usize = 100;

/// What was typed on the page, when something of it was refused.
#[derive(Default)]
struct Typing {
    people: Option<ActivityPeopleForm>,
    why: String,
}

async fn page<D: Deed>(app: &App, may: &May<Part, D>, typing: Typing) -> Result<ActivityPartPage, Error> {
    let (db, id) = (app.db.read(), may.row().part.id);
    let part = activity_unit::by_id(id).one(db).await.map_err(DbError::from)?.ok_or_else(Error::not_found)?;
    let row = activity::by_id(part.activity_id).one(db).await.map_err(DbError::from)?;
    let row = row.ok_or_else(Error::not_found)?;
    let counted = sums::of_part(db, (row.id, id)).await?;
    let named = activity_person::of(row.id).filter(activity_person::Column::ActivityUnitId.eq(id));
    let named = named.all(db).await.map_err(DbError::from)?;
    let line = |one: &activity_person::Model| match one.position.as_str() {
        "" => one.name.clone(),
        position => format!("{} | {position}", one.name),
    };
    let typed_people = typing.people.as_ref().map(|form| form.people.clone());
    let note = typing.people.map_or_else(|| part.note.clone(), |form| form.note);
    let partners = people::partners(app, row.id).await?;
    let partner_name = |(_, partner): (_, tables::partner::Model)| match partner.place.as_str() {
        "" => partner.name,
        place => format!("{} ({place})", partner.name),
    };
    let is_open = row.state == ActivityState::Announced;
    // The counts of all are for those who organise.
    let mut sessions = view::sessions(app, &row, &counted, false).await?;
    for session in &mut sessions {
        session.counts = sums::SessionCounts::default();
    }
    let view = view::parts(app, &row, std::slice::from_ref(&part), &counted).await?.pop();
    Ok(ActivityPartPage {
        part: view.ok_or_else(Error::not_found)?,
        activity: view::for_asked(view::activity(app, &row).await?),
        sessions,
        partners: partners.into_iter().map(partner_name).collect(),
        materials: view::materials(app, row.id).await?,
        typed_people: typed_people.unwrap_or_else(|| named.iter().map(line).collect::<Vec<_>>().join("\n")),
        people: named
            .into_iter()
            .map(|one| ActivityPersonView {
                id: one.id,
                name: one.name,
                position: one.position,
                n_present: 0,
            })
            .collect(),
        note,
        why: typing.why,
        is_open,
        may_answer: is_open && may.also(app, Act::DoWork).await?,
        version: part.version,
        content: row.content,
        contact: row.contact,
        seats: row.seats,
        answer_by: row.answer_by,
        results: if row.state == ActivityState::Reported { row.results } else { String::new() },
    })
}

/// GET /activities/parts/{id}
pub async fn show(State(app): State<App>, may: May<Part, ReadWork>) -> Result<Show<ActivityPartPage>, Error> {
    Ok(Show(page(&app, &may, Typing::default()).await?))
}

async fn refused(app: &App, may: &May<Part, DoWork>, refusal: Refusal, typing: Typing) -> Error {
    match page(app, may, typing).await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

/// POST /activities/parts/{id}: the unit comes, and these are its people.
pub async fn answer(
    State(app): State<App>,
    may: May<Part, DoWork>,
    input: Input<ActivityPeopleForm>,
) -> Result<See, Error> {
    let (typed, id) = (input.typed(), may.row().part.id);
    let typing = Typing { people: Some(input.value().clone()), ..Typing::default() };
    let (version, named, note) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refused(&app, &may, refusal, typing).await),
    };
    let tx = app.db.write().await?;
    let errors = match actions::answer(&tx, (app.now(), may.by()), (id, version), (&named, &note)).await {
        Err(ActivityError::Changed) => FormErrors::of("people", "activities-changed-since"),
        Err(ActivityError::TooMany(seats)) => {
            FormErrors::of_with("people", "activities-seats-full", args![n = seats])
        }
        Err(ActivityError::Marked(names)) => {
            FormErrors::of_with("people", "activities-marked", args![names = names])
        }
        done => {
            done?;
            tx.commit().await?;
            let key = if named.is_empty() { "activities-answered-coming" } else { "activities-answered" };
            return Ok(See::other(format!("/activities/parts/{id}")).say(key, args![n = named.len()]));
        }
    };
    tx.rollback().await?;
    Err(refused(&app, &may, errors.refuse(typed), typing).await)
}

/// POST /activities/parts/{id}/decline
pub async fn decline(
    State(app): State<App>,
    may: May<Part, DoWork>,
    input: Input<ActivityReasonForm>,
) -> Result<See, Error> {
    let (typed, id) = (input.typed(), may.row().part.id);
    let typing = Typing { why: input.value().why.clone(), ..Typing::default() };
    let (version, why) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refused(&app, &may, refusal, typing).await),
    };
    let tx = app.db.write().await?;
    let errors = match actions::decline(&tx, (app.now(), may.by()), (id, version), &why).await {
        Err(ActivityError::Changed) => FormErrors::of("why", "activities-changed-since"),
        Err(ActivityError::Marked(names)) => {
            FormErrors::of_with("why", "activities-marked", args![names = names])
        }
        done => {
            done?;
            tx.commit().await?;
            return Ok(See::other(format!("/activities/parts/{id}")).say("activities-declined-now", args![]));
        }
    };
    tx.rollback().await?;
    Err(refused(&app, &may, errors.refuse(typed), typing).await)
}

/// POST /activities/{id}/remind
pub async fn remind(
    State(app): State<App>,
    may: May<Activity, LeadWork>,
    input: Input<Seen>,
) -> Result<See, Error> {
    input.check()?;
    let id = may.row().id;
    let tx = app.db.write().await?;
    let (n_silent, n) = actions::remind(&tx, (app.now(), may.by()), id).await?;
    tx.commit().await?;
    let key = match (n_silent, n) {
        (0, _) => "activities-nobody-silent",
        (_, 0) => "activities-reminded-today",
        _ => "activities-reminded-now",
    };
    Ok(See::other(format!("/activities/{id}")).say(key, args![n = n]))
}

/// More units, one a line.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityUnitsForm {
    /// Their names.
    pub units: String,
}

impl Check for ActivityUnitsForm {
    type Valid = Vec<String>;

    fn check(self) -> Result<Vec<String>, FormErrors> {
        let lines = self.units.lines().map(|line| domain::text::nfc(line.trim()));
        let names: Vec<String> = lines.filter(|name| !name.is_empty()).collect();
        match names.len() {
            0 => Err(FormErrors::of("units", "activities-units-missing")),
            n if n > MORE_MAX => {
                Err(FormErrors::of_with("units", "activities-units-many", args![n = MORE_MAX]))
            }
            _ => Ok(names),
        }
    }
}

/// POST /activities/{id}/units
pub async fn add(
    State(app): State<App>,
    may: May<Activity, LeadWork>,
    context: Context,
    input: Input<ActivityUnitsForm>,
) -> Result<See, Error> {
    let (typed, of, id) = (input.typed(), (&app, &context), may.row().id);
    let kept = Kept { units: input.value().units.clone(), ..Kept::default() };
    let names = match input.check() {
        Ok(names) => names,
        Err(refusal) => return Err(again(of, &may, (refusal, kept)).await),
    };
    let (mut found, mut errors): (Vec<UnitId>, _) = (Vec::new(), FormErrors::none());
    for name in &names {
        match units::actions::meant(app.db.read(), None, name, app.now().local_day()).await? {
            Some(unit) => found.push(unit),
            None => errors.add_with("units", "figures-unit-unknown", args![name = name.as_str()]),
        }
    }
    if !errors.is_empty() {
        return Err(again(of, &may, (errors.refuse(typed), kept)).await);
    }
    let tx = app.db.write().await?;
    let n = actions::add_units(&tx, (app.now(), may.by()), id, &found).await?;
    tx.commit().await?;
    if n == 0 {
        let errors = FormErrors::of("units", "activities-units-there");
        return Err(again(of, &may, (errors.refuse(typed), kept)).await);
    }
    Ok(See::other(format!("/activities/{id}")).say("activities-announced", args![n = n]))
}
