//! The questions that are asked of a country at work.

use super::{ASKED, Country, PEOPLE, issue, now};
use crate::support::{Client, PASSWORD, TestApp};
use crate::{milliseconds, once, spread};
use app::features::{cascades, indicators, money, work};
use domain::ids::UnitId;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use tables::{assignment, cascade, figure, indicator, job, money_line, review};

/// Requests per question; fewer when one takes long.
const ROUNDS: usize = 100;
/// Longest time for one question.
const SECONDS_MAX: f64 = 10.0;

async fn signed_in(house: &TestApp, who: usize) -> Client {
    let mut client = house.guest();
    client.sign_in(PEOPLE[who].0, PASSWORD).await;
    client.get("/api").await.expect(200);
    client
}

/// Prints how long each of them takes.
pub async fn measure(house: &TestApp, country: &Country) {
    house.clock.set(ASKED);
    let mut drafter = signed_in(house, 0).await;
    let mut leader = signed_in(house, 1).await;
    let mut clerk = signed_in(house, 2).await;
    let mut department = signed_in(house, 3).await;
    let mut office = signed_in(house, 4).await;
    let mut school = signed_in(house, 5).await;
    inboxes(house, country, [&mut drafter, &mut department, &mut office, &mut school]).await;
    cascades_of(house, country, [&mut drafter, &mut department, &mut school]).await;
    figures_of(house, country, [&mut drafter, &mut department, &mut office]).await;
    others(house, country, [&mut drafter, &mut leader]).await;
    steps(house, country, &mut drafter).await;
    for (what, path) in [
        ("review of the plan, its page", "/reviews/{id}"),
        ("review: records behind a number", "/reviews/{id}/records?of=all"),
    ] {
        let row = review::Entity::find().order_by_desc(review::Column::Id).one(house.app.db.read()).await;
        let Some(row) = row.expect("a row") else { break };
        many(&mut drafter, what, &path.replace("{id}", &row.id.to_string())).await;
    }
    to_all(house, country, [&mut drafter, &mut clerk]).await;
    sums(house).await;
}

async fn inboxes(
    house: &TestApp,
    country: &Country,
    [drafter, department, office, school]: [&mut Client; 4],
) {
    let ids = ids(house, country.school).await;
    many(school, "inbox of a school, 40 rows", "/work").await;
    many(school, "inbox with one open at the side", &format!("/work?open={}", ids[0])).await;
    many(school, "inbox, folded search", "/work?q=bao+cao").await;
    many(school, "one piece of work", &format!("/work/{}", ids[0])).await;
    let below = format!("/work?unit={}", country.school);
    many(office, "inbox of a school, read from above", &below).await;
    many(office, "inbox of an office, sums of 71 schools", "/work").await;
    many(department, "inbox of a department, sums of 800 schools", "/work").await;
    many(drafter, "inbox of the ministry, sums of all", "/work").await;
    many(drafter, "waiting for an answer, the ministry's page", "/work/asked").await;
    many(drafter, "waiting for an answer, page 100", "/work/asked?page=100").await;
}

async fn cascades_of(house: &TestApp, country: &Country, [drafter, department, school]: [&mut Client; 3]) {
    let top: Vec<cascade::Model> = cascade::of_plan(country.plan)
        .filter(cascade::Column::AboveId.is_null())
        .all(house.app.db.read())
        .await
        .expect("questions");
    let flat = format!("/cascades/{}", top[0].id);
    many(drafter, "what the plan asks below, with proposals", &format!("/plans/{}/cascade", country.plan))
        .await;
    many(drafter, "matrix of all schools, first page", &flat).await;
    many(drafter, "matrix of all schools, page 600", &format!("{flat}?page=600")).await;
    many(drafter, "matrix of all schools, the silent", &format!("{flat}?show=silent")).await;
    many(drafter, "matrix of all schools, folded search", &format!("{flat}?q=so+4711")).await;
    many(drafter, "matrix of three levels", &format!("/cascades/{}", top[1].id)).await;
    many(drafter, "cascades of the ministry", "/cascades").await;
    many(department, "cascades of a department", "/cascades").await;
    many(school, "cascades of a school", "/cascades").await;
    few(drafter, "matrix of all schools as Excel", &format!("{flat}/matrix.xlsx")).await;
}

async fn figures_of(house: &TestApp, country: &Country, [drafter, department, office]: [&mut Client; 3]) {
    let row = indicator::of_plan(country.plan)
        .one(house.app.db.read())
        .await
        .expect("a row")
        .expect("an indicator");
    let figure = |unit: UnitId| {
        let row = figure::Entity::find().filter(figure::Column::IndicatorId.eq(row.id));
        row.filter(figure::Column::UnitId.eq(unit)).one(house.app.db.read())
    };
    many(drafter, "indicators of the plan", &format!("/plans/{}/figures", country.plan)).await;
    for (what, unit, client) in [
        ("figure of the ministry, opened", country.ministry, &mut *drafter),
        ("figure of a department, opened", country.department, &mut *department),
        ("figure of an office, opened", country.office, &mut *office),
    ] {
        let row = figure(unit).await.expect("a row").expect("a figure");
        many(client, what, &format!("/figures/{}", row.id)).await;
    }
    many(drafter, "figures that wait for the ministry", "/figures/asked").await;
    many(department, "figures of a department", "/figures").await;
    many(office, "figures that wait for an office", "/figures/asked").await;
    many(office, "figures of an office, with its schools", "/figures").await;
}

async fn others(house: &TestApp, country: &Country, [drafter, leader]: [&mut Client; 2]) {
    let plan = format!("/plans/{}", country.plan);
    let line =
        money_line::of_plan(country.plan).one(house.app.db.read()).await.expect("a row").expect("a line");
    many(drafter, "budget of the plan", &format!("{plan}/budget")).await;
    many(drafter, "line of the budget, allotted to all", &format!("/money/lines/{}", line.id)).await;
    many(drafter, "money of the ministry", "/money").await;
    many(drafter, "notices, 20,000 of one person", "/notices").await;
    many(drafter, "notices, all, page 300", "/notices?show=all&page=300").await;
    many(drafter, "bell", "/notices/count").await;
    many(drafter, "plans", "/plans").await;
    many(drafter, "plan", &plan).await;
    many(drafter, "tasks and duties of the plan", &format!("{plan}/work")).await;
    many(drafter, "reviews of the plan", &format!("{plan}/reviews")).await;
    many(leader, "late work that was told", "/escalation/late").await;
    let unit = country.ministry.to_string();
    let fields = [
        ("kind", "interim"),
        ("from", "05/08/2024"),
        ("to", "31/12/2024"),
        ("plan", &plan[7..]),
        ("unit_id", &unit),
    ];
    let start = now();
    let answer = drafter.post("/reviews", &fields).await;
    once(&format!("beginning a review of the plan ({})", answer.status), start);
    // One of this size is counted by a job.
    let start = now();
    house.run_jobs().await;
    once("counting the review, the work", start);
}

/// The steps of one piece of work over HTTP, each of the school's own.
async fn steps(house: &TestApp, country: &Country, drafter: &mut Client) {
    let mut times: [Vec<f64>; 3] = Default::default();
    let mut school = signed_in(house, 5).await;
    for id in ids(house, country.school).await.into_iter().skip(1).take(30) {
        let start = now();
        if school.post(&format!("/work/{id}/accept"), &[]).await.status != 303 {
            continue;
        }
        times[0].push(milliseconds(start.elapsed()));
        let start = now();
        let words = [("words", "Đã hoàn thành theo kế hoạch."), ("send", "hand_in")];
        school.post(&format!("/work/{id}/reports"), &words).await.expect(303);
        times[1].push(milliseconds(start.elapsed()));
        let start = now();
        drafter.post(&format!("/work/asked/{id}/verdict"), &[("verdict", "approve")]).await.expect(303);
        times[2].push(milliseconds(start.elapsed()));
    }
    for (what, times) in ["take on", "report and hand in", "accept"].into_iter().zip(times) {
        if !times.is_empty() {
            spread(what, times);
        }
    }
}

/// What is done to all units at once: the request, then the work in the background.
async fn to_all(house: &TestApp, country: &Country, [drafter, clerk]: [&mut Client; 2]) {
    let top = cascade::of_plan(country.plan).filter(cascade::Column::AboveId.is_null());
    let top = top.one(house.app.db.read()).await.expect("a row").expect("a question");
    request(house, drafter, "reminding all silent units", &format!("/cascades/{}/remind", top.id)).await;
    // The next quarter: asked by the sweep that looks for periods which have begun.
    house.clock.set("2024-10-02T08:30:00+07:00");
    let start = now();
    let tx = house.app.db.write().await.expect("a transaction");
    jobs::enqueue(&tx, house.app.now(), &indicators::AskNextFigures {}).await.expect("in the queue");
    tx.commit().await.expect("committed");
    house.run_jobs().await;
    once("asking all for the figures of the next quarter", start);
    house.clock.set(ASKED);
    let start = now();
    let document = issue::issuing(house, country).await;
    house.run_jobs().await;
    once("issuing to all, one duty each, all of it", start);
    many(drafter, "document that went to all", &format!("/documents/{document}")).await;
    many(clerk, "who got it", &format!("/documents/{document}/deliveries")).await;
    many(clerk, "who got it, page 600", &format!("/documents/{document}/deliveries?page=600")).await;
    many(clerk, "incoming and outgoing documents", "/documents").await;
    request(
        house,
        clerk,
        "reminding all who have not acknowledged",
        &format!("/documents/{document}/remind"),
    )
    .await;
}

/// A request, and then what it leaves to be done.
async fn request(house: &TestApp, client: &mut Client, what: &str, path: &str) {
    let start = now();
    client.post(path, &[]).await.expect(303);
    once(&format!("{what}: the answer"), start);
    let start = now();
    house.run_jobs().await;
    once(&format!("{what}: the work"), start);
}

async fn sums(house: &TestApp) {
    let conn = house.app.db.read();
    let start = now();
    assert!(work::sums::check(conn).await.expect("counted").is_empty(), "sums of work differ");
    once("counting the sums of work again (doctor)", start);
    let start = now();
    assert!(cascades::sums::check(conn).await.expect("counted").is_empty(), "sums of cascades differ");
    once("counting the sums of cascades again (doctor)", start);
    let start = now();
    assert!(indicators::sums::check(conn).await.expect("counted").is_empty(), "sums of indicators differ");
    once("counting the sums of figures again (doctor)", start);
    let start = now();
    assert!(money::sums::check(conn).await.expect("counted").is_empty(), "sums of money differ");
    once("counting the sums of money again (doctor)", start);
    let left = job::Entity::find().all(conn).await.expect("the queue");
    assert!(left.is_empty(), "jobs are left: {left:?}");
}

async fn ids(house: &TestApp, unit: UnitId) -> Vec<String> {
    let rows = assignment::of_units(&[unit]).all(house.app.db.read()).await.expect("rows");
    let mut rows: Vec<String> = rows.into_iter().map(|row| row.id.to_string()).collect();
    rows.sort();
    rows
}

async fn few(client: &mut Client, what: &str, path: &str) {
    let start = now();
    client.get(path).await.expect(200);
    once(what, start);
}

async fn many(client: &mut Client, what: &str, path: &str) {
    let mut times = Vec::with_capacity(ROUNDS);
    let answer = client.get(path).await;
    if answer.status != 200 {
        return once(&format!("{what}: refused with {}", answer.status), now());
    }
    let begun = now();
    while times.len() < ROUNDS && begun.elapsed().as_secs_f64() < SECONDS_MAX {
        let start = now();
        client.get(path).await.expect(200);
        times.push(milliseconds(start.elapsed()));
    }
    spread(what, times);
}
