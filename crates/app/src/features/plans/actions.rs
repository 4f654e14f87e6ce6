//! What can be done to plans: make one of a finished review, rename, remove. Each verb records one event.

mod rows;

use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::{ImportId, PlanId, UnitId};
use domain::source::Source;
use domain::text::key;
use domain::time::{Day, Moment};
use draft::{Content, Draft};
use reader::plan::{Plan, Precision, Time};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::{assignment, import, import_draft, plan};
use web::Error;

use crate::features::documents;
use rows::{Kept, Maker};

/// Longest full-text of a plan, in letters: subject, tasks and duties of the largest plan that can be imported.
const SEARCH_LETTERS_MAX: usize = 400_000;

/// The state of a task or duty that nobody has accepted yet.
pub const WAITING: &str = "waiting";
/// The state of a plan that is not approved.
pub const DRAFT: &str = "draft";

/// The states of a plan that has been sent out.
pub const STATES_OUT: [&str; 3] = ["issuing", "issued", "recalled"];

/// Whether a plan in this state has been sent out.
pub fn is_out(state: &str) -> bool {
    STATES_OUT.contains(&state)
}

/// What a plan is made of.
#[derive(Debug, Clone, Copy)]
pub struct NewPlan<'a> {
    /// The unit that will keep it.
    pub unit: UnitId,
    /// The import it comes from.
    pub import: Option<ImportId>,
    /// The source lines.
    pub source: &'a Source,
    /// The finished review.
    pub draft: &'a Draft,
    /// What the reader gave back; the source is read again without it.
    pub reading: Option<&'a Plan>,
}

impl NewPlan<'_> {
    /// The text as it will be printed.
    fn paper(&self) -> paper::Paper {
        match self.reading {
            Some(reading) => documents::sheet::of_plan(reading, self.draft),
            None => documents::sheet::of_plan(&reader::read(self.source).plan, self.draft),
        }
    }
}

/// The text of a plan as it stands today, and what it says: with everything that was changed in it since it was read.
pub async fn text(
    conn: &impl sea_orm::ConnectionTrait,
    plan: &plan::Model,
) -> Result<(paper::Paper, Draft), Error> {
    let draft: Draft = serde_json::from_str(&plan.document).map_err(Error::unexpected)?;
    let source: Source = serde_json::from_str(&plan.source).map_err(Error::unexpected)?;
    let read: Option<String> = match plan.import_id {
        Some(import) => import_draft::reading(import).into_tuple().one(conn).await.map_err(DbError::from)?,
        None => None,
    };
    let read: Option<Plan> =
        read.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::unexpected)?;
    let unit = plan.unit_id;
    let whole =
        NewPlan { unit, import: plan.import_id, source: &source, draft: &draft, reading: read.as_ref() };
    Ok((whole.paper(), draft))
}

/// What a plan action refuses.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The review is not finished.
    #[error("{0}")]
    NotReady(draft::NotReady),
    /// Units were asked for its work: that must not disappear.
    #[error("units were asked for its work")]
    HasWork,
    /// Its document is on its way or out.
    #[error("the plan is no draft any more")]
    NotADraft,
    /// Not there any more.
    #[error("not found")]
    Gone,
    /// Its document stands elsewhere by now, or refused the text.
    #[error(transparent)]
    Document(#[from] documents::DocumentError),
    /// A value could not be written as JSON: our own defect.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

impl From<sea_orm::DbErr> for PlanError {
    fn from(error: sea_orm::DbErr) -> Self {
        PlanError::Db(error.into())
    }
}

impl From<PlanError> for Error {
    fn from(error: PlanError) -> Error {
        match error {
            PlanError::Db(e) => e.into(),
            PlanError::NotReady(_) => Error::conflict("plans-not-ready"),
            PlanError::HasWork => Error::conflict("plans-has-work"),
            PlanError::NotADraft => Error::conflict("plans-not-a-draft"),
            PlanError::Gone => Error::not_found(),
            PlanError::Document(e) => e.into(),
            PlanError::Json(e) => Error::unexpected(e),
        }
    }
}

/// Makes a plan of a finished review. The caller has proved the right to the import.
pub async fn create(tx: &WriteTx, now: Moment, by: By, new: NewPlan<'_>) -> Result<PlanId, PlanError> {
    let content = new.draft.content().map_err(PlanError::NotReady)?;
    let id: PlanId = tx.new_id(now);
    plan::Entity::insert(plan_row(id, now, by, new, &content)?).exec(tx).await?;
    let maker = Maker { tx, now, plan: id, draft: new.draft, kept: Kept::default(), is_issued: false };
    maker.all(&content).await?;
    let told = json!({
        "subject": content.head.subject,
        "tasks": content.tasks.len(),
        "duties": content.duties.len(),
        "import": new.import,
    });
    record(tx, NewEvent::new(now, by, "create", "plan", id).after(&told).with(told.clone())).await?;
    let paper = new.paper();
    let document =
        documents::actions::NewDocument { unit: new.unit, plan: Some(id), about: None, paper: &paper };
    documents::actions::begin(tx, now, by, document).await?;
    Ok(id)
}

/// Gives a plan whose document is a draft the content of a review that was opened again. Tasks and duties that came from
/// the same item go on under their ids.
pub async fn revise(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: PlanId,
    new: NewPlan<'_>,
) -> Result<(), PlanError> {
    let content = new.draft.content().map_err(PlanError::NotReady)?;
    let before = plan::by_id(id).lock_exclusive().one(tx).await?.ok_or(PlanError::Gone)?;
    let row = plan_row(id, now, by, new, &content)?;
    rewrite(tx, now, by, before, (row, "revise", new.draft, &content)).await?;
    documents::actions::mend_plan(tx, now, by, id, &new.paper()).await?;
    Ok(())
}

/// Lets a plan that was issued say what an issued amendment says. Its number, date and document stay as they were issued.
pub async fn amend(tx: &WriteTx, now: Moment, by: By, id: PlanId, draft: &Draft) -> Result<(), PlanError> {
    let content = draft.content().map_err(PlanError::NotReady)?;
    let before = plan::by_id(id).lock_exclusive().one(tx).await?.ok_or(PlanError::Gone)?;
    let source: Source = serde_json::from_str(&before.source)?;
    let new =
        NewPlan { unit: before.unit_id, import: before.import_id, source: &source, draft, reading: None };
    let mut row = plan_row(id, now, by, new, &content)?;
    row.number = NotSet;
    row.place = NotSet;
    row.date_printed = NotSet;
    row.issued_on = NotSet;
    row.year = NotSet;
    rewrite(tx, now, by, before, (row, "amend", draft, &content)).await
}

/// Writes another content over a locked plan; what came from the same item goes on under its id.
async fn rewrite(
    tx: &WriteTx,
    now: Moment,
    by: By,
    before: plan::Model,
    (mut row, verb, draft, content): (plan::ActiveModel, &'static str, &Draft, &Content<'_>),
) -> Result<(), PlanError> {
    let id = before.id;
    row.state = NotSet;
    row.unit_id = NotSet;
    row.created_by = NotSet;
    row.created_at = NotSet;
    let after = row.update(tx).await?;
    let (kept, is_issued) = (Kept::of(tx, id).await?, is_out(&before.state));
    let maker = Maker { tx, now, plan: id, draft, kept, is_issued };
    maker.clear().await?;
    maker.all(content).await?;
    let told = json!({
        "subject": content.head.subject,
        "tasks": content.tasks.len(),
        "duties": content.duties.len(),
    });
    let event = NewEvent::new(now, by, verb, "plan", id);
    record(tx, event.before(&before.document).after(&after.document).with(told)).await?;
    Ok(())
}

/// Removes a plan with all its tasks and duties. Its import stays and can become a plan again.
pub async fn remove(tx: &WriteTx, now: Moment, by: By, id: PlanId) -> Result<(), PlanError> {
    let row = plan::by_id(id).lock_exclusive().one(tx).await?.ok_or(PlanError::Gone)?;
    if assignment::Entity::find().filter(assignment::Column::PlanId.eq(id)).one(tx).await?.is_some() {
        return Err(PlanError::HasWork);
    }
    // What was submitted, signed or numbered is a document of the agency: its number stands in the register.
    if row.state != DRAFT {
        return Err(PlanError::NotADraft);
    }
    plan::Entity::delete_by_id(id).exec(tx).await?;
    // What was mended is not lost: the review opens again and can become a plan once more.
    import::Entity::update_many()
        .set(import::ActiveModel {
            state: Set(import::State::Review),
            plan_id: Set(None),
            ended_at: Set(None),
            updated_at: Set(now),
            ..<import::ActiveModel as Default>::default()
        })
        .filter(import::Column::PlanId.eq(id))
        .exec(tx)
        .await?;
    let told = json!({"subject": row.subject});
    record(tx, NewEvent::new(now, by, "remove", "plan", id).before(&row.document).with(told)).await?;
    Ok(())
}

fn plan_row(
    id: PlanId,
    now: Moment,
    by: By,
    new: NewPlan<'_>,
    content: &Content<'_>,
) -> Result<plan::ActiveModel, PlanError> {
    let head = content.head;
    let window = head.window.as_ref();
    let issued_on = head.date.as_deref().and_then(date_of);
    let year = issued_on.map(|d| chrono::Datelike::year(&d)).or_else(|| year_of(content));
    Ok(plan::ActiveModel {
        id: Set(id),
        unit_id: Set(new.unit),
        import_id: Set(new.import),
        subject: Set(head.subject.clone()),
        subject_key: Set(key(&head.subject)),
        doc_type: Set(head.doc_type.clone()),
        number: Set(head.number.as_deref().and_then(number_of)),
        place: Set(head.place.clone()),
        date_printed: Set(head.date.clone()),
        issued_on: Set(issued_on),
        year: Set(year),
        window_printed: Set(window.map(|w| w.text.clone())),
        starts_on: Set(window.and_then(|w| w.start)),
        ends_on: Set(window.and_then(last_day)),
        state: Set(DRAFT.to_owned()),
        document: Set(serde_json::to_string(new.draft)?),
        source: Set(serde_json::to_string(new.source)?),
        search_text: Set(search_text(content)),
        created_by: Set(by.person),
        created_at: Set(now),
        updated_at: Set(now),
    })
}

/// "Số: 123/KH-BGDĐT" without its lead word; `None` when the running number is blank.
fn number_of(printed: &str) -> Option<String> {
    let rest = printed.trim().trim_start_matches("Số").trim_start_matches([':', ' ']).trim();
    rest.starts_with(|c: char| c.is_ascii_digit()).then(|| rest.to_owned())
}

/// "ngày 08 tháng 9 năm 2023" as a day; `None` with a blank in it.
pub fn date_of(printed: &str) -> Option<Day> {
    let folded = key(printed);
    let mut words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    let mut after = |word: &str| {
        words.find(|w| *w == word)?;
        words.next()?.parse::<u32>().ok()
    };
    let (day, month, year) = (after("ngay")?, after("thang")?, after("nam")?);
    Day::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The year most tasks end in, when the letterhead leaves the date blank.
fn year_of(content: &Content<'_>) -> Option<i32> {
    let window = content.head.window.as_ref().and_then(|w| w.end.or(w.start));
    let latest = content.tasks.iter().filter_map(|(_, t)| t.time.as_ref()?.end).max();
    window.or(latest).map(|d| chrono::Datelike::year(&d))
}

/// The last day of a window; "trước ngày D" ends the day before D.
pub fn last_day(time: &Time) -> Option<Day> {
    match time.end_inclusive {
        Some(false) => time.end?.pred_opt(),
        _ => time.end,
    }
}

fn precision(time: Option<&Time>) -> String {
    let word = serde_json::to_value(time.map_or(Precision::Unknown, |t| t.precision));
    word.ok().and_then(|w| w.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Folded words of what people remember of a plan.
fn search_text(content: &Content<'_>) -> String {
    let head = content.head;
    let mut plain =
        format!("{} {} {}", head.subject, head.number.as_deref().unwrap_or(""), head.agencies.join(" "));
    let tasks = content.tasks.iter().map(|(_, t)| t.task.as_str());
    let duties = content.duties.iter().map(|(_, d)| d.duty.as_str());
    for part in tasks.chain(duties) {
        plain.push(' ');
        plain.push_str(part);
    }
    let cut: String = plain.chars().take(SEARCH_LETTERS_MAX).collect();
    db::dialect::search_text(&cut)
}
