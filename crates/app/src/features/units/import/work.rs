//! Writing an import: a job, in one transaction, after a last check that holds nobody up.

use db::events::{By, NewEvent, record};
use db::{DbError, Door, WriteTx};
use domain::ids::{UnitId, UnitImportId};
use domain::time::Moment;
use domain::units::{Unit, UnitCode};
use jobs::{Job, JobError, Left, Run};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _, Select,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use tables::{event, unit_import};

use super::check::{self, Checked, Fault};
use super::rows::Rows;
use crate::app::App;
use crate::features::units::{offices, store};

/// States of an import, as they stand in the table.
pub mod state {
    /// Read and checked; waits for a person.
    pub const CHECKED: &str = "checked";
    /// Waits for or is in the hands of the job.
    pub const RUNNING: &str = "running";
    /// All units are there.
    pub const DONE: &str = "done";
    /// The last check found faults; nothing was written.
    pub const REFUSED: &str = "refused";
    /// The job was given up; nothing was written, and a person may let it try again.
    pub const FAILED: &str = "failed";
    /// A person does not want it any more; nothing was written and the rows are no longer kept.
    pub const DISCARDED: &str = "discarded";
}

/// Writes an import.
#[derive(Debug, Serialize, Deserialize)]
pub struct WriteImport {
    /// Which one.
    pub import: UnitImportId,
}

impl Job for WriteImport {
    type Context = App;
    const KIND: &'static str = "units.write-import";
    const IS_AWAITED: bool = true;
    /// A person waits before the page: about a minute of tries, then the page says so and offers ways on.
    const ATTEMPTS_MAX: i32 = 4;

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        for _ in 0..CHECKS_MAX {
            let Some((seen, checked)) = self.last_check(app, run.now).await? else { return Ok(()) };
            let tx = app.db.write().await?;
            tx.alone_in(Door::Units).await?;
            let Some(import) = self.running(unit_import::by_id(self.import).lock_exclusive(), &tx).await?
            else {
                return Ok(());
            };
            if n_changes(&tx).await? == seen {
                write(&tx, run.now, import, checked).await?;
                return Ok(tx.commit().await?);
            }
        }
        Err(JobError::Retry("units were changed during every check".to_owned()))
    }

    async fn when_given_up(self, tx: &WriteTx, now: Moment, why: &str) -> Result<Left, DbError> {
        let Some(import) = unit_import::by_id(self.import).lock_exclusive().one(tx).await? else {
            return Ok(Left::Nowhere);
        };
        if import.state == state::RUNNING {
            let (id, by) = (import.id, By { person: import.person_id, post: import.post_id });
            let told = json!({"file": import.file_name, "why": why});
            let faults = Faults { error: Some(why.to_owned()), ..Faults::default() };
            let mut changed = import.into_active_model();
            changed.ended_at = Set(Some(now));
            changed.state = Set(state::FAILED.to_owned());
            changed.faults = Set(json!(faults).to_string());
            changed.update(tx).await?;
            record(tx, NewEvent::new(now, by, "fail-import", "unit-import", id).with(told)).await?;
        }
        // The page of the import says what happened and offers another try.
        Ok(Left::Nowhere)
    }
}

/// How often a try checks again because units were changed meanwhile.
const CHECKS_MAX: usize = 3;

impl WriteImport {
    /// Checks the rows against the units of this moment; none when there is nothing to write any more. In no
    /// transaction: it takes seconds for 60,000 rows, and SQLite has one writer only.
    async fn last_check(&self, app: &App, now: Moment) -> Result<Option<(u64, Checked)>, JobError> {
        let conn = app.db.read();
        let Some(import) = self.running(unit_import::by_id(self.import), conn).await? else {
            return Ok(None);
        };
        // Counted before the units are read: what changes in between shows as one more.
        let seen = n_changes(conn).await?;
        let known = check::known(conn).await?;
        let (today, source, house) = (now.local_day(), import.file_name, app.clone());
        // Not on the threads that answer requests.
        let checked = tokio::task::spawn_blocking(move || {
            let rows: Rows = serde_json::from_str(&import.rows)?;
            let ids: Vec<UnitId> = rows.rows.iter().map(|_| house.new_id()).collect();
            Ok::<_, serde_json::Error>(check::check(&rows, &known, today, &ids, &source))
        });
        Ok(Some((seen, checked.await??)))
    }

    /// The import while it waits for this job; none when it was written or taken back.
    async fn running(
        &self,
        select: Select<unit_import::Entity>,
        conn: &impl ConnectionTrait,
    ) -> Result<Option<unit_import::Model>, JobError> {
        let found = select.one(conn).await?.ok_or_else(|| JobError::give_up("there is no such import"))?;
        Ok(Some(found).filter(|import| import.state == state::RUNNING))
    }
}

/// How often units were changed: each change writes one event, and events are never removed.
async fn n_changes(conn: &impl ConnectionTrait) -> Result<u64, DbErr> {
    event::Entity::find().filter(event::Column::Kind.eq("unit")).count(conn).await
}

/// Takes an import back that was not written; its rows are no longer kept. False when it is too late for that.
pub async fn discard(tx: &WriteTx, now: Moment, by: By, id: UnitImportId) -> Result<Option<bool>, DbError> {
    let Some(import) = unit_import::by_id(id).lock_exclusive().one(tx).await? else {
        return Ok(None);
    };
    if ![state::CHECKED, state::REFUSED, state::FAILED].contains(&import.state.as_str()) {
        return Ok(Some(false));
    }
    let told = json!({"file": import.file_name, "n_rows": import.n_rows});
    let mut changed = import.into_active_model();
    changed.ended_at = Set(Some(now));
    changed.state = Set(state::DISCARDED.to_owned());
    changed.rows = Set(String::new());
    changed.update(tx).await?;
    record(tx, NewEvent::new(now, by, "discard-import", "unit-import", id).with(told)).await?;
    Ok(Some(true))
}

/// What the last check or the last try found, as it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Faults {
    /// How many faults in all.
    pub n: usize,
    /// The first ones.
    pub kept: Vec<Fault>,
    /// Why the job was given up, in the words of the machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

async fn write(
    tx: &WriteTx,
    now: Moment,
    import: unit_import::Model,
    checked: Checked,
) -> Result<(), DbError> {
    let (id, by) = (import.id, By { person: import.person_id, post: import.post_id });
    let n = i32::try_from(checked.units.len()).unwrap_or(i32::MAX);
    let told =
        json!({"file": import.file_name, "n_units": checked.units.len(), "n_faults": checked.n_faults});
    let mut changed = import.into_active_model();
    changed.ended_at = Set(Some(now));
    if checked.n_faults > 0 {
        changed.state = Set(state::REFUSED.to_owned());
        let faults = Faults { n: checked.n_faults, kept: checked.faults, error: None };
        changed.faults = Set(json!(faults).to_string());
        changed.update(tx).await?;
        record(tx, NewEvent::new(now, by, "refuse-import", "unit", id).with(told)).await?;
        return Ok(());
    }
    let codes: HashMap<UnitCode, String> =
        checked.units.iter().map(|(unit, code)| (unit.code.clone(), code.clone())).collect();
    let units: Vec<Unit> = checked.units.into_iter().map(|(unit, _)| unit).collect();
    store::insert(tx, now, &units, &|unit| {
        codes.get(&unit.code).cloned().unwrap_or_else(|| unit.code.to_string())
    })
    .await?;
    offices::insert(tx, now, by, &checked.offices).await?;
    changed.state = Set(state::DONE.to_owned());
    changed.n_done = Set(n);
    // The rows are in the tables now; keeping them twice serves nobody.
    changed.rows = Set(String::new());
    changed.update(tx).await?;
    record(tx, NewEvent::new(now, by, "import", "unit", id).with(told)).await?;
    Ok(())
}
