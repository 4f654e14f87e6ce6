//! Writing a document in the browser: what is typed is kept at every pause, apart from the versions; a version is made
//! when the writer says so. Who writes what somebody else wrote meanwhile is told, and nothing of either is lost.

use super::flow::asked;
use super::{DocumentError, Issuer, lock_in, mend, text};
use db::WriteTx;
use db::events::By;
use domain::ids::{DocumentId, UnitId};
use domain::time::Moment;
use paper::{Paper, Signature};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};
use tables::document::{self, State};
use tables::{document_approval, document_writing};

/// The state of a text that a page showed: its version, and how often what is written of it was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Version of the document.
    pub version: i32,
    /// Savings since then.
    pub revision: i32,
}

/// The text that is being written, else the last version, and what a page that shows it has seen.
pub async fn writing(
    conn: &impl ConnectionTrait,
    document: &document::Model,
) -> Result<(Paper, Seen, Option<document_writing::Model>), DocumentError> {
    let row = document_writing::of(document.id).one(conn).await?;
    let paper = match &row {
        Some(row) => serde_json::from_str(&row.content)?,
        None => text(document)?,
    };
    let revision = row.as_ref().map_or(0, |row| row.revision);
    Ok((paper, Seen { version: document.version, revision }, row))
}

/// Keeps what is being written. It is no change of the document yet, so no event tells of it; the version will.
pub async fn keep(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (DocumentId, Seen),
    paper: &Paper,
) -> Result<Seen, DocumentError> {
    let document = lock_in(tx, id, &[State::Draft]).await?;
    let found = document_writing::of(id).lock_exclusive().one(tx).await?;
    let revision = found.as_ref().map_or(0, |row| row.revision);
    let now_at = Seen { version: document.version, revision };
    let content = serde_json::to_string(paper)?;
    let kept = found.as_ref().map_or(&document.content, |row| &row.content);
    // The same text is no conflict, whoever sent it: a saving that is sent twice is kept once.
    if *kept == content {
        return Ok(now_at);
    }
    if seen != now_at {
        return Err(DocumentError::Written);
    }
    let next = Seen { revision: revision + 1, ..seen };
    match found {
        Some(row) => {
            let mut row = row.into_active_model();
            row.revision = Set(next.revision);
            row.content = Set(content);
            row.person_id = Set(by.person);
            row.updated_at = Set(now);
            row.update(tx).await?;
        }
        None => {
            let row = document_writing::ActiveModel {
                document_id: Set(id),
                version: Set(document.version),
                revision: Set(next.revision),
                content: Set(content),
                person_id: Set(by.person),
                updated_at: Set(now),
            };
            document_writing::Entity::insert(row).exec_without_returning(tx).await?;
        }
    }
    Ok(next)
}

/// Makes a version of what was written, with the issuers it names.
pub async fn finish(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (DocumentId, Seen),
    (paper, issuers): (&Paper, &[Issuer]),
) -> Result<i32, DocumentError> {
    keep(tx, now, by, (id, seen), paper).await?;
    document_writing::Entity::delete_by_id(id).exec(tx).await?;
    let version = mend(tx, now, by, id, paper).await?;
    name_issuers(tx, now, (id, paper), issuers).await?;
    Ok(version)
}

/// Says that nothing is being written, before a draft is submitted: what is typed and no version would be left behind.
pub async fn is_finished(tx: &WriteTx, document: &document::Model) -> Result<(), DocumentError> {
    let found = document_writing::of(document.id).one(tx).await?;
    match found.is_some_and(|row| row.content != document.content) {
        true => Err(DocumentError::Unfinished),
        false => Ok(()),
    }
}

/// Who issues a draft that has no plan: kept as the parts that will be asked.
pub async fn name_issuers(
    tx: &WriteTx,
    now: Moment,
    (id, paper): (DocumentId, &Paper),
    issuers: &[Issuer],
) -> Result<(), DocumentError> {
    document_approval::Entity::delete_many()
        .filter(document_approval::Column::DocumentId.eq(id))
        .exec(tx)
        .await?;
    let rows: Vec<document_approval::ActiveModel> = issuers
        .iter()
        .enumerate()
        .map(|(position, issuer)| {
            let block: Signature = crate::features::documents::sheet::block(paper, position);
            asked(tx.new_id(now), id, (position, issuer), block)
        })
        .collect();
    if !rows.is_empty() {
        document_approval::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The units behind the issuers of a document, with what stands in the letterhead.
pub fn issuers_of(paper: &Paper, units: &[Option<UnitId>]) -> Vec<Issuer> {
    let one = |(at, issuer): (usize, &paper::Issuer)| Issuer {
        printed: issuer.name.clone(),
        unit: units.get(at).copied().flatten(),
    };
    paper.issuers.iter().enumerate().map(one).collect()
}
