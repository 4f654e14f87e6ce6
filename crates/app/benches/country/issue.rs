//! A plan with one duty for every school, whose document waits to be issued.

use super::Country;
use crate::support::TestApp;
use app::features::documents::Issue;
use chrono::Datelike as _;
use domain::ids::{DocumentId, DutyId};
use domain::units::UnitKind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::json;
use tables::document::State;
use tables::{address, document, duty, duty_unit, plan, recipient};

/// Whom it prints.
const PRINTED: &str = "Các trường mầm non";

/// Sends a numbered document on its way to all schools: its job waits in the queue.
pub async fn issuing(house: &TestApp, country: &Country) -> DocumentId {
    let now = house.app.now();
    let tx = house.app.db.write().await.expect("a transaction");
    let first = plan::by_id(country.plan).one(&tx).await.expect("a row").expect("a plan");
    let subject = "Tổ chức ngày hội đọc sách".to_owned();
    let row = plan::Model { id: tx.new_id(now), subject: subject.clone(), number: None, ..first };
    let plan = row.id;
    plan::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(&tx)
        .await
        .expect("a plan");
    let asked = duty::of_plan(country.plan).one(&tx).await.expect("a row").expect("a duty");
    let asked = duty::Model { id: tx.new_id(now), plan_id: plan, ..asked };
    let asked_id: DutyId = asked.id;
    duty::Entity::insert(asked.into_active_model().reset_all())
        .exec_without_returning(&tx)
        .await
        .expect("a duty");
    let bound = duty_unit::ActiveModel {
        id: Set(tx.new_id(now)),
        plan_id: Set(plan),
        duty_id: Set(asked_id),
        role: Set("bound".to_owned()),
        position: Set(0),
        printed: Set(PRINTED.to_owned()),
        unit_id: Set(None),
    };
    duty_unit::Entity::insert(bound).exec_without_returning(&tx).await.expect("who is bound");
    let to = recipient::ActiveModel {
        id: Set(tx.new_id(now)),
        plan_id: Set(plan),
        position: Set(0),
        first_line: Set(1),
        last_line: Set(1),
        name: Set(PRINTED.to_owned()),
        purpose: Set(Some("để t/h".to_owned())),
        kind: Set("unit".to_owned()),
        unit_id: Set(None),
        item: Set(None),
    };
    recipient::Entity::insert(to).exec_without_returning(&tx).await.expect("a recipient");
    let said = address::ActiveModel {
        id: Set(tx.new_id(now)),
        plan_id: Set(plan),
        printed_key: Set(draft::name_key(PRINTED)),
        printed: Set(PRINTED.to_owned()),
        target: Set("group".to_owned()),
        target_id: Set(Some(country.ministry.uuid())),
        unit_kind: Set(Some(UnitKind::Preschool.code().to_owned())),
        person_id: Set(None),
        updated_at: Set(now),
    };
    address::Entity::insert(said).exec_without_returning(&tx).await.expect("who is meant");
    let day = now.local_day();
    let paper = json!({
        "kind": "KH", "type_printed": null, "issuers": [],
        "number": {"number": 2, "symbol": "KH-BGDĐT"}, "place": "Hà Nội",
        "date": {"day": day.day(), "month": day.month(), "year": day.year()},
        "subject": &subject, "body": [{"text": "Các trường mầm non tổ chức ngày hội đọc sách."}],
        "signatures": [], "recipients": [],
    });
    let id: DocumentId = tx.new_id(now);
    let row = document::Model {
        id,
        unit_id: country.ministry,
        plan_id: Some(plan),
        about_id: None,
        kind: "KH".to_owned(),
        subject_key: domain::text::key(&subject),
        subject,
        state: State::Issuing,
        version: 1,
        content: paper.to_string(),
        urgency: None,
        number: Some(2),
        symbol: Some("2/KH-BGDĐT".to_owned()),
        issued_on: Some(day),
        n_to_deliver: i32::try_from(country.schools.len()).unwrap_or(i32::MAX),
        n_delivered: 0,
        n_to_remind: None,
        n_reminded: 0,
        returned_why: None,
        created_by: None,
        created_at: now,
        updated_at: now,
        submitted_at: Some(now),
        issued_at: Some(now),
    };
    document::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(&tx)
        .await
        .expect("a document");
    jobs::enqueue(&tx, now, &Issue { document: id, person: None, post: None }).await.expect("in the queue");
    tx.commit().await.expect("committed");
    id
}
