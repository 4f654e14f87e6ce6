//! Work that comes again: the next period is asked for in time, exactly once.

use crate::app_test;
use crate::support::TestApp;
use crate::units::country;
use crate::work_sums::{ASKER, ask, assert_sums, plan_with};
use app::features::work::actions::{next_periods, withdraw};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryOrder as _};
use tables::{assignment, work_round};

async fn periods(app: &TestApp) -> Vec<String> {
    let rows = assignment::Entity::find().order_by_asc(assignment::Column::Period).all(app.app.db.read());
    rows.await.expect("rows").into_iter().map(|row| row.period).collect()
}

app_test! {
    async fn the_next_period_comes_when_it_begins_and_only_once(app: TestApp) {
        let land = country(app).await;
        let rows = ["1\tRà soát hồ sơ\tTrước ngày 25 hằng tháng\tCác phòng", "2\tHội nghị\tTháng 9/2024\tCác phòng"];
        let (id, tasks) = plan_with(app, land.bureau, &rows).await;
        ask(app, id, &tasks, &[land.ba_dinh, land.hoan_kiem]).await;
        assert_eq!(next_periods(&app.app.db, app.app.now()).await.unwrap(), 0, "August has been asked for");
        app.clock.set("2024-09-01T00:10:00+07:00");
        assert_eq!(next_periods(&app.app.db, app.app.now()).await.unwrap(), 2);
        assert_eq!(next_periods(&app.app.db, app.app.now()).await.unwrap(), 0, "the job may run twice");
        // One unit is not asked any more: it is not asked next month either.
        let september = assignment::Entity::find().all(app.app.db.read()).await.unwrap();
        let one = september.iter().find(|row| row.period == "2024-09" && row.unit_id == land.ba_dinh).unwrap();
        let tx = app.app.db.write().await.unwrap();
        withdraw(&tx, app.app.now(), ASKER, one.id, "Đã sáp nhập").await.unwrap();
        tx.commit().await.unwrap();
        // A server that slept through October asks for it all the same.
        app.clock.set("2024-11-02T08:00:00+07:00");
        assert_eq!(next_periods(&app.app.db, app.app.now()).await.unwrap(), 2);
        assert_eq!(periods(app).await, ["", "", "2024-08", "2024-08", "2024-09", "2024-09", "2024-10", "2024-11"]);
        assert_sums(app).await;
    }

    async fn two_servers_at_the_same_job_ask_once(app: TestApp) {
        let land = country(app).await;
        let (id, tasks) = plan_with(app, land.bureau, &["1\tBáo cáo\tHàng quý\tCác phòng"]).await;
        ask(app, id, &tasks, &[land.ba_dinh, land.hoan_kiem, land.so]).await;
        app.clock.set("2024-10-01T06:00:00+07:00");
        let (first, second) = tokio::join!(next_periods(&app.app.db, app.app.now()), next_periods(&app.app.db, app.app.now()));
        assert_eq!(first.unwrap() + second.unwrap(), 3);
        assert_eq!(assignment::Entity::find().count(app.app.db.read()).await.unwrap(), 6);
        let round = work_round::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((round.period.as_str(), round.next_on), ("2024-Q4", "2025-01-01".parse().unwrap()));
        assert_sums(app).await;
    }
}
