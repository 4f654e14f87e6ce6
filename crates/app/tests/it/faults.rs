//! What people meet when the machine fails: a full disk, a database that goes away and comes back. A calm page with the
//! right status, nothing half kept, nothing lost that was acknowledged, and work goes on afterwards.

use crate::app_test;
use crate::imports::SMALL;
use crate::support::{Client, TestApp};
use crate::units::country;
use db::Db;
use domain::rights::PostKind;
use domain::time::SeededChance;
use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait as _, PaginatorTrait as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use tables::{event, import, invitation};

/// Writers of one process that the trap for files reaches.
const WRITERS_MAX: usize = 3_000;

fn invite(n: usize) -> [(&'static str, String); 3] {
    [("name", "Vi Văn Tấn".to_owned()), ("email", format!("tan{n}@so.vn")), ("is_admin", "true".to_owned())]
}

async fn send_invitation(admin: &mut Client, n: usize) -> crate::support::Answer {
    let form = invite(n);
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    admin.post("/invitations", &form).await
}

app_test! {
    async fn a_full_disk_of_the_database_is_said_and_nothing_is_half_kept(app: TestApp) {
        if app.app.db.backend() != DbBackend::Sqlite {
            // A disk cannot be filled below a server that other tests share; its code 53100 is told as the same trouble.
            return;
        }
        let mut admin = app.admin().await;
        limit_pages(app, 1).await;
        let mut n_kept = 0;
        let refused = loop {
            let answer = send_invitation(&mut admin, n_kept).await;
            if answer.status != 200 {
                break answer;
            }
            n_kept += 1;
            assert!(n_kept < 2_000, "the disk never fills");
        };
        refused.expect(507).shows("đã đầy").shows("chưa lưu được gì");
        let db = app.app.db.read();
        assert_eq!(invitation::Entity::find().count(db).await.unwrap(), n_kept as u64);
        let told = event::Entity::find().all(db).await.unwrap();
        assert_eq!(told.iter().filter(|e| e.verb == "invite").count(), n_kept, "one event for each, none for the refused");
        // Reading goes on while the disk is full, and writing when there is room again.
        admin.get("/plans").await.expect(200);
        limit_pages(app, 1_000_000).await;
        send_invitation(&mut admin, n_kept).await.expect(200);
    }

    async fn a_full_disk_of_files_is_said_and_leaves_no_import(app: TestApp) {
        let land = country(app).await;
        let mut drafter = app.officer(PostKind::Drafter, land.so).await;
        let folder = app.folder.path().join("files");
        let trap = fill(&folder, SMALL.as_bytes());
        let answer = drafter.upload("/imports", "ke-hoach.txt", SMALL.as_bytes(), &[]).await;
        answer.expect(507).shows("Ổ đĩa của máy chủ đã đầy");
        assert_eq!(import::Entity::find().count(app.app.db.read()).await.unwrap(), 0);
        let left = std::fs::read_dir(&trap).unwrap().count();
        assert_eq!(left, WRITERS_MAX - 1, "the half file is gone, the others are ours");
        std::fs::remove_dir_all(&trap).unwrap();
        drafter.upload("/imports", "ke-hoach.txt", SMALL.as_bytes(), &[]).await.expect(303);
        app.run_jobs().await;
    }
}

/// Lets the SQLite file grow to so many pages, or not at all when it is larger already.
async fn limit_pages(app: &TestApp, pages: u32) {
    let tx = app.app.db.write().await.unwrap();
    tx.execute_unprepared(&format!("PRAGMA max_page_count = {pages}")).await.unwrap();
    tx.commit().await.unwrap();
}

/// Makes every name under which these bytes could be written lead to `/dev/full`, where each write finds no room.
fn fill(files: &Path, bytes: &[u8]) -> PathBuf {
    use sha2::{Digest as _, Sha256};
    let name = app::files::hex(&Sha256::digest(bytes));
    let folder = files.join(&name[..2]);
    std::fs::create_dir_all(&folder).unwrap();
    for writer in 0..WRITERS_MAX {
        let beside = folder.join(format!("{name}.{}-{writer}.part", std::process::id()));
        std::os::unix::fs::symlink("/dev/full", beside).unwrap();
    }
    folder
}

/// A PostgreSQL of our own, which may be killed; the shared one of other tests may not.
struct Server {
    folder: PathBuf,
    url: String,
}

impl Server {
    /// Starts it; `None` where there is no PostgreSQL for tests.
    fn start() -> Option<Server> {
        std::env::var("NHIPCAU_TEST_POSTGRES").ok().filter(|url| !url.is_empty())?;
        let folder = std::env::temp_dir().join(format!("nhipcau-fault-{}", std::process::id()));
        let url = Server::script("start", &folder);
        Some(Server { folder, url })
    }

    fn script(command: &str, folder: &Path) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/postgres.sh");
        let out = Command::new(script).arg(command).arg(folder).output().expect("the script runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    }

    /// Ends it: by `-QUIT` as when it crashes, by `-INT` as an administrator restarts it, telling its connections (57P01).
    fn end(&self, signal: &str) {
        let file = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).expect("it runs");
        let process = file.lines().next().expect("its number").to_owned();
        let done = Command::new("kill").args([signal, &process]).status().expect("kill runs");
        assert!(done.success());
        while Path::new("/proc").join(&process).exists() {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        Server::script("stop", &self.folder);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_goes_away_and_comes_back_loses_nothing_acknowledged() {
    let Some(server) = Server::start() else { return };
    let db = Db::connect(&server.url, Arc::new(SeededChance::new(7))).await.unwrap();
    db::migrate(&db).await.unwrap();
    // The test server answers before it has written; a real one does not.
    let tx = db.write().await.unwrap();
    tx.execute_unprepared("ALTER DATABASE postgres SET synchronous_commit = on").await.unwrap();
    tx.commit().await.unwrap();
    db.close().await.unwrap();
    let db = Db::connect(&server.url, Arc::new(SeededChance::new(8))).await.unwrap();
    let app = TestApp::with(db);
    let mut admin = app.admin().await;

    let (mut n, mut acknowledged, mut n_refused) = (0, Vec::new(), 0);
    for (round, signal) in ["-QUIT", "-INT", "-QUIT"].into_iter().enumerate() {
        for _ in 0..10 {
            n += 1;
            let answer = send_invitation(&mut admin, n).await;
            match answer.status.as_u16() {
                200 => acknowledged.push(n),
                // A connection of before the fall: said so, and not used again.
                503 => n_refused += 1,
                other => panic!("round {round}: {other} {}", answer.text()),
            }
        }
        server.end(signal);
        for path in ["/plans", "/account", "/health", "/sessions/new"] {
            let page = admin.get(path).await.expect(503);
            assert_eq!(page.headers["retry-after"], "5", "{path}");
            let page = page.shows("Không kết nối được cơ sở dữ liệu").text();
            for secret in ["postgres", "sqlx", "socket", "5432"] {
                assert!(!page.contains(secret), "{path} tells {secret}");
            }
        }
        n += 1;
        send_invitation(&mut admin, n).await.expect(503).shows("chưa lưu được gì");
        Server::script("start", &server.folder);
        let mut n_tries = 0;
        while admin.get("/plans").await.status != 200 {
            n_tries += 1;
            assert!(n_tries < 20, "round {round}: the pool does not recover");
        }
    }
    let kept = invitation::Entity::find().all(app.app.db.read()).await.unwrap();
    for n in &acknowledged {
        assert!(kept.iter().any(|one| one.email == format!("tan{n}@so.vn")), "{n} was acknowledged");
    }
    assert!(acknowledged.len() >= 15, "{} kept, {n_refused} refused", acknowledged.len());
    let told = event::Entity::find().all(app.app.db.read()).await.unwrap();
    assert_eq!(told.iter().filter(|e| e.verb == "invite").count(), kept.len(), "each with its event");
    app.app.db.close().await.unwrap();
}
