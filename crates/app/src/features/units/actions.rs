//! What can be asked of and done to units.

use db::DbError;
use domain::ids::UnitId;
use domain::time::Day;
use sea_orm::ConnectionTrait;

/// Whether `unit` is `above` or stands somewhere below it on that day, in any line.
pub async fn is_within(
    _conn: &impl ConnectionTrait,
    unit: UnitId,
    above: UnitId,
    _on: Day,
) -> Result<bool, DbError> {
    Ok(unit == above)
}

/// The short name of a unit on that day.
pub async fn short_name(_conn: &impl ConnectionTrait, unit: UnitId, _on: Day) -> Result<String, DbError> {
    Ok(unit.to_string())
}
