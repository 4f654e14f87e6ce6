//! Tests of the database layer, each on SQLite and on PostgreSQL.

mod doors;
mod schema;
