//! Work of a unit told through HTTP: taken on, reported, handed in, returned, accepted; refusals with their sentences;
//! who may do what, role by role.

use crate::app_test;
use crate::support::{Client, PASSWORD, TestApp};
use crate::units::{Country, country};
use crate::work_sums::{ask, assert_sums, plan_with};
use app::features::work::actions::{Assigned, Source, assign};
use db::events::By;
use domain::ids::{AssignmentId, PersonId, PlanId, TaskId, UnitId};
use domain::rights::PostKind;
use domain::work::Role;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use tables::{assignment, person};

/// The rows that the stories ask for.
pub const ROWS: [&str; 4] = [
    "1\tTổ chức hội nghị viên chức\tTháng 8/2024\tCác phòng",
    "2\tBáo cáo kết quả năm học\tTháng 10/2024\tCác phòng",
    "3\tRà soát hồ sơ y tế\tTrước ngày 25 hằng tháng\tCác phòng",
    "4\tTuyên truyền\tCả năm\tCác phòng",
];

/// A bureau asks an office for four things.
pub struct Story {
    pub land: Country,
    pub plan: PlanId,
    pub tasks: Vec<TaskId>,
    /// The office's focal officer.
    pub doer: Client,
    /// The bureau's drafter.
    pub asker: Client,
    /// What the office must do, in the order of the plan.
    pub ids: Vec<AssignmentId>,
}

pub async fn begun(app: &TestApp) -> Story {
    let land = country(app).await;
    let (plan, tasks) = plan_with(app, land.bureau, &ROWS).await;
    ask(app, plan, &tasks, &[land.ba_dinh]).await;
    let doer = app.officer(PostKind::Focal, land.ba_dinh).await;
    let asker = app.officer(PostKind::Drafter, land.bureau).await;
    let rows = assignment::of_units(&[land.ba_dinh]).all(app.app.db.read()).await.expect("rows");
    let of = |task: &TaskId| rows.iter().find(|row| row.source_id == task.uuid()).expect("asked").id;
    let ids = tasks.iter().map(of).collect();
    Story { land, plan, tasks, doer, asker, ids }
}

/// Signs in again: days have passed, and sessions end without use.
pub async fn again(app: &TestApp, kind: PostKind, unit: UnitId) -> Client {
    let mut client = app.guest();
    client.sign_in(&format!("{kind}-{unit}@so.vn"), PASSWORD).await;
    client
}

pub async fn state(client: &mut Client, id: AssignmentId) -> String {
    let json = client.program().get(&format!("/work/{id}")).await.expect(200).json();
    json["open"]["row"]["chip"]["word"].as_str().expect("a state").to_owned()
}

async fn person_id(app: &TestApp, email: &str) -> PersonId {
    person::by_email(email).one(app.app.db.read()).await.unwrap().expect("a person").id
}

async fn take(client: &mut Client, id: AssignmentId, step: &str, fields: &[(&str, &str)]) {
    client.post(&format!("/work/{id}/{step}"), fields).await.expect(303);
}

app_test! {
    async fn a_unit_sees_what_it_must_do_by_deadline_and_the_sum_adds_up(app: TestApp) {
        let mut story = begun(app).await;
        app.clock.set("2024-09-05T08:00:00+07:00");
        story.doer = again(app, PostKind::Focal, story.land.ba_dinh).await;
        let json = story.doer.program().get("/work").await.expect(200).json();
        let parts: u64 = json["sum"].as_array().unwrap().iter().map(|part| part["n"].as_u64().unwrap()).sum();
        assert_eq!((json["total"].as_u64(), parts), (Some(4), 4), "{}", json["sum"]);
        let groups: Vec<(&str, u64)> = json["groups"].as_array().unwrap().iter().map(|g| (g["near"].as_str().unwrap(), g["n"].as_u64().unwrap())).collect();
        assert_eq!(groups, [("late", 2), ("later", 1), ("open", 1)], "August and its period have passed");
        let page = story.doer.get("/work").await.expect(200);
        page.shows("Việc của đơn vị").shows("chậm 12 ngày").shows("Tổ chức hội nghị viên chức");
        for by in ["plan", "person"] {
            let json = story.doer.program().get(&format!("/work?by={by}")).await.expect(200).json();
            assert_eq!(json["groups"][0]["n"], 4, "{by}");
        }
        let found = story.doer.program().get("/work?q=ra+soat+y+te").await.expect(200).json();
        assert_eq!((found["n_found"].as_u64(), found["total"].as_u64()), (Some(1), Some(4)));
        assert_eq!(story.doer.program().get("/work?state=late").await.json()["n_found"], 2);
        assert_eq!(story.doer.program().get("/work?role=with").await.json()["n_found"], 0);
        story.doer.get("/work?q=khong+co").await.expect(200).shows("Không thấy việc nào");
        story.doer.get("/work?plan=x&role=y&state=z&page=99999&open=rac&q=%25_%27").await.expect(200);
        // The open one stands at the side, with the clause, its line and where the deadline comes from.
        let open = story.doer.get(&format!("/work?by=due&open={}", story.ids[0])).await.expect(200);
        open.shows("“Tổ chức hội nghị viên chức”").shows(&format!("/plans/{}/text#L", story.plan)).shows("Hạn này từ đâu?").shows("data-key=\"N\"");
        let book = story.doer.get("/work.xlsx?state=late").await.expect(200);
        let sheet = document::sheet::open(&book.bytes, &document::Limits::default()).expect("a workbook");
        assert!(format!("{sheet:?}").contains("Rà soát hồ sơ y tế") && !format!("{sheet:?}").contains("Tuyên truyền"));
    }

    async fn done_means_accepted_by_the_unit_that_asked(app: TestApp) {
        let mut story = begun(app).await;
        let id = story.ids[1];
        let refused = story.doer.post(&format!("/work/{id}/reports"), &[("words", "Đã họp"), ("percent", "40")]).await;
        refused.expect(409).shows("vừa sang trạng thái khác");
        take(&mut story.doer, id, "accept", &[]).await;
        assert_eq!(state(&mut story.doer, id).await, "doing");
        let half = story.doer.post(&format!("/work/{id}/reports"), &[("words", ""), ("percent", "bốn mươi")]).await.expect(422);
        half.shows("Ghi một số từ 0 đến 100").shows("Ghi kết quả hoặc vướng mắc").shows("bốn mươi");
        let figures = [("words", "Đã họp 28/30 trường."), ("percent", "90%"), ("figure_name", "Trường đã họp"), ("figure_value", "28"), ("figure_name", ""), ("figure_value", "")];
        take(&mut story.doer, id, "reports", &figures).await;
        assert_eq!(state(&mut story.doer, id).await, "doing", "a report is not a product");
        take(&mut story.doer, id, "reports", &[("words", "Xong cả 30 trường."), ("send", "hand_in")]).await;
        assert_eq!(state(&mut story.doer, id).await, "handed");
        story.doer.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "approve")]).await.expect(403);
        story.asker.get("/work/asked").await.expect(200).shows("Xong cả 30 trường.").shows("1 sản phẩm đã nộp");
        let bare = story.asker.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "return")]).await.expect(422);
        bare.shows("Ghi lý do");
        story.asker.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "return"), ("return_reason", "Thiếu biên bản")]).await.expect(303);
        story.doer.get(&format!("/work/{id}")).await.expect(200).shows("Trả lại, cần bổ sung").shows("Thiếu biên bản");
        take(&mut story.doer, id, "reports", &[("words", "Đã thêm biên bản."), ("send", "hand_in")]).await;
        story.asker.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "approve")]).await.expect(303);
        let json = story.doer.program().get(&format!("/work/{id}")).await.expect(200).json();
        assert_eq!((json["open"]["row"]["chip"]["word"].as_str(), json["open"]["row"]["percent"].as_i64()), (Some("done"), Some(100)));
        let verbs: Vec<&str> = json["open"]["history"].as_array().unwrap().iter().map(|told| told["verb"].as_str().unwrap()).collect();
        assert_eq!(verbs, ["approve", "hand_in", "return", "hand_in", "report", "accept"]);
        assert_eq!(json["open"]["reports"][2]["figures"], serde_json::json!([{"name": "Trường đã họp", "value": "28"}]));
        let twice = story.asker.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "approve")]).await;
        twice.expect(409);
        story.asker.post(&format!("/work/asked/{id}/reopen"), &[("reason", "Số liệu sai")]).await.expect(303);
        assert_eq!(state(&mut story.doer, id).await, "returned");
        assert_sums(app).await;
    }

    async fn many_are_answered_at_once_or_none(app: TestApp) {
        let mut story = begun(app).await;
        let ids: Vec<String> = story.ids.iter().map(ToString::to_string).collect();
        for id in &story.ids[..3] {
            take(&mut story.doer, *id, "accept", &[]).await;
            take(&mut story.doer, *id, "reports", &[("words", "Xong."), ("send", "hand_in")]).await;
        }
        story.asker.post("/work/asked", &[("verdict", "approve")]).await.expect(422).shows("Chọn ít nhất một việc");
        let with_one_open: Vec<(&str, &str)> = [("verdict", "approve")].into_iter().chain(ids.iter().map(|id| ("ids", id.as_str()))).collect();
        story.asker.post("/work/asked", &with_one_open).await.expect(409);
        assert_eq!(state(&mut story.asker, story.ids[0]).await, "handed", "all or nothing");
        story.doer.post("/work/asked", &with_one_open[..4]).await.expect(403);
        story.asker.post("/work/asked", &with_one_open[..4]).await.expect(303);
        for id in &story.ids[..3] {
            assert_eq!(state(&mut story.asker, *id).await, "done");
        }
        story.asker.get("/work/asked").await.expect(200).shows("Không có gì chờ duyệt");
        assert_sums(app).await;
    }

    async fn another_date_is_asked_for_and_holds_only_when_agreed(app: TestApp) {
        let mut story = begun(app).await;
        let id = story.ids[0];
        for (day, reason, told) in [("", "Chờ", "Ghi hạn mới"), ("khi nào xong", "Chờ", "Chưa hiểu ngày này"), ("10/9/2024", "", "Ghi lý do"), ("01/8/2024", "Chờ", "không sớm hơn hôm nay")] {
            let refused = story.doer.post(&format!("/work/{id}/dates"), &[("wanted_on", day), ("date_reason", reason)]).await;
            refused.expect(422).shows(told);
        }
        take(&mut story.doer, id, "dates", &[("wanted_on", "10/9/2024"), ("date_reason", "Chờ kinh phí")]).await;
        story.doer.post(&format!("/work/{id}/dates"), &[("wanted_on", "11/9/2024"), ("date_reason", "Thêm")]).await.expect(409).shows("đang chờ trả lời");
        let json = story.asker.program().get("/work/asked").await.expect(200).json();
        let request = json["requests"][0]["request"]["id"].as_str().unwrap().to_owned();
        assert_eq!(json["requests"][0]["row"]["due_on"], "2024-08-31", "the old deadline stays until they agree");
        let path = format!("/work/asked/{id}/dates");
        story.asker.post(&path, &[("request", &request), ("verdict", "refuse")]).await.expect(422);
        story.asker.post(&path, &[("request", &request), ("verdict", "agree")]).await.expect(303);
        story.asker.post(&path, &[("request", &request), ("verdict", "agree")]).await.expect(409);
        let json = story.doer.program().get(&format!("/work/{id}")).await.expect(200).json();
        assert_eq!(json["open"]["row"]["due_on"], "2024-09-10");
        let from = json["open"]["due_from"].as_array().unwrap();
        assert_eq!((from[0]["to"].as_str(), from[1]["kind"].as_str(), from[1]["to"].as_str()), (Some("2024-08-31"), Some("agreed"), Some("2024-09-10")));
        assert_sums(app).await;
    }

    async fn a_pause_moves_the_deadline_by_the_days_it_lasted(app: TestApp) {
        let mut story = begun(app).await;
        let id = story.ids[0];
        story.doer.post(&format!("/work/{id}/pause"), &[("reason", " ")]).await.expect(422).shows("Ghi lý do");
        take(&mut story.doer, id, "pause", &[("reason", "Bão lụt")]).await;
        assert_eq!(state(&mut story.doer, id).await, "paused");
        app.clock.set("2024-08-15T16:00:00+07:00");
        story.doer = again(app, PostKind::Focal, story.land.ba_dinh).await;
        story.asker = again(app, PostKind::Drafter, story.land.bureau).await;
        // The unit that asked may let it go on as well.
        story.asker.post(&format!("/work/asked/{id}/resume"), &[]).await.expect(303);
        let json = story.doer.program().get(&format!("/work/{id}")).await.expect(200).json();
        assert_eq!((json["open"]["row"]["due_on"].as_str(), json["open"]["row"]["state"].as_str()), (Some("2024-09-10"), Some("waiting")));
        assert_sums(app).await;
    }

    async fn pieces_wait_for_each_other_and_the_product_for_all_of_them(app: TestApp) {
        let mut story = begun(app).await;
        let id = story.ids[1];
        let me = person_id(app, &format!("focal-{}@so.vn", story.land.ba_dinh)).await.to_string();
        take(&mut story.doer, id, "accept", &[]).await;
        take(&mut story.doer, id, "pieces", &[("act", "add"), ("title", "Thu số liệu"), ("piece_person", &me), ("piece_due", "20/8")]).await;
        let pieces = story.doer.program().get(&format!("/work/{id}")).await.json()["open"]["pieces"].clone();
        assert_eq!((pieces[0]["due_on"].as_str(), pieces[0]["person"]["given"].as_str()), (Some("2024-08-20"), Some("focal")));
        let first = pieces[0]["id"].as_str().unwrap().to_owned();
        take(&mut story.doer, id, "pieces", &[("act", "add"), ("title", "Viết báo cáo"), ("after", &first)]).await;
        let pieces = story.doer.program().get(&format!("/work/{id}")).await.json()["open"]["pieces"].clone();
        let second = pieces[1]["id"].as_str().unwrap().to_owned();
        story.doer.post(&format!("/work/{id}/pieces"), &[("act", "close"), ("piece", &second)]).await.expect(409).shows("chờ xong “Thu số liệu”");
        story.doer.post(&format!("/work/{id}/reports"), &[("words", "Xong."), ("send", "hand_in")]).await.expect(409).shows("Còn 2 phần việc chưa xong");
        assert_eq!(state(&mut story.doer, id).await, "doing", "a refused step leaves no trace");
        for piece in [&first, &second] {
            take(&mut story.doer, id, "pieces", &[("act", "close"), ("piece", piece)]).await;
        }
        story.doer.post(&format!("/work/{id}/pieces"), &[("act", "add"), ("title", "")]).await.expect(422).shows("Ghi tên phần việc");
        take(&mut story.doer, id, "reports", &[("words", "Xong."), ("send", "hand_in")]).await;
        let stranger = person_id(app, &format!("drafter-{}@so.vn", story.land.bureau)).await.to_string();
        story.doer.post(&format!("/work/{id}/person"), &[("person", &stranger)]).await.expect(422).shows("không giữ chức vụ ở đơn vị");
        take(&mut story.doer, id, "person", &[("person", &me)]).await;
    }

    async fn a_draft_is_kept_while_somebody_types_and_goes_with_the_report(app: TestApp) {
        let mut story = begun(app).await;
        let id = story.ids[1];
        take(&mut story.doer, id, "accept", &[]).await;
        let typed = [("words", "Đang thu"), ("percent", "chưa"), ("figure_name", "Trường"), ("figure_value", "12"), ("back", "/work")];
        story.doer.program().post(&format!("/work/{id}/draft"), &typed).await.expect(200);
        story.doer.get(&format!("/work/{id}")).await.expect(200).shows("Đang thu").shows("Đã lưu nháp").shows("value=\"12\"");
        let mut other = app.officer(PostKind::Leader, story.land.ba_dinh).await;
        assert!(!other.get(&format!("/work/{id}")).await.text().contains("Đang thu"), "a draft is its writer's own");
        take(&mut story.doer, id, "reports", &[("words", "Đã thu."), ("percent", "50")]).await;
        let page = story.doer.get(&format!("/work/{id}")).await.expect(200).text();
        assert!(!page.contains("Đang thu") && page.contains("Đã thu."));
    }

    async fn who_does_the_same_thing_together_sees_the_other(app: TestApp) {
        let story = begun(app).await;
        let list = [
            Assigned { unit: story.land.hoan_kiem, source: Source::Task(story.tasks[0]), role: Role::With },
            Assigned { unit: story.land.ba_dinh, source: Source::Task(story.tasks[0]), role: Role::Lead },
        ];
        let tx = app.app.db.write().await.unwrap();
        assert_eq!(assign(&tx, app.app.now(), By::HOUSE, story.plan, &list).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let mut with = app.officer(PostKind::Focal, story.land.hoan_kiem).await;
        let lead = story.ids[0];
        with.get(&format!("/work/{lead}")).await.expect(200);
        with.post(&format!("/work/{lead}/accept"), &[]).await.expect(403);
        with.get(&format!("/work/{}", story.ids[1])).await.expect(403);
        let own = assignment::of_units(&[story.land.hoan_kiem]).one(app.app.db.read()).await.unwrap().unwrap().id;
        let mut doer = story.doer;
        doer.get(&format!("/work/{own}")).await.expect(200);
        take(&mut with, own, "accept", &[]).await;
        with.get(&format!("/work/{own}")).await.expect(200).shows("Xác nhận phần phối hợp");
        take(&mut with, own, "reports", &[("words", "Đã cử 5 người."), ("send", "hand_in")]).await;
        let json = doer.program().get(&format!("/work/{lead}")).await.json();
        assert_eq!((json["open"]["partners"][0]["chip"]["word"].as_str(), json["open"]["partners"][0]["words"].as_str()), (Some("handed"), Some("Đã cử 5 người.")));
    }

    async fn each_unit_does_its_own_work_and_those_above_only_read_it(app: TestApp) {
        let story = begun(app).await;
        let id = story.ids[0];
        let cases: [(PostKind, UnitId, u16, u16); 7] = [
            (PostKind::Leader, story.land.ba_dinh, 200, 303),
            (PostKind::Viewer, story.land.ba_dinh, 200, 403),
            (PostKind::Leader, story.land.so, 200, 403),
            (PostKind::Focal, story.land.ministry, 200, 403),
            (PostKind::Leader, story.land.hoan_kiem, 403, 403),
            (PostKind::Clerk, story.land.bureau, 200, 403),
            (PostKind::Leader, story.land.bureau, 200, 403),
        ];
        for (kind, unit, reads, does) in cases {
            let mut client = app.officer(kind, unit).await;
            assert_eq!(client.get(&format!("/work/{id}")).await.status.as_u16(), reads, "{kind} of {unit} reads");
            assert_eq!(client.post(&format!("/work/{id}/accept"), &[]).await.status.as_u16(), does, "{kind} of {unit} takes on");
        }
        let mut above = app.officer(PostKind::Clerk, story.land.so).await;
        above.get(&format!("/work?unit={}", story.land.ba_dinh)).await.expect(200).shows("Tổ chức hội nghị viên chức");
        above.get(&format!("/work?unit={}", story.land.bureau)).await.expect(403);
    }

    async fn who_leaves_a_post_leaves_no_work_behind(app: TestApp) {
        let mut story = begun(app).await;
        for id in &story.ids[..2] {
            take(&mut story.doer, *id, "accept", &[]).await;
        }
        let mut leader = app.officer(PostKind::Leader, story.land.ba_dinh).await;
        let from = person_id(app, &format!("focal-{}@so.vn", story.land.ba_dinh)).await;
        let to = person_id(app, &format!("leader-{}@so.vn", story.land.ba_dinh)).await.to_string();
        let held = tables::post::held_by(from).one(app.app.db.read()).await.unwrap().unwrap().id;
        let ended = leader.post(&format!("/people/{from}/posts/{held}/end"), &[]).await.expect(303);
        assert_eq!(ended.location(), format!("/work/people/{from}"));
        leader.get(ended.location()).await.expect(200).shows("Bàn giao 2 việc").shows("không còn giữ chức vụ");
        story.doer.get(&format!("/work/{}", story.ids[0])).await.expect(403);
        let unit = story.land.ba_dinh.to_string();
        let path = format!("/work/people/{from}");
        leader.post(&path, &[("unit", &unit), ("to", "")]).await.expect(422).shows("Chọn một người");
        leader.post(&path, &[("unit", &unit), ("to", &from.to_string())]).await.expect(422).shows("không giữ chức vụ ở đơn vị");
        let mut stranger = app.officer(PostKind::Leader, story.land.hoan_kiem).await;
        stranger.post(&path, &[("unit", &unit), ("to", &to)]).await.expect(403);
        leader.post(&path, &[("unit", &unit), ("to", &to)]).await.expect(303);
        let rows = assignment::Entity::find().order_by_asc(assignment::Column::Id).all(app.app.db.read()).await.unwrap();
        assert_eq!(rows.iter().filter(|row| row.person_id.is_some_and(|id| id.to_string() == to)).count(), 2);
    }

    async fn who_took_over_the_work_of_a_unit_goes_on_with_it(app: TestApp) {
        let story = begun(app).await;
        let new = crate::units::make(app, domain::units::UnitKind::DistrictOffice, "Phòng Văn hóa - Xã hội Ba Đình", Some(story.land.so), &[]).await;
        let tx = app.app.db.write().await.unwrap();
        let deed = app::features::units::actions::Deed { on: "2024-08-10".parse().unwrap(), basis: "Nghị quyết 1".to_owned() };
        let into = app::features::units::actions::Into::Existing(new);
        app::features::units::actions::merge(&tx, app.app.now(), app::rights::Administrator::system(), &[story.land.ba_dinh], &into, deed).await.unwrap();
        tx.commit().await.unwrap();
        app.clock.set("2024-08-12T08:00:00+07:00");
        let mut heir = app.officer(PostKind::Focal, new).await;
        heir.get("/work").await.expect(200).shows("Tổ chức hội nghị viên chức");
        heir.post(&format!("/work/{}/accept", story.ids[0]), &[]).await.expect(303);
        assert_sums(app).await;
    }

    async fn hostile_words_stay_words_and_ways_back_stay_ours(app: TestApp) {
        let mut story = begun(app).await;
        let id = story.ids[1];
        take(&mut story.doer, id, "accept", &[]).await;
        take(&mut story.doer, id, "reports", &[("words", "<script>alert(1)</script>"), ("percent", "5")]).await;
        let page = story.doer.get(&format!("/work/{id}")).await.expect(200).text();
        assert!(!page.contains("<script>alert") && !page.contains("style=\""));
        for back in ["https://elsewhere.vn", "//elsewhere.vn", "/plans"] {
            let gone = story.doer.post(&format!("/work/{id}/reports"), &[("words", "x"), ("percent", "6"), ("back", back)]).await.expect(303);
            assert_eq!(gone.location(), format!("/work/{id}"));
        }
        let list = format!("/work?by=due&open={id}");
        let gone = story.doer.post(&format!("/work/{id}/reports"), &[("words", "x"), ("percent", "7"), ("back", &list)]).await.expect(303);
        assert_eq!(gone.location(), list);
    }
}
