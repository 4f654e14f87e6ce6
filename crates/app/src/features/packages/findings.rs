//! What speaks against receiving a package, or is good to know before: looked at when it is shown and again when it is
//! received.

use super::content::{Content, plain_code};
use super::pages::{Finding, Weight};
use crate::app::App;
use crate::features::units::{self, offices};
use domain::text::key;
use domain::time::Moment;
use exchange::{Envelope, Message, Status, StatusCode};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, Select,
};
use tables::package::{self, Sort, State, Way};
use tables::register::Way as BookWay;
use tables::{document, package_party, register, register_entry};
use web::Error;

/// What makes a package one that is received once in a unit. A document that was revoked may be sent again, and revoked again.
pub async fn once(conn: &impl ConnectionTrait, row: &package::Model) -> Result<String, Error> {
    let document = match row.document_code.is_empty() {
        false => row.document_code.clone(),
        true => format!("{},{:?},{}", row.sender_code, row.dated_on, row.symbol),
    };
    if let Some(status) = &row.status {
        return Ok(format!("{}:{}:{status}:{}", row.unit_id, row.sender_code, row.file));
    }
    let mut once = format!("{}:{}:{}", row.unit_id, row.purpose, key(&document));
    // What another passes on is another sending than that of the office whose document it is.
    if named(row) != row.sender_code {
        once = format!("{once}:{}", row.sender_code);
    }
    let n_before = n_rounds(conn, row).await?;
    Ok(if n_before > 0 { format!("{once}:{n_before}") } else { once })
}

/// The office that the id of the document names: "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT"; the sender when it names none.
fn named(row: &package::Model) -> String {
    row.document_code
        .split_once(',')
        .map_or_else(|| row.sender_code.clone(), |(office, _)| plain_code(office))
}

/// How often the document was sent and revoked before.
async fn n_rounds(conn: &impl ConnectionTrait, row: &package::Model) -> Result<u64, Error> {
    if row.document_code.is_empty() {
        return Ok(0);
    }
    let same = same_document(row);
    if row.purpose == 1 {
        let n = same.filter(package::Column::Purpose.ne(1)).count(conn).await?;
        return Ok(n.saturating_sub(1));
    }
    let revoked = same.filter(package::Column::Purpose.eq(1)).filter(package::Column::AboutId.is_not_null());
    Ok(revoked.count(conn).await?)
}

/// The packages of the same document from the same sender that the unit received beside this one.
fn same_document(row: &package::Model) -> Select<package::Entity> {
    package::Entity::find()
        .filter(package::Column::UnitId.eq(row.unit_id))
        .filter(package::Column::Way.eq(Way::In))
        .filter(package::Column::Sort.eq(Sort::Document))
        .filter(package::Column::State.eq(State::Received))
        .filter(package::Column::SenderCode.eq(&row.sender_code))
        .filter(package::Column::DocumentCode.eq(&row.document_code))
        .filter(package::Column::Id.ne(row.id))
}

/// The revocation of this document that came before it: received when there was nothing to revoke, and not sent before the
/// document, which is then sent anew.
pub async fn revoked_early(
    conn: &impl ConnectionTrait,
    row: &package::Model,
    message: &Message,
) -> Result<Option<package::Model>, Error> {
    if row.purpose == 1 || row.document_code.is_empty() {
        return Ok(None);
    }
    let early = same_document(row)
        .filter(package::Column::Purpose.eq(1))
        .filter(package::Column::AboutId.is_null())
        .order_by_desc(package::Column::Id)
        .one(conn)
        .await?;
    let Some(early) = early else { return Ok(None) };
    let revoked_at = Content::of(&early)?.message().and_then(sent_at);
    let is_sent_anew =
        matches!((sent_at(message), revoked_at), (Some(sent), Some(revoked)) if sent > revoked);
    Ok((!is_sent_anew).then_some(early))
}

/// When a package left its sender, as far as it says so.
fn sent_at(message: &Message) -> Option<Moment> {
    message.trace.first().map(|step| step.at)
}

/// The revocation of a document that was received.
pub async fn revocation(
    conn: &impl ConnectionTrait,
    row: &package::Model,
) -> Result<Option<package::Model>, Error> {
    let about = package::about(row.id).filter(package::Column::Purpose.eq(1));
    Ok(about.filter(package::Column::State.eq(State::Received)).one(conn).await?)
}

fn finding(word: &'static str, weight: Weight, name: impl Into<String>, href: Option<String>) -> Finding {
    Finding { word, name: name.into(), href, weight }
}

/// What is found about a package that waits.
pub async fn of(app: &App, row: &package::Model, content: &Content) -> Result<Vec<Finding>, Error> {
    if row.way != Way::In || row.state != State::Waiting {
        return Ok(Vec::new());
    }
    let conn = app.db.read();
    match &content.envelope {
        Envelope::Document(message) => of_document(app, row, message).await,
        Envelope::Status(status) => of_status(conn, row, status).await,
    }
}

async fn of_document(app: &App, row: &package::Model, message: &Message) -> Result<Vec<Finding>, Error> {
    let conn = app.db.read();
    let mut found = Vec::new();
    let own = offices::of_unit(conn, row.unit_id).await?.map(|own| own.code);
    let unit = units::refs(conn, &[row.unit_id], app.now().local_day()).await?.pop();
    let unit_name = unit.map(|unit| unit.name).unwrap_or_default();
    match &own {
        Some(own) if *own == row.sender_code => found.push(finding("own", Weight::Stops, unit_name, None)),
        Some(own) if !is_for(message, own) => {
            found.push(finding("not-ours", Weight::Asks, format!("{unit_name} ({own})"), None));
        }
        Some(_) => {}
        None => {
            let href = format!("/units/{}#office", row.unit_id);
            found.push(finding("no-code", Weight::Tells, unit_name, Some(href)));
        }
    }
    if let Some(first) = received(conn, row).await? {
        found.push(finding(
            "same",
            Weight::Stops,
            row.symbol.clone(),
            Some(format!("/packages/{}", first.id)),
        ));
    }
    // Another office may pass a document on.
    let named = named(row);
    if named != row.sender_code {
        found.push(finding("other-sender", Weight::Asks, named, None));
    }
    if row.purpose != 1
        && let Some(line) = in_register(conn, row).await?
    {
        let number = line.number.unwrap_or_default().to_string();
        found.push(finding(
            "in-register",
            Weight::Asks,
            number,
            Some(format!("/registers/{}", line.register_id)),
        ));
    }
    if let Some(here) = here(conn, row).await? {
        let href = format!("/documents/{}", here.id);
        found.push(finding("here", Weight::Tells, here.symbol.unwrap_or_default(), Some(href)));
    }
    if let Some(early) = revoked_early(conn, row, message).await? {
        found.push(finding(
            "revoked",
            Weight::Asks,
            row.symbol.clone(),
            Some(format!("/packages/{}", early.id)),
        ));
    }
    if row.purpose == 1 && before(conn, row, message).await?.is_none() {
        found.push(finding("nothing-to-revoke", Weight::Asks, row.symbol.clone(), None));
    }
    Ok(found)
}

/// Whether a package is for the office of this code.
pub fn is_for(message: &Message, code: &str) -> bool {
    let to = message.to.iter().map(|organ| &organ.id);
    to.chain(&message.business.receivers).any(|id| plain_code(id) == code)
}

/// The same document for the same purpose, received in the unit before.
async fn received(
    conn: &impl ConnectionTrait,
    row: &package::Model,
) -> Result<Option<package::Model>, Error> {
    let same = package::Entity::find().filter(package::Column::Once.eq(once(conn, row).await?));
    Ok(same.filter(package::Column::Id.ne(row.id)).one(conn).await?)
}

/// The line of the same paper in the registers of the unit.
async fn in_register(
    conn: &impl ConnectionTrait,
    row: &package::Model,
) -> Result<Option<register_entry::Model>, Error> {
    if row.symbol.is_empty() {
        return Ok(None);
    }
    let books =
        register::of_unit(row.unit_id).filter(register::Column::Way.eq(BookWay::In)).all(conn).await?;
    let lines = register_entry::Entity::find()
        .filter(register_entry::Column::RegisterId.is_in(books.iter().map(|book| book.id)))
        .filter(register_entry::Column::IssuerKey.eq(key(&row.sender_name)))
        .filter(register_entry::Column::VoidedAt.is_null())
        .filter(register_entry::Column::PaperOn.eq(row.dated_on))
        .order_by_desc(register_entry::Column::Id)
        .all(conn)
        .await?;
    Ok(lines.into_iter().find(|line| key(&line.printed) == key(&row.symbol)))
}

/// The document of this house that the package carries, when the office that sends it keeps or issues one of this number and
/// day here. A number alone says nothing: every office begins with 01.
pub async fn here(
    conn: &impl ConnectionTrait,
    row: &package::Model,
) -> Result<Option<document::Model>, Error> {
    let Some(offices::Office::Unit(sender)) = offices::by_code(conn, &row.sender_code).await? else {
        return Ok(None);
    };
    let same = document::Entity::find()
        .filter(document::Column::Symbol.eq(&row.symbol))
        .filter(document::Column::IssuedOn.eq(row.dated_on))
        .all(conn)
        .await?;
    for one in same {
        let issuers = crate::features::documents::issuers(conn, &one).await?;
        if one.unit_id == sender || issuers.iter().any(|issuer| issuer.unit == Some(sender)) {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

/// The package of the document that this one revokes, updates or replaces, as far as it was received in the unit from the
/// same sender.
pub async fn before(
    conn: &impl ConnectionTrait,
    row: &package::Model,
    message: &Message,
) -> Result<Option<package::Model>, Error> {
    let mut named: Vec<&str> = message.business.replaces.iter().map(|one| one.document_id.as_str()).collect();
    named.push(&message.business.document_id);
    if row.purpose == 1 {
        named.push(&row.document_code);
    }
    named.retain(|id| !id.is_empty());
    let found = package::Entity::find()
        .filter(package::Column::UnitId.eq(row.unit_id))
        .filter(package::Column::Way.eq(Way::In))
        .filter(package::Column::State.eq(State::Received))
        .filter(package::Column::SenderCode.eq(&row.sender_code))
        .filter(package::Column::DocumentCode.is_in(named))
        .filter(package::Column::Id.ne(row.id))
        .filter(package::Column::Purpose.ne(1))
        .order_by_desc(package::Column::Id)
        .one(conn)
        .await?;
    Ok(found)
}

async fn of_status(
    conn: &impl ConnectionTrait,
    row: &package::Model,
    status: &Status,
) -> Result<Vec<Finding>, Error> {
    let mut found = Vec::new();
    if let Some(first) = received(conn, row).await? {
        let href = format!("/packages/{}", first.id);
        found.push(finding("same", Weight::Stops, row.symbol.clone(), Some(href)));
    }
    match target(conn, row, status).await? {
        Target::Party(..) | Target::Arrived(_) => {}
        Target::NotAReceiver(package) => {
            let href = format!("/packages/{}", package.id);
            found.push(finding("not-a-receiver", Weight::Stops, row.sender_code.clone(), Some(href)));
        }
        Target::Unknown => found.push(finding("unknown-document", Weight::Stops, row.symbol.clone(), None)),
    }
    Ok(found)
}

/// What a status speaks of.
pub enum Target {
    /// A package made here, and the office that answers.
    Party(package::Model, package_party::Model),
    /// A package that came here, whose sender asks for it back.
    Arrived(package::Model),
    /// A package made here, but not for the office that answers.
    NotAReceiver(package::Model),
    /// Nothing that is known here.
    Unknown,
}

/// Finds what a status speaks of: the unit's own package of that document which is for the office that answers.
pub async fn target(
    conn: &impl ConnectionTrait,
    row: &package::Model,
    status: &Status,
) -> Result<Target, Error> {
    let asks_back = status.code == StatusCode::TakeBackAsked;
    let (way, mut unit) = (if asks_back { Way::In } else { Way::Out }, Condition::any());
    unit = unit.add(package::Column::UnitId.eq(row.unit_id));
    if !asks_back {
        unit = unit.add(package::Column::OfficeId.eq(row.unit_id));
    }
    let mut select = package::Entity::find()
        .filter(unit)
        .filter(package::Column::Way.eq(way))
        .filter(package::Column::Sort.eq(Sort::Document))
        .filter(package::Column::State.ne(State::Aside))
        .order_by_desc(package::Column::Id);
    select = match row.document_code.is_empty() {
        false => select.filter(package::Column::DocumentCode.eq(&row.document_code)),
        true => select
            .filter(package::Column::Symbol.eq(&row.symbol))
            .filter(package::Column::DatedOn.eq(row.dated_on)),
    };
    let packages = select.all(conn).await?;
    if asks_back {
        let sent = packages.into_iter().find(|one| one.sender_code == row.sender_code);
        return Ok(sent.map_or(Target::Unknown, Target::Arrived));
    }
    for one in &packages {
        let party = package_party::of(one.id)
            .filter(package_party::Column::Code.eq(&row.sender_code))
            .one(conn)
            .await?;
        if let Some(party) = party {
            return Ok(Target::Party(one.clone(), party));
        }
    }
    Ok(packages.into_iter().next().map_or(Target::Unknown, Target::NotAReceiver))
}
