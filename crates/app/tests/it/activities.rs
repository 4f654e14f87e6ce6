//! Activities told through HTTP: begun from an item of a plan, sessions, units that answer, partners, attendance, results;
//! who may do what; refusals that keep what was typed; counts that add up.

use crate::app_test;
use crate::notices::kinds;
use crate::support::{Client, PASSWORD, TestApp};
use crate::units::{Country, country, make};
use crate::work_sums::{ask, plan_with};
use app::features::activities::actions::{self, Asked, NewActivity, NewSession, Source, Whose};
use app::features::activities::{TellActivitiesDue, figures};
use db::events::By;
use domain::activities::{ActivityKind, Named, PartnerRole, SessionForm};
use domain::ids::{
    ActivityId, ActivityPartnerId, ActivityPersonId, ActivitySessionId, ActivityUnitId, MaterialId, UnitId,
};
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::Value;
use std::time::Duration;
use tables::{
    activity, activity_partner, activity_person, activity_session, activity_unit, assignment, notice,
};

/// An announced activity with all that can belong to one.
pub struct Made {
    activity: ActivityId,
    session: ActivitySessionId,
    part: ActivityUnitId,
    person: ActivityPersonId,
    partner: ActivityPartnerId,
    material: MaterialId,
}

impl Made {
    /// What stands in an address for this object.
    pub fn ids(&self, object: &str) -> Vec<(&'static str, String)> {
        let id = match object {
            "activity session" => self.session.to_string(),
            "activity part" => self.part.to_string(),
            _ => self.activity.to_string(),
        };
        let (person, partner) = (self.person.to_string(), self.partner.to_string());
        vec![
            ("{id}", id),
            ("{person}", person),
            ("{partner}", partner),
            ("{material}", self.material.to_string()),
        ]
    }
}

fn new(asked: Asked) -> NewActivity {
    NewActivity {
        kind: ActivityKind::Training,
        name: "Tập huấn cán bộ công đoàn".to_owned(),
        content: String::new(),
        contact: String::new(),
        asked,
        seats: Some(2),
        answer_by: None,
        hosts: Vec::new(),
    }
}

fn morning(app: &TestApp, in_hours: u64) -> NewSession {
    let starts_at = app.app.now().plus(Duration::from_secs(in_hours * 3_600));
    NewSession {
        topic: "Buổi 1".to_owned(),
        starts_at,
        ends_at: starts_at.plus(Duration::from_secs(3 * 3_600)),
        form: SessionForm::InPerson,
        place: "Hội trường A".to_owned(),
        link: String::new(),
        speaker: "Nguyễn Văn Bình".to_owned(),
        reason: String::new(),
    }
}

/// An announced activity of one unit to which another is asked.
pub async fn made(app: &TestApp, host: UnitId, asked: UnitId) -> Made {
    let partner = crate::groups::partner(app, host).await;
    let (at, tx) = ((app.app.now(), By::HOUSE), app.app.db.write().await.unwrap());
    let id =
        actions::create(&tx, at, (host, Source::default()), &new(Asked::Units(vec![asked]))).await.unwrap();
    let session = actions::add_session(&tx, at, id, &morning(app, 48)).await.unwrap();
    actions::add_partner(&tx, at, id, (partner, PartnerRole::Guest, "")).await.unwrap();
    let version = activity::by_id(id).one(&tx).await.unwrap().unwrap().version;
    actions::announce(&tx, at, (id, version)).await.unwrap();
    let named = [Named { name: "Trần Thị Mai".to_owned(), position: "Chủ tịch".to_owned() }];
    actions::write_people(&tx, at, (id, Whose::Hosts), &named).await.unwrap();
    let file = app.app.files.keep(b"%PDF-1.4\n").await.unwrap();
    let file = actions::Kept { name: "tai-lieu.pdf", kind: "pdf", file, n_bytes: 9, is_scanned: false };
    let material = actions::add_file(&tx, at, id, file).await.unwrap().id;
    tx.commit().await.unwrap();
    let db = app.app.db.read();
    Made {
        activity: id,
        session,
        part: activity_unit::asked(id).one(db).await.unwrap().unwrap().id,
        person: activity_person::of(id).one(db).await.unwrap().unwrap().id,
        partner: activity_partner::of(id).one(db).await.unwrap().unwrap().id,
        material,
    }
}

struct Story {
    land: Country,
    schools: Vec<UnitId>,
    drafter: Client,
    focal: Client,
    school: Client,
}

async fn begun(app: &TestApp) -> Story {
    let land = country(app).await;
    let mut schools = Vec::new();
    for name in ["Trường Tiểu học Hoa Sen", "Trường Tiểu học Hoa Mai", "Trường Tiểu học Hoa Lan"]
    {
        schools.push(make(app, UnitKind::Primary, name, Some(land.ba_dinh), &[]).await);
    }
    let drafter = app.officer(PostKind::Drafter, land.so).await;
    let focal = app.officer(PostKind::Focal, land.so).await;
    let school = app.officer(PostKind::Focal, schools[0]).await;
    Story { land, schools, drafter, focal, school }
}

/// An officer signed in, made where there is none yet: sessions end while the clock of a story runs ahead.
async fn officer(app: &TestApp, kind: PostKind, unit: UnitId) -> Client {
    let mut client = app.guest();
    match client.sign_in(&format!("{kind}-{unit}@so.vn"), PASSWORD).await.status.as_u16() {
        303 => client,
        _ => app.officer(kind, unit).await,
    }
}

const SO: &str = "Sở Giáo dục và Đào tạo Hà Nội";

fn day(app: &TestApp, in_days: i64) -> String {
    let day = app.app.now().local_day() + chrono::Duration::days(in_days);
    day.format("%d/%m/%Y").to_string()
}

impl Story {
    /// An activity of the department through its form, with one session in two days; its address.
    async fn begin(&mut self, app: &TestApp, fields: &[(&str, &str)]) -> String {
        let mut form = vec![("name", "Tập huấn cán bộ công đoàn"), ("unit", SO), ("kind", "training")];
        form.extend(fields);
        let page = self.drafter.post("/activities", &form).await.expect(303).location().to_owned();
        let on = day(app, 2);
        let session = [
            ("topic", "Buổi 1"),
            ("on", &*on),
            ("from", "8h"),
            ("until", "11:30"),
            ("form", "in_person"),
            ("place", "Hội trường A"),
            ("speaker", "Nguyễn Văn Bình"),
        ];
        self.drafter.post(&format!("{page}/sessions"), &session).await.expect(303);
        page
    }

    async fn step(&mut self, page: &str, act: &str) {
        let version = version(&mut self.drafter, page).await;
        self.drafter
            .post(&format!("{page}/step"), &[("act", act), ("version", &version), ("reason", "Do mưa bão")])
            .await
            .expect(303);
    }
}

async fn json(client: &mut Client, page: &str) -> Value {
    client.program().get(page).await.expect(200).json()
}

async fn version(client: &mut Client, page: &str) -> String {
    json(client, page).await["activity"]["version"].to_string()
}

/// The part of a unit in an activity, as an address.
async fn part_of(app: &TestApp, page: &str, unit: UnitId) -> String {
    let id: ActivityId = page.rsplit('/').next().unwrap().parse().unwrap();
    let part = activity_unit::asked(id)
        .filter(activity_unit::Column::UnitId.eq(unit))
        .one(app.app.db.read())
        .await
        .unwrap();
    format!("/activities/parts/{}", part.expect("asked").id)
}

fn assert_adds_up(page: &Value) {
    let n = |key: &str| page["figures"][key].as_u64().unwrap();
    assert_eq!(n("n_units"), n("n_waiting") + n("n_coming") + n("n_declined"));
    for session in page["sessions"].as_array().unwrap() {
        let n = |key: &str| session["counts"][key].as_u64().unwrap();
        assert_eq!(n("n_people"), n("n_present") + n("n_excused") + n("n_absent") + n("n_unmarked"));
    }
}

app_test! {
    async fn an_activity_goes_from_the_plan_to_the_report_on_its_task(app: TestApp) {
        let mut s = begun(app).await;
        let (plan, tasks) = plan_with(app, s.land.so, &["1\tTuyên truyền và tập huấn nghiệp vụ cho cán bộ công đoàn\tTháng 9/2024\tSở"]).await;
        ask(app, plan, &tasks, &[s.land.so]).await;
        let (task, work) = (tasks[0].to_string(), format!("/plans/{plan}/work"));
        // The words of the plan propose the kind; name and kind stand in the form.
        s.drafter.get(&work).await.expect(200).shows(&format!("/activities/new?task={task}")).shows("Tập huấn, bồi dưỡng");
        let form = json(&mut s.drafter, &format!("/activities/new?task={task}")).await;
        assert_eq!((form["fields"]["kind"].as_str(), form["fields"]["name"].as_str()), (Some("training"), Some("Tuyên truyền và tập huấn nghiệp vụ cho cán bộ công đoàn")));
        let mine = assignment::Entity::find().filter(assignment::Column::UnitId.eq(s.land.so)).one(app.app.db.read()).await.unwrap().unwrap().id;
        s.focal.get(&format!("/work/{mine}")).await.expect(200).shows(&format!("/activities/new?task={task}")).shows("Tập huấn, bồi dưỡng");
        // What is wrong is said where it stands; what was typed stays.
        let wrong = [("name", ""), ("unit", SO), ("kind", "ball"), ("asked", "kinds"), ("seats", "nhiều"), ("content", "Nội dung dài"), ("answer_by", "mai")];
        s.drafter.post("/activities", &wrong).await.expect(422).shows("Ghi tên hoạt động.").shows("Chọn loại hoạt động.").shows("Chọn ít nhất một loại").shows("Ghi một số từ 1 đến").shows("Nội dung dài").shows("value=\"mai\"");
        s.drafter.post("/activities", &[("name", "A"), ("unit", "Trường Tiểu học Hoa Sen"), ("kind", "other")]).await.expect(422).shows("Bạn không làm việc cho đơn vị này");
        let answer_by = day(app, 1);
        let page = s.begin(app, &[("task", &task), ("asked", "kinds"), ("kinds", "primary"), ("seats", "2"), ("answer_by", &answer_by)]).await;
        s.drafter.get(&work).await.expect(200).shows(&page).shows("1 hoạt động");
        s.focal.get(&format!("/work/{mine}")).await.expect(200).shows(&page).shows("1 hoạt động");
        // A draft is told by a drafter or leader, once it has a session; the school does not see it before.
        s.school.get("/activities?side=asked").await.expect(200).shows("Chưa được mời hoạt động nào");
        let seen = version(&mut s.drafter, &page).await;
        s.focal.post(&format!("{page}/step"), &[("act", "announce"), ("version", &seen)]).await.expect(403);
        s.drafter.post(&format!("{page}/step"), &[("act", "dance"), ("version", &seen)]).await.expect(422);
        s.drafter.post(&format!("{page}/step"), &[("act", "announce"), ("version", "77")]).await.expect(422).shows("Người khác vừa ghi");
        s.step(&page, "announce").await;
        assert!(kinds(&mut s.school).await.iter().any(|kind| kind == "activity-asked"));
        s.school.get("/activities?side=asked").await.expect(200).shows("Tập huấn cán bộ công đoàn").shows("Chưa trả lời");
        // The school says who comes; too many, the same twice, nobody's name are refused with what was typed.
        let part = part_of(app, &page, s.schools[0]).await;
        s.school.post(&part, &[("people", "A\nB\nC"), ("version", "1")]).await.expect(422).shows("nhiều nhất 2 người").shows("A\nB\nC");
        s.school.post(&part, &[("people", "Lê An | GV\nLê  An | GV"), ("version", "1")]).await.expect(422).shows("Dòng 2 trùng");
        s.school.post(&part, &[("people", "Lê An | GV\n| GV"), ("version", "1")]).await.expect(422).shows("Dòng 2 chưa có họ tên");
        s.school.post(&part, &[("people", "Lê An | GV\nTrần Bình, Hiệu trưởng"), ("note", "Đi xe chung"), ("version", "1")]).await.expect(303);
        s.school.post(&part, &[("people", "Khác"), ("version", "1")]).await.expect(422).shows("Người khác vừa ghi").shows("Khác");
        // Another declines with its reason; whoever organises hears of it. Only the silent one is reminded.
        let mut second = officer(app, PostKind::Leader, s.schools[1]).await;
        let theirs = part_of(app, &page, s.schools[1]).await;
        second.post(&format!("{theirs}/decline"), &[("why", " "), ("version", "1")]).await.expect(422).shows("Ghi lý do");
        second.post(&format!("{theirs}/decline"), &[("why", "Trùng lịch thi"), ("version", "1")]).await.expect(303);
        assert!(kinds(&mut s.focal).await.iter().any(|kind| kind == "activity-declined"));
        s.focal.post(&format!("{page}/remind"), &[]).await.expect(403);
        let mut third = officer(app, PostKind::Focal, s.schools[2]).await;
        for _ in 0..2 {
            s.drafter.post(&format!("{page}/remind"), &[]).await.expect(303);
            app.run_jobs().await;
        }
        let n = |kinds: &[String]| kinds.iter().filter(|kind| *kind == "activity-reminded").count();
        assert_eq!(n(&kinds(&mut third).await), 1, "the silent once a day");
        assert_eq!(n(&kinds(&mut second).await) + n(&kinds(&mut s.school).await), 0, "who has answered is not reminded");
        let now = json(&mut s.drafter, &page).await;
        assert_adds_up(&now);
        assert_eq!((now["figures"]["n_waiting"].as_u64(), now["figures"]["n_people"].as_u64()), (Some(1), Some(2)));
        assert_eq!(json(&mut s.drafter, &format!("{page}?state=declined")).await["parts"][0]["note"], "Trùng lịch thi");
        // Nobody was there before it began.
        let session = format!("/activities/sessions/{}", now["sessions"][0]["id"].as_str().unwrap());
        s.focal.post(&format!("{session}/marks"), &[("version", "1")]).await.expect(409).shows("Chưa buổi nào bắt đầu");
        let seen = version(&mut s.drafter, &page).await;
        s.drafter.post(&format!("{page}/step"), &[("act", "hold"), ("version", &seen)]).await.expect(409);
        app.clock.advance(Duration::from_secs(3 * 24 * 3_600));
        s.drafter = officer(app, PostKind::Drafter, s.land.so).await;
        s.focal = officer(app, PostKind::Focal, s.land.so).await;
        // The focal officer marks: one there, one excused; heads of others are counted.
        let marks = json(&mut s.focal, &session).await["marks"].clone();
        let id = |at: usize| marks[at]["id"].as_str().unwrap().to_owned();
        let (first, other) = (format!("marks.{}.presence", id(0)), format!("marks.{}", id(1)));
        let (presence, reason) = (format!("{other}.presence"), format!("{other}.reason"));
        s.focal.post(&format!("{session}/marks"), &[(&first, "present"), (&presence, "excused"), (&reason, "Ốm"), ("n_others", "đông"), ("version", "1")]).await.expect(422).shows("Ghi một số từ 0").shows("Ốm");
        s.focal.post(&format!("{session}/marks"), &[(&first, "present"), (&presence, "excused"), (&reason, "Ốm"), ("n_others", "30"), ("version", "1")]).await.expect(303);
        s.focal.post(&format!("{session}/marks"), &[(&first, "absent"), ("version", "1")]).await.expect(422).shows("Người khác vừa ghi");
        let now = json(&mut s.focal, &page).await;
        assert_adds_up(&now);
        let of = |key: &str| now["figures"][key].as_u64().unwrap();
        assert_eq!((of("n_present"), of("n_attendances"), of("n_others")), (1, 31, 30));
        // Who was marked stays on the list.
        let mine: ActivityPersonId = id(0).parse().unwrap();
        s.focal.post(&format!("{page}/people/{mine}/remove"), &[]).await.expect(422).shows("Đã điểm danh");
        // Held, the results begin with the counts, and go into the draft of the report on the task.
        let seen = version(&mut s.focal, &page).await;
        s.focal.post(&format!("{page}/report"), &[("results", "Xong"), ("version", &seen)]).await.expect(409);
        s.step(&page, "hold").await;
        s.focal.get(&page).await.expect(200).shows("Đã tổ chức 1 buổi; 1/3 đơn vị được mời tham gia; 1/2 người đăng ký có mặt; 31 lượt người dự.");
        let seen = version(&mut s.focal, &page).await;
        s.focal.post(&format!("{page}/report"), &[("results", ""), ("lessons", "Cần thêm tài liệu"), ("version", &seen)]).await.expect(422).shows("Ghi kết quả.").shows("Cần thêm tài liệu");
        let seen = version(&mut s.focal, &page).await;
        s.focal.post(&format!("{page}/report"), &[("results", "Tập huấn đạt mục tiêu."), ("lessons", "Cần thêm tài liệu"), ("version", &seen)]).await.expect(303);
        let now = json(&mut s.focal, &page).await;
        assert_eq!((now["reported"]["n_attendances"].as_u64(), now["activity"]["state"].as_str()), (Some(31), Some("reported")));
        s.focal.post(&format!("{session}/marks"), &[("n_others", "99"), ("version", "2")]).await.expect(409);
        for _ in 0..2 {
            let work = s.focal.post(&format!("{page}/to-work"), &[]).await.expect(303).location().to_owned();
            let draft = json(&mut s.focal, &work).await.to_string();
            assert_eq!(draft.matches("Tập huấn đạt mục tiêu.").count(), 1, "{draft}");
            assert!(draft.contains("Lượt người dự") && draft.contains("31"), "{draft}");
        }
        let book = s.focal.get(&format!("{page}/people.xlsx")).await.expect(200);
        let sheet = document::sheet::open(&book.bytes, &document::Limits::default()).expect("a workbook");
        let text = format!("{sheet:?}");
        assert!(["Lê An", "Vắng có lý do: Ốm", "Hoa Sen"].iter().all(|word| text.contains(word)), "{text}");
        s.focal.get(&work).await.expect(200).shows("đã tổ chức 1");
        s.focal.get("/activities?q=tap%20huan&kind=training&state=reported&time=past").await.expect(200).shows(&page);
        s.focal.get("/activities?q=tap%20huan&time=coming").await.expect(200).hides(&page);
    }

    async fn a_session_is_put_off_and_called_off_with_a_reason_that_everybody_hears(app: TestApp) {
        let mut s = begun(app).await;
        let units = "Trường Tiểu học Hoa Sen\nTrường Tiểu học Hoa Mai";
        let page = s.begin(app, &[("asked", "units"), ("units", units)]).await;
        // A session of a draft is taken away without a word; a second one at the same place and hour is warned of.
        let (on, later) = (day(app, 2), day(app, 5));
        let twin = [("topic", "Buổi song song"), ("on", &*on), ("from", "10:00"), ("until", "12:00"), ("form", "hybrid"), ("place", "hoi truong a"), ("link", "https://hop.example/1")];
        s.drafter.post(&format!("{page}/sessions"), &[("topic", "Sai"), ("on", "32/1"), ("from", "25h"), ("until", ""), ("form", "online"), ("link", "ftp://x")]).await.expect(422).shows("Ghi giờ, ví dụ").shows("value=\"32/1\"").shows("ftp://x");
        s.drafter.post(&format!("{page}/sessions"), &[("topic", "Ngược"), ("on", &on), ("from", "10:00"), ("until", "9:00"), ("form", "in_person"), ("place", "A")]).await.expect(422).shows("Giờ kết thúc phải sau");
        s.drafter.post(&format!("{page}/sessions"), &twin).await.expect(303);
        s.drafter.post(&format!("{page}/sessions"), &twin).await.expect(422).shows("Buổi này đã có");
        s.drafter.get(&page).await.expect(200).shows("Trùng giờ, trùng địa điểm với");
        let sessions = json(&mut s.drafter, &page).await["sessions"].clone();
        let address = |at: usize| format!("/activities/sessions/{}", sessions[at]["id"].as_str().unwrap());
        s.drafter.post(&format!("{}/cancel", address(1)), &[("version", "1")]).await.expect(303);
        assert_eq!(json(&mut s.drafter, &page).await["sessions"].as_array().unwrap().len(), 1);
        s.step(&page, "announce").await;
        // Put off: not without a reason; the units hear it, what was stands on record.
        let mut moved = vec![("topic", "Buổi 1"), ("on", &*later), ("from", "8h"), ("until", "11:30"), ("form", "in_person"), ("place", "Hội trường B"), ("speaker", "Nguyễn Văn Bình"), ("version", "1")];
        s.drafter.post(&address(0), &moved).await.expect(422).shows("Ghi lý do").shows("Hội trường B");
        moved.push(("reason", "Hội trường A sửa chữa"));
        s.drafter.post(&address(0), &moved).await.expect(303);
        s.drafter.post(&address(0), &moved).await.expect(422).shows("Người khác vừa ghi");
        app.run_jobs().await;
        assert!(kinds(&mut s.school).await.iter().any(|kind| kind == "activity-moved"));
        let part = part_of(app, &page, s.schools[0]).await;
        s.school.get(&part).await.expect(200).shows("Dời từ 08:00").shows("Hội trường A sửa chữa").shows("Hội trường B");
        s.school.get("/notices").await.expect(200).shows("Hội trường A sửa chữa");
        // The day before, everybody who comes hears of it once; then it is called off.
        app.clock.advance(Duration::from_secs(4 * 24 * 3_600));
        s.school = officer(app, PostKind::Leader, s.schools[0]).await;
        for _ in 0..2 {
            let tx = app.app.db.write().await.unwrap();
            jobs::enqueue(&tx, app.app.now(), &TellActivitiesDue {}).await.unwrap();
            tx.commit().await.unwrap();
            app.run_jobs().await;
        }
        assert_eq!(kinds(&mut s.school).await.iter().filter(|kind| *kind == "activity-soon").count(), 1);
        s.drafter = officer(app, PostKind::Drafter, s.land.so).await;
        s.drafter.post(&format!("{}/cancel", address(0)), &[("version", "2")]).await.expect(422).shows("Ghi lý do");
        let version = json(&mut s.drafter, &address(0)).await["session"]["version"].to_string();
        s.drafter.post(&format!("{}/cancel", address(0)), &[("version", &version), ("why", "Báo cáo viên ốm")]).await.expect(303);
        app.run_jobs().await;
        assert!(kinds(&mut s.school).await.iter().any(|kind| kind == "activity-session-cancelled"));
        s.school.get(&part).await.expect(200).shows("Buổi bị hủy").shows("Báo cáo viên ốm");
        // All of it is called off, and on again; answers are taken only while it stands.
        s.step(&page, "cancel").await;
        app.run_jobs().await;
        s.school.post(&part, &[("people", "Lê An"), ("version", "1")]).await.expect(409);
        s.school.get(&part).await.expect(200).shows("Do mưa bão");
        s.step(&page, "reopen").await;
        app.run_jobs().await;
        let told = kinds(&mut s.school).await;
        assert!(["activity-cancelled", "activity-reopened"].iter().all(|kind| told.iter().any(|one| one == kind)), "{told:?}");
        s.school.post(&part, &[("people", ""), ("version", "1")]).await.expect(303);
        assert_eq!(json(&mut s.school, &part).await["part"]["state"], "coming");
        s.drafter.get(&page).await.expect(200).shows("Dời buổi").shows("Hủy hoạt động").shows("Do mưa bão");
    }

    async fn partners_outside_organise_and_send_people(app: TestApp) {
        let mut s = begun(app).await;
        let partner = crate::groups::partner(app, s.land.so).await.to_string();
        let page = s.begin(app, &[("kind", "exchange"), ("asked", "none")]).await;
        let people = format!("{page}/people");
        s.drafter.post(&format!("{page}/partners"), &[("partner", ""), ("note", "Đoàn 12 người")]).await.expect(422).shows("Chọn đối tác.").shows("Đoàn 12 người");
        for role in ["guest", "host"] {
            s.drafter.post(&format!("{page}/partners"), &[("partner", &partner), ("role", role), ("note", "Đoàn 12 người")]).await.expect(303);
        }
        let list = json(&mut s.drafter, &people).await;
        assert_eq!((list["partners"].as_array().unwrap().len(), list["partners"][0]["role"].as_str()), (1, Some("host")));
        let of = format!("partner:{}", list["partners"][0]["id"].as_str().unwrap());
        s.drafter.post(&people, &[("of", &of), ("people", "")]).await.expect(422).shows("Ghi ít nhất một người");
        s.drafter.post(&people, &[("of", &of), ("people", "Somchai | Trưởng đoàn\nMalee")]).await.expect(303);
        s.drafter.post(&people, &[("of", "hosts"), ("people", "Trần Hà | Phó Giám đốc")]).await.expect(303);
        s.drafter.post(&people, &[("of", &of), ("people", "Malee\nKanya")]).await.expect(303);
        let list = json(&mut s.drafter, &people).await;
        assert_eq!(list["figures"]["n_people"], 4, "added to those who stand there");
        let sides: u64 = list["sides"].as_array().unwrap().iter().map(|side| side["people"].as_array().unwrap().len() as u64).sum();
        assert_eq!(sides, 4);
        let kanya = list["sides"].as_array().unwrap().iter().flat_map(|side| side["people"].as_array().unwrap()).find(|one| one["name"] == "Kanya").unwrap()["id"].as_str().unwrap().to_owned();
        s.drafter.post(&format!("{page}/people/{kanya}/remove"), &[]).await.expect(303);
        s.step(&page, "announce").await;
        app.clock.advance(Duration::from_secs(3 * 24 * 3_600));
        s.drafter = officer(app, PostKind::Drafter, s.land.so).await;
        let id = json(&mut s.drafter, &page).await["sessions"][0]["id"].as_str().unwrap().to_owned();
        // All of whom nothing is said were there.
        let marks = json(&mut s.drafter, &format!("/activities/sessions/{id}")).await["marks"].clone();
        let fields: Vec<(String, String)> = marks.as_array().unwrap().iter().map(|one| (format!("marks.{}.presence", one["id"].as_str().unwrap()), String::new())).collect();
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        fields.extend([("all", "present"), ("version", "1")]);
        s.drafter.post(&format!("/activities/sessions/{id}/marks"), &fields).await.expect(303);
        let now = json(&mut s.drafter, &page).await;
        assert_adds_up(&now);
        assert_eq!((now["figures"]["n_present"].as_u64(), now["figures"]["n_partners"].as_u64()), (Some(3), Some(1)));
        s.drafter.post(&format!("{page}/partners/{}/remove", list["partners"][0]["id"].as_str().unwrap()), &[]).await.expect(422).shows("Đã điểm danh");
        s.drafter.get("/calendar").await.expect(200);
        s.step(&page, "hold").await;
        s.drafter.get(&page).await.expect(200).shows("1 đối tác ngoài cùng thực hiện");
    }

    async fn who_writes_does_not_undo_what_another_wrote_and_hosts_do_not_lead(app: TestApp) {
        let mut s = begun(app).await;
        let page = s.begin(app, &[("asked", "units"), ("units", "Trường Tiểu học Hoa Sen"), ("seats", "3"), ("hosts", "Phòng Giáo dục và Đào tạo quận Ba Đình")]).await;
        // Pressed twice, announced once.
        let seen = version(&mut s.drafter, &page).await;
        for _ in 0..2 {
            s.drafter.post(&format!("{page}/step"), &[("act", "announce"), ("version", &seen)]).await.expect(303);
        }
        let part = part_of(app, &page, s.schools[0]).await;
        s.school.post(&part, &[("people", "Lê An | GV\nLê Hùng\nLê Hưng"), ("version", "1")]).await.expect(303);
        let of = format!("unit:{}", part.rsplit('/').next().unwrap());
        s.drafter.post(&format!("{page}/people"), &[("of", &of), ("people", "Lê Bình")]).await.expect(303);
        // The unit's page is older than what the organisers wrote: nobody falls off the list unseen.
        s.school.post(&part, &[("people", "Lê An | GV"), ("version", "2")]).await.expect(422).shows("Người khác vừa ghi");
        let now = json(&mut s.school, &part).await;
        assert_eq!((now["people"].as_array().unwrap().len(), now["part"]["n_people"].as_u64()), (4, Some(4)));
        let found = json(&mut s.drafter, &format!("{page}/people?q=hung")).await;
        assert_eq!((found["n_rows"].as_u64(), found["sides"][0]["n_people"].as_u64()), (Some(2), Some(4)));
        // The organisers gave it more than its seats: it keeps them, and names nobody more.
        s.school.post(&part, &[("people", "Lê An | GV\nLê Hùng\nLê Hưng\nLê Bình"), ("version", "3")]).await.expect(303);
        s.school.post(&part, &[("people", "Lê An\nLê Hùng\nLê Hưng\nLê Bình\nLê Chi"), ("version", "4")]).await.expect(422);
        // What others said and the plan are no business of a unit that is asked.
        assert_eq!((now["activity"]["plan_id"].is_null(), now["activity"]["n_units"].as_u64()), (true, Some(0)));
        let mut host = officer(app, PostKind::Leader, s.land.ba_dinh).await;
        let seen = version(&mut host, &page).await;
        host.get(&format!("{page}/edit")).await.expect(200);
        host.post(&format!("{page}/step"), &[("act", "cancel"), ("version", &seen), ("reason", "Bận")]).await.expect(403);
        host.post(&format!("{page}/remind"), &[]).await.expect(403);
        // Years that are slips, and heads with a fraction, are asked about.
        let session = [("topic", "Buổi 2"), ("on", "01/02/1024"), ("from", "8h"), ("until", "9h"), ("form", "in_person"), ("place", "A")];
        s.drafter.post(&format!("{page}/sessions"), &session).await.expect(422).shows("Xem lại năm");
        app.clock.advance(Duration::from_secs(3 * 24 * 3_600));
        s.focal = officer(app, PostKind::Focal, s.land.so).await;
        let id = json(&mut s.focal, &page).await["sessions"][0]["id"].as_str().unwrap().to_owned();
        let marks = format!("/activities/sessions/{id}/marks");
        s.focal.post(&marks, &[("n_others", "2.5"), ("version", "1")]).await.expect(422);
        let said = s.focal.post(&format!("{marks}?q=H%C3%B9ng&page=1"), &[("n_others", "1.250"), ("version", "1")]).await;
        // Whoever was searched for without accents is still on the page after what was marked.
        let back = said.expect(303).location().to_owned();
        assert!(back.ends_with("q=H%C3%B9ng"), "{back}");
        let found = json(&mut s.focal, &back).await;
        assert_eq!((found["n_rows"].as_u64(), found["marks"][0]["name"].as_str()), (Some(2), Some("Lê Hùng")));
        assert_eq!(json(&mut s.focal, &page).await["figures"]["n_others"], 1_250);
    }

    async fn materials_are_read_by_the_units_that_come_and_by_nobody_else(app: TestApp) {
        let mut s = begun(app).await;
        let page = s.begin(app, &[("asked", "units"), ("units", "Trường Tiểu học Hoa Sen")]).await;
        s.drafter.upload(&format!("{page}/files"), "virus.exe", b"MZ\x90\0", &[]).await.expect(422);
        s.drafter.upload(&format!("{page}/files"), "tai-lieu.pdf", b"%PDF-1.4\nTrang", &[]).await.expect(303);
        s.drafter.post(&format!("{page}/links"), &[("title", "Bài giảng"), ("url", "javascript:alert(1)")]).await.expect(422).shows("Bài giảng");
        s.drafter.post(&format!("{page}/links"), &[("title", "Bài giảng"), ("url", "https://hoc.example/bai-1")]).await.expect(303);
        let materials = json(&mut s.drafter, &page).await["materials"].clone();
        let file = materials[0]["id"].as_str().unwrap().to_owned();
        s.drafter.get(&format!("{page}/files/{file}")).await.expect(200);
        s.drafter.get(&format!("{page}/files/{}", materials[1]["id"].as_str().unwrap())).await.expect(404);
        s.step(&page, "announce").await;
        let part = part_of(app, &page, s.schools[0]).await;
        let there = s.school.get(&format!("{part}/files/{file}")).await.expect(200);
        assert_eq!(&there.bytes[..], b"%PDF-1.4\nTrang");
        s.school.get(&part).await.expect(200).shows("https://hoc.example/bai-1");
        s.school.get(&format!("{page}/files/{file}")).await.expect(403);
        let mut other = officer(app, PostKind::Leader, s.schools[1]).await;
        other.get(&format!("{part}/files/{file}")).await.expect(403);
        // The file of one activity is not found through another.
        let elsewhere = made(app, s.land.so, s.schools[0]).await;
        s.drafter.get(&format!("/activities/{}/files/{file}", elsewhere.activity)).await.expect(404);
        s.drafter.post(&format!("/activities/{}/materials/{file}/remove", elsewhere.activity), &[]).await.expect(404);
        s.drafter.post(&format!("{page}/materials/{file}/remove"), &[]).await.expect(303);
        s.school.get(&format!("{part}/files/{file}")).await.expect(404);
    }

    async fn many_units_are_told_by_a_job_that_goes_on_where_it_was_cut(app: TestApp) {
        let mut s = begun(app).await;
        for n in 0..510 {
            make(app, UnitKind::Preschool, &format!("Trường Mầm non số {n}"), Some(s.land.hoan_kiem), &[]).await;
        }
        let page = s.begin(app, &[("asked", "kinds"), ("kinds", "preschool"), ("kinds", "primary")]).await;
        s.step(&page, "announce").await;
        let now = json(&mut s.drafter, &page).await;
        assert_eq!(now["n_left"], 513);
        // Called off before the job comes, nobody is asked; taken up again, everybody is.
        s.step(&page, "cancel").await;
        app.run_jobs().await;
        let id: ActivityId = page.rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(activity_unit::asked(id).count(app.app.db.read()).await.unwrap(), 0);
        s.step(&page, "reopen").await;
        // Somebody asks one of them by hand before the job comes.
        s.drafter.post(&format!("{page}/units"), &[("units", "Trường Tiểu học Hoa Sen\nKhông Có")]).await.expect(422).shows("Không Có");
        s.drafter.post(&format!("{page}/units"), &[("units", "Trường Tiểu học Hoa Sen")]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(activity_unit::asked(id).count(app.app.db.read()).await.unwrap(), 513, "each of them once");
        assert_eq!(json(&mut s.drafter, &page).await["n_left"], 0, "nobody is left to be told");
        s.drafter.post(&format!("{page}/units"), &[("units", "Trường Tiểu học Hoa Sen")]).await.expect(422).shows("đã được mời");
        let told = notice::Entity::find().filter(notice::Column::Kind.eq("activity-asked"));
        assert_eq!(told.count(app.app.db.read()).await.unwrap(), 1, "only one of them has an officer, and hears once");
        assert_eq!(figures(app.app.db.read(), id, app.app.now()).await.unwrap().n_waiting, 513);
    }

    async fn sessions_stand_in_the_calendar_of_the_units_that_organise_and_come(app: TestApp) {
        let mut s = begun(app).await;
        let page = s.begin(app, &[("asked", "units"), ("units", "Trường Tiểu học Hoa Sen")]).await;
        let made = s.school.post("/calendar", &[("scope", "unit")]).await.expect(200).text();
        let from = made.find("/calendar/").and_then(|_| made.find(".ics")).expect("an address");
        let link: String = made[..from].rsplit("/calendar/").next().unwrap().to_owned();
        let feed = format!("/calendar/{link}.ics");
        let mut phone = app.guest();
        assert!(!phone.get(&feed).await.expect(200).text().contains("VEVENT"), "a draft is in nobody's calendar");
        s.step(&page, "announce").await;
        let text = phone.get(&feed).await.expect(200).text().replace("\r\n ", "");
        assert!(text.contains("SUMMARY:Tập huấn cán bộ công đoàn: Buổi 1") && text.contains("LOCATION:Hội trường A") && text.contains("T010000Z"), "{text}");
        let part = part_of(app, &page, s.schools[0]).await;
        assert!(text.contains(&part), "{text}");
        s.school.post(&format!("{part}/decline"), &[("why", "Bận"), ("version", "1")]).await.expect(303);
        assert!(!phone.get(&feed).await.expect(200).text().contains("VEVENT"));
    }

    async fn units_that_organise_write_those_above_read_and_a_draft_is_thrown_away(app: TestApp) {
        let mut s = begun(app).await;
        let page = s.begin(app, &[("asked", "none"), ("hosts", "Phòng Giáo dục và Đào tạo quận Ba Đình")]).await;
        for (kind, unit, reads, writes) in [
            (PostKind::Viewer, s.land.so, true, false),
            (PostKind::Clerk, s.land.so, true, true),
            (PostKind::Focal, s.land.so, true, true),
            (PostKind::Leader, s.land.so, true, true),
            (PostKind::Focal, s.land.ba_dinh, true, true),
            (PostKind::Leader, s.land.ministry, true, false),
            (PostKind::Leader, s.land.hoan_kiem, false, false),
            (PostKind::Leader, s.schools[0], false, false),
        ] {
            let mut who = officer(app, kind, unit).await;
            who.get(&page).await.expect(if reads { 200 } else { 403 });
            who.get(&format!("{page}/edit")).await.expect(if writes { 200 } else { 403 });
            let list = who.get("/activities").await.expect(200).text();
            assert_eq!(list.contains(&page), reads && unit != s.land.ministry, "{kind:?}");
        }
        let mut above = officer(app, PostKind::Leader, s.land.ministry).await;
        above.get(&format!("/activities?unit={}", s.land.so)).await.expect(200).shows(&page);
        s.school.get(&format!("/activities?unit={}", s.land.so)).await.expect(403);
        let edit = json(&mut s.drafter, &format!("{page}/edit")).await["fields"].clone();
        assert_eq!(edit["hosts"], "Phòng Giáo dục và Đào tạo quận Ba Đình");
        let version = edit["version"].to_string();
        let form = [("name", "Tên khác"), ("kind", "workshop"), ("asked", "cluster"), ("version", &*version)];
        s.drafter.post(&page, &form).await.expect(422).shows("Tên khác");
        let form = [("name", "Tên khác"), ("kind", "workshop"), ("asked", "none"), ("version", &*version)];
        s.drafter.post(&page, &form).await.expect(303);
        let other = [("name", "Tên nữa"), ("kind", "workshop"), ("asked", "none"), ("version", &*version)];
        s.drafter.post(&page, &other).await.expect(422).shows("Người khác vừa ghi ô này: “Tên khác”").shows("Tên nữa");
        s.drafter.post(&page, &form).await.expect(303);
        let mut host = officer(app, PostKind::Focal, s.land.ba_dinh).await;
        host.get(&page).await.expect(403);
        s.step(&page, "remove").await;
        s.drafter.get(&page).await.expect(404);
        let left = activity_session::Entity::find().count(app.app.db.read()).await.unwrap();
        assert_eq!(left, 0);
        s.drafter.post("/activities", &[("name", "A"), ("unit", SO), ("kind", "other"), ("task", "019f7bca-0000-7000-8000-000000000000")]).await.expect(404);
    }
}
