//! Sums of work: whatever is asked, changed and taken back, they are what counting gives.

use crate::app_test;
use crate::plans::{plan, roadmap};
use crate::support::TestApp;
use crate::units::country;
use app::features::work::actions::{
    Acting, Assigned, NewReport, Source, Verdict, WorkError, accept, answer_date, ask_date, assign, decide,
    pause, reopen, report, resume, withdraw,
};
use app::features::work::sums;
use db::events::By;
use domain::ids::{AssignmentId, PlanId, TaskId, UnitId};
use domain::time::{Chance as _, SeededChance};
use domain::work::{Role, Side, State};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use std::time::Duration;
use tables::{assignment, task, work_sum};

pub const DOER: Acting = Acting { by: By::HOUSE, side: Side::Doer };
pub const ASKER: Acting = Acting { by: By::HOUSE, side: Side::Asker };

/// A plan with these rows of a roadmap ("1\tTổ chức hội nghị\tTháng 9/2024") and its tasks in order.
pub async fn plan_with(app: &TestApp, unit: UnitId, rows: &[&str]) -> (PlanId, Vec<TaskId>) {
    let text = roadmap("TT\tCông việc\tThời gian\tĐơn vị chủ trì", rows);
    let id = plan(app, unit, &text).await;
    let tasks = task::of_plan(id).all(app.app.db.read()).await.expect("tasks");
    assert_eq!(tasks.len(), rows.len(), "every row is a task");
    (id, tasks.into_iter().map(|row| row.id).collect())
}

/// Asks these units to lead these tasks.
pub async fn ask(app: &TestApp, plan: PlanId, tasks: &[TaskId], units: &[UnitId]) -> u64 {
    let all = tasks.iter().flat_map(|task| units.iter().map(|unit| (*task, *unit)));
    let list: Vec<Assigned> =
        all.map(|(task, unit)| Assigned { unit, source: Source::Task(task), role: Role::Lead }).collect();
    let tx = app.app.db.write().await.expect("a transaction");
    let n = assign(&tx, app.app.now(), By::HOUSE, plan, &list).await.expect("asked");
    tx.commit().await.expect("committed");
    n
}

/// The sums are what counting gives.
pub async fn assert_sums(app: &TestApp) {
    let wrong = sums::check(app.app.db.read()).await.expect("counted");
    assert!(wrong.is_empty(), "sums that counting does not give: {wrong:#?}");
}

async fn below(app: &TestApp, unit: UnitId, state: State) -> i64 {
    let rows = work_sum::Entity::find()
        .filter(work_sum::Column::UnitId.eq(unit))
        .filter(work_sum::Column::State.eq(state.word()));
    rows.all(app.app.db.read()).await.expect("sums").iter().map(|row| row.n).sum()
}

const ROWS: [&str; 4] = [
    "1\tTổ chức hội nghị\tTháng 9/2024\tCác phòng",
    "2\tBáo cáo kết quả\tTháng 10/2024\tCác phòng",
    "3\tRà soát hồ sơ\tTrước ngày 25 hằng tháng\tCác phòng",
    "4\tTuyên truyền\tCả năm\tCác phòng",
];

/// One random step of one random assignment; refusals are part of the course.
async fn step(app: &TestApp, ids: &[AssignmentId], dice: &SeededChance) -> Result<(), WorkError> {
    let mut bytes = [0_u8; 3];
    dice.fill(&mut bytes);
    let id = ids[usize::from(bytes[0]) % ids.len()];
    let also = ids[usize::from(bytes[1]) % ids.len()];
    let now = app.app.now();
    let tx = app.app.db.write().await?;
    match bytes[2] % 41 {
        0..=9 => drop(accept(&tx, now, DOER, id).await?),
        10..=19 => {
            let new = NewReport {
                percent: 40,
                words: "Đã họp.".into(),
                figures: vec![],
                is_hand_in: bytes[1] % 2 == 0,
            };
            drop(report(&tx, now, DOER, id, &new).await?);
        }
        20..=23 => drop(decide(&tx, now, ASKER, &[id, also], &Verdict::Approve).await?),
        24..=27 => drop(decide(&tx, now, ASKER, &[id], &Verdict::Return("Thiếu số liệu".into())).await?),
        28..=31 => drop(pause(&tx, now, DOER, id, "Chờ kinh phí").await?),
        32..=35 => drop(resume(&tx, now, ASKER, id).await?),
        36 | 37 => {
            let day = now.plus(Duration::from_secs(86_400 * u64::from(bytes[1]))).local_day();
            let asked = ask_date(&tx, now, DOER, id, (day, "Chờ hướng dẫn")).await?;
            answer_date(&tx, now, ASKER, id, (asked, (bytes[1] % 3 == 0).then_some("Không lùi được")))
                .await?;
        }
        38 | 39 => drop(reopen(&tx, now, ASKER, id, "Số liệu sai").await?),
        _ => drop(withdraw(&tx, now, ASKER, id, "Không cần nữa").await?),
    }
    tx.commit().await?;
    Ok(())
}

app_test! {
    async fn asking_twice_adds_nothing_and_the_units_above_see_the_sum(app: TestApp) {
        let land = country(app).await;
        let (id, tasks) = plan_with(app, land.bureau, &ROWS).await;
        let units = [land.ba_dinh, land.hoan_kiem, land.so];
        assert_eq!(ask(app, id, &tasks, &units).await, 12);
        assert_eq!(ask(app, id, &tasks, &units).await, 0, "a repeated call adds nothing");
        assert_eq!(ask(app, id, &tasks[..1], &[land.ba_dinh, land.bureau]).await, 1, "only what is new");
        assert_eq!(below(app, land.so, State::Waiting).await, 8, "two offices, four tasks each");
        assert_eq!(below(app, land.ministry, State::Waiting).await, 13);
        assert_eq!(below(app, land.ba_dinh, State::Waiting).await, 0, "nothing stands below an office");
        assert_sums(app).await;
        let row = assignment::of_units(&[land.ba_dinh]).order_by_asc(assignment::Column::Id).all(app.app.db.read()).await.unwrap();
        assert!(row.iter().all(|one| one.asker_id == land.bureau && one.state == State::Waiting));
        let monthly = row.iter().find(|one| !one.period.is_empty()).expect("one comes again");
        assert_eq!((monthly.period.as_str(), monthly.due_on), ("2024-08", "2024-08-24".parse().ok()));
    }

    async fn whatever_happens_the_sums_are_what_counting_gives(app: TestApp) {
        let land = country(app).await;
        let (id, tasks) = plan_with(app, land.bureau, &ROWS).await;
        ask(app, id, &tasks, &[land.ba_dinh, land.hoan_kiem, land.so, land.bureau]).await;
        let ids: Vec<AssignmentId> = assignment::Entity::find().all(app.app.db.read()).await.unwrap().iter().map(|row| row.id).collect();
        let dice = SeededChance::new(11);
        let (mut n_done, mut n_refused) = (0, 0);
        for round in 0..240 {
            match step(app, &ids, &dice).await {
                Ok(()) => n_done += 1,
                Err(WorkError::Refused(_) | WorkError::AskedAlready | WorkError::NoOtherDay(_)) => n_refused += 1,
                Err(error) => panic!("{error}"),
            }
            if round % 20 == 19 {
                app.clock.advance(Duration::from_secs(86_400));
                assert_sums(app).await;
            }
        }
        assert!(n_done > 40 && n_refused > 10, "{n_done} done, {n_refused} refused");
        let all: i64 = work_sum::Entity::find().filter(work_sum::Column::UnitId.eq(land.ministry)).all(app.app.db.read()).await.unwrap().iter().map(|row| row.n).sum();
        assert_eq!(all, 16, "nothing disappears");
    }

    async fn a_sum_that_was_tampered_with_is_found_and_counted_again(app: TestApp) {
        let land = country(app).await;
        let (id, tasks) = plan_with(app, land.bureau, &ROWS).await;
        ask(app, id, &tasks, &[land.ba_dinh]).await;
        let tx = app.app.db.write().await.unwrap();
        work_sum::Entity::update_many()
            .col_expr(work_sum::Column::N, sea_orm::sea_query::Expr::value(7))
            .filter(work_sum::Column::UnitId.eq(land.so))
            .exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let wrong = sums::check(app.app.db.read()).await.unwrap();
        assert_eq!(wrong.len(), 4, "{wrong:#?}");
        assert!(wrong.iter().all(|one| (one.kept, one.counted) == (7, 1)));
        let tx = app.app.db.write().await.unwrap();
        sums::count_again(&tx, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_sums(app).await;
    }

    async fn sixteen_at_once_lose_no_step_and_no_sum(app: TestApp) {
        let land = country(app).await;
        let (id, tasks) = plan_with(app, land.bureau, &ROWS).await;
        ask(app, id, &tasks, &[land.ba_dinh, land.hoan_kiem, land.so, land.bureau]).await;
        let ids: Vec<AssignmentId> = assignment::Entity::find().all(app.app.db.read()).await.unwrap().iter().map(|row| row.id).collect();
        let now = app.app.now();
        let mut tasks = tokio::task::JoinSet::new();
        for id in ids {
            let db = app.app.db.clone();
            tasks.spawn(async move {
                let tx = db.write().await?;
                accept(&tx, now, DOER, id).await?;
                tx.commit().await?;
                let tx = db.write().await?;
                let new = NewReport { percent: 100, words: "Xong.".into(), figures: vec![], is_hand_in: true };
                report(&tx, now, DOER, id, &new).await?;
                tx.commit().await?;
                let tx = db.write().await?;
                decide(&tx, now, ASKER, &[id], &Verdict::Approve).await?;
                tx.commit().await?;
                Ok::<(), WorkError>(())
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.expect("no panic").expect("no step is lost");
        }
        assert_sums(app).await;
        assert_eq!(below(app, land.ministry, State::Done).await, 16);
        assert_eq!(tables::work_report::Entity::find().count(app.app.db.read()).await.unwrap(), 16);
    }
}
