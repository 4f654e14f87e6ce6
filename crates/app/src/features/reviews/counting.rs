//! Counting beside the requests: a review of much work is counted by a job, and its page says how far it is.

use super::actions::{self, lock};
use super::count::{self, Counted, Scope};
use crate::app::App;
use db::events::{By, NewEvent, record};
use db::{Db, DbError, WriteTx};
use domain::ids::{AssignmentId, DeliveryId, FigureId, PersonId, PostId, ReviewId};
use domain::time::{Day, Moment};
use jobs::{Job, JobError, Left, Run};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;
use tables::{assignment, delivery, document, figure, review};
use web::Error;

/// Rows of one kind (work, deliveries, figures) that are counted while the person waits; more are left to a job. A third of
/// a second on the small machine of `bench/RESULTS.md`.
pub const AT_ONCE_MAX: u64 = 5_000;
/// How often the page is told how far the counting is.
const TOLD_EVERY: Duration = Duration::from_secs(1);

/// How far a counting is.
#[derive(Debug, Default)]
pub struct Steps {
    all: AtomicI32,
    done: AtomicI32,
}

impl Steps {
    /// So many steps more are to come.
    pub(super) fn expect(&self, n: usize) {
        self.all.fetch_add(i32::try_from(n).unwrap_or(i32::MAX), Ordering::Relaxed);
    }

    /// One of them is done.
    pub(super) fn done(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Steps that are done, of how many.
    pub(super) fn now(&self) -> (i32, i32) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }
}

/// All numbers of one moment.
pub(super) async fn counted(
    db: &Db,
    row: &review::Model,
    now: Moment,
    steps: &Steps,
) -> Result<Counted, Error> {
    let look = db.look().await?;
    count::count(&look, row, now, steps).await
}

/// The numbers of a review that looks at no more than `at_once_max` rows of a kind; none when a job is to count it.
pub(super) async fn counted_at_once(
    db: &Db,
    row: &review::Model,
    now: Moment,
    at_once_max: u64,
) -> Result<Option<Counted>, Error> {
    if is_long(db.read(), row, now.local_day(), at_once_max).await? {
        return Ok(None);
    }
    Ok(Some(counted(db, row, now, &Steps::default()).await?))
}

/// Whether there is more of anything than can be waited for. Looks at no more rows than that.
async fn is_long(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    today: Day,
    at_once_max: u64,
) -> Result<bool, DbError> {
    let mut n_work = 0;
    for part in Scope::of(conn, row, today).await?.parts() {
        let mut select = part.select();
        sea_orm::QuerySelect::query(&mut select).clear_order_by();
        let ids = select.select_only().column(assignment::Column::Id).limit(at_once_max + 1 - n_work);
        n_work += ids.into_tuple::<AssignmentId>().all(conn).await?.len() as u64;
        if n_work > at_once_max {
            return Ok(true);
        }
    }
    let Some(plan) = row.plan_id else { return Ok(false) };
    // The row after the last that may be there.
    if let Some(document) = document::of_plan(plan).one(conn).await? {
        let sent = delivery::Entity::find().filter(delivery::Column::DocumentId.eq(document.id));
        let one_more = sent.select_only().column(delivery::Column::Id).offset(at_once_max).limit(1);
        if one_more.into_tuple::<DeliveryId>().one(conn).await?.is_some() {
            return Ok(true);
        }
    }
    let figures = figure::Entity::find().filter(figure::Column::PlanId.eq(plan));
    let one_more = figures.select_only().column(figure::Column::Id).offset(at_once_max).limit(1);
    Ok(one_more.into_tuple::<FigureId>().one(conn).await?.is_some())
}

/// Leaves counting to a job.
pub(super) async fn leave_to_job(tx: &WriteTx, now: Moment, by: By, id: ReviewId) -> Result<(), DbError> {
    marks(id, Some(now), None).exec(tx).await?;
    jobs::enqueue(tx, now, &CountReview { review: id, person: by.person, post: by.post }).await?;
    Ok(())
}

/// Nothing is counted any more, since it is done or failed, or it begins.
fn marks(id: ReviewId, since: Option<Moment>, failed: Option<Moment>) -> sea_orm::UpdateMany<review::Entity> {
    review::Entity::update_many()
        .col_expr(review::Column::CountingAt, Expr::value(since))
        .col_expr(review::Column::CountFailedAt, Expr::value(failed))
        .col_expr(review::Column::NSteps, Expr::value(0))
        .col_expr(review::Column::NStepsDone, Expr::value(0))
        .filter(review::Column::Id.eq(id))
}

/// Counts a review and keeps its snapshot.
#[derive(Debug, Serialize, Deserialize)]
pub struct CountReview {
    /// Which one.
    pub review: ReviewId,
    /// Who asked for it.
    pub person: Option<PersonId>,
    /// In which post.
    pub post: Option<PostId>,
}

impl Job for CountReview {
    type Context = App;
    const KIND: &'static str = "reviews.count";
    const ATTEMPTS_MAX: i32 = 4;

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let row = review::by_id(self.review).one(app.db.read()).await?;
        let Some(row) = row.filter(|row| row.counting_at.is_some()) else { return Ok(()) };
        let counted = told_while_counted(app, &row, run.now).await?;
        let tx = app.db.write().await?;
        let by = By { person: self.person, post: self.post };
        match lock(&tx, self.review).await {
            Ok(row) if row.counting_at.is_none() => return Ok(()),
            // The report was submitted meanwhile: it keeps the numbers that it has.
            Err(refused) if refused.status().is_client_error() => {}
            Err(error) => return Err(failed(&error)),
            Ok(_) => {
                actions::keep(&tx, run.now, by, (self.review, counted))
                    .await
                    .map_err(|error| failed(&error))?;
            }
        }
        marks(self.review, None, None).exec(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// The page says that the numbers could not be counted, and offers another try.
    async fn when_given_up(self, tx: &WriteTx, now: Moment, why: &str) -> Result<Left, DbError> {
        marks(self.review, None, Some(now)).exec(tx).await?;
        let by = By { person: self.person, post: self.post };
        let told = json!({"why": why});
        record(tx, NewEvent::new(now, by, "fail-count", "review", self.review).with(told)).await?;
        Ok(Left::Nowhere)
    }
}

/// Counts, and writes every second how far it is: in short transactions of their own, beside the look.
async fn told_while_counted(app: &App, row: &review::Model, now: Moment) -> Result<Counted, JobError> {
    let steps = Steps::default();
    let counting = counted(&app.db, row, now, &steps);
    tokio::pin!(counting);
    let mut told = (0, 0);
    loop {
        tokio::select! {
            done = &mut counting => return done.map_err(|error| failed(&error)),
            () = tokio::time::sleep(TOLD_EVERY) => {}
        }
        if told != steps.now() {
            told = steps.now();
            let tx = app.db.write().await?;
            review::Entity::update_many()
                .col_expr(review::Column::NStepsDone, Expr::value(told.0))
                .col_expr(review::Column::NSteps, Expr::value(told.1))
                .filter(review::Column::Id.eq(row.id))
                .exec(&tx)
                .await?;
            tx.commit().await?;
        }
    }
}

fn failed(error: &Error) -> JobError {
    JobError::Retry(format!("the review could not be counted: {}", error.code()))
}
