//! People for the stories.

use db::Db;
use domain::ids::PersonId;
use domain::time::Moment;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;
use tables::person;

/// When the stories play.
pub fn now() -> Moment {
    "2026-11-22T09:00:00.123456Z".parse().unwrap()
}

/// A person, not written yet.
pub fn person(tx: &db::WriteTx, name: &str) -> person::ActiveModel {
    person::ActiveModel {
        id: Set(tx.new_id(now())),
        name: Set(name.into()),
        name_key: Set(domain::text::key(name)),
        email: Set(format!("{}@example.vn", domain::text::key(name).replace(' ', "."))),
        is_admin: Set(false),
        failed_sign_ins: Set(0),
        created_at: Set(now()),
        updated_at: Set(now()),
        ..Default::default()
    }
}

/// Writes a person.
pub async fn add(db: &Db, name: &str) -> PersonId {
    let tx = db.write().await.unwrap();
    let row = person(&tx, name).insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}
