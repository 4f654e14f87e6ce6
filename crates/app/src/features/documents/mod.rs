//! Documents on their way out: text and versions, comments, approval, signature, number, issue, delivery.
//!
//! Every plan has one; decisions, reports and letters are documents of their own. Knows plans by their tables; what a plan
//! asks of units is handed to `work` when it is issued.

pub mod actions;
mod addresses;
mod amended;
mod answers;
mod approvals;
mod deliveries;
mod diff;
mod errors;
mod forms;
mod handlers;
mod handoff;
mod inbox;
mod issue;
mod issuing;
mod layouts;
mod load;
mod pages;
mod proposing;
mod recalling;
pub mod sheet;
mod telling;
mod views;
pub mod writing;

pub use addresses::{Names, units_of};
pub use deliveries::deliveries_page;
pub use errors::DocumentError;
pub use handoff::files_to_send;
pub use inbox::readable;
pub use issue::outside;
pub use issuing::Issue;
pub use layouts::Layouts;
pub use load::{Document, is_for_issuers, is_out, issuers};
pub use recalling::StopAsking;
pub use telling::{TellRecipients, What};
pub use views::{kind_code, kind_word, people, text};

use crate::app::App;
use domain::rights::Act;
use web::{Access, Routes, get, post};

/// The routes of this feature.
#[expect(clippy::too_many_lines, reason = "one row per route")]
pub fn routes() -> Routes<App> {
    use forms::{AddRecipient, Addresses, Approve, Comment, GiveNumber, Reason, Seen};
    use pages::{DeliveriesPage, DocumentPage, DocumentsPage, InboxPage, IssuePage, VersionsPage};
    const READS: Access = Access::May(Act::ReadPlan);
    const DRAFTS: Access = Access::May(Act::DraftDocument);
    const COMMENTS: Access = Access::May(Act::CommentDocument);
    const APPROVES: Access = Access::May(Act::ApproveDocument);
    const ISSUES: Access = Access::May(Act::IssueDocument);
    with_pdf(with_files(written()))
        .add(
            get("/documents", inbox::list)
                .asks(READS)
                .sums("Văn bản đi", "Documents on their way out")
                .shows::<DocumentsPage>(),
        )
        .add(
            get("/inbox", inbox::inbox)
                .asks(READS)
                .sums("Văn bản đến của đơn vị", "Documents that came to one's units")
                .shows::<InboxPage>(),
        )
        .add(
            get("/documents/{id}", handlers::show)
                .asks(READS)
                .over("document", Act::ReadPlan)
                .sums("Văn bản, góp ý và đường đi", "A document, comments and its way")
                .shows::<DocumentPage>(),
        )
        .add(
            get("/documents/{id}/document.docx", handlers::word)
                .asks(READS)
                .over("document", Act::ReadPlan)
                .sums("Văn bản, tệp Word", "The document as a Word file")
                .gives("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        )
        .add(
            get("/documents/{id}/versions", handlers::versions)
                .asks(READS)
                .over("document", Act::ReadPlan)
                .sums("Các phiên bản và chỗ khác nhau", "Versions and what differs")
                .shows::<VersionsPage>(),
        )
        .add(
            post("/documents/{id}/acknowledge", deliveries::acknowledge)
                .asks(READS)
                .over("received document", Act::ReadPlan)
                .sums("Xác nhận đã nhận văn bản", "Say that the document was received"),
        )
        .add(
            post("/documents/{id}/rework", handlers::rework)
                .asks(DRAFTS)
                .over("document", Act::DraftDocument)
                .sums("Mở lại bản soát để sửa dự thảo", "Open the review again to mend the draft"),
        )
        .add(
            post("/documents/{id}/submit", handlers::submit)
                .asks(DRAFTS)
                .over("document", Act::DraftDocument)
                .sums("Trình duyệt", "Submit for approval")
                .takes::<Seen>(),
        )
        .add(
            post("/documents/{id}/take-back", handlers::take_back)
                .asks(DRAFTS)
                .over("document", Act::DraftDocument)
                .sums("Rút lại để sửa", "Take back to mend"),
        )
        .add(
            post("/approvals/{id}/approve", approvals::approve)
                .asks(APPROVES)
                .over("approval", Act::ApproveDocument)
                .sums("Duyệt thay mặt cơ quan ban hành", "Approve for an issuer")
                .takes::<Approve>(),
        )
        .add(
            post("/approvals/{id}/return", approvals::return_it)
                .asks(APPROVES)
                .over("approval", Act::ApproveDocument)
                .sums("Trả lại, nêu lý do", "Return with a reason")
                .takes::<Reason>(),
        )
        .add(
            post("/approvals/{id}/sign", approvals::sign)
                .asks(READS)
                .over("chosen approval", Act::ReadPlan)
                .sums(
                    "Ký (người được chọn, hoặc lãnh đạo cơ quan ban hành)",
                    "Sign (the person chosen, or a leader of the issuer)",
                ),
        )
        .add(
            post("/approvals/{id}/record-approval", approvals::record_approval)
                .asks(READS)
                .over("chosen approval", Act::ReadPlan)
                .sums("Ghi nhận đã duyệt ngoài hệ thống", "Record an approval given outside the program")
                .takes::<Approve>(),
        )
        .add(
            post("/approvals/{id}/record-signature", approvals::record_signature)
                .asks(READS)
                .over("chosen approval", Act::ReadPlan)
                .sums("Ghi nhận đã ký ngoài hệ thống", "Record a signature given outside the program"),
        )
        .add(
            post("/documents/{id}/comments", handlers::comment)
                .asks(COMMENTS)
                .over("document", Act::CommentDocument)
                .sums("Góp ý", "Comment")
                .takes::<Comment>(),
        )
        .add(
            post("/documents/{id}/comments/{comment}/resolve", handlers::resolve)
                .asks(COMMENTS)
                .over("own comment", Act::CommentDocument)
                .sums("Đóng góp ý", "Close a comment"),
        )
        .add(
            post("/documents/{id}/comments/{comment}/reopen", handlers::reopen)
                .asks(COMMENTS)
                .over("own comment", Act::CommentDocument)
                .sums("Mở lại góp ý", "Open a comment again"),
        )
        .add(
            get("/documents/{id}/issue", issue::show)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Chuẩn bị phát hành", "Prepare the issue")
                .shows::<IssuePage>(),
        )
        .add(
            post("/documents/{id}/addresses", issue::say)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Nói rõ mỗi tên in trong văn bản là ai", "Say whom each printed name stands for")
                .takes::<Addresses>(),
        )
        .add(
            post("/documents/{id}/recipients", issue::add)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums(
                    "Thêm, bớt nơi nhận không in trong văn bản",
                    "Add or take back a unit that is not printed",
                )
                .takes::<AddRecipient>(),
        )
        .add(
            post("/documents/{id}/number", issue::number)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Cấp số, ghi ngày", "Give number and date")
                .takes::<GiveNumber>(),
        )
        .add(
            post("/documents/{id}/issue", issue::issue)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Phát hành đến nơi nhận", "Send to the recipients"),
        )
        .add(
            post("/documents/{id}/recall", issue::recall)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Thu hồi", "Recall")
                .takes::<Reason>(),
        )
        .add(
            get("/documents/{id}/deliveries", deliveries::deliveries)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Ai đã nhận, đã mở", "Who got and opened it")
                .shows::<DeliveriesPage>(),
        )
        .add(
            post("/documents/{id}/remind", deliveries::remind)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Nhắc nơi chưa xác nhận", "Remind those who are silent"),
        )
}

/// Documents written in the browser.
fn written() -> Routes<App> {
    use pages::{NewDocumentPage, WritePage};
    use writing::{Begin, Marks, Write};
    const DRAFTS: Access = Access::May(Act::DraftDocument);
    Routes::of("documents")
        .add(
            get("/documents/new", writing::new)
                .asks(DRAFTS)
                .sums("Soạn văn bản mới", "Begin a document")
                .shows::<NewDocumentPage>(),
        )
        .add(
            post("/documents", writing::begin)
                .asks(DRAFTS)
                .sums("Lập dự thảo văn bản", "Make the draft of a document")
                .takes::<Begin>(),
        )
        .add(
            get("/documents/{id}/write", writing::show)
                .asks(DRAFTS)
                .over("document", Act::DraftDocument)
                .sums("Soạn văn bản, xem ngay bản in", "Write a document with its sheet beside")
                .shows::<WritePage>(),
        )
        .add(
            post("/documents/{id}/write", writing::save)
                .asks(DRAFTS)
                .over("document", Act::DraftDocument)
                .sums("Lưu phần đang soạn", "Keep what is being written")
                .takes::<Write>(),
        )
        .add(
            post("/documents/{id}/marks", writing::marks)
                .asks(DRAFTS)
                .over("document", Act::DraftDocument)
                .sums(
                    "Đóng dấu độ khẩn, độ mật, phạm vi lưu hành",
                    "Set marks of urgency, secrecy and circulation",
                )
                .takes::<Marks>(),
        )
}

/// The document as PDF, in a program that can set type.
#[cfg(feature = "pdf")]
fn with_pdf(routes: Routes<App>) -> Routes<App> {
    routes
        .add(
            get("/documents/{id}/document.pdf", handlers::pdf)
                .asks(Access::May(Act::ReadPlan))
                .over("document", Act::ReadPlan)
                .sums("Văn bản, tệp PDF/A", "The document as PDF/A")
                .gives("application/pdf"),
        )
        .add(
            get("/documents/{id}/to-sign.pdf", handoff::to_sign)
                .asks(Access::May(Act::IssueDocument))
                .over("document", Act::IssueDocument)
                .sums("Tệp PDF để ký số", "The PDF with places for signatures")
                .gives("application/pdf"),
        )
}

#[cfg(not(feature = "pdf"))]
fn with_pdf(routes: Routes<App>) -> Routes<App> {
    routes
}

/// What was signed outside and comes back.
fn with_files(routes: Routes<App>) -> Routes<App> {
    const ISSUES: Access = Access::May(Act::IssueDocument);
    routes
        .add(
            post("/documents/{id}/files", handoff::keep)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Nhận bản đã ký hoặc bản quét", "Take a signed copy or a scan")
                .takes::<handoff::NewFile>(),
        )
        .add(
            get("/documents/{id}/files/{file}", handoff::open)
                .asks(Access::May(Act::ReadPlan))
                .over("document", Act::ReadPlan)
                .sums("Một bản đã ký hoặc bản quét", "A signed copy or a scan")
                .gives("application/octet-stream"),
        )
        .add(
            post("/documents/{id}/files/{file}/remove", handoff::remove)
                .asks(ISSUES)
                .over("document", Act::IssueDocument)
                .sums("Bỏ tệp gửi nhầm", "Remove a file that was brought by mistake"),
        )
}
