//! How quick the product stays with the whole country at it: 50,000 units with 40 duties each, two million rows, cascades,
//! figures, money and notices. Pages over HTTP, templates included; then what is done to all units at once.
//!
//! `bench/work.sh` fills a database of each kind and measures it. `cargo bench -p app --bench work -- generate --database
//! URL` fills one that stays, which is what `cargo xtask generate` calls; `… -- measure --database URL` measures it.
//! `NHIPCAU_BENCH_UNITS` and `NHIPCAU_BENCH_DUTIES`, or `--units` and `--duties`, give another size.

mod country;
#[path = "../tests/it/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the stories use more of it")]
mod support;

use country::{Country, Size, pages};
use db::testing::TestDb;
use domain::time::SystemChance;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::TestApp;

/// Units and duties of each when nothing else is asked for.
const SIZE: Size = Size { units: 50_000, duties: 40 };

#[tokio::main]
async fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = given.iter().position(|arg| arg == name)?;
        given.get(at + 1).cloned()
    };
    let number = |name: &str, variable: &str| {
        let text = value(name).or_else(|| std::env::var(variable).ok())?;
        Some(text.parse::<u32>().expect("a whole number"))
    };
    let size = Size {
        units: number("--units", "NHIPCAU_BENCH_UNITS").map_or(SIZE.units, |n| n as usize),
        duties: number("--duties", "NHIPCAU_BENCH_DUTIES")
            .and_then(|n| n.try_into().ok())
            .unwrap_or(SIZE.duties),
    };
    let Some(url) = value("--database") else {
        measure_on("SQLite", TestDb::sqlite().await, size).await;
        if let Some(db) = TestDb::postgres().await {
            measure_on("PostgreSQL", db, size).await;
        }
        return;
    };
    let db = db::Db::connect(&url, Arc::new(SystemChance)).await.expect("the database opens");
    db::migrate(&db).await.expect("migrated");
    let house = TestApp::with(db);
    match country::find(&house).await {
        Some(country) if given.iter().any(|arg| arg == "measure") => pages::measure(&house, &country).await,
        Some(_) => panic!("{url} has been filled before"),
        None => drop(country::fill(&house, size, once).await),
    }
}

/// Prints the table of one kind of database.
#[expect(clippy::print_stdout, reason = "a bench prints its table")]
async fn measure_on(kind: &str, db: TestDb, size: Size) {
    println!("{kind}, {} units with {} duties, milliseconds", size.units, size.duties);
    let house = TestApp::on(&db);
    let country: Country = country::fill(&house, size, once).await;
    pages::measure(&house, &country).await;
    db.remove().await;
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
    println!("{what:<64} {p50:>10.1} {p99:>10.1}");
}

fn milliseconds(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}
