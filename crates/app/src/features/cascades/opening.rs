//! A question goes to its units: a job, in portions, exactly once. An opening that was cut goes on where it stopped.

use super::actions::{CascadeError, Target};
use super::{sums, telling};
use crate::app::App;
use crate::features::notices::Kind;
use crate::features::{documents, units};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::cascade::OwnPlan;
use domain::ids::{CascadeAnswerId, CascadeId, PersonId, PostId, UnitId};
use domain::text::key;
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use jobs::{Job, JobError, Run};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use tables::cascade::{self, State};
use tables::{cascade_answer, plan, unit};

/// Units of one transaction: short enough that others may write in between.
const PORTION: usize = 500;
/// Units whose names are asked for in one question.
const NAMES_AT_ONCE: usize = 1_000;

/// Asks the units of a question.
#[derive(Debug, Serialize, Deserialize)]
pub struct OpenCascade {
    /// Which question.
    pub cascade: CascadeId,
    /// Who issued the plan, or asked.
    pub person: Option<PersonId>,
    /// In which post.
    pub post: Option<PostId>,
}

/// A unit to be asked, in the order of the matrix.
struct Asked {
    unit: UnitId,
    key: String,
    place: i32,
}

impl Job for OpenCascade {
    type Context = App;
    const KIND: &'static str = "cascades.open";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let conn = app.db.read();
        let found = cascade::by_id(self.cascade).one(conn).await?;
        let question = found.ok_or_else(|| JobError::give_up("there is no such question"))?;
        if question.state != State::Opening {
            return Ok(());
        }
        let (list, kind) = whom(conn, &question, run.now.local_day()).await?;
        // From the beginning at every try: who was asked already is left as it is.
        for portion in list.chunks(PORTION) {
            let tx = app.db.write().await?;
            ask(&tx, run.now, question.id, (portion, list.len())).await?;
            tx.commit().await?;
        }
        let tx = app.db.write().await?;
        self.finish(&tx, run.now, (list.len(), kind)).await?;
        Ok(tx.commit().await?)
    }
}

/// The units of a question on the day of its plan, without the one that asks, and their kind when it is one.
async fn whom(
    conn: &impl ConnectionTrait,
    question: &cascade::Model,
    today: Day,
) -> Result<(Vec<Asked>, Option<UnitKind>), CascadeError> {
    let issued: Option<Option<Day>> = plan::by_id(question.plan_id)
        .select_only()
        .column(plan::Column::IssuedOn)
        .into_tuple()
        .one(conn)
        .await?;
    // What is passed on, or asked later, is asked of the units of its own day.
    let on = issued.flatten().filter(|_| question.above_id.is_none()).unwrap_or(today);
    let target = Target::of_row(question).ok_or(CascadeError::Gone)?;
    let found = meant(conn, question, &target, on).await?;
    ordered(conn, found.into_iter().filter(|unit| *unit != question.asker_id).collect(), on).await
}

/// Whom a target stands for on a day.
pub(super) async fn meant(
    conn: &impl ConnectionTrait,
    question: &cascade::Model,
    target: &Target,
    on: Day,
) -> Result<Vec<UnitId>, CascadeError> {
    Ok(match target {
        Target::Name(printed) => documents::units_of(conn, question.plan_id, printed, on).await?,
        Target::Group(within, kinds) => units::below(conn, Some(*within), kinds, on).await?,
        Target::Units(chosen) => chosen.clone(),
    })
}

/// In the official order of lists: by kind, rank and name.
async fn ordered(
    conn: &impl ConnectionTrait,
    found: Vec<UnitId>,
    on: Day,
) -> Result<(Vec<Asked>, Option<UnitKind>), CascadeError> {
    let (mut rows, mut seen) = (Vec::with_capacity(found.len()), HashSet::new());
    for ids in found.chunks(NAMES_AT_ONCE) {
        let ranks: HashMap<UnitId, (UnitKind, i32)> = unit::by_ids(ids)
            .all(conn)
            .await?
            .into_iter()
            .map(|row| (row.id, (row.kind, row.rank)))
            .collect();
        for name in units::refs(conn, ids, on).await? {
            let Some((kind, rank)) = ranks.get(&name.id).copied().filter(|_| seen.insert(name.id)) else {
                continue;
            };
            rows.push((kind, rank, key(&name.name), name.id, key(&format!("{} {}", name.name, name.short))));
        }
    }
    rows.sort_unstable();
    let kind = rows.first().map(|row| row.0).filter(|kind| rows.iter().all(|row| row.0 == *kind));
    let list = rows.into_iter().enumerate().map(|(at, (_, _, _, unit, key))| Asked {
        unit,
        key,
        place: i32::try_from(at).unwrap_or(i32::MAX),
    });
    Ok((list.collect(), kind))
}

/// Asks a portion of the units: those that were asked already stay as they are.
async fn ask(
    tx: &WriteTx,
    now: Moment,
    id: CascadeId,
    (portion, n_units): (&[Asked], usize),
) -> Result<(), CascadeError> {
    let question = sums::lock(tx, id).await?;
    if question.state != State::Opening {
        return Ok(());
    }
    let known: HashSet<UnitId> = cascade_answer::Entity::find()
        .filter(cascade_answer::Column::CascadeId.eq(id))
        .filter(cascade_answer::Column::UnitId.is_in(portion.iter().map(|one| one.unit)))
        .select_only()
        .column(cascade_answer::Column::UnitId)
        .into_tuple::<UnitId>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    let new: Vec<cascade_answer::ActiveModel> =
        portion.iter().filter(|one| !known.contains(&one.unit)).map(|one| row(tx, now, id, one)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let n_new = new.len();
    let units: Vec<(CascadeAnswerId, UnitId)> =
        new.iter().map(|row| (*row.id.as_ref(), *row.unit_id.as_ref())).collect();
    cascade_answer::Entity::insert_many(new).exec_without_returning(tx).await?;
    telling::units(tx, now, (&question, Kind::CascadeAsked), &units).await?;
    sums::shift(tx, &question, &vec![(None, (OwnPlan::Silent, false)); n_new]).await?;
    let mut after = question.clone().into_active_model();
    after.n_units = Set(i32::try_from(n_units).unwrap_or(i32::MAX));
    after.n_asked = Set(question.n_asked.saturating_add(i32::try_from(n_new).unwrap_or(i32::MAX)));
    // The trees were counted beside this row.
    after.n_tree = sea_orm::ActiveValue::NotSet;
    after.n_tree_done = sea_orm::ActiveValue::NotSet;
    after.update(tx).await?;
    Ok(())
}

fn row(tx: &WriteTx, now: Moment, id: CascadeId, one: &Asked) -> cascade_answer::ActiveModel {
    cascade_answer::ActiveModel {
        id: Set(tx.new_id::<CascadeAnswerId>(now)),
        cascade_id: Set(id),
        unit_id: Set(one.unit),
        place: Set(one.place),
        unit_key: Set(one.key.clone()),
        plan: Set(OwnPlan::Silent),
        is_named: Set(false),
        person_id: Set(None),
        person_name: Set(None),
        import_id: Set(None),
        own_plan_id: Set(None),
        own_number: Set(None),
        own_on: Set(None),
        file: Set(None),
        file_name: Set(None),
        reason: Set(None),
        refusal: Set(None),
        n_below: Set(0),
        n_below_done: Set(0),
        reminded_at: Set(None),
        n_reminders: Set(0),
        done_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

impl OpenCascade {
    async fn finish(
        &self,
        tx: &WriteTx,
        now: Moment,
        (n_units, kind): (usize, Option<UnitKind>),
    ) -> Result<(), CascadeError> {
        let before = sums::lock(tx, self.cascade).await?;
        if before.state != State::Opening {
            return Ok(());
        }
        let (plan, told) = (before.plan_id, json!({"cascade": before.id, "n_units": n_units}));
        let mut row = before.into_active_model();
        row.state = Set(State::Open);
        row.kind = Set(kind.map(|kind| kind.code().to_owned()));
        row.n_units = Set(i32::try_from(n_units).unwrap_or(i32::MAX));
        row.update(tx).await?;
        let by = By { person: self.person, post: self.post };
        record(tx, NewEvent::new(now, by, "ask-below", "plan", plan).with(told)).await?;
        Ok(())
    }
}
