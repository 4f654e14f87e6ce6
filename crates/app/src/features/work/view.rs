//! Rows become views: the text of the task or duty, the name of the plan, people, the look of a state today.

use super::pages::{ChipView, PersonRef, WorkRow};
use crate::app::App;
use crate::features::accounts::initials;
use crate::features::units;
use domain::ids::{PersonId, PlanId, UnitId};
use domain::time::Day;
use domain::work::{Nearness, State};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
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
    /// Loads the words of these rows, each kind in one question.
    pub async fn load(app: &App, rows: &[assignment::Model], also: &[PersonId]) -> Result<Words, Error> {
        let plans = plans(app, rows.iter().map(|row| row.plan_id).collect()).await?;
        Words::load_knowing(app, rows, also, (None, plans)).await
    }

    /// The same where the names of their plans are known already; with the name of one unit more.
    pub async fn load_knowing(
        app: &App,
        rows: &[assignment::Model],
        also: &[PersonId],
        (unit, plans): (Option<UnitId>, HashMap<PlanId, String>),
    ) -> Result<Words, Error> {
        let sources = |kind: &str| -> Vec<Uuid> {
            let of_kind = rows.iter().filter(|row| row.source_kind == kind);
            of_kind.map(|row| row.source_id).collect::<BTreeSet<Uuid>>().into_iter().collect()
        };
        let people: BTreeSet<PersonId> =
            rows.iter().filter_map(|row| row.person_id).chain(also.iter().copied()).collect();
        let ids = rows.iter().flat_map(|row| [row.unit_id, row.asker_id]).chain(unit);
        let ids: Vec<UnitId> = ids.collect::<BTreeSet<UnitId>>().into_iter().collect();
        let today = app.now().local_day();
        Ok(Words {
            texts: texts(app, &sources("task"), &sources("duty")).await?,
            plans,
            people: people_of(app, people).await?,
            units: units::actions::short_names(app.db.read(), &ids, today).await?,
        })
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
            plan: self.plans.get(&row.plan_id).cloned().unwrap_or_default(),
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

/// Id, title, line, time as printed, product.
type TaskText = (Uuid, String, i32, Option<String>, Option<String>);

async fn texts(app: &App, tasks: &[Uuid], duties: &[Uuid]) -> Result<HashMap<Uuid, Text>, Error> {
    let (db, mut texts) = (app.db.read(), HashMap::new());
    if !tasks.is_empty() {
        use task::Column;
        let rows: Vec<TaskText> = task::Entity::find()
            .select_only()
            .columns([Column::Id, Column::Title, Column::FirstLine, Column::TimePrinted, Column::Product])
            .filter(Column::Id.is_in(tasks.iter().copied()))
            .into_tuple()
            .all(db)
            .await
            .map_err(db::DbError::from)?;
        for (id, title, line, printed, product) in rows {
            texts.insert(id, Text { title, line, printed, product });
        }
    }
    if !duties.is_empty() {
        use duty::Column;
        let rows: Vec<(Uuid, String, i32, Option<String>)> = duty::Entity::find()
            .select_only()
            .columns([Column::Id, Column::Text, Column::FirstLine, Column::TimePrinted])
            .filter(Column::Id.is_in(duties.iter().copied()))
            .into_tuple()
            .all(db)
            .await
            .map_err(db::DbError::from)?;
        for (id, title, line, printed) in rows {
            texts.insert(id, Text { title, line, printed, product: None });
        }
    }
    Ok(texts)
}

/// What plans are called in lists: their number when they have one, then what they are about. Their texts stay unread.
pub async fn plans(app: &App, ids: BTreeSet<PlanId>) -> Result<HashMap<PlanId, String>, Error> {
    use plan::Column;
    let rows: Vec<(PlanId, Option<String>, String)> = plan::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Number, Column::Subject])
        .filter(Column::Id.is_in(ids))
        .into_tuple()
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?;
    let name = |number: Option<String>, subject: String| match number {
        Some(number) => format!("{number}: {subject}"),
        None => subject,
    };
    Ok(rows.into_iter().map(|(id, number, subject)| (id, name(number, subject))).collect())
}

/// People by id.
pub async fn people_of(app: &App, ids: BTreeSet<PersonId>) -> Result<HashMap<PersonId, PersonRef>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(PersonId, String)> = person::Entity::find()
        .select_only()
        .columns([person::Column::Id, person::Column::Name])
        .filter(person::Column::Id.is_in(ids))
        .into_tuple()
        .all(app.db.read())
        .await
        .map_err(db::DbError::from)?;
    Ok(rows.into_iter().map(|(id, name)| (id, person_ref(id, name))).collect())
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
