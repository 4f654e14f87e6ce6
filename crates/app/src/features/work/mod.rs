//! Work of units: what each must do of the plans, how far it is, and what the units that asked decide.
//!
//! Rules live in `domain::work`; here they meet tables and people. Knows plans by id and their texts; does not know how
//! a plan is issued.

pub mod actions;
mod asked;
mod detail;
mod detail_pages;
mod errors;
mod evidence;
mod exports;
mod files;
mod forms;
mod hand_over;
mod handlers;
mod inbox;
mod pages;
mod rights;
mod rounds;
mod scan;
pub mod seed;
pub mod sums;
mod telling;
mod view;

pub use errors::WorkError;
pub use evidence::{kept_file, sent_file, too_large};
pub use files::{kind as file_kind, media_type};
pub use hand_over::is_left_behind;
pub use rounds::{AskNextPeriods, CountSums};
pub use scan::{ScanEvidence, Verdict, ask as scan};

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

const READERS: Access = Access::May(Act::ReadWork);
const DOERS: Access = Access::May(Act::DoWork);
const LEADERS: Access = Access::May(Act::LeadWork);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    use pages::{HandOverPage, InboxPage, WorkPage};
    Routes::of("work")
        .add(
            get("/work", inbox::list)
                .asks(READERS)
                .sums("Việc của đơn vị", "Work of the unit")
                .query::<inbox::Wanted>()
                .shows::<InboxPage>(),
        )
        .add(
            get("/work.xlsx", exports::xlsx)
                .asks(READERS)
                .sums("Việc của đơn vị, tệp Excel", "Work of the unit as Excel")
                .query::<inbox::Wanted>()
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            get("/work/{id}", handlers::show)
                .asks(READERS)
                .over("work", Act::ReadWork)
                .sums("Một việc", "One piece of work")
                .shows::<WorkPage>(),
        )
        .add(
            get("/work/people/{id}", hand_over::show)
                .asks(DOERS)
                .over("worker", Act::DoWork)
                .sums("Việc đang mở của một người", "Open work of a person")
                .shows::<HandOverPage>(),
        )
        .add(
            post("/work/people/{id}", hand_over::hand_over)
                .asks(DOERS)
                .over("worker", Act::DoWork)
                .sums("Bàn giao mọi việc đang mở", "Pass all open work on")
                .takes::<forms::HandOverForm>(),
        )
        .merge(doing())
        .merge(asking())
}

/// What the unit that does the work can do.
fn doing() -> Routes<App> {
    Routes::of("work")
        .add(
            post("/work/{id}/accept", handlers::accept)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Nhận việc", "Take work on")
                .takes::<forms::Plain>(),
        )
        .add(
            post("/work/{id}/person", handlers::assign_person)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Giao người phụ trách", "Name who sees to it")
                .takes::<forms::ToPerson>(),
        )
        .add(
            post("/work/{id}/reports", handlers::report)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Báo cáo, nộp sản phẩm", "Report, hand in")
                .takes::<forms::ReportForm>(),
        )
        .add(
            post("/work/{id}/draft", handlers::keep_draft)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Giữ nháp báo cáo", "Keep a draft of a report")
                .takes::<forms::DraftForm>(),
        )
        .add(
            post("/work/{id}/take-back", handlers::take_back)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Rút lại để sửa", "Take back what was handed in")
                .takes::<forms::Plain>(),
        )
        .add(
            post("/work/{id}/dates", handlers::ask_date)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Xin đổi hạn", "Ask for another date")
                .takes::<forms::DateForm>(),
        )
        .add(
            post("/work/{id}/pause", handlers::pause)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Tạm dừng", "Pause")
                .takes::<forms::WithReason>(),
        )
        .add(
            post("/work/{id}/resume", handlers::resume)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Chạy tiếp", "Go on")
                .takes::<forms::Plain>(),
        )
        .add(
            post("/work/{id}/pieces", handlers::piece)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Chia thành phần việc", "Divide into pieces")
                .takes::<forms::PieceForm>(),
        )
        .add(
            post("/work/{id}/files", evidence::add)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Thêm minh chứng", "Add evidence")
                .takes::<evidence::NewFile>(),
        )
        .add(
            get("/work/{id}/files/{file}", evidence::show)
                .asks(READERS)
                .over("work", Act::ReadWork)
                .sums("Một tệp minh chứng", "A file of evidence")
                .gives("application/octet-stream"),
        )
        .add(
            post("/work/{id}/files/{file}/remove", evidence::remove)
                .asks(DOERS)
                .over("work", Act::DoWork)
                .sums("Rút minh chứng", "Take evidence back")
                .takes::<forms::Plain>(),
        )
}

/// What the unit that asked can do.
fn asking() -> Routes<App> {
    use pages::AskedPage;
    Routes::of("work")
        .add(
            get("/work/asked", asked::list)
                .asks(LEADERS)
                .sums("Chờ duyệt", "Waiting for an answer")
                .query::<asked::Wanted>()
                .shows::<AskedPage>(),
        )
        .add(
            post("/work/asked", asked::decide_many)
                .asks(LEADERS)
                .sums("Duyệt hoặc trả lại nhiều việc", "Accept or return many")
                .takes::<forms::VerdictForm>(),
        )
        .add(
            post("/work/asked/{id}/verdict", handlers::decide)
                .asks(LEADERS)
                .over("asked work", Act::LeadWork)
                .sums("Duyệt hoặc trả lại", "Accept or return")
                .takes::<forms::VerdictForm>(),
        )
        .add(
            post("/work/asked/{id}/dates", handlers::answer_date)
                .asks(LEADERS)
                .over("asked work", Act::LeadWork)
                .sums("Trả lời xin đổi hạn", "Answer a request for another date")
                .takes::<forms::DateAnswer>(),
        )
        .add(
            post("/work/asked/{id}/pause", handlers::asked_pause)
                .asks(LEADERS)
                .over("asked work", Act::LeadWork)
                .sums("Cho tạm dừng", "Pause what was asked")
                .takes::<forms::WithReason>(),
        )
        .add(
            post("/work/asked/{id}/resume", handlers::asked_resume)
                .asks(LEADERS)
                .over("asked work", Act::LeadWork)
                .sums("Cho chạy tiếp", "Let it go on")
                .takes::<forms::Plain>(),
        )
        .add(
            post("/work/asked/{id}/reopen", handlers::reopen)
                .asks(LEADERS)
                .over("asked work", Act::LeadWork)
                .sums("Mở lại việc đã xong", "Open done work again")
                .takes::<forms::WithReason>(),
        )
        .add(
            post("/work/asked/{id}/withdraw", handlers::withdraw)
                .asks(LEADERS)
                .over("asked work", Act::LeadWork)
                .sums("Thôi không yêu cầu", "Ask no more")
                .takes::<forms::WithReason>(),
        )
}
