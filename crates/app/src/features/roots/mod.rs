//! Roots: the certificates of authorities by which signatures are trusted, kept by administrators.
//!
//! What a signature is worth is the business of the crate `signature`; here stands only whom the house trusts.

pub mod actions;
mod handlers;

use crate::app::App;
use web::{Access, Routes, get, post};

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    use handlers::{NewRoot, RootsPage};
    let admin = Access::Administrator;
    Routes::of("roots")
        .add(
            get("/roots", handlers::list)
                .asks(admin)
                .sums("Chứng thư gốc được tin cậy", "Certificates that are trusted")
                .shows::<RootsPage>(),
        )
        .add(
            post("/roots", handlers::add)
                .asks(admin)
                .sums("Thêm chứng thư gốc", "Trust a certificate")
                .takes::<NewRoot>(),
        )
        .add(
            post("/roots/{id}/remove", handlers::remove)
                .asks(admin)
                .sums("Bỏ chứng thư gốc", "Trust a certificate no longer"),
        )
}
