//! Cascades: an issued plan asks units below for their own plan and for a person in charge; they answer, pass it on, and
//! the unit that asked sees who has done what and who is silent.
//!
//! Rules live in `domain::cascade`. Knows plans by their tables and drafts through `imports`; does not know how a plan
//! is approved or issued, only that it was.

pub mod actions;
mod asking;
mod errors;
mod exports;
mod forms;
mod lists;
mod load;
mod matrix;
mod opening;
mod own;
mod own_text;
mod pages;
mod plan;
mod propose;
mod reminding;
mod stopping;
pub mod sums;
mod telling;
mod unit;
mod view;

pub use errors::CascadeError;
pub use opening::OpenCascade;
pub use reminding::RemindSilent;
pub use stopping::StopBelow;
pub use telling::TellWithdrawn;

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

const READERS: Access = Access::May(Act::ReadWork);
const DOERS: Access = Access::May(Act::DoWork);
const LEADERS: Access = Access::May(Act::LeadWork);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    use pages::{AnswerPage, CascadesPage, MatrixPage, PlanCascadePage};
    Routes::of("cascades")
        .add(
            get("/plans/{id}/cascade", plan::show)
                .asks(Access::May(Act::ReadPlan))
                .over("plan", Act::ReadPlan)
                .sums("Triển khai xuống cấp dưới của một kế hoạch", "What a plan asks of units below")
                .query::<plan::From>()
                .shows::<PlanCascadePage>(),
        )
        .add(
            post("/plans/{id}/cascade", plan::declare)
                .asks(LEADERS)
                .over("plan", Act::LeadWork)
                .sums("Yêu cầu cấp dưới có kế hoạch, cử người phụ trách", "Ask units below")
                .takes::<forms::Declare>(),
        )
        .add(
            get("/cascades", lists::list)
                .asks(READERS)
                .sums("Triển khai của đơn vị", "What is asked of one's units, and what they ask")
                .query::<lists::Wanted>()
                .shows::<CascadesPage>(),
        )
        .add(
            get("/cascades/{id}", matrix::show)
                .asks(READERS)
                .over("cascade", Act::ReadWork)
                .sums("Bảng triển khai", "Matrix of a cascade")
                .query::<matrix::Wanted>()
                .shows::<MatrixPage>(),
        )
        .add(
            get("/cascades/{id}/matrix.xlsx", exports::xlsx)
                .asks(READERS)
                .over("cascade", Act::ReadWork)
                .sums("Bảng triển khai, tệp Excel", "Matrix of a cascade as Excel")
                .query::<matrix::Wanted>()
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            get("/cascades/answers/{id}", unit::show)
                .asks(READERS)
                .over("cascade answer", Act::ReadWork)
                .sums("Yêu cầu đối với một đơn vị", "What one unit is asked and answered")
                .shows::<AnswerPage>(),
        )
        .merge(asking())
        .merge(answering())
}

/// What the unit that asks can do.
fn asking() -> Routes<App> {
    Routes::of("cascades")
        .add(
            post("/cascades/{id}/remind", asking::remind)
                .asks(LEADERS)
                .over("cascade", Act::LeadWork)
                .sums("Nhắc đơn vị chưa xong", "Remind the silent")
                .takes::<forms::Remind>(),
        )
        .add(
            post("/cascades/{id}/withdraw", asking::withdraw)
                .asks(LEADERS)
                .over("cascade", Act::LeadWork)
                .sums("Thôi không yêu cầu", "Ask no more")
                .takes::<forms::Plain>(),
        )
        .add(
            post("/cascades/answers/{id}/verdict", asking::decide)
                .asks(LEADERS)
                .over("asked cascade answer", Act::LeadWork)
                .sums("Trả lời xin không áp dụng", "Answer “not applicable”")
                .takes::<forms::VerdictForm>(),
        )
}

/// What the unit asked can do.
fn answering() -> Routes<App> {
    Routes::of("cascades")
        .add(
            get("/cascades/answers/{id}/own", own::show)
                .asks(DOERS)
                .over("cascade answer", Act::DoWork)
                .sums("Chọn nội dung đưa vào kế hoạch riêng", "Choose what an own plan takes over")
                .shows::<pages::OwnPage>(),
        )
        .add(
            post("/cascades/answers/{id}/own", own::begin)
                .asks(DOERS)
                .over("cascade answer", Act::DoWork)
                .sums("Bắt đầu soạn kế hoạch riêng", "Begin an own plan")
                .takes::<forms::BeginOwn>(),
        )
        .add(
            post("/cascades/answers/{id}/person", unit::name)
                .asks(DOERS)
                .over("cascade answer", Act::DoWork)
                .sums("Cử người phụ trách", "Name the person in charge")
                .takes::<forms::NamePerson>(),
        )
        .add(
            post("/cascades/answers/{id}/paper", unit::record)
                .asks(DOERS)
                .over("cascade answer", Act::DoWork)
                .sums("Ghi kế hoạch đã ban hành ở nơi khác", "Record an own plan issued elsewhere")
                .takes::<forms::RecordPaper>(),
        )
        .add(
            get("/cascades/answers/{id}/file", unit::file)
                .asks(READERS)
                .over("cascade answer", Act::ReadWork)
                .sums("Tệp kế hoạch đã ban hành", "File of an own plan issued elsewhere")
                .gives("application/octet-stream"),
        )
        .add(
            post("/cascades/answers/{id}/claim", unit::claim)
                .asks(DOERS)
                .over("cascade answer", Act::DoWork)
                .sums("Báo không áp dụng", "Say that it does not apply")
                .takes::<forms::Claim>(),
        )
        .add(
            post("/cascades/answers/{id}/pass", unit::pass)
                .asks(LEADERS)
                .over("cascade answer", Act::LeadWork)
                .sums("Yêu cầu tiếp xuống cấp dưới", "Pass the question on")
                .takes::<forms::Declare>(),
        )
}
