//! The pages of imports: all of them, a new one, the preview with its faults, and what can be done with one.

use axum::extract::State;
use document::{Limits, OpenError};
use domain::ids::{UnitId, UnitImportId};
use domain::time::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use tables::unit_import;
use utoipa::ToSchema;
use web::{Check, Context, Error, FormErrors, Input, Page, Path, See, Show, StatusCode, Upload, args};

use super::check::{self, Checked, Fault};
use super::rows::{Column, NoList, Rows, read};
use super::work::{self, Faults, WriteImport, state};
use crate::app::App;
use crate::rights::Administrator;

/// Rows that the preview shows.
const ROWS_SHOWN_MAX: usize = 20;
/// Faults that the page shows.
const FAULTS_SHOWN_MAX: usize = 200;
/// Imports that the list shows.
const IMPORTS_SHOWN_MAX: u64 = 50;

/// One import in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: UnitImportId,
    /// Name of the file.
    pub file_name: String,
    /// "checked", "running", "done", "refused", "failed" or "discarded".
    pub state: String,
    /// How many rows it has.
    pub n_rows: i32,
    /// When it was uploaded.
    #[schema(value_type = String)]
    pub created_at: Moment,
}

/// All imports, and the form for a new one.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportsPage {
    /// The imports, newest first.
    pub imports: Vec<ImportRow>,
    /// Most rows of a file.
    pub rows_max: usize,
    /// The columns that the file needs or may have, by heading.
    pub headings: Vec<&'static str>,
}

impl Page for ImportsPage {
    const TEMPLATE: &'static str = "units/imports.html";
}

/// What is wrong with a cell, as a sentence.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultView {
    /// Its name in the spreadsheet: "B7".
    pub cell: String,
    /// What stands there.
    pub value: String,
    /// The code of the fault, for programs.
    pub code: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// A row of the preview.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowView {
    /// Its number in the file.
    pub number: u32,
    /// Its cells, in the order of the headings.
    pub cells: Vec<String>,
}

/// One import: what it would bring, what is wrong, how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPage {
    /// Id.
    #[schema(value_type = String)]
    pub id: UnitImportId,
    /// Name of the file.
    pub file_name: String,
    /// "checked", "running", "done", "refused", "failed" or "discarded".
    pub state: String,
    /// It can be written now: it is checked without faults, or the last try failed.
    pub may_begin: bool,
    /// It can be taken back: nothing of it was written.
    pub may_discard: bool,
    /// Why the last try failed, in the words of the machine.
    pub error: Option<String>,
    /// Rows of the template's examples, by number, that were passed over.
    pub examples: Vec<u32>,
    /// How many rows it has.
    pub n_rows: i32,
    /// How many units it has brought.
    pub n_done: i32,
    /// How many faults there are.
    pub n_faults: usize,
    /// The first of them.
    pub faults: Vec<FaultView>,
    /// Headings of the rows.
    pub headings: Vec<&'static str>,
    /// The first rows.
    pub rows: Vec<RowView>,
    /// When it was uploaded.
    #[schema(value_type = String)]
    pub created_at: Moment,
}

impl Page for ImportPage {
    const TEMPLATE: &'static str = "units/import.html";
}

/// A file to import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// The spreadsheet, .xlsx or .csv.
    #[schema(value_type = Option<Object>)]
    #[serde(default)]
    file: Option<Upload>,
}

impl Check for NewImport {
    type Valid = Upload;
    const BODY_BYTES_MAX: usize = web::UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Upload, FormErrors> {
        self.file
            .filter(|file| !file.is_empty())
            .ok_or_else(|| FormErrors::of("file", "units-import-file-missing"))
    }
}

/// GET /units/imports
pub async fn list(State(app): State<App>) -> Result<Show<ImportsPage>, Error> {
    Ok(Show(imports_page(&app).await?))
}

async fn imports_page(app: &App) -> Result<ImportsPage, Error> {
    let found = unit_import::newest_first().limit(IMPORTS_SHOWN_MAX).all(app.db.read()).await?;
    let row = |import: unit_import::Model| ImportRow {
        id: import.id,
        file_name: import.file_name,
        state: import.state,
        n_rows: import.n_rows,
        created_at: import.created_at,
    };
    Ok(ImportsPage {
        imports: found.into_iter().map(row).collect(),
        rows_max: document::sheet::ROWS_MAX,
        headings: Column::ALL.map(Column::heading).to_vec(),
    })
}

/// POST /units/imports: reads and checks the file, keeps what it says, writes no unit yet.
pub async fn upload(
    State(app): State<App>,
    right: Administrator,
    input: Input<NewImport>,
) -> Result<See, Error> {
    let file = match input.check() {
        Ok(file) => file,
        Err(refusal) => return Err(refusal.on(imports_page(&app).await?)),
    };
    let known = check::known(app.db.read()).await?;
    let now = app.now();
    let (bytes, name) = (file.bytes, file.file_name.clone());
    let read = tokio::task::spawn_blocking(move || {
        let sheet = document::sheet::open(&bytes, &Limits::default()).map_err(Refused::File)?;
        let rows = read(&sheet).map_err(Refused::List)?;
        // Ids are given when the units are written; for the check any will do, as long as they differ.
        let ids: Vec<UnitId> =
            (1..).take(rows.rows.len()).map(|n: u128| uuid::Uuid::from_u128(n).into()).collect();
        let checked = check::check(&rows, &known, now.local_day(), &ids, &name);
        Ok::<_, Refused>((rows, checked))
    });
    let (rows, checked) = match read.await.map_err(Error::unexpected)? {
        Ok(found) => found,
        Err(refused) => {
            return Err(refused.errors().refuse(web::Typed::default()).on(imports_page(&app).await?));
        }
    };
    let id = keep(&app, &right, file.file_name, &rows, &checked).await?;
    Ok(See::created(format!("/units/imports/{id}")))
}

/// Why a file is no import.
enum Refused {
    File(OpenError),
    List(NoList),
}

impl Refused {
    fn errors(&self) -> FormErrors {
        let mut errors = FormErrors::none();
        match self {
            // What `document` says of these speaks of Word, and this is no document.
            Refused::File(OpenError::Broken | OpenError::Bomb | OpenError::Entities | OpenError::TooDeep) => {
                errors.add("file", "units-import-broken");
            }
            Refused::File(error) => {
                errors.add_sentences("file", error.code(), error.sentence_vi(), error.sentence_en());
            }
            Refused::List(NoList::NoHead) => errors.add("file", "units-import-no-head"),
            Refused::List(NoList::Lacks(column)) => {
                errors.add_with("file", "units-import-lacks", args![column = column.heading()]);
            }
            Refused::List(NoList::NoRows) => errors.add("file", "units-import-no-rows"),
            Refused::List(NoList::OnlyExamples) => errors.add("file", "units-import-only-examples"),
        }
        errors
    }
}

async fn keep(
    app: &App,
    right: &Administrator,
    file_name: String,
    rows: &Rows,
    checked: &Checked,
) -> Result<UnitImportId, Error> {
    let (now, by) = (app.now(), right.by());
    let faults = Faults { n: checked.n_faults, kept: checked.faults.clone(), error: None };
    let tx = app.db.write().await?;
    let id = tx.new_id(now);
    let row = unit_import::ActiveModel {
        id: Set(id),
        file_name: Set(file_name.clone()),
        person_id: Set(by.person),
        post_id: Set(by.post),
        rows: Set(serde_json::to_string(rows).map_err(Error::unexpected)?),
        n_rows: Set(i32::try_from(rows.rows.len()).unwrap_or(i32::MAX)),
        n_done: Set(0),
        faults: Set(serde_json::to_string(&faults).map_err(Error::unexpected)?),
        state: Set(state::CHECKED.to_owned()),
        created_at: Set(now),
        ended_at: Set(None),
    };
    row.insert(&tx).await?;
    let told =
        serde_json::json!({"file": file_name, "n_rows": rows.rows.len(), "n_faults": checked.n_faults});
    db::events::record(&tx, db::events::NewEvent::new(now, by, "check-import", "unit-import", id).with(told))
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// GET /units/imports/{id}
pub async fn show(
    State(app): State<App>,
    context: Context,
    Path(id): Path<UnitImportId>,
) -> Result<Show<ImportPage>, Error> {
    let import = unit_import::by_id(id).one(app.db.read()).await?.ok_or_else(Error::not_found)?;
    let faults: Faults = serde_json::from_str(&import.faults).unwrap_or_default();
    // When it is done the rows are no longer kept; while it runs this page is asked for every other second.
    let rows = if import.state == state::RUNNING { "" } else { import.rows.as_str() };
    let Rows { rows, examples, .. } = serde_json::from_str(rows).unwrap_or_default();
    let may_begin = [state::CHECKED, state::FAILED].contains(&import.state.as_str()) && faults.n == 0;
    let may_discard = [state::CHECKED, state::REFUSED, state::FAILED].contains(&import.state.as_str());
    let sentence = |fault: &Fault| context.say(&fault.key, &args![value = fault.value.clone(), n = fault.n]);
    let fault = |fault: Fault| FaultView {
        sentence: sentence(&fault),
        cell: fault.cell,
        value: fault.value,
        code: fault.key,
    };
    let page = ImportPage {
        id,
        file_name: import.file_name,
        state: import.state,
        may_begin,
        may_discard,
        error: faults.error,
        examples,
        n_rows: import.n_rows,
        n_done: import.n_done,
        n_faults: faults.n,
        faults: faults.kept.into_iter().take(FAULTS_SHOWN_MAX).map(fault).collect(),
        headings: Column::ALL.map(Column::heading).to_vec(),
        rows: rows
            .into_iter()
            .take(ROWS_SHOWN_MAX)
            .map(|row| RowView { number: row.number, cells: row.cells.to_vec() })
            .collect(),
        created_at: import.created_at,
    };
    Ok(Show(page).fragment("state"))
}

/// POST /units/imports/{id}/commit: hands the import to the job; refused while there are faults.
pub async fn carry_out(
    State(app): State<App>,
    right: Administrator,
    Path(id): Path<UnitImportId>,
) -> Result<See, Error> {
    let now = app.now();
    let tx = app.db.write().await?;
    let import = unit_import::by_id(id).lock_exclusive().one(&tx).await?.ok_or_else(Error::not_found)?;
    let faults: Faults = serde_json::from_str(&import.faults).unwrap_or_default();
    let may_begin = import.state == state::CHECKED || import.state == state::FAILED;
    if !may_begin || faults.n > 0 {
        return Err(Error::new(StatusCode::CONFLICT, "units-import-not-ready"));
    }
    let n_rows = import.n_rows;
    let mut changed = import.into_active_model();
    changed.state = Set(state::RUNNING.to_owned());
    changed.faults = Set(serde_json::to_string(&Faults::default()).map_err(Error::unexpected)?);
    changed.ended_at = Set(None);
    changed.person_id = Set(right.by().person);
    changed.post_id = Set(right.by().post);
    changed.update(&tx).await?;
    jobs::enqueue(&tx, now, &WriteImport { import: id }).await?;
    tx.commit().await?;
    Ok(See::other(format!("/units/imports/{id}")).say("units-import-begun", args![n = n_rows]))
}

/// POST /units/imports/{id}/discard: takes back what was not written.
pub async fn discard(
    State(app): State<App>,
    right: Administrator,
    Path(id): Path<UnitImportId>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    match work::discard(&tx, app.now(), right.by(), id).await? {
        None => Err(Error::not_found()),
        Some(false) => Err(Error::new(StatusCode::CONFLICT, "units-import-too-late")),
        Some(true) => {
            tx.commit().await?;
            Ok(See::other("/units/imports").say("units-import-discarded", args![]))
        }
    }
}
