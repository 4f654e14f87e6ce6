//! Sums of figures: whatever is asked, said, sent, taken back, returned, locked and moved in the tree, they are what
//! counting gives.

use crate::app_test;
use crate::plans::{plan, roadmap};
use crate::support::TestApp;
use crate::units::{country, make};
use app::features::indicators::actions::{
    Asked, Asking, NewIndicator, Saying, Verdict, ask, decide, declare, lock, next_periods, say, send,
    take_back, unlock,
};
use app::features::indicators::{IndicatorError, sums};
use db::events::By;
use domain::figures::{Amount, Direction, Every, Said, Scope, Way};
use domain::ids::{FigureId, IndicatorId, PlanId, UnitId};
use domain::time::{Chance as _, SeededChance};
use domain::units::UnitKind;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use std::time::Duration;
use tables::figure;

/// An amount as people type it.
pub fn amount(text: &str) -> Amount {
    Amount::parse(text, 2).expect("an amount")
}

/// A plan that was issued, as far as figures go.
pub async fn issued_plan(app: &TestApp, unit: UnitId) -> PlanId {
    let text = roadmap(
        "TT\tCông việc\tThời gian\tĐơn vị chủ trì",
        &["1\tMỗi trường có ít nhất 02 sáng kiến được công nhận\tTháng 9/2024\tCác trường"],
    );
    let id = plan(app, unit, &text).await;
    let tx = app.app.db.write().await.expect("a transaction");
    let issued =
        tables::plan::Entity::update_many().col_expr(tables::plan::Column::State, Expr::value("issued"));
    issued.filter(tables::plan::Column::Id.eq(id)).exec(&tx).await.expect("issued");
    tx.commit().await.expect("committed");
    id
}

/// An indicator asked of all schools below a unit.
pub fn of_schools(within: UnitId, way: Way, every: Every) -> NewIndicator {
    NewIndicator {
        source: None,
        name: "Sáng kiến được công nhận".to_owned(),
        measure: "sáng kiến".to_owned(),
        way,
        direction: Direction::Least,
        target: Some(amount(if way == Way::Rate { "90" } else { "2" })),
        scope: Scope::Each,
        every,
        starts_on: None,
        ends_on: None,
        due_days: 5,
        decimals: 0,
        least: Some(Amount::default()),
        most: None,
        asked: Asked::Kinds(Some(within), vec![UnitKind::Primary]),
        is_stepwise: true,
        quote: String::new(),
        line: None,
    }
}

/// Declares it and asks for it.
pub async fn asked(app: &TestApp, plan: PlanId, new: &NewIndicator) -> IndicatorId {
    let tx = app.app.db.write().await.expect("a transaction");
    let id = declare(&tx, app.app.now(), By::HOUSE, plan, new).await.expect("declared");
    ask(&tx, app.app.now(), By::HOUSE, id).await.expect("asked");
    tx.commit().await.expect("committed");
    id
}

/// The row of a unit in the only or latest period.
pub async fn row(app: &TestApp, id: IndicatorId, unit: UnitId) -> figure::Model {
    let all = figure::of_unit(&[id], unit).all(app.app.db.read()).await.expect("rows");
    all.into_iter().max_by(|a, b| a.period.cmp(&b.period)).expect("a figure")
}

/// The sums are what counting gives.
pub async fn assert_sums(app: &TestApp) {
    let wrong = sums::check(app.app.db.read()).await.expect("counted");
    assert!(wrong.is_empty(), "sums that counting does not give: {wrong:#?}");
}

/// One random step; refusals are part of the course.
async fn step(app: &TestApp, ids: &[FigureId], dice: &SeededChance) -> Result<(), IndicatorError> {
    let mut bytes = [0_u8; 4];
    dice.fill(&mut bytes);
    let id = ids[usize::from(bytes[0]) % ids.len()];
    let also = ids[usize::from(bytes[1]) % ids.len()];
    let (now, by) = (app.app.now(), By::HOUSE);
    let row = figure::by_id(id).one(app.app.db.read()).await?.ok_or(IndicatorError::Gone)?;
    let tx = app.app.db.write().await?;
    match bytes[2] % 24 {
        0..=7 => {
            let value = Amount::of_hundredths(i64::from(bytes[3]) * 100);
            let base = Some(Amount::of_hundredths(25_600));
            let said = (bytes[1] % 9 > 0).then_some(Said { value, base });
            let one = Saying { figure: id, said, note: String::new(), link: String::new(), seen: None };
            let above = row.above_id.filter(|_| bytes[1] % 5 == 0);
            say(&tx, now, by, &[one], above).await?;
        }
        8..=14 => drop(send(&tx, now, by, &[id], bytes[3] % 3 > 0).await?),
        15 | 16 => take_back(&tx, now, by, id).await?,
        17..=19 => drop(decide(&tx, now, by, &[(id, None)], &Verdict::Accept).await?),
        20 | 21 => {
            decide(&tx, now, by, &[(id, None), (also, None)], &Verdict::Return("Sai".into())).await?;
        }
        22 => lock(&tx, now, by, row.indicator_id, &row.period).await?,
        _ => unlock(&tx, now, by, row.indicator_id, (&row.period, "Sửa số liệu")).await?,
    }
    tx.commit().await?;
    Ok(())
}

/// Moves a school to the other office from today on.
async fn moved(app: &TestApp, school: UnitId, to: UnitId) {
    let tx = app.app.db.write().await.expect("a transaction");
    tables::unit_parent::Entity::update_many()
        .col_expr(tables::unit_parent::Column::ParentId, Expr::value(to))
        .filter(tables::unit_parent::Column::UnitId.eq(school))
        .exec(&tx)
        .await
        .expect("moved");
    tx.commit().await.expect("committed");
}

app_test! {
    async fn units_between_collect_and_a_period_is_asked_once(app: TestApp) {
        let land = country(app).await;
        let one = make(app, UnitKind::Primary, "Trường Tiểu học Một", Some(land.ba_dinh), &[]).await;
        let two = make(app, UnitKind::Primary, "Trường Tiểu học Hai", Some(land.ba_dinh), &[]).await;
        let three = make(app, UnitKind::Primary, "Trường Tiểu học Ba", Some(land.hoan_kiem), &[]).await;
        let plan = issued_plan(app, land.bureau).await;
        let id = asked(app, plan, &of_schools(land.so, Way::Sum, Every::Quarter)).await;
        let root = row(app, id, land.bureau).await;
        assert_eq!((root.n_asked, root.depth, root.above_id), (3, 0, None));
        // The bureau stands beside the department: what stands above both is not asked.
        assert!(figure::of_unit(&[id], land.ministry).one(app.app.db.read()).await.unwrap().is_none());
        let so = row(app, id, land.so).await;
        assert_eq!((so.above_id, so.depth, so.is_leaf, so.n_asked), (Some(land.bureau), 1, false, 3));
        let office = row(app, id, land.ba_dinh).await;
        assert_eq!((office.above_id, office.n_asked, office.period.as_str()), (Some(land.so), 2, "2024-Q3"));
        assert_eq!(office.due_on.to_string(), "2024-10-05");
        for school in [one, two] {
            assert_eq!(row(app, id, school).await.above_id, Some(land.ba_dinh));
        }
        assert_eq!(row(app, id, three).await.depth, 3);
        let tx = app.app.db.write().await.unwrap();
        assert_eq!(ask(&tx, app.app.now(), By::HOUSE, id).await.unwrap(), Asking::Done(0), "asking again adds nothing");
        // A school that is new is asked with the others.
        tx.commit().await.unwrap();
        make(app, UnitKind::Primary, "Trường Tiểu học Bốn", Some(land.hoan_kiem), &[]).await;
        let tx = app.app.db.write().await.unwrap();
        assert_eq!(ask(&tx, app.app.now(), By::HOUSE, id).await.unwrap(), Asking::Done(1));
        tx.commit().await.unwrap();
        assert_eq!(row(app, id, land.bureau).await.n_asked, 4);
        // The next quarter is asked for when it begins, once.
        app.clock.set("2024-10-01T06:00:00+07:00");
        assert_eq!(next_periods(&app.app.db, app.app.now()).await.unwrap(), 7);
        assert_eq!(next_periods(&app.app.db, app.app.now()).await.unwrap(), 0);
        assert_eq!(row(app, id, land.so).await.period, "2024-Q4");
        assert_sums(app).await;
    }

    async fn whatever_happens_the_totals_are_what_counting_gives(app: TestApp) {
        let land = country(app).await;
        let mut schools = Vec::new();
        for (at, name) in ["Một", "Hai", "Ba", "Bốn", "Năm"].iter().enumerate() {
            let office = if at % 2 == 0 { land.ba_dinh } else { land.hoan_kiem };
            schools.push(make(app, UnitKind::Primary, &format!("Trường Tiểu học {name}"), Some(office), &[]).await);
        }
        let plan = issued_plan(app, land.bureau).await;
        let ways = [asked(app, plan, &of_schools(land.so, Way::Rate, Every::Month)).await, asked(app, plan, &of_schools(land.so, Way::Sum, Every::Month)).await];
        let dice = SeededChance::new(7);
        let (mut n_done, mut n_refused) = (0, 0);
        for round in 0..360 {
            let mut ids: Vec<FigureId> = figure::Entity::find().all(app.app.db.read()).await.unwrap().iter().map(|row| row.id).collect();
            ids.sort();
            match step(app, &ids, &dice).await {
                Ok(()) => n_done += 1,
                Err(IndicatorError::Db(error)) => panic!("{error}"),
                Err(_) => n_refused += 1,
            }
            if round % 30 == 29 {
                assert_sums(app).await;
            }
            if round % 120 == 119 {
                // Units move in the tree, the next month is asked in the new one; the old one stays as it was asked.
                moved(app, schools[0], land.hoan_kiem).await;
                moved(app, schools[1], land.ba_dinh).await;
                app.clock.advance(Duration::from_secs(31 * 86_400));
                assert!(next_periods(&app.app.db, app.app.now()).await.unwrap() > 0);
                assert_sums(app).await;
            }
        }
        assert!(n_done > 60 && n_refused > 60, "{n_done} done, {n_refused} refused");
        let said: i64 = figure::Entity::find().filter(figure::Column::IndicatorId.is_in(ways)).filter(figure::Column::Depth.lte(2)).all(app.app.db.read()).await.unwrap().iter().map(|row| row.below_said).sum();
        assert!(said > 0, "something was given to those above");
    }

    async fn a_total_that_was_tampered_with_is_found(app: TestApp) {
        let land = country(app).await;
        make(app, UnitKind::Primary, "Trường Tiểu học Một", Some(land.ba_dinh), &[]).await;
        let plan = issued_plan(app, land.bureau).await;
        asked(app, plan, &of_schools(land.so, Way::Sum, Every::Once)).await;
        let tx = app.app.db.write().await.unwrap();
        figure::Entity::update_many().col_expr(figure::Column::BelowValue, Expr::value(700)).filter(figure::Column::UnitId.eq(land.so)).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let wrong = sums::check(app.app.db.read()).await.unwrap();
        assert_eq!(wrong.len(), 1, "{wrong:#?}");
        assert_eq!((wrong[0].unit, wrong[0].kept.value, wrong[0].counted.value), (land.so, 700, 0));
    }

    async fn eight_schools_at_once_lose_no_figure(app: TestApp) {
        let land = country(app).await;
        let mut schools = Vec::new();
        for n in 0..8 {
            schools.push(make(app, UnitKind::Primary, &format!("Trường Tiểu học {n}"), Some(land.ba_dinh), &[]).await);
        }
        let plan = issued_plan(app, land.bureau).await;
        let id = asked(app, plan, &of_schools(land.so, Way::Sum, Every::Once)).await;
        let now = app.app.now();
        let mut set = tokio::task::JoinSet::new();
        for school in schools {
            let (db, figure) = (app.app.db.clone(), row(app, id, school).await.id);
            set.spawn(async move {
                let said = Some(Said { value: amount("3"), base: None });
                let tx = db.write().await?;
                let one = Saying { figure, said, note: String::new(), link: String::new(), seen: None };
                say(&tx, now, By::HOUSE, &[one], None).await?;
                send(&tx, now, By::HOUSE, &[figure], false).await?;
                tx.commit().await?;
                let tx = db.write().await?;
                decide(&tx, now, By::HOUSE, &[(figure, None)], &Verdict::Accept).await?;
                tx.commit().await?;
                Ok::<(), IndicatorError>(())
            });
        }
        while let Some(done) = set.join_next().await {
            done.expect("no panic").expect("no figure is lost");
        }
        let office = row(app, id, land.ba_dinh).await;
        assert_eq!((office.below_value, office.below_said, office.below_met), (2_400, 8, 8));
        assert_sums(app).await;
    }
}
