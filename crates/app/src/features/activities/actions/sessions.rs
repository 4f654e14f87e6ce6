//! Sessions come, are changed, put off and called off; who was there is marked.

use super::super::jobs::{Tidings, enqueue_telling};
use super::super::part_forms::Said;
use super::{ActivityError, keep_span, open, told};
use db::WriteTx;
use db::events::By;
use domain::activities::{ActivityState, Presence, SessionForm};
use domain::ids::{ActivityId, ActivityPersonId, ActivitySessionId};
use domain::time::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::HashSet;
use tables::{activity, activity_mark, activity_person, activity_session};

/// Sessions of one activity.
const SESSIONS_MAX: usize = 60;

/// A session as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// What it is about.
    pub topic: String,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Moment,
    /// How people meet.
    pub form: SessionForm,
    /// Where.
    pub place: String,
    /// Address on the net.
    pub link: String,
    /// Who speaks or leads.
    pub speaker: String,
    /// Why it is put off.
    pub reason: String,
}

/// Adds a session. Units that know of the activity are told.
pub async fn add_session(
    tx: &WriteTx,
    (now, by): (Moment, By),
    id: ActivityId,
    new: &NewSession,
) -> Result<ActivitySessionId, ActivityError> {
    let row = open(tx, id).await?;
    if activity_session::of(&[id]).count(tx).await? >= SESSIONS_MAX as u64 {
        return Err(ActivityError::TooMany(SESSIONS_MAX));
    }
    let session = activity_session::Model {
        id: tx.new_id(now),
        activity_id: id,
        topic: new.topic.clone(),
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        form: new.form,
        place: new.place.clone(),
        place_key: domain::text::key(&new.place),
        link: new.link.clone(),
        speaker: new.speaker.clone(),
        speaker_key: domain::text::key(&new.speaker),
        was_at: None,
        cancelled_at: None,
        reason: String::new(),
        n_others: 0,
        told_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let session = session.into_active_model().insert(tx).await?;
    let is_out = row.state == ActivityState::Announced;
    keep_span(tx, now, row).await?;
    told(tx, (now, by), id, ("add_session", json!({"name": new.topic}))).await?;
    if is_out {
        enqueue_telling(tx, (now, by), id, Tidings::session(&session)).await?;
    }
    Ok(session.id)
}

/// The session and its activity, both locked, while they may be written.
async fn writable(
    tx: &WriteTx,
    (id, version): (ActivitySessionId, i32),
) -> Result<(activity::Model, activity_session::Model), ActivityError> {
    let session = activity_session::by_id(id).one(tx).await?.ok_or(ActivityError::Gone)?;
    let row = open(tx, session.activity_id).await?;
    let session = activity_session::by_id(id).lock_exclusive().one(tx).await?.ok_or(ActivityError::Gone)?;
    if session.version != version {
        return Err(ActivityError::Changed);
    }
    Ok((row, session))
}

/// Whether a change moves the session for those who come.
pub fn moves(session: &activity_session::Model, new: &NewSession) -> bool {
    session.starts_at != new.starts_at
        || session.ends_at != new.ends_at
        || session.place != new.place
        || session.link != new.link
}

/// Changes a session. When time or place of an announced one change, the units are told, with the reason; the time at which
/// it was to begin stays on record.
pub async fn change_session(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivitySessionId, i32),
    new: &NewSession,
) -> Result<(), ActivityError> {
    let (row, session) = writable(tx, at).await?;
    if session.cancelled_at.is_some() {
        return Err(ActivityError::NotNow);
    }
    let is_told = row.state == ActivityState::Announced && moves(&session, new);
    let was_at = (row.state != ActivityState::Draft && session.starts_at != new.starts_at)
        .then_some(session.starts_at)
        .or(session.was_at);
    let (version, old_reason) = (session.version, session.reason.clone());
    let told_at = session.told_at.filter(|_| session.starts_at == new.starts_at);
    let mut session = session.into_active_model();
    session.told_at = Set(told_at);
    session.topic = Set(new.topic.clone());
    session.starts_at = Set(new.starts_at);
    session.ends_at = Set(new.ends_at);
    session.form = Set(new.form);
    session.place = Set(new.place.clone());
    session.place_key = Set(domain::text::key(&new.place));
    session.link = Set(new.link.clone());
    session.speaker = Set(new.speaker.clone());
    session.speaker_key = Set(domain::text::key(&new.speaker));
    session.was_at = Set(was_at);
    session.reason = Set(if is_told { new.reason.clone() } else { old_reason });
    session.version = Set(version + 1);
    session.updated_at = Set(now);
    let session = session.update(tx).await?;
    let id = row.id;
    keep_span(tx, now, row).await?;
    let (verb, reason) = if is_told { ("move_session", &*new.reason) } else { ("change_session", "") };
    let words = if reason.is_empty() { new.topic.clone() } else { format!("{}: {reason}", new.topic) };
    told(tx, (now, by), id, (verb, json!({"name": words}))).await?;
    if is_told {
        enqueue_telling(tx, (now, by), id, Tidings::session(&session)).await?;
    }
    Ok(())
}

/// Calls a session off; one of a draft, of which nobody knows, is taken away.
pub async fn cancel_session(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivitySessionId, i32),
    reason: &str,
) -> Result<(), ActivityError> {
    let (row, session) = writable(tx, at).await?;
    let id = row.id;
    let topic = session.topic.clone();
    if row.state == ActivityState::Draft {
        activity_session::Entity::delete_by_id(session.id).exec(tx).await?;
        keep_span(tx, now, row).await?;
        return told(tx, (now, by), id, ("remove_session", json!({"name": topic}))).await;
    }
    if session.cancelled_at.is_some() {
        return Err(ActivityError::NotNow);
    }
    let version = session.version;
    let mut session = session.into_active_model();
    session.cancelled_at = Set(Some(now));
    session.reason = Set(reason.to_owned());
    session.version = Set(version + 1);
    session.updated_at = Set(now);
    let session = session.update(tx).await?;
    let is_out = row.state == ActivityState::Announced;
    keep_span(tx, now, row).await?;
    told(tx, (now, by), id, ("cancel_session", json!({"name": format!("{topic}: {reason}")}))).await?;
    if is_out {
        enqueue_telling(tx, (now, by), id, Tidings::session(&session)).await?;
    }
    Ok(())
}

/// Marks who was there in a session, and how many were there without standing on the list. Participants that are not named
/// here keep their mark.
pub async fn mark(
    tx: &WriteTx,
    (now, by): (Moment, By),
    at: (ActivitySessionId, i32),
    (said, n_others): (&[Said], i32),
) -> Result<(), ActivityError> {
    let (row, session) = writable(tx, at).await?;
    if row.state == ActivityState::Draft || session.cancelled_at.is_some() || session.starts_at > now {
        return Err(ActivityError::NotBegun);
    }
    let there = activity_person::of(row.id).select_only().column(activity_person::Column::Id);
    let there: HashSet<ActivityPersonId> =
        there.into_tuple::<ActivityPersonId>().all(tx).await?.into_iter().collect();
    if said.iter().any(|(person, _)| !there.contains(person)) {
        // Somebody was taken off the list meanwhile.
        return Err(ActivityError::Changed);
    }
    let unsaid: Vec<ActivityPersonId> =
        said.iter().filter(|(_, mark)| mark.is_none()).map(|(person, _)| *person).collect();
    activity_mark::Entity::delete_many()
        .filter(activity_mark::Column::SessionId.eq(session.id))
        .filter(activity_mark::Column::PersonId.is_in(unsaid))
        .exec(tx)
        .await?;
    let marks: Vec<activity_mark::ActiveModel> = said
        .iter()
        .filter_map(|(person, mark)| {
            let (presence, reason) = mark.clone()?;
            let reason = if presence == Presence::Present { String::new() } else { reason };
            Some(activity_mark::ActiveModel {
                session_id: Set(session.id),
                person_id: Set(*person),
                presence: Set(presence),
                reason: Set(reason),
            })
        })
        .collect();
    let n_marked = marks.len();
    if !marks.is_empty() {
        let again = OnConflict::columns([activity_mark::Column::SessionId, activity_mark::Column::PersonId])
            .update_columns([activity_mark::Column::Presence, activity_mark::Column::Reason])
            .to_owned();
        activity_mark::Entity::insert_many(marks).on_conflict(again).exec_without_returning(tx).await?;
    }
    let (version, topic) = (session.version, session.topic.clone());
    let mut session = session.into_active_model();
    session.n_others = Set(n_others);
    session.version = Set(version + 1);
    session.updated_at = Set(now);
    session.update(tx).await?;
    told(tx, (now, by), row.id, ("mark", json!({"name": topic, "n_marked": n_marked}))).await
}
