//! Sixteen people at once through HTTP: clerks take numbers, units report and hand in, those who asked accept. No number is
//! given twice or left out, no report that was acknowledged is lost, nothing is accepted twice, and the sums add up.

use crate::app_test;
use crate::support::{Client, PASSWORD, TestApp};
use crate::units::{country, make};
use crate::work::ROWS;
use crate::work_sums::{ask, assert_sums, plan_with};
use domain::ids::{AssignmentId, UnitId};
use domain::rights::PostKind;
use domain::units::UnitKind;
use domain::work::State;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use tables::{assignment, event, register_entry, work_report};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

const N_CLERKS: usize = 6;
const N_UNITS: usize = 6;
const N_ASKERS: usize = 4;
const N_NUMBERS: usize = 15;
const N_REPORTS: usize = 4;
/// How often those who accept look for more, at most: for about two minutes.
const LOOKS_MAX: usize = 6_000;
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Somebody with a post, at an address of their own.
async fn somebody(app: &TestApp, n: usize, kind: PostKind, unit: UnitId) -> Client {
    let email = format!("{kind}-{n}@so.vn");
    app.make_person(&format!("Người Thứ {n}"), &email, false, Some((kind, unit))).await;
    let address = u8::try_from(n + 10).expect("few people");
    let mut client = app.guest().seen_at([10, 0, 0, address]);
    client.sign_in(&email, PASSWORD).await;
    client
}

/// Takes numbers of a register; gives what the server said it took.
async fn numbers(mut clerk: Client, at: String, who: usize) -> usize {
    let mut n_taken = 0;
    for n in 0..N_NUMBERS {
        let subject = format!("Văn bản {n} của người {who}");
        let paper =
            [("on", "5/8/2024"), ("kind", "KH"), ("symbol", "KH-SGDĐT"), ("subject", subject.as_str())];
        let answer = clerk.post(&format!("{at}/entries"), &paper).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        n_taken += 1;
    }
    n_taken
}

/// Takes work on, reports on it, hands it in; gives the words of the reports that were acknowledged.
async fn reports(mut doer: Client, ids: Vec<AssignmentId>) -> Vec<String> {
    let mut told = Vec::new();
    for id in ids {
        doer.post(&format!("/work/{id}/accept"), &[]).await.expect(303);
        for n in 0..N_REPORTS {
            let words = format!("Báo cáo {n} của {id}");
            let send = if n + 1 == N_REPORTS { "hand_in" } else { "report" };
            let form = [("words", words.as_str()), ("percent", "50"), ("send", send)];
            doer.post(&format!("/work/{id}/reports"), &form).await.expect(303);
            told.push(words);
        }
    }
    told
}

/// Accepts whatever was handed in until all is done; gives what the server said it accepted.
async fn accepts(mut asker: Client, house: app::app::App, n_all: usize) -> Vec<AssignmentId> {
    let mut mine = Vec::new();
    for _ in 0..LOOKS_MAX {
        let rows = assignment::Entity::find().all(house.db.read()).await.unwrap();
        let handed = rows.iter().filter(|row| row.state == State::Handed);
        for row in handed {
            let verdict =
                asker.post(&format!("/work/asked/{}/verdict", row.id), &[("verdict", "approve")]).await;
            match verdict.status.as_u16() {
                303 => mine.push(row.id),
                // Somebody else was quicker.
                409 => {}
                other => panic!("{other}: {}", verdict.text()),
            }
        }
        if rows.iter().filter(|row| row.state == State::Done).count() == n_all {
            return mine;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    panic!("not all was handed in and accepted");
}

app_test! {
    async fn sixteen_people_number_report_and_accept_at_once(app: TestApp) {
        let land = country(app).await;
        let (register, _) = crate::registers::register(app, land.so).await;
        let (plan, tasks) = plan_with(app, land.bureau, &ROWS).await;
        let mut units = Vec::new();
        for n in 0..N_UNITS {
            units.push(make(app, UnitKind::DistrictOffice, &format!("Phòng Giáo dục số {n}"), Some(land.so), &[]).await);
        }
        ask(app, plan, &tasks, &units).await;
        let n_all = N_UNITS * ROWS.len();
        let rows = assignment::Entity::find().all(app.app.db.read()).await.unwrap();

        let start = Arc::new(Barrier::new(N_CLERKS + N_UNITS + N_ASKERS));
        let (mut taken, mut told, mut accepted) = (JoinSet::new(), JoinSet::new(), JoinSet::new());
        for n in 0..N_CLERKS {
            let clerk = somebody(app, n, PostKind::Clerk, land.so).await;
            let (start, at) = (start.clone(), format!("/registers/{register}"));
            taken.spawn(async move { start.wait().await; numbers(clerk, at, n).await });
        }
        for (n, unit) in units.iter().enumerate() {
            let doer = somebody(app, 20 + n, PostKind::Focal, *unit).await;
            let ids = rows.iter().filter(|row| row.unit_id == *unit).map(|row| row.id).collect();
            let start = start.clone();
            told.spawn(async move { start.wait().await; reports(doer, ids).await });
        }
        for n in 0..N_ASKERS {
            let asker = somebody(app, 40 + n, PostKind::Drafter, land.bureau).await;
            let (start, house) = (start.clone(), app.app.clone());
            accepted.spawn(async move { start.wait().await; accepts(asker, house, n_all).await });
        }
        let n_taken: usize = taken.join_all().await.into_iter().sum();
        let told: Vec<String> = told.join_all().await.into_iter().flatten().collect();
        let accepted: Vec<AssignmentId> = accepted.join_all().await.into_iter().flatten().collect();

        // The register had one line before.
        let lines = register_entry::of(register).all(app.app.db.read()).await.unwrap();
        let given: Vec<i32> = lines.iter().filter_map(|line| line.number).collect();
        let last = i32::try_from(n_taken + 1).unwrap();
        assert_eq!(given, (1..=last).collect::<Vec<_>>(), "no gap, no double");
        assert_eq!(lines.iter().map(|line| &line.subject).collect::<BTreeSet<_>>().len(), lines.len());

        let mut kept: BTreeMap<String, usize> = BTreeMap::new();
        for report in work_report::Entity::find().all(app.app.db.read()).await.unwrap() {
            *kept.entry(report.words).or_default() += 1;
        }
        assert_eq!(told.len(), n_all * N_REPORTS);
        for words in &told {
            assert_eq!(kept.get(words), Some(&1), "{words}");
        }
        assert_eq!(kept.len(), told.len());

        assert_eq!(accepted.iter().collect::<BTreeSet<_>>().len(), n_all);
        assert_eq!(accepted.len(), n_all, "nothing is accepted twice");
        let events = event::Entity::find().filter(event::Column::Kind.eq("work")).filter(event::Column::Verb.eq("approve"));
        assert_eq!(events.all(app.app.db.read()).await.unwrap().len(), n_all);
        assert_sums(app).await;
    }
}
