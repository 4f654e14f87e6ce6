//! What happens when things go wrong: a full disk, a killed process, a wrong address.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;

use db::testing::TestDb;
use db::{Db, DbError, Trouble};
use domain::time::SystemChance;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Statement};
use tables::person;

use crate::support::{add, person};

#[tokio::test]
async fn a_commit_on_sqlite_is_on_the_disk_and_pointers_are_checked() {
    let db = TestDb::sqlite().await;
    let tx = db.write().await.unwrap();
    let value = async |name: &str| {
        let row = tx.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {name}"))).await;
        row.unwrap().unwrap()
    };
    assert_eq!(value("journal_mode").await.try_get_by_index::<String>(0).unwrap(), "wal");
    assert_eq!(value("synchronous").await.try_get_by_index::<i64>(0).unwrap(), 2, "FULL");
    assert_eq!(value("foreign_keys").await.try_get_by_index::<i64>(0).unwrap(), 1);
}

#[tokio::test]
async fn a_full_disk_is_said_to_be_full_and_what_was_saved_stays() {
    let db = TestDb::sqlite().await;
    add(&db, "Trước").await;
    let tx = db.write().await.unwrap();
    // The smallest limit is the size the file has: from here on it cannot grow.
    tx.execute_unprepared("PRAGMA max_page_count = 1").await.unwrap();
    tx.commit().await.unwrap();
    let mut failure = None;
    for n in 0..10_000 {
        let tx = db.write().await.unwrap();
        let result =
            person(&tx, &format!("Người thứ {n} {}", "rất dài ".repeat(50))).insert(&tx).await.map(drop);
        let result = match result {
            Ok(()) => tx.commit().await,
            Err(error) => Err(error.into()),
        };
        if let Err(error) = result {
            failure = Some((n, error));
            break;
        }
    }
    let (n, error) = failure.expect("the disk is full in the end");
    assert_eq!(error.trouble(), Trouble::DiskFull, "{error:?}");
    assert!(error.to_string().starts_with("The disk of the database is full; nothing was saved."), "{error}");
    assert_eq!(person::Entity::find().count(db.read()).await.unwrap(), n + 1);
    // Room is made: the same handle works again.
    let tx = db.write().await.unwrap();
    tx.execute_unprepared("PRAGMA max_page_count = 1000000").await.unwrap();
    tx.commit().await.unwrap();
    add(&db, "Sau").await;
    db.remove().await;
}

/// What a writer that is killed prints before it is killed: one name after each commit, and not before.
const CHILD: &str = "NHIPCAU_TEST_KILLED_WRITER";
/// Commits that the parent waits for before it kills.
const COMMITS_BEFORE_KILL: usize = 25;

#[test]
fn what_was_said_to_be_saved_is_there_after_a_kill() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for db in runtime.block_on(TestDb::each()) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "failures::killed_writer", "--nocapture", "--test-threads=1"])
            .env(CHILD, db.url())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            if let Some(name) = line.unwrap().strip_prefix("saved ") {
                said.push(name.to_owned());
            }
            if said.len() == COMMITS_BEFORE_KILL {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(said.len(), COMMITS_BEFORE_KILL);
        runtime.block_on(async {
            let again = Db::connect(db.url(), Arc::new(SystemChance)).await.unwrap();
            let rows = person::Entity::find().all(again.read()).await.unwrap();
            for name in &said {
                assert!(
                    rows.iter().any(|row| row.name == *name),
                    "{name} was said to be saved ({})",
                    db.url()
                );
            }
            add(&again, "Sau").await;
            again.close().await.unwrap();
            db.remove().await;
        });
    }
}

/// Not a story of its own: the process that the story above kills.
#[tokio::test]
async fn killed_writer() {
    let Ok(url) = std::env::var(CHILD) else {
        return;
    };
    let db = Db::connect(&url, Arc::new(SystemChance)).await.unwrap();
    for n in 0.. {
        let name = format!("Người {n}");
        add(&db, &name).await;
        println!("saved {name}");
    }
}

#[tokio::test]
async fn a_wrong_address_is_refused_in_a_sentence() {
    let refusal = async |url: &str| Db::connect(url, Arc::new(SystemChance)).await.unwrap_err();
    assert!(matches!(refusal("mysql://x").await, DbError::Address(_)));
    assert!(matches!(refusal("sqlite::memory:").await, DbError::Address(_)));
    let nobody = refusal("postgres://127.0.0.1:1/none").await;
    assert_eq!(nobody.trouble(), Trouble::Unreachable, "{nobody:?}");
    let no_folder = refusal("sqlite:/no/such/folder/nhipcau.db").await;
    assert_eq!(no_folder.trouble(), Trouble::Unreachable, "{no_folder:?}");
}
