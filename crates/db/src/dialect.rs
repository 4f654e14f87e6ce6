//! Dialect: the only home of hand-written SQL. Where SQLite and PostgreSQL differ, both texts stand side by side, and
//! each has its test in tests/it/dialect.rs.

use std::fmt::Write as _;

use domain::text;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, DbErr, IntoSimpleExpr};

use crate::WriteTx;

/// Words of a search that are looked at; the rest would only make it slow.
pub const SEARCH_WORDS_MAX: usize = 16;

/// What only one transaction may do at a time, where there is no row to lock: it is not there yet, or there are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Bringing the schema up to date: two servers may start together.
    Migration,
    /// Making the first administrator.
    FirstAdministrator,
    /// Changing the forest of units, whose rules look at more units than the one that changes.
    Units,
    /// Opening registers of documents: those of a new year are made by whoever takes the first number.
    Registers,
    /// Adding partners outside, which may be the same under a similar name.
    Groups,
}

/// The first of the numbers under which PostgreSQL knows our doors.
const DOORS: i64 = 0x4e48_4950_4341_5500;

/// Chooses between the text for SQLite and the one for PostgreSQL.
fn either<T>(backend: DbBackend, sqlite: T, postgres: T) -> T {
    match backend {
        DbBackend::Postgres => postgres,
        _ => sqlite,
    }
}

/// Waits until no other transaction stands in this door. An SQLite writer is alone already.
pub(crate) async fn stand_in(tx: &WriteTx, door: Door) -> Result<(), DbErr> {
    let number = DOORS + door as i64;
    let sql = either(tx.backend(), String::new(), format!("SELECT pg_advisory_xact_lock({number})"));
    if !sql.is_empty() {
        tx.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Renews what the planner knows about `tables`. SQLite plans ours well from its indexes alone.
pub(crate) async fn take_stock(tx: &WriteTx, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        let sql = either(tx.backend(), String::new(), format!("ANALYZE \"{table}\""));
        if !sql.is_empty() {
            tx.execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}

/// The text to store in a full-text column: folded words, one space between, nothing else.
///
/// Signs are taken out here, because the two databases cut "39/QĐ-BGDĐT" into different words.
pub fn search_text(plain: &str) -> String {
    let mut words = String::with_capacity(plain.len());
    for word in text::key(plain).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// For migrations: makes `column` of `table` (with an `id` key) searchable by `full_text`, and keeps it so.
///
/// SQLite: the index holds words only (`contentless_delete`), tied by a number of its own, because the hidden rowid of
/// a table may change at VACUUM. PostgreSQL: without a list of rows to be indexed later, which every search would read
/// until the next VACUUM (measured after an import: 120 ms in place of 5).
pub async fn create_full_text<C: ConnectionTrait>(conn: &C, table: &str, column: &str) -> Result<(), DbErr> {
    let (t, c) = (table, column);
    let sqlite = format!(
        "CREATE TABLE {t}_search_row (n INTEGER PRIMARY KEY, id uuid_text NOT NULL UNIQUE);
         CREATE VIRTUAL TABLE {t}_search USING fts5({c}, content='', contentless_delete=1, prefix='2 3', \
             tokenize='unicode61 remove_diacritics 0');
         CREATE TRIGGER {t}_search_insert AFTER INSERT ON \"{t}\" BEGIN
             INSERT INTO {t}_search_row (id) VALUES (new.id);
             INSERT INTO {t}_search (rowid, {c}) SELECT n, new.{c} FROM {t}_search_row WHERE id = new.id;
         END;
         CREATE TRIGGER {t}_search_update AFTER UPDATE OF {c} ON \"{t}\" BEGIN
             UPDATE {t}_search SET {c} = new.{c} WHERE rowid = (SELECT n FROM {t}_search_row WHERE id = new.id);
         END;
         CREATE TRIGGER {t}_search_delete AFTER DELETE ON \"{t}\" BEGIN
             DELETE FROM {t}_search WHERE rowid = (SELECT n FROM {t}_search_row WHERE id = old.id);
             DELETE FROM {t}_search_row WHERE id = old.id;
         END;"
    );
    let postgres = format!(
        "CREATE INDEX {t}_{c}_search_index ON \"{t}\" USING gin (to_tsvector('simple'::regconfig, {c})) \
         WITH (fastupdate = off)"
    );
    conn.execute_unprepared(&either(conn.get_database_backend(), sqlite, postgres)).await?;
    Ok(())
}

/// A condition: `column` of `table` (made by `create_full_text`) holds all words of `query`, each as the beginning of
/// a word. None when the query has no word.
pub fn full_text(backend: DbBackend, table: &str, column: &str, query: &str) -> Option<SimpleExpr> {
    let (t, c, pattern) = (table, column, pattern(backend, query)?);
    let sql = either(
        backend,
        format!(
            "\"{t}\".\"id\" IN (SELECT r.id FROM {t}_search_row r \
             WHERE r.n IN (SELECT rowid FROM {t}_search WHERE {t}_search MATCH ?))"
        ),
        format!("to_tsvector('simple'::regconfig, \"{t}\".\"{c}\") @@ to_tsquery('simple'::regconfig, $1)"),
    );
    Some(Expr::cust_with_values(sql, [pattern]))
}

/// A condition: one of the first `n_max` rows that hold the words of `query` and for which `also` is true. A word that
/// every row holds is not worth reading every row, so the rows that are wanted most must be written first.
///
/// SQLite: its index gives rows in the order of writing and stops at the limit. PostgreSQL keeps no such order: there
/// `before` (smaller first), then the id says which rows are the first.
pub fn full_text_first(
    backend: DbBackend,
    (table, column): (&str, &str),
    query: &str,
    (also, before): (SimpleExpr, SimpleExpr),
    n_max: u64,
) -> Option<SimpleExpr> {
    let (t, c, pattern) = (table, column, Expr::val(pattern(backend, query)?));
    Some(match backend {
        DbBackend::Postgres => Expr::cust_with_exprs(
            format!(
                "\"{t}\".\"id\" IN (SELECT \"{t}\".\"id\" FROM \"{t}\" \
                 WHERE to_tsvector('simple'::regconfig, \"{t}\".\"{c}\") @@ to_tsquery('simple'::regconfig, $1) \
                 AND ($2) ORDER BY ($3), \"{t}\".\"id\" LIMIT {n_max})"
            ),
            [pattern, also, before],
        ),
        // CROSS JOIN fixes the order of the loops: from the index, row by row, until there are enough.
        _ => Expr::cust_with_exprs(
            format!(
                "\"{t}\".\"id\" IN (SELECT r.id FROM {t}_search CROSS JOIN {t}_search_row r ON r.n = {t}_search.rowid \
                 CROSS JOIN \"{t}\" ON \"{t}\".\"id\" = r.id \
                 WHERE {t}_search MATCH ? AND (?) ORDER BY {t}_search.rowid LIMIT {n_max})"
            ),
            [pattern, also],
        ),
    })
}

/// The words of a question in the language of the index; none when it has no word.
fn pattern(backend: DbBackend, query: &str) -> Option<String> {
    let words = search_text(query);
    let mut pattern = String::with_capacity(words.len() * 2);
    for word in words.split(' ').filter(|word| !word.is_empty()).take(SEARCH_WORDS_MAX) {
        // Words hold letters and digits only, so neither pattern language can be broken out of.
        let joint = if pattern.is_empty() { "" } else { either(backend, " ", " & ") };
        match backend {
            DbBackend::Postgres => write!(pattern, "{joint}{word}:*"),
            _ => write!(pattern, "{joint}\"{word}\"*"),
        }
        .ok()?;
    }
    (!pattern.is_empty()).then_some(pattern)
}

/// A condition: the folded `column` contains `part` somewhere. For small tables; it reads every row.
pub fn contains(column: impl ColumnTrait, part: &str) -> SimpleExpr {
    Expr::expr(column.into_simple_expr()).like(LikeExpr::new(format!("%{}%", escaped(part))).escape('\\'))
}

/// A condition: the folded `column` begins with `start`. A span of keys, because an index serves that on both databases
/// (made by `create_byte_index`); LIKE would read every row.
pub fn starts_with(backend: DbBackend, column: impl ColumnTrait, start: &str) -> SimpleExpr {
    let from = text::key(start);
    let until = format!("{from}\u{10FFFF}");
    let column = in_byte_order(backend, column);
    Expr::expr(column.clone()).gte(from).and(Expr::expr(column).lt(until))
}

/// A folded column compared byte by byte, as SQLite does and as an installation's PostgreSQL may not.
pub fn in_byte_order(backend: DbBackend, column: impl ColumnTrait) -> SimpleExpr {
    let column = column.into_simple_expr();
    match backend {
        DbBackend::Postgres => Expr::cust_with_exprs("($1 COLLATE \"C\")", [column]),
        _ => column,
    }
}

/// For migrations: an index on a folded column in the order of `in_byte_order`. SQLite's own indexes are so already.
pub async fn create_byte_index<C: ConnectionTrait>(conn: &C, table: &str, column: &str) -> Result<(), DbErr> {
    let postgres =
        format!("CREATE INDEX {table}_{column}_bytes_index ON \"{table}\" (\"{column}\" COLLATE \"C\")");
    let sql = either(conn.get_database_backend(), String::new(), postgres);
    if !sql.is_empty() {
        conn.execute_unprepared(&sql).await?;
    }
    Ok(())
}

fn escaped(part: &str) -> String {
    text::key(part).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The sum of a whole-number column as `i64`, 0 for no rows. PostgreSQL would answer with a NUMERIC, and NULL.
pub fn sum(column: impl ColumnTrait) -> SimpleExpr {
    Expr::expr(column.into_simple_expr()).sum().if_null(0).cast_as("bigint")
}

/// The statements that print the schema, in an order that does not depend on the machine.
pub(crate) fn schema_query(backend: DbBackend) -> &'static str {
    either(
        backend,
        "SELECT sql || ';' AS line FROM sqlite_master \
         WHERE sql IS NOT NULL AND tbl_name <> 'seaql_migrations' AND name NOT LIKE 'sqlite_%' \
           AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL TABLE%' \
               AND sqlite_master.name IN (v.name || '_data', v.name || '_idx', v.name || '_docsize', v.name || '_config', v.name || '_content')) \
         ORDER BY tbl_name, CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name",
        "SELECT line FROM ( \
           SELECT c.relname::text AS t, 1 AS part, a.attnum::int AS n, \
                  c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) \
                  || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END \
                  || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS line \
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum \
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
           UNION ALL \
           SELECT c.relname::text, 2, 0, c.relname || ' CONSTRAINT ' || k.conname || ' ' || pg_get_constraintdef(k.oid) \
             FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
            WHERE c.relnamespace = current_schema()::regnamespace \
           UNION ALL \
           SELECT i.tablename::text, 3, 0, i.indexdef FROM pg_indexes i WHERE i.schemaname = current_schema() \
         ) lines WHERE t <> 'seaql_migrations' ORDER BY t COLLATE \"C\", part, n, line COLLATE \"C\"",
    )
}

// Databases of tests, on PostgreSQL only: SQLite's are files. Names are made by `testing` of letters and digits.

/// Makes a database as a copy of another.
#[cfg(feature = "testing")]
pub(crate) fn create_database(name: &str, template: &str) -> String {
    format!("CREATE DATABASE {name} TEMPLATE {template}")
}

/// Removes a database, even while someone is connected.
#[cfg(feature = "testing")]
pub(crate) fn drop_database(name: &str) -> String {
    format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")
}

/// The names of databases that begin with `prefix`.
#[cfg(feature = "testing")]
pub(crate) fn databases_like(prefix: &str) -> String {
    format!("SELECT datname::text AS name FROM pg_database WHERE starts_with(datname, '{prefix}')")
}
