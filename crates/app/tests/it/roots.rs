//! Whom the house trusts when it verifies signatures.

use crate::app_test;
use app::features::roots::actions::roots;
use domain::rights::PostKind;
use std::path::Path;

fn file(name: &str) -> Vec<u8> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../signature/tests");
    std::fs::read(tests.join(name)).expect("a file of the tests of signatures")
}

app_test! {
    async fn an_administrator_trusts_an_authority_and_signatures_become_valid(app: TestApp) {
        let mut admin = app.admin().await;
        admin.get("/account").await.expect(200).shows("href=\"/roots\"");
        admin.get("/roots").await.expect(200).shows("Chưa tin cậy tổ chức nào");
        let signed = file("files/two-signers.pdf");
        let look = async || {
            let roots = roots(app.app.db.read()).await.unwrap();
            signature::verify(&signed, &roots, app.app.now()).unwrap().is_valid()
        };
        assert!(!look().await, "nobody is trusted yet");
        admin.upload("/roots", "root.pem", &file("certificates/root.pem"), &[]).await.expect(303);
        let page = admin.get("/roots").await.expect(200).shows("Gốc thử nghiệm").shows("Còn hạn").text();
        assert!(look().await);
        // What is there already, what signs but does not issue, what is no certificate: refused at the field.
        for (bytes, sentence) in [
            (file("certificates/root.pem"), "đã có trong danh sách"),
            (file("certificates/leader.pem"), "không phải tổ chức chứng thực"),
            (b"xin chao".to_vec(), "không phải chứng thư"),
            (Vec::new(), "Tệp này không phải chứng thư"),
        ] {
            admin.upload("/roots", "x.pem", &bytes, &[]).await.expect(422).shows(sentence);
        }
        let remove = page.split("action=\"/roots/").nth(1).and_then(|rest| rest.split('"').next()).expect("a button");
        let remove = format!("/roots/{remove}");
        admin.post(&remove, &[]).await.expect(303);
        admin.post(&remove, &[]).await.expect(404);
        assert!(!look().await);
    }

    async fn nobody_else_says_whom_the_house_trusts(app: TestApp) {
        let land = crate::units::country(app).await;
        let mut leader = app.officer(PostKind::Leader, land.ministry).await;
        leader.get("/roots").await.expect(403);
        leader.upload("/roots", "root.pem", &file("certificates/root.pem"), &[]).await.expect(403);
    }
}
