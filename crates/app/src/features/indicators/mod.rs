//! Indicators (chỉ tiêu): what a plan asks units to count, the figures they say period by period, and their sums level by
//! level. Rules live in `domain::figures`; knows plans by id and their texts.

pub mod actions;
mod errors;
mod forms;
mod level;
mod mine;
mod pages;
mod plan;
mod rights;
mod rounds;
mod sent;
mod sheet;
pub mod sums;
mod telling;
mod totals;
mod view;

pub use errors::IndicatorError;
pub use rounds::{AskFigures, AskNextFigures, OpenDeclared, open_declared};
pub use telling::TellFigures;
pub use totals::{Part, Total, Whose, totals};
pub use view::period_words;

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

const READERS: Access = Access::May(Act::ReadWork);
const DOERS: Access = Access::May(Act::DoWork);
const LEADERS: Access = Access::May(Act::LeadWork);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    asking().merge(saying())
}

/// What the unit that asks can do.
fn asking() -> Routes<App> {
    use pages::{FiguresPage, IndicatorPage};
    Routes::of("indicators")
        .add(
            get("/plans/{id}/figures", plan::show)
                .asks(Access::May(Act::ReadPlan))
                .over("plan", Act::ReadPlan)
                .sums("Chỉ tiêu của kế hoạch", "Indicators of a plan")
                .shows::<FiguresPage>(),
        )
        .add(
            get("/plans/{id}/figures/new", plan::new_form)
                .asks(LEADERS)
                .over("plan", Act::LeadWork)
                .sums("Mẫu thêm chỉ tiêu", "Form of a new indicator")
                .query::<plan::Begin>()
                .shows::<IndicatorPage>(),
        )
        .add(
            post("/plans/{id}/figures", plan::declare)
                .asks(LEADERS)
                .over("plan", Act::LeadWork)
                .sums("Thêm chỉ tiêu, bỏ đề xuất", "Declare an indicator, refuse a proposal")
                .takes::<forms::IndicatorForm>(),
        )
        .add(
            get("/figures/indicators/{id}", plan::edit_form)
                .asks(LEADERS)
                .over("indicator", Act::LeadWork)
                .sums("Mẫu sửa chỉ tiêu", "Form of an indicator")
                .shows::<IndicatorPage>(),
        )
        .add(
            post("/figures/indicators/{id}", plan::change)
                .asks(LEADERS)
                .over("indicator", Act::LeadWork)
                .sums("Sửa chỉ tiêu", "Change an indicator")
                .takes::<forms::IndicatorForm>(),
        )
        .add(
            post("/figures/indicators/{id}/ask", plan::ask)
                .asks(LEADERS)
                .over("indicator", Act::LeadWork)
                .sums("Giao các đơn vị báo số liệu", "Ask units for figures")
                .takes::<forms::Plain>(),
        )
        .add(
            post("/figures/indicators/{id}/end", plan::end)
                .asks(LEADERS)
                .over("indicator", Act::LeadWork)
                .sums("Thôi thu chỉ tiêu", "End an indicator")
                .takes::<forms::Plain>(),
        )
        .add(
            post("/figures/indicators/{id}/periods", plan::turn)
                .asks(LEADERS)
                .over("indicator", Act::LeadWork)
                .sums("Khóa sổ, mở khóa một kỳ", "Lock or unlock a period")
                .takes::<forms::PeriodForm>(),
        )
}

/// What the units that report and those above them can do.
fn saying() -> Routes<App> {
    use pages::{LevelPage, MinePage, SentPage};
    Routes::of("indicators")
        .add(
            get("/figures", mine::list)
                .asks(READERS)
                .sums("Số liệu phải báo của đơn vị", "Figures that a unit must report")
                .query::<mine::Wanted>()
                .shows::<MinePage>(),
        )
        .add(
            post("/figures", mine::say)
                .asks(DOERS)
                .sums("Ghi và nộp số liệu", "Write down and send figures")
                .takes::<forms::SayForm>(),
        )
        .add(
            get("/figures.xlsx", sheet::out)
                .asks(READERS)
                .sums("Số liệu phải báo, tệp Excel để điền", "Figures to be reported as Excel to fill in")
                .query::<mine::Wanted>()
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            post("/figures/sheet", sheet::take)
                .asks(DOERS)
                .sums("Nhập số liệu từ Excel", "Take figures from Excel")
                .takes::<sheet::NewSheet>()
                .shows::<MinePage>(),
        )
        .add(
            get("/figures/asked", sent::list)
                .asks(LEADERS)
                .sums("Số liệu chờ duyệt", "Figures that wait for an answer")
                .query::<sent::Wanted>()
                .shows::<SentPage>(),
        )
        .add(
            post("/figures/asked", sent::decide)
                .asks(LEADERS)
                .sums("Duyệt hoặc trả lại số liệu", "Accept or return figures")
                .takes::<forms::VerdictForm>(),
        )
        .add(
            get("/figures/{id}", level::show)
                .asks(READERS)
                .over("figure", Act::ReadWork)
                .sums("Một số liệu và các phần cộng thành", "A figure and what it is made of")
                .query::<level::Wanted>()
                .shows::<LevelPage>(),
        )
        .add(
            post("/figures/{id}/take-back", mine::take_back)
                .asks(DOERS)
                .over("own figure", Act::DoWork)
                .sums("Rút lại số liệu đã nộp", "Take back a figure that was sent")
                .takes::<forms::Plain>(),
        )
}
