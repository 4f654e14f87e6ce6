//! Plans: what an issued document says, as tasks, duties, sessions, venues, budget lines and recipients.
//!
//! Knows units by id and name; does not know how a plan was imported.

pub mod actions;
mod document;
mod exports;
mod fold;
mod handlers;
mod kin;
mod list;
mod load;
mod pages;
mod phase;
mod sessions;
mod timeline;
mod views;
mod window;

pub use actions::is_out;
pub use handlers::{Plan, head};
pub use pages::PlanHead;

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    use pages::{
        HistoryPage, PlansPage, RecipientsPage, SessionsPage, ShowPlan, TextPage, WindowAnswer, WorkPage,
    };
    const READERS: Access = Access::May(Act::ReadPlan);
    Routes::of("plans")
        .add(
            get("/plans", list::list)
                .asks(READERS)
                .sums("Danh sách kế hoạch, tìm không dấu", "Plans, folded search")
                .shows::<PlansPage>(),
        )
        .add(
            get("/plans/window", window::echo)
                .asks(READERS)
                .sums("Hiểu một thời hạn gõ tay", "Understand a typed time")
                .shows::<WindowAnswer>(),
        )
        .add(
            get("/plans/{id}", handlers::show)
                .asks(READERS)
                .over("plan", Act::ReadPlan)
                .sums("Tổng quan kế hoạch", "Overview of a plan")
                .shows::<ShowPlan>(),
        )
        .add(
            get("/plans/{id}/text", handlers::text)
                .asks(READERS)
                .over("plan", Act::ReadPlan)
                .sums("Văn bản của kế hoạch", "Text of a plan")
                .shows::<TextPage>(),
        )
        .add(
            get("/plans/{id}/work", handlers::work)
                .asks(READERS)
                .over("plan", Act::ReadPlan)
                .sums("Việc và trách nhiệm", "Tasks and duties")
                .shows::<WorkPage>(),
        )
        .add(
            get("/plans/{id}/work.xlsx", handlers::xlsx)
                .asks(READERS)
                .over("plan", Act::ReadPlan)
                .sums("Việc và trách nhiệm, tệp Excel", "Tasks and duties as Excel")
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            get("/plans/{id}/windows.ics", handlers::ics)
                .asks(READERS)
                .over("plan", Act::ReadPlan)
                .sums("Lịch các thời hạn", "Windows as a calendar")
                .gives("text/calendar"),
        )
        .add(
            get("/plans/{id}/sessions", handlers::sessions)
                .asks(READERS)
                .over("plan", Act::ReadPlan)
                .sums("Buổi, điểm cầu, thành phần", "Sessions, venues, participants")
                .shows::<SessionsPage>(),
        )
        .add(
            get("/plans/{id}/recipients", handlers::recipients)
                .asks(READERS)
                .over("plan", Act::ReadPlan)
                .sums("Nơi nhận, người ký", "Recipients and signers")
                .shows::<RecipientsPage>(),
        )
        .add(
            get("/plans/{id}/history", handlers::history)
                .asks(Access::May(Act::ReadHistory))
                .over("plan", Act::ReadHistory)
                .sums("Lịch sử", "History")
                .shows::<HistoryPage>(),
        )
        .add(
            get("/plans/{id}/remove", handlers::ask_remove)
                .asks(Access::May(Act::RemovePlan))
                .over("plan", Act::RemovePlan)
                .sums("Hỏi trước khi xóa kế hoạch", "Ask before removing a plan"),
        )
        .add(
            post("/plans/{id}/remove", handlers::remove)
                .asks(Access::May(Act::RemovePlan))
                .over("plan", Act::RemovePlan)
                .sums("Xóa kế hoạch", "Remove a plan"),
        )
}
