//! Notices: who is told of what, once each, in the same transaction; the bell, the page, what is read, what is chosen.

use crate::app_test;
use crate::documents::{SO, address, approve, part, plan, shown, signed, submit, world};
use crate::support::{Client, TestApp};
use crate::work::begun;
use app::features::notices::Kind;
use app::features::notices::RemoveOld;
use app::features::notices::actions::{To, Told, tell};
use domain::ids::{PersonId, UnitId};
use domain::rights::PostKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::Value as Json;
use std::time::Duration;
use tables::{notice, person};

/// What stands on somebody's page: kinds, the latest first.
pub async fn kinds(client: &mut Client) -> Vec<String> {
    let page = listed(client, "all").await;
    page["notices"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

async fn listed(client: &mut Client, show: &str) -> Json {
    client.program().get(&format!("/notices?show={show}")).await.expect(200).json()
}

async fn sentences(client: &mut Client) -> Vec<String> {
    let page = listed(client, "all").await;
    let all = page["notices"].as_array().unwrap().iter();
    all.map(|one| one["sentence"].as_str().unwrap().to_owned()).collect()
}

async fn n_unread(client: &mut Client) -> u64 {
    client.program().get("/notices/count").await.expect(200).json()["n_unread"].as_u64().unwrap()
}

async fn id_of(app: &TestApp, kind: PostKind, unit: UnitId) -> PersonId {
    let email = format!("{kind}-{unit}@so.vn");
    person::by_email(&email).one(app.app.db.read()).await.unwrap().expect("a person").id
}

/// Tells this person of a made-up thing.
async fn say(app: &TestApp, told: Told) -> u64 {
    let tx = app.app.db.write().await.unwrap();
    let n = tell(&tx, app.app.now(), &[told]).await.unwrap();
    tx.commit().await.unwrap();
    n
}

fn something(to: To) -> Told {
    let about = ("work", uuid::Uuid::from_u128(7));
    let words = web::args![title = "Báo cáo <b>", dated = "yes", due_on = "2024-10-31"];
    Told::new(to, Kind::WorkNew, about, "/work").with(words)
}

app_test! {
    async fn each_step_of_a_document_tells_those_who_must_act_and_not_who_acted(app: TestApp) {
        let world = world(app).await;
        let (_, id) = plan(app, &world, &[(SO, world.land.so)]).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let mut leader = app.officer(PostKind::Leader, world.land.so).await;
        let mut clerk = app.officer(PostKind::Clerk, world.land.so).await;
        let mut other = app.officer(PostKind::Leader, world.union).await;
        submit(&mut drafter, &id).await;
        assert_eq!(kinds(&mut leader).await, ["document-submitted"]);
        assert_eq!((n_unread(&mut leader).await, n_unread(&mut other).await, n_unread(&mut drafter).await), (1, 0, 0));
        leader.post(&part(&id, 0, "return", app).await, &[("reason", "Bổ sung kinh phí")]).await.expect(303);
        assert_eq!(sentences(&mut drafter).await, ["Dự thảo bị trả lại: Tổ chức Hội nghị người lao động năm học 2024 - 2025. Lý do: Bổ sung kinh phí"]);
        app.clock.advance(Duration::from_secs(60));
        submit(&mut drafter, &id).await;
        assert_eq!(kinds(&mut leader).await, ["document-submitted", "document-submitted"], "it was submitted again");
        approve(app, &mut leader, &id, 0).await;
        leader.post(&part(&id, 0, "sign", app).await, &[]).await.expect(303);
        assert_eq!(kinds(&mut clerk).await, ["document-to-number"]);
        assert_eq!(kinds(&mut leader).await.len(), 2, "who signed is not told");
        assert!(kinds(&mut other).await.is_empty());
        assert!(shown(&mut drafter, &id).await["document"]["state"] == "signed");
    }

    async fn a_document_that_came_is_told_once_to_everybody_who_takes_it_in(app: TestApp) {
        let world = world(app).await;
        let (_, id, mut clerk) = signed(app, &world).await;
        let mut focal = app.officer(PostKind::Focal, world.land.ba_dinh).await;
        let mut head = app.officer(PostKind::Leader, world.land.ba_dinh).await;
        let mut viewer = app.officer(PostKind::Viewer, world.land.ba_dinh).await;
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "KH-SGDĐT")]).await.expect(303);
        address(&mut clerk, &id, world.land.so).await;
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(sentences(&mut focal).await, ["Văn bản đến 01/KH-SGDĐT: Tổ chức Hội nghị người lao động năm học 2024 - 2025, kèm 2 việc của đơn vị."]);
        assert_eq!((kinds(&mut head).await.len(), kinds(&mut viewer).await.len()), (1, 0));
        // The job again, from the beginning, as after a crash: nobody is told twice.
        let tx = app.app.db.write().await.unwrap();
        let issuing = tables::document::ActiveModel { state: sea_orm::ActiveValue::Set(tables::document::State::Issuing), ..Default::default() };
        tables::document::Entity::update_many().set(issuing).exec(&tx).await.unwrap();
        let by = app::features::documents::Issue { document: id.parse().unwrap(), person: None, post: None };
        jobs::enqueue(&tx, app.app.now(), &by).await.unwrap();
        tx.commit().await.unwrap();
        app.run_jobs().await;
        assert_eq!(notice::Entity::find().filter(notice::Column::Kind.eq("document-came")).count(app.app.db.read()).await.unwrap(), 2);
        // Only the silent are reminded, as often as somebody reminds.
        head.post(&format!("/documents/{id}/acknowledge"), &[]).await.expect(303);
        clerk.post(&format!("/documents/{id}/remind"), &[]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(kinds(&mut focal).await, ["document-came"], "the unit has acknowledged it");
        clerk.post(&format!("/documents/{id}/recall"), &[("reason", "Sai phụ lục")]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(sentences(&mut focal).await[0], "Đã thu hồi 01/KH-SGDĐT: Tổ chức Hội nghị người lao động năm học 2024 - 2025. Lý do: Sai phụ lục");
    }

    async fn work_tells_both_sides(app: TestApp) {
        let mut story = begun(app).await;
        let (id, ba_dinh) = (story.ids[1], story.land.ba_dinh);
        let mut head = app.officer(PostKind::Leader, ba_dinh).await;
        let focal = id_of(app, PostKind::Focal, ba_dinh).await.to_string();
        head.post(&format!("/work/{id}/person"), &[("person", &focal)]).await.expect(303);
        assert_eq!(sentences(&mut story.doer).await, ["Ông/bà được giao phụ trách: Báo cáo kết quả năm học, hạn 31/10/2024."]);
        story.doer.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
        story.doer.post(&format!("/work/{id}/dates"), &[("wanted_on", "15/11/2024"), ("date_reason", "Chờ số liệu")]).await.expect(303);
        assert_eq!(kinds(&mut story.asker).await, ["work-date-asked"]);
        let request = tables::date_request::Entity::find().one(app.app.db.read()).await.unwrap().unwrap().id.to_string();
        story.asker.post(&format!("/work/asked/{id}/dates"), &[("request", &request), ("verdict", "agree")]).await.expect(303);
        assert_eq!(sentences(&mut story.doer).await[0], "Đồng ý đổi hạn: Báo cáo kết quả năm học, hạn mới 15/11/2024.");
        story.doer.post(&format!("/work/{id}/reports"), &[("words", "Xong."), ("send", "hand_in")]).await.expect(303);
        assert_eq!(kinds(&mut story.asker).await, ["work-handed-in", "work-date-asked"]);
        let back = [("verdict", "return"), ("return_reason", "Thiếu biên bản")];
        story.asker.post(&format!("/work/asked/{id}/verdict"), &back).await.expect(303);
        story.doer.post(&format!("/work/{id}/reports"), &[("words", "Đủ."), ("send", "hand_in")]).await.expect(303);
        story.asker.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "approve")]).await.expect(303);
        let told = kinds(&mut story.doer).await;
        assert_eq!(told, ["work-accepted", "work-returned", "work-date-answered", "work-assigned"]);
        assert!(kinds(&mut head).await.is_empty(), "the person in charge is told, and nobody else");
    }

    async fn the_bell_counts_what_is_unread_and_opening_reads(app: TestApp) {
        let world = world(app).await;
        let mut focal = app.officer(PostKind::Focal, world.land.ba_dinh).await;
        let who = id_of(app, PostKind::Focal, world.land.ba_dinh).await;
        focal.get("/work").await.expect(200).shows("Thông báo, không có gì mới");
        for minute in 1..=3 {
            app.clock.advance(Duration::from_secs(60));
            assert_eq!(say(app, something(To::Person(who))).await, 1, "{minute}");
        }
        focal.get("/work").await.expect(200).shows("aria-label=\"Thông báo, 3 chưa đọc\"");
        let page = focal.get("/notices").await.expect(200);
        page.shows("Việc mới: Báo cáo &lt;b&gt;, hạn 31/10/2024.").shows("3 chưa đọc");
        let page = listed(&mut focal, "unread").await;
        let first = page["notices"][0]["id"].as_str().unwrap();
        let until = page["notices"][1]["id"].as_str().unwrap();
        assert_eq!(focal.get(&format!("/notices/{first}/open")).await.expect(303).location(), "/work");
        focal.get(&format!("/notices/{first}/open")).await.expect(303);
        assert_eq!(n_unread(&mut focal).await, 2);
        // Somebody else's notice is none.
        let mut other = app.officer(PostKind::Leader, world.land.ba_dinh).await;
        other.get(&format!("/notices/{first}/open")).await.expect(404);
        other.post("/notices/read", &[("until", until)]).await.expect(303);
        assert_eq!(n_unread(&mut focal).await, 2, "what others mark is theirs");
        // What came after the page was shown stays unread.
        app.clock.advance(Duration::from_secs(60));
        say(app, something(To::Person(who))).await;
        let told = focal.post("/notices/read", &[("until", until)]).await.expect(303);
        focal.get(told.location()).await.expect(200).shows("Đã đánh dấu 2 thông báo là đã đọc.");
        assert_eq!(n_unread(&mut focal).await, 1);
        let newest = listed(&mut focal, "unread").await["notices"][0]["id"].as_str().unwrap().to_owned();
        focal.post("/notices/read", &[("until", &newest), ("theme", "documents")]).await.expect(303);
        assert_eq!(n_unread(&mut focal).await, 1, "what the filter hides stays unread");
        focal.get("/notices?theme=work").await.expect(200).shows("name=\"theme\" value=\"work\"");
        focal.post("/notices/read", &[("until", "rác")]).await.expect(422).shows("Tải lại trang");
        assert_eq!(listed(&mut focal, "all").await["total"], 4);
        assert_eq!(focal.program().get("/notices?theme=documents&show=all&page=99999").await.expect(200).json()["total"], 0);
        app.guest().program().get("/notices/count").await.expect(401);
    }

    async fn a_person_is_told_once_and_only_what_was_chosen(app: TestApp) {
        let world = world(app).await;
        let unit = world.land.ba_dinh;
        let mut focal = app.officer(PostKind::Focal, unit).await;
        let who = id_of(app, PostKind::Focal, unit).await;
        const BOTH: &[PostKind] = &[PostKind::Focal, PostKind::Leader];
        let told = || something(To::Posts(unit, BOTH)).once("one event");
        assert_eq!((say(app, told()).await, say(app, told()).await), (1, 0));
        assert_eq!(say(app, something(To::Posts(unit, BOTH)).but(Some(who)).once("another")).await, 0);
        // Not the new work any more; what is chosen for others says nothing of it.
        let page = focal.get("/notices/settings").await.expect(200);
        page.shows("Văn bản đến đơn vị").shows("Đơn vị có việc mới");
        let shows: Vec<(&str, &str)> = Kind::ALL.iter().filter(|k| **k != Kind::WorkNew).map(|k| ("shows", k.word())).collect();
        let saved = focal.post("/notices/settings", &shows).await.expect(303);
        focal.get(saved.location()).await.expect(200).shows("Đã lưu lựa chọn thông báo.");
        assert_eq!(say(app, told().once("a third")).await, 0);
        focal.post("/notices/settings", &[("shows", "no-such-kind")]).await.expect(422).shows("Tải lại trang rồi chọn lại.");
        // A person who left the house is told nothing.
        let tx = app.app.db.write().await.unwrap();
        let closed = person::ActiveModel { closed_at: sea_orm::ActiveValue::Set(Some(app.app.now())), ..Default::default() };
        person::Entity::update_many().set(closed).filter(person::Column::Id.eq(who)).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let document = Told::new(To::Person(who), Kind::DocumentToSign, ("document", uuid::Uuid::from_u128(1)), "/documents");
        assert_eq!(say(app, document).await, 0);
    }

    async fn what_is_not_committed_was_not_told_and_old_notices_go(app: TestApp) {
        let world = world(app).await;
        let mut focal = app.officer(PostKind::Focal, world.land.ba_dinh).await;
        let who = id_of(app, PostKind::Focal, world.land.ba_dinh).await;
        let tx = app.app.db.write().await.unwrap();
        assert_eq!(tell(&tx, app.app.now(), &[something(To::Person(who))]).await.unwrap(), 1);
        tx.rollback().await.unwrap();
        assert_eq!(n_unread(&mut focal).await, 0);
        say(app, something(To::Person(who))).await;
        for (days, left) in [(179, 1), (2, 0)] {
            app.clock.advance(Duration::from_secs(days * 86_400));
            let tx = app.app.db.write().await.unwrap();
            jobs::enqueue(&tx, app.app.now(), &RemoveOld {}).await.unwrap();
            tx.commit().await.unwrap();
            app.run_jobs().await;
            assert_eq!(notice::Entity::find().count(app.app.db.read()).await.unwrap(), left);
        }
    }
}
