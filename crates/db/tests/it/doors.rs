//! The two doors: what is written stays, what is not committed is gone, and nobody's change is lost.

use db::{Trouble, db_test};
use domain::ids::{PostId, UnitId};
use domain::rights::PostKind;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QuerySelect};
use tables::{person, post};

use crate::support::{add, now, person};

db_test! {
    async fn a_row_comes_back_as_it_was_written(db: TestDb) {
        let id = add(db, "Nguyễn Thị Đào").await;
        let row = person::by_id(id).one(db.read()).await.unwrap().unwrap();
        assert_eq!((row.name.as_str(), row.name_key.as_str()), ("Nguyễn Thị Đào", "nguyen thi dao"));
        assert_eq!(row.created_at, now(), "to the microsecond");
        assert_eq!(row.locked_until, None);
    }

    async fn without_commit_nothing_stays(db: TestDb) {
        for is_said in [true, false] {
            let tx = db.write().await.unwrap();
            person(&tx, "Ai đó").insert(&tx).await.unwrap();
            if is_said { tx.rollback().await.unwrap() } else { drop(tx) }
        }
        assert_eq!(person::Entity::find().count(db.read()).await.unwrap(), 0);
    }

    async fn no_change_is_lost_when_many_write(db: TestDb) {
        let id = add(db, "Bận Rộn").await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let db = db.handle();
            tasks.spawn(async move {
                for _ in 0..25 {
                    let tx = db.write().await.unwrap();
                    let row = person::by_id(id).lock_exclusive().one(&tx).await.unwrap().unwrap();
                    let n = row.failed_sign_ins;
                    let mut row: person::ActiveModel = row.into();
                    row.failed_sign_ins = Set(n + 1);
                    row.update(&tx).await.unwrap();
                    tx.commit().await.unwrap();
                }
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        assert_eq!(person::by_id(id).one(db.read()).await.unwrap().unwrap().failed_sign_ins, 200);
    }

    async fn the_reading_door_does_not_write(db: TestDb) {
        let error = db.read().execute_unprepared("DELETE FROM person").await.unwrap_err();
        assert_eq!(Trouble::of(&error), Trouble::ReadOnly, "{error:?}");
    }

    async fn a_second_person_with_the_same_address_is_refused_as_such(db: TestDb) {
        add(db, "An").await;
        let tx = db.write().await.unwrap();
        let error = db::DbError::from(person(&tx, "An").insert(&tx).await.unwrap_err());
        assert!(error.is_unique_violation(), "{error:?}");
    }

    async fn a_post_needs_its_person(db: TestDb) {
        let tx = db.write().await.unwrap();
        let row = post::ActiveModel {
            id: Set(tx.new_id::<PostId>(now())),
            person_id: Set(tx.new_id(now())),
            unit_id: Set(tx.new_id::<UnitId>(now())),
            kind: Set(PostKind::Clerk),
            title: Set("Văn thư".into()),
            is_main: Set(true),
            started_at: Set(now()),
            ended_at: Set(None),
        };
        let failure = match row.insert(&tx).await {
            Err(error) => db::DbError::from(error),
            Ok(_) => tx.commit().await.unwrap_err(),
        };
        assert_eq!(failure.trouble(), Trouble::MissingOther, "{failure:?}");
    }
}
