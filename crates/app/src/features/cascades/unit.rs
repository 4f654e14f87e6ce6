//! "Triển khai của đơn vị": what one unit is asked, by when, from which line, and the ways to answer it.

use super::actions::{self, Named, Paper, Target};
use super::forms::{Claim, Declare, NamePerson, RecordPaper, too_large};
use super::load::{Answer, Row};
use super::pages::{AnswerPage, Choice, NamedView};
use super::view::{self, Words};
use super::{own, plan};
use crate::app::App;
use crate::features::units;
use crate::files;
use crate::journal::{self, Told};
use crate::rights::{DoWork, LeadWork, May, ReadWork, Signed};
use axum::extract::State;
use axum::response::IntoResponse;
use domain::cascade::OwnPlan;
use domain::ids::{PersonId, UnitId};
use domain::rights::Act;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use std::collections::HashMap;
use tables::cascade::{self, State as Asked};
use tables::{cascade_person, person, post};
use web::{Context, Error, FormErrors, Input, See, Show, args};

/// Events on the page.
const EVENTS_MAX: u64 = 30;

/// GET /cascades/answers/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Answer, ReadWork>,
    context: Context,
) -> Result<Show<AnswerPage>, Error> {
    Ok(Show(page((&app, &context), may.signed(), may.row()).await?))
}

/// The page of an answer.
pub async fn page((app, context): (&App, &Context), signed: &Signed, row: &Row) -> Result<AnswerPage, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let (question, answer) = (&row.question, &row.answer);
    let words = Words::load(app, std::slice::from_ref(answer)).await?;
    let shown = words.row(question, answer, today);
    let is_asked = matches!(question.state, Asked::Open | Asked::Opening);
    let may_do = is_asked && signed.may(app, Act::DoWork, Some(answer.unit_id)).await?.is_some();
    let may_pass = is_asked && signed.may(app, Act::LeadWork, Some(answer.unit_id)).await?.is_some();
    let may_decide = is_asked
        && answer.plan == OwnPlan::Claimed
        && signed.may(app, Act::LeadWork, Some(question.asker_id)).await?.is_some();
    // What is not issued yet is told to the unit alone.
    let is_own_told = answer.plan == OwnPlan::Issued
        || signed.may(app, Act::ReadDraft, Some(answer.unit_id)).await?.is_some();
    let passed = cascade::below(&[answer.id]).all(conn).await?;
    let pass = may_pass.then(|| view::pass_on(context, answer, question, &shown.unit));
    let mut views = view::questions((app, context), signed, std::slice::from_ref(question)).await?;
    Ok(AnswerPage {
        question: views.pop().ok_or_else(Error::not_found)?,
        file_name: answer.file_name.clone(),
        reason: answer.reason.clone(),
        refusal: answer.refusal.clone(),
        named: named(app, row).await?,
        people: if may_do { people(app, answer.unit_id, answer.person_id).await? } else { Vec::new() },
        import_id: own::review(row, may_do),
        own_plan_id: words.own_plan(answer).filter(|_| is_own_told),
        carried: own::carried(app, row, is_own_told).await?,
        passed: view::questions((app, context), signed, &passed).await?,
        pass,
        events: journal::events(app, context, (&[answer.id.uuid()], Told::Nothing), EVENTS_MAX).await?,
        may_do,
        may_decide,
        is_asked,
        row: shown,
    })
}

/// Whoever is and was named.
async fn named(app: &App, row: &Row) -> Result<Vec<NamedView>, Error> {
    let conn = app.db.read();
    let rows = cascade_person::of_answer(row.answer.id).all(conn).await?;
    let ids = rows.iter().filter_map(|row| row.named_by);
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(conn).await?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|row| (row.id, row.name)).collect();
    let view = |row: cascade_person::Model| NamedView {
        person_id: row.person_id,
        name: row.name,
        title: row.title,
        phone: row.phone,
        email: row.email,
        by: row.named_by.and_then(|id| names.get(&id).cloned()),
        at: row.created_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// People with a post in the unit.
async fn people(app: &App, unit: UnitId, here: Option<PersonId>) -> Result<Vec<Choice>, Error> {
    let conn = app.db.read();
    let posts = post::held_in(&[unit]).all(conn).await?;
    let ids = posts.iter().map(|post| post.person_id);
    let found = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(conn).await?;
    let names: HashMap<PersonId, String> = found.into_iter().map(|row| (row.id, row.name)).collect();
    let choice = |post: &post::Model| {
        let name = names.get(&post.person_id)?;
        let word = if post.title.is_empty() { name.clone() } else { format!("{name}, {}", post.title) };
        Some(Choice { value: post.person_id.to_string(), word, is_on: here == Some(post.person_id) })
    };
    let mut people: Vec<Choice> = posts.iter().filter_map(choice).collect();
    people.dedup_by(|one, other| one.value == other.value);
    Ok(people)
}

/// POST /cascades/answers/{id}/person
pub async fn name(
    State(app): State<App>,
    may: May<Answer, DoWork>,
    context: Context,
    input: Input<NamePerson>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page((&app, &context), may.signed(), may.row());
    let mut named = match input.check() {
        Ok(named) => named,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    if !fill_in(&app, may.row().answer.unit_id, &mut named).await? {
        return Err(FormErrors::of("person", "cascades-person-unknown").refuse(typed).on(again().await?));
    }
    let id = may.row().answer.id;
    let tx = app.db.write().await?;
    actions::name(&tx, app.now(), may.by(), id, &named).await?;
    tx.commit().await?;
    Ok(See::other(format!("/cascades/answers/{id}")).say("cascades-named-now", args![name = named.name]))
}

/// Somebody of the unit is called as in their account; false when the person holds no post there.
async fn fill_in(app: &App, unit: UnitId, named: &mut Named) -> Result<bool, Error> {
    let Some(id) = named.person else { return Ok(true) };
    let conn = app.db.read();
    let post = post::held_in(&[unit]).filter(post::Column::PersonId.eq(id)).one(conn).await?;
    let found = person::by_id(id).one(conn).await?;
    let (Some(post), Some(found)) = (post, found) else { return Ok(false) };
    named.name = found.name;
    if named.title.is_empty() {
        named.title = post.title;
    }
    if named.email.is_empty() {
        named.email = found.email;
    }
    Ok(true)
}

/// POST /cascades/answers/{id}/paper
pub async fn record(
    State(app): State<App>,
    may: May<Answer, DoWork>,
    context: Context,
    input: Input<RecordPaper>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page((&app, &context), may.signed(), may.row());
    let recorded = match input.check() {
        Ok(recorded) => recorded,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let bytes_max = app.config.files.upload_bytes_max;
    if recorded.on > app.now().local_day() {
        return Err(FormErrors::of("on", "cascades-on-later").refuse(typed).on(again().await?));
    }
    let mut file = None;
    if let Some(sent) = recorded.file {
        if sent.bytes.len() as u64 > bytes_max {
            return Err(too_large(bytes_max).refuse(typed).on(again().await?));
        }
        // The file is on the disk before the row that names it is committed.
        file = Some((sent.file_name, app.files.keep(&sent.bytes).await.map_err(files::unkept)?));
    }
    let id = may.row().answer.id;
    let paper = Paper { number: recorded.number, on: recorded.on, file };
    let tx = app.db.write().await?;
    actions::record_paper(&tx, app.now(), may.by(), id, &paper).await?;
    tx.commit().await?;
    Ok(See::other(format!("/cascades/answers/{id}"))
        .say("cascades-recorded-now", args![number = paper.number]))
}

/// GET /cascades/answers/{id}/file
pub async fn file(State(app): State<App>, may: May<Answer, ReadWork>) -> Result<impl IntoResponse, Error> {
    let answer = &may.row().answer;
    let (Some(file), Some(name)) = (&answer.file, &answer.file_name) else { return Err(Error::not_found()) };
    let bytes = app.files.read(file).await.map_err(Error::unexpected)?;
    // Never shown in place: whatever the file claims to be, the browser only saves it.
    Ok(files::download("application/octet-stream", &plain(name), bytes))
}

/// A name for a header: letters without marks, digits, dots.
fn plain(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    domain::text::key(name).chars().map(|c| if is_plain(c) { c } else { '-' }).collect()
}

/// POST /cascades/answers/{id}/claim
pub async fn claim(
    State(app): State<App>,
    may: May<Answer, DoWork>,
    context: Context,
    input: Input<Claim>,
) -> Result<See, Error> {
    let reason = match input.check() {
        Ok(reason) => reason,
        Err(refusal) => return Err(refusal.on(page((&app, &context), may.signed(), may.row()).await?)),
    };
    let id = may.row().answer.id;
    let tx = app.db.write().await?;
    actions::claim(&tx, app.now(), may.by(), id, &reason).await?;
    tx.commit().await?;
    Ok(See::other(format!("/cascades/answers/{id}")).say("cascades-claimed-now", args![]))
}

/// POST /cascades/answers/{id}/pass
pub async fn pass(
    State(app): State<App>,
    may: May<Answer, LeadWork>,
    context: Context,
    input: Input<Declare>,
) -> Result<See, Error> {
    let typed = input.typed();
    let again = || page((&app, &context), may.signed(), may.row());
    let mut declared = match input.check() {
        Ok(declared) => declared,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let (question, answer) = (&may.row().question, &may.row().answer);
    // The same clause is passed on, not another one.
    declared.source = plan::source_of(question)?;
    let on = app.now().local_day();
    let made = plan::new(&app, (question.plan_id, answer.unit_id), (answer.unit_id, on), declared).await?;
    let mut new = match made {
        Ok(new) => new,
        Err(errors) => return Err(errors.refuse(typed).on(again().await?)),
    };
    if let Err(errors) = only_below(&app, &new.target, answer.unit_id).await? {
        return Err(errors.refuse(typed).on(again().await?));
    }
    new.above = Some(answer.id);
    new.quote.clone_from(&question.quote);
    new.line = question.line;
    let tx = app.db.write().await?;
    let id = actions::declare(&tx, app.now(), may.by(), new).await?;
    tx.commit().await?;
    Ok(See::other(format!("/cascades/{id}")).say("cascades-asking-now", args![]))
}

/// What a unit was asked it passes on to units below it, and to the clusters it stands in, not to others.
async fn only_below(app: &App, target: &Target, unit: UnitId) -> Result<Result<(), FormErrors>, Error> {
    let (conn, on) = (app.db.read(), app.now().local_day());
    let (field, asked): (&'static str, &[UnitId]) = match target {
        Target::Group(within, _) if *within == unit => return Ok(Ok(())),
        Target::Group(within, _) => ("within", std::slice::from_ref(within)),
        Target::Units(units) => ("units", units),
        // A printed name stands for what the issuer answered, whoever that is.
        Target::Name(_) => return Ok(Err(FormErrors::of("printed", "cascades-only-below"))),
    };
    let mut errors = FormErrors::none();
    for one in asked {
        if *one == unit || !units::actions::is_within(conn, *one, unit, on).await? {
            let name = units::actions::short_name(conn, *one, on).await?;
            errors.add_with(field, "cascades-not-below", args![name = name]);
        }
    }
    Ok(errors.or(|| ()))
}
