//! Whose indicators and figures are: an indicator is of the unit that asked; a figure of the unit that says it, and is
//! read by the unit it is sent to and by the one that asked.

use crate::app::App;
use crate::rights::Owned;
use db::DbError;
use domain::ids::UnitId;
use domain::rights::Act;
use tables::{figure, indicator};
use web::Error;

/// An indicator of the unit that asked.
#[derive(Debug, Clone, Copy)]
pub struct Indicator;

impl Owned for Indicator {
    type Row = indicator::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<indicator::Model>, Error> {
        Ok(indicator::by_id(id.into()).one(app.db.read()).await.map_err(DbError::from)?)
    }

    fn unit(row: &indicator::Model) -> Option<UnitId> {
        Some(row.asker_id)
    }
}

/// A figure of the unit that says it.
#[derive(Debug, Clone, Copy)]
pub struct Figure;

impl Owned for Figure {
    type Row = figure::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<figure::Model>, Error> {
        Ok(figure::by_id(id.into()).one(app.db.read()).await.map_err(DbError::from)?)
    }

    fn unit(row: &figure::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }

    async fn others(app: &App, row: &figure::Model, act: Act) -> Result<Vec<UnitId>, Error> {
        if act != Act::ReadWork {
            return Ok(Vec::new());
        }
        let of = indicator::by_id(row.indicator_id).one(app.db.read()).await.map_err(DbError::from)?;
        Ok(row.above_id.into_iter().chain(of.map(|of| of.asker_id)).collect())
    }
}
