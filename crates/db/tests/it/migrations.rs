//! What migrations make of the rows they find.

use db::{Db, db_test};
use domain::ids::{ImportId, UnitId};
use domain::units::UnitKind;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, QueryOrder};
use tables::import::State;
use tables::{import, import_draft, unit};

use crate::support::now;

/// Takes a migration back, so that it finds the rows written since as rows of the time before it.
async fn without(db: &Db, migration: &str, undo: &str) {
    let tx = db.write().await.unwrap();
    tx.execute_unprepared(undo).await.unwrap();
    let forget = format!("DELETE FROM seaql_migrations WHERE version = '{migration}'");
    tx.execute_unprepared(&forget).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(db::pending_migrations(db).await.unwrap(), [migration]);
}

/// Writes an import; `draft` is none when the file could not be read.
async fn add_import(db: &Db, title: &str, state: State, draft: Option<&str>) {
    let tx = db.write().await.unwrap();
    let (unit, import): (UnitId, ImportId) = (tx.new_id(now()), tx.new_id(now()));
    let row = unit::ActiveModel {
        id: Set(unit),
        code: Set(unit.to_string()),
        kind: Set(UnitKind::Bureau),
        area: Set(String::new()),
        rank: Set(0),
        valid_from: Set(None),
        valid_to: Set(None),
        source: Set(String::new()),
        verified: Set(true),
        search_text: Set(String::new()),
    };
    row.insert(&tx).await.unwrap();
    let row = import::ActiveModel {
        id: Set(import),
        unit_id: Set(unit),
        file_name: Set("ke-hoach.txt".into()),
        file: Set("0".repeat(64)),
        n_bytes: Set(1),
        state: Set(state),
        version: Set(1),
        title: Set(title.into()),
        on_day: Set("2024-09-05".parse().unwrap()),
        n_lines: Set(1),
        n_issues: Set(0),
        n_open: Set(0),
        is_doubted: Set(false),
        created_at: Set(now()),
        updated_at: Set(now()),
        ..Default::default()
    };
    row.insert(&tx).await.unwrap();
    if let Some(draft) = draft {
        let (source, reading) = (Set("{}".into()), Set(r#"{"doubt":{"reason":"no_signs"}}"#.into()));
        let row =
            import_draft::ActiveModel { import_id: Set(import), source, reading, draft: Set(draft.into()) };
        row.insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

db_test! {
    async fn imports_from_before_the_column_of_doubt_are_marked_by_their_drafts(db: TestDb) {
        add_import(db, "giá rau", State::Review, Some(r#"{"items":[],"doubt":{"reason":"no_signs","found":[]}}"#)).await;
        add_import(db, "kế hoạch", State::Review, Some(r#"{"items":[],"doubt":null}"#)).await;
        // A text that quotes such JSON is no doubt: its quotation marks are escaped.
        let quoted = serde_json::json!({"items": [{"text": "ghi \"doubt\":{ vào ô"}], "doubt": null}).to_string();
        add_import(db, "hướng dẫn", State::Review, Some(&quoted)).await;
        add_import(db, "quét", State::Failed, None).await;
        add_import(db, "đã bỏ", State::Discarded, Some(r#"{"doubt":{"reason":"too_few","found":["tasks"]},"items":[]}"#)).await;

        without(db, "m0008_doubted_imports", "ALTER TABLE import DROP COLUMN is_doubted").await;
        db::migrate(db).await.unwrap();

        let rows = import::Entity::find().order_by_asc(import::Column::Id).all(db.read()).await.unwrap();
        let doubted: Vec<(&str, bool)> = rows.iter().map(|row| (row.title.as_str(), row.is_doubted)).collect();
        let expected = [("giá rau", true), ("kế hoạch", false), ("hướng dẫn", false), ("quét", false), ("đã bỏ", true)];
        assert_eq!(doubted, expected);
    }
}
