//! Hostile and hopeless files: each is refused with a sentence, kept, and never troubles the server.

use crate::app_test;
use crate::imports::{SMALL, sample};
use crate::support::{Client, TestApp};
use crate::units::country;
use app::app::{App, Outside};
use domain::rights::PostKind;
use domain::time::SeededChance;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A PDF of one empty page: no text layer, as a scanner leaves it.
const SCAN: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj\n\
4 0 obj<</Length 31>>stream\nq 595 0 0 842 0 0 cm /I Do Q\n\nendstream endobj\n\
5 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n\x80\nendstream endobj\n\
trailer<</Root 1 0 R>>\n";

/// The same house with another program for reading, at the same database; senders wait for `wait_seconds`.
fn with_reader(app: &TestApp, program: &Path, seed: u64, wait_seconds: u32) -> (App, Client) {
    let mut config = app.app.config.clone();
    config.reader.seconds_max = 1;
    config.reader.wait_seconds = wait_seconds;
    let outside = Outside {
        clock: app.clock.clone(),
        chance: Arc::new(SeededChance::new(seed)),
        reader_program: program.to_path_buf(),
        is_demo: false,
    };
    let other = App::new(config, app.app.db.clone(), app.app.files.clone(), outside);
    let client = Client::new(app::routes::router(&other, None).expect("a router"));
    (other, client)
}

/// The reader of the house itself.
fn own_reader() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_nhipcau"))
}

fn script(folder: &Path, name: &str, body: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).expect("a script");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("made executable");
    path
}

app_test! {
    async fn a_form_sent_twice_is_one_import(app: TestApp) {
        let country = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, country.so).await;
        let page = officer.get("/imports/new").await.expect(200).text();
        let form = page.split_once("name=\"form\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
        let fields = [("form", form.as_str())];
        let first = officer.import(&app.app, "a.txt", SMALL.as_bytes(), &fields).await.expect(303).location().to_owned();
        let again = officer.import(&app.app, "a.txt", SMALL.as_bytes(), &fields).await.expect(303);
        assert_eq!(again.location(), first);
        // Another file from a page that the browser kept is another import, and so is the same form of somebody else.
        let other = format!("{SMALL}\n- Như trên;\n");
        let second = officer.import(&app.app, "b.txt", other.as_bytes(), &fields).await.expect(303).location().to_owned();
        let mut clerk = app.officer(PostKind::Clerk, country.so).await;
        let third = clerk.import(&app.app, "a.txt", SMALL.as_bytes(), &fields).await.expect(303).location().to_owned();
        assert!(first != second && first != third && second != third);
        assert_eq!(officer.program().get("/imports").await.expect(200).json()["total"], 3);
        let long = "x".repeat(65);
        let refused = officer.upload("/imports", "a.txt", SMALL.as_bytes(), &[("form", &long)]).await.expect(422);
        refused.shows("Tên lần gửi dài quá");
    }

    async fn a_form_sent_twice_at_once_is_one_import(app: TestApp) {
        let country = country(app).await;
        let officer = app.officer(PostKind::Drafter, country.so).await;
        let (mut one, mut two) = (officer.clone(), officer);
        let fields = [("form", "f-1")];
        let (a, b) = tokio::join!(
            one.import(&app.app, "a.txt", SMALL.as_bytes(), &fields),
            two.import(&app.app, "a.txt", SMALL.as_bytes(), &fields),
        );
        assert_eq!(a.expect(303).location(), b.expect(303).location());
        assert_eq!(one.program().get("/imports").await.expect(200).json()["total"], 1);
    }

    async fn files_that_cannot_be_read_are_refused_with_a_sentence(app: TestApp) {
        let country = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, country.so).await;
        let bomb = zip_of_zeros();
        let cases: [(&str, &[u8], &str); 6] = [
            ("trong.docx", b"", "Tệp này trống"),
            ("quet.pdf", SCAN, "ảnh quét"),
            ("giay.docx", b"\x89PNG\r\n\x1a\n0000", "ảnh"),
            ("gia.pdf", b"%PDF-1.4 this is none", "Word"),
            ("bom.docx", &bomb, "Word"),
            ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00", "Word"),
        ];
        for (name, bytes, sentence) in cases {
            let page = officer.import(&app.app, name, bytes, &[]).await;
            assert_eq!(page.status.as_u16(), 422, "{name}: {}", page.text());
            page.shows(sentence).shows("Đã giữ bản gốc").shows("Gửi bản Word");
            let answer = officer.program().import(&app.app, name, bytes, &[]).await.expect(422);
            assert!(answer.location().starts_with("/imports/"), "{name}: the refusal has an address");
            let problem = answer.json();
            assert!(problem["errors"]["file"].is_string() && problem["codes"]["file"].is_string(), "{name}: {problem}");
        }
        let list = officer.program().get("/imports").await.expect(200).json();
        assert_eq!(list["total"], 12);
        let failed = format!("/imports/{}", list["imports"][0]["id"].as_str().unwrap());
        officer.get(&failed).await.expect(200).shows("Chưa đọc được tệp này");
        assert_eq!(officer.get(&format!("{failed}/file")).await.expect(200).bytes, cases[5].1);
        officer.post(&format!("{failed}/finish"), &[("base", "1")]).await.expect(409);
    }

    async fn a_form_without_a_file_or_without_a_post_says_what_to_do(app: TestApp) {
        let country = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, country.so).await;
        officer.get("/imports/new").await.expect(200).shows("Sở GD&amp;ĐT Hà Nội");
        officer.import(&app.app, "", b"", &[]).await.expect(422).shows("Chọn một tệp để gửi");
        let mut admin = app.admin().await;
        admin.get("/imports/new").await.expect(200).shows("Chưa giữ chức vụ");
        admin.import(&app.app, "a.txt", SMALL.as_bytes(), &[]).await.expect(422);
    }

    async fn programs_get_created_with_the_review(app: TestApp) {
        let country = country(app).await;
        let mut program = app.officer(PostKind::Drafter, country.so).await.program();
        let answer = program.import(&app.app, "a.txt", SMALL.as_bytes(), &[]).await.expect(201);
        let at = answer.location().to_owned();
        assert_eq!(answer.json()["import"]["title"], "Tổ chức ngày hội đọc sách năm 2024");
        let reading = program.get(&format!("{at}/reading.json")).await.expect(200).json();
        assert_eq!(reading["schema_version"], "1.0");
    }

    async fn a_reader_that_dies_hangs_or_babbles_is_a_calm_sentence(app: TestApp) {
        let country = country(app).await;
        app.officer(PostKind::Drafter, country.so).await;
        let email = format!("drafter-{}@so.vn", country.so);
        let folder = tempfile::tempdir().expect("a folder");
        let cases = [
            ("dies", "kill -SEGV $$", "Chưa đọc được tệp này"),
            ("hangs", "exec sleep 60", "đọc quá lâu"),
            ("babbles", "echo '{\"nonsense\": true}'", "Chưa đọc được tệp này"),
            ("is-silent", "exit 0", "Chưa đọc được tệp này"),
            ("overflows", "exec head -c 70000000 /dev/zero", "dài hơn mức đọc được"),
        ];
        for (seed, (name, body, sentence)) in (1_000..).zip(cases) {
            let program = script(folder.path(), name, body);
            let (house, mut officer) = with_reader(app, &program, seed, 25);
            officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
            let page = officer.import(&house, "a.docx", &sample("phong-gddt-nam-hoc-2024.docx"), &[]).await;
            assert_eq!(page.status.as_u16(), 422, "{name}: {}", page.text());
            page.shows(sentence);
        }
    }

    async fn what_cuts_a_reading_off_from_outside_is_no_fault_of_the_document(app: TestApp) {
        let country = country(app).await;
        app.officer(PostKind::Drafter, country.so).await;
        let email = format!("drafter-{}@so.vn", country.so);
        let folder = tempfile::tempdir().expect("a folder");
        // Stopped with the server, killed for want of memory, not even begun.
        let cases = [
            script(folder.path(), "is-stopped", "kill -TERM $$"),
            script(folder.path(), "is-killed", "kill -KILL $$"),
            folder.path().join("not-there"),
        ];
        for (seed, program) in (7_000..).zip(cases) {
            let (house, mut officer) = with_reader(app, &program, seed, 0);
            officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
            let at = officer.upload("/imports", "a.txt", SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
            app::background::runner(&house).run_due(house.now()).await.expect("jobs run");
            officer.get(&at).await.expect(200).shows("Đang đọc văn bản");
            // The server is there again.
            app.clock.advance(Duration::from_secs(11));
            app.run_jobs().await;
            officer.get(&at).await.expect(200).shows("<nc-review");
            // When it happens each time, it ends in a sentence and not in a circle.
            let at = officer.upload("/imports", "b.txt", SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
            for _ in 0..3 {
                app::background::runner(&house).run_due(house.now()).await.expect("jobs run");
                app.clock.advance(Duration::from_secs(41));
            }
            officer.get(&at).await.expect(200).shows("Chưa đọc được tệp này").shows("Đọc lại");
        }
    }

    async fn a_signal_to_the_server_and_its_group_does_not_reach_the_reader(app: TestApp) {
        let country = country(app).await;
        app.officer(PostKind::Drafter, country.so).await;
        let folder = tempfile::tempdir().expect("a folder");
        // Reads only when it leads a process group of its own: the fifth word of its stat.
        let body = format!("read -r _ _ _ _ group _ < /proc/$$/stat\n[ \"$group\" = \"$$\" ] && exec {} \"$@\"", own_reader().display());
        let (house, mut officer) = with_reader(app, &script(folder.path(), "stands-apart", &body), 8_000, 25);
        officer.sign_in(&format!("drafter-{}@so.vn", country.so), crate::support::PASSWORD).await.expect(303);
        officer.import(&house, "a.txt", SMALL.as_bytes(), &[]).await.expect(303);
    }

    async fn a_long_reading_goes_on_without_its_sender(app: TestApp) {
        let country = country(app).await;
        app.officer(PostKind::Drafter, country.so).await;
        let email = format!("drafter-{}@so.vn", country.so);
        let (house, mut officer) = with_reader(app, own_reader(), 3_000, 0);
        officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
        let first = officer.upload("/imports", "mot.txt", SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
        app.clock.advance(Duration::from_secs(1));
        officer.upload("/imports", "hai.txt", SMALL.as_bytes(), &[]).await.expect(303);
        app.clock.advance(Duration::from_secs(1));
        let mut program = officer.program();
        let third = program.upload("/imports", "ba.txt", SMALL.as_bytes(), &[]).await.expect(202);
        assert_eq!((&third.json()["import"]["state"], &third.json()["n_before"]), (&json!("reading"), &json!(1)));
        let third = third.location().to_owned();
        // Two are read at a time: the first ones are under way, the third waits for one.
        officer.get(&first).await.expect(200).shows("Đang đọc, từ 08:30").shows("mot.txt").shows("http-equiv=\"refresh\"");
        officer.get(&third).await.expect(200).shows("còn 1 văn bản đọc trước").shows("Rời trang hay tắt máy");
        officer.get("/imports").await.expect(200).shows("Đang đọc").shows("ba.txt");
        // Nothing can be mended yet, and its pages say so.
        let batch = json!({"base": 1, "batch": "b-1", "ops": [{"op": "skip", "item": "i1"}]});
        program.post_json(&format!("{first}/changes"), &batch).await.expect(409).shows("đang được đọc");
        officer.get(&format!("{first}/history")).await.expect(200);
        for page in ["reading.json", "edit?path=/roadmap/0"] {
            officer.get(&format!("{first}/{page}")).await.expect(409).shows("đang được đọc");
        }
        for form in [&[("base", "1"), ("op", "accept_small")][..], &[("base", "1"), ("op", "set"), ("path", "/roadmap/0")]] {
            officer.post(&format!("{first}/changes"), form).await.expect(409).shows("đang được đọc");
        }
        // What was put aside meanwhile is not read.
        officer.post(&format!("{third}/discard"), &[]).await.expect(303);
        app::background::runner(&house).run_due(house.now()).await.expect("jobs run");
        officer.get(&third).await.expect(200).shows("đã bỏ trước khi đọc xong");
        officer.get(&first).await.expect(200).shows("<nc-review");
        // The page that waited is led on.
        let part = officer.fragment(&first).await.expect(200);
        assert_eq!(part.headers["hx-redirect"], first.as_str());
    }

    async fn the_page_that_waits_says_how_far_the_reading_is(app: TestApp) {
        let country = country(app).await;
        app.officer(PostKind::Drafter, country.so).await;
        let email = format!("drafter-{}@so.vn", country.so);
        let slow = "cat > /dev/null; echo '{\"n_lines\":12}'; while [ ! -e \"$0.done\" ]; do sleep 0.02; done; exit 1";
        let slow = script(app.folder.path(), "reader", slow);
        let (house, mut officer) = with_reader(app, &slow, 3_500, 0);
        officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
        let at = officer.upload("/imports", "mot.txt", SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
        officer.get(&at).await.expect(200).shows("Đang đọc, từ 08:30");
        let work = async { app::background::runner(&house).run_due(house.now()).await.expect("jobs run") };
        let look = async {
            let mut program = officer.program();
            for _ in 0..500 {
                let page = program.get(&at).await.expect(200).json();
                if page["n_lines"] == 12 {
                    assert_eq!(page["stage"], "structure");
                    break;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            officer.get(&at).await.expect(200).shows("Đã đọc chữ: 12 dòng").shows("Khớp tên đơn vị");
            std::fs::write(slow.with_extension("done"), "").expect("a file");
        };
        tokio::join!(work, look);
        officer.get(&at).await.expect(200).shows("Chưa đọc được tệp này");
        officer.get(&format!("{at}/history")).await.expect(200).shows("Tệp không đọc được").shows("Máy đọc");
    }

    async fn a_reading_whose_process_died_is_taken_up_again(app: TestApp) {
        let country = country(app).await;
        app.officer(PostKind::Drafter, country.so).await;
        let email = format!("drafter-{}@so.vn", country.so);
        let (_, mut officer) = with_reader(app, own_reader(), 4_000, 0);
        officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
        let at = officer.upload("/imports", "a.txt", SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
        leave_as_killed(app, 1).await;
        app.run_jobs().await;
        officer.get(&at).await.expect(200).shows("Đang đọc văn bản");
        app.clock.advance(Duration::from_secs(61));
        app.run_jobs().await;
        officer.get(&at).await.expect(200).shows("<nc-review");
        // A document that takes the program down with it each time ends in a sentence, not in a circle.
        let at = officer.upload("/imports", "b.txt", SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
        leave_as_killed(app, 3).await;
        app.clock.advance(Duration::from_secs(61));
        app.run_jobs().await;
        officer.get(&at).await.expect(200).shows("Chưa đọc được tệp này").shows("Đọc lại");
    }

    async fn a_failed_document_is_read_once_more_from_the_kept_file(app: TestApp) {
        let country = country(app).await;
        app.officer(PostKind::Drafter, country.so).await;
        let email = format!("drafter-{}@so.vn", country.so);
        let folder = tempfile::tempdir().expect("a folder");
        let (house, mut officer) = with_reader(app, &script(folder.path(), "hangs", "exec sleep 60"), 5_000, 25);
        officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
        let page = officer.import(&house, "a.txt", SMALL.as_bytes(), &[]).await.expect(422);
        // It is text already: nobody is told to save it as Word.
        let page = page.shows("Tách phụ lục").shows("Đọc lại");
        assert!(!page.text().contains("lưu thành tệp mới"), "{}", page.text());
        let list = officer.program().get("/imports").await.expect(200).json();
        let at = format!("/imports/{}", list["imports"][0]["id"].as_str().unwrap());
        let (_, mut officer) = with_reader(app, own_reader(), 6_000, 0);
        officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
        let retry = format!("{at}/retry");
        assert_eq!(officer.post(&retry, &[]).await.expect(303).location(), at);
        // A second press finds it waiting.
        officer.program().post_json(&retry, &json!({})).await.expect(202);
        app.run_jobs().await;
        officer.get(&at).await.expect(200).shows("<nc-review");
        officer.post(&retry, &[]).await.expect(409);
        let mut viewer = app.officer(PostKind::Viewer, country.so).await;
        viewer.post(&retry, &[]).await.expect(403);
    }

    async fn who_takes_over_the_work_of_a_unit_is_offered_the_ways_on_of_its_failed_imports(app: TestApp) {
        let country = country(app).await;
        let mut before = app.officer(PostKind::Drafter, country.ba_dinh).await.program();
        let failed = before.import(&app.app, "quet.pdf", SCAN, &[]).await.expect(422).location().to_owned();
        crate::imports_together::merge_into(app, country.ba_dinh, country.hoan_kiem).await;
        let mut heir = app.officer(PostKind::Drafter, country.hoan_kiem).await;
        heir.get(&failed).await.expect(200).shows("Đọc lại").shows(&format!("{failed}/discard"));
        heir.post(&format!("{failed}/discard"), &[]).await.expect(303);
    }

    async fn a_text_that_is_no_plan_is_asked_about_before_anybody_mends_it(app: TestApp) {
        let country = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, country.so).await;
        let text = "Bảng giá rau chợ đầu mối\n\nCà chua 18.000\nBắp cải 9.500\nHành lá 22.000\nGừng 35.000\n".repeat(3);
        let at = officer.import(&app.app, "bang-gia.txt", text.as_bytes(), &[]).await.expect(303).location().to_owned();
        let page = officer.get(&at).await.expect(200).shows("Không thấy dấu hiệu của một kế hoạch trong văn bản này");
        let page = page.shows("Cà chua 18.000").shows("Chọn tệp khác").shows("Vẫn rà soát").shows("Nơi nhận, chữ ký");
        assert!(!page.text().contains("<nc-review"), "nobody is dropped into a review of nothing");
        assert_eq!(officer.program().get(&at).await.expect(200).json()["is_doubted"], true);
        // The list says the same, for people and programs, and can be narrowed to it.
        officer.import(&app.app, "ke-hoach.txt", SMALL.as_bytes(), &[]).await.expect(303);
        let list = officer.get("/imports").await.expect(200);
        let list = list.shows("Không thấy dấu hiệu của một kế hoạch (1)").shows("Xem có phải kế hoạch không");
        assert_eq!(list.text().matches("chỗ cần xem</span>").count(), 1, "only the plan counts its places");
        let standings = |list: &Value| -> Vec<String> {
            list["imports"].as_array().unwrap().iter().map(|i| i["standing"].as_str().unwrap().to_owned()).collect()
        };
        let list = officer.program().get("/imports").await.expect(200).json();
        assert_eq!(standings(&list), ["open", "doubted"]);
        assert_eq!(list["counts"], json!([{"standing": "doubted", "n": 1}, {"standing": "open", "n": 1}]));
        let doubted = officer.program().get("/imports?standing=doubted").await.expect(200).json();
        assert_eq!((standings(&doubted), doubted["total"].as_u64()), (vec!["doubted".to_owned()], Some(1)));
        officer.get("/imports?standing=finished").await.expect(200).shows("Không có văn bản nào ở trạng thái này");
        let on = officer.post(&format!("{at}/changes"), &[("base", "1"), ("op", "trust")]).await.expect(303);
        assert_eq!(officer.program().get("/imports?standing=doubted").await.expect(200).json()["total"], 0);
        officer.get(on.location()).await.expect(200).shows("<nc-review");
        officer.get(&format!("{at}/history")).await.expect(200).shows("Vẫn rà soát dù không giống kế hoạch");
        // Somebody else who had the same page open says the same: that is no conflict, and no change.
        let mut other = app.officer(PostKind::Clerk, country.so).await;
        let same = other.post(&format!("{at}/changes"), &[("base", "1"), ("op", "trust")]).await.expect(303);
        other.get(same.location()).await.expect(200).shows("<nc-review");
        assert_eq!(officer.program().get(&format!("{at}/presence")).await.expect(200).json()["version"], 2);
        // It is a change like any other.
        officer.post(&format!("{at}/changes"), &[("op", "undo")]).await.expect(303);
        officer.get(&at).await.expect(200).shows("Không thấy dấu hiệu của một kế hoạch");
    }

    async fn a_name_cannot_become_an_option_or_a_folder(app: TestApp) {
        let country = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, country.so).await;
        for name in ["--help", "-x.txt", "../../etc/passwd", "a b;c $(d).txt"] {
            let at = officer.import(&app.app, name, SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
            officer.get(&at).await.expect(200).shows("Tổ chức ngày hội đọc sách năm 2024");
        }
    }
}

/// Leaves the waiting job as a killed process does: under its lease, after so many tries.
async fn leave_as_killed(app: &TestApp, attempts: i32) {
    let tx = app.app.db.write().await.expect("a transaction");
    let held = tables::job::ActiveModel {
        attempts: Set(attempts),
        lease: Set(Some(uuid::Uuid::from_u128(4_711))),
        leased_until: Set(Some(app.app.now().plus(Duration::from_secs(60)))),
        ..Default::default()
    };
    tables::job::Entity::update_many().set(held).exec(&tx).await.expect("a job under a lease");
    tx.commit().await.expect("committed");
}

/// A Word-like container whose text unpacks to far more than it is: 64 MiB of zeros, stored once and deflated by hand.
fn zip_of_zeros() -> Vec<u8> {
    // One entry that claims to be stored with a size it does not have is broken; that is as good as a bomb here, and
    // needs no library. Real bombs are told in the tests of `document`.
    let mut zip = Vec::new();
    let name = b"word/document.xml";
    zip.extend(b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00");
    zip.extend(20u32.to_le_bytes());
    zip.extend((1u32 << 31).to_le_bytes());
    zip.extend(u16::try_from(name.len()).expect("short").to_le_bytes());
    zip.extend([0, 0]);
    zip.extend(name);
    zip.extend([0u8; 20]);
    zip
}
