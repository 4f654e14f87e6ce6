//! Activities (hoạt động) of units: begun from an item of a plan or by themselves, with sessions, the units and partners that
//! take part, people by name, attendance, materials and results. Rules live in `domain::activities`; knows plans by their
//! tasks and duties alone.

pub mod actions;
mod calendar;
mod edit;
mod errors;
mod exports;
mod forms;
mod jobs;
mod list;
mod materials;
mod one;
mod pages;
mod part_forms;
mod part_pages;
mod parts;
mod people;
mod report;
mod rights;
mod sessions;
mod sums;
mod view;

pub use calendar::{Timed, of_units as calendar_of};
pub use errors::ActivityError;
pub use jobs::{InviteUnits, ScanMaterial, TellActivitiesDue, TellUnits};
pub use pages::ItemActivities;
pub use sums::{Figures, figures};
pub use view::{of_item, of_plan};

use crate::app::App;
use domain::rights::Act;
use web::{Access, Route, Routes, get, post};

const READERS: Access = Access::May(Act::ReadWork);
const WRITERS: Access = Access::May(Act::DoWork);
const LEADERS: Access = Access::May(Act::LeadWork);

fn reads(route: Route<App>) -> Route<App> {
    route.asks(READERS).over("activity", Act::ReadWork)
}

fn writes(route: Route<App>) -> Route<App> {
    route.asks(WRITERS).over("activity", Act::DoWork)
}

fn leads(route: Route<App>) -> Route<App> {
    route.asks(LEADERS).over("activity", Act::LeadWork)
}

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    whole().merge(steps()).merge(of_people()).merge(of_materials()).merge(of_sessions()).merge(of_parts())
}

fn whole() -> Routes<App> {
    use pages::{ActivitiesPage, ActivityEditPage, ActivityPage};
    Routes::of("activities")
        .add(
            get("/activities", list::all)
                .asks(READERS)
                .sums(
                    "Hoạt động của đơn vị, hoạt động được mời",
                    "Activities of one's units, and those they are asked to",
                )
                .query::<list::Wanted>()
                .shows::<ActivitiesPage>(),
        )
        .add(
            get("/activities/new", edit::new_form)
                .asks(WRITERS)
                .sums("Mẫu mở hoạt động", "Form of a new activity")
                .query::<edit::Begin>()
                .shows::<ActivityEditPage>(),
        )
        .add(
            post("/activities", edit::create)
                .asks(WRITERS)
                .sums("Mở hoạt động", "Begin an activity")
                .takes::<forms::ActivityForm>(),
        )
        .add(
            reads(get("/activities/{id}", one::show))
                .sums("Một hoạt động", "An activity")
                .query::<one::Wanted>()
                .shows::<ActivityPage>(),
        )
        .add(
            writes(get("/activities/{id}/edit", edit::edit_form))
                .sums("Mẫu sửa hoạt động", "Form of an activity")
                .shows::<ActivityEditPage>(),
        )
        .add(
            writes(post("/activities/{id}", edit::change))
                .sums("Sửa hoạt động", "Change an activity")
                .takes::<forms::ActivityForm>(),
        )
}

fn steps() -> Routes<App> {
    Routes::of("activities")
        .add(
            writes(post("/activities/{id}/step", one::step))
                .sums(
                    "Thông báo, kết thúc, hủy, mở lại, xóa bản nháp",
                    "Announce, hold, cancel, reopen, remove a draft",
                )
                .takes::<forms::ActivityStepForm>(),
        )
        .add(
            writes(post("/activities/{id}/report", report::write))
                .sums("Ghi kết quả hoạt động", "Write the results")
                .takes::<forms::ActivityReportForm>(),
        )
        .add(
            writes(post("/activities/{id}/to-work", report::to_work))
                .sums("Đưa kết quả vào báo cáo nhiệm vụ", "Take the results over into the report on the task")
                .takes::<part_forms::Seen>(),
        )
        .add(
            leads(post("/activities/{id}/remind", parts::remind))
                .sums("Nhắc đơn vị chưa trả lời", "Remind the silent")
                .takes::<part_forms::Seen>(),
        )
        .add(
            leads(post("/activities/{id}/units", parts::add))
                .sums("Mời thêm đơn vị", "Ask more units")
                .takes::<parts::ActivityUnitsForm>(),
        )
        .add(
            writes(post("/activities/{id}/sessions", sessions::add))
                .sums("Thêm buổi", "Add a session")
                .takes::<part_forms::ActivitySessionForm>(),
        )
}

fn of_people() -> Routes<App> {
    use part_pages::ActivityPeoplePage;
    Routes::of("activities")
        .add(
            reads(get("/activities/{id}/people", people::show))
                .sums("Đối tác và người tham gia", "Partners and participants")
                .query::<people::Wanted>()
                .shows::<ActivityPeoplePage>(),
        )
        .add(
            reads(get("/activities/{id}/people.xlsx", exports::xlsx))
                .sums("Người tham gia và điểm danh, tệp Excel", "Participants and attendance as Excel")
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            writes(post("/activities/{id}/people", people::write))
                .sums("Ghi thêm người tham gia", "Write participants down")
                .takes::<part_forms::ActivityListForm>(),
        )
        .add(
            writes(post("/activities/{id}/people/{person}/remove", people::remove))
                .sums("Bỏ một người khỏi danh sách", "Take somebody off the list")
                .takes::<part_forms::Seen>(),
        )
        .add(
            writes(post("/activities/{id}/partners", people::add_partner))
                .sums("Thêm đối tác ngoài", "Add a partner outside")
                .takes::<part_forms::ActivityPartnerForm>(),
        )
        .add(
            writes(post("/activities/{id}/partners/{partner}/remove", people::remove_partner))
                .sums("Bỏ đối tác ngoài", "Take a partner off")
                .takes::<part_forms::Seen>(),
        )
}

fn of_materials() -> Routes<App> {
    Routes::of("activities")
        .add(
            writes(post("/activities/{id}/files", materials::add_file))
                .sums("Thêm tệp tài liệu", "Add a file")
                .takes::<materials::ActivityFileForm>(),
        )
        .add(
            writes(post("/activities/{id}/links", materials::add_link))
                .sums("Thêm liên kết tài liệu", "Add a link")
                .takes::<part_forms::ActivityLinkForm>(),
        )
        .add(
            reads(get("/activities/{id}/files/{material}", materials::show))
                .sums("Tệp tài liệu", "A file")
                .gives("application/octet-stream"),
        )
        .add(
            writes(post("/activities/{id}/materials/{material}/remove", materials::remove))
                .sums("Bỏ tài liệu", "Take a file or link back")
                .takes::<part_forms::Seen>(),
        )
}

fn of_sessions() -> Routes<App> {
    use part_pages::ActivitySessionPage;
    let writes = |route: Route<App>| route.asks(WRITERS).over("activity session", Act::DoWork);
    Routes::of("activities")
        .add(
            get("/activities/sessions/{id}", sessions::show)
                .asks(READERS)
                .over("activity session", Act::ReadWork)
                .sums("Một buổi, điểm danh", "A session with its attendance")
                .query::<sessions::Wanted>()
                .shows::<ActivitySessionPage>(),
        )
        .add(
            writes(post("/activities/sessions/{id}", sessions::change))
                .sums("Sửa, dời buổi", "Change or put off a session")
                .takes::<part_forms::ActivitySessionForm>(),
        )
        .add(
            writes(post("/activities/sessions/{id}/cancel", sessions::cancel))
                .sums("Hủy buổi", "Call a session off")
                .takes::<part_forms::ActivityReasonForm>(),
        )
        .add(
            writes(post("/activities/sessions/{id}/marks", sessions::mark))
                .sums("Điểm danh", "Mark attendance")
                .query::<sessions::Wanted>()
                .takes::<part_forms::ActivityMarksForm>(),
        )
}

fn of_parts() -> Routes<App> {
    use part_pages::ActivityPartPage;
    let reads = |route: Route<App>| route.asks(READERS).over("activity part", Act::ReadWork);
    let writes = |route: Route<App>| route.asks(WRITERS).over("activity part", Act::DoWork);
    Routes::of("activities")
        .add(
            reads(get("/activities/parts/{id}", parts::show))
                .sums("Hoạt động mà đơn vị được mời", "An activity that a unit is asked to come to")
                .shows::<ActivityPartPage>(),
        )
        .add(
            reads(get("/activities/parts/{id}/files/{material}", materials::show_part))
                .sums("Tệp tài liệu cho đơn vị được mời", "A file for a unit that is asked")
                .gives("application/octet-stream"),
        )
        .add(
            writes(post("/activities/parts/{id}", parts::answer))
                .sums("Cử người tham gia", "Say who comes")
                .takes::<part_forms::ActivityPeopleForm>(),
        )
        .add(
            writes(post("/activities/parts/{id}/decline", parts::decline))
                .sums("Báo không tham gia", "Say that the unit does not come")
                .takes::<part_forms::ActivityReasonForm>(),
        )
}
