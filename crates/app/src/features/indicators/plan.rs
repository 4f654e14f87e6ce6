//! The indicators of a plan: their totals, what the plan's words propose, and the form of one.

use super::actions::{self, Asking};
use super::forms::{IndicatorForm, fields_of};
use super::pages::{AskingView, ChoiceView, FiguresPage, IndicatorPage, IndicatorRow, SuggestionView};
use super::rights::Indicator;
use super::{IndicatorError, totals, view};
use crate::app::App;
use crate::features::plans::{self, Plan};
use crate::features::{documents, units};
use crate::rights::{Deed, LeadWork, May, ReadPlan};
use axum::extract::State;
use db::DbError;
use domain::figures::suggest;
use domain::ids::{IndicatorId, PlanId, UnitId};
use domain::rights::Act;
use domain::units::UnitKind;
use sea_orm::PaginatorTrait as _;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use tables::{duty, figure_period, indicator, indicator_unit, plan, task};
use utoipa::IntoParams;
use web::{Error, Input, Query, See, Show, args};

/// Letters of a task or duty in a list to choose from.
const TITLE_LETTERS_MAX: usize = 120;

/// GET /plans/{id}/figures
pub async fn show(State(app): State<App>, may: May<Plan, ReadPlan>) -> Result<Show<FiguresPage>, Error> {
    Ok(Show(page(&app, &may).await?))
}

async fn page<D: Deed>(app: &App, may: &May<Plan, D>) -> Result<FiguresPage, Error> {
    let plan = may.row();
    let all = indicator::of_plan(plan.id).all(app.db.read()).await.map_err(DbError::from)?;
    let shown: Vec<indicator::Model> = all.iter().filter(|row| row.state != "refused").cloned().collect();
    let may_lead = may.also(app, Act::LeadWork).await?;
    Ok(FiguresPage {
        rows: rows(app, &shown).await?,
        suggestions: if may_lead { suggestions(app, plan, &all).await? } else { Vec::new() },
        may_lead,
        may_open: may.also(app, Act::ReadWork).await?,
        is_out: plan.state == "issued",
        today: app.now().local_day(),
        plan: plans::head(app, may, "figures").await?,
    })
}

/// Indicators with the totals of the units that asked, in a handful of questions however many units report.
async fn rows(app: &App, shown: &[indicator::Model]) -> Result<Vec<IndicatorRow>, Error> {
    let db = app.db.read();
    let ids: Vec<IndicatorId> = shown.iter().map(|row| row.id).collect();
    let mut periods: HashMap<IndicatorId, Vec<figure_period::Model>> = HashMap::new();
    for period in figure_period::of(&ids).all(db).await.map_err(DbError::from)? {
        periods.entry(period.indicator_id).or_default().push(period);
    }
    let mut tops = totals::tops(db, shown).await.map_err(Error::from)?;
    let within: Vec<UnitId> = shown.iter().filter_map(|row| row.within_id).collect();
    let names = units::refs(db, &within, app.now().local_day()).await.map_err(DbError::from)?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|unit| (unit.id, unit.short)).collect();
    let mut rows = Vec::with_capacity(shown.len());
    for row in shown {
        let n_units = if row.asked == "units" {
            indicator_unit::of(row.id).count(db).await.map_err(DbError::from)?
        } else {
            0
        };
        let periods = periods.remove(&row.id).unwrap_or_default();
        let asking = asking(row, &periods);
        let (bars, target_height) = view::bars(row, &periods, &tops.remove(&row.id).unwrap_or_default());
        let latest = bars.last().cloned();
        rows.push(IndicatorRow {
            indicator: view::indicator_view(row, &names, n_units),
            asking,
            latest,
            bars,
            target_height,
        });
    }
    Ok(rows)
}

/// How far asking is, while units are being asked.
fn asking(row: &indicator::Model, periods: &[figure_period::Model]) -> Option<AskingView> {
    let open = periods.iter().filter(|_| row.state == "asked");
    let (n, all) = open.fold((0, 0), |(n, all), period| match period.n_to_ask {
        Some(to_ask) => (n + i64::from(period.n_asked.min(to_ask)), all + i64::from(to_ask)),
        None => (n, all),
    });
    (all > 0).then_some(AskingView { n, all })
}

/// What the words of tasks and duties ask to count and nobody has confirmed or refused.
async fn suggestions(
    app: &App,
    plan: &plan::Model,
    all: &[indicator::Model],
) -> Result<Vec<SuggestionView>, Error> {
    let db = app.db.read();
    let known: HashSet<(Option<i32>, &str)> = all.iter().map(|row| (row.line, row.quote.as_str())).collect();
    let tasks = task::of_plan(plan.id).all(db).await.map_err(DbError::from)?;
    let duties = duty::of_plan(plan.id).all(db).await.map_err(DbError::from)?;
    let of_tasks = tasks.iter().map(|row| (format!("task:{}", row.id), row.first_line, row.title.as_str()));
    let of_duties = duties.iter().map(|row| (format!("duty:{}", row.id), row.first_line, row.text.as_str()));
    let mut proposed = Vec::new();
    for (source, line, text) in of_tasks.chain(of_duties) {
        for one in suggest(text) {
            if known.contains(&(Some(line), one.quote.as_str())) {
                continue;
            }
            proposed.push(SuggestionView {
                name: one.name,
                measure: one.measure,
                way: one.way.word(),
                direction: one.direction.word(),
                target: one.target.print(),
                quote: one.quote,
                line,
                source: source.clone(),
            });
        }
    }
    // A duty and the task it belongs to may print the same words.
    let mut seen = HashSet::new();
    proposed.retain(|one| seen.insert((one.line, one.quote.clone())));
    Ok(proposed)
}

/// What a new indicator begins with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Begin {
    /// What is counted.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// sum, rate or latest.
    pub way: String,
    /// least or most.
    pub direction: String,
    /// The target.
    pub target: String,
    /// "task:…" or "duty:…".
    pub source: String,
    /// The plan's words.
    pub quote: String,
    /// Their line.
    pub line: String,
}

/// GET /plans/{id}/figures/new
pub async fn new_form(
    State(app): State<App>,
    may: May<Plan, LeadWork>,
    Query(begin): Query<Begin>,
) -> Result<Show<IndicatorPage>, Error> {
    let fields = IndicatorForm {
        name: begin.name,
        measure: begin.measure,
        way: or(begin.way, "sum"),
        direction: or(begin.direction, "least"),
        target: begin.target,
        scope: "all".to_owned(),
        every: "once".to_owned(),
        due_days: "5".to_owned(),
        decimals: "0".to_owned(),
        asked: "kinds".to_owned(),
        is_stepwise: true,
        source: begin.source,
        quote: begin.quote,
        line: begin.line,
        ..IndicatorForm::default()
    };
    Ok(Show(form_page(&app, &may, None, fields).await?))
}

fn or(text: String, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text }
}

async fn form_page<D: Deed>(
    app: &App,
    may: &May<Plan, D>,
    row: Option<&indicator::Model>,
    fields: IndicatorForm,
) -> Result<IndicatorPage, Error> {
    let db = app.db.read();
    let plan: PlanId = may.row().id;
    let cut = |text: &str| -> String { text.chars().take(TITLE_LETTERS_MAX).collect() };
    let tasks = task::of_plan(plan).all(db).await.map_err(DbError::from)?;
    let duties = duty::of_plan(plan).all(db).await.map_err(DbError::from)?;
    let of_tasks = tasks.iter().map(|row| (format!("task:{}", row.id), cut(&row.title)));
    let of_duties = duties.iter().map(|row| (format!("duty:{}", row.id), cut(&row.text)));
    let sources = of_tasks.chain(of_duties).map(|(value, word)| ChoiceView { value, word });
    let kinds = UnitKind::ALL.iter().map(|kind| (kind.code().to_owned(), kind.noun().to_owned()));
    let names = documents::Names::load(db, plan).await.map_err(Error::from)?;
    Ok(IndicatorPage {
        id: row.map(|row| row.id),
        is_asked: row.is_some_and(|row| row.state != "draft"),
        fields,
        sources: sources.collect(),
        kinds: kinds.map(|(value, word)| ChoiceView { value, word }).collect(),
        names: names.names.into_iter().map(|name| name.printed).collect(),
        plan: plans::head(app, may, "figures").await?,
    })
}

/// POST /plans/{id}/figures: declares an indicator, or refuses a proposal.
pub async fn declare(
    State(app): State<App>,
    may: May<Plan, LeadWork>,
    input: Input<IndicatorForm>,
) -> Result<See, Error> {
    let typed = input.typed();
    let kept = fields(input.value());
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(form_page(&app, &may, None, kept).await?)),
    };
    let is_refused = read.is_refused;
    let new = match read.meant(&app).await? {
        Ok(new) => new,
        Err(errors) => return Err(errors.refuse(typed).on(form_page(&app, &may, None, kept).await?)),
    };
    let tx = app.db.write().await?;
    let (now, by, plan) = (app.now(), may.by(), may.row().id);
    if is_refused {
        actions::refuse(&tx, now, by, plan, &new).await?;
    } else {
        actions::declare(&tx, now, by, plan, &new).await?;
    }
    tx.commit().await?;
    let key = if is_refused { "figures-refused" } else { "figures-declared" };
    Ok(See::created(format!("/plans/{plan}/figures")).say(key, args![name = new.name]))
}

/// What was typed, so that lists and boxes stand as they were.
fn fields(form: &IndicatorForm) -> IndicatorForm {
    let form = form.clone();
    IndicatorForm {
        way: or(form.way, "sum"),
        direction: or(form.direction, "least"),
        scope: or(form.scope, "all"),
        every: or(form.every, "once"),
        decimals: or(form.decimals, "0"),
        asked: or(form.asked, "kinds"),
        ..form
    }
}

/// The right over the plan of an indicator, which the head of its pages is made with.
async fn plan_of(app: &App, may: &May<Indicator, LeadWork>) -> Result<May<Plan, LeadWork>, Error> {
    may.beside(app, may.row().plan_id.uuid()).await
}

/// GET /figures/indicators/{id}
pub async fn edit_form(
    State(app): State<App>,
    may: May<Indicator, LeadWork>,
) -> Result<Show<IndicatorPage>, Error> {
    let row = may.row();
    let (db, today) = (app.db.read(), app.now().local_day());
    let within = match row.within_id {
        Some(unit) => units::actions::short_name(db, unit, today).await?,
        None => String::new(),
    };
    let chosen = indicator_unit::of(row.id).all(db).await.map_err(DbError::from)?;
    let chosen: Vec<UnitId> = chosen.into_iter().map(|row| row.unit_id).collect();
    let chosen = units::refs(db, &chosen, today).await.map_err(DbError::from)?;
    let chosen: Vec<String> = chosen.into_iter().map(|unit| unit.name).collect();
    let plan = plan_of(&app, &may).await?;
    Ok(Show(form_page(&app, &plan, Some(row), fields_of(row, &within, &chosen)).await?))
}

/// POST /figures/indicators/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Indicator, LeadWork>,
    input: Input<IndicatorForm>,
) -> Result<See, Error> {
    let (typed, kept) = (input.typed(), fields(input.value()));
    let plan = plan_of(&app, &may).await?;
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(form_page(&app, &plan, Some(may.row()), kept).await?)),
    };
    let new = match read.meant(&app).await? {
        Ok(new) => new,
        Err(errors) => {
            return Err(errors.refuse(typed).on(form_page(&app, &plan, Some(may.row()), kept).await?));
        }
    };
    let tx = app.db.write().await?;
    actions::change(&tx, app.now(), may.by(), may.row().id, &new).await?;
    tx.commit().await?;
    Ok(See::other(format!("/plans/{}/figures", may.row().plan_id))
        .say("figures-changed-told", args![name = new.name]))
}

/// POST /figures/indicators/{id}/ask
pub async fn ask(
    State(app): State<App>,
    may: May<Indicator, LeadWork>,
    input: Input<super::forms::Plain>,
) -> Result<See, Error> {
    input.check()?;
    let tx = app.db.write().await?;
    let asking = actions::ask(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    let (key, n) = match asking {
        Asking::Done(n) => ("figures-asked-told", n),
        Asking::GoesOn(n) => ("figures-asking-told", n),
    };
    Ok(See::other(format!("/plans/{}/figures", may.row().plan_id)).say(key, args![n = n]))
}

/// POST /figures/indicators/{id}/end
pub async fn end(
    State(app): State<App>,
    may: May<Indicator, LeadWork>,
    input: Input<super::forms::Plain>,
) -> Result<See, Error> {
    input.check()?;
    let tx = app.db.write().await?;
    actions::end(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    let name = may.row().name.clone();
    Ok(See::other(format!("/plans/{}/figures", may.row().plan_id))
        .say("figures-ended-told", args![name = name]))
}

/// POST /figures/indicators/{id}/periods: locks a period, or unlocks it with a reason.
pub async fn turn(
    State(app): State<App>,
    may: May<Indicator, LeadWork>,
    input: Input<super::forms::PeriodForm>,
) -> Result<See, Error> {
    let back = input.value().back.clone();
    let (period, unlock) = input.check()?;
    let (now, by, id) = (app.now(), may.by(), may.row().id);
    let tx = app.db.write().await?;
    match &unlock {
        None => actions::lock(&tx, now, by, id, &period).await,
        Some(reason) => actions::unlock(&tx, now, by, id, (&period, reason)).await,
    }
    .map_err(|error| match error {
        IndicatorError::Changed => Error::conflict("figures-turned-already"),
        error => error.into(),
    })?;
    tx.commit().await?;
    let own = format!("/plans/{}/figures", may.row().plan_id);
    let to = web::local_path(&back).filter(|path| path.starts_with("/figures/")).unwrap_or(&own);
    Ok(See::other(to)
        .say(if unlock.is_none() { "figures-locked-told" } else { "figures-unlocked-told" }, args![]))
}
