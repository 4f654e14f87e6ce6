//! Accounts: people, their posts in units, sign-in, sessions, invitations. Who may do what follows from posts.
//!
//! Does not know plans or units beyond their ids and names.

pub mod actions;
mod forms;
mod invitations;
mod own;
mod pages;
pub mod password;
mod people;
mod resets;
mod sign_in;
mod viewers;

pub use pages::SampleView;
pub use viewers::{AppViewers, initials};

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

/// The routes of this feature.
#[expect(clippy::too_many_lines, reason = "one row per route")]
pub fn routes() -> Routes<App> {
    use pages::{
        AccountPage, FirstRunPage, InvitationsPage, JoinPage, NewInvitationPage, PeoplePage, PersonPage,
        ResetPage, SignInPage,
    };
    const KEEPERS: Access = Access::May(Act::EditPeople);
    const READERS: Access = Access::May(Act::ReadPeople);
    Routes::of("accounts")
        .add(get("/", sign_in::home).asks(Access::Public).sums("Trang đầu", "Front page"))
        .add(
            get("/first-run", sign_in::first_run)
                .asks(Access::Public)
                .sums("Lập quản trị đầu tiên", "Make the first administrator")
                .shows::<FirstRunPage>(),
        )
        .add(
            post("/first-run", sign_in::make_first)
                .asks(Access::Public)
                .sums("Lập quản trị đầu tiên", "Make the first administrator")
                .takes::<forms::FirstRun>(),
        )
        .add(
            get("/sessions/new", sign_in::form)
                .asks(Access::Public)
                .sums("Trang đăng nhập", "Sign-in page")
                .shows::<SignInPage>(),
        )
        .add(
            post("/sessions", sign_in::sign_in)
                .asks(Access::Public)
                .sums("Đăng nhập", "Sign in")
                .takes::<forms::SignIn>(),
        )
        .add(post("/sessions/end", sign_in::sign_out).asks(Access::SignedIn).sums("Đăng xuất", "Sign out"))
        .add(
            get("/account", own::show)
                .asks(Access::SignedIn)
                .sums("Tài khoản của tôi", "My account")
                .shows::<AccountPage>(),
        )
        .add(
            post("/account/password", own::change_password)
                .asks(Access::SignedIn)
                .sums("Đổi mật khẩu", "Change the password")
                .takes::<forms::ChangePassword>(),
        )
        .add(
            post("/account/post", own::choose_post)
                .asks(Access::SignedIn)
                .sums("Chọn chức vụ đang làm", "Choose the post to act in")
                .takes::<forms::ChoosePost>(),
        )
        .add(
            post("/account/sessions/end-all", own::end_all)
                .asks(Access::SignedIn)
                .sums("Đăng xuất mọi nơi", "Sign out everywhere"),
        )
        .add(
            post("/account/sessions/{id}/end", own::end_one)
                .asks(Access::SignedIn)
                .sums("Đăng xuất một máy", "Sign out one browser"),
        )
        .add(
            get("/people", people::list)
                .asks(READERS)
                .sums("Danh sách người", "People")
                .shows::<PeoplePage>(),
        )
        .add(
            get("/people/{id}", people::show)
                .asks(READERS)
                .over("person", Act::ReadPeople)
                .sums("Một người", "A person")
                .shows::<PersonPage>(),
        )
        .add(
            post("/people/{id}/posts", people::give_post)
                .asks(KEEPERS)
                .over("named unit", Act::EditPeople)
                .sums("Giao chức vụ", "Give a post")
                .takes::<forms::GivePost>(),
        )
        .add(
            post("/people/{id}/posts/{post}/end", people::end_post)
                .asks(KEEPERS)
                .over("post", Act::EditPeople)
                .sums("Thôi chức vụ", "End a post"),
        )
        .add(
            post("/people/{id}/unlock", people::unlock)
                .asks(Access::Administrator)
                .sums("Mở khóa tài khoản", "Unlock an account"),
        )
        .add(
            post("/people/{id}/close", people::close)
                .asks(Access::Administrator)
                .sums("Đóng tài khoản", "Close an account"),
        )
        .add(
            post("/people/{id}/reopen", people::reopen)
                .asks(Access::Administrator)
                .sums("Mở lại tài khoản", "Reopen an account"),
        )
        .add(
            post("/people/{id}/sign-out", people::sign_out)
                .asks(Access::Administrator)
                .sums("Đăng xuất người này mọi nơi", "Sign a person out everywhere"),
        )
        .add(
            get("/people/{id}/password-resets", resets::back)
                .asks(Access::Administrator)
                .sums("Về trang của người ấy", "Back to the person"),
        )
        .add(
            post("/people/{id}/password-resets", resets::make)
                .asks(Access::Administrator)
                .sums("Lập liên kết đặt lại mật khẩu", "Make a link to a new password")
                .shows::<PersonPage>(),
        )
        .add(
            post("/people/{id}/password-resets/revoke", resets::revoke)
                .asks(Access::Administrator)
                .sums("Thu hồi liên kết đặt lại mật khẩu", "Take the link to a new password back"),
        )
        .add(
            get("/password/{token}", resets::form)
                .asks(Access::Public)
                .sums("Đặt mật khẩu mới", "Set a new password")
                .shows::<ResetPage>(),
        )
        .add(
            post("/password/{token}", resets::set)
                .asks(Access::Public)
                .sums("Đặt mật khẩu mới", "Set a new password")
                .takes::<forms::NewPassword>(),
        )
        .add(
            get("/invitations", invitations::list)
                .asks(KEEPERS)
                .sums("Lời mời", "Invitations")
                .shows::<InvitationsPage>(),
        )
        .add(
            get("/invitations/new", invitations::form)
                .asks(KEEPERS)
                .sums("Mời người", "Invite somebody")
                .shows::<NewInvitationPage>(),
        )
        .add(
            post("/invitations", invitations::create)
                .asks(KEEPERS)
                .over("named unit", Act::EditPeople)
                .sums("Mời người", "Invite somebody")
                .takes::<forms::Invite>(),
        )
        .add(
            post("/invitations/{id}/revoke", invitations::revoke)
                .asks(KEEPERS)
                .over("invitation", Act::EditPeople)
                .sums("Thu hồi lời mời", "Revoke an invitation"),
        )
        .add(
            get("/join/{token}", invitations::join_form)
                .asks(Access::Public)
                .sums("Nhận lời mời", "Accept an invitation")
                .shows::<JoinPage>(),
        )
        .add(
            post("/join/{token}", invitations::join)
                .asks(Access::Public)
                .sums("Nhận lời mời", "Accept an invitation")
                .takes::<forms::Join>(),
        )
}
