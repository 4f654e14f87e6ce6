//! Registers and their lines as pages show them.

use domain::ids::{RegisterId, UnitId};
use domain::time::Day;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _};
use std::collections::HashMap;
use tables::{register, register_entry};
use web::Error;

use super::pages::{BookView, EntryView, KindChoice, RegisterUnit};
use super::series::{COPIES, Takes, word_of};
use crate::app::App;
use crate::features::units::actions::short_name;

/// All kinds of documents, those of the decree first, then copies.
pub fn kinds() -> Vec<KindChoice> {
    let of_decree = paper::Kind::ALL.iter().map(|kind| KindChoice { code: kind.code(), word: kind.word() });
    of_decree.chain(COPIES.iter().map(|(code, word)| KindChoice { code, word })).collect()
}

/// A unit by its name of today.
pub async fn unit(app: &App, id: UnitId) -> Result<RegisterUnit, Error> {
    Ok(RegisterUnit { id, name: short_name(app.db.read(), id, app.now().local_day()).await? })
}

/// Lines of a register, and how many are void.
#[derive(Debug, FromQueryResult)]
struct Count {
    register_id: RegisterId,
    n: i64,
    n_voided: i64,
}

/// Registers of one unit.
pub async fn books(app: &App, rows: &[register::Model]) -> Result<Vec<BookView>, Error> {
    let counts: HashMap<RegisterId, (u64, u64)> = register_entry::Entity::find()
        .select_only()
        .column(register_entry::Column::RegisterId)
        .column_as(Expr::cust("COUNT(*)"), "n")
        .column_as(Expr::cust("COUNT(voided_at)"), "n_voided")
        .filter(register_entry::Column::RegisterId.is_in(rows.iter().map(|row| row.id)))
        .group_by(register_entry::Column::RegisterId)
        .into_model::<Count>()
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?
        .into_iter()
        .map(|count| (count.register_id, (count.n.unsigned_abs(), count.n_voided.unsigned_abs())))
        .collect();
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let unit = unit(app, row.unit_id).await?;
        let (n_entries, n_voided) = counts.get(&row.id).copied().unwrap_or_default();
        let (takes, kinds) = match Takes::of(row) {
            Takes::Rest => ("rest", Vec::new()),
            Takes::Asked => ("asked", Vec::new()),
            Takes::Kinds(codes) => ("kinds", codes),
        };
        views.push(BookView {
            id: row.id,
            unit,
            way: row.way.word(),
            year: row.year,
            series: row.series.clone(),
            name: row.name.clone(),
            takes,
            kind_words: kinds.iter().filter_map(|code| word_of(code)).collect(),
            kinds,
            next_number: row.next_number,
            next_printed: format!("{:02}", row.next_number),
            n_entries,
            n_voided,
            closed_at: row.closed_at,
        });
    }
    Ok(views)
}

/// One register.
pub async fn book(app: &App, row: &register::Model) -> Result<BookView, Error> {
    let mut views = books(app, std::slice::from_ref(row)).await?;
    views.pop().ok_or_else(Error::not_found)
}

/// A line as of `today`.
pub fn entry(row: register_entry::Model, today: Day) -> EntryView {
    let is_late =
        row.due_on.is_some_and(|due| due < today) && row.answer.is_empty() && row.voided_at.is_none();
    EntryView {
        id: row.id,
        number: row.number,
        printed: row.printed,
        kind_word: word_of(&row.kind).unwrap_or(&row.kind).to_owned(),
        kind: row.kind,
        on: row.on_day,
        paper_on: row.paper_on,
        issuer: row.issuer,
        subject: row.subject,
        signer: row.signer,
        recipients: row.recipients,
        keeper: row.keeper,
        copies: row.copies,
        sent_on: row.sent_on,
        receipt: row.receipt,
        note: row.note,
        due_on: row.due_on,
        progress: row.progress,
        answer: row.answer,
        is_late,
        voided_at: row.voided_at,
        void_reason: row.void_reason,
        is_ours: row.document_id.is_some(),
    }
}
