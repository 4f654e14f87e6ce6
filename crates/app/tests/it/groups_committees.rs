//! Committees: who is in them, who is in charge of what, what is still open, and the decisions that set up and change them.

use crate::app_test;
use crate::support::{Client, TestApp};
use crate::units::country;
use crate::work_sums::{ask, plan_with};
use app::features::documents;
use app::features::groups::actions::{self, Charge, NewCommittee, NewMember};
use db::events::By;
use domain::groups::{CommitteeKind, CommitteeRole};
use domain::ids::{CommitteeChargeId, CommitteeId, CommitteeMemberId, DocumentId, UnitId};
use domain::rights::PostKind;
use paper::{Block, Paper, Row};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use serde_json::{Value as Json, json};
use tables::document::{self, State};
use tables::{committee_charge, committee_member};

fn member(role: CommitteeRole, name: &str) -> NewMember {
    NewMember {
        role,
        person: None,
        name: name.to_owned(),
        title: "Trưởng phòng".to_owned(),
        unit_name: String::new(),
    }
}

/// A committee of `unit` with a head in charge of something; its decision has gone out when `is_out`.
pub async fn committee(
    app: &TestApp,
    unit: UnitId,
    is_out: bool,
) -> (CommitteeId, CommitteeMemberId, CommitteeChargeId) {
    let (now, by) = (app.app.now(), By::HOUSE);
    let new = NewCommittee {
        kind: CommitteeKind::Organising,
        name: "Ban Tổ chức Hội nghị".to_owned(),
        basis: String::new(),
        duties: String::new(),
    };
    let tx = app.app.db.write().await.unwrap();
    let id = actions::create_committee(&tx, now, by, (unit, None), &new).await.unwrap();
    let chair = actions::add_member(&tx, now, by, id, &member(CommitteeRole::Chair, "Lê Hoa")).await.unwrap();
    actions::add_charge(&tx, now, by, (id, chair), &Charge::Area("hậu cần".to_owned())).await.unwrap();
    if is_out {
        let document = actions::decide(&tx, now, by, id).await.unwrap();
        issue(&tx, document).await;
    }
    tx.commit().await.unwrap();
    let charge = committee_charge::of(&[id]).one(app.app.db.read()).await.unwrap().unwrap();
    (id, chair, charge.id)
}

/// The document as if it had gone the whole way.
async fn issue(tx: &db::WriteTx, id: DocumentId) {
    let mut row = document::by_id(id).one(tx).await.unwrap().unwrap().into_active_model();
    row.state = Set(State::Issued);
    row.symbol = Set(Some("112/QĐ-SGDĐT".to_owned()));
    row.issued_on = Set(Some("2024-08-05".parse().unwrap()));
    row.update(tx).await.unwrap();
}

async fn shown(client: &mut Client, at: &str) -> Json {
    client.program().get(at).await.expect(200).json()
}

async fn text(app: &TestApp, location: &str) -> (DocumentId, Paper) {
    let id: DocumentId = location.rsplit('/').next().unwrap().parse().unwrap();
    let row = document::by_id(id).one(app.app.db.read()).await.unwrap().unwrap();
    (id, documents::actions::text(&row).unwrap())
}

fn words(body: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::Clause(clause) => format!("{} {}", clause.marker.as_deref().unwrap_or_default(), clause.text),
        Block::Text(text) => text.clone(),
        _ => String::new(),
    };
    body.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn rows(paper: &Paper, at: usize) -> Vec<Vec<String>> {
    let Block::Table(table) = &paper.appendices[at].body[0] else { panic!("an appendix is a table") };
    let cells = |row: &Row| match row {
        Row::Cells(cells) => cells.iter().map(|cell| cell.join(" / ")).collect(),
        Row::Group(title) => vec![title.clone()],
    };
    table.rows.iter().map(cells).collect()
}

app_test! {
    async fn a_committee_is_made_for_a_plan_divided_decided_and_changed(app: TestApp) {
        let land = country(app).await;
        let rows_of_plan = ["1\tTổ chức hội nghị\tTháng 9/2024\tCác phòng", "2\tBáo cáo kết quả\tTháng 10/2024\tCác phòng"];
        let (plan, tasks) = plan_with(app, land.so, &rows_of_plan).await;
        let mut drafter = app.officer(PostKind::Drafter, land.so).await;
        let focal = app.make_person("Phạm Thị Đầu Mối", "dm@so.vn", false, Some((PostKind::Focal, land.so))).await;
        drafter.get(&format!("/plans/{plan}/committees")).await.expect(200).shows("Chưa có ban, tổ nào");
        drafter.get(&format!("/committees/new?plan={plan}")).await.expect(200).shows("Ban Tổ chức");
        let so = land.so.to_string();
        let form = [("unit_id", so.as_str()), ("plan", &*plan.to_string()), ("kind", "organising"), ("name", "Ban Tổ chức Hội nghị tổng kết"), ("basis", "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;\nTheo đề nghị của Chánh Văn phòng Sở."), ("duties", "Xây dựng kịch bản;\nĐiều hành Hội nghị.")];
        let at = drafter.post("/committees", &form).await.expect(303).location().to_owned();
        // Gaps stand out: no head, nobody in charge.
        drafter.get(&at).await.expect(200).shows("Chưa có trưởng ban").shows("2 trong 2 việc của kế hoạch chưa có");
        drafter.post(&format!("{at}/decision"), &[]).await.expect(409).shows("Chưa có trưởng ban");
        drafter.post(&format!("{at}/members"), &[("name", ""), ("role", "chair")]).await.expect(422).shows("ít nhất một chữ cái");
        for (role, name) in [("chair", "Lê Hoa"), ("deputy", "Trần Bình"), ("member", "Vũ Chi")] {
            let form = [("name", name), ("title", "Trưởng phòng"), ("unit_name", "Sở Giáo dục và Đào tạo"), ("role", role)];
            drafter.post(&format!("{at}/members"), &form).await.expect(303);
        }
        drafter.post(&format!("{at}/members"), &[("name", "Lê Hoa"), ("title", "Trưởng phòng"), ("role", "member")]).await.expect(422).shows("Lê Hoa đã là thành viên");
        drafter.post(&format!("{at}/members"), &[("name", "Đỗ Khác"), ("role", "chair")]).await.expect(422).shows("Lê Hoa đang là trưởng ban").shows("Đỗ Khác");
        drafter.post(&format!("{at}/members"), &[("person", &focal.to_string()), ("role", "secretary")]).await.expect(303);
        let page = shown(&mut drafter, &at).await;
        let names: Vec<&str> = page["members"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Lê Hoa", "Trần Bình", "Phạm Thị Đầu Mối", "Vũ Chi"]);
        assert_eq!(page["members"][2]["unit_name"], "Sở Giáo dục và Đào tạo Hà Nội", "known from the account");
        // Division of work.
        let ids: Vec<String> = page["members"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        drafter.post(&format!("{at}/charges"), &[("member", &ids[2]), ("work", "")]).await.expect(422).shows("hoặc ghi lĩnh vực");
        drafter.post(&format!("{at}/charges"), &[("member", &ids[2]), ("work", &*format!("task:{}", tasks[0]))]).await.expect(303);
        drafter.post(&format!("{at}/charges"), &[("member", &ids[2]), ("work", &*format!("task:{}", tasks[0]))]).await.expect(303);
        drafter.post(&format!("{at}/charges"), &[("member", &ids[1]), ("area", "Lễ tân")]).await.expect(303);
        let page = shown(&mut drafter, &at).await;
        assert_eq!((page["open_work"].as_array().unwrap().len(), page["members"][2]["charges"].as_array().unwrap().len()), (1, 1));
        // A task of another plan is none of its work.
        let (_, foreign) = plan_with(app, land.so, &rows_of_plan[..1]).await;
        drafter.post(&format!("{at}/charges"), &[("member", &ids[2]), ("work", &*format!("task:{}", foreign[0]))]).await.expect(404);
        // The decision.
        let location = drafter.post(&format!("{at}/decision"), &[]).await.expect(303).location().to_owned();
        let (first, paper) = text(app, &location).await;
        assert_eq!(paper.subject, "Về việc thành lập Ban Tổ chức Hội nghị tổng kết");
        assert_eq!((paper.kind, paper.number.symbol.as_str()), (paper::Kind::Decision, "QĐ-SGDĐT"));
        assert_eq!(paper.bases, ["Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019", "Theo đề nghị của Chánh Văn phòng Sở"]);
        let body = words(&paper.body);
        for part in ["Điều 1. Thành lập Ban Tổ chức Hội nghị tổng kết (sau đây gọi tắt là Ban Tổ chức)", "1. Xây dựng kịch bản.", "Trưởng ban phân công", "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.", "./."] {
            assert!(body.contains(part), "«{part}» is not in {body}");
        }
        assert_eq!(rows(&paper, 0)[0], ["1", "Lê Hoa", "Trưởng phòng, Sở Giáo dục và Đào tạo", "Trưởng ban"]);
        assert_eq!(rows(&paper, 1), [vec!["1", "Trần Bình", "Lễ tân"], vec!["2", "Phạm Thị Đầu Mối", "Tổ chức hội nghị"]]);
        drafter.get(&location).await.expect(200).shows("Ban Tổ chức Hội nghị tổng kết");
        drafter.post(&format!("{at}/decision"), &[]).await.expect(409).shows("chưa ban hành");
        // It goes the way of every document: its issuer is named, so it can be submitted.
        drafter.post(&format!("{location}/submit"), &[("version", "1")]).await.expect(303);
        // Nobody outside knows of it before it is issued; the member sees it afterwards, and the work shows who is in charge.
        let mut other = app.officer(PostKind::Viewer, land.bureau).await;
        other.get(&at).await.expect(403);
        assert_eq!(shown(&mut other, &format!("/committees?unit_id={so}")).await["committees"], json!([]));
        ask(app, plan, &tasks, &[land.ba_dinh]).await;
        let tx = app.app.db.write().await.unwrap();
        issue(&tx, first).await;
        tx.commit().await.unwrap();
        other.get(&at).await.expect(200).shows("112/QĐ-SGDĐT");
        let mut held = app.guest();
        held.sign_in("dm@so.vn", crate::support::PASSWORD).await;
        held.get("/account").await.expect(200).shows("Ban Tổ chức Hội nghị tổng kết").shows("Tổ chức hội nghị");
        drafter.get(&format!("/people/{focal}")).await.expect(200).shows("Ban Tổ chức Hội nghị tổng kết");
        let work = tables::assignment::of_source(tasks[0].uuid(), "").one(app.app.db.read()).await.unwrap().unwrap();
        let mut doer = app.officer(PostKind::Focal, land.ba_dinh).await;
        doer.get(&format!("/work/{}", work.id)).await.expect(200).shows("Phạm Thị Đầu Mối");
        // The next decision says what it changes, and only when something did.
        drafter.post(&format!("{at}/decision"), &[]).await.expect(409).shows("không khác quyết định trước");
        app.clock.set("2024-08-08T08:00:00+07:00");
        let ids: Vec<String> = shown(&mut drafter, &at).await["members"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        drafter.post(&format!("{at}/members/{}/remove", ids[0]), &[]).await.expect(303);
        drafter.post(&format!("{at}/members"), &[("name", "Đỗ Mới"), ("title", "Giám đốc"), ("role", "chair")]).await.expect(303);
        drafter.post(&format!("{at}/members/{}", ids[3]), &[("role", "chair")]).await.expect(422).shows("Đỗ Mới đang là trưởng ban");
        drafter.post(&format!("{at}/members/{}", ids[3]), &[("role", "deputy")]).await.expect(303);
        drafter.get(&at).await.expect(200).shows("Đỗ Mới thay Lê Hoa").shows("Soạn quyết định điều chỉnh").shows("1 thành viên trước đây");
        // Before it is decided only those who keep the committee know of it.
        let page = other.get(&at).await.expect(200).shows("Lê Hoa");
        assert!(!page.text().contains("Đỗ Mới"), "a change that nobody has signed");
        let page = shown(&mut other, &at).await;
        assert_eq!((&page["changes"], &page["open_work"], page["members"][3]["role"].as_str()), (&json!([]), &json!([]), Some("member")));
        assert_eq!(shown(&mut other, &format!("/committees?unit_id={so}")).await["committees"][0]["chair"], "Lê Hoa");
        let location = drafter.post(&format!("{at}/decision"), &[]).await.expect(303).location().to_owned();
        assert_eq!(shown(&mut other, &at).await["decisions"].as_array().unwrap().len(), 1, "a draft is shown");
        let (second, paper) = text(app, &location).await;
        let body = words(&paper.body);
        for part in ["thành lập theo Quyết định số 112/QĐ-SGDĐT ngày 05 tháng 8 năm 2024 như sau:", "Thay thế ông (bà) Lê Hoa, Trưởng phòng, Sở Giáo dục và Đào tạo bằng ông (bà) Đỗ Mới, Giám đốc, giữ vai trò Trưởng ban.", "Chuyển ông (bà) Vũ Chi, Trưởng phòng, Sở Giáo dục và Đào tạo từ Ủy viên sang Phó Trưởng ban."] {
            assert!(body.contains(part), "«{part}» is not in {body}");
        }
        let row = document::by_id(second).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(row.about_id, Some(first));
        // The third one still names the decision that set the committee up.
        let tx = app.app.db.write().await.unwrap();
        issue(&tx, second).await;
        tx.commit().await.unwrap();
        assert_eq!(shown(&mut other, &at).await["members"][0]["name"], "Đỗ Mới");
        drafter.post(&format!("{at}/members"), &[("name", "Hồ Thêm"), ("role", "member")]).await.expect(303);
        let location = drafter.post(&format!("{at}/decision"), &[]).await.expect(303).location().to_owned();
        let (third, paper) = text(app, &location).await;
        assert_eq!(document::by_id(third).one(app.app.db.read()).await.unwrap().unwrap().about_id, Some(first));
        assert!(paper.bases.iter().any(|base| base.contains("112/QĐ-SGDĐT") && base.ends_with("về việc thành lập Ban Tổ chức Hội nghị tổng kết")), "{:?}", paper.bases);
        assert!(paper.bases.last().unwrap().contains("về việc điều chỉnh, bổ sung thành viên"), "{:?}", paper.bases);
        let body = words(&paper.body);
        assert!(body.contains("được thành lập theo Quyết định số 112/QĐ-SGDĐT ngày 05 tháng 8 năm 2024 (được điều chỉnh, bổ sung tại Quyết định số"), "{body}");
        // Who left is kept with the days.
        let former = committee_member::of(&[at.rsplit('/').next().unwrap().parse().unwrap()]).all(app.app.db.read()).await.unwrap();
        assert_eq!(former.iter().filter(|one| one.valid_to.is_some()).count(), 1);
        drafter.post(&format!("{at}/end"), &[]).await.expect(303);
        drafter.post(&format!("{at}/members"), &[("name", "Ai Đó"), ("role", "member")]).await.expect(409);
    }

    async fn a_decision_passes_the_linter_and_a_committee_without_plan_has_areas_only(app: TestApp) {
        let land = country(app).await;
        let (id, ..) = committee(app, land.so, true).await;
        let mut drafter = app.officer(PostKind::Drafter, land.so).await;
        drafter.get(&format!("/committees/{id}")).await.expect(200).shows("hậu cần");
        let decision = tables::committee_decision::of(&[id]).one(app.app.db.read()).await.unwrap().unwrap();
        let bytes = drafter.get(&format!("/documents/{}/document.docx", decision.document_id)).await.expect(200).bytes;
        assert_eq!(&bytes[..2], b"PK");
        let found = paper::check::check(&bytes, &::document::Limits::default()).expect("a Word file");
        assert!(found.is_empty(), "{found:#?}");
    }

    async fn two_heads_are_never_made_at_once(app: TestApp) {
        let land = country(app).await;
        let (id, chair, _) = committee(app, land.so, false).await;
        let tx = app.app.db.write().await.unwrap();
        actions::leave(&tx, app.app.now(), By::HOUSE, (id, chair)).await.unwrap();
        tx.commit().await.unwrap();
        let mut hands = tokio::task::JoinSet::new();
        for n in 0..6 {
            let house = app.app.clone();
            hands.spawn(async move {
                let tx = house.db.write().await.unwrap();
                let new = member(CommitteeRole::Chair, &format!("Người thứ {n}"));
                let made = actions::add_member(&tx, house.now(), By::HOUSE, id, &new).await;
                if made.is_ok() {
                    tx.commit().await.unwrap();
                }
                made.is_ok()
            });
        }
        assert_eq!(hands.join_all().await.into_iter().filter(|is_made| *is_made).count(), 1);
    }
}
