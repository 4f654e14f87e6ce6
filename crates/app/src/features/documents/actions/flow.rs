//! From draft to signature: submit, take back, return, approve, sign, recall. A joint document goes on when every issuer
//! has done its part.

use super::{DocumentError, Why, lock_in, move_to, save_text, text};
use crate::features::documents::recalling::StopAsking;
use crate::features::documents::telling::{TellRecipients, What};
use crate::features::documents::{sheet, telling};
use crate::features::notices::Kind;
use db::WriteTx;
use db::events::By;
use domain::authority::Authority;
use domain::ids::{ApprovalId, DocumentId, PersonId, UnitId};
use domain::time::Moment;
use paper::Signature;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::amendment;
use tables::document::{self, State};
use tables::document_approval::{self, State as Part};
use tables::document_comment;

/// An issuer that will be asked: as printed, and the unit it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// As printed.
    pub printed: String,
    /// The unit.
    pub unit: Option<UnitId>,
}

/// Submits a draft to the leaders of its issuers. `version` is the one that the page showed.
pub async fn submit(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, version): (DocumentId, i32),
    issuers: &[Issuer],
) -> Result<(), DocumentError> {
    let before = lock_in(tx, id, &[State::Draft]).await?;
    if before.version != version {
        return Err(DocumentError::Newer(before.version));
    }
    super::writing::is_finished(tx, &before).await?;
    let open = document_comment::of_document(id)
        .filter(document_comment::Column::ResolvedAt.is_null())
        .count(tx)
        .await?;
    if open > 0 {
        return Err(DocumentError::OpenComments(open));
    }
    document_approval::Entity::delete_many()
        .filter(document_approval::Column::DocumentId.eq(id))
        .exec(tx)
        .await?;
    for (position, issuer) in issuers.iter().enumerate() {
        ask(tx, now, &before, (position, issuer)).await?;
    }
    let told = json!({"version": version, "issuers": issuers.iter().map(|i| &i.printed).collect::<Vec<_>>()});
    let mut after =
        move_to(tx, now, by, before, (State::Submitted, "submit", told)).await?.into_active_model();
    after.submitted_at = Set(Some(now));
    after.returned_why = Set(None);
    let after = after.update(tx).await?;
    telling::submitted(tx, now, by.person, &after).await
}

/// Asks an issuer, at its place among them, for its approval.
pub async fn ask(
    tx: &WriteTx,
    now: Moment,
    document: &document::Model,
    (position, issuer): (usize, &Issuer),
) -> Result<ApprovalId, DocumentError> {
    let unit = issuer.unit.ok_or_else(|| DocumentError::UnknownIssuer(issuer.printed.clone()))?;
    let block = sheet::block(&text(document)?, position);
    let id = tx.new_id(now);
    let mut row = asked(id, document.id, (position, issuer), block);
    row.unit_id = Set(Some(unit));
    document_approval::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

/// The part of an issuer that has done nothing yet.
pub(super) fn asked(
    id: ApprovalId,
    document: DocumentId,
    (position, issuer): (usize, &Issuer),
    block: Signature,
) -> document_approval::ActiveModel {
    let authority = Authority::of_printed(block.authority.as_deref().unwrap_or(&block.title));
    document_approval::ActiveModel {
        id: Set(id),
        document_id: Set(document),
        position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
        printed: Set(issuer.printed.clone()),
        unit_id: Set(issuer.unit),
        state: Set(Part::Asked),
        authority: Set(authority.word().to_owned()),
        rank_printed: Set(block.authority.unwrap_or_default()),
        title_printed: Set(block.title),
        name_printed: Set(block.name.unwrap_or_default()),
        signer_id: Set(None),
        decided_by: Set(None),
        decided_at: Set(None),
        reason: Set(None),
        signed_by: Set(None),
        signed_at: Set(None),
        signed_digest: Set(None),
        is_outside: Set(false),
    }
}

/// Takes a submitted document back to be mended: before anybody signed.
pub async fn take_back(tx: &WriteTx, now: Moment, by: By, id: DocumentId) -> Result<(), DocumentError> {
    let before = lock_in(tx, id, &[State::Submitted, State::Approved]).await?;
    nobody_signed(tx, &before).await?;
    move_to(tx, now, by, before, (State::Draft, "take-back", json!({}))).await?;
    Ok(())
}

/// What one issuer has signed stays signed: a text with a signature under it is not changed any more.
async fn nobody_signed(tx: &WriteTx, document: &document::Model) -> Result<(), DocumentError> {
    let signed = document_approval::of_document(document.id)
        .filter(document_approval::Column::State.eq(Part::Signed))
        .count(tx)
        .await?;
    if signed > 0 { Err(DocumentError::Elsewhere(document.state)) } else { Ok(()) }
}

/// Returns a submitted document to its drafters with the reason.
pub async fn return_it(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, position): (DocumentId, i32),
    reason: &str,
) -> Result<(), DocumentError> {
    let before = lock_in(tx, id, &[State::Submitted, State::Approved]).await?;
    nobody_signed(tx, &before).await?;
    let part = part(tx, &before, position).await?;
    let printed = part.printed.clone();
    let mut row = part.into_active_model();
    row.state = Set(Part::Asked);
    row.decided_by = Set(by.person);
    row.decided_at = Set(Some(now));
    row.reason = Set(Some(reason.to_owned()));
    row.update(tx).await?;
    let told = json!({"by": printed, "reason": reason, "version": before.version});
    let mut after = move_to(tx, now, by, before, (State::Draft, "return", told)).await?.into_active_model();
    after.returned_why = Set(Some(reason.to_owned()));
    let after = after.update(tx).await?;
    telling::drafters(tx, now, by.person, &after, (Kind::DocumentReturned, reason)).await
}

async fn part(
    tx: &WriteTx,
    document: &document::Model,
    position: i32,
) -> Result<document_approval::Model, DocumentError> {
    document_approval::of_document(document.id)
        .filter(document_approval::Column::Position.eq(position))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(DocumentError::Gone)
}

/// How an issuer's approval names the signer.
#[derive(Debug, Clone)]
pub struct Approving {
    /// By what authority.
    pub authority: Authority,
    /// The line of authority; empty when the head signs.
    pub rank: String,
    /// The post as it will be printed.
    pub title: String,
    /// The name as it will be printed.
    pub name: String,
    /// The person with an account who is to sign; none for a signature on paper.
    pub signer: Option<PersonId>,
}

/// An issuer approves the text and says who signs. When the last one has, the document is approved.
pub async fn approve(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, position, version): (DocumentId, i32, i32),
    how: Approving,
) -> Result<(), DocumentError> {
    let before = lock_in(tx, id, &[State::Submitted]).await?;
    if before.version != version {
        return Err(DocumentError::Newer(before.version));
    }
    let part = part(tx, &before, position).await?;
    if part.state != Part::Asked {
        return Err(DocumentError::Elsewhere(before.state));
    }
    let printed = part.printed.clone();
    let mut row = part.into_active_model();
    row.state = Set(Part::Approved);
    row.decided_by = Set(by.person);
    row.decided_at = Set(Some(now));
    row.reason = Set(None);
    row.authority = Set(how.authority.word().to_owned());
    row.rank_printed = Set(how.rank);
    row.title_printed = Set(how.title);
    row.name_printed = Set(how.name.clone());
    row.signer_id = Set(how.signer);
    row.update(tx).await?;
    let state =
        if all(tx, id, &[Part::Approved, Part::Signed]).await? { State::Approved } else { State::Submitted };
    let told = json!({"by": printed, "signer": how.name, "version": version});
    let after = move_to(tx, now, by, before, (state, "approve", told)).await?;
    if state == State::Approved {
        telling::to_sign(tx, now, by.person, &after).await?;
    }
    Ok(())
}

async fn all(tx: &WriteTx, id: DocumentId, parts: &[Part]) -> Result<bool, DocumentError> {
    let rows = document_approval::of_document(id).all(tx).await?;
    Ok(!rows.is_empty() && rows.iter().all(|row| parts.contains(&row.state)))
}

/// A signature that was given outside the program and is recorded here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// The signer acts in the program.
    No,
    /// On paper or with another tool; somebody of the issuer records it.
    Yes,
}

/// An issuer's signer signs the approved text. When the last one has, the document is signed.
pub async fn sign(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, position): (DocumentId, i32),
    outside: Outside,
) -> Result<(), DocumentError> {
    let before = lock_in(tx, id, &[State::Approved]).await?;
    let part = part(tx, &before, position).await?;
    if part.state != Part::Approved {
        return Err(DocumentError::Elsewhere(before.state));
    }
    if outside == Outside::No && part.signer_id.is_some_and(|signer| by.person != Some(signer)) {
        return Err(DocumentError::NotASigner(part.printed));
    }
    let mut paper = text(&before)?;
    let place = usize::try_from(position).unwrap_or_default();
    let authority = Some(part.rank_printed.clone()).filter(|rank| !rank.is_empty());
    let name = Some(part.name_printed.clone()).filter(|name| !name.is_empty());
    let title = part.title_printed.clone();
    let signature = Signature { authority, title, name, ..sheet::block(&paper, place) };
    sheet::sign(&mut paper, place, signature);
    let (printed, signer) = (part.printed.clone(), part.name_printed.clone());
    let mut row = part.into_active_model();
    row.state = Set(Part::Signed);
    row.signed_by = Set(by.person);
    row.signed_at = Set(Some(now));
    row.signed_digest = Set(Some(sheet::digest(&paper)?));
    row.is_outside = Set(outside == Outside::Yes);
    row.update(tx).await?;
    let before = save_text(tx, now, by, before, (&paper, Why::Signed)).await?;
    let state = if all(tx, id, &[Part::Signed]).await? { State::Signed } else { State::Approved };
    let told = json!({"by": printed, "signer": signer, "outside": outside == Outside::Yes});
    let after = move_to(tx, now, by, before, (state, "sign", told)).await?;
    if state == State::Signed {
        telling::to_number(tx, now, by.person, &after).await?;
    }
    Ok(())
}

/// Takes an issued document back: those who got it are told, and it binds nobody any more (article 18).
pub async fn recall(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: DocumentId,
    reason: &str,
) -> Result<(), DocumentError> {
    let before = lock_in(tx, id, &[State::Issued]).await?;
    // Work has followed it already: what it did is changed by another change.
    if amendment::of_document(id).one(tx).await?.is_some() {
        return Err(DocumentError::InForce);
    }
    // A change on its way would change what is recalled.
    if let Some(plan) = before.plan_id
        && amendment::open_of(plan).one(tx).await?.is_some()
    {
        return Err(DocumentError::ChangeOpen);
    }
    let plan = before.plan_id;
    let told = json!({"reason": reason, "symbol": before.symbol});
    let mut after =
        move_to(tx, now, by, before, (State::Recalled, "recall", told)).await?.into_active_model();
    after.returned_why = Set(Some(reason.to_owned()));
    after.update(tx).await?;
    jobs::enqueue(tx, now, &TellRecipients { document: id, what: What::Recall, at: now }).await?;
    if let Some(plan) = plan {
        jobs::enqueue(tx, now, &StopAsking { plan, person: by.person, post: by.post }).await?;
    }
    Ok(())
}
