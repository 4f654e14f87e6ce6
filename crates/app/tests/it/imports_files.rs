//! Hostile and hopeless files: each is refused with a sentence, kept, and never troubles the server.

use crate::app_test;
use crate::imports::{SMALL, sample};
use crate::support::{Client, TestApp};
use crate::units::country;
use app::app::{App, Outside};
use domain::rights::PostKind;
use domain::time::SeededChance;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

/// A PDF of one empty page: no text layer, as a scanner leaves it.
const SCAN: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj\n\
4 0 obj<</Length 31>>stream\nq 595 0 0 842 0 0 cm /I Do Q\n\nendstream endobj\n\
5 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n\x80\nendstream endobj\n\
trailer<</Root 1 0 R>>\n";

/// The same house with another program for reading, at the same database.
fn with_reader(app: &TestApp, program: &Path, seed: u64) -> axum::Router {
    let mut config = app.app.config.clone();
    config.reader.seconds_max = 1;
    let outside = Outside {
        clock: app.clock.clone(),
        chance: Arc::new(SeededChance::new(seed)),
        reader_program: program.to_path_buf(),
        is_demo: false,
    };
    let other = App::new(config, app.app.db.clone(), app.app.files.clone(), outside);
    app::routes::router(&other, None).expect("a router")
}

fn script(folder: &Path, name: &str, body: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).expect("a script");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("made executable");
    path
}

app_test! {
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
            let page = officer.upload("/imports", name, bytes, &[]).await;
            assert_eq!(page.status.as_u16(), 422, "{name}: {}", page.text());
            page.shows(sentence).shows("Đã giữ bản gốc").shows("Gửi bản Word");
            let answer = officer.program().upload("/imports", name, bytes, &[]).await.expect(422);
            assert!(answer.location().starts_with("/imports/"), "{name}: the refusal has an address");
            let problem = answer.json();
            assert!(problem["errors"]["file"].is_string() && problem["codes"]["file"].is_string(), "{name}: {problem}");
        }
        let list = officer.program().get("/imports").await.expect(200).json();
        assert_eq!(list["total"], 12);
        let failed = format!("/imports/{}", list["imports"][0]["id"].as_str().unwrap());
        officer.get(&failed).await.expect(200).shows("Chưa đọc được tệp này");
        assert_eq!(officer.get(&format!("{failed}/file")).await.expect(200).bytes, cases[5].1);
        officer.post(&format!("{failed}/finish"), &[]).await.expect(409);
    }

    async fn a_form_without_a_file_or_without_a_post_says_what_to_do(app: TestApp) {
        let country = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, country.so).await;
        officer.get("/imports/new").await.expect(200).shows("Sở GD&amp;ĐT Hà Nội");
        officer.upload("/imports", "", b"", &[]).await.expect(422).shows("Chọn một tệp để gửi");
        let mut admin = app.admin().await;
        admin.get("/imports/new").await.expect(200).shows("Chưa giữ chức vụ");
        admin.upload("/imports", "a.txt", SMALL.as_bytes(), &[]).await.expect(422);
    }

    async fn programs_get_created_with_the_review(app: TestApp) {
        let country = country(app).await;
        let mut program = app.officer(PostKind::Drafter, country.so).await.program();
        let answer = program.upload("/imports", "a.txt", SMALL.as_bytes(), &[]).await.expect(201);
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
            ("dies", "kill -9 $$", "Chưa đọc được tệp này"),
            ("hangs", "exec sleep 60", "đọc quá lâu"),
            ("babbles", "echo '{\"nonsense\": true}'", "Chưa đọc được tệp này"),
            ("is-silent", "exit 0", "Chưa đọc được tệp này"),
            ("overflows", "exec head -c 70000000 /dev/zero", "dài hơn mức đọc được"),
        ];
        for (seed, (name, body, sentence)) in (1_000..).zip(cases) {
            let program = script(folder.path(), name, body);
            let mut officer = Client::new(with_reader(app, &program, seed));
            officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
            let page = officer.upload("/imports", "a.docx", &sample("phong-gddt-nam-hoc-2024.docx"), &[]).await;
            assert_eq!(page.status.as_u16(), 422, "{name}: {}", page.text());
            page.shows(sentence);
        }
        let gone = folder.path().join("not-there");
        let mut officer = Client::new(with_reader(app, &gone, 2_000));
        officer.sign_in(&email, crate::support::PASSWORD).await.expect(303);
        officer.upload("/imports", "a.txt", SMALL.as_bytes(), &[]).await.expect(422).shows("Chưa đọc được tệp này");
    }

    async fn a_name_cannot_become_an_option_or_a_folder(app: TestApp) {
        let country = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, country.so).await;
        for name in ["--help", "-x.txt", "../../etc/passwd", "a b;c $(d).txt"] {
            let at = officer.upload("/imports", name, SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
            officer.get(&at).await.expect(200).shows("Tổ chức ngày hội đọc sách năm 2024");
        }
    }
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
