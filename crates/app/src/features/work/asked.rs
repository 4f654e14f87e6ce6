//! "Chờ duyệt": what other units handed in to ours, and their requests for another date. Many are answered at once.

use super::actions::{self, Acting, Verdict};
use super::detail::request_view;
use super::forms::VerdictForm;
use super::pages::{AskedDate, AskedPage, AskedRow};
use super::view::Words;
use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Shared;
use db::DbError;
use domain::ids::{AssignmentId, PersonId, UnitId};
use domain::rights::Act;
use domain::work::{Side, State};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use tables::{assignment, date_request, evidence, work_report};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, args};

/// Requests for another date on one page.
const REQUESTS_MAX: u64 = 50;

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// From 1.
    pub page: Option<u64>,
}

fn handed(to: &[UnitId]) -> Select<assignment::Entity> {
    assignment::Entity::find()
        .filter(assignment::Column::AskerId.is_in(to.iter().copied()))
        .filter(assignment::Column::State.eq(State::Handed))
}

fn requests(to: &[UnitId]) -> Select<date_request::Entity> {
    date_request::Entity::find()
        .filter(date_request::Column::AskerId.is_in(to.iter().copied()))
        .filter(date_request::Column::State.eq("open"))
}

/// How many things wait for the person's answer.
pub async fn n_waiting(app: &App, signed: &Signed) -> Result<u64, Error> {
    let own = signed.units_for(app, Act::LeadWork).await?;
    if own.is_empty() {
        return Ok(0);
    }
    let handed = handed(&own).count(app.db.read()).await.map_err(DbError::from)?;
    let requests = requests(&own).count(app.db.read()).await.map_err(DbError::from)?;
    Ok(handed + requests)
}

/// GET /work/asked
pub async fn list(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<AskedPage>, Error> {
    Ok(Show(page(&app, &signed, wanted.page.unwrap_or(1)).await?))
}

async fn page(app: &App, signed: &Signed, number: u64) -> Result<AskedPage, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let own = signed.units_for(app, Act::LeadWork).await?;
    let ordered = handed(&own)
        // What is handed in has its moment, and an order that speaks of nulls would sort all of it instead of going
        // along the index.
        .filter(assignment::Column::HandedAt.is_not_null())
        .order_by_asc(assignment::Column::HandedAt)
        .order_by_asc(assignment::Column::Id);
    let found = db::paging::page(ordered, db::Page::new(number, db::paging::PAGE_ROWS), db).await?;
    let asked = requests(&own).order_by_asc(date_request::Column::Id).limit(REQUESTS_MAX).all(db).await;
    let asked = asked.map_err(DbError::from)?;
    let ids: Vec<AssignmentId> = asked.iter().map(|request| request.assignment_id).collect();
    let of_requests = assignment::by_ids(&ids).all(db).await.map_err(DbError::from)?;
    let named: Vec<PersonId> = asked.iter().filter_map(|request| request.person_id).collect();
    let all: Vec<assignment::Model> = found.items.iter().chain(&of_requests).cloned().collect();
    let words = Words::load(app, &all, &named).await?;
    let told = last_words(app, &found.items).await?;
    let files = n_files(app, &found.items).await?;
    let row = |row: &assignment::Model| AskedRow {
        row: words.row(row, today),
        handed_at: row.handed_at,
        words: told.get(&row.id).cloned().unwrap_or_default(),
        n_files: files.get(&row.id).copied().unwrap_or(0),
    };
    let by_id: HashMap<AssignmentId, &assignment::Model> = of_requests.iter().map(|r| (r.id, r)).collect();
    let date = |request: &date_request::Model| {
        let row = by_id.get(&request.assignment_id)?;
        let who = words.person(request.person_id).map(|person| person.name);
        Some(AskedDate { row: words.row(row, today), request: request_view(request, who) })
    };
    Ok(AskedPage {
        unit: match signed.unit() {
            Some(unit) => units::short_name(db, unit, today).await?,
            None => String::new(),
        },
        unit_id: signed.unit(),
        handed: found.items.iter().map(row).collect(),
        n_handed: found.total,
        requests: asked.iter().filter_map(date).collect(),
        page: found.page,
        n_pages: found.n_pages,
    })
}

/// What was written when it was handed in.
async fn last_words(app: &App, rows: &[assignment::Model]) -> Result<HashMap<AssignmentId, String>, Error> {
    let ids = rows.iter().map(|row| row.id);
    let reports = work_report::Entity::find()
        .filter(work_report::Column::AssignmentId.is_in(ids))
        .filter(work_report::Column::IsHandIn.eq(true))
        .order_by_asc(work_report::Column::Id)
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    Ok(reports.into_iter().map(|report| (report.assignment_id, report.words)).collect())
}

async fn n_files(app: &App, rows: &[assignment::Model]) -> Result<HashMap<AssignmentId, u64>, Error> {
    let counted: Vec<(AssignmentId, i64)> = evidence::Entity::find()
        .select_only()
        .column(evidence::Column::AssignmentId)
        .column_as(Expr::cust("COUNT(*)"), "n")
        .filter(evidence::Column::AssignmentId.is_in(rows.iter().map(|row| row.id)))
        .filter(evidence::Column::RemovedAt.is_null())
        .group_by(evidence::Column::AssignmentId)
        .into_tuple()
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    Ok(counted.into_iter().map(|(id, n)| (id, u64::try_from(n).unwrap_or(0))).collect())
}

/// POST /work/asked
pub async fn decide_many(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    input: Input<VerdictForm>,
) -> Result<See, Error> {
    let typed = input.typed();
    let (verdict, ids) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(page(&app, &signed, 1).await?)),
    };
    if ids.is_empty() {
        let none = FormErrors::of("ids", "work-none-chosen");
        return Err(none.refuse(typed).on(page(&app, &signed, 1).await?));
    }
    let acting = may_decide(&app, &signed, &ids).await?;
    let tx = app.db.write().await?;
    let n = actions::decide(&tx, app.now(), acting, &ids, &verdict).await?;
    tx.commit().await?;
    let key = if verdict == Verdict::Approve { "work-approved-n" } else { "work-returned-n" };
    Ok(See::other("/work/asked").say(key, args![n = n]))
}

/// The right over every one of them, or the refusal of all.
async fn may_decide(app: &App, signed: &Signed, ids: &[AssignmentId]) -> Result<Acting, Error> {
    let rows = assignment::by_ids(ids).all(app.db.read()).await.map_err(DbError::from)?;
    let different: BTreeSet<&AssignmentId> = ids.iter().collect();
    if rows.len() != different.len() {
        return Err(Error::not_found());
    }
    let askers: BTreeSet<UnitId> = rows.iter().map(|row| row.asker_id).collect();
    let mut by = signed.by();
    for asker in askers {
        by = signed.may(app, Act::LeadWork, Some(asker)).await?.ok_or_else(Error::forbidden)?;
    }
    Ok(Acting { by, side: Side::Asker })
}
