//! The job that reads an uploaded document: taken up again when the process dies, ended with a sentence when it cannot
//! be done.

use super::intake::{self, Made};
use super::reading::{self, Outcome};
use super::resolve::Names;
use super::{ImportError, reading::gave_up};
use crate::app::App;
use crate::cli::read::Opened;
use db::{DbError, WriteTx};
use domain::ids::{ImportId, UnitId};
use domain::source::Source;
use domain::time::{Day, Moment};
use jobs::{Job, JobError, Left, Run};
use reader::plan::Plan;
use serde::{Deserialize, Serialize};
use tables::import::{self, State};
use web::Error;

/// Reads a document that was taken in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadDocument {
    /// Which import.
    pub import: ImportId,
}

impl Job for ReadDocument {
    type Context = App;
    const KIND: &'static str = "imports.read";
    const ATTEMPTS_MAX: i32 = 3;
    const IS_AWAITED: bool = true;

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let row = import::by_id(self.import).one(app.db.read()).await?;
        let Some(row) = row.filter(|row| row.state == State::Reading) else {
            return Ok(());
        };
        let underway = app.progress.begin(row.id);
        match reading::read(app, &row, &underway).await? {
            Outcome::Read(opened) => {
                underway.matching();
                let made = make(app, row.unit_id, opened).await.map_err(JobError::from)?;
                let tx = app.db.write().await?;
                intake::read(&tx, app.now(), row.id, &made).await?;
                Ok(tx.commit().await?)
            }
            // The server was stopped, or the machine had no room: that says nothing about the document.
            Outcome::Cut(why) if run.attempt < Self::ATTEMPTS_MAX => {
                Err(JobError::Retry(format!("the reading was cut off ({})", why.code)))
            }
            Outcome::Refused(why) | Outcome::Cut(why) => {
                let tx = app.db.write().await?;
                intake::fail(&tx, app.now(), row.id, &why).await?;
                Ok(tx.commit().await?)
            }
        }
    }

    async fn when_given_up(self, tx: &WriteTx, now: Moment, _: &str) -> Result<Left, DbError> {
        match intake::fail(tx, now, self.import, &gave_up()).await {
            // The page of the import says what happened and how to have it read once more.
            Ok(_) | Err(ImportError::Gone) => Ok(Left::Nowhere),
            Err(ImportError::Db(error)) => Err(error),
            Err(error) => Err(DbError::Unreadable(error.to_string())),
        }
    }
}

/// Matches the unit names of a reading and makes the draft.
pub(super) async fn make(app: &App, unit: UnitId, opened: Box<Opened>) -> Result<Made, ImportError> {
    let lexicon = app.lexicon.get(&app.db).await?;
    let year = year(&opened.reading.plan, &opened.source);
    let on_day = on_day(&opened.reading.plan, year, app.now().local_day());
    let names = Names::load(app.db.read(), lexicon, unit, on_day, &[]).await?;
    // Hundreds of names against ten thousand units: not on the thread that serves others.
    let work = tokio::task::spawn_blocking(move || {
        let header = &opened.reading.plan.header;
        let agency = header.issuing_agencies.first().map(|a| a.name.as_str());
        let names = names.issued_by(agency, header.place.as_ref().map(|p| p.text.as_str()));
        let draft = draft::make(&opened.reading, &|name| names.resolve(name));
        Made { opened, draft, on_day, year }
    });
    work.await.map_err(|error| ImportError::Plan(Error::unexpected(error)))
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
