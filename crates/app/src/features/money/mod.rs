//! Money (kinh phí): the estimate of a plan line by line, what was allocated, allotted to units below and spent, and the
//! sums that must always add up. Rules of amounts live in `domain::money`; knows plans by id and their clauses.

pub mod actions;
mod entering;
mod errors;
mod forms;
mod line;
mod mine;
mod pages;
mod plan;
mod reading;
mod rights;
mod sheet;
pub mod sums;
mod view;
mod writing;

pub use errors::MoneyError;

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

const READERS: Access = Access::May(Act::ReadWork);
const DOERS: Access = Access::May(Act::DoWork);
const LEADERS: Access = Access::May(Act::LeadWork);
const APPROVERS: Access = Access::May(Act::ApproveDocument);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    estimates().merge(amounts())
}

/// The budget of a plan: its estimate is written and approved.
fn estimates() -> Routes<App> {
    use pages::{BudgetPage, EditPage, SheetPage};
    Routes::of("money")
        .add(
            get("/plans/{id}/budget", plan::show)
                .asks(Access::May(Act::ReadPlan))
                .over("plan", Act::ReadPlan)
                .sums(
                    "Kinh phí của kế hoạch: điều khoản, dự toán, tổng",
                    "Budget of a plan: clauses, estimate, sums",
                )
                .query::<plan::Wanted>()
                .shows::<BudgetPage>(),
        )
        .add(
            get("/plans/{id}/budget.xlsx", sheet::out)
                .asks(READERS)
                .over("plan budget", Act::ReadWork)
                .sums("Dự toán, tệp Excel", "The estimate as Excel")
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            get("/plans/{id}/budget/sheet", sheet::form)
                .asks(LEADERS)
                .over("plan", Act::LeadWork)
                .sums("Mẫu nhập dự toán từ Excel", "Form to take an estimate from Excel")
                .shows::<SheetPage>(),
        )
        .add(
            post("/plans/{id}/budget/sheet", sheet::preview)
                .asks(LEADERS)
                .over("plan", Act::LeadWork)
                .sums("Xem trước dự toán từ Excel", "Look at an estimate from Excel before it is taken")
                .takes::<forms::NewSheet>()
                .shows::<SheetPage>(),
        )
        .add(
            post("/plans/{id}/budget/sheet/take", sheet::take)
                .asks(LEADERS)
                .over("plan", Act::LeadWork)
                .sums("Nhận dự toán từ Excel", "Take an estimate from Excel")
                .takes::<forms::TakeForm>(),
        )
        .add(
            get("/plans/{id}/budget/new", writing::new_form)
                .asks(LEADERS)
                .over("plan", Act::LeadWork)
                .sums("Mẫu thêm khoản chi", "Form of a new budget line")
                .query::<writing::Begin>()
                .shows::<EditPage>(),
        )
        .add(
            post("/plans/{id}/budget/lines", writing::add)
                .asks(LEADERS)
                .over("plan", Act::LeadWork)
                .sums("Thêm khoản chi", "Add a budget line")
                .takes::<forms::LineForm>(),
        )
        .add(
            post("/plans/{id}/budget/approve", plan::approve)
                .asks(APPROVERS)
                .over("plan", Act::ApproveDocument)
                .sums("Duyệt dự toán", "Approve the estimate")
                .takes::<forms::ApproveForm>(),
        )
        .add(
            post("/plans/{id}/budget/reopen", plan::reopen)
                .asks(APPROVERS)
                .over("plan", Act::ApproveDocument)
                .sums("Mở lại dự toán", "Open the estimate again")
                .takes::<forms::ReopenForm>(),
        )
        .add(
            get("/money/lines/{id}/edit", writing::edit_form)
                .asks(LEADERS)
                .over("estimated line", Act::LeadWork)
                .sums("Mẫu sửa khoản chi", "Form of a budget line")
                .shows::<EditPage>(),
        )
        .add(
            post("/money/lines/{id}/edit", writing::change)
                .asks(LEADERS)
                .over("estimated line", Act::LeadWork)
                .sums("Sửa khoản chi", "Change a budget line")
                .takes::<forms::LineForm>(),
        )
        .add(
            post("/money/lines/{id}/remove", writing::remove)
                .asks(LEADERS)
                .over("estimated line", Act::LeadWork)
                .sums("Bỏ khoản chi khỏi dự thảo", "Take a line out of a draft estimate")
                .takes::<forms::SeenForm>(),
        )
        .add(
            post("/money/lines/{id}/adjust", entering::adjust)
                .asks(LEADERS)
                .over("estimated line", Act::LeadWork)
                .sums("Điều chỉnh dự toán đã duyệt", "Adjust an approved estimate")
                .takes::<forms::EntryForm>(),
        )
}

/// What the units that pay do, and those above them read.
fn amounts() -> Routes<App> {
    use pages::{LinePage, MinePage};
    Routes::of("money")
        .add(
            get("/money", mine::list)
                .asks(READERS)
                .sums("Kinh phí của đơn vị", "Money of a unit")
                .query::<mine::Wanted>()
                .shows::<MinePage>(),
        )
        .add(
            get("/money/lines/{id}", line::show)
                .asks(READERS)
                .over("budget line", Act::ReadWork)
                .sums(
                    "Một khoản kinh phí, chứng từ, phần phân bổ",
                    "A budget line, its entries, what was allotted",
                )
                .query::<line::Wanted>()
                .shows::<LinePage>(),
        )
        .add(
            post("/money/lines/{id}/allocate", entering::allocate)
                .asks(DOERS)
                .over("budget line", Act::DoWork)
                .sums("Ghi kinh phí được giao", "Write down what was allocated")
                .takes::<forms::EntryForm>(),
        )
        .add(
            post("/money/lines/{id}/spend", entering::spend)
                .asks(DOERS)
                .over("budget line", Act::DoWork)
                .sums("Ghi khoản đã chi", "Write down what was spent")
                .takes::<forms::EntryForm>(),
        )
        .add(
            post("/money/lines/{id}/allot", entering::allot)
                .asks(LEADERS)
                .over("budget line", Act::LeadWork)
                .sums("Phân bổ cho đơn vị cấp dưới", "Allot to units below")
                .takes::<forms::AllotForm>(),
        )
        .add(
            post("/money/entries/{id}/strike", entering::strike)
                .asks(DOERS)
                .over("money entry", Act::DoWork)
                .sums("Gạch bỏ một khoản đã ghi", "Strike an entry out")
                .takes::<forms::StrikeForm>(),
        )
}
