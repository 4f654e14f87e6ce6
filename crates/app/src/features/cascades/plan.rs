//! What a plan asks of units below: declared, proposed by its words, and how far the answers are.

use super::actions::{self, CascadeError, New, Source, Target};
use super::forms::{Declare, Declared, Whom, source};
use super::pages::{Choice, DeclareView, OriginView, PlanCascadePage, ProposalView};
use super::propose::{self, Clause, Proposal};
use super::view;
use crate::app::App;
use crate::features::plans::Plan;
use crate::features::units;
use crate::rights::{Deed, LeadWork, May, ReadPlan};
use axum::extract::State;
use domain::ids::{PlanId, UnitId};
use domain::rights::Act;
use domain::time::Day;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use std::collections::BTreeMap;
use tables::{cascade, cascade_answer, plan, plan_issuer};
use utoipa::IntoParams;
use web::{Context, Error, FormErrors, Input, Query, See, Show, args};

/// Letters of a clause in a list of choices.
const CLAUSE_LETTERS_MAX: usize = 140;

/// What the form begins with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct From {
    /// "duty:ID" of the clause to begin with.
    pub from: String,
}

/// GET /plans/{id}/cascade
pub async fn show(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
    context: Context,
    Query(from): Query<From>,
) -> Result<Show<PlanCascadePage>, Error> {
    Ok(Show(page(&app, &context, &may, &from.from).await?))
}

/// The unit below which a plan's groups stand: its issuer, else the unit that keeps it.
async fn issuer(app: &App, row: &plan::Model) -> Result<UnitId, Error> {
    let issuers = plan_issuer::of_plan(row.id).all(app.db.read()).await?;
    Ok(issuers.into_iter().find_map(|issuer| issuer.unit_id).unwrap_or(row.unit_id))
}

async fn page<D: Deed>(
    app: &App,
    context: &Context,
    may: &May<Plan, D>,
    from: &str,
) -> Result<PlanCascadePage, Error> {
    let (conn, row) = (app.db.read(), may.row());
    let known = cascade::of_plan(row.id).filter(cascade::Column::AboveId.is_null()).all(conn).await?;
    let passed = cascade::of_plan(row.id).filter(cascade::Column::AboveId.is_not_null()).all(conn).await?;
    // What units below pass on stands in the matrix of the unit that asked them; here only what this plan itself asks.
    let own: Vec<cascade::Model> =
        known.into_iter().chain(passed.into_iter().filter(|one| one.asker_id == row.unit_id)).collect();
    let may_lead = may.also(app, Act::LeadWork).await? && row.state != "recalled";
    let (mut proposals, mut form) = (Vec::new(), None);
    if may_lead {
        let on = row.issued_on.unwrap_or_else(|| app.now().local_day());
        let clauses = propose::clauses(conn, row.id).await?;
        let within = issuer(app, row).await?;
        proposals = propose::proposals(conn, &clauses, &own, (Some(within), on)).await?;
        let name = units::actions::short_name(conn, within, on).await?;
        form = Some(declare_view(context, row.id, &clauses, (&proposals, from), (within, name)));
    }
    Ok(PlanCascadePage {
        plan_id: row.id,
        subject: row.subject.clone(),
        number: row.number.clone(),
        state: row.state.clone(),
        questions: view::questions((app, context), may.signed(), &own).await?,
        proposals: proposals.iter().map(|one| proposal_view(context, one)).collect(),
        form,
        origins: origins(app, row).await?,
    })
}

/// The plans that this one carries out.
async fn origins(app: &App, row: &plan::Model) -> Result<Vec<OriginView>, Error> {
    let conn = app.db.read();
    let mut origins = Vec::new();
    for answer in cascade_answer::of_own_plan(row.id, row.import_id).all(conn).await? {
        let Some(question) = cascade::by_id(answer.cascade_id).one(conn).await? else { continue };
        let Some(parent) = plan::by_id(question.plan_id).one(conn).await? else { continue };
        origins.push(OriginView {
            answer_id: answer.id,
            plan_id: parent.id,
            subject: parent.subject,
            number: parent.number,
        });
    }
    Ok(origins)
}

fn value_of(clause: &Clause) -> String {
    format!("{}:{}", clause.kind, clause.id)
}

fn proposal_view(context: &Context, one: &Proposal) -> ProposalView {
    ProposalView {
        source: value_of(&one.clause),
        quote: one.clause.text.clone(),
        line: one.clause.line,
        wants_plan: one.asked.wish.plan,
        wants_person: one.asked.wish.person,
        printed: one.printed.clone(),
        kinds: one.asked.kinds.iter().map(|kind| view::kind_word(context, kind.code())).collect(),
    }
}

fn declare_view(
    context: &Context,
    plan: PlanId,
    clauses: &[Clause],
    (proposals, from): (&[Proposal], &str),
    (within, within_name): (UnitId, String),
) -> DeclareView {
    let chosen = proposals.iter().find(|one| value_of(&one.clause) == from);
    let clause = clauses.iter().find(|one| value_of(one) == from);
    let cut = |text: &str| -> String {
        let short: String = text.chars().take(CLAUSE_LETTERS_MAX).collect();
        if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
    };
    let sources = clauses.iter().map(|one| Choice {
        value: value_of(one),
        word: context.say("cascades-clause", &args![line = one.line, text = cut(&one.text)]),
        is_on: clause.is_some_and(|clause| clause.id == one.id),
    });
    // Each printed name once, in the order of its first clause.
    let printed = chosen.and_then(|one| one.printed.as_deref());
    let mut names: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (at, name) in clauses.iter().flat_map(|one| &one.names).enumerate() {
        names.entry(draft::name_key(name)).or_insert((at, name.clone()));
    }
    let mut names: Vec<(usize, String)> = names.into_values().collect();
    names.sort_unstable();
    let name =
        |(_, word): (usize, String)| Choice { is_on: printed == Some(&word), value: word.clone(), word };
    let kinds = chosen.map_or(&[][..], |one| &one.asked.kinds);
    DeclareView {
        action: format!("/plans/{plan}/cascade"),
        sources: sources.collect(),
        names: names.into_iter().map(name).collect(),
        kinds: view::kinds(context, kinds),
        wants_plan: chosen.is_none_or(|one| one.asked.wish.plan),
        wants_person: chosen.is_none_or(|one| one.asked.wish.person),
        due_on: clause.and_then(|one| one.due_on),
        to: if printed.is_some() && kinds.is_empty() { "name" } else { "group" },
        within: within_name,
        within_id: Some(within),
    }
}

/// POST /plans/{id}/cascade
pub async fn declare(
    State(app): State<App>,
    may: May<Plan, LeadWork>,
    context: Context,
    input: Input<Declare>,
) -> Result<See, Error> {
    let (typed, from) = (input.typed(), input.value().source.clone());
    let declared = match input.check() {
        Ok(declared) => declared,
        Err(refusal) => return Err(refusal.on(page(&app, &context, &may, &from).await?)),
    };
    let row = may.row();
    let within = issuer(&app, row).await?;
    let on = row.issued_on.unwrap_or_else(|| app.now().local_day());
    let made = new(&app, (row.id, row.unit_id), (within, on), declared).await?;
    let mut new = match made {
        Ok(new) => new,
        Err(errors) => return Err(errors.refuse(typed).on(page(&app, &context, &may, &from).await?)),
    };
    // A plan that carries out another passes the question on with its own.
    let answers = cascade_answer::of_own_plan(row.id, row.import_id)
        .order_by_asc(cascade_answer::Column::Id)
        .one(app.db.read())
        .await?;
    new.above = answers.map(|answer| answer.id);
    let is_out = row.state == "issued";
    let tx = app.db.write().await?;
    actions::declare(&tx, app.now(), may.by(), new).await?;
    tx.commit().await?;
    let key = if is_out { "cascades-asking-now" } else { "cascades-declared-now" };
    Ok(See::other(format!("/plans/{}/cascade", row.id)).say(key, args![]))
}

/// A checked form with its clause and units found; the errors of what was not found.
pub async fn new(
    app: &App,
    (plan, asker): (PlanId, UnitId),
    (within, on): (UnitId, Day),
    declared: Declared,
) -> Result<Result<New, FormErrors>, Error> {
    let conn = app.db.read();
    let mut errors = FormErrors::none();
    let (mut quote, mut line) = (String::new(), 0);
    if let Some(id) = declared.source.uuid() {
        let clauses = propose::clauses(conn, plan).await?;
        match clauses.into_iter().find(|one| one.id == id && one.kind == declared.source.kind()) {
            Some(clause) => (quote, line) = (clause.text, clause.line),
            None => errors.add("source", "cascades-source-unknown"),
        }
    }
    let target = match declared.whom {
        Whom::Name(printed) => Target::Name(printed),
        Whom::Group(id, typed, kinds) => {
            let found = match (id, typed.as_str()) {
                (None, "") => Some(within),
                (id, typed) => units::actions::meant(conn, id, typed, on).await?,
            };
            if found.is_none() {
                errors.add("within", "documents-unit-unknown");
            }
            Target::Group(found.unwrap_or(within), kinds)
        }
        Whom::Units(names) => {
            let mut chosen = Vec::with_capacity(names.len());
            for name in names {
                match units::actions::meant(conn, None, &name, on).await? {
                    Some(unit) => chosen.push(unit),
                    None => errors.add_with("units", "cascades-unit-unknown", args![name = name]),
                }
            }
            chosen.sort_unstable();
            chosen.dedup();
            Target::Units(chosen)
        }
    };
    let (wish, due_on, source) = (declared.wish, declared.due_on, declared.source);
    Ok(errors.or(|| New { plan, asker, wish, due_on, source, quote, line, target, above: None }))
}

/// The clause of a question as a form sends it.
pub fn source_of(row: &cascade::Model) -> Result<Source, CascadeError> {
    let text = row.source_id.map_or_else(|| "plan".to_owned(), |id| format!("{}:{id}", row.source_kind));
    source(&text).ok_or(CascadeError::Gone)
}
