//! A document signed outside comes back: verified, kept, and from then on the original; scans are kept beside it.

use crate::app_test;
use crate::documents::{Number, numbered, world};
use domain::rights::PostKind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use signing::{Hand, sign};
use tables::document;

#[path = "../../../signature/tests/support/mod.rs"]
mod signing;

/// Signed a little after the document was made, as the clock of these tests has it.
fn hand(at: &str) -> Hand<'_> {
    Hand { at, ..Hand::of("leader") }
}

app_test! {
    async fn a_signed_copy_that_holds_becomes_the_original(app: TestApp) {
        let world = world(app).await;
        let Number { id, mut clerk } = numbered(app, &world).await;
        let mut admin = app.admin().await;
        admin.upload("/roots", "root.pem", &signing::pem("root"), &[]).await.expect(303);
        let sent = clerk.get(&format!("/documents/{id}/to-sign.pdf")).await.expect(200).bytes;
        let again = clerk.get(&format!("/documents/{id}/to-sign.pdf")).await.expect(200).bytes;
        assert!(sent == again, "one file goes out");
        let files = format!("/documents/{id}/files");

        // Not signed, not a PDF, empty: refused at the field.
        for (name, bytes, sentence) in [
            ("a.pdf", sent.clone(), "không có chữ ký số nào"),
            ("a.docx", b"PK".to_vec(), "Chỉ nhận tệp PDF"),
            ("a.pdf", b"%PDF-1.7 hong".to_vec(), "không phải tệp PDF đọc được"),
            ("a.pdf", Vec::new(), "Chọn tệp đã ký"),
        ] {
            let answer = clerk.upload(&files, name, &bytes, &[("kind", "signed")]).await.expect(422);
            assert!(answer.text().to_lowercase().contains(&sentence.to_lowercase()), "{sentence}: {}", answer.text());
        }
        // Somebody else's file, signed: taken and doubted, seen by those who issue alone.
        let other = signature::prepare(&signing::page(), &[signature::Place { page: 1, x: 300.0, y: 100.0, width: 150.0, height: 60.0, label: "ChuKy1".into() }]).unwrap();
        let other = sign(&other, "ChuKy1", 90, &hand("2024-08-05T09:30:00+07:00"));
        clerk.upload(&files, "khac.pdf", &other, &[("kind", "signed")]).await.expect(303);
        let page = clerk.get(&format!("/documents/{id}")).await.expect(200).shows("Chữ ký không nằm trên tệp đã tải từ đây").text();
        let doubted = page.split(&format!("href=\"{files}/")).nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
        let mut reader = app.officer(PostKind::Viewer, world.land.so).await;
        reader.get(&format!("{files}/{doubted}")).await.expect(403);
        let text = reader.get(&format!("/documents/{id}")).await.expect(200).text();
        assert!(!text.contains("khac.pdf"));
        clerk.post(&format!("{files}/{doubted}/remove"), &[]).await.expect(303);
        clerk.get(&format!("{files}/{doubted}")).await.expect(404);

        // The very file, signed: the original.
        let signed = sign(&sent, "ChuKy1", 9_000, &hand("2024-08-05T09:30:00+07:00"));
        clerk.upload(&files, "KH ký số.pdf", &signed, &[("kind", "signed")]).await.expect(303);
        let page = reader.get(&format!("/documents/{id}")).await.expect(200).shows("Bản gốc, chữ ký số hợp lệ").shows("PDF đã ký số").text();
        let original = page.split(&format!("href=\"{files}/")).nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
        let got = reader.get(&format!("{files}/{original}")).await.expect(200).bytes;
        assert!(got == signed);
        clerk.post(&format!("{files}/{original}/remove"), &[]).await.expect(409);
        clerk.upload(&files, "KH.pdf", &signed, &[("kind", "signed")]).await.expect(422).shows("đã có trong danh sách");
    }

    async fn a_joint_document_is_the_original_when_all_have_signed(app: TestApp) {
        let world = world(app).await;
        let Number { id, mut clerk } = numbered(app, &world).await;
        // A second issuer signs beside the first.
        let row = document::by_id(id.parse().unwrap()).one(app.app.db.read()).await.unwrap().unwrap();
        let mut paper: serde_json::Value = serde_json::from_str(&row.content).unwrap();
        let blocks = paper["signatures"].as_array_mut().unwrap();
        blocks.push(blocks[0].clone());
        let mut row = row.into_active_model();
        row.content = Set(paper.to_string());
        let tx = app.app.db.write().await.unwrap();
        row.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let mut admin = app.admin().await;
        admin.upload("/roots", "root.pem", &signing::pem("root"), &[]).await.expect(303);
        let sent = clerk.get(&format!("/documents/{id}/to-sign.pdf")).await.expect(200).bytes;
        let files = format!("/documents/{id}/files");
        let once = sign(&sent, "ChuKy1", 9_000, &hand("2024-08-05T09:30:00+07:00"));
        clerk.upload(&files, "mot.pdf", &once, &[("kind", "signed")]).await.expect(303);
        let page = clerk.get(&format!("/documents/{id}")).await.expect(200).shows("còn thiếu 1 chữ ký");
        assert!(!page.text().contains("Bản gốc, chữ ký số hợp lệ"));
        let twice = sign(&once, "ChuKy2", 9_500, &hand("2024-08-05T09:40:00+07:00"));
        clerk.upload(&files, "hai.pdf", &twice, &[("kind", "signed")]).await.expect(303);
        clerk.get(&format!("/documents/{id}")).await.expect(200).shows("Bản gốc, chữ ký số hợp lệ");
    }

    async fn a_scan_is_kept_and_whoever_does_not_issue_brings_nothing(app: TestApp) {
        let world = world(app).await;
        let Number { id, mut clerk } = numbered(app, &world).await;
        let files = format!("/documents/{id}/files");
        let scan = b"\x89PNG\r\n\x1a\n....".to_vec();
        clerk.upload(&files, "anh.png", &scan, &[("kind", "scan")]).await.expect(303);
        clerk.get(&format!("/documents/{id}")).await.expect(200).shows("Bản quét").shows("anh.png");
        for kind in [PostKind::Drafter, PostKind::Focal, PostKind::Viewer] {
            let mut other = app.officer(kind, world.land.so).await;
            other.upload(&files, "anh2.png", &scan, &[("kind", "scan")]).await.expect(403);
            other.get(&format!("/documents/{id}/to-sign.pdf")).await.expect(403);
        }
    }

    async fn before_the_number_nothing_goes_out_to_be_signed(app: TestApp) {
        let world = world(app).await;
        let (_, id, mut clerk) = crate::documents::signed(app, &world).await;
        clerk.get(&format!("/documents/{id}/to-sign.pdf")).await.expect(409).shows("Cấp số trước");
        let scan = b"\x89PNG\r\n\x1a\n....".to_vec();
        clerk.upload(&format!("/documents/{id}/files"), "anh.png", &scan, &[("kind", "scan")]).await.expect(409);
    }
}
