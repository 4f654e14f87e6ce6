//! Changing a plan that was issued: begun with a reason, written in its review, said in a document of its own, and in force
//! from the moment that document is issued.

use super::errors::AmendmentError;
use super::text::{self, Amended};
use crate::features::documents::DocumentError;
use crate::features::documents::actions::{self as documents, Issuer, NewDocument};
use crate::features::imports::actions as imports;
use crate::features::plans::actions::{self as plans, NewPlan};
use crate::features::work::actions as work;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{AmendmentId, DocumentId, ImportId, PlanId};
use domain::time::Moment;
use draft::Draft;
use draft::amend::{Change, changes};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::amendment::{self, State};
use tables::document::{self, State as Stands};
use tables::{plan, plan_issuer};

/// Begins to change an issued plan: its review opens again. Says which review.
pub async fn begin(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    reason: &str,
) -> Result<ImportId, AmendmentError> {
    let row = plan::by_id(plan).lock_exclusive().one(tx).await?.ok_or(AmendmentError::Gone)?;
    if row.state != "issued" {
        return Err(AmendmentError::NotIssued);
    }
    let import = row.import_id.ok_or(AmendmentError::NoReview)?;
    if amendment::open_of(plan).one(tx).await?.is_some() {
        return Err(AmendmentError::OpenAlready);
    }
    let no = amendment::of_plan(plan).count(tx).await? + 1;
    let id: AmendmentId = tx.new_id(now);
    let new = amendment::ActiveModel {
        id: Set(id),
        plan_id: Set(plan),
        no: Set(i32::try_from(no).unwrap_or(i32::MAX)),
        document_id: Set(None),
        state: Set(State::Drafting),
        reason: Set(reason.to_owned()),
        before: Set(row.document),
        draft: Set(None),
        n_added: Set(0),
        n_changed: Set(0),
        n_removed: Set(0),
        n_moved: Set(0),
        n_withdrawn: Set(0),
        created_by: Set(by.person),
        created_at: Set(now),
        applied_at: Set(None),
    };
    amendment::Entity::insert(new).exec_without_returning(tx).await?;
    let told = json!({"amendment": id, "no": no, "reason": reason});
    record(tx, NewEvent::new(now, by, "begin-amendment", "plan", plan).with(told)).await?;
    imports::reopen(tx, now, by, import).await.map_err(AmendmentError::Review)?;
    Ok(import)
}

/// What the review of an issued plan says becomes the text of the document that changes it: a new one, or the next version
/// of the draft there is. Says which document.
pub async fn propose(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    new: NewPlan<'_>,
) -> Result<DocumentId, AmendmentError> {
    new.draft.content().map_err(AmendmentError::NotReady)?;
    let open = amendment::open_of(plan).lock_exclusive().one(tx).await?.ok_or(AmendmentError::NotOpen)?;
    let before: Draft = serde_json::from_str(&open.before)?;
    let found = changes(&before, new.draft);
    if found.is_empty() {
        return Err(AmendmentError::NothingChanged);
    }
    let issued = document::of_plan(plan).one(tx).await?.ok_or(AmendmentError::Gone)?;
    let paper = text::paper(Amended {
        issued: &documents::text(&issued)?,
        reason: &open.reason,
        changes: &found,
        draft: new.draft,
    });
    let document = match open.document_id {
        Some(document) => documents::mend(tx, now, by, document, &paper).await.map(|_| document)?,
        None => {
            let new = NewDocument { unit: issued.unit_id, plan: None, about: Some(issued.id), paper: &paper };
            let document = documents::begin(tx, now, by, new).await?;
            let rows = plan_issuer::of_plan(plan).all(tx).await?.into_iter();
            let issuers: Vec<Issuer> =
                rows.map(|row| Issuer { printed: row.printed, unit: row.unit_id }).collect();
            documents::name_issuers(tx, now, (document, &paper), &issuers).await?;
            document
        }
    };
    let n = |is: fn(&Change<'_>) -> bool| {
        i32::try_from(found.iter().filter(|change| is(change)).count()).unwrap_or(i32::MAX)
    };
    let (added, changed, removed) = (
        n(|change| matches!(change, Change::Added(_))),
        n(|change| matches!(change, Change::Changed { .. })),
        n(|change| matches!(change, Change::Removed(_))),
    );
    let told = json!({"amendment": open.id, "document": document, "added": added, "changed": changed, "removed": removed});
    record(tx, NewEvent::new(now, by, "propose-amendment", "plan", plan).with(told)).await?;
    let mut row = open.into_active_model();
    row.document_id = Set(Some(document));
    row.state = Set(State::Proposed);
    row.draft = Set(Some(serde_json::to_string(new.draft)?));
    row.n_added = Set(added);
    row.n_changed = Set(changed);
    row.n_removed = Set(removed);
    row.update(tx).await?;
    Ok(document)
}

/// Gives a change up before it is submitted: its draft goes, the review says again what the plan says.
pub async fn drop(tx: &WriteTx, now: Moment, by: By, id: AmendmentId) -> Result<PlanId, AmendmentError> {
    let found = amendment::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    let before = found.ok_or(AmendmentError::Gone)?;
    if !matches!(before.state, State::Drafting | State::Proposed) {
        return Err(AmendmentError::NotOpen);
    }
    if let Some(document) = before.document_id {
        documents::lock_in(tx, document, &[Stands::Draft]).await?;
        let told = json!({"amendment": id});
        record(tx, NewEvent::new(now, by, "remove", "document", document).with(told)).await?;
        document::Entity::delete_by_id(document).exec(tx).await?;
    }
    let plan = before.plan_id;
    let told = json!({"amendment": id, "no": before.no});
    record(tx, NewEvent::new(now, by, "drop-amendment", "plan", plan).with(told)).await?;
    let content = before.before.clone();
    let mut row = before.into_active_model();
    row.state = Set(State::Dropped);
    row.document_id = Set(None);
    row.update(tx).await?;
    let import = plan::by_id(plan).one(tx).await?.and_then(|row| row.import_id);
    if let Some(import) = import {
        imports::restore(tx, now, by, import, &content).await.map_err(AmendmentError::Review)?;
    }
    Ok(plan)
}

/// The change that a document says, when the document is on its way out.
pub async fn of_document(
    conn: &impl sea_orm::ConnectionTrait,
    document: DocumentId,
) -> Result<Option<amendment::Model>, sea_orm::DbErr> {
    amendment::of_document(document).one(conn).await
}

/// Puts a change in force: the plan says from now on what it says. Once; a repeated call changes nothing.
pub async fn apply(tx: &WriteTx, now: Moment, by: By, id: AmendmentId) -> Result<(), AmendmentError> {
    let found = amendment::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    let before = found.ok_or(AmendmentError::Gone)?;
    if before.state == State::Applied {
        return Ok(());
    }
    let content = before.draft.as_deref().filter(|_| before.state == State::Proposed);
    let draft: Draft = serde_json::from_str(content.ok_or(AmendmentError::NotOpen)?)?;
    plans::amend(tx, now, by, before.plan_id, &draft).await.map_err(AmendmentError::of_plan)?;
    if let Some(document) = before.document_id {
        documents::answers_in_force(tx, now, by, (document, before.plan_id)).await?;
    }
    work::end_rounds(tx, before.plan_id).await.map_err(DocumentError::from)?;
    let mut row = before.into_active_model();
    row.state = Set(State::Applied);
    row.applied_at = Set(Some(now));
    row.update(tx).await?;
    Ok(())
}

/// Adds to what moved with the plan.
pub async fn count(
    tx: &WriteTx,
    id: AmendmentId,
    (n_moved, n_withdrawn): (u64, u64),
) -> Result<(), AmendmentError> {
    use sea_orm::sea_query::{Expr, ExprTrait as _};
    if n_moved + n_withdrawn == 0 {
        return Ok(());
    }
    let more = |column: amendment::Column, n: u64| {
        (column, Expr::col(column).add(i32::try_from(n).unwrap_or(i32::MAX)))
    };
    let (moved, withdrawn) =
        (more(amendment::Column::NMoved, n_moved), more(amendment::Column::NWithdrawn, n_withdrawn));
    amendment::Entity::update_many()
        .col_expr(moved.0, moved.1)
        .col_expr(withdrawn.0, withdrawn.1)
        .filter(amendment::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
