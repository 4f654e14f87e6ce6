//! Packages in which offices send documents to each other (gói edXML), as files: made of documents that were issued, and
//! received as incoming documents; and the packages that say what became of one.
//!
//! Knows documents, units, partners, registers and imports by their actions. What a package is made of is the crate `exchange`.

mod content;
mod export;
mod findings;
mod forms;
mod intake;
mod lists;
mod make;
mod noting;
mod pages;
mod receive;
mod recipients;
mod scan;
mod show;
mod telling;

pub use export::{answered_by_units, part_of};
pub use lists::inbox_box;
pub use pages::{PackageBox, PackagesPart};
pub use scan::ScanPackage;

use crate::app::App;
use crate::rights::Owned;
use domain::ids::UnitId;
use domain::rights::Act;
use tokio::sync::Semaphore;
use web::{Access, Error, Routes, get, post};

/// Packages that are read or written at the same time: each may take several times its 140 MB of memory.
static DESK: Semaphore = Semaphore::const_new(1);

/// A package, for the extractors of rights: it belongs to the unit that made it or that it came to.
#[derive(Debug, Clone, Copy)]
pub struct Package;

impl Owned for Package {
    type Row = tables::package::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<Self::Row>, Error> {
        Ok(tables::package::by_id(id.into()).one(app.db.read()).await?)
    }

    fn unit(row: &Self::Row) -> Option<UnitId> {
        Some(row.unit_id)
    }
}

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    use pages::{NewPackagePage, PackagePage, PackagesPage};
    const READERS: Access = Access::May(Act::ReadRegister);
    const KEEPERS: Access = Access::May(Act::KeepRegister);
    let reads = |route: web::Route<App>| route.asks(READERS).over("package", Act::ReadRegister);
    let keeps = |route: web::Route<App>| route.asks(KEEPERS).over("package", Act::KeepRegister);
    Routes::of("packages")
        .add(
            get("/packages", lists::list)
                .asks(READERS)
                .sums("Gói edXML đến và đi của đơn vị", "Packages of one's units")
                .query::<lists::Wanted>()
                .shows::<PackagesPage>(),
        )
        .add(
            get("/packages/new", intake::form)
                .asks(KEEPERS)
                .sums("Nhập gói edXML", "Bring in a package")
                .shows::<NewPackagePage>(),
        )
        .add(
            post("/packages", intake::take)
                .asks(KEEPERS)
                .over("named unit", Act::KeepRegister)
                .sums("Đọc gói edXML để xem trước", "Read a package to look at it")
                .takes::<forms::NewPackage>(),
        )
        .add(
            reads(get("/packages/{id}", show::show))
                .sums("Một gói edXML", "A package")
                .shows::<PackagePage>(),
        )
        .add(
            reads(get("/packages/{id}/package.edxml", show::whole))
                .sums("Tải cả gói", "The whole package")
                .gives("application/xml"),
        )
        .add(
            reads(get("/packages/{id}/files/{file}", show::file))
                .sums("Một tệp trong gói đến", "A file of a package that came")
                .gives("application/octet-stream"),
        )
        .add(
            keeps(post("/packages/{id}/receive", receive::receive))
                .sums("Nhận văn bản, hoặc ghi nhận trạng thái", "Receive the document, or note the status")
                .takes::<forms::Receive>(),
        )
        .add(
            keeps(post("/packages/{id}/aside", receive::aside))
                .sums("Không nhận gói này", "Put a package aside"),
        )
        .add(
            keeps(post("/packages/{id}/status", make::answer))
                .sums("Xuất gói trạng thái", "Make the package of a status")
                .takes::<forms::Answer>(),
        )
        .add(
            post("/packages/{id}/plan", receive::read_plan)
                .asks(Access::May(Act::StartImport))
                .over("package", Act::StartImport)
                .sums("Đọc tệp trong gói thành kế hoạch", "Read a file of a package as a plan")
                .takes::<forms::ReadPlan>(),
        )
        .add(
            post("/documents/{id}/packages", export::export)
                .asks(Access::May(Act::IssueDocument))
                .over("document", Act::IssueDocument)
                .sums("Xuất gói edXML của văn bản", "Make a package of a document")
                .takes::<forms::Export>(),
        )
}
