//! Registers of documents (sổ văn bản): numbers of what a unit issues, arrivals of what it gets, what became of each.
//!
//! Other features take numbers by `actions::take`; this one knows no document beyond its id.

pub mod actions;
mod book;
mod errors;
mod exports;
mod forms;
mod lines;
mod pages;
mod series;
mod settings;
mod symbols;
mod view;

pub use errors::RegisterError;

use crate::app::App;
use crate::rights::Owned;
use domain::ids::UnitId;
use domain::rights::Act;
use web::{Access, Error, Routes, get, post};

/// A register, for the extractors of rights.
#[derive(Debug)]
pub struct Register;

impl Owned for Register {
    type Row = tables::register::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<Self::Row>, Error> {
        Ok(tables::register::by_id(id.into()).one(app.db.read()).await.map_err(db::DbError::from)?)
    }

    fn unit(row: &Self::Row) -> Option<UnitId> {
        Some(row.unit_id)
    }
}

const READERS: Access = Access::May(Act::ReadRegister);
const KEEPERS: Access = Access::May(Act::KeepRegister);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    use pages::{BooksPage, EditBookPage};
    Routes::of("registers")
        .add(
            get("/registers", settings::list)
                .asks(READERS)
                .sums("Sổ văn bản của đơn vị", "Registers of a unit")
                .query::<settings::Wanted>()
                .shows::<BooksPage>(),
        )
        .add(
            post("/registers/years", settings::open_year)
                .asks(KEEPERS)
                .over("named unit", Act::KeepRegister)
                .sums("Mở sổ của năm", "Open the registers of a year")
                .takes::<forms::OpenYear>(),
        )
        .add(
            post("/registers/marks", settings::set_mark)
                .asks(KEEPERS)
                .over("named unit", Act::KeepRegister)
                .sums("Đặt chữ viết tắt trong ký hiệu", "Set the code words in symbols")
                .takes::<forms::SetMark>(),
        )
        .add(
            get("/registers/new", settings::new_form)
                .asks(KEEPERS)
                .sums("Mở sổ mới", "Open a register")
                .query::<settings::Start>()
                .shows::<EditBookPage>(),
        )
        .add(
            post("/registers", settings::create)
                .asks(KEEPERS)
                .over("named unit", Act::KeepRegister)
                .sums("Mở sổ mới", "Open a register")
                .takes::<forms::NewRegister>(),
        )
        .merge(of_one())
}

/// Routes of one register and its lines.
fn of_one() -> Routes<App> {
    use pages::{BookPage, EditBookPage, EntryPage, PrintPage, VoidPage};
    const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let (one, line) = ("/registers/{id}", "/registers/{id}/entries/{entry}");
    let reads = |route: web::Route<App>| route.asks(READERS).over("register", Act::ReadRegister);
    let keeps = |route: web::Route<App>| route.asks(KEEPERS).over("register", Act::KeepRegister);
    Routes::of("registers")
        .add(
            reads(get(one, book::show))
                .sums("Một sổ, tìm không dấu", "A register, folded search")
                .query::<book::Wanted>()
                .shows::<BookPage>(),
        )
        .add(
            reads(get("/registers/{id}/print", book::print))
                .sums("Sổ để in", "A register to be printed")
                .query::<book::Sheet>()
                .shows::<PrintPage>(),
        )
        .add(
            reads(get("/registers/{id}/register.xlsx", book::xlsx))
                .sums("Sổ, tệp Excel", "A register as Excel")
                .gives(SHEET),
        )
        .add(
            keeps(get("/registers/{id}/edit", settings::edit_form))
                .sums("Sửa sổ", "Change a register")
                .shows::<EditBookPage>(),
        )
        .add(
            keeps(post(one, settings::change))
                .sums("Sửa sổ", "Change a register")
                .takes::<forms::ChangeRegister>(),
        )
        .add(keeps(post("/registers/{id}/close", settings::close)).sums("Khóa sổ", "Close a register"))
        .add(
            keeps(post("/registers/{id}/reopen", settings::reopen))
                .sums("Mở lại sổ đã khóa", "Open a closed register again"),
        )
        .add(
            keeps(get("/registers/{id}/entries/new", lines::form))
                .sums("Vào sổ bằng tay", "Enter a paper by hand")
                .shows::<EntryPage>(),
        )
        .add(
            keeps(post("/registers/{id}/entries", lines::create))
                .sums("Lấy số hoặc vào sổ văn bản đến", "Take a number, or enter an arrival")
                .takes::<forms::NewEntry>(),
        )
        .add(
            reads(get(line, lines::show))
                .sums("Một dòng của sổ", "A line of a register")
                .shows::<EntryPage>(),
        )
        .add(
            keeps(post(line, lines::annotate))
                .sums("Ghi việc chuyển, nhận, trả lời", "Note what became of a line")
                .takes::<forms::Annotate>(),
        )
        .add(
            keeps(get("/registers/{id}/entries/{entry}/void", lines::ask_void))
                .sums("Hỏi trước khi hủy số", "Ask before a number is voided")
                .shows::<VoidPage>(),
        )
        .add(
            keeps(post("/registers/{id}/entries/{entry}/void", lines::void))
                .sums("Hủy số", "Void a number")
                .takes::<forms::Void>(),
        )
}
