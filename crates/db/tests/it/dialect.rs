//! Hand-written SQL, each on both databases.

use db::dialect::{self, SEARCH_WORDS_MAX};
use db::{Db, db_test};
use domain::ids::PersonId;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoSimpleExpr, QueryFilter,
    QueryOrder, QuerySelect, Statement,
};
use tables::person;

use crate::support::{add, now, person};

/// Makes names searchable, as a migration would.
async fn with_search(db: &Db) {
    let tx = db.write().await.unwrap();
    dialect::create_full_text(&tx, "person", "name_key").await.unwrap();
    tx.commit().await.unwrap();
}

async fn found(db: &Db, query: &str) -> Vec<String> {
    let Some(condition) = dialect::full_text(db.backend(), "person", "name_key", query) else {
        return vec!["(no condition)".into()];
    };
    let rows = person::Entity::find()
        .filter(condition)
        .filter(person::Column::FailedSignIns.eq_any_number())
        .order_by_asc(person::Column::NameKey)
        .all(db.read())
        .await
        .unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

/// A second parameter in the same query, so that numbering of parameters is proved as well.
trait EqAnyNumber {
    fn eq_any_number(self) -> sea_orm::sea_query::SimpleExpr;
}

impl EqAnyNumber for person::Column {
    fn eq_any_number(self) -> sea_orm::sea_query::SimpleExpr {
        self.gte(0)
    }
}

async fn write(db: &Db, change: person::ActiveModel) {
    let tx = db.write().await.unwrap();
    change.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn add_words(db: &Db, name: &str) -> PersonId {
    let tx = db.write().await.unwrap();
    let mut row = person(&tx, name);
    row.name_key = Set(dialect::search_text(name));
    let row = row.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

db_test! {
    async fn full_text_finds_beginnings_of_words_in_any_order_without_marks(db: TestDb) {
        with_search(db).await;
        for name in ["Cục Nhà giáo và CBQLGD", "Kế hoạch 39/QĐ-BGDĐT", "Sở GD&ĐT Đắk Lắk", "Đường Nguyễn Huệ"] {
            add_words(db, name).await;
        }
        assert_eq!(found(db, "giáo cuc NHÀ").await, ["Cục Nhà giáo và CBQLGD"]);
        assert_eq!(found(db, "duong ngu").await, ["Đường Nguyễn Huệ"]);
        assert_eq!(found(db, "39/QĐ-BGDĐT").await, ["Kế hoạch 39/QĐ-BGDĐT"]);
        assert_eq!(found(db, "qd").await, ["Kế hoạch 39/QĐ-BGDĐT"]);
        assert_eq!(found(db, "gd&đt").await, ["Sở GD&ĐT Đắk Lắk"]);
        assert_eq!(found(db, "lak cuc").await, Vec::<String>::new());
        assert_eq!(found(db, " -- ").await, ["(no condition)"]);
    }

    async fn full_text_first_takes_the_first_rows_that_fit_and_no_more(db: TestDb) {
        with_search(db).await;
        for n in 0..20 {
            let id = add_words(db, &format!("Trường {n:02}")).await;
            let failed = i32::from(n < 4);
            write(db, person::ActiveModel { id: Set(id), failed_sign_ins: Set(failed), ..Default::default() }).await;
        }
        let column = person::Column::FailedSignIns;
        let list = async |also: sea_orm::sea_query::SimpleExpr, n_max: u64| {
            let words = dialect::full_text_first(
                db.backend(), ("person", "name_key"), "truong", (also, column.into_simple_expr()), n_max,
            );
            // No limit of its own, and a second parameter: the condition alone cuts.
            let found = person::Entity::find().filter(words.unwrap()).filter(column.eq_any_number());
            let rows = found.order_by_asc(person::Column::NameKey).all(db.read()).await.unwrap();
            rows.into_iter().map(|row| row.name_key).collect::<Vec<_>>()
        };
        assert_eq!(list(column.eq(0), 3).await, ["truong 04", "truong 05", "truong 06"]);
        assert_eq!(list(column.gt(0), 50).await, ["truong 00", "truong 01", "truong 02", "truong 03"]);
        assert_eq!(list(column.gte(0), 50).await.len(), 20);
        let nothing = (column.gte(0), column.into_simple_expr());
        assert!(dialect::full_text_first(db.backend(), ("person", "name_key"), " -- ", nothing, 3).is_none());
    }

    async fn full_text_follows_changes_removals_and_vacuum(db: TestDb) {
        with_search(db).await;
        let first = add_words(db, "Lan").await;
        let second = add_words(db, "Mai").await;
        write(db, person::ActiveModel { id: Set(second), name_key: Set("cuc".into()), ..Default::default() }).await;
        assert_eq!(found(db, "mai").await, Vec::<String>::new());
        assert_eq!(found(db, "cuc").await, ["Mai"]);
        let tx = db.write().await.unwrap();
        person::Entity::delete_by_id(first).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(db, "lan").await, Vec::<String>::new());
        vacuum(db).await;
        assert_eq!(found(db, "cuc").await, ["Mai"]);
        add_words(db, "Lan").await;
        assert_eq!(found(db, "lan").await, ["Lan"]);
    }

    async fn full_text_cannot_be_broken_out_of(db: TestDb) {
        with_search(db).await;
        add_words(db, "An").await;
        for hostile in ["\"", "an\" OR \"b", "an' & 'b", "an:* | b", "NEAR(an", "an*", "(", "!an", "<->", "\0", "an) --", "ａｎ", "😀"] {
            found(db, hostile).await;
        }
        let many = (0..10_000).map(|n| format!("an{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(found(db, &many).await, Vec::<String>::new());
        let long = "an ".repeat(SEARCH_WORDS_MAX) + "never-looked-at";
        assert_eq!(found(db, &long).await, ["An"]);
    }

    async fn parts_of_keys_are_found_and_their_signs_are_only_signs(db: TestDb) {
        for name in ["100% Đạt", "1000 Đạt", "a_b", "axb", "c\\d", "cd"] {
            add(db, name).await;
        }
        let names = async |condition| {
            let list = person::Entity::find().filter(condition).order_by_asc(person::Column::NameKey);
            list.all(db.read()).await.unwrap().into_iter().map(|row| row.name).collect::<Vec<_>>()
        };
        let column = person::Column::NameKey;
        assert_eq!(names(dialect::contains(column, "0% ĐẠT")).await, ["100% Đạt"]);
        assert_eq!(names(dialect::contains(column, "_")).await, ["a_b"]);
        assert_eq!(names(dialect::contains(column, "\\")).await, ["c\\d"]);
        let backend = db.backend();
        assert_eq!(names(dialect::starts_with(backend, column, "100")).await, ["100% Đạt", "1000 Đạt"]);
        assert_eq!(names(dialect::starts_with(backend, column, "a_")).await, ["a_b"]);
        assert_eq!(names(dialect::starts_with(backend, column, "đạt")).await, Vec::<String>::new());
    }

    async fn a_sum_is_a_whole_number_and_nothing_adds_up_to_nought(db: TestDb) {
        let sum = async || {
            let query = person::Entity::find().select_only().expr_as(dialect::sum(person::Column::FailedSignIns), "n");
            query.into_tuple::<i64>().one(db.read()).await.unwrap().unwrap()
        };
        assert_eq!(sum().await, 0);
        for name in ["a", "b"] {
            let id = add(db, name).await;
            write(db, person::ActiveModel { id: Set(id), failed_sign_ins: Set(i32::MAX), updated_at: Set(now()), ..Default::default() }).await;
        }
        assert_eq!(sum().await, 2 * i64::from(i32::MAX));
    }

    async fn only_one_server_migrates_at_a_time(db: TestDb) {
        let (one, two) = (db.handle(), db.handle());
        let (a, b) = tokio::join!(db::migrate(&one), db::migrate(&two));
        assert!(a.unwrap().is_empty() && b.unwrap().is_empty());
    }
}

/// VACUUM cannot run in a transaction, so it has a connection of its own.
async fn vacuum(db: &db::testing::TestDb) {
    let conn = sea_orm::Database::connect(db.url()).await.unwrap();
    conn.execute_unprepared("VACUUM").await.unwrap();
    conn.close().await.unwrap();
}

#[test]
fn search_text_holds_folded_words_only() {
    assert_eq!(
        dialect::search_text("  Kế hoạch số 39/KH-SGDĐT, ngày 01.3.2026 "),
        "ke hoach so 39 kh sgddt ngay 01 3 2026"
    );
    assert_eq!(dialect::search_text("—"), "");
}

db_test! {
    async fn after_stock_is_taken_the_planner_knows_the_rows(db: TestDb) {
        add(db, "Nguyễn Thị Hoa").await;
        let tx = db.write().await.unwrap();
        tx.take_stock(&["person"]).await.unwrap();
        tx.commit().await.unwrap();
        // SQLite keeps no such counts: there it is only proved that taking stock does no harm.
        if db.backend() != DbBackend::Postgres {
            return;
        }
        let sql = "SELECT reltuples::bigint AS n FROM pg_class WHERE relname = 'person'";
        let row = db.read().query_one_raw(Statement::from_string(db.backend(), sql)).await.unwrap().unwrap();
        assert_eq!(row.try_get::<i64>("", "n").unwrap(), 1);
    }
}
