//! Late work is told further: who hears of it and when, once for each step and deadline, by the rule that is nearest.

use crate::app_test;
use crate::notices::kinds;
use crate::support::{Client, PASSWORD, TestApp};
use crate::work::{Story, again, begun};
use app::features::notices::Escalate;
use domain::rights::PostKind;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use tables::{escalation, notice};

async fn run_at(app: &TestApp, at: &str) {
    app.clock.set(at);
    let tx = app.app.db.write().await.unwrap();
    jobs::enqueue(&tx, app.app.now(), &Escalate {}).await.unwrap();
    tx.commit().await.unwrap();
    app.run_jobs().await;
}

/// A Monday: from here on late work is told.
const BEGUN: &str = "2024-08-05T08:30:00+07:00";

/// The steps that were told, with the deadline each was late for.
async fn steps(app: &TestApp) -> Vec<String> {
    let rows = escalation::Entity::find().all(app.app.db.read()).await.unwrap();
    let mut steps: Vec<String> = rows.iter().map(|row| format!("{} {}", row.step, row.due_on)).collect();
    steps.sort_unstable();
    steps
}

async fn late(client: &mut Client) -> usize {
    kinds(client).await.iter().filter(|kind| *kind == "work-late").count()
}

async fn sentence(client: &mut Client) -> String {
    let page = client.program().get("/notices?show=all").await.expect(200).json();
    page["notices"][0]["sentence"].as_str().unwrap().to_owned()
}

app_test! {
    async fn late_work_goes_up_step_by_step_once_and_is_told_together(app: TestApp) {
        // Work due on 31 August and another piece due on the 24th of each month.
        let story: Story = begun(app).await;
        let ba_dinh = story.land.ba_dinh;
        app.officer(PostKind::Leader, ba_dinh).await;
        app.officer(PostKind::Leader, story.land.so).await;
        run_at(app, BEGUN).await;
        for quiet in ["2024-08-25T09:00:00+07:00", "2024-08-26T07:45:00+07:00", "2024-08-26T17:05:00+07:00"] {
            run_at(app, quiet).await;
            assert_eq!(notice::Entity::find().count(app.app.db.read()).await.unwrap(), 0, "{quiet} is no time to work");
        }
        run_at(app, "2024-08-27T08:00:00+07:00").await;
        run_at(app, "2024-08-27T09:00:00+07:00").await;
        let mut focal = again(app, PostKind::Focal, ba_dinh).await;
        let mut head = again(app, PostKind::Leader, ba_dinh).await;
        let mut above = again(app, PostKind::Leader, story.land.so).await;
        assert_eq!((late(&mut focal).await, late(&mut head).await, late(&mut above).await), (1, 1, 0));
        assert!(sentence(&mut focal).await.starts_with("Trễ 3 ngày: Rà soát hồ sơ y tế"), "{}", sentence(&mut focal).await);
        // The officer's step of one piece and the leader's of the other are one notice for the leader.
        run_at(app, "2024-09-02T08:00:00+07:00").await;
        let mut head = again(app, PostKind::Leader, ba_dinh).await;
        let mut above = again(app, PostKind::Leader, story.land.so).await;
        assert_eq!((late(&mut head).await, late(&mut above).await), (2, 0));
        assert!(sentence(&mut head).await.starts_with("2 việc trễ hạn cần xem. Trễ nhất 9 ngày: Rà soát hồ sơ y tế"), "{}", sentence(&mut head).await);
        let opened = head.program().get("/notices?show=all").await.json();
        let opened = head.get(&format!("/notices/{}/open", opened["notices"][0]["id"].as_str().unwrap())).await.expect(303);
        head.get(opened.location()).await.expect(200).shows("2 việc đã báo mà vẫn trễ").shows("trễ 9 ngày");
        run_at(app, "2024-09-03T08:00:00+07:00").await;
        assert_eq!((late(&mut head).await, late(&mut above).await), (2, 1));
        assert!(sentence(&mut above).await.starts_with("Trễ 10 ngày: Rà soát hồ sơ y tế"), "{}", sentence(&mut above).await);
        assert_eq!(above.program().get("/escalation/late").await.expect(200).json()["total"], 2);
        let stranger = app.officer(PostKind::Leader, story.land.bureau).await;
        assert_eq!(stranger.program().get("/escalation/late").await.expect(200).json()["total"], 0);
        let page = above.get(&format!("/work/{}", story.ids[2])).await.expect(200);
        page.shows("Báo trễ hạn cho người phụ trách").shows("Báo trễ hạn cho lãnh đạo đơn vị cấp trên");
        assert_eq!(escalation::Entity::find().count(app.app.db.read()).await.unwrap(), 4);
    }

    async fn the_past_before_the_first_day_is_not_told_and_a_step_that_nobody_hears_is_not_spent(app: TestApp) {
        let story: Story = begun(app).await;
        run_at(app, "2024-08-29T08:00:00+07:00").await;
        run_at(app, "2024-08-30T08:00:00+07:00").await;
        run_at(app, "2024-09-12T08:00:00+07:00").await;
        let steps = || async { steps(app).await };
        assert_eq!(steps().await, ["officer 2024-08-31"], "24 August was before; no leader is there, nor one above");
        app.officer(PostKind::Leader, story.land.so).await;
        run_at(app, "2024-09-13T08:00:00+07:00").await;
        assert_eq!(steps().await, ["above 2024-08-31", "officer 2024-08-31"]);
        let mut above = again(app, PostKind::Leader, story.land.so).await;
        assert!(sentence(&mut above).await.starts_with("Trễ 13 ngày"), "{}", sentence(&mut above).await);
    }

    async fn what_stands_still_or_waits_for_a_date_is_left_alone_and_a_new_date_begins_again(app: TestApp) {
        let mut story = begun(app).await;
        let (paused, asked) = (story.ids[0], story.ids[2]);
        run_at(app, BEGUN).await;
        for id in [paused, asked] {
            story.doer.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
        }
        story.doer.post(&format!("/work/{paused}/pause"), &[("reason", "Chờ hướng dẫn")]).await.expect(303);
        story.doer.post(&format!("/work/{asked}/dates"), &[("wanted_on", "5/9/2024"), ("date_reason", "Chờ số liệu")]).await.expect(303);
        run_at(app, "2024-09-02T08:00:00+07:00").await;
        assert!(steps(app).await.is_empty());
        let mut asker = again(app, PostKind::Drafter, story.land.bureau).await;
        let request = tables::date_request::Entity::find().one(app.app.db.read()).await.unwrap().unwrap().id.to_string();
        asker.post(&format!("/work/asked/{asked}/dates"), &[("request", &request), ("verdict", "agree")]).await.expect(303);
        run_at(app, "2024-09-06T08:00:00+07:00").await;
        assert_eq!(steps(app).await, ["officer 2024-09-05"]);
    }

    async fn work_of_somebody_who_has_gone_is_told_to_the_unit(app: TestApp) {
        let mut story = begun(app).await;
        let (land, work) = (story.land, story.ids[2]);
        run_at(app, BEGUN).await;
        let who = app.make_person("Người Phụ Trách", "phutrach@so.vn", false, Some((PostKind::Drafter, land.ba_dinh))).await;
        let person = who.to_string();
        story.doer.post(&format!("/work/{work}/accept"), &[]).await.expect(303);
        story.doer.post(&format!("/work/{work}/person"), &[("person", &person)]).await.expect(303);
        let mut admin = app.admin().await;
        admin.post(&format!("/people/{person}/close"), &[]).await.expect(303);
        run_at(app, "2024-08-26T08:00:00+07:00").await;
        let mut focal = again(app, PostKind::Focal, land.ba_dinh).await;
        assert_eq!(late(&mut focal).await, 1);
    }

    async fn the_nearest_rule_holds_and_each_keeps_only_its_own(app: TestApp) {
        let story = begun(app).await;
        let bureau = story.land.bureau;
        run_at(app, BEGUN).await;
        let mut admin = app.admin().await;
        let days = |officer, leader, above| [("officer_days", officer), ("leader_days", leader), ("above_days", above)];
        admin.get("/escalation").await.expect(200).shows("Báo việc trễ lên cấp trên");
        admin.post("/escalation", &days("5", "3", "10")).await.expect(422).shows("không sớm hơn cấp dưới");
        admin.post("/escalation", &days("không", "3", "10")).await.expect(422).shows("từ 1 đến 365");
        // For offices of districts nothing is told; the bureau wants its own told after two days.
        let mut form = days("1", "2", "3").to_vec();
        form.extend([("kind", "district_office"), ("off", "true")]);
        admin.post("/escalation", &form).await.expect(303);
        run_at(app, "2024-09-02T08:00:00+07:00").await;
        assert!(steps(app).await.is_empty());
        let mut asker = again(app, PostKind::Drafter, bureau).await;
        let shown = asker.program().get("/escalation").await.expect(200).json();
        let own_name = shown["asker_name"].as_str().unwrap().to_owned();
        assert!(!own_name.is_empty());
        let bureau_id = bureau.to_string();
        let mut form = days("2", "30", "60").to_vec();
        form.extend([("asker", own_name.as_str()), ("asker_id", bureau_id.as_str())]);
        asker.post("/escalation", &form).await.expect(303);
        asker.post("/escalation", &days("2", "30", "60")).await.expect(403);
        let mut nameless = days("2", "30", "60").to_vec();
        nameless.push(("asker_id", "rác"));
        asker.post("/escalation", &nameless).await.expect(422).shows("Không rõ đơn vị nào");
        nameless[3] = ("asker_id", bureau_id.as_str());
        asker.post("/escalation", &nameless).await.expect(303);
        run_at(app, "2024-09-03T08:00:00+07:00").await;
        assert_eq!(steps(app).await, ["officer 2024-08-24", "officer 2024-08-31"]);
        let mut foreign = app.officer(PostKind::Leader, story.land.so).await;
        let seen = foreign.program().get("/escalation").await.expect(200).json();
        assert_eq!(seen["rules"].as_array().unwrap().len(), 1, "what another unit set is not shown");
        let mut admin = app.guest();
        admin.sign_in("admin@truong.vn", PASSWORD).await;
        let rules = admin.program().get("/escalation").await.expect(200).json();
        let ids: Vec<String> = rules["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect();
        for id in &ids {
            foreign.post("/escalation/remove", &[("id", id)]).await.expect(403);
        }
        asker.post("/escalation/remove", &[("id", &ids[1])]).await.expect(303);
        admin.post("/escalation/remove", &[("id", &ids[0])]).await.expect(303);
        admin.post("/escalation/remove", &[("id", &ids[0])]).await.expect(404);
        app.officer(PostKind::Focal, story.land.so).await.get("/escalation").await.expect(403);
    }
}
