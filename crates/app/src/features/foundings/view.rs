//! Rows become views: names, counts that add up, what is late today.

use super::pages::{ChoiceView, Counts, GroupView, ListView, RowView};
use crate::app::App;
use crate::features::units;
use crate::rights::Signed;
use db::DbError;
use domain::foundings::FoundingState;
use domain::ids::{FoundingListId, PlanId, TaskId, UnitId};
use domain::rights::Act;
use domain::time::Day;
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use tables::{founding, founding_list, task};
use utoipa::ToSchema;
use web::Error;

/// What is counted of a row.
type Counted = (FoundingListId, UnitKind, String, FoundingState, Option<Day>);

/// Whether an open row has a step whose day has passed.
pub fn is_late(state: FoundingState, next_due: Option<Day>, today: Day) -> bool {
    state.is_open() && next_due.is_some_and(|day| day < today)
}

impl Counts {
    fn add(&mut self, (state, next_due): (FoundingState, Option<Day>), today: Day) {
        self.n += 1;
        match state {
            FoundingState::Waiting => self.n_waiting += 1,
            FoundingState::Going => self.n_going += 1,
            FoundingState::Founded => self.n_founded += 1,
            FoundingState::Closed => self.n_closed += 1,
        }
        self.n_late += u64::from(is_late(state, next_due, today));
    }
}

/// Kind, district, state and next day of all rows of some lists.
async fn counted(conn: &impl ConnectionTrait, lists: &[FoundingListId]) -> Result<Vec<Counted>, DbError> {
    let rows = founding::Entity::find()
        .filter(founding::Column::ListId.is_in(lists.iter().copied()))
        .select_only()
        .columns([
            founding::Column::ListId,
            founding::Column::Kind,
            founding::Column::Area,
            founding::Column::State,
            founding::Column::NextDue,
        ])
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows)
}

/// Counts of each list.
pub async fn counts(
    conn: &impl ConnectionTrait,
    lists: &[FoundingListId],
    today: Day,
) -> Result<HashMap<FoundingListId, Counts>, DbError> {
    let mut found: HashMap<FoundingListId, Counts> = HashMap::new();
    for (list, _, _, state, next_due) in counted(conn, lists).await? {
        found.entry(list).or_default().add((state, next_due), today);
    }
    Ok(found)
}

/// Counts of a list by kind and by district or commune.
pub async fn groups(
    conn: &impl ConnectionTrait,
    list: FoundingListId,
    today: Day,
) -> Result<(Vec<GroupView>, Vec<GroupView>), DbError> {
    let mut kinds: BTreeMap<UnitKind, Counts> = BTreeMap::new();
    let mut areas: BTreeMap<String, (String, Counts)> = BTreeMap::new();
    for (_, kind, area, state, next_due) in counted(conn, &[list]).await? {
        kinds.entry(kind).or_default().add((state, next_due), today);
        let entry = areas.entry(domain::text::key(&area)).or_insert_with(|| (area, Counts::default()));
        entry.1.add((state, next_due), today);
    }
    let kind = |(kind, counts): (UnitKind, Counts)| GroupView {
        value: kind.code().to_owned(),
        word: kind.noun().to_owned(),
        counts,
    };
    let area = |(area, counts): (String, Counts)| GroupView { value: area.clone(), word: area, counts };
    Ok((kinds.into_iter().map(kind).collect(), areas.into_values().map(area).collect()))
}

/// Lists with names and counts.
pub async fn lists(app: &App, rows: &[founding_list::Model]) -> Result<Vec<ListView>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let unions: Vec<UnitId> = rows.iter().map(|row| row.union_id).collect();
    let names = units::refs(db, &unions, today).await.map_err(DbError::from)?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|one| (one.id, one.short)).collect();
    let tasks =
        task::Entity::find().filter(task::Column::Id.is_in(rows.iter().filter_map(|row| row.task_id)));
    let tasks: HashMap<TaskId, (String, PlanId)> = tasks
        .all(db)
        .await
        .map_err(DbError::from)?
        .into_iter()
        .map(|row| (row.id, (row.title, row.plan_id)))
        .collect();
    let ids: Vec<FoundingListId> = rows.iter().map(|row| row.id).collect();
    let counts = counts(db, &ids, today).await?;
    let view = |row: &founding_list::Model| {
        let task = row.task_id.and_then(|id| tasks.get(&id).cloned());
        ListView {
            id: row.id,
            name: row.name.clone(),
            union: names.get(&row.union_id).cloned().unwrap_or_default(),
            plan_id: task.as_ref().map(|(_, plan)| *plan),
            task: task.map(|(title, _)| title),
            counts: counts.get(&row.id).copied().unwrap_or_default(),
            version: row.version,
        }
    };
    Ok(rows.iter().map(view).collect())
}

/// One list.
pub async fn list(app: &App, row: &founding_list::Model) -> Result<ListView, Error> {
    lists(app, std::slice::from_ref(row)).await?.pop().ok_or_else(Error::not_found)
}

/// A unit on a list.
pub fn row(row: &founding::Model, today: Day) -> RowView {
    RowView {
        id: row.id,
        unit_id: row.unit_id,
        name: row.name.clone(),
        kind: row.kind.noun().to_owned(),
        area: row.area.clone(),
        n_workers: row.n_workers,
        state: row.state,
        n_done: row.n_done,
        n_steps: row.n_steps,
        next_due: row.next_due,
        is_late: is_late(row.state, row.next_due, today),
        union_name: row.union_name.clone(),
        decision_number: row.decision_number.clone(),
        decided_on: row.decided_on,
        decided_by: row.decided_by.clone(),
        reason: row.reason.clone(),
        words: row.words.clone(),
    }
}

/// Kinds of units to choose from.
pub fn kinds() -> Vec<ChoiceView> {
    let choice = |kind: &UnitKind| ChoiceView { value: kind.code().to_owned(), word: kind.noun().to_owned() };
    UnitKind::ALL.iter().map(choice).collect()
}

/// A list that stands for a task of a plan, as the page of the plan tells it.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct TaskFounding {
    /// The list of the reader's own, else one that may be opened.
    #[schema(value_type = Option<String>)]
    pub id: Option<FoundingListId>,
    /// Units on all lists of the task.
    pub n: u64,
    /// Units that have a union now.
    pub n_founded: u64,
    /// Units that are late.
    pub n_late: u64,
    /// One of the reader's own units keeps a list for it.
    pub is_own: bool,
}

/// The lists of each of these tasks together. Counts are for whoever reads the plan, a list for whoever reads the work of
/// its union: the one that a unit of the reader's keeps comes first.
pub async fn of_tasks(
    app: &App,
    signed: &Signed,
    tasks: &[TaskId],
) -> Result<BTreeMap<TaskId, TaskFounding>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let rows = founding_list::of_tasks(tasks).all(db).await.map_err(DbError::from)?;
    let ids: Vec<FoundingListId> = rows.iter().map(|row| row.id).collect();
    let counts = counts(db, &ids, today).await?;
    let own: HashSet<UnitId> = signed.own(Act::DoWork).map(|(unit, ..)| unit).collect();
    let mut found: BTreeMap<TaskId, TaskFounding> = BTreeMap::new();
    for row in rows {
        let Some(task) = row.task_id else { continue };
        let of = counts.get(&row.id).copied().unwrap_or_default();
        let one = found.entry(task).or_default();
        one.n += of.n;
        one.n_founded += of.n_founded;
        one.n_late += of.n_late;
        if own.contains(&row.union_id) && !one.is_own {
            (one.id, one.is_own) = (Some(row.id), true);
        } else if one.id.is_none() && signed.may(app, Act::ReadWork, Some(row.union_id)).await?.is_some() {
            one.id = Some(row.id);
        }
    }
    Ok(found)
}
