//! Somebody leaves a post: all open work of the person in that unit goes to another one in a single step. The right
//! follows the post, so without this the work would wait for somebody who cannot touch it any more.

use super::super::telling;
use super::WorkError;
use super::steps::must_be_of_unit;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{PersonId, UnitId};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::{assignment, subtask};

/// What a person sees to in a unit and is not over.
pub async fn open_in_unit(
    conn: &impl ConnectionTrait,
    person: PersonId,
    unit: UnitId,
) -> Result<Vec<assignment::Model>, DbErr> {
    assignment::open_of_person(person).filter(assignment::Column::UnitId.eq(unit)).all(conn).await
}

/// Passes all open work and all open pieces of `from` in this unit to `to`. Says how many assignments went.
pub async fn hand_over(
    tx: &WriteTx,
    now: Moment,
    by: By,
    unit: UnitId,
    (from, to): (PersonId, PersonId),
) -> Result<usize, WorkError> {
    must_be_of_unit(tx, to, unit).await?;
    let open = assignment::open_of_person(from)
        .filter(assignment::Column::UnitId.eq(unit))
        .lock_exclusive()
        .all(tx)
        .await?;
    for before in &open {
        let mut row = before.clone().into_active_model();
        row.person_id = Set(Some(to));
        row.updated_at = Set(now);
        let after = row.update(tx).await?;
        let event = NewEvent::new(now, by, "hand_over", "work", after.id);
        record(tx, event.before(before).after(&after).with(json!({"from": from, "person": to}))).await?;
    }
    telling::handed_over(tx, now, by.person, (unit, to), open.len()).await?;
    // Pieces may be a person's whose work is somebody else's.
    let of_unit = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::Id)
        .filter(assignment::Column::UnitId.eq(unit));
    subtask::Entity::update_many()
        .set(subtask::ActiveModel { person_id: Set(Some(to)), ..Default::default() })
        .filter(subtask::Column::PersonId.eq(from))
        .filter(subtask::Column::DoneAt.is_null())
        .filter(subtask::Column::AssignmentId.in_subquery(sea_orm::QueryTrait::into_query(of_unit)))
        .exec(tx)
        .await?;
    Ok(open.len())
}
