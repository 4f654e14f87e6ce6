//! Units: the tree, dated pages, search, changes and who may make them.

use std::collections::BTreeMap;

use app::features::units::actions::{self, Making};
use app::features::units::{lexicon, seed};
use app::rights::Administrator;
use domain::ids::UnitId;
use domain::rights::PostKind;
use domain::time::Day;
use domain::units::{Line, Meaning, Name, UnitKind};

use crate::app_test;
use crate::support::TestApp;

/// A small country: a ministry with a bureau, a department with two district offices.
pub struct Country {
    pub ministry: UnitId,
    pub bureau: UnitId,
    pub so: UnitId,
    pub ba_dinh: UnitId,
    pub hoan_kiem: UnitId,
}

pub async fn make(
    app: &TestApp,
    kind: UnitKind,
    full: &str,
    parent: Option<UnitId>,
    aliases: &[&str],
) -> UnitId {
    let making = Making {
        code: String::new(),
        kind,
        name: Name { full: full.to_owned(), short: full.replace("Giáo dục và Đào tạo", "GD&ĐT") },
        parents: BTreeMap::from([(Line::StateManagement, parent)]),
        aliases: aliases.iter().map(|text| (*text).to_owned()).collect(),
        area: String::new(),
        source: "thử nghiệm".to_owned(),
    };
    let tx = app.app.db.write().await.unwrap();
    let id = actions::create(&tx, app.app.now(), Administrator::system(), &making, None).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub async fn country(app: &TestApp) -> Country {
    let ministry = make(app, UnitKind::Ministry, "Bộ Giáo dục và Đào tạo", None, &["BGDĐT"]).await;
    let bureau = make(
        app,
        UnitKind::Bureau,
        "Cục Nhà giáo và Cán bộ quản lý giáo dục",
        Some(ministry),
        &["NGCBQLGD", "Cục NGCB"],
    )
    .await;
    let so =
        make(app, UnitKind::ProvinceDepartment, "Sở Giáo dục và Đào tạo Hà Nội", Some(ministry), &[]).await;
    let ba_dinh =
        make(app, UnitKind::DistrictOffice, "Phòng Giáo dục và Đào tạo quận Ba Đình", Some(so), &[]).await;
    let hoan_kiem =
        make(app, UnitKind::DistrictOffice, "Phòng Giáo dục và Đào tạo quận Hoàn Kiếm", Some(so), &[]).await;
    Country { ministry, bureau, so, ba_dinh, hoan_kiem }
}

fn names(rows: &serde_json::Value) -> Vec<&str> {
    rows.as_array().expect("rows").iter().map(|row| row["name"].as_str().expect("a name")).collect()
}

app_test! {
    async fn the_tree_opens_level_by_level_with_and_without_script(app: TestApp) {
        let land = country(app).await;
        let mut viewer = app.officer(PostKind::Viewer, land.bureau).await;
        viewer.get("/units").await.expect(200).shows("Bộ Giáo dục và Đào tạo").shows("5 đơn vị trong danh mục");
        // Without script: the level has an address of its own.
        let level = format!("/units?line=state_management&under={}", land.so);
        viewer.get(&level).await.expect(200).shows("Phòng Giáo dục và Đào tạo quận Ba Đình").shows("2 đơn vị trực thuộc");
        // With script: only the rows come.
        let rows = viewer.fragment(&level).await.expect(200);
        assert!(!rows.text().contains("<html") && rows.text().contains("Ba Đình"), "{}", rows.text());
        // A program sees the same.
        let tree = viewer.program().get(&level).await.expect(200).json();
        assert_eq!(names(&tree["rows"]), ["Phòng Giáo dục và Đào tạo quận Ba Đình", "Phòng Giáo dục và Đào tạo quận Hoàn Kiếm"]);
        assert_eq!(names(&tree["above"]), ["Bộ Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo Hà Nội"]);
        // Nobody opens what is not there.
        viewer.get("/units?under=0190f5a0-0000-7000-8000-000000000001").await.expect(404);
        viewer.get("/units?under=x").await.expect(404);
        // A day that no calendar has: the page as it was, what was typed in its field, the complaint at the field.
        let admin = app.admin().await;
        for (mut asker, address) in [
            (viewer.clone(), "/units?line=state_management&on=31/2/2025".to_owned()),
            (viewer.clone(), format!("/units/{}?on=31/2/2025", land.so)),
            (viewer.clone(), "/units/search?q=so&on=31/2/2025".to_owned()),
            (admin, "/units/new?on=31/2/2025".to_owned()),
        ] {
            let page = asker.get(&address).await.expect(422).shows("Không có ngày này trong lịch");
            let page = page.shows("value=\"31/2/2025\"").shows("aria-invalid=\"true\"").shows("class=\"nc-rail\"");
            assert!(!page.text().contains("data-problem"), "{address} is no bare error page");
            let told = asker.program().get(&address).await.expect(422).json();
            assert_eq!(told["codes"]["on"], "units-day-unread", "{told}");
        }
        // A line with one root opens with it.
        let top = viewer.get("/units").await.expect(200).shows("<details open>");
        top.shows("Sở Giáo dục và Đào tạo Hà Nội").shows("Cục Nhà giáo");
        let tree = viewer.program().get("/units").await.expect(200).json();
        assert!(names(&tree["opened"]).contains(&"Sở Giáo dục và Đào tạo Hà Nội"), "{tree}");
        viewer.get("/units?line=union").await.expect(200).shows("Chưa có đơn vị nào");
    }

    async fn a_long_level_comes_in_pages(app: TestApp) {
        let land = country(app).await;
        for n in 0..205 {
            make(app, UnitKind::Preschool, &format!("Trường Mầm non số {n:03}"), Some(land.ba_dinh), &[]).await;
        }
        let mut viewer = app.officer(PostKind::Viewer, land.so).await;
        let level = format!("/units?line=state_management&under={}", land.ba_dinh);
        let first = viewer.program().get(&level).await.expect(200).json();
        assert_eq!((first["rows"].as_array().unwrap().len(), first["total"].as_u64(), first["next_page"].as_u64()), (200, Some(205), Some(2)));
        viewer.get(&level).await.expect(200).shows("còn 5 đơn vị");
        let second = viewer.program().get(&format!("{level}&page=2")).await.expect(200).json();
        assert_eq!((second["rows"].as_array().unwrap().len(), second["next_page"].as_u64()), (5, None));
        // In the order of their names, across the pages.
        assert_eq!(names(&first["rows"])[..2], ["Trường Mầm non số 000", "Trường Mầm non số 001"]);
        assert_eq!(names(&second["rows"])[4], "Trường Mầm non số 204");
        // A long level can be narrowed by words, without marks, in any order; the pages follow.
        let narrow = viewer.program().get(&format!("{level}&q=so%20mam%2001")).await.expect(200).json();
        assert_eq!((narrow["total"].as_u64(), names(&narrow["rows"])[0]), (Some(13), "Trường Mầm non số 001"));
        viewer.get(&format!("{level}&q=non")).await.expect(200).shows("205 đơn vị khớp").shows("q=non&amp;page=2");
        viewer.get(&format!("{level}&q=tieu%20hoc")).await.expect(200).shows("Không có đơn vị nào mang tên như");
        for hostile in ["%25", "_", "%22", "%27%20OR%201=1"] {
            let none = viewer.program().get(&format!("{level}&q={hostile}")).await.expect(200).json();
            assert_eq!(none["total"], 0, "{hostile}");
        }
        // From the level above it is said that there are many.
        let above = format!("/units?line=state_management&under={}", land.so);
        viewer.get(&above).await.expect(200).shows("Lọc theo tên trong 205 đơn vị");
    }

    async fn search_finds_names_by_any_spelling(app: TestApp) {
        let land = country(app).await;
        let mut viewer = app.officer(PostKind::Viewer, land.bureau).await.program();
        for (q, expected) in [
            ("cuc nha giao", "Cục Nhà giáo và Cán bộ quản lý giáo dục"),
            ("Cục NG", "Cục Nhà giáo và Cán bộ quản lý giáo dục"),
            ("CỤC NHÀ GIÁO", "Cục Nhà giáo và Cán bộ quản lý giáo dục"),
            ("ngcbqlgd", "Cục Nhà giáo và Cán bộ quản lý giáo dục"),
            ("Cu\u{323}c NGCB", "Cục Nhà giáo và Cán bộ quản lý giáo dục"),
            ("SGDĐT Hà Nội", "Sở Giáo dục và Đào tạo Hà Nội"),
            ("sở gd&đt hn", "Sở Giáo dục và Đào tạo Hà Nội"),
            ("so giao duc", "Sở Giáo dục và Đào tạo Hà Nội"),
            ("phong gddt hoan kiem", "Phòng Giáo dục và Đào tạo quận Hoàn Kiếm"),
            ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
        ] {
            let found = viewer.get(&format!("/units/search?q={}", q.replace(' ', "%20").replace('&', "%26"))).await.expect(200).json();
            assert_eq!(names(&found["items"]).first().copied(), Some(expected), "{q}");
        }
        let found = viewer.get("/units/search?q=hoan%20kiem").await.json();
        assert_eq!(found["items"][0]["path"], "Bộ GD&ĐT › Sở GD&ĐT Hà Nội");
        assert_eq!(found["items"][0]["short"], "Phòng GD&ĐT quận Hoàn Kiếm");
        for (q, empty) in [("kho%20bac", true), ("", true), ("%25", true), ("_", true), ("%22%20OR%20%22", true), ("ha%20noi", false)] {
            let found = viewer.get(&format!("/units/search?q={q}")).await.expect(200).json();
            assert_eq!(found["items"].as_array().unwrap().is_empty(), empty, "{q}");
        }
        let mut browser = app.officer(PostKind::Focal, land.bureau).await;
        browser.get("/units/search?q=kho%20bac").await.expect(200).shows("Không có đơn vị nào khớp");
        browser.get("/units/search").await.expect(200).shows("Gõ tên, tên viết tắt");
        browser.get("/units/search?q=hoan%20kiem").await.expect(200).shows("Phòng GD&amp;ĐT").shows(&land.hoan_kiem.to_string());
    }

    async fn a_renamed_unit_shows_the_name_of_the_day(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        let form = format!("/units/{}/names", land.bureau);
        admin.get(&format!("/units/{}/rename", land.bureau)).await.expect(200).shows("Đổi tên đơn vị");
        let fields = [("full", "Cục Nhà giáo"), ("short", "Cục NG"), ("on", "1/9/2024"), ("basis", "Quyết định 01/QĐ-BGDĐT")];
        let done = admin.post(&form, &fields).await.expect(303);
        assert_eq!(done.location(), format!("/units/{}", land.bureau));
        let page = format!("/units/{}", land.bureau);
        admin.get(&format!("{page}?on=2024-08-31")).await.expect(200).shows("<h1>Cục Nhà giáo và Cán bộ quản lý giáo dục</h1>");
        admin.get(&format!("{page}?on=1/9/2024")).await.expect(200).shows("<h1>Cục Nhà giáo</h1>").shows("Quyết định 01/QĐ-BGDĐT");
        let told = admin.program().get(&format!("{page}?on=2024-09-01")).await.json();
        assert_eq!(told["names"].as_array().unwrap().len(), 2);
        // The same name again is no change.
        admin.post(&form, &[("full", "Cục Nhà giáo"), ("short", "Cục NG"), ("on", "2/9/2024")]).await.expect(422).shows("Tên mới giống tên đang dùng");
        // The old name still finds it.
        let found = admin.program().get("/units/search?q=can%20bo%20quan%20ly&on=2024-09-02").await.json();
        assert_eq!(names(&found["items"]), ["Cục Nhà giáo"]);
        // Wrong fields come back in the form, with what was typed.
        let wrong = admin.post(&form, &[("full", ""), ("on", "31/2/2025"), ("basis", "Tờ trình 5")]).await.expect(422);
        wrong.shows("Nhập tên đơn vị.").shows("Không có ngày này trong lịch").shows("Tờ trình 5");
        let errors = admin.program().post_json(&form, &serde_json::json!({"full": "", "on": "2025-01-01"})).await.expect(422).json();
        assert!(errors["errors"]["full"].is_string(), "{errors}");
    }

    async fn a_moved_unit_leaves_its_old_place_on_the_day(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        let places = format!("/units/{}/places", land.ba_dinh);
        let fields = [("line", "state_management"), ("parent", "Bộ GD&ĐT"), ("on", "2024-10-01"), ("basis", "")];
        admin.post(&places, &fields).await.expect(303);
        for (day, below) in [("2024-09-30", 2), ("2024-10-01", 1)] {
            let level = admin.program().get(&format!("/units?under={}&on={day}", land.so)).await.json();
            assert_eq!(level["total"], below, "{day}");
        }
        // Nothing stands below itself.
        let loops = [("line", "state_management"), ("parent_id", &*land.so.to_string()), ("parent", "x"), ("on", "1/10/2024")];
        admin.post(&format!("/units/{}/places", land.ministry), &loops).await.expect(422).shows("không thể đứng dưới chính đơn vị trực thuộc");
        admin.post(&places, &[("line", "state_management"), ("parent", "Kho bạc"), ("on", "1/10/2024")]).await.expect(422).shows("Không tìm thấy đơn vị");
    }

    async fn a_merge_moves_the_children_and_leads_on_to_the_successor(app: TestApp) {
        let land = country(app).await;
        let hai_phong = make(app, UnitKind::ProvinceDepartment, "Sở Giáo dục và Đào tạo Hải Phòng", Some(land.ministry), &[]).await;
        let mut admin = app.admin().await;
        let merges = format!("/units/{}/merges", land.so);
        admin.post(&merges, &[("on", "1/7/2025")]).await.expect(422).shows("Chọn đơn vị nhận, hoặc ghi tên đơn vị mới");
        let fields = [("others", "Sở GD&ĐT Hải Phòng"), ("full", "Sở Giáo dục và Đào tạo Vùng"), ("on", "1/7/2025"), ("basis", "Nghị quyết 202/2025/QH15")];
        let new = admin.post(&merges, &fields).await.expect(303).location().to_owned();
        let made = admin.program().get(&format!("{new}?on=2025-07-01")).await.expect(200).json();
        assert_eq!(made["below"][0]["total"], 2);
        assert_eq!(made["above"][0]["name"], "Bộ Giáo dục và Đào tạo");
        admin.get(&format!("/units/{hai_phong}?on=2025-07-01")).await.expect(200).shows("Không có vào ngày 1/7/2025").shows("Sở Giáo dục và Đào tạo Vùng").shows("Nghị quyết 202/2025/QH15");
        let before = admin.program().get(&format!("/units/{hai_phong}?on=2025-06-30")).await.json();
        assert_eq!((before["is_alive"].as_bool(), before["successors"].as_array().map(Vec::len)), (Some(true), Some(0)));
        // What has ended cannot be merged again.
        let again = [("into_id", &*land.ministry.to_string()), ("into", "Bộ"), ("on", "1/8/2025")];
        admin.post(&merges, &again).await.expect(422).shows("không có trong danh mục vào ngày");
    }

    async fn a_split_and_an_end(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        admin.post(&format!("/units/{}/splits", land.ba_dinh), &[("parts", "Phòng Ngọc Hà\nPhòng Giảng Võ\n"), ("keeps", "true"), ("on", "1/1/2025")]).await.expect(303);
        let level = admin.program().get(&format!("/units?under={}&on=2025-01-01", land.so)).await.json();
        assert_eq!(level["total"], 4);
        // A unit with others below it does not simply vanish.
        let end = format!("/units/{}/end", land.so);
        admin.get(&format!("/units/{}/dissolve", land.so)).await.expect(200).shows("Chọn đơn vị tiếp nhận");
        admin.post(&end, &[("on", "1/7/2025")]).await.expect(422).shows("còn 4 đơn vị trực thuộc");
        admin.post(&end, &[("on", "1/7/2025"), ("successor_id", &land.ministry.to_string()), ("successor", "Bộ")]).await.expect(303);
        let level = admin.program().get(&format!("/units?under={}&on=2025-07-01", land.ministry)).await.json();
        assert_eq!(level["total"], 5, "the bureau and the four offices");
    }

    async fn only_administrators_change_units_and_units_keep_their_own_spellings(app: TestApp) {
        let land = country(app).await;
        let alias = format!("/units/{}/aliases", land.so);
        for (kind, status) in [(PostKind::Leader, 303), (PostKind::Clerk, 303), (PostKind::Drafter, 403), (PostKind::Focal, 403), (PostKind::Viewer, 403)] {
            let mut officer = app.officer(kind, land.so).await;
            officer.post(&alias, &[("text", &format!("Sở của {kind}"))]).await.expect(status);
            officer.post(&format!("/units/{}/names", land.so), &[("full", "Sở Khác"), ("on", "1/1/2025")]).await.expect(403);
            officer.post("/units", &[("full", "Đơn vị lạ"), ("kind", "other")]).await.expect(403);
            let page = officer.get(&format!("/units/{}", land.so)).await.expect(200).text();
            assert_eq!(page.contains("Thêm tên gọi</button>"), status == 303, "{kind}");
            assert!(!page.contains("/rename"), "{kind}");
        }
        // The unit above keeps them too, as it reaches all else of its units; a unit below or beside does not.
        for unit in [land.bureau, land.ba_dinh] {
            app.officer(PostKind::Leader, unit).await.post(&alias, &[("text", "Sở ta")]).await.expect(403);
        }
        app.officer(PostKind::Leader, land.ministry).await.post(&alias, &[("text", "Sở Hà Nội")]).await.expect(303);
        let mut admin = app.admin().await;
        let page = admin.program().get(&format!("/units/{}", land.so)).await.json();
        assert_eq!(page["aliases"].as_array().unwrap().len(), 3);
        let found = admin.program().get("/units/search?q=so%20cua%20leader").await.json();
        assert_eq!(found["items"][0]["alias"], "Sở của leader");
        let id = page["aliases"][0]["id"].as_str().unwrap().to_owned();
        admin.post(&format!("{alias}/{id}/remove"), &[]).await.expect(303);
        admin.post(&format!("/units/{}/aliases/{id}/remove", land.so), &[]).await.expect(404);
        let found = admin.program().get("/units/search?q=so%20cua%20leader").await.json();
        assert!(found["items"].as_array().unwrap().is_empty());
    }

    async fn every_change_is_one_event(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        admin.post(&format!("/units/{}/names", land.bureau), &[("full", "Cục Nhà giáo"), ("on", "1/9/2024")]).await.expect(303);
        admin.post(&format!("/units/{}/names", land.bureau), &[("full", ""), ("on", "1/9/2024")]).await.expect(422);
        let events = tables::event::of("unit", land.bureau.uuid()).all(app.app.db.read()).await.unwrap();
        let verbs: Vec<&str> = events.iter().map(|event| event.verb.as_str()).collect();
        assert_eq!(verbs, ["rename", "create"]);
        assert!(events[0].before_digest.is_some() && events[0].after_digest.is_some() && events[0].person_id.is_some());
        assert_ne!(events[0].before_digest, events[0].after_digest);
        // Its page says who did what, to those who keep units or spellings.
        let page = admin.get(&format!("/units/{}", land.bureau)).await.expect(200).shows("Ai đã ghi vào danh mục");
        page.shows("Trần Quản Trị").shows("Đổi tên").shows("“Cục Nhà giáo”").shows("Sự việc đã được khóa");
        let mut viewer = app.officer(PostKind::Viewer, land.bureau).await;
        let page = viewer.get(&format!("/units/{}", land.bureau)).await.expect(200).text();
        assert!(!page.contains("Ai đã ghi vào danh mục"), "{page}");
    }

    async fn a_unit_is_made_from_a_form_and_codes_are_free_only_once(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        admin.get(&format!("/units/new?parent={}&line=state_management", land.so)).await.expect(200).shows("Sở Giáo dục và Đào tạo Hà Nội");
        let fields = [("full", "Trường THPT Chu Văn An"), ("kind", "upper_secondary"), ("line", "state_management"), ("parent", "Sở GD&ĐT Hà Nội"), ("code", "01.CVA"), ("aliases", "THPT CVA\nTrường Bưởi"), ("on", "")];
        let made = admin.post("/units", &fields).await.expect(303).location().to_owned();
        let page = admin.program().get(&made).await.json();
        assert_eq!((page["code"].as_str(), page["aliases"].as_array().map(Vec::len)), (Some("01.CVA"), Some(2)));
        admin.post("/units", &fields).await.expect(422).shows("Mã 01.CVA đã thuộc đơn vị khác");
        admin.post("/units", &[("full", "X"), ("kind", "castle")]).await.expect(422).shows("Chọn loại đơn vị.");
        let long = "Trường ".repeat(60);
        admin.post("/units", &[("full", &long), ("kind", "other")]).await.expect(422).shows("Tên dài nhất 300 ký tự.");
    }

    async fn the_first_start_brings_the_units_of_the_sector(app: TestApp) {
        assert_eq!(seed::fill_if_empty(&app.app.db, app.app.now()).await.unwrap(), 9440);
        assert_eq!(seed::fill_if_empty(&app.app.db, app.app.now()).await.unwrap(), 0, "a second start adds nothing");
        let mut browser = app.admin().await;
        let mut admin = browser.program();
        let numbers = [("2023-08-15", 63), ("2025-06-30", 63), ("2025-07-01", 34)];
        for (day, provinces) in numbers {
            let tree = admin.get(&format!("/units?line=administration&on={day}")).await.expect(200).json();
            assert_eq!(tree["total"], provinces, "{day}");
        }
        let found = admin.get("/units/search?q=Cuc%20NG&on=2023-08-15").await.json();
        assert_eq!(found["items"][0]["name"], "Cục Nhà giáo và Cán bộ quản lý giáo dục");
        // The reader's lexicon says the same from the tables as from the files.
        let lexicon = lexicon::load(app.app.db.read()).await.unwrap();
        let day = Day::from_ymd_opt(2023, 8, 15).unwrap();
        let best = lexicon.resolve("Sở GD&ĐT Bắc Ninh", day, None).remove(0);
        let expected = domain::units::UnitCode::new("t63.27.so").id();
        assert_eq!(best.meaning, Meaning::Unit(domain::units::UnitCode::new(expected.to_string())));
        browser.get(&format!("/units/{expected}?on=2026-01-01")).await.expect(200).shows("Công việc nay thuộc").shows("Nghị quyết 202/2025/QH15");
    }
}
