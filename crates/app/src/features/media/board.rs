//! The board of a plan: before, during, after; what its words propose; the switch of its public page.

use super::actions;
use super::forms::{ProposalForm, SwitchForm};
use super::pages::{BoardPage, ColumnView, ProposalView, PublicView, StateCount};
use super::view::{Names, readable};
use crate::app::App;
use crate::features::plans::{self, Plan};
use crate::rights::{Deed, DraftDocument, IssueDocument, May, ReadPlan};
use axum::extract::State;
use domain::ids::PlanId;
use domain::media::{MediaChannel, MediaPhase, MediaState, suggest};
use domain::rights::Act;
use serde::Deserialize;
use std::collections::HashSet;
use tables::{duty, media_item, media_page, media_refusal, task};
use utoipa::IntoParams;
use uuid::Uuid;
use web::{Error, Input, Query, See, Show, args};

/// Which items, and how they are shown.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Only in this state.
    pub state: String,
    /// Only on this channel.
    pub channel: String,
    /// "table": as it is printed.
    pub view: String,
}

impl Wanted {
    /// Whether an item is among what is wanted; a word that says nothing is no filter.
    pub fn admits(&self, row: &media_item::Model) -> bool {
        let state = self.state.parse::<MediaState>().ok();
        let channel = self.channel.parse::<MediaChannel>().ok();
        state.is_none_or(|state| row.state == state) && channel.is_none_or(|channel| row.channel == channel)
    }
}

/// GET /plans/{id}/media
pub async fn show(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<BoardPage>, Error> {
    Ok(Show(page(&app, &may, wanted).await?))
}

async fn page<D: Deed>(app: &App, may: &May<Plan, D>, wanted: Wanted) -> Result<BoardPage, Error> {
    let rows = readable(app, may.signed(), may.row()).await?;
    let names = Names::load(app, may.signed(), &rows).await?;
    let shown: Vec<_> = rows.iter().filter(|row| wanted.admits(row)).map(|row| names.row(row)).collect();
    let column = |phase: MediaPhase| {
        let items: Vec<_> = shown.iter().filter(|item| item.phase == phase).cloned().collect();
        let n_out = items.iter().filter(|item| item.chip.word == MediaState::Published).count();
        ColumnView { phase, items, n_out }
    };
    let count =
        |state: MediaState| StateCount { state, n: rows.iter().filter(|row| row.state == state).count() };
    let may_plan = may.also(app, Act::DraftDocument).await?;
    let (proposals, refused) =
        if may_plan { proposals(app, may.row().id, &rows).await? } else { Default::default() };
    let public = media_page::of(may.row().id).one(app.db.read()).await?;
    Ok(BoardPage {
        columns: MediaPhase::ALL.iter().copied().map(column).collect(),
        counts: MediaState::ALL.iter().copied().map(count).filter(|count| count.n > 0).collect(),
        total: rows.len(),
        n_late: rows.iter().filter(|row| names.row(row).is_late).count(),
        state: wanted.state,
        channel: wanted.channel,
        is_table: wanted.view == "table",
        proposals,
        refused,
        public: public
            .map(|page| PublicView { address: format!("/p/{}/news", page.slug), is_on: page.is_on }),
        may_plan,
        may_switch: may.also(app, Act::IssueDocument).await?,
        plan: plans::head(app, may, "media").await?,
    })
}

/// Clauses that speak of communications and have no item: those that wait, and those that were refused.
async fn proposals(
    app: &App,
    plan: PlanId,
    rows: &[media_item::Model],
) -> Result<(Vec<ProposalView>, Vec<ProposalView>), Error> {
    let conn = app.db.read();
    let refused: HashSet<Uuid> =
        media_refusal::of_plan(plan).all(conn).await?.into_iter().map(|row| row.source_id).collect();
    let planned: HashSet<Uuid> = rows.iter().filter_map(|row| row.source_id).collect();
    let tasks = task::of_plan(plan).all(conn).await?;
    let duties = duty::of_plan(plan).all(conn).await?;
    let of_tasks = tasks.into_iter().map(|row| ("task", row.id.uuid(), row.first_line, row.title));
    let of_duties = duties.into_iter().map(|row| ("duty", row.id.uuid(), row.first_line, row.text));
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for (kind, id, line, text) in of_tasks.chain(of_duties) {
        let Some(one) = suggest(&text).filter(|_| !planned.contains(&id)) else { continue };
        let view =
            ProposalView { source: format!("{kind}:{id}"), text, line, word: one.word, phase: one.phase };
        if refused.contains(&id) { closed.push(view) } else { open.push(view) }
    }
    Ok((open, closed))
}

/// POST /plans/{id}/media/proposals
pub async fn answer(
    State(app): State<App>,
    may: May<Plan, DraftDocument>,
    input: Input<ProposalForm>,
) -> Result<See, Error> {
    let (source, takes_back) = input.check()?;
    let (now, by, id) = (app.now(), may.by(), may.row().id);
    if !is_of_plan(&app, id, source).await? {
        return Err(Error::not_found());
    }
    let tx = app.db.write().await?;
    if takes_back {
        actions::take_back(&tx, now, by, id, source.1).await?;
    } else {
        actions::refuse(&tx, now, by, id, source).await?;
    }
    tx.commit().await?;
    let told = if takes_back { "media-proposal-back" } else { "media-proposal-refused" };
    Ok(See::other(format!("/plans/{id}/media")).say(told, args![]))
}

/// Whether a task or duty is one of this plan.
pub async fn is_of_plan(app: &App, plan: PlanId, (kind, id): (&str, Uuid)) -> Result<bool, Error> {
    let conn = app.db.read();
    Ok(match kind {
        "task" => task::of_plan(plan).all(conn).await?.iter().any(|row| row.id.uuid() == id),
        _ => duty::of_plan(plan).all(conn).await?.iter().any(|row| row.id.uuid() == id),
    })
}

/// POST /plans/{id}/media/page
pub async fn switch(
    State(app): State<App>,
    may: May<Plan, IssueDocument>,
    input: Input<SwitchForm>,
) -> Result<See, Error> {
    let is_on = input.check()?;
    let (secret, id) = (actions::secret(app.chance.as_ref()), may.row().id);
    let tx = app.db.write().await?;
    actions::switch(&tx, app.now(), may.by(), id, (is_on, &secret)).await?;
    tx.commit().await?;
    let told = if is_on { "media-page-opened" } else { "media-page-closed" };
    Ok(See::other(format!("/plans/{id}/media")).say(told, args![]))
}
