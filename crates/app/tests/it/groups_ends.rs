//! Clusters whose last day lies ahead, names that two bear, and documents without a plan that go to a group.

use crate::app_test;
use crate::documents::world;
use crate::documents_written::{begun, send, signed, written};
use crate::groups::cluster;
use crate::support::{Client, TestApp};
use crate::units::country;
use crate::work_sums::{ask, plan_with};
use app::features::groups::actions::{self, NewCluster, NewPartner};
use db::events::By;
use domain::groups::ClusterKind;
use domain::ids::{PartnerId, UnitId};
use domain::rights::PostKind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::Value as Json;
use tables::partner_delivery;

async fn known(client: &mut Client, path: &str) -> Json {
    client.program().get(path).await.expect(200).json()
}

async fn named(app: &TestApp, unit: UnitId, name: &str, place: &str) -> PartnerId {
    let new = NewPartner { name: name.to_owned(), place: place.to_owned(), ..NewPartner::default() };
    let tx = app.app.db.write().await.unwrap();
    let id = actions::create_partner(&tx, app.app.now(), By::HOUSE, (unit, true), &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

app_test! {
    async fn a_last_day_ahead_is_changed_and_taken_away(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let (id, place) = cluster(app, land.so).await;
        let at = format!("/clusters/{id}");
        let name = known(&mut clerk, &at).await["cluster"]["name"].as_str().unwrap().to_owned();
        // The tests' today is 5 August 2024.
        clerk.post(&format!("{at}/end"), &[("on", "31/12/2024")]).await.expect(303);
        let page = known(&mut clerk, &at).await;
        assert_eq!((&page["is_over"], &page["to"], &page["places"][0]["to"]), (&false.into(), &"2024-12-31".into(), &"2024-12-31".into()));
        clerk.get(&at).await.expect(200).shows("Sẽ kết thúc 31/12/2024").shows("Đổi ngày kết thúc");
        // Until that day it is a living cluster: its name is taken, it is changed, units come, and go before it.
        let so = land.so.to_string();
        let same = [("unit_id", so.as_str()), ("name", name.as_str()), ("kind", "other")];
        clerk.post("/clusters", &same).await.expect(422).shows("Đã có nơi tên như vậy");
        clerk.post(&at, &[("name", &name), ("kind", "other"), ("from", "1/1/2025")]).await.expect(422).shows("Ngày đầu đứng sau");
        clerk.post(&at, &[("name", &name), ("kind", "professional")]).await.expect(303);
        let ba_dinh = land.ba_dinh.to_string();
        clerk.post(&format!("{at}/members"), &[("unit_id", &ba_dinh), ("role", "member"), ("from", "1/2/2025")]).await.expect(422).shows("Cụm kết thúc trước ngày này");
        clerk.post(&format!("{at}/members"), &[("unit_id", &ba_dinh), ("role", "member"), ("from", "1/8/2024")]).await.expect(303);
        clerk.post(&format!("{at}/members/{place}/end"), &[("on", "1/2/2025")]).await.expect(422).shows("Cụm kết thúc trước ngày này");
        clerk.post(&format!("{at}/members/{place}/end"), &[("on", "30/9/2024")]).await.expect(303);
        clerk.post(&format!("{at}/members/{place}/end"), &[("on", "31/10/2024")]).await.expect(303);
        // Whoever is put in again stays, whatever day was written.
        clerk.post(&format!("{at}/members"), &[("unit_id", &so), ("role", "member"), ("from", "5/8/2024")]).await.expect(303);
        let page = known(&mut clerk, &at).await;
        let ends: Vec<&Json> = page["places"].as_array().unwrap().iter().map(|one| &one["to"]).collect();
        assert_eq!(ends, ["2024-12-31", "2024-12-31"]);
        // Another last day, and none.
        clerk.post(&format!("{at}/end"), &[("on", "31/8/2024")]).await.expect(303);
        assert_eq!(known(&mut clerk, &at).await["places"][1]["to"], "2024-08-31");
        clerk.post(&format!("{at}/reopen"), &[]).await.expect(303);
        let page = known(&mut clerk, &at).await;
        assert!(page["to"].is_null() && page["places"].as_array().unwrap().iter().all(|one| one["to"].is_null()), "{page:#}");
        // What is over leaves its name to another, and cannot come back beside it.
        clerk.post(&format!("{at}/end"), &[("on", "31/7/2024")]).await.expect(303);
        clerk.post(&at, &[("name", &name), ("kind", "other")]).await.expect(409).shows("đã kết thúc");
        clerk.post("/clusters", &same).await.expect(303);
        clerk.post(&format!("{at}/reopen"), &[]).await.expect(422);
        assert_eq!(known(&mut clerk, &at).await["to"], "2024-07-31");
    }

    async fn a_name_that_two_bear_is_given_by_its_label(app: TestApp) {
        let world = world(app).await;
        let mut drafter = app.officer(PostKind::Drafter, world.office).await;
        let mut leader = app.officer(PostKind::Leader, world.land.so).await;
        let id = begun(&mut drafter, &world, "CV", "Mời đưa tin").await;
        let page = written(&mut drafter, &id).await;
        let to = [("paper.body.0.text", "Mời đưa tin về tháng hành động."), ("paper.recipients.0.name", "Báo Lao Động"), ("paper.recipients.2.name", "Báo Phụ nữ"), ("paper.recipients.3.name", "Cụm thi đua số 7")];
        send(&mut drafter, &id, &page, ("finish", &to)).await.expect(303);
        signed(app, &mut drafter, &mut leader, &id).await;
        let mut clerk = app.officer(PostKind::Clerk, world.land.so).await;
        clerk.post(&format!("/documents/{id}/number"), &[("on", "5/8/2024"), ("symbol", "SGDĐT-VP")]).await.expect(303);
        // One of the same name here, one in Huế; a cluster that two departments keep by the same name.
        named(app, world.land.ba_dinh, "Báo Lao Động", "Hà Nội").await;
        let hue = named(app, world.land.hoan_kiem, "Báo Lao Động", "Huế").await;
        let women = named(app, world.land.so, "Báo Phụ nữ", "Hà Nội").await;
        named(app, world.land.ba_dinh, "Báo Phụ nữ", "Huế").await;
        let tx = app.app.db.write().await.unwrap();
        let mut kept = Vec::new();
        for keeper in [world.land.so, world.land.ba_dinh] {
            let new = NewCluster { name: "Cụm thi đua số 7".to_owned(), kind: ClusterKind::Emulation, basis: String::new(), from: None };
            kept.push(actions::create_cluster(&tx, app.app.now(), By::HOUSE, keeper, &new).await.unwrap());
        }
        tx.commit().await.unwrap();
        let page = known(&mut clerk, &format!("/documents/{id}/issue")).await;
        let offered: Vec<&str> = page["groups"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        let label = *offered.iter().find(|one| one.starts_with("Báo Lao Động, Huế")).expect("a label with its place");
        let at = |printed: &str| page["names"].as_array().unwrap().iter().find(|one| one["printed"] == printed).unwrap_or_else(|| panic!("{printed} in {page:#}"))["at"].to_string();
        let say = async |client: &mut Client, printed: &str, to: &str, named: &str| {
            let at = at(printed);
            let fields = [(format!("names.{at}.printed"), printed), (format!("names.{at}.to"), to), (format!("names.{at}.named"), named)];
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), *v)).collect();
            client.post(&format!("/documents/{id}/addresses"), &fields).await
        };
        say(&mut clerk, "Báo Lao Động", "partner", "Báo Lao Động").await.expect(422).shows("Có nhiều nơi cùng tên").shows("Báo Lao Động, Huế");
        say(&mut clerk, "Báo Lao Động", "partner", label).await.expect(303);
        // The unit that issues means its own.
        say(&mut clerk, "Báo Phụ nữ", "partner", "Báo Phụ nữ").await.expect(303);
        say(&mut clerk, "Cụm thi đua số 7", "cluster", "Cụm thi đua số 7").await.expect(303);
        let page = known(&mut clerk, &format!("/documents/{id}/issue")).await;
        let target = |printed: &str| &page["names"].as_array().unwrap().iter().find(|one| one["printed"] == printed).unwrap()["target"];
        assert_eq!(target("Báo Lao Động")["partner"], hue.to_string());
        assert_eq!(target("Báo Phụ nữ")["partner"], women.to_string());
        assert_eq!(target("Cụm thi đua số 7")["cluster"], kept[0].to_string());

        // Both pages know what went to them without a plan; the same way is written down once.
        clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
        app.run_jobs().await;
        for path in [format!("/clusters/{}", kept[0]), format!("/partners/{hue}")] {
            assert_eq!(known(&mut clerk, &path).await["letters"][0]["symbol"], "01/SGDĐT-VP", "{path}");
            clerk.get(&path).await.expect(200).shows("01/SGDĐT-VP");
        }
        assert_eq!(known(&mut clerk, &format!("/clusters/{}", kept[1])).await["letters"], Json::Array(Vec::new()));
        let hue = hue.to_string();
        let early = [("partner_id", hue.as_str()), ("sent_on", "4/8/2024"), ("sent_by", "post"), ("receiver", "Bà Lê Hoa")];
        clerk.post(&format!("/documents/{id}/outside"), &early).await.expect(422).shows("đứng trước ngày văn bản").shows("Bà Lê Hoa");
        let way = [("partner_id", hue.as_str()), ("sent_on", "5/8/2024"), ("sent_by", "post"), ("receiver", "Bà Lê Hoa")];
        for _ in 0..2 {
            clerk.post(&format!("/documents/{id}/outside"), &way).await.expect(303);
        }
        assert_eq!(partner_delivery::Entity::find().all(app.app.db.read()).await.unwrap().len(), 1);
        assert_eq!(known(&mut clerk, &format!("/partners/{hue}")).await["sent"][0]["receiver"], "Bà Lê Hoa");
        let mut viewer = app.officer(PostKind::Viewer, world.land.so).await;
        assert_eq!(known(&mut viewer, &format!("/partners/{hue}")).await["sent"][0]["receiver"], "");
    }

    async fn withdrawn_work_is_not_counted_as_done(app: TestApp) {
        let land = country(app).await;
        let (plan, tasks) = plan_with(app, land.so, &["1\tLập danh sách\tTháng 9\tCác phòng", "2\tTuyên truyền\tCả năm\tCác phòng"]).await;
        ask(app, plan, &tasks, &[land.ba_dinh]).await;
        let (id, _) = cluster(app, land.ba_dinh).await;
        let row = tables::assignment::of_units(&[land.ba_dinh]).one(app.app.db.read()).await.unwrap().unwrap();
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let before = known(&mut clerk, &format!("/clusters/{id}")).await["work"][0].clone();
        let mut row = row.into_active_model();
        row.state = Set(domain::work::State::Withdrawn);
        let tx = app.app.db.write().await.unwrap();
        row.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let after = known(&mut clerk, &format!("/clusters/{id}")).await["work"][0].clone();
        assert_eq!((&after["n_done"], &after["n_withdrawn"]), (&0.into(), &1.into()));
        assert_eq!(after["n"].as_u64().unwrap() + 1, before["n"].as_u64().unwrap());
        clerk.get(&format!("/clusters/{id}")).await.expect(200).shows("và 1 việc đã rút");
    }
}
