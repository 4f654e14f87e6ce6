//! Notices: who must know of what, told in the transaction of the event: on a page, in the bell, by mail, in a weekly digest and in
//! calendars.
//!
//! Other features call `actions::tell` with plain values. Knows people, posts and units; what a document or a piece of work
//! is, it does not know: it keeps the words of the sentence and the address of the page.

pub mod actions;
mod calendar;
mod contacts;
mod digest;
mod escalation;
mod facts;
mod handlers;
mod kinds;
mod late;
pub mod mail;
mod outbox;
mod pages;
mod rules;
mod sweep;
mod words;

pub use contacts::{Came, write_to_contacts};
pub use digest::WriteDigests;
pub use escalation::Escalate;
pub use handlers::BELL_MAX;
pub use kinds::{Kind, Theme};
pub use mail::{SendMail, WriteMail};
pub use sweep::RemoveOld;

use crate::app::App;
use db::DbError;
use domain::ids::{NoticeId, PersonId};
use domain::rights::Act;
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
        .merge(outbox_routes())
        .merge(calendar_routes())
        .merge(escalation_routes())
}

/// Late work that is told further.
fn escalation_routes() -> Routes<App> {
    use pages::{EscalationPage, LateWorkPage};
    const DECIDES: Access = Access::May(Act::LeadWork);
    Routes::of("notices")
        .add(
            get("/escalation", rules::show)
                .asks(DECIDES)
                .sums("Báo việc trễ lên cấp trên", "When late work is told further up")
                .shows::<EscalationPage>(),
        )
        .add(
            get("/escalation/late", late::list)
                .asks(Access::SignedIn)
                .sums("Việc trễ đã báo lên", "Late work that was told further up")
                .query::<late::WantedLate>()
                .shows::<LateWorkPage>(),
        )
        .add(
            post("/escalation", rules::add)
                .asks(DECIDES)
                .sums("Đặt quy tắc báo việc trễ", "Set a rule for late work")
                .takes::<rules::NewRule>(),
        )
        .add(
            post("/escalation/remove", rules::remove)
                .asks(DECIDES)
                .sums("Bỏ quy tắc báo việc trễ", "Remove a rule for late work")
                .takes::<rules::Which>(),
        )
}

/// Calendars, and the end of the digest by the link in it.
fn calendar_routes() -> Routes<App> {
    use pages::{CalendarPage, StopPage};
    Routes::of("notices")
        .add(
            get("/calendar", calendar::show)
                .asks(Access::SignedIn)
                .sums("Lịch trên điện thoại", "Calendars on telephones")
                .query::<calendar::WantedCalendar>()
                .shows::<CalendarPage>(),
        )
        .add(
            post("/calendar", calendar::make)
                .asks(Access::SignedIn)
                .sums("Lập địa chỉ lịch", "Make the address of a calendar")
                .takes::<calendar::NewFeed>()
                .shows::<CalendarPage>(),
        )
        .add(
            post("/calendar/{id}/revoke", calendar::revoke)
                .asks(Access::SignedIn)
                .sums("Bỏ địa chỉ lịch", "End the address of a calendar"),
        )
        .add(
            get("/calendar/{id}", calendar::file)
                .asks(Access::Public)
                .sums("Lịch theo địa chỉ bí mật", "A calendar by its secret address")
                .gives("text/calendar"),
        )
        .add(
            get("/digest/stop/{token}", digest::stop_page)
                .asks(Access::Public)
                .sums("Thôi nhận thư tổng hợp", "Asks whether the digest is to stop")
                .shows::<StopPage>(),
        )
        .add(
            post("/digest/stop/{token}", digest::stop)
                .asks(Access::Public)
                .sums("Thôi nhận thư tổng hợp", "Stop the digest"),
        )
}

/// The outbox and the addresses of units.
fn outbox_routes() -> Routes<App> {
    use pages::{ContactPage, MailPage, OutboxPage};
    const KEEPS: Access = Access::May(Act::IssueDocument);
    Routes::of("notices")
        .add(
            get("/outbox", outbox::list)
                .asks(KEEPS)
                .sums("Thư đi", "Mails that go out")
                .query::<outbox::WantedMail>()
                .shows::<OutboxPage>(),
        )
        .add(
            get("/outbox/{id}", outbox::show)
                .asks(KEEPS)
                .over("mail", Act::IssueDocument)
                .sums("Một thư", "A mail")
                .shows::<MailPage>(),
        )
        .add(
            get("/outbox/{id}/mail.eml", outbox::file)
                .asks(KEEPS)
                .over("mail", Act::IssueDocument)
                .sums("Thư, tệp .eml", "The mail as a file")
                .gives("message/rfc822"),
        )
        .add(
            post("/outbox/{id}/resend", outbox::resend)
                .asks(KEEPS)
                .over("mail", Act::IssueDocument)
                .sums("Gửi lại thư", "Send a mail again"),
        )
        .add(
            post("/outbox/{id}/sent", outbox::mark)
                .asks(KEEPS)
                .over("mail", Act::IssueDocument)
                .sums("Đánh dấu đã gửi tay", "Mark a mail as sent by hand"),
        )
        .add(
            post("/outbox/resend", outbox::resend_all)
                .asks(Access::Administrator)
                .sums("Gửi lại mọi thư còn giữ", "Send all kept mails again"),
        )
        .add(
            post("/outbox/test", outbox::test)
                .asks(Access::Administrator)
                .sums("Gửi thư thử cho tôi", "Send a test mail to oneself"),
        )
        .add(
            get("/units/{id}/contact", contacts::show)
                .asks(Access::May(Act::EditAliases))
                .over("unit", Act::EditAliases)
                .sums("Địa chỉ thư của đơn vị", "The mail address of a unit")
                .shows::<ContactPage>(),
        )
        .add(
            post("/units/{id}/contact", contacts::keep)
                .asks(Access::May(Act::EditAliases))
                .over("unit", Act::EditAliases)
                .sums("Ghi địa chỉ thư của đơn vị", "Keep the mail address of a unit")
                .takes::<contacts::Contact>(),
        )
}

/// Puts the jobs of mail into the queue when there is something for them: cheap to ask, so that it can be asked often.
pub async fn look(app: &App) -> Result<(), DbError> {
    let (writes, sends) = (WriteMail::is_due(app).await?, mail::is_due(app).await?);
    if !writes && !sends {
        return Ok(());
    }
    let (tx, now) = (app.db.write().await?, app.now());
    if writes {
        jobs::enqueue_unless_waiting(&tx, now, &WriteMail {}).await?;
    }
    if sends {
        jobs::enqueue_unless_waiting(&tx, now, &SendMail {}).await?;
    }
    tx.commit().await
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
