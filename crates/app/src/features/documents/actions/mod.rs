//! What can be done to a document. Each verb locks it, checks where it stands, writes and records one event.

mod comments;
mod flow;
mod numbering;
mod writing;

pub use super::load::issuers;
pub use super::writing::begin::{Units, paper as blank};
pub use comments::{NewComment, comment, reopen_comment, resolve_comment};
pub use flow::{Approving, Issuer, Outside, approve, ask, recall, return_it, sign, submit, take_back};
pub use numbering::give_number;
pub use writing::{Seen, finish, issuers_of, keep, name_issuers, writing};

pub use super::answers::in_force as answers_in_force;
use super::errors::DocumentError;
use crate::features::cascades::actions as cascades;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{DocumentId, DocumentVersionId, PlanId, UnitId};
use domain::text::key;
use domain::time::Moment;
use paper::Paper;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::document::{self, State};
use tables::{document_version, plan};

/// Why a version was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The first text.
    Drafted,
    /// Mended before it was approved.
    Mended,
    /// Changed after it was issued.
    Amended,
    /// A leader signed.
    Signed,
    /// Number and date were printed.
    Numbered,
}

impl Why {
    /// The word stored and sent.
    pub const fn word(self) -> &'static str {
        match self {
            Why::Drafted => "drafted",
            Why::Mended => "mended",
            Why::Amended => "amended",
            Why::Signed => "signed",
            Why::Numbered => "numbered",
        }
    }
}

/// A document to be begun.
#[derive(Debug, Clone, Copy)]
pub struct NewDocument<'a> {
    /// The unit that drafts and keeps it.
    pub unit: UnitId,
    /// The plan it is the text of.
    pub plan: Option<PlanId>,
    /// The document it amends or reports on.
    pub about: Option<DocumentId>,
    /// Its text.
    pub paper: &'a Paper,
}

/// Begins a document as a draft with its first version.
pub async fn begin(
    tx: &WriteTx,
    now: Moment,
    by: By,
    new: NewDocument<'_>,
) -> Result<DocumentId, DocumentError> {
    let id: DocumentId = tx.new_id(now);
    let content = serde_json::to_string(new.paper)?;
    let row = document::ActiveModel {
        id: Set(id),
        unit_id: Set(new.unit),
        plan_id: Set(new.plan),
        about_id: Set(new.about),
        kind: Set(new.paper.kind.code().to_owned()),
        subject: Set(new.paper.subject.clone()),
        subject_key: Set(key(&new.paper.subject)),
        state: Set(State::Draft),
        version: Set(1),
        content: Set(content.clone()),
        urgency: Set(urgency(new.paper)),
        number: Set(None),
        symbol: Set(None),
        issued_on: Set(None),
        n_to_deliver: Set(0),
        n_delivered: Set(0),
        n_to_remind: Set(None),
        n_reminded: Set(0),
        returned_why: Set(None),
        created_by: Set(by.person),
        created_at: Set(now),
        updated_at: Set(now),
        submitted_at: Set(None),
        issued_at: Set(None),
    };
    document::Entity::insert(row).exec_without_returning(tx).await?;
    keep_version(tx, now, by, (id, 1), (content, Why::Drafted)).await?;
    let told = json!({"subject": new.paper.subject, "kind": new.paper.kind.code(), "plan": new.plan});
    record(tx, NewEvent::new(now, by, "begin", "document", id).with(told)).await?;
    Ok(id)
}

/// Gives a draft another text: a new version. A text that says the same is none.
pub async fn mend(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: DocumentId,
    paper: &Paper,
) -> Result<i32, DocumentError> {
    let before = lock_in(tx, id, &[State::Draft]).await?;
    save_text(tx, now, by, before, (paper, Why::Mended)).await.map(|row| row.version)
}

/// The same, for the document of a plan.
pub async fn mend_plan(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    paper: &Paper,
) -> Result<i32, DocumentError> {
    let document = document::of_plan(plan).one(tx).await?.ok_or(DocumentError::Gone)?;
    // The marks are set on the document, not in the review of the plan: a text made anew keeps them.
    let before = text(&document)?;
    let (secrecy, urgency, circulation) = (before.secrecy, before.urgency, before.circulation);
    mend(tx, now, by, document.id, &Paper { secrecy, urgency, circulation, ..paper.clone() }).await
}

/// The word of a document's urgency in its row.
fn urgency(paper: &Paper) -> Option<String> {
    let word = match paper.urgency? {
        paper::Urgency::Urgent => "khan",
        paper::Urgency::VeryUrgent => "thuong_khan",
        paper::Urgency::Immediate => "hoa_toc",
    };
    Some(word.to_owned())
}

/// Writes a text as the next version of a locked document.
pub(super) async fn save_text(
    tx: &WriteTx,
    now: Moment,
    by: By,
    before: document::Model,
    (paper, why): (&Paper, Why),
) -> Result<document::Model, DocumentError> {
    let content = serde_json::to_string(paper)?;
    if content == before.content {
        return Ok(before);
    }
    let no = before.version + 1;
    keep_version(tx, now, by, (before.id, no), (content.clone(), why)).await?;
    let told = json!({"version": no, "why": why.word()});
    record(
        tx,
        NewEvent::new(now, by, "change", "document", before.id)
            .before(&before.content)
            .after(&content)
            .with(told),
    )
    .await?;
    let mut row = before.into_active_model();
    row.version = Set(no);
    row.content = Set(content);
    row.kind = Set(paper.kind.code().to_owned());
    row.urgency = Set(urgency(paper));
    row.subject = Set(paper.subject.clone());
    row.subject_key = Set(key(&paper.subject));
    row.updated_at = Set(now);
    Ok(row.update(tx).await?)
}

async fn keep_version(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (document, no): (DocumentId, i32),
    (content, why): (String, Why),
) -> Result<(), DocumentError> {
    let row = document_version::ActiveModel {
        id: Set(tx.new_id::<DocumentVersionId>(now)),
        document_id: Set(document),
        no: Set(no),
        content: Set(content),
        why: Set(why.word().to_owned()),
        person_id: Set(by.person),
        created_at: Set(now),
    };
    document_version::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The document, locked until the transaction ends.
pub async fn lock(tx: &WriteTx, id: DocumentId) -> Result<document::Model, DocumentError> {
    document::by_id(id).lock_exclusive().one(tx).await?.ok_or(DocumentError::Gone)
}

/// The document, locked, when it stands at one of these.
pub async fn lock_in(
    tx: &WriteTx,
    id: DocumentId,
    states: &[State],
) -> Result<document::Model, DocumentError> {
    let row = lock(tx, id).await?;
    if states.contains(&row.state) { Ok(row) } else { Err(DocumentError::Elsewhere(row.state)) }
}

/// The text of a document.
pub fn text(document: &document::Model) -> Result<Paper, DocumentError> {
    Ok(serde_json::from_str(&document.content)?)
}

/// Moves a locked document on, and its plan with it, and says so in one event.
pub async fn move_to(
    tx: &WriteTx,
    now: Moment,
    by: By,
    before: document::Model,
    (state, verb, told): (State, &'static str, serde_json::Value),
) -> Result<document::Model, DocumentError> {
    let (id, plan_id) = (before.id, before.plan_id);
    record(tx, NewEvent::new(now, by, verb, "document", id).before(&before.state).after(&state).with(told))
        .await?;
    let mut row = before.into_active_model();
    row.state = Set(state);
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    if let Some(plan) = plan_id {
        show_on_plan(tx, now, plan, &after).await?;
    }
    Ok(after)
}

/// What lists of plans show of the document.
async fn show_on_plan(
    tx: &WriteTx,
    now: Moment,
    plan: PlanId,
    document: &document::Model,
) -> Result<(), DocumentError> {
    let mut row = plan::ActiveModel {
        state: Set(plan_state(document.state).to_owned()),
        updated_at: Set(now),
        ..<plan::ActiveModel as Default>::default()
    };
    if document.symbol.is_some() {
        row.number = Set(document.symbol.clone());
        row.issued_on = Set(document.issued_on);
    }
    plan::Entity::update_many().set(row).filter(plan::Column::Id.eq(plan)).exec(tx).await?;
    // Whoever asked for this plan sees where it stands.
    if matches!(document.state, State::Issued | State::Recalled) {
        cascades::moved(tx, now, plan).await?;
    }
    Ok(())
}

/// The word that a plan's row carries.
pub const fn plan_state(state: State) -> &'static str {
    match state {
        State::Draft => "draft",
        State::Submitted => "submitted",
        State::Approved => "approved",
        State::Signed => "signed",
        State::Numbered => "numbered",
        State::Issuing => "issuing",
        State::Issued => "issued",
        State::Recalled => "recalled",
    }
}
