//! Imports and units: what is remembered of a choice, and what a choice leaves alone.

use crate::app_test;
use crate::imports::{SMALL, desk, rows, value};
use serde_json::{Value, json};

app_test! {
    async fn a_unit_that_is_chosen_is_remembered_for_the_next_document(app: TestApp) {
        let mut desk = desk(app, SMALL).await;
        let review = desk.review().await;
        let ba_dinh = desk.country.ba_dinh.to_string();
        let lead = json!([{"name": "Phòng Lạ Lùng", "unit": ba_dinh}]);
        let base = review["import"]["version"].as_i64().unwrap();
        let changed = desk.change(base, "b-1", json!([{"op": "set", "path": "/roadmap/0/lead_units", "value": lead}]))
            .await.expect(200).json();
        // The same name elsewhere is the same unit, and the question about it is answered.
        assert!(changed["parts"]["it-roadmap-1"].is_string(), "{changed}");
        desk.skip_all().await;
        let made = desk.finish().await.expect(303);
        assert!(made.location().starts_with("/plans/"), "{}", made.location());
        // A second press leads to the same plan.
        assert_eq!(desk.finish().await.expect(303).location(), made.location());
        desk.change(9, "b-9", json!([{"op": "skip", "item": "i1"}])).await.expect(409);
        let again = desk.browser.import(&app.app, "lan-hai.txt", SMALL.as_bytes(), &[]).await.expect(303);
        let page = desk.browser.get(again.location()).await.expect(200);
        let page = page.shows("Đơn vị đã nhập đúng tệp này");
        let second = desk.program.get(again.location()).await.expect(200).json();
        assert_eq!(value(&rows(&second, "roadmap")[0], "lead_units")[0]["unit"], ba_dinh);
        assert!(!page.text().contains("“Phòng Lạ Lùng” là đơn vị nào?"));
    }

    async fn a_unit_in_brackets_is_chosen_and_the_one_before_it_still_leads(app: TestApp) {
        let text = SMALL.replace("\tBáo cáo\tCục NGCB\t", "\tBáo cáo\tCục NGCB (Trung tâm Lạ Kỳ)\t");
        let mut desk = desk(app, &text).await;
        let review = desk.review().await;
        let names = |lead: &Value| -> Vec<String> {
            lead.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
        };
        let lead = value(&rows(&review, "roadmap")[1], "lead_units");
        assert_eq!(names(&lead), ["Cục NGCB", "Trung tâm Lạ Kỳ"]);
        let (bureau, ba_dinh) = (desk.country.bureau.to_string(), desk.country.ba_dinh.to_string());
        assert_eq!((&lead[0]["unit"], &lead[1]["is_guess"]), (&json!(bureau), &json!(true)));
        let titles = review["looks"].to_string();
        assert!(titles.contains("“Trung tâm Lạ Kỳ” là đơn vị nào?") && !titles.contains("“Cục NGCB"), "{titles}");
        // Only the doubtful one is settled; the sure one leads as before.
        let chosen = json!([lead[0], {"name": "Trung tâm Lạ Kỳ", "unit": ba_dinh}]);
        let ops = json!([{"op": "set", "path": "/roadmap/1/lead_units", "value": chosen}]);
        desk.change(1, "b-1", ops).await.expect(200);
        let lead = value(&rows(&desk.review().await, "roadmap")[1], "lead_units");
        assert_eq!((&lead[0]["unit"], &lead[1]["unit"]), (&json!(bureau), &json!(ba_dinh)));
        desk.skip_all().await;
        let plan = desk.finish().await.expect(303).location().to_owned();
        // The work page and the matrix know the same two.
        let work = desk.program.get(&format!("{plan}/work")).await.expect(200).json();
        let leads: Vec<&str> =
            work["tasks"][1]["leads"].as_array().unwrap().iter().map(|u| u["name"].as_str().unwrap()).collect();
        assert_eq!(leads.len(), 2, "{leads:?}");
        let page = desk.program.get(&plan).await.expect(200).json();
        let matrix = page["matrix"]["rows"].as_array().unwrap();
        let leading = matrix.iter().filter(|row| row["n_tasks"].as_u64().unwrap() > 0).count();
        assert!(leading >= 3, "{matrix:?}");
        let told = page["matrix"].to_string();
        for name in leads {
            assert!(told.contains(name), "{name} is not in {told}");
        }
    }
}
