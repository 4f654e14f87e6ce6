//! Plans: made of a finished review, shown on their pages, found, exported, removed; role by role.

use crate::app_test;
use crate::support::TestApp;
use app::features::plans::actions::{self, NewPlan};
use db::events::By;
use domain::ids::{Id as _, PlanId, UnitId};
use domain::rights::PostKind;
use domain::source::{Format, Source};
use draft::{Chosen, Draft, Op, Setting, UnitMatch};
use reader::time::TimeContext;
use sea_orm::EntityTrait as _;

/// A sample as text.
const SAMPLE: &str = include_str!("../../../../samples/bo-lang-nghe-hoc-duong-2026.txt");

fn unit(app: &TestApp) -> UnitId {
    UnitId::new(app.app.now(), &*app.app.chance)
}

/// Every name is the same unit, as if somebody had chosen so.
fn finished(source: &Source, unit: Option<UnitId>) -> Draft {
    let resolve = |name: &str| UnitMatch {
        chosen: unit.map(|u| Chosen { unit: u.to_string(), name: name.to_owned(), by_person: true }),
        ..UnitMatch::unknown(name)
    };
    let mut draft = draft::make(&reader::read(source), &resolve);
    let setting = Setting { time: TimeContext::default(), resolve: &resolve, unit_name: &|_| None };
    let open: Vec<String> = draft.open_issues().map(|i| i.id.clone()).collect();
    for item in open {
        draft.apply(&Op::Skip { item }, setting).expect("an issue can be skipped");
    }
    let lacking: Vec<String> = draft.incomplete().map(|(item, _)| item.path.clone()).collect();
    for path in lacking {
        draft.apply(&Op::Remove { path }, setting).expect("an item can be removed");
    }
    draft
}

/// A plan of this text, kept by this unit.
pub async fn plan(app: &TestApp, unit: UnitId, text: &str) -> PlanId {
    let source = Source::from_text("mau.txt", Format::Txt, text);
    let draft = finished(&source, None);
    let tx = app.app.db.write().await.expect("a transaction");
    let new = NewPlan { unit, import: None, source: &source, draft: &draft, reading: None };
    let id = actions::create(&tx, app.app.now(), By::HOUSE, new).await.expect("a plan");
    tx.commit().await.expect("committed");
    id
}

/// A short plan with this table as its roadmap.
pub fn roadmap(head: &str, rows: &[&str]) -> String {
    let before = "UBND TỈNH LAM GIANG\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: 15/KH-SGDĐT\n\nLam Giang, ngày 05 tháng 8 năm 2024\n\n\
        KẾ HOẠCH\n\nThực hiện nhiệm vụ năm học\n\nSở Giáo dục và Đào tạo ban hành kế hoạch như sau:\n\nI. LỘ TRÌNH\n";
    let after = "Trên đây là Kế hoạch, đề nghị các đơn vị triển khai./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Mẫu";
    format!("{before}\n{head}\n{}\n\n{after}\n", rows.join("\n"))
}

app_test! {
    async fn a_plan_shows_its_tasks_duties_sessions_and_recipients(app: TestApp) {
        let unit = unit(app);
        let id = plan(app, unit, SAMPLE).await;
        let mut officer = app.officer(PostKind::Focal, unit).await;
        let json = officer.program().get(&format!("/plans/{id}")).await.expect(200).json();
        let n_tasks = json["tasks"].as_array().unwrap().len();
        assert!(n_tasks >= 6, "{n_tasks} tasks");
        assert_eq!(json["plan"]["counts"]["tasks"], n_tasks);
        let parts: u64 = json["task_sum"].as_array().unwrap().iter().map(|p| p["n"].as_u64().unwrap()).sum();
        assert_eq!(parts, n_tasks as u64, "the parts of the total add up");
        let duties: u64 = json["duty_sum"].as_array().unwrap().iter().map(|p| p["n"].as_u64().unwrap()).sum();
        assert_eq!(json["plan"]["counts"]["duties"], duties);
        let columns = json["matrix"]["columns"].as_array().unwrap();
        for (index, column) in columns.iter().enumerate() {
            let marked = json["matrix"]["rows"].as_array().unwrap().iter().filter(|r| !r["cells"][index].is_null()).count();
            assert_eq!(column["n_units"], marked, "the last row adds up");
        }
        let matrix = &json["matrix"];
        let sum = |list: &str, of: &str| matrix[list].as_array().unwrap().iter().map(|r| r[of].as_u64().unwrap()).sum::<u64>();
        let turns = matrix["n_task_turns"].as_u64().unwrap();
        assert_eq!(turns, sum("rows", "n_tasks"));
        assert_eq!(turns, sum("columns", "n_units") + matrix["n_hidden_turns"].as_u64().unwrap());
        let duty_turns = matrix["n_duty_turns"].as_u64().unwrap();
        assert_eq!(duty_turns, sum("rows", "n_duties"));
        assert_eq!((&matrix["n_tasks"], &matrix["n_duties"]), (&json["plan"]["counts"]["tasks"], &json["plan"]["counts"]["duties"]));
        let told = format!("{n_tasks} việc thành {turns} lượt, {duties} trách nhiệm thành {duty_turns} lượt.");
        officer.get(&format!("/plans/{id}")).await.expect(200).shows(&told);
        for tab in ["", "/text", "/work", "/sessions", "/budget", "/recipients", "/history"] {
            let page = officer.get(&format!("/plans/{id}{tab}")).await.expect(200);
            assert!(page.text().contains("aria-current=\"page\""), "{tab}");
        }
        officer.get(&format!("/plans/{id}/text")).await.expect(200).shows("id=\"L5\"");
        officer.get(&format!("/plans/{id}/history")).await.expect(200).shows("Lập kế hoạch từ bản soát");
    }

    async fn the_roadmap_is_drawn_and_carries_no_inline_style(app: TestApp) {
        let unit = unit(app);
        let id = plan(app, unit, SAMPLE).await;
        let mut officer = app.officer(PostKind::Viewer, unit).await;
        let page = officer.get(&format!("/plans/{id}")).await.expect(200).text();
        assert!(page.contains("nc-roadmap"), "the roadmap is there");
        assert!(!page.contains("style=\""), "the content security policy forbids inline styles");
    }

    async fn plans_are_found_without_accents_and_by_year(app: TestApp) {
        let unit = unit(app);
        plan(app, unit, SAMPLE).await;
        let mut officer = app.officer(PostKind::Viewer, unit).await.program();
        let found = officer.get("/plans?q=lang+nghe").await.expect(200).json();
        assert_eq!(found["total"], 1, "{found}");
        assert_eq!(officer.get("/plans?q=khong+he+co+chu+nay").await.expect(200).json()["total"], 0);
        assert_eq!(officer.get("/plans?year=1990").await.expect(200).json()["total"], 0);
        let year = found["years"][0].as_i64().expect("a year");
        assert_eq!(officer.get(&format!("/plans?year={year}")).await.expect(200).json()["total"], 1);
        officer.get("/plans?q=%22%27%25_*)&page=99999999999").await.expect(200);
    }

    async fn the_filter_of_work_shows_a_unit_and_what_it_shows_goes_to_excel(app: TestApp) {
        let unit = unit(app);
        let id = plan(app, unit, SAMPLE).await;
        let mut officer = app.officer(PostKind::Viewer, unit).await;
        let all = officer.program().get(&format!("/plans/{id}/work")).await.expect(200).json();
        let value = all["units"][0]["value"].as_str().unwrap().to_owned();
        let encoded: String = value.bytes().map(|b| format!("%{b:02X}")).collect();
        let some = officer.program().get(&format!("/plans/{id}/work?unit={encoded}")).await.expect(200).json();
        assert!(some["n_duties"].as_u64() <= all["n_duties"].as_u64());
        assert_eq!(some["duties"].as_array().unwrap().iter().filter(|g| g["value"] != value.as_str()).count(), 0);
        let book = officer.get(&format!("/plans/{id}/work.xlsx?unit={encoded}")).await.expect(200);
        assert!(book.bytes.starts_with(b"PK"), "a workbook is a zip");
        let limits = document::Limits::default();
        let sheet = document::sheet::open(&book.bytes, &limits).expect("the workbook reads back");
        let n_tasks = some["tasks"].as_array().unwrap().len();
        let text = format!("{sheet:?}");
        for task in some["tasks"].as_array().unwrap().iter().take(3) {
            assert!(text.contains(task["title"].as_str().unwrap()), "{} of {n_tasks} tasks", task["title"]);
        }
        let calendar = officer.get(&format!("/plans/{id}/windows.ics")).await.expect(200).text();
        assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.contains("DTSTART;VALUE=DATE:"), "{calendar}");
    }

    async fn one_name_in_two_spellings_is_one_row_one_choice_and_one_group(app: TestApp) {
        let unit = unit(app);
        let id = plan(app, unit, &roadmap("TT\tCông việc\tThời gian\tĐơn vị chủ trì\tĐơn vị phối hợp", &[
            "1\tTổ chức hội nghị\tTháng 9/2024\tVăn phòng Sở\tCác phòng, ban",
            "2\tBáo cáo kết quả\tTháng 10/2024\tVĂN PHÒNG SỞ\tTổ hoà giải",
            "3\tTổng hợp hồ sơ\tTháng 11/2024\tVăn phòng Sở\tCác phòng ban; Tổ hòa giải; các phòng, ban",
        ])).await;
        let mut officer = app.officer(PostKind::Focal, unit).await;
        let page = officer.program().get(&format!("/plans/{id}")).await.expect(200).json();
        let rows = page["matrix"]["rows"].as_array().unwrap();
        let told: Vec<(&str, u64)> = rows.iter().map(|r| (r["unit"]["name"].as_str().unwrap(), r["n_tasks"].as_u64().unwrap())).collect();
        assert_eq!(told, [("Văn phòng Sở", 3), ("Các phòng, ban", 2), ("Tổ hoà giải", 2)]);
        assert_eq!(page["matrix"]["columns"][2]["n_units"], 3);
        // Each row leads to the tasks of all its spellings; an unknown product column is not shown.
        let work = officer.program().get(rows[0]["href"].as_str().unwrap()).await.expect(200).json();
        assert_eq!((work["tasks"].as_array().unwrap().len(), work["units"].as_array().unwrap().len()), (3, 3));
        assert_eq!(work["columns"], serde_json::json!({"window": true, "product": false, "lead": true, "cooperating": true}));
        let html = officer.get(&format!("/plans/{id}/work")).await.expect(200).text();
        assert!(!html.contains("data-label=\"Sản phẩm\"") && html.contains("data-label=\"Phối hợp\""));
    }

    async fn only_leaders_and_clerks_of_the_unit_remove_a_plan(app: TestApp) {
        let (ours, theirs) = (unit(app), unit(app));
        let id = plan(app, ours, SAMPLE).await;
        for kind in [PostKind::Drafter, PostKind::Focal, PostKind::Viewer] {
            app.officer(kind, ours).await.post(&format!("/plans/{id}/remove"), &[]).await.expect(403);
        }
        app.officer(PostKind::Leader, theirs).await.post(&format!("/plans/{id}/remove"), &[]).await.expect(403);
        let mut clerk = app.officer(PostKind::Clerk, ours).await;
        clerk.get(&format!("/plans/{id}/remove")).await.expect(200).shows("cũng bị xóa");
        clerk.post(&format!("/plans/{id}/remove"), &[]).await.expect(303);
        clerk.get(&format!("/plans/{id}")).await.expect(404);
        assert!(matches!(db::events::seal(&app.app.db, app.app.now()).await, Ok(n) if n > 0));
        assert!(matches!(db::events::verify(&app.app.db).await, Ok(db::events::Verdict::Whole { .. })));
    }

    async fn who_changed_a_plan_is_shown_to_its_own_unit_only(app: TestApp) {
        let (ours, theirs) = (unit(app), unit(app));
        let id = plan(app, ours, SAMPLE).await;
        let mut focal = app.officer(PostKind::Focal, ours).await;
        focal.get(&format!("/plans/{id}")).await.expect(200).shows("Lập kế hoạch từ bản soát").shows("/history");
        // A draft is not for strangers at all; once it is issued they read it, but not its history.
        let mut leader = app.officer(PostKind::Leader, theirs).await;
        leader.get(&format!("/plans/{id}")).await.expect(403);
        let tx = app.app.db.write().await.unwrap();
        let issued = sea_orm::sea_query::Expr::value("issued");
        tables::plan::Entity::update_many().col_expr(tables::plan::Column::State, issued).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let strangers = [app.officer(PostKind::Viewer, ours).await, leader];
        for mut stranger in strangers {
            let page = stranger.get(&format!("/plans/{id}")).await.expect(200).text();
            assert!(!page.contains("Lập kế hoạch từ bản soát") && !page.contains("/history"), "{page}");
            let json = stranger.program().get(&format!("/plans/{id}")).await.expect(200).json();
            assert!(json["feed"].is_null(), "{}", json["feed"]);
            stranger.get(&format!("/plans/{id}/history")).await.expect(403);
        }
    }

    async fn a_typed_window_is_echoed_in_full(app: TestApp) {
        let unit = unit(app);
        let mut officer = app.officer(PostKind::Drafter, unit).await.program();
        let cases = [
            ("th%C3%A1ng+6-7%2F2023", Some(("2023-06-01", "2023-07-31"))),
            ("Qu%C3%BD+II%2F2025", Some(("2025-04-01", "2025-06-30"))),
            ("khi+n%C3%A0o+xong", None),
            ("", None),
        ];
        for (text, days) in cases {
            let answer = officer.get(&format!("/plans/window?text={text}&at=2023-06-28")).await.expect(200).json();
            assert_eq!(answer["is_understood"], days.is_some(), "{text}: {answer}");
            if let Some((start, end)) = days {
                assert_eq!((answer["start"].as_str(), answer["end"].as_str()), (Some(start), Some(end)));
            }
        }
    }

    async fn hostile_words_stay_words(app: TestApp) {
        let unit = unit(app);
        let text = "KẾ HOẠCH\n\nTổ chức <script>alert(1)</script> năm 2024\n\nCăn cứ Luật Giáo dục, Sở xây dựng kế hoạch như sau:\n\nI. LỘ TRÌNH\n\nTT\tCông việc\tThời gian\tĐơn vị chủ trì\n1\t=HYPERLINK(\"x\") \"><img src=x onerror=1>\tTháng 6/2024\t<b>Phòng</b>\n";
        let id = plan(app, unit, text).await;
        let mut officer = app.officer(PostKind::Viewer, unit).await;
        for tab in ["", "/text", "/work"] {
            let page = officer.get(&format!("/plans/{id}{tab}")).await.expect(200).text();
            assert!(!page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("<b>Phòng"), "{tab}: {page}");
        }
        let book = officer.get(&format!("/plans/{id}/work.xlsx")).await.expect(200);
        assert!(book.bytes.starts_with(b"PK"));
    }
}
