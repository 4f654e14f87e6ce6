//! Sums of money: whatever is allocated, allotted, spent, adjusted and struck out, they are what counting gives.

use crate::app_test;
use crate::indicators_sums::issued_plan;
use crate::support::TestApp;
use crate::units::{country, make};
use app::features::money::actions::{
    Allotting, NewEntry, NewLine, add, adjust, allocate, allot, approve, spend, strike,
};
use app::features::money::{MoneyError, sums};
use db::events::By;
use domain::ids::{MoneyEntryId, MoneyLineId, PlanId, UnitId};
use domain::money::{Dong, Fund, Level};
use domain::time::{Chance as _, SeededChance};
use domain::units::UnitKind;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tables::{money_entry, money_estimate, money_line};

/// A line as somebody types it.
pub fn new_line(unit: UnitId, content: &str, amount: i64) -> NewLine {
    NewLine {
        no: "1".to_owned(),
        content: content.to_owned(),
        source: None,
        line: None,
        fund: Fund::Local,
        level: Level::Province,
        unit,
        measure: String::new(),
        quantity: None,
        price: None,
        amount: Dong::of(amount),
        note: String::new(),
    }
}

/// An amount with its document.
pub fn entry(app: &TestApp, amount: i64, reason: &str) -> NewEntry {
    NewEntry {
        amount: Dong::of(amount),
        day: app.app.now().local_day(),
        document: "12/QĐ".to_owned(),
        words: "Thuê hội trường".to_owned(),
        reason: reason.to_owned(),
        link: String::new(),
    }
}

/// A line in the approved estimate of an issued plan.
pub async fn line(app: &TestApp, keeper: UnitId, payer: UnitId, amount: i64) -> (PlanId, MoneyLineId) {
    let plan = issued_plan(app, keeper).await;
    let (now, tx) = (app.app.now(), app.app.db.write().await.unwrap());
    let id = add(&tx, now, By::HOUSE, plan, (&new_line(payer, "Hội nghị", amount), "")).await.unwrap();
    let seen = money_estimate::of(plan).one(&tx).await.unwrap().unwrap().version;
    approve(&tx, now, By::HOUSE, plan, (seen, "")).await.unwrap();
    tx.commit().await.unwrap();
    (plan, id)
}

/// The line as it is now.
pub async fn row(app: &TestApp, id: MoneyLineId) -> money_line::Model {
    money_line::by_id(id).one(app.app.db.read()).await.unwrap().expect("a line")
}

/// Spends without a form.
pub async fn spent(app: &TestApp, id: MoneyLineId, amount: i64) -> MoneyEntryId {
    let seen = row(app, id).await.version;
    let tx = app.app.db.write().await.unwrap();
    let made =
        spend(&tx, app.app.now(), By::HOUSE, (id, seen), &entry(app, amount, "Có lý do")).await.unwrap();
    tx.commit().await.unwrap();
    made
}

/// The sums are what counting gives.
pub async fn assert_sums(app: &TestApp) {
    let wrong = sums::check(app.app.db.read()).await.expect("counted");
    assert!(wrong.is_empty(), "sums that counting does not give: {wrong:#?}");
}

/// One random step; refusals are part of the course.
async fn step(app: &TestApp, units: &[UnitId], dice: &SeededChance) -> Result<(), MoneyError> {
    let mut bytes = [0_u8; 6];
    dice.fill(&mut bytes);
    let mut lines = money_line::Entity::find().all(app.app.db.read()).await?;
    lines.sort_by_key(|line| line.id);
    let line = &lines[usize::from(bytes[0]) % lines.len()];
    let (now, by, at) = (app.app.now(), By::HOUSE, (line.id, line.version));
    let amount = i64::from(bytes[1]) * 1_000 + 1;
    let signed = if bytes[2] % 4 == 0 { -amount } else { amount };
    let reason = if bytes[3] % 3 == 0 { "" } else { "Có lý do" };
    let tx = app.app.db.write().await?;
    match bytes[4] % 12 {
        0..=2 => drop(allocate(&tx, now, by, at, &entry(app, signed, "Giảm")).await?),
        3..=5 => drop(spend(&tx, now, by, at, &entry(app, amount, reason)).await?),
        6..=8 => {
            let one = units[usize::from(bytes[5]) % units.len()];
            let two = units[usize::from(bytes[3]) % units.len()];
            let mut shares = vec![(one, Dong::of(signed)), (two, Dong::of(amount / 2 + 1))];
            shares.dedup_by_key(|(unit, _)| *unit);
            let day = now.local_day();
            let new = Allotting { shares, day, document: "3/QĐ".to_owned(), reason: String::new() };
            allot(&tx, now, by, at, &new).await?;
        }
        9 => adjust(&tx, now, by, at, &entry(app, signed, "Điều chỉnh")).await?,
        _ => {
            let mut entries = money_entry::Entity::find().all(&tx).await?;
            entries.sort_by_key(|entry| entry.id);
            let Some(one) = entries.get(usize::from(bytes[5]) % entries.len().max(1)) else {
                return Err(MoneyError::Gone);
            };
            strike(&tx, now, by, (one.id, "Ghi nhầm")).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

app_test! {
    async fn whatever_happens_the_sums_are_what_counting_gives(app: TestApp) {
        let land = country(app).await;
        let mut units = vec![land.ba_dinh, land.hoan_kiem];
        for name in ["Một", "Hai", "Ba"] {
            units.push(make(app, UnitKind::Primary, &format!("Trường Tiểu học {name}"), Some(land.ba_dinh), &[]).await);
        }
        line(app, land.bureau, land.so, 900_000).await;
        line(app, land.so, land.so, 500_000).await;
        let dice = SeededChance::new(11);
        let (mut n_done, mut n_refused) = (0, 0);
        for round in 0..240 {
            match step(app, &units, &dice).await {
                Ok(()) => n_done += 1,
                Err(MoneyError::Db(error)) => panic!("{error}"),
                Err(_) => n_refused += 1,
            }
            if round % 20 == 19 {
                assert_sums(app).await;
            }
        }
        assert!(n_done > 60 && n_refused > 20, "{n_done} done, {n_refused} refused");
        // Level by level the parts are the whole: what is kept, spent and left below comes to what the top was given.
        let lines = money_line::Entity::find().all(app.app.db.read()).await.unwrap();
        let given: i64 = lines.iter().filter(|line| line.above_id.is_none()).map(|line| line.allocated).sum();
        let kept: i64 = lines.iter().map(|line| line.allocated - line.allotted).sum();
        let spent: i64 = lines.iter().map(|line| line.spent).sum();
        let in_all: i64 = lines.iter().filter(|line| line.above_id.is_none()).map(|line| line.spent + line.below).sum();
        assert_eq!((kept, spent), (given, in_all));
        assert!(lines.iter().any(|line| line.depth > 1), "money went down two levels");
    }

    async fn a_sum_that_was_tampered_with_is_found(app: TestApp) {
        let land = country(app).await;
        let (_, id) = line(app, land.bureau, land.so, 900_000).await;
        spent(app, id, 5_000).await;
        assert_sums(app).await;
        let tx = app.app.db.write().await.unwrap();
        money_line::Entity::update_many().col_expr(money_line::Column::Spent, Expr::value(4_000_i64)).filter(money_line::Column::Id.eq(id)).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let wrong = sums::check(app.app.db.read()).await.unwrap();
        assert_eq!((wrong.len(), wrong[0].kept.1.spent, wrong[0].counted.1.spent), (1, 4_000, 5_000));
    }

    async fn eight_at_once_lose_no_amount(app: TestApp) {
        let land = country(app).await;
        let (_, top) = line(app, land.bureau, land.so, 900_000).await;
        let tx = app.app.db.write().await.unwrap();
        let now = app.app.now();
        allocate(&tx, now, By::HOUSE, (top, 1), &entry(app, 800_000, "")).await.unwrap();
        let mut shares = Vec::new();
        tx.commit().await.unwrap();
        for n in 0..8 {
            shares.push((make(app, UnitKind::Primary, &format!("Trường Tiểu học {n}"), Some(land.ba_dinh), &[]).await, Dong::of(100_000)));
        }
        let tx = app.app.db.write().await.unwrap();
        let seen = money_line::by_id(top).one(&tx).await.unwrap().unwrap().version;
        let new = Allotting { shares, day: now.local_day(), document: "3/QĐ".to_owned(), reason: String::new() };
        assert_eq!(allot(&tx, now, By::HOUSE, (top, seen), &new).await.unwrap(), 8);
        tx.commit().await.unwrap();
        let mut set = tokio::task::JoinSet::new();
        for part in money_line::below(top).all(app.app.db.read()).await.unwrap() {
            let (db, one) = (app.app.db.clone(), entry(app, 30_000, ""));
            set.spawn(async move {
                let tx = db.write().await?;
                spend(&tx, now, By::HOUSE, (part.id, part.version), &one).await?;
                tx.commit().await?;
                Ok::<(), MoneyError>(())
            });
        }
        while let Some(done) = set.join_next().await {
            done.expect("no panic").expect("no amount is lost");
        }
        let row = row(app, top).await;
        assert_eq!((row.allotted, row.below, row.flow().at_hand(), row.flow().left()), (800_000, 240_000, 0, 560_000));
        assert_sums(app).await;
    }
}
