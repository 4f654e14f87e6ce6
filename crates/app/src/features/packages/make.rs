//! Writing packages: the bytes, the row, the offices it is for; and the answers to packages that came.

use super::content::{Content, KeptFile};
use super::forms::Answer;
use super::recipients::Ready;
use super::{DESK, Package, show};
use crate::app::App;
use crate::features::units::{self, offices};
use crate::files;
use crate::rights::{KeepRegister, May};
use axum::extract::State as Axum;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{PackageId, PackagePartyId};
use domain::text::key;
use domain::time::Moment;
use exchange::{Envelope, Organ, ResponseFor, Staff, Status};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use tables::package::{self, Sort, State, Way};
use tables::package_party;
use web::{Context, Error, FormErrors, Input, See, args};

/// Rows of one INSERT: ten columns of them stay far below the 32,766 values that SQLite takes.
const INSERT_ROWS_MAX: usize = 1_000;

/// A package that was written and kept, and still has no row.
pub struct Written {
    /// What it says.
    pub content: Content,
    /// SHA-256 of its bytes.
    pub file: String,
    /// Its size.
    pub n_bytes: usize,
}

/// Writes a package and keeps its bytes.
pub async fn write(app: &App, envelope: Envelope) -> Result<Written, Error> {
    let _turn = DESK.acquire().await.map_err(Error::unexpected)?;
    let made = tokio::task::spawn_blocking(move || {
        let bytes = exchange::write(&envelope);
        (bytes, without_bytes(envelope))
    });
    let (bytes, content) = made.await.map_err(Error::unexpected)?;
    let file = app.files.keep(&bytes).await.map_err(files::unkept)?;
    Ok(Written { content, file, n_bytes: bytes.len() })
}

/// What is kept of a package that was made here: its files are in its bytes, and in the document.
fn without_bytes(mut envelope: Envelope) -> Content {
    let mut files = Vec::new();
    if let Envelope::Document(message) = &mut envelope {
        for file in message.files.drain(..) {
            files.push(KeptFile {
                name: file.name,
                description: file.description,
                n_bytes: file.bytes.len(),
                scan: "off".to_owned(),
                ..KeptFile::default()
            });
        }
    }
    Content { envelope, files }
}

/// A row with what every package has.
pub fn row(
    (tx, now, by): (&WriteTx, Moment, By),
    written: &Written,
    about: &About<'_>,
) -> Result<package::ActiveModel, Error> {
    Ok(package::ActiveModel {
        id: Set(tx.new_id::<PackageId>(now)),
        unit_id: Set(about.unit),
        office_id: Set(about.office),
        way: Set(about.way),
        sort: Set(about.sort),
        state: Set(if about.way == Way::Out { State::Made } else { State::Waiting }),
        document_id: Set(about.document),
        about_id: Set(about.package),
        sender_code: Set(about.sender.0.to_owned()),
        sender_name: Set(about.sender.1.to_owned()),
        document_code: Set(about.document_code.to_owned()),
        symbol: Set(about.symbol.to_owned()),
        dated_on: Set(about.dated_on),
        subject: Set(about.subject.to_owned()),
        search_key: Set(key(&format!("{} {} {}", about.symbol, about.subject, about.sender.1))),
        purpose: Set(about.purpose),
        status: Set(about.status.map(str::to_owned)),
        content: Set(written.content.stored()?),
        file: Set(written.file.clone()),
        file_name: Set(about.file_name.to_owned()),
        n_bytes: Set(i64::try_from(written.n_bytes).unwrap_or(i64::MAX)),
        n_parties: Set(i32::try_from(about.n_parties).unwrap_or(i32::MAX)),
        once: Set(None),
        entry_id: Set(None),
        arrival_no: Set(None),
        person_id: Set(by.person),
        created_at: Set(now),
        settled_at: Set(None),
        settled_by: Set(None),
    })
}

/// The facts of a package's row.
pub struct About<'a> {
    /// The unit it belongs to.
    pub unit: domain::ids::UnitId,
    /// The unit that stands as its sender.
    pub office: Option<domain::ids::UnitId>,
    /// Its way.
    pub way: Way,
    /// What it holds.
    pub sort: Sort,
    /// The document of this house.
    pub document: Option<domain::ids::DocumentId>,
    /// The package that it answers.
    pub package: Option<PackageId>,
    /// Code and name of the sender.
    pub sender: (&'a str, &'a str),
    /// The id of the document in packages.
    pub document_code: &'a str,
    /// Number and symbol.
    pub symbol: &'a str,
    /// The day of the document.
    pub dated_on: Option<domain::time::Day>,
    /// Trích yếu, or the words of a status.
    pub subject: &'a str,
    /// 0 to 3.
    pub purpose: i32,
    /// "03".
    pub status: Option<&'a str>,
    /// Its name as a file.
    pub file_name: &'a str,
    /// How many offices it is for.
    pub n_parties: usize,
}

/// Writes down for whom a package is.
pub async fn parties(tx: &WriteTx, now: Moment, id: PackageId, to: &[Ready]) -> Result<(), Error> {
    for portion in to.chunks(INSERT_ROWS_MAX) {
        let rows = portion.iter().map(|one| package_party::ActiveModel {
            id: Set(tx.new_id::<PackagePartyId>(now)),
            package_id: Set(id),
            code: Set(one.code.code.clone()),
            name: Set(one.name.clone()),
            unit_id: Set(one.unit),
            partner_id: Set(one.partner),
            purpose: Set(one.purpose.clone()),
            status: Set(None),
            status_words: Set(String::new()),
            status_at: Set(None),
        });
        package_party::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// "05-KH-BGDDT": letters that every system takes.
pub fn plain_name(symbol: &str) -> String {
    let plain: String =
        key(symbol).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "goi".to_owned() } else { plain.chars().take(80).collect() }
}

/// Who stands in a package as the one who sent it: name and unit, nothing else of the person leaves the house.
pub async fn staff(app: &App, by: By, department: &str) -> Result<Option<Staff>, Error> {
    let Some(person) = by.person else { return Ok(None) };
    let found = tables::person::Entity::find_by_id(person).one(app.db.read()).await?;
    let staff = |person: tables::person::Model| Staff {
        department: department.to_owned(),
        name: person.name,
        ..Staff::default()
    };
    Ok(found.map(staff))
}

/// POST /packages/{id}/status: the package that tells the sender what became of the document.
pub async fn answer(
    Axum(app): Axum<App>,
    may: May<Package, KeepRegister>,
    context: Context,
    input: Input<Answer>,
) -> Result<See, Error> {
    let (row, typed, now) = (may.row(), input.typed(), app.now());
    let again = async || show::page((&app, &context), (may.signed(), row)).await;
    let (code, words) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(again().await?)),
    };
    if row.way != Way::In || row.sort != Sort::Document || row.state == State::Aside {
        return Err(Error::conflict("packages-no-answer"));
    }
    let conn = app.db.read();
    let unit =
        units::refs(conn, &[row.unit_id], now.local_day()).await?.pop().ok_or_else(Error::not_found)?;
    let Some(own) = offices::of_unit(conn, row.unit_id).await? else {
        let errors = FormErrors::of_with("code", "packages-own-code-missing", args![name = unit.name]);
        return Err(errors.refuse(typed).on(again().await?));
    };
    let status = Status {
        response_for: ResponseFor {
            organ: row.sender_code.clone(),
            code: row.symbol.clone(),
            promulgated_on: row.dated_on,
            document_id: row.document_code.clone(),
        },
        from: Organ { id: own.code.clone(), name: unit.name.clone(), ..Organ::default() },
        code,
        description: words.clone(),
        at: Some(now),
        staff: staff(&app, may.by(), &unit.name).await?,
    };
    let written = write(&app, Envelope::Status(status)).await?;
    let file_name = format!("{}-{}.edxml", plain_name(&row.symbol), code.code());
    let about = About {
        unit: row.unit_id,
        office: Some(row.unit_id),
        way: Way::Out,
        sort: Sort::Status,
        document: row.document_id,
        package: Some(row.id),
        sender: (&own.code, &unit.name),
        document_code: &row.document_code,
        symbol: &row.symbol,
        dated_on: row.dated_on,
        subject: &words,
        purpose: 0,
        status: Some(code.code()),
        file_name: &file_name,
        n_parties: 1,
    };
    let tx = app.db.write().await?;
    let made = self::row((&tx, now, may.by()), &written, &about)?.insert(&tx).await?;
    let told = json!({"status": code.code(), "words": words, "symbol": row.symbol, "file": made.file, "unit": row.unit_id});
    record(&tx, NewEvent::new(now, may.by(), "answer", "package", row.id).with(told)).await?;
    tx.commit().await?;
    Ok(See::created(format!("/packages/{}#answers", row.id))
        .say("packages-answered", args![name = file_name]))
}
