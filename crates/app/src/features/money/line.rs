//! One line: what was estimated, given and spent, each amount with its document, and what was allotted to units below.

use super::actions;
use super::pages::{CrumbView, EntryView, LinePage};
use super::rights::{Entry, Line, LineRow};
use super::view::{self, Words};
use crate::app::App;
use crate::rights::{self, May, ReadWork, Signed};
use axum::extract::State;
use db::DbError;
use domain::ids::{MoneyLineId, PersonId};
use domain::rights::Act;
use sea_orm::{PaginatorTrait as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{budget_line, duty, money_entry, money_line, task};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// Entries shown.
const ENTRIES_MAX: u64 = 500;
/// Steps of the way up that are followed.
const STEPS_MAX: usize = 12;
/// The forms that a line has.
const FORMS: [&str; 4] = ["spend", "allocate", "adjust", "allot"];

/// What to show.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// The form to open: spend, allocate, adjust or allot.
    #[serde(rename = "do")]
    pub doing: String,
    /// Page of what was allotted, from 1.
    pub page: Option<u64>,
}

/// GET /money/lines/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Line, ReadWork>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<LinePage>, Error> {
    Ok(Show(page(&app, may.signed(), may.row(), &wanted).await?))
}

/// The page of a line as it is now, as it is shown again with what is wrong.
pub async fn again(app: &App, signed: &Signed, id: MoneyLineId, doing: &str) -> Result<LinePage, Error> {
    let row = <Line as rights::Owned>::load(app, id.uuid()).await?.ok_or_else(Error::not_found)?;
    page(app, signed, &row, &Wanted { doing: doing.to_owned(), page: None }).await
}

async fn page(app: &App, signed: &Signed, found: &LineRow, wanted: &Wanted) -> Result<LinePage, Error> {
    let (db, line) = (app.db.read(), &found.line);
    let number = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let parts = db::paging::page(money_line::below(line.id), number, db).await?;
    let all: Vec<money_line::Model> = parts.items.iter().chain([line]).cloned().collect();
    let words = Words::load(app, &all).await?;
    let is_approved = actions::is_approved(db, line.plan_id).await.map_err(Error::from)?;
    let is_open = is_approved && found.is_out;
    let may_do = signed.may(app, Act::DoWork, Some(line.unit_id)).await?.is_some();
    let may_allot = signed.may(app, Act::LeadWork, Some(line.unit_id)).await?.is_some();
    let may_estimate =
        line.above_id.is_none() && signed.may(app, Act::LeadWork, Some(found.keeper)).await?.is_some();
    let is_possible = match wanted.doing.as_str() {
        "spend" => may_do && is_open,
        "allocate" => may_do && is_open && line.above_id.is_none(),
        "allot" => may_allot && is_open,
        "adjust" => may_estimate && is_approved,
        _ => false,
    };
    let doing = wanted.doing.as_str();
    let doing = FORMS.into_iter().find(|form| is_possible && *form == doing).unwrap_or_default();
    let subjects = view::subjects(app, &[line.plan_id]).await?;
    Ok(LinePage {
        plan_id: line.plan_id,
        plan: subjects.get(&line.plan_id).cloned().unwrap_or_default(),
        line: words.line(line),
        above: above(app, signed, found).await?,
        source: source(app, line).await?,
        source_line: line.line,
        is_open,
        is_approved,
        is_out: found.is_out,
        entries: entries(app, signed, line).await?,
        n_entries: money_entry::of(line.id).count(db).await.map_err(DbError::from)?,
        parts: parts.items.iter().map(|part| words.line(part)).collect(),
        n_parts: parts.total,
        page: parts.page,
        n_pages: parts.n_pages,
        doing: doing.to_owned(),
        may_do,
        may_allot,
        may_estimate,
        today: app.now().local_day(),
    })
}

async fn entries(app: &App, signed: &Signed, line: &money_line::Model) -> Result<Vec<EntryView>, Error> {
    let rows = money_entry::of(line.id).limit(ENTRIES_MAX).all(app.db.read()).await.map_err(DbError::from)?;
    let people: Vec<PersonId> =
        rows.iter().flat_map(|row| [row.person_id, row.struck_by]).flatten().collect();
    let names = view::people(app, &people).await?;
    let mut known = HashMap::new();
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let key = (row.kind, row.unit_id);
        let may_strike = match known.get(&key) {
            Some(may) => *may,
            None => {
                let may = rights::may::<Entry>(app, signed, &row, Act::DoWork).await?.is_some();
                known.insert(key, may);
                may
            }
        };
        let name = |id: Option<PersonId>| id.and_then(|id| names.get(&id).cloned());
        views.push(EntryView {
            id: row.id,
            kind: row.kind.word(),
            amount: row.amount,
            day: row.day,
            who: name(row.person_id),
            struck_by: name(row.struck_by),
            may_strike: may_strike && row.struck_at.is_none(),
            document: row.document,
            words: row.words,
            reason: row.reason,
            link: row.link,
            at: row.at,
            struck_at: row.struck_at,
            struck_reason: row.struck_reason,
        });
    }
    Ok(views)
}

/// The way up to the line of the estimate, as far as the person may read it.
async fn above(app: &App, signed: &Signed, found: &LineRow) -> Result<Vec<CrumbView>, Error> {
    let (mut at, mut way) = (found.line.above_id, Vec::new());
    for _ in 0..STEPS_MAX {
        let Some(id) = at else { break };
        let Some(row) = <Line as rights::Owned>::load(app, id.uuid()).await? else { break };
        if rights::may::<Line>(app, signed, &row, Act::ReadWork).await?.is_none() {
            break;
        }
        at = row.line.above_id;
        way.push(row.line);
    }
    let words = Words::load(app, &way).await?;
    Ok(way.iter().rev().map(|line| CrumbView { id: line.id, unit: words.unit(line.unit_id) }).collect())
}

/// The words of what the line belongs to.
async fn source(app: &App, line: &money_line::Model) -> Result<String, Error> {
    let db = app.db.read();
    let Some(id) = line.source_id else { return Ok(String::new()) };
    let words = match line.source_kind.as_str() {
        "task" => task::of_plan(line.plan_id)
            .all(db)
            .await
            .map_err(DbError::from)?
            .into_iter()
            .find(|row| row.id.uuid() == id)
            .map(|row| row.title),
        "duty" => duty::of_plan(line.plan_id)
            .all(db)
            .await
            .map_err(DbError::from)?
            .into_iter()
            .find(|row| row.id.uuid() == id)
            .map(|row| row.text),
        _ => budget_line::of_plan(line.plan_id)
            .all(db)
            .await
            .map_err(DbError::from)?
            .into_iter()
            .find(|row| row.id.uuid() == id)
            .map(|row| row.text),
    };
    Ok(words.unwrap_or_default())
}
