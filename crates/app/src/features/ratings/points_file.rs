//! Points given in a spreadsheet: the file to fill in, a look at what it would change, and the writing of that. Nothing is
//! written before the look is confirmed, and a sheet that somebody changed since is left as it is.

use super::points_read::{self, FIRST_AT, Found, Line, ROWS_MAX};
use super::results::{self, Wanted};
use super::rights::Rating;
use super::view::{self, Among};
use super::{RatingError, actions, pages::RatingView};
use crate::app::App;
use crate::features::units;
use crate::files;
use crate::rights::{LeadWork, May};
use axum::extract::State;
use axum::response::IntoResponse;
use db::DbError;
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use document::{Limits, OpenError};
use domain::ids::{CriterionId, RatingSheetId, UnitId};
use domain::ratings::CriterionKind;
use sea_orm::QuerySelect as _;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tables::{rating, rating_criterion, rating_mark, rating_sheet};
use utoipa::ToSchema;
use web::{Check, Context, Error, FormErrors, Input, Page, Query, See, Show, Typed, Upload, args};

/// The kind of file.
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Changes and faults that a page lists; the others are counted.
const SHOWN_MAX: usize = 300;
/// Units whose names and points are loaded at once.
const ROWS_AT_ONCE: usize = 500;
/// Names of units that are told after writing.
const TOLD_MAX: usize = 5;

/// A point that a file changes.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingPointChange)]
pub struct ChangeView {
    /// The sheet.
    pub sheet: RatingSheetId,
    /// Its unit.
    pub unit: String,
    /// The criterion.
    pub criterion: String,
    /// The points so far.
    pub was: Option<String>,
    /// Those of the file.
    pub now: String,
    /// Somebody wrote on the sheet since the file was made.
    pub is_newer: bool,
}

/// A cell that cannot be taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RatingPointFault)]
pub struct FaultView {
    /// "F7".
    pub cell: String,
    /// What stands there.
    pub value: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// What a file would change.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RatingPointsPage)]
pub struct PointsPage {
    /// The rating.
    pub rating: RatingView,
    /// The file that was looked at.
    pub file_name: Option<String>,
    /// The first changes.
    pub changes: Vec<ChangeView>,
    /// All of them.
    pub n_changes: usize,
    /// Sheets that change.
    pub n_units: usize,
    /// Sheets on which somebody wrote since.
    pub n_newer: usize,
    /// Cells that say what is so already.
    pub n_same: usize,
    /// The first cells that cannot be taken.
    pub faults: Vec<FaultView>,
    /// All of them.
    pub n_faults: usize,
    /// What the page carries to be written.
    pub lines: String,
    /// Units of one file.
    pub n_rows_max: usize,
}

impl Page for PointsPage {
    const TEMPLATE: &'static str = "ratings/points.html";
}

/// GET /ratings/{id}/points.xlsx: one row a unit, one column a criterion, with the points that are given so far.
pub async fn out(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Error> {
    let row = open(may.row())?;
    let among = results::among(&app, &wanted).await?;
    let book = workbook((&app, &context), row, &among).await?;
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    Ok(files::download(KIND, "cham-diem.xlsx", bytes))
}

/// A rating whose points may still be given.
fn open(row: &rating::Model) -> Result<&rating::Model, RatingError> {
    if row.state.is_open() { Ok(row) } else { Err(RatingError::NotNow) }
}

async fn names(app: &App, ids: &[UnitId]) -> Result<HashMap<UnitId, String>, Error> {
    let mut names = HashMap::new();
    for some in ids.chunks(ROWS_AT_ONCE) {
        let found = units::refs(app.db.read(), some, app.now().local_day()).await.map_err(DbError::from)?;
        names.extend(found.into_iter().map(|one| (one.id, one.name)));
    }
    Ok(names)
}

#[expect(clippy::cast_precision_loss, reason = "points are far below 2^52")]
async fn workbook(
    (app, context): (&App, &Context),
    row: &rating::Model,
    among: &Among,
) -> Result<Workbook, Error> {
    let db = app.db.read();
    let limit = ROWS_MAX as u64 + 1;
    let mut sheets: Vec<rating_sheet::Model> =
        among.listed(app.db.backend(), row.id).limit(limit).all(db).await.map_err(DbError::from)?;
    let is_cut = sheets.len() > ROWS_MAX;
    sheets.truncate(ROWS_MAX);
    let criteria = rating_criterion::of(row.id).all(db).await.map_err(DbError::from)?;
    let units = names(app, &sheets.iter().map(|sheet| sheet.unit_id).collect::<Vec<_>>()).await?;
    let mut given: HashMap<(RatingSheetId, CriterionId), i64> = HashMap::new();
    for some in sheets.chunks(ROWS_AT_ONCE) {
        let ids: Vec<RatingSheetId> = some.iter().map(|sheet| sheet.id).collect();
        let marks = rating_mark::of_all(&ids).all(db).await.map_err(DbError::from)?;
        given.extend(marks.iter().filter_map(|m| Some(((m.sheet_id, m.criterion_id), m.given?))));
    }
    let name = |unit: &UnitId| units.get(unit).cloned().unwrap_or_default();
    sheets.sort_by_cached_key(|sheet| domain::text::key(&name(&sheet.unit_id)));
    let say = |key: &str| context.say(key, &args![]);
    let cell =
        |sheet: &rating_sheet::Model, one: &rating_criterion::Model| match given.get(&(sheet.id, one.id)) {
            None => Cell::Empty,
            Some(n) if one.kind == CriterionKind::Condition => {
                Cell::Text(say(if *n > 0 { "ratings-met" } else { "ratings-not-met" }))
            }
            Some(n) => Cell::Number(*n as f64 / 100.0),
        };
    let line = |sheet: &rating_sheet::Model| {
        let mut cells = vec![
            Cell::Text(sheet.id.to_string()),
            Cell::Text(sheet.version.to_string()),
            Cell::Text(name(&sheet.unit_id)),
            Cell::Text(say(&format!("ratings-sheet-{}", sheet.state.word()))),
        ];
        cells.extend(criteria.iter().map(|one| cell(sheet, one)));
        cells
    };
    let column = |heading: String, width: f64, kind: ColumnKind| Column { heading, width, kind };
    let mut columns = vec![
        column(say("ratings-file-sheet"), 14.0, ColumnKind::Text),
        column(say("ratings-file-version"), 8.0, ColumnKind::Text),
        column(say("ratings-unit"), 44.0, ColumnKind::Wrap),
        column(say("ratings-state"), 14.0, ColumnKind::Text),
    ];
    debug_assert_eq!(columns.len(), FIRST_AT);
    columns.extend(criteria.iter().map(|one| {
        let is_words = one.kind == CriterionKind::Condition;
        let kind = if is_words { ColumnKind::Text } else { ColumnKind::Number };
        column(one.name.clone(), 18.0, kind)
    }));
    let note =
        context.say(if is_cut { "ratings-file-note-cut" } else { "ratings-file-note" }, &args![n = ROWS_MAX]);
    let rows = sheets.iter().map(line).collect();
    let name = say("ratings-file-name");
    let sheet = Sheet { name, title: row.name.clone(), note: Some(note), columns, rows };
    Ok(Workbook { title: row.name.clone(), made_at: app.now(), sheets: vec![sheet] })
}

/// A filled file.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingPointsFileForm)]
pub struct FileForm {
    /// The spreadsheet, .xlsx or .csv.
    #[schema(value_type = Option<Object>)]
    pub file: Option<Upload>,
}

impl Check for FileForm {
    type Valid = Upload;
    const BODY_BYTES_MAX: usize = web::UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Upload, FormErrors> {
        let file = self.file.filter(|file| !file.is_empty());
        file.ok_or_else(|| FormErrors::of("file", "figures-file-missing"))
    }
}

/// POST /ratings/{id}/points/file: what the file would change. Nothing is written.
pub async fn look(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    context: Context,
    input: Input<FileForm>,
) -> Result<Show<PointsPage>, Error> {
    let row = open(may.row())?;
    let empty = page(&app, row, None, (&Found::default(), &[], &context)).await?;
    let file = match input.check() {
        Ok(file) => file,
        Err(refusal) => return Err(refusal.on(empty)),
    };
    let (bytes, name) = (file.bytes, file.file_name);
    let read = tokio::task::spawn_blocking(move || document::sheet::open(&bytes, &Limits::default()));
    let read = match read.await.map_err(Error::unexpected)? {
        Ok(read) => read,
        Err(error) => return Err(broken(&error).refuse(Typed::default()).on(empty)),
    };
    let criteria = rating_criterion::of(row.id).all(app.db.read()).await.map_err(DbError::from)?;
    match points_read::read(app.db.read(), (row.id, &criteria), &read).await? {
        Ok(found) => Ok(Show(page(&app, row, Some(name), (&found, &criteria, &context)).await?)),
        Err(errors) => Err(errors.refuse(Typed::default()).on(empty)),
    }
}

fn broken(error: &OpenError) -> FormErrors {
    let mut errors = FormErrors::none();
    match error {
        // What `document` says of these speaks of Word, and this is no document.
        OpenError::Broken | OpenError::Bomb | OpenError::Entities | OpenError::TooDeep => {
            errors.add("file", "figures-file-broken");
        }
        error => errors.add_sentences("file", error.code(), error.sentence_vi(), error.sentence_en()),
    }
    errors
}

async fn page(
    app: &App,
    row: &rating::Model,
    file_name: Option<String>,
    (found, criteria, context): (&Found, &[rating_criterion::Model], &Context),
) -> Result<PointsPage, Error> {
    let rating = view::rating(app, row).await?;
    let shown: Vec<&Line> = found.lines.iter().take(SHOWN_MAX).collect();
    let units = names(app, &shown.iter().map(|line| line.unit).collect::<Vec<_>>()).await?;
    let points = |one: &rating_criterion::Model, n: i64| match one.kind {
        CriterionKind::Condition => {
            context.say(if n > 0 { "ratings-met" } else { "ratings-not-met" }, &args![])
        }
        _ => view::print(n),
    };
    let change = |line: &Line, (place, was, now): &(usize, Option<i64>, i64)| {
        let one = &criteria[*place];
        ChangeView {
            sheet: line.sheet,
            unit: units.get(&line.unit).cloned().unwrap_or_default(),
            criterion: one.name.clone(),
            was: was.map(|n| points(one, n)),
            now: points(one, *now),
            is_newer: line.is_newer,
        }
    };
    let all = shown.iter().flat_map(|line| line.points.iter().map(|point| change(line, point)));
    let fault = |one: &points_read::Fault| FaultView {
        cell: one.cell.clone(),
        value: one.value.clone(),
        sentence: context.say(one.key, &one.args),
    };
    Ok(PointsPage {
        rating,
        file_name,
        changes: all.take(SHOWN_MAX).collect(),
        n_changes: found.lines.iter().map(|line| line.points.len()).sum(),
        n_units: found.lines.len(),
        n_newer: found.lines.iter().filter(|line| line.is_newer).count(),
        n_same: found.n_same,
        faults: found.faults.iter().take(SHOWN_MAX).map(fault).collect(),
        n_faults: found.faults.len(),
        lines: points_read::print_lines(&found.lines),
        n_rows_max: ROWS_MAX,
    })
}

/// What was looked at, to be written.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingPointsForm)]
pub struct PointsForm {
    /// As the look gave it: a line a sheet, "SHEET VERSION PLACE=HUNDREDTHS …".
    pub lines: String,
}

impl Check for PointsForm {
    type Valid = Vec<points_read::Wanted>;
    const BODY_BYTES_MAX: usize = 2 * web::MIB;

    fn check(self) -> Result<Self::Valid, FormErrors> {
        points_read::read_lines(&self.lines).ok_or_else(|| FormErrors::of("file", "ratings-file-again"))
    }
}

/// POST /ratings/{id}/points
pub async fn write(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    context: Context,
    input: Input<PointsForm>,
) -> Result<See, Error> {
    let row = open(may.row())?;
    let wanted = match input.check() {
        Ok(wanted) => wanted,
        Err(refusal) => {
            return Err(refusal.on(page(&app, row, None, (&Found::default(), &[], &context)).await?));
        }
    };
    let (now, by) = (app.now(), may.by());
    let mut n = 0_u32;
    let mut left = Vec::new();
    // Each sheet for itself: one that somebody changed meanwhile does not hold up the others.
    for (sheet, seen, points) in wanted {
        let tx = app.db.write().await?;
        match actions::write_points(&tx, now, by, (row.id, sheet, seen), &points).await {
            Ok(()) => {
                tx.commit().await?;
                n += 1;
            }
            Err(RatingError::Db(error)) => return Err(error.into()),
            Err(_) => {
                tx.rollback().await?;
                left.push(sheet);
            }
        }
    }
    let see = See::other(format!("/ratings/{}", row.id));
    if left.is_empty() {
        return Ok(see.say("ratings-points-written", args![n = n]));
    }
    let (n_left, some) = (left.len(), &left[..left.len().min(TOLD_MAX)]);
    let told = told(&app, row, some).await?;
    Ok(see.say("ratings-points-left", args![n = n, left = n_left, units = told]))
}

/// The names of the units of some sheets of a rating.
async fn told(app: &App, row: &rating::Model, sheets: &[RatingSheetId]) -> Result<String, Error> {
    use sea_orm::{ColumnTrait as _, QueryFilter as _};
    let found = rating_sheet::of(row.id).filter(rating_sheet::Column::Id.is_in(sheets.iter().copied()));
    let found = found.all(app.db.read()).await.map_err(DbError::from)?;
    let ids: Vec<UnitId> = found.iter().map(|sheet| sheet.unit_id).collect();
    let names = names(app, &ids).await?;
    Ok(ids.iter().filter_map(|id| names.get(id).cloned()).collect::<Vec<_>>().join(", "))
}
