//! Noting what an office answered to a package: at that office, and at the delivery of the document to it.

use super::findings::{Target, target};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::time::Moment;
use exchange::{Status, StatusCode};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::{delivery, document, package, package_party};
use web::Error;

/// Notes a status; says which package and document it was about.
pub async fn note(
    tx: &WriteTx,
    (now, by): (Moment, By),
    row: &package::Model,
    status: &Status,
) -> Result<package::Model, Error> {
    match target(tx, row, status).await? {
        Target::Party(about, party) => {
            at_party(tx, (now, by), (&about, party), status).await?;
            Ok(about)
        }
        Target::Arrived(about) => Ok(about),
        Target::NotAReceiver(_) => Err(Error::conflict("packages-not-a-receiver")),
        Target::Unknown => Err(Error::conflict("packages-unknown-document")),
    }
}

async fn at_party(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (about, party): (&package::Model, package_party::Model),
    status: &Status,
) -> Result<(), Error> {
    let party = package_party::Entity::find_by_id(party.id).lock_exclusive().one(tx).await?;
    let party = party.ok_or_else(Error::not_found)?;
    let at = status.at.unwrap_or(now).min(now);
    // What was said earlier and comes later is kept as a package and changes nothing.
    let is_newer = party.status_at.is_none_or(|known| known <= at)
        && !party.status.as_deref().is_some_and(|known| goes_back(known, status.code));
    let (unit, name) = (party.unit_id, party.name.clone());
    if is_newer {
        let mut changed = party.into_active_model();
        changed.status = Set(Some(status.code.code().to_owned()));
        changed.status_words =
            Set(status.description.chars().take(super::forms::WORDS_LETTERS_MAX).collect());
        changed.status_at = Set(Some(at));
        changed.update(tx).await?;
    }
    let Some(document) = about.document_id else { return Ok(()) };
    let has_it = matches!(
        status.code,
        StatusCode::Registered | StatusCode::Assigned | StatusCode::InProgress | StatusCode::Done
    );
    if let Some(unit) = unit.filter(|_| has_it) {
        delivery::Entity::update_many()
            .col_expr(delivery::Column::AcknowledgedAt, Expr::value(at))
            .filter(delivery::Column::DocumentId.eq(document))
            .filter(delivery::Column::UnitId.eq(unit))
            .filter(delivery::Column::AcknowledgedAt.is_null())
            .exec(tx)
            .await?;
    }
    let told =
        json!({"office": name, "status": status.code.code(), "reason": status.description, "unit": unit});
    if !is_newer {
        return Ok(());
    }
    record(tx, NewEvent::new(now, by, "answered", "document", document).with(told)).await?;
    if status.code == StatusCode::Refused
        && let Some(row) = document::by_id(document).one(tx).await?
    {
        let said = (name.as_str(), status.description.as_str());
        super::telling::refused(tx, (now, by.person), (&row, about), said).await?;
    }
    Ok(())
}

/// Whether an office would go back behind what it said: what was accepted is not "arrived" again, what is done not worked on.
/// Agreeing or not (15, 16) answers another question and stands beside that way.
fn goes_back(known: &str, code: StatusCode) -> bool {
    let place = |code: &str| match code {
        "01" => Some(1),
        "02" | "03" => Some(2),
        "04" => Some(3),
        "05" => Some(4),
        "06" => Some(5),
        _ => None,
    };
    matches!((place(known), place(code.code())), (Some(known), Some(new)) if new < known)
}
