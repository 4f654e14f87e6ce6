//! Imports of several people and units: two at the same review, units above, units that took over.

use crate::app_test;
use crate::imports::{SMALL, desk, rows, value};
use crate::support::TestApp;
use crate::units::{country, make};
use domain::ids::UnitId;
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use tables::{import, import_change};

app_test! {
    async fn two_people_keep_what_does_not_touch_and_are_told_of_what_does(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let so = desk.country.so;
        let mut other = app.officer(PostKind::Clerk, so).await.program();
        let at = format!("{}/changes", desk.at);
        let theirs = json!([{"op": "set", "path": "/roadmap/1/task", "value": "Mở ngày hội"}]);
        other.post_json(&at, &json!({"base": 1, "batch": "b-x", "ops": theirs})).await.expect(200);
        // Another row: both stay.
        let mine = json!([{"op": "set", "path": "/roadmap/0/task", "value": "Lập ban"}]);
        let merged = desk.change(1, "b-1", mine).await.expect(200).json();
        assert_eq!(merged["version"], 3);
        // The answer shows what the other person changed as well, so that nobody works on with what was replaced.
        assert!(merged["parts"].to_string().contains("Mở ngày hội"), "{merged}");
        let tasks = rows(&desk.review().await, "roadmap");
        assert_eq!((value(&tasks[0], "task"), value(&tasks[1], "task")), (json!("Lập ban"), json!("Mở ngày hội")));
        // Another field of the same row: both stay.
        let theirs = json!([{"op": "set", "path": "/roadmap/0/product", "value": "Biên bản"}]);
        other.post_json(&at, &json!({"base": 3, "batch": "b-y", "ops": theirs})).await.expect(200);
        let mine = json!([{"op": "set", "path": "/roadmap/0/time", "value": "tháng 10/2024"}]);
        assert_eq!(desk.change(3, "b-1b", mine).await.expect(200).json()["version"], 5);
        let row = rows(&desk.review().await, "roadmap")[0].clone();
        assert_eq!((value(&row, "product"), value(&row, "time")), (json!("Biên bản"), json!("tháng 10/2024")));
        // The same field: refused with the name, both values, and what stands there now.
        let clash = json!([{"op": "set", "path": "/roadmap/1/task", "value": "Khai mạc"}]);
        let told = desk.change(1, "b-2", clash.clone()).await.expect(409).json();
        assert_eq!(told["version"], 5);
        assert_eq!(told["by"], "Nguyễn Thị clerk");
        let one = &told["values"][0];
        assert_eq!((&one["label"], &one["by"]), (&json!("Công việc"), &json!("Nguyễn Thị clerk")));
        assert_eq!((&one["theirs_words"], &one["mine_words"]), (&json!("Mở ngày hội"), &json!("Khai mạc")));
        assert!(told["parts"]["it-roadmap-1"].as_str().unwrap().contains("Mở ngày hội"), "{told}");
        // On the new version it goes over theirs, knowingly.
        desk.change(5, "b-3", clash).await.expect(200);
        // One's own older changes are no surprise: a batch that waited offline is taken.
        let late = json!([{"op": "set", "path": "/roadmap/0/task", "value": "Lập ban tổ chức"}]);
        desk.change(5, "b-4", late).await.expect(200);
    }

    async fn two_people_mend_letters_of_one_text_and_both_mends_stay(app: TestApp) {
        let mut desk = desk(app, &SMALL.replace("Thành lập ban tổ chức", "Thành lập , kiện toàn , ra mắt ban")).await;
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await.program();
        let at = format!("{}/changes", desk.at);
        let small = desk.review().await["small"]["looks"].clone();
        let ids: Vec<_> = small.as_array().unwrap().iter().filter(|l| l["can_mend"] == true).map(|l| l["id"].clone()).collect();
        assert!(ids.len() >= 2, "{small}");
        let press = |id: &serde_json::Value, op: &str| json!([{"op": op, "item": id}]);
        other.post_json(&at, &json!({"base": 1, "batch": "b-x", "ops": press(&ids[0], "accept")})).await.expect(200);
        desk.change(1, "b-1", press(&ids[1], "accept")).await.expect(200);
        assert_eq!(value(&rows(&desk.review().await, "roadmap")[0], "task"), json!("Thành lập, kiện toàn, ra mắt ban"));
        // Taken back by the one, from a page that never saw the mend of the other: that stays.
        desk.change(1, "b-2", press(&ids[1], "reopen")).await.expect(200);
        let text = value(&rows(&desk.review().await, "roadmap")[0], "task").as_str().unwrap().to_owned();
        assert_eq!(text.matches(" ,").count(), 1, "{text}");
        // Whoever writes the whole text anew from the old page is asked.
        let mine = json!([{"op": "set", "path": "/roadmap/0/task", "value": "Lập ban"}]);
        other.post_json(&at, &json!({"base": 2, "batch": "b-y", "ops": mine})).await.expect(409);
    }

    async fn what_one_removes_and_another_edits_is_told_to_the_second(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await.program();
        let at = format!("{}/changes", desk.at);
        let remove = |path: &str| json!([{"op": "remove", "path": path}]);
        other.post_json(&at, &json!({"base": 1, "batch": "b-x", "ops": remove("/roadmap/1")})).await.expect(200);
        // Of a batch only what collides is named; the rest can be sent again.
        let mine = json!([
            {"op": "set", "path": "/roadmap/1/task", "value": "Khai mạc"},
            {"op": "set", "path": "/roadmap/0/task", "value": "Lập ban"},
        ]);
        let told = desk.change(1, "b-1", mine).await.expect(409).json();
        assert_eq!(told["values"].as_array().unwrap().len(), 1, "{told}");
        assert_eq!(told["values"][0]["is_removed"], true);
        assert_eq!(told["values"][0]["theirs_words"], "(đã bỏ mục này)");
        let edit = json!([{"op": "set", "path": "/roadmap/0/product", "value": "Biên bản"}]);
        other.post_json(&at, &json!({"base": 2, "batch": "b-y", "ops": edit})).await.expect(200);
        let told = desk.change(2, "b-2", remove("/roadmap/0")).await.expect(409).json();
        assert_eq!(told["values"][0]["theirs_words"], "(đã sửa chỗ này)");
        assert_eq!(told["values"][0]["mine_words"], "(bỏ mục này)");
    }

    async fn a_plain_form_keeps_what_it_did_not_touch_and_lets_one_choose(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await.program();
        let at = format!("{}/changes", desk.at);
        let theirs = json!([
            {"op": "set", "path": "/roadmap/0/task", "value": "Lập ban"},
            {"op": "set", "path": "/roadmap/0/product", "value": "Biên bản"},
        ]);
        other.post_json(&at, &json!({"base": 1, "batch": "b-x", "ops": theirs})).await.expect(200);
        // The form was opened before: it shows the old product, which is not touched, and an old task, which is.
        let form = [
            ("base", "1"), ("op", "set"), ("path", "/roadmap/0"),
            ("was.task", "Thành lập ban tổ chức"), ("fields.task", "Thành lập ban"),
            ("was.product", "Quyết định"), ("fields.product", "Quyết định"),
            ("was.time", "Tháng 9/2024"), ("fields.time", "Tháng 10/2024"),
        ];
        let page = desk.browser.post(&at, &form).await.expect(409);
        page.shows("Bản của Nguyễn Thị clerk").shows("Lập ban").shows("Thành lập ban").shows("Lưu lựa chọn");
        let choice = [
            ("base", "2"), ("op", "set"), ("path", "/roadmap/0"),
            ("fields.task", "Thành lập ban"), ("fields.time", "Tháng 10/2024"),
        ];
        desk.browser.post(&at, &choice).await.expect(303);
        let row = rows(&desk.review().await, "roadmap")[0].clone();
        assert_eq!(
            (value(&row, "task"), value(&row, "product"), value(&row, "time")),
            (json!("Thành lập ban"), json!("Biên bản"), json!("Tháng 10/2024"))
        );
    }

    async fn nobody_makes_a_plan_of_what_they_have_not_seen(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        desk.skip_all().await;
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await.program();
        let theirs = json!([{"op": "set", "path": "/roadmap/0/task", "value": "Lập ban"}]);
        other.post_json(&format!("{}/changes", desk.at), &json!({"base": 2, "batch": "b-x", "ops": theirs})).await.expect(200);
        let finish = format!("{}/finish", desk.at);
        let page = desk.browser.post(&finish, &[("base", "2")]).await.expect(409);
        page.shows("Chưa lập được kế hoạch").shows("Nguyễn Thị clerk sửa văn bản này").shows(&desk.at);
        let told = desk.program.post_json(&finish, &json!({"base": 2})).await.expect(409).json();
        assert_eq!((&told["import"]["state"], &told["import"]["version"]), (&json!("review"), &json!(3)));
        // The page itself carries the version that it shows.
        let page = desk.browser.get(&desk.at.clone()).await.expect(200).text();
        let form = page.split_once("/finish\"").unwrap().1.split_once("</form>").unwrap().0.to_owned();
        assert!(form.contains("name=\"base\" value=\"3\""), "{form}");
        let made = desk.browser.post(&finish, &[("base", "3")]).await.expect(303);
        desk.browser.get(made.location()).await.expect(200).shows("Lập ban");
        // Pressed twice, the older version leads to the same plan.
        assert_eq!(desk.browser.post(&finish, &[("base", "2")]).await.expect(303).location(), made.location());
    }

    async fn people_at_the_same_review_see_each_other(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let at = format!("{}/presence", desk.at);
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await.program();
        assert_eq!(desk.program.get(&at).await.expect(200).json()["others"], json!([]));
        let seen = other.get(&at).await.expect(200).json();
        assert_eq!(seen["others"][0]["name"], "Nguyễn Thị drafter");
        assert_eq!(seen["version"], 1);
        app.clock.advance(std::time::Duration::from_secs(46));
        assert_eq!(other.get(&at).await.expect(200).json()["others"], json!([]), "forgotten after 45 seconds");
    }

    async fn imports_of_units_below_are_in_the_list_of_those_above(app: TestApp) {
        let country = country(app).await;
        let school = make(app, UnitKind::Primary, "Trường Tiểu học Kim Đồng", Some(country.ba_dinh), &[]).await;
        let mut teacher = app.officer(PostKind::Drafter, school).await;
        let at = teacher.import(&app.app, "truong.txt", SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
        let mut leader = app.officer(PostKind::Leader, country.so).await;
        leader.get("/imports").await.expect(200).shows(&at).shows("Trường Tiểu học Kim Đồng");
        leader.get(&at).await.expect(200);
        // A neighbour sees nothing of it, and the school nothing of its department.
        let neighbour = app.officer(PostKind::Leader, country.hoan_kiem).await;
        assert_eq!(neighbour.program().get("/imports").await.expect(200).json()["total"], 0);
        leader.import(&app.app, "so.txt", SMALL.as_bytes(), &[]).await.expect(303);
        assert_eq!(teacher.program().get("/imports").await.expect(200).json()["total"], 1);
        assert_eq!(leader.program().get("/imports").await.expect(200).json()["total"], 2);
    }

    async fn who_takes_over_the_work_of_a_unit_goes_on_with_its_imports(app: TestApp) {
        let country = country(app).await;
        let mut before = app.officer(PostKind::Drafter, country.ba_dinh).await;
        let at = before.import(&app.app, "cu.txt", SMALL.as_bytes(), &[]).await.expect(303).location().to_owned();
        let mut heir = app.officer(PostKind::Drafter, country.hoan_kiem).await;
        heir.get(&at).await.expect(403);
        merge_into(app, country.ba_dinh, country.hoan_kiem).await;
        heir.get("/imports").await.expect(200).shows(&at);
        heir.get(&at).await.expect(200).shows("<nc-review");
        let review = heir.program().get(&at).await.expect(200).json();
        let looks = review["looks"].as_array().unwrap();
        let skip: Vec<_> = looks.iter().map(|look| json!({"op": "skip", "item": look["id"]})).collect();
        let changes = json!({"base": 1, "batch": "b-1", "ops": skip});
        heir.program().post_json(&format!("{at}/changes"), &changes).await.expect(200);
        // The plan they make of it is theirs to account for, and to remove.
        let plan = heir.post(&format!("{at}/finish"), &[("base", "2")]).await.expect(303).location().to_owned();
        heir.get(&format!("{plan}/history")).await.expect(200);
        let mut leader = app.officer(PostKind::Leader, country.hoan_kiem).await;
        leader.get(&format!("{plan}/history")).await.expect(200).shows(&format!("{plan}/remove"));
        leader.post(&format!("{plan}/remove"), &[]).await.expect(303);
    }

    async fn an_edit_of_what_was_taken_out_meanwhile_is_not_lost_with_a_plain_form(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await.program();
        let at = format!("{}/changes", desk.at);
        let remove = json!([{"op": "remove", "path": "/roadmap/0"}]);
        other.post_json(&at, &json!({"base": 1, "batch": "b-x", "ops": remove})).await.expect(200);
        let form = [
            ("base", "1"), ("op", "set"), ("path", "/roadmap/0"),
            ("was.task", "Thành lập ban tổ chức"), ("fields.task", "Thành lập ban"),
        ];
        let page = desk.browser.post(&at, &form).await.expect(409);
        let page = page.shows("(đã bỏ mục này)").shows("value=\"Thành lập ban\"").shows("Lưu lựa chọn");
        let hidden = |name: &str, value: &str| format!("name=\"{name}\" value=\"{value}\"");
        let page = page.shows(&hidden("op", "set")).shows(&hidden("path", "/roadmap/0"));
        assert!(!page.text().contains(&hidden("op", "restore")), "{}", page.text());
        let choice = [("base", "2"), ("op", "set"), ("path", "/roadmap/0"), ("fields.task", "Thành lập ban")];
        desk.browser.post(&at, &choice).await.expect(303);
        assert_eq!(value(&rows(&desk.review().await, "roadmap")[0], "task"), json!("Thành lập ban"));
    }

    async fn a_page_older_than_can_be_compared_is_asked_about_everything(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await.program();
        let at = format!("{}/changes", desk.at);
        let theirs = json!([{"op": "set", "path": "/roadmap/1/task", "value": "Mở ngày hội"}]);
        other.post_json(&at, &json!({"base": 1, "batch": "b-x", "ops": theirs})).await.expect(200);
        let many = 2_001;
        add_changes(app, many).await;
        // What the first two thousand changes touched is not this field, and nobody knows of the rest.
        let mine = json!([{"op": "set", "path": "/roadmap/0/task", "value": "Lập ban"}]);
        let told = desk.change(1, "b-1", mine.clone()).await.expect(409).json();
        assert_eq!((&told["version"], &told["values"][0]["mine_words"]), (&json!(2 + many), &json!("Lập ban")));
        // All of the page comes anew, so that nothing is worked on that is gone.
        assert!(told["parts"]["it-roadmap-1"].as_str().unwrap().contains("Mở ngày hội"), "{told}");
        desk.change(2 + i64::from(many), "b-2", mine).await.expect(200);
    }

    async fn a_form_with_nothing_to_do_says_so_when_the_import_is_over(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let at = format!("{}/changes", desk.at);
        let same = [("base", "1"), ("op", "set"), ("path", "/roadmap/0")];
        desk.browser.post(&at, &same).await.expect(303);
        assert_eq!(desk.review().await["import"]["version"], 1, "nothing was changed");
        desk.skip_all().await;
        desk.finish().await.expect(303);
        for form in [&same[..], &[("base", "1"), ("op", "accept_small")]] {
            desk.browser.post(&at, form).await.expect(409).shows("Nguyễn Thị drafter đã lập kế hoạch lúc");
        }
    }

    async fn who_says_the_same_as_somebody_else_has_nothing_to_choose(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await.program();
        let at = format!("{}/changes", desk.at);
        let review = desk.review().await;
        let unknown = look(&review, "Phòng Lạ Lùng");
        let ba_dinh = desk.country.ba_dinh.to_string();
        let lead = json!([{"name": "Phòng Lạ Lùng", "unit": ba_dinh}]);
        let said = json!([
            {"op": "set", "path": "/roadmap/0/task", "value": "Lập ban"},
            {"op": "set", "path": "/roadmap/0/lead_units", "value": lead},
            {"op": "skip", "item": look(&review, "Số và ngày")},
            {"op": "remove", "path": "/roadmap/1"},
        ]);
        other.post_json(&at, &json!({"base": 1, "batch": "b-x", "ops": said})).await.expect(200);
        // The same from an older page: nothing is written, and it is told who was quicker.
        let told = desk.change(1, "b-1", said.clone()).await.expect(200).json();
        assert_eq!(told["version"], 2, "nothing was left to write");
        let already = told["already"].as_array().unwrap();
        assert_eq!(already.len(), 4, "{told}");
        let first = (&already[0]["path"], &already[0]["by"]);
        assert_eq!(first, (&json!("/roadmap/0/task"), &json!("Nguyễn Thị clerk")));
        assert!(already[0]["sentence"].as_str().unwrap().starts_with("Nguyễn Thị clerk đã làm y như vậy lúc"), "{told}");
        assert!(told["parts"]["it-roadmap-0"].as_str().unwrap().contains("Lập ban"), "the page comes up to date");
        // With something new beside it, only that is written.
        let mixed = json!([said[0], {"op": "set", "path": "/roadmap/0/product", "value": "Biên bản"}]);
        let told = desk.change(1, "b-2", mixed).await.expect(200).json();
        assert_eq!((&told["version"], told["already"].as_array().unwrap().len()), (&json!(3), 1));
        // What differs is still asked about, and only that.
        let differs = json!([said[0], {"op": "skip", "item": unknown}]);
        let told = desk.change(1, "b-3", differs).await.expect(409).json();
        assert_eq!(told["values"].as_array().unwrap().len(), 1, "{told}");
        assert_eq!(told["values"][0]["item"], unknown.as_str());
        // One's own answer of another tab is told of nobody.
        let own = json!([{"op": "set", "path": "/roadmap/0/product", "value": "Biên bản"}]);
        assert_eq!(desk.change(1, "b-4", own).await.expect(200).json()["already"], json!([]));
        // A plain form goes on, with a word of who was quicker.
        let form = [
            ("base", "1"), ("op", "set"), ("path", "/roadmap/0"),
            ("was.task", "Thành lập ban tổ chức"), ("fields.task", "Lập ban"),
        ];
        let next = desk.browser.post(&at, &form).await.expect(303).location().to_owned();
        desk.browser.get(next.split('#').next().unwrap()).await.expect(200).shows("Nguyễn Thị clerk đã làm y như vậy");
        // Undo takes back one's own change and leaves theirs.
        desk.browser.post(&at, &[("base", "3"), ("op", "undo")]).await.expect(303);
        let row = rows(&desk.review().await, "roadmap")[0].clone();
        assert_eq!((value(&row, "task"), value(&row, "product")), (json!("Lập ban"), json!("Quyết định")));
    }

    async fn who_comes_after_the_plan_is_led_to_it_and_loses_nothing(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        desk.skip_all().await;
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await;
        let finish = format!("{}/finish", desk.at);
        let plan = other.post(&finish, &[("base", "2")]).await.expect(303).location().to_owned();
        let at = format!("{}/changes", desk.at);
        let mine = json!([{"op": "set", "path": "/roadmap/0/task", "value": "Lập ban"}]);
        let told = desk.change(2, "b-1", mine).await.expect(409).json();
        let sentence = told["ended"]["sentence"].as_str().unwrap();
        assert!(sentence.starts_with("Nguyễn Thị clerk đã lập kế hoạch lúc"), "{told}");
        assert_eq!((&told["ended"]["by"], &told["ended"]["plan"]), (&json!("Nguyễn Thị clerk"), &json!(plan)));
        // The page learns of it without sending anything.
        let presence = desk.program.get(&format!("{}/presence", desk.at)).await.expect(200).json();
        assert_eq!(presence["ended"]["plan"], plan);
        // A plain form: what was typed stays to be copied.
        let form = [
            ("base", "2"), ("op", "set"), ("path", "/roadmap/0"),
            ("was.task", "Thành lập ban tổ chức"), ("fields.task", "Lập ban chỉ đạo"),
            ("was.product", "Quyết định"), ("fields.product", "Quyết định"),
        ];
        let page = desk.browser.post(&at, &form).await.expect(409);
        let page = page.shows(sentence).shows("Lập ban chỉ đạo").shows("Mở kế hoạch").shows(&plan);
        assert!(!page.text().contains("Quyết định"), "only what was changed");
        for path in ["/edit?path=/roadmap/0", "/discard"] {
            desk.browser.get(&format!("{}{path}", desk.at)).await.expect(409).shows(sentence).shows(&plan);
        }
        desk.browser.post(&format!("{}/discard", desk.at), &[]).await.expect(409).shows(&plan);
        assert_eq!(desk.browser.post(&finish, &[("base", "2")]).await.expect(303).location(), plan);
    }

    async fn who_comes_after_it_was_put_aside_is_told_by_whom(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let presence = format!("{}/presence", desk.at);
        assert_eq!(desk.program.get(&presence).await.expect(200).json()["ended"], json!(null));
        let mut other = app.officer(PostKind::Clerk, desk.country.so).await;
        other.post(&format!("{}/discard", desk.at), &[]).await.expect(303);
        let told = desk.change(1, "b-1", json!([{"op": "remove", "path": "/roadmap/0"}])).await.expect(409).json();
        assert!(told["ended"]["sentence"].as_str().unwrap().starts_with("Nguyễn Thị clerk đã bỏ văn bản này lúc"), "{told}");
        assert_eq!(told["ended"]["plan"], json!(null));
        assert_eq!(desk.program.get(&presence).await.expect(200).json()["ended"]["by"], "Nguyễn Thị clerk");
        let finish = format!("{}/finish", desk.at);
        let late = desk.browser.post(&finish, &[("base", "1")]).await.expect(409);
        late.shows("Nguyễn Thị clerk đã bỏ văn bản này").shows("Điều vừa gửi chưa được ghi");
        // Whoever only opens a form has sent nothing; whoever puts it aside as well gets what they wanted.
        for form in ["/edit?path=/roadmap/0", "/discard"] {
            let page = desk.browser.get(&format!("{}{form}", desk.at)).await.expect(409).text();
            assert!(page.contains("đã bỏ văn bản này") && !page.contains("chưa được ghi"), "{form}: {page}");
        }
        assert_eq!(desk.browser.post(&format!("{}/discard", desk.at), &[]).await.expect(303).location(), "/imports");
    }
}

/// The id of the place to look at whose title says so.
fn look(review: &serde_json::Value, words: &str) -> String {
    let looks = review["looks"].as_array().unwrap();
    let found = looks.iter().find(|look| look["title"].as_str().unwrap().contains(words)).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

/// One unit takes over the work of another today.
pub async fn merge_into(app: &TestApp, ends: UnitId, heir: UnitId) {
    let into = heir.to_string();
    let basis = ("basis", "Quyết định 12/QĐ-UBND");
    let fields = [("on", "5/8/2024"), ("into", into.as_str()), ("into_id", into.as_str()), basis];
    app.admin().await.post(&format!("/units/{ends}/merges"), &fields).await.expect(303);
}

/// Puts copies of the last change after it, as a long review leaves them.
async fn add_changes(app: &TestApp, n: i32) {
    let tx = app.app.db.write().await.expect("a transaction");
    let last = import_change::Entity::find().one(&tx).await.expect("read").expect("a change");
    let copies: Vec<_> = (1..=n)
        .map(|at| import_change::ActiveModel {
            id: Set(tx.new_id(app.app.now())),
            version: Set(last.version + at),
            batch: Set(format!("copy-{at}")),
            ..last.clone().into()
        })
        .collect();
    for part in copies.chunks(500) {
        import_change::Entity::insert_many(part.to_vec()).exec_without_returning(&tx).await.expect("kept");
    }
    let row =
        import::ActiveModel { id: Set(last.import_id), version: Set(last.version + n), ..Default::default() };
    row.update(&tx).await.expect("kept");
    tx.commit().await.expect("committed");
}
