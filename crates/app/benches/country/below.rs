//! What units below answer: cascades at three levels and one asked of all schools at once, figures level by level, money
//! allotted down, work handed in, notices.

use super::{Country, now};
use crate::support::TestApp;
use app::features::cascades::{actions as cascades, sums};
use app::features::indicators::{actions as indicators, sums as figures};
use app::features::work::sums as work;
use db::events::By;
use domain::cascade::{OwnPlan, Wish};
use domain::figures::{Amount, Direction, Every, Scope, State as FigureState, Way};
use domain::ids::{CascadeAnswerId, CascadeId, MoneyLineId, UnitId};
use domain::money::{EntryKind, EstimateState, Fund, Level};
use domain::units::UnitKind;
use domain::work::State;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use std::collections::HashMap;
use std::time::Instant;
use tables::{
    assignment, cascade, cascade_answer, figure, figure_period, indicator, money_entry, money_estimate,
    money_line, notice, person,
};

/// Rows of notices of the drafter of the ministry.
const NOTICES: usize = 20_000;

pub async fn fill(house: &TestApp, country: &Country, told: impl Fn(&str, Instant)) {
    let start = now();
    cascade_of(house, country).await;
    told("cascades: all schools at once, and three levels", start);
    let start = now();
    figures_of(house, country).await;
    told("figures: asked of all, three fifths sent", start);
    let start = now();
    money_of(house, country).await;
    handed(house, country).await;
    notices_of(house, country).await;
    told("money, work handed in, notices", start);
}

fn question(country: &Country, asker: UnitId, kinds: Vec<UnitKind>) -> cascades::New {
    cascades::New {
        plan: country.plan,
        asker,
        wish: Wish { plan: true, person: true },
        due_on: None,
        source: cascades::Source::Plan,
        quote: String::new(),
        line: 0,
        target: cascades::Target::Group(asker, kinds),
        above: None,
    }
}

async fn declare(house: &TestApp, new: cascades::New) -> CascadeId {
    let tx = house.app.db.write().await.expect("a transaction");
    let id = cascades::declare(&tx, house.app.now(), By::HOUSE, new).await.expect("declared");
    tx.commit().await.expect("committed");
    id
}

async fn cascade_of(house: &TestApp, country: &Country) {
    declare(house, question(country, country.ministry, vec![UnitKind::Preschool])).await;
    let first = declare(house, question(country, country.ministry, vec![UnitKind::ProvinceDepartment])).await;
    house.run_jobs().await;
    let mut edge = vec![first];
    for kind in [UnitKind::DistrictOffice, UnitKind::Preschool] {
        let mut next = Vec::new();
        for above in edge {
            let answers = cascade_answer::of_cascade(above).all(house.app.db.read()).await.expect("answers");
            for answer in answers {
                let mut new = question(country, answer.unit_id, vec![kind]);
                new.above = Some(answer.id);
                next.push(declare(house, new).await);
            }
        }
        house.run_jobs().await;
        edge = next;
    }
    // Every third unit has its own plan, every second has named somebody.
    for row in cascade::of_plan(country.plan).all(house.app.db.read()).await.expect("questions") {
        let tx = house.app.db.write().await.expect("a transaction");
        let question = sums::lock(&tx, row.id).await.expect("a question");
        let answers: Vec<(CascadeAnswerId, i32)> = cascade_answer::of_cascade(row.id)
            .select_only()
            .columns([cascade_answer::Column::Id, cascade_answer::Column::Place])
            .into_tuple()
            .all(&tx)
            .await
            .expect("answers");
        let mut changes = Vec::new();
        for (plan, is_named, rest) in
            [(OwnPlan::Issued, true, 0), (OwnPlan::Silent, true, 2), (OwnPlan::Issued, false, 3)]
        {
            let some: Vec<CascadeAnswerId> =
                answers.iter().filter(|(_, place)| place % 6 == rest).map(|(id, _)| *id).collect();
            changes.extend(some.iter().map(|_| (Some((OwnPlan::Silent, false)), (plan, is_named))));
            for some in some.chunks(1_000) {
                cascade_answer::Entity::update_many()
                    .col_expr(cascade_answer::Column::Plan, Expr::value(plan))
                    .col_expr(cascade_answer::Column::IsNamed, Expr::value(is_named))
                    .filter(cascade_answer::Column::Id.is_in(some.iter().copied()))
                    .exec(&tx)
                    .await
                    .expect("answered");
            }
        }
        sums::shift(&tx, &question, &changes).await.expect("summed");
        tx.commit().await.expect("committed");
    }
}

async fn figures_of(house: &TestApp, country: &Country) {
    let now = house.app.now();
    let new = indicators::NewIndicator {
        source: None,
        name: "Lượt giáo viên được bồi dưỡng".to_owned(),
        measure: "lượt".to_owned(),
        way: Way::Sum,
        direction: Direction::Least,
        target: Some(Amount::of_hundredths(100_000_000)),
        scope: Scope::All,
        every: Every::Quarter,
        starts_on: Some(now.local_day()),
        ends_on: None,
        due_days: 5,
        decimals: 0,
        least: None,
        most: None,
        asked: indicators::Asked::Kinds(Some(country.ministry), vec![UnitKind::Preschool]),
        is_stepwise: true,
        quote: String::new(),
        line: None,
    };
    let tx = house.app.db.write().await.expect("a transaction");
    let id = indicators::declare(&tx, now, By::HOUSE, country.plan, &new).await.expect("declared");
    indicators::ask(&tx, now, By::HOUSE, id).await.expect("asked");
    tx.commit().await.expect("committed");
    house.run_jobs().await;
    let row = indicator::by_id(id).one(house.app.db.read()).await.expect("a row").expect("the indicator");
    for period in figure_period::of(&[id]).all(house.app.db.read()).await.expect("periods") {
        let tx = house.app.db.write().await.expect("a transaction");
        let some: Vec<domain::ids::FigureId> = figure::of_period(id, &period.period)
            .filter(figure::Column::IsLeaf.eq(true))
            .select_only()
            .column(figure::Column::Id)
            .into_tuple()
            .all(&tx)
            .await
            .expect("figures");
        let some: Vec<_> =
            some.into_iter().enumerate().filter(|(at, _)| at % 5 < 3).map(|(_, id)| id).collect();
        for some in some.chunks(1_000) {
            figure::Entity::update_many()
                .col_expr(figure::Column::State, Expr::value(FigureState::Sent))
                .col_expr(figure::Column::Value, Expr::value(1_700_i64))
                .col_expr(figure::Column::SentAt, Expr::value(now))
                .filter(figure::Column::Id.is_in(some.iter().copied()))
                .exec(&tx)
                .await
                .expect("sent");
        }
        figures::count_again(&tx, &row, &period.period).await.expect("summed");
        tx.commit().await.expect("committed");
    }
}

/// A line of the ministry, allotted to departments, offices and schools.
#[expect(clippy::too_many_lines, reason = "every column of three tables")]
async fn money_of(house: &TestApp, country: &Country) {
    const EACH: i64 = 5_000_000;
    let now = house.app.now();
    let tx = house.app.db.write().await.expect("a transaction");
    let first = cascade::of_plan(country.plan).all(&tx).await.expect("questions");
    let estimate = money_estimate::Model {
        plan_id: country.plan,
        state: EstimateState::Approved,
        version: 1,
        document: "Quyết định số 1".to_owned(),
        approved_by: None,
        approved_at: Some(now),
        updated_at: now,
    };
    money_estimate::Entity::insert(estimate.into_active_model().reset_all())
        .exec_without_returning(&tx)
        .await
        .expect("an estimate");
    let line = |id: MoneyLineId, above: Option<&money_line::Model>, unit: UnitId, level: Level, n: i64| {
        let is_last = level == Level::School;
        money_line::Model {
            id,
            plan_id: country.plan,
            above_id: above.map(|line| line.id),
            root_id: above.map_or(id, |line| line.root_id),
            depth: above.map_or(0, |line| line.depth + 1),
            position: 0,
            no: "1".to_owned(),
            content: "Bồi dưỡng giáo viên".to_owned(),
            source_kind: "plan".to_owned(),
            source_id: None,
            line: None,
            fund: Fund::Central,
            level,
            unit_id: unit,
            measure: String::new(),
            quantity: None,
            price: None,
            base: if above.is_none() { n * EACH } else { 0 },
            adjusted: 0,
            allocated: n * EACH,
            allotted: if is_last { 0 } else { n * EACH },
            spent: if is_last { EACH / 5 } else { 0 },
            below: if is_last { 0 } else { n * EACH / 5 },
            note: String::new(),
            version: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
        }
    };
    // The tree of the cascade is the tree of the money.
    let mut answers: HashMap<UnitId, Vec<UnitId>> = HashMap::new();
    let top = first.iter().filter(|row| row.above_id.is_none()).map(|row| row.id).max();
    for question in first.iter().filter(|row| row.above_id.is_some() || Some(row.id) == top) {
        let units = cascade_answer::of_cascade(question.id).all(&tx).await.expect("answers");
        answers.entry(question.asker_id).or_default().extend(units.into_iter().map(|row| row.unit_id));
    }
    let n_of =
        |unit: &UnitId| answers.get(unit).map_or(0, |below| i64::try_from(below.len()).expect("few units"));
    let empty = Vec::new();
    let departments = answers.get(&country.ministry).unwrap_or(&empty);
    let below = |unit: &UnitId| answers.get(unit).unwrap_or(&empty).iter().map(n_of).sum::<i64>();
    let root =
        line(tx.new_id(now), None, country.ministry, Level::Central, departments.iter().map(&below).sum());
    let mut lines = vec![root.clone()];
    for department in departments {
        let second = line(tx.new_id(now), Some(&root), *department, Level::Province, below(department));
        for office in answers.get(department).unwrap_or(&empty) {
            let third = line(tx.new_id(now), Some(&second), *office, Level::Commune, n_of(office));
            let schools = answers.get(office).unwrap_or(&empty).iter();
            lines.extend(schools.map(|school| line(tx.new_id(now), Some(&third), *school, Level::School, 1)));
            lines.push(third);
        }
        lines.push(second);
    }
    lines.sort_by_key(|line| line.depth);
    for some in lines.chunks(1_000) {
        let rows = some.iter().cloned().map(|line| line.into_active_model().reset_all());
        money_line::Entity::insert_many(rows).exec_without_returning(&tx).await.expect("lines");
    }
    let entry = |line: &money_line::Model, kind: EntryKind, amount: i64| money_entry::Model {
        id: tx.new_id(now),
        line_id: line.id,
        kind,
        unit_id: line.unit_id,
        amount,
        day: now.local_day(),
        document: "Quyết định số 1".to_owned(),
        words: String::new(),
        reason: String::new(),
        link: String::new(),
        person_id: None,
        at: now,
        struck_at: None,
        struck_by: None,
        struck_reason: String::new(),
    };
    for some in lines.chunks(1_000) {
        let given = |line: &money_line::Model| {
            let kind = if line.above_id.is_none() { EntryKind::Allocate } else { EntryKind::Allot };
            entry(line, kind, line.allocated)
        };
        let spent = some.iter().filter(|line| line.spent > 0);
        let rows = some.iter().map(given).chain(spent.map(|line| entry(line, EntryKind::Spend, line.spent)));
        let rows = rows.map(|row| row.into_active_model().reset_all());
        money_entry::Entity::insert_many(rows).exec_without_returning(&tx).await.expect("entries");
    }
    tx.commit().await.expect("committed");
}

/// The first duty is handed in by two fifths of the schools.
async fn handed(house: &TestApp, country: &Country) {
    let now = house.app.now();
    let first =
        tables::duty::of_plan(country.plan).one(house.app.db.read()).await.expect("a row").expect("a duty");
    for some in country.schools.chunks(1_000) {
        let tx = house.app.db.write().await.expect("a transaction");
        let rows = assignment::Entity::find()
            .filter(assignment::Column::SourceId.eq(first.id.uuid()))
            .filter(
                assignment::Column::UnitId
                    .is_in(some.iter().step_by(5).chain(some.iter().skip(1).step_by(5)).copied()),
            )
            .all(&tx)
            .await
            .expect("rows");
        let changes: Vec<work::Change> = rows
            .iter()
            .map(|row| work::Change {
                plan: row.plan_id,
                unit: row.unit_id,
                asked_on: row.asked_on,
                before: Some((row.due_on, row.state)),
                after: Some((row.due_on, State::Handed)),
            })
            .collect();
        assignment::Entity::update_many()
            .col_expr(assignment::Column::State, Expr::value(State::Handed))
            .col_expr(assignment::Column::HandedAt, Expr::value(now))
            .filter(assignment::Column::Id.is_in(rows.iter().map(|row| row.id)))
            .exec(&tx)
            .await
            .expect("handed in");
        work::shift(&tx, &changes).await.expect("summed");
        tx.commit().await.expect("committed");
    }
}

async fn notices_of(house: &TestApp, country: &Country) {
    let now = house.app.now();
    let drafter = person::Entity::find()
        .filter(person::Column::Email.eq(super::PEOPLE[0].0))
        .one(house.app.db.read())
        .await
        .expect("a row")
        .expect("the drafter");
    let tx = house.app.db.write().await.expect("a transaction");
    for from in (0..NOTICES).step_by(1_000) {
        let rows = (from..from + 1_000).map(|at| notice::ActiveModel {
            id: Set(tx.new_id(now)),
            person_id: Set(drafter.id),
            unit_id: Set(Some(country.ministry)),
            kind: Set("work-handed-in".to_owned()),
            about_kind: Set("work".to_owned()),
            about_id: Set(uuid::Uuid::from_u128(at as u128)),
            args: Set("{}".to_owned()),
            link: Set("/work/asked".to_owned()),
            once: Set(format!("bench:{at}")),
            created_at: Set(now),
            read_at: Set((at % 2 == 0).then_some(now)),
            mail_from: Set(None),
        });
        notice::Entity::insert_many(rows).exec_without_returning(&tx).await.expect("notices");
    }
    tx.commit().await.expect("committed");
    let n = cascade_answer::Entity::find().count(house.app.db.read()).await.expect("counted");
    assert!(n > country.schools.len() as u64, "every school is asked");
}
