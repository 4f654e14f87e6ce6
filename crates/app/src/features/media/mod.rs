//! Media (truyền thông): what is told of a plan before, during and after, written by one unit, approved by its leader in the
//! very version that was read, published not before its embargo ends, and shown to everybody on the plan's page of news.
//!
//! Rules live in `domain::media`; knows plans by their tables and is told of nothing by them.

pub mod actions;
mod board;
mod edit;
mod errors;
mod exports;
mod forms;
mod item;
mod jobs;
mod list;
mod pages;
mod pictures;
mod public;
mod telling;
mod view;

pub use errors::MediaError;
pub use forms::read_hour;
pub use jobs::{PublishMedia, ScanPicture, TellMediaDue};

use crate::app::App;
use crate::rights::Owned;
use domain::ids::UnitId;
use domain::rights::Act;
use tables::{media_item, plan};
use web::{Access, Error, Routes, get, post};

/// An item, for the extractors of rights: it belongs to the unit in charge. The unit of the plan reads and writes it too,
/// because it answers for the whole; only the leader of the unit in charge approves.
#[derive(Debug, Clone, Copy)]
pub struct Item;

impl Owned for Item {
    type Row = media_item::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<media_item::Model>, Error> {
        Ok(media_item::by_id(id.into()).one(app.db.read()).await?)
    }

    fn unit(row: &media_item::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }

    async fn others(app: &App, row: &media_item::Model, act: Act) -> Result<Vec<UnitId>, Error> {
        if !matches!(act, Act::ReadDraft | Act::DoWork) {
            return Ok(Vec::new());
        }
        let plan = plan::by_id(row.plan_id).one(app.db.read()).await?;
        Ok(plan.map(|plan| plan.unit_id).into_iter().collect())
    }
}

const PLANS: Access = Access::May(Act::ReadPlan);
const PLANNERS: Access = Access::May(Act::DraftDocument);
const READERS: Access = Access::May(Act::ReadDraft);
const WRITERS: Access = Access::May(Act::DoWork);
const LEADERS: Access = Access::May(Act::ApproveDocument);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    of_plan().merge(of_item()).merge(of_steps()).merge(of_public())
}

fn of_plan() -> Routes<App> {
    use forms::{ItemForm, ProposalForm, SwitchForm};
    use pages::{BoardPage, EditPage, ListPage};
    let plans = |route: web::Route<App>| route.asks(PLANS).over("plan", Act::ReadPlan);
    let drafts = |route: web::Route<App>| route.asks(PLANNERS).over("plan", Act::DraftDocument);
    Routes::of("media")
        .add(
            plans(get("/plans/{id}/media", board::show))
                .sums("Truyền thông của kế hoạch", "Communications of a plan")
                .query::<board::Wanted>()
                .shows::<BoardPage>(),
        )
        .add(
            plans(get("/plans/{id}/media.xlsx", exports::xlsx))
                .sums("Kế hoạch truyền thông, tệp Excel", "Plan of communications as Excel")
                .query::<board::Wanted>()
                .gives("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
        .add(
            drafts(get("/plans/{id}/media/new", edit::new_form))
                .sums("Mẫu thêm tin, bài", "Form of a new item")
                .query::<edit::Begin>()
                .shows::<EditPage>(),
        )
        .add(
            drafts(post("/plans/{id}/media", edit::create))
                .sums("Thêm tin, bài", "Plan an item")
                .takes::<ItemForm>(),
        )
        .add(
            drafts(post("/plans/{id}/media/proposals", board::answer))
                .sums("Bỏ đề xuất, lấy lại đề xuất", "Refuse a proposal, take the refusal back")
                .takes::<ProposalForm>(),
        )
        .add(
            post("/plans/{id}/media/page", board::switch)
                .asks(Access::May(Act::IssueDocument))
                .over("plan", Act::IssueDocument)
                .sums("Mở, đóng trang tin công khai", "Switch the public page of news")
                .takes::<SwitchForm>(),
        )
        .add(
            get("/media", list::list)
                .asks(READERS)
                .sums("Tin, bài của đơn vị", "Items of one's units")
                .query::<list::Wanted>()
                .shows::<ListPage>(),
        )
}

fn of_item() -> Routes<App> {
    use forms::{ItemForm, PictureForm};
    use pages::{EditPage, ItemPage};
    let reads = |route: web::Route<App>| route.asks(READERS).over("media item", Act::ReadDraft);
    let writes = |route: web::Route<App>| route.asks(WRITERS).over("media item", Act::DoWork);
    Routes::of("media")
        .add(reads(get("/media/{id}", item::show)).sums("Một tin, bài", "An item").shows::<ItemPage>())
        .add(
            reads(get("/media/{id}/pictures/{picture}", pictures::show))
                .sums("Ảnh của tin, bài", "A picture of an item")
                .gives("image/*"),
        )
        .add(
            writes(get("/media/{id}/write", edit::edit_form))
                .sums("Mẫu viết tin, bài", "Form of an item")
                .shows::<EditPage>(),
        )
        .add(
            writes(post("/media/{id}", edit::change))
                .sums("Lưu tin, bài", "Change an item")
                .takes::<ItemForm>(),
        )
        .add(
            writes(post("/media/{id}/pictures", pictures::add))
                .sums("Thêm ảnh", "Add a picture")
                .takes::<PictureForm>(),
        )
        .add(
            writes(post("/media/{id}/pictures/{picture}/remove", pictures::remove))
                .sums("Bỏ ảnh", "Take a picture out"),
        )
}

/// What anybody may read. The addresses hold seventy bits of chance, and answer only for what is out.
fn of_public() -> Routes<App> {
    let everybody = |route: web::Route<App>| route.asks(Access::Public);
    Routes::of("media")
        .add(
            everybody(get("/p/{page}/news", public::list))
                .sums("Tin công khai của kế hoạch", "Public news of a plan")
                .gives("text/html"),
        )
        .add(
            everybody(get("/p/{page}/news.atom", public::feed))
                .sums("Tin công khai, nguồn Atom", "Public news as a feed")
                .gives("application/atom+xml"),
        )
        .add(
            everybody(get("/p/{page}/news/{item}", public::item))
                .sums("Một tin công khai", "An item of public news")
                .gives("text/html"),
        )
        .add(
            everybody(get("/p/{page}/news/{item}/{picture}", public::picture))
                .sums("Ảnh của tin công khai", "A picture of public news")
                .gives("image/*"),
        )
}

fn of_steps() -> Routes<App> {
    use forms::{PublishForm, ReasonForm, SeenForm};
    let writes = |route: web::Route<App>| route.asks(WRITERS).over("media item", Act::DoWork);
    let leads = |route: web::Route<App>| route.asks(LEADERS).over("media item", Act::ApproveDocument);
    Routes::of("media")
        .add(
            writes(post("/media/{id}/submit", item::submit))
                .sums("Trình duyệt", "Submit an item")
                .takes::<SeenForm>(),
        )
        .add(writes(post("/media/{id}/withdraw", item::withdraw)).sums("Rút lại", "Take an item back"))
        .add(
            leads(post("/media/{id}/approve", item::approve))
                .sums("Duyệt", "Approve an item")
                .takes::<SeenForm>(),
        )
        .add(
            leads(post("/media/{id}/return", item::give_back))
                .sums("Trả lại", "Return an item")
                .takes::<ReasonForm>(),
        )
        .add(
            writes(post("/media/{id}/publish", item::publish))
                .sums("Đăng, ghi nơi đã đăng", "Publish an item")
                .takes::<PublishForm>(),
        )
        .add(
            writes(post("/media/{id}/correct", item::correct))
                .sums("Đính chính", "Correct an item that is out")
                .takes::<ReasonForm>(),
        )
        .add(
            writes(post("/media/{id}/take-down", item::take_down))
                .sums("Gỡ", "Take an item down")
                .takes::<ReasonForm>(),
        )
        .add(
            writes(post("/media/{id}/drop", item::give_up))
                .sums("Bỏ", "Give an item up")
                .takes::<ReasonForm>(),
        )
        .add(writes(post("/media/{id}/reopen", item::reopen)).sums("Làm lại", "Take an item up again"))
}
