//! The form of a line of the estimate: begun empty or from a clause of the plan, kept as typed when it is refused, shown
//! beside what is kept when somebody else wrote meanwhile.

use super::actions;
use super::forms::{LineForm, SeenForm};
use super::pages::{ChoiceView, EditPage, Fields};
use super::rights::Estimated;
use super::view::fields_of;
use super::{MoneyError, actions::NewLine};
use crate::app::App;
use crate::features::plans::Plan;
use crate::features::{plans, units};
use crate::rights::{Deed, LeadWork, May};
use axum::extract::State;
use db::DbError;
use domain::ids::{MoneyLineId, PlanId};
use domain::money::{EstimateState, Fund};
use serde::Deserialize;
use tables::{budget_line, duty, money_estimate, money_line, task};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, Refusal, See, Show, args};

/// Letters of a task, duty or clause in a list to choose from.
const TITLE_LETTERS_MAX: usize = 120;

/// What a new line begins with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Begin {
    /// A clause of the plan.
    pub clause: String,
    /// Which of its sources, as printed.
    pub fund: String,
}

/// GET /plans/{id}/budget/new
pub async fn new_form(
    State(app): State<App>,
    may: May<Plan, LeadWork>,
    Query(begin): Query<Begin>,
) -> Result<Show<EditPage>, Error> {
    let plan = may.row();
    let (db, today) = (app.db.read(), app.now().local_day());
    let mut fields = Fields {
        unit: units::actions::short_name(db, plan.unit_id, today).await?,
        unit_id: plan.unit_id.to_string(),
        ..Fields::default()
    };
    let clauses = budget_line::of_plan(plan.id).all(db).await.map_err(DbError::from)?;
    if let Some(clause) = clauses.iter().find(|clause| clause.id.to_string() == begin.clause) {
        let content = clause.scope.as_deref().unwrap_or(&clause.text);
        fields.content = content.chars().take(super::forms::CONTENT_LETTERS_MAX).collect();
        fields.source = format!("clause:{}", clause.id);
        fields.fund = Fund::guess(&begin.fund).map(|fund| fund.word().to_owned()).unwrap_or_default();
    }
    Ok(Show(form_page(&app, &may, None, (fields, None)).await?))
}

async fn form_page<D: Deed>(
    app: &App,
    may: &May<Plan, D>,
    row: Option<&money_line::Model>,
    (fields, kept): (Fields, Option<Fields>),
) -> Result<EditPage, Error> {
    let (db, plan) = (app.db.read(), may.row().id);
    let state = money_estimate::of(plan).one(db).await.map_err(DbError::from)?;
    Ok(EditPage {
        id: row.map(|row| row.id),
        fields,
        kept,
        version: row.map_or(0, |row| row.version),
        is_approved: state.is_some_and(|state| state.state == EstimateState::Approved),
        sources: sources(app, plan).await?,
        plan: plans::head(app, may, "budget").await?,
    })
}

/// What a line may belong to.
async fn sources(app: &App, plan: PlanId) -> Result<Vec<ChoiceView>, Error> {
    let db = app.db.read();
    let cut = |text: &str| -> String { text.chars().take(TITLE_LETTERS_MAX).collect() };
    let clauses = budget_line::of_plan(plan).all(db).await.map_err(DbError::from)?;
    let tasks = task::of_plan(plan).all(db).await.map_err(DbError::from)?;
    let duties = duty::of_plan(plan).all(db).await.map_err(DbError::from)?;
    let clauses = clauses.iter().map(|row| (format!("clause:{}", row.id), cut(&row.text)));
    let tasks = tasks.iter().map(|row| (format!("task:{}", row.id), cut(&row.title)));
    let duties = duties.iter().map(|row| (format!("duty:{}", row.id), cut(&row.text)));
    Ok(clauses.chain(tasks).chain(duties).map(|(value, word)| ChoiceView { value, word }).collect())
}

fn kept(form: &LineForm) -> Fields {
    let form = form.clone();
    Fields {
        no: form.no,
        content: form.content,
        source: form.source,
        fund: form.fund,
        level: form.level,
        unit: form.unit,
        unit_id: form.unit_id,
        measure: form.measure,
        quantity: form.quantity,
        price: form.price,
        amount: form.amount,
        note: form.note,
        reason: form.reason,
    }
}

/// Reads the form to the end, or says what is wrong with it.
async fn read(
    app: &App,
    plan: PlanId,
    input: Input<LineForm>,
) -> Result<Result<(NewLine, String, i32), Refusal>, Error> {
    let typed = input.typed();
    let line = match input.check() {
        Ok(line) => line,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (mut new, reason, seen) = match line.meant(app).await? {
        Ok(read) => read,
        Err(errors) => return Ok(Err(errors.refuse(typed))),
    };
    if let Some((kind, id)) = new.source {
        match place(app, plan, (kind, id)).await? {
            Some(line) => new.line = Some(line).filter(|line| *line > 0),
            None => new.source = None,
        }
    }
    Ok(Ok((new, reason, seen)))
}

/// The line of the plan's text where a source of this plan stands.
async fn place(app: &App, plan: PlanId, (kind, id): (&str, uuid::Uuid)) -> Result<Option<i32>, Error> {
    let db = app.db.read();
    Ok(match kind {
        "task" => {
            let rows = task::of_plan(plan).all(db).await.map_err(DbError::from)?;
            rows.iter().find(|row| row.id.uuid() == id).map(|row| row.first_line)
        }
        "duty" => {
            let rows = duty::of_plan(plan).all(db).await.map_err(DbError::from)?;
            rows.iter().find(|row| row.id.uuid() == id).map(|row| row.first_line)
        }
        _ => {
            let rows = budget_line::of_plan(plan).all(db).await.map_err(DbError::from)?;
            rows.iter().find(|row| row.id.uuid() == id).map(|row| row.first_line)
        }
    })
}

/// POST /plans/{id}/budget/lines
pub async fn add(
    State(app): State<App>,
    may: May<Plan, LeadWork>,
    input: Input<LineForm>,
) -> Result<See, Error> {
    let (typed, fields, plan) = (input.typed(), kept(input.value()), may.row().id);
    let (new, reason, _) = match read(&app, plan, input).await? {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(form_page(&app, &may, None, (fields, None)).await?)),
    };
    let is_approved = actions::is_approved(app.db.read(), plan).await.map_err(Error::from)?;
    if is_approved && reason.is_empty() {
        let errors = FormErrors::of("reason", "money-reason-missing");
        return Err(errors.refuse(typed).on(form_page(&app, &may, None, (fields, None)).await?));
    }
    let tx = app.db.write().await?;
    actions::add(&tx, app.now(), may.by(), plan, (&new, &reason)).await?;
    tx.commit().await?;
    Ok(See::created(format!("/plans/{plan}/budget")).say("money-added-told", args![content = new.content]))
}

async fn plan_of(app: &App, may: &May<Estimated, LeadWork>) -> Result<May<Plan, LeadWork>, Error> {
    may.beside(app, may.row().line.plan_id.uuid()).await
}

/// What is kept of a line now.
async fn fresh(app: &App, id: MoneyLineId) -> Result<(money_line::Model, Fields), Error> {
    let db = app.db.read();
    let row = money_line::by_id(id).one(db).await.map_err(DbError::from)?.ok_or_else(Error::not_found)?;
    let unit = units::actions::short_name(db, row.unit_id, app.now().local_day()).await?;
    let fields = fields_of(&row, &unit);
    Ok((row, fields))
}

/// GET /money/lines/{id}/edit
pub async fn edit_form(
    State(app): State<App>,
    may: May<Estimated, LeadWork>,
) -> Result<Show<EditPage>, Error> {
    let (row, fields) = fresh(&app, may.row().line.id).await?;
    let plan = plan_of(&app, &may).await?;
    Ok(Show(form_page(&app, &plan, Some(&row), (fields, None)).await?))
}

/// POST /money/lines/{id}/edit
pub async fn change(
    State(app): State<App>,
    may: May<Estimated, LeadWork>,
    input: Input<LineForm>,
) -> Result<See, Error> {
    let (typed, fields, id) = (input.typed(), kept(input.value()), may.row().line.id);
    let plan = plan_of(&app, &may).await?;
    let (new, _, seen) = match read(&app, plan.row().id, input).await? {
        Ok(read) => read,
        Err(refusal) => {
            let (row, _) = fresh(&app, id).await?;
            return Err(refusal.on(form_page(&app, &plan, Some(&row), (fields, None)).await?));
        }
    };
    let tx = app.db.write().await?;
    match actions::change(&tx, app.now(), may.by(), (id, seen), &new).await {
        Ok(()) => tx.commit().await?,
        Err(MoneyError::Changed) => {
            tx.rollback().await?;
            let (row, now) = fresh(&app, id).await?;
            let errors = FormErrors::of("seen", "money-line-changed");
            let page = form_page(&app, &plan, Some(&row), (fields, Some(now))).await?;
            return Err(errors.refuse(typed).on(page));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(See::other(format!("/plans/{}/budget", plan.row().id))
        .say("money-changed-told", args![content = new.content]))
}

/// POST /money/lines/{id}/remove
pub async fn remove(
    State(app): State<App>,
    may: May<Estimated, LeadWork>,
    input: Input<SeenForm>,
) -> Result<See, Error> {
    let seen = input.check()?;
    let line = may.row().line.clone();
    let tx = app.db.write().await?;
    actions::remove(&tx, app.now(), may.by(), (line.id, seen)).await?;
    tx.commit().await?;
    Ok(See::other(format!("/plans/{}/budget", line.plan_id))
        .say("money-removed-told", args![content = line.content]))
}
