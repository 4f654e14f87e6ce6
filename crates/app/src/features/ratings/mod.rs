//! Ratings (đánh giá, xếp loại): a unit rates units below it by criteria, from what they reported and from points given by
//! hand. Rules live in `domain::ratings`; knows plans, work, figures and cascades by what they keep of a unit.

pub mod actions;
mod data;
mod edit;
mod errors;
mod exports;
mod files;
mod forms;
mod list;
mod pages;
mod points_file;
mod points_read;
mod results;
mod rights;
mod score_forms;
mod sending;
mod sheet;
mod view;

pub use errors::RatingError;
pub use files::ScanRatingFile;
pub use sending::{SendSheets, TellRatingsDue, TellResults, TellSilent, TellStopped};

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

const READERS: Access = Access::May(Act::ReadWork);
const DOERS: Access = Access::May(Act::DoWork);
const DRAFTERS: Access = Access::May(Act::DraftDocument);
const LEADERS: Access = Access::May(Act::LeadWork);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    asking().merge(deciding()).merge(filling()).merge(scoring())
}

/// What the unit that rates writes.
fn asking() -> Routes<App> {
    use pages::{CriteriaPage, EditPage, RatingPage, RatingsPage};
    Routes::of("ratings")
        .add(
            get("/ratings", list::show)
                .asks(READERS)
                .sums("Các đợt đánh giá, xếp loại", "Ratings of units")
                .query::<list::Wanted>()
                .shows::<RatingsPage>(),
        )
        .add(
            get("/ratings/new", edit::new_form)
                .asks(LEADERS)
                .sums("Mẫu lập đợt đánh giá", "Form of a new rating")
                .shows::<EditPage>(),
        )
        .add(
            post("/ratings", edit::create)
                .asks(LEADERS)
                .sums("Lập đợt đánh giá", "Begin a rating")
                .takes::<forms::RatingForm>(),
        )
        .add(
            get("/ratings/{id}", results::show)
                .asks(READERS)
                .over("rating", Act::ReadWork)
                .sums("Một đợt đánh giá, bảng kết quả", "A rating with its results")
                .query::<results::Wanted>()
                .shows::<RatingPage>(),
        )
        .add(
            get("/ratings/{id}/edit", edit::edit_form)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Mẫu sửa đợt đánh giá", "Form of a rating")
                .shows::<EditPage>(),
        )
        .add(
            post("/ratings/{id}", edit::change)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Sửa đợt đánh giá", "Change a rating")
                .takes::<forms::RatingForm>(),
        )
        .add(
            post("/ratings/{id}/clone", edit::clone)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Lập đợt mới theo đợt này", "Begin a rating like this one")
                .takes::<forms::Seen>(),
        )
        .add(
            get("/ratings/{id}/criteria", edit::criteria_form)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Các tiêu chí", "Criteria of a rating")
                .shows::<CriteriaPage>(),
        )
        .add(
            post("/ratings/{id}/criteria", edit::write_criteria)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Thêm, sửa, bỏ tiêu chí", "Add, change, remove criteria")
                .takes::<forms::CriteriaForm>(),
        )
        .add(
            get("/ratings/{id}/results.xlsx", exports::xlsx)
                .asks(READERS)
                .over("rating", Act::ReadWork)
                .sums("Bảng kết quả, tệp Excel", "Results of a rating as Excel")
                .query::<results::Wanted>()
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
}

/// What is done to a rating as a whole.
fn deciding() -> Routes<App> {
    Routes::of("ratings")
        .add(
            post("/ratings/{id}/accept", results::accept)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Chấp nhận nhiều phiếu theo điểm đề xuất", "Accept several sheets as proposed")
                .takes::<forms::AcceptForm>(),
        )
        .add(
            post("/ratings/{id}/document", results::document)
                .asks(DRAFTERS)
                .over("rating", Act::DraftDocument)
                .sums("Soạn văn bản về kết quả", "Draft the document on the results")
                .takes::<forms::DocumentForm>(),
        )
        .add(
            post("/ratings/{id}/units", results::add_units)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Gửi phiếu thêm cho đơn vị", "Add units to a rating")
                .takes::<forms::UnitsForm>(),
        )
        .add(
            post("/ratings/{id}/step", results::step)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums(
                    "Gửi, nhắc, khóa, mở khóa, công bố, thôi, xóa bản nháp",
                    "Send, remind, lock, unlock, publish, stop, remove a draft",
                )
                .takes::<forms::StepForm>(),
        )
}

/// Points of many units in a spreadsheet.
fn filling() -> Routes<App> {
    Routes::of("ratings")
        .add(
            get("/ratings/{id}/points.xlsx", points_file::out)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums(
                    "Phiếu chấm điểm nhiều đơn vị, tệp Excel để điền",
                    "Points of many units as Excel to fill in",
                )
                .query::<results::Wanted>()
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            post("/ratings/{id}/points/file", points_file::look)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Xem trước điểm trong tệp Excel", "Look at the points of an Excel file")
                .takes::<points_file::FileForm>()
                .shows::<points_file::PointsPage>(),
        )
        .add(
            post("/ratings/{id}/points", points_file::write)
                .asks(LEADERS)
                .over("rating", Act::LeadWork)
                .sums("Ghi điểm đã xem trước", "Write the points that were looked at")
                .takes::<points_file::PointsForm>(),
        )
}

/// What is done on the sheet of one unit.
fn scoring() -> Routes<App> {
    use pages::SheetPage;
    Routes::of("ratings")
        .add(
            get("/ratings/sheets/{id}", sheet::show)
                .asks(READERS)
                .over("rating sheet", Act::ReadWork)
                .sums("Phiếu đánh giá của một đơn vị", "Rating sheet of a unit")
                .query::<sheet::Wanted>()
                .shows::<SheetPage>(),
        )
        .add(
            post("/ratings/sheets/{id}/own", sheet::own)
                .asks(DOERS)
                .over("own rating sheet", Act::DoWork)
                .sums("Đơn vị tự chấm điểm", "Score oneself")
                .takes::<score_forms::OwnForm>(),
        )
        .add(
            post("/ratings/sheets/{id}/files", files::add)
                .asks(DOERS)
                .over("own rating sheet", Act::DoWork)
                .sums("Gửi tệp minh chứng", "Add a file of evidence")
                .takes::<files::FileForm>(),
        )
        .add(
            get("/ratings/sheets/{id}/files/{file}", files::show)
                .asks(READERS)
                .over("rating sheet", Act::ReadWork)
                .sums("Một tệp minh chứng", "A file of evidence")
                .gives("application/octet-stream"),
        )
        .add(
            post("/ratings/sheets/{id}/files/{file}/remove", files::remove)
                .asks(DOERS)
                .over("own rating sheet", Act::DoWork)
                .sums("Lấy lại tệp minh chứng", "Take a file of evidence back")
                .takes::<files::Plain>(),
        )
        .add(
            post("/ratings/sheets/{id}/points", sheet::points)
                .asks(LEADERS)
                .over("asked rating sheet", Act::LeadWork)
                .sums("Chấm điểm, chấp nhận, trả lại, trả lời", "Give points, accept, return, answer")
                .takes::<score_forms::GivenForm>(),
        )
        .add(
            post("/ratings/sheets/{id}/complaint", sheet::complain)
                .asks(DOERS)
                .over("own rating sheet", Act::DoWork)
                .sums("Kiến nghị về kết quả", "Complain about the result")
                .takes::<score_forms::ComplaintForm>(),
        )
}
