//! Setting the code words of a unit in symbols.

use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::UnitId;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait as _;
use sea_orm::sea_query::OnConflict;
use serde_json::json;
use tables::register_mark;

use super::RegisterError;
use crate::features::registers::symbols::checked;

/// The code words of a unit.
#[derive(Debug, Clone)]
pub struct NewMark {
    /// As an agency ("BGDĐT").
    pub agency: String,
    /// As a part that drafts letters ("VP"); none for the same word.
    pub part: Option<String>,
}

/// Sets the code words of a unit. Numbers that were taken keep the symbol they have.
pub async fn set_mark(
    tx: &WriteTx,
    now: Moment,
    by: By,
    unit: UnitId,
    mark: &NewMark,
) -> Result<(), RegisterError> {
    let agency = checked(&mark.agency)?;
    let part = mark.part.as_deref().map(checked).transpose()?;
    let told = json!({"agency": agency, "part": part});
    let row = register_mark::ActiveModel {
        unit_id: Set(unit),
        agency: Set(agency),
        part: Set(part),
        person_id: Set(by.person),
        updated_at: Set(now),
    };
    use register_mark::Column::{Agency, Part, PersonId, UnitId as Unit, UpdatedAt};
    let newer = OnConflict::column(Unit).update_columns([Agency, Part, PersonId, UpdatedAt]).to_owned();
    register_mark::Entity::insert(row).on_conflict(newer).exec_without_returning(tx).await?;
    record(tx, NewEvent::new(now, by, "mark", "register", unit).after(&told).with(told.clone())).await?;
    Ok(())
}
