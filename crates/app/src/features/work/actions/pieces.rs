//! Pieces of an assignment: who, by when, and what must be done before.

use super::WorkError;
use super::steps::{Acting, lock, must_be_of_unit};
use db::WriteTx;
use db::events::{NewEvent, record};
use domain::ids::{AssignmentId, PersonId, SubtaskId};
use domain::time::{Day, Moment};
use domain::work::{Refusal, Side, Step};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use tables::{assignment, subtask};

/// Pieces of one assignment.
pub const PIECES_MAX: u64 = 50;

/// A piece to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPiece {
    /// What.
    pub title: String,
    /// Who.
    pub person: Option<PersonId>,
    /// By when.
    pub due_on: Option<Day>,
    /// What must be done before.
    pub after: Option<SubtaskId>,
}

/// Makes a piece.
pub async fn add_piece(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    new: &NewPiece,
) -> Result<SubtaskId, WorkError> {
    let work = open(tx, acting, id).await?;
    if let Some(person) = new.person {
        must_be_of_unit(tx, person, work.unit_id).await?;
    }
    if subtask::of(id).count(tx).await? >= PIECES_MAX {
        return Err(WorkError::TooManyPieces);
    }
    if let Some(after) = new.after {
        piece_of(tx, id, after).await?;
    }
    let piece = tx.new_id(now);
    let row = subtask::ActiveModel {
        id: Set(piece),
        assignment_id: Set(id),
        title: Set(new.title.clone()),
        person_id: Set(new.person),
        due_on: Set(new.due_on),
        after_id: Set(new.after),
        created_at: Set(now),
        done_at: Set(None),
    };
    subtask::Entity::insert(row).exec_without_returning(tx).await?;
    tell(tx, now, acting, id, ("add_piece", &new.title)).await?;
    Ok(piece)
}

/// A piece is done, or not after all. One that waits for another cannot be done before it.
pub async fn close_piece(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    (piece, is_done): (SubtaskId, bool),
) -> Result<(), WorkError> {
    open(tx, acting, id).await?;
    let row = piece_of(tx, id, piece).await?;
    if let Some(after) = row.after_id.filter(|_| is_done) {
        let before = subtask::Entity::find_by_id(after).one(tx).await?;
        if let Some(before) = before.filter(|before| before.done_at.is_none()) {
            return Err(WorkError::WaitsFor(before.title));
        }
    }
    if row.done_at.is_some() == is_done {
        return Ok(());
    }
    let title = row.title.clone();
    subtask::Entity::update_many()
        .col_expr(subtask::Column::DoneAt, Expr::value(is_done.then_some(now)))
        .filter(subtask::Column::Id.eq(piece))
        .exec(tx)
        .await?;
    tell(tx, now, acting, id, (if is_done { "close_piece" } else { "open_piece" }, &title)).await
}

/// Takes a piece out; what waited for it waits no more.
pub async fn remove_piece(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    piece: SubtaskId,
) -> Result<(), WorkError> {
    open(tx, acting, id).await?;
    let all = subtask::of(id).all(tx).await?;
    let row = all.iter().find(|row| row.id == piece).ok_or(WorkError::Gone)?;
    for waiting in all.iter().filter(|other| other.after_id == Some(piece)) {
        let mut changed = waiting.clone().into_active_model();
        changed.after_id = Set(None);
        changed.update(tx).await?;
    }
    subtask::Entity::delete_by_id(piece).exec(tx).await?;
    tell(tx, now, acting, id, ("remove_piece", &row.title)).await
}

/// One piece of this assignment.
async fn piece_of(tx: &WriteTx, id: AssignmentId, piece: SubtaskId) -> Result<subtask::Model, WorkError> {
    let found = subtask::Entity::find_by_id(piece).filter(subtask::Column::AssignmentId.eq(id));
    found.one(tx).await?.ok_or(WorkError::Gone)
}

/// The assignment, locked, when its work may still be divided.
async fn open(tx: &WriteTx, acting: Acting, id: AssignmentId) -> Result<assignment::Model, WorkError> {
    let work = lock(tx, id).await?;
    if acting.side != Side::Doer {
        return Err(Refusal::NotYours(Step::Assign).into());
    }
    Step::Assign.from(work.state, work.accepted_at.is_some(), acting.side)?;
    Ok(work)
}

async fn tell(
    tx: &WriteTx,
    now: Moment,
    acting: Acting,
    id: AssignmentId,
    (verb, title): (&'static str, &str),
) -> Result<(), WorkError> {
    record(tx, NewEvent::new(now, acting.by, verb, "work", id).with(json!({"title": title}))).await?;
    Ok(())
}
