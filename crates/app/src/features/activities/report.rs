//! Results of an activity: proposed from its counts, written, and taken over into the report on the task it was for.

use super::actions::{self, ActivityError};
use super::forms::ActivityReportForm;
use super::one::{Kept, again};
use super::part_forms::Seen;
use super::rights::Activity;
use super::sums::{self, Figures};
use crate::app::App;
use crate::features::work;
use crate::rights::{DoWork, May, Signed};
use axum::extract::State;
use db::DbError;
use domain::activities::ActivityState;
use domain::ids::{DutyId, TaskId, UnitId};
use domain::rights::Act;
use domain::work::State as WorkState;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use tables::{activity, activity_unit, assignment, work_draft};
use web::{Context, Error, FormErrors, Input, See, args};

/// A first sentence for the results, from the counts.
pub fn proposed(context: &Context, counts: &Figures) -> String {
    let say = |key: &str, args: web::Args| context.say(key, &args);
    let mut parts = vec![say("activities-proposed-sessions", args![n = counts.n_begun])];
    if counts.n_units > 0 {
        parts.push(say("activities-proposed-units", args![n = counts.n_coming, of = counts.n_units]));
    }
    if counts.n_partners > 0 {
        parts.push(say("activities-proposed-partners", args![n = counts.n_partners]));
    }
    if counts.n_people > 0 {
        parts.push(say("activities-proposed-people", args![n = counts.n_present, of = counts.n_people]));
    }
    if counts.n_attendances > 0 {
        parts.push(say("activities-proposed-attendances", args![n = counts.n_attendances]));
    }
    format!("{}.", parts.join("; "))
}

/// POST /activities/{id}/report
pub async fn write(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    context: Context,
    input: Input<ActivityReportForm>,
) -> Result<See, Error> {
    let (typed, of, id) = (input.typed(), (&app, &context), may.row().id);
    let kept = Kept { report: Some(input.value().clone()), ..Kept::default() };
    let (version, results, lessons) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(again(of, &may, (refusal, kept)).await),
    };
    let tx = app.db.write().await?;
    match actions::report(&tx, (app.now(), may.by()), (id, version), (&results, &lessons)).await {
        Err(ActivityError::Changed) => {
            tx.rollback().await?;
            let now = activity::by_id(id).one(app.db.read()).await.map_err(DbError::from)?;
            let now = now.ok_or_else(Error::not_found)?;
            // What somebody else wrote stands beside the field; the next save is meant.
            let mut errors =
                FormErrors::since([("results", &results, &now.results), ("lessons", &lessons, &now.lessons)]);
            if errors.is_empty() {
                errors.add("act", "activities-changed-since");
            }
            let report = kept.report.map(|typed| ActivityReportForm { version: now.version, ..typed });
            let kept = Kept { report, ..Kept::default() };
            return Err(again(of, &may, (errors.refuse(typed), kept)).await);
        }
        done => done?,
    };
    tx.commit().await?;
    Ok(See::other(format!("/activities/{id}")).say("activities-reported-now", args![]))
}

/// The open work of one of the person's units for which the activity was done.
pub async fn work_of(
    app: &App,
    signed: &Signed,
    row: &activity::Model,
) -> Result<Option<assignment::Model>, Error> {
    let is_over = matches!(row.state, ActivityState::Held | ActivityState::Reported);
    let source = row.task_id.map(TaskId::uuid).or(row.duty_id.map(DutyId::uuid)).filter(|_| is_over);
    let Some(source) = source else { return Ok(None) };
    let db = app.db.read();
    let hosts = activity_unit::hosts(&[row.id]).all(db).await.map_err(DbError::from)?;
    let organises = |unit: UnitId| unit == row.unit_id || hosts.iter().any(|host| host.unit_id == unit);
    let own: Vec<UnitId> =
        signed.own(Act::DoWork).map(|(unit, ..)| unit).filter(|unit| organises(*unit)).collect();
    let found = assignment::Entity::find()
        .filter(assignment::Column::SourceId.eq(source))
        .filter(assignment::Column::UnitId.is_in(own))
        .filter(assignment::Column::State.is_not_in([WorkState::Done, WorkState::Withdrawn]))
        .order_by_desc(assignment::Column::Id)
        .one(db)
        .await
        .map_err(DbError::from)?;
    Ok(found)
}

/// POST /activities/{id}/to-work: results and counts become what the person has typed of the report on the task; what was
/// typed there before stays above them.
pub async fn to_work(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    context: Context,
    input: Input<Seen>,
) -> Result<See, Error> {
    input.check()?;
    let row = may.row();
    let Some(work) = work_of(&app, may.signed(), row).await? else {
        return Err(Error::conflict("activities-no-work"));
    };
    let counts = match serde_json::from_str::<Figures>(&row.figures) {
        Ok(reported) => reported,
        Err(_) => sums::figures(app.db.read(), row.id, app.now()).await?,
    };
    let person = may.signed().person.id;
    let before = work_draft::of(work.id, person).one(app.db.read()).await.map_err(DbError::from)?;
    let before: Value = before.and_then(|row| serde_json::from_str(&row.body).ok()).unwrap_or_default();
    let body = body(&context, row, &counts, &before);
    let tx = app.db.write().await?;
    work::actions::keep_draft(&tx, app.now(), person, work.id, &body).await?;
    tx.commit().await?;
    Ok(See::other(format!("/work/{}", work.id)).say("activities-in-report", args![]))
}

fn body(context: &Context, row: &activity::Model, counts: &Figures, before: &Value) -> Value {
    let typed = before["words"].as_str().unwrap_or_default();
    let mut words: Vec<&str> = vec![typed];
    let results = if row.results.is_empty() { proposed(context, counts) } else { row.results.clone() };
    let title = format!("{}: {results}", row.name);
    words.extend([title.as_str(), row.lessons.as_str()]);
    // Pressed twice, the same words stand once.
    let is_new = |word: &&str| !word.is_empty() && (std::ptr::eq(*word, typed) || !typed.contains(*word));
    let words: Vec<&str> = words.into_iter().filter(is_new).collect();
    let list = |key: &str| -> Vec<String> {
        let all = before[key].as_array().into_iter().flatten();
        all.map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
    };
    let (mut names, mut values) = (list("figure_name"), list("figure_value"));
    for (key, n) in [
        ("activities-figure-sessions", counts.n_begun),
        ("activities-figure-units", counts.n_coming),
        ("activities-figure-attendances", counts.n_attendances),
    ] {
        let name = context.say(key, &args![]);
        match names.iter().position(|known| *known == name) {
            Some(at) if at < values.len() => values[at] = n.to_string(),
            _ => {
                names.push(name);
                values.push(n.to_string());
            }
        }
    }
    let percent = before["percent"].as_str().filter(|typed| !typed.trim().is_empty()).unwrap_or("100");
    json!({"percent": percent, "words": words.join("\n"), "figure_name": names, "figure_value": values})
}
