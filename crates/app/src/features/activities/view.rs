//! Rows become views: names of units and plans, sessions with their clashes, units with what they said.

use super::pages::{
    ActivitySessionView, ActivityView, ChoiceView, ClashView, ItemActivities, MaterialView, PartView,
};
use super::rights::Activity;
use super::sums::{self, Counted, From};
use crate::app::App;
use crate::features::{groups, units};
use crate::rights::{Signed, may};
use db::DbError;
use domain::activities::{ActivityState, AnswerState, overlaps, propose};
use domain::ids::{ActivityId, DutyId, PlanId, TaskId, UnitId};
use domain::rights::{Act, Reach};
use domain::time::{Day, Moment};
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use tables::{activity, activity_material, activity_session, activity_unit, duty, task};
use uuid::Uuid;
use web::Error;

/// Sessions looked through for clashes.
const CLASHES_MAX: u64 = 500;
/// Longest session: one that began this long ago may still go on.
const LONGEST: Duration = Duration::from_secs(31 * 24 * 3_600);

/// Units whose names are looked up at once.
const NAMES_AT_ONCE: usize = 500;

/// Short names of units.
pub async fn names(app: &App, ids: &[UnitId]) -> Result<HashMap<UnitId, String>, Error> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut names = HashMap::new();
    // Databases limit the values of a query.
    for some in ids.chunks(NAMES_AT_ONCE) {
        let found = units::refs(app.db.read(), some, app.now().local_day()).await.map_err(DbError::from)?;
        names.extend(found.into_iter().map(|one| (one.id, one.short)));
    }
    Ok(names)
}

/// The words of the items that activities are for.
pub async fn items(app: &App, rows: &[activity::Model]) -> Result<HashMap<ActivityId, String>, Error> {
    let db = app.db.read();
    let tasks: HashMap<TaskId, String> = task::Entity::find()
        .filter(task::Column::Id.is_in(rows.iter().filter_map(|row| row.task_id)))
        .select_only()
        .columns([task::Column::Id, task::Column::Title])
        .into_tuple()
        .all(db)
        .await
        .map_err(DbError::from)?
        .into_iter()
        .collect();
    let duties: HashMap<DutyId, String> = duty::Entity::find()
        .filter(duty::Column::Id.is_in(rows.iter().filter_map(|row| row.duty_id)))
        .select_only()
        .columns([duty::Column::Id, duty::Column::Text])
        .into_tuple()
        .all(db)
        .await
        .map_err(DbError::from)?
        .into_iter()
        .collect();
    let words = |row: &activity::Model| {
        let of_task = row.task_id.and_then(|id| tasks.get(&id));
        let of_duty = row.duty_id.and_then(|id| duties.get(&id));
        of_task.or(of_duty).cloned().map(|words| (row.id, words))
    };
    Ok(rows.iter().filter_map(words).collect())
}

/// Activities with names and counts of answers.
pub async fn activities(app: &App, rows: &[activity::Model]) -> Result<Vec<ActivityView>, Error> {
    let db = app.db.read();
    let ids: Vec<ActivityId> = rows.iter().map(|row| row.id).collect();
    let hosts = activity_unit::hosts(&ids).all(db).await.map_err(DbError::from)?;
    let units: Vec<UnitId> =
        rows.iter().map(|row| row.unit_id).chain(hosts.iter().map(|host| host.unit_id)).collect();
    let names = names(app, &units).await?;
    let items = items(app, rows).await?;
    let answers = sums::answers(db, &ids).await?;
    let name = |id: UnitId| names.get(&id).cloned().unwrap_or_default();
    let view = |row: &activity::Model| {
        let said = answers.get(&row.id).map_or(&[][..], Vec::as_slice);
        let day = |at: Option<Moment>| at.map(Moment::local_day);
        ActivityView {
            id: row.id,
            kind: row.kind,
            name: row.name.clone(),
            unit: name(row.unit_id),
            unit_id: row.unit_id,
            hosts: hosts.iter().filter(|h| h.activity_id == row.id).map(|h| name(h.unit_id)).collect(),
            state: row.state,
            reason: row.reason.clone(),
            plan_id: row.plan_id,
            item: items.get(&row.id).cloned(),
            first_at: row.first_at,
            last_at: row.last_at,
            is_one_day: day(row.first_at) == day(row.last_at),
            n_units: said.iter().map(|(_, n)| n).sum(),
            n_waiting: said.iter().filter(|(state, _)| *state == AnswerState::Waiting).map(|(_, n)| n).sum(),
            version: row.version,
        }
    };
    Ok(rows.iter().map(view).collect())
}

/// An activity as units that are asked see it: without the plan, which they may not read, and without what others said.
pub fn for_asked(view: ActivityView) -> ActivityView {
    ActivityView { plan_id: None, item: None, n_units: 0, n_waiting: 0, ..view }
}

/// One activity.
pub async fn activity(app: &App, row: &activity::Model) -> Result<ActivityView, Error> {
    activities(app, std::slice::from_ref(row)).await?.pop().ok_or_else(Error::not_found)
}

/// Sessions of an activity in order of time. Others at the same place or with the same speaker are looked for among the
/// activities of the units that organise it.
pub async fn sessions(
    app: &App,
    row: &activity::Model,
    counted: &Counted,
    with_clashes: bool,
) -> Result<Vec<ActivitySessionView>, Error> {
    let db = app.db.read();
    let rows = activity_session::of(&[row.id]).all(db).await.map_err(DbError::from)?;
    let others = if with_clashes { others(app, row, &rows).await? } else { Vec::new() };
    let now = app.now();
    let view = |(at, one): (usize, &activity_session::Model)| ActivitySessionView {
        id: one.id,
        no: at + 1,
        topic: one.topic.clone(),
        starts_at: one.starts_at,
        ends_at: one.ends_at,
        is_one_day: one.starts_at.local_day() == one.ends_at.local_day(),
        form: one.form,
        place: one.place.clone(),
        link: one.link.clone(),
        speaker: one.speaker.clone(),
        was_at: one.was_at,
        is_cancelled: one.cancelled_at.is_some(),
        has_begun: one.starts_at <= now,
        reason: one.reason.clone(),
        counts: counted.sessions.get(&one.id).copied().unwrap_or_default(),
        clashes: if one.cancelled_at.is_some() { Vec::new() } else { clashes(one, &others) },
        version: one.version,
    };
    Ok(rows.iter().enumerate().map(view).collect())
}

type Other = (activity_session::Model, ActivityId, String);

/// Sessions of the units that organise which stand in the same span of time.
async fn others(
    app: &App,
    row: &activity::Model,
    own: &[activity_session::Model],
) -> Result<Vec<Other>, Error> {
    let db = app.db.read();
    let (Some(first), Some(last)) = (row.first_at, row.last_at) else { return Ok(Vec::new()) };
    let hosts = activity_unit::hosts(&[row.id]).all(db).await.map_err(DbError::from)?;
    let mut units: Vec<UnitId> = hosts.into_iter().map(|host| host.unit_id).collect();
    units.push(row.unit_id);
    let near = activity::Entity::find()
        .filter(activity::Column::UnitId.is_in(units))
        .filter(activity::Column::State.ne(ActivityState::Cancelled))
        .filter(activity::Column::FirstAt.lt(last))
        .filter(activity::Column::LastAt.gt(first))
        .limit(CLASHES_MAX)
        .all(db)
        .await
        .map_err(DbError::from)?;
    let ids: Vec<ActivityId> = near.iter().map(|one| one.id).filter(|id| *id != row.id).collect();
    let names: HashMap<ActivityId, String> = near.into_iter().map(|one| (one.id, one.name)).collect();
    let sessions = activity_session::of(&ids)
        .filter(activity_session::Column::CancelledAt.is_null())
        .filter(activity_session::Column::StartsAt.lt(last))
        .filter(activity_session::Column::StartsAt.gt(first.minus(LONGEST)))
        .limit(CLASHES_MAX)
        .all(db)
        .await
        .map_err(DbError::from)?;
    let stand = own.iter().filter(|one| one.cancelled_at.is_none()).cloned();
    let all = sessions.into_iter().chain(stand).map(|one| {
        let (id, name) = (one.activity_id, names.get(&one.activity_id).cloned());
        (one, id, name.unwrap_or_else(|| row.name.clone()))
    });
    Ok(all.collect())
}

fn clashes(one: &activity_session::Model, others: &[Other]) -> Vec<ClashView> {
    let span = |row: &activity_session::Model| (row.starts_at, row.ends_at);
    let same = |a: &str, b: &str| !a.is_empty() && a == b;
    others
        .iter()
        .filter(|(other, ..)| other.id != one.id && overlaps(span(one), span(other)))
        .filter_map(|(other, id, name)| {
            let of = if same(&one.place_key, &other.place_key) {
                "place"
            } else if same(&one.speaker_key, &other.speaker_key) {
                "speaker"
            } else {
                return None;
            };
            let (name, topic) = (name.clone(), other.topic.clone());
            Some(ClashView { of, name, topic, starts_at: other.starts_at, activity_id: *id })
        })
        .collect()
}

/// Units with what they said.
pub async fn parts(
    app: &App,
    row: &activity::Model,
    parts: &[activity_unit::Model],
    counted: &Counted,
) -> Result<Vec<PartView>, Error> {
    let today = app.now().local_day();
    let units: Vec<UnitId> = parts.iter().map(|part| part.unit_id).collect();
    let names = names(app, &units).await?;
    let view = |part: &activity_unit::Model| {
        let side = counted.sides.get(&From::Unit(part.id)).copied().unwrap_or_default();
        PartView {
            id: part.id,
            unit_id: part.unit_id,
            unit: names.get(&part.unit_id).cloned().unwrap_or_default(),
            state: part.state,
            note: part.note.clone(),
            answered_at: part.answered_at,
            reminded_at: part.reminded_at,
            is_late: is_late(row, part.state, today),
            n_people: side.n_people,
            n_present: side.n_present,
        }
    };
    Ok(parts.iter().map(view).collect())
}

/// A unit that has said nothing although its day has passed.
pub fn is_late(row: &activity::Model, said: AnswerState, today: Day) -> bool {
    row.state == ActivityState::Announced
        && said == AnswerState::Waiting
        && row.answer_by.is_some_and(|day| day < today)
}

/// Files and links of an activity.
pub async fn materials(app: &App, id: ActivityId) -> Result<Vec<MaterialView>, Error> {
    let rows = activity_material::of(id).all(app.db.read()).await.map_err(DbError::from)?;
    let view = |row: activity_material::Model| MaterialView {
        is_open: is_open(&row),
        id: row.id,
        name: row.name,
        link: row.link,
        n_bytes: row.n_bytes,
        at: row.created_at,
        scan: row.scan,
        found: row.found,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Whether anybody may open it: not while the scanner looks at it, never once something was found.
pub fn is_open(row: &activity_material::Model) -> bool {
    row.removed_at.is_none() && !["waiting", "infected"].contains(&row.scan.as_str())
}

/// Kinds of units to choose from.
pub fn kinds() -> Vec<ChoiceView> {
    let choice = |kind: &UnitKind| ChoiceView { value: kind.code().to_owned(), word: kind.noun().to_owned() };
    UnitKind::ALL.iter().map(choice).collect()
}

/// Clusters to choose from.
pub async fn clusters(app: &App) -> Result<Vec<ChoiceView>, Error> {
    let all = groups::actions::open_clusters(app.db.read(), app.now().local_day()).await?;
    Ok(all.into_iter().map(|one| ChoiceView { value: one.id.to_string(), word: one.name }).collect())
}

/// Activities of the tasks and duties of a plan, with the kind that the words of the others speak of. Counts are for whoever
/// reads the plan; one that is not announced counts for those who may read it.
pub async fn of_plan(
    app: &App,
    signed: &Signed,
    plan: PlanId,
    items: &[(Uuid, &str)],
) -> Result<BTreeMap<String, ItemActivities>, Error> {
    let rows = activity::of_plan(plan).all(app.db.read()).await.map_err(DbError::from)?;
    of_rows(app, signed, rows, items).await
}

/// Activities of one task or duty of a plan, of which these are the words.
pub async fn of_item(
    app: &App,
    signed: &Signed,
    plan: PlanId,
    (item, words): (Uuid, &str),
) -> Result<ItemActivities, Error> {
    let its = Condition::any().add(activity::Column::TaskId.eq(item)).add(activity::Column::DutyId.eq(item));
    let rows = activity::of_plan(plan).filter(its).all(app.db.read()).await.map_err(DbError::from)?;
    let mut found = of_rows(app, signed, rows, &[(item, words)]).await?;
    Ok(found.remove(&item.to_string()).unwrap_or_default())
}

async fn of_rows(
    app: &App,
    signed: &Signed,
    rows: Vec<activity::Model>,
    items: &[(Uuid, &str)],
) -> Result<BTreeMap<String, ItemActivities>, Error> {
    let mut found: BTreeMap<String, ItemActivities> = BTreeMap::new();
    for row in rows {
        let Some(item) = row.task_id.map(TaskId::uuid).or(row.duty_id.map(DutyId::uuid)) else { continue };
        let is_readable = may::<Activity>(app, signed, &row, Act::ReadWork).await?.is_some();
        if !is_readable && !row.state.is_out() {
            continue;
        }
        let one = found.entry(item.to_string()).or_default();
        one.n += 1;
        one.n_held += u64::from(matches!(row.state, ActivityState::Held | ActivityState::Reported));
        if is_readable && one.id.is_none() {
            (one.id, one.state) = (Some(row.id), Some(row.state));
            one.name = row.name;
        }
    }
    if signed.reach(Act::DoWork) > Reach::Nowhere {
        for (id, words) in items {
            let Some(kind) = propose(words) else { continue };
            let one = found.entry(id.to_string()).or_default();
            if one.n == 0 {
                one.proposed = Some(kind);
            }
        }
    }
    Ok(found)
}

/// The units that meet a filter on the whole, for lists of activities.
pub fn of_units(units: &[UnitId]) -> Condition {
    let hosted = activity_unit::Entity::find()
        .select_only()
        .column(activity_unit::Column::ActivityId)
        .filter(activity_unit::Column::UnitId.is_in(units.iter().copied()))
        .filter(activity_unit::Column::IsHost.eq(true));
    use sea_orm::QueryTrait as _;
    Condition::any()
        .add(activity::Column::UnitId.is_in(units.iter().copied()))
        .add(activity::Column::Id.in_subquery(hosted.into_query()))
}
