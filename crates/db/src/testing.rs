//! Fresh databases for tests: an SQLite file in a temporary folder and, when `NHIPCAU_TEST_POSTGRES` holds the
//! address of a server, a database of its own on PostgreSQL. Both are copied from one that was migrated once.
//!
//! `db_test! { async fn name(db: TestDb) { … } }` makes two tests of one story, `name::sqlite` and `name::postgres`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::time::SeededChance;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, Statement};
use tokio::sync::{Mutex, OnceCell};

use crate::{Db, dialect, migrate};

/// The variable that holds the address of a PostgreSQL server for tests.
pub const POSTGRES_VARIABLE: &str = "NHIPCAU_TEST_POSTGRES";
/// Databases of tests begin with this, then the number of the process.
const PREFIX: &str = "nhipcau_test_";

static N_DATABASES: AtomicU32 = AtomicU32::new(0);
/// The bytes of a migrated file, so that no file outlives the process.
static SQLITE_TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
static POSTGRES_TEMPLATE: OnceCell<String> = OnceCell::const_new();
/// PostgreSQL copies a template only while nobody else does.
static COPYING: Mutex<()> = Mutex::const_new(());

/// A fresh, migrated database. Use it like a `Db`; it goes away with the test.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    url: String,
    // Removed with the value; none on PostgreSQL.
    folder: Option<tempfile::TempDir>,
}

impl std::ops::Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// A fresh SQLite file.
    ///
    /// # Panics
    /// If it cannot be made: a test without database proves nothing.
    pub async fn sqlite() -> Self {
        let template = SQLITE_TEMPLATE.get_or_init(make_sqlite_template).await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("test.db");
        std::fs::write(&path, template).expect("a copy of the template");
        let url = sqlite_url(&path);
        Self { db: open(&url).await, url, folder: Some(folder) }
    }

    /// A fresh PostgreSQL database, or none (and a line that says so) when no server was given.
    ///
    /// # Panics
    /// If a server was given and a database cannot be made on it.
    pub async fn postgres() -> Option<Self> {
        let Some(server) = postgres_server() else {
            say_skipped();
            return None;
        };
        let template = POSTGRES_TEMPLATE.get_or_init(|| make_postgres_template(&server)).await;
        let name = format!("{PREFIX}{}_{}", std::process::id(), N_DATABASES.fetch_add(1, Ordering::Relaxed));
        {
            let _alone = COPYING.lock().await;
            on_server(&server, &dialect::create_database(&name, template)).await;
        }
        let url = with_database(&server, &name);
        Some(Self { db: open(&url).await, url, folder: None })
    }

    /// A fresh database of each kind that is at hand: SQLite always, PostgreSQL when a server was given.
    pub async fn each() -> Vec<Self> {
        let mut all = vec![Self::sqlite().await];
        all.extend(Self::postgres().await);
        all
    }

    /// The handle, to be kept by the code under test.
    pub fn handle(&self) -> Db {
        self.db.clone()
    }

    /// The address, to open it once more as after a restart.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The SQLite file's folder; none on PostgreSQL.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(tempfile::TempDir::path)
    }

    /// Closes the connections and removes the database. A test that fails before leaves it to the next run.
    pub async fn remove(self) {
        self.db.close().await.expect("connections close");
        if self.db.backend() == DbBackend::Postgres {
            let name = self.url.rsplit('/').next().unwrap_or_default().split('?').next().unwrap_or_default();
            let server = postgres_server().expect("the server is still given");
            on_server(&server, &dialect::drop_database(name)).await;
        }
    }
}

/// Makes two tests of one story, one per database.
#[macro_export]
macro_rules! db_test {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: TestDb) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "a story may need nothing from outside")]
            use super::*;

            async fn story($db: &$crate::testing::TestDb) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let db = $crate::testing::TestDb::sqlite().await;
                story(&db).await;
                db.remove().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(db) = $crate::testing::TestDb::postgres().await {
                    story(&db).await;
                    db.remove().await;
                }
            }
        }
    )+};
}

async fn open(url: &str) -> Db {
    let chance = Arc::new(SeededChance::new(u64::from(N_DATABASES.fetch_add(1, Ordering::Relaxed))));
    Db::connect(url, chance).await.expect("a fresh database opens")
}

fn sqlite_url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

async fn make_sqlite_template() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("template.db");
    let db = open(&sqlite_url(&path)).await;
    migrate(&db).await.expect("the migrations run");
    // Closing brings the write-ahead log into the file, so the file alone is the database.
    db.close().await.expect("connections close");
    std::fs::read(&path).expect("the template is a file")
}

fn postgres_server() -> Option<String> {
    std::env::var(POSTGRES_VARIABLE).ok().filter(|url| !url.is_empty())
}

#[expect(clippy::print_stderr, reason = "a test that is not run must say so")]
fn say_skipped() {
    eprintln!(
        "SKIPPED on PostgreSQL: {POSTGRES_VARIABLE} holds no address (scripts/postgres.sh start prints one)"
    );
}

async fn make_postgres_template(server: &str) -> String {
    remove_leftovers(server).await;
    let name = format!("{PREFIX}{}_template", std::process::id());
    on_server(server, &dialect::drop_database(&name)).await;
    on_server(server, &dialect::create_database(&name, "template0")).await;
    let db = open(&with_database(server, &name)).await;
    migrate(&db).await.expect("the migrations run");
    db.close().await.expect("connections close");
    name
}

/// Removes databases of test processes that have ended.
async fn remove_leftovers(server: &str) {
    let conn = server_connection(server).await;
    let names = conn
        .query_all_raw(Statement::from_string(DbBackend::Postgres, dialect::databases_like(PREFIX)))
        .await
        .expect("the list of databases");
    for row in names {
        let name: String = row.try_get("", "name").expect("a name");
        let process = name[PREFIX.len()..].split('_').next().unwrap_or_default();
        let is_alive = Path::new("/proc").join(process).exists();
        if !is_alive {
            // Another process may remove it at the same time; that is just as well.
            let _ = conn.execute_unprepared(&dialect::drop_database(&name)).await;
        }
    }
    conn.close().await.expect("the connection closes");
}

async fn on_server(server: &str, sql: &str) {
    let conn = server_connection(server).await;
    conn.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    conn.close().await.expect("the connection closes");
}

async fn server_connection(server: &str) -> sea_orm::DatabaseConnection {
    let mut options = ConnectOptions::new(server);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options)
        .await
        .unwrap_or_else(|error| panic!("{POSTGRES_VARIABLE} names a server that does not answer: {error}"))
}

/// The address of the server with another database in it.
fn with_database(server: &str, name: &str) -> String {
    let (address, parameters) = server.split_once('?').map_or((server, None), |(a, p)| (a, Some(p)));
    let scheme_end = address.find("://").map_or(0, |at| at + 3);
    let host = address[scheme_end..].split('/').next().unwrap_or_default();
    let parameters = parameters.map(|p| format!("?{p}")).unwrap_or_default();
    format!("{}{host}/{name}{parameters}", &address[..scheme_end])
}
