//! Units without a union told through HTTP: proposed from the tree, pasted, worked on step by step, recognised by decision,
//! closed, opened again; counts that add up; who may do what; refusals that keep what was typed.

use crate::app_test;
use crate::notices::kinds;
use crate::support::{Client, TestApp};
use crate::units::{Country, country, make};
use crate::work_sums::plan_with;
use app::features::foundings::actions::{self, NewList, NewRow};
use db::events::By;
use domain::foundings::USUAL_STEPS;
use domain::ids::{FoundingId, FoundingListId, UnitId};
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::Value;
use tables::{founding, founding_list, founding_step, unit_union};

/// A list of this unit with one unit on it that the register does not have.
pub async fn listed(app: &TestApp, union: UnitId) -> (FoundingListId, FoundingId) {
    let new = NewList {
        name: "Đơn vị ngoài công lập".to_owned(),
        task: None,
        within: union,
        kinds: vec![UnitKind::Preschool, UnitKind::Primary],
        steps: USUAL_STEPS.to_owned(),
    };
    let row = NewRow {
        unit: None,
        kind: UnitKind::Preschool,
        name: "Trường Mầm non Tư thục Ánh Dương".to_owned(),
        area: "Phường Láng".to_owned(),
        n_workers: Some(25),
        contact: String::new(),
        note: String::new(),
    };
    let (now, tx) = (app.app.now(), app.app.db.write().await.unwrap());
    let id = actions::create(&tx, now, By::HOUSE, union, &new).await.unwrap();
    assert_eq!(actions::add(&tx, now, By::HOUSE, id, &[row]).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let row = founding::of(id).one(app.app.db.read()).await.unwrap().unwrap();
    (id, row.id)
}

/// A department with three schools.
struct Story {
    land: Country,
    schools: Vec<UnitId>,
    officer: Client,
    leader: Client,
}

async fn begun(app: &TestApp) -> Story {
    let land = country(app).await;
    let mut schools = Vec::new();
    for name in ["Trường Tiểu học Hoa Sen", "Trường Tiểu học Hoa Mai", "Trường Mầm non Hoa Lan"]
    {
        let kind = if name.contains("Mầm") { UnitKind::Preschool } else { UnitKind::Primary };
        schools.push(make(app, kind, name, Some(land.ba_dinh), &[]).await);
    }
    let officer = app.officer(PostKind::Focal, land.so).await;
    let leader = app.officer(PostKind::Leader, land.so).await;
    Story { land, schools, officer, leader }
}

impl Story {
    /// Begins a list in the browser; gives its address.
    async fn list(&mut self, task: &str) -> String {
        let form = [
            ("name", "Đơn vị chưa có công đoàn 2024"),
            ("union", "Sở Giáo dục và Đào tạo Hà Nội"),
            ("within", "Sở Giáo dục và Đào tạo Hà Nội"),
            ("kinds", "primary"),
            ("kinds", "preschool"),
            ("steps", "Khảo sát | 10\nVận động | 20"),
            ("task", task),
        ];
        let made = self.officer.post("/foundings", &form).await.expect(303);
        made.location().trim_end_matches("/add").to_owned()
    }

    async fn json(&mut self, page: &str) -> Value {
        self.officer.program().get(page).await.expect(200).json()
    }

    /// The address of the row of a unit.
    async fn row(&mut self, list: &str, name: &str) -> String {
        let json = self.json(list).await;
        let rows = json["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["name"].as_str().unwrap().contains(name)).unwrap();
        format!("/foundings/units/{}", row["id"].as_str().unwrap())
    }

    /// Writes the page of a row with some fields of its steps changed.
    async fn write(
        &mut self,
        row: &str,
        facts: &[(&str, &str)],
        steps: &[(usize, &str, &str)],
    ) -> crate::support::Answer {
        let json = self.json(row).await;
        let mut fields: Vec<(String, String)> = vec![("version".to_owned(), json["version"].to_string())];
        fields.extend(facts.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())));
        for (at, step) in json["steps"].as_array().unwrap().iter().enumerate() {
            let id = step["id"].as_str().unwrap();
            let before = json["fields"]["items"][id].as_object().unwrap();
            for (field, value) in before {
                let said = steps.iter().find(|(n, name, _)| *n == at && *name == field.as_str());
                let value = said.map_or(value.as_str().unwrap(), |(_, _, value)| *value);
                fields.push((format!("items.{id}.{field}"), value.to_owned()));
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        self.officer.post(row, &fields).await
    }
}

async fn version(client: &mut Client, row: &str) -> String {
    client.program().get(row).await.expect(200).json()["version"].to_string()
}

/// The four states add up to all, in the whole and in both partitions.
fn assert_adds_up(page: &Value) {
    let counts = |of: &Value| {
        let n = |key: &str| of[key].as_u64().unwrap();
        assert_eq!(n("n"), n("n_waiting") + n("n_going") + n("n_founded") + n("n_closed"), "{of}");
        n("n")
    };
    let all = counts(&page["list"]["counts"]);
    for part in ["kinds", "areas"] {
        let sum: u64 = page[part].as_array().unwrap().iter().map(|one| counts(&one["counts"])).sum();
        assert_eq!(sum, all, "{part}");
    }
}

app_test! {
    async fn units_are_proposed_and_pasted_and_founded_step_by_step(app: TestApp) {
        let mut s = begun(app).await;
        let (plan, tasks) = plan_with(app, s.land.so, &["1\tVận động thành lập tổ chức công đoàn ở đơn vị chưa có\tTháng 9/2024\tSở"]).await;
        let work = format!("/plans/{plan}/work");
        s.officer.get(&work).await.expect(200).shows(&format!("/foundings/new?task={}", tasks[0]));
        s.officer.get(&format!("/foundings/new?task={}", tasks[0])).await.expect(200).shows("Nhiệm vụ: Vận động thành lập").shows("Thành lập ban vận động");
        let list = s.list(&tasks[0].to_string()).await;
        // The tree proposes three; one has its union already and is proposed no more.
        let add = format!("{list}/add");
        let page = s.json(&add).await;
        assert_eq!(page["n_candidates"], 3);
        let (sen, mai, lan) = (s.schools[0].to_string(), s.schools[1].to_string(), s.schools[2].to_string());
        s.officer.post(&add, &[("act", "chosen")]).await.expect(422).shows("Chọn từ 1 đến");
        // That a unit has its union is said by the leader: no list of anybody proposes it any more.
        s.officer.get(&add).await.expect(200).hides("has_union");
        s.officer.post(&add, &[("act", "has_union"), ("units", &mai)]).await.expect(403);
        s.leader.get(&add).await.expect(200).shows("has_union");
        s.leader.post(&add, &[("act", "has_union"), ("units", &mai)]).await.expect(303);
        // Recorded by mistake, it is taken back by a leader, and the unit is proposed again.
        s.officer.get(&add).await.expect(200).shows("Đã ghi nhận có công đoàn").hides("no_union");
        s.officer.post(&add, &[("act", "no_union"), ("units", &mai)]).await.expect(403);
        s.leader.post(&add, &[("act", "no_union")]).await.expect(422);
        s.leader.post(&add, &[("act", "no_union"), ("units", &mai)]).await.expect(303);
        s.leader.get(&add).await.expect(200).shows("Đã bỏ ghi nhận 1 đơn vị.").hides("Đã ghi nhận có công đoàn");
        s.leader.post(&add, &[("act", "no_union"), ("units", &mai)]).await.expect(303);
        s.leader.post(&add, &[("act", "has_union"), ("units", &mai)]).await.expect(303);
        let union = unit_union::Entity::find_by_id(s.schools[1]).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(union.name, "Công đoàn Trường Tiểu học Hoa Mai");
        let here = s.land.ba_dinh.to_string();
        s.officer.post(&add, &[("act", "chosen"), ("units", &sen), ("units", &here), ("note", "Rà soát")]).await.expect(303);
        assert_eq!(s.json(&add).await["n_candidates"], 1, "one is on the list, one has a union");
        // Lines: one of the register, one that is not in it, one there already, one wrong.
        let good = "TT\tĐơn vị\n1\tTrường Mầm non Hoa Lan\t\t\t12\n2\tTrường Mầm non Tư thục Ánh Dương\tMầm non\tPhường Láng\t25\tCô Hà\n3\tTrường Tiểu học Hoa Sen";
        let wrong = format!("{good}\n4\tTrường Tiểu học Xa\t\t\tnhiều\n5\tHiệp hội\t?");
        s.officer.post(&add, &[("act", "preview"), ("paste", &wrong)]).await.expect(200).shows("Số lao động chưa đúng").shows("Ghi loại đơn vị").shows("khớp cây đơn vị").shows("Đã có trong danh sách");
        s.officer.post(&add, &[("act", "add"), ("paste", &wrong)]).await.expect(422).shows("Chưa đọc được dòng 5, 6").shows("Hiệp hội\t?");
        s.officer.post(&add, &[("act", "add"), ("paste", "")]).await.expect(422);
        s.officer.post(&add, &[("act", "add"), ("paste", good)]).await.expect(303);
        s.officer.post(&add, &[("act", "add"), ("paste", good)]).await.expect(422).shows("Không có đơn vị nào mới").shows("Cô Hà");
        let page = s.json(&list).await;
        assert_eq!((page["list"]["counts"]["n"].as_u64(), page["list"]["counts"]["n_waiting"].as_u64()), (Some(3), Some(3)));
        assert_adds_up(&page);
        assert!(page["rows"].as_array().unwrap().iter().any(|row| row["unit_id"].as_str() == Some(&lan)));
        // A step is given, done with its evidence; a day that has not come is refused and what was typed stays.
        let row = s.row(&list, "Hoa Sen").await;
        let people = s.json(&row).await["people"].clone();
        let person = people[0]["value"].as_str().unwrap().to_owned();
        s.write(&row, &[("n_workers", "x"), ("area", "Ba Đình")], &[]).await.expect(422).shows("Ghi số lao động từ 0").shows("value=\"x\"");
        s.write(&row, &[("n_workers", "30")], &[(0, "done_on", "31/12/2199"), (1, "note", "gặp hiệu trưởng")]).await.expect(422).shows("Ngày này chưa đến").shows("gặp hiệu trưởng");
        s.write(&row, &[], &[(0, "person", &s.land.so.to_string())]).await.expect(422).shows("đang giữ chức vụ");
        s.write(&row, &[("n_workers", "30"), ("area", "Ba Đình")], &[(0, "done_on", "01/01/2020"), (0, "evidence", "12/BC"), (1, "person", &person), (1, "due_on", "02/01/2020")]).await.expect(303);
        let page = s.json(&list).await;
        let counts = &page["list"]["counts"];
        assert_eq!((counts["n_going"].as_u64(), counts["n_late"].as_u64()), (Some(1), Some(1)));
        assert_adds_up(&page);
        let late = s.json(&format!("{list}?late=true")).await;
        assert_eq!(late["n_rows"], 1);
        assert_eq!(s.json(&format!("{list}?state=waiting&q=hoa%20lan")).await["n_rows"], 1);
        // The last step needs its own facts, and the leader.
        let seen = version(&mut s.officer, &row).await;
        let decision = [("union_name", "Công đoàn Trường Tiểu học Hoa Sen"), ("decision_number", "15/QĐ-CĐN"), ("decided_on", "05/01/2020"), ("decided_by", "Công đoàn ngành"), ("version", &*seen)];
        s.officer.post(&format!("{row}/found"), &decision).await.expect(403);
        s.leader.post(&format!("{row}/found"), &[("union_name", "Công đoàn A"), ("version", &seen)]).await.expect(422).shows("Công đoàn A");
        s.leader.post(&format!("{row}/found"), &decision).await.expect(303);
        // Pressed twice it stands once, and nobody is told that somebody else wrote.
        s.leader.post(&format!("{row}/found"), &decision).await.expect(303);
        let union = unit_union::Entity::find_by_id(s.schools[0]).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((union.decision_number.as_str(), union.founding_id.map(|id| id.to_string())), ("15/QĐ-CĐN", row.rsplit('/').next().map(str::to_owned)));
        s.officer.get(&row).await.expect(200).shows("15/QĐ-CĐN");
        s.officer.get(&work).await.expect(200).shows("1/3 đơn vị đã thành lập công đoàn").shows(&list);
        // Another unit keeps an older list for the same task: the counts are those of both, the link leads to one's own.
        let (theirs, _) = listed(app, s.land.ba_dinh).await;
        let tx = app.app.db.write().await.unwrap();
        let mut of_task = founding_list::by_id(theirs).one(&tx).await.unwrap().unwrap().into_active_model();
        of_task.task_id = Set(Some(tasks[0]));
        of_task.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        s.officer.get(&work).await.expect(200).shows("1/4 đơn vị đã thành lập công đoàn").shows(&list).hides(&theirs.to_string());
        // Nobody begins a list for a task of a plan that they may not read.
        let mut other = app.officer(PostKind::Focal, s.land.ba_dinh).await;
        other.get(&format!("/foundings/new?task={}", tasks[0])).await.expect(200).hides("Vận động thành lập tổ chức");
        other.post("/foundings", &[("name", ""), ("task", &*tasks[0].to_string())]).await.expect(404);
        // As Excel, with the same filter.
        let book = s.officer.get(&format!("{list}/list.xlsx?state=founded")).await.expect(200);
        let sheet = document::sheet::open(&book.bytes, &document::Limits::default()).expect("a workbook");
        let text = format!("{sheet:?}");
        assert!(["Hoa Sen", "15/QĐ-CĐN", "Đã thành lập"].iter().all(|word| text.contains(word)) && !text.contains("Hoa Lan"));
        // Opened again by mistake: the union is not recorded any more, the steps stand as they were.
        let seen = version(&mut s.officer, &row).await;
        s.leader.post(&format!("{row}/reopen"), &[("version", &*seen)]).await.expect(422);
        s.leader.post(&format!("{row}/reopen"), &[("version", &*seen), ("reason", "Ghi nhầm đơn vị")]).await.expect(303);
        assert!(unit_union::Entity::find_by_id(s.schools[0]).one(app.app.db.read()).await.unwrap().is_none());
        let json = s.json(&row).await;
        assert_eq!((json["row"]["state"].as_str(), json["row"]["n_done"].as_i64()), (Some("going"), Some(1)));
        s.officer.get(&row).await.expect(200).shows("Mở lại: Ghi nhầm đơn vị");
    }

    async fn a_row_is_closed_with_words_or_taken_off_and_a_stale_page_decides_nothing(app: TestApp) {
        let mut s = begun(app).await;
        let (id, row) = listed(app, s.land.so).await;
        let (list, row) = (format!("/foundings/{id}"), format!("/foundings/units/{row}"));
        s.leader.post(&format!("{row}/close"), &[("why", "too_few"), ("version", "1")]).await.expect(422).shows("Ghi lý do.");
        s.leader.post(&format!("{row}/close"), &[("words", "Còn 3 người"), ("version", "1")]).await.expect(422).shows("Chọn một lý do.").shows("Còn 3 người");
        s.write(&row, &[("area", "Phường Láng"), ("name", "Trường Mầm non Ánh Dương 2")], &[(0, "done_on", "01/01/2020")]).await.expect(303);
        let closing = [("why", "too_few"), ("words", "Còn 3 người"), ("version", "1")];
        s.leader.post(&format!("{row}/close"), &closing).await.expect(422).shows("Người khác vừa ghi").shows("Còn 3 người");
        s.officer.post(&format!("{row}/remove"), &[("reason", "Nhầm"), ("version", "2")]).await.expect(409).shows("Đóng vì lý do khác");
        // A list of which something is done stays; one begun by mistake goes. A unit of no register is called anew.
        s.officer.post(&format!("{list}/remove"), &[("version", "1")]).await.expect(409).shows("không bỏ được");
        let (mistaken, row_of_it) = listed(app, s.land.so).await;
        s.leader.post(&format!("/foundings/{mistaken}/remove"), &[("version", "9")]).await.expect(409);
        s.officer.post(&format!("/foundings/{mistaken}/remove"), &[("version", "1")]).await.expect(303);
        s.officer.get(&format!("/foundings/units/{row_of_it}")).await.expect(404);
        let closing = [("why", "too_few"), ("words", "Còn 3 người"), ("version", "2")];
        s.leader.post(&format!("{row}/close"), &closing).await.expect(303);
        s.officer.get(&row).await.expect(200).shows("Trường Mầm non Ánh Dương 2").shows("dưới 5 đoàn viên").shows("Còn 3 người");
        let page = s.json(&list).await;
        assert_eq!(page["list"]["counts"]["n_closed"], 1);
        assert_adds_up(&page);
        s.write(&row, &[], &[]).await.expect(409);
        // Other steps hold for what nobody has touched; what should not stand there is taken off with a reason.
        let other = NewRow { unit: Some(s.schools[2]), kind: UnitKind::Preschool, name: "Trường Mầm non Hoa Lan".to_owned(), area: String::new(), n_workers: None, contact: String::new(), note: String::new() };
        let tx = app.app.db.write().await.unwrap();
        actions::add(&tx, app.app.now(), By::HOUSE, id, &[other.clone(), other]).await.unwrap();
        tx.commit().await.unwrap();
        let form = [("name", "Danh sách khác"), ("within", "Sở Giáo dục và Đào tạo Hà Nội"), ("kinds", "primary"), ("steps", "Gặp gỡ | 5\nHồ sơ"), ("version", "1")];
        s.officer.post(&list, &form).await.expect(303);
        // What somebody else wrote stands beside each field that differs; the same is no quarrel; the next save is meant.
        let other = [("name", "Danh sách nữa"), ("within", "Sở GD&ĐT Hà Nội"), ("kinds", "primary"), ("steps", "Gặp gỡ | 7"), ("version", "1")];
        let refused = s.officer.post(&list, &other).await.expect(422);
        assert_eq!(refused.text().matches("vừa ghi ô này").count(), 2, "name and steps");
        refused.shows("Người khác vừa ghi ô này: “Danh sách khác”").shows("Gặp gỡ | 7").shows("name=\"version\" value=\"2\"");
        let same = [("name", "Danh sách khác"), ("within", "Sở GD&ĐT Hà Nội"), ("kinds", "primary"), ("steps", "Gặp gỡ | 5\nHồ sơ"), ("version", "1")];
        s.officer.post(&list, &same).await.expect(303);
        let lan = s.row(&list, "Hoa Lan").await;
        let steps = s.json(&lan).await["steps"].as_array().unwrap().len();
        let closed = s.json(&row).await["steps"].as_array().unwrap().len();
        assert_eq!((steps, closed), (2, 6));
        s.officer.post(&format!("{lan}/remove"), &[("reason", " "), ("version", "1")]).await.expect(422);
        s.officer.post(&format!("{lan}/remove"), &[("reason", "Đưa vào nhầm"), ("version", "7")]).await.expect(422).shows("Người khác vừa ghi").shows("Đưa vào nhầm");
        s.officer.post(&format!("{lan}/remove"), &[("reason", "Đưa vào nhầm"), ("version", "1")]).await.expect(303);
        s.officer.get(&lan).await.expect(404);
        let wrong = [("name", ""), ("union", "Không có"), ("within", ""), ("steps", "A | mai")];
        s.officer.post("/foundings", &wrong).await.expect(422).shows("Ghi nội dung.").shows("Dòng 1 chưa đúng").shows("Chọn ít nhất một loại").shows("A | mai");
    }

    async fn whoever_gets_a_step_is_told_and_again_when_it_is_due(app: TestApp) {
        let mut s = begun(app).await;
        let (_, row) = listed(app, s.land.so).await;
        let page = format!("/foundings/units/{row}");
        let mut helper = app.officer(PostKind::Drafter, s.land.so).await;
        let people = s.json(&page).await["people"].clone();
        let me = people.as_array().unwrap().iter().find(|one| one["word"] == "Nguyễn Thị drafter").expect("who can see to a step");
        let id = me["value"].as_str().unwrap();
        let tomorrow = (app.app.now().local_day() + chrono::Days::new(1)).format("%d/%m/%Y").to_string();
        s.write(&page, &[], &[(0, "person", id), (0, "due_on", &tomorrow)]).await.expect(303);
        assert!(kinds(&mut helper).await.iter().any(|kind| kind == "founding-given"));
        helper.get("/foundings").await.expect(200).shows("Khảo sát số lao động").shows("Bước giao cho tôi");
        for _ in 0..2 {
            let tx = app.app.db.write().await.unwrap();
            jobs::enqueue(&tx, app.app.now(), &app::features::foundings::TellFoundingDue {}).await.unwrap();
            tx.commit().await.unwrap();
            app.run_jobs().await;
        }
        let n = kinds(&mut helper).await.iter().filter(|kind| *kind == "founding-due").count();
        assert_eq!(n, 1, "once for the day that it is due");
        // Steps for which nobody is named ring once a day for the whole list.
        s.write(&page, &[], &[(1, "due_on", &tomorrow), (2, "due_on", &tomorrow), (3, "due_on", &tomorrow)]).await.expect(303);
        let tx = app.app.db.write().await.unwrap();
        jobs::enqueue(&tx, app.app.now(), &app::features::foundings::TellFoundingDue {}).await.unwrap();
        tx.commit().await.unwrap();
        app.run_jobs().await;
        let n = kinds(&mut s.officer).await.iter().filter(|kind| *kind == "founding-due").count();
        assert_eq!(n, 1, "three steps of one list ring once");
        s.officer.get("/notices").await.expect(200).shows("có bước sắp đến hạn chưa có người phụ trách");
        // Two write on one page: each field that differs says what the other wrote, and nothing is written over unseen.
        let mut stale = s.json(&page).await["fields"].clone();
        s.write(&page, &[("contact", "Cô Hà")], &[]).await.expect(303);
        let seen = stale["version"].to_string();
        let first = stale["items"].as_object_mut().unwrap().keys().next().unwrap().clone();
        let note = format!("items.{first}.note");
        let form = [("contact", ""), ("note", "Mời họp"), (note.as_str(), "Gọi lại"), ("version", seen.as_str())];
        let refused = s.officer.post(&page, &form).await.expect(422).text();
        assert!(refused.contains("Người khác vừa ghi ô này: “Cô Hà”") && refused.contains("Mời họp") && refused.contains("Gọi lại"), "{refused}");
        let steps = founding_step::of(row).all(app.app.db.read()).await.unwrap();
        assert_eq!(steps.len(), 6);
    }

    async fn a_union_writes_its_list_its_leader_closes_and_units_above_read(app: TestApp) {
        let s = begun(app).await;
        let (id, row) = listed(app, s.land.so).await;
        let (list, row) = (format!("/foundings/{id}"), format!("/foundings/units/{row}"));
        let closing = [("why", "other"), ("words", "Thử"), ("version", "9")];
        for (kind, unit, reads, writes, closes) in [
            (PostKind::Viewer, s.land.so, true, false, false),
            (PostKind::Clerk, s.land.so, true, true, false),
            (PostKind::Drafter, s.land.so, true, true, false),
            (PostKind::Focal, s.land.so, true, true, false),
            (PostKind::Leader, s.land.so, true, true, true),
            (PostKind::Leader, s.land.ministry, true, false, false),
            (PostKind::Leader, s.land.ba_dinh, false, false, false),
            (PostKind::Leader, s.land.bureau, false, false, false),
        ] {
            let email = format!("b-{kind}-{unit}@so.vn");
            let mut client = app.person(&format!("Lê {kind}"), &email, false, Some((kind, unit))).await;
            client.get(&list).await.expect(if reads { 200 } else { 403 });
            client.get(&row).await.expect(if reads { 200 } else { 403 });
            client.get(&format!("{list}/list.xlsx")).await.expect(if reads { 200 } else { 403 });
            client.get(&format!("{list}/add")).await.expect(if writes { 200 } else { 403 });
            client.post(&row, &[("n_workers", "x")]).await.expect(if writes { 422 } else { 403 });
            client.post(&format!("{row}/close"), &closing).await.expect(if closes { 422 } else { 403 });
        }
        // A list is begun for one's own unit alone.
        let mut stranger = app.officer(PostKind::Focal, s.land.ba_dinh).await;
        let form = [("name", "Danh sách"), ("union", "Sở Giáo dục và Đào tạo Hà Nội"), ("within", "Sở Giáo dục và Đào tạo Hà Nội"), ("kinds", "primary"), ("steps", "A")];
        stranger.post("/foundings", &form).await.expect(422).shows("đang giữ chức vụ").shows("value=\"Danh sách\"");
    }
}
