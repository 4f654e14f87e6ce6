//! Documents written in the browser: begun, typed, kept, collided, submitted, signed, numbered and issued without a plan.

use crate::app_test;
use crate::documents::{World, world};
use crate::support::{Client, TestApp};
use domain::rights::PostKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _,
};
use serde_json::{Value as Json, json};
use tables::{delivery, document_version, document_writing, register_entry};

/// The fields of a form that a page shows, as a browser would send them.
fn fields(form: &Json) -> Vec<(String, String)> {
    fn walk(name: &str, value: &Json, into: &mut Vec<(String, String)>) {
        match value {
            Json::Object(map) => {
                for (key, value) in map {
                    walk(&format!("{name}.{key}"), value, into);
                }
            }
            Json::Array(list) => {
                for (at, value) in list.iter().enumerate() {
                    walk(&format!("{name}.{at}"), value, into);
                }
            }
            Json::Bool(is) => into.extend(is.then(|| (name.to_owned(), "true".to_owned()))),
            Json::String(text) => into.push((name.to_owned(), text.clone())),
            _ => {}
        }
    }
    let mut list = Vec::new();
    walk("paper", form, &mut list);
    list
}

/// The page of a document that is being written.
pub async fn written(client: &mut Client, id: &str) -> Json {
    client.program().get(&format!("/documents/{id}/write")).await.expect(200).json()
}

/// Sends the page's form with the given fields changed.
pub async fn send(
    client: &mut Client,
    id: &str,
    page: &Json,
    (act, change): (&str, &[(&str, &str)]),
) -> crate::support::Answer {
    let mut form = fields(&page["form"]);
    for (name, value) in change {
        form.retain(|(known, _)| known != name);
        form.push(((*name).to_owned(), (*value).to_owned()));
    }
    form.push(("act".to_owned(), act.to_owned()));
    form.push(("version".to_owned(), page["version"].to_string()));
    form.push(("revision".to_owned(), page["revision"].to_string()));
    let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    client.post(&format!("/documents/{id}/write"), &form).await
}

/// Begins a document of this type and gives its id.
pub async fn begun(client: &mut Client, world: &World, kind: &str, subject: &str) -> String {
    let (office, so) = (world.office.to_string(), world.land.so.to_string());
    let form = [
        ("kind", kind),
        ("subject", subject),
        ("unit_id", office.as_str()),
        ("issuer_id", so.as_str()),
        ("issuer", "Sở Giáo dục và Đào tạo Hà Nội"),
    ];
    let answer = client.post("/documents", &form).await.expect(303);
    answer.location().split('/').nth(2).expect("an id").to_owned()
}

async fn part(app: &TestApp, id: &str, verb: &str) -> String {
    let rows =
        tables::document_approval::of_document(id.parse().unwrap()).all(app.app.db.read()).await.unwrap();
    format!("/approvals/{}/{verb}", rows[0].id)
}

/// Submits, approves and signs a draft as the head of the department.
pub async fn signed(app: &TestApp, drafter: &mut Client, leader: &mut Client, id: &str) {
    let page = drafter.program().get(&format!("/documents/{id}")).await.expect(200).json();
    let version = page["document"]["version"].to_string();
    drafter.post(&format!("/documents/{id}/submit"), &[("version", &version)]).await.expect(303);
    let form = [
        ("version", version.as_str()),
        ("authority", "head"),
        ("title", "Giám đốc"),
        ("name", "Trần Thế Anh"),
    ];
    leader.post(&part(app, id, "approve").await, &form).await.expect(303);
    leader.post(&part(app, id, "sign").await, &[]).await.expect(303);
}

app_test! {
    async fn a_table_of_thousands_of_units_is_saved(app: TestApp) {
        let world = world(app).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let id = begun(&mut drafter, &world, "TB", "Về kết quả xếp loại").await;
        let row = tables::document::by_id(id.parse().unwrap()).one(app.app.db.read()).await.unwrap().unwrap();
        let mut paper: Json = serde_json::from_str(&row.content).unwrap();
        let columns = ["TT", "Đơn vị", "Tổng điểm", "Xếp loại"].map(|title| json!({"title": title, "share": 1}));
        let cell = |text: String| json!([text]);
        let line = |n: usize| [n.to_string(), format!("Trường Tiểu học số {n}"), "80".to_owned(), "Tốt".to_owned()].map(cell);
        let rows: Vec<Json> = (1..=3_000).map(|n| json!({"cells": line(n)})).collect();
        paper["body"].as_array_mut().unwrap().push(json!({"table": {"columns": columns, "rows": rows}}));
        let mut kept = row.into_active_model();
        kept.content = Set(paper.to_string());
        let tx = app.app.db.write().await.unwrap();
        kept.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let page = written(&mut drafter, &id).await;
        let sent = fields(&page["form"]);
        let last = sent.iter().find(|(_, value)| value == "Trường Tiểu học số 3000").expect("the last unit").0.clone();
        send(&mut drafter, &id, &page, ("finish", &[(&last, "Trường Tiểu học Hoa Sen")])).await.expect(303);
        let row = tables::document::by_id(id.parse().unwrap()).one(app.app.db.read()).await.unwrap().unwrap();
        assert!(row.content.contains("Trường Tiểu học Hoa Sen") && row.content.contains("Trường Tiểu học số 2999"));
    }

    async fn a_decision_goes_from_empty_to_its_recipients(app: TestApp) {
        let world = world(app).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let mut leader = app.officer(PostKind::Leader, world.land.so).await;
        drafter.get("/documents/new").await.expect(200).shows("Quyết định");
        let id = begun(&mut drafter, &world, "QĐ", "Về việc thành lập Ban Tổ chức").await;
        let page = written(&mut drafter, &id).await;
        let form = &page["form"];
        assert_eq!((&form["issuers"][0]["unit_id"], &form["place"]), (&world.land.so.to_string().into(), &"Hà Nội".into()));
        assert!(form["symbol"].as_str().unwrap().starts_with("QĐ-"), "{form}");
        assert_eq!(form["body"].as_array().unwrap().len(), 3, "three articles to begin with");
        drafter.get(&format!("/documents/{id}/write")).await.expect(200).shows("QUYẾT ĐỊNH:").shows("Thể thức");

        // An article is added after the first, with the next number, and what was typed goes along.
        let typed = [("paper.body.0.text", "Thành lập Ban Tổ chức gồm 12 thành viên."), ("paper.bases", "Căn cứ Luật Giáo dục\nTheo đề nghị của Chánh Văn phòng")];
        let answer = send(&mut drafter, &id, &page, ("add:body:1:clause", &typed)).await.expect(303);
        assert!(answer.location().ends_with("/write#w-body-1"), "{}", answer.location());
        let page = written(&mut drafter, &id).await;
        assert_eq!(page["form"]["body"][1]["marker"], "Điều 2.");
        assert_eq!(page["form"]["body"][0]["text"], "Thành lập Ban Tổ chức gồm 12 thành viên.");
        assert_eq!((&page["version"], &page["revision"]), (&1.into(), &1.into()), "kept, but no version yet");

        // What is written and no version yet is not left behind by a submission.
        drafter.post(&format!("/documents/{id}/submit"), &[("version", "1")]).await.expect(409).shows("chưa thành phiên bản");
        let more = [("paper.body.1.text", "Ban Tổ chức tự giải thể khi xong việc."), ("paper.recipients.0.name", "Phòng GD&ĐT Ba Đình"), ("paper.recipients.0.purpose", "để t/h"), ("paper.urgency", "KHẨN")];
        send(&mut drafter, &id, &page, ("finish", &more)).await.expect(303);
        let shown = drafter.program().get(&format!("/documents/{id}")).await.expect(200).json();
        assert_eq!((&shown["document"]["version"], &shown["paper"]["urgency"]), (&2.into(), &"KHẨN".into()));
        assert_eq!(shown["paper"]["body"][1]["clause"]["text"], "Ban Tổ chức tự giải thể khi xong việc.");
        assert_eq!(document_writing::Entity::find().count(app.app.db.read()).await.unwrap(), 0);
        let row = tables::document::by_id(id.parse().unwrap()).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(row.urgency.as_deref(), Some("khan"));

        signed(app, &mut drafter, &mut leader, &id).await;
        // A text that is on its way is not written any more.
        drafter.get(&format!("/documents/{id}/write")).await.expect(409);
        let mut clerk = app.officer(PostKind::Clerk, world.land.so).await;
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "QĐ-SGDĐT")]).await.expect(303);
        let page = clerk.program().get(&format!("/documents/{id}/issue")).await.expect(200).json();
        assert!(!page["names"][0]["unit_name"].is_null(), "the printed name was found: {}", page["names"]);
        assert_eq!((&page["names"][0]["is_proposed"], &page["n_units"]), (&true.into(), &1.into()));
        // One more unit gets it without being printed, one is added by mistake and taken back.
        let (dong_da, bureau) = (world.union.to_string(), world.land.bureau.to_string());
        clerk.post(&format!("/documents/{id}/recipients"), &[("unit", "")]).await.expect(422);
        clerk.post(&format!("/documents/{id}/recipients"), &[("unit_id", &dong_da), ("purpose", "để biết")]).await.expect(303);
        clerk.post(&format!("/documents/{id}/recipients"), &[("unit_id", &bureau)]).await.expect(303);
        let page = clerk.program().get(&format!("/documents/{id}/issue")).await.expect(200).json();
        let bureau_name = page["names"].as_array().unwrap().iter().find(|n| n["target"]["unit"] == bureau.as_str()).unwrap()["printed"].as_str().unwrap().to_owned();
        clerk.post(&format!("/documents/{id}/recipients"), &[("remove", &bureau_name)]).await.expect(303);
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
        app.run_jobs().await;
        let shown = clerk.program().get(&format!("/documents/{id}")).await.expect(200).json();
        assert_eq!((&shown["document"]["state"], &shown["n_delivered"]), (&"issued".into(), &2.into()));
        let ba_dinh = app.officer(PostKind::Focal, world.land.ba_dinh).await;
        let letter = ba_dinh.program().get("/inbox").await.expect(200).json()["letters"][0].clone();
        assert_eq!((&letter["symbol"], &letter["purpose"], &letter["kind_word"]), (&"01/QĐ-SGDĐT".into(), &"để t/h".into(), &"Quyết định".into()));
        let rows = delivery::Entity::find().all(app.app.db.read()).await.unwrap();
        assert!(rows.iter().any(|row| row.unit_id == world.union && row.purpose.as_deref() == Some("để biết")));
        let line = register_entry::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(line.printed, "01/QĐ-SGDĐT");
        // No work goes with it.
        assert_eq!(tables::assignment::Entity::find().count(app.app.db.read()).await.unwrap(), 0);
        let file = clerk.get(&format!("/documents/{id}/document.docx")).await.expect(200);
        let report = paper::check::report(&file.bytes, &document::Limits::default()).expect("a report");
        assert_eq!(report.n_ok(), report.items.len(), "{report:?}");
    }

    async fn two_people_write_and_nothing_of_either_is_lost(app: TestApp) {
        let world = world(app).await;
        let mut one = app.officer(PostKind::Drafter, world.office).await;
        let mut two = app.officer(PostKind::Clerk, world.office).await;
        let id = begun(&mut one, &world, "TB", "Lịch họp tháng 9").await;
        let (seen_by_one, seen_by_two) = (written(&mut one, &id).await, written(&mut two, &id).await);
        send(&mut one, &id, &seen_by_one, ("save", &[("paper.body.0.text", "Họp ngày 9 tháng 9.")])).await.expect(303);
        // The same once more, as when the line broke before the answer: kept once, no collision.
        send(&mut one, &id, &seen_by_one, ("save", &[("paper.body.0.text", "Họp ngày 9 tháng 9.")])).await.expect(303);
        let mine = [("paper.body.0.text", "Họp ngày 12 tháng 9.")];
        let answer = send(&mut two, &id, &seen_by_two, ("save", &mine)).await.expect(422);
        answer.shows("Có người khác đã lưu").shows("Họp ngày 12 tháng 9.").shows("<del>");
        assert_eq!(written(&mut one, &id).await["form"]["body"][0]["text"], "Họp ngày 9 tháng 9.", "nothing was put over it");
        // Neither is it lost by the button that makes a version.
        send(&mut two, &id, &seen_by_two, ("finish", &mine)).await.expect(422);
        send(&mut two, &id, &seen_by_two, ("mine", &mine)).await.expect(303);
        let page = written(&mut one, &id).await;
        assert_eq!((&page["form"]["body"][0]["text"], &page["revision"]), (&"Họp ngày 12 tháng 9.".into(), &2.into()));
        send(&mut one, &id, &page, ("finish", &[])).await.expect(303);
        // Who still has the page of the first version is told too.
        send(&mut two, &id, &seen_by_two, ("save", &[("paper.body.0.text", "Họp ngày 15.")])).await.expect(422).shows("Họp ngày 15.");
        let versions = document_version::of_document(id.parse().unwrap()).count(app.app.db.read()).await.unwrap();
        assert_eq!(versions, 2, "a version is made when somebody says so");
    }

    async fn what_cannot_be_written_is_said(app: TestApp) {
        let world = world(app).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let office = world.office.to_string();
        drafter.post("/documents", &[("kind", "KH"), ("subject", "x"), ("unit_id", &office)]).await.expect(422).shows("Chọn loại văn bản.");
        drafter.post("/documents", &[("kind", "CV"), ("subject", " "), ("unit_id", &office)]).await.expect(422).shows("Ghi trích yếu.");
        drafter.post("/documents", &[("kind", "CV"), ("subject", "Về lịch"), ("unit", "Nhà máy số 9")]).await.expect(422).shows("Không thấy đơn vị này").shows("Về lịch");
        let bureau = world.land.bureau.to_string();
        drafter.post("/documents", &[("kind", "CV"), ("subject", "Về lịch"), ("unit_id", &bureau)]).await.expect(422).shows("Không soạn được cho đơn vị này");
        drafter.post("/documents", &[("kind", "CV"), ("subject", "Về lịch"), ("unit_id", &office), ("about", "99/KH-X")]).await.expect(422).shows("Không thấy văn bản này");
        let id = begun(&mut drafter, &world, "CV", "Lịch họp").await;
        let page = written(&mut drafter, &id).await;
        let long = "a".repeat(20_001);
        send(&mut drafter, &id, &page, ("save", &[("paper.body.0.text", &long)])).await.expect(422).shows("20.000 ký tự");
        send(&mut drafter, &id, &page, ("finish", &[("paper.n_copies", "ba mươi"), ("paper.drafter", "PL")])).await.expect(422).shows("bằng chữ số").shows("ba mươi");
        send(&mut drafter, &id, &page, ("finish", &[("paper.issuers.0.unit", "Nhà máy số 9"), ("paper.issuers.0.unit_id", "")])).await.expect(422).shows("Chọn đơn vị của cơ quan ban hành");
        // Whoever may only read, comment or sign writes nothing; a stranger does not see the draft at all.
        for kind in [PostKind::Focal, PostKind::Viewer] {
            let mut reader = app.officer(kind, world.office).await;
            reader.get(&format!("/documents/{id}")).await.expect(200);
            reader.get(&format!("/documents/{id}/write")).await.expect(403);
            send(&mut reader, &id, &page, ("save", &[])).await.expect(403);
            reader.post("/documents", &[("kind", "CV")]).await.expect(403);
        }
        app.officer(PostKind::Drafter, world.land.bureau).await.get(&format!("/documents/{id}/write")).await.expect(403);
        // Every button that names nothing saves and changes nothing.
        for act in ["drop:body:99", "up:body:0", "add-row:body:0", "drop-appendix:7", "nonsense", "a:b:c:d:e"] {
            let page = written(&mut drafter, &id).await;
            send(&mut drafter, &id, &page, (act, &[])).await.expect(303);
        }
        assert_eq!(written(&mut drafter, &id).await["form"]["body"], page["form"]["body"]);
    }

    async fn the_marks_of_a_plan_stay_when_its_text_is_made_anew(app: TestApp) {
        let world = world(app).await;
        let (plan, id) = crate::documents::plan(app, &world, &[("Sở Giáo dục và Đào tạo", world.land.so)]).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        drafter.get(&format!("/documents/{id}/write")).await.expect(409).shows("bản soát");
        drafter.post(&format!("/documents/{id}/marks"), &[("urgency", "GẤP")]).await.expect(422).shows("Chọn dấu");
        drafter.post(&format!("/documents/{id}/marks"), &[("urgency", "HỎA TỐC")]).await.expect(303);
        let page = drafter.program().get(&format!("/documents/{id}")).await.expect(200).json();
        assert_eq!((&page["paper"]["urgency"], &page["document"]["version"]), (&"HỎA TỐC".into(), &2.into()));
        let tx = app.app.db.write().await.unwrap();
        let mut fresh: paper::Paper = serde_json::from_value(page["paper"].clone()).unwrap();
        fresh.urgency = None;
        "Tổ chức Hội nghị".clone_into(&mut fresh.subject);
        app::features::documents::actions::mend_plan(&tx, app.app.now(), db::events::By::HOUSE, plan, &fresh).await.unwrap();
        tx.commit().await.unwrap();
        let page = drafter.program().get(&format!("/documents/{id}")).await.expect(200).json();
        assert_eq!((&page["paper"]["urgency"], &page["paper"]["subject"]), (&"HỎA TỐC".into(), &"Tổ chức Hội nghị".into()));
    }

    async fn minutes_are_signed_by_who_presided(app: TestApp) {
        let world = world(app).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let mut leader = app.officer(PostKind::Leader, world.land.so).await;
        let id = begun(&mut drafter, &world, "BB", "Họp Ban Tổ chức").await;
        let page = written(&mut drafter, &id).await;
        send(&mut drafter, &id, &page, ("finish", &[("paper.signatures.0.name", "Hứa Thị Lan")])).await.expect(303);
        signed(app, &mut drafter, &mut leader, &id).await;
        let paper = drafter.program().get(&format!("/documents/{id}")).await.expect(200).json()["paper"].clone();
        assert_eq!((&paper["signatures"][0]["name"], &paper["signatures"][1]["name"]), (&"Hứa Thị Lan".into(), &"Trần Thế Anh".into()));
    }
}
