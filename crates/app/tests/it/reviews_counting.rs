//! Reviews of much work: counted by a job, whose page says how far it is; texts go on, and nothing is lost when it fails.

use crate::app_test;
use crate::documents::{World, world};
use crate::reviews::{at, issued, shown};
use crate::support::TestApp;
use app::features::reviews::actions::{NewReview, begin_up_to, freeze_up_to};
use db::events::By;
use domain::ids::ReviewId;
use domain::rights::PostKind;
use jobs::Job as _;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use std::time::Duration;
use tables::{review, review_snapshot};

/// Longer than all waits of a job that fails.
const TRIES_SECONDS: u64 = 600;

/// A review of a plan that is too large for a request.
async fn begun_large(app: &TestApp, world: &World, plan: &str) -> ReviewId {
    let today = app.app.now().local_day();
    let texts = [("general".to_owned(), "Đã giao {asked} việc.".to_owned())];
    let new = NewReview {
        unit: world.office,
        plan: Some(plan.parse().unwrap()),
        about: None,
        kind: "interim",
        title: "Sơ kết".to_owned(),
        from: today,
        to: today,
        texts: texts.into_iter().collect(),
    };
    begin_up_to(&app.app.db, app.app.now(), By::HOUSE, new, 0).await.unwrap()
}

async fn snapshots(app: &TestApp, id: ReviewId) -> usize {
    review_snapshot::of_review(id).all(app.app.db.read()).await.unwrap().len()
}

app_test! {
    async fn a_large_review_is_counted_by_a_job(app: TestApp) {
        let world = world(app).await;
        let (plan, _) = issued(app, &world).await;
        let mut drafter = at(app, PostKind::Drafter, world.office).await;
        let id = begun_large(app, &world, &plan).await;
        let address = format!("/reviews/{id}");
        drafter.get(&address).await.expect(200).shows("Đang đếm số liệu").shows("Đã giao … việc.").hides("Lập báo cáo</button>").hides("Đếm số liệu</button>");
        drafter.get("/reviews").await.expect(200).shows("đang đếm số liệu");
        // No number is better than a nought, and nothing is made of none.
        let page = shown(&mut drafter, &id.to_string()).await;
        assert_eq!((page["snapshot"].as_i64(), page["numbers"].as_array().unwrap().len()), (Some(0), 0));
        drafter.get(&format!("{address}/records?keys=asked")).await.expect(404);
        drafter.post(&format!("{address}/report"), &[]).await.expect(409).shows("đang được đếm");
        drafter.post(&format!("{address}/snapshots"), &[]).await.expect(409).shows("đang được đếm");
        // The texts are written meanwhile, and a refused one is not lost.
        drafter.post(&address, &[("revision", "1"), ("title", ""), ("texts.general", "Chữ đang gõ.")]).await.expect(422).shows("Chữ đang gõ.");
        drafter.post(&address, &[("revision", "1"), ("title", "Sơ kết"), ("texts.general", "Đã giao {asked} việc trong kỳ.")]).await.expect(303);

        app.run_jobs().await;
        drafter.get("/reviews").await.expect(200).hides("đang đếm số liệu");
        drafter.get(&address).await.expect(200).hides("Đang đếm số liệu").shows("việc trong kỳ.");
        let page = shown(&mut drafter, &id.to_string()).await;
        assert_eq!((page["snapshot"].as_i64(), &page["counting"]), (Some(1), &serde_json::Value::Null));
        let asked = page["numbers"].as_array().unwrap().iter().find(|one| one["key"] == "asked").unwrap();
        assert_eq!(asked["value"], 6);
        drafter.post(&format!("{address}/report"), &[]).await.expect(303);

        // Counted anew, what was counted before stays until the new numbers are there.
        app.clock.advance(Duration::from_secs(60));
        assert_eq!(freeze_up_to(&app.app.db, app.app.now(), By::HOUSE, id, 0).await.unwrap(), None);
        drafter.get(&address).await.expect(200).shows("Đang đếm số liệu").hides("Đã giao … việc");
        app.run_jobs().await;
        assert_eq!(shown(&mut drafter, &id.to_string()).await["snapshot"], 2);
        app.assert_no_jobs_left().await;
    }

    async fn what_is_small_is_counted_at_once(app: TestApp) {
        let world = world(app).await;
        let (plan, _) = issued(app, &world).await;
        let id = begun_large(app, &world, &plan).await;
        app.run_jobs().await;
        app.clock.advance(Duration::from_secs(60));
        // Six pieces of work: six fit, and the seventh would not.
        let by = By::HOUSE;
        assert_eq!(freeze_up_to(&app.app.db, app.app.now(), by, id, 6).await.unwrap(), Some(2));
        app.clock.advance(Duration::from_secs(60));
        assert_eq!(freeze_up_to(&app.app.db, app.app.now(), by, id, 5).await.unwrap(), None);
        let refused = freeze_up_to(&app.app.db, app.app.now(), by, id, 6).await;
        assert_eq!(refused.err().map(|error| error.code().to_owned()).as_deref(), Some("reviews-counting"));
        app.run_jobs().await;
        assert_eq!(snapshots(app, id).await, 3);
    }

    async fn a_counting_done_twice_keeps_one_snapshot(app: TestApp) {
        let world = world(app).await;
        let (plan, _) = issued(app, &world).await;
        let id = begun_large(app, &world, &plan).await;
        let tx = app.app.db.write().await.unwrap();
        let again = app::features::reviews::CountReview { review: id, person: None, post: None };
        jobs::enqueue(&tx, app.app.now(), &again).await.unwrap();
        tx.commit().await.unwrap();
        app.run_jobs().await;
        assert_eq!(snapshots(app, id).await, 1);
        app.assert_no_jobs_left().await;
    }

    async fn a_counting_that_fails_is_said_and_tried_again(app: TestApp) {
        let world = world(app).await;
        let (plan, _) = issued(app, &world).await;
        let before = begun_large(app, &world, &plan).await;
        app.run_jobs().await;
        app.clock.advance(Duration::from_secs(24 * 3600));
        // The numbers of the review before cannot be read: the new one sets its own beside them.
        let kept = review_snapshot::of_review(before).one(app.app.db.read()).await.unwrap().unwrap();
        let whole = kept.numbers.clone();
        let write = async |numbers: String| {
            let tx = app.app.db.write().await.unwrap();
            let mut row = review_snapshot::Entity::find_by_id(kept.id).one(&tx).await.unwrap().unwrap().into_active_model();
            row.numbers = Set(numbers);
            row.update(&tx).await.unwrap();
            tx.commit().await.unwrap();
        };
        write("{".to_owned()).await;
        let id = begun_large(app, &world, &plan).await;
        for _ in 0..app::features::reviews::CountReview::ATTEMPTS_MAX {
            app.run_jobs().await;
            app.clock.advance(Duration::from_secs(TRIES_SECONDS));
        }
        app.assert_no_jobs_left().await;
        let mut drafter = at(app, PostKind::Drafter, world.office).await;
        drafter.get(&format!("/reviews/{id}")).await.expect(200).shows("Chưa đếm được số liệu").shows("Đã giao … việc.").shows("Đếm số liệu</button>");
        drafter.post(&format!("/reviews/{id}/report"), &[]).await.expect(409).shows("Chưa có số liệu");
        write(whole).await;
        drafter.post(&format!("/reviews/{id}/snapshots"), &[]).await.expect(303);
        let page = shown(&mut drafter, &id.to_string()).await;
        assert_eq!(page["snapshot"], 1);
        // Counted again in vain, the page says that its numbers are those of before.
        write("{".to_owned()).await;
        app.clock.advance(Duration::from_secs(24 * 3600));
        let tx = app.app.db.write().await.unwrap();
        let row = review::by_id(id).one(&tx).await.unwrap().unwrap();
        let mut counting = row.into_active_model();
        counting.counting_at = Set(Some(app.app.now()));
        counting.update(&tx).await.unwrap();
        jobs::enqueue(&tx, app.app.now(), &app::features::reviews::CountReview { review: id, person: None, post: None }).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..app::features::reviews::CountReview::ATTEMPTS_MAX {
            app.run_jobs().await;
            app.clock.advance(Duration::from_secs(TRIES_SECONDS));
        }
        let mut drafter = at(app, PostKind::Drafter, world.office).await;
        drafter.get(&format!("/reviews/{id}")).await.expect(200).shows("không xong. Số liệu đang hiện là của lần 1");
    }
}
