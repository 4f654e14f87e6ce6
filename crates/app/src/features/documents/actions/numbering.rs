//! Number and date: taken from the register of the first issuer, entered in those of the others, printed on the signed
//! text.

use super::{DocumentError, Issuer, Why, lock_in, move_to, save_text, text};
use crate::features::documents::sheet;
use crate::features::registers::actions as registers;
use db::WriteTx;
use db::events::By;
use domain::ids::{DocumentId, UnitId};
use domain::time::{Day, Moment};
use paper::Paper;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use serde_json::json;
use tables::document::{Model, State};

/// Takes a number for a signed document and prints it with the date.
pub async fn give_number(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, issuers): (DocumentId, &[Issuer]),
    (on, symbol): (Day, String),
) -> Result<String, DocumentError> {
    let before = lock_in(tx, id, &[State::Signed]).await?;
    let mut paper = text(&before)?;
    let mut units = issuers.iter().filter_map(|issuer| issuer.unit);
    let host = units.next().unwrap_or(before.unit_id);
    let taken = registers::take(tx, now, by, wanted(&before, &paper, host, (on, symbol))).await?;
    for partner in units {
        registers::mirror(tx, now, by, taken.entry, partner).await?;
    }
    sheet::number(&mut paper, taken.number, &taken.symbol, on);
    let before = save_text(tx, now, by, before, (&paper, Why::Numbered)).await?;
    let mut row = before.into_active_model();
    row.number = Set(i32::try_from(taken.number).ok());
    row.symbol = Set(Some(taken.printed.clone()));
    row.issued_on = Set(Some(on));
    let before = row.update(tx).await?;
    let told = json!({"symbol": taken.printed, "on": on});
    move_to(tx, now, by, before, (State::Numbered, "number", told)).await?;
    Ok(taken.printed)
}

/// The line that the document gets in the register.
fn wanted(document: &Model, paper: &Paper, host: UnitId, (on, symbol): (Day, String)) -> registers::Wanted {
    let names = paper.signatures.iter().filter_map(|signature| signature.name.clone());
    let (kept, sent): (Vec<_>, Vec<_>) = paper.recipients.iter().partition(|one| one.is_archive);
    let words = |list: Vec<&paper::Recipient>| {
        list.into_iter().map(|one| one.name.clone()).collect::<Vec<_>>().join("; ")
    };
    registers::Wanted {
        unit: host,
        on,
        kind: paper.kind,
        symbol: Some(symbol),
        series: None,
        drafting: Some(document.unit_id),
        subject: paper.subject.clone(),
        signer: names.collect::<Vec<_>>().join(", "),
        recipients: words(sent),
        keeper: words(kept),
        copies: None,
        document: Some(document.id.uuid()),
    }
}
