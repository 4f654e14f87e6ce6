//! Table of contents: every feature's routes, and the few that belong to the house.

use crate::app::App;
use crate::features;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use utoipa::ToSchema;
use web::{Access, Context, Error, House, Options, Page, Routes, Show, get};

/// All routes of the product.
pub fn table() -> Routes<App> {
    Routes::of("house")
        .merge(house())
        .merge(web::preferences())
        .merge(features::accounts::routes())
        .merge(features::units::routes())
        .merge(features::imports::routes())
        .merge(features::plans::routes())
        .merge(features::registers::routes())
        .merge(features::roots::routes())
        .merge(features::work::routes())
        .merge(features::documents::routes())
        .merge(features::reviews::routes())
        .merge(features::notices::routes())
        .merge(features::indicators::routes())
        .merge(features::cascades::routes())
        .merge(features::groups::routes())
        .merge(features::amendments::routes())
        .merge(features::renewals::routes())
        .merge(features::media::routes())
        .merge(features::money::routes())
        .merge(features::packages::routes())
        .merge(features::ratings::routes())
        .merge(features::foundings::routes())
        .merge(features::activities::routes())
}

/// Health, the description of the API.
fn house() -> Routes<App> {
    Routes::of("house")
        .add(
            get("/health", health)
                .asks(Access::Public)
                .sums("Tình trạng máy chủ", "Health of the server")
                .shows::<Health>(),
        )
        .add(
            get("/openapi.json", openapi)
                .asks(Access::Public)
                .sums("Mô tả API (OpenAPI 3.1)", "Description of the API (OpenAPI 3.1)"),
        )
        .add(
            get("/api", api).asks(Access::Public).sums("Mô tả API để đọc", "Readable description of the API"),
        )
}

/// Dresses the table for serving. `dev_root` reads templates, texts and assets from disk at each request.
pub fn router(app: &App, dev_root: Option<std::path::PathBuf>) -> Result<axum::Router, String> {
    let origin = app.config.server.public_url.trim_end_matches('/').to_owned();
    let options = Options {
        https: app.is_https(),
        origin: app.is_https().then_some(origin),
        trusted_proxies: app.config.server.trusted_proxies,
        sign_in_path: "/sessions/new".to_owned(),
        dev_root,
        request_time_max: Duration::from_secs(app.config.server.request_seconds_max),
        pacing: web::Pacing::default(),
    };
    let viewers = Arc::new(features::accounts::AppViewers(app.clone()));
    let house = House::new(options, app.clock.clone(), app.chance.clone(), viewers)?;
    Ok(web::dress(house, table().router().with_state(app.clone())))
}

/// The server is up.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// Version of the program.
    pub version: &'static str,
    /// "ok", or nothing at all.
    pub database: &'static str,
}

impl Page for Health {
    const TEMPLATE: &'static str = "health.html";
}

async fn health(State(app): State<App>) -> Result<Show<Health>, Error> {
    use sea_orm::QuerySelect as _;
    tables::setting::by_name("schema").limit(1).one(app.db.read()).await.map_err(db::DbError::from)?;
    Ok(Show(Health { version: env!("CARGO_PKG_VERSION"), database: "ok" }))
}

async fn openapi() -> Result<impl IntoResponse, Error> {
    let document = table().openapi("Nhịp Cầu", env!("CARGO_PKG_VERSION")).map_err(Error::unexpected)?;
    let text = document.to_json().map_err(Error::unexpected)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text))
}

async fn api(context: Context) -> Show<web::ApiPage> {
    Show(web::api_page(&table(), context.locale))
}
