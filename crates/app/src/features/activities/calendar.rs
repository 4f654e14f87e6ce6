//! Sessions for the calendars of units: those they organise and those they are asked to and did not decline.

use crate::app::App;
use db::DbError;
use domain::activities::{ActivityState, AnswerState};
use domain::ids::{ActivityId, ActivitySessionId, ActivityUnitId, UnitId};
use domain::time::Moment;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _,
};
use std::collections::HashMap;
use std::time::Duration;
use tables::{activity, activity_session, activity_unit};
use web::Error;

/// Sessions that ended longer ago than this stand in no calendar.
const PAST: Duration = Duration::from_secs(90 * 24 * 3_600);

/// A session as a calendar needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// Which one.
    pub id: ActivitySessionId,
    /// Activity and session in one line.
    pub summary: String,
    /// Where: place, or address on the net.
    pub place: String,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Moment,
    /// How often it was changed.
    pub version: i32,
    /// Its page for these units, from the root.
    pub path: String,
}

/// The sessions of these units from three months ago on, the next ones first.
pub async fn of_units(app: &App, units: &[UnitId], limit: u64) -> Result<Vec<Timed>, Error> {
    let db = app.db.read();
    let parts = activity_unit::Entity::find()
        .filter(activity_unit::Column::UnitId.is_in(units.iter().copied()))
        .filter(activity_unit::Column::State.ne(AnswerState::Declined));
    let in_parts = parts.clone().select_only().column(activity_unit::Column::ActivityId).into_query();
    let ours = Condition::any()
        .add(activity::Column::UnitId.is_in(units.iter().copied()))
        .add(activity::Column::Id.in_subquery(in_parts));
    let out = activity::Entity::find()
        .select_only()
        .column(activity::Column::Id)
        .filter(ours)
        .filter(activity::Column::State.is_not_in([ActivityState::Draft, ActivityState::Cancelled]));
    let sessions = activity_session::Entity::find()
        .filter(activity_session::Column::ActivityId.in_subquery(out.into_query()))
        .filter(activity_session::Column::CancelledAt.is_null())
        .filter(activity_session::Column::EndsAt.gt(app.now().minus(PAST)))
        .order_by_asc(activity_session::Column::StartsAt)
        .limit(limit)
        .all(db)
        .await
        .map_err(DbError::from)?;
    let ids: Vec<ActivityId> = sessions.iter().map(|one| one.activity_id).collect();
    let rows = activity::by_ids(&ids).all(db).await.map_err(DbError::from)?;
    let rows: HashMap<ActivityId, activity::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let parts = parts.filter(activity_unit::Column::ActivityId.is_in(ids)).all(db).await;
    let asked: HashMap<ActivityId, ActivityUnitId> = parts
        .map_err(DbError::from)?
        .into_iter()
        .filter(|part| !part.is_host)
        .map(|part| (part.activity_id, part.id))
        .collect();
    let timed = |one: activity_session::Model| {
        let row = rows.get(&one.activity_id)?;
        let path = match asked.get(&row.id) {
            Some(part) if !units.contains(&row.unit_id) => format!("/activities/parts/{part}"),
            _ => format!("/activities/{}", row.id),
        };
        let place = [one.place, one.link].into_iter().filter(|part| !part.is_empty());
        Some(Timed {
            id: one.id,
            summary: format!("{}: {}", row.name, one.topic),
            place: place.collect::<Vec<_>>().join(", "),
            starts_at: one.starts_at,
            ends_at: one.ends_at,
            version: one.version,
            path,
        })
    };
    Ok(sessions.into_iter().filter_map(timed).collect())
}
