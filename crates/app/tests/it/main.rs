//! Stories told through HTTP, on a fresh real database each, SQLite and PostgreSQL.

mod accounts;
mod at_once;
mod command_line;
mod documents;
mod faults;
mod generated;
mod imports;
mod imports_files;
mod imports_portions;
mod imports_together;
mod imports_units;
mod plans;
mod registers;
mod rights;
mod rights_objects;
mod rights_pages;
mod roots;
mod settings;
mod support;
mod units;
mod units_days;
mod units_import;
mod work;
mod work_files;
mod work_rounds;
mod work_sums;
