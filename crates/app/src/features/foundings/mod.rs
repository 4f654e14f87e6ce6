//! Foundings (thành lập tổ chức công đoàn): a union keeps lists of the units in its area that have no union, the steps to
//! found one in each, and what came of it. Rules live in `domain::foundings`; knows plans by their tasks alone.

pub mod actions;
mod adding;
mod edit;
mod errors;
mod exports;
mod forms;
mod jobs;
mod list;
mod one;
mod pages;
mod rights;
mod row_forms;
mod view;

pub use errors::FoundingError;
pub use jobs::TellFoundingDue;
pub use view::{TaskFounding, of_tasks};

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

const READERS: Access = Access::May(Act::ReadWork);
const WRITERS: Access = Access::May(Act::DoWork);
const LEADERS: Access = Access::May(Act::ApproveDocument);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    of_lists().merge(of_units())
}

fn of_lists() -> Routes<App> {
    use pages::{AddPage, EditPage, ListPage, ListsPage};
    let reads = |route: web::Route<App>| route.asks(READERS).over("founding list", Act::ReadWork);
    let writes = |route: web::Route<App>| route.asks(WRITERS).over("founding list", Act::DoWork);
    Routes::of("foundings")
        .add(
            get("/foundings", list::all)
                .asks(READERS)
                .sums("Các danh sách đơn vị chưa có công đoàn", "Lists of units without a union")
                .shows::<ListsPage>(),
        )
        .add(
            get("/foundings/new", edit::new_form)
                .asks(WRITERS)
                .sums("Mẫu lập danh sách", "Form of a new list")
                .query::<edit::Begin>()
                .shows::<EditPage>(),
        )
        .add(
            post("/foundings", edit::create)
                .asks(WRITERS)
                .sums("Lập danh sách", "Begin a list")
                .takes::<forms::ListForm>(),
        )
        .add(
            reads(get("/foundings/{id}", list::show))
                .sums("Một danh sách, tiến độ", "A list with its progress")
                .query::<list::Wanted>()
                .shows::<ListPage>(),
        )
        .add(
            reads(get("/foundings/{id}/list.xlsx", exports::xlsx))
                .sums("Danh sách, tệp Excel", "A list as Excel")
                .query::<list::Wanted>()
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            writes(get("/foundings/{id}/edit", edit::edit_form))
                .sums("Mẫu sửa danh sách", "Form of a list")
                .shows::<EditPage>(),
        )
        .add(
            writes(post("/foundings/{id}", edit::change))
                .sums("Sửa danh sách, các bước", "Change a list and its steps")
                .takes::<forms::ListForm>(),
        )
        .add(
            writes(post("/foundings/{id}/remove", edit::remove))
                .sums("Bỏ danh sách lập nhầm", "Throw a list away that was begun by mistake")
                .takes::<edit::Seen>(),
        )
        .add(
            writes(get("/foundings/{id}/add", adding::form))
                .sums("Đơn vị đề xuất đưa vào danh sách", "Units proposed for a list")
                .query::<adding::Wanted>()
                .shows::<AddPage>(),
        )
        .add(
            writes(post("/foundings/{id}/add", adding::add))
                .sums("Thêm đơn vị, ghi đơn vị đã có công đoàn", "Add units, record those that have a union")
                .takes::<forms::AddForm>(),
        )
}

fn of_units() -> Routes<App> {
    use pages::RowPage;
    let writes = |route: web::Route<App>| route.asks(WRITERS).over("founding", Act::DoWork);
    let leads = |route: web::Route<App>| route.asks(LEADERS).over("founding", Act::ApproveDocument);
    Routes::of("foundings")
        .add(
            get("/foundings/units/{id}", one::show)
                .asks(READERS)
                .over("founding", Act::ReadWork)
                .sums("Một đơn vị chưa có công đoàn, các bước", "A unit without a union, its steps")
                .shows::<RowPage>(),
        )
        .add(
            writes(post("/foundings/units/{id}", one::write))
                .sums("Ghi thông tin đơn vị, các bước", "Write facts and steps")
                .takes::<row_forms::RowForm>(),
        )
        .add(
            writes(post("/foundings/units/{id}/remove", one::remove))
                .sums("Bỏ đơn vị khỏi danh sách", "Take a unit off the list")
                .takes::<row_forms::ReasonForm>(),
        )
        .add(
            leads(post("/foundings/units/{id}/found", one::found))
                .sums("Ghi quyết định công nhận", "Record the decision that recognises a union")
                .takes::<row_forms::FoundForm>(),
        )
        .add(
            leads(post("/foundings/units/{id}/close", one::close))
                .sums("Đóng vì lý do khác", "Close for another reason")
                .takes::<row_forms::CloseForm>(),
        )
        .add(
            leads(post("/foundings/units/{id}/reopen", one::reopen))
                .sums("Mở lại", "Open again")
                .takes::<row_forms::ReasonForm>(),
        )
}
