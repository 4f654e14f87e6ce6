//! The way between HTTP and a feature: pages, input, problems, sessions, languages, assets. Knows no feature.
//!
//! A handler extracts, acts, commits and shows. Everything around that is here and happens once, in [`dress`]:
//!
//! 1. [`Context`]: who asks, in which language and theme, from where, for HTML or JSON.
//! 2. The gate: the cross-site check and the right that the [`Route`] asks for.
//! 3. The handler: takes an [`Input`], gives a [`Show`], a [`See`] or an [`Error`].
//! 4. The represent layer: renders the page's template, or serialises the very same value as JSON.
//! 5. Headers: content security policy, cookies, request id.

mod assets;
mod clean;
mod context;
mod cookies;
mod csrf;
mod embedded;
mod error;
mod error_db;
mod filters;
mod form_errors;
mod gate;
mod house;
mod input;
mod limiter;
pub mod limits;
mod openapi;
mod pace;
mod page;
mod preferences;
mod represent;
mod route;
mod security;
pub mod serve;
mod session;
mod templates;
mod texts;
mod viewer;

pub use assets::Assets;
pub use clean::clean;
pub use context::{Context, Locale, Theme, Wants};
pub use cookies::SetCookies;
pub use csrf::{CSRF_FIELD, CSRF_HEADER};
pub use error::Error;
pub use filters::{day as day_in_words, encoded};
pub use form_errors::{FormErrors, Refusal, Typed};
pub use house::{House, Options, dress};
pub use input::{Check, Input, Path, Query, Upload};
pub use limiter::{Limiter, RetryAfter, Rule, network};
pub use limits::*;
pub use openapi::{ApiPage, api_page};
pub use pace::Pacing;
pub use page::{Page, See, Show};
pub use preferences::{local_path, preferences};
pub use route::{Access, Over, Route, Routes, Row, delete, get, patch, post, put};
pub use session::{Token, TokenHash};
pub use templates::{Templates, escape};
pub use texts::{Arg, Args, Texts};
pub use viewer::{Known, Seen, Viewer, ViewerPost, Viewers};

// Re-exported so that a feature needs no dependency of its own for the names in its signatures.
pub use axum::{self, http, http::StatusCode};
pub use futures_util::future::BoxFuture;
