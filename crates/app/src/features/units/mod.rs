//! Units: the dated forest of organisations, its pages, its changes and its import from spreadsheets.
//!
//! Rules live in `domain::units`; here they meet the tables and people. Knows nothing of plans.

pub mod actions;
mod aliases;
mod below;
mod changes;
mod errors;
mod forms;
mod handlers;
pub mod import;
pub mod lexicon;
pub mod offices;
mod pages;
mod queries;
mod reach;
pub mod search;
pub mod seed;
mod store;
mod view;

pub use below::{below, kinds_below};
pub use errors::UnitError;
pub use forms::day as read_day;
pub use offices::OfficeCodeView;
pub use pages::UnitRef;
pub use view::{refs, successors};

use crate::app::App;
use crate::rights::Owned;
use domain::ids::UnitId;
use domain::rights::Act;
use web::{Access, Error, Routes, get, post};

/// A unit as an object of rights: it belongs to itself.
#[derive(Debug)]
pub struct Unit;

impl Owned for Unit {
    type Row = tables::unit::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<Self::Row>, Error> {
        Ok(tables::unit::by_id(id.into()).one(app.db.read()).await?)
    }

    fn unit(row: &Self::Row) -> Option<UnitId> {
        Some(row.id)
    }
}

/// The routes of this feature.
#[expect(clippy::too_many_lines, reason = "one row per route")]
pub fn routes() -> Routes<App> {
    use pages::{ChangePage, SearchPage, TreePage, UnitPage};
    const READERS: Access = Access::May(Act::ReadUnit);
    const KEEPERS: Access = Access::May(Act::EditAliases);
    Routes::of("units")
        .add(
            get("/units", handlers::tree)
                .asks(READERS)
                .sums("Cây đơn vị", "Tree of units")
                .query::<handlers::WhichTree>()
                .shows::<TreePage>(),
        )
        .add(
            get("/units/search", handlers::find)
                .asks(READERS)
                .sums("Tìm đơn vị", "Search units")
                .query::<handlers::Wanted>()
                .shows::<SearchPage>(),
        )
        .add(
            get("/units/new", changes::new_form)
                .asks(Access::Administrator)
                .sums("Lập đơn vị", "Make a unit")
                .query::<changes::Start>()
                .shows::<ChangePage>(),
        )
        .add(
            post("/units", changes::create)
                .asks(Access::Administrator)
                .sums("Lập đơn vị", "Make a unit")
                .takes::<forms::NewUnit>(),
        )
        .add(
            get("/units/{id}", handlers::show)
                .asks(READERS)
                .over("unit", Act::ReadUnit)
                .sums("Một đơn vị", "A unit")
                .query::<handlers::When>()
                .shows::<UnitPage>(),
        )
        .add(
            get("/units/{id}/rename", changes::rename_form)
                .asks(Access::Administrator)
                .sums("Đổi tên đơn vị", "Rename a unit")
                .shows::<ChangePage>(),
        )
        .add(
            post("/units/{id}/names", changes::rename)
                .asks(Access::Administrator)
                .sums("Đổi tên đơn vị", "Rename a unit")
                .takes::<forms::Rename>(),
        )
        .add(
            get("/units/{id}/move", changes::move_form)
                .asks(Access::Administrator)
                .sums("Chuyển đơn vị", "Move a unit")
                .shows::<ChangePage>(),
        )
        .add(
            post("/units/{id}/places", changes::reparent)
                .asks(Access::Administrator)
                .sums("Chuyển đơn vị", "Move a unit")
                .takes::<forms::Move>(),
        )
        .add(
            get("/units/{id}/merge", changes::merge_form)
                .asks(Access::Administrator)
                .sums("Sáp nhập đơn vị", "Merge units")
                .shows::<ChangePage>(),
        )
        .add(
            post("/units/{id}/merges", changes::merge)
                .asks(Access::Administrator)
                .sums("Sáp nhập đơn vị", "Merge units")
                .takes::<forms::Merge>(),
        )
        .add(
            get("/units/{id}/split", changes::split_form)
                .asks(Access::Administrator)
                .sums("Chia tách đơn vị", "Split a unit")
                .shows::<ChangePage>(),
        )
        .add(
            post("/units/{id}/splits", changes::split)
                .asks(Access::Administrator)
                .sums("Chia tách đơn vị", "Split a unit")
                .takes::<forms::Split>(),
        )
        .add(
            get("/units/{id}/dissolve", changes::dissolve_form)
                .asks(Access::Administrator)
                .sums("Giải thể đơn vị", "End a unit")
                .shows::<ChangePage>(),
        )
        .add(
            post("/units/{id}/end", changes::dissolve)
                .asks(Access::Administrator)
                .sums("Giải thể đơn vị", "End a unit")
                .takes::<forms::Dissolve>(),
        )
        .add(
            post("/units/{id}/aliases", aliases::add)
                .asks(KEEPERS)
                .over("unit", Act::EditAliases)
                .sums("Thêm tên gọi khác", "Add a spelling")
                .takes::<forms::NewAlias>(),
        )
        .add(
            post("/units/{id}/aliases/{alias}/remove", aliases::remove)
                .asks(KEEPERS)
                .over("unit", Act::EditAliases)
                .sums("Bỏ tên gọi khác", "Remove a spelling"),
        )
        .add(
            post("/units/{id}/office-code", offices::set)
                .asks(KEEPERS)
                .over("unit", Act::EditAliases)
                .sums("Ghi mã định danh điện tử", "Set the code of the office in packages")
                .takes::<offices::NewOfficeCode>(),
        )
        .merge(import_routes())
}

fn import_routes() -> Routes<App> {
    use import::{ImportPage, ImportsPage, NewImport};
    const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let (list, one) = ("/units/imports", "/units/imports/{id}");
    let admin = Access::Administrator;
    Routes::of("units")
        .add(
            get(list, import::list)
                .asks(admin)
                .sums("Các lần nhập đơn vị", "Imports of units")
                .shows::<ImportsPage>(),
        )
        .add(
            post(list, import::upload)
                .asks(admin)
                .sums("Đọc và kiểm tra bảng tính", "Read and check a spreadsheet")
                .takes::<NewImport>(),
        )
        .add(
            get("/units/imports/template.xlsx", import::template)
                .asks(admin)
                .sums("Mẫu bảng tính", "Template to fill in")
                .gives(SHEET),
        )
        .add(get(one, import::show).asks(admin).sums("Một lần nhập", "An import").shows::<ImportPage>())
        .add(
            post("/units/imports/{id}/commit", import::carry_out).asks(admin).sums(
                "Ghi vào danh mục, lần đầu hoặc thử lại",
                "Write the units, for the first time or again",
            ),
        )
        .add(
            post("/units/imports/{id}/discard", import::discard)
                .asks(admin)
                .sums("Bỏ một lần nhập chưa ghi", "Take back an import that was not written"),
        )
}
