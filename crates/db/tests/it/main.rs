//! Tests of the database layer, each on SQLite and on PostgreSQL.

mod dialect;
mod doors;
mod events;
mod failures;
mod migrations;
mod paging;
mod schema;
mod support;
