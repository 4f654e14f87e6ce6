//! Loads a document with everything that its pages show.

use super::actions::Issuer;
use super::answers;
use super::errors::DocumentError;
use crate::app::App;
use crate::rights::{Owned, Signed};
use db::events::By;
use domain::authority::Authority;
use domain::ids::{ApprovalId, PersonId, UnitId};
use domain::rights::{Act, PostKind};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use std::collections::HashMap;
use tables::document::{self, State};
use tables::{document_approval, person, plan_issuer, post};
use web::Error;

/// A document, for the extractors of rights.
#[derive(Debug, Clone, Copy)]
pub struct Document;

impl Owned for Document {
    type Row = document::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<document::Model>, Error> {
        Ok(document::by_id(id.into()).one(app.db.read()).await?)
    }

    fn unit(row: &document::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }

    fn act(row: &document::Model, act: Act) -> Act {
        if act == Act::ReadPlan && !is_out(row.state) { Act::ReadDraft } else { act }
    }

    async fn others(app: &App, row: &document::Model, act: Act) -> Result<Vec<UnitId>, Error> {
        if !is_for_issuers(act) {
            return Ok(Vec::new());
        }
        let issuers = issuers(app.db.read(), row).await?;
        Ok(issuers.into_iter().filter_map(|issuer| issuer.unit).collect())
    }
}

/// One issuer's approval of a document, for the extractors of rights: it belongs to the issuer.
#[derive(Debug, Clone, Copy)]
pub struct Approval;

/// An approval with its document.
#[derive(Debug, Clone)]
pub struct ApprovalRow {
    /// The approval.
    pub part: document_approval::Model,
    /// The document.
    pub document: document::Model,
}

impl Owned for Approval {
    type Row = ApprovalRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<ApprovalRow>, Error> {
        let conn = app.db.read();
        let found = document_approval::Entity::find_by_id(ApprovalId::from(id)).one(conn).await?;
        let Some(part) = found else { return Ok(None) };
        let document = document::by_id(part.document_id).one(conn).await?;
        Ok(document.map(|document| ApprovalRow { part, document }))
    }

    fn unit(row: &ApprovalRow) -> Option<UnitId> {
        row.part.unit_id
    }

    fn act(row: &ApprovalRow, act: Act) -> Act {
        Document::act(&row.document, act)
    }

    async fn others(app: &App, row: &ApprovalRow, act: Act) -> Result<Vec<UnitId>, Error> {
        if act != Act::ReadDraft {
            return Ok(Vec::new());
        }
        let mut units = Document::others(app, &row.document, act).await?;
        units.push(row.document.unit_id);
        Ok(units)
    }
}

/// Whether a document has left the house of those who wrote it.
pub fn is_out(state: State) -> bool {
    matches!(state, State::Issuing | State::Issued | State::Recalled)
}

/// What every issuer of a joint document may do, not only the unit that keeps it.
pub fn is_for_issuers(act: Act) -> bool {
    matches!(act, Act::ReadDraft | Act::CommentDocument | Act::ReadHistory)
}

/// Who issues a document: the issuers of its plan, or of the plan that it changes, else those who were named when it was begun.
pub async fn issuers(
    conn: &impl ConnectionTrait,
    document: &document::Model,
) -> Result<Vec<Issuer>, DocumentError> {
    if let Some(plan) = answers::plan_of(conn, document).await? {
        let rows = plan_issuer::of_plan(plan).all(conn).await?;
        if !rows.is_empty() {
            return Ok(rows.into_iter().map(|r| Issuer { printed: r.printed, unit: r.unit_id }).collect());
        }
    }
    let rows = document_approval::of_document(document.id).all(conn).await?;
    Ok(rows.into_iter().map(|r| Issuer { printed: r.printed, unit: r.unit_id }).collect())
}

/// Who may speak for an issuer: its leaders, in the post they hold there.
pub fn speaks_for(signed: &Signed, approval: &document_approval::Model) -> Option<By> {
    let unit = approval.unit_id?;
    let post = signed.posts.iter().find(|post| post.kind == PostKind::Leader && post.unit_id == unit)?;
    Some(By::post(signed.person.id, post.id))
}

/// Who may record what an issuer did outside the program: its clerks and leaders, and, when nobody there has an account,
/// those who issue the document.
pub async fn records_for(
    app: &App,
    signed: &Signed,
    document: &document::Model,
    approval: &document_approval::Model,
) -> Result<Option<By>, Error> {
    let Some(unit) = approval.unit_id else { return Ok(None) };
    let own = signed
        .posts
        .iter()
        .find(|post| post.unit_id == unit && matches!(post.kind, PostKind::Leader | PostKind::Clerk));
    if let Some(post) = own {
        return Ok(Some(By::post(signed.person.id, post.id)));
    }
    let conn = app.db.read();
    let has_leader =
        post::held_in(&[unit]).filter(post::Column::Kind.eq(PostKind::Leader)).one(conn).await?.is_some();
    if has_leader { Ok(None) } else { signed.may(app, Act::IssueDocument, Some(document.unit_id)).await }
}

/// Somebody who can be chosen to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their post.
    pub title: String,
    /// Whether the post is in the issuer itself; others may sign by order or by mandate only.
    pub is_of_issuer: bool,
}

/// Leaders of the issuer and of the unit that drafts, who may be chosen to sign.
pub async fn signers(
    conn: &impl ConnectionTrait,
    (issuer, drafting): (UnitId, UnitId),
) -> Result<Vec<Signer>, DocumentError> {
    let units = if issuer == drafting { vec![issuer] } else { vec![issuer, drafting] };
    let posts = post::held_in(&units).filter(post::Column::Kind.eq(PostKind::Leader)).all(conn).await?;
    let ids: Vec<PersonId> = posts.iter().map(|post| post.person_id).collect();
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(conn).await?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|p| (p.id, p.name)).collect();
    let mut signers: Vec<Signer> = posts
        .into_iter()
        .filter_map(|post| {
            let name = names.get(&post.person_id)?.clone();
            Some(Signer {
                person: post.person_id,
                name,
                title: post.title,
                is_of_issuer: post.unit_id == issuer,
            })
        })
        .collect();
    signers.sort_by_key(|signer| !signer.is_of_issuer);
    signers.dedup_by_key(|signer| signer.person);
    Ok(signers)
}

/// Whether this person may be chosen by this authority.
pub fn may_sign(signers: &[Signer], person: PersonId, authority: Authority) -> bool {
    signers.iter().any(|signer| signer.person == person && (signer.is_of_issuer || authority.passes_down()))
}
