//! Reviews: numbers counted from work that was done, frozen with what they counted, printed in a report that goes its way
//! while work goes on.

use crate::app_test;
use crate::documents::{World, address, numbered, world};
use crate::support::{Client, PASSWORD, TestApp};
use app::features::reviews::count;
use app::features::reviews::counting::Steps;
use domain::rights::PostKind;
use domain::work::State;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::Value as Json;
use std::time::Duration;
use tables::assignment;

const DAY: u64 = 24 * 3600;

/// A plan of the department that was issued to two district offices and its own office, with its id.
pub async fn issued(app: &TestApp, world: &World) -> (String, Client) {
    let mut number = numbered(app, world).await;
    address(&mut number.clerk, &number.id, world.land.so).await;
    number.clerk.post(&format!("/documents/{}/issue", number.id), &[]).await.expect(303);
    app.run_jobs().await;
    let row =
        tables::document::by_id(number.id.parse().unwrap()).one(app.app.db.read()).await.unwrap().unwrap();
    (row.plan_id.unwrap().to_string(), number.clerk)
}

/// A review of all plans of a period, written by this unit.
pub async fn of_period(app: &TestApp, unit: domain::ids::UnitId) -> domain::ids::ReviewId {
    let today = app.app.now().local_day();
    let new = app::features::reviews::actions::NewReview {
        unit,
        plan: None,
        about: Some(unit),
        kind: "interim",
        title: "Sơ kết".to_owned(),
        from: today,
        to: today,
        texts: std::collections::BTreeMap::new(),
    };
    app::features::reviews::actions::begin(&app.app.db, app.app.now(), db::events::By::HOUSE, new)
        .await
        .unwrap()
}

/// Somebody with a post of this kind there: the one who has it already, else a new one.
pub async fn at(app: &TestApp, kind: PostKind, unit: domain::ids::UnitId) -> Client {
    let email = format!("{kind}-{unit}@so.vn");
    let known = tables::person::Entity::find().all(app.app.db.read()).await.unwrap();
    if !known.iter().any(|person| person.email == email) {
        return app.officer(kind, unit).await;
    }
    let mut client = app.guest();
    client.sign_in(&email, PASSWORD).await;
    client
}

/// The work of a unit in this role.
async fn work_of(app: &TestApp, unit: domain::ids::UnitId, role: domain::work::Role) -> assignment::Model {
    assignment::Entity::find()
        .filter(assignment::Column::UnitId.eq(unit))
        .filter(assignment::Column::Role.eq(role))
        .one(app.app.db.read())
        .await
        .unwrap()
        .expect("work")
}

async fn begun(client: &mut Client, world: &World, plan: &str) -> String {
    let office = world.office.to_string();
    let form = [
        ("plan", plan),
        ("kind", "interim"),
        ("from", "1/8/2024"),
        ("to", "31/12/2024"),
        ("unit_id", office.as_str()),
    ];
    client.post("/reviews", &form).await.expect(303).location().rsplit('/').next().unwrap().to_owned()
}

pub async fn shown(client: &mut Client, id: &str) -> Json {
    client.program().get(&format!("/reviews/{id}")).await.expect(200).json()
}

fn number(page: &Json, key: &str) -> i64 {
    let all = page["numbers"].as_array().unwrap();
    all.iter().find(|one| one["key"] == key).unwrap_or_else(|| panic!("{key} in {all:?}"))["value"]
        .as_i64()
        .unwrap()
}

/// A report that was issued and recalled.
async fn recalled(app: &TestApp, document: &str) {
    let tx = app.app.db.write().await.unwrap();
    tables::document::Entity::update_many()
        .col_expr(tables::document::Column::State, Expr::value(tables::document::State::Recalled))
        .filter(tables::document::Column::Id.eq(document.parse::<domain::ids::DocumentId>().unwrap()))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn counted(app: &TestApp, state: State) -> i64 {
    let n =
        assignment::Entity::find().filter(assignment::Column::State.eq(state)).count(app.app.db.read()).await;
    i64::try_from(n.unwrap()).unwrap()
}

/// Hands in what an office leads and has it accepted.
async fn done(app: &TestApp, doer: &mut Client, asker: &mut Client, id: String) {
    let _ = app;
    doer.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
    let report = [
        ("percent", "100"),
        ("words", "Đã hướng dẫn xong."),
        ("figure_name", "Số trường"),
        ("figure_value", "1.024"),
        ("send", "hand_in"),
    ];
    doer.post(&format!("/work/{id}/reports"), &report).await.expect(303);
    asker.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "approve")]).await.expect(303);
}

app_test! {
    async fn a_review_says_what_was_counted_and_stays_while_work_goes_on(app: TestApp) {
        let world = world(app).await;
        let (plan, _) = issued(app, &world).await;
        at(app, PostKind::Drafter, world.office).await;
        let mut asker = at(app, PostKind::Leader, world.land.so).await;
        let mut asker_office = at(app, PostKind::Leader, world.office).await;
        let mut ba_dinh = at(app, PostKind::Focal, world.land.ba_dinh).await;
        let mut hoan_kiem = at(app, PostKind::Focal, world.land.hoan_kiem).await;
        let first = work_of(app, world.land.ba_dinh, domain::work::Role::Lead).await;
        let by = if first.asker_id == world.office { &mut asker_office } else { &mut asker };
        done(app, &mut ba_dinh, by, first.id.to_string()).await;
        let second = work_of(app, world.land.hoan_kiem, domain::work::Role::Lead).await;
        hoan_kiem.post(&format!("/work/{}/accept", second.id), &[]).await.expect(303);
        hoan_kiem.post(&format!("/work/{}/dates", second.id), &[("wanted_on", "30/11/2024"), ("date_reason", "Chờ biên chế mới.")]).await.expect(303);
        // In November what was due in September and October is late.
        app.clock.advance(Duration::from_secs(95 * DAY));
        // Sessions are over by then.
        let mut drafter = at(app, PostKind::Drafter, world.office).await;
        asker = at(app, PostKind::Leader, world.land.so).await;
        asker_office = at(app, PostKind::Leader, world.office).await;

        drafter.get(&format!("/plans/{plan}/reviews")).await.expect(200).shows("Lập bản mới");
        let id = begun(&mut drafter, &world, &plan).await;
        let page = shown(&mut drafter, &id).await;
        for state in State::ALL {
            assert_eq!(number(&page, state.word()), counted(app, *state).await, "{state}");
        }
        assert_eq!((number(&page, "asked"), number(&page, "units"), number(&page, "done")), (6, 3, 1));
        assert_eq!((number(&page, "delivered"), number(&page, "reports")), (3, 1));
        // Where there is too much to keep, the database counts the same, and leaves no number out.
        let row = tables::review::Entity::find_by_id(id.parse::<domain::ids::ReviewId>().unwrap()).one(app.app.db.read()).await.unwrap().unwrap();
        let kept = count::count(app.app.db.read(), &row, app.app.now(), &Steps::default()).await.unwrap().numbers;
        let large = count::count_up_to(app.app.db.read(), (&row, &Steps::default()), app.app.now(), 0).await.unwrap();
        assert!(large.records.is_none());
        for (key, one) in kept.numbers.iter().filter(|(key, _)| !key.starts_with("unit.")) {
            assert_eq!(large.numbers.numbers.get(key).map(|one| one.value), Some(one.value), "{key}");
        }
        assert_eq!(large.numbers.late, kept.late);
        let late = number(&page, "late");
        assert_eq!(late, 5, "everything but what is done");
        let parts = page["parts"].as_array().unwrap();
        let part = |name: &str| parts.iter().find(|part| part["name"] == name).unwrap();
        assert!(part("late")["late"].as_array().unwrap().iter().any(|one| one["reason"] == "Chờ biên chế mới."), "{}", part("late"));
        assert_eq!((&part("figures")["figures"][0]["name"], &part("figures")["figures"][0]["value"]), (&"Số trường".into(), &"1.024".into()));
        assert_eq!(part("units")["lines"].as_array().unwrap().len(), 3);

        // Every number opens to exactly as many records, those of the tables too.
        let mut keys: Vec<(String, i64)> = page["numbers"].as_array().unwrap().iter().filter(|one| one["key"] != "percent_done")
            .map(|one| (one["key"].as_str().unwrap().to_owned(), one["value"].as_i64().unwrap())).collect();
        for name in ["tasks", "units"] {
            for line in part(name)["lines"].as_array().unwrap() {
                keys.extend(line["cells"].as_array().unwrap().iter().map(|cell| (cell["keys"].as_str().unwrap().to_owned(), cell["value"].as_i64().unwrap())));
            }
        }
        let opens = async |client: &mut Client, snapshot: i32| {
            for (key, value) in &keys {
                let records = client.program().get(&format!("/reviews/{id}/records?snapshot={snapshot}&keys={key}")).await.expect(200).json();
                assert_eq!((&records["value"], &records["total"]), (&(*value).into(), &(*value).into()), "{key}: {records}");
            }
        };
        opens(&mut drafter, 1).await;
        drafter.get(&format!("/reviews/{id}/records?keys=late")).await.expect(200).shows("Chờ biên chế mới.");
        drafter.get(&format!("/reviews/{id}/records?keys=nothing")).await.expect(404);

        // Words are changed; the numbers in them are names, and one that is taken out is said.
        let texts = [("revision", "1"), ("title", "Sơ kết thực hiện Kế hoạch"), ("texts.late", "Còn {late} việc chậm, chủ yếu do biên chế."), ("texts.general", "Đã giao 6 việc."), ("texts.proposals", "Đề nghị bổ sung biên chế."), ("texts.intro", "Văn phòng báo cáo như sau:")];
        drafter.post(&format!("/reviews/{id}"), &[("revision", "1"), ("title", "x"), ("texts.late", "Còn {chậm} {nope} việc")]).await.expect(422).shows("nope");
        drafter.post(&format!("/reviews/{id}"), &texts).await.expect(303);
        let page = shown(&mut drafter, &id).await;
        let general = page["parts"].as_array().unwrap().iter().find(|part| part["name"] == "general").unwrap();
        assert!(general["lost"].as_array().unwrap().contains(&"asked".into()), "{general}");
        drafter.get(&format!("/reviews/{id}")).await.expect(200).shows("không còn dùng số đã chốt");
        // Somebody with the old page loses nothing and overwrites nothing.
        let mine = [("revision", "1"), ("title", "Khác"), ("texts.late", "Chữ của tôi {late}.")];
        drafter.post(&format!("/reviews/{id}"), &mine).await.expect(422).shows("Chữ của tôi").shows("chủ yếu do biên chế");

        // The report: its Word file holds the numbers, and keeps them while work goes on.
        let document = drafter.post(&format!("/reviews/{id}/report"), &[]).await.expect(303).location().rsplit('/').next().unwrap().to_owned();
        app.clock.advance(Duration::from_secs(60));
        let third = work_of(app, world.office, domain::work::Role::Lead).await;
        let by = if third.asker_id == world.office { &mut asker_office } else { &mut asker };
        done(app, &mut drafter, by, third.id.to_string()).await;
        let file = drafter.get(&format!("/documents/{document}/document.docx")).await.expect(200);
        let source = document::open("bao-cao.docx", &file.bytes, &document::Limits::default()).expect("a Word file");
        let text: String = source.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        for words in ["BÁO CÁO", "Còn 5 việc chậm, chủ yếu do biên chế.", "KIẾN NGHỊ, ĐỀ XUẤT", "Đề nghị bổ sung biên chế.", "Số trường", "1.024", "Chờ biên chế mới."] {
            assert!(text.contains(words), "{words} in {text}");
        }
        opens(&mut drafter, 1).await;
        assert_eq!(number(&shown(&mut drafter, &id).await, "done"), 1, "the number is frozen");
        // In the document the text of the review is not typed over: the words of the form are left out.
        let written = crate::documents_written::written(&mut drafter, &document).await;
        assert_eq!(written["review"], id.as_str());
        crate::documents_written::send(&mut drafter, &document, &written, ("finish", &[("paper.body.0.text", "Đã xong 600 việc."), ("paper.addressees", "Sở Giáo dục và Đào tạo Hà Nội")])).await.expect(303);
        let paper = drafter.program().get(&format!("/documents/{document}")).await.expect(200).json()["paper"].clone();
        assert_eq!((&paper["body"][0]["text"], &paper["addressees"][0]), (&"Văn phòng báo cáo như sau:".into(), &"Sở Giáo dục và Đào tạo Hà Nội".into()));

        // Counting anew says what changed; the report takes it when told to, and keeps its head.
        drafter.post(&format!("/reviews/{id}/snapshots"), &[]).await.expect(303);
        let page = shown(&mut drafter, &id).await;
        assert_eq!((number(&page, "done"), page["snapshot"].as_i64(), &page["is_report_old"]), (2, Some(2), &true.into()));
        assert!(page["changes"].as_array().unwrap().iter().any(|one| one["key"] == "done" && one["was"] == 1 && one["is"] == 2), "{}", page["changes"]);
        opens(&mut drafter, 1).await;
        drafter.post(&format!("/reviews/{id}/report"), &[]).await.expect(303);
        let paper = drafter.program().get(&format!("/documents/{document}")).await.expect(200).json()["paper"].clone();
        assert!(paper["body"].to_string().contains("Còn 4 việc chậm"), "{}", paper["body"]);
        assert_eq!(paper["addressees"][0], "Sở Giáo dục và Đào tạo Hà Nội");

        // Once it is submitted neither words nor numbers change.
        let version = drafter.program().get(&format!("/documents/{document}")).await.expect(200).json()["document"]["version"].to_string();
        drafter.post(&format!("/documents/{document}/submit"), &[("version", version.as_str())]).await.expect(303);
        drafter.post(&format!("/reviews/{id}/snapshots"), &[]).await.expect(409).shows("đã trình");
        drafter.post(&format!("/reviews/{id}"), &[("revision", "2"), ("title", "Khác")]).await.expect(409);
        drafter.post(&format!("/reviews/{id}/report"), &[]).await.expect(409);
        // A report that was recalled holds nothing: what is mended goes into a new one.
        recalled(app, &document).await;
        drafter.post(&format!("/reviews/{id}/snapshots"), &[]).await.expect(303);
        drafter.get(&format!("/reviews/{id}")).await.expect(200).shows("Báo cáo trước đã thu hồi");
        let again = drafter.post(&format!("/reviews/{id}/report"), &[]).await.expect(303);
        assert!(!again.location().ends_with(&document), "the recalled one stays as it was");
        drafter.get(&format!("/reviews/{id}")).await.expect(200).hides("Báo cáo trước đã thu hồi");
        // The next review sets its numbers beside these.
        let office = world.office.to_string();
        let form = [("plan", plan.as_str()), ("kind", "final"), ("from", "1/8/2024"), ("to", "30/6/2025"), ("unit_id", office.as_str())];
        let next = drafter.post("/reviews", &form).await.expect(303).location().rsplit('/').next().unwrap().to_owned();
        let page = shown(&mut drafter, &next).await;
        let before = page["parts"].as_array().unwrap().iter().find(|part| part["name"] == "before").unwrap();
        assert_eq!((&before["compared"][1]["key"], &before["compared"][1]["was"]), (&"done".into(), &2.into()));
    }

    async fn a_review_is_seen_and_begun_by_those_who_may(app: TestApp) {
        let world = world(app).await;
        let (plan, _) = issued(app, &world).await;
        let mut drafter = at(app, PostKind::Drafter, world.office).await;
        let id = begun(&mut drafter, &world, &plan).await;
        let (office, bureau, ba_dinh) = (world.office.to_string(), world.land.bureau.to_string(), world.land.ba_dinh.to_string());
        for (kind, unit, reads, writes) in [
            (PostKind::Viewer, world.office, 200, 403),
            (PostKind::Focal, world.office, 200, 403),
            (PostKind::Clerk, world.office, 200, 303),
            (PostKind::Leader, world.land.so, 200, 303),
            (PostKind::Drafter, world.land.ba_dinh, 403, 403),
            (PostKind::Leader, world.land.bureau, 403, 403),
        ] {
            let mut person = at(app, kind, unit).await;
            person.get(&format!("/reviews/{id}")).await.expect(reads);
            person.get(&format!("/reviews/{id}/records?keys=asked")).await.expect(reads);
            person.post(&format!("/reviews/{id}/snapshots"), &[]).await.expect(writes);
        }
        let days = [("from", "1/8/2024"), ("to", "31/12/2024"), ("kind", "interim")];
        let with = |more: &[(&'static str, String)]| days.iter().map(|(k, v)| (*k, (*v).to_owned())).chain(more.iter().cloned()).collect::<Vec<_>>();
        let send = async |client: &mut Client, form: Vec<(&'static str, String)>| {
            let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            client.post("/reviews", &form).await
        };
        send(&mut drafter, with(&[("plan", plan.clone()), ("unit_id", bureau.clone())])).await.expect(422).shows("Không lập được cho đơn vị này");
        send(&mut drafter, with(&[("plan", office.clone()), ("unit_id", office.clone())])).await.expect(422).shows("Không thấy kế hoạch này");
        drafter.post("/reviews", &[("plan", &plan), ("unit_id", &office), ("kind", "interim"), ("from", "9/9/2024"), ("to", "1/9/2024")]).await.expect(422).shows("sớm hơn ngày đầu kỳ");
        drafter.post("/reviews", &[("plan", &plan), ("unit_id", &office), ("from", "hôm nào đó"), ("to", "1/9/2024")]).await.expect(422).shows("Không hiểu ngày này").shows("hôm nào đó");
        // A unit that only got the plan counts what is its own, and no other's.
        let mut there = at(app, PostKind::Leader, world.land.ba_dinh).await;
        send(&mut there, with(&[("plan", plan.clone()), ("unit_id", ba_dinh.clone()), ("about_id", office.clone())])).await.expect(422).shows("Không xem được việc của đơn vị này");
        let own = send(&mut there, with(&[("plan", plan.clone()), ("unit_id", ba_dinh)])).await.expect(303).location().rsplit('/').next().unwrap().to_owned();
        let page = shown(&mut there, &own).await;
        assert_eq!((number(&page, "asked"), number(&page, "units"), number(&page, "delivered")), (2, 1, 1));
        // A period over all plans, of one's own unit.
        let all = send(&mut drafter, with(&[("unit_id", office)])).await.expect(303).location().rsplit('/').next().unwrap().to_owned();
        let page = shown(&mut drafter, &all).await;
        assert_eq!((number(&page, "asked"), number(&page, "plans")), (2, 1));
        drafter.get("/reviews").await.expect(200).shows("Sơ kết");
    }
}
