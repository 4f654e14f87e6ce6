//! The address of a unit in which nobody has an account: kept by its leaders and clerks and those above.

use super::mail::{self, NewMail};
use super::pages::ContactPage;
use crate::app::App;
use crate::config::Config;
use crate::features::units::{self, Unit};
use crate::rights::{EditAliases, May};
use axum::extract::State;
use db::events::{NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::UnitId;
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
};
use serde::Deserialize;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use tables::{person, post, unit_contact};
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, Input, Locale, See, Show, args};

type Keeps = May<Unit, EditAliases>;

/// What is typed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = UnitContactForm)]
pub struct Contact {
    /// The address; empty for none.
    email: String,
}

impl Check for Contact {
    type Valid = Option<String>;
    fn check(self) -> Result<Option<String>, FormErrors> {
        let email = self.email.trim().to_lowercase();
        if email.is_empty() {
            return Ok(None);
        }
        match email.parse::<lettre::Address>() {
            Ok(_) => Ok(Some(email)),
            Err(_) => Err(FormErrors::of("email", "notices-contact-wrong")),
        }
    }
}

/// GET /units/{id}/contact
pub async fn show(State(app): State<App>, may: Keeps) -> Result<Show<ContactPage>, Error> {
    Ok(Show(page(&app, may.row().id).await?))
}

async fn page(app: &App, unit: UnitId) -> Result<ContactPage, Error> {
    let conn = app.db.read();
    let found = units::refs(conn, &[unit], app.now().local_day()).await?;
    let row = unit_contact::of(&[unit]).one(conn).await?;
    Ok(ContactPage {
        unit_id: unit,
        unit_name: found.into_iter().next().map(|unit| unit.name).unwrap_or_default(),
        email: row.map(|row| row.email).unwrap_or_default(),
    })
}

/// POST /units/{id}/contact
pub async fn keep(State(app): State<App>, may: Keeps, input: Input<Contact>) -> Result<See, Error> {
    let (unit, now) = (may.row().id, app.now());
    let email = match input.check() {
        Ok(email) => email,
        Err(refusal) => return Err(refusal.on(page(&app, unit).await?)),
    };
    let tx = app.db.write().await?;
    let before = unit_contact::of(&[unit]).one(&tx).await?.map(|row| row.email);
    if before != email {
        match &email {
            None => {
                unit_contact::Entity::delete_by_id(unit).exec(&tx).await?;
            }
            Some(email) => write(&tx, now, &may, email).await?,
        }
        let event = NewEvent::new(now, may.by(), "contact", "unit", unit).before(&before).after(&email);
        record(&tx, event.with(json!({"email": email}))).await?;
    }
    tx.commit().await?;
    let key = if email.is_some() { "notices-contact-kept" } else { "notices-contact-removed" };
    Ok(See::other(format!("/units/{unit}/contact")).say(key, args![]))
}

async fn write(tx: &WriteTx, now: Moment, may: &Keeps, email: &str) -> Result<(), DbError> {
    let row = unit_contact::ActiveModel {
        unit_id: Set(may.row().id),
        email: Set(email.to_owned()),
        updated_at: Set(now),
        updated_by: Set(may.by().person),
    };
    use unit_contact::Column;
    let again = OnConflict::column(Column::UnitId)
        .update_columns([Column::Email, Column::UpdatedAt, Column::UpdatedBy])
        .to_owned();
    unit_contact::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// A document that came, for units in which nobody could be told.
#[derive(Debug, Clone)]
pub struct Came<'a> {
    /// Its subject.
    pub subject: &'a str,
    /// Number and symbol.
    pub symbol: &'a str,
    /// Its page.
    pub path: String,
    /// The unit that sends it: its clerks see the mails.
    pub sender: UnitId,
}

/// Writes to the addresses of those of these units in which nobody holds one of these posts.
pub async fn write_to_contacts(
    tx: &WriteTx,
    now: Moment,
    config: &Config,
    (all, kinds): (&[UnitId], &[PostKind]),
    came: &Came<'_>,
) -> Result<u64, DbError> {
    let contacts: HashMap<UnitId, String> =
        unit_contact::of(all).all(tx).await?.into_iter().map(|row| (row.unit_id, row.email)).collect();
    if contacts.is_empty() {
        return Ok(0);
    }
    let known: Vec<UnitId> = contacts.keys().copied().collect();
    // Whose account is closed is told nothing.
    let closed = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::ClosedAt.is_not_null())
        .into_query();
    let held: Vec<UnitId> = post::held_in(&known)
        .filter(post::Column::PersonId.not_in_subquery(closed))
        .select_only()
        .column(post::Column::UnitId)
        .filter(post::Column::Kind.is_in(kinds.iter().copied()))
        .into_tuple()
        .all(tx)
        .await?;
    let held: HashSet<UnitId> = held.into_iter().collect();
    let names = units::refs(tx, &known, now.local_day()).await?;
    let address = mail::page(config, &came.path);
    let letter = |unit: &units::UnitRef| {
        let email = contacts.get(&unit.id).filter(|_| !held.contains(&unit.id))?;
        let words =
            args![unit = &unit.name, subject = came.subject, symbol = came.symbol, address = &address];
        let say = |key: &str| mail::say(Locale::Vi, key, &words);
        Some(NewMail {
            sort: "delivery",
            to: (email.clone(), unit.name.clone()),
            person: None,
            unit: Some(came.sender),
            locale: Locale::Vi,
            subject: say("notices-mail-came"),
            body: say("notices-mail-came-text"),
            unsubscribe: None,
            once: format!("delivery:{}:{}", came.path, unit.id),
        })
    };
    let mails: Vec<NewMail> = names.iter().filter_map(letter).collect();
    mail::post(tx, now, config, &mails).await
}
