//! Whose ratings are: a rating is of the unit that rates; a sheet is of the unit that is rated, and read by the one that
//! rates. While a rating is a draft, it is read as drafts are.

use crate::app::App;
use crate::rights::Owned;
use db::DbError;
use domain::ids::UnitId;
use domain::ratings::RatingState;
use domain::rights::Act;
use tables::{rating, rating_sheet};
use web::Error;

/// A rating of the unit that rates.
#[derive(Debug, Clone, Copy)]
pub struct Rating;

impl Owned for Rating {
    type Row = rating::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<rating::Model>, Error> {
        Ok(rating::by_id(id.into()).one(app.db.read()).await.map_err(DbError::from)?)
    }

    fn unit(row: &rating::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }

    fn act(row: &rating::Model, act: Act) -> Act {
        if act == Act::ReadWork && row.state == RatingState::Draft { Act::ReadDraft } else { act }
    }
}

/// A sheet with its rating.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// The sheet.
    pub sheet: rating_sheet::Model,
    /// The rating.
    pub rating: rating::Model,
}

async fn load(app: &App, id: uuid::Uuid) -> Result<Option<SheetRow>, Error> {
    let db = app.db.read();
    let sheet = rating_sheet::by_id(id.into()).one(db).await.map_err(DbError::from)?;
    let Some(sheet) = sheet else { return Ok(None) };
    let rating = rating::by_id(sheet.rating_id).one(db).await.map_err(DbError::from)?;
    Ok(rating.map(|rating| SheetRow { sheet, rating }))
}

/// A sheet of the unit that is rated.
#[derive(Debug, Clone, Copy)]
pub struct Sheet;

impl Owned for Sheet {
    type Row = SheetRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<SheetRow>, Error> {
        load(app, id).await
    }

    fn unit(row: &SheetRow) -> Option<UnitId> {
        Some(row.sheet.unit_id)
    }

    async fn others(_: &App, row: &SheetRow, act: Act) -> Result<Vec<UnitId>, Error> {
        Ok(if act == Act::ReadWork { vec![row.rating.unit_id] } else { Vec::new() })
    }
}

/// A sheet of the unit that rates.
#[derive(Debug, Clone, Copy)]
pub struct AskedSheet;

impl Owned for AskedSheet {
    type Row = SheetRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<SheetRow>, Error> {
        load(app, id).await
    }

    fn unit(row: &SheetRow) -> Option<UnitId> {
        Some(row.rating.unit_id)
    }
}
