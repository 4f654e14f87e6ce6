//! Counts of an activity: units asked and what they said, people named and there, session by session. They add up to each
//! other and to the lists they are counted from.

use db::DbError;
use domain::activities::{AnswerState, Presence};
use domain::ids::{ActivityId, ActivityPartnerId, ActivitySessionId, ActivityUnitId, UnitId};
use domain::time::Moment;
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, Select,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use tables::{activity_mark, activity_partner, activity_person, activity_session, activity_unit};
use utoipa::ToSchema;

/// Counts of a whole activity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ActivityFigures)]
pub struct Figures {
    /// Sessions that were not called off.
    pub n_sessions: u64,
    /// Those of them that have begun.
    pub n_begun: u64,
    /// Sessions that were called off.
    pub n_sessions_off: u64,
    /// Units asked; the three below add up to it.
    pub n_units: u64,
    /// Units that said nothing.
    pub n_waiting: u64,
    /// Units that come.
    pub n_coming: u64,
    /// Units that do not come.
    pub n_declined: u64,
    /// Partners outside.
    pub n_partners: u64,
    /// Persons on the list.
    pub n_people: u64,
    /// Persons on the list who were there in at least one session.
    pub n_present: u64,
    /// Those who were there without standing on the list, in the session where they were most.
    pub n_others: u64,
    /// Times somebody of the list was there: summed over sessions.
    pub n_attended: u64,
    /// Times somebody was there in all: those of the list and the others, summed over sessions.
    pub n_attendances: u64,
}

/// Counts of one session; present, excused, absent and unmarked add up to the persons on the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ActivitySessionCounts)]
pub struct SessionCounts {
    /// Persons on the list.
    pub n_people: u64,
    /// There.
    pub n_present: u64,
    /// Not there, with a reason.
    pub n_excused: u64,
    /// Not there.
    pub n_absent: u64,
    /// Nobody said.
    pub n_unmarked: u64,
    /// There without standing on the list.
    pub n_others: u64,
}

/// Where a person comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum From {
    /// The units that organise.
    Hosts,
    /// A unit that takes part.
    Unit(ActivityUnitId),
    /// A partner.
    Partner(ActivityPartnerId),
}

impl From {
    /// Of a person on the list.
    pub fn of(person: &activity_person::Model) -> From {
        From::at(person.activity_unit_id, person.activity_partner_id)
    }

    fn at(unit: Option<ActivityUnitId>, partner: Option<ActivityPartnerId>) -> From {
        match (unit, partner) {
            (Some(unit), _) => From::Unit(unit),
            (None, Some(partner)) => From::Partner(partner),
            (None, None) => From::Hosts,
        }
    }
}

/// Counts of one side: unit, partner, or those who organise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SideCounts {
    /// Persons on the list.
    pub n_people: u64,
    /// Persons who were there in at least one session.
    pub n_present: u64,
}

/// An activity as it is counted.
#[derive(Debug, Default)]
pub struct Counted {
    /// All of it.
    pub all: Figures,
    /// By session.
    pub sessions: HashMap<ActivitySessionId, SessionCounts>,
    /// By side; people and present add up to those of `all`.
    pub sides: BTreeMap<From, SideCounts>,
}

/// Counts an activity from its lists, as it is at a moment. The database counts: lists may be long.
pub async fn count(conn: &impl ConnectionTrait, id: ActivityId, now: Moment) -> Result<Counted, DbError> {
    let sessions = activity_session::of(&[id]).all(conn).await?;
    let stand: Vec<ActivitySessionId> =
        sessions.iter().filter(|one| one.cancelled_at.is_none()).map(|one| one.id).collect();
    let mut counted = Counted { sides: sides(conn, id, &stand).await?, ..Counted::default() };
    for side in counted.sides.values() {
        counted.all.n_people += side.n_people;
        counted.all.n_present += side.n_present;
    }
    for one in &sessions {
        if one.cancelled_at.is_some() {
            counted.all.n_sessions_off += 1;
            continue;
        }
        counted.all.n_sessions += 1;
        counted.all.n_begun += u64::from(one.starts_at <= now);
        let n_others = u64::try_from(one.n_others).unwrap_or(0);
        let n_people = counted.all.n_people;
        let counts = SessionCounts { n_people, n_unmarked: n_people, n_others, ..SessionCounts::default() };
        counted.sessions.insert(one.id, counts);
        counted.all.n_others = Ord::max(counted.all.n_others, n_others);
        counted.all.n_attendances += n_others;
    }
    for (session, presence, n) in marks(conn, &stand).await? {
        let Some(counts) = counted.sessions.get_mut(&session) else { continue };
        let n = n.unsigned_abs();
        counts.n_unmarked = counts.n_unmarked.saturating_sub(n);
        match presence {
            Presence::Present => {
                counts.n_present += n;
                counted.all.n_attended += n;
                counted.all.n_attendances += n;
            }
            Presence::Excused => counts.n_excused += n,
            Presence::Absent => counts.n_absent += n,
        }
    }
    for (state, n) in answers(conn, &[id]).await?.remove(&id).unwrap_or_default() {
        counted.all.n_units += n;
        match state {
            AnswerState::Waiting => counted.all.n_waiting = n,
            AnswerState::Coming => counted.all.n_coming = n,
            AnswerState::Declined => counted.all.n_declined = n,
        }
    }
    counted.all.n_partners = activity_partner::of(id).count(conn).await?;
    Ok(counted)
}

/// How many were said to be what in each session.
async fn marks(
    conn: &impl ConnectionTrait,
    sessions: &[ActivitySessionId],
) -> Result<Vec<(ActivitySessionId, Presence, i64)>, DbError> {
    let rows = activity_mark::of(sessions)
        .select_only()
        .column(activity_mark::Column::SessionId)
        .column(activity_mark::Column::Presence)
        .column_as(activity_mark::Column::PersonId.count(), "n")
        .group_by(activity_mark::Column::SessionId)
        .group_by(activity_mark::Column::Presence);
    Ok(rows.into_tuple().all(conn).await?)
}

/// A person of the list who was there in one of these sessions.
fn was_there(sessions: &[ActivitySessionId]) -> SimpleExpr {
    let its = Expr::col((activity_mark::Entity, activity_mark::Column::PersonId))
        .equals((activity_person::Entity, activity_person::Column::Id));
    let marks = activity_mark::of(sessions)
        .filter(its)
        .filter(activity_mark::Column::Presence.eq(Presence::Present))
        .select_only()
        .column(activity_mark::Column::PersonId);
    Expr::exists(marks.into_query())
}

/// The persons of each side, and those of them who were there in one of these sessions.
async fn sides(
    conn: &impl ConnectionTrait,
    id: ActivityId,
    sessions: &[ActivitySessionId],
) -> Result<BTreeMap<From, SideCounts>, DbError> {
    type Row = (Option<ActivityUnitId>, Option<ActivityPartnerId>, i64);
    let by_side = |rows: Select<activity_person::Entity>| {
        rows.select_only()
            .column(activity_person::Column::ActivityUnitId)
            .column(activity_person::Column::ActivityPartnerId)
            .column_as(activity_person::Column::Id.count(), "n")
            .group_by(activity_person::Column::ActivityUnitId)
            .group_by(activity_person::Column::ActivityPartnerId)
            .into_tuple::<Row>()
    };
    let all = activity_person::Entity::find().filter(activity_person::Column::ActivityId.eq(id));
    let mut found: BTreeMap<From, SideCounts> = BTreeMap::new();
    for (unit, partner, n) in by_side(all.clone()).all(conn).await? {
        found.entry(From::at(unit, partner)).or_default().n_people = n.unsigned_abs();
    }
    for (unit, partner, n) in by_side(all.filter(was_there(sessions))).all(conn).await? {
        found.entry(From::at(unit, partner)).or_default().n_present = n.unsigned_abs();
    }
    Ok(found)
}

/// Counts the people of one unit, for its own page: nobody else's are looked at.
pub async fn of_part(
    conn: &impl ConnectionTrait,
    (id, part): (ActivityId, ActivityUnitId),
) -> Result<Counted, DbError> {
    let sessions = activity_session::of(&[id]).all(conn).await?;
    let stand = sessions.iter().filter(|one| one.cancelled_at.is_none()).map(|one| one.id);
    let stand: Vec<ActivitySessionId> = stand.collect();
    let people = activity_person::of(id).filter(activity_person::Column::ActivityUnitId.eq(part));
    let n_people = people.clone().count(conn).await?;
    let n_present = people.filter(was_there(&stand)).count(conn).await?;
    let side = SideCounts { n_people, n_present };
    Ok(Counted { sides: BTreeMap::from([(From::Unit(part), side)]), ..Counted::default() })
}

/// The counts of a whole activity.
pub async fn figures(conn: &impl ConnectionTrait, id: ActivityId, now: Moment) -> Result<Figures, DbError> {
    Ok(count(conn, id, now).await?.all)
}

/// How many units said what, for each of some activities.
pub async fn answers(
    conn: &impl ConnectionTrait,
    ids: &[ActivityId],
) -> Result<HashMap<ActivityId, Vec<(AnswerState, u64)>>, DbError> {
    let rows: Vec<(ActivityId, AnswerState, i64)> = activity_unit::Entity::find()
        .filter(activity_unit::Column::ActivityId.is_in(ids.iter().copied()))
        .filter(activity_unit::Column::IsHost.eq(false))
        .select_only()
        .column(activity_unit::Column::ActivityId)
        .column(activity_unit::Column::State)
        .column_as(activity_unit::Column::Id.count(), "n")
        .group_by(activity_unit::Column::ActivityId)
        .group_by(activity_unit::Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    let mut found: HashMap<ActivityId, Vec<(AnswerState, u64)>> = HashMap::new();
    for (id, state, n) in rows {
        found.entry(id).or_default().push((state, n.unsigned_abs()));
    }
    Ok(found)
}

/// The units of some parts.
pub async fn units_of(
    conn: &impl ConnectionTrait,
    parts: &[ActivityUnitId],
) -> Result<HashMap<ActivityUnitId, UnitId>, DbError> {
    let mut found = HashMap::new();
    for some in parts.chunks(1_000) {
        let rows =
            activity_unit::Entity::find().filter(activity_unit::Column::Id.is_in(some.iter().copied()));
        found.extend(rows.all(conn).await?.into_iter().map(|row| (row.id, row.unit_id)));
    }
    Ok(found)
}
