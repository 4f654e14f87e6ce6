//! Sheets go to units and results are told in portions, each in a transaction of its own. A job that was cut goes on: a unit
//! has one sheet in a rating, and nobody is told twice.

use super::RatingError;
use super::actions::units_meant;
use crate::app::App;
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use db::{DbError, WriteTx};
use domain::ids::{PersonId, RatingId, UnitId};
use domain::ratings::{RatingState, SheetState};
use domain::rights::PostKind;
use domain::time::{Day, Moment};
use jobs::{Job, JobError, Left, Run};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, Select,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tables::{rating, rating_sheet};
use web::args;

/// Units of one transaction.
pub const PORTION: usize = 500;
/// Whoever sees to a unit's sheet.
const SCORING: &[PostKind] = &[PostKind::Focal, PostKind::Leader];
/// Whoever looks at what units sent.
const DECIDING: &[PostKind] = &[PostKind::Leader, PostKind::Drafter];
/// Days before the last one that the silent are told.
pub const DUE_DAYS: u64 = 2;
/// Days after the last one in which the silent are told that it is over; later it is news to nobody.
pub const LATE_DAYS: u64 = 7;
/// Letters of a name in a sentence.
const NAME_LETTERS_MAX: usize = 200;

fn told_of(to: To, kind: Kind, (row, sheet): (&rating::Model, &rating_sheet::Model)) -> Told {
    let name: String = row.name.chars().take(NAME_LETTERS_MAX).collect();
    let link = format!("/ratings/sheets/{}", sheet.id);
    let reason = if row.reason.is_empty() { &sheet.reason } else { &row.reason };
    let due_on = row.due_on.map(|day| day.to_string()).unwrap_or_default();
    let dated = if due_on.is_empty() { "no" } else { "yes" };
    Told::new(to, kind, ("rating_sheet", sheet.id), link).with(args![
        name = name,
        reason = reason.as_str(),
        dated = dated,
        due_on = due_on
    ])
}

/// The unit that is rated hears of its sheet.
pub async fn tell_unit(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    kind: Kind,
    of: (&rating::Model, &rating_sheet::Model),
) -> Result<(), DbError> {
    let to = To::Posts(of.1.unit_id, SCORING);
    tell(tx, now, &[told_of(to, kind, of).but(by)]).await?;
    Ok(())
}

/// The unit that rates hears of a sheet.
pub async fn tell_asker(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    kind: Kind,
    of: (&rating::Model, &rating_sheet::Model),
) -> Result<(), DbError> {
    let to = To::Posts(of.0.unit_id, DECIDING);
    tell(tx, now, &[told_of(to, kind, of).but(by)]).await?;
    Ok(())
}

/// Gives these units their sheets and tells them.
pub async fn give(
    tx: &WriteTx,
    now: Moment,
    row: &rating::Model,
    units: &[UnitId],
) -> Result<(), RatingError> {
    let made: Vec<rating_sheet::Model> = units
        .iter()
        .map(|unit| rating_sheet::Model {
            id: tx.new_id(now),
            rating_id: row.id,
            unit_id: *unit,
            state: SheetState::Open,
            reason: String::new(),
            version: 1,
            total: None,
            grade: None,
            person_id: None,
            sent_at: None,
            decided_at: None,
            complaint: String::new(),
            complained_at: None,
            answer: String::new(),
            answered_at: None,
            created_at: now,
            updated_at: now,
        })
        .collect();
    for some in made.chunks(PORTION) {
        let rows = some.iter().cloned().map(sea_orm::IntoActiveModel::into_active_model);
        rating_sheet::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let told: Vec<Told> = made
        .iter()
        .map(|one| told_of(To::Posts(one.unit_id, SCORING), Kind::RatingAsked, (row, one)).once(""))
        .collect();
    tell(tx, now, &told).await?;
    let n = row.n_sent.saturating_add(i32::try_from(units.len()).unwrap_or(i32::MAX));
    rating::Entity::update_many()
        .col_expr(rating::Column::NSent, Expr::value(n))
        .filter(rating::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// All units have their sheets.
pub async fn opened(tx: &WriteTx, row: rating::Model) -> Result<(), RatingError> {
    let version = row.version;
    let mut row = row.into_active_model();
    row.state = Set(RatingState::Open);
    row.n_to_send = Set(None);
    row.n_sent = sea_orm::ActiveValue::NotSet;
    row.version = Set(version + 1);
    row.update(tx).await?;
    Ok(())
}

/// Gives all units of a rating their sheets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendSheets {
    /// Which one.
    pub rating: RatingId,
}

impl Job for SendSheets {
    type Context = App;
    const KIND: &'static str = "ratings.send";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let conn = app.db.read();
        let Some(row) = rating::by_id(self.rating).one(conn).await? else { return Ok(()) };
        let day = row.sent_at.unwrap_or(run.now).local_day();
        let there = rating_sheet::of(self.rating).select_only().column(rating_sheet::Column::UnitId);
        let there: BTreeSet<UnitId> = there.into_tuple::<UnitId>().all(conn).await?.into_iter().collect();
        let mut left = units_meant(conn, &row, day).await?;
        left.retain(|unit| !there.contains(unit));
        for some in left.chunks(PORTION) {
            let tx = app.db.write().await?;
            let Some(row) = self.sending(&tx).await? else { return Ok(()) };
            give(&tx, run.now, &row, some).await?;
            tx.commit().await?;
        }
        let tx = app.db.write().await?;
        if let Some(row) = self.sending(&tx).await? {
            opened(&tx, row).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Who has a sheet keeps it: the rating is open to them.
    async fn when_given_up(self, tx: &WriteTx, _: Moment, _: &str) -> Result<Left, DbError> {
        rating::Entity::update_many()
            .col_expr(rating::Column::State, Expr::value(RatingState::Open))
            .filter(rating::Column::Id.eq(self.rating))
            .filter(rating::Column::State.eq(RatingState::Sending))
            .exec(tx)
            .await?;
        Ok(Left::Nowhere)
    }
}

impl SendSheets {
    async fn sending(&self, tx: &WriteTx) -> Result<Option<rating::Model>, DbError> {
        let row = rating::by_id(self.rating).lock_exclusive().one(tx).await?;
        Ok(row.filter(|row| row.state == RatingState::Sending))
    }
}

/// Tells all units the results of a rating.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellResults {
    /// Which one.
    pub rating: RatingId,
}

impl Job for TellResults {
    type Context = App;
    const KIND: &'static str = "ratings.tell_results";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let Some(row) = rating::by_id(self.rating).one(app.db.read()).await? else { return Ok(()) };
        let told = |one: &rating_sheet::Model| {
            told_of(To::Posts(one.unit_id, SCORING), Kind::RatingPublished, (&row, one)).once("")
        };
        tell_all(app, run.now, &rating_sheet::counted(self.rating), told).await
    }
}

/// Tells the units of these sheets something, in portions in order of unit.
async fn tell_all(
    app: &App,
    now: Moment,
    sheets: &Select<rating_sheet::Entity>,
    told: impl Fn(&rating_sheet::Model) -> Told,
) -> Result<(), JobError> {
    let mut after: Option<UnitId> = None;
    loop {
        let mut query = sheets.clone();
        if let Some(after) = after {
            query = query.filter(rating_sheet::Column::UnitId.gt(after));
        }
        let some = query.limit(PORTION as u64).all(app.db.read()).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = Some(last.unit_id);
        let told: Vec<Told> = some.iter().map(&told).collect();
        let tx = app.db.write().await?;
        tell(&tx, now, &told).await?;
        tx.commit().await?;
    }
}

/// Reminds the units of a rating that have not sent their sheet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellSilent {
    /// Which one.
    rating: RatingId,
    /// What makes it one event: told again it is not heard twice.
    key: String,
}

impl TellSilent {
    /// Somebody reminds, once a day.
    pub fn by_hand(rating: RatingId, now: Moment) -> TellSilent {
        TellSilent { rating, key: now.local_day().to_string() }
    }

    /// The last day comes or is over.
    pub fn due(rating: RatingId, due_on: Day, is_late: bool) -> TellSilent {
        TellSilent { rating, key: format!("{} {due_on}", if is_late { "late" } else { "soon" }) }
    }
}

impl Job for TellSilent {
    type Context = App;
    const KIND: &'static str = "ratings.remind";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let Some(row) = rating::by_id(self.rating).one(app.db.read()).await? else { return Ok(()) };
        if row.state != RatingState::Open {
            return Ok(());
        }
        let told = |one: &rating_sheet::Model| {
            told_of(To::Posts(one.unit_id, SCORING), Kind::RatingReminded, (&row, one)).once(self.key.clone())
        };
        tell_all(app, run.now, &rating_sheet::silent(self.rating), told).await
    }
}

/// Tells the units that a rating was given up.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellStopped {
    /// Which one.
    pub rating: RatingId,
    /// Who did it, and hears nothing of it.
    pub by: Option<PersonId>,
}

impl Job for TellStopped {
    type Context = App;
    const KIND: &'static str = "ratings.tell_stopped";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let Some(row) = rating::by_id(self.rating).one(app.db.read()).await? else { return Ok(()) };
        let told = |one: &rating_sheet::Model| {
            let to = To::Posts(one.unit_id, SCORING);
            told_of(to, Kind::RatingStopped, (&row, one)).but(self.by).once("")
        };
        tell_all(app, run.now, &rating_sheet::counted(self.rating), told).await
    }
}

/// Looks for ratings whose last day comes or is over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellRatingsDue {}

impl Job for TellRatingsDue {
    type Context = App;
    const KIND: &'static str = "ratings.due";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let tx = app.db.write().await?;
        super::actions::tell_due(&tx, run.now).await?;
        Ok(tx.commit().await?)
    }
}
