//! Stories of jobs: done once, tried again, given up, taken over, and never without their change.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use db::testing::TestDb;
use db::{Db, DbError, WriteTx, db_test};
use domain::time::{Moment, TestClock};
use jobs::{Job, JobError, Left, Ran, Registry, Run, Runner};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::{Deserialize, Serialize};
use tables::job;

/// What the jobs of these stories work with.
#[derive(Default)]
struct Desk {
    letters: Mutex<Vec<String>>,
    n_tries: AtomicU64,
    db: Mutex<Option<Db>>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Send {
    letter: String,
}

impl Job for Send {
    type Context = Desk;
    const KIND: &'static str = "letters.send";

    async fn run(self, desk: &Desk, _: Run) -> Result<(), JobError> {
        desk.letters.lock().unwrap().push(self.letter);
        Ok(())
    }
}

/// Work without an end.
#[derive(Serialize, Deserialize)]
struct Endless {
    n: usize,
}

impl Job for Endless {
    type Context = Desk;
    const KIND: &'static str = "letters.endless";

    async fn run(self, _: &Desk, _: Run) -> Result<(), JobError> {
        std::future::pending().await
    }
}

/// Somebody waits for this one.
#[derive(Serialize, Deserialize)]
struct Awaited;

impl Job for Awaited {
    type Context = Desk;
    const KIND: &'static str = "letters.awaited";
    const IS_AWAITED: bool = true;

    async fn run(self, desk: &Desk, _: Run) -> Result<(), JobError> {
        desk.letters.lock().unwrap().push("có người đợi".to_owned());
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
struct Stumble {
    good_from_attempt: i32,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
enum How {
    Fail,
    Panic,
    GiveUp,
}

impl Job for Stumble {
    type Context = Desk;
    const KIND: &'static str = "letters.stumble";
    const ATTEMPTS_MAX: i32 = 3;

    async fn run(self, desk: &Desk, run: Run) -> Result<(), JobError> {
        desk.n_tries.fetch_add(1, Ordering::Relaxed);
        if run.attempt >= self.good_from_attempt {
            return Ok(());
        }
        match self.how {
            How::Fail => Err(std::fmt::Error)?,
            How::Panic => panic!("a defect"),
            How::GiveUp => Err(JobError::give_up("no such person")),
        }
    }
}

/// A job that never succeeds, and for which somebody waits who is told.
#[derive(Serialize, Deserialize)]
struct Promise {
    left: String,
}

impl Job for Promise {
    type Context = Desk;
    const KIND: &'static str = "letters.promise";
    const ATTEMPTS_MAX: i32 = 1;

    async fn run(self, _: &Desk, _: Run) -> Result<(), JobError> {
        Err(std::fmt::Error)?
    }

    async fn when_given_up(self, tx: &WriteTx, now: Moment, why: &str) -> Result<Left, DbError> {
        jobs::enqueue(tx, now, &letter(why)).await?;
        match self.left.as_str() {
            "nowhere" => Ok(Left::Nowhere),
            "error" => Err(DbError::from(sea_orm::DbErr::Custom("the disk is full".into()))),
            _ => Ok(Left::InTheQueue),
        }
    }
}

/// A job that takes so long that another runner takes it over, meanwhile.
#[derive(Serialize, Deserialize)]
struct Dawdle;

impl Job for Dawdle {
    type Context = Desk;
    const KIND: &'static str = "letters.dawdle";

    async fn run(self, desk: &Desk, run: Run) -> Result<(), JobError> {
        let db = desk.db.lock().unwrap().clone().expect("the story gives it");
        let tx = db.write().await?;
        let row = job::by_id(run.id).one(&tx).await?.expect("it is in the queue");
        let mut row: job::ActiveModel = row.into();
        row.lease = Set(Some(uuid::Uuid::nil()));
        row.update(&tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn now() -> Moment {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn runner(db: &TestDb) -> (Runner<Desk>, Arc<Desk>, Arc<TestClock>) {
    let (desk, clock) = (Arc::new(Desk::default()), Arc::new(TestClock::at(now())));
    let registry = Registry::new().with::<Send>().with::<Stumble>().with::<Promise>();
    (Runner::new(db.handle(), clock.clone(), registry, Arc::clone(&desk)), desk, clock)
}

async fn put<J: Job>(db: &TestDb, job: J) {
    let tx = db.write().await.unwrap();
    jobs::enqueue(&tx, now(), &job).await.unwrap();
    tx.commit().await.unwrap();
}

fn letter(text: &str) -> Send {
    Send { letter: text.into() }
}

const DONE: Ran = Ran { done: 1, failed: 0, given_up: 0 };
const FAILED: Ran = Ran { done: 0, failed: 1, given_up: 0 };
const GIVEN_UP: Ran = Ran { done: 0, failed: 0, given_up: 1 };
const NOTHING: Ran = Ran { done: 0, failed: 0, given_up: 0 };

db_test! {
    async fn a_job_runs_once_and_leaves_no_row(db: TestDb) {
        let (runner, desk, _) = runner(db);
        put(db, letter("Kính gửi")).await;
        assert_eq!(runner.run_due(now()).await.unwrap(), DONE);
        assert_eq!(runner.run_due(now()).await.unwrap(), NOTHING);
        assert_eq!(*desk.letters.lock().unwrap(), ["Kính gửi"]);
        jobs::assert_no_jobs_left(db).await;
    }

    async fn a_job_of_a_change_that_was_not_kept_does_not_run(db: TestDb) {
        let (runner, _, _) = runner(db);
        let tx = db.write().await.unwrap();
        jobs::enqueue(&tx, now(), &letter("không gửi")).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(runner.run_due(now()).await.unwrap(), NOTHING);
    }

    async fn a_job_waits_for_its_time(db: TestDb) {
        let (runner, _, _) = runner(db);
        let later = now().plus(Duration::from_hours(1));
        let tx = db.write().await.unwrap();
        jobs::enqueue_at(&tx, now(), later, &letter("nhắc việc")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(runner.run_due(now()).await.unwrap(), NOTHING);
        assert_eq!(runner.run_due(later).await.unwrap(), DONE);
    }

    async fn a_failure_is_tried_again_later_each_time(db: TestDb) {
        let (runner, desk, _) = runner(db);
        put(db, Stumble { good_from_attempt: 3, how: How::Fail }).await;
        let (second, third) = (now().plus(Duration::from_secs(10)), now().plus(Duration::from_secs(30)));
        assert_eq!(runner.run_due(now()).await.unwrap(), FAILED);
        assert_eq!(runner.run_due(now()).await.unwrap(), NOTHING, "not at once");
        assert_eq!(runner.run_due(second).await.unwrap(), FAILED);
        assert_eq!(runner.run_due(third).await.unwrap(), DONE);
        assert_eq!(desk.n_tries.load(Ordering::Relaxed), 3);
        jobs::assert_no_jobs_left(db).await;
    }

    async fn a_job_that_breaks_off_is_given_up_in_the_end_and_can_be_restarted(db: TestDb) {
        let (runner, _, _) = runner(db);
        put(db, Stumble { good_from_attempt: 4, how: How::Panic }).await;
        let mut seen = Vec::new();
        for minutes in 0..4 {
            seen.push(runner.run_due(now().plus(Duration::from_secs(60 * minutes))).await.unwrap());
        }
        assert_eq!(seen, [FAILED, FAILED, GIVEN_UP, NOTHING]);
        let row = job::given_up().one(db.read()).await.unwrap().unwrap();
        let error = row.last_error.unwrap();
        assert!(error.contains("a defect"), "{error}");
        let tx = db.write().await.unwrap();
        assert!(jobs::restart(&tx, now(), row.id).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(runner.run_due(now()).await.unwrap(), FAILED, "it has its tries again");
    }

    async fn a_job_that_says_so_is_given_up_at_once_and_can_be_thrown_away(db: TestDb) {
        let (runner, desk, _) = runner(db);
        put(db, Stumble { good_from_attempt: 9, how: How::GiveUp }).await;
        assert_eq!(runner.run_due(now()).await.unwrap(), GIVEN_UP);
        assert_eq!(desk.n_tries.load(Ordering::Relaxed), 1);
        let row = job::given_up().one(db.read()).await.unwrap().unwrap();
        assert_eq!(row.last_error.as_deref(), Some("no such person"));
        let tx = db.write().await.unwrap();
        assert!(jobs::discard(&tx, row.id).await.unwrap());
        tx.commit().await.unwrap();
        jobs::assert_no_jobs_left(db).await;
    }

    async fn who_waits_for_a_job_is_told_when_it_is_given_up(db: TestDb) {
        let (runner, desk, _) = runner(db);
        put(db, Promise { left: "nowhere".into() }).await;
        assert_eq!(runner.run_due(now()).await.unwrap(), Ran { done: 1, ..GIVEN_UP });
        assert_eq!(desk.letters.lock().unwrap().len(), 1);
        jobs::assert_no_jobs_left(db).await;
        put(db, Promise { left: "in the queue".into() }).await;
        runner.run_due(now()).await.unwrap();
        assert!(job::given_up().one(db.read()).await.unwrap().is_some());
        assert_eq!(desk.letters.lock().unwrap().len(), 2);
    }

    async fn a_job_is_given_up_only_together_with_what_is_told(db: TestDb) {
        let (runner, desk, _) = runner(db);
        put(db, Promise { left: "error".into() }).await;
        assert!(runner.run_due(now()).await.is_err());
        assert!(job::given_up().one(db.read()).await.unwrap().is_none());
        assert!(desk.letters.lock().unwrap().is_empty(), "nothing is told of what did not happen");
    }

    async fn the_same_job_waits_only_once(db: TestDb) {
        let (runner, desk, _) = runner(db);
        let tx = db.write().await.unwrap();
        assert!(jobs::enqueue_unless_waiting(&tx, now(), &letter("a")).await.unwrap().is_some());
        assert!(jobs::enqueue_unless_waiting(&tx, now(), &letter("a")).await.unwrap().is_none());
        assert!(jobs::enqueue_unless_waiting(&tx, now(), &letter("b")).await.unwrap().is_some());
        tx.commit().await.unwrap();
        runner.run_due(now()).await.unwrap();
        assert_eq!(*desk.letters.lock().unwrap(), ["a", "b"]);
    }

    async fn two_runners_share_the_work_and_do_none_of_it_twice(db: TestDb) {
        let (one, desk, clock) = runner(db);
        let registry = Registry::new().with::<Send>().with::<Stumble>();
        let two = Runner::new(db.handle(), clock, registry, Arc::clone(&desk));
        for n in 0..40 {
            put(db, letter(&n.to_string())).await;
        }
        let (a, b) = tokio::join!(one.run_due(now()), two.run_due(now()));
        assert_eq!(a.unwrap().done + b.unwrap().done, 40);
        let mut letters = desk.letters.lock().unwrap().clone();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 40);
    }

    async fn a_job_of_a_dead_process_is_taken_over_when_its_lease_ends(db: TestDb) {
        let (runner, _, _) = runner(db);
        put(db, letter("dở dang")).await;
        // A process took the job up and died: that is all that is left of it.
        let tx = db.write().await.unwrap();
        let row = job::due(now()).one(&tx).await.unwrap().unwrap();
        let mut row: job::ActiveModel = row.into();
        row.attempts = Set(1);
        row.lease = Set(Some(uuid::Uuid::nil()));
        row.leased_until = Set(Some(now().plus(Duration::from_mins(1))));
        row.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(runner.run_due(now().plus(Duration::from_secs(59))).await.unwrap(), NOTHING);
        assert_eq!(runner.run_due(now().plus(Duration::from_mins(1))).await.unwrap(), DONE);
    }

    async fn a_runner_that_lost_a_job_leaves_it_to_the_one_who_has_it(db: TestDb) {
        let (desk, clock) = (Arc::new(Desk::default()), Arc::new(TestClock::at(now())));
        *desk.db.lock().unwrap() = Some(db.handle());
        let runner = Runner::new(db.handle(), clock, Registry::new().with::<Dawdle>(), desk);
        put(db, Dawdle).await;
        assert_eq!(runner.run_due(now()).await.unwrap(), NOTHING, "not done by this one");
        let row = job::unfinished().one(db.read()).await.unwrap().expect("it is still there");
        assert_eq!(row.lease, Some(uuid::Uuid::nil()));
    }

    async fn what_somebody_waits_for_is_done_while_long_work_goes_on(db: TestDb) {
        let (desk, clock) = (Arc::new(Desk::default()), Arc::new(TestClock::at(now())));
        let registry = Registry::new().with::<Send>().with::<Endless>().with::<Awaited>();
        let runner = Arc::new(Runner::new(db.handle(), clock, registry, Arc::clone(&desk)));
        for n in 0..jobs::JOBS_AT_ONCE_MAX {
            put(db, Endless { n }).await;
        }
        put(db, letter("đến lượt sau")).await;
        put(db, Awaited).await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let server = tokio::spawn(runner.run_until(stopped));
        for _ in 0..500 {
            if !desk.letters.lock().unwrap().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(*desk.letters.lock().unwrap(), ["có người đợi"]);
        server.abort();
        let _ = server.await;
        drop(stop);
    }

    async fn a_running_server_notices_new_jobs_and_stops_when_told(db: TestDb) {
        let (desk, clock) = (Arc::new(Desk::default()), Arc::new(TestClock::at(now())));
        let registry = Registry::new().with_every(Duration::from_hours(1), letter("hằng giờ")).with::<Stumble>();
        let runner = Arc::new(Runner::new(db.handle(), clock, registry, Arc::clone(&desk)));
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let server = tokio::spawn(runner.run_until(stopped));
        put(db, letter("mới")).await;
        for _ in 0..500 {
            if desk.letters.lock().unwrap().len() == 2 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        stop.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(5), server).await.expect("it stops").unwrap();
        let mut letters = desk.letters.lock().unwrap().clone();
        letters.sort_unstable();
        assert_eq!(letters, ["hằng giờ", "mới"]);
        jobs::assert_no_jobs_left(db).await;
    }

    async fn a_server_whose_owner_is_gone_stops_as_well(db: TestDb) {
        let (runner, _, _) = runner(db);
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let server = tokio::spawn(Arc::new(runner).run_until(stopped));
        drop(stop);
        tokio::time::timeout(Duration::from_secs(5), server).await.expect("it stops").unwrap();
    }
}

#[test]
#[should_panic(expected = "two jobs are called letters.send")]
fn two_jobs_cannot_have_the_same_word() {
    let _ = Registry::new().with::<Send>().with::<Send>();
}
