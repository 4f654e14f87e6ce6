//! The units every installation begins with, written into an empty database.

use db::events::{By, NewEvent, record};
use db::{Db, DbError, Door};
use domain::time::Moment;
use domain::units::seed::{SeedError, SeedFiles, build};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::store;

/// Why the units could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// The files of the program do not fit together: a defect, found by its tests.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Writes the units of `data/org` unless there are units already; says how many were written.
pub async fn fill_if_empty(db: &Db, now: Moment) -> Result<usize, FillError> {
    if tables::unit::Entity::find().count(db.read()).await.map_err(DbError::from)? > 0 {
        return Ok(0);
    }
    let forest = build(&SeedFiles::EMBEDDED)?;
    let units = forest.units();
    let tx = db.write().await?;
    // Another server that starts at the same time may have been quicker.
    tx.alone_in(Door::Units).await?;
    if tables::unit::Entity::find().count(&tx).await.map_err(DbError::from)? > 0 {
        return Ok(0);
    }
    store::insert(&tx, now, units, &|unit| unit.code.to_string()).await?;
    store::insert_links(&tx, now, forest.links()).await?;
    let told = json!({"n_units": units.len(), "n_links": forest.links().len()});
    record(&tx, NewEvent::new(now, By::HOUSE, "seed", "unit", Uuid::nil()).with(told)).await?;
    tx.commit().await?;
    Ok(units.len())
}
