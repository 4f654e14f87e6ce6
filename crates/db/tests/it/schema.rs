//! The migrated schema is the committed one.

use db::db_test;
use sea_orm::DbBackend;

db_test! {
    async fn the_schema_is_the_committed_one(db: TestDb) {
        let name = if db.backend() == DbBackend::Postgres { "postgres.sql" } else { "sqlite.sql" };
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
        let is = db::schema::print(db).await.unwrap();
        if std::env::var_os("NHIPCAU_WRITE_SCHEMA").is_some() {
            std::fs::write(&path, &is).unwrap();
        }
        let should_be = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            is == should_be,
            "The migrations make another schema than crates/db/schema/{name}. If that is wanted, write it anew with\n\
             NHIPCAU_WRITE_SCHEMA=1 cargo test -p db schema\n(with {} set, for both databases) and commit it.\nIt is:\n{is}",
            db::testing::POSTGRES_VARIABLE,
        );
    }

    async fn migrating_twice_changes_nothing(db: TestDb) {
        assert_eq!(db::pending_migrations(db).await.unwrap(), Vec::<String>::new());
        assert_eq!(db::migrate(db).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn an_empty_file_is_migrated_from_nothing_and_says_how() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let db = db::Db::connect(&url, std::sync::Arc::new(domain::time::SystemChance)).await.unwrap();
    assert_eq!(db::pending_migrations(&db).await.unwrap(), db::migrate(&db).await.unwrap());
    assert_eq!(db::pending_migrations(&db).await.unwrap(), Vec::<String>::new());
}
