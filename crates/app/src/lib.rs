//! Nhịp Cầu: a plan you can run. This crate is the product; the binary `nhipcau` is its command line.
//!
//! How a request travels: `routes.rs` → a feature's `handlers.rs` (extract, prove the right) → `actions.rs` (load and
//! lock, rule, write, record the event, all in one transaction) → `pages.rs` (a struct) → the represent layer of `web`
//! → a template or JSON.

pub mod app;
pub mod background;
pub mod cli;
pub mod config;
pub mod demo;
pub mod features;
pub mod files;
pub mod journal;
pub mod rights;
pub mod routes;
