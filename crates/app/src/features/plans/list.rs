//! The list of plans and the folded search over them.

use super::actions;
use super::load::{Named, Names};
use super::pages::{PlanRow, PlansPage};
use crate::app::App;
use crate::features::documents;
use crate::rights::{Signed, SignedIn};
use axum::extract::State;
use domain::ids::{PlanId, UnitId};
use domain::rights::{Act, Reach};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{duty, plan, plan_issuer, task};
use web::{Error, Query, Show};

/// Longest search, in letters.
const QUERY_LETTERS_MAX: usize = 200;

/// What to list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    year: Option<i32>,
    page: Option<u64>,
}

/// GET /plans
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<PlansPage>, Error> {
    let db = app.db.read();
    let q: String = wanted.q.trim().chars().take(QUERY_LETTERS_MAX).collect();
    let mut select = plan::latest_first().filter(may_be_seen(&app, &signed).await?);
    if let Some(found) = db::dialect::full_text(app.db.backend(), "plan", "search_text", &q) {
        select = select.filter(found);
    }
    if let Some(year) = wanted.year {
        select = select.filter(plan::Column::Year.eq(year));
    }
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, db).await?;
    let is_empty = found.total == 0 && plan::Entity::find().count(db).await.map_err(db::DbError::from)? == 0;
    let years = years(&app).await?;
    let plans = rows(&app, &found.items).await?;
    let may_import = signed.reach(Act::StartImport) >= Reach::OwnUnits;
    Ok(Show(PlansPage {
        q,
        year: wanted.year,
        years,
        plans,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        may_import,
        is_empty,
    }))
}

/// What was sent out, and the drafts that this person may read: a list tells no more than the pages it leads to.
async fn may_be_seen(app: &App, signed: &Signed) -> Result<Condition, Error> {
    let drafts: Vec<PlanId> = documents::readable(app, signed).await?.into_values().flatten().collect();
    Ok(Condition::any()
        .add(plan::Column::State.is_in(actions::STATES_OUT))
        .add(plan::Column::Id.is_in(drafts)))
}

async fn years(app: &App) -> Result<Vec<i32>, Error> {
    let years: Vec<Option<i32>> = plan::Entity::find()
        .select_only()
        .column(plan::Column::Year)
        .filter(plan::Column::Year.is_not_null())
        .distinct()
        .order_by_desc(plan::Column::Year)
        .into_tuple()
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?;
    Ok(years.into_iter().flatten().collect())
}

/// A count per plan.
#[derive(Debug, FromQueryResult)]
struct Count {
    plan_id: PlanId,
    n: i64,
}

async fn counts<E: EntityTrait>(
    app: &App,
    all: sea_orm::Select<E>,
    column: impl ColumnTrait,
    plans: &[PlanId],
) -> Result<HashMap<PlanId, u64>, Error>
where
    E::Model: Send + Sync,
{
    let rows = all
        .select_only()
        .column_as(column, "plan_id")
        .column_as(Expr::cust("COUNT(*)"), "n")
        .filter(column.is_in(plans.iter().copied()))
        .group_by(column)
        .into_model::<Count>()
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?;
    Ok(rows.into_iter().map(|c| (c.plan_id, u64::try_from(c.n).unwrap_or(0))).collect())
}

async fn rows(app: &App, plans: &[plan::Model]) -> Result<Vec<PlanRow>, Error> {
    let ids: Vec<PlanId> = plans.iter().map(|p| p.id).collect();
    let tasks = counts(app, task::standing(), task::Column::PlanId, &ids).await?;
    let duties = counts(app, duty::standing(), duty::Column::PlanId, &ids).await?;
    let issuers = plan_issuer::Entity::find()
        .filter(plan_issuer::Column::PlanId.is_in(ids))
        .order_by_asc(plan_issuer::Column::Position)
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?;
    let units: Vec<UnitId> = issuers.iter().filter_map(|i| i.unit_id).collect();
    let names = Names::load(app, &units, app.now().local_day()).await?;
    let mut by_plan: HashMap<PlanId, Vec<String>> = HashMap::new();
    for row in issuers {
        let named = Named { printed: row.printed, unit: row.unit_id };
        by_plan.entry(row.plan_id).or_default().push(names.full(&named).to_owned());
    }
    let row = |p: &plan::Model| PlanRow {
        id: p.id,
        subject: p.subject.clone(),
        doc_type: p.doc_type.clone(),
        number: p.number.clone(),
        issued_on: p.issued_on,
        date_printed: p.date_printed.clone(),
        issuers: by_plan.get(&p.id).cloned().unwrap_or_default(),
        n_tasks: tasks.get(&p.id).copied().unwrap_or(0),
        n_duties: duties.get(&p.id).copied().unwrap_or(0),
        state: p.state.clone(),
        updated_at: p.updated_at,
    };
    Ok(plans.iter().map(row).collect())
}
