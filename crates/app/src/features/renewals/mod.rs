//! The plan of the next year, begun from the one of this year: its text with days and years moved, units that ended under
//! the names of those that took over, without number, signature or history. What comes of it is read and reviewed like
//! any document; both plans say which one the other is.

mod actions;
mod forms;
mod handlers;
mod pages;
mod proposals;

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    const STARTS: Access = Access::May(Act::DraftDocument);
    Routes::of("renewals")
        .add(
            get("/plans/{id}/renew", handlers::show)
                .asks(STARTS)
                .over("plan", Act::DraftDocument)
                .sums("Lập kế hoạch kỳ sau: những chỗ sẽ đổi", "What changes in next year's plan")
                .shows::<pages::RenewPage>(),
        )
        .add(
            post("/plans/{id}/renew", handlers::begin)
                .asks(STARTS)
                .over("plan", Act::DraftDocument)
                .sums("Lập kế hoạch kỳ sau từ kế hoạch này", "Begin next year's plan from this one")
                .takes::<forms::Renew>(),
        )
}
