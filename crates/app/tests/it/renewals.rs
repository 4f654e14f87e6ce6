//! Next year's plan from this year's: what is proposed, what the draft says, who may begin one, and what is refused.

use crate::amendments::{Issued, change, finish, issued, proposed, send};
use crate::app_test;
use crate::imports_together::merge_into;
use crate::support::{Client, TestApp};
use crate::units::make;
use domain::rights::PostKind;
use domain::units::UnitKind;
use serde_json::{Value as Json, json};

async fn page(client: &mut Client, at: &str) -> Json {
    client.program().get(at).await.expect(200).json().clone()
}

/// The form as the page gives it, its ticks as they come.
fn form(page: &Json) -> Vec<(String, String)> {
    let mut form: Vec<(String, String)> = ["seen", "form"]
        .into_iter()
        .map(|name| (name.to_owned(), page[name].as_str().unwrap().to_owned()))
        .collect();
    form.push(("years".to_owned(), page["years"].to_string()));
    for one in page["moves"].as_array().unwrap() {
        form.push(("changes".to_owned(), one["key"].as_str().unwrap().to_owned()));
    }
    form
}

fn fields(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// What the review of a draft holds, as text.
async fn text(all: &mut Issued, app: &TestApp, review: &str) -> String {
    app.run_jobs().await;
    page(&mut all.drafter, review).await.to_string()
}

app_test! {
    async fn last_years_plan_becomes_a_draft_with_its_days_moved(app: TestApp) {
        let mut all = issued(app).await;
        let at = format!("/plans/{}/renew", all.plan);
        let shown = page(&mut all.drafter, &format!("{at}?years=1")).await;
        let moves: Vec<(&str, &str)> = shown["moves"].as_array().unwrap().iter()
            .map(|one| (one["was"].as_str().unwrap(), one["becomes"].as_str().unwrap())).collect();
        assert_eq!(moves, [("2024 - 2025", "2025 - 2026"), ("2024", "2025"), ("2024", "2025")]);
        assert_eq!(shown["unit"]["id"], all.world.land.so.to_string());
        // A second place keeps its year.
        let mut ticked = form(&shown);
        ticked.pop();
        let begun = all.drafter.post(&at, &fields(&ticked)).await.expect(303);
        let review = begun.location().to_owned();
        // The button pressed twice, an answer that was lost: still one draft.
        assert_eq!(all.drafter.post(&at, &fields(&ticked)).await.expect(303).location(), review);
        let said = text(&mut all, app, &review).await;
        for words in ["năm học 2025 - 2026", "Tháng 9/2025", "Tháng 10/2024", "GIÁM ĐỐC"] {
            assert!(said.contains(words), "{words} is missing: {said}");
        }
        assert!(!said.contains("Tháng 9/2024") && !said.contains("Nguyễn Văn Mẫu"), "{said}");

        // While it is under review the old plan leads to it; later the two plans lead to each other.
        let overview = format!("/plans/{}", all.plan);
        let kin = page(&mut all.drafter, &overview).await["kin"].clone();
        assert_eq!((kin["later"][0]["href"].as_str(), kin["later"][0]["state"].as_str()), (Some(review.as_str()), Some("review")));
        let looks = page(&mut all.drafter, &review).await["looks"].clone();
        let open = looks.as_array().unwrap().iter().filter(|look| look["state"] == "open");
        let mut ops: Vec<Json> = open.map(|look| json!({"op": "skip", "item": look["id"]})).collect();
        let issuer = json!([{"name": "Sở Giáo dục và Đào tạo", "unit": all.world.land.so.to_string()}]);
        ops.push(json!({"op": "set", "path": "/header/agencies", "value": issuer}));
        change(&mut all.drafter, &review, "ready", json!(ops)).await.expect(200);
        let made = finish(&mut all.drafter, &review).await.expect(303);
        let kin = page(&mut all.drafter, &overview).await["kin"].clone();
        assert_eq!(kin["later"][0]["href"], made.location());
        assert_eq!(page(&mut all.drafter, made.location()).await["kin"]["earlier"]["href"], overview.as_str());
        // Nothing of the old plan changed, and it says who did what.
        assert_eq!(page(&mut all.drafter, &overview).await["plan"]["state"], "issued");
        all.drafter.get(&format!("/plans/{}/history", all.plan)).await.expect(200).shows("Lập dự thảo kế hoạch kỳ sau");

        // A unit below reads the plan of the year, and nothing of a draft that is none of its own.
        let mut focal = app.officer(PostKind::Focal, all.world.land.ba_dinh).await;
        let kin = page(&mut focal, &overview).await["kin"].clone();
        assert_eq!(kin["later"], json!([]));
    }
}

app_test! {
    async fn an_amended_plan_is_carried_on_as_it_stands(app: TestApp) {
        let mut all = issued(app).await;
        let document = proposed(&mut all).await;
        send(app, &mut all, &document, "5/8/2024").await;
        let at = format!("/plans/{}/renew", all.plan);
        let shown = page(&mut all.drafter, &format!("{at}?years=1")).await;
        let begun = all.drafter.post(&at, &fields(&form(&shown))).await.expect(303);
        let review = begun.location().to_owned();
        let said = text(&mut all, app, &review).await;
        assert!(said.contains("Tập huấn cán bộ công đoàn") && said.contains("Tháng 12/2025"), "{said}");
        assert!(!said.contains("Hướng dẫn quy trình"), "{said}");
    }
}

app_test! {
    async fn units_that_ended_are_called_by_their_heirs(app: TestApp) {
        let mut all = issued(app).await;
        // A plan that the office keeps, in which somebody said which unit its name is.
        let so = all.world.land.so;
        let (plan, document) = crate::documents::plan(app, &all.world, &[("Sở Giáo dục và Đào tạo", so)]).await;
        all.plan = plan;
        all.drafter = app.officer(PostKind::Drafter, all.world.office).await;
        send(app, &mut all, &document, "5/8/2024").await;
        let at = format!("/plans/{plan}/renew?years=1");
        assert_eq!(page(&mut all.drafter, &at).await["ended"], json!([]));
        let heir = make(app, UnitKind::Office, "Văn phòng Tổng hợp Sở", Some(so), &[]).await;
        merge_into(app, all.world.office, heir).await;
        // The office is no more: those who took over its work carry its plan on.
        all.drafter = app.officer(PostKind::Drafter, heir).await;
        let shown = page(&mut all.drafter, &at).await;
        assert_eq!(shown["unit"]["id"], heir.to_string());
        let ended = &shown["ended"][0];
        assert_eq!((ended["printed"].as_str(), ended["heirs"][0]["id"].as_str()), (Some("Văn phòng Sở"), Some(heir.to_string().as_str())));
        let mut ticked = form(&shown);
        let key = ended["key"].as_str().unwrap();
        // Somebody else did not take over its work.
        let post = format!("/plans/{}/renew", all.plan);
        ticked.push(("renames".to_owned(), format!("{}|{key}", all.world.union)));
        all.drafter.post(&post, &fields(&ticked)).await.expect(422);
        ticked.pop();
        ticked.push(("renames".to_owned(), format!("{heir}|{key}")));
        let begun = all.drafter.post(&post, &fields(&ticked)).await.expect(303);
        let review = begun.location().to_owned();
        let said = text(&mut all, app, &review).await;
        assert!(said.contains("Văn phòng Tổng hợp Sở") && !said.contains("\"Văn phòng Sở\""), "{said}");
    }
}

app_test! {
    async fn what_cannot_be_carried_on_is_said(app: TestApp) {
        let mut all = issued(app).await;
        let at = format!("/plans/{}/renew", all.plan);
        let shown = page(&mut all.drafter, &format!("{at}?years=1")).await;
        for years in ["0", "11", "-11", "một", "99999999999"] {
            all.drafter.get(&format!("{at}?years={years}")).await.expect(422).shows("khác 0");
        }
        let mut ticked = form(&shown);
        ticked[0].1 = "cũ".to_owned();
        let key = ticked[3].1.clone();
        all.drafter.post(&at, &fields(&ticked)).await.expect(422).shows("vừa được điều chỉnh").shows(&format!("value=\"{key}\" checked"));
        let mut many = form(&shown);
        many.extend((0..1_501).map(|n| ("changes".to_owned(), format!("b{n}-0"))));
        all.drafter.post(&at, &fields(&many)).await.expect(422).shows("nhiều nhất");

        // Whoever only reads begins none; nor does another unit's drafter.
        let mut other = app.officer(PostKind::Drafter, all.world.land.ba_dinh).await;
        other.get(&at).await.expect(403);
        other.post(&at, &fields(&form(&shown))).await.expect(403);
        let mut viewer = app.officer(PostKind::Viewer, all.world.land.so).await;
        viewer.get(&at).await.expect(403);
        viewer.post(&at, &fields(&form(&shown))).await.expect(403);

        // A draft is mended, not carried on.
        let (draft, _) = crate::documents::plan(app, &all.world, &[("Sở Giáo dục và Đào tạo", all.world.land.so)]).await;
        let mut own = app.officer(PostKind::Drafter, all.world.office).await;
        own.get(&format!("/plans/{draft}/renew")).await.expect(409).shows("đã ban hành");
    }
}
