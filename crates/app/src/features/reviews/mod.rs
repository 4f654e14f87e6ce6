//! Reviews (sơ kết, tổng kết): numbers counted from the data and frozen, texts between them, and the report that is made of
//! both. The report goes its way as a document; what the numbers counted stays to be opened.

pub mod actions;
mod begin;
pub mod count;
pub mod counting;
mod draft;
mod figures;
mod handlers;
mod large;
mod load;
mod money;
pub mod numbers;
mod pages;
mod records;
mod sheets;

pub use counting::CountReview;

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    use begin::Begin;
    use handlers::Texts;
    use pages::{RecordsPage, ReviewPage, ReviewsPage};
    const READS: Access = Access::May(Act::ReadDraft);
    const PLANS: Access = Access::May(Act::ReadPlan);
    const DRAFTS: Access = Access::May(Act::DraftDocument);
    Routes::of("reviews")
        .add(
            get("/reviews", begin::list)
                .asks(READS)
                .sums("Sơ kết, tổng kết của đơn vị", "Reviews of one's units")
                .shows::<ReviewsPage>(),
        )
        .add(
            post("/reviews", begin::begin)
                .asks(DRAFTS)
                .sums("Lập bản sơ kết, tổng kết và chốt số liệu", "Begin a review and freeze its numbers")
                .takes::<Begin>(),
        )
        .add(
            get("/plans/{id}/reviews", begin::of_plan)
                .asks(PLANS)
                .over("plan", Act::ReadPlan)
                .sums("Sơ kết, tổng kết của kế hoạch", "Reviews of a plan")
                .shows::<ReviewsPage>(),
        )
        .add(
            get("/reviews/{id}", handlers::show)
                .asks(READS)
                .over("review", Act::ReadDraft)
                .sums("Bản sơ kết, tổng kết", "A review")
                .shows::<ReviewPage>(),
        )
        .add(
            get("/reviews/{id}/records", records::show)
                .asks(READS)
                .over("review", Act::ReadDraft)
                .sums("Những gì một con số đã đếm", "What a number was counted from")
                .shows::<RecordsPage>(),
        )
        .add(
            post("/reviews/{id}", handlers::write)
                .asks(DRAFTS)
                .over("review", Act::DraftDocument)
                .sums("Lưu lời văn", "Keep the texts")
                .takes::<Texts>(),
        )
        .add(
            post("/reviews/{id}/snapshots", handlers::freeze)
                .asks(DRAFTS)
                .over("review", Act::DraftDocument)
                .sums("Chốt lại số liệu", "Count the numbers anew"),
        )
        .add(
            post("/reviews/{id}/report", handlers::report)
                .asks(DRAFTS)
                .over("review", Act::DraftDocument)
                .sums("Lập hoặc cập nhật báo cáo", "Make or update the report"),
        )
}
