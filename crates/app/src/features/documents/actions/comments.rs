//! Comments beside the text: written by those who may read the draft, closed by those who write it or by their author.

use super::{DocumentError, lock};
use crate::features::documents::telling;
use crate::features::notices::Kind;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{CommentId, DocumentId, PersonId};
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::document_comment;

/// A comment to be written.
#[derive(Debug, Clone)]
pub struct NewComment {
    /// The place in the text: "b12", "head", or nothing for the whole.
    pub place: String,
    /// The first words of that place.
    pub quote: String,
    /// What is said.
    pub text: String,
}

/// Writes a comment.
pub async fn comment(
    tx: &WriteTx,
    now: Moment,
    (by, person): (By, PersonId),
    id: DocumentId,
    new: NewComment,
) -> Result<CommentId, DocumentError> {
    let document = lock(tx, id).await?;
    let comment: CommentId = tx.new_id(now);
    let told = json!({"place": new.place, "version": document.version});
    let row = document_comment::ActiveModel {
        id: Set(comment),
        document_id: Set(id),
        version: Set(document.version),
        place: Set(new.place),
        quote: Set(new.quote),
        text: Set(new.text),
        person_id: Set(person),
        created_at: Set(now),
        resolved_by: Set(None),
        resolved_at: Set(None),
    };
    document_comment::Entity::insert(row).exec_without_returning(tx).await?;
    record(tx, NewEvent::new(now, by, "comment", "document", id).with(told)).await?;
    telling::drafters(tx, now, Some(person), &document, (Kind::DocumentCommented, "")).await?;
    Ok(comment)
}

/// Closes a comment.
pub async fn resolve_comment(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (document, comment): (DocumentId, CommentId),
) -> Result<(), DocumentError> {
    set(tx, now, by, (document, comment), Some(now)).await
}

/// Opens a closed comment again.
pub async fn reopen_comment(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (document, comment): (DocumentId, CommentId),
) -> Result<(), DocumentError> {
    set(tx, now, by, (document, comment), None).await
}

async fn set(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (document, comment): (DocumentId, CommentId),
    resolved_at: Option<Moment>,
) -> Result<(), DocumentError> {
    let row = document_comment::Entity::find_by_id(comment)
        .filter(document_comment::Column::DocumentId.eq(document))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(DocumentError::Gone)?;
    // Done already by somebody else: nothing is to be told twice.
    if row.resolved_at.is_some() == resolved_at.is_some() {
        return Ok(());
    }
    let verb = if resolved_at.is_some() { "resolve-comment" } else { "reopen-comment" };
    let mut changed = row.into_active_model();
    changed.resolved_at = Set(resolved_at);
    changed.resolved_by = Set(resolved_at.and(by.person));
    changed.update(tx).await?;
    record(tx, NewEvent::new(now, by, verb, "document", document).with(json!({"comment": comment}))).await?;
    Ok(())
}
