//! What each issuer does: approve, return, sign; and the record of what was done outside the program.

use super::actions::{self, Approving, Outside};
use super::forms::{Approve, Reason, ToApprove};
use super::handlers::page;
use super::load::{self, Approval, ApprovalRow};
use crate::app::App;
use crate::rights::{ApproveDocument, Deed, May, ReadPlan};
use axum::extract::State;
use db::events::By;
use domain::authority::Authority;
use web::{Context, Error, FormErrors, Input, Refusal, See, args};

/// The page of the document with what was wrong in a form on it.
async fn refused<D: Deed>(app: &App, context: &Context, may: &May<Approval, D>, refusal: Refusal) -> Error {
    match page(app, context, (may.signed(), &may.row().document), String::new()).await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

fn back(row: &ApprovalRow) -> See {
    See::other(format!("/documents/{}", row.document.id))
}

/// POST /approvals/{id}/approve
pub async fn approve(
    State(app): State<App>,
    may: May<Approval, ApproveDocument>,
    context: Context,
    input: Input<Approve>,
) -> Result<See, Error> {
    let typed = input.typed();
    let how = match input.check() {
        Ok(how) => how,
        Err(refusal) => return Err(refused(&app, &context, &may, refusal).await),
    };
    if !signer_fits(&app, may.row(), &how).await? {
        let refusal = FormErrors::of("signer", "documents-signer-unfit").refuse(typed);
        return Err(refused(&app, &context, &may, refusal).await);
    }
    write_approval(&app, may.row(), may.by(), how).await
}

/// Whether the person chosen may sign by this authority.
async fn signer_fits(app: &App, row: &ApprovalRow, how: &ToApprove) -> Result<bool, Error> {
    let (Some(signer), Some(unit)) = (how.signer, row.part.unit_id) else { return Ok(true) };
    let signers = load::signers(app.db.read(), (unit, row.document.unit_id)).await?;
    Ok(load::may_sign(&signers, signer, how.authority))
}

async fn write_approval(app: &App, row: &ApprovalRow, by: By, how: ToApprove) -> Result<See, Error> {
    let ToApprove { version, authority, rank, title, name, signer } = how;
    let how = Approving { authority, rank, title, name, signer };
    let tx = app.db.write().await?;
    actions::approve(&tx, app.now(), by, (row.document.id, row.part.position, version), how).await?;
    tx.commit().await?;
    Ok(back(row).say("documents-approved", args![]))
}

/// POST /approvals/{id}/return
pub async fn return_it(
    State(app): State<App>,
    may: May<Approval, ApproveDocument>,
    context: Context,
    input: Input<Reason>,
) -> Result<See, Error> {
    let reason = match input.check() {
        Ok(reason) => reason,
        Err(refusal) => return Err(refused(&app, &context, &may, refusal).await),
    };
    let row = may.row();
    let tx = app.db.write().await?;
    actions::return_it(&tx, app.now(), may.by(), (row.document.id, row.part.position), &reason).await?;
    tx.commit().await?;
    Ok(back(row).say("documents-returned", args![]))
}

/// POST /approvals/{id}/sign: by the person chosen, else by a leader of the issuer.
pub async fn sign(State(app): State<App>, may: May<Approval, ReadPlan>) -> Result<See, Error> {
    let ApprovalRow { part, document } = may.row();
    let signed = may.signed();
    let speaks = load::speaks_for(signed, part);
    let by = match (part.signer_id, part.unit_id) {
        // The post is asked again: a right follows the post of the day, not the person who was chosen then.
        (Some(signer), Some(unit)) if signer == signed.person.id => {
            let signers = load::signers(app.db.read(), (unit, document.unit_id)).await?;
            let authority = Authority::of_word(&part.authority).unwrap_or_default();
            let fits = load::may_sign(&signers, signer, authority);
            fits.then(|| speaks.unwrap_or_else(|| signed.by())).ok_or_else(Error::forbidden)?
        }
        (None, _) => speaks.ok_or_else(Error::forbidden)?,
        _ => return Err(Error::forbidden()),
    };
    write_signature(&app, may.row(), by, Outside::No).await
}

/// POST /approvals/{id}/record-approval: the issuer approved outside the program.
pub async fn record_approval(
    State(app): State<App>,
    may: May<Approval, ReadPlan>,
    context: Context,
    input: Input<Approve>,
) -> Result<See, Error> {
    let by = records(&app, &may).await?;
    let how = match input.check() {
        Ok(how) => how,
        Err(refusal) => return Err(refused(&app, &context, &may, refusal).await),
    };
    // Whoever records what was done outside chooses nobody to sign in the program.
    write_approval(&app, may.row(), by, ToApprove { signer: None, ..how }).await
}

/// POST /approvals/{id}/record-signature: the issuer signed outside the program.
pub async fn record_signature(State(app): State<App>, may: May<Approval, ReadPlan>) -> Result<See, Error> {
    let by = records(&app, &may).await?;
    write_signature(&app, may.row(), by, Outside::Yes).await
}

async fn records(app: &App, may: &May<Approval, ReadPlan>) -> Result<By, Error> {
    let ApprovalRow { part, document } = may.row();
    load::records_for(app, may.signed(), document, part).await?.ok_or_else(Error::forbidden)
}

async fn write_signature(app: &App, row: &ApprovalRow, by: By, outside: Outside) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::sign(&tx, app.now(), by, (row.document.id, row.part.position), outside).await?;
    tx.commit().await?;
    Ok(back(row).say("documents-signed", args![]))
}
