//! Who is told what of a document: in the transaction of the step, or portion by portion when recipients are many.

use super::errors::DocumentError;
use crate::app::App;
use crate::config::Config;
use crate::features::notices::actions::{To, Told, tell};
use crate::features::notices::{Came, Kind, write_to_contacts};
use db::WriteTx;
use domain::ids::{DeliveryId, DocumentId, PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use jobs::{Job, JobError, Run};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use tables::document_approval;
use tables::{delivery, document};
use web::{Args, args};

/// Deliveries of one transaction.
const PORTION: u64 = 500;
/// Whoever looks after what comes to a unit.
const TAKERS: &[PostKind] = &[PostKind::Focal, PostKind::Clerk, PostKind::Leader];

/// The words of a document in a sentence.
fn words(row: &document::Model) -> Args {
    args![subject = &row.subject, symbol = row.symbol.clone().unwrap_or_default()]
}

fn told(to: To, kind: Kind, row: &document::Model) -> Told {
    Told::new(to, kind, ("document", row.id), format!("/documents/{}", row.id)).with(words(row))
}

/// A document came to a unit with so many pieces of work.
pub fn came(row: &document::Model, unit: UnitId, n_work: usize) -> Told {
    let words = words(row).with("n", n_work);
    told(To::Posts(unit, TAKERS), Kind::DocumentCame, row).with(words).once("")
}

/// A document came to units in which nobody can be told: it is written to the addresses that their keepers gave.
pub async fn came_to_contacts(
    tx: &WriteTx,
    now: Moment,
    config: &Config,
    row: &document::Model,
    units: &[UnitId],
) -> Result<(), DocumentError> {
    let came = Came {
        subject: &row.subject,
        symbol: row.symbol.as_deref().unwrap_or_default(),
        path: format!("/documents/{}", row.id),
        sender: row.unit_id,
    };
    write_to_contacts(tx, now, config, (units, TAKERS), &came).await?;
    Ok(())
}

/// The leaders of the issuers are asked for their approval.
pub async fn submitted(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &document::Model,
) -> Result<(), DocumentError> {
    let parts = document_approval::of_document(row.id).all(tx).await?;
    let units = parts.iter().filter_map(|part| part.unit_id);
    let all: Vec<Told> = units
        .map(|unit| told(To::Posts(unit, &[PostKind::Leader]), Kind::DocumentSubmitted, row).but(by))
        .collect();
    tell(tx, now, &all).await?;
    Ok(())
}

/// Those who drafted it are told something.
pub async fn drafters(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &document::Model,
    (kind, reason): (Kind, &str),
) -> Result<(), DocumentError> {
    let to = match row.created_by {
        Some(person) => To::Author(person, row.unit_id, &[PostKind::Drafter]),
        None => To::Posts(row.unit_id, &[PostKind::Drafter]),
    };
    let words = words(row).with("reason", reason);
    tell(tx, now, &[told(to, kind, row).with(words).but(by)]).await?;
    Ok(())
}

/// Everybody has approved: those who were chosen sign.
pub async fn to_sign(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &document::Model,
) -> Result<(), DocumentError> {
    let parts = document_approval::of_document(row.id).all(tx).await?;
    let signers = parts.iter().filter(|part| part.state == document_approval::State::Approved);
    let all: Vec<Told> = signers
        .filter_map(|part| part.signer_id)
        .map(|signer| told(To::Person(signer), Kind::DocumentToSign, row).but(by))
        .collect();
    tell(tx, now, &all).await?;
    Ok(())
}

/// Everybody has signed: the clerks of the unit that keeps it and of the first issuer give it a number.
pub async fn to_number(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &document::Model,
) -> Result<(), DocumentError> {
    let parts = document_approval::of_document(row.id).all(tx).await?;
    let host = parts.first().and_then(|part| part.unit_id).filter(|host| *host != row.unit_id);
    let all: Vec<Told> = std::iter::once(row.unit_id)
        .chain(host)
        .map(|unit| told(To::Posts(unit, &[PostKind::Clerk]), Kind::DocumentToNumber, row).but(by))
        .collect();
    tell(tx, now, &all).await?;
    Ok(())
}

/// What recipients are told after they got a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The silent are reminded.
    Remind,
    /// It was recalled.
    Recall,
}

/// Tells the recipients of a document. A job, because there may be fifty thousand; each is told once.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellRecipients {
    /// Which document.
    pub document: DocumentId,
    /// What they are told.
    pub what: What,
    /// When somebody asked for it.
    pub at: Moment,
}

impl Job for TellRecipients {
    type Context = App;
    const KIND: &'static str = "documents.tell_recipients";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let found = document::by_id(self.document).one(app.db.read()).await?;
        let row = found.ok_or_else(|| JobError::give_up("there is no such document"))?;
        let mut after = None;
        loop {
            let some = self.some(app, after).await?;
            let Some(last) = some.last() else { return Ok(()) };
            after = Some(last.0);
            let all: Vec<Told> = some.iter().map(|(_, unit)| self.told(&row, *unit)).collect();
            let tx = app.db.write().await?;
            tell(&tx, run.now, &all).await?;
            tx.commit().await?;
        }
    }
}

impl TellRecipients {
    fn told(&self, row: &document::Model, unit: UnitId) -> Told {
        let kind = match self.what {
            What::Remind => Kind::DocumentReminded,
            What::Recall => Kind::DocumentRecalled,
        };
        let words = words(row).with("reason", row.returned_why.clone().unwrap_or_default());
        told(To::Posts(unit, TAKERS), kind, row).with(words).once(self.at.micros().to_string())
    }

    async fn some(
        &self,
        app: &App,
        after: Option<DeliveryId>,
    ) -> Result<Vec<(DeliveryId, UnitId)>, db::DbError> {
        // In order of id, by which the next portion begins: lists for people have another order.
        let mut some = delivery::Entity::find()
            .filter(delivery::Column::DocumentId.eq(self.document))
            .select_only()
            .columns([delivery::Column::Id, delivery::Column::UnitId])
            .order_by_asc(delivery::Column::Id)
            .limit(PORTION);
        if self.what == What::Remind {
            // Who has acknowledged it in the meantime needs no reminder any more.
            some = some
                .filter(delivery::Column::RemindedAt.eq(self.at))
                .filter(delivery::Column::AcknowledgedAt.is_null());
        }
        if let Some(after) = after {
            some = some.filter(delivery::Column::Id.gt(after));
        }
        Ok(some.into_tuple().all(app.db.read()).await?)
    }
}
