//! Codes by which packages of documents name offices (định danh điện tử): kept by those who keep the spellings of a unit, and
//! by the keepers of a partner.

use axum::extract::State;
use db::events::{By, NewEvent, record};
use db::{DbError, Door, WriteTx};
use domain::ids::{OfficeCodeId, PartnerId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use tables::{office_code, partner};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Check, Context, Error, FormErrors, Input, See, args};

use super::{Unit, actions, view};
use crate::app::App;
use crate::rights::{EditAliases, May};

/// Ids of one question.
const IDS_MAX: usize = 5_000;

/// A code and whether it is made up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OfficeCodeView {
    /// "000.00.11.H26".
    pub code: String,
    /// Made up for samples: no office answers to it.
    pub is_sample: bool,
}

/// Whose code it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// A unit's.
    Unit(UnitId),
    /// A partner's.
    Partner(PartnerId),
}

impl Office {
    fn of(row: &office_code::Model) -> Option<Office> {
        row.unit_id.map(Office::Unit).or(row.partner_id.map(Office::Partner))
    }

    /// The unit, if it is one.
    pub fn unit(self) -> Option<UnitId> {
        if let Office::Unit(id) = self { Some(id) } else { None }
    }

    /// The partner, if it is one.
    pub fn partner(self) -> Option<PartnerId> {
        if let Office::Partner(id) = self { Some(id) } else { None }
    }

    fn object(self) -> (&'static str, Uuid) {
        match self {
            Office::Unit(id) => ("unit", id.uuid()),
            Office::Partner(id) => ("partner", id.uuid()),
        }
    }
}

/// The code of an office as it is typed; empty to take it away.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NewOfficeCode {
    /// "000.00.11.H26", "H26.11.45.106"; empty for none.
    office_code: String,
}

impl Check for NewOfficeCode {
    type Valid = Option<String>;

    fn check(self) -> Result<Option<String>, FormErrors> {
        if self.office_code.trim().is_empty() {
            return Ok(None);
        }
        let code = exchange::office_code(&self.office_code);
        code.map(Some).ok_or_else(|| FormErrors::of("office_code", "units-office-unread"))
    }
}

/// What became of a code that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// It stands.
    Kept,
    /// It belongs to another office, of this name.
    Taken(String),
}

/// Gives an office a code, or takes it away. One code, one office.
pub async fn give(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (office, is_sample): (Office, bool),
    code: Option<&str>,
) -> Result<Given, DbError> {
    // Two people may give the same code at once; imports of units check codes behind the same door.
    tx.alone_in(Door::Units).await?;
    let own = match office {
        Office::Unit(id) => office_code::of_units(&[id]),
        Office::Partner(id) => office_code::of_partners(&[id]),
    };
    let before = own.one(tx).await?;
    if before.as_ref().map(|row| row.code.as_str()) == code {
        return Ok(Given::Kept);
    }
    if let Some(code) = code
        && let Some(other) = office_code::by_code(code).one(tx).await?
    {
        return Ok(Given::Taken(name(tx, &other, now.local_day()).await?));
    }
    if let Some(before) = &before {
        office_code::Entity::delete_by_id(before.id).exec(tx).await?;
    }
    if let Some(code) = code {
        let row = office_code::ActiveModel {
            id: Set(tx.new_id::<OfficeCodeId>(now)),
            code: Set(code.to_owned()),
            unit_id: Set(office.unit()),
            partner_id: Set(office.partner()),
            is_sample: Set(is_sample),
            person_id: Set(by.person),
            created_at: Set(now),
        };
        office_code::Entity::insert(row).exec_without_returning(tx).await?;
    }
    let (kind, id) = office.object();
    let before = before.map(|row| row.code);
    let told = json!({"text": code.or(before.as_deref()), "code": code, "before": before});
    let verb = if code.is_some() { "give-code" } else { "remove-code" };
    record(tx, NewEvent::new(now, by, verb, kind, id).with(told)).await?;
    Ok(Given::Kept)
}

/// Whose code a row is, in words.
async fn name(conn: &impl ConnectionTrait, row: &office_code::Model, on: Day) -> Result<String, DbError> {
    if let Some(unit) = row.unit_id {
        return actions::short_name(conn, unit, on).await;
    }
    let found = match row.partner_id {
        Some(id) => partner::by_id(id).one(conn).await?,
        None => None,
    };
    Ok(found.map(|row| row.name).unwrap_or_default())
}

/// The codes of these units.
pub async fn of_units(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
) -> Result<HashMap<UnitId, OfficeCodeView>, DbError> {
    let mut codes = HashMap::with_capacity(units.len());
    for portion in units.chunks(IDS_MAX) {
        for row in office_code::of_units(portion).all(conn).await? {
            let view = OfficeCodeView { code: row.code, is_sample: row.is_sample };
            codes.extend(row.unit_id.map(|unit| (unit, view)));
        }
    }
    Ok(codes)
}

/// The code of a unit.
pub async fn of_unit(conn: &impl ConnectionTrait, unit: UnitId) -> Result<Option<OfficeCodeView>, DbError> {
    Ok(of_units(conn, &[unit]).await?.remove(&unit))
}

/// The codes of these partners.
pub async fn of_partners(
    conn: &impl ConnectionTrait,
    partners: &[PartnerId],
) -> Result<HashMap<PartnerId, OfficeCodeView>, DbError> {
    let rows = office_code::of_partners(partners).all(conn).await?;
    let view = |row: office_code::Model| {
        Some((row.partner_id?, OfficeCodeView { code: row.code, is_sample: row.is_sample }))
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

/// The office of a code.
pub async fn by_code(conn: &impl ConnectionTrait, code: &str) -> Result<Option<Office>, DbError> {
    let code = exchange::office_code(code).unwrap_or_default();
    Ok(office_code::by_code(&code).one(conn).await?.as_ref().and_then(Office::of))
}

/// Codes that offices have already, of those asked.
pub async fn taken(conn: &impl ConnectionTrait) -> Result<Vec<String>, DbError> {
    Ok(office_code::Entity::find().all(conn).await?.into_iter().map(|row| row.code).collect())
}

/// Writes the codes that an import of units brings, which were checked before.
pub async fn insert(tx: &WriteTx, now: Moment, by: By, codes: &[(UnitId, String)]) -> Result<(), DbError> {
    for portion in codes.chunks(IDS_MAX / 10) {
        let rows = portion.iter().map(|(unit, code)| office_code::ActiveModel {
            id: Set(tx.new_id::<OfficeCodeId>(now)),
            code: Set(code.clone()),
            unit_id: Set(Some(*unit)),
            partner_id: Set(None),
            is_sample: Set(false),
            person_id: Set(by.person),
            created_at: Set(now),
        });
        office_code::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Offices whose code begins with what was typed, when that looks like a code.
pub async fn beginning(conn: &impl ConnectionTrait, text: &str, n_max: u64) -> Result<Vec<Office>, DbErr> {
    let code: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    // A code has dots or is a letter with two digits: other words are not looked for among codes.
    let is_like_one = code.contains('.') || exchange::office_code(&code).is_some();
    if !is_like_one || !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.') {
        return Ok(Vec::new());
    }
    let rows = office_code::Entity::find()
        .filter(office_code::Column::Code.starts_with(&code))
        .order_by_asc(office_code::Column::Code)
        .limit(n_max)
        .all(conn)
        .await?;
    Ok(rows.iter().filter_map(Office::of).collect())
}

/// POST /units/{id}/office-code
pub async fn set(
    State(app): State<App>,
    right: May<Unit, EditAliases>,
    context: Context,
    input: Input<NewOfficeCode>,
) -> Result<See, Error> {
    let (id, typed, now) = (right.row().id, input.typed(), app.now());
    let today = now.local_day();
    let again = async || view::unit_page((&app, &context), right.signed(), id, (today, true)).await;
    let code = match input.check() {
        Ok(code) => code,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    let tx = app.db.write().await?;
    let given = give(&tx, now, right.by(), (Office::Unit(id), false), code.as_deref()).await?;
    if let Given::Taken(whose) = given {
        drop(tx);
        let errors = FormErrors::of_with("office_code", "units-office-taken", args![name = whose]);
        return Err(errors.refuse(typed).on(again().await?));
    }
    tx.commit().await?;
    let said = if code.is_some() { "units-office-saved" } else { "units-office-removed" };
    Ok(See::other(format!("/units/{id}")).say(said, args![code = code.unwrap_or_default()]))
}
