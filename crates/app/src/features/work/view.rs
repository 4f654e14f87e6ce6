//! Rows become views: the text of the task or duty, the name of the plan, people, the look of a state today.

use super::pages::{ChipView, PersonRef, WorkRow};
use crate::app::App;
use crate::features::accounts::initials;
use crate::features::units;
use domain::ids::{PersonId, PlanId, UnitId};
use domain::time::Day;
use domain::work::{Nearness, State};
use sea_orm::sea_query::{Expr, ExprTrait as _, IntoTableRef, Query, SelectStatement, SimpleExpr, UnionType};
use sea_orm::{ConnectionTrait as _, DbErr, QueryResult};
use std::collections::{BTreeSet, HashMap};
use tables::{assignment, duty, person, plan, task};
use uuid::Uuid;
use web::Error;

/// Days before the deadline from which it is told in the colour of what needs a look.
const SOON_DAYS: i64 = 3;

/// The text that an assignment speaks of.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// What is to be done.
    pub title: String,
    /// The line of the plan's text.
    pub line: i32,
    /// The time as printed.
    pub printed: Option<String>,
    /// What comes of it.
    pub product: Option<String>,
}

/// What lists of assignments need besides their rows.
#[derive(Debug, Default)]
pub struct Words {
    texts: HashMap<Uuid, Text>,
    plans: HashMap<PlanId, String>,
    people: HashMap<PersonId, PersonRef>,
    units: HashMap<UnitId, String>,
}

impl Words {
    /// Loads the words of these rows.
    pub async fn load(app: &App, rows: &[assignment::Model], also: &[PersonId]) -> Result<Words, Error> {
        let ids = rows.iter().flat_map(|row| [row.unit_id, row.asker_id]);
        let ids: Vec<UnitId> = ids.collect::<BTreeSet<UnitId>>().into_iter().collect();
        let units = units::actions::short_names(app.db.read(), &ids, app.now().local_day()).await?;
        let plans: BTreeSet<PlanId> = rows.iter().map(|row| row.plan_id).collect();
        Words::load_knowing(app, rows, also, (units, plans)).await
    }

    /// The same where the names of their units are known already, with these plans: in one question.
    pub async fn load_knowing(
        app: &App,
        rows: &[assignment::Model],
        also: &[PersonId],
        (units, plans): (HashMap<UnitId, String>, BTreeSet<PlanId>),
    ) -> Result<Words, Error> {
        let sources = |kind: &str| -> BTreeSet<Uuid> {
            rows.iter().filter(|row| row.source_kind == kind).map(|row| row.source_id).collect()
        };
        let people: BTreeSet<Uuid> = rows
            .iter()
            .filter_map(|row| row.person_id)
            .chain(also.iter().copied())
            .map(PersonId::uuid)
            .collect();
        let plans: BTreeSet<Uuid> = plans.into_iter().map(PlanId::uuid).collect();
        let mut words = Words { units, ..Words::default() };
        let asked = Asked { tasks: sources("task"), duties: sources("duty"), plans, people };
        for (kind, id, title, line, printed, product) in asked.load(app).await? {
            match kind {
                PLAN => _ = words.plans.insert(id.into(), title),
                PERSON => _ = words.people.insert(id.into(), person_ref(id.into(), title)),
                _ => _ = words.texts.insert(id, Text { title, line, printed, product }),
            }
        }
        Ok(words)
    }

    /// What a plan is called.
    pub fn plan(&self, id: PlanId) -> String {
        self.plans.get(&id).cloned().unwrap_or_default()
    }

    /// The text of a row.
    pub fn text(&self, row: &assignment::Model) -> Text {
        self.texts.get(&row.source_id).cloned().unwrap_or_default()
    }

    /// A person.
    pub fn person(&self, id: Option<PersonId>) -> Option<PersonRef> {
        id.and_then(|id| self.people.get(&id)).cloned()
    }

    /// The short name of a unit.
    pub fn unit(&self, id: UnitId) -> String {
        self.units.get(&id).cloned().unwrap_or_default()
    }

    /// A row as it stands today.
    pub fn row(&self, row: &assignment::Model, today: Day) -> WorkRow {
        let text = self.text(row);
        WorkRow {
            id: row.id,
            title: text.title,
            kind: row.source_kind.clone(),
            role: row.role,
            state: row.state,
            chip: chip(bucket(row.state, row.due_on, today)),
            due_on: row.due_on,
            days: row.due_on.map(|due| (due - today).num_days()),
            due_family: due_family(row, today),
            near: Nearness::of(row.state, row.due_on, today),
            printed: text.printed,
            period: row.period.clone(),
            plan_id: row.plan_id,
            plan: self.plan(row.plan_id),
            line: text.line,
            person: self.person(row.person_id),
            percent: row.percent,
            unit_id: row.unit_id,
            unit: self.unit(row.unit_id),
            is_handed_late: is_handed_late(row),
        }
    }
}

/// The colour family of the deadline: late, soon, or nothing to tell.
fn due_family(row: &assignment::Model, today: Day) -> &'static str {
    match row.due_on.filter(|_| row.state.is_due()).map(|due| (due - today).num_days()) {
        Some(days) if days < 0 => "late",
        Some(days) if days <= SOON_DAYS => "watch",
        _ => "",
    }
}

/// Came in after its day.
fn is_handed_late(row: &assignment::Model) -> bool {
    let handed = row.handed_at.map(domain::time::Moment::local_day);
    matches!((handed, row.due_on), (Some(handed), Some(due)) if handed > due)
}

/// Which part of a unit's sum an assignment counts in: its state, or late. The parts do not overlap.
pub fn bucket(state: State, due_on: Option<Day>, today: Day) -> &'static str {
    let is_late = Nearness::of(state, due_on, today) == Nearness::Late;
    if is_late { "late" } else { state.word() }
}

/// The parts of a sum in the order they are told.
pub const BUCKETS: [&str; 8] =
    ["done", "doing", "late", "waiting", "handed", "returned", "paused", "withdrawn"];

/// The look of a part.
pub fn chip(word: &'static str) -> ChipView {
    let (family, icon) = match word {
        "late" => ("late", "octagon-alert"),
        "doing" => ("run", "circle-dot"),
        "handed" => ("run", "hourglass"),
        "returned" => ("watch", "undo-2"),
        "done" => ("ok", "circle-check"),
        "paused" => ("idle", "circle-pause"),
        "withdrawn" => ("idle", "circle-slash"),
        _ => ("idle", "circle-dashed"),
    };
    ChipView { word, family, icon }
}

/// Kind, id, title, line, time as printed, product.
type Word = (i32, Uuid, String, i32, Option<String>, Option<String>);

const TASK: i32 = 0;
const DUTY: i32 = 1;
const PLAN: i32 = 2;
const PERSON: i32 = 3;

/// What is to be named.
struct Asked {
    tasks: BTreeSet<Uuid>,
    duties: BTreeSet<Uuid>,
    plans: BTreeSet<Uuid>,
    people: BTreeSet<Uuid>,
}

impl Asked {
    /// Names everything in one question: the words of a list cost more by the question than by the row. Of plans their
    /// numbers, when they have one, and what they are about; their texts stay unread.
    async fn load(self, app: &App) -> Result<Vec<Word>, Error> {
        let none = || Expr::cust("NULL");
        let task = |column: task::Column| Expr::col((task::Entity, column));
        let duty = |column: duty::Column| Expr::col((duty::Entity, column));
        let numbered = Expr::cust("COALESCE(\"number\" || ': ', '') || \"subject\"");
        let parts = [
            select(
                TASK,
                task::Entity,
                (task(task::Column::Id), self.tasks),
                [
                    task(task::Column::Title),
                    task(task::Column::FirstLine),
                    task(task::Column::TimePrinted),
                    task(task::Column::Product),
                ],
            ),
            select(
                DUTY,
                duty::Entity,
                (duty(duty::Column::Id), self.duties),
                [
                    duty(duty::Column::Text),
                    duty(duty::Column::FirstLine),
                    duty(duty::Column::TimePrinted),
                    none(),
                ],
            ),
            select(
                PLAN,
                plan::Entity,
                (Expr::col(plan::Column::Id), self.plans),
                [numbered, Expr::cust("0"), none(), none()],
            ),
            select(
                PERSON,
                person::Entity,
                (Expr::col(person::Column::Id), self.people),
                [Expr::col(person::Column::Name), Expr::cust("0"), none(), none()],
            ),
        ];
        let mut parts = parts.into_iter().flatten();
        let Some(mut query) = parts.next() else { return Ok(Vec::new()) };
        for part in parts {
            query.union(UnionType::All, part);
        }
        let rows = app.db.read().query_all(&query).await.map_err(db::DbError::from)?;
        let word = |row: &QueryResult| {
            Ok::<Word, DbErr>((
                row.try_get_by_index(0)?,
                row.try_get_by_index(1)?,
                row.try_get_by_index(2)?,
                row.try_get_by_index(3)?,
                row.try_get_by_index(4)?,
                row.try_get_by_index(5)?,
            ))
        };
        Ok(rows.iter().map(word).collect::<Result<_, DbErr>>().map_err(db::DbError::from)?)
    }
}

/// One kind of things to name; none when nothing of it is asked for.
fn select(
    kind: i32,
    table: impl IntoTableRef,
    (id, ids): (SimpleExpr, BTreeSet<Uuid>),
    columns: [SimpleExpr; 4],
) -> Option<SelectStatement> {
    if ids.is_empty() {
        return None;
    }
    let mut query = Query::select();
    query.expr(Expr::cust(kind.to_string())).expr(id.clone());
    for column in columns {
        query.expr(column);
    }
    query.from(table).and_where(id.is_in(ids));
    Some(query)
}

/// People by id.
pub async fn people_of(app: &App, ids: BTreeSet<PersonId>) -> Result<HashMap<PersonId, PersonRef>, Error> {
    let people = ids.into_iter().map(PersonId::uuid).collect();
    let none = BTreeSet::new;
    let rows = Asked { tasks: none(), duties: none(), plans: none(), people }.load(app).await?;
    Ok(rows.into_iter().map(|(_, id, name, ..)| (id.into(), person_ref(id.into(), name))).collect())
}

/// A person as lists show one.
pub fn person_ref(id: PersonId, name: String) -> PersonRef {
    let given = name.split_whitespace().last().unwrap_or_default().to_owned();
    PersonRef { id, initials: initials(&name), given, name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_counts_in_one_part_and_each_part_has_a_look_of_its_own() {
        let (past, today) = ("2024-08-01".parse().ok(), "2024-08-05".parse().expect("a day"));
        for state in State::ALL {
            for due in [None, past, Some(today)] {
                assert!(BUCKETS.contains(&bucket(*state, due, today)));
            }
        }
        assert_eq!(bucket(State::Returned, past, today), "late");
        assert_eq!(bucket(State::Handed, past, today), "handed");
        let icons: std::collections::HashSet<&str> = BUCKETS.iter().map(|word| chip(word).icon).collect();
        assert_eq!(icons.len(), BUCKETS.len());
    }
}
