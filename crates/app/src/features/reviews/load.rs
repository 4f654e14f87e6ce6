//! Loads a review with its texts and the numbers of a snapshot.

use super::numbers::Numbers;
use crate::app::App;
use crate::rights::Owned;
use domain::ids::UnitId;
use sea_orm::{ColumnTrait as _, ConnectionTrait, QueryFilter as _};
use std::collections::BTreeMap;
use tables::{review, review_snapshot};
use web::Error;

/// A review, for the extractors of rights: it belongs to the unit that writes it.
#[derive(Debug, Clone, Copy)]
pub struct Review;

impl Owned for Review {
    type Row = review::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<review::Model>, Error> {
        Ok(review::by_id(id.into()).one(app.db.read()).await.map_err(db::DbError::from)?)
    }

    fn unit(row: &review::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }
}

/// The texts between the numbers.
pub fn texts(row: &review::Model) -> Result<BTreeMap<String, String>, Error> {
    serde_json::from_str(&row.texts).map_err(Error::unexpected)
}

/// A snapshot by its number.
pub async fn snapshot(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    no: i32,
) -> Result<Option<(review_snapshot::Model, Numbers)>, Error> {
    let found = review_snapshot::of_review(row.id)
        .filter(review_snapshot::Column::No.eq(no))
        .one(conn)
        .await
        .map_err(db::DbError::from)?;
    let Some(found) = found else { return Ok(None) };
    let numbers = serde_json::from_str(&found.numbers).map_err(Error::unexpected)?;
    Ok(Some((found, numbers)))
}
