//! Evidence: what is taken, who may open it and how, and what the scanner says; the scanner is a small server of the
//! test that speaks the words of clamd.

use crate::app_test;
use crate::support::TestApp;
use crate::work::begun;
use app::config::Scanner;
use db::testing::TestDb;
use domain::rights::PostKind;
use sea_orm::EntityTrait as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tables::evidence;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";

/// A scanner that finds something in every file that says EICAR. While `is_silent` it listens and says nothing.
async fn scanner(is_silent: Arc<AtomicBool>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("tcp:{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let is_silent = is_silent.clone();
            tokio::spawn(async move {
                let mut command = [0; 10];
                line.read_exact(&mut command).await.expect("a command");
                assert_eq!(&command, b"zINSTREAM\0");
                let mut bytes = Vec::new();
                loop {
                    let n = line.read_u32().await.expect("a length");
                    if n == 0 {
                        break;
                    }
                    let mut chunk = vec![0; n as usize];
                    line.read_exact(&mut chunk).await.expect("a chunk");
                    bytes.extend(chunk);
                }
                if is_silent.load(Ordering::Relaxed) {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                }
                let is_bad = bytes.windows(5).any(|window| window == b"EICAR");
                let answer: &[u8] =
                    if is_bad { b"stream: Eicar-Test-Signature FOUND\0" } else { b"stream: OK\0" };
                line.write_all(answer).await.expect("answered");
            });
        }
    });
    address
}

/// A story on a house with a scanner.
pub async fn with_scanner(db: &TestDb, is_silent: Arc<AtomicBool>) -> TestApp {
    let address = scanner(is_silent).await;
    TestApp::set_up(db.handle(), |config| config.scanner = Scanner { address, seconds_max: 1 })
}

async fn scans(app: &TestApp) -> Vec<String> {
    let rows = evidence::Entity::find().all(app.app.db.read()).await.expect("rows");
    rows.into_iter().map(|row| row.scan).collect()
}

app_test! {
    async fn files_are_taken_by_their_bytes_and_refused_in_a_sentence(app: TestApp) {
        let mut story = begun(app).await;
        let id = story.ids[1];
        let path = format!("/work/{id}/files");
        story.doer.upload(&path, "a.pdf", PDF, &[]).await.expect(409).shows("vừa sang trạng thái khác");
        story.doer.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
        for (name, bytes, told) in [
            ("anh.heic", &b"\x00\x00\x00\x18ftypheic"[..], "Chưa nhận ảnh .heic"),
            ("a.html", b"<html><script>alert(1)</script>", "Chưa nhận loại tệp này"),
            ("a.svg", b"<svg onload=alert(1)>", "Chưa nhận loại tệp này"),
            ("a.docx", b"<html>", "Chưa nhận loại tệp này"),
            ("a.pdf", b"", "Tệp này rỗng"),
        ] {
            story.doer.upload(&path, name, bytes, &[]).await.expect(422).shows(told);
        }
        story.doer.post(&path, &[]).await.expect(422).shows("Chọn một tệp");
        let large = [PDF, &vec![b' '; 21 * 1024 * 1024]].concat();
        story.doer.upload(&path, "to.pdf", &large, &[]).await.expect(422).shows("Tệp lớn hơn 20 MB");
        story.doer.upload(&path, "biên bản <họp>.pdf", PDF, &[]).await.expect(303);
        story.doer.upload(&path, "anh.png", PNG, &[]).await.expect(303);
        let page = story.doer.get(&format!("/work/{id}")).await.expect(200);
        page.shows("chưa quét mã độc").shows("SHA-256").shows("loading=\"lazy\"").shows("biên bản &lt;họp&gt;.pdf");
    }

    async fn files_open_with_safe_headers_for_those_who_may_read_the_work(app: TestApp) {
        let mut story = begun(app).await;
        let id = story.ids[1];
        story.doer.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
        for (name, bytes) in [("a.pdf", PDF), ("b.png", PNG), ("c.csv", &b"TT,Ten\n"[..])] {
            story.doer.upload(&format!("/work/{id}/files"), name, bytes, &[]).await.expect(303);
        }
        let files = story.doer.program().get(&format!("/work/{id}")).await.json()["open"]["files"].clone();
        let path = |at: usize| format!("/work/{id}/files/{}", files[at]["id"].as_str().unwrap());
        for (at, kind, way, is_boxed) in [(0, "application/pdf", "inline", false), (1, "image/png", "inline", true), (2, "text/plain; charset=utf-8", "attachment", true)] {
            let file = story.asker.get(&path(at)).await.expect(200);
            let header = |name: &str| file.headers[name].to_str().unwrap().to_owned();
            assert_eq!((header("content-type").as_str(), header("x-content-type-options").as_str()), (kind, "nosniff"));
            assert!(header("content-disposition").starts_with(way), "{}", header("content-disposition"));
            let policy = header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'") && policy.contains("sandbox") == is_boxed && !policy.contains("script-src"), "{policy}");
            assert_eq!(file.headers.get_all("content-security-policy").iter().count(), 1);
        }
        assert_eq!(story.asker.get(&path(0)).await.bytes, PDF);
        app.officer(PostKind::Viewer, story.land.so).await.get(&path(0)).await.expect(200);
        app.officer(PostKind::Leader, story.land.hoan_kiem).await.get(&path(0)).await.expect(403);
        // A file of other work is not found through this one.
        let other = format!("/work/{}/files/{}", story.ids[0], files[0]["id"].as_str().unwrap());
        story.doer.get(&other).await.expect(404);
        story.asker.post(&format!("{}/remove", path(0)), &[]).await.expect(403);
        story.doer.post(&format!("{}/remove", path(0)), &[]).await.expect(303);
        story.doer.get(&path(0)).await.expect(404);
        let told = story.doer.get(&format!("/work/{id}")).await.expect(200);
        told.shows("Rút minh chứng: a.pdf");
    }
}

db::db_test! {
    async fn a_file_is_opened_by_nobody_before_it_is_scanned_and_never_when_something_was_found(db: TestDb) {
        let app = with_scanner(db, Arc::default()).await;
        let mut story = begun(&app).await;
        let id = story.ids[1];
        story.doer.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
        for (name, more) in [("sach.pdf", &b"..."[..]), ("ban.pdf", b"EICAR")] {
            story.doer.upload(&format!("/work/{id}/files"), name, &[PDF, more].concat(), &[]).await.expect(303);
        }
        let files = story.doer.program().get(&format!("/work/{id}")).await.json()["open"]["files"].clone();
        let path = |at: usize| format!("/work/{id}/files/{}", files[at]["id"].as_str().unwrap());
        story.doer.get(&path(0)).await.expect(409).shows("chưa quét xong");
        app.run_jobs().await;
        assert_eq!(scans(&app).await, ["clean", "infected"]);
        story.doer.get(&path(0)).await.expect(200);
        story.doer.get(&path(1)).await.expect(409);
        let page = story.doer.get(&format!("/work/{id}")).await.expect(200);
        page.shows("có mã độc (Eicar-Test-Signature), đã cách ly").shows("Phát hiện mã độc trong tệp, đã cách ly");
        app.assert_no_jobs_left().await;
    }

    async fn a_scanner_that_does_not_answer_is_asked_again_and_then_the_file_says_so(db: TestDb) {
        let is_silent = Arc::new(AtomicBool::new(true));
        let app = with_scanner(db, is_silent.clone()).await;
        let mut story = begun(&app).await;
        let id = story.ids[1];
        story.doer.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
        for name in ["mot.pdf", "hai.pdf"] {
            story.doer.upload(&format!("/work/{id}/files"), name, PDF, &[]).await.expect(303);
            app.run_jobs().await;
            assert_eq!(scans(&app).await.last().map(String::as_str), Some("waiting"), "it is tried again");
            if name == "mot.pdf" {
                is_silent.store(false, Ordering::Relaxed);
                app.clock.advance(Duration::from_secs(3600));
                app.run_jobs().await;
                assert_eq!(scans(&app).await, ["clean"]);
                is_silent.store(true, Ordering::Relaxed);
            }
        }
        for _ in 0..4 {
            app.clock.advance(Duration::from_secs(3600));
            app.run_jobs().await;
        }
        assert_eq!(scans(&app).await, ["clean", "failed"]);
        story.doer.get(&format!("/work/{id}")).await.expect(200).shows("máy quét không trả lời");
        app.assert_no_jobs_left().await;
    }
}
