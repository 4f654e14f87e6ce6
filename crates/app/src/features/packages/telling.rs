//! Who is told of packages: those who look after what comes to a unit, and those who issued a document that was refused.

use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use db::{DbError, WriteTx};
use domain::ids::PersonId;
use domain::rights::PostKind;
use domain::time::Moment;
use tables::{document, package};
use web::args;

/// Whoever looks after what comes to a unit.
const TAKERS: &[PostKind] = &[PostKind::Focal, PostKind::Clerk, PostKind::Leader];
/// Whoever issues its documents.
const ISSUERS: &[PostKind] = &[PostKind::Clerk, PostKind::Leader];

/// A document came in a package and was received.
pub async fn came(
    tx: &WriteTx,
    (now, by): (Moment, Option<PersonId>),
    row: &package::Model,
) -> Result<(), DbError> {
    // What was sent is taken back: that is another piece of news.
    let kind = if row.purpose == 1 { Kind::DocumentRecalled } else { Kind::DocumentCame };
    let words = args![subject = &row.subject, symbol = &row.symbol, n = 0, reason = ""];
    let told =
        Told::new(To::Posts(row.unit_id, TAKERS), kind, ("package", row.id), format!("/packages/{}", row.id));
    tell(tx, now, &[told.with(words).but(by).once("")]).await?;
    Ok(())
}

/// An office refused a document.
pub async fn refused(
    tx: &WriteTx,
    (now, by): (Moment, Option<PersonId>),
    (row, about): (&document::Model, &package::Model),
    (office, reason): (&str, &str),
) -> Result<(), DbError> {
    let words = args![
        subject = &row.subject,
        symbol = row.symbol.clone().unwrap_or_default(),
        name = office,
        reason = reason
    ];
    let link = format!("/documents/{}/deliveries", row.id);
    // The unit that keeps the document, and the issuer in whose name it went out.
    let mut units = vec![about.unit_id];
    units.extend(about.office_id.filter(|office| *office != about.unit_id));
    let told = units.into_iter().map(|unit| {
        let told = Told::new(To::Posts(unit, ISSUERS), Kind::PackageRefused, ("document", row.id), &link);
        told.with(words.clone()).but(by)
    });
    tell(tx, now, &told.collect::<Vec<_>>()).await?;
    Ok(())
}
