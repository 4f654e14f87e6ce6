//! Sums of answers: whatever is asked, answered, passed on and taken back, they are what counting gives.

use crate::app_test;
use crate::cascades::{assert_sums, declare, issued, question};
use crate::support::TestApp;
use crate::units::{country, make};
use app::features::cascades::CascadeError;
use app::features::cascades::actions::{self, Named, Paper, Verdict};
use db::events::By;
use domain::ids::CascadeAnswerId;
use domain::time::{Chance as _, SeededChance};
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use tables::{cascade, cascade_answer, cascade_sum};

/// One random step of one random answer; refusals are part of the course.
async fn step(app: &TestApp, ids: &[CascadeAnswerId], dice: &SeededChance) -> Result<(), CascadeError> {
    let mut bytes = [0_u8; 3];
    dice.fill(&mut bytes);
    let (now, by) = (app.app.now(), By::HOUSE);
    let id = ids[usize::from(bytes[0]) % ids.len()];
    let question = cascade_answer::by_id(id).one(app.app.db.read()).await?.expect("an answer").cascade_id;
    let tx = app.app.db.write().await?;
    match bytes[1] % 24 {
        0..=7 => {
            let named = Named { name: format!("Người số {}", bytes[2] % 5), ..Named::default() };
            actions::name(&tx, now, by, id, &named).await?;
        }
        8..=13 => {
            let paper = Paper { number: format!("{}/KH", bytes[2]), on: now.local_day(), file: None };
            actions::record_paper(&tx, now, by, id, &paper).await?;
        }
        14..=17 => actions::claim(&tx, now, by, id, "Không có trường nào").await?,
        18 | 19 => actions::decide(&tx, now, by, id, &Verdict::Agree).await?,
        20 | 21 => actions::decide(&tx, now, by, id, &Verdict::Refuse("Vẫn cần".to_owned())).await?,
        22 => drop(actions::remind(&tx, now, by, question, None).await?),
        _ if bytes[2] % 8 == 0 => drop(actions::withdraw(&tx, now, by, question).await?),
        _ => {}
    }
    Ok(tx.commit().await?)
}

app_test! {
    async fn whatever_happens_the_sums_are_what_counting_gives(app: TestApp) {
        let land = country(app).await;
        let mut schools = Vec::new();
        for n in 0..4 {
            let above = if n % 2 == 0 { land.ba_dinh } else { land.hoan_kiem };
            schools.push(make(app, UnitKind::Primary, &format!("Trường số {n}"), Some(above), &[]).await);
        }
        let plan = issued(app, land.ministry).await;
        let first = declare(app, question(plan, land.ministry, &[land.so, land.bureau])).await;
        let mut second = question(plan, land.so, &[land.ba_dinh, land.hoan_kiem]);
        second.above = Some(crate::cascades::answer_of(app, first, land.so).await.id);
        let second = declare(app, second).await;
        for (office, some) in [(land.ba_dinh, &schools[..2]), (land.hoan_kiem, &schools[2..])] {
            let mut third = question(plan, office, some);
            third.above = Some(crate::cascades::answer_of(app, second, office).await.id);
            declare(app, third).await;
        }
        let rows = cascade_answer::Entity::find().all(app.app.db.read()).await.unwrap();
        let mut ids: Vec<CascadeAnswerId> = rows.into_iter().map(|row| row.id).collect();
        ids.sort_unstable();
        assert_eq!(ids.len(), 8);
        let dice = SeededChance::new(41);
        let mut n_done = 0;
        for _ in 0..120 {
            n_done += usize::from(step(app, &ids, &dice).await.is_ok());
        }
        assert!(n_done > 40, "{n_done} steps were taken");
        assert_sums(app).await;
    }

    async fn a_sum_that_is_wrong_is_found(app: TestApp) {
        let land = country(app).await;
        let plan = issued(app, land.so).await;
        let id = declare(app, question(plan, land.so, &[land.ba_dinh, land.hoan_kiem])).await;
        assert_sums(app).await;
        let tx = app.app.db.write().await.unwrap();
        cascade_sum::Entity::update_many().col_expr(cascade_sum::Column::N, Expr::value(3)).exec(&tx).await.unwrap();
        cascade::Entity::update_many()
            .col_expr(cascade::Column::NTreeDone, Expr::value(1))
            .filter(cascade::Column::Id.eq(id))
            .exec(&tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let wrong = app::features::cascades::sums::check(app.app.db.read()).await.unwrap();
        let told: Vec<(&str, i64, i64)> = wrong.iter().map(|one| (one.part.as_str(), one.kept, one.counted)).collect();
        assert_eq!(told, [("silent", 3, 2), ("tree done", 1, 0)]);
    }

    async fn many_answer_at_once_and_no_answer_is_lost(app: TestApp) {
        let land = country(app).await;
        let mut units = Vec::new();
        for n in 0..16 {
            units.push(make(app, UnitKind::DistrictOffice, &format!("Phòng số {n}"), Some(land.so), &[]).await);
        }
        let plan = issued(app, land.ministry).await;
        let first = declare(app, question(plan, land.ministry, &[land.so])).await;
        let mut second = question(plan, land.so, &units);
        second.above = Some(crate::cascades::answer_of(app, first, land.so).await.id);
        let second = declare(app, second).await;
        let rows = cascade_answer::of_cascade(second).all(app.app.db.read()).await.unwrap();
        let mut tasks = tokio::task::JoinSet::new();
        for row in rows {
            let (db, now) = (app.app.db.clone(), app.app.now());
            tasks.spawn(async move {
                let named = Named { name: "Trịnh Hoài Thu".to_owned(), ..Named::default() };
                let paper = Paper { number: "41/KH".to_owned(), on: now.local_day(), file: None };
                let tx = db.write().await.unwrap();
                actions::name(&tx, now, By::HOUSE, row.id, &named).await.unwrap();
                tx.commit().await.unwrap();
                let tx = db.write().await.unwrap();
                actions::record_paper(&tx, now, By::HOUSE, row.id, &paper).await.unwrap();
                tx.commit().await.unwrap();
            });
        }
        tasks.join_all().await;
        let top = cascade::by_id(first).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((top.n_tree, top.n_tree_done), (17, 16));
        assert_sums(app).await;
    }
}
