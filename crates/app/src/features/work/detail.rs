//! Everything about one assignment, for its page and for the side of the list.

use super::detail_pages::{
    Detail, DraftView, DueStep, Figure, Partner, PieceView, ReportView, RequestView, Told,
};
use super::evidence;
use super::pages::PersonRef;
use super::rights::MayRead;
use super::view::{self, Text, Words, bucket, chip};
use crate::app::App;
use crate::features::{activities, groups};
use db::DbError;
use domain::ids::PersonId;
use domain::time::{Day, Moment};
use domain::work::{Side, Step};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use tables::{assignment, date_request, event, person, post, subtask, work_draft, work_report};
use web::Error;

/// Events told on one page.
const HISTORY_MAX: u64 = 100;
/// Reports told on one page.
const REPORTS_MAX: u64 = 20;
/// Partners told on one page.
const PARTNERS_MAX: u64 = 30;
/// Rows of figures that a report may have.
pub const FIGURES_MAX: usize = 12;
/// Empty rows of figures offered.
const FIGURES_EMPTY: usize = 2;

/// Loads it. `beside` is the address of the list it stands beside.
pub async fn load(app: &App, may: &MayRead, beside: Option<&str>) -> Result<Detail, Error> {
    let (db, today, row) = (app.db.read(), app.now().local_day(), &may.row);
    let partners = partners_of(app, row).await?;
    let events = event::of("work", row.id.uuid()).limit(HISTORY_MAX).all(db).await.map_err(DbError::from)?;
    let reports = work_report::of(row.id).limit(REPORTS_MAX).all(db).await.map_err(DbError::from)?;
    let pieces = subtask::of(row.id).all(db).await.map_err(DbError::from)?;
    let requests = date_request::of(row.id).all(db).await.map_err(DbError::from)?;
    let mut named: BTreeSet<PersonId> = events.iter().filter_map(|e| e.person_id).collect();
    named.extend(events.iter().filter_map(|e| payload(e)["person"].as_str()?.parse::<PersonId>().ok()));
    named.extend(reports.iter().filter_map(|r| r.person_id));
    named.extend(pieces.iter().filter_map(|p| p.person_id));
    named.extend(requests.iter().flat_map(|r| [r.person_id, r.answered_by]).flatten());
    let named: Vec<PersonId> = named.into_iter().collect();
    let mut all = vec![row.clone()];
    all.extend(partners.iter().cloned());
    let words = Words::load(app, &all, &named).await?;
    let text = words.text(row);
    let name = |id: Option<PersonId>| words.person(id).map(|p| p.name);
    let accepted = events.iter().find(|e| e.verb == Step::Accept.word());
    let own = format!("/work/{}", row.id);
    let back = beside.map(|address| {
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}open={}", row.id)
    });
    Ok(Detail {
        source_id: row.source_id,
        activities: activities::of_item(app, &may.signed, row.plan_id, (row.source_id, &text.title)).await?,
        in_charge: groups::in_charge(app, &may.signed, row.source_id).await?,
        quote: text.title.clone(),
        product: text.product.clone(),
        asker_id: row.asker_id,
        asker: words.unit(row.asker_id),
        accepted_at: row.accepted_at,
        accepted_by: name(accepted.and_then(|e| e.person_id)),
        paused_at: row.paused_at,
        due_from: due_from(row, &text, &events, &name),
        partners: partner_views(app, &partners, &words, today).await?,
        draft: draft(app, may, &reports).await?,
        reports: reports.iter().map(|report| report_view(report, &name)).collect(),
        files: evidence::views(app, row.id).await?,
        pieces: piece_views(&pieces, &words, today),
        request: requests.iter().find(|r| r.state == "open").map(|r| request_view(r, name(r.person_id))),
        history: events.iter().map(|e| told(e, &words)).collect(),
        people: if may.may_do { people_of_unit(app, row).await? } else { Vec::new() },
        steps: steps(may),
        may_do: may.may_do,
        may_lead: may.may_lead,
        file_bytes_max: app.config.files.upload_bytes_max,
        back: back.unwrap_or(own),
        close: beside.unwrap_or("/work").to_owned(),
        is_beside: beside.is_some(),
        row: words.row(row, today),
    })
}

/// The steps that this reader may take now.
fn steps(may: &MayRead) -> Vec<&'static str> {
    let sides = [(Side::Doer, may.may_do), (Side::Asker, may.may_lead)];
    let may_take = |step: &&Step| {
        step.is_open(may.row.state) && sides.iter().any(|(side, may)| *may && step.sides().contains(side))
    };
    Step::ALL.iter().filter(may_take).map(|step| step.word()).collect()
}

fn payload(row: &event::Model) -> Value {
    serde_json::from_str(&row.payload).unwrap_or_default()
}

fn told(row: &event::Model, words: &Words) -> Told {
    let payload = payload(row);
    let text = |key: &str| payload[key].as_str().filter(|text| !text.is_empty());
    let to_whom = text("person").and_then(|id| id.parse().ok()).and_then(|id| words.person(Some(id)));
    let said = text("reason").or(text("words")).or(text("title")).or(text("name")).map(str::to_owned);
    let who = words.person(row.person_id);
    let is_refusal = row.verb == Step::AnswerDate.word() && payload["agreed"] == Value::Bool(false);
    Told {
        at: row.at,
        initials: who.as_ref().map(|p| p.initials.clone()).unwrap_or_default(),
        who: who.map(|p| p.name),
        verb: if is_refusal { "refuse_date".to_owned() } else { row.verb.clone() },
        words: said.or(to_whom.map(|p| p.name)).unwrap_or_default(),
    }
}

/// What the deadline was, and each time it moved, in order.
fn due_from(
    row: &assignment::Model,
    text: &Text,
    events: &[event::Model],
    name: &impl Fn(Option<PersonId>) -> Option<String>,
) -> Vec<DueStep> {
    let moves: Vec<DueStep> = events.iter().rev().filter_map(|e| moved(e, name)).collect();
    let first = moves.first().map_or(row.due_on, |step| step.from);
    let kind = if row.period.is_empty() { "plan" } else { "rule" };
    let words = text.printed.clone().unwrap_or_default();
    let mut steps = vec![DueStep { kind, at: None, who: None, from: None, to: first, words }];
    steps.extend(moves);
    steps
}

fn moved(row: &event::Model, name: &impl Fn(Option<PersonId>) -> Option<String>) -> Option<DueStep> {
    let payload = payload(row);
    let kind = match row.verb.as_str() {
        "answer_date" if payload["agreed"] == Value::Bool(true) => "agreed",
        "resume" => "pause",
        _ => return None,
    };
    let day = |key: &str| payload[key].as_str().and_then(|day| day.parse::<Day>().ok());
    let (from, to) = (day("from"), day("to"));
    (from != to).then(|| DueStep {
        kind,
        at: Some(row.at),
        who: name(row.person_id),
        from,
        to,
        words: String::new(),
    })
}

fn figures(text: &str) -> Vec<Figure> {
    let pairs: Vec<(String, String)> = serde_json::from_str(text).unwrap_or_default();
    pairs.into_iter().map(|(name, value)| Figure { name, value }).collect()
}

fn report_view(row: &work_report::Model, name: &impl Fn(Option<PersonId>) -> Option<String>) -> ReportView {
    ReportView {
        at: row.created_at,
        who: name(row.person_id),
        is_hand_in: row.is_hand_in,
        percent: row.percent,
        words: row.words.clone(),
        figures: figures(&row.figures),
    }
}

/// What was typed and not sent; else the figures of the last report, so that next month only values change.
async fn draft(app: &App, may: &MayRead, reports: &[work_report::Model]) -> Result<DraftView, Error> {
    let kept = if may.may_do {
        let mine = work_draft::of(may.row.id, may.signed.person.id).one(app.db.read()).await;
        mine.map_err(DbError::from)?
    } else {
        None
    };
    let mut view = match (kept, reports.first()) {
        (Some(kept), _) => read_draft(&kept.body, kept.updated_at),
        (None, Some(last)) => DraftView {
            kept_at: None,
            percent: last.percent,
            words: String::new(),
            figures: figures(&last.figures),
        },
        (None, None) => {
            DraftView { kept_at: None, percent: may.row.percent, words: String::new(), figures: vec![] }
        }
    };
    let n_rows = (view.figures.len() + FIGURES_EMPTY).min(FIGURES_MAX).max(view.figures.len());
    view.figures.resize(n_rows, Figure { name: String::new(), value: String::new() });
    Ok(view)
}

fn read_draft(body: &str, at: Moment) -> DraftView {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let list = |key: &str| -> Vec<String> {
        let all = body[key].as_array().into_iter().flatten();
        all.map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
    };
    let pairs = list("figure_name").into_iter().zip(list("figure_value"));
    let typed = pairs.filter(|(name, value)| !name.is_empty() || !value.is_empty());
    DraftView {
        kept_at: Some(at),
        percent: body["percent"].as_str().and_then(|n| n.trim().parse().ok()).unwrap_or(0),
        words: body["words"].as_str().unwrap_or_default().to_owned(),
        figures: typed.map(|(name, value)| Figure { name, value }).take(FIGURES_MAX).collect(),
    }
}

/// A request as pages tell it.
pub fn request_view(row: &date_request::Model, who: Option<String>) -> RequestView {
    RequestView { id: row.id, wanted_on: row.wanted_on, reason: row.reason.clone(), at: row.created_at, who }
}

fn piece_views(pieces: &[subtask::Model], words: &Words, today: Day) -> Vec<PieceView> {
    let open: HashMap<_, &str> =
        pieces.iter().filter(|p| p.done_at.is_none()).map(|p| (p.id, p.title.as_str())).collect();
    let view = |piece: &subtask::Model| PieceView {
        id: piece.id,
        title: piece.title.clone(),
        person: words.person(piece.person_id),
        due_on: piece.due_on,
        is_done: piece.done_at.is_some(),
        is_late: piece.done_at.is_none() && piece.due_on.is_some_and(|due| due < today),
        waits_for: piece.after_id.and_then(|id| open.get(&id)).map(|title| (*title).to_owned()),
    };
    pieces.iter().map(view).collect()
}

/// The other units of the same task or duty, when they do it together and are not all the schools of the country.
async fn partners_of(app: &App, row: &assignment::Model) -> Result<Vec<assignment::Model>, Error> {
    let all = assignment::of_source(row.source_id, &row.period)
        .filter(assignment::Column::Id.ne(row.id))
        .limit(PARTNERS_MAX + 1)
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    let has_both = all.iter().any(|other| other.role != row.role);
    let few = u64::try_from(all.len()).unwrap_or(u64::MAX) <= PARTNERS_MAX;
    Ok(if has_both && few { all } else { Vec::new() })
}

async fn partner_views(
    app: &App,
    partners: &[assignment::Model],
    words: &Words,
    today: Day,
) -> Result<Vec<Partner>, Error> {
    let mut views = Vec::with_capacity(partners.len());
    for row in partners {
        let last = work_report::of(row.id).one(app.db.read()).await.map_err(DbError::from)?;
        views.push(Partner {
            id: row.id,
            unit: words.unit(row.unit_id),
            role: row.role,
            chip: chip(bucket(row.state, row.due_on, today)),
            percent: row.percent,
            words: last.map(|report| report.words).unwrap_or_default(),
        });
    }
    Ok(views)
}

/// Who holds a post in the unit, by name: these may be named to see to it.
pub async fn people_of_unit(app: &App, row: &assignment::Model) -> Result<Vec<PersonRef>, Error> {
    let db = app.db.read();
    let held = post::held_in(&[row.unit_id]).all(db).await.map_err(DbError::from)?;
    let ids: BTreeSet<PersonId> = held.iter().map(|post| post.person_id).collect();
    let rows = person::open_by_name().filter(person::Column::Id.is_in(ids)).all(db).await;
    let rows: Vec<person::Model> = rows.map_err(DbError::from)?;
    Ok(rows.into_iter().map(|row| view::person_ref(row.id, row.name)).collect())
}
