//! The parts that a person has in committees, for the page of that person and for the page of a piece of work.

use super::committee_views;
use super::{Committee, CommitteeRecord, decided};
use crate::app::App;
use crate::rights::{Signed, may};
use domain::groups::CommitteeRole;
use domain::ids::{CommitteeId, CommitteeMemberId, PersonId};
use domain::rights::Act;
use domain::time::Day;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Serialize;
use std::collections::HashMap;
use tables::{committee, committee_charge, committee_member, duty, plan, task};
use utoipa::ToSchema;
use web::Error;

/// A part in a committee.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CommitteePart)]
pub struct HeldView {
    /// The committee.
    pub committee_id: CommitteeId,
    /// Its name.
    pub committee: String,
    /// The part.
    pub role: CommitteeRole,
    /// What the person is in charge of.
    pub charges: Vec<String>,
}

/// Who is in charge of a piece of work for a committee.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CommitteeInCharge)]
pub struct InCharge {
    /// The committee.
    pub committee_id: CommitteeId,
    /// Its name.
    pub committee: String,
    /// The member's name.
    pub name: String,
    /// The part.
    pub role: CommitteeRole,
}

/// Whether a place in a committee holds on a day.
pub fn holds(place: &committee_member::Model, on: Day) -> bool {
    place.valid_from.is_none_or(|from| from <= on) && place.valid_to.is_none_or(|to| to >= on)
}

/// The parts of a person in committees that are not dissolved, as far as the reader may know of them. One's own are known.
pub async fn of_person(app: &App, signed: &Signed, person: PersonId) -> Result<Vec<HeldView>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let places = committee_member::held_by(person, today).all(conn).await?;
    let ids: Vec<CommitteeMemberId> = places.iter().map(|place| place.id).collect();
    let charges = committee_charge::of_members(&ids).all(conn).await?;
    let words = words(app, &charges).await?;
    let mut held = Vec::new();
    for place in places {
        let row = committee::by_id(place.committee_id).one(conn).await?.filter(|row| row.ended_at.is_none());
        let Some(row) = row else { continue };
        let record = CommitteeRecord::of(app, row).await?;
        let is_own = signed.person.id == person && record.is_out;
        if !is_own && may::<Committee>(app, signed, &record, Act::ReadPlan).await?.is_none() {
            continue;
        }
        if !is_known(app, signed, &record.row, &place).await? {
            continue;
        }
        let plan = match record.row.plan_id {
            Some(id) => plan::by_id(id).one(conn).await?,
            None => None,
        };
        let reads_plan = match &plan {
            Some(plan) => super::may_read_plan(app, signed, plan).await?,
            None => false,
        };
        let mine = charges.iter().filter(|charge| charge.member_id == place.id);
        let mine = mine.filter(|charge| reads_plan || (charge.task_id.is_none() && charge.duty_id.is_none()));
        held.push(HeldView {
            committee_id: record.row.id,
            committee: record.row.name,
            role: place.role,
            charges: mine.filter_map(|charge| words.get(&charge.id.uuid()).cloned()).collect(),
        });
    }
    Ok(held)
}

/// Whether the reader may know of a place: whoever keeps the committee knows all, others what has been decided.
pub async fn is_known(
    app: &App,
    signed: &Signed,
    row: &committee::Model,
    place: &committee_member::Model,
) -> Result<bool, Error> {
    if decided::keeps(app, signed, row).await? {
        return Ok(true);
    }
    let decided = decided::of(app, &[row.id]).await?.remove(&row.id);
    Ok(decided.is_some_and(|decided| decided.place(place).is_some()))
}

async fn words(app: &App, charges: &[committee_charge::Model]) -> Result<HashMap<uuid::Uuid, String>, Error> {
    let conn = app.db.read();
    let tasks = charges.iter().filter_map(|charge| charge.task_id);
    let tasks = task::Entity::find().filter(task::Column::Id.is_in(tasks)).all(conn).await?;
    let duties = charges.iter().filter_map(|charge| charge.duty_id);
    let duties = duty::Entity::find().filter(duty::Column::Id.is_in(duties)).all(conn).await?;
    let word = |charge: &committee_charge::Model| {
        let task = charge.task_id.and_then(|id| tasks.iter().find(|task| task.id == id));
        let duty = charge.duty_id.and_then(|id| duties.iter().find(|duty| duty.id == id));
        let text = task.map(|task| task.title.clone()).or(duty.map(|duty| duty.text.clone()));
        (charge.id.uuid(), text.unwrap_or_else(|| charge.area.clone()))
    };
    Ok(charges.iter().map(word).collect())
}

/// Who is in charge of a task or duty, for the page of the work.
pub async fn in_charge(app: &App, signed: &Signed, source: uuid::Uuid) -> Result<Vec<InCharge>, Error> {
    let found = committee_views::charged(app, signed, source).await?;
    let view = |one: super::actions::Charged| InCharge {
        committee_id: one.committee.id,
        committee: one.committee.name,
        name: one.member.name,
        role: one.member.role,
    };
    Ok(found.into_iter().map(view).collect())
}
