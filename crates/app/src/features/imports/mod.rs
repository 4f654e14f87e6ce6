//! Imports: a document goes in, is read in a process of its own, and stays under review until people make a plan of it.
//!
//! What a reading under review is and how it changes is decided by the `draft` crate; here it meets files, tables and
//! people. Does not know how a plan is kept: it hands the finished draft to `plans`.

pub mod actions;
mod answer;
mod cells;
mod changes;
mod conflict;
mod edit;
mod ended;
mod errors;
mod handlers;
mod intake;
mod marks;
mod merge;
mod pages;
mod portions;
mod presence;
mod progress;
mod reading;
mod resolve;
mod restore;
mod review;
mod review_pages;
pub mod samples;
pub mod told;
mod upload;
mod view;
mod waiting;
mod words;
mod work;

pub use errors::ImportError;
pub use presence::Presence;
pub use progress::Progress;
pub use words::{choice_of, field};
pub use words::{defect_key, short};
pub use work::ReadDocument;

use crate::app::App;
use crate::rights::Owned;
use domain::ids::UnitId;
use domain::rights::Act;
use web::{Access, Error, Routes, get, post};

/// An import as an object of rights: it belongs to the unit it was uploaded for.
#[derive(Debug)]
pub struct Import;

impl Owned for Import {
    type Row = tables::import::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<Self::Row>, Error> {
        Ok(tables::import::by_id(id.into()).one(app.db.read()).await.map_err(db::DbError::from)?)
    }

    fn unit(row: &Self::Row) -> Option<UnitId> {
        Some(row.unit_id)
    }
}

const READ: Access = Access::May(Act::ReadImport);
const START: Access = Access::May(Act::StartImport);
const REVIEW: Access = Access::May(Act::ReviewImport);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    review_routes(intake_routes(Routes::of("imports")))
}

/// A document on its way in and out.
fn intake_routes(routes: Routes<App>) -> Routes<App> {
    use pages::{DiscardPage, EndedPage, FailedPage, ListPage, NewPage, OverPage, ReadingPage};
    use review_pages::ReviewPage;
    routes
        .add(
            get("/imports", handlers::list)
                .asks(READ)
                .sums("Văn bản đã nhập", "Imports")
                .query::<handlers::Wanted>()
                .shows::<ListPage>(),
        )
        .add(
            get("/imports/new", upload::form)
                .asks(START)
                .sums("Nhập văn bản", "Import a document")
                .shows::<NewPage>(),
        )
        .add(
            post("/imports", upload::create)
                .asks(START)
                .over("named unit", Act::StartImport)
                .sums("Nhập văn bản", "Import a document")
                .takes::<upload::NewImport>()
                .shows_with::<ReviewPage>(201)
                .shows_with::<ReadingPage>(202),
        )
        .add(
            get("/imports/{id}", review::show)
                .asks(READ)
                .over("import", Act::ReadImport)
                .sums("Soát văn bản", "Review an import")
                .query::<portions::Wanted>()
                .shows::<ReviewPage>()
                .shows::<ReadingPage>()
                .shows::<FailedPage>()
                .shows::<OverPage>(),
        )
        .add(
            post("/imports/{id}/retry", waiting::again)
                .asks(REVIEW)
                .over("import", Act::ReviewImport)
                .sums("Đọc lại", "Read once more")
                .shows_with::<ReviewPage>(201)
                .shows_with::<ReadingPage>(202),
        )
        .add(
            get("/imports/{id}/discard", handlers::discard_form)
                .asks(REVIEW)
                .over("import", Act::ReviewImport)
                .sums("Bỏ văn bản đã nhập", "Put an import aside")
                .shows::<DiscardPage>()
                .shows_with::<EndedPage>(409),
        )
        .add(
            post("/imports/{id}/discard", handlers::discard)
                .asks(REVIEW)
                .over("import", Act::ReviewImport)
                .sums("Bỏ văn bản đã nhập", "Put an import aside")
                .shows_with::<EndedPage>(409),
        )
}

/// The review of a document that was read.
fn review_routes(routes: Routes<App>) -> Routes<App> {
    use pages::{EndedPage, HistoryPage, NewerPage, NotReadyPage, PresencePage};
    use review_pages::{ChangedPage, ConflictPage, EditPage};
    routes
        .add(
            get("/imports/{id}/edit", edit::edit)
                .asks(REVIEW)
                .over("import", Act::ReviewImport)
                .sums("Sửa một mục", "Edit an item")
                .query::<edit::Which>()
                .shows::<EditPage>()
                .shows_with::<EndedPage>(409),
        )
        .add(
            post("/imports/{id}/changes", answer::change)
                .asks(REVIEW)
                .over("import", Act::ReviewImport)
                .sums("Sửa kết quả đọc", "Change what was read")
                .takes::<changes::Changes>()
                .shows::<ChangedPage>()
                .shows_with::<ConflictPage>(409)
                .shows_with::<EndedPage>(409),
        )
        .add(
            get("/imports/{id}/portion", portions::show)
                .asks(READ)
                .over("import", Act::ReadImport)
                .sums("Một phần của trang soát", "A portion of the review")
                .query::<portions::Wanted>()
                .shows::<portions::PortionPage>(),
        )
        .add(
            get("/imports/{id}/presence", handlers::presence)
                .asks(READ)
                .over("import", Act::ReadImport)
                .sums("Ai đang xem", "Who is here")
                .shows::<PresencePage>(),
        )
        .add(
            get("/imports/{id}/history", handlers::history)
                .asks(READ)
                .over("import", Act::ReadImport)
                .sums("Lịch sử soát", "History of the review")
                .shows::<HistoryPage>(),
        )
        .add(
            get("/imports/{id}/file", handlers::file)
                .asks(READ)
                .over("import", Act::ReadImport)
                .sums("Tệp gốc", "Original file")
                .gives("application/octet-stream"),
        )
        .add(
            get("/imports/{id}/reading.json", handlers::reading)
                .asks(READ)
                .over("import", Act::ReadImport)
                .sums("Kết quả máy đọc (plan.schema.json)", "What was read (plan.schema.json)")
                .gives("application/json"),
        )
        .add(
            post("/imports/{id}/finish", handlers::finish)
                .asks(Access::May(Act::FinishImport))
                .over("import", Act::FinishImport)
                .sums("Lập kế hoạch", "Make the plan")
                .takes::<handlers::Finish>()
                .shows_with::<NewerPage>(409)
                .shows_with::<EndedPage>(409)
                .shows_with::<NotReadyPage>(422),
        )
}
