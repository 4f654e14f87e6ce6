//! A plan asks units below for their own plan and for a person in charge: declared, opened with the issue, answered,
//! reminded, passed on; the refusals on that way.

use crate::app_test;
use crate::documents::{address, signed, world};
use crate::plans::plan;
use crate::support::{Client, TestApp};
use crate::units::{Country, country, make};
use app::features::cascades::OpenCascade;
use app::features::cascades::actions::{self, New, Source, Target};
use app::features::cascades::sums;
use db::events::By;
use domain::cascade::Wish;
use domain::ids::{CascadeAnswerId, CascadeId, PlanId, UnitId};
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::Value as Json;
use tables::{cascade, cascade_answer, cascade_person};

/// A plan whose duties ask district offices for their own plan and a person.
pub const TEXT: &str = "UBND THÀNH PHỐ HÀ NỘI\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: 25/KH-SGDĐT\n\n\
    Hà Nội, ngày 02 tháng 8 năm 2024\n\nKẾ HOẠCH\n\nPhối hợp công tác năm học 2024 - 2025\n\n\
    Sở Giáo dục và Đào tạo ban hành kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\n- Phát huy dân chủ.\n\n\
    II. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở\n\n- Tổng hợp báo cáo.\n\n\
    2. Các phòng Giáo dục và Đào tạo\n\n- Chủ động xây dựng kế hoạch phối hợp của đơn vị trước ngày 30/9/2024.\n\
    - Cử một đồng chí lãnh đạo phụ trách phong trào thi đua.\n- Tổ chức hội nghị người lao động.\n\n\
    Nơi nhận:\n- Các phòng GD&ĐT;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Mẫu\n";

/// A plan that was issued, as far as cascades go.
pub async fn issued(app: &TestApp, unit: UnitId) -> PlanId {
    let id = plan(app, unit, TEXT).await;
    let tx = app.app.db.write().await.unwrap();
    tables::plan::Entity::update_many()
        .col_expr(tables::plan::Column::State, Expr::value("issued"))
        .filter(tables::plan::Column::Id.eq(id))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// A question of a plan, for these units.
pub fn question(plan: PlanId, asker: UnitId, units: &[UnitId]) -> New {
    New {
        plan,
        asker,
        wish: Wish { plan: true, person: true },
        due_on: "2024-09-30".parse().ok(),
        source: Source::Plan,
        quote: "Chủ động xây dựng kế hoạch".to_owned(),
        line: 27,
        target: Target::Units(units.to_vec()),
        above: None,
    }
}

/// Declares a question and lets its job run when the plan is out.
pub async fn declare(app: &TestApp, new: New) -> CascadeId {
    let tx = app.app.db.write().await.unwrap();
    let id = actions::declare(&tx, app.app.now(), By::HOUSE, new).await.expect("declared");
    tx.commit().await.unwrap();
    app.run_jobs().await;
    id
}

/// The answer of a unit.
pub async fn answer_of(app: &TestApp, id: CascadeId, unit: UnitId) -> cascade_answer::Model {
    let found = cascade_answer::of_cascade(id).filter(cascade_answer::Column::UnitId.eq(unit));
    found.one(app.app.db.read()).await.unwrap().expect("an answer")
}

/// A question that `asker` asks of `unit`, with its answer.
pub async fn asked(app: &TestApp, asker: UnitId, unit: UnitId) -> (CascadeId, CascadeAnswerId) {
    let plan = issued(app, asker).await;
    let id = declare(app, question(plan, asker, &[unit])).await;
    let row = answer_of(app, id, unit).await;
    let file = app.app.files.keep(b"%PDF-1.7").await.unwrap();
    let tx = app.app.db.write().await.unwrap();
    let mut kept: cascade_answer::ActiveModel = row.clone().into();
    kept.file = sea_orm::ActiveValue::Set(Some(file));
    kept.file_name = sea_orm::ActiveValue::Set(Some("ke-hoach.pdf".to_owned()));
    sea_orm::ActiveModelTrait::update(kept, &tx).await.unwrap();
    tx.commit().await.unwrap();
    (id, row.id)
}

/// The sums are what counting gives.
pub async fn assert_sums(app: &TestApp) {
    let wrong = sums::check(app.app.db.read()).await.expect("counted");
    assert!(wrong.is_empty(), "sums that counting does not give: {wrong:#?}");
}

/// "19 issued + 6 drafting + 5 silent" of a bar, which adds up.
fn bar(page: &Json, what: &str) -> String {
    let bar =
        page["question"]["bars"].as_array().unwrap().iter().find(|bar| bar["what"] == what).expect("a bar");
    let parts = bar["parts"].as_array().unwrap();
    assert_eq!(bar["total"], parts.iter().map(|part| part["n"].as_i64().unwrap()).sum::<i64>());
    let words: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part["n"], part["word"].as_str().unwrap())).collect();
    words.join(" + ")
}

async fn matrix(client: &mut Client, id: CascadeId) -> Json {
    client.program().get(&format!("/cascades/{id}")).await.expect(200).json()
}

/// Two offices are asked by the department.
async fn begun(app: &TestApp) -> (Country, CascadeId, Client) {
    let land = country(app).await;
    let plan = issued(app, land.so).await;
    let id = declare(app, question(plan, land.so, &[land.ba_dinh, land.hoan_kiem])).await;
    let drafter = app.officer(PostKind::Drafter, land.so).await;
    (land, id, drafter)
}

app_test! {
    async fn what_was_declared_on_a_draft_is_asked_when_it_is_issued(app: TestApp) {
        let world = world(app).await;
        let (plan, id, mut clerk) = signed(app, &world).await;
        let mut drafter = app.person("Người Soạn", "soan@so.vn", false, Some((PostKind::Drafter, world.office))).await;
        let at = format!("/plans/{plan}/cascade");
        clerk.post(&at, &[("wants_plan", "true"), ("to", "name"), ("printed", "Các phòng GD&ĐT")]).await.expect(403);
        drafter.get(&at).await.expect(200).shows("Yêu cầu mới").shows("Ghi yêu cầu, gửi khi ban hành");
        drafter.post(&at, &[("wants_plan", "true"), ("wants_person", "true"), ("to", "name"), ("printed", "Các phòng GD&ĐT"), ("due_on", "30/9/2024")]).await.expect(303);
        drafter.get(&at).await.expect(200).shows("Chờ ban hành kế hoạch").shows("Hạn 30/9/2024");
        assert_eq!(cascade_answer::Entity::find().count(app.app.db.read()).await.unwrap(), 0, "nobody is asked by a draft");
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "KH-SGDĐT")]).await.expect(303);
        address(&mut clerk, &id, world.land.so).await;
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
        app.run_jobs().await;
        let row = cascade::of_plan(plan).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.state, row.n_asked, row.kind.as_deref()), (cascade::State::Open, 2, Some("district_office")));
        let page = matrix(&mut drafter, row.id).await;
        assert_eq!((bar(&page, "plan"), bar(&page, "person")), ("2 silent".to_owned(), "2 unnamed".to_owned()));
        drafter.get(&format!("/cascades/{}", row.id)).await.expect(200).shows("2 Phòng GD&amp;ĐT triển khai đến đâu").shows("Nhắc 2 đơn vị chưa xong");
        let mut focal = app.officer(PostKind::Focal, world.land.ba_dinh).await;
        focal.get("/cascades").await.expect(200).shows("1 yêu cầu đối với đơn vị");
        assert_sums(app).await;
    }

    async fn clauses_that_ask_are_proposed_and_a_person_confirms(app: TestApp) {
        let land = country(app).await;
        let id = plan(app, land.so, TEXT).await;
        let mut drafter = app.officer(PostKind::Drafter, land.so).await;
        let at = format!("/plans/{id}/cascade");
        let page = drafter.program().get(&at).await.expect(200).json();
        let proposals = page["proposals"].as_array().unwrap();
        let told: Vec<(bool, bool)> = proposals.iter().map(|one| (one["wants_plan"] == true, one["wants_person"] == true)).collect();
        assert_eq!(told, [(true, false), (false, true)], "{proposals:#?}");
        let source = proposals[0]["source"].as_str().unwrap();
        let form = drafter.program().get(&format!("{at}?from={source}")).await.expect(200).json();
        assert_eq!((&form["form"]["due_on"], &form["form"]["wants_person"]), (&"2024-09-29".into(), &false.into()), "trước ngày 30/9");
        // A viewer of the same department reads, and is proposed nothing; others do not see the draft.
        let viewer = app.officer(PostKind::Viewer, land.so).await;
        assert!(viewer.program().get(&at).await.expect(200).json()["form"].is_null());
        app.officer(PostKind::Drafter, land.bureau).await.get(&at).await.expect(403);
        drafter.post(&at, &[("source", source), ("to", "group"), ("kinds", "")]).await.expect(422).shows("Chọn ít nhất một yêu cầu").shows("Chọn ít nhất một loại đơn vị");
        let base = [("wants_plan", "true"), ("source", source)];
        let with = |more: &[(&'static str, &'static str)]| base.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>();
        drafter.post(&at, &with(&[("to", "")])).await.expect(422).shows("Chọn yêu cầu ai.");
        drafter.post(&at, &with(&[("to", "name")])).await.expect(422).shows("Chọn một tên in trong kế hoạch.");
        let wrong = drafter.post(&at, &with(&[("to", "units"), ("units", "Phòng Giáo dục và Đào tạo quận Ba Đình\nPhòng Không Có"), ("due_on", "31/2/2024")])).await.expect(422);
        wrong.shows("Không có ngày này trong lịch").shows("Phòng Không Có");
        let wrong = drafter.post(&at, &with(&[("to", "units"), ("units", "Phòng Không Có")])).await.expect(422);
        wrong.shows("Không tìm thấy đơn vị “Phòng Không Có”");
        drafter.post(&at, &[("wants_plan", "true"), ("source", "duty:x"), ("to", "name"), ("printed", "Ai")]).await.expect(422).shows("Chọn lại điều khoản");
        drafter.post(&at, &with(&[("to", "group"), ("kinds", "district_office"), ("within", "")])).await.expect(303);
        let page = drafter.program().get(&at).await.expect(200).json();
        assert_eq!((page["proposals"].as_array().unwrap().len(), &page["questions"][0]["state"]), (1, &"declared".into()), "what is asked for is proposed no more");
        assert_eq!(page["questions"][0]["quote"], proposals[0]["quote"]);
    }

    async fn a_unit_names_somebody_and_records_a_plan_issued_on_paper(app: TestApp) {
        let (land, id, mut drafter) = begun(app).await;
        let mut focal = app.officer(PostKind::Focal, land.ba_dinh).await;
        let answer = answer_of(app, id, land.ba_dinh).await.id;
        let at = format!("/cascades/answers/{answer}");
        focal.get(&at).await.expect(200).shows("Có kế hoạch riêng và cử người phụ trách").shows("Dòng 27 của kế hoạch").shows("Hạn 30/9/2024");
        let empty = focal.post(&format!("{at}/person"), &[("name", " "), ("email", "hoa")]).await.expect(422);
        empty.shows("Chọn một người của đơn vị hoặc ghi họ và tên").shows("phải có dấu @").shows("value=\"hoa\"");
        let stranger = app.make_person("Người Lạ", "la@so.vn", false, None).await.to_string();
        focal.post(&format!("{at}/person"), &[("person", &stranger)]).await.expect(422).shows("không giữ chức vụ nào ở đơn vị");
        let form = [("name", "Trịnh Hoài Thu"), ("title", "Phó Trưởng phòng"), ("phone", "024 3734 0000")];
        focal.post(&format!("{at}/person"), &form).await.expect(303);
        focal.post(&format!("{at}/person"), &form).await.expect(303);
        assert_eq!(cascade_person::Entity::find().count(app.app.db.read()).await.unwrap(), 1, "said twice is said once");
        let people = focal.program().get(&at).await.expect(200).json()["people"].clone();
        let own = people[0]["value"].as_str().unwrap().to_owned();
        focal.post(&format!("{at}/person"), &[("person", &own)]).await.expect(303);
        let page = focal.program().get(&at).await.expect(200).json();
        assert_eq!((page["named"].as_array().unwrap().len(), &page["named"][1]["name"]), (2, &"Trịnh Hoài Thu".into()), "who was named before stays");
        assert_eq!(page["named"][0]["name"], "Nguyễn Thị focal");
        focal.post(&format!("{at}/paper"), &[("number", ""), ("on", "hôm qua")]).await.expect(422).shows("Ghi số và ký hiệu").shows("hôm qua");
        focal.post(&format!("{at}/paper"), &[("number", "41/KH-PGDĐT"), ("on", "10/9/2024")]).await.expect(422).shows("không thể sau hôm nay");
        focal.upload(&format!("{at}/paper"), "Kế hoạch 41.pdf", b"%PDF-1.7 mau", &[("number", "41/KH-PGDĐT"), ("on", "4/8/2024")]).await.expect(303);
        let page = matrix(&mut drafter, id).await;
        assert_eq!((bar(&page, "plan"), bar(&page, "person")), ("1 issued + 1 silent".to_owned(), "1 named + 1 unnamed".to_owned()));
        assert_eq!((&page["rows"][0]["number"], &page["rows"][0]["is_silent"]), (&"41/KH-PGDĐT".into(), &false.into()));
        // The unit that asked reads the file; the other office does not.
        let file = drafter.get(&format!("{at}/file")).await.expect(200);
        assert_eq!((file.bytes.as_slice(), file.headers["content-disposition"].to_str().unwrap()), (&b"%PDF-1.7 mau"[..], "attachment; filename=\"ke-hoach-41.pdf\""));
        app.officer(PostKind::Leader, land.hoan_kiem).await.get(&at).await.expect(403);
        let book = drafter.get(&format!("/cascades/{id}/matrix.xlsx?show=issued")).await.expect(200);
        let sheet = document::sheet::open(&book.bytes, &document::Limits::default()).expect("a workbook");
        assert!(format!("{sheet:?}").contains("41/KH-PGDĐT") && !format!("{sheet:?}").contains("Hoàn Kiếm"));
        assert_eq!(drafter.program().get(&format!("/cascades/{id}?q=hoan+kiem")).await.json()["total"], 1);
        assert_eq!(drafter.program().get(&format!("/cascades/{id}?show=silent")).await.json()["total"], 1);
        drafter.get(&format!("/cascades/{id}?show=rac&page=999&q=%25_%27")).await.expect(200).shows("Không có đơn vị nào");
        assert_sums(app).await;
    }

    async fn only_the_silent_are_reminded(app: TestApp) {
        let (land, id, mut drafter) = begun(app).await;
        let mut focal = app.officer(PostKind::Focal, land.ba_dinh).await;
        let (done, silent) = (answer_of(app, id, land.ba_dinh).await.id, answer_of(app, id, land.hoan_kiem).await.id);
        focal.post(&format!("/cascades/answers/{done}/person"), &[("name", "Trịnh Hoài Thu")]).await.expect(303);
        focal.post(&format!("/cascades/answers/{done}/paper"), &[("number", "41/KH"), ("on", "4/8/2024")]).await.expect(303);
        focal.post(&format!("/cascades/{id}/remind"), &[]).await.expect(403);
        let told = drafter.post(&format!("/cascades/{id}/remind"), &[]).await.expect(303);
        drafter.get(told.location()).await.expect(200).shows("Đã nhắc 1 đơn vị.");
        let reminders = async |unit| answer_of(app, id, unit).await.n_reminders;
        assert_eq!((reminders(land.ba_dinh).await, reminders(land.hoan_kiem).await), (0, 1));
        drafter.post(&format!("/cascades/{id}/remind"), &[("answer", &done.to_string())]).await.expect(303);
        assert_eq!(reminders(land.ba_dinh).await, 0, "who has answered is not reminded by name either");
        let mut other = app.officer(PostKind::Clerk, land.hoan_kiem).await;
        other.get(&format!("/cascades/answers/{silent}")).await.expect(200).shows("lần thứ 1");
        // Done after the reminder is told below the matrix.
        assert_eq!(matrix(&mut drafter, id).await["reminded"]["n_done_since"], 0);
        other.post(&format!("/cascades/answers/{silent}/person"), &[("name", "Phan Quốc Việt")]).await.expect(303);
        assert_eq!(matrix(&mut drafter, id).await["reminded"]["n_done_since"], 0, "half is not done");
        other.post(&format!("/cascades/answers/{silent}/paper"), &[("number", "48/KH"), ("on", "5/8/2024")]).await.expect(303);
        let page = matrix(&mut drafter, id).await;
        assert_eq!((&page["reminded"]["n"], &page["reminded"]["n_done_since"]), (&1.into(), &1.into()));
        drafter.post(&format!("/cascades/{id}/remind"), &[("answer", "x")]).await.expect(422);
        let told = drafter.post(&format!("/cascades/{id}/remind"), &[]).await.expect(303);
        drafter.get(told.location()).await.expect(200).shows("Không còn đơn vị nào cần nhắc.");
    }

    async fn not_applicable_waits_for_the_unit_that_asked(app: TestApp) {
        let (land, id, mut drafter) = begun(app).await;
        let mut leader = app.officer(PostKind::Leader, land.ba_dinh).await;
        let answer = answer_of(app, id, land.ba_dinh).await.id;
        let at = format!("/cascades/answers/{answer}");
        drafter.post(&format!("{at}/verdict"), &[("verdict", "agree")]).await.expect(409);
        leader.post(&format!("{at}/claim"), &[("reason", "")]).await.expect(422).shows("Ghi lý do");
        leader.post(&format!("{at}/claim"), &[("reason", "Quận không có công đoàn")]).await.expect(303);
        leader.post(&format!("{at}/verdict"), &[("verdict", "agree")]).await.expect(403);
        assert_eq!(bar(&matrix(&mut drafter, id).await, "plan"), "1 claimed + 1 silent");
        drafter.post(&format!("/cascades/{id}/remind"), &[]).await.expect(303);
        assert_eq!(answer_of(app, id, land.ba_dinh).await.n_reminders, 0, "it is not its turn");
        drafter.get(&at).await.expect(200).shows("Quận không có công đoàn").shows("Đồng ý không áp dụng");
        drafter.post(&format!("{at}/verdict"), &[("verdict", "refuse"), ("refusal", "")]).await.expect(422).shows("Ghi lý do vẫn yêu cầu");
        drafter.post(&format!("{at}/verdict"), &[("verdict", "refuse"), ("refusal", "Quận có công đoàn")]).await.expect(303);
        leader.get(&at).await.expect(200).shows("vẫn yêu cầu: Quận có công đoàn");
        leader.post(&format!("{at}/claim"), &[("reason", "Đã sáp nhập")]).await.expect(303);
        drafter.post(&format!("{at}/verdict"), &[("verdict", "agree")]).await.expect(303);
        let page = matrix(&mut drafter, id).await;
        assert_eq!((bar(&page, "plan"), bar(&page, "person")), ("1 excused + 1 silent".to_owned(), "1 excused + 1 unnamed".to_owned()));
        leader.post(&format!("{at}/claim"), &[("reason", "Nữa")]).await.expect(409);
        assert_sums(app).await;
    }

    async fn a_question_is_passed_on_to_any_depth_and_rolls_up(app: TestApp) {
        let land = country(app).await;
        let mut schools = Vec::new();
        for n in 0..3 {
            schools.push(make(app, UnitKind::Primary, &format!("Trường Tiểu học số {n}"), Some(land.ba_dinh), &[]).await);
        }
        let plan = issued(app, land.ministry).await;
        let first = declare(app, question(plan, land.ministry, &[land.so])).await;
        let of_so = answer_of(app, first, land.so).await.id;
        let mut so = app.officer(PostKind::Drafter, land.so).await;
        let pass = [("wants_plan", "true"), ("wants_person", "true"), ("to", "group"), ("kinds", "district_office"), ("within", "")];
        // Only to those below; the others were not asked by anybody who may.
        let pass_at = format!("/cascades/answers/{of_so}/pass");
        let up = [("wants_plan", "true"), ("to", "units"), ("units", "Bộ Giáo dục và Đào tạo")];
        so.post(&pass_at, &up).await.expect(422).shows("không phải đơn vị cấp dưới");
        let beside = [("wants_plan", "true"), ("to", "group"), ("kinds", "primary"), ("within_id", &*land.ministry.to_string()), ("within", "Bộ Giáo dục và Đào tạo")];
        so.post(&pass_at, &beside).await.expect(422).shows("không phải đơn vị cấp dưới");
        let second: CascadeId = so.post(&format!("/cascades/answers/{of_so}/pass"), &pass).await.expect(303).location().rsplit('/').next().unwrap().parse().unwrap();
        so.post(&pass_at, &pass).await.expect(409).shows("đã gửi tới đúng các đơn vị đó");
        app.run_jobs().await;
        let of_ba_dinh = answer_of(app, second, land.ba_dinh).await.id;
        let mut office = app.officer(PostKind::Leader, land.ba_dinh).await;
        let pass = [("wants_plan", "true"), ("to", "group"), ("kinds", "primary"), ("within", "")];
        office.post(&format!("/cascades/answers/{of_ba_dinh}/pass"), &[("to", "group")]).await.expect(422).shows("Chọn ít nhất một yêu cầu");
        let third: CascadeId = office.post(&format!("/cascades/answers/{of_ba_dinh}/pass"), &pass).await.expect(303).location().rsplit('/').next().unwrap().parse().unwrap();
        app.run_jobs().await;
        let school = answer_of(app, third, schools[0]).await.id;
        let mut head = app.officer(PostKind::Leader, schools[0]).await;
        head.post(&format!("/cascades/answers/{school}/paper"), &[("number", "01/KH-TH"), ("on", "4/8/2024")]).await.expect(303);
        // One school of three; above, one of five, of whom two are offices.
        let row = answer_of(app, second, land.ba_dinh).await;
        assert_eq!((row.n_below, row.n_below_done), (3, 1));
        let row = answer_of(app, first, land.so).await;
        assert_eq!((row.n_below, row.n_below_done), (5, 1));
        let mut ministry = app.officer(PostKind::Leader, land.ministry).await;
        let page = matrix(&mut ministry, first).await;
        assert_eq!((&page["question"]["n_tree"], &page["question"]["n_tree_done"], &page["rows"][0]["below_id"]), (&6.into(), &1.into(), &second.to_string().into()));
        // From above each level opens from its row.
        ministry.get(&format!("/cascades/{first}")).await.expect(200).shows(&format!("/cascades/{second}")).shows("1/5");
        ministry.get(&format!("/cascades/{second}")).await.expect(200).shows(&format!("/cascades/{third}")).shows("1/3");
        assert_sums(app).await;
        // What is not asked any more counts for nothing above.
        office.post(&format!("/cascades/{third}/withdraw"), &[]).await.expect(303);
        assert_eq!(answer_of(app, first, land.so).await.n_below, 2);
        head.post(&format!("/cascades/answers/{school}/person"), &[("name", "Ai")]).await.expect(409).shows("không còn hiệu lực");
        assert_sums(app).await;
        // A question that is stopped takes along what was passed on of it.
        let third: CascadeId = office.post(&format!("/cascades/answers/{of_ba_dinh}/pass"), &pass).await.expect(303).location().rsplit('/').next().unwrap().parse().unwrap();
        app.run_jobs().await;
        let mut drafter = crate::work::again(app, PostKind::Drafter, land.so).await;
        ministry.post(&format!("/cascades/{first}/withdraw"), &[]).await.expect(303);
        app.run_jobs().await;
        let told = crate::notices::kinds(&mut drafter).await;
        assert_eq!(told.iter().filter(|kind| *kind == "cascade-withdrawn").count(), 1, "{told:?}");
        for id in [first, second, third] {
            let row = cascade::by_id(id).one(app.app.db.read()).await.unwrap().unwrap();
            assert_eq!(row.state, cascade::State::Withdrawn);
        }
        assert_sums(app).await;
        office.post(&format!("/cascades/answers/{of_ba_dinh}/pass"), &pass).await.expect(409);
    }

    async fn an_opening_that_was_cut_asks_everybody_once(app: TestApp) {
        let land = country(app).await;
        for n in 0..1_200 {
            make(app, UnitKind::DistrictOffice, &format!("Phòng GD&ĐT số {n}"), Some(land.so), &[]).await;
        }
        let plan = issued(app, land.so).await;
        let mut new = question(plan, land.so, &[]);
        new.target = Target::Group(land.so, vec![UnitKind::DistrictOffice]);
        let tx = app.app.db.write().await.unwrap();
        let id = actions::declare(&tx, app.app.now(), By::HOUSE, new).await.expect("declared");
        tx.commit().await.unwrap();
        // Twice at once, as when a lease ran out, and once more from the queue.
        let job = || OpenCascade { cascade: id, person: None, post: None };
        let run = jobs::Run { id: app.app.new_id(), attempt: 1, now: app.app.now() };
        let (one, two) = tokio::join!(jobs::Job::run(job(), &app.app, run), jobs::Job::run(job(), &app.app, run));
        assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
        app.run_jobs().await;
        let row = cascade::by_id(id).one(app.app.db.read()).await.unwrap().unwrap();
        let units = cascade_answer::of_cascade(id).all(app.app.db.read()).await.unwrap();
        let different: std::collections::HashSet<UnitId> = units.iter().map(|row| row.unit_id).collect();
        assert_eq!((row.n_asked, row.n_units, units.len(), different.len()), (1_202, 1_202, 1_202, 1_202));
        assert_eq!((row.n_tree, row.n_tree_done), (1_202, 0));
        let drafter = app.officer(PostKind::Drafter, land.so).await;
        let page = drafter.program().get(&format!("/cascades/{id}?page=2")).await.expect(200).json();
        assert_eq!((page["rows"].as_array().unwrap().len(), &page["n_pages"], &page["total"]), (60, &21.into(), &1202.into()));
        // Asked again it is not.
        let tx = app.app.db.write().await.unwrap();
        assert!(actions::open_one(&tx, app.app.now(), By::HOUSE, id).await.is_err());
        actions::open(&tx, app.app.now(), By::HOUSE, plan).await.expect("nothing is left to open");
        assert_sums(app).await;
    }

    async fn an_own_plan_is_made_of_its_parent_and_followed(app: TestApp) {
        let (land, id, mut drafter) = begun(app).await;
        let parent = cascade::by_id(id).one(app.app.db.read()).await.unwrap().unwrap().plan_id;
        let answer = answer_of(app, id, land.ba_dinh).await.id;
        let at = format!("/cascades/answers/{answer}");
        let mut own = app.officer(PostKind::Drafter, land.ba_dinh).await;
        let form = own.program().get(&format!("{at}/own")).await.expect(200).json();
        let duties = form["duties"].as_array().unwrap();
        assert!(duties.len() >= 3, "{duties:#?}");
        own.post(&format!("{at}/own"), &[("subject", " "), ("doers", "")]).await.expect(422).shows("Chọn ít nhất một nội dung").shows("Ghi trích yếu").shows("Ghi nơi được giao");
        app.officer(PostKind::Focal, land.ba_dinh).await.post(&format!("{at}/own"), &[("items", duties[0]["value"].as_str().unwrap()), ("subject", "Triển khai"), ("doers", "Các trường")]).await.expect(403);
        let chosen: Vec<&str> = duties.iter().map(|one| one["value"].as_str().unwrap()).collect();
        let mut fields: Vec<(&str, &str)> = chosen.iter().map(|value| ("items", *value)).collect();
        // A form that is refused keeps every tick, and only those.
        let kept = [("items", chosen[0]), ("items", chosen[2]), ("subject", ""), ("doers", "Các trường")];
        let page = own.post(&format!("{at}/own"), &kept).await.expect(422).text();
        let ticked = |value: &str| page.contains(&format!("value=\"{value}\" checked"));
        assert_eq!([chosen[0], chosen[1], chosen[2]].map(ticked), [true, false, true]);
        fields.extend([("subject", "Triển khai công tác phối hợp năm học 2024 - 2025"), ("doers", "Các trường trực thuộc")]);
        let begun = own.post(&format!("{at}/own"), &fields).await.expect(303);
        let review = begun.location().to_owned();
        own.post(&format!("{at}/own"), &fields).await.expect(409).shows("đang được soạn");
        app.run_jobs().await;
        assert_eq!(bar(&matrix(&mut drafter, id).await, "plan"), "1 drafting + 1 silent");
        own.get(&review).await.expect(200).shows("Triển khai công tác phối hợp năm học 2024 - 2025");
        // The unit that asked does not see the draft, only that there is one.
        let page = drafter.program().get(&at).await.expect(200).json();
        assert_eq!((page["carried"].as_array().unwrap().len(), &page["import_id"], &page["carried"][0]["own"]), (chosen.len(), &Json::Null, &Json::Null));
        let import = review.rsplit('/').next().unwrap().parse().unwrap();
        let own_plan = finish(app, import).await;
        own.get(&format!("/plans/{own_plan}/cascade")).await.expect(200).shows("Kế hoạch này triển khai").shows(&parent.to_string());
        let page = own.program().get(&at).await.expect(200).json();
        for one in page["carried"].as_array().unwrap() {
            let words = |text: &str| text.trim_end_matches([';', '.', ' ']).to_owned();
            assert_eq!(one["own"].as_str().map(words), one["quote"].as_str().map(words), "{one:#?}");
        }
        send_out(app, own_plan).await;
        let page = matrix(&mut drafter, id).await;
        assert_eq!((bar(&page, "plan"), &page["rows"][0]["number"], &page["rows"][0]["own_plan_id"]), ("1 issued + 1 silent".to_owned(), &"07/KH-PGDĐT".into(), &own_plan.to_string().into()));
        drafter.get(&format!("/cascades/{id}")).await.expect(200).shows(&format!("/plans/{own_plan}")).shows("07/KH-PGDĐT");
        assert_sums(app).await;
    }

    async fn a_draft_that_is_put_aside_is_none_any_more(app: TestApp) {
        let (land, id, mut drafter) = begun(app).await;
        let answer = answer_of(app, id, land.ba_dinh).await.id;
        let mut own = app.officer(PostKind::Drafter, land.ba_dinh).await;
        let form = own.program().get(&format!("/cascades/answers/{answer}/own")).await.expect(200).json();
        let item = form["duties"][0]["value"].as_str().unwrap().to_owned();
        let fields = [("items", item.as_str()), ("subject", "Triển khai công tác"), ("doers", "Các trường")];
        let review = own.post(&format!("/cascades/answers/{answer}/own"), &fields).await.expect(303).location().to_owned();
        app.run_jobs().await;
        own.post(&format!("{review}/discard"), &[]).await.expect(303);
        assert_eq!(bar(&matrix(&mut drafter, id).await, "plan"), "2 silent");
        own.post(&format!("/cascades/answers/{answer}/own"), &fields).await.expect(303);
        app.run_jobs().await;
        assert_eq!(bar(&matrix(&mut drafter, id).await, "plan"), "1 drafting + 1 silent");
        assert_sums(app).await;
    }
}

/// Ends the review of an own plan, every place to look at skipped.
async fn finish(app: &TestApp, id: domain::ids::ImportId) -> PlanId {
    let now = app.app.now();
    let tx = app.app.db.write().await.unwrap();
    let body = tables::import_draft::of(id).one(&tx).await.unwrap().expect("it was read");
    let mut draft: draft::Draft = serde_json::from_str(&body.draft).unwrap();
    for issue in &mut draft.issues {
        issue.state = draft::IssueState::Skipped;
    }
    let mut row: tables::import_draft::ActiveModel = body.into();
    row.draft = sea_orm::ActiveValue::Set(serde_json::to_string(&draft).unwrap());
    sea_orm::ActiveModelTrait::update(row, &tx).await.unwrap();
    let plan = app::features::imports::actions::finish(&tx, now, By::HOUSE, id).await.expect("a plan");
    tx.commit().await.unwrap();
    plan.plan()
}

/// The document of a plan moves to issued, as at the end of its issuing.
async fn send_out(app: &TestApp, plan: PlanId) {
    use app::features::documents::actions as documents;
    let tx = app.app.db.write().await.unwrap();
    let row = tables::document::of_plan(plan).one(&tx).await.unwrap().unwrap();
    let mut numbered: tables::document::ActiveModel = row.into();
    numbered.symbol = sea_orm::ActiveValue::Set(Some("07/KH-PGDĐT".to_owned()));
    numbered.issued_on = sea_orm::ActiveValue::Set(Some(app.app.now().local_day()));
    let row = sea_orm::ActiveModelTrait::update(numbered, &tx).await.unwrap();
    let told = serde_json::json!({});
    documents::move_to(
        &tx,
        app.app.now(),
        By::HOUSE,
        row,
        (tables::document::State::Issued, "deliver", told),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}
