//! The upload: keeps the file, has it read, keeps what came of it.

use super::actions::{self, Kept, Made};
use super::pages::{FailedPage, ImportView, NewPage, UnitChoice};
use super::reading::{self, Outcome};
use super::resolve::Names;
use super::{ImportError, review};
use crate::app::App;
use crate::cli::read::{Opened, Refusal};
use crate::features::units::actions::short_name;
use crate::rights::{Signed, SignedIn};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use db::events::By;
use domain::ids::UnitId;
use domain::rights::{Act, Reach};
use domain::source::Source;
use domain::time::Day;
use reader::plan::Plan;
use serde::Deserialize;
use utoipa::ToSchema;
use web::http::{HeaderValue, header};
use web::{
    Check, Context, Error, FormErrors, Input, See, Show, Typed, UPLOAD_BYTES_MAX, Upload, Wants, args,
};

/// Longest file name that is kept, in letters.
const NAME_LETTERS_MAX: usize = 200;
/// Codes of refused documents, as programs see them; others are told as "unreadable".
const CODES: [&str; 25] = [
    "empty",
    "blank",
    "too_large",
    "old_word",
    "workbook",
    "old_workbook",
    "slides",
    "open_document",
    "rich_text",
    "picture",
    "archive",
    "web_page",
    "unknown_kind",
    "no_table",
    "encrypted",
    "broken",
    "encoding",
    "scan",
    "letters",
    "bomb",
    "entities",
    "too_deep",
    "too_many_pages",
    "too_much",
    "too_slow",
];

/// An upload.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = NewDocument)]
pub struct NewImport {
    /// The document: Word, PDF or text.
    #[serde(default)]
    #[schema(value_type = String, format = "binary")]
    pub file: Option<Upload>,
    /// The unit to act for; the unit of one's post when empty.
    #[serde(default)]
    pub unit: String,
}

/// A checked upload.
#[derive(Debug)]
pub struct Sent {
    file: Upload,
    unit: Option<UnitId>,
}

impl Check for NewImport {
    type Valid = Sent;
    const BODY_BYTES_MAX: usize = UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Sent, FormErrors> {
        let mut errors = FormErrors::none();
        let unit = match self.unit.trim() {
            "" => None,
            text => match text.parse() {
                Ok(unit) => Some(unit),
                Err(_) => {
                    errors.add("unit", "imports-unit-wrong");
                    None
                }
            },
        };
        match self.file.filter(|f| !f.is_empty()) {
            Some(mut file) => {
                file.file_name = match file.file_name.trim() {
                    "" => "van-ban".to_owned(),
                    name => name.chars().take(NAME_LETTERS_MAX).collect(),
                };
                errors.or(|| Sent { file, unit })
            }
            None => {
                errors.add("file", "imports-file-missing");
                Err(errors)
            }
        }
    }
}

/// GET /imports/new
pub async fn form(State(app): State<App>, signed: SignedIn) -> Result<Show<NewPage>, Error> {
    Ok(Show(page(&app, &signed).await?))
}

async fn page(app: &App, signed: &Signed) -> Result<NewPage, Error> {
    let mut units: Vec<UnitChoice> = Vec::new();
    for unit in own_units(signed) {
        let word = short_name(app.db.read(), unit, app.now().local_day()).await?;
        units.push(UnitChoice { value: unit, word });
    }
    let limits = &app.config;
    Ok(NewPage { units, bytes_max: limits.files.upload_bytes_max, pages_max: limits.reader.pages_max })
}

/// The units that a person may import for: those of posts with the right, or of any post for an administrator.
fn own_units(signed: &Signed) -> Vec<UnitId> {
    let mut units: Vec<UnitId> = match signed.reach(Act::StartImport) {
        Reach::Everywhere => signed.posts.iter().map(|p| p.unit_id).collect(),
        _ => signed.own(Act::StartImport).map(|(unit, ..)| unit).collect(),
    };
    let mut seen = std::collections::BTreeSet::new();
    units.retain(|unit| seen.insert(*unit));
    units
}

/// POST /imports
pub async fn create(
    State(app): State<App>,
    signed: SignedIn,
    context: Context,
    input: Input<NewImport>,
) -> Result<Response, Error> {
    let typed = input.typed();
    let sent = match input.check() {
        Ok(sent) => sent,
        Err(refusal) => return Err(refusal.on(page(&app, &signed).await?)),
    };
    let Some(unit) = sent.unit.or_else(|| own_units(&signed).first().copied()) else {
        return Err(FormErrors::of("unit", "imports-no-post").refuse(typed).on(page(&app, &signed).await?));
    };
    let by = signed.may(&app, Act::StartImport, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    let bytes_max = app.config.files.upload_bytes_max;
    if sent.file.bytes.len() as u64 > bytes_max {
        let errors = FormErrors::of_with("file", "imports-file-large", args![mb = bytes_max / 1_048_576]);
        return Err(errors.refuse(typed).on(page(&app, &signed).await?));
    }
    let kept = Kept {
        unit,
        file: app.files.keep(&sent.file.bytes).await.map_err(crate::files::unkept)?,
        n_bytes: i64::try_from(sent.file.bytes.len()).unwrap_or(i64::MAX),
        file_name: sent.file.file_name,
    };
    let outcome = match sent.file.bytes.is_empty() {
        true => Outcome::Refused(empty()),
        false => reading::read(&app, &kept.file_name, sent.file.bytes).await?,
    };
    match outcome {
        Outcome::Read(opened) => reviewed(&app, &context, by, kept, opened).await,
        Outcome::Refused(why) => refused(&app, &context, (by, typed), kept, &why).await,
    }
}

/// An empty file needs no process to be told.
fn empty() -> Refusal {
    let error = document::OpenError::Empty;
    Refusal { code: error.code().to_owned(), vi: error.sentence_vi(), en: error.sentence_en() }
}

async fn reviewed(
    app: &App,
    context: &Context,
    by: By,
    kept: Kept,
    opened: Box<Opened>,
) -> Result<Response, Error> {
    let made = make(app, kept.unit, opened).await?;
    let tx = app.db.write().await?;
    let import = actions::start(&tx, app.now(), by, kept, &made).await.map_err(Error::from)?;
    tx.commit().await?;
    let see = See::created(format!("/imports/{}", import.id));
    if context.wants == Wants::Html {
        return Ok(see.into_response());
    }
    Ok(see.with(review::page(app, context, (import, true, true), "").await?).into_response())
}

/// Matches the unit names of a reading and makes the draft.
pub(super) async fn make(app: &App, unit: UnitId, opened: Box<Opened>) -> Result<Made, Error> {
    let lexicon = app.lexicon.get(&app.db).await?;
    let year = year(&opened.reading.plan, &opened.source);
    let on_day = on_day(&opened.reading.plan, year, app.now().local_day());
    let names = Names::load(app.db.read(), lexicon, unit, on_day, &[]).await?;
    // Hundreds of names against ten thousand units: not on the thread that serves others.
    let work = tokio::task::spawn_blocking(move || {
        let agencies = &opened.reading.plan.header.issuing_agencies;
        let names = names.issued_by(agencies.first().map(|a| a.name.as_str()));
        let draft = draft::make(&opened.reading, &|name| names.resolve(name));
        Made { opened, draft, on_day, year }
    });
    work.await.map_err(Error::unexpected)
}

/// The year of the document: of its date, else the first year printed in its first lines.
fn year(plan: &Plan, source: &Source) -> Option<i32> {
    let dated = plan.header.date.as_ref().and_then(|d| d.year);
    dated.or_else(|| source.lines.iter().find_map(|line| first_year(&line.text)))
}

/// The first number of four digits between 2000 and 2099.
fn first_year(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|word| word.len() == 4 && word.starts_with("20"))
        .find_map(|word| word.parse().ok())
}

/// The day on which the names of the document hold: its date, else the middle of its year, else today.
fn on_day(plan: &Plan, year: Option<i32>, today: Day) -> Day {
    let date = plan.header.date.as_ref();
    let month = date.and_then(|d| d.month).unwrap_or(7);
    let of_parts = || Day::from_ymd_opt(year?, month, 1);
    date.and_then(|d| d.iso).or_else(of_parts).unwrap_or(today)
}

async fn refused(
    app: &App,
    context: &Context,
    (by, typed): (By, Typed),
    kept: Kept,
    why: &Refusal,
) -> Result<Response, Error> {
    let tx = app.db.write().await?;
    let import = actions::fail(&tx, app.now(), by, kept, why).await.map_err(Error::from)?;
    tx.commit().await?;
    if context.wants == Wants::Html {
        return Ok(Show(failed(app, context, &import, true, true).await?).into_response());
    }
    let mut errors = FormErrors::none();
    let code = CODES.iter().find(|code| **code == why.code).copied().unwrap_or("unreadable");
    errors.add_sentences("file", code, why.vi.clone(), why.en.clone());
    // The refusal is kept at an address of its own, where the ways on are shown.
    let mut response = Error::from(errors.refuse(typed)).into_response();
    let at = HeaderValue::from_str(&format!("/imports/{}", import.id)).map_err(Error::unexpected)?;
    response.headers_mut().insert(header::LOCATION, at);
    Ok(response)
}

/// The page of a document that could not be read.
pub async fn failed(
    app: &App,
    context: &Context,
    import: &tables::import::Model,
    may_start: bool,
    is_refusal: bool,
) -> Result<FailedPage, Error> {
    let sentence = match context.locale {
        web::Locale::Vi => import.failure_vi.clone(),
        web::Locale::En => import.failure_en.clone(),
    };
    Ok(FailedPage {
        import: view_of(app, import).await?,
        code: import.failure_code.clone().unwrap_or_default(),
        sentence: sentence.unwrap_or_default(),
        may_start,
        is_refusal,
    })
}

/// The view of one import.
pub async fn view_of(app: &App, import: &tables::import::Model) -> Result<ImportView, Error> {
    let unit_name = short_name(app.db.read(), import.unit_id, app.now().local_day()).await?;
    let by = match import.person_id {
        Some(id) => {
            tables::person::by_id(id).one(app.db.read()).await.map_err(ImportError::from)?.map(|p| p.name)
        }
        None => None,
    };
    Ok(ImportView::of(import, unit_name, by))
}
