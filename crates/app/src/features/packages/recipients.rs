//! For whom a package of a document can be made: the units it was sent to and the partners it addresses, as far as they have
//! a code.

use super::content::plain_code;
use crate::app::App;
use crate::features::documents;
use crate::features::units::{self, OfficeCodeView, UnitRef, offices};
use db::DbError;
use domain::ids::{PartnerId, UnitId};
use domain::time::Day;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use std::collections::{BTreeSet, HashMap};
use tables::document::Model;
use tables::{delivery, office_code};
use web::Error;

/// Ids of one question.
const IDS_MAX: usize = 5_000;
/// Units without a code that are named; the rest are counted.
const WITHOUT_SHOWN_MAX: u64 = 10;

/// An office that a package can be made for.
#[derive(Debug, Clone)]
pub struct Ready {
    /// Its code.
    pub code: OfficeCodeView,
    /// Its name on the day of the document.
    pub name: String,
    /// The unit, if one.
    pub unit: Option<UnitId>,
    /// The partner, if one.
    pub partner: Option<PartnerId>,
    /// "để b/c".
    pub purpose: Option<String>,
}

/// Who sends, and for whom a package can be made.
#[derive(Debug)]
pub struct Recipients {
    /// The issuer whose name and code stand as the sender.
    pub sender: UnitRef,
    /// Its code.
    pub sender_code: Option<OfficeCodeView>,
    /// Those that have a code.
    pub ready: Vec<Ready>,
    /// The first units without one.
    pub without: Vec<UnitRef>,
    /// How many units have none.
    pub n_without: u64,
    /// Partners without one.
    pub partners_without: Vec<(PartnerId, String)>,
}

/// The unit that sends a document: its first issuer that is a unit, else the unit that keeps it.
pub async fn sender(
    conn: &impl ConnectionTrait,
    row: &Model,
) -> Result<(UnitRef, Option<OfficeCodeView>), Error> {
    let issuers = documents::issuers(conn, row).await?;
    let unit = issuers.into_iter().find_map(|issuer| issuer.unit).unwrap_or(row.unit_id);
    let on = row.issued_on.unwrap_or_default();
    let found = units::refs(conn, &[unit], on).await?.pop().ok_or_else(Error::not_found)?;
    Ok((found, offices::of_unit(conn, unit).await?))
}

/// For whom a package of this document can be made.
pub async fn of(app: &App, row: &Model) -> Result<Recipients, Error> {
    let (conn, on) = (app.db.read(), row.issued_on.unwrap_or_else(|| app.now().local_day()));
    let (sender, sender_code) = sender(conn, row).await?;
    let own = sender_code.as_ref().map(|own| own.code.as_str());
    let mut ready = units_ready(conn, row, on).await?;
    let n_ready = ready.len() as u64;
    let n_all = delivery::Entity::find().filter(delivery::Column::DocumentId.eq(row.id)).count(conn).await?;
    ready.retain(|one| Some(one.code.code.as_str()) != own && one.unit != Some(sender.id));
    let mut partners: Vec<(PartnerId, String)> = Vec::new();
    for one in documents::outside(app, row).await? {
        if partners.iter().all(|(known, _)| *known != one.id) {
            partners.push((one.id, one.name));
        }
    }
    let ids: Vec<PartnerId> = partners.iter().map(|(id, _)| *id).collect();
    let mut codes = offices::of_partners(conn, &ids).await?;
    let mut partners_without = Vec::new();
    for (id, name) in partners {
        match codes.remove(&id) {
            Some(code) => ready.push(Ready { code, name, unit: None, partner: Some(id), purpose: None }),
            None => partners_without.push((id, name)),
        }
    }
    Ok(Recipients {
        without: units_without(conn, row, on).await?,
        n_without: n_all.saturating_sub(n_ready),
        sender,
        sender_code,
        ready,
        partners_without,
    })
}

async fn units_ready(conn: &impl ConnectionTrait, row: &Model, on: Day) -> Result<Vec<Ready>, DbError> {
    let link = delivery::Entity::belongs_to(office_code::Entity)
        .from(delivery::Column::UnitId)
        .to(office_code::Column::UnitId)
        .into();
    let found: Vec<(UnitId, Option<String>, String, bool)> = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::UnitId)
        .column(delivery::Column::Purpose)
        .column(office_code::Column::Code)
        .column(office_code::Column::IsSample)
        .join(JoinType::InnerJoin, link)
        .filter(delivery::Column::DocumentId.eq(row.id))
        .order_by_asc(office_code::Column::Code)
        .into_tuple()
        .all(conn)
        .await?;
    let ids: Vec<UnitId> = found.iter().map(|(unit, ..)| *unit).collect();
    let mut names: HashMap<UnitId, String> = HashMap::with_capacity(ids.len());
    for portion in ids.chunks(IDS_MAX) {
        names.extend(units::refs(conn, portion, on).await?.into_iter().map(|unit| (unit.id, unit.name)));
    }
    let ready = |(unit, purpose, code, is_sample): (UnitId, Option<String>, String, bool)| Ready {
        code: OfficeCodeView { code, is_sample },
        name: names.remove(&unit).unwrap_or_default(),
        unit: Some(unit),
        partner: None,
        purpose,
    };
    Ok(found.into_iter().map(ready).collect())
}

async fn units_without(conn: &impl ConnectionTrait, row: &Model, on: Day) -> Result<Vec<UnitRef>, DbError> {
    let link = delivery::Entity::belongs_to(office_code::Entity)
        .from(delivery::Column::UnitId)
        .to(office_code::Column::UnitId)
        .into();
    // In the order that an index has: it ends after a few, and does not sort fifty thousand.
    let ids: Vec<UnitId> = delivery::of_document(row.id)
        .select_only()
        .column(delivery::Column::UnitId)
        .join(JoinType::LeftJoin, link)
        .filter(office_code::Column::Id.is_null())
        .limit(WITHOUT_SHOWN_MAX)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(units::refs(conn, &ids, on).await?)
}

impl Recipients {
    /// Those of these codes; a code that is none of theirs is given back.
    pub fn chosen(self, codes: &[String]) -> Result<Vec<Ready>, String> {
        let wanted: BTreeSet<String> = codes.iter().map(|code| plain_code(code)).collect();
        if let Some(unknown) = wanted.iter().find(|code| self.ready.iter().all(|one| one.code.code != **code))
        {
            return Err(unknown.clone());
        }
        Ok(self.ready.into_iter().filter(|one| wanted.contains(&one.code.code)).collect())
    }
}
