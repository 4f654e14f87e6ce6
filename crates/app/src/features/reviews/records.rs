//! What the numbers of a review open to: the work as it was kept with the snapshot, and what carries its own moments.

use super::load::{self, Review};
use super::numbers::{Behind, Numbers, Opened, Question};
use super::pages::{RecordRow, RecordsPage};
use crate::app::App;
use crate::features::units;
use crate::rights::{May, ReadDraft};
use axum::extract::State as Axum;
use db::DbError;
use domain::ids::{AssignmentId, PlanId, UnitId};
use domain::time::Moment;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use tables::{
    assignment, delivery, document, duty, plan, review, review_record, review_snapshot, task, work_report,
};
use uuid::Uuid;
use web::{Error, Query, Show};

/// Names of numbers in one question.
const KEYS_MAX: usize = 8;
/// Ids of one question.
const IDS_MAX: usize = 2_000;
/// Records of one page.
const PAGE_ROWS: u64 = 50;

/// Which number of which snapshot.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    keys: String,
    snapshot: Option<i32>,
    page: Option<u64>,
}

/// GET /reviews/{id}/records
pub async fn show(
    Axum(app): Axum<App>,
    may: May<Review, ReadDraft>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<RecordsPage>, Error> {
    let (conn, row) = (app.db.read(), may.row());
    let no = wanted.snapshot.unwrap_or(row.snapshot);
    let (snapshot, numbers) = load::snapshot(conn, row, no).await?.ok_or_else(Error::not_found)?;
    if let Some(opened) = numbers.opens.get(&wanted.keys) {
        return Ok(Show(kept_behind(row, &snapshot, &wanted, opened)));
    }
    // Without a name: everything that was counted.
    let named = if wanted.keys.is_empty() { "asked" } else { &wanted.keys };
    let keys: Vec<&str> = named.split(',').filter(|key| !key.is_empty()).take(KEYS_MAX).collect();
    let asked: Vec<(i64, Question)> = keys
        .iter()
        .map(|key| counted(key))
        .filter_map(|key| numbers.numbers.get(key))
        .map(|number| (number.value, number.question.clone()))
        .collect();
    let question = joined(&asked).ok_or_else(Error::not_found)?;
    let value = asked.iter().map(|(value, _)| value).sum();
    let all = found(conn, (row, &snapshot, &numbers), &question).await?;
    let is_kept = all.is_some();
    let all = all.unwrap_or_default();
    let total = all.len() as u64;
    let n_pages = total.div_ceil(PAGE_ROWS).max(1);
    let page = wanted.page.unwrap_or(1).clamp(1, n_pages);
    let from = usize::try_from((page - 1) * PAGE_ROWS).unwrap_or(0);
    let rows = all.into_iter().skip(from).take(usize::try_from(PAGE_ROWS).unwrap_or(50)).collect();
    let units: Vec<UnitId> = question.unit.into_iter().collect();
    let unit = units::refs(conn, &units, row.to_on).await.map_err(DbError::from)?;
    let words = texts(conn, &question.source.into_iter().collect()).await?;
    Ok(Show(RecordsPage {
        id: row.id,
        title: row.title.clone(),
        snapshot: snapshot.no,
        taken_at: snapshot.taken_at,
        keys: keys.join(","),
        value,
        work: question.source.and_then(|id| words.get(&id).cloned()),
        unit: unit.into_iter().next().map(|unit| unit.name),
        of: question.of,
        is_kept,
        records: rows,
        total,
        n_left: 0,
        page,
        n_pages,
    }))
}

/// Records that were kept with their number.
fn kept_behind(
    row: &review::Model,
    snapshot: &review_snapshot::Model,
    wanted: &Wanted,
    opened: &Opened,
) -> RecordsPage {
    let total = opened.rows.len() as u64;
    let n_pages = total.div_ceil(PAGE_ROWS).max(1);
    let page = wanted.page.unwrap_or(1).clamp(1, n_pages);
    let from = usize::try_from((page - 1) * PAGE_ROWS).unwrap_or(0);
    let view =
        |one: &Behind| RecordRow { href: one.href.clone(), ..plain(one.unit.clone(), one.words.clone()) };
    let rows = opened.rows.iter().skip(from).take(usize::try_from(PAGE_ROWS).unwrap_or(50));
    RecordsPage {
        id: row.id,
        title: row.title.clone(),
        snapshot: snapshot.no,
        taken_at: snapshot.taken_at,
        keys: wanted.keys.clone(),
        value: opened.value,
        work: None,
        unit: None,
        of: opened.of.clone(),
        is_kept: true,
        records: rows.map(view).collect(),
        total,
        n_left: (opened.n_rows as u64).saturating_sub(total),
        page,
        n_pages,
    }
}

/// The number that a name opens to: a share is made of what is done.
fn counted(key: &str) -> &str {
    if key == "percent_done" { "done" } else { key }
}

/// One question for numbers that are added up: the same rows, all their states.
fn joined(asked: &[(i64, Question)]) -> Option<Question> {
    let mut all = asked.first()?.1.clone();
    for (_, more) in &asked[1..] {
        all.states.extend(more.states.iter().copied());
    }
    Some(all)
}

/// The records; none when only the number was kept.
async fn found(
    conn: &impl ConnectionTrait,
    (row, snapshot, _): (&review::Model, &review_snapshot::Model, &Numbers),
    question: &Question,
) -> Result<Option<Vec<RecordRow>>, Error> {
    if matches!(question.of.as_str(), "delivered" | "read" | "acknowledged") {
        return Ok(Some(delivered(conn, (row, snapshot), &question.of).await?));
    }
    if !snapshot.has_records {
        return Ok(None);
    }
    let kept = kept(conn, snapshot, question).await?;
    Ok(Some(match question.of.as_str() {
        "units" => by_unit(conn, row, &kept).await?,
        "plans" => by_plan(conn, &kept).await?,
        "reports" => reports(conn, (row, snapshot), &kept).await?,
        "files" => {
            let with: Vec<review_record::Model> = kept.into_iter().filter(|one| one.n_files > 0).collect();
            let mut rows = work(conn, row, &with).await?;
            for (one, kept) in rows.iter_mut().zip(&with) {
                one.n = Some(kept.n_files.into());
            }
            rows
        }
        // Tasks and duties are counted once each, however many units have them.
        "work" if question.source.is_none() && question.source_kind.is_some() => {
            let mut seen = BTreeSet::new();
            let once: Vec<review_record::Model> =
                kept.into_iter().filter(|one| seen.insert(one.source_id)).collect();
            let mut rows = work(conn, row, &once).await?;
            for one in &mut rows {
                *one = RecordRow { unit: String::new(), state: None, n: None, href: None, ..one.clone() };
            }
            rows
        }
        _ => work(conn, row, &kept).await?,
    }))
}

/// The kept work that a question asks for.
async fn kept(
    conn: &impl ConnectionTrait,
    snapshot: &review_snapshot::Model,
    question: &Question,
) -> Result<Vec<review_record::Model>, Error> {
    let mut select = review_record::of_snapshot(snapshot.id);
    if !question.states.is_empty() {
        select = select.filter(review_record::Column::State.is_in(question.states.iter().copied()));
    }
    if question.is_late {
        select = select.filter(review_record::Column::IsLate.eq(true));
    }
    if let Some(source) = question.source {
        select = select.filter(review_record::Column::SourceId.eq(source));
    }
    if let Some(kind) = &question.source_kind {
        select = select.filter(review_record::Column::SourceKind.eq(kind.as_str()));
    }
    if let Some(unit) = question.unit {
        select = select.filter(review_record::Column::UnitId.eq(unit));
    }
    Ok(select.all(conn).await.map_err(DbError::from)?)
}

async fn names(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    ids: BTreeSet<UnitId>,
) -> Result<HashMap<UnitId, String>, Error> {
    let ids: Vec<UnitId> = ids.into_iter().collect();
    let mut names = HashMap::new();
    for some in ids.chunks(IDS_MAX) {
        let refs = units::refs(conn, some, row.to_on).await.map_err(DbError::from)?;
        names.extend(refs.into_iter().map(|unit| (unit.id, unit.name)));
    }
    Ok(names)
}

async fn texts(conn: &impl ConnectionTrait, ids: &BTreeSet<Uuid>) -> Result<HashMap<Uuid, String>, Error> {
    let ids: Vec<Uuid> = ids.iter().copied().collect();
    let mut texts = HashMap::new();
    for some in ids.chunks(IDS_MAX) {
        let tasks = task::Entity::find().filter(task::Column::Id.is_in(some.iter().copied())).all(conn).await;
        texts.extend(tasks.map_err(DbError::from)?.into_iter().map(|row| (row.id.uuid(), row.title)));
        let duties =
            duty::Entity::find().filter(duty::Column::Id.is_in(some.iter().copied())).all(conn).await;
        texts.extend(duties.map_err(DbError::from)?.into_iter().map(|row| (row.id.uuid(), row.text)));
    }
    Ok(texts)
}

async fn work(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    kept: &[review_record::Model],
) -> Result<Vec<RecordRow>, Error> {
    let units = names(conn, row, kept.iter().map(|one| one.unit_id).collect()).await?;
    let texts = texts(conn, &kept.iter().map(|one| one.source_id).collect()).await?;
    let view = |one: &review_record::Model| RecordRow {
        unit: units.get(&one.unit_id).cloned().unwrap_or_default(),
        words: texts.get(&one.source_id).cloned().unwrap_or_default(),
        state: Some(one.state.word().to_owned()),
        is_late: one.is_late,
        due_on: one.due_on,
        at: None,
        n: Some(one.percent.into()),
        reason: one.reason.clone(),
        href: Some(format!("/work/{}", one.assignment_id)),
    };
    Ok(kept.iter().map(view).collect())
}

fn plain(unit: String, words: String) -> RecordRow {
    RecordRow {
        unit,
        words,
        state: None,
        is_late: false,
        due_on: None,
        at: None,
        n: None,
        reason: None,
        href: None,
    }
}

async fn by_unit(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    kept: &[review_record::Model],
) -> Result<Vec<RecordRow>, Error> {
    let mut counts: HashMap<UnitId, i64> = HashMap::new();
    for one in kept {
        *counts.entry(one.unit_id).or_default() += 1;
    }
    let names = names(conn, row, counts.keys().copied().collect()).await?;
    let view = |(id, name): (UnitId, String)| RecordRow {
        n: counts.get(&id).copied(),
        href: Some(format!("/units/{id}")),
        ..plain(name, String::new())
    };
    let mut rows: Vec<RecordRow> = names.into_iter().map(view).collect();
    rows.sort_by_key(|one| domain::text::key(&one.unit));
    Ok(rows)
}

async fn by_plan(
    conn: &impl ConnectionTrait,
    kept: &[review_record::Model],
) -> Result<Vec<RecordRow>, Error> {
    let ids: Vec<AssignmentId> = kept.iter().map(|one| one.assignment_id).collect();
    let mut plans: BTreeSet<PlanId> = BTreeSet::new();
    for some in ids.chunks(IDS_MAX) {
        let rows = assignment::by_ids(some).all(conn).await.map_err(DbError::from)?;
        plans.extend(rows.into_iter().map(|row| row.plan_id));
    }
    let rows = plan::Entity::find().filter(plan::Column::Id.is_in(plans)).all(conn).await;
    let view = |row: plan::Model| RecordRow {
        href: Some(format!("/plans/{}", row.id)),
        ..plain(String::new(), super::actions::plan_words(&row))
    };
    Ok(rows.map_err(DbError::from)?.into_iter().map(view).collect())
}

/// Reports of the period that were there when the snapshot was taken: none is ever changed or removed.
async fn reports(
    conn: &impl ConnectionTrait,
    (row, snapshot): (&review::Model, &review_snapshot::Model),
    kept: &[review_record::Model],
) -> Result<Vec<RecordRow>, Error> {
    let by_id: HashMap<AssignmentId, &review_record::Model> =
        kept.iter().map(|one| (one.assignment_id, one)).collect();
    let units = names(conn, row, kept.iter().map(|one| one.unit_id).collect()).await?;
    let ids: Vec<AssignmentId> = kept.iter().map(|one| one.assignment_id).collect();
    let (begin, end) = (Moment::start_of(row.from_on), Moment::end_of(row.to_on));
    let mut rows = Vec::new();
    for some in ids.chunks(IDS_MAX) {
        let found = work_report::Entity::find()
            .filter(work_report::Column::AssignmentId.is_in(some.iter().copied()))
            .filter(work_report::Column::CreatedAt.gte(begin))
            .filter(work_report::Column::CreatedAt.lte(end))
            .filter(work_report::Column::CreatedAt.lte(snapshot.taken_at))
            .order_by_asc(work_report::Column::Id)
            .all(conn)
            .await
            .map_err(DbError::from)?;
        rows.extend(found.into_iter().map(|one| {
            let unit = by_id.get(&one.assignment_id).and_then(|kept| units.get(&kept.unit_id));
            RecordRow {
                at: Some(one.created_at),
                n: Some(one.percent.into()),
                href: Some(format!("/work/{}", one.assignment_id)),
                ..plain(unit.cloned().unwrap_or_default(), one.words)
            }
        }));
    }
    Ok(rows)
}

/// Deliveries up to the moment of the snapshot: their moments never change once they are set.
async fn delivered(
    conn: &impl ConnectionTrait,
    (row, snapshot): (&review::Model, &review_snapshot::Model),
    of: &str,
) -> Result<Vec<RecordRow>, Error> {
    let Some(plan) = row.plan_id else { return Ok(Vec::new()) };
    let found = document::of_plan(plan).one(conn).await.map_err(DbError::from)?;
    let Some(document) = found else { return Ok(Vec::new()) };
    let scope = super::count::Scope::of(conn, row, snapshot.taken_at.local_day()).await?;
    let moment = |one: &delivery::Model| match of {
        "read" => one.read_at,
        "acknowledged" => one.acknowledged_at,
        _ => Some(one.delivered_at),
    };
    let all = delivery::of_document(document.id).all(conn).await.map_err(DbError::from)?;
    let then: Vec<(delivery::Model, Moment)> = all
        .into_iter()
        .filter(|one| scope.units.as_ref().is_none_or(|units| units.contains(&one.unit_id)))
        .filter_map(|one| moment(&one).filter(|at| *at <= snapshot.taken_at).map(|at| (one, at)))
        .collect();
    let units = names(conn, row, then.iter().map(|(one, _)| one.unit_id).collect()).await?;
    let view = |(one, at): (delivery::Model, Moment)| RecordRow {
        at: Some(at),
        ..plain(units.get(&one.unit_id).cloned().unwrap_or_default(), one.purpose.unwrap_or_default())
    };
    Ok(then.into_iter().map(view).collect())
}
