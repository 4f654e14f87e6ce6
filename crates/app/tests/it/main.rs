//! Stories told through HTTP, on a fresh real database each, SQLite and PostgreSQL.

mod accounts;
mod rights;
mod support;
mod units;
