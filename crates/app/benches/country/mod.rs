//! A country at work: schools below the 705 offices of districts of 2024, a plan with its duties asked of all of them, a
//! cascade at three levels, figures, money and notices. For benches, and by `cargo xtask generate` for trying by hand.

mod below;
pub mod issue;
mod land;
pub mod pages;

use crate::support::{PASSWORD, TestApp};
use app::features::accounts::{actions as accounts, password};
use app::features::units::seed;
use app::features::work::actions::{Assigned, Source as Asked, assign};
use app::rights::Administrator;
use db::WriteTx;
use db::events::By;
use domain::ids::{DutyId, PersonId, PlanId, UnitId};
use domain::rights::PostKind;
use domain::source::{Format, Source};
use domain::units::UnitCode;
use domain::work::Role;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use std::time::Instant;
use tables::{duty, person, plan, post, unit};

/// The morning on which everything was asked.
pub const ASKED: &str = "2024-08-05T08:30:00+07:00";
/// The subject of the plan.
const SUBJECT: &str = "Thực hiện nhiệm vụ năm học";
/// The text of the plan.
const TEXT: &str = "KẾ HOẠCH\nThực hiện nhiệm vụ năm học\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng giáo dục.\n";
/// Units asked in one transaction, as issuing does it.
const UNITS_AT_ONCE: usize = 500;
/// What schools made here come from.
const SOURCE: &str = "bench";

/// How large it is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Schools.
    pub units: usize,
    /// Duties of each.
    pub duties: i32,
}

/// What pages are looked at with.
pub struct Country {
    /// Who asks.
    pub ministry: UnitId,
    /// One department above the office.
    pub department: UnitId,
    /// One office above the school.
    pub office: UnitId,
    /// The school below it whose officer can sign in.
    pub school: UnitId,
    /// All schools.
    pub schools: Vec<UnitId>,
    /// The plan.
    pub plan: PlanId,
}

/// The addresses of those who can sign in, with their posts.
pub const PEOPLE: [(&str, PostKind); 6] = [
    ("soanthao.bo@mau.nhipcau.vn", PostKind::Drafter),
    ("thutruong@mau.nhipcau.vn", PostKind::Leader),
    ("vanthu.bo@mau.nhipcau.vn", PostKind::Clerk),
    ("giamdoc.so@mau.nhipcau.vn", PostKind::Leader),
    ("truongphong@mau.nhipcau.vn", PostKind::Leader),
    ("truong@mau.nhipcau.vn", PostKind::Focal),
];

/// Fills an empty database and says how long each part took.
pub async fn fill(house: &TestApp, size: Size, told: impl Fn(&str, Instant)) -> Country {
    house.clock.set(ASKED);
    let start = now();
    seed::fill_if_empty(&house.app.db, house.app.now()).await.expect("the sector's units");
    let ministry = UnitCode::new("bo-gddt").id();
    let schools = land::schools(house, size.units).await;
    let country =
        Country { plan: plan_of(house, ministry, size.duties).await, ..placed(house, schools).await };
    people(house, &country).await;
    told("units and an officer in each school", start);
    let start = now();
    ask_all(house, &country).await;
    told("asking all of them for all duties", start);
    below::fill(house, &country, told).await;
    let tx = house.app.db.write().await.expect("a transaction");
    let tables = ["assignment", "work_sum", "unit", "unit_name", "unit_parent", "person", "post", "notice"];
    tx.take_stock(&tables).await.expect("known");
    let tables = ["cascade", "cascade_answer", "figure", "money_line", "delivery", "event"];
    tx.take_stock(&tables).await.expect("known");
    tx.commit().await.expect("committed");
    country
}

/// The country of a database that was filled before; none when it was not.
pub async fn find(house: &TestApp) -> Option<Country> {
    house.clock.set(ASKED);
    let conn = house.app.db.read();
    let found =
        plan::Entity::find().filter(plan::Column::Subject.eq(SUBJECT)).one(conn).await.expect("a plan");
    let schools = unit::Entity::find().filter(unit::Column::Source.eq(SOURCE)).order_by_asc(unit::Column::Id);
    let schools: Vec<UnitId> =
        schools.select_only().column(unit::Column::Id).into_tuple().all(conn).await.expect("schools");
    let plan = found?.id;
    Some(Country { plan, ..placed(house, schools).await })
}

/// The places of a few people, above one school.
async fn placed(house: &TestApp, schools: Vec<UnitId>) -> Country {
    let ministry = UnitCode::new("bo-gddt").id();
    let school = land::school(house).await;
    let (office, department) = land::above(house, school).await;
    Country { ministry, department, office, school, schools, plan: PlanId::from(uuid::Uuid::nil()) }
}

/// Those who can sign in, and one officer in every other school, so that there is somebody to be told.
async fn people(house: &TestApp, country: &Country) {
    let units = [country.ministry, country.ministry, country.ministry, country.department, country.office];
    let hash = password::hash(PASSWORD.to_owned()).await.expect("a hash");
    let when = house.app.now();
    let tx = house.app.db.write().await.expect("a transaction");
    let admin = ("Trần Quản Trị", "quantri@mau.nhipcau.vn", hash.clone());
    accounts::make_by_house(&tx, when, Administrator::system(), admin, true).await.expect("a person");
    for ((email, kind), unit) in PEOPLE.into_iter().zip(units.into_iter().chain([country.school])) {
        let who = ("Nguyễn Thị Đầu", email, hash.clone());
        let made =
            accounts::make_by_house(&tx, when, Administrator::system(), who, false).await.expect("a person");
        post_of(&tx, house, (made.id, unit, kind)).insert(&tx).await.expect("a post");
    }
    tx.commit().await.expect("committed");
    for (at, some) in country.schools.chunks(1_000).enumerate() {
        let tx = house.app.db.write().await.expect("a transaction");
        let (mut rows, mut posts) = (Vec::new(), Vec::new());
        for (place, school) in some.iter().enumerate().filter(|(_, school)| **school != country.school) {
            let id: PersonId = tx.new_id(when);
            rows.push(person::ActiveModel {
                id: Set(id),
                name: Set("Lê Văn Trường".to_owned()),
                name_key: Set("le van truong".to_owned()),
                email: Set(format!("truong-{}@mau.nhipcau.vn", at * 1_000 + place)),
                phone: Set(None),
                password_hash: Set(Some(hash.clone())),
                is_admin: Set(false),
                locale: Set(None),
                theme: Set(None),
                failed_sign_ins: Set(0),
                locked_until: Set(None),
                created_at: Set(when),
                updated_at: Set(when),
                closed_at: Set(None),
            });
            posts.push(post_of(&tx, house, (id, *school, PostKind::Focal)));
        }
        person::Entity::insert_many(rows).exec_without_returning(&tx).await.expect("people");
        post::Entity::insert_many(posts).exec_without_returning(&tx).await.expect("posts");
        tx.commit().await.expect("committed");
    }
}

fn post_of(
    tx: &WriteTx,
    house: &TestApp,
    (person, unit, kind): (PersonId, UnitId, PostKind),
) -> post::ActiveModel {
    post::ActiveModel {
        id: Set(tx.new_id(house.app.now())),
        person_id: Set(person),
        unit_id: Set(unit),
        kind: Set(kind),
        title: Set(String::new()),
        is_main: Set(true),
        started_at: Set(house.app.now()),
        ended_at: Set(None),
    }
}

/// A plan that was issued, with its duties, due over a year.
async fn plan_of(house: &TestApp, keeper: UnitId, n_duties: i32) -> PlanId {
    let now = house.app.now();
    let source = Source::from_text("ke-hoach.txt", Format::Txt, TEXT);
    let draft = draft::make(&reader::read(&source), &|printed| draft::UnitMatch::unknown(printed));
    let tx = house.app.db.write().await.expect("a transaction");
    let id: PlanId = tx.new_id(now);
    let row = plan::ActiveModel {
        id: Set(id),
        unit_id: Set(keeper),
        import_id: Set(None),
        subject: Set(SUBJECT.to_owned()),
        subject_key: Set(domain::text::key(SUBJECT)),
        doc_type: Set("KẾ HOẠCH".to_owned()),
        number: Set(Some("1/KH-BGDĐT".to_owned())),
        place: Set(None),
        date_printed: Set(None),
        issued_on: Set(Some(now.local_day())),
        year: Set(Some(2024)),
        window_printed: Set(None),
        starts_on: Set(Some(now.local_day())),
        ends_on: Set(Some(now.local_day() + chrono::Days::new(365))),
        state: Set("issued".to_owned()),
        document: Set(serde_json::to_string(&draft).expect("a draft")),
        source: Set(serde_json::to_string(&source).expect("a text")),
        search_text: Set(String::new()),
        created_by: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    plan::Entity::insert(row).exec_without_returning(&tx).await.expect("a plan");
    for at in 0..n_duties {
        let text = match at % 4 {
            0 => format!(
                "Các phòng GD&ĐT, các trường mầm non xây dựng kế hoạch và cử người phụ trách nội dung thứ {at}"
            ),
            _ => format!("Tổ chức thực hiện và báo cáo kết quả nội dung thứ {at} của kế hoạch"),
        };
        let row = duty::ActiveModel {
            id: Set(tx.new_id(now)),
            plan_id: Set(id),
            position: Set(at),
            text_key: Set(domain::text::key(&text)),
            text: Set(text),
            verbs: Set("tổ chức".to_owned()),
            unit_source: Set("sentence".to_owned()),
            time_printed: Set(None),
            starts_on: Set(None),
            ends_on: Set(Some(now.local_day() + chrono::Days::new(u64::from(at.unsigned_abs()) * 9))),
            state: Set("waiting".to_owned()),
            first_line: Set(at + 1),
            last_line: Set(at + 1),
            item: Set(None),
        };
        duty::Entity::insert(row).exec_without_returning(&tx).await.expect("a duty");
    }
    tx.commit().await.expect("committed");
    id
}

async fn ask_all(house: &TestApp, country: &Country) {
    let duties: Vec<DutyId> = duty::of_plan(country.plan)
        .all(house.app.db.read())
        .await
        .expect("duties")
        .into_iter()
        .map(|row| row.id)
        .collect();
    for some in country.schools.chunks(UNITS_AT_ONCE) {
        let tx = house.app.db.write().await.expect("a transaction");
        let list: Vec<Assigned> = some
            .iter()
            .flat_map(|unit| duties.iter().map(|duty| (*unit, *duty)))
            .map(|(unit, duty)| Assigned { unit, source: Asked::Duty(duty), role: Role::Lead })
            .collect();
        assign(&tx, house.app.now(), By::HOUSE, country.plan, &list).await.expect("asked");
        tx.commit().await.expect("committed");
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures")]
pub fn now() -> Instant {
    Instant::now()
}
