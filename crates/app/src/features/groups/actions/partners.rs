//! Partners outside: kept without doubles, put aside and taken up again; what was sent to them by hand.

use super::super::errors::GroupError;
use db::events::{By, NewEvent, record};
use db::{Door, WriteTx};
use domain::groups::{PartnerKind, SentBy};
use domain::ids::{DocumentId, PartnerDeliveryId, PartnerId, UnitId};
use domain::text::key;
use domain::time::{Day, Moment};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QuerySelect as _,
};
use serde_json::json;
use tables::{partner, partner_delivery};

/// Words that say what a body is and not which one: two names that differ in nothing else are similar.
const COMMON: [&str; 12] =
    ["cong", "ty", "tnhh", "co", "phan", "tap", "doan", "cp", "mtv", "tinh", "thanh", "pho"];

/// A partner to be added, or what one is changed into.
#[derive(Debug, Clone, Default)]
pub struct NewPartner {
    /// Its name.
    pub name: String,
    /// What it is; an agency when nothing was said.
    pub kind: Option<PartnerKind>,
    /// Whom to speak to.
    pub contact: String,
    /// That person's post.
    pub contact_title: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Street and town.
    pub address: String,
    /// Province or country.
    pub place: String,
    /// Remarks.
    pub note: String,
}

/// How a document went to a partner.
#[derive(Debug, Clone)]
pub struct Sent {
    /// To whom.
    pub partner: PartnerId,
    /// On which day.
    pub on: Day,
    /// How.
    pub by: SentBy,
    /// Who took it.
    pub receiver: String,
    /// Number of the receipt, remarks.
    pub note: String,
}

/// The words of a name that tell it from others, in no order: "Sở GD&ĐT tỉnh Nghệ An" and "Sở GDĐT Nghệ An" have the same.
fn telling(name: &str) -> Vec<String> {
    let folded = key(name).replace(['&', '.'], "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !COMMON.contains(w));
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether two names may be the same body: the words that tell one are among those of the other.
pub fn similar(one: &str, other: &str) -> bool {
    let (one, other) = (telling(one), telling(other));
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !few.is_empty() && few.iter().all(|word| many.contains(word)) && many.len() <= few.len() + 1
}

/// Adds a partner, kept by `unit`. One of the same name in the same place is refused, one of a similar name is asked about.
pub async fn create_partner(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (unit, is_another): (UnitId, bool),
    new: &NewPartner,
) -> Result<PartnerId, GroupError> {
    // There is no row to lock: two people may add the same partner at once.
    tx.alone_in(Door::Groups).await?;
    refuse_double(tx, None, (new, is_another)).await?;
    let id: PartnerId = tx.new_id(now);
    let row = partner::ActiveModel {
        id: Set(id),
        unit_id: Set(unit),
        name: Set(new.name.clone()),
        name_key: Set(key(&new.name)),
        search_key: Set(search_key(new)),
        kind: Set(new.kind.unwrap_or(PartnerKind::Agency)),
        contact: Set(new.contact.clone()),
        contact_title: Set(new.contact_title.clone()),
        email: Set(new.email.clone()),
        phone: Set(new.phone.clone()),
        address: Set(new.address.clone()),
        place: Set(new.place.clone()),
        note: Set(new.note.clone()),
        ended_at: Set(None),
        created_by: Set(by.person),
        created_at: Set(now),
        updated_at: Set(now),
    };
    partner::Entity::insert(row).exec_without_returning(tx).await?;
    let told = json!({"name": new.name, "unit": unit});
    record(tx, NewEvent::new(now, by, "create", "partner", id).with(told)).await?;
    Ok(id)
}

fn search_key(new: &NewPartner) -> String {
    key(&format!("{} {} {}", new.name, new.place, new.contact))
}

async fn refuse_double(
    tx: &WriteTx,
    but: Option<PartnerId>,
    (new, is_another): (&NewPartner, bool),
) -> Result<(), GroupError> {
    let all = partner::by_name().all(tx).await?;
    let others = || all.iter().filter(|row| Some(row.id) != but);
    let is_same =
        |row: &&partner::Model| row.name_key == key(&new.name) && key(&row.place) == key(&new.place);
    if others().any(|row| is_same(&row)) {
        return Err(GroupError::NameTaken);
    }
    match others().find(|row| !is_another && similar(&row.name, &new.name)) {
        Some(row) => Err(GroupError::Similar(row.name.clone())),
        None => Ok(()),
    }
}

async fn locked(tx: &WriteTx, id: PartnerId) -> Result<partner::Model, GroupError> {
    partner::by_id(id).lock_exclusive().one(tx).await?.ok_or(GroupError::Gone)
}

/// Changes what is known of a partner.
pub async fn change_partner(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, is_another): (PartnerId, bool),
    new: &NewPartner,
) -> Result<(), GroupError> {
    tx.alone_in(Door::Groups).await?;
    let row = locked(tx, id).await?;
    let is_renamed = row.name_key != key(&new.name);
    refuse_double(tx, Some(id), (new, is_another || !is_renamed)).await?;
    let before = json!({"name": row.name, "contact": row.contact, "email": row.email, "phone": row.phone});
    let told = json!({"name": new.name});
    let after = json!({"name": new.name, "contact": new.contact, "email": new.email, "phone": new.phone});
    let kind = new.kind.unwrap_or(row.kind);
    let mut row = row.into_active_model();
    row.name = Set(new.name.clone());
    row.name_key = Set(key(&new.name));
    row.search_key = Set(search_key(new));
    row.kind = Set(kind);
    row.contact = Set(new.contact.clone());
    row.contact_title = Set(new.contact_title.clone());
    row.email = Set(new.email.clone());
    row.phone = Set(new.phone.clone());
    row.address = Set(new.address.clone());
    row.place = Set(new.place.clone());
    row.note = Set(new.note.clone());
    row.updated_at = Set(now);
    row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "change", "partner", id).before(&before).after(&after).with(told))
        .await?;
    Ok(())
}

/// Puts a partner aside, or takes it up again.
pub async fn set_aside(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: PartnerId,
    is_aside: bool,
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    if row.ended_at.is_some() == is_aside {
        return Ok(());
    }
    let told = json!({"name": row.name});
    let mut row = row.into_active_model();
    row.ended_at = Set(is_aside.then_some(now));
    row.updated_at = Set(now);
    row.update(tx).await?;
    let verb = if is_aside { "end" } else { "reopen" };
    record(tx, NewEvent::new(now, by, verb, "partner", id).with(told)).await?;
    Ok(())
}

/// Writes down that a document went to a partner. The very same way is written once, however often it is sent in.
pub async fn record_sent(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: DocumentId,
    sent: &Sent,
) -> Result<PartnerDeliveryId, GroupError> {
    let row = locked(tx, sent.partner).await?;
    let ways = partner_delivery::to(sent.partner).all(tx).await?;
    let is_it = |way: &&partner_delivery::Model| {
        (way.document_id, way.sent_on, way.sent_by) == (document, sent.on, sent.by)
            && (&way.receiver, &way.note) == (&sent.receiver, &sent.note)
    };
    if let Some(there) = ways.iter().find(is_it) {
        return Ok(there.id);
    }
    let id: PartnerDeliveryId = tx.new_id(now);
    let delivery = partner_delivery::ActiveModel {
        id: Set(id),
        document_id: Set(document),
        partner_id: Set(sent.partner),
        sent_on: Set(sent.on),
        sent_by: Set(sent.by),
        receiver: Set(sent.receiver.clone()),
        note: Set(sent.note.clone()),
        person_id: Set(by.person),
        recorded_at: Set(now),
    };
    partner_delivery::Entity::insert(delivery).exec_without_returning(tx).await?;
    let told = json!({"name": row.name, "on": sent.on, "by": sent.by});
    record(tx, NewEvent::new(now, by, "send-outside", "document", document).with(told)).await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_same_body_are_similar_and_others_are_not() {
        let cases = [
            ("Sở GD&ĐT tỉnh Nghệ An", "Sở GDĐT Nghệ An", true),
            ("Công ty TNHH Sách Thiết bị Hà Thành", "Công ty CP Sách Thiết bị Hà Thành", true),
            ("Công ty Viễn thông A", "Công ty Viễn thông", true),
            ("Sở GDĐT Nghệ An", "Sở GDĐT Hà Tĩnh", false),
            ("Báo Giáo dục và Thời đại", "Báo Nhân Dân", false),
            ("Công ty TNHH", "Công ty cổ phần", false),
        ];
        for (one, other, expected) in cases {
            assert_eq!(similar(one, other), expected, "{one} / {other}");
        }
    }
}
