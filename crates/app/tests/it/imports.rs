//! Imports: upload, review, changes, undo, finishing; who may.

use crate::app_test;
use crate::support::{Client, TestApp};
use crate::units::{Country, country};
use domain::rights::PostKind;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The bytes of a sample document.
pub fn sample(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A plan of our own with one name that is two units and one that is none.
pub const SMALL: &str = "SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI\n\
Số:      /KH-SGDĐT\nHà Nội, ngày     tháng 9 năm 2024\n\n\
KẾ HOẠCH\nTổ chức ngày hội đọc sách năm 2024\n\n\
I. Lộ trình thực hiện\n\n\
TT\tCông việc\tThời gian\tSản phẩm\tChủ trì\tPhối hợp\n\
1\tThành lập ban tổ chức\tTháng 9/2024\tQuyết định\tPhòng Lạ Lùng\tCục NGCB\n\
2\tTổ chức ngày hội\tTháng 10/2024\tBáo cáo\tCục NGCB\tPhòng Lạ Lùng\n\n\
Nơi nhận:\n- Bộ GD&ĐT (để b/c);\n- Lưu: VT.\n";

/// A drafter of the department, with the import of a text at hand.
pub struct Desk {
    /// The units.
    pub country: Country,
    /// The officer, as a browser.
    pub browser: Client,
    /// The same person's program.
    pub program: Client,
    /// Address of the import.
    pub at: String,
}

/// Uploads a text as a drafter of the department.
pub async fn desk(app: &TestApp, text: &str) -> Desk {
    let country = country(app).await;
    let mut browser = app.officer(PostKind::Drafter, country.so).await;
    let answer = browser.import(&app.app, "ke-hoach.txt", text.as_bytes(), &[]).await.expect(303);
    let program = browser.program();
    Desk { country, at: answer.location().to_owned(), browser, program }
}

impl Desk {
    /// The review as JSON.
    pub async fn review(&mut self) -> Value {
        self.program.get(&self.at.clone()).await.expect(200).json()
    }

    /// Sends a batch.
    pub async fn change(&mut self, base: i64, batch: &str, ops: Value) -> crate::support::Answer {
        let at = format!("{}/changes", self.at);
        self.program.post_json(&at, &json!({"base": base, "batch": batch, "ops": ops})).await
    }

    /// Leaves every open place as printed.
    pub async fn skip_all(&mut self) {
        let review = self.review().await;
        let ops: Vec<Value> = review["looks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|l| l["state"] == "open")
            .map(|l| json!({"op": "skip", "item": l["id"]}))
            .collect();
        let base = review["import"]["version"].as_i64().unwrap();
        self.change(base, "b-all", Value::Array(ops)).await.expect(200);
    }

    /// Presses the button that makes the plan, on the page as it stands.
    pub async fn finish(&mut self) -> crate::support::Answer {
        let at = self.at.clone();
        let version = self.program.get(&at).await.json()["import"]["version"].to_string();
        self.browser.post(&format!("{at}/finish"), &[("base", &version)]).await
    }
}

/// The rows of a tab.
pub fn rows(review: &Value, tab: &str) -> Vec<Value> {
    let tab = review["tabs"].as_array().unwrap().iter().find(|t| t["name"] == tab).unwrap();
    tab["sections"].as_array().unwrap().iter().flat_map(|s| s["rows"].as_array().unwrap().clone()).collect()
}

/// The value of a field of a row.
pub fn value(row: &Value, field: &str) -> Value {
    let cells = row["cells"].as_array().unwrap();
    let cell = cells.iter().find(|c| c["path"].as_str().unwrap().ends_with(&format!("/{field}"))).unwrap();
    cell["value"].clone()
}

app_test! {
    async fn every_sample_is_read_and_reviewed(app: TestApp) {
        let country = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, country.so).await;
        for name in ["bo-lang-nghe-hoc-duong-2026", "so-cong-doan-phoi-hop-2024", "phong-gddt-nam-hoc-2024"] {
            for ending in ["txt", "docx", "pdf"] {
                let file = format!("{name}.{ending}");
                let answer = officer.import(&app.app, &file, &sample(&file), &[]).await.expect(303);
                let at = answer.location().to_owned();
                let page = officer.get(&at).await.expect(200);
                let text = page.text();
                assert!(text.contains("<nc-review"), "{file}");
                assert!(text.contains("data-span=\"/"), "{file}: values are marked in the source");
                let review = officer.program().get(&at).await.expect(200).json();
                assert_eq!(review["import"]["format"], ending, "{file}");
                let n: u64 = review["tabs"].as_array().unwrap().iter().map(|t| t["count"].as_u64().unwrap()).sum();
                assert!(n > 20, "{file}: only {n} items");
                for row in rows(&review, "roadmap").iter().chain(&rows(&review, "duties")) {
                    assert!(row["line"].as_u64().is_some(), "{file}: {row} has no line");
                }
            }
        }
        officer.get("/imports").await.expect(200).shows("phong-gddt-nam-hoc-2024.pdf");
    }

    async fn a_document_becomes_a_review_with_what_is_not_sure(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let review = desk.review().await;
        assert_eq!(review["import"]["title"], "Tổ chức ngày hội đọc sách năm 2024");
        let tasks = rows(&review, "roadmap");
        assert_eq!(tasks.len(), 2, "{review}");
        assert_eq!(value(&tasks[0], "task"), "Thành lập ban tổ chức");
        assert_eq!(value(&tasks[1], "lead_units")[0]["unit"], desk.country.bureau.to_string());
        assert_eq!(value(&tasks[0], "lead_units")[0]["is_guess"], true);
        let titles: Vec<&str> =
            review["looks"].as_array().unwrap().iter().map(|l| l["title"].as_str().unwrap()).collect();
        for wanted in ["“Phòng Lạ Lùng” là đơn vị nào?", "Số và ngày ban hành để trống"] {
            assert!(titles.contains(&wanted), "{wanted} is not among {titles:?}");
        }
        // The line of the source carries the values in their colours.
        let line = review["source"].as_array().unwrap().iter().find(|l| l["n"] == 11).unwrap();
        let marks: Vec<(&str, &str)> = line["cells"].as_array().unwrap().iter().flat_map(|c| c.as_array().unwrap())
            .filter_map(|p| Some((p["mark"].as_str()?, p["text"].as_str()?)))
            .collect();
        assert!(marks.contains(&("task", "Thành lập ban tổ chức")), "{marks:?}");
        assert!(marks.contains(&("time", "Tháng 9/2024")), "{marks:?}");
        assert!(marks.contains(&("prod", "Quyết định")), "{marks:?}");
        assert!(marks.contains(&("unit", "Cục NGCB")), "{marks:?}");
    }

    async fn changes_are_saved_once_and_tell_what_to_show(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let ops = json!([
            {"op": "set", "path": "/roadmap/0/task", "value": "Lập ban tổ chức ngày hội"},
            {"op": "set", "path": "/roadmap/0/time", "value": "từ ngày 1/9 đến ngày 15/9/2024"},
            {"op": "add", "path": "/roadmap/nabcdefghi1", "value": {}},
            {"op": "set", "path": "/roadmap/nabcdefghi1/task", "value": "Tổng kết"},
        ]);
        let answer = desk.change(1, "b-1", ops.clone()).await.expect(200).json();
        assert_eq!(answer["version"], 2);
        assert!(answer["saved_words"].as_str().unwrap().contains("Đã lưu 08:30"), "{answer}");
        let parts = answer["parts"].as_object().unwrap();
        assert!(parts["it-roadmap-0"].as_str().unwrap().contains("Lập ban tổ chức ngày hội"), "{parts:?}");
        assert!(parts["it-roadmap-nabcdefghi1"].as_str().unwrap().starts_with("<tr"), "{parts:?}");
        assert!(parts["review-acts"].as_str().unwrap().contains("chỗ cần xem"), "{parts:?}");
        // The answer was lost on the way and the batch comes again: taken once.
        let again = desk.change(1, "b-1", ops).await.expect(200).json();
        assert_eq!(again["version"], 2);
        let review = desk.review().await;
        let tasks = rows(&review, "roadmap");
        assert_eq!(tasks.len(), 3);
        assert_eq!(value(&tasks[0], "time"), "từ ngày 1/9 đến ngày 15/9/2024");
        assert_eq!(value(&tasks[2], "task"), "Tổng kết");
    }

    async fn a_bad_change_is_told_at_its_field_and_nothing_of_the_batch_is_written(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let ops = json!([
            {"op": "set", "path": "/roadmap/0/task", "value": "Khác"},
            {"op": "set", "path": "/roadmap/0/time", "value": "31/9/2024"},
            {"op": "skip", "item": "i999"},
        ]);
        let problem = desk.change(1, "b-1", ops).await.expect(422).json();
        assert_eq!(problem["errors"]["/roadmap/0/time"], "Tháng 9 có 30 ngày. Nhập lại ngày.");
        assert!(problem["errors"]["i999"].is_string(), "{problem}");
        assert!(problem["errors"]["/roadmap/0/task"].is_null(), "{problem}");
        let review = desk.review().await;
        assert_eq!(review["import"]["version"], 1);
        assert_eq!(value(&rows(&review, "roadmap")[0], "task"), "Thành lập ban tổ chức");
        // What undo keeps is not for people to send.
        desk.change(1, "b-2", json!([{"op": "many", "ops": []}])).await.expect(422);
        desk.change(1, "b-3", json!([{"op": "set", "path": "/roadmap/0/span", "value": "x"}])).await.expect(422);
        let many: Vec<Value> = (0..201).map(|_| json!({"op": "skip", "item": "i1"})).collect();
        desk.change(1, "b-4", Value::Array(many)).await.expect(422);
    }

    async fn small_defects_are_put_into_the_items_when_somebody_says_so(app: TestApp) {
        let text = SMALL.replace("Tổ chức ngày hội\tTháng", "Tổ chức ngày hội , báo cáo  kết quả\tTháng");
        let mut desk = desk(app, &text).await;
        let review = desk.review().await;
        let small = review["small"].clone();
        assert!(small["n_mendable"].as_u64().unwrap() > 0, "{small}");
        let printed = review["source"].clone();
        let before = value(&rows(&review, "roadmap")[1], "task");
        assert!(before.as_str().unwrap().contains(" ,"), "{before}");
        let at = format!("{}/changes", desk.at);
        desk.browser.post(&at, &[("base", "1"), ("op", "accept_small")]).await.expect(303);
        let review = desk.review().await;
        let after = value(&rows(&review, "roadmap")[1], "task");
        assert!(!after.as_str().unwrap().contains(" ,"), "{after}");
        assert_eq!(review["small"]["n_mendable"], 0);
        assert!(review["small"]["sentence"].as_str().unwrap().contains("đã sửa"), "{}", review["small"]);
        let words = |source: &Value| source.to_string().matches("ngày hội ,").count();
        assert_eq!(words(&printed), words(&review["source"]), "the document itself stays");
        // One batch, one undo.
        desk.browser.post(&at, &[("op", "undo")]).await.expect(303);
        let review = desk.review().await;
        assert_eq!(value(&rows(&review, "roadmap")[1], "task"), before);
        assert_eq!(review["small"], small);
    }

    async fn undo_takes_back_ones_own_last_change_and_no_other(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let at = format!("{}/changes", desk.at);
        desk.change(1, "b-1", json!([{"op": "set", "path": "/roadmap/0/task", "value": "A"}])).await.expect(200);
        desk.change(2, "b-2", json!([{"op": "remove", "path": "/roadmap/1"}])).await.expect(200);
        desk.browser.post(&at, &[("op", "undo")]).await.expect(303);
        let tasks = rows(&desk.review().await, "roadmap");
        assert_eq!(tasks[1]["is_removed"], false);
        assert_eq!(value(&tasks[0], "task"), "A");
        desk.browser.post(&at, &[("op", "undo")]).await.expect(303);
        let review = desk.review().await;
        assert_eq!(value(&rows(&review, "roadmap")[0], "task"), "Thành lập ban tổ chức");
        desk.browser.post(&at, &[("op", "undo")]).await.expect(409);
        let history = format!("{}/history", desk.at);
        desk.browser.get(&history).await.expect(200)
            .shows("Hoàn tác lần sửa thứ 2: Công việc: “Thành lập ban tổ chức” → “A”")
            .shows("Công việc: “Thành lập ban tổ chức” → “A”");
        // The other fields name what they belong to, lists and times as printed, several changes behind their number.
        let batch = json!([
            {"op": "set", "path": "/roadmap/1/time", "value": "Tháng 11/2024"},
            {"op": "set", "path": "/roadmap/1/coop_units", "value": [{"name": "Cục NGCB"}, {"name": "Ban Lạ"}]},
            {"op": "set", "path": "/roadmap/1/product", "value": ""},
        ]);
        desk.change(5, "b-3", batch).await.expect(200);
        let page = desk.browser.get(&history).await.expect(200).shows("<summary>3 chỗ</summary>");
        let page = page.shows("Thời gian của “Tổ chức ngày hội”: “Tháng 10/2024” → “Tháng 11/2024”");
        let page = page.shows("Phối hợp của “Tổ chức ngày hội”: “Phòng Lạ Lùng” → “Cục NGCB; Ban Lạ”");
        page.shows("Sản phẩm của “Tổ chức ngày hội”: “Báo cáo” → “(để trống)”");
    }

    async fn the_history_of_a_plan_says_what_was_changed_and_what_the_reader_did(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        desk.change(1, "b-1", json!([{"op": "set", "path": "/roadmap/1/time", "value": "Tháng 11/2024"}])).await.expect(200);
        desk.skip_all().await;
        let plan = desk.finish().await.expect(303).location().to_owned();
        let history = format!("{plan}/history");
        let told = "Thời gian của “Tổ chức ngày hội”: “Tháng 10/2024” → “Tháng 11/2024”";
        let page = desk.browser.get(&history).await.expect(200).shows(told).shows("Máy đọc").shows("Sự việc đã được khóa");
        page.shows(" chỗ</summary>");
        desk.browser.get(&plan).await.expect(200).shows("Sửa bản soát").shows("<p class=\"nc-told\">1 chỗ</p>");
        let events = desk.program.get(&history).await.expect(200).json()["events"].clone();
        let of = |verb: &str| events.as_array().unwrap().iter().find(|e| e["verb"] == verb).unwrap().clone();
        assert_eq!((&of("read")["who"], &of("read")["is_machine"]), (&Value::Null, &Value::Bool(true)));
        assert!(of("start")["who"].is_string() && of("start")["is_machine"] == false);
        // The import tells the same: what people did and what the reader did.
        let own = desk.browser.get(&format!("{}/history", desk.at)).await.expect(200).shows(told);
        own.shows("Máy đọc xong văn bản").shows("Nhập văn bản").shows("Soát xong").shows("Sự việc đã được khóa");
        // Who may not read the import learns that it was changed, not what.
        let mut focal = app.officer(PostKind::Focal, desk.country.so).await;
        let page = focal.get(&history).await.expect(200).shows("Sửa bản soát").text();
        assert!(!page.contains(told), "{page}");
    }

    async fn everything_works_with_plain_forms(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let (at, address) = (format!("{}/changes", desk.at), desk.at.clone());
        let review = desk.review().await;
        let unknown = review["looks"].as_array().unwrap().iter()
            .find(|l| l["title"].as_str().unwrap().contains("Phòng Lạ Lùng")).unwrap().clone();
        let id = unknown["id"].as_str().unwrap();
        let next = desk.browser.post(&at, &[("base", "1"), ("item", id), ("op", "skip")]).await.expect(303);
        assert!(next.location().starts_with(&address) && next.location().contains("#item-"), "{}", next.location());
        desk.browser.post(&at, &[("base", "2"), ("item", id), ("op", "reopen")]).await.expect(303);
        // The page of an item is a form; only what differs becomes a change.
        let form = format!("{address}/edit?path=/roadmap/0");
        desk.browser.get(&form).await.expect(200).shows("Thành lập ban tổ chức").shows("Tháng 9/2024");
        let back = desk.browser.post(&at, &[
            ("base", "3"), ("op", "set"), ("path", "/roadmap/0"),
            ("fields.task", "Lập ban tổ chức"), ("fields.time", "Tháng 9/2024"),
            ("fields.lead_units", "Cục NGCB\r\nTổ Thư ký"),
        ]).await.expect(303);
        assert!(back.location().ends_with("#it-roadmap-0"), "{}", back.location());
        let tasks = rows(&desk.review().await, "roadmap");
        assert_eq!(value(&tasks[0], "task"), "Lập ban tổ chức");
        assert_eq!(value(&tasks[0], "lead_units")[0]["unit"], desk.country.bureau.to_string());
        assert_eq!(value(&tasks[0], "lead_units")[1]["name"], "Tổ Thư ký");
        // A slip comes back in the form with what was typed.
        let wrong = [("base", "4"), ("op", "set"), ("path", "/roadmap/0"), ("fields.time", "31/9/2024")];
        desk.browser.post(&at, &wrong).await.expect(422).shows("Tháng 9 có 30 ngày").shows("31/9/2024");
        // Adding a row leads to its place.
        let added = desk.browser.post(&at, &[("base", "4"), ("op", "add"), ("path", "/roadmap")]).await.expect(303);
        let place = added.location().to_owned();
        assert!(place.contains("/edit?path=/roadmap/n") || place.contains("#it-roadmap-n"), "{place}");
        // The letterhead has a form too.
        desk.browser.get(&format!("{address}/edit?path=/header/modes")).await.expect(200).shows("Trực tuyến");
    }

    async fn a_plan_is_made_only_when_nothing_waits(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let finish = format!("{}/finish", desk.at);
        // Nobody makes a plan without saying what they have seen.
        desk.browser.post(&finish, &[]).await.expect(422).shows("Thiếu số phiên bản đã xem");
        let told = desk.program.post_json(&finish, &json!({})).await.expect(422).json();
        assert!(told["errors"]["base"].as_str().unwrap().contains("Tải lại trang soát"), "{told}");
        let page = desk.finish().await.expect(422);
        page.shows("Chưa lập được kế hoạch").shows("“Phòng Lạ Lùng” là đơn vị nào?").shows("#item-i");
        desk.change(1, "b-1", json!([{"op": "add", "path": "/roadmap/nabcdefghi1"}])).await.expect(200);
        desk.skip_all().await;
        desk.finish().await.expect(422).shows("Mục mới thiếu “Công việc”");
        let version = desk.review().await["import"]["version"].as_i64().unwrap();
        desk.change(version, "b-3", json!([{"op": "remove", "path": "/roadmap/nabcdefghi1"}])).await.expect(200);
        let plan = desk.finish().await.expect(303).location().to_owned();
        desk.browser.get(&plan).await.expect(200).shows("Tổ chức ngày hội đọc sách năm 2024");
        let old = desk.at.clone();
        desk.browser.get(&old).await.expect(200).shows("Đã lập kế hoạch");
        // A plan that is removed gives its review back, and a plan can be made of it once more.
        let mut clerk = app.officer(PostKind::Clerk, desk.country.so).await;
        clerk.post(&format!("{plan}/remove"), &[]).await.expect(303);
        assert_eq!(desk.review().await["import"]["state"], "review");
        let again = desk.finish().await.expect(303).location().to_owned();
        assert_ne!(again, plan);
        desk.browser.get(&again).await.expect(200).shows("Tổ chức ngày hội đọc sách năm 2024");
    }

    async fn other_units_see_nothing_of_an_import(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let paths = ["", "/edit?path=/roadmap/0", "/presence", "/history", "/file", "/reading.json", "/discard"];
        // A district office stands below the department: it may not look up.
        let mut below = app.officer(PostKind::Drafter, desk.country.ba_dinh).await;
        let mut viewer = app.officer(PostKind::Viewer, desk.country.so).await;
        // The ministry stands above.
        let mut above = app.officer(PostKind::Drafter, desk.country.ministry).await;
        for path in paths {
            let path = format!("{}{path}", desk.at);
            below.get(&path).await.expect(403);
            viewer.get(&path).await.expect(403);
            above.get(&path).await.expect(200);
            desk.browser.get(&path).await.expect(200);
        }
        for path in ["changes", "finish", "discard"] {
            let path = format!("{}/{path}", desk.at);
            below.post(&path, &[("base", "1"), ("op", "undo")]).await.expect(403);
        }
        below.get("/imports").await.expect(200).shows("Chưa nhập văn bản nào");
        below.import(&app.app, "a.txt", SMALL.as_bytes(), &[("unit", &desk.country.so.to_string())]).await.expect(403);
    }

    async fn a_column_in_which_nothing_stands_is_named_and_not_drawn(app: TestApp) {
        let text = SMALL.replace("\tQuyết định\t", "\t\t").replace("\tBáo cáo\t", "\t\t");
        let mut desk = desk(app, &text).await;
        let empty = |review: &Value| -> Vec<String> {
            let tabs = review["tabs"].as_array().unwrap();
            let tab = tabs.iter().find(|tab| tab["name"] == "roadmap").unwrap();
            let columns = tab["sections"][0]["columns"].as_array().unwrap().iter();
            columns.filter(|column| column["is_empty"] == true).map(|column| column["word"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(empty(&desk.review().await), ["Sản phẩm"]);
        let at = desk.at.clone();
        desk.browser.get(&at).await.expect(200).shows("Hiện cột trống: Sản phẩm").shows("nc-t-cards no-4\"");
        let set = json!([{"op": "set", "path": "/roadmap/1/product", "value": "Báo cáo"}]);
        desk.change(1, "b-1", set).await.expect(200);
        assert_eq!(empty(&desk.review().await), [""; 0]);
        assert!(!desk.browser.get(&at).await.expect(200).text().contains("no-4\""));
    }

    async fn an_import_can_be_put_aside(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let discard = format!("{}/discard", desk.at);
        desk.browser.get(&discard).await.expect(200).shows("Bỏ “Tổ chức ngày hội đọc sách năm 2024”?");
        assert_eq!(desk.browser.post(&discard, &[]).await.expect(303).location(), "/imports");
        desk.browser.get("/imports").await.expect(200).shows("Đã bỏ");
        let file = format!("{}/file", desk.at);
        let answer = desk.browser.get(&file).await.expect(200);
        assert_eq!(answer.bytes, SMALL.as_bytes(), "the original is kept");
        assert!(answer.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(desk.browser.post(&discard, &[]).await.expect(303).location(), "/imports", "pressed twice");
    }
}
