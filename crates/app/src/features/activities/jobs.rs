//! Who hears of an activity: units that are asked, silent ones that are reminded, those that come when a session moves. Many
//! units hear in portions, each in a transaction of its own; nobody hears twice.

use super::actions::{self, ActivityError};
use crate::app::App;
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use crate::features::units;
use crate::features::work::scan;
use db::events::By;
use db::{DbError, WriteTx};
use domain::activities::{ActivityState, AnswerState};
use domain::ids::{ActivityId, ActivitySessionId, ActivityUnitId, MaterialId, PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use jobs::{Job, JobError, Left, Run};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tables::{activity, activity_material, activity_session, activity_unit};
use web::args;

/// Units of one transaction.
const PORTION: usize = 500;
/// Days before the day of answering that silent units are told.
const ANSWER_DAYS: u64 = 2;
/// Sessions and activities looked at in one round.
const ROUND_MAX: u64 = 500;
/// Whoever sees to it in a unit that takes part.
const COMING: &[PostKind] = &[PostKind::Focal, PostKind::Leader];
/// Whoever sees to it in a unit that organises.
const ORGANISING: &[PostKind] = &[PostKind::Drafter, PostKind::Focal];
/// Letters of a name in a sentence.
const NAME_LETTERS_MAX: usize = 200;

fn cut(text: &str) -> String {
    text.chars().take(NAME_LETTERS_MAX).collect()
}

fn to_part(kind: Kind, row: &activity::Model, part: &activity_unit::Model) -> Told {
    let (to, link) = if part.is_host {
        (To::Posts(part.unit_id, ORGANISING), format!("/activities/{}", row.id))
    } else {
        (To::Posts(part.unit_id, COMING), format!("/activities/parts/{}", part.id))
    };
    Told::new(to, kind, ("activity_unit", part.id), link)
}

/// Units were asked to come.
pub async fn asked(
    tx: &WriteTx,
    now: Moment,
    row: &activity::Model,
    parts: &[activity_unit::Model],
) -> Result<(), DbError> {
    let by = row.answer_by.map(|day| day.to_string()).unwrap_or_default();
    let one = |part: &activity_unit::Model| {
        let told = to_part(Kind::ActivityAsked, row, part);
        let dated = if by.is_empty() { "no" } else { "yes" };
        told.with(args![name = cut(&row.name), by_on = by.as_str(), dated = dated]).once("")
    };
    tell(tx, now, &parts.iter().map(one).collect::<Vec<_>>()).await?;
    Ok(())
}

/// Units organise an activity with another from now on.
pub async fn hosting(
    tx: &WriteTx,
    (now, by): (Moment, By),
    row: &activity::Model,
    hosts: &[activity_unit::Model],
) -> Result<(), DbError> {
    let unit = units::actions::short_name(tx, row.unit_id, now.local_day()).await?;
    let one = |part: &activity_unit::Model| {
        let told = to_part(Kind::ActivityHosts, row, part).but(by.person);
        told.with(args![name = cut(&row.name), unit = unit.as_str()]).once("host")
    };
    tell(tx, now, &hosts.iter().map(one).collect::<Vec<_>>()).await?;
    Ok(())
}

/// A unit does not come: those who organise hear why.
pub async fn declined(
    tx: &WriteTx,
    (now, by): (Moment, By),
    (row, part): (&activity::Model, &activity_unit::Model),
) -> Result<(), DbError> {
    let unit = units::actions::short_name(tx, part.unit_id, now.local_day()).await?;
    let hosts = activity_unit::hosts(&[row.id]).all(tx).await?;
    let one = |host: UnitId| {
        let told = Told::new(
            To::Posts(host, ORGANISING),
            Kind::ActivityDeclined,
            ("activity_unit", part.id),
            format!("/activities/{}", row.id),
        );
        let told = told.with(args![name = cut(&row.name), unit = unit.as_str(), reason = cut(&part.note)]);
        // Who changes its mind several times a day rings once.
        told.but(by.person).once(now.local_day().to_string())
    };
    let all = std::iter::once(row.unit_id).chain(hosts.iter().map(|host| host.unit_id));
    tell(tx, now, &all.map(one).collect::<Vec<_>>()).await?;
    Ok(())
}

/// Gives all units of an activity their part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InviteUnits {
    /// Which one.
    pub activity: ActivityId,
}

impl InviteUnits {
    /// Units that are told at once, without a job.
    pub const PORTION: usize = PORTION;
}

impl Job for InviteUnits {
    type Context = App;
    const KIND: &'static str = "activities.invite";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let conn = app.db.read();
        let Some(row) = activity::by_id(self.activity).one(conn).await? else { return Ok(()) };
        let day = row.announced_at.unwrap_or(run.now).local_day();
        let there = activity_unit::Entity::find()
            .filter(activity_unit::Column::ActivityId.eq(self.activity))
            .select_only()
            .column(activity_unit::Column::UnitId);
        let there: BTreeSet<UnitId> = there.into_tuple::<UnitId>().all(conn).await?.into_iter().collect();
        let mut left = actions::units_meant(conn, &row, day).await?;
        left.retain(|unit| !there.contains(unit));
        for some in left.chunks(PORTION) {
            let tx = app.db.write().await?;
            let row = activity::by_id(self.activity).lock_exclusive().one(&tx).await?;
            let Some(row) = row.filter(|row| row.state == ActivityState::Announced) else { return Ok(()) };
            // Asked by hand while this waited: they stand there already.
            let by_hand = activity_unit::Entity::find()
                .filter(activity_unit::Column::ActivityId.eq(self.activity))
                .filter(activity_unit::Column::UnitId.is_in(some.iter().copied()))
                .all(&tx)
                .await?;
            let new: Vec<UnitId> =
                some.iter().copied().filter(|unit| by_hand.iter().all(|one| one.unit_id != *unit)).collect();
            actions::invite(&tx, run.now, &row, &new).await?;
            tx.commit().await?;
        }
        // Nobody is left: those that were asked by hand meanwhile were among those that were meant.
        let tx = app.db.write().await?;
        let row = activity::by_id(self.activity).lock_exclusive().one(&tx).await?;
        let Some(row) = row.filter(|row| row.state == ActivityState::Announced) else { return Ok(()) };
        let n = activity_unit::asked(row.id).count(&tx).await?;
        let mut row = row.into_active_model();
        row.n_wanted = Set(Some(i32::try_from(n).unwrap_or(i32::MAX)));
        row.update(&tx).await?;
        Ok(tx.commit().await?)
    }
}

/// What units are told of an activity they know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// They have not said who comes.
    Reminder,
    /// A session came, moved or was called off.
    Session(ActivitySessionId),
    /// A session is tomorrow.
    Soon(ActivitySessionId),
    /// All of it is called off.
    Cancelled,
    /// It takes place after all.
    Reopened,
}

/// What is told, and what makes it one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tidings {
    what: What,
    key: String,
}

impl Tidings {
    /// The silent are reminded, once a day.
    pub fn reminder(now: Moment) -> Tidings {
        Tidings { what: What::Reminder, key: now.local_day().to_string() }
    }

    /// A session is as it is now.
    pub fn session(row: &activity_session::Model) -> Tidings {
        Tidings { what: What::Session(row.id), key: format!("{}:{}", row.id, row.version) }
    }

    /// A session is tomorrow.
    pub fn soon(row: &activity_session::Model) -> Tidings {
        Tidings { what: What::Soon(row.id), key: format!("{}:{}", row.id, row.starts_at.micros()) }
    }

    /// Called off.
    pub fn cancelled(row: &activity::Model) -> Tidings {
        Tidings { what: What::Cancelled, key: row.version.to_string() }
    }

    /// It takes place after all.
    pub fn reopened(row: &activity::Model) -> Tidings {
        Tidings { what: What::Reopened, key: row.version.to_string() }
    }
}

/// Has the units told, after this transaction.
pub async fn enqueue_telling(
    tx: &WriteTx,
    (now, by): (Moment, By),
    activity: ActivityId,
    tidings: Tidings,
) -> Result<(), ActivityError> {
    jobs::enqueue(tx, now, &TellUnits { activity, by: by.person, tidings }).await?;
    Ok(())
}

/// Tells the units of an activity something.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellUnits {
    /// Which one.
    pub activity: ActivityId,
    /// Who did it, and hears nothing of it.
    pub by: Option<PersonId>,
    /// What.
    pub tidings: Tidings,
}

impl TellUnits {
    fn told(
        &self,
        row: &activity::Model,
        session: Option<&activity_session::Model>,
        part: &activity_unit::Model,
    ) -> Told {
        let kind = match self.tidings.what {
            What::Reminder => Kind::ActivityReminded,
            What::Session(_) => match session.is_some_and(|one| one.cancelled_at.is_some()) {
                true => Kind::ActivitySessionCancelled,
                false => Kind::ActivityMoved,
            },
            What::Soon(_) => Kind::ActivitySoon,
            What::Cancelled => Kind::ActivityCancelled,
            What::Reopened => Kind::ActivityReopened,
        };
        let told = to_part(kind, row, part).but(self.by).once(self.tidings.key.clone());
        let (name, by) = (cut(&row.name), row.answer_by.map(|day| day.to_string()).unwrap_or_default());
        let Some(session) = session else {
            let dated = if by.is_empty() { "no" } else { "yes" };
            return told.with(args![name = name, by_on = by, dated = dated, reason = cut(&row.reason)]);
        };
        let day = session.starts_at.local_day().to_string();
        let hour = session.starts_at.local_time().format("%H:%M").to_string();
        let place = if session.place.is_empty() { &session.link } else { &session.place };
        let (topic, place) = (cut(&session.topic), cut(place));
        told.with(args![
            name = name,
            topic = topic,
            starts_on = day,
            hour = hour,
            place = place,
            reason = cut(&session.reason)
        ])
    }
}

impl Job for TellUnits {
    type Context = App;
    const KIND: &'static str = "activities.tell";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let conn = app.db.read();
        let Some(row) = activity::by_id(self.activity).one(conn).await? else { return Ok(()) };
        let session = match self.tidings.what {
            What::Session(id) | What::Soon(id) => activity_session::by_id(id).one(conn).await?,
            _ => None,
        };
        let is_reminder = self.tidings.what == What::Reminder;
        // Called off while this waited: then only that is told.
        if row.state == ActivityState::Cancelled && self.tidings.what != What::Cancelled {
            return Ok(());
        }
        let mut after: Option<ActivityUnitId> = None;
        loop {
            let mut parts = activity_unit::Entity::find()
                .filter(activity_unit::Column::ActivityId.eq(self.activity))
                .order_by_asc(activity_unit::Column::Id)
                .limit(PORTION as u64);
            parts = match is_reminder {
                true => parts
                    .filter(activity_unit::Column::State.eq(AnswerState::Waiting))
                    .filter(activity_unit::Column::IsHost.eq(false)),
                false => parts.filter(activity_unit::Column::State.ne(AnswerState::Declined)),
            };
            if let Some(after) = after {
                parts = parts.filter(activity_unit::Column::Id.gt(after));
            }
            let parts = parts.all(app.db.read()).await?;
            let Some(last) = parts.last() else { return Ok(()) };
            after = Some(last.id);
            let told: Vec<Told> = parts.iter().map(|part| self.told(&row, session.as_ref(), part)).collect();
            let tx = app.db.write().await?;
            tell(&tx, run.now, &told).await?;
            if is_reminder {
                activity_unit::Entity::update_many()
                    .col_expr(activity_unit::Column::RemindedAt, Expr::value(run.now))
                    .filter(activity_unit::Column::Id.is_in(parts.iter().map(|part| part.id)))
                    .exec(&tx)
                    .await?;
            }
            tx.commit().await?;
        }
    }
}

/// Tells silent units before the day of answering, and everybody who comes on the day before a session.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellActivitiesDue {}

impl Job for TellActivitiesDue {
    type Context = App;
    const KIND: &'static str = "activities.due";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        silent(app, run.now).await?;
        tomorrow(app, run.now).await
    }
}

async fn silent(app: &App, now: Moment) -> Result<(), JobError> {
    let today = now.local_day();
    let last = today.checked_add_days(chrono::Days::new(ANSWER_DAYS)).unwrap_or(today);
    use activity::Column::{AnswerBy, State, ToldBy};
    let untold = sea_orm::Condition::any()
        .add(ToldBy.is_null())
        .add(ExprTrait::ne(Expr::col(ToldBy), Expr::col(AnswerBy)));
    let rows = activity::Entity::find()
        .filter(AnswerBy.between(today, last))
        .filter(State.eq(ActivityState::Announced))
        .filter(untold)
        .limit(ROUND_MAX)
        .all(app.db.read())
        .await?;
    for row in rows {
        let tx = app.db.write().await?;
        // The same key as by hand: nobody is reminded twice on one day.
        let tidings = Tidings::reminder(now);
        jobs::enqueue(&tx, now, &TellUnits { activity: row.id, by: None, tidings }).await?;
        let answer_by = row.answer_by;
        let mut row = row.into_active_model();
        row.told_by = Set(answer_by);
        row.update(&tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn tomorrow(app: &App, now: Moment) -> Result<(), JobError> {
    let last = Moment::end_of(now.local_day().succ_opt().unwrap_or(now.local_day()));
    // Those of drafts are left out in the question itself: many of them must not hold up the others.
    let out = activity::Entity::find()
        .select_only()
        .column(activity::Column::Id)
        .filter(activity::Column::State.eq(ActivityState::Announced));
    let sessions = activity_session::Entity::find()
        .filter(activity_session::Column::StartsAt.gt(now))
        .filter(activity_session::Column::StartsAt.lt(last))
        .filter(activity_session::Column::CancelledAt.is_null())
        .filter(activity_session::Column::ToldAt.is_null())
        .filter(activity_session::Column::ActivityId.in_subquery(QueryTrait::into_query(out)))
        .limit(ROUND_MAX)
        .all(app.db.read())
        .await?;
    for session in sessions {
        let tx = app.db.write().await?;
        let tell = TellUnits { activity: session.activity_id, by: None, tidings: Tidings::soon(&session) };
        jobs::enqueue(&tx, now, &tell).await?;
        let mut session = session.into_active_model();
        session.told_at = Set(Some(now));
        session.update(&tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Has a file of an activity scanned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ScanMaterial {
    /// Which file.
    pub material: MaterialId,
}

impl Job for ScanMaterial {
    type Context = App;
    const KIND: &'static str = "activities.scan";
    const ATTEMPTS_MAX: i32 = 4;

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let row = activity_material::by_id(self.material).one(app.db.read()).await?;
        let Some(row) = row.filter(|row| row.scan == "waiting") else { return Ok(()) };
        let bytes = app.files.read(&row.file).await?;
        let verdict = scan(&app.config.scanner, &bytes).await?;
        let tx = app.db.write().await?;
        actions::settle_scan(&tx, app.now(), self.material, Some(verdict)).await?;
        Ok(tx.commit().await?)
    }

    async fn when_given_up(self, tx: &WriteTx, now: Moment, _: &str) -> Result<Left, DbError> {
        match actions::settle_scan(tx, now, self.material, None).await {
            Err(ActivityError::Db(error)) => Err(error),
            // Its row says that it was not scanned.
            _ => Ok(Left::Nowhere),
        }
    }
}
