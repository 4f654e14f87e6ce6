//! Whose activities are: the unit that organises and those that organise with it write them; units above read them. A unit
//! that takes part has a page of its own, so that nobody needs to look through all who were asked.

use crate::app::App;
use crate::rights::Owned;
use db::DbError;
use domain::activities::ActivityState;
use domain::ids::UnitId;
use domain::rights::Act;
use tables::{activity, activity_session, activity_unit};
use web::Error;

fn asked_of(row: &activity::Model, act: Act) -> Act {
    // What is being prepared is read as drafts are.
    if act == Act::ReadWork && row.state == ActivityState::Draft { Act::ReadDraft } else { act }
}

async fn hosts(app: &App, row: &activity::Model) -> Result<Vec<UnitId>, Error> {
    let hosts = activity_unit::hosts(&[row.id]).all(app.db.read()).await.map_err(DbError::from)?;
    Ok(hosts.into_iter().map(|host| host.unit_id).collect())
}

/// An activity of the units that organise it.
#[derive(Debug, Clone, Copy)]
pub struct Activity;

impl Owned for Activity {
    type Row = activity::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<activity::Model>, Error> {
        Ok(activity::by_id(id.into()).one(app.db.read()).await.map_err(DbError::from)?)
    }

    fn unit(row: &activity::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }

    fn act(row: &activity::Model, act: Act) -> Act {
        asked_of(row, act)
    }

    async fn others(app: &App, row: &activity::Model, act: Act) -> Result<Vec<UnitId>, Error> {
        // Who organises with a unit does not announce or call off what is that unit's.
        if act == Act::LeadWork { Ok(Vec::new()) } else { hosts(app, row).await }
    }
}

/// A session with its activity.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// The session.
    pub session: activity_session::Model,
    /// Its activity.
    pub activity: activity::Model,
}

/// A session of an activity.
#[derive(Debug, Clone, Copy)]
pub struct Session;

impl Owned for Session {
    type Row = SessionRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<SessionRow>, Error> {
        let db = app.db.read();
        let session = activity_session::by_id(id.into()).one(db).await.map_err(DbError::from)?;
        let Some(session) = session else { return Ok(None) };
        let activity = activity::by_id(session.activity_id).one(db).await.map_err(DbError::from)?;
        Ok(activity.map(|activity| SessionRow { session, activity }))
    }

    fn unit(row: &SessionRow) -> Option<UnitId> {
        Some(row.activity.unit_id)
    }

    fn act(row: &SessionRow, act: Act) -> Act {
        asked_of(&row.activity, act)
    }

    async fn others(app: &App, row: &SessionRow, act: Act) -> Result<Vec<UnitId>, Error> {
        if act == Act::LeadWork { Ok(Vec::new()) } else { hosts(app, &row.activity).await }
    }
}

/// The part of a unit with its activity.
#[derive(Debug, Clone)]
pub struct PartRow {
    /// The part.
    pub part: activity_unit::Model,
    /// The activity.
    pub activity: activity::Model,
}

/// The part of a unit that was asked to come.
#[derive(Debug, Clone, Copy)]
pub struct Part;

impl Owned for Part {
    type Row = PartRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<PartRow>, Error> {
        let db = app.db.read();
        let part = activity_unit::by_id(id.into()).one(db).await.map_err(DbError::from)?;
        let Some(part) = part.filter(|part| !part.is_host) else { return Ok(None) };
        let activity = activity::by_id(part.activity_id).one(db).await.map_err(DbError::from)?;
        Ok(activity.map(|activity| PartRow { part, activity }))
    }

    fn unit(row: &PartRow) -> Option<UnitId> {
        Some(row.part.unit_id)
    }
}
