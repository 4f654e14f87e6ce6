//! One activity: its page, its steps, its results.

use super::actions::{self, ActivityError, units_meant};
use super::forms::{ActivityReportForm, ActivityStepForm};
use super::pages::ActivityPage;
use super::part_forms::{ActivityLinkForm, ActivitySessionForm};
use super::rights::Activity;
use super::sums::{self, Figures};
use super::{report, view};
use crate::app::App;
use crate::features::groups;
use crate::features::units::actions as units;
use crate::journal::{self, Told};
use crate::rights::{Deed, DoWork, May, ReadWork};
use axum::extract::State;
use db::DbError;
use domain::activities::{ActivityState, ActivityStep, AnswerState};
use domain::rights::Act;
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde::Deserialize;
use tables::{activity, activity_unit};
use utoipa::IntoParams;
use web::{Context, Error, FormErrors, Input, Query, Refusal, See, Show, Typed, args};

/// Events told on one page.
const HISTORY_MAX: u64 = 40;

/// What was typed on the page, when something of it was refused.
#[derive(Default)]
pub struct Kept {
    /// A session.
    pub session: Option<ActivitySessionForm>,
    /// A step.
    pub step: Option<ActivityStepForm>,
    /// The results.
    pub report: Option<ActivityReportForm>,
    /// A link.
    pub link: Option<ActivityLinkForm>,
    /// More units.
    pub units: String,
}

/// Which units.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// waiting, coming or declined.
    pub state: String,
    /// From 1.
    pub page: Option<u64>,
}

/// Whom an activity asks, in words.
async fn whom(app: &App, row: &activity::Model) -> Result<String, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    Ok(match row.asked.as_str() {
        "kinds" => {
            let within = units::short_name(db, row.within_id.unwrap_or(row.unit_id), today).await?;
            let kinds = row.kinds.split(',').filter_map(UnitKind::parse).map(|kind| kind.noun().to_owned());
            format!("{} ({within})", kinds.collect::<Vec<_>>().join(", "))
        }
        "cluster" => {
            let all = groups::actions::open_clusters(db, today).await?;
            let found = all.into_iter().find(|one| Some(one.id) == row.cluster_id);
            found.map(|one| one.name).unwrap_or_default()
        }
        _ => String::new(),
    })
}

/// The page of an activity.
pub async fn page<D: Deed>(
    (app, context): (&App, &Context),
    may: &May<Activity, D>,
    (wanted, kept): (Wanted, Kept),
) -> Result<ActivityPage, Error> {
    let (db, id) = (app.db.read(), may.row().id);
    let row = activity::by_id(id).one(db).await.map_err(DbError::from)?.ok_or_else(Error::not_found)?;
    let counted = sums::count(db, id, app.now()).await?;
    let mut parts = activity_unit::asked(id);
    if let Ok(state) = wanted.state.parse::<AnswerState>() {
        parts = parts.filter(activity_unit::Column::State.eq(state));
    }
    let number = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(parts, number, db).await?;
    let n_meant = match row.state == ActivityState::Draft && row.asked != "none" {
        true => Some(units_meant(db, &row, app.now().local_day()).await?.len() as u64),
        false => None,
    };
    let n_told = activity_unit::asked(id).count(db).await.map_err(DbError::from)?;
    let n_left = row.n_wanted.map_or(0, |n| u64::try_from(n).unwrap_or(0).saturating_sub(n_told));
    let events = match may.also(app, Act::ReadHistory).await? {
        true => journal::events(app, context, (&[id.uuid()], Told::Nothing), HISTORY_MAX).await?,
        false => Vec::new(),
    };
    let may_write = may.also(app, Act::DoWork).await?;
    let reported: Option<Figures> = serde_json::from_str(&row.figures).ok();
    let filled = ActivityReportForm {
        results: if row.results.is_empty() {
            report::proposed(context, &counted.all)
        } else {
            row.results.clone()
        },
        lessons: row.lessons.clone(),
        version: row.version,
    };
    let open_session = ActivitySessionForm { form: "in_person".to_owned(), ..ActivitySessionForm::default() };
    Ok(ActivityPage {
        activity: view::activity(app, &row).await?,
        whom: whom(app, &row).await?,
        n_meant,
        n_left,
        sessions: view::sessions(app, &row, &counted, may_write).await?,
        parts: view::parts(app, &row, &found.items, &counted).await?,
        state: wanted.state,
        n_parts: found.total,
        page: found.page,
        n_pages: found.n_pages,
        materials: view::materials(app, id).await?,
        file_bytes_max: app.config.files.upload_bytes_max,
        figures: counted.all,
        reported,
        reported_at: row.reported_at,
        work: report::work_of(app, may.signed(), &row).await?.map(|work| work.id.uuid()),
        events,
        session_form: kept.session.unwrap_or(open_session),
        step_form: kept.step.unwrap_or_default(),
        report_form: kept.report.unwrap_or(filled),
        link_form: kept.link.unwrap_or_default(),
        units_typed: kept.units,
        may_write,
        may_lead: may.also(app, Act::LeadWork).await?,
        content: row.content,
        contact: row.contact,
        asked: row.asked,
        seats: row.seats,
        answer_by: row.answer_by,
        results: row.results,
        lessons: row.lessons,
    })
}

/// GET /activities/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Activity, ReadWork>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<Show<ActivityPage>, Error> {
    Ok(Show(page((&app, &context), &may, (wanted, Kept::default())).await?))
}

/// The page again, with what is wrong.
pub async fn again<D: Deed>(
    of: (&App, &Context),
    may: &May<Activity, D>,
    (refusal, kept): (Refusal, Kept),
) -> Error {
    match page(of, may, (Wanted::default(), kept)).await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

/// What was typed on a page that is stale comes back with a sentence at `field`.
pub async fn stale<D: Deed>(
    of: (&App, &Context),
    may: &May<Activity, D>,
    (field, typed, kept): (&'static str, Typed, Kept),
) -> Error {
    again(of, may, (FormErrors::of(field, "activities-changed-since").refuse(typed), kept)).await
}

/// POST /activities/{id}/step: what moves the whole of it. Telling the units and calling it off is for who leads.
pub async fn step(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    context: Context,
    input: Input<ActivityStepForm>,
) -> Result<See, Error> {
    let (typed, of, row) = (input.typed(), (&app, &context), may.row());
    let kept = Kept { step: Some(input.value().clone()), ..Kept::default() };
    let (version, step, reason) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(again(of, &may, (refusal, kept)).await),
    };
    let is_lead = !matches!(step, ActivityStep::Hold);
    if is_lead && !may.also(&app, Act::LeadWork).await? {
        return Err(Error::forbidden());
    }
    let (at, by) = ((row.id, version), (app.now(), may.by()));
    let tx = app.db.write().await?;
    let done = match step {
        ActivityStep::Announce => actions::announce(&tx, by, at).await.map(Some),
        ActivityStep::Hold => actions::hold(&tx, by, at).await.map(|()| None),
        ActivityStep::Reopen => actions::reopen(&tx, by, at, &reason).await.map(|()| None),
        ActivityStep::Cancel => actions::cancel(&tx, by, at, &reason).await.map(|()| None),
        ActivityStep::Remove | ActivityStep::Report => actions::remove(&tx, by, at).await.map(|()| None),
    };
    let n = match done {
        Ok(n) => n,
        Err(ActivityError::Changed) => {
            tx.rollback().await?;
            // A button pressed twice: the first press did it.
            let now = activity::by_id(row.id).one(app.db.read()).await.map_err(DbError::from)?;
            let wanted = match step {
                ActivityStep::Announce | ActivityStep::Reopen => ActivityState::Announced,
                ActivityStep::Hold => ActivityState::Held,
                _ => ActivityState::Cancelled,
            };
            return match now {
                Some(now) if now.state == wanted => Ok(See::other(format!("/activities/{}", row.id))),
                None if step == ActivityStep::Remove => Ok(See::other("/activities")),
                _ => Err(stale(of, &may, ("act", typed, kept)).await),
            };
        }
        Err(error) => return Err(error.into()),
    };
    tx.commit().await?;
    if step == ActivityStep::Remove {
        return Ok(See::other("/activities").say("activities-removed", args![name = row.name.as_str()]));
    }
    let see = See::other(format!("/activities/{}", row.id));
    Ok(match (step, n) {
        (ActivityStep::Announce, Some(0)) => see.say("activities-announced-alone", args![]),
        (ActivityStep::Announce, n) => see.say("activities-announced", args![n = n.unwrap_or(0)]),
        (ActivityStep::Hold, _) => see.say("activities-held-now", args![]),
        (ActivityStep::Cancel, _) => see.say("activities-cancelled-now", args![]),
        _ => see.say("activities-reopened-now", args![]),
    })
}
