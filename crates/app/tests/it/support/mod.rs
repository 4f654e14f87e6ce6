//! A running product for one story: fresh database, empty folder of files, a clock that stands still, and people who
//! speak HTTP. `app_test!` runs a story on both databases and fails it when a job is left in the queue.

mod client;
mod smtp;

pub use client::{Answer, Client};
pub use smtp::{Mood, Sink};

use app::app::{App, Outside};
use app::config::Config;
use app::features::accounts::{actions, password};
use app::files::Files;
use app::rights::Administrator;
use axum::Router;
use db::testing::TestDb;
use domain::ids::{PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::{SeededChance, TestClock};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// Monday morning, Hanoi time, in the middle of the plans' year.
pub const BEGIN: &str = "2024-08-05T08:30:00+07:00";
/// The password of everybody in the stories.
pub const PASSWORD: &str = "dong-song-va-chiec-cau";

/// Runs a story on SQLite and, when there is a server, on PostgreSQL.
#[macro_export]
macro_rules! app_test {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        db::db_test! {
            $(#[$meta])*
            async fn $name(db: TestDb) {
                let house = $crate::support::TestApp::on(db);
                {
                    let $app = &house;
                    $body
                }
                house.assert_no_jobs_left().await;
            }
        }
    )+};
}

/// The product in a test.
pub struct TestApp {
    /// Its state.
    pub app: App,
    /// The clock everything goes by.
    pub clock: Arc<TestClock>,
    router: Router,
    /// The folder of everything that is no database.
    pub folder: tempfile::TempDir,
}

impl TestApp {
    /// Starts on this database.
    pub fn on(db: &TestDb) -> TestApp {
        TestApp::with(db.handle())
    }

    /// Starts with this database open.
    pub fn with(db: db::Db) -> TestApp {
        TestApp::set_up(db, |_| ())
    }

    /// The same, with other settings.
    pub fn set_up(db: db::Db, change: impl FnOnce(&mut Config)) -> TestApp {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut config = Config::built_in(folder.path());
        config.server.public_url = "http://nhipcau.test".to_owned();
        // A busy machine must not turn "read at once" into "still being read".
        config.reader.wait_seconds = 25;
        change(&mut config);
        let clock = Arc::new(TestClock::at(BEGIN.parse().expect("a moment")));
        let outside = Outside {
            clock: clock.clone(),
            chance: Arc::new(SeededChance::new(20_240_805)),
            reader_program: env!("CARGO_BIN_EXE_nhipcau").into(),
            is_demo: false,
        };
        let files = Files::open(&config.files.folder).expect("a folder of files");
        let app = App::new(config, db, files, outside);
        let router = app::routes::router(&app, None).expect("a router");
        TestApp { app, clock, router, folder }
    }

    /// A browser that nobody has signed in with.
    pub fn guest(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// A signed-in administrator without a post.
    pub async fn admin(&self) -> Client {
        self.person("Trần Quản Trị", "admin@truong.vn", true, None).await
    }

    /// A signed-in person with a post of this kind in this unit.
    pub async fn officer(&self, kind: PostKind, unit: UnitId) -> Client {
        let email = format!("{kind}-{unit}@so.vn");
        self.person(&format!("Nguyễn Thị {kind}"), &email, false, Some((kind, unit))).await
    }

    /// Makes a person behind the scenes and signs in through the door.
    pub async fn person(
        &self,
        name: &str,
        email: &str,
        is_admin: bool,
        post: Option<(PostKind, UnitId)>,
    ) -> Client {
        self.make_person(name, email, is_admin, post).await;
        let mut client = self.guest();
        client.sign_in(email, PASSWORD).await;
        client
    }

    /// Makes a person behind the scenes.
    pub async fn make_person(
        &self,
        name: &str,
        email: &str,
        is_admin: bool,
        post: Option<(PostKind, UnitId)>,
    ) -> PersonId {
        static HASH: OnceCell<String> = OnceCell::const_new();
        let hash = HASH
            .get_or_init(|| async { password::hash(PASSWORD.to_owned()).await.expect("a hash") })
            .await
            .clone();
        let now = self.app.now();
        let tx = self.app.db.write().await.expect("a transaction");
        let house = Administrator::system();
        let made =
            actions::make_by_house(&tx, now, house, (name, email, hash), is_admin).await.expect("a person");
        if let Some((kind, unit)) = post {
            let row = tables::post::ActiveModel {
                id: Set(tx.new_id(now)),
                person_id: Set(made.id),
                unit_id: Set(unit),
                kind: Set(kind),
                title: Set(String::new()),
                is_main: Set(true),
                started_at: Set(now),
                ended_at: Set(None),
            };
            row.insert(&tx).await.expect("a post");
        }
        tx.commit().await.expect("committed");
        made.id
    }

    /// Runs the jobs that are due, and those they put in the queue.
    pub async fn run_jobs(&self) {
        app::background::runner(&self.app).run_due(self.app.now()).await.expect("jobs run");
    }

    /// A story leaves no work behind.
    pub async fn assert_no_jobs_left(&self) {
        jobs::assert_no_jobs_left(&self.app.db).await;
    }
}
