//! Who is told what of a piece of work, in the transaction of the step.

use super::WorkError;
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use crate::features::units::actions::short_name;
use db::{DbError, WriteTx};
use domain::ids::{AssignmentId, PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use domain::work::Period;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::HashMap;
use tables::{assignment, duty, task};
use uuid::Uuid;
use web::{Args, args};

/// Whoever sees to work of a unit as long as nobody is named.
const DOERS: &[PostKind] = &[PostKind::Focal, PostKind::Leader];
/// Whoever decides on what a unit asked of others.
const DECIDERS: &[PostKind] = &[PostKind::Leader, PostKind::Drafter];
/// When more units than this do the same thing, the asking unit is told of it once a day and not of each.
const UNITS_TOLD_MAX: u64 = 20;
/// Longest title in a sentence, in characters; the page has it whole.
const TITLE_LETTERS_MAX: usize = 200;

/// Those who do these pieces of work are told something.
pub async fn to_doers(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    rows: &[assignment::Model],
    (kind, words): (Kind, Args),
) -> Result<(), WorkError> {
    let titles = titles(tx, rows).await?;
    let one = |row: &assignment::Model| told(doers(row), kind, row, &titles, words.clone()).but(by);
    tell(tx, now, &rows.iter().map(one).collect::<Vec<_>>()).await?;
    Ok(())
}

/// The unit that asked is told something.
pub async fn to_asker(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &assignment::Model,
    kind: Kind,
) -> Result<(), WorkError> {
    let titles = titles(tx, std::slice::from_ref(row)).await?;
    let unit = short_name(tx, row.unit_id, now.local_day()).await?;
    let to = To::Posts(row.asker_id, DECIDERS);
    // Whether there are more is all that is asked: 50,000 units may do the same thing.
    let same: Vec<AssignmentId> = assignment::of_source(row.source_id, &row.period)
        .select_only()
        .column(assignment::Column::Id)
        .limit(UNITS_TOLD_MAX + 1)
        .into_tuple()
        .all(tx)
        .await?;
    let new = if same.len() as u64 <= UNITS_TOLD_MAX {
        told(to, kind, row, &titles, args![unit = unit, many = "no"])
    } else {
        let about = ("source", row.source_id);
        let words = args![unit = unit, many = "yes", title = title(&titles, row)];
        Told::new(to, kind, about, "/work/asked").with(words).once(now.local_day().to_string())
    };
    tell(tx, now, &[new.but(by)]).await?;
    Ok(())
}

/// Somebody was named to see to it.
pub async fn given(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &assignment::Model,
) -> Result<(), WorkError> {
    let titles = titles(tx, std::slice::from_ref(row)).await?;
    tell(tx, now, &[told(doers(row), Kind::WorkAssigned, row, &titles, args![many = "no", n = 1]).but(by)])
        .await?;
    Ok(())
}

/// Somebody took all open work of another person over.
pub async fn handed_over(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    (unit, to): (UnitId, PersonId),
    n: usize,
) -> Result<(), WorkError> {
    if n > 0 {
        let words = args![many = "yes", n = n, title = "", dated = "no", due_on = ""];
        let new = Told::new(To::Person(to), Kind::WorkAssigned, ("unit", unit), "/work?by=person");
        tell(tx, now, &[new.with(words).but(by)]).await?;
    }
    Ok(())
}

/// A period of work that comes again has begun; the rows are those of the period before.
pub async fn new_period(
    tx: &WriteTx,
    now: Moment,
    before: &[assignment::Model],
    period: &Period,
) -> Result<(), WorkError> {
    let titles = titles(tx, before).await?;
    let one = |row: &assignment::Model| {
        let words = args![title = title(&titles, row), dated = "yes", due_on = period.due.to_string()];
        let about = ("source", row.source_id);
        let once = format!("{}:{}", row.unit_id, period.key);
        Told::new(doers(row), Kind::WorkNew, about, "/work").with(words).once(once)
    };
    tell(tx, now, &before.iter().map(one).collect::<Vec<_>>()).await?;
    Ok(())
}

/// Who is in charge of it; the unit's own people as long as nobody is, or that person has gone.
pub fn doers(row: &assignment::Model) -> To {
    let unit = row.unit_id;
    row.person_id.map_or(To::Posts(unit, DOERS), |person| To::Doer(person, unit, DOERS))
}

fn told(to: To, kind: Kind, row: &assignment::Model, titles: &HashMap<Uuid, String>, words: Args) -> Told {
    let mut words = words.with("title", title(titles, row));
    if kind != Kind::WorkDateAnswered {
        let due = row.due_on.map(|day| day.to_string());
        words = words.with("dated", if due.is_some() { "yes" } else { "no" });
        words = words.with("due_on", due.unwrap_or_default());
    }
    Told::new(to, kind, ("work", row.id), format!("/work/{}", row.id)).with(words)
}

fn title(titles: &HashMap<Uuid, String>, row: &assignment::Model) -> String {
    short(titles.get(&row.source_id).map(String::as_str).unwrap_or_default())
}

/// A title as it fits into a sentence.
pub fn short(title: &str) -> String {
    if title.chars().count() <= TITLE_LETTERS_MAX {
        return title.to_owned();
    }
    let cut: String = title.chars().take(TITLE_LETTERS_MAX).collect();
    format!("{}…", cut.trim_end())
}

/// The texts of the tasks and duties behind these rows.
pub async fn titles(
    conn: &impl ConnectionTrait,
    rows: &[assignment::Model],
) -> Result<HashMap<Uuid, String>, DbError> {
    let of = |kind: &str| -> Vec<Uuid> {
        let mut ids: Vec<Uuid> =
            rows.iter().filter(|row| row.source_kind == kind).map(|row| row.source_id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let (tasks, duties) = (of("task"), of("duty"));
    let mut titles: Vec<(Uuid, String)> = Vec::new();
    if !tasks.is_empty() {
        let found = task::Entity::find().select_only().columns([task::Column::Id, task::Column::Title]);
        titles = found.filter(task::Column::Id.is_in(tasks)).into_tuple().all(conn).await?;
    }
    if !duties.is_empty() {
        let found = duty::Entity::find().select_only().columns([duty::Column::Id, duty::Column::Text]);
        titles.extend(
            found.filter(duty::Column::Id.is_in(duties)).into_tuple::<(Uuid, String)>().all(conn).await?,
        );
    }
    Ok(titles.into_iter().collect())
}
