//! How quick units stay with all the country's schools: tree, search and import with 6,000 and with 60,000 schools.
//!
//! Speaks HTTP to the whole product, templates included. Run by `bench/units.sh`; prints one table for SQLite, and
//! with `NHIPCAU_TEST_POSTGRES` set, one for PostgreSQL.

#[path = "../tests/it/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the stories use more of it")]
mod support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use app::features::units::{lexicon, seed};
use db::testing::TestDb;
use domain::units::UnitCode;
use support::{Client, TestApp};

/// The two sizes that are compared.
const SCHOOLS: [usize; 2] = [6_000, 60_000];
/// Requests per question.
const ROUNDS: usize = 100;
/// What the issue promises for opening a branch, and for a search.
const EXPAND_MILLISECONDS_MAX: f64 = 100.0;
const SEARCH_MILLISECONDS_MAX: f64 = 50.0;
/// Communes of Hanoi's list that the schools are spread over; the first one gets a twentieth of all of them.
const NAMES: [&str; 8] =
    ["Hoa Sen", "Kim Đồng", "Nguyễn Huệ", "Lê Lợi", "Trần Phú", "Bình Minh", "Sao Mai", "Quang Trung"];

#[tokio::main]
async fn main() {
    let mut is_slow = measure_on("SQLite", TestDb::sqlite().await, TestDb::sqlite().await).await;
    if let Some(first) = TestDb::postgres().await {
        let second = TestDb::postgres().await.expect("the server that made the first");
        is_slow |= measure_on("PostgreSQL", first, second).await;
    }
    assert!(!is_slow || cfg!(debug_assertions), "slower than promised");
}

/// Prints the table of one kind of database. Whether something took longer than promised.
#[expect(clippy::print_stdout, reason = "a bench prints its table")]
async fn measure_on(kind: &str, first: TestDb, second: TestDb) -> bool {
    let measured = [measure(first, SCHOOLS[0]).await, measure(second, SCHOOLS[1]).await];
    println!("{kind}");
    let mut is_slow = false;
    println!(
        "{:<44} {:>21} {:>21} {:>6}",
        "milliseconds, p50 / p99", "6,000 schools", "60,000 schools", "ratio"
    );
    for (small, large) in measured[0].iter().zip(&measured[1]) {
        println!(
            "{:<44} {:>10.1} {:>10.1} {:>10.1} {:>10.1} {:>6.1}",
            large.0,
            small.1,
            small.2,
            large.1,
            large.2,
            large.1 / small.1
        );
        let limit =
            if large.0.starts_with("tree") { EXPAND_MILLISECONDS_MAX } else { SEARCH_MILLISECONDS_MAX };
        is_slow |= (large.0.starts_with("tree") || large.0.starts_with("search")) && large.1 > limit;
    }
    is_slow
}

async fn measure(db: TestDb, n: usize) -> Vec<(String, f64, f64)> {
    let house = TestApp::on(&db);
    let mut found = Vec::new();
    let start = now();
    seed::fill_if_empty(&house.app.db, house.app.now()).await.expect("the sector's units");
    found.push(once("seed: 9,440 units of the sector", start));
    house.clock.set("2026-09-01T08:00:00+07:00");
    let mut admin = house.admin().await;
    import(&house, &mut admin, n, &mut found).await;
    let start = now();
    let lexicon = lexicon::load(house.app.db.read()).await.expect("a lexicon");
    found.push(once("lexicon: loaded for the reader", start));
    let names = [
        "Cục NGCB",
        "Sở GD&ĐT Hà Nội",
        "Phòng GD&ĐT quận Ba Đình",
        "Công đoàn ngành",
        "Vụ Giao dục trung hoc",
    ];
    let day = house.app.now().local_day();
    let start = now();
    for round in 0..200 {
        let _ = lexicon.resolve(names[round % names.len()], day, Some(&UnitCode::new("t63.01.so")));
    }
    found.push(once("lexicon: 200 names of a plan", start));
    let big = UnitCode::new("x.00004.vhxh").id();
    let so = UnitCode::new("t63.01.so").id();
    for (what, path) in [
        ("tree: first page", "/units".to_owned()),
        ("tree: open a department (communes)", format!("/units?under={so}")),
        ("tree: open a level of a twentieth of all", format!("/units?under={big}")),
        ("search: cuc nha giao", "/units/search?q=cuc%20nha%20giao".to_owned()),
        ("search: Cục NG", "/units/search?q=C%E1%BB%A5c%20NG".to_owned()),
        ("search: tieu hoc hoa sen 17", "/units/search?q=tieu%20hoc%20hoa%20sen%2017".to_owned()),
        ("search: truong (every school fits)", "/units/search?q=truong".to_owned()),
        ("page of a unit", format!("/units/{so}")),
    ] {
        found.push(many(&mut admin, what, &path).await);
    }
    db.remove().await;
    found
}

async fn import(house: &TestApp, admin: &mut Client, n: usize, found: &mut Vec<(String, f64, f64)>) {
    let communes: Vec<&str> = include_str!("../../../data/org/communes-2025.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect();
    let mut csv = "Tên đơn vị,Mã,Loại,Đơn vị cấp trên\n".to_owned();
    for at in 0..n {
        let commune = if at % 20 == 0 { communes[0] } else { communes[at % communes.len()] };
        let kind = ["Mầm non", "Tiểu học", "THCS"][at % 3];
        writeln!(csv, "Trường {kind} {} {at},TR-{at},{kind},x.{commune}.vhxh", NAMES[at % NAMES.len()])
            .expect("a String takes all");
    }
    let start = now();
    let page = admin
        .upload("/units/imports", "truong.csv", csv.as_bytes(), &[])
        .await
        .expect(303)
        .location()
        .to_owned();
    found.push(once("import: read and checked", start));
    admin.post(&format!("{page}/commit"), &[]).await.expect(303);
    let start = now();
    house.run_jobs().await;
    found.push(once("import: written", start));
    let state = admin.program().get(&page).await.json();
    assert_eq!(state["state"], "done", "{state}");
}

async fn many(client: &mut Client, what: &str, path: &str) -> (String, f64, f64) {
    let mut times = Vec::with_capacity(ROUNDS);
    client.get(path).await.expect(200);
    for _ in 0..ROUNDS {
        let start = now();
        client.get(path).await.expect(200);
        times.push(milliseconds(start.elapsed()));
    }
    times.sort_by(f64::total_cmp);
    (what.to_owned(), times[ROUNDS / 2], times[ROUNDS * 99 / 100])
}

fn once(what: &str, start: Instant) -> (String, f64, f64) {
    let took = milliseconds(start.elapsed());
    (what.to_owned(), took, took)
}

fn milliseconds(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}

#[expect(clippy::disallowed_methods, reason = "a bench measures")]
fn now() -> Instant {
    Instant::now()
}
