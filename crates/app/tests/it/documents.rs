//! A plan on its way from draft to recipients: comments, approval and signature of every issuer, number, delivery; the
//! refusals, the races and the faults on that way.

use crate::app_test;
use crate::support::{Client, TestApp};
use crate::units::{Country, country, make};
use app::features::plans::actions::{self, NewPlan};
use db::events::By;
use domain::ids::{PlanId, UnitId};
use domain::rights::PostKind;
use domain::source::{Format, Source};
use domain::units::UnitKind;
use draft::{Chosen, Draft, Op, Setting, UnitMatch, Value};
use reader::time::TimeContext;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::Value as Json;
use tables::{delivery, register_entry};

/// A plan of a department with work for all its district offices.
pub const TEXT: &str = "UBND THÀNH PHỐ HÀ NỘI\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n\nSố:      /KH-SGDĐT\n\n\
    Hà Nội, ngày      tháng 8 năm 2024\n\n\nKẾ HOẠCH\n\nTổ chức Hội nghị người lao động năm học 2024 - 2025\n\n\
    Sở Giáo dục và Đào tạo ban hành kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\n1. Phát huy dân chủ trong nhà trường.\n\n\
    II. LỘ TRÌNH\n\nTT\tCông việc\tThời gian\tĐơn vị chủ trì\tĐơn vị phối hợp\n\
    1\tHướng dẫn quy trình\tTháng 9/2024\tVăn phòng Sở\tCác phòng GD&ĐT\n\
    2\tBáo cáo kết quả\tTháng 10/2024\tCác phòng GD&ĐT\tVăn phòng Sở\n\n\
    Trên đây là Kế hoạch, đề nghị các đơn vị triển khai./.\n\n\
    Nơi nhận:\n- Các phòng GD&ĐT (để t/h);\n- Sở Tài chính (để p/h);\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Mẫu\n";

/// A country with an office and a union beside the department.
pub struct World {
    pub land: Country,
    pub office: UnitId,
    pub union: UnitId,
}

pub async fn world(app: &TestApp) -> World {
    let land = country(app).await;
    let office = make(app, UnitKind::Office, "Văn phòng Sở", Some(land.so), &[]).await;
    let union = make(app, UnitKind::UnionSector, "Công đoàn ngành Giáo dục Hà Nội", None, &["CĐGDHN"]).await;
    World { land, office, union }
}

/// A reviewed draft: these issuers, these printed names known.
fn reviewed(source: &Source, issuers: &[(&str, UnitId)], known: &[(&str, UnitId)]) -> Draft {
    let all: Vec<(&str, UnitId)> = issuers.iter().chain(known).copied().collect();
    let resolve = |name: &str| UnitMatch {
        chosen: all.iter().find(|(printed, _)| *printed == name).map(|(_, unit)| Chosen {
            unit: unit.to_string(),
            name: name.to_owned(),
            by_person: true,
        }),
        ..UnitMatch::unknown(name)
    };
    let mut draft = draft::make(&reader::read(source), &resolve);
    let setting = Setting { time: TimeContext::default(), resolve: &resolve, unit_name: &|_| None };
    let open: Vec<String> = draft.open_issues().map(|i| i.id.clone()).collect();
    for item in open {
        draft.apply(&Op::Skip { item }, setting).expect("an issue can be skipped");
    }
    for item in &mut draft.items {
        if let Value::Head(head) = &mut item.value {
            head.agencies = issuers.iter().map(|(name, _)| (*name).to_owned()).collect();
        }
    }
    for (name, _) in issuers {
        draft.units.insert(draft::name_key(name), resolve(name));
    }
    draft
}

/// A plan kept by the office, issued by these.
pub async fn plan(app: &TestApp, world: &World, issuers: &[(&str, UnitId)]) -> (PlanId, String) {
    plan_of(app, world, issuers, TEXT).await
}

/// The same, of another text.
async fn plan_of(app: &TestApp, world: &World, issuers: &[(&str, UnitId)], text: &str) -> (PlanId, String) {
    let source = Source::from_text("mau.txt", Format::Txt, text);
    let draft = reviewed(&source, issuers, &[("Văn phòng Sở", world.office)]);
    let tx = app.app.db.write().await.expect("a transaction");
    let new = NewPlan { unit: world.office, import: None, source: &source, draft: &draft, reading: None };
    let id = actions::create(&tx, app.app.now(), By::HOUSE, new).await.expect("a plan");
    tx.commit().await.expect("committed");
    let row = tables::document::of_plan(id).one(app.app.db.read()).await.unwrap().expect("its document");
    (id, row.id.to_string())
}

pub const SO: &str = "Sở Giáo dục và Đào tạo";
const UNION: &str = "Công đoàn ngành Giáo dục Hà Nội";

pub async fn shown(client: &mut Client, id: &str) -> Json {
    client.program().get(&format!("/documents/{id}")).await.expect(200).json()
}

/// The address of an issuer's part.
pub async fn part(id: &str, position: i32, verb: &str, app: &TestApp) -> String {
    let document: domain::ids::DocumentId = id.parse().unwrap();
    let rows = tables::document_approval::of_document(document).all(app.app.db.read()).await.unwrap();
    format!("/approvals/{}/{verb}", rows[usize::try_from(position).unwrap()].id)
}

/// Approves as the head of the issuer at this place.
pub async fn approve(app: &TestApp, client: &mut Client, id: &str, position: i32) {
    let page = shown(client, id).await;
    let version = page["document"]["version"].to_string();
    let form = [
        ("version", version.as_str()),
        ("authority", "head"),
        ("title", "Giám đốc"),
        ("name", "Trần Thế Anh"),
    ];
    client.post(&part(id, position, "approve", app).await, &form).await.expect(303);
}

pub async fn submit(client: &mut Client, id: &str) {
    let version = shown(client, id).await["document"]["version"].to_string();
    client.post(&format!("/documents/{id}/submit"), &[("version", version.as_str())]).await.expect(303);
}

/// Says of every open name that it is for nobody, but the district offices are a group.
pub async fn address(client: &mut Client, id: &str, so: UnitId) {
    let page = client.program().get(&format!("/documents/{id}/issue")).await.expect(200).json();
    let mut form: Vec<(String, String)> = Vec::new();
    for name in page["names"].as_array().unwrap() {
        let (at, printed) = (&name["at"], name["printed"].as_str().unwrap());
        let to = match printed {
            "Các phòng GD&ĐT" => "group",
            _ if name["target"].is_null() => "nobody",
            _ => continue,
        };
        form.push((format!("names.{at}.printed"), printed.to_owned()));
        form.push((format!("names.{at}.to"), to.to_owned()));
        if to == "group" {
            form.push((format!("names.{at}.unit_id"), so.to_string()));
            form.push((format!("names.{at}.kind"), "district_office".to_owned()));
        }
    }
    let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    client.post(&format!("/documents/{id}/addresses"), &form).await.expect(303);
}

/// A plan of the department that is signed and waits for its number; its clerk.
pub async fn signed(app: &TestApp, world: &World) -> (PlanId, String, Client) {
    signed_of(app, world, TEXT).await
}

/// The same, with other words in place of some.
pub async fn signed_with(app: &TestApp, world: &World, changes: &[(&str, &str)]) -> (PlanId, String, Client) {
    let text = changes.iter().fold(TEXT.to_owned(), |text, (from, to)| text.replace(from, to));
    signed_of(app, world, &text).await
}

async fn signed_of(app: &TestApp, world: &World, text: &str) -> (PlanId, String, Client) {
    let (plan, id) = plan_of(app, world, &[(SO, world.land.so)], text).await;
    let mut drafter = app.officer(PostKind::Drafter, world.office).await;
    let mut leader = app.officer(PostKind::Leader, world.land.so).await;
    submit(&mut drafter, &id).await;
    approve(app, &mut leader, &id, 0).await;
    leader.post(&part(&id, 0, "sign", app).await, &[]).await.expect(303);
    (plan, id, app.officer(PostKind::Clerk, world.land.so).await)
}

/// A document with its number, and its clerk.
pub struct Number {
    pub id: String,
    pub clerk: Client,
}

/// A plan of the department that has its number and was not issued yet.
pub async fn numbered(app: &TestApp, world: &World) -> Number {
    let (_, id, mut clerk) = signed(app, world).await;
    let form = [("on", "5/8/2024"), ("symbol", "KH-SGDĐT")];
    clerk.post(&format!("/documents/{id}/number"), &form).await.expect(303);
    Number { id, clerk }
}

app_test! {
    async fn a_plan_goes_from_draft_to_its_recipients(app: TestApp) {
        let world = world(app).await;
        let (plan, id, mut clerk) = signed(app, &world).await;
        let page = shown(&mut clerk, &id).await;
        assert_eq!(page["document"]["state"], "signed");
        assert_eq!(page["paper"]["signatures"][0]["name"], "Trần Thế Anh", "the signer is printed");
        let answer = clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "KH-SGDĐT")]).await.expect(303);
        clerk.get(answer.location()).await.expect(200).shows("01/KH-SGDĐT").shows("ngày 05 tháng 8 năm 2024");
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(409);
        address(&mut clerk, &id, world.land.so).await;
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
        clerk.get(&format!("/documents/{id}")).await.expect(200).shows("Đang gửi: 0 trên 3 đơn vị.");
        app.run_jobs().await;
        let page = shown(&mut clerk, &id).await;
        assert_eq!((&page["document"]["state"], &page["n_delivered"]), (&"issued".into(), &3.into()), "two offices and the office of the department");
        clerk.get(&format!("/plans/{plan}")).await.expect(200).shows("01/KH-SGDĐT").shows("Đã ban hành");
        // The work went with it: each office helps in one task and leads the other.
        let n_work = tables::assignment::Entity::find().count(app.app.db.read()).await.unwrap();
        assert_eq!(n_work, 6);
        let line = register_entry::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((line.number, line.printed.as_str()), (Some(1), "01/KH-SGDĐT"));

        let mut ba_dinh = app.officer(PostKind::Focal, world.land.ba_dinh).await;
        let inbox = ba_dinh.program().get("/inbox").await.expect(200).json();
        let letter = &inbox["letters"][0];
        assert_eq!((&letter["symbol"], &letter["purpose"], &letter["is_unread"]), (&"01/KH-SGDĐT".into(), &"để t/h".into(), &true.into()));
        ba_dinh.get(&format!("/documents/{id}")).await.expect(200).shows("Xác nhận đã nhận");
        let counted = shown(&mut clerk, &id).await;
        assert_eq!((&counted["n_read"], &counted["n_acknowledged"]), (&1.into(), &0.into()));
        ba_dinh.post(&format!("/documents/{id}/acknowledge"), &[]).await.expect(303);
        ba_dinh.post(&format!("/documents/{id}/acknowledge"), &[]).await.expect(303);
        let told = clerk.post(&format!("/documents/{id}/remind"), &[]).await.expect(303);
        clerk.get(told.location()).await.expect(200).shows("Đã nhắc 2 nơi.");
        app.run_jobs().await;
        let list = clerk.program().get(&format!("/documents/{id}/deliveries?show=unacknowledged")).await.expect(200).json();
        assert_eq!((&list["total"], &list["n_all"]), (&2.into(), &3.into()));
        assert!(list["deliveries"].as_array().unwrap().iter().all(|d| d["n_reminders"] == 1));
        assert_eq!(list["by_post"], serde_json::json!(["Sở Tài chính"]));
        // Whoever is no recipient cannot acknowledge, and reading leaves no trace.
        let mut other = app.officer(PostKind::Viewer, world.land.bureau).await;
        other.get(&format!("/documents/{id}")).await.expect(200);
        other.post(&format!("/documents/{id}/acknowledge"), &[]).await.expect(403);
        assert_eq!(shown(&mut clerk, &id).await["n_read"], 1);
        // What it asked of units below ends with it.
        let question = crate::cascades::declare(app, crate::cascades::question(plan, world.land.so, &[world.land.ba_dinh])).await;
        let asked = app::features::indicators::actions::Asked::Kinds(Some(world.land.so), vec![UnitKind::DistrictOffice]);
        let new = crate::indicators_sums::of_schools(world.land.so, domain::figures::Way::Sum, domain::figures::Every::Once);
        let figure = crate::indicators_sums::asked(app, plan, &app::features::indicators::actions::NewIndicator { asked, ..new }).await;
        clerk.post(&format!("/documents/{id}/recall"), &[("reason", "")]).await.expect(422);
        clerk.post(&format!("/documents/{id}/recall"), &[("reason", "Sai phụ lục")]).await.expect(303);
        app.run_jobs().await;
        ba_dinh.get("/inbox?show=all").await.expect(200).shows("Đã thu hồi");
        let question = tables::cascade::by_id(question).one(app.app.db.read()).await.unwrap().unwrap();
        let figure = tables::indicator::by_id(figure).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((question.state, figure.state.as_str()), (tables::cascade::State::Withdrawn, "ended"));
    }

    async fn a_joint_plan_waits_for_every_issuer(app: TestApp) {
        let world = world(app).await;
        let (plan, id) = plan(app, &world, &[(SO, world.land.so), (UNION, world.union)]).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let mut so = app.officer(PostKind::Leader, world.land.so).await;
        let mut union = app.officer(PostKind::Leader, world.union).await;
        // The partner reads the draft before it is issued; others do not.
        union.get(&format!("/documents/{id}")).await.expect(200);
        app.officer(PostKind::Leader, world.land.bureau).await.get(&format!("/documents/{id}")).await.expect(403);
        // Nor does the list of plans tell of it.
        let mut stranger = app.officer(PostKind::Drafter, world.land.bureau).await.program();
        assert_eq!(stranger.get("/plans").await.expect(200).json()["total"], 0);
        assert_eq!(union.program().get("/plans?q=hoi+nghi").await.expect(200).json()["total"], 1);
        submit(&mut drafter, &id).await;
        // What waits for signatures is not removed.
        so.post(&format!("/plans/{plan}/remove"), &[]).await.expect(409).shows("không xóa được");
        approve(app, &mut so, &id, 0).await;
        assert_eq!(shown(&mut so, &id).await["document"]["state"], "submitted", "the union has not approved");
        so.post(&part(&id, 0, "sign", app).await, &[]).await.expect(409);
        // Nobody approves for the other.
        let form = [("version", "1"), ("authority", "head"), ("title", "Chủ tịch"), ("name", "Lê Thị Hoa")];
        so.post(&part(&id, 1, "approve", app).await, &form).await.expect(403);
        let wrong = [("version", "1"), ("authority", "collective"), ("rank", "BAN THƯỜNG VỤ"), ("title", "Chủ tịch"), ("name", "Lê Thị Hoa")];
        union.post(&part(&id, 1, "approve", app).await, &wrong).await.expect(422).shows("mở đầu bằng chữ viết tắt").shows("Lê Thị Hoa");
        let right = [("version", "1"), ("authority", "collective"), ("rank", "TM. Ban Thường vụ"), ("title", "Chủ tịch"), ("name", "Lê Thị Hoa")];
        union.post(&part(&id, 1, "approve", app).await, &right).await.expect(303);
        assert_eq!(shown(&mut so, &id).await["document"]["state"], "approved");
        union.post(&part(&id, 1, "sign", app).await, &[]).await.expect(303);
        // What one has signed is not taken back any more.
        drafter.post(&format!("/documents/{id}/take-back"), &[]).await.expect(409);
        so.post(&part(&id, 0, "return", app).await, &[("reason", "Xem lại")]).await.expect(409);
        so.post(&part(&id, 0, "sign", app).await, &[]).await.expect(303);
        let page = shown(&mut so, &id).await;
        assert_eq!(page["document"]["state"], "signed");
        let signatures = page["paper"]["signatures"].as_array().unwrap();
        assert_eq!(signatures.len(), 2);
        assert_eq!((&signatures[1]["authority"], &signatures[1]["title"]), (&"TM. BAN THƯỜNG VỤ".into(), &"CHỦ TỊCH".into()));
        let mut clerk = app.officer(PostKind::Clerk, world.land.so).await;
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "KHLT-SGDĐT-CĐN")]).await.expect(303);
        // One line in each register, one number.
        let lines = register_entry::Entity::find().all(app.app.db.read()).await.unwrap();
        let mut numbers: Vec<Option<i32>> = lines.iter().map(|line| line.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [None, Some(1)]);
        assert!(lines.iter().all(|line| line.printed == "01/KHLT-SGDĐT-CĐN"));
    }

    async fn a_returned_draft_comes_back_with_the_reason_and_its_comments_closed_first(app: TestApp) {
        let world = world(app).await;
        let (_, id) = plan(app, &world, &[(SO, world.land.so)]).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let mut leader = app.officer(PostKind::Leader, world.land.so).await;
        leader.post(&format!("/documents/{id}/comments"), &[("place", "b1"), ("text", "")]).await.expect(422);
        let said = leader.post(&format!("/documents/{id}/comments"), &[("place", "b1"), ("text", "Nêu rõ căn cứ.")]).await.expect(303);
        leader.get(said.location().split('#').next().unwrap()).await.expect(200).shows("Nêu rõ căn cứ.");
        drafter.post(&format!("/documents/{id}/submit"), &[("version", "1")]).await.expect(409).shows("góp ý chưa đóng");
        let comment = shown(&mut drafter, &id).await["comments"][0]["id"].as_str().unwrap().to_owned();
        let mut focal = app.officer(PostKind::Focal, world.office).await;
        focal.post(&format!("/documents/{id}/comments/{comment}/resolve"), &[]).await.expect(403);
        drafter.post(&format!("/documents/{id}/comments/{comment}/resolve"), &[]).await.expect(303);
        drafter.post(&format!("/documents/{id}/submit"), &[("version", "0")]).await.expect(409).shows("phiên bản 1");
        submit(&mut drafter, &id).await;
        leader.post(&part(&id, 0, "return", app).await, &[("reason", " ")]).await.expect(422);
        leader.post(&part(&id, 0, "return", app).await, &[("reason", "Bổ sung kinh phí.")]).await.expect(303);
        drafter.get(&format!("/documents/{id}")).await.expect(200).shows("Lãnh đạo trả lại").shows("Bổ sung kinh phí.");
        // Approving what was returned meanwhile is refused, nothing is lost.
        let form = [("version", "1"), ("authority", "head"), ("title", "Giám đốc"), ("name", "Trần Thế Anh")];
        leader.post(&part(&id, 0, "approve", app).await, &form).await.expect(409);
        submit(&mut drafter, &id).await;
        assert!(shown(&mut drafter, &id).await["returned_why"].is_null());
        drafter.post(&format!("/documents/{id}/take-back"), &[]).await.expect(303);
        assert_eq!(shown(&mut drafter, &id).await["document"]["state"], "draft");
    }

    async fn only_the_chosen_signer_signs_and_only_while_the_post_lasts(app: TestApp) {
        let world = world(app).await;
        let (_, id) = plan(app, &world, &[(SO, world.land.so)]).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let mut leader = app.officer(PostKind::Leader, world.land.so).await;
        let mut deputy = app.person("Phó Giám đốc", "pho@so.vn", false, Some((PostKind::Leader, world.land.so))).await;
        let mut chief = app.officer(PostKind::Leader, world.office).await;
        submit(&mut drafter, &id).await;
        let page = shown(&mut leader, &id).await;
        let signers = page["parts"][0]["signers"].as_array().unwrap();
        let find = |name: &str| signers.iter().find(|s| s["name"].as_str().unwrap().contains(name)).unwrap()["id"].as_str().unwrap().to_owned();
        let of_office = signers.iter().find(|s| s["is_of_issuer"] == false).unwrap()["id"].as_str().unwrap().to_owned();
        let base = [("version", "1"), ("title", "Phó Giám đốc"), ("name", "Vũ Văn Tài")];
        let with = |more: &[(&'static str, String)]| base.iter().map(|(k, v)| (*k, (*v).to_owned())).chain(more.iter().cloned()).collect::<Vec<_>>();
        let send = async |client: &mut Client, form: Vec<(&'static str, String)>| {
            let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            client.post(&part(&id, 0, "approve", app).await, &form).await
        };
        // The head of an office below signs by order only.
        let head = with(&[("authority", "deputy".into()), ("rank", "KT. GIÁM ĐỐC".into()), ("signer", of_office)]);
        send(&mut leader, head).await.expect(422).shows("cấp dưới chỉ ký TL. hoặc TUQ.");
        let kt = with(&[("authority", "deputy".into()), ("rank", "KT. Giám đốc".into()), ("signer", find("Phó Giám đốc"))]);
        send(&mut leader, kt).await.expect(303);
        leader.post(&part(&id, 0, "sign", app).await, &[]).await.expect(403);
        chief.post(&part(&id, 0, "sign", app).await, &[]).await.expect(403);
        // A right follows the post: without it the person chosen signs nothing.
        let posts = tables::post::Entity::find().filter(tables::post::Column::PersonId.eq(find("Phó Giám đốc").parse::<domain::ids::PersonId>().unwrap())).all(app.app.db.read()).await.unwrap();
        let end = async |at: Option<domain::time::Moment>| {
            let tx = app.app.db.write().await.unwrap();
            let mut row: tables::post::ActiveModel = posts[0].clone().into();
            row.ended_at = sea_orm::ActiveValue::Set(at);
            sea_orm::ActiveModelTrait::update(row, &tx).await.unwrap();
            tx.commit().await.unwrap();
        };
        end(Some(app.app.now())).await;
        deputy.post(&part(&id, 0, "sign", app).await, &[]).await.expect(403);
        end(None).await;
        deputy.post(&part(&id, 0, "sign", app).await, &[]).await.expect(303);
        let page = shown(&mut leader, &id).await;
        assert_eq!(page["paper"]["signatures"][0]["authority"], "KT. GIÁM ĐỐC");
        let versions = leader.program().get(&format!("/documents/{id}/versions")).await.expect(200).json();
        assert_eq!((&versions["from"], &versions["to"]), (&1.into(), &2.into()));
        assert!(!versions["changes"].as_array().unwrap().is_empty(), "{versions}");
    }

    async fn a_partner_without_accounts_is_recorded_by_the_host(app: TestApp) {
        let world = world(app).await;
        let (_, id) = plan(app, &world, &[(SO, world.land.so), (UNION, world.union)]).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let mut so = app.officer(PostKind::Leader, world.land.so).await;
        let mut clerk = app.officer(PostKind::Clerk, world.land.so).await;
        submit(&mut drafter, &id).await;
        approve(app, &mut so, &id, 0).await;
        let form = [("version", "1"), ("authority", "collective"), ("rank", "TM. BAN THƯỜNG VỤ"), ("title", "Chủ tịch"), ("name", "Lê Thị Hoa")];
        drafter.post(&part(&id, 1, "record-approval", app).await, &form).await.expect(403);
        clerk.post(&part(&id, 1, "record-approval", app).await, &form).await.expect(303);
        clerk.post(&part(&id, 1, "record-signature", app).await, &[]).await.expect(303);
        so.post(&part(&id, 0, "sign", app).await, &[]).await.expect(303);
        let page = shown(&mut so, &id).await;
        let outside: Vec<&Json> = page["steps"].as_array().unwrap().iter().filter(|s| s["is_outside"] == true).collect();
        assert_eq!((outside.len(), &outside[0]["of"]), (1, &UNION.into()));
        // Once the partner has a leader with an account, nobody acts for it.
        let (_, other) = plan(app, &world, &[(SO, world.land.so), (UNION, world.union)]).await;
        app.officer(PostKind::Leader, world.union).await;
        submit(&mut drafter, &other).await;
        clerk.post(&part(&other, 1, "record-approval", app).await, &form).await.expect(403);
    }

    async fn what_goes_to_nobody_in_the_program_is_issued_all_the_same(app: TestApp) {
        let world = world(app).await;
        let (_, id, mut clerk) = signed(app, &world).await;
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "KH-SGDĐT")]).await.expect(303);
        // Nothing goes out before each name has been answered for.
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(409);
        let page = clerk.program().get(&format!("/documents/{id}/issue")).await.expect(200).json();
        let mut form: Vec<(String, String)> = Vec::new();
        for name in page["names"].as_array().unwrap() {
            form.push((format!("names.{}.printed", name["at"]), name["printed"].as_str().unwrap().to_owned()));
            form.push((format!("names.{}.to", name["at"]), "nobody".to_owned()));
        }
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        clerk.post(&format!("/documents/{id}/addresses"), &form).await.expect(303);
        clerk.get(&format!("/documents/{id}/issue")).await.expect(200).shows("Phát hành, gửi ngoài phần mềm");
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
        app.run_jobs().await;
        let page = shown(&mut clerk, &id).await;
        assert_eq!((&page["document"]["state"], &page["n_delivered"]), (&"issued".into(), &0.into()));
        assert_eq!(delivery::Entity::find().count(app.app.db.read()).await.unwrap(), 0);
    }

    async fn an_issuing_that_was_cut_reaches_everybody_once(app: TestApp) {
        let world = world(app).await;
        for n in 0..1_200 {
            make(app, UnitKind::DistrictOffice, &format!("Phòng GD&ĐT số {n}"), Some(world.land.so), &[]).await;
        }
        let (_, id, mut clerk) = signed(app, &world).await;
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "KH-SGDĐT")]).await.expect(303);
        address(&mut clerk, &id, world.land.so).await;
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
        // Twice at once, as when a lease ran out, and once more after it is done.
        let job = || app::features::documents::Issue { document: id.parse().unwrap(), person: None, post: None };
        let run = jobs::Run { id: app.app.new_id(), attempt: 1, now: app.app.now() };
        let (one, two) = tokio::join!(jobs::Job::run(job(), &app.app, run), jobs::Job::run(job(), &app.app, run));
        assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
        app.run_jobs().await;
        let rows = delivery::Entity::find().all(app.app.db.read()).await.unwrap();
        let units: std::collections::HashSet<UnitId> = rows.iter().map(|row| row.unit_id).collect();
        assert_eq!((rows.len(), units.len()), (1_203, 1_203));
        // In the order of the register of units, without gaps in what was sent below one.
        let places: std::collections::BTreeMap<i32, UnitId> = rows.iter().map(|row| (row.place, row.unit_id)).collect();
        let register = tables::unit::Entity::find().order_by_asc(tables::unit::Column::Rank).order_by_asc(tables::unit::Column::Code);
        let register: Vec<UnitId> = register.all(app.app.db.read()).await.unwrap().into_iter().map(|row| row.id).filter(|id| units.contains(id)).collect();
        assert_eq!(places.into_values().collect::<Vec<_>>(), register);
        let page = shown(&mut clerk, &id).await;
        assert_eq!((&page["document"]["state"], &page["n_delivered"]), (&"issued".into(), &1_203.into()));
        assert_eq!(tables::assignment::Entity::find().count(app.app.db.read()).await.unwrap(), 2 * 1_203);
    }

    async fn the_word_file_is_the_text_that_was_signed(app: TestApp) {
        let world = world(app).await;
        let (_, id, mut clerk) = signed(app, &world).await;
        clerk.post(&format!("/documents/{id}/number"), &[("on", "31/8/2024"), ("symbol", "KH-SGDĐT")]).await.expect(422).shows("ngày");
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "KH SGDĐT")]).await.expect(422).shows("Ký hiệu viết liền");
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "KH-SGDĐT")]).await.expect(303);
        let file = clerk.get(&format!("/documents/{id}/document.docx")).await.expect(200);
        assert!(file.headers["content-disposition"].to_str().unwrap().contains("01-kh-sgddt.docx"));
        let read = document::open("01.docx", &file.bytes, &document::Limits::default()).expect("a Word file");
        let plan = reader::read(&read).plan;
        assert_eq!(plan.header.number.unwrap().number.as_deref(), Some("01"));
        assert_eq!(plan.signatures[0].name.as_deref(), Some("Trần Thế Anh"));
        assert_eq!(plan.roadmap.len(), 2);
        let file = clerk.get(&format!("/documents/{id}/document.pdf")).await.expect(200);
        assert!(file.bytes.starts_with(b"%PDF-1.7"), "a PDF");
        let read = document::open("01.pdf", &file.bytes, &document::Limits::default()).expect("a PDF file");
        assert_eq!(reader::read(&read).plan.header.number.unwrap().number.as_deref(), Some("01"));
    }
}
