//! The rows of a new plan: issuers, tasks, duties, sessions, money, recipients.

use domain::ids::{DutyId, Id, PlanId, TaskId, UnitId};
use domain::text::key;
use domain::time::Moment;
use draft::{Content, Draft};
use reader::plan::{RecipientKind, Span};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait, QueryFilter as _};
use std::collections::HashMap;
use tables::{
    budget_line, duty, duty_unit, plan_issuer, plan_participants, plan_session, plan_venue, recipient, task,
    task_unit,
};
use uuid::Uuid;

use super::{PlanError, WAITING, last_day, precision};
use db::WriteTx;

/// Rows of one INSERT: both databases limit the number of values of a statement.
const ROWS_MAX: usize = 500;

/// Writes what belongs to a plan.
pub struct Maker<'a> {
    /// Where they are written.
    pub tx: &'a WriteTx,
    /// When.
    pub now: Moment,
    /// The plan they belong to.
    pub plan: PlanId,
    /// The finished review, which knows the units.
    pub draft: &'a Draft,
    /// Rows of an earlier version that go on under the same id, by the item they came from.
    pub kept: Kept,
    /// It was issued: what units worked on is not taken away.
    pub is_issued: bool,
}

/// Rows of an earlier version: what was done for a task stays with it when the plan is revised.
#[derive(Debug, Default)]
pub struct Kept {
    rows: HashMap<String, (Uuid, String)>,
}

impl Kept {
    /// The tasks and duties that a plan has now.
    pub async fn of(tx: &WriteTx, plan: PlanId) -> Result<Kept, PlanError> {
        let tasks = task::ever_of_plan(plan).all(tx).await?;
        let duties = duty::ever_of_plan(plan).all(tx).await?;
        let tasks = tasks.into_iter().filter_map(|row| Some((row.item?, (row.id.uuid(), row.state))));
        let duties = duties.into_iter().filter_map(|row| Some((row.item?, (row.id.uuid(), row.state))));
        Ok(Kept { rows: tasks.chain(duties).collect() })
    }

    /// Id and state of the row of this item: kept, or new.
    fn row<I: Id>(&self, tx: &WriteTx, now: Moment, item: &str) -> (I, String) {
        match self.rows.get(item) {
            Some((id, state)) if state != task::REMOVED => (I::from(*id), state.clone()),
            Some((id, _)) => (I::from(*id), WAITING.to_owned()),
            None => (tx.new_id(now), WAITING.to_owned()),
        }
    }
}

/// A place in a list, from 0.
fn place(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

/// Source lines as columns.
fn lines(span: Span) -> (i32, i32) {
    let line = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    (line(span.start_line), line(span.end_line))
}

/// Writes tasks or duties over those that stand under the same ids. The others of the plan go, or, when units may have
/// worked on them, stay aside.
macro_rules! write_over {
    ($self:ident, $table:ident, $rows:ident) => {{
        use sea_orm::{Iterable as _, sea_query::OnConflict};
        let ids: Vec<_> = $rows.iter().map(|row| *row.id.as_ref()).collect();
        let columns = $table::Column::iter().filter(|column| !matches!(column, $table::Column::Id));
        let same = OnConflict::column($table::Column::Id).update_columns(columns).to_owned();
        for some in $rows.chunks(ROWS_MAX) {
            let insert = $table::Entity::insert_many(some.to_vec()).on_conflict(same.clone());
            insert.exec_without_returning($self.tx).await?;
        }
        let others = Condition::all()
            .add($table::Column::PlanId.eq($self.plan))
            .add($table::Column::Id.is_not_in(ids));
        if $self.is_issued {
            let aside = $table::ActiveModel { state: Set($table::REMOVED.to_owned()), ..Default::default() };
            $table::Entity::update_many().set(aside).filter(others).exec($self.tx).await?;
        } else {
            $table::Entity::delete_many().filter(others).exec($self.tx).await?;
        }
    }};
}

impl Maker<'_> {
    /// Takes the rows of an earlier version away; those that are kept come again under their ids. Tasks and duties are not
    /// taken away first, because what was done for them hangs on their rows: they are written over, and what no item
    /// stands for any more goes last.
    pub async fn clear(&self) -> Result<(), PlanError> {
        macro_rules! clear {
            ($($table:ident)*) => {$(
                $table::Entity::delete_many().filter($table::Column::PlanId.eq(self.plan)).exec(self.tx).await?;
            )*};
        }
        // Who issued a plan does not change with it.
        if !self.is_issued {
            clear!(plan_issuer);
        }
        clear!(task_unit duty_unit plan_session plan_venue plan_participants budget_line recipient);
        Ok(())
    }

    /// Writes everything that hangs on the plan.
    pub async fn all(&self, content: &Content<'_>) -> Result<(), PlanError> {
        if !self.is_issued {
            self.issuers(content).await?;
        }
        self.tasks(content).await?;
        self.duties(content).await?;
        self.meeting(content).await?;
        self.money_and_recipients(content).await
    }

    /// The unit that a printed name stands for.
    fn unit(&self, printed: &str) -> Option<UnitId> {
        self.draft.unit(printed)?.chosen.as_ref()?.unit.parse().ok()
    }

    async fn insert<E>(&self, rows: Vec<E::ActiveModel>) -> Result<(), PlanError>
    where
        E: EntityTrait,
    {
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let some: Vec<E::ActiveModel> = rows.by_ref().take(ROWS_MAX).collect();
            E::insert_many(some).exec_without_returning(self.tx).await?;
        }
        Ok(())
    }

    /// Who issued it.
    async fn issuers(&self, content: &Content<'_>) -> Result<(), PlanError> {
        let rows = content.head.agencies.iter().enumerate().map(|(i, name)| plan_issuer::ActiveModel {
            id: Set(self.tx.new_id(self.now)),
            plan_id: Set(self.plan),
            position: Set(place(i)),
            printed: Set(name.clone()),
            unit_id: Set(self.unit(name)),
        });
        self.insert::<plan_issuer::Entity>(rows.collect()).await
    }

    /// Its tasks with their units.
    async fn tasks(&self, content: &Content<'_>) -> Result<(), PlanError> {
        let mut tasks = Vec::new();
        let mut units = Vec::new();
        for (index, (item, task)) in content.tasks.iter().enumerate() {
            let (id, state): (TaskId, String) = self.kept.row(self.tx, self.now, &item.path);
            let (first_line, last_line) = lines(item.value.span());
            let time = task.time.as_ref();
            tasks.push(task::ActiveModel {
                id: Set(id),
                plan_id: Set(self.plan),
                position: Set(place(index)),
                no: Set(task.no.clone()),
                title: Set(task.task.clone()),
                title_key: Set(key(&task.task)),
                group_title: Set(task.group.clone()),
                time_printed: Set(time.map(|t| t.text.clone())),
                starts_on: Set(time.and_then(|t| t.start)),
                ends_on: Set(time.and_then(last_day)),
                precision: Set(precision(time)),
                product: Set(task.product.clone()),
                state: Set(state),
                first_line: Set(first_line),
                last_line: Set(last_line),
                item: Set(Some(item.path.clone())),
            });
            for (role, names) in [("lead", &task.lead_units), ("cooperate", &task.coop_units)] {
                units.extend(names.iter().enumerate().map(|(i, name)| task_unit::ActiveModel {
                    id: Set(self.tx.new_id(self.now)),
                    plan_id: Set(self.plan),
                    task_id: Set(id),
                    role: Set(role.to_owned()),
                    position: Set(place(i)),
                    printed: Set(name.clone()),
                    unit_id: Set(self.unit(name)),
                }));
            }
        }
        write_over!(self, task, tasks);
        self.insert::<task_unit::Entity>(units).await
    }

    /// Its duties with their units.
    async fn duties(&self, content: &Content<'_>) -> Result<(), PlanError> {
        let mut duties = Vec::new();
        let mut units = Vec::new();
        for (index, (item, duty)) in content.duties.iter().enumerate() {
            let (id, state): (DutyId, String) = self.kept.row(self.tx, self.now, &item.path);
            let (first_line, last_line) = lines(item.value.span());
            let time = duty.deadline.as_ref();
            let source = serde_json::to_value(duty.unit_source)?;
            duties.push(duty::ActiveModel {
                id: Set(id),
                plan_id: Set(self.plan),
                position: Set(place(index)),
                text: Set(duty.duty.clone()),
                text_key: Set(key(&duty.duty)),
                verbs: Set(duty.verbs.join(", ")),
                unit_source: Set(source.as_str().unwrap_or_default().to_owned()),
                time_printed: Set(time.map(|t| t.text.clone())),
                starts_on: Set(time.and_then(|t| t.start)),
                ends_on: Set(time.and_then(last_day)),
                state: Set(state),
                first_line: Set(first_line),
                last_line: Set(last_line),
                item: Set(Some(item.path.clone())),
            });
            for (role, names) in [("bound", &duty.units), ("with", &duty.with_units)] {
                units.extend(names.iter().enumerate().map(|(i, name)| duty_unit::ActiveModel {
                    id: Set(self.tx.new_id(self.now)),
                    plan_id: Set(self.plan),
                    duty_id: Set(id),
                    role: Set(role.to_owned()),
                    position: Set(place(i)),
                    printed: Set(name.clone()),
                    unit_id: Set(self.unit(name)),
                }));
            }
        }
        write_over!(self, duty, duties);
        self.insert::<duty_unit::Entity>(units).await
    }

    /// Its sessions, venues and participants.
    async fn meeting(&self, content: &Content<'_>) -> Result<(), PlanError> {
        let mut sessions = Vec::new();
        for (index, (item, session)) in content.sessions.iter().enumerate() {
            let (first_line, last_line) = lines(item.value.span());
            let time = session.time.as_ref();
            sessions.push(plan_session::ActiveModel {
                id: Set(self.tx.new_id(self.now)),
                plan_id: Set(self.plan),
                position: Set(place(index)),
                first_line: Set(first_line),
                last_line: Set(last_line),
                label: Set(session.label.clone()),
                text: Set(session.text.clone()),
                audience: Set(session.audience.clone()),
                time_printed: Set(time.map(|t| t.text.clone())),
                starts_on: Set(time.and_then(|t| t.start)),
                ends_on: Set(time.and_then(last_day)),
            });
        }
        self.insert::<plan_session::Entity>(sessions).await?;
        let mut venues = Vec::new();
        for (index, (item, venue)) in content.venues.iter().enumerate() {
            let (first_line, last_line) = lines(item.value.span());
            venues.push(plan_venue::ActiveModel {
                id: Set(self.tx.new_id(self.now)),
                plan_id: Set(self.plan),
                position: Set(place(index)),
                first_line: Set(first_line),
                last_line: Set(last_line),
                session_label: Set(venue.session.clone()),
                mode: Set(word(venue.mode.as_ref())?),
                location: Set(venue.location.clone()),
                text: Set(venue.text.clone()),
            });
        }
        self.insert::<plan_venue::Entity>(venues).await?;
        let mut participants = Vec::new();
        for (index, (item, group)) in content.participants.iter().enumerate() {
            let (first_line, last_line) = lines(item.value.span());
            participants.push(plan_participants::ActiveModel {
                id: Set(self.tx.new_id(self.now)),
                plan_id: Set(self.plan),
                position: Set(place(index)),
                first_line: Set(first_line),
                last_line: Set(last_line),
                session_label: Set(group.session.clone()),
                mode: Set(word(group.mode.as_ref())?),
                role: Set(word(Some(&group.role))?.unwrap_or_default()),
                members: Set(serde_json::to_string(&group.members)?),
            });
        }
        self.insert::<plan_participants::Entity>(participants).await
    }

    /// Its budget lines and recipients.
    async fn money_and_recipients(&self, content: &Content<'_>) -> Result<(), PlanError> {
        let mut budget = Vec::new();
        for (index, (item, line)) in content.budget.iter().enumerate() {
            let (first_line, last_line) = lines(item.value.span());
            budget.push(budget_line::ActiveModel {
                id: Set(self.tx.new_id(self.now)),
                plan_id: Set(self.plan),
                position: Set(place(index)),
                first_line: Set(first_line),
                last_line: Set(last_line),
                scope: Set(line.scope.clone()),
                text: Set(line.text.clone()),
                sources: Set(serde_json::to_string(&line.sources)?),
                payers: Set(serde_json::to_string(&line.payers)?),
            });
        }
        self.insert::<budget_line::Entity>(budget).await?;
        let mut recipients = Vec::new();
        for (index, (item, line)) in content.recipients.iter().enumerate() {
            let (first_line, last_line) = lines(item.value.span());
            let is_archive = line.kind == RecipientKind::Archive;
            recipients.push(recipient::ActiveModel {
                id: Set(self.tx.new_id(self.now)),
                plan_id: Set(self.plan),
                position: Set(place(index)),
                first_line: Set(first_line),
                last_line: Set(last_line),
                name: Set(line.name.clone()),
                purpose: Set(line.purpose.clone()),
                kind: Set(if is_archive { "archive" } else { "recipient" }.to_owned()),
                unit_id: Set(if is_archive { None } else { self.unit(&line.name) }),
                item: Set(Some(item.path.clone())),
            });
        }
        self.insert::<recipient::Entity>(recipients).await
    }
}

/// The word that a small enum is written as.
fn word<T: serde::Serialize>(value: Option<&T>) -> Result<Option<String>, serde_json::Error> {
    Ok(serde_json::to_value(value)?.as_str().map(str::to_owned))
}
