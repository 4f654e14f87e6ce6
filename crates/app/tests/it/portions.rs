//! What is done to more units than fit one transaction is a job in portions: the page says how far it is, a server that is
//! killed in the middle goes on where it stopped, and nobody is asked or reminded twice.

use crate::app_test;
use crate::cascades::{answer_of, assert_sums as assert_sums_of_cascades, declare, issued, question};
use crate::documents::{plan, world};
use crate::indicators_sums::{amount, assert_sums, issued_plan, of_schools};
use crate::support::{Client, TestApp};
use crate::units::{Country, country};
use app::app::App;
use app::features::cascades::actions::{self as cascades, Named, Target};
use app::features::cascades::{OpenCascade, RemindSilent, StopBelow};
use app::features::documents::{TellRecipients, What};
use app::features::indicators::actions::{self as figures, Asking};
use app::features::indicators::{AskFigures, IndicatorError};
use app::features::units;
use db::events::By;
use domain::figures::{Every, Way};
use domain::ids::{CascadeId, DocumentId, UnitId};
use domain::rights::PostKind;
use domain::units::{Line, UnitKind};
use jobs::{Job, Run};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};
use std::collections::HashSet;
use tables::{
    cascade, cascade_answer, delivery, document, event, figure, figure_period, job, notice, unit, unit_name,
    unit_parent,
};

/// More than two portions.
const SCHOOLS: usize = 1_201;

/// So many schools below one office.
async fn schools(app: &TestApp, above: UnitId) -> Vec<UnitId> {
    let (now, mut ids) = (app.app.now(), Vec::new());
    let tx = app.app.db.write().await.unwrap();
    for from in (0..SCHOOLS).step_by(1_000) {
        let (mut rows, mut names, mut places) = (vec![], vec![], vec![]);
        for at in from..SCHOOLS.min(from + 1_000) {
            let id: UnitId = tx.new_id(now);
            ids.push(id);
            rows.push(unit::ActiveModel {
                id: Set(id),
                code: Set(format!("tr-{at}")),
                kind: Set(UnitKind::Primary),
                area: Set(String::new()),
                rank: Set(0),
                valid_from: Set(None),
                valid_to: Set(None),
                source: Set("test".to_owned()),
                verified: Set(true),
                search_text: Set(format!("truong {at}")),
            });
            names.push(unit_name::ActiveModel {
                id: Set(tx.new_id(now)),
                unit_id: Set(id),
                full: Set(format!("Trường số {at}")),
                full_key: Set(format!("truong so {at}")),
                short: Set(format!("Trường {at}")),
                valid_from: Set(None),
                valid_to: Set(None),
            });
            places.push(unit_parent::ActiveModel {
                id: Set(tx.new_id(now)),
                unit_id: Set(id),
                line: Set(Line::StateManagement),
                parent_id: Set(Some(above)),
                valid_from: Set(None),
                valid_to: Set(None),
                is_gap: Set(false),
            });
        }
        unit::Entity::insert_many(rows).exec_without_returning(&tx).await.unwrap();
        unit_name::Entity::insert_many(names).exec_without_returning(&tx).await.unwrap();
        unit_parent::Entity::insert_many(places).exec_without_returning(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    ids
}

/// Runs a job and kills it after so many of its commits. What it has begun and not committed is gone, as with a process.
async fn cut<J: Job<Context = App>>(app: &TestApp, job: J, commits: usize) {
    let mut seen = app.app.db.commits();
    seen.borrow_and_update();
    let id = job::Entity::find().one(app.app.db.read()).await.unwrap().expect("it waits in the queue").id;
    let (own, now) = (app.app.clone(), app.app.now());
    let running = tokio::spawn(async move { job.run(&own, Run { id, attempt: 1, now }).await });
    let from = *seen.borrow();
    while *seen.borrow() < from + commits as u64 {
        seen.changed().await.expect("the database is open");
    }
    running.abort();
    assert!(running.await.is_err_and(|error| error.is_cancelled()), "it was over before it was cut");
}

/// A question to all schools, asked. Every seventh has an officer.
async fn asked(app: &TestApp, land: &Country) -> (CascadeId, Vec<UnitId>) {
    let schools = schools(app, land.ba_dinh).await;
    for school in schools.iter().step_by(300) {
        app.make_person("Lê Văn Trường", &format!("{school}@so.vn"), false, Some((PostKind::Focal, *school)))
            .await;
    }
    let plan = issued(app, land.ministry).await;
    let mut new = question(plan, land.ministry, &[]);
    new.target = Target::Group(land.ministry, vec![UnitKind::Primary]);
    let tx = app.app.db.write().await.unwrap();
    let id = cascades::declare(&tx, app.app.now(), By::HOUSE, new).await.unwrap();
    tx.commit().await.unwrap();
    (id, schools)
}

/// A document that went to all schools, and the clerk who sent it.
async fn delivered(app: &TestApp) -> (Client, String) {
    let world = world(app).await;
    let schools = schools(app, world.land.ba_dinh).await;
    let (_, id) = plan(app, &world, &[("SỞ GIÁO DỤC VÀ ĐÀO TẠO", world.land.so)]).await;
    let (now, document): (_, DocumentId) = (app.app.now(), id.parse().unwrap());
    let tx = app.app.db.write().await.unwrap();
    document::Entity::update_many()
        .col_expr(document::Column::State, Expr::value(document::State::Issued))
        .filter(document::Column::Id.eq(document))
        .exec(&tx)
        .await
        .unwrap();
    let row = |(place, unit): (i32, &UnitId)| delivery::ActiveModel {
        id: Set(tx.new_id(now)),
        document_id: Set(document),
        unit_id: Set(*unit),
        place: Set(place),
        purpose: Set(None),
        delivered_at: Set(now),
        read_at: Set(None),
        read_by: Set(None),
        acknowledged_at: Set(None),
        acknowledged_by: Set(None),
        reminded_at: Set(None),
        n_reminders: Set(0),
    };
    delivery::Entity::insert_many((0..).zip(&schools).map(row)).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    (app.officer(PostKind::Clerk, world.land.so).await, id)
}

async fn n_told(app: &TestApp, kind: &str) -> u64 {
    notice::Entity::find().filter(notice::Column::Kind.eq(kind)).count(app.app.db.read()).await.unwrap()
}

app_test! {
    async fn a_question_that_was_cut_asks_each_unit_once(app: TestApp) {
        let land = country(app).await;
        let (id, schools) = asked(app, &land).await;
        cut(app, OpenCascade { cascade: id, person: None, post: None }, 1).await;
        let row = cascade::by_id(id).one(app.app.db.read()).await.unwrap().unwrap();
        assert!(row.n_asked > 0 && row.n_asked < 1_201, "{}", row.n_asked);
        let mut drafter = app.officer(PostKind::Drafter, land.ministry).await;
        let page = drafter.get(&format!("/cascades/{id}")).await.expect(200).text();
        assert!(page.contains("<progress") && page.contains("Số đơn vị đã nhận yêu cầu"), "{page}");
        app.run_jobs().await;
        assert_eq!(cascade_answer::of_cascade(id).count(app.app.db.read()).await.unwrap(), schools.len() as u64);
        assert_eq!(n_told(app, "cascade-asked").await, 5);
        crate::cascades::assert_sums(app).await;
    }

    async fn reminding_that_was_cut_goes_on_and_reminds_each_silent_unit_once(app: TestApp) {
        let land = country(app).await;
        let (id, schools) = asked(app, &land).await;
        app.run_jobs().await;
        let mut drafter = app.officer(PostKind::Drafter, land.ministry).await;
        let told = drafter.post(&format!("/cascades/{id}/remind"), &[]).await.expect(303);
        drafter.get(told.location()).await.expect(200).shows("Đang nhắc 1.201 đơn vị").shows("<progress");
        drafter.post(&format!("/cascades/{id}/remind"), &[]).await.expect(409).shows("Đợi xong lượt này");
        let at = cascade::by_id(id).one(app.app.db.read()).await.unwrap().unwrap().reminded_at.expect("a round");
        cut(app, RemindSilent { cascade: id, at }, 1).await;
        let row = cascade::by_id(id).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.n_to_remind, row.n_reminded >= 500), (Some(1_201), true));
        // One that was not reminded yet answers meanwhile, and is left alone.
        let last = cascade_answer::of_cascade(id).all(app.app.db.read()).await.unwrap().pop().expect("an answer");
        let tx = app.app.db.write().await.unwrap();
        let named = Named { name: "Trịnh Hoài Thu".to_owned(), ..Named::default() };
        cascades::name(&tx, app.app.now(), By::HOUSE, last.id, &named).await.unwrap();
        let paper = cascades::Paper { number: "41/KH".to_owned(), on: app.app.now().local_day(), file: None };
        cascades::record_paper(&tx, app.app.now(), By::HOUSE, last.id, &paper).await.unwrap();
        tx.commit().await.unwrap();
        app.run_jobs().await;
        let answers = cascade_answer::of_cascade(id).all(app.app.db.read()).await.unwrap();
        let reminded = |n| answers.iter().filter(|answer| answer.n_reminders == n).count();
        assert_eq!((answers.len(), reminded(1), reminded(0)), (schools.len(), schools.len() - 1, 1));
        let row = cascade::by_id(id).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.n_to_remind, row.n_reminded), (None, 1_200));
        assert_eq!(n_told(app, "cascade-reminded").await, 4 + u64::from(last.unit_id != schools[1_200]));
        let page = drafter.get(&format!("/cascades/{id}")).await.expect(200).shows("1.200 đơn vị").text();
        assert!(!page.contains("<progress"), "{page}");
        // A second round reminds again.
        app.clock.set("2024-08-06T08:30:00+07:00");
        drafter.post(&format!("/cascades/{id}/remind"), &[]).await.expect(303);
        app.run_jobs().await;
        let twice = cascade_answer::of_cascade(id).filter(cascade_answer::Column::NReminders.eq(2));
        assert_eq!(twice.count(app.app.db.read()).await.unwrap(), 1_200);
        crate::cascades::assert_sums(app).await;
    }

    async fn asking_for_figures_that_was_cut_goes_on_and_adds_up(app: TestApp) {
        let land = country(app).await;
        let schools = schools(app, land.ba_dinh).await;
        let plan = issued_plan(app, land.ministry).await;
        let tx = app.app.db.write().await.unwrap();
        let new = of_schools(land.ministry, Way::Sum, Every::Once);
        let id = figures::declare(&tx, app.app.now(), By::HOUSE, plan, &new).await.unwrap();
        tx.commit().await.unwrap();
        let mut drafter = app.officer(PostKind::Drafter, land.ministry).await;
        let told = drafter.post(&format!("/figures/indicators/{id}/ask"), &[]).await.expect(303);
        drafter.get(told.location()).await.expect(200).shows("Đang giao 1.201 đơn vị").shows("<progress");
        cut(app, AskFigures { indicator: id }, 2).await;
        let n = || async { figure::of_period(id, "").count(app.app.db.read()).await.unwrap() };
        assert!(n().await > 0 && n().await < schools.len() as u64, "{}", n().await);
        let period = figure_period::by_key(id, "").one(app.app.db.read()).await.unwrap().unwrap();
        assert!(period.n_to_ask.is_some_and(|all| all > period.n_asked) && period.n_asked > 0, "{period:?}");
        // Its end cannot be said while units are still being asked; what is said meanwhile counts.
        let tx = app.app.db.write().await.unwrap();
        let locked = figures::lock(&tx, app.app.now(), By::HOUSE, id, "").await;
        assert!(matches!(locked, Err(IndicatorError::Asking)), "{locked:?}");
        tx.rollback().await.unwrap();
        let first = figure::of_period(id, "").filter(figure::Column::IsLeaf.eq(true));
        let first = first.one(app.app.db.read()).await.unwrap().expect("a figure");
        let tx = app.app.db.write().await.unwrap();
        let said = domain::figures::Said { value: amount("3"), base: None };
        let one = figures::Saying { figure: first.id, said: Some(said), note: String::new(), link: String::new(), seen: None };
        figures::say(&tx, app.app.now(), By::HOUSE, &[one], None).await.unwrap();
        figures::send(&tx, app.app.now(), By::HOUSE, &[first.id], false).await.unwrap();
        tx.commit().await.unwrap();
        app.run_jobs().await;
        let rows = figure::of_period(id, "").all(app.app.db.read()).await.unwrap();
        let units: HashSet<UnitId> = rows.iter().map(|row| row.unit_id).collect();
        assert_eq!((units.len(), rows.iter().filter(|row| row.is_leaf).count()), (rows.len(), schools.len()));
        let over = rows.iter().find(|row| row.unit_id == first.above_id.unwrap()).unwrap();
        assert_eq!((over.below_said, over.n_asked), (1, 1_201));
        let period = figure_period::by_key(id, "").one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(period.n_to_ask, None);
        assert_sums(app).await;
        // Asking again asks nobody twice.
        let again = figures::ask_in_portions(&app.app.db, app.app.now(), id).await.unwrap();
        assert_eq!((again, n().await), (0, rows.len() as u64));
        let tx = app.app.db.write().await.unwrap();
        assert_eq!(figures::ask(&tx, app.app.now(), By::HOUSE, id).await.unwrap(), Asking::GoesOn(1_201));
        tx.commit().await.unwrap();
        // While it goes on, nobody begins it a second time; when it ends meanwhile, no bar stays.
        let tx = app.app.db.write().await.unwrap();
        let twice = figures::ask(&tx, app.app.now(), By::HOUSE, id).await;
        assert!(matches!(twice, Err(IndicatorError::Asking)), "{twice:?}");
        tx.rollback().await.unwrap();
        let tx = app.app.db.write().await.unwrap();
        figures::end(&tx, app.app.now(), By::HOUSE, id).await.unwrap();
        tx.commit().await.unwrap();
        app.run_jobs().await;
        let period = figure_period::by_key(id, "").one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(period.n_to_ask, None, "nothing says that it goes on");
    }

    async fn asking_that_was_given_up_is_gone_on_with(app: TestApp) {
        let land = country(app).await;
        let schools = schools(app, land.ba_dinh).await;
        let plan = issued_plan(app, land.ministry).await;
        let tx = app.app.db.write().await.unwrap();
        let new = of_schools(land.ministry, Way::Sum, Every::Once);
        let id = figures::declare(&tx, app.app.now(), By::HOUSE, plan, &new).await.unwrap();
        assert!(matches!(figures::ask(&tx, app.app.now(), By::HOUSE, id).await.unwrap(), Asking::GoesOn(_)));
        tx.commit().await.unwrap();
        cut(app, AskFigures { indicator: id }, 2).await;
        // Its own job waits for its next try: the round of periods leaves it alone.
        assert_eq!(figures::next_periods(&app.app.db, app.app.now()).await.unwrap(), 0);
        let tx = app.app.db.write().await.unwrap();
        let given_up = job::ActiveModel { given_up_at: Set(Some(app.app.now())), ..Default::default() };
        job::Entity::update_many().set(given_up).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(figures::next_periods(&app.app.db, app.app.now()).await.unwrap() > 0);
        let leaves = figure::of_period(id, "").filter(figure::Column::IsLeaf.eq(true));
        assert_eq!(leaves.count(app.app.db.read()).await.unwrap(), schools.len() as u64);
        let period = figure_period::by_key(id, "").one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(period.n_to_ask, None);
        assert_sums(app).await;
        let tx = app.app.db.write().await.unwrap();
        job::Entity::delete_many().exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn a_recall_ends_the_round_of_reminders(app: TestApp) {
        let (mut clerk, id) = delivered(app).await;
        clerk.post(&format!("/documents/{id}/remind"), &[]).await.expect(303);
        let document: DocumentId = id.parse().unwrap();
        let round = TellRecipients { document, what: What::Remind, at: app.app.now() };
        cut(app, round, 1).await;
        let row = document::by_id(document).one(app.app.db.read()).await.unwrap().unwrap();
        let tx = app.app.db.write().await.unwrap();
        let mut row = row.into_active_model();
        row.state = Set(document::State::Recalled);
        row.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let reminded = || async {
            let rows = delivery::of_document(document).filter(delivery::Column::NReminders.gt(0));
            rows.count(app.app.db.read()).await.unwrap()
        };
        let before = reminded().await;
        app.run_jobs().await;
        assert!(before > 0 && before < SCHOOLS as u64 && reminded().await == before);
        let row = document::by_id(document).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(row.n_to_remind, None);
    }

    async fn the_next_period_of_many_is_asked_in_portions(app: TestApp) {
        let land = country(app).await;
        let schools = schools(app, land.ba_dinh).await;
        let plan = issued_plan(app, land.ministry).await;
        let id = crate::indicators_sums::asked(app, plan, &of_schools(land.ministry, Way::Sum, Every::Month)).await;
        app.run_jobs().await;
        app.clock.set("2024-09-02T08:30:00+07:00");
        let n = figures::next_periods(&app.app.db, app.app.now()).await.unwrap();
        assert!(n > schools.len() as u64, "{n}");
        assert_eq!(figures::next_periods(&app.app.db, app.app.now()).await.unwrap(), 0);
        let periods = figure_period::of(&[id]).all(app.app.db.read()).await.unwrap();
        assert!(periods.len() == 2 && periods.iter().all(|period| period.n_to_ask.is_none()), "{periods:?}");
        assert_sums(app).await;
    }

    async fn reminding_those_who_got_a_document_goes_on_after_a_cut(app: TestApp) {
        let (mut clerk, id) = delivered(app).await;
        let at = format!("/documents/{id}/remind");
        let told = clerk.post(&at, &[]).await.expect(303);
        clerk.get(told.location()).await.expect(200).shows("<progress").shows("Số nơi đã nhắc");
        clerk.post(&at, &[]).await.expect(409);
        let document: DocumentId = id.parse().unwrap();
        cut(app, TellRecipients { document, what: What::Remind, at: app.app.now() }, 1).await;
        let reminded = |n: i32| async move {
            let rows = delivery::of_document(document).filter(delivery::Column::NReminders.eq(n));
            rows.count(app.app.db.read()).await.unwrap()
        };
        assert!(reminded(1).await >= 500 && reminded(0).await > 0);
        app.run_jobs().await;
        assert_eq!((reminded(1).await, reminded(2).await), (SCHOOLS as u64, 0));
        clerk.post(&at, &[]).await.expect(303);
        app.run_jobs().await;
    }

    async fn those_who_got_a_document_are_listed_the_silent_first(app: TestApp) {
        let (clerk, id) = delivered(app).await;
        let units = delivery::Entity::find().order_by_asc(delivery::Column::Place).all(app.app.db.read()).await.unwrap();
        let tx = app.app.db.write().await.unwrap();
        for (column, places) in [(delivery::Column::ReadAt, &[0, 1, 2][..]), (delivery::Column::AcknowledgedAt, &[1, 4])] {
            let some = delivery::Entity::update_many().filter(delivery::Column::Place.is_in(places.iter().copied()));
            some.col_expr(column, Expr::value(app.app.now())).exec(&tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        let listed = async |query: &str| {
            let page = clerk.program().get(&format!("/documents/{id}/deliveries?{query}")).await.expect(200).json();
            let places: Vec<i32> = page["deliveries"].as_array().unwrap().iter().map(|row| {
                units.iter().find(|unit| unit.unit_id.to_string() == row["unit_id"].as_str().unwrap()).unwrap().place
            }).collect();
            assert_eq!((&page["n_all"], &page["n_read"], &page["n_acknowledged"]), (&1_201.into(), &3.into(), &2.into()));
            (places, page["total"].as_u64().unwrap(), page["page"].as_u64().unwrap())
        };
        let (first, total, _) = listed("").await;
        assert_eq!((&first[..3], first.len(), total), (&[3, 5, 6][..], 50, 1_201));
        // A page past the end is the last one.
        assert_eq!(listed("page=99").await, (vec![1], 1_201, 25));
        let (before, ..) = listed("page=24").await;
        assert_eq!(before[47..], [0, 2, 4]);
        let (unread, total, _) = listed("show=unread&page=24").await;
        assert_eq!((unread.last(), total), (Some(&4), 1_198));
        let (silent, total, _) = listed("show=unacknowledged&page=24").await;
        assert_eq!((silent.last(), total), (Some(&2), 1_199));
        // By a part of the name, marks or not, within what is shown.
        assert_eq!(listed("q=s%E1%BB%91+1200").await, (vec![1_200], 1, 1));
        assert_eq!(listed("q=truong+so+4&show=unread").await.0[..3], [14, 24, 34]);
        assert_eq!(listed("q=khong+co").await, (vec![], 0, 1));
    }

    async fn what_many_passed_on_is_stopped_in_portions_and_goes_on_after_a_cut(app: TestApp) {
        let land = country(app).await;
        let schools = schools(app, land.ba_dinh).await;
        let plan = issued(app, land.ministry).await;
        let first = declare(app, question(plan, land.ministry, &schools[..130])).await;
        let tx = app.app.db.write().await.unwrap();
        for (at, unit) in schools[..130].iter().enumerate() {
            let mut new = question(plan, *unit, &schools[200 + at..=200 + at]);
            new.above = Some(answer_of(app, first, *unit).await.id);
            cascades::declare(&tx, app.app.now(), By::HOUSE, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        app.run_jobs().await;
        assert_sums_of_cascades(app).await;
        let mut asked = app.officer(PostKind::Focal, schools[329]).await;
        let mut leader = app.officer(PostKind::Leader, land.ministry).await;
        let standing = || async {
            let rows = cascade::of_plan(plan).filter(cascade::Column::State.ne(cascade::State::Withdrawn));
            rows.count(app.app.db.read()).await.unwrap()
        };
        let told = leader.post(&format!("/cascades/{first}/withdraw"), &[]).await.expect(303);
        leader.get(told.location()).await.expect(200).shows("đang được dừng dần");
        assert_eq!(standing().await, 130);
        assert_sums_of_cascades(app).await;
        cut(app, StopBelow { cascade: first, person: None, post: None }, 1).await;
        let left = standing().await;
        assert!(left > 0 && left < 130, "{left}");
        assert_sums_of_cascades(app).await;
        app.run_jobs().await;
        assert_eq!(standing().await, 0);
        assert_sums_of_cascades(app).await;
        let stopped = event::Entity::find().filter(event::Column::Verb.eq("stop-asking")).count(app.app.db.read());
        assert_eq!(stopped.await.unwrap(), 131);
        let told = crate::notices::kinds(&mut asked).await;
        assert_eq!(told.iter().filter(|kind| *kind == "cascade-withdrawn").count(), 1, "{told:?}");
        // Once more is nothing more.
        leader.post(&format!("/cascades/{first}/withdraw"), &[]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(n_told(app, "cascade-withdrawn").await, 1);
    }

    async fn kinds_below_are_those_that_some_unit_below_has(app: TestApp) {
        let land = country(app).await;
        schools(app, land.ba_dinh).await;
        let on = app.app.now().local_day();
        for within in [None, Some(land.ministry), Some(land.so), Some(land.ba_dinh), Some(land.hoan_kiem)] {
            let found = units::kinds_below(app.app.db.read(), within, UnitKind::ALL, on).await.unwrap();
            for kind in UnitKind::ALL {
                let there = !units::below(app.app.db.read(), within, &[*kind], on).await.unwrap().is_empty();
                assert_eq!(found.contains(kind), there, "{kind:?} below {within:?}");
            }
        }
        let none = units::kinds_below(app.app.db.read(), Some(land.hoan_kiem), &[UnitKind::Primary], on).await.unwrap();
        assert!(none.is_empty(), "the schools stand below another office");
    }
}
