//! Changes of plans that were issued (bổ sung, điều chỉnh): what is changed, the document that says so, who was told.

pub mod actions;
mod errors;
mod follow;
mod handlers;
mod pages;
mod text;

pub use errors::AmendmentError;
pub use follow::{Asked, follow};

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    const DRAFTS: Access = Access::May(Act::DraftDocument);
    Routes::of("amendments")
        .add(
            get("/plans/{id}/amendments", handlers::list)
                .asks(Access::May(Act::ReadPlan))
                .over("plan", Act::ReadPlan)
                .sums("Các lần điều chỉnh, bổ sung kế hoạch", "Changes of an issued plan")
                .shows::<pages::AmendmentsPage>(),
        )
        .add(
            post("/plans/{id}/amendments", handlers::begin)
                .asks(DRAFTS)
                .over("plan", Act::DraftDocument)
                .sums("Bắt đầu điều chỉnh, bổ sung", "Begin to change an issued plan")
                .takes::<handlers::Begin>(),
        )
        .add(
            post("/amendments/{id}/drop", handlers::drop)
                .asks(DRAFTS)
                .over("amendment", Act::DraftDocument)
                .sums("Bỏ lần điều chỉnh đang soạn", "Give up a change that is being written"),
        )
}
