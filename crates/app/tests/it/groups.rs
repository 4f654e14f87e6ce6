//! Clusters of units and partners outside: kept from a day to a day, addressed by documents, without doubles, by those who
//! may.

use crate::app_test;
use crate::documents::{signed_with, world};
use crate::support::{Client, TestApp};
use crate::units::country;
use app::features::groups::GroupError;
use app::features::groups::actions::{self, NewCluster, NewPartner};
use app::rights::Administrator;
use db::events::By;
use domain::groups::{ClusterKind, ClusterRole};
use domain::ids::{ClusterId, ClusterMemberId, PartnerId, UnitId};
use domain::rights::PostKind;
use domain::time::Day;
use sea_orm::EntityTrait as _;
use serde_json::{Value as Json, json};
use tables::{cluster_member, delivery};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn new_cluster(name: &str) -> NewCluster {
    NewCluster { name: name.to_owned(), kind: ClusterKind::Emulation, basis: String::new(), from: None }
}

/// A cluster that `unit` keeps, with the unit itself in it.
pub async fn cluster(app: &TestApp, unit: UnitId) -> (ClusterId, ClusterMemberId) {
    static N: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let n = N.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let tx = app.app.db.write().await.unwrap();
    let now = app.app.now();
    let id =
        actions::create_cluster(&tx, now, By::HOUSE, unit, &new_cluster(&format!("Cụm {n}"))).await.unwrap();
    actions::add_members(&tx, now, By::HOUSE, id, (&[unit], ClusterRole::Member, None)).await.unwrap();
    tx.commit().await.unwrap();
    let place = cluster_member::of(&[id]).one(app.app.db.read()).await.unwrap().unwrap();
    (id, place.id)
}

/// A partner that `unit` keeps.
pub async fn partner(app: &TestApp, unit: UnitId) -> PartnerId {
    static N: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let n = N.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let new = NewPartner { name: format!("Nhà xuất bản {n}"), ..NewPartner::default() };
    let tx = app.app.db.write().await.unwrap();
    let id = actions::create_partner(&tx, app.app.now(), By::HOUSE, (unit, true), &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn made(client: &mut Client, path: &str, form: &[(&str, &str)]) -> String {
    client.post(path, form).await.expect(303).location().to_owned()
}

fn units(places: &Json) -> Vec<(&str, &str)> {
    places
        .as_array()
        .expect("places")
        .iter()
        .map(|one| (one["unit"]["name"].as_str().expect("a name"), one["role"].as_str().expect("a part")))
        .collect()
}

const BA_DINH: &str = "Phòng Giáo dục và Đào tạo quận Ba Đình";
const HOAN_KIEM: &str = "Phòng Giáo dục và Đào tạo quận Hoàn Kiếm";

app_test! {
    async fn a_cluster_is_kept_from_a_day_to_a_day(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let so = land.so.to_string();
        let form = [("unit_id", so.as_str()), ("name", "Cụm thi đua số 3"), ("kind", "emulation"), ("basis", "Quyết định số 5/QĐ-SGDĐT"), ("from", "1/9/2023")];
        let at = made(&mut clerk, "/clusters", &form).await;
        clerk.post("/clusters", &form).await.expect(422).shows("Đã có nơi tên như vậy").shows("Quyết định số 5/QĐ-SGDĐT");
        clerk.post("/clusters", &[("unit_id", so.as_str()), ("name", "..."), ("kind", "emulation"), ("from", "31/2/2024")]).await.expect(422).shows("ít nhất một chữ cái").shows("Không đọc được ngày");
        // Several at once; a name that is of no unit is told, and nothing typed is lost.
        let wrong = [("units", "Phòng Giáo dục và Đào tạo quận Ba Đình\nPhòng Không Có"), ("role", "member"), ("from", "1/9/2023")];
        clerk.post(&format!("{at}/members"), &wrong).await.expect(422).shows("Phòng Không Có").shows("quận Ba Đình\nPhòng Không Có");
        let both = format!("{BA_DINH}\n{HOAN_KIEM}");
        clerk.post(&format!("{at}/members"), &[("units", &both), ("role", "leader")]).await.expect(422).shows("chỉ có một cụm trưởng");
        clerk.post(&format!("{at}/members"), &[("units", &both), ("role", "member"), ("from", "1/9/2023")]).await.expect(303);
        clerk.post(&format!("{at}/members"), &[("unit_id", &land.ba_dinh.to_string()), ("role", "leader"), ("from", "1/1/2024")]).await.expect(303);
        clerk.post(&format!("{at}/members"), &[("unit_id", &land.hoan_kiem.to_string()), ("role", "leader"), ("from", "1/7/2024")]).await.expect(303);
        // As of each day: who led, who leads, and nobody before the cluster was there.
        let on = async |client: &mut Client, on: &str| client.program().get(&format!("{at}?on={on}")).await.expect(200).json();
        let now = on(&mut clerk, "5/8/2024").await;
        assert_eq!(units(&now["places"]), [(HOAN_KIEM, "leader"), (BA_DINH, "member")]);
        assert_eq!(units(&on(&mut clerk, "1/2/2024").await["places"]), [(BA_DINH, "leader"), (HOAN_KIEM, "member")]);
        assert_eq!(units(&on(&mut clerk, "1/10/2023").await["places"]), [(BA_DINH, "member"), (HOAN_KIEM, "member")]);
        assert_eq!(units(&on(&mut clerk, "1/8/2023").await["places"]), []);
        let list = clerk.program().get("/clusters?q=thi+dua").await.expect(200).json();
        assert_eq!((&list["clusters"][0]["leader"]["name"], &list["clusters"][0]["n_units"]), (&HOAN_KIEM.into(), &2.into()));
        assert_eq!(clerk.program().get("/clusters?on=1/8/2023").await.expect(200).json()["clusters"], json!([]));
        clerk.get(&format!("/units/{}", land.ba_dinh)).await.expect(200).shows("Cụm thi đua số 3").shows("Thành viên");
        // A day before a later place is refused with the sentence at the day.
        clerk.post(&format!("{at}/members"), &[("unit_id", &land.hoan_kiem.to_string()), ("role", "deputy"), ("from", "1/2/2024")]).await.expect(422).shows("từ một ngày sau đó");
        // A unit leaves, the cluster ends: history stays.
        let place = now["places"][1]["id"].as_str().unwrap();
        clerk.post(&format!("{at}/members/{place}/end"), &[("on", "")]).await.expect(422).shows("Ghi ngày.");
        clerk.post(&format!("{at}/members/{place}/end"), &[("on", "31/7/2024")]).await.expect(303);
        assert_eq!(on(&mut clerk, "5/8/2024").await["places"].as_array().unwrap().len(), 1);
        clerk.post(&format!("{at}/end"), &[("on", "4/8/2024")]).await.expect(303);
        clerk.post(&format!("{at}/end"), &[("on", "4/8/2024")]).await.expect(409).shows("đã kết thúc");
        assert_eq!(units(&on(&mut clerk, "1/2/2024").await["places"]).len(), 2);
        assert_eq!(units(&on(&mut clerk, "5/8/2024").await["places"]), []);
    }

    async fn a_cluster_is_kept_by_leaders_and_clerks_of_its_unit_and_read_by_all(app: TestApp) {
        let land = country(app).await;
        let (id, _) = cluster(app, land.so).await;
        for kind in PostKind::ALL {
            let mut own = app.officer(kind, land.so).await;
            own.get(&format!("/clusters/{id}")).await.expect(200);
            let may = matches!(kind, PostKind::Leader | PostKind::Clerk);
            let answer = own.get(&format!("/clusters/{id}/edit")).await;
            assert_eq!(answer.status.as_u16(), if may { 200 } else { 403 }, "{kind}");
        }
        // A clerk elsewhere names the department in the form: refused, and no cluster is made.
        let mut other = app.officer(PostKind::Clerk, land.bureau).await;
        let form = [("unit_id", &*land.so.to_string()), ("name", "Cụm lạ"), ("kind", "other")];
        other.post("/clusters", &form).await.expect(403);
        assert_eq!(other.program().get("/clusters?q=la").await.expect(200).json()["clusters"], json!([]));
        // A unit that is over on the day is not put into a cluster.
        let tx = app.app.db.write().await.unwrap();
        let deed = app::features::units::actions::Deed { on: day("2024-07-01"), basis: String::new() };
        let house = Administrator::system();
        app::features::units::actions::dissolve(&tx, app.app.now(), house, land.hoan_kiem, None, deed).await.unwrap();
        let refused = actions::add_members(&tx, app.app.now(), By::HOUSE, id, (&[land.hoan_kiem], ClusterRole::Member, None)).await;
        assert!(matches!(refused, Err(GroupError::NotThen(_))), "{refused:?}");
        drop(tx);
    }

    async fn a_document_goes_to_a_cluster_to_its_leader_and_to_a_partner(app: TestApp) {
        let world = world(app).await;
        let tx = app.app.db.write().await.unwrap();
        let now = app.app.now();
        let id = actions::create_cluster(&tx, now, By::HOUSE, world.land.so, &new_cluster("Cụm thi đua số 3")).await.unwrap();
        let both = [world.land.ba_dinh, world.land.hoan_kiem];
        actions::add_members(&tx, now, By::HOUSE, id, (&both, ClusterRole::Member, None)).await.unwrap();
        actions::add_members(&tx, now, By::HOUSE, id, (&both[1..], ClusterRole::Leader, Some(day("2024-08-01")))).await.unwrap();
        let new = NewPartner { name: "Sở Tài chính tỉnh Nghệ An".to_owned(), contact: "Bà Lê Hoa".to_owned(), ..NewPartner::default() };
        let to = actions::create_partner(&tx, now, By::HOUSE, (world.land.so, false), &new).await.unwrap();
        tx.commit().await.unwrap();
        let changes = [
            ("Các phòng GD&ĐT\n    2", "Cụm thi đua số 3\n    2"),
            ("Các phòng GD&ĐT (để t/h)", "Các đơn vị trong Cụm thi đua số 3 (để t/h)"),
            ("Các phòng GD&ĐT\tVăn phòng Sở", "Các cụm trưởng\tVăn phòng Sở"),
        ];
        let (plan, document, mut clerk) = signed_with(app, &world, &changes).await;
        clerk.post(&format!("/documents/{document}/number"), &[("on", "5/8/2024"), ("symbol", "KH-SGDĐT")]).await.expect(303);
        let page = clerk.program().get(&format!("/documents/{document}/issue")).await.expect(200).json();
        let name = |printed: &str| {
            let names = page["names"].as_array().unwrap();
            names.iter().find(|name| name["printed"] == printed).unwrap_or_else(|| panic!("{printed} is not in {names:#?}"))
        };
        // What stands for whom is proposed; the reader left it open.
        let whole = &name("Các đơn vị trong Cụm thi đua số 3");
        assert_eq!((&whole["target"]["to"], &whole["n_units"], &whole["is_proposed"]), (&"cluster".into(), &2.into(), &true.into()));
        let leaders = &name("Các cụm trưởng");
        assert_eq!((&leaders["target"]["to"], &leaders["n_units"]), (&"cluster_leaders".into(), &1.into()));
        let finance = &name("Sở Tài chính")["at"];
        let say = async |client: &mut Client, to: &str, named: &str| {
            let fields = [("printed", "Sở Tài chính"), ("to", to), ("named", named)];
            let fields: Vec<(String, &str)> = fields.iter().map(|(k, v)| (format!("names.{finance}.{k}"), *v)).collect();
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), *v)).collect();
            client.post(&format!("/documents/{document}/addresses"), &fields).await
        };
        say(&mut clerk, "partner", "").await.expect(422).shows("Ghi tên cụm hoặc đối tác.");
        say(&mut clerk, "partner", "Sở Lạ").await.expect(422).shows("Không có đối tác tên này");
        say(&mut clerk, "cluster", "Cụm Lạ").await.expect(422).shows("Không có cụm tên này");
        say(&mut clerk, "partner", "so tai chinh tinh nghe an").await.expect(303);
        clerk.get(&format!("/documents/{document}/issue")).await.expect(200).shows("gửi ngoài hệ thống");
        clerk.post(&format!("/documents/{document}/outside"), &[("partner_id", &to.to_string()), ("sent_on", "5/8/2024"), ("sent_by", "post")]).await.expect(409).shows("chưa phát hành");
        clerk.post(&format!("/documents/{document}/issue"), &[]).await.expect(303);
        app.run_jobs().await;
        let got: Vec<UnitId> = delivery::Entity::find().all(app.app.db.read()).await.unwrap().into_iter().map(|row| row.unit_id).collect();
        assert_eq!(got.len(), 3, "two offices of the cluster and the office of the department: {got:?}");
        assert!(got.contains(&world.land.ba_dinh) && got.contains(&world.land.hoan_kiem));
        // Only the leading unit leads what the leaders were asked.
        let mut read = app.officer(PostKind::Focal, world.land.ba_dinh).await.program();
        let own = read.get("/work").await.expect(200).json();
        assert_eq!(own["total"], 1, "{own:#}");
        let leader = app.officer(PostKind::Focal, world.land.hoan_kiem).await.program().get("/work").await.expect(200).json();
        assert_eq!(leader["total"], 2);
        // The work of a cluster, as far as one may read it.
        let all = clerk.program().get(&format!("/work?cluster={id}")).await.expect(200).json();
        assert_eq!((&all["total"], &all["cluster"]["name"]), (&3.into(), &"Cụm thi đua số 3".into()));
        assert_eq!(read.get(&format!("/work?cluster={id}")).await.expect(200).json()["total"], 1);
        clerk.get(&format!("/work?cluster={id}")).await.expect(200).shows("Cụm thi đua số 3");
        clerk.get(&format!("/work.xlsx?cluster={id}")).await.expect(200);
        let page = clerk.program().get(&format!("/clusters/{id}")).await.expect(200).json();
        assert_eq!((&page["letters"][0]["symbol"], page["work"].as_array().unwrap().len()), (&"01/KH-SGDĐT".into(), 2));
        clerk.get(&format!("/clusters/{id}")).await.expect(200).shows("01/KH-SGDĐT");
        // What goes outside is written down by hand.
        clerk.get(&format!("/documents/{document}/deliveries")).await.expect(200).shows("Gửi ngoài hệ thống").shows("Chưa gửi");
        let to = to.to_string();
        let way = [("partner_id", to.as_str()), ("sent_on", "9/9/2024"), ("sent_by", "post"), ("receiver", "Bà Lê Hoa")];
        clerk.post(&format!("/documents/{document}/outside"), &way).await.expect(422).shows("Ngày này chưa tới").shows("Bà Lê Hoa");
        let way: Vec<(&str, &str)> = way.iter().map(|(k, v)| (*k, if *k == "sent_on" { "5/8/2024" } else { *v })).collect();
        clerk.post(&format!("/documents/{document}/outside"), &way).await.expect(303);
        clerk.get(&format!("/documents/{document}/deliveries")).await.expect(200).shows("Đã gửi 5/8/2024");
        let page = clerk.program().get(&format!("/partners/{to}")).await.expect(200).json();
        assert_eq!((&page["sent"][0]["symbol"], &page["uses"][0]["receives"]), (&"01/KH-SGDĐT".into(), &true.into()));
        assert_eq!(page["uses"][0]["plan"], plan.to_string());
        clerk.get(&format!("/partners/{to}")).await.expect(200).shows("trong Nơi nhận");
    }

    async fn a_partner_is_found_without_marks_and_kept_once(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let so = land.so.to_string();
        let form = [("unit_id", so.as_str()), ("name", "Sở Giáo dục và Đào tạo tỉnh Nghệ An"), ("kind", "agency"), ("place", "Nghệ An"), ("contact", "Nguyễn Văn Đạt"), ("email", "Dat@NgheAn.edu.vn"), ("phone", "0912 345 678")];
        let at = made(&mut clerk, "/partners", &form).await;
        clerk.post("/partners", &form).await.expect(422).shows("Đã có nơi tên như vậy");
        let alike: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, if *k == "name" { "Sở giáo dục và đào tạo Nghệ An" } else { *v })).collect();
        clerk.post("/partners", &alike).await.expect(422).shows("Tên gần giống").shows("Không, đây là nơi khác").shows("0912 345 678");
        let mut another = alike.clone();
        another.push(("is_another", "true"));
        clerk.post("/partners", &another).await.expect(303);
        let bad = [("unit_id", so.as_str()), ("name", "Báo Nhân Dân"), ("kind", ""), ("email", "khong phai")];
        clerk.post("/partners", &bad).await.expect(422).shows("Chọn một mục.").shows("ten@coquan.vn").shows("Báo Nhân Dân");
        let found = clerk.program().get("/partners?q=nghe+an+dat").await.expect(200).json();
        assert_eq!((&found["total"], &found["partners"][0]["email"]), (&2.into(), &"dat@nghean.edu.vn".into()));
        // Whom to speak to is not for a viewer.
        let mut viewer = app.officer(PostKind::Viewer, land.so).await.program();
        assert_eq!(viewer.get(&at).await.expect(200).json()["partner"]["phone"], "");
        clerk.get(&format!("{at}/edit")).await.expect(200).shows("0912 345 678");
        clerk.post(&format!("{at}/end"), &[]).await.expect(303);
        assert_eq!(clerk.program().get("/partners").await.expect(200).json()["total"], 1);
        clerk.get("/partners?aside=true").await.expect(200).shows("Thôi phối hợp");
        clerk.post(&format!("{at}/reopen"), &[]).await.expect(303);
        app.officer(PostKind::Clerk, land.bureau).await.post(&at, &form).await.expect(403);
    }

    async fn the_same_partner_is_added_at_once_by_many_and_kept_once(app: TestApp) {
        let land = country(app).await;
        let mut clerks = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (house, unit) = (app.app.clone(), land.so);
            clerks.spawn(async move {
                let new = NewPartner { name: "Công ty Viễn thông A".to_owned(), ..NewPartner::default() };
                let tx = house.db.write().await.unwrap();
                let made = actions::create_partner(&tx, house.now(), By::HOUSE, (unit, true), &new).await;
                if made.is_ok() {
                    tx.commit().await.unwrap();
                }
                made.is_ok()
            });
        }
        let n_made = clerks.join_all().await.into_iter().filter(|is_made| *is_made).count();
        assert_eq!(n_made, 1);
    }
}
