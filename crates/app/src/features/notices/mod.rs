//! Notices: who must know of what, told in the transaction of the event: on a page and in the bell.
//!
//! Other features call `actions::tell` with plain values. Knows people, posts and units; what a document or a piece of work
//! is, it does not know: it keeps the words of the sentence and the address of the page.

pub mod actions;
mod handlers;
mod kinds;
mod pages;
mod sweep;
mod words;

pub use handlers::BELL_MAX;
pub use kinds::{Kind, Theme};
pub use sweep::RemoveOld;

use crate::app::App;
use domain::ids::{NoticeId, PersonId};
use sea_orm::QuerySelect as _;
use tables::notice;
use web::{Access, Error, Routes, get, post};

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    use pages::{NoticeSettingsPage, NoticesPage};
    Routes::of("notices")
        .add(
            get("/notices", handlers::list)
                .asks(Access::SignedIn)
                .sums("Thông báo của tôi", "What I was told")
                .query::<handlers::Wanted>()
                .shows::<NoticesPage>(),
        )
        .add(
            get("/notices/count", handlers::count)
                .asks(Access::SignedIn)
                .sums("Số thông báo chưa đọc", "How many are unread")
                .shows::<pages::NoticeCount>(),
        )
        .add(
            get("/notices/{id}/open", handlers::open)
                .asks(Access::SignedIn)
                .sums("Mở một thông báo", "Open one: marks it as read and leads to its page"),
        )
        .add(
            post("/notices/read", handlers::read_all)
                .asks(Access::SignedIn)
                .sums("Đánh dấu đã đọc tất cả", "Mark all as read")
                .takes::<handlers::Until>(),
        )
        .add(
            get("/notices/settings", handlers::settings)
                .asks(Access::SignedIn)
                .sums("Tôi muốn được báo những gì", "What I want to be told")
                .shows::<NoticeSettingsPage>(),
        )
        .add(
            post("/notices/settings", handlers::choose)
                .asks(Access::SignedIn)
                .sums("Chọn những gì được báo", "Choose what is told")
                .takes::<handlers::Chosen>(),
        )
}

/// How many notices of a person are unread, as far as the bell counts.
pub async fn n_unread(app: &App, person: PersonId) -> Result<u64, Error> {
    let some: Vec<NoticeId> = notice::unread_of(person)
        .select_only()
        .column(notice::Column::Id)
        .limit(BELL_MAX)
        .into_tuple()
        .all(app.db.read())
        .await?;
    Ok(some.len() as u64)
}
