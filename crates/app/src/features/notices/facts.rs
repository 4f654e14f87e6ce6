//! Facts that the house keeps about its own mail and its own telling, one row of `setting` each.

use db::{DbError, WriteTx};
use domain::time::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _, QuerySelect as _};
use serde::{Serialize, de::DeserializeOwned};
use tables::setting;

/// The fact of this name. What another version wrote in another shape is as if it were not there.
pub async fn read<T: DeserializeOwned>(
    conn: &impl ConnectionTrait,
    name: &str,
) -> Result<Option<T>, DbError> {
    let row = setting::by_name(name).one(conn).await?;
    Ok(row.and_then(|row| serde_json::from_str(&row.value).ok()))
}

/// The fact, locked until the transaction ends.
pub async fn lock<T: DeserializeOwned>(tx: &WriteTx, name: &str) -> Result<Option<T>, DbError> {
    let row = setting::by_name(name).lock_exclusive().one(tx).await?;
    Ok(row.and_then(|row| serde_json::from_str(&row.value).ok()))
}

/// Keeps it.
pub async fn write(tx: &WriteTx, at: Moment, name: &str, fact: &impl Serialize) -> Result<(), DbError> {
    let value = serde_json::to_string(fact).map_err(|error| DbError::Unreadable(error.to_string()))?;
    let row = setting::ActiveModel {
        name: Set(name.to_owned()),
        value: Set(value),
        updated_at: Set(at),
        updated_by: Set(None),
    };
    let again = OnConflict::column(setting::Column::Name)
        .update_columns([setting::Column::Value, setting::Column::UpdatedAt])
        .to_owned();
    setting::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// Forgets it.
pub async fn remove(tx: &WriteTx, name: &str) -> Result<(), DbError> {
    setting::Entity::delete_by_id(name).exec(tx).await?;
    Ok(())
}
