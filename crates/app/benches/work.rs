//! How quick work stays with the whole country at it: 50,000 units with 40 duties each, two million rows. Pages over HTTP,
//! templates included, and the steps of one piece of work.
//!
//! `NHIPCAU_BENCH_UNITS` gives another number of units. Run by `bench/work.sh`; prints one table for SQLite, and with
//! `NHIPCAU_TEST_POSTGRES` set, one for PostgreSQL.

#[path = "../tests/it/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the stories use more of it")]
mod support;

use std::time::{Duration, Instant};

use app::features::units::{actions as units, seed};
use app::features::work::actions::{Assigned, Source, assign};
use app::features::work::sums;
use db::WriteTx;
use db::events::By;
use db::testing::TestDb;
use domain::ids::{DutyId, PlanId, UnitId};
use domain::rights::PostKind;
use domain::units::{Line, UnitCode, UnitKind};
use domain::work::{Role, State};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use support::{Client, PASSWORD, TestApp};
use tables::{assignment, duty, plan, unit, unit_name, unit_parent};

/// Units when nothing else is asked for.
const UNITS: usize = 50_000;
/// Duties of each.
const DUTIES: i32 = 40;
/// Units asked in one transaction, as issuing does it.
const UNITS_AT_ONCE: usize = 250;
/// Requests per question.
const ROUNDS: usize = 200;

#[tokio::main]
async fn main() {
    measure_on("SQLite", TestDb::sqlite().await).await;
    if let Some(db) = TestDb::postgres().await {
        measure_on("PostgreSQL", db).await;
    }
}

/// Prints the table of one kind of database.
#[expect(clippy::print_stdout, reason = "a bench prints its table")]
async fn measure_on(kind: &str, db: TestDb) {
    println!("{kind}, milliseconds");
    measure(&db).await;
    db.remove().await;
}

async fn measure(db: &TestDb) {
    let house = TestApp::on(db);
    let n_units = std::env::var("NHIPCAU_BENCH_UNITS").ok().and_then(|n| n.parse().ok()).unwrap_or(UNITS);
    seed::fill_if_empty(&house.app.db, house.app.now()).await.expect("the sector's units");
    house.clock.set("2026-11-02T08:00:00+07:00");
    let bureau = UnitCode::new("bo-gddt.ngcbqlgd").id();
    let schools = schools(&house, n_units).await;
    let (plan, duties) = plan_of(&house, bureau).await;
    let start = now();
    ask_all(&house, plan, &duties, &schools).await;
    once(&format!("asking {n_units} units for {DUTIES} duties each"), start);
    let n = assignment::Entity::find().count(house.app.db.read()).await.expect("counted");
    assert_eq!(n, n_units as u64 * 40, "every unit has every duty once");
    let start = now();
    let wrong = sums::check(house.app.db.read()).await.expect("counted");
    once("counting all sums again (doctor)", start);
    assert_eq!(wrong, []);
    let school = schools[n_units / 2];
    let mut focal = house.officer(PostKind::Focal, school).await;
    let mut drafter = house.officer(PostKind::Drafter, bureau).await;
    let today = house.app.now().local_day();
    let over = units::all_above(house.app.db.read(), &[school], today).await.expect("a tree");
    let mut above = house.officer(PostKind::Leader, over[&school][0]).await;
    let ids = ids(&house, school).await;
    for (what, path) in [
        ("inbox of a school, 40 rows", "/work".to_owned()),
        ("inbox with one open at the side", format!("/work?open={}", ids[0])),
        ("inbox, folded search", "/work?q=bao+cao".to_owned()),
    ] {
        many(&mut focal, what, &path).await;
    }
    many(&mut above, "inbox of a unit below, read from above", &format!("/work?unit={school}")).await;
    steps(&house, &schools, &mut drafter).await;
    many(&mut drafter, "waiting for an answer, a ministry's page", "/work/asked").await;
}

/// The steps of one piece of work over HTTP, each time another school's.
async fn steps(house: &TestApp, schools: &[UnitId], drafter: &mut Client) {
    let mut times: [Vec<f64>; 3] = Default::default();
    let schools = schools.iter().step_by(schools.len().div_ceil(ROUNDS / 4).max(1));
    for school in schools {
        let email = format!("dau-moi-{school}@so.vn");
        house.make_person("Nguyễn Thị Đầu", &email, false, Some((PostKind::Focal, *school))).await;
        let mut focal = house.guest();
        focal.sign_in(&email, PASSWORD).await;
        focal.get("/api").await.expect(200);
        for id in ids(house, *school).await.into_iter().take(4) {
            let start = now();
            focal.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
            times[0].push(milliseconds(start.elapsed()));
            let start = now();
            let words = [("words", "Đã hoàn thành theo kế hoạch."), ("send", "hand_in")];
            focal.post(&format!("/work/{id}/reports"), &words).await.expect(303);
            times[1].push(milliseconds(start.elapsed()));
        }
        let id = ids(house, *school).await.swap_remove(0);
        let start = now();
        drafter.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "approve")]).await.expect(303);
        times[2].push(milliseconds(start.elapsed()));
    }
    let names = ["take on", "report and hand in", "accept"];
    for (what, times) in names.into_iter().zip(times) {
        spread(what, times);
    }
}

async fn ids(house: &TestApp, unit: UnitId) -> Vec<String> {
    let rows = assignment::of_units(&[unit]).all(house.app.db.read()).await.expect("rows");
    let mut rows: Vec<String> = rows.into_iter().map(|row| row.id.to_string()).collect();
    rows.sort();
    rows
}

/// So many schools below the departments of the old provinces, written straight into the tables.
async fn schools(house: &TestApp, n: usize) -> Vec<UnitId> {
    let offices = unit::Entity::find()
        .filter(unit::Column::Kind.eq(UnitKind::CommuneOffice))
        .all(house.app.db.read())
        .await
        .expect("offices");
    let parents: Vec<UnitId> = offices.into_iter().map(|row| row.id).collect();
    assert!(!parents.is_empty(), "the sector has offices of communes");
    let mut ids = Vec::with_capacity(n);
    for from in (0..n).step_by(1_000) {
        let tx = house.app.db.write().await.expect("a transaction");
        ids.extend(some_schools(&tx, house, &parents, from..n.min(from + 1_000)).await);
        tx.commit().await.expect("committed");
    }
    ids
}

async fn some_schools(
    tx: &WriteTx,
    house: &TestApp,
    parents: &[UnitId],
    range: std::ops::Range<usize>,
) -> Vec<UnitId> {
    let now = house.app.now();
    let (mut units, mut names, mut places, mut ids) = (vec![], vec![], vec![], vec![]);
    for at in range {
        let id: UnitId = tx.new_id(now);
        ids.push(id);
        units.push(unit::ActiveModel {
            id: Set(id),
            code: Set(format!("tr-{at}")),
            kind: Set(UnitKind::Preschool),
            area: Set(String::new()),
            rank: Set(0),
            valid_from: Set(None),
            valid_to: Set(None),
            source: Set("bench".to_owned()),
            verified: Set(true),
            search_text: Set(format!("truong {at}")),
        });
        names.push(unit_name::ActiveModel {
            id: Set(tx.new_id(now)),
            unit_id: Set(id),
            full: Set(format!("Trường {at}")),
            full_key: Set(format!("truong {at}")),
            short: Set(format!("Trường {at}")),
            valid_from: Set(None),
            valid_to: Set(None),
        });
        places.push(unit_parent::ActiveModel {
            id: Set(tx.new_id(now)),
            unit_id: Set(id),
            line: Set(Line::StateManagement),
            parent_id: Set(Some(parents[at % parents.len()])),
            valid_from: Set(None),
            valid_to: Set(None),
            is_gap: Set(false),
        });
    }
    unit::Entity::insert_many(units).exec_without_returning(tx).await.expect("units");
    unit_name::Entity::insert_many(names).exec_without_returning(tx).await.expect("names");
    unit_parent::Entity::insert_many(places).exec_without_returning(tx).await.expect("places");
    ids
}

/// A plan with its duties, due over a year.
async fn plan_of(house: &TestApp, keeper: UnitId) -> (PlanId, Vec<DutyId>) {
    let now = house.app.now();
    let tx = house.app.db.write().await.expect("a transaction");
    let id: PlanId = tx.new_id(now);
    let row = plan::ActiveModel {
        id: Set(id),
        unit_id: Set(keeper),
        import_id: Set(None),
        subject: Set("Thực hiện nhiệm vụ năm học".to_owned()),
        subject_key: Set("thuc hien nhiem vu nam hoc".to_owned()),
        doc_type: Set("KẾ HOẠCH".to_owned()),
        number: Set(Some("1/KH-BGDĐT".to_owned())),
        place: Set(None),
        date_printed: Set(None),
        issued_on: Set(Some(now.local_day())),
        year: Set(Some(2026)),
        window_printed: Set(None),
        starts_on: Set(None),
        ends_on: Set(None),
        state: Set("draft".to_owned()),
        document: Set("{}".to_owned()),
        source: Set("{\"lines\":[]}".to_owned()),
        search_text: Set(String::new()),
        created_by: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    plan::Entity::insert(row).exec_without_returning(&tx).await.expect("a plan");
    let mut duties = Vec::new();
    for at in 0..DUTIES {
        let duty_id: DutyId = tx.new_id(now);
        duties.push(duty_id);
        let text = format!("Tổ chức thực hiện và báo cáo kết quả nội dung thứ {at} của kế hoạch");
        let row = duty::ActiveModel {
            id: Set(duty_id),
            plan_id: Set(id),
            position: Set(at),
            text_key: Set(domain::text::key(&text)),
            text: Set(text),
            verbs: Set("tổ chức".to_owned()),
            unit_source: Set("sentence".to_owned()),
            time_printed: Set(None),
            starts_on: Set(None),
            ends_on: Set(Some(now.local_day() + chrono::Days::new(u64::from(at.unsigned_abs()) * 9))),
            state: Set("waiting".to_owned()),
            first_line: Set(at + 1),
            last_line: Set(at + 1),
            item: Set(None),
        };
        duty::Entity::insert(row).exec_without_returning(&tx).await.expect("a duty");
    }
    tx.commit().await.expect("committed");
    (id, duties)
}

async fn ask_all(house: &TestApp, plan: PlanId, duties: &[DutyId], schools: &[UnitId]) {
    for some in schools.chunks(UNITS_AT_ONCE) {
        let tx = house.app.db.write().await.expect("a transaction");
        let list: Vec<Assigned> = some
            .iter()
            .flat_map(|unit| duties.iter().map(|duty| (*unit, *duty)))
            .map(|(unit, duty)| Assigned { unit, source: Source::Duty(duty), role: Role::Lead })
            .collect();
        assign(&tx, house.app.now(), By::HOUSE, plan, &list).await.expect("asked");
        tx.commit().await.expect("committed");
    }
    let tx = house.app.db.write().await.expect("a transaction");
    tx.take_stock(&["assignment", "work_sum", "unit", "unit_name", "unit_parent"]).await.expect("known");
    tx.commit().await.expect("committed");
    let waiting = assignment::Entity::find().filter(assignment::Column::State.ne(State::Waiting));
    assert_eq!(waiting.count(house.app.db.read()).await.expect("counted"), 0);
}

async fn many(client: &mut Client, what: &str, path: &str) {
    let mut times = Vec::with_capacity(ROUNDS);
    client.get(path).await.expect(200);
    for _ in 0..ROUNDS {
        let start = now();
        client.get(path).await.expect(200);
        times.push(milliseconds(start.elapsed()));
    }
    spread(what, times);
}

/// The middle and the slowest of a hundred.
fn spread(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    told(what, times[times.len() / 2], times[times.len() * 99 / 100]);
}

fn once(what: &str, start: Instant) {
    let took = milliseconds(start.elapsed());
    told(what, took, took);
}

#[expect(clippy::print_stdout, reason = "a bench prints its table")]
fn told(what: &str, p50: f64, p99: f64) {
    println!("{what:<60} {p50:>10.1} {p99:>10.1}");
}

fn milliseconds(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}

#[expect(clippy::disallowed_methods, reason = "a bench measures")]
fn now() -> Instant {
    Instant::now()
}
