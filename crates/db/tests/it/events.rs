//! The history: written with the change, sealed in a chain, and every kind of tampering is found.

use db::events::{self, By, Fault, Head, NewEvent, PAYLOAD_BYTES_MAX, Verdict};
use db::{Db, DbError, db_test};
use domain::ids::{PersonId, PostId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait};
use serde_json::json;
use tables::event;

use crate::support::{add, now};

/// Records `n` events, one transaction each.
async fn happen(db: &Db, person: PersonId, n: u32) {
    for n in 0..n {
        let tx = db.write().await.unwrap();
        let post: PostId = tx.new_id(now());
        let event = NewEvent::new(now(), By::post(person, post), "rename", "person", person)
            .before(&json!({ "name": "Cũ" }))
            .after(&json!({ "name": "Mới" }))
            .with(json!({ "name": format!("Mới {n}"), "number": 1.0 }));
        events::record(&tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// A chain of `n` sealed events.
async fn sealed(db: &Db, n: u32) -> Vec<event::Model> {
    let person = add(db, "An").await;
    happen(db, person, n).await;
    assert_eq!(events::seal(db, now()).await.unwrap(), u64::from(n));
    event::sealed_after(0).all(db.read()).await.unwrap()
}

/// Does with the event table what its owner could do behind the product's back.
async fn tamper(db: &Db, row: event::ActiveModel) {
    let tx = db.write().await.unwrap();
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

fn broken(place: i64, fault: Fault) -> Verdict {
    Verdict::Broken { place, fault }
}

db_test! {
    async fn an_event_is_kept_with_its_change_or_not_at_all(db: TestDb) {
        let person = add(db, "An").await;
        let tx = db.write().await.unwrap();
        events::record(&tx, NewEvent::new(now(), By::HOUSE, "close", "person", person)).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(event::Entity::find().count(db.read()).await.unwrap(), 0);
        happen(db, person, 2).await;
        let rows = event::of("person", person.into()).all(db.read()).await.unwrap();
        let names: Vec<_> = rows.iter().map(|row| row.payload.as_str()).collect();
        assert_eq!(names, [r#"{"name":"Mới 1","number":1.0}"#, r#"{"name":"Mới 0","number":1.0}"#], "the newest first");
        assert_eq!(rows[0].person_id, Some(person));
        assert_ne!(rows[0].before_digest, rows[0].after_digest);
    }

    async fn a_chain_that_nobody_touched_is_whole(db: TestDb) {
        assert_eq!(events::verify(db).await.unwrap(), Verdict::Whole { head: Head::default() }, "an empty one as well");
        let rows = sealed(db, 5).await;
        let head = Head { place: 5, seal: rows[4].seal.clone().unwrap() };
        assert_eq!(events::verify(db).await.unwrap(), Verdict::Whole { head });
        assert_eq!(events::seal(db, now()).await.unwrap(), 0, "nothing is sealed twice");
        // Events that are not sealed yet are no fault, and come in at the end.
        happen(db, rows[0].person_id.unwrap(), 2).await;
        assert!(matches!(events::verify(db).await.unwrap(), Verdict::Whole { head } if head.place == 5));
        assert_eq!(events::seal(db, now()).await.unwrap(), 2);
        assert!(matches!(events::verify(db).await.unwrap(), Verdict::Whole { head } if head.place == 7));
    }

    async fn a_changed_event_is_found_in_every_column(db: TestDb) {
        let rows = sealed(db, 4).await;
        let original = rows[2].clone();
        let other_id = PersonId::from(uuid::Uuid::nil());
        let changes: Vec<event::ActiveModel> = vec![
            event::ActiveModel { at: Set(now().plus(std::time::Duration::from_micros(1))), ..Default::default() },
            event::ActiveModel { person_id: Set(Some(other_id)), ..Default::default() },
            event::ActiveModel { person_id: Set(None), ..Default::default() },
            event::ActiveModel { post_id: Set(None), ..Default::default() },
            event::ActiveModel { verb: Set("approve".into()), ..Default::default() },
            event::ActiveModel { kind: Set("plan".into()), ..Default::default() },
            event::ActiveModel { object_id: Set(uuid::Uuid::nil()), ..Default::default() },
            event::ActiveModel { before_digest: Set(None), ..Default::default() },
            event::ActiveModel { before_digest: Set(Some(String::new())), ..Default::default() },
            event::ActiveModel { after_digest: Set(original.before_digest.clone()), ..Default::default() },
            event::ActiveModel { payload: Set(original.payload.replace("1.0", "1")), ..Default::default() },
            event::ActiveModel { seal: Set(rows[1].seal.clone()), ..Default::default() },
        ];
        for mut change in changes {
            change.id = Set(original.id);
            let said = format!("{change:?}");
            tamper(db, change).await;
            assert_eq!(events::verify(db).await.unwrap(), broken(3, Fault::Changed), "{said}");
            tamper(db, event::ActiveModel::from(original.clone()).reset_all()).await;
            assert!(matches!(events::verify(db).await.unwrap(), Verdict::Whole { .. }));
        }
    }

    async fn a_removed_event_is_found_in_the_middle_and_at_the_end(db: TestDb) {
        let rows = sealed(db, 4).await;
        for (row, place) in [(&rows[3], 4), (&rows[1], 2), (&rows[0], 1)] {
            let tx = db.write().await.unwrap();
            event::Entity::delete_by_id(row.id).exec(&tx).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(events::verify(db).await.unwrap(), broken(place, Fault::Missing));
        }
    }

    async fn a_chain_forged_to_its_end_does_not_meet_the_head(db: TestDb) {
        let rows = sealed(db, 2).await;
        // The last event is forged with a fitting seal, as someone who knows the format could: only the head differs.
        let other = sealed_apart(&rows[1]).await;
        tamper(db, event::ActiveModel::from(other).reset_all()).await;
        let verdict = events::verify(db).await.unwrap();
        assert!(matches!(verdict, Verdict::Broken { place: 2, .. }), "{verdict:?}");
    }

    async fn two_sealers_at_once_make_one_chain_while_others_write(db: TestDb) {
        let person = add(db, "An").await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let (writer, sealer) = (db.handle(), db.handle());
            tasks.spawn(async move { happen(&writer, person, 10).await });
            tasks.spawn(async move {
                for _ in 0..5 {
                    events::seal(&sealer, now()).await.unwrap();
                }
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        events::seal(db, now()).await.unwrap();
        assert!(matches!(events::verify(db).await.unwrap(), Verdict::Whole { head } if head.place == 40));
    }

    async fn an_event_whose_transaction_ends_late_is_not_passed_over(db: TestDb) {
        if db.backend() == sea_orm::DbBackend::Sqlite {
            // SQLite has one writer: nobody ends later than who began later.
            return;
        }
        let person = add(db, "An").await;
        let slow = db.write().await.unwrap();
        events::record(&slow, NewEvent::new(now(), By::HOUSE, "slow", "person", person)).await.unwrap();
        happen(db, person, 1).await;
        assert_eq!(events::seal(db, now()).await.unwrap(), 1, "the slow one is not there yet");
        slow.commit().await.unwrap();
        assert_eq!(events::seal(db, now()).await.unwrap(), 1);
        assert!(matches!(events::verify(db).await.unwrap(), Verdict::Whole { head } if head.place == 2));
    }

    async fn a_payload_has_a_limit(db: TestDb) {
        let person = add(db, "An").await;
        let tx = db.write().await.unwrap();
        let event = NewEvent::new(now(), By::HOUSE, "note", "person", person).with(json!("x".repeat(PAYLOAD_BYTES_MAX)));
        assert!(matches!(events::record(&tx, event).await, Err(DbError::TooLarge { .. })));
    }
}

/// The same event in another house, where it says something else: a whole chain, but another one.
async fn sealed_apart(last: &event::Model) -> event::Model {
    let elsewhere = db::testing::TestDb::sqlite().await;
    let mut rows = sealed(&elsewhere, 2).await;
    let mut forged = rows.remove(1);
    forged.id = last.id;
    forged
}
