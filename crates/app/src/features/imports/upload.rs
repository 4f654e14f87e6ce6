//! The upload: keeps the file and puts its reading in the queue.

use super::intake::{self, Kept};
use super::pages::{NewPage, UnitChoice};
use super::{ImportError, actions, waiting};
use crate::app::App;
use crate::features::units::actions::short_name;
use crate::rights::{Signed, SignedIn};
use axum::extract::State;
use axum::response::Response;
use db::events::By;
use domain::ids::{ImportId, UnitId};
use domain::rights::{Act, Reach};
use serde::Deserialize;
use tables::import;
use utoipa::ToSchema;
use web::{Check, Context, Error, FormErrors, Input, Show, UPLOAD_BYTES_MAX, Upload, args};

/// Longest file name that is kept, in letters.
const NAME_LETTERS_MAX: usize = 200;
/// Longest name of a form, in letters.
const FORM_LETTERS_MAX: usize = 64;

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
    /// A name of the sender's own for this sending. The same file sent again under it is answered with the first import.
    #[serde(default)]
    pub form: String,
}

/// A checked upload.
#[derive(Debug)]
pub struct Sent {
    file: Upload,
    unit: Option<UnitId>,
    form: Option<String>,
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
        let form = Some(self.form.trim().to_owned()).filter(|form| !form.is_empty());
        if form.as_ref().is_some_and(|form| form.chars().count() > FORM_LETTERS_MAX) {
            errors.add_with("form", "imports-form-long", args![n = FORM_LETTERS_MAX]);
        }
        match self.file.filter(|f| !f.is_empty()) {
            Some(mut file) => {
                file.file_name = match file.file_name.trim() {
                    "" => "van-ban".to_owned(),
                    name => name.chars().take(NAME_LETTERS_MAX).collect(),
                };
                errors.or(|| Sent { file, unit, form })
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
    let form = app.new_id::<ImportId>().to_string();
    Ok(NewPage { form, units, bytes_max: limits.files.upload_bytes_max, pages_max: limits.reader.pages_max })
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
        form: sent.form,
        from_plan: None,
    };
    let import = take_in(&app, by, kept).await?;
    waiting::answer(&app, &context, import, typed).await
}

/// Takes the upload in, or finds what the same form brought already: a button pressed twice, an answer that was lost.
pub async fn take_in(app: &App, by: By, kept: Kept) -> Result<import::Model, Error> {
    if let Some(first) = actions::first_of_form(app.db.read(), by, &kept).await? {
        return Ok(first);
    }
    let tx = app.db.write().await?;
    match intake::start(&tx, app.now(), by, kept.clone()).await {
        Ok(import) => {
            tx.commit().await?;
            Ok(import)
        }
        // Both came at the same moment, and the other one was first.
        Err(ImportError::Db(error)) if error.is_unique_violation() => {
            drop(tx);
            actions::first_of_form(app.db.read(), by, &kept).await?.ok_or_else(|| error.into())
        }
        Err(error) => Err(error.into()),
    }
}
