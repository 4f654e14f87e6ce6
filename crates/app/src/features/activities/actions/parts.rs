//! Units say who comes or that they do not, are reminded, more of them are asked; partners come; people are written down.

use super::super::jobs::{self, Tidings, enqueue_telling};
use super::draft::new_part;
use super::{ActivityError, locked, open, told};
use db::WriteTx;
use db::events::By;
use domain::activities::{ActivityState, AnswerState, Named, PartnerRole};
use domain::ids::{ActivityId, ActivityPartnerId, ActivityPersonId, ActivityUnitId, PartnerId, UnitId};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::HashSet;
use tables::{
    activity, activity_mark, activity_partner, activity_person, activity_session, activity_unit, partner,
};

/// Participants of one activity by name.
pub const PEOPLE_MAX: usize = 10_000;
/// Partners of one activity.
const PARTNERS_MAX: u64 = 50;
/// Rows of one statement: databases limit the values of a query.
const AT_ONCE: usize = 500;

/// Whose people are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Of the units that organise.
    Hosts,
    /// Of a unit that takes part.
    Unit(ActivityUnitId),
    /// Of a partner.
    Partner(ActivityPartnerId),
}

/// The people of one side, as they stand in the table.
pub type People = Vec<activity_person::Model>;

impl Whose {
    fn filter(
        self,
        query: sea_orm::Select<activity_person::Entity>,
    ) -> sea_orm::Select<activity_person::Entity> {
        use activity_person::Column::{ActivityPartnerId as Partner, ActivityUnitId as Unit};
        match self {
            Whose::Hosts => query.filter(Unit.is_null()).filter(Partner.is_null()),
            Whose::Unit(id) => query.filter(Unit.eq(id)),
            Whose::Partner(id) => query.filter(Partner.eq(id)),
        }
    }
}

fn key_of(person: &activity_person::Model) -> String {
    Named { name: person.name.clone(), position: person.position.clone() }.key()
}

/// Makes these the people of one side. Who stands there already, by name and post, stays with the marks; who was marked in
/// a session cannot be left out.
async fn keep_people(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, whose): (ActivityId, Whose),
    named: &[Named],
) -> Result<(), ActivityError> {
    let there: People = whose.filter(activity_person::of(id)).all(tx).await?;
    let wanted: HashSet<String> = named.iter().map(Named::key).collect();
    let gone: Vec<&activity_person::Model> =
        there.iter().filter(|one| !wanted.contains(&key_of(one))).collect();
    let ids: Vec<ActivityPersonId> = gone.iter().map(|one| one.id).collect();
    let mut marked: HashSet<ActivityPersonId> = HashSet::new();
    let sessions = activity_session::of(&[id]).all(tx).await?;
    let stand: Vec<_> = sessions.iter().filter(|one| one.cancelled_at.is_none()).map(|one| one.id).collect();
    for some in ids.chunks(AT_ONCE) {
        // Who was marked in a session that was called off after all was not there.
        let marks = activity_mark::Entity::find()
            .filter(activity_mark::Column::SessionId.is_in(stand.iter().copied()))
            .filter(activity_mark::Column::PersonId.is_in(some.iter().copied()))
            .select_only()
            .column(activity_mark::Column::PersonId)
            .into_tuple::<ActivityPersonId>();
        marked.extend(marks.all(tx).await?);
    }
    if !marked.is_empty() {
        let names = gone.iter().filter(|one| marked.contains(&one.id)).map(|one| one.name.as_str());
        return Err(ActivityError::Marked(names.take(5).collect::<Vec<_>>().join(", ")));
    }
    for some in ids.chunks(AT_ONCE) {
        activity_person::Entity::delete_many()
            .filter(activity_person::Column::Id.is_in(some.iter().copied()))
            .exec(tx)
            .await?;
    }
    let known: HashSet<String> = there.iter().map(key_of).collect();
    let new: Vec<activity_person::ActiveModel> = named
        .iter()
        .filter(|one| !known.contains(&one.key()))
        .map(|one| activity_person::ActiveModel {
            id: Set(tx.new_id(now)),
            activity_id: Set(id),
            activity_unit_id: Set(if let Whose::Unit(id) = whose { Some(id) } else { None }),
            activity_partner_id: Set(if let Whose::Partner(id) = whose { Some(id) } else { None }),
            name: Set(one.name.clone()),
            position: Set(one.position.clone()),
            key: Set(one.search_key()),
            created_by: Set(by.person),
            created_at: Set(now),
        })
        .collect();
    for some in new.chunks(AT_ONCE) {
        activity_person::Entity::insert_many(some.to_vec()).exec_without_returning(tx).await?;
    }
    if activity_person::of(id).count(tx).await? > PEOPLE_MAX as u64 {
        return Err(ActivityError::TooMany(PEOPLE_MAX));
    }
    Ok(())
}

/// The part of a unit and the activity, locked, as whoever answers has seen it, while answers are taken.
async fn answering(
    tx: &WriteTx,
    (id, version): (ActivityUnitId, i32),
) -> Result<(activity::Model, activity_unit::Model), ActivityError> {
    let part = activity_unit::by_id(id).one(tx).await?.ok_or(ActivityError::Gone)?;
    let row = locked(tx, part.activity_id).await?;
    let part = activity_unit::by_id(id).lock_exclusive().one(tx).await?.ok_or(ActivityError::Gone)?;
    if part.version != version {
        return Err(ActivityError::Changed);
    }
    if part.is_host || row.state != ActivityState::Announced {
        return Err(ActivityError::NotNow);
    }
    Ok((row, part))
}

async fn said(
    tx: &WriteTx,
    (now, by): (Moment, By),
    part: activity_unit::Model,
    (state, note): (AnswerState, &str),
) -> Result<activity_unit::Model, ActivityError> {
    let version = part.version;
    let mut part = part.into_active_model();
    part.state = Set(state);
    part.note = Set(note.to_owned());
    part.answered_at = Set(Some(now));
    part.answered_by = Set(by.person);
    part.version = Set(version + 1);
    part.updated_at = Set(now);
    Ok(part.update(tx).await?)
}

/// A unit says that it comes, and who. Nobody named is an answer too where it sends no persons by name.
pub async fn answer(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivityUnitId, i32),
    (named, note): (&[Named], &str),
) -> Result<(), ActivityError> {
    let (row, part) = answering(tx, at).await?;
    if let Some(seats) = row.seats.and_then(|n| usize::try_from(n).ok())
        && named.len() > seats
    {
        // Those who organise may have given the unit more: it keeps them.
        let n_there = Whose::Unit(part.id).filter(activity_person::of(row.id)).count(tx).await?;
        if named.len() as u64 > n_there {
            return Err(ActivityError::TooMany(seats));
        }
    }
    keep_people(tx, (now, by), (row.id, Whose::Unit(part.id)), named).await?;
    let unit = part.unit_id;
    said(tx, (now, by), part, (AnswerState::Coming, note)).await?;
    told(tx, (now, by), row.id, ("answer", json!({"unit": unit, "n": named.len()}))).await
}

/// A unit says that it does not come, with the reason; those who organise are told. Whom it had named is taken off.
pub async fn decline(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivityUnitId, i32),
    reason: &str,
) -> Result<(), ActivityError> {
    let (row, part) = answering(tx, at).await?;
    keep_people(tx, (now, by), (row.id, Whose::Unit(part.id)), &[]).await?;
    let part = said(tx, (now, by), part, (AnswerState::Declined, reason)).await?;
    jobs::declined(tx, (now, by), (&row, &part)).await?;
    told(tx, (now, by), row.id, ("decline", json!({"unit": part.unit_id, "reason": reason}))).await
}

/// Those who organise write people down beside those who stand there: their own, those of a partner, those that a unit told
/// them.
pub async fn add_people(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, whose): (ActivityId, Whose),
    named: &[Named],
) -> Result<(), ActivityError> {
    open(tx, id).await?;
    let mut all = named.to_vec();
    for person in whose.filter(activity_person::of(id)).all(tx).await? {
        if named.iter().all(|one| one.key() != key_of(&person)) {
            all.push(Named { name: person.name, position: person.position });
        }
    }
    write_people(tx, (now, by), (id, whose), &all).await
}

/// One person is taken off the list.
pub async fn remove_person(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, person): (ActivityId, ActivityPersonId),
) -> Result<(), ActivityError> {
    open(tx, id).await?;
    let there = activity_person::of(id).all(tx).await?;
    let gone = there.iter().find(|one| one.id == person).ok_or(ActivityError::Gone)?;
    let whose = match (gone.activity_unit_id, gone.activity_partner_id) {
        (Some(unit), _) => Whose::Unit(unit),
        (None, Some(partner)) => Whose::Partner(partner),
        (None, None) => Whose::Hosts,
    };
    let left: Vec<Named> = whose
        .filter(activity_person::of(id))
        .all(tx)
        .await?
        .into_iter()
        .filter(|one| one.id != person)
        .map(|one| Named { name: one.name, position: one.position })
        .collect();
    write_people(tx, (now, by), (id, whose), &left).await
}

/// Makes these the people of one side. A unit whose list those who organise have changed sees it before it writes its own.
pub async fn write_people(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, whose): (ActivityId, Whose),
    named: &[Named],
) -> Result<(), ActivityError> {
    let row = open(tx, id).await?;
    let is_known = match whose {
        Whose::Hosts => true,
        Whose::Unit(part) => {
            let part = activity_unit::by_id(part).lock_exclusive().one(tx).await?;
            let part = part.filter(|part| part.activity_id == id).ok_or(ActivityError::Gone)?;
            let (state, note) = match part.state {
                AnswerState::Coming => (AnswerState::Coming, part.note.clone()),
                state if named.is_empty() => (state, part.note.clone()),
                _ => (AnswerState::Coming, String::new()),
            };
            said(tx, (now, by), part, (state, &note)).await?;
            true
        }
        Whose::Partner(partner) => {
            activity_partner::of(id).all(tx).await?.iter().any(|one| one.id == partner)
        }
    };
    if !is_known {
        return Err(ActivityError::Gone);
    }
    keep_people(tx, (now, by), (row.id, whose), named).await?;
    told(tx, (now, by), id, ("write_people", json!({"n": named.len()}))).await
}

/// Reminds the units that have said nothing. Each hears of it once a day: says how many are silent, and how many of these
/// were not reminded today.
pub async fn remind(
    tx: &WriteTx,
    (now, by): (Moment, By),
    id: ActivityId,
) -> Result<(u64, u64), ActivityError> {
    let row = locked(tx, id).await?;
    if row.state != ActivityState::Announced {
        return Err(ActivityError::NotNow);
    }
    let silent = activity_unit::asked(id).filter(activity_unit::Column::State.eq(AnswerState::Waiting));
    let n_silent = silent.clone().count(tx).await?;
    let reminded_at = activity_unit::Column::RemindedAt;
    let not_today =
        Condition::any().add(reminded_at.is_null()).add(reminded_at.lt(Moment::start_of(now.local_day())));
    let n = silent.filter(not_today).count(tx).await?;
    if n > 0 {
        enqueue_telling(tx, (now, by), id, Tidings::reminder(now)).await?;
        told(tx, (now, by), id, ("remind", json!({"n": n}))).await?;
    }
    Ok((n_silent, n))
}

/// Asks more units once the others know. Says how many were new.
pub async fn add_units(
    tx: &WriteTx,
    (now, by): (Moment, By),
    id: ActivityId,
    units: &[UnitId],
) -> Result<usize, ActivityError> {
    let row = locked(tx, id).await?;
    if row.state != ActivityState::Announced {
        return Err(ActivityError::NotNow);
    }
    let there = activity_unit::Entity::find()
        .filter(activity_unit::Column::ActivityId.eq(id))
        .filter(activity_unit::Column::UnitId.is_in(units.iter().copied()))
        .all(tx)
        .await?;
    let is_new = |unit: &&UnitId| **unit != row.unit_id && there.iter().all(|one| one.unit_id != **unit);
    let mut new: Vec<UnitId> = units.iter().filter(is_new).copied().collect();
    new.sort_unstable();
    new.dedup();
    if new.is_empty() {
        return Ok(0);
    }
    invite(tx, now, &row, &new).await?;
    let n_wanted = row.n_wanted.unwrap_or(0).saturating_add(i32::try_from(new.len()).unwrap_or(i32::MAX));
    let version = row.version;
    let mut row = row.into_active_model();
    row.n_wanted = Set(Some(n_wanted));
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx).await?;
    told(tx, (now, by), id, ("add_units", json!({"n": new.len()}))).await?;
    Ok(new.len())
}

/// Makes these units ones that take part, and tells them.
pub async fn invite(
    tx: &WriteTx,
    now: Moment,
    row: &activity::Model,
    units: &[UnitId],
) -> Result<(), ActivityError> {
    let made: Vec<activity_unit::Model> =
        units.iter().map(|unit| new_part(tx.new_id(now), now, (row.id, *unit), false)).collect();
    for some in made.chunks(AT_ONCE) {
        let rows = some.iter().cloned().map(sea_orm::IntoActiveModel::into_active_model);
        activity_unit::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    jobs::asked(tx, now, row, &made).await?;
    Ok(())
}

/// A partner outside comes, or organises with the units.
pub async fn add_partner(
    tx: &WriteTx,
    (now, by): (Moment, By),
    id: ActivityId,
    (partner_id, role, note): (PartnerId, PartnerRole, &str),
) -> Result<(), ActivityError> {
    let row = open(tx, id).await?;
    let found = partner::by_id(partner_id).one(tx).await?.ok_or(ActivityError::Gone)?;
    let there = activity_partner::of(row.id).all(tx).await?;
    if let Some(known) = there.iter().find(|one| one.partner_id == partner_id) {
        let mut known = known.clone().into_active_model();
        known.role = Set(role);
        known.note = Set(note.to_owned());
        known.update(tx).await?;
    } else if there.len() as u64 >= PARTNERS_MAX {
        return Err(ActivityError::TooMany(usize::try_from(PARTNERS_MAX).unwrap_or(usize::MAX)));
    } else {
        let new = activity_partner::ActiveModel {
            id: Set(tx.new_id(now)),
            activity_id: Set(id),
            partner_id: Set(partner_id),
            role: Set(role),
            note: Set(note.to_owned()),
            created_at: Set(now),
        };
        activity_partner::Entity::insert(new).exec_without_returning(tx).await?;
    }
    told(tx, (now, by), id, ("add_partner", json!({"name": found.name}))).await
}

/// A partner does not come after all, with those written down for it.
pub async fn remove_partner(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, part): (ActivityId, ActivityPartnerId),
) -> Result<(), ActivityError> {
    open(tx, id).await?;
    let there = activity_partner::of(id).all(tx).await?;
    let row = there.into_iter().find(|one| one.id == part).ok_or(ActivityError::Gone)?;
    keep_people(tx, (now, by), (id, Whose::Partner(part)), &[]).await?;
    activity_partner::Entity::delete_by_id(part).exec(tx).await?;
    let name = partner::by_id(row.partner_id).one(tx).await?.map(|one| one.name).unwrap_or_default();
    told(tx, (now, by), id, ("remove_partner", json!({"name": name}))).await
}
