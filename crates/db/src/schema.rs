//! The schema as text, to compare the migrated database with the file that is committed.

use sea_orm::{ConnectionTrait, Statement};

use crate::{Db, DbError, dialect};

/// Prints the schema of the open database, one statement or column to a paragraph.
pub async fn print(db: &Db) -> Result<String, DbError> {
    let statement = Statement::from_string(db.backend(), dialect::schema_query(db.backend()));
    let mut lines = Vec::new();
    for row in db.read().query_all_raw(statement).await? {
        lines.push(one_column_to_a_line(&row.try_get::<String>("", "line")?));
    }
    Ok(lines.join("\n") + "\n")
}

/// SQLite keeps a table as one long line; a changed column should be one changed line.
fn one_column_to_a_line(statement: &str) -> String {
    if !statement.starts_with("CREATE TABLE") {
        return statement.to_owned();
    }
    statement
        .replacen(" ( ", " (\n  ", 1)
        .replace(", \"", ",\n  \"")
        .replace(", FOREIGN KEY", ",\n  FOREIGN KEY")
        .replace(" );", "\n);")
}
