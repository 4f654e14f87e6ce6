//! An own plan is begun from the plan that asks for it: what is carried over is ticked, and its text goes through the
//! reader into the review like any document, where local work is added.

use super::actions;
use super::errors::CascadeError;
use super::forms::BeginOwn;
use super::load::{Answer, Row};
use super::own_text::{Clause, Head, Parent, text};
use super::pages::{CarriedView, Choice, OwnPage};
use super::view::{self, Words};
use crate::app::App;
use crate::features::imports::actions as imports;
use crate::features::registers::actions as registers;
use crate::features::units;
use crate::files;
use crate::rights::{DoWork, May};
use axum::extract::State;
use domain::ids::{ImportId, PlanId, UnitId};
use domain::rights::{Act, PostKind};
use domain::time::Day;
use domain::units::Line;
use domain::work::State as Work;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeSet, HashMap};
use tables::{assignment, cascade_carry, duty, person, plan, plan_issuer, post, task, unit_parent};
use uuid::Uuid;
use web::{Context, Error, Input, See, Show, args};

/// Words before the name of a place in the name of a unit.
const PLACES: [&str; 8] = ["quận ", "huyện ", "thị xã ", "thành phố ", "tỉnh ", "phường ", "xã ", "đặc khu "];

/// A task or duty of the plan that asks, with where it stands there.
struct Source {
    kind: &'static str,
    id: Uuid,
    line: i32,
    clause: Clause,
}

async fn sources(app: &App, id: PlanId) -> Result<Vec<Source>, Error> {
    let conn = app.db.read();
    let tasks = task::of_plan(id).all(conn).await?.into_iter().map(|row| Source {
        kind: "task",
        id: row.id.uuid(),
        line: row.first_line,
        clause: Clause { is_task: true, text: row.title, time: row.time_printed, product: row.product },
    });
    let duties = duty::of_plan(id).all(conn).await?.into_iter().map(|row| Source {
        kind: "duty",
        id: row.id.uuid(),
        line: row.first_line,
        clause: Clause { is_task: false, text: row.text, time: row.time_printed, product: None },
    });
    Ok(tasks.chain(duties).collect())
}

/// What the plan asks of this very unit: ticked when the form is opened.
async fn bound(app: &App, row: &Row) -> Result<BTreeSet<Uuid>, Error> {
    let ids: Vec<Uuid> = assignment::of_units(&[row.answer.unit_id])
        .filter(assignment::Column::PlanId.eq(row.question.plan_id))
        .select_only()
        .column(assignment::Column::SourceId)
        .into_tuple()
        .all(app.db.read())
        .await?;
    Ok(ids.into_iter().collect())
}

/// GET /cascades/answers/{id}/own
pub async fn show(
    State(app): State<App>,
    may: May<Answer, DoWork>,
    context: Context,
) -> Result<Show<OwnPage>, Error> {
    Ok(Show(page(&app, &context, &may).await?))
}

async fn page(app: &App, context: &Context, may: &May<Answer, DoWork>) -> Result<OwnPage, Error> {
    let row = may.row();
    let bound = bound(app, row).await?;
    let parent = plan::by_id(row.question.plan_id).one(app.db.read()).await?.ok_or_else(Error::not_found)?;
    let words = Words::load(app, std::slice::from_ref(&row.answer)).await?;
    let choice = |one: &Source| Choice {
        value: format!("{}:{}", one.kind, one.id),
        word: one.clause.text.clone(),
        is_on: bound.contains(&one.id) || bound.is_empty(),
    };
    let all = sources(app, parent.id).await?;
    let mut views =
        view::questions((app, context), may.signed(), std::slice::from_ref(&row.question)).await?;
    let may_start = may.signed().may(app, Act::StartImport, Some(row.answer.unit_id)).await?.is_some();
    Ok(OwnPage {
        question: views.pop().ok_or_else(Error::not_found)?,
        row: words.row(&row.question, &row.answer, app.now().local_day()),
        tasks: all.iter().filter(|one| one.clause.is_task).map(choice).collect(),
        duties: all.iter().filter(|one| !one.clause.is_task).map(choice).collect(),
        subject: context.say("cascades-own-subject", &args![subject = parent.subject]),
        doers: context.say("cascades-own-doers", &args![]),
        may_start,
    })
}

/// POST /cascades/answers/{id}/own
pub async fn begin(
    State(app): State<App>,
    may: May<Answer, DoWork>,
    context: Context,
    input: Input<BeginOwn>,
) -> Result<See, Error> {
    let begun = match input.check() {
        Ok(begun) => begun,
        Err(refusal) => return Err(refusal.on(page(&app, &context, &may).await?)),
    };
    let row = may.row();
    let unit = row.answer.unit_id;
    // Whoever may not import documents for the unit may not begin one either.
    let by = may.signed().may(&app, Act::StartImport, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    let parent = plan::by_id(row.question.plan_id).one(app.db.read()).await?.ok_or_else(Error::not_found)?;
    let chosen: Vec<Source> =
        sources(&app, parent.id).await?.into_iter().filter(|one| begun.ids.contains(&one.id)).collect();
    let clauses: Vec<Clause> = chosen.iter().map(|one| one.clause.clone()).collect();
    let head = head(&app, unit).await?;
    let (text, lines) = text(&head, &called(&app, &parent).await?, &begun.subject, &clauses, &begun.doers);
    let carried: Vec<actions::Carried> = chosen
        .into_iter()
        .zip(lines)
        .map(|(one, line)| actions::Carried {
            kind: one.kind,
            source: one.id,
            quote: one.clause.text,
            source_line: one.line,
            line: i32::try_from(line).unwrap_or(i32::MAX),
        })
        .collect();
    let file = app.files.keep(text.as_bytes()).await.map_err(files::unkept)?;
    let tx = app.db.write().await?;
    let kept = (unit, context.say("cascades-own-file", &args![]), file, text.len());
    let import = imports::begin_text(&tx, app.now(), by, kept).await?;
    actions::begin(&tx, app.now(), by, row.answer.id, (import, &carried)).await?;
    tx.commit().await?;
    Ok(See::other(format!("/imports/{import}")).say("cascades-own-begun", args![n = carried.len()]))
}

/// The letterhead of a unit as far as the program knows it.
async fn head(app: &App, unit: UnitId) -> Result<Head, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let places = unit_parent::places(&[unit], today).all(conn).await?;
    let above = |line| places.iter().find(|place| place.line == line).and_then(|place| place.parent_id);
    let above = above(Line::Administration).or_else(|| above(Line::StateManagement));
    let ids: Vec<UnitId> = std::iter::once(unit).chain(above).collect();
    let names: HashMap<UnitId, String> =
        units::refs(conn, &ids, today).await?.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let name = names.get(&unit).cloned().unwrap_or_default();
    let leader = post::held_in(&[unit]).filter(post::Column::Kind.eq(PostKind::Leader)).one(conn).await?;
    let signer = match leader {
        Some(leader) if !leader.title.is_empty() => {
            person::by_id(leader.person_id).one(conn).await?.map(|person| (leader.title, person.name))
        }
        _ => None,
    };
    let symbol = registers::symbol(conn, (unit, None), paper::Kind::Plan, today).await?.word;
    Ok(Head {
        above: above.and_then(|id| names.get(&id).cloned()),
        place: place(&name),
        unit: name,
        symbol,
        year: chrono::Datelike::year(&today),
        signer,
    })
}

/// The place in the name of a unit: "Ba Đình" of "Phòng Giáo dục và Đào tạo quận Ba Đình".
fn place(name: &str) -> String {
    let found = PLACES.iter().filter_map(|word| name.rfind(word).map(|at| at + word.len())).max();
    let rest = found.map_or("", |from| &name[from..]);
    if rest.is_empty() { "…".to_owned() } else { rest.to_owned() }
}

/// How the plan that asks is called in a sentence.
async fn called(app: &App, parent: &plan::Model) -> Result<Parent, Error> {
    let issuers = plan_issuer::of_plan(parent.id).all(app.db.read()).await?;
    let issuer: Vec<String> = issuers.into_iter().map(|issuer| issuer.printed).collect();
    let number = parent.number.as_deref().map(|number| format!(" số {number}")).unwrap_or_default();
    let on = parent.issued_on.map(|day: Day| day.format(" ngày %d tháng %m năm %Y").to_string());
    Ok(Parent {
        called: format!("Kế hoạch{number}{}", on.unwrap_or_default()),
        issuer: issuer.join(" và "),
        subject: parent.subject.clone(),
    })
}

/// What was carried over into an own plan, and how far each is: for the unit and the one that asked.
pub async fn carried(app: &App, row: &Row, is_own_told: bool) -> Result<Vec<CarriedView>, CascadeError> {
    let conn = app.db.read();
    let rows = cascade_carry::of_answer(row.answer.id).all(conn).await?;
    let Some(import) = row.answer.import_id else { return Ok(Vec::new()) };
    let own = plan::Entity::find()
        .filter(plan::Column::ImportId.eq(import))
        .select_only()
        .column(plan::Column::Id)
        .into_tuple::<PlanId>()
        .one(conn)
        .await?;
    let mut found: Vec<(i32, i32, Uuid, String)> = Vec::new();
    if let Some(own) = own.filter(|_| is_own_told) {
        let tasks = task::of_plan(own).all(conn).await?;
        found.extend(tasks.into_iter().map(|row| (row.first_line, row.last_line, row.id.uuid(), row.title)));
        let duties = duty::of_plan(own).all(conn).await?;
        found.extend(duties.into_iter().map(|row| (row.first_line, row.last_line, row.id.uuid(), row.text)));
    }
    let counts = counts(app, found.iter().map(|(_, _, id, _)| *id).collect()).await?;
    let view = |one: cascade_carry::Model| {
        let own_item = found.iter().find(|(first, last, ..)| (*first..=*last).contains(&one.line));
        let (n_done, n) = own_item.and_then(|(_, _, id, _)| counts.get(id)).copied().unwrap_or_default();
        CarriedView {
            quote: one.quote,
            line: one.source_line,
            own: own_item.map(|(_, _, _, text)| text.clone()),
            n_done,
            n,
        }
    };
    Ok(rows.into_iter().filter(|one| one.import_id == import).map(view).collect())
}

/// How many units do each of these, and how many are done.
async fn counts(app: &App, ids: Vec<Uuid>) -> Result<HashMap<Uuid, (i64, i64)>, CascadeError> {
    let rows: Vec<(Uuid, Work, i64)> = assignment::Entity::find()
        .filter(assignment::Column::SourceId.is_in(ids))
        .filter(assignment::Column::State.ne(Work::Withdrawn))
        .select_only()
        .columns([assignment::Column::SourceId, assignment::Column::State])
        .column_as(Expr::cust("COUNT(*)"), "n")
        .group_by(assignment::Column::SourceId)
        .group_by(assignment::Column::State)
        .into_tuple()
        .all(app.db.read())
        .await?;
    let mut counts: HashMap<Uuid, (i64, i64)> = HashMap::new();
    for (id, state, n) in rows {
        let count = counts.entry(id).or_default();
        count.0 += if state == Work::Done { n } else { 0 };
        count.1 += n;
    }
    Ok(counts)
}

/// The review of an own plan, for those who may open it.
pub fn review(row: &Row, may_do: bool) -> Option<ImportId> {
    row.answer.import_id.filter(|_| may_do)
}
