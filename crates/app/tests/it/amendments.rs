//! A plan that was issued is changed by a document of its own: what is written, what it does to the work of units, who is
//! told, what is refused, and that giving it up leaves nothing behind.

use crate::app_test;
use crate::documents::{TEXT, World, address, approve, part, shown, submit, world};
use crate::support::{Answer, Client, TestApp};
use domain::ids::{DocumentId, PlanId, UnitId};
use domain::rights::PostKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value as Json, json};
use tables::{assignment, delivery, task};

/// A plan of the department that was issued from its review, with those who wrote and issue it.
pub struct Issued {
    pub world: World,
    pub plan: PlanId,
    /// Address of its review.
    review: String,
    pub drafter: Client,
    leader: Client,
    clerk: Client,
}

pub async fn change(client: &mut Client, review: &str, batch: &str, ops: Json) -> Answer {
    let base = client.program().get(review).await.expect(200).json()["import"]["version"].as_i64().unwrap();
    let body = json!({"base": base, "batch": batch, "ops": ops});
    client.program().post_json(&format!("{review}/changes"), &body).await
}

pub async fn finish(client: &mut Client, review: &str) -> Answer {
    let base = client.program().get(review).await.expect(200).json()["import"]["version"].to_string();
    client.post(&format!("{review}/finish"), &[("base", base.as_str())]).await
}

/// Sends a draft through approval and signature to its recipients.
pub async fn send(app: &TestApp, issued: &mut Issued, id: &str, on: &str) {
    submit(&mut issued.drafter, id).await;
    approve(app, &mut issued.leader, id, 0).await;
    issued.leader.post(&part(id, 0, "sign", app).await, &[]).await.expect(303);
    let form = [("on", on), ("symbol", "KH-SGDĐT")];
    issued.clerk.post(&format!("/documents/{id}/number"), &form).await.expect(303);
    address(&mut issued.clerk, id, issued.world.land.so).await;
    issued.clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
    app.run_jobs().await;
    let page = shown(&mut issued.clerk, id).await;
    assert_eq!(page["document"]["state"], "issued", "{}", page["document"]);
}

pub async fn issued(app: &TestApp) -> Issued {
    let world = world(app).await;
    let so = world.land.so;
    let mut drafter = app.officer(PostKind::Drafter, so).await;
    let review =
        drafter.import(&app.app, "mau.txt", TEXT.as_bytes(), &[]).await.expect(303).location().to_owned();
    let looks = drafter.program().get(&review).await.expect(200).json()["looks"].clone();
    let open = looks.as_array().unwrap().iter().filter(|look| look["state"] == "open");
    let mut ops: Vec<Json> = open.map(|look| json!({"op": "skip", "item": look["id"]})).collect();
    let issuer = json!([{"name": "Sở Giáo dục và Đào tạo", "unit": so.to_string()}]);
    ops.push(json!({"op": "set", "path": "/header/agencies", "value": issuer}));
    change(&mut drafter, &review, "ready", json!(ops)).await.expect(200);
    let made = finish(&mut drafter, &review).await.expect(303);
    let plan: PlanId = made.location().rsplit('/').next().unwrap().parse().unwrap();
    let row = tables::document::of_plan(plan).one(app.app.db.read()).await.unwrap().unwrap();
    let (leader, clerk) = (app.officer(PostKind::Leader, so).await, app.officer(PostKind::Clerk, so).await);
    let mut all = Issued { world, plan, review, drafter, leader, clerk };
    send(app, &mut all, &row.id.to_string(), "5/8/2024").await;
    all
}

/// Begins to change it and writes another date, a task less and one more.
pub async fn proposed(issued: &mut Issued) -> String {
    let at = format!("/plans/{}/amendments", issued.plan);
    let begun = issued.drafter.post(&at, &[("reason", "Do mưa lũ kéo dài")]).await.expect(303);
    assert_eq!(begun.location(), issued.review);
    let ops = json!([
        {"op": "set", "path": "/roadmap/1/time", "value": "Tháng 11/2024"},
        {"op": "remove", "path": "/roadmap/0"},
        {"op": "add", "path": "/roadmap/nabcdefghi1", "value": {}},
        {"op": "set", "path": "/roadmap/nabcdefghi1/task", "value": "Tập huấn cán bộ công đoàn"},
        {"op": "set", "path": "/roadmap/nabcdefghi1/time", "value": "Tháng 12/2024"},
        {"op": "set", "path": "/roadmap/nabcdefghi1/lead_units", "value": ["Các phòng GD&ĐT"]},
    ]);
    change(&mut issued.drafter, &issued.review, "amend", ops).await.expect(200);
    let made = finish(&mut issued.drafter, &issued.review).await.expect(303);
    made.location().strip_prefix("/documents/").expect("the document of the change").to_owned()
}

async fn work(app: &TestApp, unit: UnitId) -> Vec<(String, String, Option<String>)> {
    let rows = assignment::of_units(&[unit]).all(app.app.db.read()).await.unwrap();
    let tasks = task::Entity::find().all(app.app.db.read()).await.unwrap();
    let title =
        |id| tasks.iter().find(|row| row.id.uuid() == id).map(|row| row.title.clone()).unwrap_or_default();
    let mut all: Vec<_> = rows
        .iter()
        .map(|row| (title(row.source_id), row.state.to_string(), row.due_on.map(|day| day.to_string())))
        .collect();
    all.sort();
    all
}

fn one(title: &str, state: &str, due: &str) -> (String, String, Option<String>) {
    (title.to_owned(), state.to_owned(), Some(due.to_owned()))
}

app_test! {
    async fn a_change_is_a_document_and_work_follows_when_it_is_issued(app: TestApp) {
        let mut all = issued(app).await;
        let ba_dinh = all.world.land.ba_dinh;
        let before = [one("Báo cáo kết quả", "waiting", "2024-10-31"), one("Hướng dẫn quy trình", "waiting", "2024-09-30")];
        assert_eq!(work(app, ba_dinh).await, before);
        let kept = task::of_plan(all.plan).all(app.app.db.read()).await.unwrap()[1].id;
        let mut focal = app.officer(PostKind::Focal, ba_dinh).await;
        let id = assignment::of_units(&[ba_dinh]).filter(assignment::Column::SourceId.eq(kept.uuid())).one(app.app.db.read()).await.unwrap().unwrap().id;
        focal.post(&format!("/work/{id}/accept"), &[]).await.expect(303);

        let document = proposed(&mut all).await;
        // The plan says what it said, and nobody below was told.
        assert_eq!(work(app, ba_dinh).await.len(), 2);
        let page = shown(&mut all.drafter, &document).await;
        let text = page["paper"].to_string();
        for said in [
            "Điều chỉnh, bổ sung Kế hoạch số 01/KH-SGDĐT ngày 05 tháng 8 năm 2024 về tổ chức Hội nghị",
            "Do mưa lũ kéo dài, nay điều chỉnh, bổ sung Kế hoạch số 01/KH-SGDĐT",
            "Điều chỉnh công việc số 2 “Báo cáo kết quả” như sau:",
            "Thời gian: “Tháng 10/2024” sửa thành “Tháng 11/2024”.",
            "Bổ sung công việc “Tập huấn cán bộ công đoàn”:",
            "Bãi bỏ công việc số 1 “Hướng dẫn quy trình”.",
            "Các nội dung khác giữ nguyên theo Kế hoạch số 01/KH-SGDĐT ngày 05 tháng 8 năm 2024./.",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let list = format!("/plans/{}/amendments", all.plan);
        all.drafter.get(&list).await.expect(200).shows("Đã soạn văn bản, chưa ban hành").shows("Do mưa lũ kéo dài");
        let hidden = focal.get(&list).await.expect(200).text();
        assert!(!hidden.contains("mưa lũ"), "a draft is not for everybody");
        // Mended once more in the review: the same document, its next version.
        all.drafter.post(&format!("/documents/{document}/rework"), &[]).await.expect(303);
        change(&mut all.drafter, &all.review.clone(), "again", json!([{"op": "set", "path": "/roadmap/nabcdefghi1/time", "value": "Tháng 01/2025"}])).await.expect(200);
        let review = all.review.clone();
        assert_eq!(finish(&mut all.drafter, &review).await.expect(303).location(), format!("/documents/{document}"));

        send(app, &mut all, &document, "5/8/2024").await;
        let after = [
            one("Báo cáo kết quả", "doing", "2024-11-30"),
            one("Hướng dẫn quy trình", "withdrawn", "2024-09-30"),
            one("Tập huấn cán bộ công đoàn", "waiting", "2025-01-31"),
        ];
        assert_eq!(work(app, ba_dinh).await, after);
        crate::work_sums::assert_sums(app).await;
        let tasks = task::of_plan(all.plan).all(app.app.db.read()).await.unwrap();
        assert_eq!(tasks.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(), ["Báo cáo kết quả", "Tập huấn cán bộ công đoàn"]);
        assert_eq!(tasks[0].id, kept, "it goes on under its id");
        // Its history: taken on, then moved with the plan.
        focal.get(&format!("/work/{id}")).await.expect(200).shows("Thay đổi theo kế hoạch được điều chỉnh").shows("Nhận việc");
        // Number and date of the plan stay, and everybody who got it was told.
        focal.get(&format!("/plans/{}", all.plan)).await.expect(200).shows("01/KH-SGDĐT");
        focal.get(&list).await.expect(200).shows("Có hiệu lực").shows("02/KH-SGDĐT").shows("Đã báo 2 đơn vị").shows("2 hạn của đơn vị đổi theo, 2 việc thôi không yêu cầu");
        all.clerk.post(&format!("/documents/{document}/recall"), &[("reason", "Sai")]).await.expect(409).shows("không thu hồi được");
        let id: DocumentId = document.parse().unwrap();
        assert_eq!(delivery::Entity::find().filter(delivery::Column::DocumentId.eq(id)).count(app.app.db.read()).await.unwrap(), 2);
    }

    async fn parts_change_and_what_was_taken_out_is_asked_again(app: TestApp) {
        let mut all = issued(app).await;
        let ba_dinh = all.world.land.ba_dinh;
        let list = format!("/plans/{}/amendments", all.plan);
        let parts = async |of: UnitId| {
            let rows = assignment::of_units(&[of]).all(app.app.db.read()).await.unwrap();
            let tasks = task::Entity::find().all(app.app.db.read()).await.unwrap();
            let of_task = |title: &str| tasks.iter().find(|row| row.title == title).unwrap().id.uuid();
            let one = |title: &str| rows.iter().find(|row| row.source_id == of_task(title)).map(|row| (row.role.word(), row.state.word()));
            (one("Hướng dẫn quy trình"), one("Báo cáo kết quả"))
        };
        assert_eq!(parts(ba_dinh).await, (Some(("with", "waiting")), Some(("lead", "waiting"))));
        // The office leads what the offices below led; the other task is the department's own business.
        all.drafter.post(&list, &[("reason", "Phân công lại")]).await.expect(303);
        let review = all.review.clone();
        let ops = json!([
            {"op": "set", "path": "/roadmap/1/lead_units", "value": ["Văn phòng Sở"]},
            {"op": "set", "path": "/roadmap/1/coop_units", "value": ["Các phòng GD&ĐT"]},
            {"op": "set", "path": "/roadmap/0/coop_units", "value": []},
        ]);
        change(&mut all.drafter, &review, "one", ops).await.expect(200);
        let document = finish(&mut all.drafter, &review).await.expect(303).location().strip_prefix("/documents/").unwrap().to_owned();
        // Whom the change goes to besides is kept with it; what is said of its names does not touch the running plan.
        let n_said = tables::address::of_plan(all.plan).count(app.app.db.read()).await.unwrap();
        let bureau = all.world.land.bureau.to_string();
        let extra = [("unit_id", bureau.as_str()), ("purpose", "để b/c")];
        all.clerk.post(&format!("/documents/{document}/recipients"), &extra).await.expect(303);
        send(app, &mut all, &document, "5/8/2024").await;
        assert_eq!(parts(ba_dinh).await, (Some(("with", "withdrawn")), Some(("with", "waiting"))));
        let id: DocumentId = document.parse().unwrap();
        let went = delivery::Entity::find().filter(delivery::Column::DocumentId.eq(id)).filter(delivery::Column::UnitId.eq(all.world.land.bureau));
        assert_eq!(went.count(app.app.db.read()).await.unwrap(), 1, "who was added gets it");
        assert_eq!(tables::address::of_plan(all.plan).count(app.app.db.read()).await.unwrap(), n_said);
        crate::work_sums::assert_sums(app).await;
        // Put back by the next change it is asked again, under the same row.
        all.drafter.post(&list, &[("reason", "Bổ sung lại")]).await.expect(303);
        change(&mut all.drafter, &review, "two", json!([{"op": "set", "path": "/roadmap/0/coop_units", "value": ["Các phòng GD&ĐT"]}])).await.expect(200);
        let document = finish(&mut all.drafter, &review).await.expect(303).location().strip_prefix("/documents/").unwrap().to_owned();
        send(app, &mut all, &document, "5/8/2024").await;
        assert_eq!(parts(ba_dinh).await, (Some(("with", "waiting")), Some(("with", "waiting"))));
        crate::work_sums::assert_sums(app).await;
    }

    async fn a_change_is_refused_where_it_makes_no_sense(app: TestApp) {
        let mut all = issued(app).await;
        let at = format!("/plans/{}/amendments", all.plan);
        let mut focal = app.officer(PostKind::Focal, all.world.land.so).await;
        focal.post(&at, &[]).await.expect(403);
        let mut below = app.officer(PostKind::Drafter, all.world.land.ba_dinh).await;
        below.post(&at, &[]).await.expect(403);
        all.drafter.post(&at, &[("reason", &"a".repeat(2_001))]).await.expect(422).shows("Rút gọn lại");
        all.drafter.post(&at, &[]).await.expect(303);
        all.drafter.post(&at, &[]).await.expect(409).shows("Đang có một lần điều chỉnh chưa xong");
        let review = all.review.clone();
        finish(&mut all.drafter, &review).await.expect(409).shows("chưa có gì để điều chỉnh");
    }

    async fn what_is_given_up_leaves_nothing_behind(app: TestApp) {
        let mut all = issued(app).await;
        let document = proposed(&mut all).await;
        let list = format!("/plans/{}/amendments", all.plan);
        let page = all.drafter.program().get(&list).await.expect(200).json();
        let id = page["amendments"][0]["id"].as_str().unwrap().to_owned();
        // What it changes is not recalled under its feet.
        let row = tables::document::of_plan(all.plan).one(app.app.db.read()).await.unwrap().unwrap();
        let recalled = all.clerk.post(&format!("/documents/{}/recall", row.id), &[("reason", "Sai")]).await;
        recalled.expect(409).shows("lần điều chỉnh chưa xong");
        // On its way it is not given up.
        submit(&mut all.drafter, &document).await;
        all.drafter.post(&format!("/amendments/{id}/drop"), &[]).await.expect(409);
        all.drafter.post(&format!("/documents/{document}/take-back"), &[]).await.expect(303);
        app.officer(PostKind::Viewer, all.world.land.so).await.post(&format!("/amendments/{id}/drop"), &[]).await.expect(403);
        all.drafter.post(&format!("/amendments/{id}/drop"), &[]).await.expect(303);
        all.drafter.get(&format!("/documents/{document}")).await.expect(404);
        all.drafter.get(&list).await.expect(200).shows("Kế hoạch chưa điều chỉnh lần nào");
        // The review says what the plan says, and what was typed in between is not undone into it.
        all.drafter.post(&list, &[]).await.expect(303);
        let review = all.review.clone();
        finish(&mut all.drafter, &review).await.expect(409).shows("chưa có gì để điều chỉnh");
        let undone = all.drafter.post(&format!("{review}/changes"), &[("op", "undo")]).await;
        assert_eq!(undone.status, 409, "{}", undone.text());
        // Putting the review aside gives the change up too.
        all.drafter.post(&format!("{review}/discard"), &[]).await.expect(303);
        all.drafter.get(&list).await.expect(200).shows("Kế hoạch chưa điều chỉnh lần nào");
        assert_eq!(work(app, all.world.land.ba_dinh).await.len(), 2);
    }
}
