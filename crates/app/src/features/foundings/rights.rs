//! Whose lists are: a list and the units on it belong to the union that keeps it; units above read it.

use crate::app::App;
use crate::rights::Owned;
use db::DbError;
use domain::ids::UnitId;
use tables::{founding, founding_list};
use web::Error;

/// A list of a union.
#[derive(Debug, Clone, Copy)]
pub struct List;

impl Owned for List {
    type Row = founding_list::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<founding_list::Model>, Error> {
        Ok(founding_list::by_id(id.into()).one(app.db.read()).await.map_err(DbError::from)?)
    }

    fn unit(row: &founding_list::Model) -> Option<UnitId> {
        Some(row.union_id)
    }
}

/// A unit on a list, with the list.
#[derive(Debug, Clone)]
pub struct FoundingRow {
    /// The unit.
    pub row: founding::Model,
    /// The list.
    pub list: founding_list::Model,
}

/// A unit on the list of a union.
#[derive(Debug, Clone, Copy)]
pub struct Founding;

impl Owned for Founding {
    type Row = FoundingRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<FoundingRow>, Error> {
        let db = app.db.read();
        let row = founding::by_id(id.into()).one(db).await.map_err(DbError::from)?;
        let Some(row) = row else { return Ok(None) };
        let list = founding_list::by_id(row.list_id).one(db).await.map_err(DbError::from)?;
        Ok(list.map(|list| FoundingRow { row, list }))
    }

    fn unit(row: &FoundingRow) -> Option<UnitId> {
        Some(row.list.union_id)
    }
}
