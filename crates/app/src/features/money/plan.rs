//! The budget of a plan: its clauses for everybody who reads the plan; the estimate with its sums for those whose it is.

use super::forms::{ApproveForm, ReopenForm};
use super::pages::{BudgetPage, ClauseView, EstimateView};
use super::rights::may_see;
use super::view::{self, Words};
use super::{MoneyError, actions};
use crate::app::App;
use crate::features::plans::{self, Plan};
use crate::rights::{ApproveDocument, Deed, May, ReadPlan};
use axum::extract::State;
use db::DbError;
use domain::ids::PlanId;
use domain::money::EstimateState;
use domain::rights::Act;
use serde::Deserialize;
use std::collections::HashSet;
use tables::{budget_line, money_estimate, money_line};
use utoipa::IntoParams;
use uuid::Uuid;
use web::{Error, FormErrors, Input, Query, See, Show, args};

/// Letters of a search.
const QUERY_LETTERS_MAX: usize = 200;

/// What to list.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Words of the content, marks aside.
    pub q: String,
    /// central, local, union or other.
    pub fund: String,
    /// central, province, commune or school.
    pub level: String,
    /// The id of a unit that pays.
    pub unit: String,
}

impl Wanted {
    fn is_filtered(&self) -> bool {
        [&self.q, &self.fund, &self.level, &self.unit].iter().any(|text| !text.trim().is_empty())
    }

    fn fits(&self, row: &money_line::Model) -> bool {
        let text = domain::text::key(&format!("{} {} {}", row.no, row.content, row.note));
        let is = |wanted: &str, word: &str| wanted.is_empty() || wanted == word;
        domain::text::key(&self.q).split(' ').all(|word| text.contains(word))
            && is(&self.fund, row.fund.word())
            && is(&self.level, row.level.word())
            && is(&self.unit, &row.unit_id.to_string())
    }
}

/// GET /plans/{id}/budget
pub async fn show(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<BudgetPage>, Error> {
    Ok(Show(page(&app, &may, wanted).await?))
}

async fn page<D: Deed>(app: &App, may: &May<Plan, D>, mut wanted: Wanted) -> Result<BudgetPage, Error> {
    let (db, plan) = (app.db.read(), may.row());
    wanted.q = wanted.q.trim().chars().take(QUERY_LETTERS_MAX).collect();
    let may_see = may_see(app, may.signed(), plan).await?;
    let rows = match may_see {
        true => money_line::of_plan(plan.id).all(db).await.map_err(DbError::from)?,
        false => Vec::new(),
    };
    let words = Words::load(app, &rows).await?;
    let all: Vec<&money_line::Model> = rows.iter().collect();
    let shown: Vec<&money_line::Model> = rows.iter().filter(|row| wanted.fits(row)).collect();
    let nothing = |_: &_| String::new();
    let mut by_fund = view::sums(&all, |row| row.fund, nothing);
    by_fund.sort_by_key(|sum| domain::money::Fund::ALL.iter().position(|fund| fund.word() == sum.key));
    let mut by_level = view::sums(&all, |row| row.level, |_| String::new());
    by_level.sort_by_key(|sum| domain::money::Level::ALL.iter().position(|level| level.word() == sum.key));
    Ok(BudgetPage {
        clauses: clauses(app, plan.id, &rows).await?,
        may_see,
        may_lead: may.also(app, Act::LeadWork).await?,
        may_approve: may.also(app, Act::ApproveDocument).await?,
        is_out: plans::is_out(&plan.state),
        estimate: if may_see { Some(estimate(app, plan.id).await?) } else { None },
        lines: shown.iter().map(|row| words.line(row)).collect(),
        shown: view::sum(&shown),
        total: view::sum(&all),
        by_fund,
        by_level,
        by_unit: view::sums(&all, |row| row.unit_id, |unit| words.unit(*unit)),
        is_filtered: wanted.is_filtered(),
        q: wanted.q,
        fund: wanted.fund,
        level: wanted.level,
        unit: wanted.unit,
        plan: plans::head(app, may, "budget").await?,
    })
}

async fn clauses(app: &App, plan: PlanId, rows: &[money_line::Model]) -> Result<Vec<ClauseView>, Error> {
    let used: HashSet<Uuid> = rows.iter().filter_map(|row| row.source_id).collect();
    let found = budget_line::of_plan(plan).all(app.db.read()).await.map_err(DbError::from)?;
    let list = |text: &str| serde_json::from_str::<Vec<String>>(text).unwrap_or_default();
    let clause = |row: budget_line::Model| ClauseView {
        id: row.id.uuid(),
        sources: list(&row.sources),
        payers: list(&row.payers),
        scope: row.scope,
        text: row.text,
        line: row.first_line,
        is_open: !used.contains(&row.id.uuid()),
    };
    Ok(found.into_iter().map(clause).collect())
}

/// The estimate; one that nobody began is a draft without lines.
pub async fn estimate(app: &App, plan: PlanId) -> Result<EstimateView, Error> {
    let row = money_estimate::of(plan).one(app.db.read()).await.map_err(DbError::from)?;
    let person: Vec<_> = row.iter().filter_map(|row| row.approved_by).collect();
    let names = view::people(app, &person).await?;
    Ok(EstimateView {
        state: row.as_ref().map_or(EstimateState::Draft, |row| row.state).word(),
        version: row.as_ref().map_or(0, |row| row.version),
        document: row.as_ref().map(|row| row.document.clone()).unwrap_or_default(),
        approver: person.first().and_then(|id| names.get(id).cloned()),
        approved_at: row.and_then(|row| row.approved_at),
    })
}

/// POST /plans/{id}/budget/approve
pub async fn approve(
    State(app): State<App>,
    may: May<Plan, ApproveDocument>,
    input: Input<ApproveForm>,
) -> Result<See, Error> {
    let typed = input.typed();
    let (seen, document) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(page(&app, &may, Wanted::default()).await?)),
    };
    let plan = may.row().id;
    let tx = app.db.write().await?;
    match actions::approve(&tx, app.now(), may.by(), plan, (seen, &document)).await {
        Ok(()) => tx.commit().await?,
        Err(MoneyError::Changed) => {
            tx.rollback().await?;
            let errors = FormErrors::of("seen", "money-estimate-changed");
            return Err(errors.refuse(typed).on(page(&app, &may, Wanted::default()).await?));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(See::other(format!("/plans/{plan}/budget")).say("money-approved-told", args![]))
}

/// POST /plans/{id}/budget/reopen
pub async fn reopen(
    State(app): State<App>,
    may: May<Plan, ApproveDocument>,
    input: Input<ReopenForm>,
) -> Result<See, Error> {
    let typed = input.typed();
    let (seen, reason) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(page(&app, &may, Wanted::default()).await?)),
    };
    let plan = may.row().id;
    let tx = app.db.write().await?;
    match actions::reopen(&tx, app.now(), may.by(), plan, (seen, &reason)).await {
        Ok(()) => tx.commit().await?,
        Err(MoneyError::Changed) => {
            tx.rollback().await?;
            let errors = FormErrors::of("seen", "money-estimate-changed");
            return Err(errors.refuse(typed).on(page(&app, &may, Wanted::default()).await?));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(See::other(format!("/plans/{plan}/budget")).say("money-reopened-told", args![]))
}
