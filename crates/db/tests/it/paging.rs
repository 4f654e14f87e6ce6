//! Pages of a list, and the order of moments.

use std::time::Duration;

use db::{Page, db_test, paging};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::NullOrdering;
use sea_orm::{ActiveModelTrait, EntityTrait, Order, QueryOrder};
use tables::person;

use crate::support::{add, now, person};

db_test! {
    async fn a_list_is_cut_into_pages_in_the_order_of_folded_names(db: TestDb) {
        for name in ["Đào", "Ánh", "Yến", "an", "Bình"] {
            add(db, name).await;
        }
        let page = paging::page(person::open_by_name(), Page::new(2, 2), db.read()).await.unwrap();
        assert_eq!((page.total, page.n_pages, page.page), (5, 3, 2));
        assert_eq!(page.map(|row| row.name).items, ["Bình", "Đào"]);
        let beyond = paging::page(person::open_by_name(), Page::new(9, 2), db.read()).await.unwrap();
        assert_eq!((beyond.page, beyond.map(|row| row.name).items), (3, vec!["Yến".to_owned()]));
    }

    async fn moments_sort_by_time_whatever_their_fraction_and_nulls_come_last(db: TestDb) {
        let spans = [Some(0), Some(1), Some(999_999), None, Some(1_000_000), Some(500_000), Some(10)];
        for (n, micros) in spans.iter().enumerate() {
            let tx = db.write().await.unwrap();
            let start = now().minus(Duration::from_micros(123_456));
            let mut row = person(&tx, &format!("p{n}"));
            row.locked_until = Set(micros.map(|micros| start.plus(Duration::from_micros(micros))));
            row.insert(&tx).await.unwrap();
            tx.commit().await.unwrap();
        }
        let rows = person::Entity::find()
            .order_by_with_nulls(person::Column::LockedUntil, Order::Asc, NullOrdering::Last)
            .all(db.read())
            .await
            .unwrap();
        let seen: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(seen, ["p0", "p1", "p6", "p5", "p2", "p4", "p3"]);
    }
}

#[test]
fn wrong_page_numbers_become_the_nearest_right_ones() {
    let asked = |text: &str| serde_json::from_str::<Page>(text).unwrap();
    assert_eq!(asked("{}"), Page::default());
    assert_eq!(asked(r#"{"page":0,"size":0}"#), Page::new(1, 1));
    assert_eq!(asked(r#"{"page":3,"size":100000}"#), Page::new(3, paging::PAGE_ROWS_MAX));
    assert_eq!(Page::new(u64::MAX, 10).offset(), (paging::PAGE_NUMBER_MAX - 1) * 10);
}
