//! Units on a day: every count, list, search and way up is that of the day asked for, with the sector's own history.

use app::features::units::seed;
use domain::time::Day;
use domain::units::seed::{SeedFiles, build};
use domain::units::{Forest, Line, UnitCode};
use serde_json::Value;

use crate::app_test;
use crate::support::Client;

/// A Wednesday after the reform; the days before it stand in the addresses.
const TODAY: &str = "2026-09-02T08:00:00+07:00";
/// How each day is asked for, and which one it is.
const DAYS: [(&str, &str); 4] = [
    ("&on=1/1/2022", "2022-01-01"),
    ("&on=2025-06-30", "2025-06-30"),
    ("&on=1/7/2025", "2025-07-01"),
    ("", "2026-09-02"),
];

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

async fn counts_agree(asker: &mut Client, forest: &Forest, ask: &str, on: Day) {
    let alive = forest.units().iter().filter(|unit| unit.life.contains(on)).count();
    for line in Line::ALL {
        let tree = asker.get(&format!("/units?line={}{ask}", line.code())).await.expect(200).json();
        assert_eq!(tree["on"], on.to_string(), "{line:?}");
        assert_eq!(tree["n_units"], alive, "{line:?} on {on}");
        let roots = forest.roots_on(line, on);
        assert_eq!(tree["total"], roots.len(), "{line:?} on {on}");
        for row in tree["rows"].as_array().expect("rows") {
            let id = row["id"].as_str().expect("an id");
            let root = roots.iter().find(|unit| unit.code.id().to_string() == id).expect("a root of the day");
            let below = forest.children_on(&root.code, line, on).len();
            assert_eq!(row["n_below"], below, "{} on {on}", root.code);
        }
    }
}

/// The rows of a level, its total and the numbers of its rows agree with one another and with the rules.
async fn level_agrees(asker: &mut Client, forest: &Forest, under: &UnitCode, ask: &str, on: Day) {
    let line = Line::StateManagement;
    let below = forest.children_on(under, line, on);
    let level = asker.get(&format!("/units?under={}{ask}", under.id())).await.expect(200).json();
    assert_eq!(level["total"], below.len(), "{under} on {on}");
    let names: Vec<&str> = names(&level["rows"]);
    for unit in below.iter().take(200) {
        assert!(names.contains(&unit.name_near(on).full.as_str()), "{} on {on}", unit.code);
    }
    let page =
        asker.get(&format!("/units/{}?{}", under.id(), ask.trim_start_matches('&'))).await.expect(200).json();
    let shown = page["below"].as_array().expect("lines").iter().find(|view| view["line"] == line.code());
    assert_eq!(
        shown.map_or(0, |view| view["total"].as_u64().expect("a number")),
        below.len() as u64,
        "{under} on {on}"
    );
}

fn names(rows: &Value) -> Vec<&str> {
    rows.as_array().expect("rows").iter().map(|row| row["name"].as_str().expect("a name")).collect()
}

app_test! {
    async fn counts_lists_and_pages_are_those_of_the_day(app: TestApp) {
        seed::fill_if_empty(&app.app.db, app.app.now()).await.unwrap();
        app.clock.set(TODAY);
        let forest = build(&SeedFiles::EMBEDDED).unwrap();
        let mut admin = app.admin().await.program();
        let mut known = Vec::new();
        for (ask, on) in DAYS {
            counts_agree(&mut admin, &forest, ask, day(on)).await;
            for under in ["t63.01.so", "t63.27.so", "t63.24.so"] {
                level_agrees(&mut admin, &forest, &UnitCode::new(under), ask, day(on)).await;
            }
            let tree = admin.get(&format!("/units?{}", ask.trim_start_matches('&'))).await.json();
            known.push(tree["n_units"].as_u64().unwrap());
        }
        assert!(known[0] != known[1] && known[1] != known[2], "each day has its own count: {known:?}");
        assert_eq!(known[2], known[3]);
    }

    async fn search_finds_the_units_of_the_day_first_and_says_what_became_of_the_others(app: TestApp) {
        seed::fill_if_empty(&app.app.db, app.app.now()).await.unwrap();
        app.clock.set(TODAY);
        let mut admin = app.admin().await;
        let mut program = admin.program();
        for (ask, on) in DAYS {
            let found = program.get(&format!("/units/search?q=so%20gddt%20bac%20giang{ask}")).await.expect(200).json();
            let first = &found["items"][0];
            assert_eq!(first["name"], "Sở Giáo dục và Đào tạo Bắc Giang", "{on}");
            let was_there = day(on) < day("2025-07-01");
            assert_eq!(first["is_alive"], was_there, "{on}");
            assert_eq!(first["ended_on"].as_str(), (!was_there).then_some("2025-06-30"), "{on}");
            // Where it stood is still said.
            assert!(first["path"].as_str().is_some_and(|path| !path.is_empty()), "{on}: {first}");
        }
        // What does not exist on the day stands below what does.
        for (ask, on) in DAYS {
            let found = program.get(&format!("/units/search?q=ba%20dinh&n=50{ask}")).await.expect(200).json();
            let alive: Vec<bool> = found["items"].as_array().unwrap().iter().map(|row| row["is_alive"].as_bool().unwrap()).collect();
            assert!(alive[0], "{on}: {found}");
        }
        admin.get("/units/search?q=so%20gddt%20bac%20giang").await.expect(200).shows("đã kết thúc ngày 30/6/2025");
        admin.get("/units/search?q=phuong%20ba%20dinh&on=1/1/2022").await.expect(200).shows("chưa có vào ngày này");
    }

    async fn every_way_on_keeps_the_day(app: TestApp) {
        seed::fill_if_empty(&app.app.db, app.app.now()).await.unwrap();
        app.clock.set(TODAY);
        let mut admin = app.admin().await;
        let so = UnitCode::new("t63.24.so").id();
        let ministry = UnitCode::new("bo-gddt").id();
        // Up, down, to the tree and to the search, from each kind of page.
        admin.get(&format!("/units/{so}?on=2025-06-30")).await.expect(200)
            .shows("href=\"/units?on=2025-06-30\"").shows(&format!("href=\"/units/{ministry}?on=2025-06-30\""));
        admin.get(&format!("/units?under={so}&on=2025-06-30")).await.expect(200)
            .shows("href=\"/units?line=state_management&amp;on=2025-06-30\"")
            .shows("name=\"on\" value=\"2025-06-30\"").shows("tính đến ngày 30/6/2025");
        admin.get("/units/search?q=bac&on=2025-06-30").await.expect(200).shows("href=\"/units?on=2025-06-30\"");
        admin.get("/units/search?q=kho%20bac%20xyz&on=2025-06-30").await.expect(200).shows("href=\"/units?on=2025-06-30\"");
        // After its end it is shown where it last stood, and leads on.
        admin.get(&format!("/units/{so}")).await.expect(200).shows(&format!("/units/{ministry}\"")).shows("Công việc nay thuộc");
        // A new unit begins on the day that was looked at.
        admin.get("/units/new?on=2025-06-30").await.expect(200).shows("2025-06-30");
    }
}
