//! Turns the rows of committees into what pages show.

use super::actions::{self, Charged, NewMember};
use super::forms::Joiner;
use super::pages::{
    ChargeView, CommitteePage, CommitteeRow, DecisionView, MemberView, OpenWork, PersonChoice,
};
use super::{Committee, CommitteeRecord, decided, held};
use crate::app::App;
use crate::features::accounts::initials;
use crate::features::units;
use crate::rights::{Signed, may};
use domain::groups::{Change, CommitteeRole, Listed, changes};
use domain::ids::{CommitteeId, DocumentId, UnitId};
use domain::rights::Act;
use domain::time::Day;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use std::collections::{BTreeSet, HashMap};
use tables::document::{self, State};
use tables::{
    committee, committee_charge, committee_decision, committee_member, duty, person, plan, plan_issuer, post,
    task,
};
use web::Error;

/// People that are offered; others are printed by name.
const PEOPLE_MAX: usize = 300;

/// Committees as lists show them, in a fixed number of questions.
pub async fn rows(app: &App, rows: &[committee::Model]) -> Result<Vec<CommitteeRow>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let ids: Vec<CommitteeId> = rows.iter().map(|row| row.id).collect();
    let members = committee_member::of(&ids).all(conn).await?;
    let decisions = committee_decision::of(&ids).all(conn).await?;
    let documents = documents_of(app, &decisions).await?;
    let units: Vec<UnitId> = rows.iter().map(|row| row.unit_id).collect();
    let names: HashMap<UnitId, String> =
        units::refs(conn, &units, today).await?.into_iter().map(|one| (one.id, one.short)).collect();
    let decided = decided::of(app, &ids).await?;
    let view = |row: &committee::Model| {
        // Lists are read by many: once something is decided, that is what they show.
        let (chair, n_members) = match decided.get(&row.id) {
            Some(decided) => (chair_of(&decided.members), decided.members.len()),
            None => {
                let mine = members.iter().filter(|one| one.committee_id == row.id && held::holds(one, today));
                let chair = mine.clone().find(|one| one.role == CommitteeRole::Chair);
                (chair.map(|one| one.name.clone()), mine.count())
            }
        };
        let last = decisions.iter().filter(|one| one.committee_id == row.id);
        let mut last = last.filter_map(|one| documents.get(&one.document_id));
        let newest = last.clone().next();
        let issued = last.find(|one| one.state == State::Issued);
        CommitteeRow {
            id: row.id,
            name: row.name.clone(),
            kind: row.kind,
            unit: names.get(&row.unit_id).cloned().unwrap_or_default(),
            chair,
            n_members,
            decision: issued.and_then(|one| one.symbol.clone()),
            state: match (row.ended_at, issued, newest) {
                (Some(_), ..) => "ended",
                (None, Some(_), _) => "decided",
                (None, None, Some(one)) if one.state != State::Recalled => "under_way",
                _ => "draft",
            },
        }
    };
    Ok(rows.iter().map(view).collect())
}

fn chair_of(members: &[Listed]) -> Option<String> {
    members.iter().find(|one| one.role == CommitteeRole::Chair).map(|one| one.name.clone())
}

async fn documents_of(
    app: &App,
    decisions: &[committee_decision::Model],
) -> Result<HashMap<DocumentId, document::Model>, Error> {
    let ids = decisions.iter().map(|one| one.document_id);
    let found = document::Entity::find().filter(document::Column::Id.is_in(ids)).all(app.db.read()).await?;
    Ok(found.into_iter().map(|one| (one.id, one)).collect())
}

/// The name that a committee for a plan would have.
pub fn proposed_name(subject: &str) -> String {
    let subject = subject.trim();
    let subject = subject.strip_prefix("Về việc ").unwrap_or(subject);
    let bare = ["Tổ chức ", "tổ chức "].iter().find_map(|word| subject.strip_prefix(word)).unwrap_or(subject);
    if bare.is_empty() { String::new() } else { format!("Ban Tổ chức {bare}") }
}

/// The page of a committee.
pub async fn page(
    app: &App,
    signed: &Signed,
    row: committee::Model,
    may_edit: bool,
) -> Result<CommitteePage, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let committee = rows(app, std::slice::from_ref(&row)).await?.pop().ok_or_else(Error::not_found)?;
    let plan = match row.plan_id {
        Some(id) => plan::by_id(id).one(conn).await?,
        None => None,
    };
    let plan = match plan {
        Some(plan) if super::may_read_plan(app, signed, &plan).await? => Some(plan),
        _ => None,
    };
    // Without the right to the plan nothing of it is told, not even through who is in charge of what.
    let work = if plan.is_some() { work_of(app, &row).await? } else { Vec::new() };
    let keeps = decided::keeps(app, signed, &row).await?;
    let decided = if keeps { None } else { decided::of(app, &[row.id]).await?.remove(&row.id) };
    let charges = committee_charge::of(&[row.id]).all(conn).await?;
    let mut members = committee_member::of(&[row.id]).all(conn).await?;
    members.sort_by_key(|one| (one.role, one.position));
    let (now, before): (Vec<_>, Vec<_>) = members.into_iter().partition(|one| held::holds(one, today));
    let holding: BTreeSet<_> = now.iter().map(|one| one.id).collect();
    let taken: BTreeSet<String> =
        charges.iter().filter(|one| holding.contains(&one.member_id)).filter_map(value_of).collect();
    let charges_of = |one: &committee_member::Model| {
        let mine = charges.iter().filter(|charge| charge.member_id == one.id);
        let mine =
            mine.filter(|charge| decided.as_ref().is_none_or(|decided| charge.created_at <= decided.at));
        mine.filter_map(|charge| charge_view(charge, &work)).collect()
    };
    let member = |one: committee_member::Model| {
        let charges = charges_of(&one);
        member_view(one, charges)
    };
    let has_chair = now.iter().any(|one| one.role == CommitteeRole::Chair);
    let mut decisions = decisions(app, row.id).await?;
    let is_open = decisions.first().is_some_and(|one| !matches!(one.state, State::Issued | State::Recalled));
    let is_first = !decisions.iter().any(|one| one.state == State::Issued);
    let changes = if keeps { changes_since(app, row.id, today).await? } else { Vec::new() };
    let open_work = work.iter().filter(|one| !taken.contains(&one.value)).cloned().collect();
    let (members, former): (Vec<MemberView>, Vec<MemberView>) = match &decided {
        None => (now.into_iter().map(member).collect(), before.into_iter().map(member).collect()),
        Some(decided) => {
            decisions.retain(|one| matches!(one.state, State::Issued | State::Recalled));
            let all: Vec<_> = now.into_iter().chain(before).collect();
            let former = all.iter().filter(|one| decided.is_former(one)).cloned().map(member).collect();
            let place = |listed: &Listed| {
                let row = all.iter().find(|one| decided.place(one).is_some_and(|at| at.who == listed.who));
                decided_view(listed, row, row.map(charges_of).unwrap_or_default())
            };
            (decided.members.iter().map(place).collect(), former)
        }
    };
    Ok(CommitteePage {
        plan_id: plan.as_ref().map(|plan| plan.id),
        plan_subject: plan.map(|plan| plan.subject),
        basis: lines(&row.basis),
        duties: lines(&row.duties),
        former,
        members,
        open_work: if keeps { open_work } else { Vec::new() },
        n_work: work.len(),
        people: if may_edit { people(app, &row).await? } else { Vec::new() },
        work,
        may_decide: may_edit && has_chair && !is_open && (is_first || !changes.is_empty()),
        decisions,
        changes,
        roles: CommitteeRole::ALL,
        may_edit,
        committee,
    })
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn value_of(charge: &committee_charge::Model) -> Option<String> {
    let task = charge.task_id.map(|id| format!("task:{id}"));
    task.or_else(|| charge.duty_id.map(|id| format!("duty:{id}")))
}

/// What somebody is in charge of; none of a task or duty that the reader may not see, or that is no more in the plan.
fn charge_view(charge: &committee_charge::Model, work: &[OpenWork]) -> Option<ChargeView> {
    let kind = match (charge.task_id, charge.duty_id) {
        (Some(_), _) => "task",
        (_, Some(_)) => "duty",
        _ => "area",
    };
    let text = match value_of(charge) {
        Some(value) => work.iter().find(|one| one.value == value)?.text.clone(),
        None => charge.area.clone(),
    };
    Some(ChargeView { id: charge.id, kind, text })
}

/// A member as the decision lists one.
fn decided_view(
    listed: &Listed,
    row: Option<&committee_member::Model>,
    charges: Vec<ChargeView>,
) -> MemberView {
    MemberView {
        id: row.map(|row| row.id),
        role: listed.role,
        initials: initials(&listed.name),
        name: listed.name.clone(),
        title: listed.post.clone(),
        unit_name: String::new(),
        person: row.and_then(|row| row.person_id),
        from: row.and_then(|row| row.valid_from),
        to: None,
        charges,
    }
}

fn member_view(one: committee_member::Model, charges: Vec<ChargeView>) -> MemberView {
    MemberView {
        id: Some(one.id),
        role: one.role,
        initials: initials(&one.name),
        name: one.name,
        title: one.title,
        unit_name: one.unit_name,
        person: one.person_id,
        from: one.valid_from,
        to: one.valid_to,
        charges,
    }
}

/// The tasks and duties of the committee's plan.
async fn work_of(app: &App, row: &committee::Model) -> Result<Vec<OpenWork>, Error> {
    let Some(plan) = row.plan_id else { return Ok(Vec::new()) };
    let conn = app.db.read();
    let tasks = task::of_plan(plan).all(conn).await?.into_iter().map(|task| {
        let no = task.no.map(|no| format!("{no}. ")).unwrap_or_default();
        OpenWork { value: format!("task:{}", task.id), text: format!("{no}{}", task.title) }
    });
    let duties = duty::of_plan(plan).all(conn).await?;
    let duties =
        duties.into_iter().map(|duty| OpenWork { value: format!("duty:{}", duty.id), text: duty.text });
    Ok(tasks.chain(duties).collect())
}

async fn decisions(app: &App, id: CommitteeId) -> Result<Vec<DecisionView>, Error> {
    let rows = committee_decision::of(&[id]).all(app.db.read()).await?;
    let documents = documents_of(app, &rows).await?;
    let view = |row: &committee_decision::Model| {
        let document = documents.get(&row.document_id)?;
        let members: Vec<Listed> = serde_json::from_str(&row.members).unwrap_or_default();
        Some(DecisionView {
            document: document.id,
            symbol: document.symbol.clone(),
            subject: document.subject.clone(),
            state: document.state,
            on: document.issued_on,
            at: row.created_at,
            n_members: members.len(),
        })
    };
    Ok(rows.iter().filter_map(view).collect())
}

/// What changed since the last decision that was issued; nothing before the first.
async fn changes_since(app: &App, id: CommitteeId, today: Day) -> Result<Vec<Change>, Error> {
    let rows = committee_decision::of(&[id]).all(app.db.read()).await?;
    let documents = documents_of(app, &rows).await?;
    let issued = |row: &&committee_decision::Model| {
        documents.get(&row.document_id).is_some_and(|document| document.state == State::Issued)
    };
    let Some(last) = rows.iter().find(issued) else { return Ok(Vec::new()) };
    let before: Vec<Listed> = serde_json::from_str(&last.members).unwrap_or_default();
    Ok(changes(&before, &actions::listed(app.db.read(), id, today).await?))
}

/// People with a post in the unit or in an issuer of the plan.
async fn people(app: &App, row: &committee::Model) -> Result<Vec<PersonChoice>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let mut units = vec![row.unit_id];
    if let Some(plan) = row.plan_id {
        units.extend(plan_issuer::of_plan(plan).all(conn).await?.into_iter().filter_map(|one| one.unit_id));
    }
    let posts = post::held_in(&units).all(conn).await?;
    let names: HashMap<UnitId, String> =
        units::refs(conn, &units, today).await?.into_iter().map(|one| (one.id, one.short)).collect();
    let ids = posts.iter().map(|post| post.person_id);
    let open = person::open_by_name().filter(person::Column::Id.is_in(ids)).all(conn).await?;
    let choice = |person: person::Model| {
        let post = posts.iter().find(|post| post.person_id == person.id)?;
        let unit = names.get(&post.unit_id).cloned().unwrap_or_default();
        let parts = [person.name.as_str(), post.title.as_str(), unit.as_str()];
        let word: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Some(PersonChoice { id: person.id, word: word.join(", ") })
    };
    Ok(open.into_iter().filter_map(choice).take(PEOPLE_MAX).collect())
}

/// Somebody as the list of members prints one: what was typed, else what the account says. None for an unknown account.
pub async fn joined(app: &App, joiner: Joiner) -> Result<Option<NewMember>, Error> {
    let Joiner { person, name, title, unit_name, role } = joiner;
    let Some(id) = person else {
        return Ok(Some(NewMember { role, person: None, name, title, unit_name }));
    };
    let conn = app.db.read();
    let found = person::by_id(id).one(conn).await?.filter(|person| person.closed_at.is_none());
    let Some(found) = found else { return Ok(None) };
    let held = post::held_by(id).one(conn).await?;
    let unit = match &held {
        Some(post) => units::refs(conn, &[post.unit_id], app.now().local_day()).await?.pop(),
        None => None,
    };
    let or = |typed: String, known: Option<String>| match typed.is_empty() {
        true => known.unwrap_or_default(),
        false => typed,
    };
    Ok(Some(NewMember {
        role,
        person: Some(id),
        name: found.name,
        title: or(title, held.map(|post| post.title)),
        unit_name: or(unit_name, unit.map(|unit| unit.name)),
    }))
}

/// Members in charge of a task or duty, as far as the reader may know of the committee.
pub async fn charged(app: &App, signed: &Signed, source: uuid::Uuid) -> Result<Vec<Charged>, Error> {
    let mut seen = Vec::new();
    for one in actions::charged(app.db.read(), source, app.now().local_day()).await? {
        let record = CommitteeRecord::of(app, one.committee.clone()).await?;
        if may::<Committee>(app, signed, &record, Act::ReadPlan).await?.is_some()
            && held::is_known(app, signed, &record.row, &one.member).await?
        {
            seen.push(one);
        }
    }
    Ok(seen)
}
