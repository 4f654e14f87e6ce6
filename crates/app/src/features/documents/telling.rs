//! Who is told what of a document: in the transaction of the step, or portion by portion when recipients are many.

use super::actions::lock;
use super::deliveries::silent;
use super::errors::DocumentError;
use crate::app::App;
use crate::config::Config;
use crate::features::notices::actions::{To, Told, tell};
use crate::features::notices::{Came, Kind, write_to_contacts};
use db::{DbError, WriteTx};
use domain::ids::{DeliveryId, DocumentId, PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use jobs::{Job, JobError, Left, Run};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use tables::document_approval;
use tables::{delivery, document};
use web::{Args, args};

/// Deliveries of one transaction.
pub const PORTION: u64 = 500;
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
        if self.what == What::Remind {
            return Ok(self.remind(app).await?);
        }
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

    async fn when_given_up(self, tx: &WriteTx, _: Moment, _: &str) -> Result<Left, DbError> {
        self.end_round(tx).await
    }
}

impl TellRecipients {
    /// The round is over as far as it came, and the rest can be reminded again.
    async fn end_round(&self, tx: &WriteTx) -> Result<Left, DbError> {
        if self.what == What::Recall {
            return Ok(Left::InTheQueue);
        }
        document::Entity::update_many()
            .col_expr(document::Column::NToRemind, Expr::value(None::<i32>))
            .filter(document::Column::Id.eq(self.document))
            .exec(tx)
            .await?;
        Ok(Left::Nowhere)
    }

    fn told(&self, row: &document::Model, unit: UnitId) -> Told {
        let kind = match self.what {
            What::Remind => Kind::DocumentReminded,
            What::Recall => Kind::DocumentRecalled,
        };
        let words = words(row).with("reason", row.returned_why.clone().unwrap_or_default());
        told(To::Posts(unit, TAKERS), kind, row).with(words).once(self.at.micros().to_string())
    }

    /// Reminds in portions.
    async fn remind(&self, app: &App) -> Result<(), DocumentError> {
        let mut after = None;
        loop {
            let tx = app.db.write().await?;
            let last = self.remind_some(&tx, after).await?;
            tx.commit().await?;
            if last.is_none() {
                return Ok(());
            }
            after = last;
        }
    }

    /// One portion; none when the round is over. Whoever has the mark of this round was reminded before it was cut, and
    /// whoever has acknowledged it in the meantime needs no reminder any more.
    pub async fn remind_some(
        &self,
        tx: &WriteTx,
        after: Option<DeliveryId>,
    ) -> Result<Option<DeliveryId>, DocumentError> {
        use delivery::Column;
        let document = lock(tx, self.document).await?;
        if document.n_to_remind.is_none() {
            return Ok(None);
        }
        if document.state != document::State::Issued {
            // Taken back meanwhile: nobody is asked to acknowledge it any more.
            let mut row = document.into_active_model();
            row.n_to_remind = Set(None);
            row.update(tx).await?;
            return Ok(None);
        }
        let unmarked = Condition::any().add(Column::RemindedAt.is_null()).add(Column::RemindedAt.lt(self.at));
        let mut who = silent(self.document).add(unmarked);
        if let Some(after) = after {
            who = who.add(Column::Id.gt(after));
        }
        let some: Vec<(DeliveryId, UnitId)> = delivery::Entity::find()
            .filter(who)
            .select_only()
            .columns([Column::Id, Column::UnitId])
            .order_by_asc(Column::Id)
            .limit(PORTION)
            .into_tuple()
            .all(tx)
            .await?;
        delivery::Entity::update_many()
            .col_expr(Column::RemindedAt, Expr::value(self.at))
            .col_expr(Column::NReminders, Expr::col(Column::NReminders).add(1))
            .filter(Column::Id.is_in(some.iter().map(|(id, _)| *id)))
            .exec(tx)
            .await?;
        let all: Vec<Told> = some.iter().map(|(_, unit)| self.told(&document, *unit)).collect();
        tell(tx, self.at, &all).await?;
        let n_before = document.n_reminded;
        let is_last = (some.len() as u64) < PORTION;
        let mut row = document.into_active_model();
        row.n_reminded = Set(n_before.saturating_add(i32::try_from(some.len()).unwrap_or(i32::MAX)));
        if is_last {
            row.n_to_remind = Set(None);
        }
        row.update(tx).await?;
        Ok(some.last().map(|(id, _)| *id).filter(|_| !is_last))
    }

    async fn some(&self, app: &App, after: Option<DeliveryId>) -> Result<Vec<(DeliveryId, UnitId)>, DbError> {
        // In order of id, by which the next portion begins: lists for people have another order.
        let mut some = delivery::Entity::find()
            .filter(delivery::Column::DocumentId.eq(self.document))
            .select_only()
            .columns([delivery::Column::Id, delivery::Column::UnitId])
            .order_by_asc(delivery::Column::Id)
            .limit(PORTION);
        if let Some(after) = after {
            some = some.filter(delivery::Column::Id.gt(after));
        }
        Ok(some.into_tuple().all(app.db.read()).await?)
    }
}
