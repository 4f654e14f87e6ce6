//! Bringing a package in: read, kept whole with its files, and shown before anybody receives it.

use super::content::{Content, KeptFile, plain_code, symbol_of};
use super::forms::{NewPackage, unit_of};
use super::make::{About, Written, row};
use super::pages::{NewPackagePage, UnitChoice};
use super::scan::ScanPackage;
use super::{DESK, forms};
use crate::app::App;
use crate::features::units::actions::short_name;
use crate::features::units::offices;
use crate::files;
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Axum;
use db::events::{By, NewEvent, record};
use domain::ids::UnitId;
use domain::rights::Act;
use exchange::Envelope;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use std::sync::Arc;
use tables::package::{self, Sort, State, Way};
use web::{Error, FormErrors, Input, See, Show, Upload};

/// Letters of a field that are kept in a row: what is longer is in the package itself.
const ROW_LETTERS_MAX: usize = 2_000;

/// GET /packages/new
pub async fn form(Axum(app): Axum<App>, signed: SignedIn) -> Result<Show<NewPackagePage>, Error> {
    Ok(Show(page(&app, &signed).await?))
}

async fn page(app: &App, signed: &Signed) -> Result<NewPackagePage, Error> {
    let mut units: Vec<UnitChoice> = Vec::new();
    let conn = app.db.read();
    for (unit, ..) in signed.own(Act::KeepRegister) {
        if units.iter().any(|there| there.value == unit) {
            continue;
        }
        let name = short_name(conn, unit, app.now().local_day()).await?;
        let word = match offices::of_unit(conn, unit).await? {
            Some(code) => format!("{name} ({})", code.code),
            None => name,
        };
        units.push(UnitChoice { value: unit, word });
    }
    Ok(NewPackagePage { units, bytes_max: exchange::PACKAGE_BYTES_MAX })
}

/// POST /packages
pub async fn take(Axum(app): Axum<App>, signed: SignedIn, input: Input<NewPackage>) -> Result<See, Error> {
    let own = || signed.own(Act::KeepRegister).map(|(unit, ..)| unit).next();
    let named = &input.value().unit_id;
    let unit = if named.trim().is_empty() { own() } else { unit_of(named) };
    let Some(unit) = unit else {
        let errors = FormErrors::of("unit_id", "packages-no-unit");
        return Err(errors.refuse(input.typed()).on(page(&app, &signed).await?));
    };
    let by = signed.may(&app, Act::KeepRegister, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    tables::unit::by_id(unit).one(app.db.read()).await?.ok_or_else(Error::not_found)?;
    let typed = input.typed();
    let file = match input.check() {
        Ok(file) => file,
        Err(refusal) => return Err(refusal.on(page(&app, &signed).await?)),
    };
    match bring(&app, by, unit, file).await? {
        Ok(id) => Ok(See::created(format!("/packages/{id}"))),
        Err(errors) => Err(errors.refuse(typed).on(page(&app, &signed).await?)),
    }
}

/// Reads a package and keeps it, or says why it is none.
async fn bring(
    app: &App,
    by: By,
    unit: UnitId,
    file: Upload,
) -> Result<Result<domain::ids::PackageId, FormErrors>, Error> {
    let turn = DESK.acquire().await.map_err(Error::unexpected)?;
    let n_bytes = file.bytes.len();
    let bytes = Arc::new(file.bytes);
    // Kept only once it is known to be a package.
    let read = tokio::task::spawn_blocking({
        let bytes = Arc::clone(&bytes);
        move || exchange::read(&bytes)
    });
    let envelope = match read.await.map_err(Error::unexpected)? {
        Ok(envelope) => envelope,
        Err(error) => {
            let mut errors = FormErrors::none();
            errors.add_sentences("file", "packages-unread", error.sentence_vi(), error.sentence_en());
            return Ok(Err(errors));
        }
    };
    let name = app.files.keep(&bytes).await.map_err(files::unkept)?;
    drop(bytes);
    let content = kept(app, envelope).await?;
    drop(turn);
    let written = Written { content, file: name, n_bytes };
    record_it(app, by, unit, (&written, &file.file_name)).await
}

/// Keeps the files of a package, each under its digest.
async fn kept(app: &App, mut envelope: Envelope) -> Result<Content, Error> {
    let mut files = Vec::new();
    if let Envelope::Document(message) = &mut envelope {
        let scan = if app.config.scanner.is_on() { "waiting" } else { "off" };
        for file in message.files.drain(..) {
            files.push(KeptFile {
                file: app.files.keep(&file.bytes).await.map_err(files::unkept)?,
                name: if file.name.is_empty() { format!("tep-{}", files.len() + 1) } else { file.name },
                description: file.description,
                n_bytes: file.bytes.len(),
                scan: scan.to_owned(),
                found: None,
            });
        }
    }
    Ok(Content { envelope, files })
}

fn short(text: &str) -> String {
    text.chars().take(ROW_LETTERS_MAX).collect()
}

/// The facts of a package that came.
struct Facts {
    sort: Sort,
    sender: (String, String),
    document_code: String,
    symbol: String,
    dated_on: Option<domain::time::Day>,
    subject: String,
    purpose: i32,
    status: Option<&'static str>,
    n_parties: usize,
}

impl Facts {
    fn of(envelope: &Envelope) -> Facts {
        match envelope {
            Envelope::Document(message) => Facts {
                sort: Sort::Document,
                sender: (plain_code(&message.from.id), short(&message.from.name)),
                document_code: short(&message.document_id),
                symbol: short(&symbol_of(message)),
                dated_on: message.promulgated_on,
                subject: short(&message.subject),
                purpose: i32::try_from(message.business.purpose.code()).unwrap_or_default(),
                status: None,
                n_parties: message.to.len(),
            },
            Envelope::Status(status) => Facts {
                sort: Sort::Status,
                sender: (plain_code(&status.from.id), short(&status.from.name)),
                document_code: short(&status.response_for.document_id),
                symbol: short(&status.response_for.code),
                dated_on: status.response_for.promulgated_on,
                subject: status.description.chars().take(forms::WORDS_LETTERS_MAX).collect(),
                purpose: 0,
                status: Some(status.code.code()),
                n_parties: 1,
            },
        }
    }

    /// What a package cannot do without to be told from others; the word of what is missing.
    fn missing(&self) -> Option<&'static str> {
        if self.sender.0.is_empty() && self.sender.1.is_empty() {
            return Some("packages-without-sender");
        }
        (self.document_code.is_empty() && self.symbol.is_empty()).then_some("packages-without-number")
    }
}

async fn record_it(
    app: &App,
    by: By,
    unit: UnitId,
    (written, file_name): (&Written, &str),
) -> Result<Result<domain::ids::PackageId, FormErrors>, Error> {
    let facts = Facts::of(&written.content.envelope);
    if let Some(key) = facts.missing() {
        return Ok(Err(FormErrors::of("file", key)));
    }
    let about = About {
        unit,
        office: None,
        way: Way::In,
        sort: facts.sort,
        document: None,
        package: None,
        sender: (&facts.sender.0, &facts.sender.1),
        document_code: &facts.document_code,
        symbol: &facts.symbol,
        dated_on: facts.dated_on,
        subject: &facts.subject,
        purpose: facts.purpose,
        status: facts.status,
        file_name,
        n_parties: facts.n_parties,
    };
    let now = app.now();
    let tx = app.db.write().await?;
    // The very same package brought again leads to where it is; one that was put aside waits again.
    let same = package::Entity::find()
        .filter(package::Column::UnitId.eq(unit))
        .filter(package::Column::Way.eq(Way::In))
        .filter(package::Column::File.eq(&written.file))
        .lock_exclusive()
        .one(&tx)
        .await?;
    if let Some(same) = same {
        let id = same.id;
        if same.state == State::Aside {
            let mut again = same.into_active_model();
            again.state = Set(State::Waiting);
            again.settled_at = Set(None);
            again.settled_by = Set(None);
            again.update(&tx).await?;
            record(&tx, NewEvent::new(now, by, "bring-again", "package", id)).await?;
            tx.commit().await?;
        }
        return Ok(Ok(id));
    }
    let made = match row((&tx, now, by), written, &about)?.insert(&tx).await.map_err(db::DbError::from) {
        Ok(made) => made,
        // Brought twice at the same moment: the other one was first.
        Err(error) if error.is_unique_violation() => {
            drop(tx);
            let first = package::Entity::find()
                .filter(package::Column::UnitId.eq(unit))
                .filter(package::Column::Way.eq(Way::In))
                .filter(package::Column::File.eq(&written.file))
                .one(app.db.read())
                .await?;
            return first.map(|row| Ok(row.id)).ok_or_else(|| error.into());
        }
        Err(error) => return Err(error.into()),
    };
    if written.content.files.iter().any(|file| file.scan == "waiting") {
        jobs::enqueue(&tx, now, &ScanPackage { package: made.id }).await?;
    }
    let told = json!({"symbol": made.symbol, "sender": made.sender_code, "file": made.file, "unit": unit, "n_files": written.content.files.len()});
    record(&tx, NewEvent::new(now, by, "bring", "package", made.id).with(told)).await?;
    tx.commit().await?;
    Ok(Ok(made.id))
}
